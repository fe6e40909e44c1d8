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
  mustChange: false,
})

let waiting: ((again: boolean) => void)[] = []

gate.comeBack = () => {
  if (session.me === null) return Promise.resolve(false)
  session.expired = true
  return new Promise((done) => waiting.push(done))
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

/** Sign in; somebody else than before begins on a new page. */
export async function signIn(login: string, password: string): Promise<void> {
  const before = session.me?.person
  const answer = await ask<{ person: string; csrf: string; must_change: boolean }>('/sign-in', {
    method: 'POST',
    body: { login, password },
  })
  gate.csrf = answer.csrf
  session.mustChange = answer.must_change
  if (session.expired && before !== answer.person) {
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
