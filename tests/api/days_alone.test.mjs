// What days alone begin, live: a county publishes a set whose first step is left
// after three days and that asks for a task after five.  Nobody does anything;
// the days come, and each thing has the day that the same set has when a matter
// is only tried on it.  The set asks for quotas, too: bodies are measured by them.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { openSite, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const made = JSON.parse(await readFile(new URL('../unit/rule_sets/days_alone.json', import.meta.url), 'utf8'))
made.area = '999901'
const quota = (name, n) => ({
  name, zh: name, en: name, part: ['registered'], who: ['village_committee'], every: 1, every_unit: 'months', quota: n, article: '示例二', certainty: 'house',
})
made.rates = [quota('few', 1), quota('many', 1000)]

let service, site, author, second, village, township
before(async () => {
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  site = await openSite(service)
  ;[author, second, village, township] = await site.all('county.b', 'county.c', 'village.a', 'township.a')
})
after(() => service?.stop())

async function published(set, from) {
  const { status, text, json } = await author.post('/api/v1/rule-sets/commands/enter-rule-set', { document: JSON.stringify(set) })
  assert.equal(status, 201, text)
  const path = `/api/v1/rule-sets/${json.id}`
  for (const [who, name, body] of [
    [author, 'check-rule-set'], [author, 'certify-rule-set'], [author, 'report-impact'], [second, 'sign-rule-set'], [second, 'put-in-force', { from }],
  ]) {
    const answer = await who.post(`${path}/commands/${name}`, body ?? {}, { headers: await author.sight(path) })
    assert.equal(answer.status, 200, `${name}: ${answer.text}`)
  }
  return (await author.read(path)).id
}

/** A matter on the set, once every process knows it. */
async function begun(set) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const { id } = await village.register(registration())
    if ((await village.dispute(id)).state.ladder.set === set) return id
    await new Promise((next) => setTimeout(next, 50))
  }
  assert.fail('it is not known everywhere')
}

const clocks = async (id) => (await village.read(`/api/v1/disputes/${id}/clocks`)).items
const offers = async (id) => (await village.timeline(id)).filter((e) => e.event.kind === 'referral_offered').map((e) => e.event.to)

test('what days alone begin comes on the day that the engine says, and nobody has to come by', async () => {
  const set = await published(made, '2026-09-01')
  await site.move('2026-09-01T10:00:00+08:00')
  const id = await begun(set)
  const tried = await village.post('/api/v1/rules/try', { document: JSON.stringify(made), when: [{ on: '2026-09-01', time: '10:00', what: '登记' }], until: '2026-09-12' })
  assert.equal(tried.status, 200, tried.text)
  const days = tried.json.items.map((d) => `${d.day} ${d.text}`)
  assert.deepEqual(days, ['2026-09-01 进入 村', '2026-09-04 上报 乡镇', '2026-09-06 任务 督办 至 2026-09-08'])

  // The third day is over with the third, and the rules are looked at then.
  const awaited = async () => (await clocks(id)).filter((c) => c.rule === 'RULE_DAYS' && c.state !== 'stopped').map((c) => [c.state, c.due_on])
  assert.deepEqual(await awaited(), [['running', '2026-09-03']])
  await site.move('2026-09-03T23:59:00+08:00')
  assert.deepEqual(await offers(id), [])
  await site.move('2026-09-04T00:00:00+08:00')
  assert.deepEqual(await offers(id), ['2026-09-03T16:00:00.000Z'])
  const { state } = await village.dispute(id)
  assert.deepEqual(state.referral.map((r) => [r.to, r.step]), [[township.org, 2]])
  const offered = (await village.timeline(id)).find((e) => e.event.kind === 'referral_offered')
  const { explanation } = await village.read(`/api/v1/disputes/${id}/timeline/${offered.position}/explanation`)
  assert.deepEqual([explanation.set, explanation.rule], [set, '/ladder/0/exits/0'])
  assert.ok(explanation.inputs.includes('本级日数:3'), explanation.inputs.join())

  // Late by days it is all the same: the task has its own day.
  await site.move('2026-09-12T09:00:00+08:00')
  const [task] = (await clocks(id)).filter((c) => c.rule === 'look')
  assert.deepEqual([task.effect, task.due_on], ['task', '2026-09-08'])
  assert.deepEqual(await awaited(), [['fired', '2026-09-03'], ['fired', '2026-09-05']])
})

test('a quota is measured body by body, by the whole periods of the days asked for', async () => {
  const ask = async (query) => {
    const { items } = await village.read(`/api/v1/figures/rates${query}`)
    return ['few', 'many'].map((name) => items.find((rate) => rate.name === name))
  }
  const [few, many] = await ask('?from=2026-09-01&to=2026-09-30')
  assert.deepEqual([few.name, few.quota, few.every, few.unit, few.whole, few.percent], ['few', 1, 1, 'months', undefined, undefined])
  assert.ok(few.part >= 1)
  const own = (rate) => rate.bodies.map((b) => [b.organisation, b.part, b.due, b.reached])
  assert.deepEqual(own(few), [[village.org, few.part, 1, true]])
  assert.deepEqual(own(many), [[village.org, few.part, 1000, false]])
  assert.deepEqual(many.months, [{ month: '2026-09', part: few.part }])
  const due = async (query) => (await ask(query))[1].bodies[0].due
  assert.equal(await due('?from=2026-09-01&to=2026-11-29'), 2000)
  assert.equal(await due('?from=2026-09-01&to=2026-11-30'), 3000)
  assert.equal(await due('?from=2026-09-02&to=2026-09-30'), undefined)
  assert.equal(await due(''), undefined)
})
