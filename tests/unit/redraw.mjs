// Does a draw of counsel again, from the description at the head of
// lib/commands/legal_aid/draw.h and nothing else.
//
//	node redraw.mjs EVENTS ROOT CODE
//
// EVENTS is a file with the dispute's events, one JSON object a line, as a
// bundle or the timeline gives them; ROOT the Merkle root of the checkpoint, 64
// hex digits; CODE the dispute's code.  Prints who each concluded draw picks,
// and fails if an event says otherwise.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** The seed, as hex. */
export const seedOf = ({ root, code, procedure }) =>
  createHash('sha256').update(Buffer.from(root, 'hex')).update(`${code}${procedure}`, 'ascii').digest('hex')

/** The index of the weight that the seed picks, or -1. */
export function pick(weights, seed) {
  const bytes = Buffer.from(seed, 'hex')
  const sum = weights.reduce((s, w) => s + BigInt(w), 0n)
  const bound = ((1n << 64n) / sum) * sum
  for (let k = 0; k < 32; k += 8) {
    const word = bytes.readBigUInt64BE(k)
    if (word >= bound) continue
    let left = word % sum
    for (let i = 0; i < weights.length; i += 1) {
      left -= BigInt(weights[i])
      if (left < 0n) return i
    }
  }
  return -1
}

/** What is wrong with a draw, in words; null if it is as it should be. */
export function fault(frozen, concluded, root, code) {
  const seed = seedOf({ root, code, procedure: frozen.procedure })
  const ids = frozen.candidate.map((c) => c.id)
  const at = pick(frozen.candidate.map((c) => c.weight), seed)
  if (ids.some((id, i) => i > 0 && ids[i - 1] >= id)) return 'the candidates are not in order'
  if (seed !== concluded.seed) return `the seed is ${seed}, the event says ${concluded.seed}`
  if (at < 0 ? concluded.state !== 'dropped' : ids[at] !== concluded.drawn) {
    return `it picks ${ids[at] ?? 'nobody'}, the event says ${concluded.drawn ?? 'nobody'}`
  }
  return null
}

function main([file, root, code]) {
  const events = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const of = (kind) => events.filter((e) => e.kind === kind).map((e) => e.body.draw)
  const over = [...of('draw_concluded'), ...of('draw_dropped')].filter((d) => d.seed)
  for (const concluded of over) {
    const frozen = of('draw_frozen').find((d) => d.no === concluded.no)
    const wrong = fault(frozen, concluded, root, code)
    process.stdout.write(`draw ${concluded.no}: ${wrong ?? `picks ${concluded.drawn}`}\n`)
    if (wrong) process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
