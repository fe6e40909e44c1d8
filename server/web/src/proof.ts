// Proof of service: by which means a notice may be served, and what shows it.

import { ask } from './api'
import { wordsOf } from './glossary'

/** As it is written in a form, by the members of serve-notice and record-return. */
export interface Proof {
  means: string
  evidence: string
  occurred_on: string
}

// Which proof each means has as a rule; the service takes it so if none is said.
export const usual: Record<string, string> = {
  handed: 'signed',
  post: 'post_number',
  electronic: 'e_receipt',
  told: 'call_note',
  left: 'witness',
  announced: 'announcement',
}

let asked: Promise<Map<string, string[]>> | undefined

/** The means that fit each kind of notice; read once. */
export function meansOfKinds(): Promise<Map<string, string[]>> {
  asked ??= ask<{ items: { kind: string; means: string[] }[] }>('/notice-kinds').then(
    ({ items }) => new Map(items.map((k) => [k.kind, k.means])),
    (error: unknown) => {
      asked = undefined
      throw error
    },
  )
  return asked
}

/** The means that fit all of these kinds. */
export const meansFor = (kinds: string[], table: Map<string, string[]>): { value: string; label: string }[] =>
  wordsOf('means').filter((m) => usual[m.value] !== undefined && kinds.every((k) => table.get(k)?.includes(m.value) ?? true))
