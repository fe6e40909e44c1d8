// What the two forms of intake share: the county's words, what was begun, and
// the slip.

import { ref, shallowRef } from 'vue'

import { type Done } from './api'
import { useDraft } from './draft'
import { wordsThere } from './forms'
import { sendOrKeep } from './queue'
import { session } from './session'

export interface Registered extends Done {
  code: string
  slip: { code: string; secret: string; text: string }
}

/** "甲—乙 什么事", as people call a matter. */
export const titleOf = (names: string[], about: string): string => `${names.slice(0, 2).join('—')} ${about}`.trim()

/** A party of a form as the service wants it. */
export const partyOf = (p: { name: string; phone: string }): { name: string; phone?: string } => ({
  name: p.name.trim(),
  ...(p.phone === '' ? {} : { phone: p.phone }),
})

/** The form on `page`, which makes a dispute by the command `name`; `written` (reactive) is its draft. */
export function useIntake<T extends { key: string }>(page: string, name: string, written: T) {
  // The plain words for what a matter is about, as the county has them, and the categories that each stands for.
  const words = ref<{ value: string; label: string }[]>([])
  const codes = new Map<string, object>()
  const made = shallowRef<Registered>()
  const here = ref(false) // kept until there is a line
  const fault = ref<unknown>(null)
  const busy = ref(false)
  const draft = useDraft(name, 'new', written)
  wordsThere(session.me!.county).then(
    (items) => {
      for (const { word, category_moj, category_gb } of items) codes.set(word, { category_moj, category_gb })
      words.value = items.map(({ word, label }) => ({ value: word, label }))
    },
    (error: unknown) => (fault.value = error),
  )

  async function enter(body: () => object | Promise<object>): Promise<void> {
    busy.value = true
    fault.value = null
    try {
      const said = (await body()) as { title: string; category_word: string }
      const whole = { ...said, ...codes.get(said.category_word) }
      const answers = await sendOrKeep({
        key: written.key,
        page,
        matter: 'new',
        about: whole.title,
        form: name,
        written: { ...written },
        steps: [{ path: `/disputes/commands/${name}`, body: whole, key: written.key }],
      })
      draft.drop()
      here.value = answers === null
      made.value = answers?.[0] as Registered | undefined
    } catch (error) {
      fault.value = error
    } finally {
      busy.value = false
    }
  }
  return { words, made, here, fault, busy, restored: draft.restored, enter }
}
