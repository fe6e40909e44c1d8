// What the words in answers are called; the service tells, once a language.

import { reactive } from 'vue'

import { ask } from './api'
import { language } from './language'

type Lists = Record<string, Record<string, string>>

const known = reactive<Record<string, Lists>>({})

export async function readGlossary(): Promise<void> {
  const now = language()
  known[now] ??= await ask<Lists>('/glossary')
}

/** `word` of `list` in the reader's language; the word itself if unknown. */
export function term(list: string, word: string | undefined): string {
  return word === undefined ? '' : (known[language()]?.[list]?.[word] ?? word)
}

/** All words of `list`, as choices. */
export const wordsOf = (list: string): { value: string; label: string }[] =>
  Object.entries(known[language()]?.[list] ?? {}).map(([value, label]) => ({ value, label }))
