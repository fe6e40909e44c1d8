// A checker of certificates of rule sets, made from the description at the head
// of lib/rules/certify.h and graph.h and sharing nothing with the program.
//
//   objections(document, certificate, law)  everything that does not hold
//   isLoop(document, trace)                 does the trace go round?
//
// `law` is the list of shipped documents that are on by default.

import { calendar, count, table } from '../reference/calendar.mjs'

const known = calendar()
const END = 'end'
const OWN = ['party_asks', 'refused', 'withdrawn']
// The exits of limits that are over: they lead on from every held step.
const limitsOf = new WeakMap()
function ladderOf(document, no) {
  const steps = no === 0 ? document.ladder ?? [] : document.ladders[no - 1].steps
  limitsOf.set(steps, (document.clocks ?? []).flatMap((c) => c.then ?? (c.effect === 'ends' ? [{ on: 'time_over', to: 'next' }] : [])).filter((x) => x.on === 'time_over'))
  return steps
}
const ladders = (document) => [0, ...(document.ladders ?? []).map((_, i) => i + 1)]
const timedExits = (steps) => steps.flatMap((s) => (s.exits ?? []).filter((x) => x.times > 0))
const isTimed = (s) => s.length > 0 || s.unit !== undefined || s.lengths !== undefined

const state = (step, phase, used) => ({ step, phase, used })
const keyOf = (ladder, s) => (s === END ? END : JSON.stringify([ladder, s.step, s.phase, s.used]))

const into = (steps, step, used, how) => (step < 0 || step >= steps.length ? END : state(step, ['at_once', 'designated'].includes(how) ? 'held' : 'offered', used))

/** Everything that can happen in a state: [what, state after it]. */
function moves(steps, at) {
  const list = own(steps, at)
  for (const [i, step] of steps.entries()) if (i > at.step && step.when?.length) list.push(['reclassified', state(i, 'held', at.used)])
  if (at.phase !== 'held') return list
  for (const x of limitsOf.get(steps)) {
    if (x.to === 'next') list.push(['time_over', into(steps, at.step + 1, at.used, x.how)])
    else if (x.to === 'step') list.push(['time_over', into(steps, steps.findIndex((s) => s.name === x.step), at.used, x.how)])
    else if (!['right', 'stays', 'reasons'].includes(x.to)) list.push(['time_over', END])
  }
  return list
}

/** Those that the step itself names, and the usual ones. */
function own(steps, at) {
  const timed = timedExits(steps)
  const to = (step, used, how) => into(steps, step, used, how)
  if (at.phase === 'offered') return [['accepted', { ...at, phase: 'held' }], ['withdrawn', END]]
  if (at.phase === 'right') return [['acts', to(at.step + 1, at.used)], ['expires', END]]
  const step = steps[at.step]
  const next = to(at.step + 1, at.used)
  const usual = { agreed: END, not_agreed: next, party_asks: END, refused: END, withdrawn: END }
  if (isTimed(step) && !step.time_only_warns) usual.time_over = next
  const list = []
  for (const on of new Set([...Object.keys(usual), ...['absent', 'at_risk', 'unsatisfied', 'decided', 'reclassified']])) {
    let sure = false
    for (const x of (step.exits ?? []).filter((x) => x.on === on)) {
      const i = timed.indexOf(x)
      if (sure || (i >= 0 && at.used[i] === x.times)) continue
      const used = at.used.map((u, k) => (k === i ? u + 1 : u))
      sure = !x.when?.length
      if (x.to === 'next') list.push([on, to(at.step + 1, used, x.how)])
      else if (x.to === 'step') list.push([on, to(steps.findIndex((s) => s.name === x.step), used, x.how)])
      else if (x.to === 'stays') list.push([on, { ...at, used }])
      else if (x.to === 'right') list.push([on, state(at.step, 'right', used)])
      else if (x.to !== 'reasons') list.push([on, END])
    }
    // An exit for a time that never comes is none.
    if (on === 'time_over' && !usual.time_over) while (list.at(-1)?.[0] === on) list.pop()
    if (!sure && usual[on]) list.push([on, usual[on]])
  }
  return list
}

const entries = (steps) => steps.flatMap((s, i) => (i === 0 || s.when?.length ? [state(i, 'held', timedExits(steps).map(() => 0))] : []))

function reachable(steps, ladder) {
  const seen = new Map()
  const open = entries(steps)
  for (const s of open) {
    const key = keyOf(ladder, s)
    if (s === END || seen.has(key)) continue
    seen.set(key, s)
    open.push(...moves(steps, s).map(([, to]) => to))
  }
  return seen
}

// ---- waits ----

const channels = table('body_channel.tsv')
const MEDIATING = ['people', 'administrative', 'assigned', 'entrusted', 'in_court']

