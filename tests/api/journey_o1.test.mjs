// O1: a village dispute through three tiers with one mistake, to the day; and
// what becomes of an agreement that is not kept, to the fen.  Names of tests say
// which step of the journey they show.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { freshKey, hejie, openWith, registration, send, sitting, takeUp } from './lib/client.mjs'

let service, site, village, township, county, countyHead, court
let id, slip, code
before(async () => {
  ;({ service, site, clients: [village, township, county, countyHead, court] } = await openWith(
    {}, 'village.a', 'township.a', 'county.a', 'county.c', 'court.a',
  ))
})
after(() => service?.stop())

const at = (day, time = '09:10') => site.move(`2026-${day}T${time}:00+08:00`)
const state = async (of = id, who = village) => (await who.dispute(of)).state
const attempts = async (no = 1) => (await state()).procedure[no - 1].attempts
const limit = async (rule, who = village, of = id) => {
  const c = (await who.clocks(of)).filter((x) => x.rule === rule).at(-1)
  return c && [c.state, c.due_on]
}
const kinds = async (who = village, of = id) => (await who.timeline(of)).map((e) => e.event.kind)
const held = (day, time, result = 'not_agreed', more = {}) => sitting(`2026-${day}T${time}:00+08:00`, result, more)
const leaves = async () => {
  const answer = await court.post(`/api/v1/disputes/${id}/commands/open-suit?dry=1`, {}, { headers: { 'Dispute-Code': code, 'Dispute-Secret': slip.secret } })
  assert.equal(answer.status, 200, `a party may leave for court: ${answer.text}`)
}
const agreed = async (who) => {
  for (const party of [1, 2]) await who.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await who.done(id, 'accept')
  await who.done(id, 'assign-mediators', { mediators: [{ person: who.person, disclosed: true }] })
}

test('O1.1 a walk-in; both agree; the soft term of a month', async () => {
  await at('03-02')
  const made = await village.register(registration({ title: '吴秀兰与陈广福宅基地界址', parties: [
    { kind: 'natural', side: 'applicant', name: '吴秀兰', phone: '10900000031', identity: '999999196001011234' },
    { kind: 'natural', side: 'respondent', name: '陈广福', phone: '10900000032', identity: '999999196202022343' }] }))
  ;({ id, slip, code } = made)
  await takeUp(village, id)
  assert.deepEqual(await limit('RT_MED'), ['running', '2026-04-02'])
  await leaves()
})

test('O1.2 one side that was not told: seen before it is stored, stored, and not counted', async () => {
  await at('03-04', '20:40')
  await village.done(id, 'log-session', held('03-04', '20:30'))
  assert.equal(await attempts(), 1)
  await at('03-06', '16:00')
  const alone = held('03-06', '15:00', 'not_agreed', { attendance: [{ party: 1, presence: 'came' }, { party: 2, presence: 'absent_unnoticed' }] })
  const dry = await village.ask(id, 'log-session', alone, { dry: true })
  assert.equal(dry.status, 200, dry.text)
  assert.equal(dry.json.events.find((e) => e.kind === 'session_logged').counts, 'side_missing')
  assert.equal((await state()).session.length, 1, 'a preview stores nothing')
  await village.done(id, 'log-session', alone)
  assert.deepEqual([(await state()).session.length, await attempts()], [2, 1])
  await leaves()
})

test('O1.3 entered a day later and sent twice: one event, on the day it was', async () => {
  await at('03-08', '08:00')
  const key = freshKey()
  const first = await village.done(id, 'log-session', held('03-07', '11:00'), { key })
  const again = await village.done(id, 'log-session', held('03-07', '11:00'), { key })
  assert.deepEqual(again, first)
  const logged = (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'session_logged')
  assert.deepEqual([logged.length, logged[2].from, logged[2].at.slice(0, 10)], [3, '2026-03-07T02:00:00.000Z', '2026-03-08'])
  assert.equal(await attempts(), 2)
})

test('O1.4 a sitting of another matter: offered by itself, taken back, nothing left but the trace', async () => {
  const other = await village.register(registration({ title: '另一件' }))
  await takeUp(village, other.id)
  await at('03-09', '17:00')
  const before = await village.dispute(other.id)
  const wrong = await village.done(id, 'log-session', held('03-09', '16:00'))
  assert.ok(wrong.kinds.includes('referral_offered'), wrong.kinds.join())
  assert.deepEqual((await township.read('/api/v1/referrals')).items.map((r) => r.id), [id])
  const event = wrong.events.find((e) => e.kind === 'session_logged').id
  await village.sure(id, 'void', { event, reason: '误记他案' })
  assert.deepEqual([await attempts(), (await state()).referral.map((r) => r.state)], [2, ['revoked']])
  assert.deepEqual((await township.read('/api/v1/referrals')).items, [])
  const told = await kinds()
  assert.ok(['session_logged', 'voided', 'referral_revoked'].every((k) => told.includes(k)), told.join())
  assert.deepEqual(await village.dispute(other.id), before, 'the other matter is as it was')
  await leaves()
})

