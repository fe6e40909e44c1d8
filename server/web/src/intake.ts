// What the two forms of intake share: the county's words, and the slip.

import { ask, type Done } from './api'
import { session } from './session'

export interface Registered extends Done {
  code: string
  slip: { code: string; secret: string; text: string }
}

/** The plain words for what a matter is about, as the county has them. */
export const wordsHere = async (): Promise<{ value: string; label: string }[]> =>
  (await ask<{ items: { word: string }[] }>(`/words?county=${session.me!.county}`)).items.map((w) => ({ value: w.word, label: w.word }))

/** A command that makes a dispute. */
export const enter = (name: string, body: unknown, key: string): Promise<Registered> =>
  ask<Registered>(`/disputes/commands/${name}`, { method: 'POST', body, headers: { 'Idempotency-Key': key } })

/** "甲—乙 什么事", as people call a matter. */
export const titleOf = (names: string[], about: string): string => `${names.slice(0, 2).join('—')} ${about}`.trim()