/** Bodies of the step with the channels in which they mediate: people's first. */
function mediatesIn(step) {
  const all = channels.filter((c) => step.kinds?.includes(c.kind) && MEDIATING.includes(c.channel))
  return all.some((c) => c.channel === 'people') ? all.filter((c) => c.channel === 'people') : all
}

function limitsFor(step, sets) {
  const own = mediatesIn(step).map((c) => c.channel)
  return sets.flatMap((set) => set.clocks ?? []).filter((c) =>
    c.of === 'procedure' && own.includes(c.channel) && (!c.kinds?.length || c.kinds.some((k) => step.kinds.includes(k))) &&
    !c.when?.length && !c.categories?.length && !c.trial && ['accepted', 'procedure_opened'].includes(c.starts) && c.meets?.includes('procedure_ended'))
}

/** Is this what bounds the wait?  Text of the objection, if not. */
function waitObjection(document, wait, law) {
  const step = ladderOf(document, wait.ladder ?? 0)[wait.step - 1]
  const limits = limitsFor(step, [document, ...law])
  const is = (x) => (x.length ?? 0) === (wait.length ?? 0) && x.unit === wait.unit
  const rows = (name) => (document.tables ?? []).filter((t) => t.name === name).flatMap((t) => [...t.rows, ...(t.otherwise ? [t.otherwise] : [])])
  const same = (x) => is(x) || rows(x.lengths).some(is)
  if (wait.phase === 'offered')
    return (step.accept_unit ? wait.by === 'accept' && (step.accept_length ?? 0) === (wait.length ?? 0) && step.accept_unit === wait.unit : wait.by === 'at_once') ? '' : 'accepting'
  if (wait.phase === 'right') {
    // A limit holds for all of it only if every way into the right names one.
    const named = step.exits.filter((x) => x.to === 'right').map((x) => (document.clocks ?? []).find((c) => x.clock && c.name === x.clock))
    if (named.includes(undefined)) return wait.by === 'open' && !wait.unit ? '' : 'a right without a limit'
    return wait.by === 'right' && named.some((c) => c.name === wait.rule && same(c)) ? '' : 'right'
  }
  if (isTimed(step)) return wait.by === 'step' && same(step) ? '' : 'time of the step'
  if (limits.length === 0) return wait.by === 'open' ? '' : 'open'
  // By itself only where the law ends what every body of the step may be doing.
  const bounding = limits.filter((c) => c.name === wait.rule && same(c))
  const itself = (c) => c.effect === 'ends' && mediatesIn(step).every((m) => m.channel === c.channel && (!c.kinds?.length || c.kinds.includes(m.kind)))
  return wait.by === 'limit' && bounding.some((c) => itself(c) === Boolean(wait.itself)) ? '' : 'limit'
}

// ---- the latest end ----

const UNITS = { days: 'days', working_days: 'working', months: 'months', years: 'months' }
const memo = new Map()

/** Last day of the wait that begins on `day`; a step's own time does not roll. */
function lastDay(wait, day, rolls) {
  if (!wait.unit || wait.unit === 'at_once' || wait.unit === 'same_day') return { date: day, provisional: false }
  const key = `${wait.length} ${wait.unit} ${day} ${rolls}`
  if (!memo.has(key)) {
    const found = count(known, UNITS[wait.unit], day, wait.length * (wait.unit === 'years' ? 12 : 1))
    memo.set(key, rolls || !found.raw ? found : { ...found, date: found.raw })
  }
  return memo.get(key)
}

const following = (date) => new Date(Date.parse(`${date}T00:00:00Z`) + 86400000).toISOString().slice(0, 10)
const daysBetween = (a, b) => Math.round((Date.parse(b) - Date.parse(a)) / 86400000)

/** The latest day on which a matter that begins on `start` is over. */
function latestEnd(ladder, steps, certificate, start, rollsOf) {
  const wait = (s) => certificate.waits.find((w) => (w.ladder ?? 0) === ladder && w.step === s.step + 1 && w.phase === s.phase)
  const seen = new Map()
  const from = (s, day) => {
    if (s === END) return day
    const key = `${keyOf(ladder, s)} ${day}`
    if (!seen.has(key)) {
      const w = wait(s)
      seen.set(key, moves(steps, s).map(([, to]) => from(to, lastDay(w, day, rollsOf(w)).date)).sort().at(-1))
    }
    return seen.get(key)
  }
  return entries(steps).map((s) => from(s, start)).sort().at(-1)
}

