// Changes to a draft, one value or one item at a time by its place; the service
// carries out the same on its own copy (lib/rules/edit.h).

import type { Option, Schema } from './forms'
import { wordsOf as glossary } from './glossary'
import { called, type RuleSet, type View } from './rules'

export interface Edit {
  does: 'set' | 'clear' | 'add' | 'remove' | 'move'
  at: string
  text?: string
  number?: number
  yes?: boolean
}

type Group = Record<string, unknown>
export type Bare = string | number | boolean

const asEdit = (does: 'set' | 'add', at: string, value?: Bare): Edit =>
  typeof value === 'number' ? { does, at, number: value } : typeof value === 'boolean' ? { does, at, yes: value } : { does, at, ...(value === undefined ? {} : { text: value }) }

/** What holds the place, and its last step; what is missing on the way is made. */
function holder(document: Group, at: string): [Group | unknown[], string] {
  const steps = at.split('/').slice(1)
  const last = steps.pop()!
  let here: unknown = document
  for (const [i, step] of steps.entries()) {
    const next = (here as Group)[step]
    here = next ?? ((here as Group)[step] = /^\d+$/.test(steps[i + 1] ?? last) ? [] : {})
  }
  return [here as Group | unknown[], last]
}

/** Carry it out on `document`. */
function carryOut(document: Group, edit: Edit): void {
  const [here, last] = holder(document, edit.at)
  const value = edit.text ?? edit.number ?? edit.yes
  if (edit.does === 'set') (here as Group)[last] = value
  else if (edit.does === 'clear') delete (here as Group)[last]
  else if (edit.does === 'add') {
    const list = ((here as Group)[last] ??= []) as unknown[]
    list.push(value ?? {})
  } else if (edit.does === 'move') {
    const list = here as unknown[]
    list.splice(edit.number!, 0, ...list.splice(Number(last), 1))
  } else {
    const list = here as unknown[]
    list.splice(Number(last), 1)
    // A list without items is none.
    if (list.length === 0) {
      const [outer, name] = holder(document, edit.at.slice(0, edit.at.lastIndexOf('/')))
      delete (outer as Group)[name]
    }
  }
}

/** A draft on which changes are being made, and what they were. */
export class Draft {
  readonly document: Group
  readonly edits: Edit[] = []

  constructor(set: RuleSet) {
    this.document = JSON.parse(JSON.stringify(set)) as Group
  }

  private make(edit: Edit): void {
    carryOut(this.document, edit)
    const before = this.edits.slice(-1)[0]
    // Writing on at one place is one change.
    if (before?.at === edit.at && ['set', 'clear'].includes(before.does) && ['set', 'clear'].includes(edit.does)) this.edits.pop()
    this.edits.push(edit)
  }

  /** undefined and "" clear it. */
  set(at: string, value: Bare | undefined): void {
    this.make(value === undefined || value === '' || value === false ? { does: 'clear', at } : asEdit('set', at, value))
  }

  add(list: string, value?: Bare): void {
    this.make(asEdit('add', list, value))
  }

  remove(item: string): void {
    this.make({ does: 'remove', at: item })
  }

  /** To another place in its list, from 0. */
  move(item: string, to: number): void {
    this.make({ does: 'move', at: item, number: to })
  }
}

const named = (list: unknown): Option[] =>
  ((list as { name?: string; zh: string; en: string }[] | undefined) ?? []).flatMap((x) => (x.name === undefined ? [] : [{ value: x.name, label: called(x) }]))

// Members that name something which is there already, and the list of it.
const events = ['starts', 'starts_also', 'meets', 'stops', 'pauses', 'resumes', 'restarts', 'counts', 'part', 'whole']
const clocks = ['clock', 'after', 'replaces', 'excluded_from']
const words: Record<string, string> = { met_by: 'notice_kind', referrals: 'referral_kind', grounds: 'ground' }
// And of a fact, by where it comes from.
const sources: Record<string, string> = { source: 'source', channel: 'channel', other_forum: 'channel', party_kind: 'party_kind', satisfaction: 'satisfaction', trial: 'trial' }
const asOptions = (labels: Record<string, string> | undefined): Option[] => Object.entries(labels ?? {}).map(([value, label]) => ({ value, label }))

/** The words that a test on `fact` may name. */
const wordsOfFact = (set: RuleSet, view: View, fact: unknown): Option[] | undefined => {
  const found = set.facts?.find((f) => f.name === fact)
  if (found?.words?.length) return named(found.words)
  if (found?.from === 'category') return asOptions(view.categories)
  return found?.from !== undefined && sources[found.from] !== undefined ? glossary(sources[found.from]!) : undefined
}

/** What a text at `at` may be; undefined: it is written. `beside` are the members beside it. */
export function choicesAt(at: string, view: View, document: RuleSet, beside: Group): Option[] | undefined {
  const name = at.split('/').filter((s) => !/^\d+$/.test(s)).slice(-1)[0]!
  if (name === 'kinds' || name === 'joint') return asOptions(view.kinds)
  if (name === 'categories' || name === 'category') return asOptions(view.categories)
  if (events.includes(name)) return glossary('event')
  if (words[name] !== undefined) return glossary(words[name]!)
  if (clocks.includes(name)) return named(document.clocks)
  if (name === 'lengths' || name === 'table') return named(document.tables)
  if (name === 'fact') return named(document.facts)
  if (name === 'any_of' || name === 'none_of') return wordsOfFact(document, view, beside.fact)
  if (name === 'gives') {
    const table = document.tables?.[Number(at.split('/')[2])]?.name
    return wordsOfFact(document, view, document.facts?.find((f) => f.table === table)?.name)
  }
  if (name === 'step') return named([document.ladder ?? [], ...((document.ladders as { steps?: unknown[] }[] | undefined) ?? []).map((l) => l.steps ?? [])].flat())
  return undefined
}

/** What an item of a list is called: by its name, by what it says, by its number. */
export function itemName(item: unknown, i: number): string {
  if (item === null || typeof item !== 'object') return String(item)
  const thing = item as { zh?: string; en?: string; fact?: string }
  return thing.zh !== undefined && thing.en !== undefined ? called({ zh: thing.zh, en: thing.en }) : `${i + 1}`
}

/** Members in the order of the schema: those that are there or must be, and the others. */
export function membersOf(schema: Schema, value: Group): { shown: string[]; others: string[] } {
  const names = Object.keys(schema.properties ?? {})
  const shown = names.filter((n) => value[n] !== undefined || schema.required?.includes(n))
  return { shown, others: names.filter((n) => !shown.includes(n)) }
}
