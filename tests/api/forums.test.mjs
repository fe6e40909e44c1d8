// Several forums about one matter: which excludes which, which closes which; a
// host that does not sign, bodies that take part, mediation in a court's own
// hands, and what is settled while it is enforced.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, township, townshipHead, police, policeHead, health, traffic, labour, land, court, arbitration, hotline, petition
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, township, townshipHead, police, policeHead, health, traffic, labour, land, court, arbitration, hotline, petition] =
    await site.all('village.a', 'township.a', 'township.c', 'police.a', 'police.c', 'health.a', 'traffic.a', 'labour.a',
      'land.a', 'court.a', 'arbitration.a', 'hotline.a', 'petition.a')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const state = async (who, id) => (await who.dispute(id)).state
const procedure = async (who, id, no) => (await state(who, id)).procedure[no - 1]
/** A party goes to another counter with its slip. */
const goesTo = (who, { id, slip }, name, body = {}) =>
  who.post(`/api/v1/disputes/${id}/commands/${name}`, body, { headers: { 'Dispute-Code': slip.code, 'Dispute-Secret': slip.secret } })
async function wentTo(who, made, name, body) {
  const answer = await goesTo(who, made, name, body)
  assert.equal(answer.status, 200, `${who.account} ${name}: ${answer.text}`)
}
const barred = async (who, made, name, body, article) =>
  refused(await goesTo(who, made, name, body), 409, 'another-forum-first', { article })
const medical = { category_word: undefined, category_moj: 'YL', category_gb: '0502' }

test('a suit closes mediation, shuts the other forums while it runs, and opens them when it is over', async () => {
  const made = await village.register(registration())
  await takeUp(village, made.id)
  await wentTo(court, made, 'open-suit', { number: '(2026)示0101民初1号' })
  const { procedure: [mediation], notice } = await state(village, made.id)
  assert.deepEqual([mediation.phase, mediation.ground], ['ended', 'other_forum'])
  assert.equal(notice.filter((n) => n.kind === 'routes' && n.state === 'owed').length, 2, 'each party is told')
  await barred(village, made, 'open-procedure', { channel: 'people' }, '人民调解法3(三);仲裁法5')
  await barred(arbitration, made, 'open-arbitration', {}, '仲裁法5')
  refused(await goesTo(labour, made, 'open-procedure', { channel: 'administrative' }), 409, 'another-forum-first')
  refused(await goesTo(hotline, made, 'open-procedure', { channel: 'hotline' }), 409, 'not-for-hotline')
  await court.done(made.id, 'record-result', { procedure: 2, ground: 'withdrawn' })
  await wentTo(village, made, 'open-procedure', { channel: 'people' })
  assert.equal((await procedure(village, made.id, 3)).again_of, 1)
})

test('medical: one mediation excludes the other, a suit both; each by the article of its own rule', async () => {
  const made = await village.register(registration(medical))
  await takeUp(village, made.id)
  await barred(health, made, 'open-procedure', { channel: 'administrative' }, '医疗条例40')
  await wentTo(court, made, 'open-suit')
  assert.equal((await procedure(village, made.id, 1)).ground, 'other_forum')
  await barred(village, made, 'open-procedure', { channel: 'people' }, '医疗条例31')
  await barred(health, made, 'open-procedure', { channel: 'administrative' }, '医疗条例40')
})

test('traffic and labour: a suit or an award asked for ends what the organ mediates', async () => {
  const made = await traffic.register(registration({ channel: 'administrative', category_word: undefined, category_moj: 'DLJT', category_gb: '0503' }))
  await wentTo(court, made, 'open-suit')
  assert.equal((await procedure(traffic, made.id, 1)).ground, 'other_forum')
  await barred(traffic, made, 'open-procedure', { channel: 'administrative' }, '道交事故处理程序规定94')
  const other = await labour.register(registration({ channel: 'administrative', category_word: undefined, category_moj: 'LD', category_gb: '0701' }))
  await wentTo(arbitration, other, 'open-arbitration')
  assert.equal((await procedure(labour, other.id, 1)).ground, 'other_forum')
  await barred(court, other, 'open-suit', {}, '仲裁法5')
})

