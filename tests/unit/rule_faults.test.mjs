// `hejie rules check` against a generator of faults: every operator over every
// shipped set and the example that says everything; the share found is printed
// for each operator.  Edits that change no meaning raise nothing.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { operators } from './rule_operators.mjs'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const folder = mkdtempSync(join(tmpdir(), 'hejie-faults-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const sets = [
  ...readdirSync(join(root, 'lib/rules/sets'), { recursive: true })
    .filter((name) => name.endsWith('.json'))
    .map((name) => `lib/rules/sets/${name}`),
  'tests/unit/rule_sets/everything.json',
].map((path) => [path, JSON.parse(readFileSync(join(root, path), 'utf8'))])

// Faults of each document: [{at, kind}], by one run for many.
function check(documents) {
  const found = []
  for (let from = 0; from < documents.length; from += 200) {
    const some = documents.slice(from, from + 200)
    const files = some.map((text, i) => {
      const file = join(folder, `${i}.json`)
      writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text))
      return file
    })
    const run = spawnSync(binary, ['--language', 'en', 'rules', 'check', ...files], { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 })
    assert.ok(run.status === 0 || run.status === 3, run.stderr)
    const lines = run.stdout.split('\n').filter((l) => l.startsWith(folder))
    assert.equal(run.status, lines.length > 0 ? 3 : 0)
    for (const file of files)
      found.push(
        lines
          .filter((l) => l.startsWith(`${file}#`))
          .map((l) => {
            const [, at, kind] = /^#(\S*): .*\((\w+)\)$/.exec(l.slice(file.length))
            return { at, kind }
          }),
      )
  }
  return found
}

const broken = (document, change) => {
  const copy = structuredClone(document)
  change(copy)
  return copy
}
const tells = (faults, kind, place) => faults.some((f) => f.kind === kind && f.at.startsWith(place))

test('a member too many hides no other fault', () => {
  const [, document] = sets.find(([path]) => path.endsWith('/three-two-one-b.json'))
  const [found] = check([broken(document, (d) => {
    d.extra = 1
    d.certainty = 'Q'
    d.ladder[0].extra = { deep: [1] }
    d.ladder[0].kinds = ['moon']
    d.tasks[0].starts = 'nothing_such'
    d.outlets = ['信访']
  })])
  assert.deepEqual(found.map((f) => `${f.kind} ${f.at}`).sort(), [
    'no_way_out /outlets', 'shape /extra', 'shape /ladder/0/extra',
    'unknown /certainty', 'unknown /ladder/0/kinds/0', 'unknown /tasks/0/starts',
  ])
})

test('what an editor leaves in front, or nothing at all, is called so', () => {
  const at = join(folder, 'mark.json')
  const said = (bytes) => {
    writeFileSync(at, bytes)
    return spawnSync(binary, ['--language', 'en', 'rules', 'check', at], { encoding: 'utf8', cwd: root }).stdout
  }
  assert.match(said('\ufeff{}'), /byte order mark/)
  assert.match(said(''), /empty/)
})

test('shipped sets raise nothing', () => {
  const found = check(sets.map(([, document]) => document))
  for (const [i, [path]] of sets.entries()) assert.deepEqual(found[i], [], path)
})

test('every fault of every operator is found, at its place', (t) => {
  let all = 0
  const missed = []
  for (const [name, kind, places] of operators) {
    const made = sets.flatMap(([path, document]) => [...places(document)].map(([change, place]) => ({ path, place, document: broken(document, change) })))
    const found = check(made.map((m) => m.document))
    const misses = made.filter((m, i) => !tells(found[i], kind, m.place))
    t.diagnostic(`${kind.padEnd(12)} ${String(made.length - misses.length).padStart(4)} of ${String(made.length).padStart(4)}  ${name}`)
    assert.ok(made.length > 0, name)
    for (const m of misses) missed.push(`${name}: ${m.path}#${m.place} ${JSON.stringify(found[made.indexOf(m)])}`)
    all += made.length
  }
  t.diagnostic(`${all - missed.length} of ${all} faults found`)
  assert.deepEqual(missed.slice(0, 10), [])
  assert.ok(all >= 1000)
})

