// A set played over recorded history: the service tells how far it is, line by
// line, and what it came to.

import { gate, Problem } from './api'
import { language } from './language'
import type { Report } from './rules'

export interface Told {
  disputes?: number
  of?: number
  differs?: number
  report?: Report
  failed?: boolean
}

/** Run it and hand on each thing told; `stop` ends it. */
export async function replay(document: unknown, instead: string | undefined, stop: AbortSignal, told: (what: Told) => void): Promise<void> {
  const reply = await fetch('/api/v1/rules/replay', {
    method: 'POST',
    signal: stop,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': language(), 'X-CSRF-Token': gate.csrf },
    body: JSON.stringify({ document: JSON.stringify(document), instead }),
  })
  if (!reply.ok) {
    const body = (await reply.json()) as Problem['body'] & { type?: string }
    throw new Problem(reply.status, String(body.type ?? '').replace('/problems/', ''), body)
  }
  const text = new TextDecoder()
  const reader = reply.body!.getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + text.decode(part.value, { stream: true })).split('\n')
    rest = lines.pop()!
    for (const line of lines) told(JSON.parse(line) as Told)
  }
}
