// What bodies are called; read once, with the first list that names them.

import { reactive } from 'vue'

import { bodiesThere } from './forms'

const names = reactive(new Map<string, string>())
export const bodies: ReadonlyMap<string, string> = names
let asked: Promise<void> | undefined

export function readBodies(): Promise<void> {
  asked ??= bodiesThere().then(
    (list) => list.forEach((o) => names.set(String(o.value), o.label)),
    (error: unknown) => {
      asked = undefined
      throw error
    },
  )
  return asked
}

/** The name of a body; '' for one that is not known. */
export const bodyName = (id: string | undefined): string => names.get(id ?? '') ?? ''
