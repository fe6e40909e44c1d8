// What somebody has begun to write is never lost.
//
// A form's draft is kept in this browser within a second of the last change:
// one for each person, form and matter, encrypted with the person's key, which
// the service tells at sign-in and the browser does not keep.  It outlives a
// refusal, an expired sign-in, a change by somebody else, a closed page and a
// new version of the interface; it is dropped when it was sent, at sign-out
// (the service has the browser forget all), and after 14 days.

import { onScopeDispose, ref, watch } from 'vue'

import { session } from './session'

const life = 14 * 86400_000
const rest = 500 // ms without a change

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (h) => parseInt(h, 16))
const text = (raw: ArrayBuffer | Uint8Array): string => btoa(String.fromCharCode(...new Uint8Array(raw)))
const raw = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

const key = (): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes(session.me!.drafts_key), 'AES-GCM', false, ['encrypt', 'decrypt'])

async function seal(value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), new TextEncoder().encode(JSON.stringify(value)))
  return JSON.stringify({ at: Date.now(), iv: text(iv), box: text(box) })
}

async function unseal(kept: string): Promise<Record<string, unknown> | null> {
  try {
    const { iv, box } = JSON.parse(kept) as { iv: string; box: string }
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: raw(iv) }, await key(), raw(box))
    return JSON.parse(new TextDecoder().decode(plain)) as Record<string, unknown>
  } catch {
    return null // of another key or another form of keeping: nothing to show
  }
}

/** Drop what nobody came back to. */
function sweep(): void {
  for (const name of Object.keys(localStorage).filter((k) => k.startsWith('draft/'))) {
    const at = Number(/"at":(\d+)/.exec(localStorage.getItem(name) ?? '')?.[1] ?? 0)
    if (Date.now() - at > life) localStorage.removeItem(name)
  }
}

/**
 * Keep the members of `data` (reactive) as the draft of `form` about `matter`,
 * and put back those that were kept; `restored` tells whether any were.
 */
export function useDraft<T extends object>(form: string, matter: string, data: T) {
  const name = `draft/${session.me!.person}/${form}/${matter}`
  const restored = ref(false)
  let timer: number | undefined
  let sent = false

  async function keep(): Promise<void> {
    timer = undefined
    const box = await seal(data)
    if (!sent) localStorage.setItem(name, box)
  }

  async function restore(): Promise<void> {
    sweep()
    const kept = localStorage.getItem(name)
    const before = kept === null ? null : await unseal(kept)
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
