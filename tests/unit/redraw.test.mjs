// Ten thousand draws of the program in C, done again by redraw.mjs.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'

import { fault, pick, seedOf } from './redraw.mjs'

const root = new URL('../..', import.meta.url).pathname
const folders = [process.env.HEJIE_BINARY && dirname(process.env.HEJIE_BINARY),
  join(root, 'build/dev'), join(root, 'build/asan')]
const program = folders.filter(Boolean).map((f) => join(f, 'unit_draw_test')).find(existsSync)

function weightsOf(text) {
  const [weight, count] = text.split('*')
  return count ? new Array(Number(count)).fill(BigInt(weight)) : text.split(',').map(BigInt)
}

test('redraw: 10,000 draws agree with the C', () => {
  const lines = execFileSync(program, ['--table'], { encoding: 'utf8', maxBuffer: 1 << 25 }).trim().split('\n')
  assert.equal(lines.length, 10_000)
  const seen = { none: 0, later: 0 }
  for (const line of lines) {
    const [seed, weights, index] = line.split(' ')
    const list = weightsOf(weights)
    assert.equal(pick(list, seed), Number(index), line)
    if (index === '-1') seen.none += 1
    const sum = list.reduce((s, w) => s + w, 0n)
    if (index !== '-1' && Buffer.from(seed, 'hex').readBigUInt64BE(0) >= ((1n << 64n) / sum) * sum) seen.later += 1
  }
  // Large weights make both happen: a word passed over, and all four.
  assert.ok(seen.none > 50 && seen.later > 500, JSON.stringify(seen))
})

test('redraw: the seed is a hash of root, code and procedure, and a wrong event is told', () => {
  const checkpoint = 'ab'.repeat(32)
  const code = '99990126M4EP6BX9'
  const seed = seedOf({ root: checkpoint, code, procedure: 12 })
  assert.equal(seed, createHash('sha256').update(Buffer.concat([Buffer.from(checkpoint, 'hex'),
    Buffer.from('99990126M4EP6BX912')])).digest('hex'))
  const frozen = { procedure: 12, candidate: [{ id: 'a', weight: 1 }, { id: 'b', weight: 2 }] }
  const drawn = frozen.candidate[pick([1, 2], seed)].id
  const concluded = { seed, drawn, state: 'concluded' }
  assert.equal(fault(frozen, concluded, checkpoint, code), null)
  assert.match(fault(frozen, { ...concluded, drawn: 'c' }, checkpoint, code), /picks/)
  assert.match(fault(frozen, concluded, 'cd'.repeat(32), code), /seed/)
  assert.match(fault({ ...frozen, candidate: frozen.candidate.toReversed?.() ?? [...frozen.candidate].reverse() },
    concluded, checkpoint, code), /order/)
})
