// Mediation on a court's behalf: silence and refusal, the choice of a mediator,
// an appraisal whose time does not count, what may go back to the court and what
// stays in the room, the report and the return.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, problemOf, refused, registration, sitting } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const CONCESSION = '愿意让到四千五百元'
const APART = '底线是四千元'

let service, site, court, room, roomTwo, village
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[court, room, roomTwo, village] = await site.all('court.a', 'room.a', 'room.b', 'village.a')
})
after(() => service?.stop())

const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const limit = async (who, id, rule) => {
  const c = (await who.clocks(id)).filter((x) => x.rule === rule).at(-1)
  return c && [c.state, c.due_on]
}
const state = async (who, id) => (await who.dispute(id)).state

/** A claim was received and the parties are asked; nothing is sent yet. */
async function proposed() {
  const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined, category_word: undefined }))
  await court.done(id, 'open-suit', { received: true })
  await court.done(id, 'propose-mediation', { procedure: 1 })
  return id
}
const consents = (id, party, answer = 'agrees') =>
  court.done(id, 'record-consent', { procedure: 1, party, answer, manner: 'written' })
const choice = (who, person, more = {}) => ({ procedure: 1, organisation: who.org, person, ...more })

test('a refusal in the suit bars sending it, and not the suit', async () => {
  await at('03-02')
  const id = await proposed()
  await consents(id, 2, 'refuses')
  refused(await court.ask(id, 'designate-mediator', choice(room, room.person)), 409, 'party-refused')
  assert.equal(problemOf(await room.get(`/api/v1/disputes/${id}`)), 'not-found')
  await court.done(id, 'open-suit', {})
  assert.equal((await state(court, id)).procedure[0].phase, 'accepted')
})

test('silence of the parties: the court designates; silence of the body: it lapses and another is designated', async () => {
  await at('04-07')
  const id = await proposed()
  refused(await court.ask(id, 'choose-mediator', choice(room, room.person, { parties: [1, 2] })), 409, 'consent-missing', { article: '特邀调解规定11;在线调解规则4、7' })
  for (const party of [1, 2]) await consents(id, party)
  assert.deepEqual(await limit(court, id, 'CT_PICK'), ['running', '2026-04-09'])
  refused(await court.ask(id, 'designate-mediator', choice(room, room.person)), 409, 'choice-still-runs')
  await at('04-10')
  await court.done(id, 'designate-mediator', choice(room, room.person))
  assert.deepEqual(await limit(court, id, 'CT_CONFIRM'), ['running', '2026-04-15'])
  await at('04-16', '00:01')
  assert.equal((await state(court, id)).referral[0].state, 'lapsed')
  assert.equal(problemOf(await room.ask(id, 'accept-referral', { referral: 1 })), 'not-found')
  await court.done(id, 'designate-mediator', choice(village, village.person))
  assert.deepEqual((await state(court, id)).referral.map((r) => [r.to, r.state]), [[room.org, 'lapsed'], [village.org, 'offered']])
})

let id
test('chosen together: the term runs from acceptance; the chosen one it is', async () => {
  await at('05-06')
  id = await proposed()
  for (const party of [1, 2]) await consents(id, party)
  refused(await court.ask(id, 'choose-mediator', choice(room, room.person, { parties: [1] })), 409, 'choice-not-joint')
  await court.done(id, 'choose-mediator', choice(room, room.person, { parties: [1, 2] }))
  await at('05-07')
  await room.done(id, 'accept-referral', { referral: 1 })
  assert.deepEqual(await limit(room, id, 'CT_PRE'), ['running', '2026-06-08'])
  for (const party of [1, 2]) await room.done(id, 'record-consent', { procedure: 2, party, answer: 'agrees', manner: 'written' })
  await room.done(id, 'accept', { procedure: 2 })
  refused(await room.ask(id, 'assign-mediators', { procedure: 2, mediators: [{ person: roomTwo.person, disclosed: true }] }), 409, 'not-the-chosen-mediator')
  await room.done(id, 'assign-mediators', { procedure: 2, mediators: [{ person: room.person, disclosed: true }] })
})

