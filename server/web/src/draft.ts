// What somebody has begun to write is never lost.
//
// A form's draft is kept within a second of the last change, one for each
// person, form and matter, sealed with the person's key: in this browser, and
// with the service while there is a line.  It outlives a refusal, an expired
// sign-in, a change by somebody else, a closed page, a new version of the
// interface, and this machine; the newer of the two is put back.  It is dropped
// when it was sent, and after 14 days.  At sign-out the service has the browser
// forget all; what lies with the service stays.

import { onScopeDispose, type Ref, ref, watch } from 'vue'

import { ask, line } from './api'
import { seal, sealedAt, unseal } from './seal'
import { session } from './session'

const life = 14 * 86400_000
const rest = 500 // ms without a change
const patience = 2000 // ms for what the service has; a form does not wait for ever

const nameOf = (form: string, matter: string): string => `draft/${session.me!.person}/${form}/${matter}`
/** Beside it, while the service may have one that was dropped here: when. */
const goneOf = (name: string): string => name.replace('draft/', 'gone/')
const pathOf = (name: string): string => `/drafts/${name.split('/').slice(2).join('/')}`

/** Drop what nobody came back to. */
function sweep(): void {
  for (const name of Object.keys(localStorage)) {
    const at = name.startsWith('draft/') ? sealedAt(localStorage.getItem(name) ?? '') : name.startsWith('gone/') ? Number(localStorage.getItem(name)) : Date.now()
    if (Date.now() - at > life) localStorage.removeItem(name)
  }
}

// Towards the service one thing after the other, so that the last word holds.
let before: Promise<unknown> = Promise.resolve()
const inTurn = (what: () => Promise<unknown>): Promise<unknown> => (before = before.then(what).catch(() => {}))

/** Have the service forget it; again when there is a line, if there is none. */
const forget = (name: string): Promise<unknown> =>
  inTurn(async () => {
    if (localStorage.getItem(goneOf(name)) === null) return
    await ask(pathOf(name), { method: 'DELETE', quiet: true })
    localStorage.removeItem(goneOf(name))
  })
watch(
  () => line.down,
  (down) => {
    if (down || session.me === null) return
    const mine = `gone/${session.me.person}/`
    for (const name of Object.keys(localStorage).filter((k) => k.startsWith(mine))) void forget(name.replace('gone/', 'draft/'))
  },
)

/** What the service has of it, unless that was dropped here meanwhile. */
async function boxThere(name: string): Promise<string | null> {
  const late = new Promise<null>((done) => setTimeout(() => done(null), patience))
  const asked = ask<{ items: { box: string }[] }>(pathOf(name), { quiet: true }).then(
    ({ items }) => items[0]?.box ?? null,
    () => null,
  )
  const box = await Promise.race([asked, late])
  const gone = Number(localStorage.getItem(goneOf(name)) ?? 0)
  if (gone > 0) void forget(name)
  return box === null || sealedAt(box) <= gone ? null : box
}

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
    if (sent) return
    localStorage.setItem(name, box)
    // What is newer by the time it is its turn goes instead.
    void inTurn(async () => {
      if (sent || localStorage.getItem(name) !== box) return
      await ask(pathOf(name), { method: 'PUT', body: { box }, quiet: true })
      // Dropped while it was on its way: the service is to forget it yet.
      if (!sent) localStorage.removeItem(goneOf(name))
    })
  }

  async function put(box: string | null): Promise<void> {
    const was = box === null ? null : await unseal<Record<string, unknown>>(box)
    // Only what this version of the form still has.
    for (const [member, value] of Object.entries(was ?? {})) if (member in data) (data as Record<string, unknown>)[member] = value
    restored.value ||= was !== null
  }

  async function restore(): Promise<void> {
    sweep()
    const here = localStorage.getItem(name)
    const asked = boxThere(name)
    await put(here)
    let begun = false // he writes already: what comes late stays away
    watch(
      data,
      () => {
        begun = true
        clearTimeout(timer)
        timer = window.setTimeout(() => void keep(), rest)
      },
      { deep: true },
    )
    const there = await asked
    if (!begun && sealedAt(there ?? '') > sealedAt(here ?? '')) await put(there)
  }

  /** It was sent, or is not wanted: forget it. */
  function drop(): void {
    sent = true
    clearTimeout(timer)
    localStorage.removeItem(name)
    localStorage.setItem(goneOf(name), String(Date.now()))
    void forget(name)
  }

  onScopeDispose(() => {
    if (timer !== undefined) {
      clearTimeout(timer)
      void keep()
    }
  })
  return { restored, ready: restore(), drop }
}
