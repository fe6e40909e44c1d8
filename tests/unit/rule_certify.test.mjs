// `hejie rules certify` over every shipped set, its certificates held against a
// checker of their own; and over mutants that break termination.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { isHeld, isLoop, objections } from './rule_certificate.mjs'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const folder = mkdtempSync(join(tmpdir(), 'hejie-certify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const files = readdirSync(join(root, 'lib/rules/sets'), { recursive: true }).filter((n) => n.endsWith('.json')).map((n) => `lib/rules/sets/${n}`)
const sets = files.map((path) => [path, read(path)])
const law = sets.filter(([path, d]) => d.on_by_default && !path.includes('/methods/')).map(([, d]) => d)
const withLadder = sets.filter(([, d]) => d.ladder || d.ladders)

/** Certificates of many documents, by one run for 100. */
function certifyAll(documents, year = '') {
  const found = []
  for (let from = 0; from < documents.length; from += 100) {
    const files = documents.slice(from, from + 100).map((document, i) => {
      const file = join(folder, `${i}.json`)
      writeFileSync(file, JSON.stringify(document))
      return file
    })
    const run = spawnSync(binary, ['rules', 'certify', 'json', ...(year ? [year] : []), ...files], { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 })
    assert.ok(run.status === 0 || run.status === 3, run.stderr)
    const some = run.stdout.trim().split('\n').map((line) => JSON.parse(line))
    assert.equal(some.length, files.length)
    assert.equal(some.some((c) => c.grade === 'rejected'), run.status === 3)
    found.push(...some)
  }
  return found
}
const certify = (document, year) => certifyAll([document], year)[0]

test('every shipped set has a certificate that the checker accepts', (t) => {
  const found = certifyAll(sets.map(([, document]) => document))
  for (const [i, [path, document]] of sets.entries()) {
    const c = found[i]
    if (c.worst) t.diagnostic(`${path.slice(15).padEnd(36)} ${c.grade.padEnd(5)} ${String(c.states.length).padStart(3)} states, ${String(c.worst.days).padStart(3)} days from ${c.worst.starts}`)
    assert.deepEqual(objections(document, c, law).slice(0, 3), [], path)
  }
})

test('a certificate that was touched is not accepted', () => {
  const document = read('lib/rules/sets/three-two-one-a.json')
  const changes = [
    (c) => { c.states[0].rank = 0 },
    (c) => { c.states.pop() },
    (c) => { c.waits[0].length += 1 },
    (c) => { c.waits[1].by = 'at_once' },
    (c) => { c.grade = 'time' },
    (c) => { c.worst.days -= 1 },
    (c) => { c.worst.ends = c.worst.path.at(-1).day = '2026-01-01' },
    (c) => { c.worst = { ...c.worst, starts: '2026-03-02', ends: '2026-03-02', days: 0, path: [{ step: 1, phase: 'held', on: 'agreed', day: '2026-03-02' }, { day: '2026-03-02' }] } },
  ]
  for (const change of changes) {
    const c = certify(document)
    change(c)
    assert.notDeepEqual(objections(document, c, law), [], String(change))
  }
})

