// `hejie rules replay`: a candidate over recorded history, as a role that cannot
// write.  A history is made over HTTP; three sittings in the village become two.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let folder
let site
const made = {} // name of a story: id of its dispute
let candidate // a file: the village tries twice

const DAYS = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09']

before(async () => {
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  site = await openSite(service)
  folder = await mkdtemp(join(tmpdir(), 'hejie-replay-'))
  candidate = join(folder, 'two.json')
  const set = JSON.parse(await readFile(new URL('../../lib/rules/sets/three-two-one-a.json', import.meta.url)))
  Object.assign(set, { name: 'two-one-one', area: '999901', valid_from: '2026-10-01' })
  set.ladder[0].attempts = 2
  await writeFile(candidate, JSON.stringify(set))
  await stories()
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Disputes side by side, all registered on one day, sittings on later days. */
async function stories() {
  const [village, township] = await site.all('village.a', 'township.a')
  const bodies = { once: village, twice: village, thrice: village, climbs: village, agrees: village, refuses: village, above: township }
  await site.move('2026-03-02T09:00:00+08:00')
  for (const [name, body] of Object.entries(bodies)) {
    made[name] = (await body.register()).id
    await takeUp(body, made[name])
  }
  const sit = (name, body, day, hour, result = 'not_agreed', more = {}) =>
    body.done(made[name], 'log-session', sitting(`${DAYS[day]}T${hour}:00:00+08:00`, result, more))
  await site.move(`${DAYS[0]}T18:00:00+08:00`)
  for (const name of ['once', 'twice', 'thrice', 'climbs', 'agrees', 'refuses']) await sit(name, village, 0, 10)
  await site.move(`${DAYS[1]}T18:00:00+08:00`)
  for (const name of ['twice', 'thrice', 'climbs']) await sit(name, village, 1, 11)
  await sit('agrees', village, 1, 11, 'agreed')
  await sit('above', township, 1, 11)
  await village.done(made.refuses, 'record-consent', { procedure: 1, party: 2, answer: 'refuses', manner: 'oral' })
  await site.move(`${DAYS[2]}T18:00:00+08:00`)
  for (const name of ['thrice', 'climbs']) await sit(name, village, 2, 15)
  await township.done(made.climbs, 'accept-referral', { referral: 1 })
  await site.move('2026-03-20T18:00:00+08:00')
}

const replay = (...args) => hejie(service, '--language', 'en', 'rules', 'replay', ...args)

async function report(...args) {
  const { code, stdout, stderr } = await replay(...args)
  assert.ok(code === 0 || code === 3, stderr)
  const lines = stdout.trimEnd().split('\n')
  return { code, stdout, stderr, sum: JSON.parse(lines.at(-1)), lines: lines.slice(0, -1).map((l) => JSON.parse(l)) }
}

test('two attempts instead of three: exactly those that were tried twice part, there', async () => {
  const { code, lines, sum, stderr } = await report(candidate)
  assert.equal(code, 3)
  const expected = ['twice', 'thrice', 'climbs'].map((name) => made[name]).sort()
  assert.deepEqual(lines.map((l) => l.dispute), expected)
  for (const l of lines) {
    assert.deepEqual([l.result, l.at], ['differs', '2026-03-04T02:00:00.000Z'])
    assert.equal(l.old, undefined)
    assert.deepEqual(l.new, {
      act: 'offer', en: '2026-03-04 is offered to township', rule: '/ladder/0', set: 'two-one-one', zh: '2026-03-04 上报 乡镇(街道)调解',
    })
    assert.deepEqual(l.new_outcome, { end: 'unknown' })
    assert.equal(l.old_outcome.end, 'open')
  }
  assert.equal(lines.find((l) => l.dispute === made.climbs).old_outcome.step, 2)
  assert.deepEqual([sum.disputes, sum.differs, sum.same, sum.no_set, sum.too_much], [7, 3, 4, 0, 0])
  assert.deepEqual(sum.by_rule, [{ act: 'offer', disputes: 3, rule: '/ladder/0', set: 'two-one-one' }])
  assert.match(stderr, /7 disputes, 3 differ; \d+ ms/)
})

test('the set itself makes no difference, in its place and of every other set', async () => {
  const { code, lines, sum } = await report('county', '999901', 'three-two-one-a')
  assert.deepEqual([code, lines, sum.differs, sum.same], [0, [], 0, 7])
  for (const name of ['national-statutory', 'national-administrative', 'national-court', 'national-petition', 'national-labour-land']) {
    const other = await report('county', '9', name)
    assert.deepEqual([other.code, other.sum.differs, other.sum.same], [0, 0, 7], name)
  }
})

test('a limit that becomes shorter parts where it starts, with both days', async () => {
  const set = JSON.parse(await readFile(new URL('../../lib/rules/sets/national-statutory.json', import.meta.url)))
  Object.assign(set.clocks.find((c) => c.name === 'RT_MED'), { length: 20, unit: 'days' })
  const file = join(folder, 'law.json')
  await writeFile(file, JSON.stringify(set))
  const { lines, sum } = await report('county', '999901', file)
  assert.equal(sum.differs, 7)
  assert.deepEqual([lines[0].old.act, lines[0].old.due_on, lines[0].new.due_on], ['start', '2026-04-02', '2026-03-23'])
  assert.equal(lines[0].new.article, lines[0].old.article)
})

test('two runs are the same bytes, and the digest is of all lines before', async () => {
  const [one, two] = [await report('all', candidate), await report('all', candidate)]
  assert.equal(one.stdout, two.stdout)
  assert.equal(one.lines.length, 7)
  assert.deepEqual(one.lines.map((l) => l.dispute), Object.values(made).sort())
  const body = one.stdout.trimEnd().split('\n').slice(0, -1).map((l) => `${l}\n`).join('')
  assert.equal(one.sum.digest, createHash('sha256').update(body).digest('hex'))
  const [[until]] = await sql(service.database, "SELECT max(last_at) AT TIME ZONE 'UTC' FROM hejie.head WHERE kind = 'dispute'")
  assert.equal(one.sum.until.slice(0, 19), until.slice(0, 19).replace(' ', 'T'))
  assert.doesNotMatch(one.stdout, /甲子明|乙丑亮|10900000001|宅基地/)
})

test('it writes nothing, and may not', async () => {
  const rows = () => sql(service.database, 'SELECT count(*), max(xid::text::bigint) FROM hejie.event')
  const events = await rows()
  await report(candidate)
  assert.deepEqual(await rows(), events)
  const place = `host=${process.env.PGHOST} port=${process.env.PGPORT} dbname=${service.database}`
  const alone = await hejie({ environment: { ...service.environment, HEJIE_DATABASE_REPLAY: `${place} user=hejie_replay`, HEJIE_DATABASE_ADMIN: '' } },
    'rules', 'replay', candidate)
  assert.equal(alone.code, 3, alone.stderr)
  await assert.rejects(sql(`${place} user=hejie_replay`, 'DELETE FROM hejie.event'), /permission denied/)
})

test('what it is not about is counted, what it is not told how to read is refused', async () => {
  const elsewhere = await report('county', '999902', candidate)
  assert.deepEqual([elsewhere.sum.disputes, elsewhere.lines], [0, []])
  const other = await report('instead', 'longshan-three-tiers', candidate)
  assert.deepEqual([other.sum.not_concerned, other.sum.differs], [7, 0])
  assert.equal((await replay('three-two-one-a')).code, 1) // of no area: whose disputes?
  assert.match((await replay('three-two-one-a')).stderr, /county: the set has no area/)
  assert.equal((await replay()).code, 2)
  assert.equal((await replay('instead', candidate)).code, 2)
})
