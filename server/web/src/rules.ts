// Rule sets as the rules desk reads them, and their parts in words.  What
// members and their words are called comes from the schema of rule sets.

import { ask, type Done, freshKey } from './api'
import { type Option, type Schema, wordsOf } from './forms'
import { language, listed } from './language'

export interface OnShelf {
  id: string
  name: string
  title: string
  place: string // name of the set in whose place it stands, or its own
  area: string
  valid_from: string
  valid_to?: string
  label: string
  on_by_default: boolean
  steps: number
  clocks: number
  counties: string[]
}

export interface Sentence {
  at: string
  text: string
  article?: string
  label: string
}

export interface ChartNode {
  kind: 'begin' | 'step' | 'right' | 'channel' | 'settled' | 'outlets' | 'over'
  label: string
  more?: string
  at?: string
}

export interface ChartEdge {
  from: number
  to: number
  on: string
  label: string
  text: string
  at?: string
  conditional?: boolean
  times?: number
}

export interface Chart {
  at: string
  label?: string
  more?: string
  nodes: ChartNode[]
  edges: ChartEdge[]
}

export interface Fault {
  at: string
  kind: string
  text: string
  what?: string
}

export interface Certificate {
  grade: string
  label: string
  year: number
  latest?: string
  days?: number
  waits: string[]
  assumed: string[]
  path: string[]
}

export interface Test {
  fact: string
  any_of?: string[]
  none_of?: string[]
  at_least?: number
  above?: number
  at_most?: number
  below?: number
  yes?: boolean
  no?: boolean
  unknown?: boolean
}

interface Called {
  name: string
  zh: string
  en: string
}

export interface Fact extends Called {
  type: 'flag' | 'number' | 'money' | 'word'
  words?: Called[]
  from?: string
  by?: string
  table?: string
}

export interface TableRow {
  when?: Test[]
  gives?: string
  points?: number
  length?: number
  unit?: string
}

export interface Table extends Called {
  hit: string
  rows: TableRow[]
  otherwise?: TableRow
}

export interface Clock extends Called {
  starts?: string
  meets?: string[]
  length?: number
  unit?: string
  lengths?: string
  effect?: string
  extends?: string
  article?: string
  certainty?: string
}

/** A document; what is not read here by name is there all the same. */
export interface RuleSet {
  name: string
  title_zh: string
  title_en: string
  source: string
  area: string
  valid_from: string
  valid_to?: string
  reading?: string
  facts?: Fact[]
  tables?: Table[]
  clocks?: Clock[]
  tasks?: Called[]
  ladder?: unknown[]
  [member: string]: unknown
}

export interface View {
  id?: string
  label?: string
  set?: RuleSet
  kinds?: Record<string, string>
  categories?: Record<string, string> // of disputes; readCategories()
  sentences?: Sentence[]
  charts?: Chart[]
  faults: Fault[]
}

/** The categories of disputes that a rule set may name, by their codes. */
export async function readCategories(): Promise<Record<string, string>> {
  const { items } = await ask<{ items: { set: string; code: string; zh: string; en: string }[] }>('/categories')
  return Object.fromEntries(items.filter((c) => c.set === 'moj').map((c) => [c.code, called(c)]))
}

let schema: Promise<Schema> | undefined

/** How a rule set is written, with what each member is called. */
export function readSchema(): Promise<Schema> {
  schema ??= ask<Schema>('/rules/schema').catch((error: unknown) => {
    schema = undefined
    throw error
  })
  return schema
}

/** The part of the schema that a place is described by: "/ladder/0/exits". */
export function schemaAt(whole: Schema, at: string): Schema | undefined {
  let part: Schema | undefined = whole
  for (const step of at.split('/').slice(1)) part = /^\d+$/.test(step) ? part?.items : part?.properties?.[step]
  return part
}

/** What a word of the member at `at` is called. */
export function wordAt(whole: Schema, at: string, word: string | undefined): string {
  const words: Option[] = wordsOf(schemaAt(whole, at) ?? { type: 'string' })
  return word === undefined ? '' : (words.find((w) => w.value === word)?.label ?? word)
}

