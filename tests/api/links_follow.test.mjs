// What a merge, a split and a link do to what runs, is owed, is agreed and is
// held; and what is left of that when they are undone.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, hejie, identityOf, openSite, refused, registration, respondent } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, head, market, seat, township, police
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, head, market, seat, township, police] = await site.all('village.a', 'village.c', 'market.a', 'hotline.a', 'township.a', 'police.a')
})
after(() => service?.stop())

const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const state = async (who, id) => (await who.dispute(id)).state
const limit = async (who, id, rule) => (await who.clocks(id)).filter((c) => c.rule === rule).map((c) => [c.state, c.due_on])
const told = async (who, id) => (await who.timeline(id)).map((e) => e.event.kind)

test('a complaint that is merged away waits for nobody; taken out again, its seven working days end as they would have', async () => {
  await at('03-02')
  const complaint = () => market.register(registration({ channel: 'administrative', category_word: undefined }))
  const [{ id: first }, { id: second }] = [await complaint(), await complaint()]
  assert.deepEqual(await limit(market, second, 'AM_MK_ACC'), [['running', '2026-03-11']])
  await at('03-04')
  await market.done(second, 'merge-disputes', { into: first, reason: '同一投诉' })
  await at('03-04', '10:01')
  assert.deepEqual(await limit(market, second, 'AM_MK_ACC'), [['stopped', '2026-03-11']])
  assert.deepEqual(await limit(market, first, 'AM_MK_ACC'), [['running', '2026-03-11']], 'the one that goes on keeps its own')
  await at('03-05')
  await market.done(first, 'split-disputes', { absorbed: second, reason: '并非同一' })
  await at('03-05', '10:01')
  assert.deepEqual(await limit(market, second, 'AM_MK_ACC'), [['running', '2026-03-11']])
  await at('03-12', '00:01')
  assert.equal((await limit(market, first, 'AM_MK_ACC'))[0][0], 'fired')
})

test('a merge that the other side refuses leaves the limit running', async () => {
  await at('04-07')
  const { id } = await market.register(registration({ channel: 'administrative', category_word: undefined }))
  const { id: foreign } = await police.register(registration({ channel: 'administrative' }))
  const before = await limit(market, id, 'AM_MK_ACC')
  await market.done(id, 'merge-disputes', { into: foreign, reason: '同一' })
  await at('04-07', '10:01')
  const s = await state(market, id)
  assert.deepEqual([s.closed ?? false, s.merged_into, s.link[0].state], [false, undefined, 'refused'])
  assert.deepEqual(await limit(market, id, 'AM_MK_ACC'), before)
})

test('two calls about one matter become one order; undone, there are two again', async () => {
  await at('04-08')
  const call = () => seat.register(registration({ source: 'hotline', manner: 'phone', channel: 'hotline' }))
  const [{ id: first }, { id: again }] = [await call(), await call()]
  const board = async () => (await seat.read('/api/v1/orders')).items.map((o) => o.id).filter((id) => id === first || id === again)
  const held = async (id) => (await state(seat, id)).order[0].holder
  assert.deepEqual((await board()).sort(), [first, again].sort())
  await seat.done(again, 'merge-disputes', { into: first, reason: '重复来电' })
  await at('04-08', '10:01')
  assert.deepEqual(await board(), [first])
  assert.deepEqual([await held(first), await held(again)], [seat.org, seat.org], 'nobody is without a holder')
  refused(await seat.ask(again, 'dispatch-order', { to: township.org }), 409, 'merged')
  await seat.done(first, 'split-disputes', { absorbed: again, reason: '两件事' })
  await at('04-08', '10:02')
  assert.deepEqual((await board()).sort(), [first, again].sort())
  await seat.done(again, 'dispatch-order', { to: township.org })
  // One that somebody was asked to handle is not merged away.
  refused(await seat.ask(again, 'merge-disputes', { into: first, reason: '重复' }), 409, 'merge-while-handled')
})

