// What a move to another rule set carries: sittings and rounds, limits that run,
// are paused or extended, a ladder beside another; there and back again; and
// what is not moved.  The sets are of the county, published for the test.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openLaw, refused, registration, sitting, takeUp } from './lib/client.mjs'

let service, site, author, second, village, head, township, market
let sets // that ship, by name
let clock = new Date('2026-03-02T09:00:00+08:00')
const to = (text) => site.move((clock = new Date(text)).toISOString())
/** Behind it each process knows what was published. */
const tick = () => to(clock.getTime() + 60_000)

before(async () => {
  ;({ service, site, clients: [author, second, village, head, township, market] } = await openLaw('county.b', 'county.c', 'village.a', 'village.c', 'township.a', 'market.a'))
  sets = new Map((await village.read('/api/v1/rule-sets')).items.map((i) => [i.set.name, i.set]))
  await to(clock)
})
after(() => service?.stop())

const limitOf = (name, length, more) => ({
  name, zh: `${name}期限`.replace(/[A-Z_]+/, '本单位'), en: 'limit', of: 'procedure', channel: 'people', starts: 'accepted', length, unit: 'days',
  effect: 'overdue', article: '本单位约定', certainty: 'house', meets: ['agreement_effective'], stops: ['declined', 'procedure_ended'], ...more,
})
/** Reading A with other sittings at the village, rounds at the township, and two limits. */
const ladder = (name, { village: attempts, days, ask }) => {
  const base = sets.get('three-two-one-a')
  const [one, two, three] = base.ladder
  const { attempts: _, ...rounds } = { ...two, rounds: [['一', 'first'], ['二', 'second']].map(([zh, en]) => ({ zh, en, attempts: 1 })) }
  return {
    ...base, name, title_zh: `试行${name}`, title_en: name, area: '999901', valid_from: '2026-01-01',
    ladder: [{ ...one, attempts }, rounds, three],
    clocks: [
      limitOf('OWN_DO', days, { against: 'state', extends: 'all_parties', pauses: ['appraisal_started'], resumes: ['appraisal_ended'], pause_reason: 'appraisal', pause_article: '本单位约定' }),
      limitOf('OWN_ASK', ask, { against: 'party', extends: 'nobody' }),
    ],
  }
}

