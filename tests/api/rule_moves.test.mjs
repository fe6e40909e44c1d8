// A county takes another ladder: what runs stays on its own until somebody who
// may moves it, one by one or a list at once, seen before; the timeline, its
// explanation, a replay and a rebuild know of both sets.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-ladder'
const [FORMER, NEWER] = ['three-two-one-a', 'three-two-one-c']
const ABSENT = 'ab'.repeat(16)

let service, site, admin, village, head, township
let one, two, untouched
before(async () => {
  service = await startService({ init: ['--ladder', FORMER] })
  site = await openSite(service)
  ;[admin, village, head, township] = await site.all('admin', 'village.a', 'village.c', 'township.a')
  await site.move('2026-03-02T09:00:00+08:00')
  ;[one, two, untouched] = await Promise.all([1, 2, 3].map(async () => (await village.register(registration())).id))
  await takeUp(village, one)
  await site.move('2026-03-03T18:00:00+08:00')
  await village.done(one, 'log-session', sitting('2026-03-03T10:00:00+08:00', 'not_agreed'))
  const chosen = await admin.post(CHOOSE, { county: '999901', ladder: NEWER })
  assert.equal(chosen.status, 200, chosen.text)
  await site.move('2026-03-04T09:00:00+08:00')
})
after(() => service?.stop())

const wish = { rule_set: NEWER, reason: '县里自三月四日起改用新办法' }
const ladder = async (id) => (await village.dispute(id)).state.ladder
const inBulk = (who, items, options, query = '') => who.post(`/api/v1/rules/moves${query}`, { ...wish, items }, options)
const stand = async (...ids) => Promise.all(ids.map(async (dispute) => ({ dispute, version: (await village.dispute(dispute)).version })))
const moved = async (id) => (await village.timeline(id)).find((e) => e.event.kind === 'rules_migrated')

test('the page offers it to the head, with its form, and to nobody below', async () => {
  const of = async (who) => (await who.read(`/api/v1/disputes/${one}/commands`)).commands.find((c) => c.name === 'migrate-rules')
  const { allowed, title, if_match, form } = await of(head)
  assert.deepEqual([allowed, title, if_match], [true, '改用规则集', true])
  assert.deepEqual(form.required.sort(), ['reason', 'rule_set'])
  assert.equal((await of(village)).allowed, false)
  refused(await village.seen(one, 'migrate-rules', wish), 403, 'not-your-right')
  refused(await head.ask(one, 'migrate-rules', wish), 428, 'if-match-missing')
  refused(await head.seen(one, 'migrate-rules', { ...wish, rule_set: 'no-such-set' }), 409, 'unknown-rule-set')
  refused(await head.seen(one, 'migrate-rules', { ...wish, rule_set: FORMER }), 409, 'rule-set-not-in-force')
})

test('what would change is shown, and nothing is stored', async () => {
  const before = (await village.timeline(one)).length
  const { status, json } = await inBulk(head, [{ dispute: one }, { dispute: two }, { dispute: ABSENT }], {}, '?dry=1')
  assert.equal(status, 200)
  assert.deepEqual(json.items.map((i) => i.status), [200, 200, 404])
  const { answer } = json.items[0]
  assert.equal(answer.dry, true)
  assert.equal(answer.rests_on, (await village.dispute(one)).version)
  const { from_name, to_name, step, attempts, limits } = answer.rules
  assert.deepEqual([from_name, to_name, step, attempts], [FORMER, NEWER, 1, 1])
  assert.deepEqual(limits.map(({ rule, fate, due_on }) => [rule, fate, due_on]), [['LADDER', 'begins', '2026-03-05']])
  assert.equal((await village.timeline(one)).length, before)
})

test('a list is moved, a line for a line; what came between is told', async () => {
  const items = await stand(one, two)
  refused(await inBulk(head, [items[0], { dispute: two }]), 428, 'if-match-missing')
  await village.done(two, 'add-report', { text: '又来一封信' })
  const first = await inBulk(head, items, { key: 'moves-1' })
  assert.deepEqual(first.json.items.map((i) => i.status), [200, 412])
  assert.equal((await inBulk(head, items, { key: 'moves-1' })).text.includes('"status":412'), true)
  const events = (await village.timeline(one)).length
  assert.deepEqual((await inBulk(head, await stand(two))).json.items.map((i) => i.status), [200])
  assert.equal((await village.timeline(one)).length, events)
  const { set } = await ladder(one)
  assert.equal((await ladder(two)).set, set)
  assert.notEqual((await ladder(untouched)).set, set)
})

test('the entry names both digests and each last day, and says why', async () => {
  const { position, event } = await moved(one)
  const { from, to, from_name, to_name, ladder: is, reason } = event.body
  assert.match(from, /^[0-9a-f]{64}$/)
  assert.match(to, /^[0-9a-f]{64}$/)
  assert.deepEqual([from_name, to_name, is.step, is.attempts, reason], [FORMER, NEWER, 1, 1, wish.reason])
  assert.deepEqual(event.rules, [from, to])
  const path = `/api/v1/disputes/${one}/timeline/${position}/explanation`
  const zh = (await village.read(path)).explanation
  const en = (await village.get(path, { 'Accept-Language': 'en' })).json.explanation
  assert.deepEqual([zh.set, zh.set_name, zh.rule], [to, NEWER, '/ladder'])
  assert.ok(zh.inputs.includes(`原规则集:${FORMER} ${from}`), zh.inputs.join())
  assert.ok(en.inputs.includes(`new rule set: ${NEWER} ${to}`), en.inputs.join())
  const { stdout } = await hejie(service, 'explain', one)
  assert.match(stdout, new RegExp(`^@\\d+\\. 改用规则集:.*\\n规则:/ladder`, 'm'))
})

test('it goes on by the new rules: three days from the step, then up', async () => {
  await site.move('2026-03-06T09:00:00+08:00')
  const { state } = await village.dispute(one)
  assert.deepEqual(state.referral.map((r) => [r.step, r.state]), [[2, 'offered']])
  refused(await head.seen(one, 'migrate-rules', wish), 409, 'nothing-to-replace')
  assert.deepEqual((await village.dispute(untouched)).state.referral ?? [], [])
  await township.done(one, 'accept-referral', { referral: 1 })
  assert.equal((await ladder(one)).step, 2)
})

test('a replay compares each period with what held then', async () => {
  const replay = async (...words) => {
    const { stdout } = await hejie(service, '--language', 'en', 'rules', 'replay', 'all', 'county', '999901', ...words)
    return stdout.trim().split('\n').map((l) => JSON.parse(l))
  }
  const of = (lines, id) => lines.find((l) => l.dispute === id)
  // What it is moved to is the same from the move on; before, it would have said more.
  const newer = of(await replay((await moved(one)).event.body.to), one)
  assert.deepEqual([newer.result, newer.was], ['differs', (await moved(one)).event.body.from])
  const former = of(await replay((await moved(one)).event.body.from), one)
  assert.deepEqual([former.result, former.was], ['same', (await moved(one)).event.body.from])
})

test('rebuild and verify find all in order', async () => {
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
  const verified = await hejie(service, 'verify')
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
})