test('the hotline takes up nothing that is sued, arbitrated, reconsidered or petitioned, and bars none of them', async () => {
  const elsewhere = [
    (made) => wentTo(arbitration, made, 'open-arbitration'),
    (made) => village.done(made.id, 'open-reconsideration', { outside: '示范县人民政府' }),
    (made) => petition.post(`/api/v1/disputes/${made.id}/commands/register-petition`, { class: 'appeal' }),
  ]
  for (const open of elsewhere) {
    const made = await village.register(registration())
    if (open === elsewhere[2]) {
      await village.done(made.id, 'refer', { to: petition.org, assist: true })
      assert.equal((await open(made)).status, 200)
    } else await open(made)
    refused(await goesTo(hotline, made, 'open-procedure', { channel: 'hotline' }), 409, 'not-for-hotline', { article: '国办发〔2020〕53号' })
    // The other way round every way is open.
    const called = await hotline.register(registration({ source: 'hotline', manner: 'phone', channel: 'hotline' }))
    await wentTo(court, called, 'open-suit')
    assert.equal((await procedure(hotline, called.id, 1)).phase, 'opened')
  }
})

test('host and signer are two: the police hold it, the committee signs it, and it can be confirmed', async () => {
  const { id } = await police.register(registration({ source: 'police', channel: 'people' }))
  const terms = { text: '赔偿一千元', terms: [{ kind: 'money', amount: 100_000, debtor: 2, due_on: '2026-05-07', text: '支付' }] }
  for (const party of [1, 2]) await police.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  refused(await police.ask(id, 'join-signer', { signer: court.org }), 409, 'cannot-conclude', { field: 'signer' })
  await police.done(id, 'join-signer', { signer: township.org })
  await police.done(id, 'accept')
  await police.done(id, 'assign-mediators', { mediators: [{ person: police.person, disclosed: true }, { person: township.person, disclosed: true }] })
  await site.move('2026-04-07T12:00:00+08:00')
  await police.done(id, 'log-session', sitting('2026-04-07T11:00:00+08:00', 'agreed'))
  await police.done(id, 'draft-agreement', terms)
  for (const [party, who] of [[1, police], [2, township]]) await who.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await township.sure(id, 'mediator-sign', { agreement: 1 })
  refused(await policeHead.seen(id, 'stamp', { agreement: 1 }), 409, 'cannot-conclude')
  await townshipHead.sure(id, 'stamp', { agreement: 1 })
  const { agreement: [a], procedure: [p] } = await state(police, id)
  assert.deepEqual([a.state, a.stamped_by, p.body, p.signer], ['effective', township.org, police.org, township.org])
  await township.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  assert.equal((await procedure(court, id, 2)).channel, 'confirmation')
})

test('several organs, one host: who takes part writes and reads, and only the host concludes', async () => {
  const { id } = await land.register(registration({ source: 'organ', channel: 'administrative' }))
  for (const who of [labour, township]) {
    await land.done(id, 'refer', { to: who.org, assist: true, reason: '联合调解' })
    await who.done(id, 'accept-referral', { referral: (await state(land, id)).referral.length })
  }
  assert.equal((await state(land, id)).procedure.length, 1, 'nobody else has a procedure')
  await land.done(id, 'record-joint-meeting', { bodies: ['和解示范县人力资源和社会保障局', '青石镇人民调解委员会'], text: '三方会商' })
  for (const party of [1, 2]) await land.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await land.done(id, 'accept')
  await labour.done(id, 'record-survey', { text: '到场勘验' })
  assert.ok((await township.timeline(id)).some((e) => e.event.kind === 'survey_recorded' && e.event.body.text === '到场勘验'))
  for (const [name, body] of [['end-procedure', { procedure: 1, ground: 'no_agreement' }], ['assign-mediators', { procedure: 1, mediators: [{ person: labour.person, disclosed: true }] }]])
    assert.equal((await labour.seen(id, name, body)).status, 403, name)
  await land.done(id, 'assign-mediators', { mediators: [{ person: land.person, disclosed: true }] })
})

const drafted = { text: '返还八万元', terms: [{ kind: 'money', amount: 8_000_000, debtor: 2, due_on: '2026-05-29', text: '返还' }] }

