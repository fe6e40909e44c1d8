// Changes of a rule set that its traces must notice: each figure by one up and
// down, each unit and start event for another, each operator for its opposite;
// what a rate or a fact counts, what meets, stops, pauses or resumes a limit, what expiry does, where an exit leads, what a guard bars.
// A change is {at, what, change}; what the program refuses to read is no change.

const figures = new Set([
  'length', 'attempts', 'attempts_least', 'accept_length', 'every', 'weekday', 'times', 'people_most', 'points', 'within', 'percent', 'quota',
  'extension_most', 'extension_times', 'at_least', 'at_most', 'above', 'below',
])
const lists = new Set(['days', 'warn', 'warn_share', 'warn_after'])
const units = new Set(['unit', 'accept_unit', 'every_unit'])
const otherUnit = {
  minutes: 'hours', hours: 'minutes', days: 'working_days', working_days: 'days', months: 'years', years: 'months', at_once: 'same_day', same_day: 'at_once',
}

// A start event that is not this one: of the document's, else these.
function otherStart(starts, all) {
  return [...all, 'registered', 'accepted', 'procedure_opened'].find((kind) => kind !== starts && kind !== 'clock_fired')
}

// The parts that carry rules; the rest of a document is not carried by traces.
const parts = ['facts', 'tables', 'ladder', 'ladders', 'overall', 'clocks', 'tasks', 'rates', 'guards']

function* objects(v, at, get) {
  if (v === null || typeof v !== 'object') return
  if (!Array.isArray(v)) yield { item: v, at, get }
  for (const [k, inner] of Object.entries(v)) yield* objects(inner, `${at}/${k}`, (d) => get(d)[k])
}

function* ofFigures({ item, at, get }) {
  for (const [k, v] of Object.entries(item)) {
    if (figures.has(k) && typeof v === 'number' && !(k === 'length' && v === 0))
      for (const by of [-1, 1]) yield { at: `${at}/${k}`, what: `${v} → ${v + by}`, change: (d) => (get(d)[k] += by) }
    if (lists.has(k))
      for (const [i, n] of v.entries())
        for (const by of [-1, 1]) yield { at: `${at}/${k}/${i}`, what: `${n} → ${n + by}`, change: (d) => (get(d)[k][i] += by) }
  }
}

function* ofUnits({ item, at, get }) {
  for (const [k, v] of Object.entries(item)) {
    if (!units.has(k) || !otherUnit[v] || item.words || item.counts) continue
    yield { at: `${at}/${k}`, what: `${v} → ${otherUnit[v]}`, change: (d) => (get(d)[k] = otherUnit[v]) }
  }
}

function* ofStarts({ item, at, get }, all) {
  if (typeof item.starts === 'string' && item.starts !== 'clock_fired') {
    const other = otherStart(item.starts, all.starts)
    yield { at: `${at}/starts`, what: `${item.starts} → ${other}`, change: (d) => (get(d).starts = other) }
  }
  for (const [i, kind] of (item.starts_also ?? []).entries())
    yield { at: `${at}/starts_also/${i}`, what: `without ${kind}`, change: (d) => { get(d).starts_also.splice(i, 1); if (!get(d).starts_also.length) delete get(d).starts_also } }
}

function* ofTests({ item, at, get }) {
  for (const [i, test] of (item.when ?? []).entries()) {
    const place = `${at}/when/${i}`
    const of = (d) => get(d).when[i]
    if (item.when.length > 1) yield { at: place, what: 'and → or (without this test)', change: (d) => get(d).when.splice(i, 1) }
    if (test.yes || test.no)
      yield { at: place, what: 'yes ↔ no', change: (d) => { const t = of(d); [t.yes, t.no] = [t.no, t.yes]; for (const k of ['yes', 'no']) if (!t[k]) delete t[k] } }
    if (test.any_of || test.none_of)
      yield { at: place, what: 'any of ↔ none of', change: (d) => { const t = of(d); [t.any_of, t.none_of] = [t.none_of, t.any_of]; for (const k of ['any_of', 'none_of']) if (!t[k]) delete t[k] } }
    for (const [one, other] of [['above', 'at_least'], ['at_least', 'above'], ['below', 'at_most'], ['at_most', 'below']])
      if (test[one] && !test[other]) yield { at: place, what: `${one} → ${other}`, change: (d) => { const t = of(d); t[other] = t[one]; delete t[one] } }
  }
}

