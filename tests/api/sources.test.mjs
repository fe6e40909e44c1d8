// Where a matter comes from and what comes next: one from each of the sources
// that no other journey begins with, carried to the step that the source asks for;
// then what nobody wants, who may close what, and meetings of several bodies.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, procuratorate, organ, arbitration, aid, village, county, industry
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[procuratorate, organ, arbitration, aid, village, county, industry] = await site.all(
    'procuratorate.a', 'organ.a', 'arbitration.a', 'aid.a', 'village.a', 'county.a', 'industry.a')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const from = (source, more = {}) => registration({ source, manner: 'written', channel: undefined, title: undefined, ...more })
const procedures = async (who, id) => (await who.dispute(id)).state.procedure ?? []
const live = async (who, id, channel) => (await procedures(who, id)).find((p) => p.channel === channel)

/** What a body without mediators hands on is taken up by one that has them. */
async function handedOn(sender, id, receiver) {
  const { kinds } = await sender.done(id, 'refer', { to: receiver.org, consents: [1, 2], reason: '移送调解' })
  assert.ok(kinds.includes('referral_offered'))
  const offered = (await receiver.read('/api/v1/referrals?limit=200')).items.find((r) => r.id === id)
  assert.equal(offered.from, sender.org)
  await receiver.done(id, 'accept-referral', { referral: 1 })
  const p = await live(receiver, id, 'people')
  assert.equal(p.body, receiver.org)
  // Consent belongs to a procedure: it is asked anew.
  refused(await receiver.ask(id, 'accept', { procedure: p.no }), 409, 'consent-missing', { article: '人民调解法17' })
  for (const party of [1, 2]) await receiver.done(id, 'record-consent', { procedure: p.no, party, answer: 'agrees', manner: 'written' })
  await receiver.done(id, 'accept', { procedure: p.no })
  const clock = (await receiver.clocks(id)).find((c) => c.procedure === p.no && c.rule === 'RT_MED')
  assert.deepEqual([clock.state, clock.day0], ['running', '2026-04-07'])
  return p
}

test('procuratorate: it mediates at its own desk, or hands on to people’s mediation', async () => {
  const { id } = await procuratorate.register(from('procuratorate'))
  assert.equal((await procuratorate.dispute(id)).state.source, 'procuratorate')
  assert.deepEqual(await procedures(procuratorate, id), [], 'its channel is opened by choice')
  await procuratorate.done(id, 'open-procedure', { channel: 'procuratorial' })
  await handedOn(procuratorate, id, county)
})

test('organ: a matter of its scope is mediated by itself', async () => {
  const { id } = await organ.register(from('organ'))
  const p = await live(organ, id, 'administrative')
  assert.equal(p.body, organ.org)
  await organ.done(id, 'check-scope', { procedure: p.no, scope: 'own' })
  for (const party of [1, 2]) await organ.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await organ.done(id, 'accept')
  assert.equal((await live(organ, id, 'administrative')).phase, 'accepted')
})

test('arbitration: before anything is filed it sends the matter to mediators of the industry, and can still take it', async () => {
  const { id } = await arbitration.register(from('arbitration'))
  await handedOn(arbitration, id, industry)
  await arbitration.done(id, 'open-arbitration', { number: '仲收1号' })
  assert.equal((await live(arbitration, id, 'arbitration')).number, '仲收1号')
  assert.equal((await live(industry, id, 'people')).phase, 'ended', 'mediation ends with it, 人民调解法3(三)')
})

test('legal aid: what comes to the centre is applied for and decided there', async () => {
  const { id } = await aid.register(from('legal_aid', { channel: 'legal_aid' }))
  await aid.done(id, 'aid-apply', { matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant', text: '拖欠工资' })
  const p = await live(aid, id, 'legal_aid')
  assert.equal(p.stage, 'aid_applied')
  const clock = (await aid.clocks(id)).find((c) => c.procedure === p.no && c.state === 'running')
  assert.ok(clock.due_on > '2026-04-07' && clock.article, JSON.stringify(clock))
  await aid.done(id, 'aid-grant', { procedure: p.no })
  assert.equal((await live(aid, id, 'legal_aid')).stage, 'aid_granted')
})

test('on line: the village writes it down and hands out a slip; nothing is accepted before both have agreed', async () => {
  const { id, slip } = await village.register(from('online', { channel: 'people', manner: 'online' }))
  assert.match(slip.secret, /^\d{10}$/)
  refused(await village.ask(id, 'accept'), 409, 'consent-missing', { article: '人民调解法17' })
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'phone' })
  await village.done(id, 'accept')
  assert.equal((await live(village, id, 'people')).phase, 'accepted')
})