test('in court: no seal but the letter; what it is extended by does not count in the trial; the letter is a title', async () => {
  await site.move('2026-04-08T09:00:00+08:00')
  const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined }))
  await court.done(id, 'open-suit', { number: '(2026)示0101民初2号' })
  const due = async (rule) => (await court.clocks(id)).find((c) => c.rule === rule)?.due_on
  assert.equal(await due('CT_TRIAL_O'), '2026-10-08')
  await court.done(id, 'open-procedure', { channel: 'in_court' })
  for (const party of [1, 2]) await court.done(id, 'record-consent', { procedure: 2, party, answer: 'agrees', manner: 'written' })
  assert.equal(await due('CT_INC_O'), '2026-04-23')
  await court.done(id, 'accept', { procedure: 2 })
  await court.done(id, 'assign-mediators', { procedure: 2, mediators: [{ person: court.person, disclosed: true }] })
  refused(await court.ask(id, 'extend-term', { procedure: 2, n: 10, agreed: [1], reason: '补充账目' }), 409, 'extension-not-allowed', { field: 'agreed', article: '民事调解规定4' })
  await court.done(id, 'extend-term', { procedure: 2, n: 10, agreed: [1, 2], reason: '补充账目' })
  assert.deepEqual([await due('CT_INC_O'), await due('CT_TRIAL_O')], ['2026-05-06', '2026-10-21'])
  // Thirteen days with the holiday.  Over on the 28th: only the five that were used stay out.
  await site.move('2026-04-28T16:00:00+08:00')
  await court.done(id, 'log-session', sitting('2026-04-28T15:00:00+08:00', 'agreed', { procedure: 2 }))
  await court.done(id, 'draft-agreement', { ...drafted, procedure: 2 })
  for (const party of [1, 2]) await court.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  refused(await court.seen(id, 'make-effective', { agreement: 1 }), 409, 'letter-not-served', { article: '民诉法100' })
  await court.sure(id, 'serve-letter', { agreement: 1, means: 'handed', text: '双方当庭签收' })
  const s = await state(court, id)
  assert.deepEqual([s.agreement[0].state, s.procedure[1].title, s.procedure[1].phase], ['effective', 'court_letter', 'settled'])
  assert.equal(await due('CT_TRIAL_O'), '2026-10-13')
  refused(await court.seen(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org }), 409, 'confirmation-needs-mediation-body')

  // Not paid: enforced, and settled while it is; the settlement is of the record and ends nothing.
  await site.move('2026-06-01T09:00:00+08:00')
  await court.done(id, 'record-default', { on: 'term', agreement: 1, term: 1 })
  await court.done(id, 'open-enforcement', { number: '(2026)示0101执1号' })
  const no = (await state(court, id)).procedure.length
  await court.done(id, 'draft-agreement', { procedure: no, text: '执行和解:先付五万元,余款免除',
    terms: [{ kind: 'money', amount: 5_000_000, debtor: 2, due_on: '2026-06-15', text: '先付五万元' }] })
  for (const party of [1, 2]) await court.sure(id, 'sign-agreement', { agreement: 2, party, how: party === 1 ? 'signature' : 'thumbprint' })
  refused(await court.seen(id, 'make-effective', { agreement: 2 }), 409, 'letter-not-served')
  await court.sure(id, 'serve-letter', { agreement: 2, means: 'handed', text: '记入执行笔录' })
  const settled = await state(court, id)
  assert.deepEqual([settled.agreement[1].state, settled.procedure[no - 1].phase], ['effective', 'accepted'])
  // Not kept: the title stands and is enforced for what is left of it.
  await site.move('2026-06-16T09:00:00+08:00')
  await court.done(id, 'record-performance', { on: 'term', agreement: 2, term: 1, amount: 1_000_000, part: true })
  await court.done(id, 'record-default', { on: 'term', agreement: 2, term: 1 })
  await court.done(id, 'record-performance', { on: 'title', agreement: 1, amount: 7_000_000 })
  await court.done(id, 'record-result', { procedure: no, ground: 'decided' })
  assert.equal((await procedure(court, id, no)).phase, 'ended')
})

test('after filing: what fails goes back into the trial, what is agreed is the court’s letter', async () => {
  await site.move('2026-07-01T09:00:00+08:00')
  const room = await site.as('room.a')
  const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined }))
  await court.done(id, 'open-suit', { trial: 'simplified' })
  const entrusted = async (n) => {
    await court.done(id, 'refer', { to: room.org, consents: [1, 2] })
    await room.done(id, 'accept-referral', { referral: n })
    const { procedure: all } = await state(room, id)
    for (const party of [1, 2]) await room.done(id, 'record-consent', { procedure: all.length, party, answer: 'agrees', manner: 'written' })
    await room.done(id, 'accept', { procedure: all.length })
    await room.done(id, 'assign-mediators', { procedure: all.length, mediators: [{ person: room.person, disclosed: true }] })
    return all.length
  }
  let p = await entrusted(1)
  assert.equal((await room.clocks(id)).find((c) => c.rule === 'CT_ENT_S').due_on, '2026-07-08')
  await room.done(id, 'report-failure', { procedure: p, closing: 'large_gap', basics: '借款', reason: '利息分歧' })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '未达成' })
  assert.equal((await procedure(court, id, 1)).phase, 'accepted', 'the trial goes on')
  p = await entrusted(2)
  await room.done(id, 'draft-agreement', { ...drafted, procedure: p, terms: [{ ...drafted.terms[0], due_on: '2026-08-31' }] })
  for (const party of [1, 2]) await room.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  refused(await room.seen(id, 'serve-letter', { agreement: 1, means: 'handed' }), 409, 'cannot-conclude')
  await court.sure(id, 'serve-letter', { agreement: 1, means: 'handed' })
  assert.equal((await procedure(court, id, p)).title, 'court_letter')
})

