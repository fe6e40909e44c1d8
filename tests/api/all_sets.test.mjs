// Every rule set that ships can be chosen by a county, and the keys of methods
// that act beside a dispute's own steps do so over the interface: limits over
// all steps, what an exit owes, counts, duties and rates of bodies.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const SITE = '/api/v1/sites/00000000000000000000000000000001/commands'

let service
let site
let admin
let village
let centre
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, village, centre] = await site.all('admin', 'village.a', 'centre.a')
  await move()
})
after(() => service?.stop())

// Time goes on by a minute; behind it every worker knows what was chosen.
let minute = 0
const move = () => site.move(`2026-03-02T16:${String(minute++).padStart(2, '0')}:00+08:00`)

const choose = (ladder) => admin.post(`${SITE}/choose-ladder`, { county: '999901', ladder })

async function on(ladder) {
  const chosen = await choose(ladder)
  assert.equal(chosen.status, 200, chosen.text)
  await move()
  return village.register()
}
const limits = async (id) => (await village.read(`/api/v1/disputes/${id}/clocks`)).items
const limit = async (id, rule) => (await limits(id)).find((c) => c.rule === rule)
const why = async (id, no) => (await village.read(`/api/v1/disputes/${id}/clocks/${no}/explanation`)).explanation

test('each set that ships is carried out, and the county may choose it', async () => {
  const { items } = await village.read('/api/v1/rule-sets')
  const sets = items.map((i) => i.set)
  assert.ok(sets.length >= 69)
  for (const set of sets.filter((s) => s.ladder)) {
    const { status, text } = await choose(set.name)
    assert.equal(status, 200, `${set.name}: ${text}`)
  }
  const names = sets.filter((s) => !s.ladder && !s.on_by_default).map((s) => s.name)
  for (const name of names) {
    const { status, text } = await admin.post(`${SITE}/choose-sets`, { county: '999901', sets: [name] })
    assert.equal(status, 200, `${name}: ${text}`)
  }
  const none = await admin.post(`${SITE}/choose-sets`, { county: '999901', sets: [] })
  assert.equal(none.status, 200, none.text)
})

test('a limit over all steps runs beside the step, and says why', async () => {
  const { id } = await on('method-gaotai')
  const all = await limit(id, 'LADDER_OVERALL')
  assert.equal(all.state, 'running')
  assert.equal(all.due_on, '2026-03-11')
  const e = await why(id, all.no)
  assert.equal(e.set_name, 'method-gaotai')
  assert.ok(e.steps.length > 0)
})

test('a count grows with its events, and what follows names it', async () => {
  const { id } = await on('method-domestic-violence')
  const danger = { danger: 'domestic', told: '派出所' }
  await village.done(id, 'report-danger', danger)
  assert.equal(await limit(id, 'repeat'), undefined)
  await village.done(id, 'report-danger', danger)
  const task = await limit(id, 'repeat')
  assert.equal(task.effect, 'task')
  const e = await why(id, task.no)
  assert.ok(e.inputs.includes('既往报告次数:2'), e.inputs.join())
  await village.done(id, 'complete-task', { clock: task.no, text: '已盯办' })
})

test('a limit by a colour waits for it, and ends as the colour says', async () => {
  const chosen = await admin.post(`${SITE}/choose-sets`, { county: '999901', sets: ['method-yuanhui'] })
  assert.equal(chosen.status, 200, chosen.text)
  await move()
  for (const [value, due] of [['red', '2026-03-02'], ['yellow', '2026-03-04'], ['blue', '2026-03-05']]) {
    const { id } = await village.register()
    assert.equal((await limit(id, 'YH_REPLY')).state, 'awaiting_date')
    await village.done(id, 'record-fact', { fact: 'colour', value })
    const reply = await limit(id, 'YH_REPLY')
    assert.deepEqual([reply.state, reply.due_on], ['running', due], value)
    assert.equal((await why(id, reply.no)).set_name, 'method-yuanhui')
    await village.done(id, 'record-contact', { party: 1, manner: 'phone', reached: 'will_think' })
  }
  const none = await admin.post(`${SITE}/choose-sets`, { county: '999901', sets: [] })
  assert.equal(none.status, 200, none.text)
})

test('a step asks those who must take part, and says by which rule', async () => {
  const { id } = await on('method-suizhong')
  const offers = (await village.timeline(id)).filter((e) => e.event.kind === 'referral_offered')
  assert.equal(offers.length, 2)
  const e = (await village.read(`/api/v1/disputes/${id}/timeline/${offers[0].position}/explanation`)).explanation
  assert.equal(e.rule, '/ladder/0')
})