// Each gives documents in which a matter can go round for ever.
const EVENTS = ['not_agreed', 'at_risk', 'unsatisfied', 'decided', 'reclassified']
const reclassified = { when: [{ fact: 'class', any_of: ['b'] }] }
const named = (document, change) => {
  const copy = structuredClone(document)
  copy.facts = [...(copy.facts ?? []), { name: 'class', zh: '类', en: 'class', type: 'word', by: '承办人', words: [{ name: 'a', zh: '甲', en: 'a' }, { name: 'b', zh: '乙', en: 'b' }] }]
  const lists = [copy.ladder, ...(copy.ladders ?? []).map((l) => l.steps)].filter((l) => l?.length)
  for (const list of lists) for (const [i, s] of list.entries()) s.name ??= `step_${i}`
  return change(lists), copy
}
const exit = (step, x) => { step.exits = [{ ...x, ...(x.on === 'reclassified' ? reclassified : {}) }, ...(step.exits ?? []).filter((y) => y.on !== x.on)] }
// Can a matter come from the first step of a ladder to every other?
const climbs = (steps) => steps.every((s, i) => i === steps.length - 1 || !(s.exits ?? []).some((x) => ['not_agreed', 'time_over'].includes(x.on)))
const loops = {
  'back to a lower step': function* (d) {
    for (const [l, steps] of [d.ladder, ...(d.ladders ?? []).map((x) => x.steps)].filter((x) => x?.length).entries())
      for (let i = 1; i < steps.length && climbs(steps); i++)
        for (let j = 0; j < i; j++) for (const on of EVENTS) yield named(d, (lists) => exit(lists[l][i], { on, to: 'step', step: lists[l][j].name }))
  },
  'it goes on here, for ever': function* (d) {
    for (const on of EVENTS) yield named(d, ([steps]) => exit(steps[0], { on, to: 'stays' }))
  },
  'absence holds a step, for ever': function* (d) {
    yield named(d, ([steps]) => exit(steps[0], { on: 'absent', to: 'stays' }))
  },
  'a step into itself': function* (d) {
    for (const on of EVENTS) yield named(d, ([steps]) => exit(steps[0], { on, to: 'step', step: steps[0].name }))
  },
  'up and down again by class': function* (d) {
    if (d.ladder?.length > 1)
      yield named(d, ([steps]) => {
        exit(steps[0], { on: 'reclassified', to: 'step', step: steps[1].name, how: 'at_once' })
        exit(steps[1], { on: 'reclassified', to: 'step', step: steps[0].name, how: 'at_once' })
      })
  },
  'time starts the step anew': function* (d) {
    yield named(d, ([steps]) => {
      Object.assign(steps[0], { length: 5, unit: 'days', time_only_warns: false })
      exit(steps[0], { on: 'time_over', to: 'stays' })
    })
  },
  'a limit leads back': function* (d) {
    if (d.ladder?.length > 1)
      for (const i of (d.clocks ?? []).keys())
        for (const step of [0, d.ladder.length - 1]) {
          const mutant = named(d, () => {})
          mutant.clocks[i].then = [{ on: 'time_over', to: 'step', step: mutant.ladder[step].name }]
          yield mutant
        }
  },
  'facts lead up, a decision down': function* (d) {
    for (const [j, s] of (d.ladder ?? []).entries())
      if (j > 0 && s.when?.length)
        yield named(d, ([steps]) => {
          for (const below of steps.slice(0, j)) below.exits = ['not_agreed', 'time_over'].map((on) => ({ on, to: 'outlets' }))
          exit(steps[j], { on: 'decided', to: 'step', step: steps[0].name })
        })
  },
  'how often is left out': function* (d) {
    for (const [l, list] of [d.ladder, ...(d.ladders ?? []).map((x) => x.steps)].filter((x) => x?.length).entries())
      for (const [i, s] of list.entries()) for (const [k, x] of (s.exits ?? []).entries()) if (x.times) yield named(d, (lists) => delete lists[l][i].exits[k].times)
  },
}
const holds = {
  'a refusal leads up': (steps) => exit(steps[0], { on: 'refused', to: steps.length > 1 ? 'next' : 'stays', times: 2 }),
  'who asks for another route is kept': (steps) => exit(steps[0], { on: 'party_asks', to: 'stays', times: 1 }),
  'who withdraws is given reasons': (steps) => exit(steps[0], { on: 'withdrawn', to: 'reasons' }),
}

test('mutants that never end are rejected, with a trace that goes round', (t) => {
  let all = 0
  for (const [name, make] of Object.entries(loops)) {
    const made = withLadder.flatMap(([path, document]) => [...make(document)].map((mutant) => [path, mutant]))
    const found = certifyAll(made.map(([, mutant]) => mutant))
    const missed = made.filter(([, mutant], i) => found[i].reason !== 'loop' || !isLoop(mutant, found[i].trace))
    t.diagnostic(`${String(made.length - missed.length).padStart(4)} of ${String(made.length).padStart(4)} rejected  ${name}`)
    assert.ok(made.length > 0, name)
    assert.deepEqual(missed.slice(0, 2), [], name)
    all += made.length
  }
  t.diagnostic(`${all} mutants`)
})

