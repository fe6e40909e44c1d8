// Asking the service: reads, commands, and what it answers when it says no.

import { reactive } from 'vue'

import { language } from './language'

/** A refusal, as the service tells it (RFC 9457); status 0: no line. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly body: { title?: string; detail?: string; field?: string; article?: string; next?: string },
  ) {
    super(body.title ?? type)
  }
}

export const noLine = (error: unknown): boolean => error instanceof Problem && error.status === 0

/** Who one is was to be shown once more, and was not. */
export const unproved = (error: unknown): boolean => error instanceof Problem && error.type === 'ask-again'

interface Options {
  method?: string
  body?: unknown
  file?: Blob // sent as it is, instead of a body
  quiet?: boolean // nobody waits for it, and nobody is asked to sign in for it
  headers?: Record<string, string>
}

/** Is there a line to the service? */
export const line = reactive({ down: false })

/** Set by session.ts and kept.ts. */
export const gate = {
  csrf: '', // what writes must repeat
  comeBack: (): Promise<boolean> => Promise.resolve(false), // how to be let in again
  prove: (): Promise<boolean> => Promise.resolve(false), // how to show once more who one is
  keep: (_path: string, _json: unknown): Promise<void> => Promise.resolve(),
  kept: (_path: string): Promise<unknown> => Promise.resolve(undefined),
}

async function once(path: string, { method = 'GET', body, file, headers = {} }: Options): Promise<Response> {
  const all: Record<string, string> = { 'Accept-Language': language(), ...headers }
  if (method !== 'GET') {
    all['Content-Type'] = file === undefined ? 'application/json' : 'application/octet-stream'
    all['X-CSRF-Token'] = gate.csrf
  }
  try {
    const reply = await fetch(`/api/v1${path}`, {
      method,
      headers: all,
      body: method === 'GET' || method === 'DELETE' ? undefined : (file ?? JSON.stringify(body ?? {})),
    })
    line.down = false
    return reply
  } catch {
    line.down = true
    throw new Problem(0, 'no-line', {})
  }
}

/** A read that the service is too busy for is asked again, after as long as it says, three times at most. */
async function patiently(path: string, options: Options): Promise<Response> {
  let reply = await once(path, options)
  for (let left = 3; left > 0 && reply.status === 503 && (options.method ?? 'GET') === 'GET'; left--) {
    const seconds = Math.min(5, Number(reply.headers.get('Retry-After')) || 1)
    await new Promise((next) => setTimeout(next, seconds * 1000))
    reply = await once(path, options)
  }
  return reply
}

/**
 * One request; throws a Problem unless it went well.  Without a line, a read is
 * answered by what was kept of it, if it was.
 */
export async function ask<T>(path: string, options: Options = {}): Promise<T> {
  try {
    const json = await answerOf<T>(path, options)
    if ((options.method ?? 'GET') === 'GET') void gate.keep(path, json)
    return json
  } catch (error) {
    const kept = noLine(error) && (options.method ?? 'GET') === 'GET' ? await gate.kept(path) : undefined
    if (kept === undefined) throw error
    return kept as T
  }
}

// What signs in, or proves who one is: a 401 there is an answer.
const doors = ['/sign-in', '/quick-sign-in', '/proof', '/devices']

async function answerOf<T>(path: string, options: Options): Promise<T> {
  let reply = await patiently(path, options)
  if (reply.status === 401 && !options.quiet && !doors.includes(path) && (await gate.comeBack())) reply = await once(path, options)
  try {
    return await read<T>(reply)
  } catch (error) {
    const again = error instanceof Problem && error.type === 'ask-again' && (await gate.prove())
    if (!again) throw error
    return read<T>(await once(path, options))
  }
}

async function read<T>(reply: Response): Promise<T> {
  const text = await reply.text().catch(() => {
    throw new Problem(0, 'no-line', {})
  })
  if (reply.ok && /^text\/(html|csv)/.test(reply.headers.get('Content-Type') ?? '')) return text as T
  let json: unknown
  try {
    json = text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Problem(reply.status, 'unreadable', {})
  }
  if (!reply.ok) {
    const problem = json as Problem['body'] & { type?: string }
    throw new Problem(reply.status, String(problem.type ?? '').replace('/problems/', ''), problem)
  }
  return json as T
}

/** A fresh Idempotency-Key. */
export function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

export interface Done {
  id: string
  version: number
  events: { id: string; seq: number; kind: string; session?: number; counts?: string; warnings?: string[] }[]
}

interface Manner {
  key?: string
  match?: number
  dry?: boolean
}

/** A command to a dispute; `dry` decides and stores nothing. */
export function command(id: string, name: string, body: unknown, manner: Manner = {}): Promise<Done> {
  return tell(`/disputes/${id}`, name, body, manner)
}

/** A command to a stream of another kind: "/people/0a1b…". */
export function tell(stream: string, name: string, body: unknown, { key, match, dry }: Manner = {}): Promise<Done> {
  return ask<Done>(`${stream}/commands/${name}${dry ? '?dry=1' : ''}`, {
    method: 'POST',
    body,
    headers: {
      'Idempotency-Key': key ?? freshKey(),
      ...(match === undefined ? {} : { 'If-Match': `"${match}"` }),
    },
  })
}
