// What was written without a line waits here and goes out by itself.
//
// An entry is the requests of one form, each with the key it was opened with,
// so that one sent twice is stored once.  It is kept sealed until the service
// has answered for all of them.  A refusal is a question to the person: the
// entry stays, with what he wrote.

import { reactive, watch } from 'vue'

import { ask, line, noLine, Problem } from './api'
import { putDraft } from './draft'
import { seal, unseal } from './seal'
import { lookWho, session } from './session'
import { drop, get, names, put } from './store'

export interface Step {
  path: string
  body: unknown
  key: string
}

export interface Entry {
  key: string
  at: number
  page: string // whose form it is, of pages.json
  matter: string // the dispute, or 'new'
  about: string // as people call it
  form: string // whose draft it was
  written: object
  steps: Step[]
  done: number // steps that were answered
  state: 'here' | 'sent' | 'refused'
  problem?: { status: number; type: string; body: Problem['body'] }
}

export const queue = reactive({ entries: [] as Entry[] })
export const waiting = (): Entry[] => queue.entries.filter((e) => e.state !== 'sent')

const most = 30_000 // ms between two attempts; they begin with a second
const nameOf = (e: Entry): string => `queue/${session.me!.person}/${e.at}-${e.key}`
const write = async (e: Entry): Promise<unknown> => put(nameOf(e), await seal(e))

/** Send what is left of it; what came.  Throws a Problem. */
async function deliver(e: Entry): Promise<unknown[]> {
  const answers: unknown[] = []
  for (; e.done < e.steps.length; e.done++) {
    const step = e.steps[e.done]!
    answers.push(await ask(step.path, { method: 'POST', body: step.body, headers: { 'Idempotency-Key': step.key } }))
  }
  return answers
}

/** Send it, or keep it until there is a line: null.  Throws what the service refuses. */
export async function sendOrKeep(e: Omit<Entry, 'at' | 'done' | 'state'>): Promise<unknown[] | null> {
  const entry: Entry = { ...e, at: Date.now(), done: 0, state: 'here' }
  try {
    return await deliver(entry)
  } catch (error) {
    if (!noLine(error)) throw error
    await write(entry)
    queue.entries.push(entry)
    void send()
    return null
  }
}

const passing = (p: Problem): boolean => p.status === 0 || p.status === 408 || p.status === 429 || p.status >= 500

async function sendOne(e: Entry): Promise<boolean> {
  try {
    await deliver(e)
    e.state = 'sent'
    await drop(nameOf(e))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (!passing(error)) {
      e.state = 'refused'
      e.problem = { status: error.status, type: error.type, body: error.body }
    }
    await write(e)
    return e.state === 'refused'
  }
  return true
}

let sending = false
let pause = 1000
let next: number | undefined

/** In the order in which they were written; again later if the line breaks. */
export async function send(): Promise<void> {
  if (sending || session.me === null || waiting().length === 0) return
  sending = true
  clearTimeout(next)
  try {
    if (session.me.csrf === '') await lookWho()
    for (const e of queue.entries.filter((x) => x.state === 'here')) {
      if (session.me.csrf === '' || !(await sendOne(e))) break
      pause = 1000
    }
  } finally {
    sending = false
    if (queue.entries.some((e) => e.state === 'here')) {
      next = window.setTimeout(() => void send(), pause)
      pause = Math.min(2 * pause, most)
    }
  }
}

/** It is looked at again in its form. */
export async function reopen(e: Entry): Promise<void> {
  await putDraft(e.form, e.matter, e.written)
  await forget(e)
}

export async function forget(e: Entry): Promise<void> {
  await drop(nameOf(e))
  queue.entries.splice(queue.entries.indexOf(e), 1)
}

/** What waited here before; then whenever there may be a line again. */
async function beginQueue(): Promise<void> {
  queue.entries = []
  for (const name of await names(`queue/${session.me!.person}/`)) {
    const e = await unseal<Entry>((await get<string>(name)) ?? '')
    if (e !== null) queue.entries.push(e)
  }
  void send()
}

watch(
  () => session.me?.person,
  (person) => person !== undefined && void beginQueue(),
  { immediate: true },
)
watch(() => line.down, (down) => down || void send())
addEventListener('online', () => void send())