const stateOf = async (who, id) => (await who.dispute(id)).state
const orderOf = async (who, id) => (await stateOf(who, id)).order[0]

test('here a county switches on what is sent back and who may close', async () => {
  const admin = await site.as('admin')
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', {
    county: '999901', sets: ['hotline-five-working-days', 'hotline-orders-weifang', 'offer-answer-house', 'sent-back-house', 'separation-of-duty'] })
  assert.equal(chosen.status, 200, chosen.text)
  await site.move('2026-04-07T10:00:00+08:00')
})

test('the third time an order is sent back the nearest body above both has it, designates, and nobody gives it back', async () => {
  const [hotline, township, police, centre, market] = await site.all('hotline.a', 'township.a', 'police.a', 'centre.a', 'market.a')
  const { id } = await hotline.register(from('hotline', { channel: 'hotline', manner: 'phone', external: '热9' }))
  await hotline.done(id, 'dispatch-order', { to: township.org })
  await township.done(id, 'return-order', { ground: 'not_ours' })
  await hotline.done(id, 'agree-return')
  refused(await hotline.ask(id, 'dispatch-order', { to: township.org }), 409, 'not-the-unit', { field: 'to' })
  for (const unit of [police, market]) {
    await hotline.done(id, 'dispatch-order', { to: unit.org })
    assert.equal((await orderOf(hotline, id)).holder, hotline.org, 'until it is signed for the sender has it')
    await site.move(unit === police ? '2026-04-07T10:30:00+08:00' : '2026-04-07T11:00:00+08:00')
    const { kinds } = await unit.done(id, 'return-order', { ground: 'disputed', reason: '职责有争议' })
    if (unit === police) await hotline.done(id, 'agree-return')
    assert.equal(kinds.includes('order_raised'), unit === market, String(kinds))
  }
  const raised = await orderOf(hotline, id)
  assert.deepEqual([raised.holder, raised.superior, raised.bounces], [centre.org, centre.org, 3])
  const { position } = (await hotline.timeline(id)).find((e) => e.event.kind === 'order_raised')
  const { explanation } = await hotline.read(`/api/v1/disputes/${id}/timeline/${position}/explanation`)
  assert.deepEqual([explanation.set_name, explanation.rule, explanation.label, explanation.inputs], ['sent-back-house', '/guards/0', '本单位约定', ['次数:3']])
  assert.equal((await hotline.ask(id, 'designate', { to: township.org, reason: '自定' })).status, 403)
  await centre.done(id, 'designate', { to: township.org, reason: '属地' })
  refused(await township.ask(id, 'return-order', { ground: 'not_ours' }), 409, 'no-second-return', { article: '潍坊22' })
  const held = (await hotline.timeline(id)).map((e) => e.event.body.order).filter(Boolean)
  assert.ok(held.every((o) => /^[0-9a-f]{32}$/.test(o.holder)), 'at no moment is the holder empty')
  assert.equal((await orderOf(hotline, id)).ownerless_ms, 3_600_000, 'an hour without an owner')
})

test('a referral refused three times is designated to the body above both; the sender has it until it answers', async () => {
  const [township, police] = await site.all('township.a', 'police.a')
  const { id } = await village.register(from('application', { channel: 'people', manner: 'oral' }))
  const asked = [police, organ, industry]
  for (const [i, to] of asked.entries()) {
    await village.done(id, 'refer', { to: to.org, reason: '请协助' })
    const answer = (await village.clocks(id)).filter((c) => c.rule === 'OFFER_ANSWER').at(-1)
    assert.deepEqual([answer.state, answer.due_on, answer.effect], ['running', '2026-04-10', 'overdue'])
    refused(await to.ask(id, 'refuse-referral', { referral: i + 1, ground: 'other' }), 409, 'reason-missing')
    await to.done(id, 'refuse-referral', { referral: i + 1, ground: 'not_ours' })
    assert.equal((await live(village, id, 'people')).body, village.org)
  }
  const up = (await stateOf(village, id)).referral.at(-1)
  assert.deepEqual([up.state, up.designated, up.from], ['offered', true, village.org])
  const above = [county, township, await site.as('centre.a')].find((c) => c.org === up.to)
  assert.ok(above, 'a body above both')
  refused(await above.ask(id, 'refuse-referral', { referral: up.no, ground: 'not_ours' }), 409, 'no-second-return')
  assert.equal((await live(village, id, 'people')).body, village.org, 'until it is accepted the sender is the holder')
})

