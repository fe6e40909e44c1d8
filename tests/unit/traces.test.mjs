// Traces of the shipped rule sets, and what judges them: each holds word for
// word, each change of a rule is noticed, and what parts from the rules is told
// with its line.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const sets = join(root, 'lib/rules/sets')
const sharp = join(root, 'tests/acceptance/methods/sharp')
const folder = mkdtempSync(join(tmpdir(), 'hejie-traces-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const hejie = (...words) => spawnSync(binary, words, { encoding: 'utf8', cwd: root })
const carried = (...words) => spawnSync(join(root, 'scripts/acceptance'), ['methods', ...words], { encoding: 'utf8', env: { ...process.env, HEJIE_BINARY: binary } })
const traced = [sets, join(sets, 'methods'), sharp].flatMap((dir) => readdirSync(dir).filter((n) => n.endsWith('.trace')).map((n) => join(dir, n)))

test('every trace holds', () => {
  assert.ok(traced.length >= 40)
  const run = hejie('--language', 'en', 'rules', 'trace', ...traced.map((t) => t.replace(/trace$/, 'json')))
  assert.equal(run.status, 0, run.stdout)
  assert.equal(run.stdout.match(/ 0 faults$/gm).length, traced.length)
})

test('who takes a matter up enters the step of its kind; a kind that is none is told', () => {
  const example = (who) => ['# 谁承办,从谁的层级起。', '', '情形 由村承办', '不看 年度会议', `当 2024-03-01 ${who}`, '那么 2024-03-01 进入 村(社区)调委会', '当 2024-03-01 登记'].join('\n')
  const set = join(folder, 'border.json')
  cpSync(join(sets, 'methods/border.json'), set)
  const faults = (who) => {
    writeFileSync(set.replace(/json$/, 'trace'), `${example(who)}\n`)
    return hejie('--language', 'en', 'rules', 'trace', set).stdout
  }
  for (const who of ['承办 村(社区)人民调解委员会', 'taken up by village_committee', 'body village_committee']) assert.match(faults(who), / 0 faults$/m, who)
  assert.match(faults('承办 无此单位'), /no such kind of body/)
  assert.doesNotMatch(faults('承办 网格'), / 0 faults$/m)
})

test('37 of 37 methods are carried, and the made-up ones', () => {
  const run = carried(join(sets, 'methods'))
  assert.match(run.stdout, /^37 of 37 methods carried$/m)
  assert.equal(run.status, 0)
  const more = carried(sharp)
  assert.match(more.stdout, /^2 of 2 methods carried$/m)
})

test('so are the limits of law, the readings of 三二一, and local sets', () => {
  const here = traced.filter((t) => join(t, '..') === sets).length
  const run = carried(sets)
  assert.match(run.stdout, new RegExp(`^${here} of ${here} methods carried$`, 'm'))
  assert.match(run.stdout, /^no course   national-guards\.json$/m)
  assert.equal(run.status, 0)
  assert.ok(here >= 15)
})

// The vectors of limits.tsv start on 2026-02-11 and are not made by the program.
test('last days in the traces of law are those of the vectors', () => {
  const last = new Map(readFileSync(join(root, 'tests/unit/limits.tsv'), 'utf8').trim().split('\n').slice(1).map((l) => l.split('\t')).map((c) => [c[0], c[6]]))
  let compared = 0
  for (const trace of traced.filter((t) => join(t, '..') === sets)) {
    const text = readFileSync(trace, 'utf8')
    for (const c of JSON.parse(readFileSync(trace.replace(/trace$/, 'json'), 'utf8')).clocks ?? []) {
      const starts = text.split('\n').find((l) => l.startsWith(`那么 2026-02-11 起算 ${c.zh} 至 `))
      if ((last.get(c.name) ?? '-') === '-' || !starts) continue
      assert.equal(starts.split(' 至 ')[1], last.get(c.name), c.name)
      compared++
    }
  }
  assert.ok(compared >= 60, String(compared))
})

test('each of the twenty sharp cases is named', () => {
  const all = traced.map((t) => readFileSync(t, 'utf8')).join('')
  for (let i = 1; i <= 20; i++) assert.ok(all.includes(`〔要点${i}〕`), `要点${i}`)
})

test('a fault tells its line, what was expected, and what follows', () => {
  const set = join(folder, 'c.json')
  cpSync(join(sets, 'three-two-one-c.json'), set)
  const trace = set.replace('.json', '.trace')
  writeFileSync(trace, '情形 一\n当 2024-03-01 登记\n那么 2024-03-01 进入 县\ncase two\nwhen 2024-03-01 registered\nwhen 2024-02-29 registered\nwhen 2024-03-02 nonsense\nbabble\n')
  const run = hejie('rules', 'trace', set)
  assert.equal(run.status, 3)
  const lines = run.stdout.split('\n').map((l) => l.replace(`${trace}:`, ''))
  assert.equal(lines[0], '3: 应为:2024-03-01 进入 县; 实际:2024-03-01 进入 村(社区)调解')
  assert.equal(lines[1], '2: 应为:无; 实际:2024-03-01 起算 村(社区)调解 至 2024-03-04')
  assert.match(lines[2], /^5: .*2024-03-01 enters village$/)
  assert.match(lines[4], /^6: before what was told: 2024-02-29 registered$/)
  assert.match(lines[5], /^7: not understood: /)
  assert.match(lines[6], /^8: a line begins otherwise: babble$/)
})

test('English words and codes mean the same', () => {
  const trace = join(folder, 'english.trace')
  writeFileSync(trace, 'case in English\nlooking only at limits\ngiven danger is no\ngiven kind is utility\ngiven channel is hotline order\nignoring none\nwhen 2024-03-01 09:00 order_dispatched\n'.replace('looking only at limits\n', '') +
    'then 2024-03-01 09:00 starts order until 2024-03-02 09:00\nwhen 2024-03-02 08:59 order answered\nthen 2024-03-02 is met order\n')
  const run = hejie('--language', 'en', 'rules', 'trace', join(sets, 'methods/beijing-hotline.json'), trace)
  assert.equal(run.status, 0, run.stdout)
})

test('a set without traces, with a failing one, or with an idle one is not carried', () => {
  const dir = join(folder, 'dir')
  cpSync(join(sets, 'three-two-one-c.json'), join(dir, 'bare.json'))
  cpSync(join(sets, 'three-two-one-c.json'), join(dir, 'idle.json'))
  writeFileSync(join(dir, 'idle.trace'), '情形 一\n只看 别的\n当 2024-03-01 登记\n')
  cpSync(join(sets, 'three-two-one-a.json'), join(dir, 'whole.json'))
  cpSync(join(sets, 'three-two-one-a.trace'), join(dir, 'whole.trace'))
  cpSync(join(sets, 'three-two-one-a.json'), join(dir, 'wrong.json'))
  cpSync(join(sets, 'three-two-one-c.trace'), join(dir, 'wrong.trace'))
  const run = carried(dir)
  assert.equal(run.status, 1)
  assert.match(run.stdout, /^not carried bare\.json\n    no traces: bare\.trace$/m)
  assert.match(run.stdout, /no trace notices \/ladder\/0\/length: 3 → 4/)
  assert.match(run.stdout, /no trace notices \/ladder\/1\/unit: days → working_days/)
  assert.match(run.stdout, /^carried     whole\.json/m)
  assert.match(run.stdout, /^not carried wrong\.json$/m)
  assert.match(run.stdout, /^1 of 4 methods carried$/m)
  assert.equal(carried(dir, '--min', '1').status, 0)
  assert.equal(carried(join(folder, 'nowhere')).status, 2)
})

test('each thing that follows is explained, in both languages', () => {
  const set = join(sets, 'methods/longshan.json')
  const zh = hejie('--language', 'zh', 'rules', 'explain', set).stdout
  assert.match(zh, /起算 村\(社区\) 至 2024-04-07\n规则:《龙山县“抓三级定三责”联动解纷工作法》\(method-longshan [0-9a-f]{12}\)\/ladder\/0;依据:.*〔本地规定〕\n/)
  assert.match(zh, /事实:难易为疑难复杂/)
  assert.match(hejie('--language', 'en', 'rules', 'explain', set).stdout, /Rule: Longshan: three tiers, three duties \(method-longshan [0-9a-f]{12}\)\/ladder\/0/)
})
