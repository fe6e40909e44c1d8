// A sheet for the review of files: its items with their points, its grades.

import { ask } from './api'
import type { State } from './dispute'
import { asksFor, type Option, type Schema } from './forms'
import { wordsOf } from './glossary'
import { language } from './language'

interface Named {
  name: string
  zh: string
  en: string
}
export interface Sheet {
  items: (Named & { points: number })[]
  item: (name: string) => string
  grade: (name: string | undefined) => string
}

const known = new Map<string, Promise<Sheet>>()

async function read(id: string): Promise<Sheet> {
  const { set } = await ask<{ set: { review: { items: (Named & { points: number })[]; grades: Named[] } } }>(`/rule-sets/${id}`)
  const { review } = set
  const said = (list: Named[], name: string | undefined): string => {
    const found = list.find((x) => x.name === name)
    return found === undefined ? (name ?? '') : language() === 'en' ? found.en : found.zh
  }
  return { items: review.items, item: (name) => said(review.items, name), grade: (name) => said(review.grades, name) }
}

/** The sheet that is the rule set `id`; read once. */
export function readSheet(id: string): Promise<Sheet> {
  if (!known.has(id)) known.set(id, read(id))
  return known.get(id)!
}

/** Its items, to choose from. */
export const sheetItems = (sheet: Sheet | undefined): Option[] => (sheet?.items ?? []).map((i) => ({ value: i.name, label: `${sheet!.item(i.name)} (${i.points})` }))

/** What the commands about a reviewed file can point at: items of the sheets by which it is gone through; a finding is mended or disagreed with. */
export async function ofReviews(form: Schema | undefined, state: State | undefined): Promise<Record<string, Option[]>> {
  if (asksFor(form, 'findings')) {
    const due = (state?.file_review ?? []).filter((f) => !f.done && !f.abandoned)
    const sheets = await Promise.all([...new Set(due.map((f) => f.sheet))].map(readSheet))
    return { item: sheets.flatMap(sheetItems) }
  }
  const answers = wordsOf('finding_state').filter((w) => ['mended', 'disagreed'].includes(w.value))
  return asksFor(form, 'finding') && asksFor(form, 'answer') ? { answer: answers } : {}
}
