// A set played over recorded history: the service tells how far it is, line by
// line, and what it came to.

import { freshKey, gate, Problem } from './api'
import { language } from './language'
import type { Progress, Report, RuleSet } from './rules'

export interface Told {
  disputes?: number
  of?: number
  differs?: number
  report?: Report
  failed?: boolean
  problem?: Bad // of the command, after it was played
}
type Bad = Problem['body'] & { type?: string; status?: number }

const problemOf = (status: number, body: Bad): Problem => new Problem(status, String(body.type ?? '').replace('/problems/', ''), body)

/** Look what it would do in the place of another set; nothing is stored. */
export const replay = (set: RuleSet, instead: string | undefined, stop: AbortSignal, told: (what: Told) => void): Promise<void> =>
  run('/api/v1/rules/replay', { document: JSON.stringify(set), instead }, {}, stop, told)

/** Play the draft as it was seen, and attach what was found. */
export const report = (draft: Progress, stop: AbortSignal, told: (what: Told) => void): Promise<void> =>
  run(`/api/v1/rule-sets/${draft.stream}/commands/report-impact`, {}, { 'Idempotency-Key': freshKey(), 'If-Match': `"${draft.version}"` }, stop, told)

/** Run it and hand on each thing told; `stop` ends it. */
async function run(path: string, body: unknown, headers: Record<string, string>, stop: AbortSignal, told: (what: Told) => void): Promise<void> {
  const reply = await fetch(path, {
    method: 'POST',
    signal: stop,
    headers: { ...headers, 'Content-Type': 'application/json', 'Accept-Language': language(), 'X-CSRF-Token': gate.csrf },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw problemOf(reply.status, (await reply.json()) as Bad)
  const text = new TextDecoder()
  const reader = reply.body!.getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + text.decode(part.value, { stream: true })).split('\n')
    rest = lines.pop()!
    for (const line of lines) {
      const what = JSON.parse(line) as Told
      if (what.problem) throw problemOf(what.problem.status ?? 409, what.problem)
      told(what)
    }
  }
}
