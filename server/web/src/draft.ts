// What somebody has begun to write is never lost.
//
// A form's draft is kept in this browser within a second of the last change:
// one for each person, form and matter, sealed with the person's key.  It outlives a
// refusal, an expired sign-in, a change by somebody else, a closed page and a
// new version of the interface; it is dropped when it was sent, at sign-out
// (the service has the browser forget all), and after 14 days.

import { onScopeDispose, type Ref, ref, watch } from 'vue'

import { seal, sealedAt, unseal } from './seal'
import { session } from './session'

const life = 14 * 86400_000
const rest = 500 // ms without a change

/** Drop what nobody came back to. */
function sweep(): void {
  for (const name of Object.keys(localStorage).filter((k) => k.startsWith('draft/'))) {
    if (Date.now() - sealedAt(localStorage.getItem(name) ?? '') > life) localStorage.removeItem(name)
  }
}

const nameOf = (form: string, matter: string): string => `draft/${session.me!.person}/${form}/${matter}`

/** Put `value` back as the draft of a form that is not open. */
export const putDraft = async (form: string, matter: string, value: unknown): Promise<void> =>
  localStorage.setItem(nameOf(form, matter), await seal(value))

/**
 * Keep the members of `data` (reactive) as the draft of `form` about `matter`,
 * and put back those that were kept; `restored` tells whether any were.  What
 * a form fills in by itself is no draft: nothing is kept before `touched`.
 */
export function useDraft<T extends object>(form: string, matter: string, data: T, touched: Ref<boolean> = ref(true)) {
  const name = nameOf(form, matter)
  const restored = ref(false)
  let timer: number | undefined
  let sent = false

  async function keep(): Promise<void> {
    timer = undefined
    if (!touched.value) return
    const box = await seal(data)
    if (!sent) localStorage.setItem(name, box)
  }

  async function restore(): Promise<void> {
    sweep()
    const kept = localStorage.getItem(name)
    const before = kept === null ? null : await unseal<Record<string, unknown>>(kept)
    // Only what this version of the form still has.
    for (const [member, value] of Object.entries(before ?? {})) if (member in data) (data as Record<string, unknown>)[member] = value
    restored.value = before !== null
    watch(
      data,
      () => {
        clearTimeout(timer)
        timer = window.setTimeout(() => void keep(), rest)
      },
      { deep: true },
    )
  }

  /** It was sent, or is not wanted: forget it. */
  function drop(): void {
    sent = true
    clearTimeout(timer)
    localStorage.removeItem(name)
  }

  onScopeDispose(() => {
    if (timer !== undefined) {
      clearTimeout(timer)
      void keep()
    }
  })
  return { restored, ready: restore(), drop }
}