test('O1.5 up to the township and the county, each told why', async () => {
  await at('03-11', '17:00')
  const third = await village.done(id, 'log-session', held('03-11', '16:00'))
  assert.ok(third.kinds.includes('referral_offered'))
  const offered = (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'referral_offered').at(-1)
  assert.match(offered.body.explanation, /计入次数已满/)
  await at('03-12')
  await township.done(id, 'accept-referral', { referral: 2 })
  await agreed(township)
  for (const [day, more] of [['03-17', []], ['03-24', ['referral_offered']]]) {
    await at(day, '17:00')
    const { kinds: seen } = await township.done(id, 'log-session', held(day, '16:00'))
    assert.ok(more.every((k) => seen.includes(k)), seen.join())
    await leaves()
  }
  await at('03-26')
  await county.done(id, 'accept-referral', { referral: 3 })
  await at('03-31')
  await agreed(county)
  await at('04-01', '17:00')
  await county.done(id, 'record-joint-meeting', { bodies: ['青石镇人民调解委员会', '青石村人民调解委员会'], text: '镇、村到场' })
  await county.done(id, 'log-session', held('04-01', '16:00', 'agreed'))
  const { procedure } = await state(id, county)
  assert.deepEqual(procedure.map((p) => [p.body, p.attempts]), [[village.org, 3], [township.org, 2], [county.org, 1]])
})

test('O1.6 signed on the 8th, sealed on the 9th: effective on the 9th; the window has no roll on a day worked in lieu', async () => {
  await at('04-08', '15:00')
  await county.done(id, 'draft-agreement', { text: '移墙、补偿一千八百元', terms: [
    { kind: 'duty', debtor: 2, due_on: '2026-05-20', text: '移墙' },
    { kind: 'money', amount: 180_000, debtor: 2, due_on: '2026-04-08', text: '补偿一千八百元' }] })
  for (const party of [1, 2]) await county.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await county.sure(id, 'mediator-sign', { agreement: 1 })
  assert.equal((await state(id, county)).agreement[0].state, 'draft')
  await at('04-09')
  await countyHead.sure(id, 'stamp', { agreement: 1 })
  const [one] = (await state(id, county)).agreement
  assert.deepEqual([one.state, one.effective_on], ['effective', '2026-04-09'])
  assert.deepEqual(await limit('RT_CONFIRM', county), ['running', '2026-05-09'])
  await county.done(id, 'record-performance', { on: 'term', agreement: 1, term: 2, amount: 180_000, occurred_on: '2026-04-08' })
  await at('05-08', '16:00')
  await county.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  assert.equal((await limit('RT_CONFIRM', county))[0], 'met')
})

test('O1.6 performed on the 20th, asked again on the 25th, satisfied, closed with its papers', async () => {
  await at('05-12')
  const p = (await state(id, court)).procedure.find((q) => q.channel === 'confirmation').no
  await court.done(id, 'accept-confirmation', { procedure: p })
  await court.sure(id, 'rule-confirmation', { procedure: p, ruling: 'valid' })
  await at('05-20', '18:00')
  await county.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1 })
  assert.deepEqual((await state(id, county)).agreement[0].term.map((t) => [t.state, t.paid]), [['performed', 0], ['performed', 180_000]])
  await at('05-25')
  await county.done(id, 'record-follow-up', { party: 1, manner: 'oral', text: '墙已移开' })
  await site.as('county.b').then((b) => b.done(id, 'record-satisfaction', { party: 1, manner: 'phone', satisfaction: 'satisfied' }))
  for (const [who, no] of [[village, 1], [township, 2], [county, 3]]) {
    const owed = (await state(id, who)).notice.filter((n) => n.state === 'owed' && n.procedure === no).map((n) => n.no)
    if (owed.length) await who.done(id, 'serve-notice', { means: 'handed', notices: owed })
    await who.done(id, 'close', { procedure: no })
  }
  const [, , file] = (await county.read(`/api/v1/disputes/${id}/dossier`)).items
  for (const paper of file.papers.filter((x) => x.missing)) {
    const upload = randomBytes(16).toString('hex')
    const sent = await send(`${service.url}/api/v1/disputes/${id}/uploads/${upload}`, { method: 'PUT', headers: { ...county.headers, 'Content-Type': 'text/plain' }, body: paper.paper })
    assert.equal(sent.status, 200, sent.text)
    await county.done(id, 'attach', { procedure: 3, upload, paper: paper.paper, name: `${paper.paper}.txt` })
  }
  const whole = (await county.read(`/api/v1/disputes/${id}/dossier`)).items[2]
  assert.deepEqual(whole.papers.filter((x) => x.missing), [], 'the dossier is complete')
  await countyHead.done(id, 'archive-procedure', { procedure: 3, retention: 'short' })
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