const third = { kind: 'natural', side: 'respondent', name: '丙寅生' }
/** Accepted, with an agreement between the first two; the third owes nothing. */
async function agreed() {
  const { id } = await village.register(registration({ parties: [applicant, respondent, third] }))
  for (const party of [1, 2, 3]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
  return id
}

test('what is agreed, owed and running stays where it was split from', async () => {
  await at('04-09')
  const id = await agreed()
  await village.done(id, 'draft-agreement', { text: '乙丑亮支付八百元', terms: [{ kind: 'money', amount: 80000, debtor: 2, creditor: 1, due_on: '2026-05-20', text: '支付八百元' }] })
  const { id: part } = await village.register(registration({ parties: [applicant, third] }))
  const clocks = await village.clocks(id)
  const owed = (await state(village, id)).notice
  assert.deepEqual(owed.map((n) => [n.party, n.state]), [[1, 'owed'], [2, 'owed'], [3, 'owed']])
  await village.done(id, 'split-dispute', { into: part, parties: [3], reason: '另案处理' })
  await at('04-09', '10:01')
  const whole = await state(village, id)
  assert.deepEqual([whole.party[2].moved, whole.procedure[0].phase, whole.agreement[0].state], [true, 'mediating', 'draft'])
  assert.deepEqual(whole.notice.map((n) => n.state), ['owed', 'owed', 'owed'], 'what somebody is owed is owed')
  assert.deepEqual(await village.clocks(id), clocks)
  // The two that are left conclude without the third.
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  refused(await village.seen(id, 'sign-agreement', { agreement: 1, party: 3, how: 'signature' }), 409, 'no-such-party')
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  assert.equal((await state(village, id)).agreement[0].state, 'effective')
  // The part begins with nothing of it: consent is asked anew.
  const own = await state(village, part)
  assert.deepEqual([own.agreement, own.notice, own.procedure[0].phase], [undefined, undefined, 'opened'])
  refused(await village.ask(part, 'accept'), 409, 'consent-missing', { article: '人民调解法17' })
})

test('what is accepted, offered or agreed is not merged away', async () => {
  await at('04-10')
  const { id: other } = await village.register()
  const id = await agreed()
  refused(await village.ask(id, 'merge-disputes', { into: other, reason: '同一' }), 409, 'merge-while-handled')
  const { id: offered } = await village.register()
  await village.done(offered, 'refer', { to: township.org, kind: 'hand_over', channel: 'people', reason: '请接' })
  refused(await village.ask(offered, 'merge-disputes', { into: other, reason: '同一' }), 409, 'merge-while-handled')
  // The other way round it goes on where it is handled, with all that runs there.
  const clocks = await village.clocks(id)
  await village.done(other, 'merge-disputes', { into: id, reason: '同一' })
  await at('04-10', '10:01')
  assert.deepEqual(await village.clocks(id), clocks)
  assert.equal((await state(village, id)).procedure[0].phase, 'mediating')
  assert.ok((await told(village, other)).includes('dispute_closed'))
  assert.ok(!(await told(village, other)).includes('notice_owed'), 'who goes on elsewhere is sent nowhere else')
})

test('one matter petitioned twice: the link bars the second, undone or of another kind it bars nothing', async () => {
  await at('04-13')
  const office = await site.as('petition.a')
  const come = async () => (await office.register(registration({ source: 'petition', manner: 'written', channel: undefined }))).id
  const [first, again] = [await come(), await come()]
  const petition = { class: 'appeal', rests_on: [{ text: '拆迁补偿' }] }
  await office.done(first, 'register-petition', petition)
  const link = async (kind) => {
    await office.done(again, 'link-disputes', { other: first, kind, reason: '查重' })
    await at('04-13', `10:${String(++minute).padStart(2, '0')}`)
  }
  let minute = 0
  await link('same_dispute')
  refused(await office.ask(again, 'register-petition', petition), 409, 'petition-in-progress', { article: '信访工作条例19' })
  const [{ link: no }] = (await office.read(`/api/v1/disputes/${again}/links`)).items
  await office.done(again, 'unlink-disputes', { link: no, reason: '另有新理由' })
  await link('same_facts')
  await office.done(again, 'register-petition', petition)
})

test('a ring of links is read, each matter once', async () => {
  await at('04-14')
  const ids = []
  for (let i = 0; i < 3; i++) ids.push((await village.register()).id)
  for (const [i, id] of ids.entries())
    for (const other of ids.filter((x) => x !== id)) {
      const answer = await village.ask(id, 'link-disputes', { other, kind: 'recurs_after', reason: '再次' })
      await at('04-14', `10:0${1 + i}`)
      assert.ok([200, 409].includes(answer.status), answer.text)
    }
  for (const id of ids) {
    const seen = (await village.read(`/api/v1/disputes/${id}/links`)).items
    assert.deepEqual(new Set(seen.map((l) => `${l.kind} ${l.id}`)).size, seen.length)
    assert.ok(!seen.some((l) => l.id === id), 'nothing recurs after itself')
  }
})

test('every year the same ditch: found, suggested, linked, and one chain', async () => {
  const two = [
    { kind: 'natural', side: 'applicant', name: '汪沟东', identity: identityOf('99999919700101' + '301') },
    { kind: 'natural', side: 'respondent', name: '汪沟西', identity: identityOf('99999919710101' + '302') },
  ]
  const years = ['2026-06-01', '2027-06-03', '2028-06-02', '2029-06-05']
  const ids = []
  for (const [n, day] of years.entries()) {
    await site.move(`${day}T09:00:00+08:00`)
    const facts = ['汛期两家共用水沟堵塞,田里积水', '今年汛期水沟又被堵,秧苗受淹', '水沟再次堵塞,两家为清淤争执', '大雨后水沟堵塞,田埂冲垮'][n]
    const about = { parties: two, facts, title: `第${n + 1}年水沟`, category_moj: '04' }
    const found = (await village.post('/api/v1/duplicates', { parties: two.map(({ name, identity }) => ({ name, identity })), facts, category_moj: '04' })).json.items
    assert.deepEqual(found.map((f) => f.id).sort(), [...ids].sort(), 'each of the years before')
    if (n > 0) assert.ok(found.every((f) => ['recurs_after', 'same_parties'].includes(f.suggested.kind)), JSON.stringify(found.map((f) => f.suggested)))
    const { id } = await village.register(registration(about))
    if (n > 0) await village.done(id, 'link-disputes', { other: ids.at(-1), kind: 'recurs_after', reason: '每年汛期' })
    await village.done(id, 'record-consent', { party: 2, answer: 'refuses', manner: 'oral' })
    await village.done(id, 'serve-notice', { means: 'handed', notices: [1, 2] })
    await village.done(id, 'close')
    ids.push(id)
  }
  await site.move('2029-06-05T10:00:00+08:00')
  const chain = async (id) => (await village.read(`/api/v1/disputes/${id}/links`)).items.map((l) => [ids.indexOf(l.id), l.kind, l.depth])
  assert.deepEqual(await chain(ids[3]), [[2, 'recurs_after', 1], [1, 'recurs_after', 2], [0, 'recurs_after', 3]])
  assert.deepEqual(await chain(ids[0]), [[1, 'recurred_as', 1], [2, 'recurred_as', 2], [3, 'recurred_as', 3]])
})

test('rows are what the timelines say', async () => {
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