function* ofOperators({ item, at, get }) {
  if (item.attempts && (item.length || item.lengths))
    yield { at: `${at}/both`, what: item.both ? 'and → or' : 'or → and', change: (d) => { const s = get(d); if (s.both) delete s.both; else s.both = true } }
  if (item.attempts_over) {
    const other = item.attempts_over === 'step' ? 'ladder' : 'step'
    yield { at: `${at}/attempts_over`, what: `${item.attempts_over} → ${other}`, change: (d) => (get(d).attempts_over = other) }
  }
  if (item.hit === 'first' && item.rows.length > 1) yield { at: `${at}/rows`, what: 'rows in reverse order', change: (d) => get(d).rows.reverse() }
  if (item.hit === 'sum') for (const [i] of item.rows.entries()) yield { at: `${at}/rows/${i}`, what: 'without this row', change: (d) => get(d).rows.splice(i, 1) }
}

// Of a rate: each kind of event for one that it does not count, and without it.
function* ofRates({ item, at, get }) {
  for (const k of ['part', 'whole'])
    for (const [i, kind] of (item[k] ?? []).entries()) {
      yield { at: `${at}/${k}/${i}`, what: `${kind} → noted`, change: (d) => (get(d)[k][i] = 'noted') }
      if (item[k].length > 1) yield { at: `${at}/${k}/${i}`, what: `without ${kind}`, change: (d) => get(d)[k].splice(i, 1) }
    }
}

// Of limits: each kind of event that ends or pauses them, and of facts each that
// they count, for one that does neither; and without it.  What is owed at once
// is over when it begins: a course does not tell who does it afterwards.
function* ofEvents({ item, at, get }) {
  if (item.unit === 'at_once') return
  for (const k of ['meets', 'stops', 'pauses', 'resumes', 'restarts', 'counts'])
    for (const [i, kind] of (Array.isArray(item[k]) ? item[k] : []).entries()) {
      const other = kind === 'noted' ? 'visit_recorded' : 'noted'
      yield { at: `${at}/${k}/${i}`, what: `${kind} → ${other}`, change: (d) => (get(d)[k][i] = other) }
      if (item[k].length > 1) yield { at: `${at}/${k}/${i}`, what: `without ${kind}`, change: (d) => get(d)[k].splice(i, 1) }
      else yield { at: `${at}/${k}`, what: 'without any', change: (d) => delete get(d)[k] }
    }
}

const otherEffect = { overdue: 'task', task: 'overdue', right_lost: 'lapse', lapse: 'right_lost', escalate: 'overdue' }
const otherTarget = { next: 'outlets', step: 'outlets', stays: 'ends', ends: 'outlets', outlets: 'ends', channel: 'outlets', right: 'reasons', reasons: 'ends' }
const targets = ['step', 'channel', 'clock']

// Of limits and tasks: what expiry does.  Of exits: where they lead.  Of guards:
// what they bar, and the channel they send to.
function* ofEffects({ item, at, get }, all) {
  if (otherEffect[item.effect]) yield { at: `${at}/effect`, what: `${item.effect} → ${otherEffect[item.effect]}`, change: (d) => (get(d).effect = otherEffect[item.effect]) }
  if (item.bars) {
    const other = item.bars === 'nothing' ? 'closing' : 'nothing'
    yield { at: `${at}/bars`, what: `${item.bars} → ${other}`, change: (d) => (get(d).bars = other) }
  }
  if (item.on && item.to) {
    const other = otherTarget[item.to]
    yield { at: `${at}/to`, what: `${item.to} → ${other}`, change: (d) => { const x = get(d); x.to = other; for (const k of targets) delete x[k] } }
  }
  if (!item.to && !item.bars) return
  const others = { step: all.steps, channel: ['people', 'suit'], clock: all.clocks }
  for (const k of targets) {
    const other = item[k] && others[k].find((name) => name !== item[k])
    if (other) yield { at: `${at}/${k}`, what: `${item[k]} → ${other}`, change: (d) => (get(d)[k] = other) }
  }
}

// What a document names: start events, steps, limits.
function names(document) {
  const of = (part, name) => [...new Set([...objects(part, '', () => 0)].map(({ item }) => item[name]).filter((n) => typeof n === 'string'))]
  const steps = [document.ladder ?? [], ...(document.ladders ?? []).map((l) => l.steps)]
  return { starts: of(parts.map((part) => document[part]), 'starts'), steps: of(steps, 'name'), clocks: (document.clocks ?? []).map((c) => c.name) }
}

export function mutations(document) {
  const found = []
  const all = names(document)
  for (const part of parts)
    for (const o of objects(document[part], `/${part}`, (d) => d[part]))
      for (const of of [ofFigures, ofUnits, ofStarts, ofTests, ofOperators, ofRates, ofEvents, ofEffects]) found.push(...of(o, all))
  return found.map(({ at, what, change }) => {
    const copy = structuredClone(document)
    change(copy)
    return { at, what, document: copy }
  })
}