test('the days of an appraisal do not count', async () => {
  await at('05-11')
  await room.done(id, 'start-appraisal', { procedure: 2, by_outside: '某鉴定中心' })
  assert.deepEqual(await limit(room, id, 'CT_PRE'), ['running', undefined])
  await at('05-20')
  await room.done(id, 'end-appraisal', { procedure: 2 })
  assert.deepEqual(await limit(room, id, 'CT_PRE'), ['running', '2026-06-16'])
})

test('what is said for the sake of a settlement stays in the room', async () => {
  await at('05-22', '16:00')
  await room.done(id, 'log-session', sitting('2026-05-22T15:00:00+08:00', 'continues', { procedure: 2, private_respondent: APART }))
  refused(await room.ask(id, 'record-concession', { procedure: 2, party: 2, text: CONCESSION }), 409, 'concession-in-the-open')
  await room.done(id, 'record-concession', { procedure: 2, party: 2, private_respondent: CONCESSION })
  const own = JSON.stringify(await room.timeline(id))
  assert.ok(own.includes(CONCESSION) && own.includes(APART), 'who mediates reads it')
  for (const path of ['', '/timeline?limit=500', '/clocks', '/dossier']) {
    const { status, text } = await court.get(`/api/v1/disputes/${id}${path}`)
    assert.equal(status, 200, path)
    assert.deepEqual([CONCESSION, APART].filter((said) => text.includes(said)), [], `the court does not: ${path}`)
  }
})

test('of the facts only what both confirmed in writing goes back, with report and return', async () => {
  await at('06-01', '10:00')
  const facts = (how) => ({ procedure: 2, text: '欠款一万二千元属实', signatures: [{ party: 1, how: 'signature' }, { party: 2, how }] })
  refused(await room.seen(id, 'confirm-undisputed-facts', facts('refused')), 409, 'facts-not-joint')
  await room.done(id, 'confirm-undisputed-facts', facts('thumbprint'))
  const report = { procedure: 2, closing: 'large_gap', basics: '欠款纠纷', reason: '还款期限分歧过大', attention: '送达地址已确认' }
  refused(await room.ask(id, 'report-failure', { ...report, facts: [2] }), 409, 'no-such-entity')
  await room.done(id, 'report-failure', { ...report, facts: [1] })
  refused(await room.seen(id, 'end-procedure', { procedure: 2, ground: 'no_agreement', closing: 'term_over' }), 409, 'ground-not-fit', { article: '特邀调解规定26;在线调解规则25' })
  await room.done(id, 'end-procedure', { procedure: 2, ground: 'no_agreement', closing: 'large_gap' })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '未能达成协议' })
  const seen = (await court.timeline(id)).map((e) => e.event)
  const told = seen.find((e) => e.kind === 'failure_reported')
  assert.deepEqual([told.body.closing, told.body.attention, told.body.reason], ['large_gap', '送达地址已确认', '还款期限分歧过大'])
  assert.equal(seen.find((e) => e.kind === 'facts_confirmed').body.text, '欠款一万二千元属实')
  assert.ok(!JSON.stringify(seen).includes(CONCESSION))
  assert.equal((await state(court, id)).referral[0].state, 'returned')
})

test('it goes on in the suit: seven days to file, and who mediated has no part in it', async () => {
  await court.done(id, 'insist-on-filing', { procedure: 1, party: 1 })
  assert.deepEqual(await limit(court, id, 'CT_FILE'), ['running', '2026-06-08'])
  refused(await court.ask(id, 'take-role', { procedure: 1, person: room.person, role: 'assessor' }), 409, 'mediator-role-barred')
  await court.done(id, 'open-suit', {})
  assert.deepEqual((await limit(court, id, 'CT_FILE'))[0], 'met')
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
