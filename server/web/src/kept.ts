// What this browser keeps so that work goes on without a line, for 12 hours
// after sign-in: who signed in, and the answers last read of his own matters.
// All of it is sealed; the key lies beside it in a form that only this site's
// pages in this browser can use, and only for that time.  Sign-out empties it.

import { ask, gate } from './api'
import { language } from './language'
import { hold, keyOf, seal, unseal } from './seal'
import type { Me } from './session'
import { drop, get, names, put } from './store'

const life = 12 * 3600_000

interface Self {
  key: CryptoKey
  until: number
  me: string // sealed
}

/** He is in, by signing in just now or earlier. */
export async function keepSelf(me: Me, signedIn: boolean): Promise<void> {
  const key = await keyOf(me.drafts_key)
  hold(key)
  try {
    const before = await get<Self>('self')
    const same = before !== undefined && (await unseal<Me>(before.me))?.person === me.person
    if (!same || signedIn) for (const name of await names('read/')) await drop(name)
    const until = signedIn || !same ? Date.now() + life : before.until
    await put('self', { key, until, me: await seal({ ...me, csrf: '', drafts_key: '' }) } satisfies Self)
  } catch {
    // A browser that keeps nothing works as long as there is a line.
  }
}

/** Who signed in here last, while that counts. */
export async function keptSelf(): Promise<Me | null> {
  const self = await get<Self>('self')
  if (self === undefined || self.until < Date.now()) return null
  hold(self.key)
  return unseal<Me>(self.me)
}

// Which reads are kept: lists that the workbench begins with, and the head of a
// dispute.
const kept = /^\/(today(\?.*)?|referrals|database|glossary|words\?.*|disputes\/[0-9a-f]{32}(\/names)?)$/

const nameOf = (path: string): string => `read/${language()}${path}`

gate.keep = async (path, json) => {
  if (!kept.test(path)) return
  try {
    await put(nameOf(path), await seal({ at: Date.now(), json }))
  } catch {
    // As above.
  }
}

gate.kept = async (path) => {
  const box = kept.test(path) && (await keptSelf()) !== null ? await get<string>(nameOf(path)) : undefined
  const was = box === undefined ? null : await unseal<{ at: number; json: { now?: string } }>(box)
  // The service's clock has gone on.
  if (path === '/database' && was !== null)
    return { ...was.json, now: new Date(Date.parse(was.json.now!) + Date.now() - was.at).toISOString() }
  return was?.json
}

/** What a telephone reads ahead of his open matters, one after the other. */
export async function readAhead(ids: string[]): Promise<void> {
  if (!matchMedia('(max-width: 720px)').matches) return
  await ask('/database')
  for (const id of ids) {
    const at = `/disputes/${id}`
    if ((await get(nameOf(`${at}/names`))) !== undefined) continue
    await ask(at)
    await ask(`${at}/names`)
  }
}
