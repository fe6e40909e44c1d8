// An agreement that is not kept: default, urging, cure, a second default,
// enforcement of what is left; the same money in the state, in the timeline and
// in what is derived, to the fen.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const FIRST = 617_283 // 6,172.83
const SECOND = 617_284
let service, site, village, head, court, id
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, head, court] = await site.all('village.a', 'village.c', 'court.a')
})
after(() => service?.stop())

const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const state = async () => (await village.dispute(id)).state
const terms = async () => (await state()).agreement[0].term.map((t) => [t.state, t.paid])
const told = async (kind) => (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === kind)
const pay = (no, amount, more = {}) => village.done(id, 'record-performance', { on: 'term', agreement: 1, term: no, amount, ...more })
/** What was paid by the events must be what the state says, term by term. */
async function toTheFen(...expected) {
  const events = await told('performed')
  const sum = [1, 2].map((no) => events.filter((e) => e.body.performance.term === no).reduce((n, e) => n + (e.body.performance.amount ?? 0), 0))
  assert.deepEqual(sum, expected)
  assert.deepEqual((await terms()).map(([, paid]) => paid), expected)
  const kept = (await state()).performance.filter((p) => !p.missed).map((p) => p.amount)
  assert.equal(kept.reduce((a, b) => a + b, 0), expected[0] + expected[1])
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
}

test('two terms, confirmed by the court', async () => {
  await at('04-07')
  ;({ id } = await village.register(registration({ claim: 1_500_000 })))
  await takeUp(village, id)
  await at('04-08', '16:00')
  await village.done(id, 'log-session', sitting('2026-04-08T15:00:00+08:00', 'agreed'))
  await village.done(id, 'draft-agreement', { text: '分两期支付', terms: [
    { kind: 'money', amount: FIRST, debtor: 2, creditor: 1, due_on: '2026-05-15', text: '第一期' },
    { kind: 'money', amount: SECOND, debtor: 2, creditor: 1, due_on: '2026-06-30', text: '第二期' }] })
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  await village.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  const p = (await court.dispute(id)).state.procedure.find((q) => q.channel === 'confirmation').no
  await court.done(id, 'accept-confirmation', { procedure: p })
  await court.sure(id, 'rule-confirmation', { procedure: p, ruling: 'valid' })
  assert.equal((await state()).agreement[0].confirmed, true)
})

test('before its day is over nothing is in default; then it is, and is urged', async () => {
  await at('05-15', '18:00')
  const early = { on: 'term', agreement: 1, term: 1 }
  refused(await village.ask(id, 'record-default', early), 409, 'not-due-yet')
  await at('05-16')
  await village.done(id, 'record-default', early)
  assert.deepEqual(await terms(), [['defaulted', 0], ['open', 0]])
  await village.done(id, 'urge', { agreement: 1, term: 1, party: 2, manner: 'phone', until: '2026-05-25' })
  const [urged] = await told('performance_urged')
  assert.deepEqual([urged.body.term, urged.body.party, urged.body.until], [1, 2, '2026-05-25'])
  assert.equal((await village.dispute(id)).closed, false, 'a default ends nothing')
})

test('a part does not cure it, the rest does; a fen too much is refused', async () => {
  await at('05-20')
  await pay(1, 100_001, { part: true })
  assert.deepEqual((await terms())[0][1], 100_001)
  const over = { on: 'term', agreement: 1, term: 1, amount: FIRST - 100_001 + 1 }
  refused(await village.ask(id, 'record-performance', over), 409, 'above-what-is-due')
  await at('05-24')
  await pay(1, FIRST - 100_001, { extra: 1_234 })
  assert.deepEqual(await terms(), [['performed', FIRST], ['open', 0]])
  refused(await village.ask(id, 'urge', { agreement: 1, term: 1 }), 409, 'no-such-term')
  await toTheFen(FIRST, 0)
})

test('a second default: the confirmed agreement is enforced for what is left', async () => {
  await at('07-01')
  await village.done(id, 'record-default', { on: 'term', agreement: 1, term: 2 })
  await at('07-10')
  await pay(2, 17_284, { part: true })
  await at('07-20')
  await court.done(id, 'open-enforcement', { number: '(2026)示0101执1号' })
  const p = (await court.dispute(id)).state.procedure.find((q) => q.channel === 'enforcement')
  assert.equal(p.body, court.org)
  await at('08-17')
  await court.done(id, 'record-performance', { on: 'term', agreement: 1, term: 2, amount: SECOND - 17_284, extra: 5_001 })
  assert.deepEqual(await terms(), [['performed', FIRST], ['performed', SECOND]])
  await court.done(id, 'record-result', { procedure: p.no, ground: 'decided' })
  await toTheFen(FIRST, SECOND)
  const extras = (await told('performed')).map((e) => e.body.performance.extra).filter((n) => n > 0)
  assert.deepEqual(extras, [1_234, 5_001], 'what was paid beside it stands apart')
})

test('its story is told in order', async () => {
  const kinds = (await village.timeline(id)).map((e) => e.event.kind)
  const money = kinds.filter((k) => ['defaulted', 'performance_urged', 'performed', 'agreement_effective'].includes(k))
  assert.deepEqual(money, ['agreement_effective', 'defaulted', 'performance_urged', 'performed', 'performed', 'defaulted', 'performed', 'performed'])
})
