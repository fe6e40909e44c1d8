// Who is signed in here.

import { reactive } from 'vue'

import { ask, gate, noLine, Problem } from './api'
import { keepSelf, keptSelf } from './kept'

export interface Me {
  person: string
  session?: string
  csrf: string
  drafts_key: string
  name: string
  organisation: string
  organisation_name: string
  kind: string
  county: string
  place?: string
  roles: string[]
  demonstration: boolean
}

export const session = reactive({
  me: null as Me | null,
  expired: false, // signed in before; the page waits behind the sign-in
  asked: false, // an act of weight waits until one has shown again who one is
  bound: localStorage.getItem('bound') === '1', // somebody has a PIN on this device
  mustChange: false,
})

let waiting: ((again: boolean) => void)[] = []

gate.comeBack = () => {
  if (session.me === null) return Promise.resolve(false)
  session.expired = true
  return new Promise((done) => waiting.push(done))
}

/** One does not come back now: what was asked is refused, the page stays. */
export function stayOut(): void {
  session.expired = false
  for (const done of waiting.splice(0)) done(false)
}

/** Look who is signed in; nobody is no fault.  Without a line: who was, a while ago. */
export async function lookWho(signedIn = false): Promise<void> {
  try {
    const me = await ask<Me>('/me')
    gate.csrf = me.csrf
    await keepSelf(me, signedIn)
    session.me = me
  } catch (error) {
    const nobody = error instanceof Problem && (error.status === 401 || error.status === 403)
    if (!nobody && !noLine(error)) throw error
    session.me = nobody ? null : await keptSelf()
  }
}

let weighty: ((sure: boolean) => void)[] = []

gate.prove = () => {
  if (session.me === null) return Promise.resolve(false)
  session.asked = true
  return new Promise((done) => weighty.push(done))
}

/** Show once more who one is: by the password, or by the six digits of this device. */
export async function prove(secret: string): Promise<void> {
  const body = /^\d{6}$/.test(secret) ? { pin: secret } : { password: secret }
  const { csrf } = await ask<{ csrf: string }>('/proof', { method: 'POST', body })
  gate.csrf = csrf
  proved(true)
}

export function proved(sure: boolean): void {
  session.asked = false
  for (const done of weighty.splice(0)) done(sure)
}

/** Sign in; somebody else than before begins on a new page. */
export const signIn = (login: string, password: string): Promise<void> => enter('/sign-in', { login, password })

export interface Bound {
  person: string
  name: string
  organisation_name: string
}

/** Who can come in on this device with six digits. */
export async function boundHere(): Promise<Bound[]> {
  const { items } = await ask<{ items: Bound[] }>('/quick-sign-in')
  markBound(items.length > 0)
  return items
}

export function markBound(bound: boolean): void {
  session.bound = bound
  if (bound) localStorage.setItem('bound', '1')
  else localStorage.removeItem('bound')
}

export const pinIn = (person: string, pin: string): Promise<void> => enter('/quick-sign-in', { person, pin })

async function enter(path: string, body: unknown): Promise<void> {
  const before = session.me?.person
  const answer = await ask<{ person: string; csrf: string; must_change: boolean }>(path, { method: 'POST', body })
  gate.csrf = answer.csrf
  session.mustChange = answer.must_change
  if (before !== undefined && before !== answer.person) {
    location.assign('/')
    return
  }
  if (!answer.must_change) await lookWho(true)
  session.expired = false
  for (const done of waiting.splice(0)) done(true)
}

export async function choosePassword(old: string, fresh: string): Promise<void> {
  await ask('/password', { method: 'POST', body: { old, fresh } })
  session.mustChange = false
}

/** The service tells the browser to forget what it kept here. */
export async function signOut(): Promise<void> {
  await ask('/sign-out', { method: 'POST' })
  location.assign('/sign-in')
}