/** A document from its entry to being in force today: its stream and its id. */
async function publish(document) {
  const entered = await author.post('/api/v1/rule-sets/commands/enter-rule-set', { document: JSON.stringify(document) })
  assert.equal(entered.status, 201, entered.text)
  const path = `/api/v1/rule-sets/${entered.json.id}`
  const today = new Date(clock.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
  for (const [who, name, body] of [[author, 'check-rule-set'], [author, 'certify-rule-set'], [author, 'report-impact'], [second, 'sign-rule-set'], [second, 'put-in-force', { from: today }]]) {
    const answer = await who.post(`${path}/commands/${name}`, body ?? {}, { headers: await who.sight(path) })
    assert.equal(answer.status, 200, `${name}: ${answer.text}`)
  }
  await tick()
  return { path, id: (await author.read(path)).id }
}
async function withdraw({ path }) {
  const answer = await second.post(`${path}/commands/withdraw-rule-set`, { reason: 'trial_over' }, { headers: await second.sight(path) })
  assert.equal(answer.status, 200, answer.text)
  await tick()
}

const state = async (id) => (await village.dispute(id)).state
const limit = async (id, rule) => (await village.clocks(id)).find((c) => c.rule === rule)
const due = async (id) => [(await limit(id, 'OWN_DO')).due_on, (await limit(id, 'OWN_ASK')).due_on]
const pins = async (id) => (await state(id)).pin.map((p) => p.set)
const wish = (set) => ({ rule_set: set.id, reason: '县里换了办法' })
const move = (who, id, set) => who.seen(id, 'migrate-rules', wish(set))
async function moved(who, id, set) {
  const { status, text } = await move(who, id, set)
  assert.equal(status, 200, text)
}
const bulk = async (who, set, items, dry = false) => (await who.post(`/api/v1/rules/moves${dry ? '?dry=1' : ''}`, { ...wish(set), items })).json.items
const problems = (items) => items.map(({ status, problem }) => problem?.type.replace('/problems/', '') ?? status)
const seen = async (...ids) => Promise.all(ids.map(async (dispute) => ({ dispute, version: (await village.dispute(dispute)).version })))
const inVain = (who, id, at) => who.done(id, 'log-session', sitting(at, 'not_agreed'))

let a, b, c, fresh
const at = {}
test('a paused limit stays paused, an extended one extended, and each keeps its start', async () => {
  a = await publish(ladder('own-a', { village: 3, days: 10, ask: 30 }))
  for (const name of ['plain', 'paused', 'control', 'extended', 'offered', 'ended', 'closed', 'twice', 'stale']) {
    at[name] = (await village.register()).id
    await takeUp(village, at[name])
  }
  fresh = (await village.register()).id
  for (const name of ['ended', 'closed']) await village.done(at[name], 'withdraw', { parties: [1] })
  const owed = (await state(at.closed)).notice.filter((n) => n.state === 'owed').map((n) => n.no)
  await village.done(at.closed, 'serve-notice', { means: 'handed', notices: owed })
  await village.done(at.closed, 'close', { procedure: 1 })
  assert.deepEqual(await due(at.plain), ['2026-03-12', '2026-04-01'])
  await village.done(at.extended, 'extend-term', { clock: (await limit(at.extended, 'OWN_DO')).no, agreed: [1, 2], n: 5, reason: '双方同意' })
  await to('2026-03-03T18:00:00+08:00')
  for (const name of ['paused', 'control']) await village.done(at[name], 'start-appraisal', { by_outside: '某鉴定所' })
  for (const hour of [10, 14]) await inVain(village, at.plain, `2026-03-03T${hour}:00:00+08:00`)
  for (const hour of [10, 13, 16]) await inVain(village, at.offered, `2026-03-03T${hour}:00:00+08:00`)
  await to('2026-03-04T09:00:00+08:00')
  b = await publish(ladder('own-b', { village: 4, days: 20, ask: 30 }))

  assert.deepEqual(problems(await bulk(head, b, [{ dispute: at.offered }], true)), ['hand-up-open'])
  for (const name of ['plain', 'paused', 'extended']) await moved(head, at[name], b)
  assert.deepEqual(await due(at.plain), ['2026-03-22', '2026-04-01'])
  assert.deepEqual(await due(at.extended), ['2026-03-27', '2026-04-01'])
  const held = await limit(at.paused, 'OWN_DO')
  assert.deepEqual([held.state, held.set, held.day0, held.due_on], ['running', b.id, '2026-03-02', undefined])
  await to('2026-03-06T18:00:00+08:00')
  for (const name of ['paused', 'control']) await village.done(at[name], 'end-appraisal', {})
  // Four days did not count, for the one that was moved as for the one that was not.
  assert.deepEqual([await due(at.control), await due(at.paused)], [['2026-03-16', '2026-04-01'], ['2026-03-26', '2026-04-01']])
})

test('a matter that is over, another county, another day: refused, each with its ground; an offer that lapsed bars nothing', async () => {
  const list = [at.ended, at.closed, at.offered].map((dispute) => ({ dispute }))
  assert.deepEqual(problems(await bulk(head, b, list, true)), ['wrong-phase', 'dispute-closed', 200])
  for (const name of ['four-tiers-seven-days', 'own-a', 'follow-up-1-3-7'])
    refused(await head.seen(at.plain, 'migrate-rules', { rule_set: name, reason: '试' }), 409, 'rule-set-not-in-force')
})

test('there and back: sittings, rounds and limits are what they were, and so are the sets', async () => {
  const before = await pins(at.plain)
  assert.deepEqual([before.includes(b.id), before.includes(a.id)], [true, false])
  await withdraw(b)
  await moved(head, at.plain, a)
  assert.deepEqual(await due(at.plain), ['2026-03-12', '2026-04-01'])
  const now = await state(at.plain)
  assert.deepEqual([now.ladder.set, now.ladder.step, now.ladder.attempts], [a.id, 1, 2])
  assert.deepEqual(await pins(at.plain), before.map((set) => (set === b.id ? a.id : set)))
  const told = (await village.timeline(at.plain)).filter((e) => e.event.kind === 'rules_migrated').map((e) => [e.event.body.from, e.event.body.to])
  assert.deepEqual(told, [[a.id, b.id], [b.id, a.id]])

  // The third sitting goes up, at the township by rounds; the second round is kept by a move.
  await to('2026-03-07T18:00:00+08:00')
  await inVain(village, at.plain, '2026-03-07T10:00:00+08:00')
  await township.done(at.plain, 'accept-referral', { referral: 1 })
  await takeUp(township, at.plain)
  await to('2026-03-08T18:00:00+08:00')
  await inVain(township, at.plain, '2026-03-08T10:00:00+08:00')
  const round = async () => {
    const { step, attempts, round: no, round_from } = (await state(at.plain)).ladder
    return [step, attempts, no, round_from]
  }
  const [step, attempts, no] = await round()
  assert.deepEqual([step, attempts, no], [2, 1, 1])
  c = await publish(ladder('own-c', { village: 3, days: 20, ask: 40 }))
  const held = await round()
  await moved(await site.as('township.c'), at.plain, c)
  assert.deepEqual(await round(), held)
  await to('2026-03-09T18:00:00+08:00')
  assert.ok((await inVain(township, at.plain, '2026-03-09T10:00:00+08:00')).kinds.includes('referral_offered'))
})

test('a party’s limit is lengthened, and never shortened on the way back', async () => {
  await moved(head, at.stale, c)
  assert.deepEqual(await due(at.stale), ['2026-03-22', '2026-04-11'])
  await moved(head, fresh, c)
  await withdraw(c)
  const no = refused(await move(head, at.stale, a), 409, 'party-limit-shortened', { article: '本单位约定' })
  assert.match(no.json.next, /OWN_ASK 2026-04-11 → 2026-04-01/)
  assert.deepEqual(await due(at.stale), ['2026-03-22', '2026-04-11'])
  // Where none of it runs yet, it goes back.
  await moved(head, fresh, a)
  assert.equal((await state(fresh)).ladder.set, a.id)
})

test('of two moves at once one is done; what changed in between is left, and stops no other', async () => {
  b = await publish(ladder('own-d', { village: 4, days: 20, ask: 30 }))
  const both = await seen(at.twice)
  const answers = problems((await Promise.all([bulk(head, b, both), bulk(head, b, both)])).flat())
  assert.deepEqual(answers.filter((s) => s === 200), [200])
  assert.equal((await village.timeline(at.twice)).filter((e) => e.event.kind === 'rules_migrated').length, 1)

  const more = (await village.register()).id
  const [first, , last] = await seen(fresh, at.extended, more)
  const stale = { dispute: at.paused, version: (await seen(at.paused))[0].version - 1 }
  assert.deepEqual((await bulk(head, b, [first, stale, last])).map((i) => i.status), [200, 412, 409])
  assert.deepEqual(problems([...(await bulk(head, b, [last]))]), ['nothing-to-replace'])
  assert.equal((await state(at.paused)).ladder.set.length, 64)
  const resting = (await head.read(`/api/v1/rules/resting?set=${b.id}`)).items.map((i) => i.id)
  assert.deepEqual([at.twice, fresh, more].every((id) => resting.includes(id)), true)
  assert.equal(resting.includes(at.paused), false)
})

test('a ladder beside another goes on in its own, or not at all', async () => {
  const base = sets.get('method-three-by-three')
  const own = { area: '999901', valid_from: '2026-01-01', title_en: 'own' }
  await publish({ ...base, ...own, name: 'own-beside', title_zh: '试行并列' })
  const { id } = await market.register(registration({ channel: 'administrative' }))
  const { ladder: was } = (await market.dispute(id)).state
  assert.deepEqual([was.beside, was.step], [1, 1])
  const { ladders: _, ...alone } = base
  const without = await publish({ ...alone, ...own, name: 'own-alone', title_zh: '试行单列' })
  const chief = await site.as('market.c')
  refused(await move(chief, id, without), 409, 'no-corresponding-step')
  await withdraw(without)
  const other = await publish({ ...base, ...own, name: 'own-beside-2', title_zh: '试行并列二', ladders: base.ladders.map((l) => ({ ...l, steps: l.steps.map((s, i) => (i === 0 ? { ...s, length: 5, unit: 'days' } : s)) })) })
  await moved(chief, id, other)
  const { ladder: is } = (await market.dispute(id)).state
  assert.deepEqual([is.set, is.beside, is.step], [other.id, 1, 1])
  assert.deepEqual((await market.clocks(id)).filter((x) => x.rule === 'LADDER').map((x) => x.state), ['running'])
})

test('rebuild and verify find all in order', async () => {
  for (const words of [['rebuild', '--check'], ['verify']]) {
    const { code, stdout, stderr } = await hejie(service, ...words)
    assert.equal(code, 0, stdout + stderr)
  }
})
