// The engine's last days against a second count in Node, from the written
// description: 10^4 limits of every unit with pauses and extensions
// (HEJIE_COUNTS of them, if it is set).

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { plus } from '../reference/calendar.mjs'
import { lastDay } from './recount.mjs'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const folder = mkdtempSync(join(tmpdir(), 'hejie-recount-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const wanted = Number(process.env.HEJIE_COUNTS ?? 10000)
const CLOCKS = 50
const unitOf = { days: '日', working_days: '个工作日', months: '个月', years: '年' }

// A seeded generator, so that a failure can be seen again.
let state = 20240101
const random = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648
  return Math.floor((state / 2147483648) * n)
}

function makeClocks() {
  const units = Object.keys(unitOf)
  return Array.from({ length: CLOCKS }, (_, i) => {
    const unit = units[random(units.length)]
    const most = { days: 120, working_days: 60, months: 14, years: 3 }[unit]
    const clock = {
      name: `C${i}`, zh: `期限${i}号`, en: `limit ${i}.`, of: 'procedure', starts: 'accepted', length: 1 + random(most), unit,
      meets: ['noted'], effect: 'overdue', article: `某条${i}`, roll: random(2) === 0, against: 'state', extends: 'approval', certainty: 'house',
    }
    return random(2) === 0 ? clock : { ...clock, pauses: ['appraisal_started'], resumes: ['appraisal_ended'], pause_reason: 'appraisal', pause_article: '某条' }
  })
}

// One matter: a start, perhaps a pause, and some extensions asked for at once.
function makeCase(clocks) {
  const start = plus('2015-01-05', random(3900))
  const began = plus(start, random(40))
  return {
    start,
    pause: random(2) === 0 ? null : [began, plus(began, random(60))],
    extended: new Map(Array.from({ length: 5 }, () => [clocks[random(CLOCKS)], 1 + random(20)])),
  }
}

function lines(c, i) {
  const list = [`情形 ${i}`, `当 ${c.start} accepted`]
  for (const [clock, n] of c.extended) list.push(`当 ${c.start} 延长 ${clock.zh} ${n}${unitOf[clock.unit]} 负责人批准`)
  if (c.pause) list.push(`当 ${c.pause[0]} appraisal_started`, `当 ${c.pause[1]} appraisal_ended`)
  return list
}

function expected(c, clock) {
  const limit = { start: c.start, n: clock.length + (c.extended.get(clock) ?? 0), unit: clock.unit, roll: clock.roll }
  const plain = lastDay(limit)
  // What was over before the pause began is not counted again.
  return c.pause && clock.pauses && plain >= c.pause[0] ? lastDay({ ...limit, pauses: [c.pause] }) : plain
}

test(`${wanted} last days are those of the second count`, (t) => {
  let compared = 0
  const wrong = []
  while (compared < wanted) {
    const clocks = makeClocks()
    const cases = Array.from({ length: 20 }, () => makeCase(clocks))
    const set = { name: 'recount', title_zh: '复算', title_en: 'recount', source: '随机产生', certainty: 'K', area: '', valid_from: '2010-01-01', clocks }
    writeFileSync(join(folder, 'set.json'), JSON.stringify(set))
    const text = cases.map((c, i) => lines(c, i))
    writeFileSync(join(folder, 'set.trace'), text.map((l) => l.join('\n')).join('\n'))
    const run = spawnSync(binary, ['--language', 'zh', 'rules', 'explain', join(folder, 'set.json')], { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 })
    assert.ok(run.status === 0 || run.status === 3, run.stderr)
    const ends = text.map((l) => l.length).map(((sum) => (n) => (sum += n))(0))
    const found = cases.map(() => new Map())
    for (const l of run.stdout.matchAll(/^(\d+): \S+ (?:起算|改期) (\S+) 至 (\S+)$/gm))
      found[ends.findIndex((end) => Number(l[1]) <= end)].set(l[2], l[3])
    for (const [i, c] of cases.entries())
      for (const clock of clocks) {
        const due = found[i].get(clock.zh)
        if (due !== expected(c, clock)) wrong.push([c.start, c.pause, clock.length, clock.unit, clock.roll, due, expected(c, clock)].join(' '))
        compared++
      }
  }
  t.diagnostic(`${compared - wrong.length} of ${compared} agree`)
  assert.deepEqual(wrong.slice(0, 10), [])
})