test('each sector by its own rule: who takes it, until when, what an appraisal takes out, what is told at the end', async () => {
  await site.move('2026-09-16T10:00:00+08:00')
  const market = await site.as('market.a')
  const due = async (who, id, rule) => (await who.clocks(id)).filter((c) => c.rule === rule).map((c) => c.due_on ?? c.state).at(-1)
  const begun = async (who, more = {}) => {
    const { id } = await who.register(registration({ channel: 'administrative', source: 'application', ...more }))
    return id
  }
  const agreed = async (who, id) => {
    for (const party of [1, 2]) await who.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
    await who.done(id, 'accept')
    await who.done(id, 'assign-mediators', { mediators: [{ person: who.person, disclosed: true }] })
  }
  // A Sunday is worked on, 25 to 27 September and 1 to 7 October are off, 10 October is worked on.
  const complaint = await begun(market)
  assert.equal(await due(market, complaint, 'AM_MK_ACC'), '2026-09-24')
  await market.done(complaint, 'check-scope', { scope: 'own' })
  await agreed(market, complaint)
  assert.equal(await due(market, complaint, 'AM_MK_DO'), '2026-11-24')
  await market.done(complaint, 'record-clue', { number: '线索1号' })
  assert.equal(await due(market, complaint, 'AM_MK_CLUE'), '2026-10-13')
  await market.done(complaint, 'end-procedure', { ground: 'no_agreement' })
  assert.equal(await due(market, complaint, 'AM_MK_TELL'), '2026-09-24')
  await market.done(complaint, 'check-clue', { granted: true })

  const injury = await begun(health, medical)
  assert.equal(await due(health, injury, 'AM_MED_ACC'), '2026-09-22')
  await agreed(health, injury)
  assert.equal(await due(health, injury, 'AM_MED'), '2026-11-03')
  await health.done(injury, 'start-appraisal', { by_outside: '医学会' })
  assert.equal(await due(health, injury, 'AM_MED'), 'running', 'no last day while it lasts')

  const wages = await begun(labour, { category_word: undefined, category_moj: 'LD', category_gb: '0701' })
  assert.equal(await due(labour, wages, 'LD_MED'), '2026-10-08')

  // Contracted land: arbitration by its own law, then thirty days to sue; beside them what a notary makes.
  const field = await village.register(registration({ category_word: undefined, category_moj: 'SLTD', category_gb: '0901' }))
  await wentTo(arbitration, field, 'open-arbitration', { received: true })
  assert.equal(await due(arbitration, field.id, 'TD_ACC'), '2026-09-22')
  await wentTo(arbitration, field, 'open-arbitration', { number: '仲1号' })
  assert.equal(await due(arbitration, field.id, 'TD_ARB'), '2026-11-16')
  await village.done(field.id, 'open-notarial', { outside: '示范县公证处' })
  assert.equal((await state(village, field.id)).procedure.at(-1).channel, 'notarial')

  const scuffle = await begun(police, { source: 'police' })
  await agreed(police, scuffle)
  await site.move('2026-09-16T16:00:00+08:00')
  await police.done(scuffle, 'log-session', sitting('2026-09-16T15:00:00+08:00', 'not_agreed'))
  assert.equal(await due(police, scuffle, 'AM_PS2'), '2026-09-24')
  await police.done(scuffle, 'end-procedure', { ground: 'no_agreement' })
  await police.done(scuffle, 'hand-to-penalty', { procedure: 1, text: '依法处理' })

  const crash = await begun(traffic, { category_word: '交通事故' })
  await traffic.done(crash, 'record-finding', { number: '认字1号' })
  assert.equal(await due(traffic, crash, 'AM_TR_ASK'), '2026-09-30')
  for (const party of [1, 2]) await traffic.done(crash, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await traffic.done(crash, 'accept')
  assert.equal(await due(traffic, crash, 'AM_TR_DO'), undefined, 'not before treatment, funeral, disability or loss is settled')
  await traffic.done(crash, 'open-mediation', { basis: 'loss' })
  assert.equal(await due(traffic, crash, 'AM_TR_DO'), '2026-09-30')
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