test('bodies see what they owe by the calendar, report it, and are measured', async () => {
  await on('method-find-resolve-conclude')
  const mine = async (who) => (await who.read(`/api/v1/organisations/${who.org}/duties`)).items
  assert.deepEqual(await mine(village), [])
  const [owed] = await mine(centre)
  assert.deepEqual(
    [owed.name, owed.label, owed.state, owed.from, owed.due_on],
    ['results', '季度通报', 'owed', '2026-01-01', '2026-03-31'],
  )
  const report = (who, body) => who.post(`/api/v1/organisations/${centre.org}/commands/report-duty`, body)
  refused(await report(village, { duty: 'results' }), 403, 'not-your-right')
  const told = await report(centre, { duty: 'results', n: 3 })
  assert.equal(told.status, 200, told.text)
  const [now] = await mine(centre)
  assert.deepEqual([now.state, now.last_on, now.n], ['done', '2026-03-02', 3])

  const { id } = await on('method-sandu')
  const rate = async (name) => (await village.read('/api/v1/figures/rates')).items.find((r) => r.name === name)
  const { part, whole, percent } = await rate('resolved')
  assert.ok(whole >= 5 && part === 0 && percent === 0)
  assert.equal((await rate('satisfied')).whole, 0)
  const later = await village.read('/api/v1/figures/rates?from=2026-03-03')
  assert.equal(later.items.find((r) => r.name === 'resolved').whole, 0)
  refused(await village.get('/api/v1/figures/rates?from=yesterday'), 400, 'invalid-field')
})

test('who looks after bodies sees which of them is behind, and since when', async () => {
  assert.equal((await choose('method-gaotai')).status, 200)
  await move()
  const [judicial, township] = await site.all('judicial.c', 'township.c')
  const owed = async (who) => (await who.read('/api/v1/figures/duties')).items.map((d) => [d.organisation_name, d.name, d.state, d.own, d.may_report])
  const weekly = (name, ...more) => [name, 'weekly', 'owed', ...more]
  const [green, willow] = ['青石村人民调解委员会', '柳湾村人民调解委员会']
  const sorted = (list) => list.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  assert.deepEqual(await owed(village), [weekly(green, true, true)])
  assert.deepEqual(sorted(await owed(township)), [weekly(willow, false, true), weekly(green, false, true)])
  assert.deepEqual(sorted(await owed(judicial)), [weekly(willow, false, false), weekly(green, false, false)])

  const told = await township.post(`/api/v1/organisations/${village.org}/commands/report-duty`, { duty: 'weekly', n: 2 })
  assert.equal(told.status, 200, told.text)
  await site.move('2026-03-17T09:00:00+08:00')
  const behind = (await judicial.read('/api/v1/figures/duties')).items.filter((d) => d.behind_since !== undefined)
  assert.deepEqual(behind.map((d) => [d.organisation, d.behind_since, d.missed, d.last_on, d.n]), [[village.org, '2026-03-16', 1, '2026-03-02', 2]])
})

test('each figure of a rate is as long as the list behind it', async () => {
  assert.equal((await choose('method-sandu')).status, 200)
  await site.move('2026-03-17T10:00:00+08:00')
  const rateOf = async (who) => (await who.read('/api/v1/figures/rates?from=2026-03-01&to=2026-03-31')).items.find((r) => r.name === 'resolved')
  const rate = await rateOf(village)
  assert.deepEqual([rate.part_kinds, rate.whole_kinds], [['agreement_effective'], ['registered']])
  assert.deepEqual(rate.months.map((m) => [m.month, m.part, m.whole]), [['2026-03', 0, rate.whole]])
  assert.deepEqual(rate.bodies.map((b) => [b.organisation, b.whole]), [[village.org, rate.whole]])
  const list = []
  for (let next = ''; next !== undefined; ) {
    const page = await village.read(`/api/v1/entries?kinds=registered&from=2026-03-01&to=2026-03-31&body=${village.org}&limit=2${next}`)
    list.push(...page.items)
    next = page.next && `&${page.next}`
  }
  assert.equal(list.length, rate.whole)
  assert.equal(new Set(list.map((e) => `${e.id}/${e.position}`)).size, rate.whole)
  assert.ok(list.every((e) => e.kind === 'registered' && e.on === '2026-03-02'))
  // Who sees none of them counts none of them.
  assert.equal((await rateOf(await site.as('judicial.c'))).whole, 0)
  assert.deepEqual((await (await site.as('judicial.c')).read('/api/v1/entries?kinds=registered')).items, [])
})

// Ladders whose first step is a village's and has a time of its own: the step is
// entered, its last day comes, it goes up, and both say why.
const TIMED = [['method-gaotai', 2], ['three-two-one-c', 1]]
test('ladders go up when the time of a step is over, each with its reason', async () => {
  const matters = []
  for (const [ladder, step] of TIMED) {
    assert.equal((await choose(ladder)).status, 200, ladder)
    await site.move(`2026-03-17T11:0${matters.length}:00+08:00`)
    const { id } = await village.register()
    const time = await limit(id, 'LADDER')
    assert.equal(time.state, 'running', ladder)
    matters.push({ id, ladder, step, time })
  }
  await site.move('2026-03-23T09:00:00+08:00')
  for (const { id, ladder, step, time } of matters) {
    const { state } = await village.dispute(id)
    assert.equal((await limits(id)).find((c) => c.no === time.no).state, 'fired', ladder)
    assert.deepEqual(state.referral.map((r) => r.step), [state.ladder.step + 1], ladder)
    assert.equal(state.ladder.step, step, ladder)
    assert.equal((await why(id, time.no)).set_name, ladder)
  }
})