function worstObjections(document, certificate, rollsOf, step) {
  const { worst } = certificate
  const found = []
  if (!worst) return ladders(document).some((l) => ladderOf(document, l).length > 0) ? ['no latest end'] : []
  const say = (why) => found.push(`latest end: ${why}`)
  if (!worst.starts.startsWith(String(certificate.year))) say('begins in another year')
  if (daysBetween(worst.starts, worst.ends) !== worst.days) say('days')
  if (worst.path[0].day !== worst.starts || worst.path.at(-1).day !== worst.ends) say('path')
  for (const [i, hop] of worst.path.slice(0, -1).entries()) {
    const wait = certificate.waits.find((w) => (w.ladder ?? 0) === (hop.ladder ?? 0) && w.step === hop.step && w.phase === hop.phase)
    if (lastDay(wait, hop.day, rollsOf(wait)).date !== worst.path[i + 1].day) say(`day ${i + 1} is ${worst.path[i + 1].day}`)
  }
  if (!follows(document, worst.path).ok) say('no such path')
  for (const ladder of ladders(document)) {
    const steps = ladderOf(document, ladder)
    if (steps.length === 0) continue
    for (let day = `${certificate.year}-01-01`; day.startsWith(String(certificate.year)); day = step(day)) {
      const end = latestEnd(ladder, steps, certificate, day, rollsOf)
      if (daysBetween(day, end) > worst.days) { say(`from ${day} it takes to ${end}`); return found }
    }
  }
  return found
}

// ---- paths ----

/** Walk along hops; gives the states that the last one may be, and all before. */
function follows(document, hops) {
  const ladder = hops[0].ladder ?? 0
  const steps = ladderOf(document, ladder)
  const is = (hop, s) => (s === END ? !hop.step : hop.step === s.step + 1 && hop.phase === s.phase)
  let here = entries(steps).filter((s) => is(hops[0], s)).map((s) => [s])
  for (const [i, hop] of hops.slice(1).entries())
    here = here.flatMap((path) => moves(steps, path.at(-1)).filter(([on, to]) => on === hops[i].on && is(hop, to)).map(([, to]) => [...path, to]))
  return { ok: here.length > 0, paths: here, ladder }
}

export function isLoop(document, trace) {
  const { paths, ladder } = follows(document, trace)
  return paths.some((p) => p.slice(0, -1).some((s) => keyOf(ladder, s) === keyOf(ladder, p.at(-1))))
}

/** Does the trace come to a held step where a party's own word does not lead out? */
export function isHeld(document, trace) {
  const { paths, ladder } = follows(document, trace)
  return paths.some((p) => {
    const own = moves(ladderOf(document, ladder), p.at(-1)).filter(([on]) => on === trace.at(-1).on)
    return OWN.includes(trace.at(-1).on) && (own.length === 0 || own.some(([, to]) => to !== END && to.phase !== 'right'))
  })
}

export function objections(document, certificate, law) {
  const found = []
  const rank = new Map((certificate.states ?? []).map((s) => [keyOf(s.ladder ?? 0, state(s.step - 1, s.phase, (s.used ?? []).map((u) => u - 1))), s.rank]))
  for (const ladder of ladders(document)) {
    const steps = ladderOf(document, ladder)
    for (const [key, s] of reachable(steps, ladder)) {
      const list = moves(steps, s)
      if (!rank.has(key)) found.push(`no rank of ${key}`)
      if (list.length === 0) found.push(`nothing can happen at ${key}`)
      for (const [on, to] of list)
        if (to !== END && !(rank.get(keyOf(ladder, to)) < rank.get(key))) found.push(`${key} -${on}-> ${keyOf(ladder, to)} lowers no rank`)
      if (s.phase === 'held')
        for (const on of OWN) {
          const own = list.filter(([what]) => what === on)
          if (own.length === 0 || own.some(([, to]) => to !== END && to.phase !== 'right')) found.push(`${key} holds a party: ${on}`)
        }
      const wait = (certificate.waits ?? []).find((w) => (w.ladder ?? 0) === ladder && w.step === s.step + 1 && w.phase === s.phase)
      const why = wait ? waitObjection(document, wait, law) : 'none'
      if (why) found.push(`wait at ${key}: ${why}`)
    }
  }
  // What is left open is assumed, and what is assumed so is left open.
  const places = (list) => list.map((x) => `${x.ladder ?? 0}/${x.step}/${x.phase ?? (x.what === 'right' ? 'right' : 'held')}`).sort().join()
  const left = (certificate.waits ?? []).filter((w) => w.by === 'open')
  const assumed = (certificate.assumed ?? []).filter((a) => ['open', 'right'].includes(a.what))
  if (places(left) !== places(assumed)) found.push(`open waits ${places(left)}, assumed ${places(assumed)}`)
  const open = left.length > 0
  const duty = (certificate.waits ?? []).some((w) => w.by === 'accept' || (['step', 'limit'].includes(w.by) && !w.itself))
  if (certificate.grade !== (open ? 'open' : duty ? 'duty' : 'time')) found.push(`grade ${certificate.grade}`)
  const rollsOf = (w) => Boolean(w.rule && [document, ...law].flatMap((s) => s.clocks ?? []).find((c) => c.name === w.rule)?.roll)
  return [...found, ...worstObjections(document, certificate, rollsOf, following)]
}