test('who may close follows from the source: not who found it, and a walk-in by its one mediator', async () => {
  const [head, grid, centre] = await site.all('village.c', 'grid.a', 'centre.a')
  const closes = async (source) => {
    const { id } = await village.register(from(source, { channel: 'people', manner: 'oral' }))
    for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
    await village.done(id, 'accept')
    await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
    await village.done(id, 'record-oral-agreement', { text: '当场和好', terms: [{ kind: 'duty', debtor: 2, text: '道歉' }] })
    await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1 })
    const notices = (await stateOf(village, id)).notice.filter((n) => n.state === 'owed').map((n) => n.no)
    await village.done(id, 'serve-notice', { means: 'handed', notices })
    return [id, await village.seen(id, 'close', { procedure: 1 })]
  }
  assert.equal((await closes('application'))[1].status, 200)
  const [id, answer] = await closes('ex_officio')
  refused(answer, 409, 'finder-does-not-close')
  await head.done(id, 'close', { procedure: 1 })
  const found = await grid.register(from('grid', { channel: 'report', manner: 'oral', external: 'WG-9' }))
  for (const [name, body] of [['close', { procedure: 1 }], ['end-order', { ground: 'on_the_spot', reason: '劝和' }]])
    refused(await grid.seen(found.id, name, body), 409, 'grid-does-not-close')
  await centre.done(found.id, 'end-order', { ground: 'on_the_spot', reason: '网格员现场劝和' })
})

test('who supervises does not handle, who handled does not verify; a joint meeting is on record for all who take part', async () => {
  const [hotline, second, head, township, centre] = await site.all('hotline.a', 'hotline.b', 'hotline.c', 'township.a', 'centre.a')
  const { id } = await hotline.register(from('hotline', { channel: 'hotline', manner: 'phone' }))
  await head.done(id, 'supervise', { trigger: 'overdue', text: '催办' })
  refused(await hotline.ask(id, 'reply-order', { text: '已办', evidence: '照片' }), 409, 'same-person')
  await hotline.done(id, 'dispatch-order', { to: township.org, assisting: [organ.org] })
  await township.done(id, 'sign-for')
  await township.done(id, 'record-joint-meeting', { bodies: ['和解示范县住房和城乡建设局', '青石派出所'], text: '联席会议:分工整治' })
  for (const who of [organ, hotline, township]) {
    const met = (await who.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'joint_meeting_recorded')
    assert.deepEqual(met.map((e) => [e.body.text, e.body.bodies.length]), [['联席会议:分工整治', 2]], who.account)
  }
  await hotline.done(id, 'report-to-superior', { reason: '职责交叉' })
  assert.equal((await orderOf(hotline, id)).superior, centre.org)
  await township.done(id, 'reply-order', { text: '已整治', evidence: '照片' })
  refused(await township.ask(id, 'verify-reply', { verdict: 'passed' }), 403, 'not-your-right')
  await second.done(id, 'verify-reply', { verdict: 'sent_back', reason: '照片不清' })
  assert.deepEqual([(await orderOf(hotline, id)).redo, (await orderOf(hotline, id)).holder], [1, township.org])
  refused(await hotline.seen(id, 'end-order', { ground: 'early', reason: '已解决' }), 403, 'not-your-right', { article: '潍坊21' })
  await head.sure(id, 'end-order', { ground: 'early', reason: '已解决,经审核' })
  const barred = await hotline.register(from('hotline', { channel: 'hotline', manner: 'phone' }))
  refused(await hotline.seen(barred.id, 'end-order', { ground: 'not_accepted' }), 409, 'ground-not-fit', { field: 'bar' })
  await hotline.sure(barred.id, 'end-order', { ground: 'not_accepted', bar: 'disclosure' })
  assert.equal((await stateOf(hotline, barred.id)).procedure[0].ground, 'declined')
})