test('mutants that hold a party are rejected, with the way to where', (t) => {
  for (const [name, change] of Object.entries(holds)) {
    const made = withLadder.map(([, document]) => named(document, ([steps]) => change(steps)))
    const found = certifyAll(made)
    const missed = made.filter((mutant, i) => found[i].reason !== 'no_way_out' || !isHeld(mutant, found[i].trace))
    t.diagnostic(`${String(made.length - missed.length).padStart(4)} of ${String(made.length).padStart(4)} rejected  ${name}`)
    assert.deepEqual(missed.slice(0, 2), [], name)
  }
})

test('a timer that is dropped shows in the certificate', () => {
  const document = read('lib/rules/sets/four-tiers-seven-days.json')
  assert.equal(certify(document).grade, 'time')
  delete document.ladder[1].length
  delete document.ladder[1].unit
  assert.equal(certify(document).grade, 'duty')
  delete document.ladder[0].length
  delete document.ladder[0].unit
  delete document.ladder[0].kinds
  const c = certify(document)
  assert.equal(c.grade, 'open')
  assert.ok(c.assumed.some((a) => a.what === 'open' && a.step === 1))
})

test('a right without a limit is an open wait, and the checker holds both to it', () => {
  const document = read('lib/rules/sets/four-tiers-seven-days.json')
  document.clocks = [{ name: 'ASK', zh: '请求期限', en: 'time to ask', of: 'procedure', starts: 'procedure_ended', length: 30, unit: 'days', against: 'party', extends: 'nobody', effect: 'right_lost', article: '示例', certainty: 'house' }]
  document.ladder[0].exits = [{ on: 'not_agreed', to: 'right', clock: 'ASK' }, { on: 'time_over', to: 'right', clock: 'ASK' }]
  const right = (c) => c.waits.find((w) => w.phase === 'right')
  const accepted = (c) => assert.deepEqual(objections(document, c, law), [])
  const refused = (c, change) => {
    const copy = structuredClone(c)
    change(copy)
    assert.notDeepEqual(objections(document, copy, law), [], String(change))
  }
  const limited = certify(document)
  accepted(limited)
  assert.equal(limited.grade, 'time')
  assert.deepEqual(right(limited), { by: 'right', itself: true, article: '示例', length: 30, phase: 'right', rule: 'ASK', step: 1, unit: 'days' })

  delete document.ladder[0].exits[1].clock
  const open = certify(document)
  accepted(open)
  assert.equal(open.grade, 'open')
  assert.deepEqual(right(open), { by: 'open', phase: 'right', step: 1 })
  assert.deepEqual(open.assumed.filter((a) => a.what === 'right'), [{ step: 1, what: 'right' }])
  assert.ok(open.worst.days < limited.worst.days)

  // What claims a limit, an end by time, or hides what it assumes.
  refused(open, (c) => Object.assign(right(c), { by: 'right', rule: 'ASK', length: 30, unit: 'days', itself: true }))
  refused(open, (c) => { c.grade = 'time' })
  refused(open, (c) => { c.assumed = c.assumed.filter((a) => a.what !== 'right') })
  refused(open, (c) => { c.states = c.states.filter((s) => s.phase !== 'right') })
  refused(limited, () => {})

  document.ladder[0].exits[1].clock = 'ASK'
  refused(open, () => {})
  refused(limited, (c) => { delete right(c).rule; Object.assign(right(c), { by: 'open' }) })
  refused(limited, (c) => { c.assumed = [{ step: 1, what: 'right' }] })
})

test('a year that the calendar does not know is provisional', () => {
  const document = read('lib/rules/sets/four-tiers-seven-days.json')
  assert.ok(certify(document, '2031').worst.provisional)
  assert.ok(!certify(document, '2025').worst.provisional)
})
