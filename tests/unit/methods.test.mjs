// Published methods as rule sets: every figure their sources state is in the
// file, and no other (methods.tsv: limits of the tiers, what else is stated,
// attempts, 0 for none); what was not seen is absent; each has its source,
// area, dates, certainty and reading, and passes the check.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const folder = join(root, 'lib/rules/sets/methods')
const set = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''))
const rows = readFileSync(join(root, 'tests/unit/methods.tsv'), 'utf8').trim().split('\n').slice(1).map((l) => l.split('\t'))
const list = (cell) => (cell === '-' ? [] : cell.split(', '))
const length = (n, unit) => (n === 0 ? '0 at_once' : `${n} ${unit}`)

// every figure of time below `v`
function* figures(v) {
  if (v === null || typeof v !== 'object') return
  if ('unit' in v && 'length' in v) yield length(v.length, v.unit)
  if ('extension_most' in v) yield length(v.extension_most, v.unit)
  if (typeof v.every === 'number') yield `every ${length(v.every, v.every_unit)}`
  if (Array.isArray(v.days)) for (const day of v.days) yield `day ${day}`
  for (const inner of Object.values(v)) yield* figures(inner)
}

test('36 methods and a reading of 三二一 have each figure of their source, and no other', () => {
  assert.equal(rows.length, 37)
  assert.deepEqual(rows.map(([name]) => name).sort(), [...files].sort())
  for (const [name, steps, limits, also, attempts] of rows) {
    const d = set(name)
    assert.deepEqual([...new Set(figures(d))].sort(), [...list(limits), ...list(also)].sort(), name)
    const ladders = [d.ladder ?? [], ...(d.ladders ?? []).map((l) => l.steps)]
    assert.equal(ladders.flat().length, Number(steps), name)
    assert.equal((d.ladder ?? []).map((s) => s.attempts ?? 0).join(' ') || '-', attempts, name)
  }
})

test('each has source, area, dates, certainty and reading', () => {
  for (const name of files) {
    const d = set(name)
    assert.ok(d.source.length > 5 && d.reading.length > 10, name)
    assert.match(d.area, /^(\d\d){0,3}$/, name)
    assert.match(d.certainty, /^(F-L|K)$/, name)
    assert.match(d.valid_from, /^\d{4}-\d\d-\d\d$/, name)
    for (const c of d.clocks ?? []) assert.ok(c.article, `${name} ${c.name}`)
    assert.ok(!d.on_by_default, name)
  }
})

test('the check raises nothing, and each is shown in both languages', () => {
  const run = (...words) => spawnSync(binary, words, { encoding: 'utf8', cwd: root })
  const checked = run('rules', 'check', ...files.map((name) => join(folder, `${name}.json`)))
  assert.equal(checked.stdout, '')
  assert.equal(checked.status, 0, checked.stderr)
  for (const name of files)
    for (const language of ['zh', 'en']) {
      const shown = run('--language', language, 'rules', 'show', set(name).name)
      assert.equal(shown.status, 0, `${name}: ${shown.stderr}`)
      assert.ok(shown.stdout.includes(language === 'zh' ? set(name).title_zh : set(name).title_en), name)
    }
})

test('sharp cases stand as data', () => {
  const ladder = (name, i) => set(name).ladder[i]
  assert.ok(ladder('longshan', 0).both) // time and three attempts
  assert.ok(!ladder('xiayi', 1).both && ladder('xiayi', 1).attempts === 3) // whichever is first
  assert.equal(ladder('xiayi', 1).starts, 'joint_meeting_recorded')
  assert.equal(set('medical-chongqing').guards[0].when[0].above, 1000000) // more than, not at least
  assert.deepEqual(set('police').clocks[0].starts_also, ['appraisal_ended']) // the later
  assert.equal(ladder('dongzhi', 0).exits[0].to, 'reasons') // overdue moves nothing
  for (const name of ['petition', 'labour']) assert.ok(set(name).ladder[0].exits.every((x) => x.to === 'right')) // a right of the party
  assert.ok(ladder('huanxian', 0).exits.some((x) => x.on === 'at_risk' && x.to === 'next')) // up though settled
  assert.ok(ladder('border', 3).joint_owner)
  assert.deepEqual(set('gaotai').overall, { starts: 'registered', length: 7, unit: 'working_days' })
})

test('language.h says where each thing of the union has its place', () => {
  const table = readFileSync(join(root, 'lib/rules/union.tsv'), 'utf8').split('\n')
  const codes = table.map((l) => l.split('\t')[0]).filter((c) => /^[CAKGS]\d\d$/.test(c))
  const head = readFileSync(join(root, 'lib/rules/language.h'), 'utf8').split('#ifndef')[0]
  const named = new Set()
  for (const [, letter, from, to] of head.matchAll(/\b([CAKGS])(\d\d)(?:-[CAKGS](\d\d))?/g))
    for (let n = Number(from); n <= Number(to ?? from); n++) named.add(`${letter}${String(n).padStart(2, '0')}`)
  assert.equal(codes.length, 71)
  assert.deepEqual([...named].sort(), [...codes].sort())
})

test('each part of the union is said by a set that has traces', (t) => {
  const rows = readFileSync(join(root, 'tests/unit/union_sets.tsv'), 'utf8').trim().split('\n').filter((l) => !l.startsWith('#')).slice(1).map((l) => l.split('\t'))
  const codes = readFileSync(join(root, 'lib/rules/union.tsv'), 'utf8').match(/^[CAKGS]\d\d(?=\t)/gm)
  for (const [code, part, name, place, value] of rows) {
    const file = join(root, name.startsWith('sharp/') ? 'tests/acceptance/methods' : 'lib/rules/sets', name)
    const said = place.slice(1).split('/').reduce((v, key) => v?.[key], JSON.parse(readFileSync(`${file}.json`, 'utf8')))
    assert.equal(String(said), value, `${code} ${part}: ${name}${place}`)
    assert.ok(existsSync(`${file}.trace`), name)
  }
  assert.deepEqual([...new Set(rows.map(([code]) => code))], codes)
  t.diagnostic(`${rows.length} parts of ${codes.length} things, ${rows.filter(([, , name]) => name.startsWith('sharp/')).length} of them by made-up sets`)
})

test('what a set may name is listed, with its words', () => {
  const listed = spawnSync(binary, ['rules', 'words'], { encoding: 'utf8', cwd: root }).stdout.trim().split('\n').map((l) => l.split('\t'))
  const of = (what) => listed.filter(([kind]) => kind === what).map(([, name]) => name)
  for (const words of listed) assert.ok(words.length === 4 && words.every((w) => w !== ''), words.join(' '))
  for (const name of files) {
    const d = set(name)
    for (const c of d.clocks ?? []) for (const event of [c.starts, ...(c.meets ?? []), ...(c.stops ?? [])]) assert.ok(of('event').includes(event), event)
    for (const step of d.ladder ?? []) {
      for (const kind of step.kinds ?? []) assert.ok(of('body').includes(kind), kind)
      for (const x of step.exits ?? []) assert.ok(of('exit').includes(x.on), x.on)
    }
  }
  assert.ok(of('setting').includes('channel'))
})