export const called = (thing: { zh: string; en: string }): string => (language() === 'en' ? thing.en : thing.zh)
export const titleOfSet = (set: RuleSet): string => (language() === 'en' ? set.title_en : set.title_zh)

const wordOf = (fact: Fact | undefined, name: string): string => {
  const word = fact?.words?.find((w) => w.name === name)
  return word === undefined ? name : called(word)
}
const sum = (fact: Fact | undefined, n: number): string => (fact?.type === 'money' ? `${n / 100}` : `${n}`)

/** A test in a cell of a table: "≥ 3", "一般、复杂". */
export function testText(test: Test, fact: Fact | undefined, says: (key: string) => string): string {
  const list = (words: string[] | undefined): string => listed((words ?? []).map((w) => wordOf(fact, w)))
  const parts = [
    test.any_of && list(test.any_of),
    test.none_of && `≠ ${list(test.none_of)}`,
    test.at_least !== undefined && `≥ ${sum(fact, test.at_least)}`,
    test.above !== undefined && `> ${sum(fact, test.above)}`,
    test.at_most !== undefined && `≤ ${sum(fact, test.at_most)}`,
    test.below !== undefined && `< ${sum(fact, test.below)}`,
    test.yes && says('yes'),
    test.no && says('no'),
    test.unknown && says('unknown'),
  ]
  return parts.filter((p) => typeof p === 'string').join(' ')
}

// Members that hold kinds of events, wherever they stand in a document.
const ofEvents = new Set(['starts', 'starts_also', 'meets', 'stops', 'pauses', 'resumes', 'restarts', 'counts', 'part', 'whole'])

/** The kinds of events that a document speaks of. */
export function eventsOf(part: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(part)) for (const item of part) eventsOf(item, found)
  else if (part !== null && typeof part === 'object')
    for (const [name, value] of Object.entries(part))
      if (!ofEvents.has(name)) eventsOf(value, found)
      else for (const kind of Array.isArray(value) ? value : [value]) found.add(String(kind))
  return found
}

// ---- sets of a county: from a draft to being in force ----

/** One of a county's own sets, as the list has it. */
export interface OnTheWay {
  id: string
  stage: string
  county: string
  title_zh: string
  title_en: string
  from?: string
}

/** How far it has come. */
export interface Progress {
  id: string // of its document
  stream: string
  version: number
  stage: string
  stage_label: string
  state: {
    head: { county: string; origin?: string; instead: string }
    certified?: { grade: string; days?: number }
    impact?: Impact
    signature?: { changed: number; added?: number; removed?: number; stays?: number }
    from?: string
    step?: { at: string; person: string; stage: string }[]
  }
}

/** What the service found when it replayed the document. */
export interface Impact {
  disputes: number
  played?: number
  differences: number
  running?: number
}

export interface Difference {
  at: string
  how: string
  how_label: string
  where: string
  was?: unknown
  is?: unknown
}

export interface Page {
  changed: number
  added: number
  removed: number
  impact?: Impact
  items: Difference[]
}

/** The summary of a replay (lib/rules/replay_line.h). */
export interface Report {
  candidate_id: string
  digest: string
  disputes?: number
  same?: number
  differs?: number
  not_concerned?: number
  elsewhere?: number
  no_set?: number
  too_much?: number
  by_rule?: { act: string; disputes: number; rule: string; set: string }[]
}

/** A command to a set on its way; `version` is the one that was seen. */
export const tell = (draft: Progress, name: string, body: unknown = {}): Promise<Done> =>
  ask<Done>(`/rule-sets/${draft.stream}/commands/${name}`, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': freshKey(), 'If-Match': `"${draft.version}"` },
  })

export const copySet = (source: string, title_zh: string, valid_from: string): Promise<Done> =>
  ask<Done>('/rule-sets/commands/copy-rule-set', { method: 'POST', body: { source, title_zh, valid_from }, headers: { 'Idempotency-Key': freshKey() } })