test('several faults are all told at once', () => {
  const kinds = ['unknown', 'no_text', 'no_end', 'contrary', 'obstacle']
  const [, document] = sets.at(-1)
  const chosen = kinds.map((k) => {
    const [, kind, places] = operators.find(([, kind]) => kind === k)
    return [kind, ...[...places(document)].at(-1)]
  })
  const copy = structuredClone(document)
  for (const [, change] of chosen) change(copy)
  const [found] = check([copy])
  for (const [kind, , place] of chosen) assert.ok(tells(found, kind, place), `${kind} ${place}`)
  const [shapes] = check([{ ...document, surprise: 1, more: 2, area: 5, valid_from: 'soon' }])
  assert.deepEqual(shapes.map((f) => f.at).sort(), ['/area', '/more', '/surprise', '/valid_from'])
})

test('what is no JSON, empty, too deep or too long is told, not crashed on', () => {
  const deep = '['.repeat(1000)
  for (const found of check(['', '{', '[]', 'null', '{"a":', `{"clocks":${deep}`, `"${'x'.repeat(400000)}"`])) assert.equal(found.length, 1)
})

// A seeded generator, so that a failure can be seen again.
let state = 20260101
const random = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648
  return Math.floor((state / 2147483648) * n)
}
const shuffled = (list) => list.map((v) => [random(1 << 30), v]).sort((a, b) => a[0] - b[0]).map(([, v]) => v)
const reordered = (value) =>
  Array.isArray(value) ? value.map(reordered)
  : value && typeof value === 'object' ? Object.fromEntries(shuffled(Object.entries(value)).map(([k, v]) => [k, reordered(v)]))
  : value
function everywhere(value, change) {
  if (value === null || typeof value !== 'object') return value
  change(value)
  for (const v of Object.values(value)) everywhere(v, change)
  return value
}

const edits = {
  'members in another order': (d) => reordered(d),
  'white space and escapes': (d) => JSON.stringify(d, null, random(8)).replace(/[一-鿿]/g, (c) => (random(2) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)),
  'lists of alternatives in another order': (d) => everywhere(d, (o) => { for (const k of ['meets', 'stops', 'categories', 'any_of', 'none_of', 'joint', 'grounds', 'replaces', 'needs', 'counts']) if (o[k]) o[k] = shuffled(o[k]) }),
  'rules in another order': (d) => { for (const k of ['clocks', 'tasks', 'guards', 'rates', 'duties', 'matters', 'ways']) if (d[k]) d[k] = shuffled(d[k]); return d },
  'bounds written otherwise': (d) => everywhere(d, (o) => {
    if (!o.fact) return // a bound of a test
    if (o.at_least > 1) { o.above = o.at_least - 1; delete o.at_least } else if (o.above) { o.at_least = o.above + 1; delete o.above }
    if (o.below > 1) { o.at_most = o.below - 1; delete o.below } else if (o.at_most) { o.below = o.at_most + 1; delete o.at_most }
  }),
  'steps and tables under other names': (d) => {
    const map = new Map([...(d.tables ?? []), ...(d.ladder ?? [])].filter((x) => x.name).map((x) => [x.name, `n_${x.name}`]))
    return everywhere(d, (o) => { for (const k of ['table', 'lengths', 'step']) if (map.has(o[k])) o[k] = map.get(o[k]); if (map.has(o.name) && !o.type && !o.does && !o.bars) o.name = map.get(o.name) })
  },
  'other words for people': (d) => everywhere(d, (o) => { for (const k of ['zh', 'en', 'title_zh', 'title_en']) if (typeof o[k] === 'string') o[k] += ' *' }),
  'false instead of absent': (d) => { d.history_counts ??= false; return everywhere(d, (o) => { if (o.starts && o.against) o.once ??= false }) },
}

test('500 edits that change no meaning raise nothing', (t) => {
  const made = []
  const names = Object.keys(edits)
  while (made.length < 500) {
    const name = names[made.length % names.length]
    const [path, document] = sets[random(sets.length)]
    made.push([name, path, edits[name](structuredClone(document))])
  }
  const found = check(made.map(([, , document]) => document))
  const raised = made.map(([name, path], i) => [name, path, found[i]]).filter(([, , f]) => f.length > 0)
  t.diagnostic(`${made.length - raised.length} of ${made.length} raise nothing`)
  assert.deepEqual(raised.slice(0, 5), [])
})
