// A matter tried on a rule set: what can be said to happen under it, and the
// days on which something did.

import { ask } from './api'
import { type Option, type Schema, wordsOf } from './forms'
import { term } from './glossary'
import { language } from './language'
import { called, eventsOf, type Fact, type RuleSet, schemaAt, type View, wordAt } from './rules'

export interface Tried {
  on: string
  time?: string
  what: string
  label: string
}

export interface Followed {
  day: string
  time?: string
  act: string
  text: string
  at: string
  due_on?: string
  article?: string
  label: string
  why: string[]
}

/** Play it up to the end of a day. */
export async function play(which: { set?: string; document?: string }, given: string[], when: Tried[], until: string): Promise<Followed[]> {
  const body = { ...which, given, until, when: when.map(({ on, time, what }) => ({ on, what, ...(time ? { time } : {}) })) }
  return (await ask<{ items: Followed[] }>('/rules/try', { method: 'POST', body })).items
}

// What becomes of a step by itself is nobody's to say.
const byItself = new Set(['time_over', 'reclassified'])

/** What can be said to happen: events that the set speaks of, what becomes of a step, tasks that are done. */
export function happenings(set: RuleSet, schema: Schema): Option[] {
  const events = eventsOf(set)
  events.add('registered')
  if (set.ladder !== undefined || set.ladders !== undefined) for (const kind of ['session_logged', 'referral_accepted']) events.add(kind)
  const exits = set.ladder === undefined && set.ladders === undefined ? [] : wordsOf(schemaAt(schema, '/ladder/0/exits/0/on')!)
  return [
    ...[...events].sort().map((kind) => ({ value: kind, label: term('event', kind) })),
    ...exits.filter((o) => !byItself.has(String(o.value))),
    ...(set.tasks ?? []).map((task) => ({ value: `done ${task.name}`, label: called(task) })),
  ]
}

/** What can be known of the matter: facts of the set, and settings its limits are bound to. */
export interface Known {
  name: string
  label: string
  options?: Option[] // otherwise a number
  unit?: string
}

const ofFact = (f: Fact, schema: Schema, says: (key: string) => string): Known => {
  const shared: Record<string, string> = { channel: 'channel', other_forum: 'channel', source: 'source' }
  const list = shared[f.from ?? '']
  if (f.type === 'flag') return { name: f.name, label: called(f), options: ['yes', 'no'].map((value) => ({ value, label: says(value) })) }
  if (f.words?.length) return { name: f.name, label: called(f), options: f.words.map((w) => ({ value: w.name, label: called(w) })) }
  if (f.type === 'word' && list !== undefined) return { name: f.name, label: called(f), options: wordsOf(schemaAt(schema, `/clocks/0/${list}`) ?? { type: 'string' }) }
  return { name: f.name, label: called(f), ...(f.type === 'money' ? { unit: language() === 'en' ? 'yuan' : '元' } : {}) }
}

// A setting, and the member of limits that is bound to it.
const settings: [string, string][] = [['channel', 'channel'], ['kind', 'kinds'], ['category', 'categories'], ['notice', 'notice'], ['trial', 'trial'], ['referral', 'referrals'], ['ground', 'grounds']]

export function knowable(view: View, schema: Schema, says: (key: string) => string): Known[] {
  const set = view.set!
  const facts = (set.facts ?? []).filter((f) => f.table === undefined && !['attempts', 'failures', 'days_at_step', 'days_in_all', 'reported_up'].includes(f.from ?? ''))
  const bound = settings.flatMap(([name, member]) => {
    const words = [...new Set((set.clocks ?? []).flatMap((c) => (c as unknown as Record<string, string | string[] | undefined>)[member] ?? []))]
    const lists: Record<string, string> = { referral: 'referral_kind', notice: 'notice_kind', channel: 'channel', ground: 'ground' }
    const label = (word: string): string =>
      name === 'kind' ? (view.kinds?.[word] ?? word) : name === 'trial' ? wordAt(schema, '/clocks/0/trial', word) : term(lists[name] ?? '', word)
    return words.length === 0 ? [] : [{ name, label: says(name), options: words.sort().map((value) => ({ value, label: label(value) })) }]
  })
  return [...facts.map((f) => ofFact(f, schema, says)), ...bound]
}

/** How a known value is said: "difficulty is ordinary"; money is written in yuan. */
export const given = (k: Known, value: string): string => `${k.name} is ${value}${k.unit ?? ''}`
