// What bodies owe by the calendar, and the rates that they are measured by, as
// the service tells them.

import type { LocationQueryRaw } from 'vue-router'

import type { Column, Line } from './figures'

interface OfRules {
  name: string
  label: string
  rules: string // name of the set
  set_title: string
  article?: string
  certainty: string
}
export interface Duty extends OfRules {
  organisation: string
  organisation_name: string
  own: boolean
  may_report: boolean
  state: 'owed' | 'done' | 'late' | 'open'
  every?: number
  unit?: string
  due_on?: string
  behind_since?: string
  missed?: number
  last_on?: string
  n?: number
}

// Of a quota (so many in each period) there is no whole; `due` are those that
// the days asked for want of a body.
interface Share {
  part: number
  whole?: number
  due?: number
  percent?: number
  reached?: boolean
}
export interface Rate extends OfRules, Share {
  part_kinds: string[]
  whole_kinds: string[]
  at_least?: number
  quota?: number
  every?: number
  unit?: string
  months: (Share & { month: string })[]
  bodies: (Share & { organisation: string; organisation_name: string })[]
}

/** How bodies stand with a duty, the worst first. */
export const standings = ['behind', 'owed', 'open', 'done'] as const
export type Standing = (typeof standings)[number]
export const standing = (d: Duty): Standing =>
  d.behind_since !== undefined || d.state === 'late' ? 'behind' : d.state

export const keyOf = (x: OfRules): string => `${x.rules}/${x.name}`

/** The duties among `list`, each once, as columns of a table. */
export function dutiesIn(list: Duty[]): Column[] {
  const found = new Map(list.map((d) => [keyOf(d), d.label]))
  return [...found].map(([key, label]) => ({ key, label }))
}

/** How many bodies stand how with each duty. */
export function linesOfDuties(list: Duty[], columns: Column[], label: (s: Standing) => string): Line[] {
  return standings
    .map((word) => {
      const counts = columns.map((c) => list.filter((d) => keyOf(d) === c.key && standing(d) === word).length)
      return { word, label: label(word), counts, sum: counts.reduce((a, b) => a + b, 0) }
    })
    .filter((line) => line.sum > 0)
}

export type Counted = 'part' | 'whole'
export const countedIn = (rate: Rate): Counted[] => (rate.quota === undefined ? ['part', 'whole'] : ['part'])

/** What a rate counts, month by month. */
export function linesOfRate(rate: Rate, months: string[], label: (what: Counted) => string): Line[] {
  const of = (what: Counted): number[] => months.map((m) => rate.months.find((x) => x.month === m)?.[what] ?? 0)
  return countedIn(rate).map((word) => ({ word, label: label(word), counts: of(word), sum: rate[word] ?? 0 }))
}

/** The first of the months, up to the last that has any, in which it was not reached; undefined: it is reached. */
export function behindSince(rate: Rate): string | undefined {
  const known = rate.months.filter((m) => m.reached !== undefined)
  const last = known.map((m) => m.reached).lastIndexOf(true)
  return known[last + 1]?.month
}

/** The list of the entries behind a number. */
export const entriesOf = (rate: Rate, what: string | null, span: { from: string; to: string }, body?: string): LocationQueryRaw => ({
  of: 'entries',
  kinds: (what === 'part' ? rate.part_kinds : rate.whole_kinds).join(','),
  ...span,
  ...(body === undefined ? {} : { body }),
})
