// How well duplicates are found: 240 labelled pairs, end to end through the
// keyed index.  Every second matter is asked for while all 240 first ones stand
// in the database, so whatever else is shown for it counts as wrong.  Points and
// thresholds (lib/commands/links/alike.h) were set on pairs of this generator;
// of real matters these figures say nothing.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { openSite, registration } from './lib/client.mjs'
import { linesOf, makePairs } from './lib/pairs.mjs'
import { startService } from './lib/service.mjs'

const pairs = makePairs()
let service
let village
before(async () => {
  service = await startService()
  village = await (await openSite(service)).as('village.a')
})
after(() => service?.stop())

test('the pairs are those that were labelled', async () => {
  assert.equal(linesOf(pairs), await readFile(new URL('pairs.tsv', import.meta.url), 'utf8'))
  assert.ok(pairs.length >= 200)
})

async function stands(pair) {
  const { id } = await village.register(registration({ title: `第${pair.pair}件`, ...pair.first }))
  if (!pair.closed) return id
  await village.done(id, 'record-consent', { party: 2, answer: 'refuses', manner: 'oral' })
  await village.done(id, 'serve-notice', { means: 'handed', notices: [1, 2] })
  await village.done(id, 'close')
  return id
}

const percent = (n, of) => Math.round((1000 * n) / of) / 10

test('precision and recall are what they were', async (t) => {
  const ids = []
  for (const pair of pairs) ids.push(await stands(pair))
  let right = 0, wrong = 0, kinds = 0
  const missed = [], others = []
  for (const [n, pair] of pairs.entries()) {
    const answer = await village.post('/api/v1/duplicates', pair.second)
    assert.equal(answer.status, 200, answer.text)
    const own = answer.json.items.find((i) => i.id === ids[n])
    const meant = pair.label !== 'unrelated'
    right += own && meant ? 1 : 0
    const false_ones = answer.json.items.length - (own && meant ? 1 : 0)
    wrong += false_ones
    if (meant && !own) missed.push(`${pair.pair} ${pair.label}: ${pair.hard}`)
    if (false_ones > 0) others.push(`${pair.pair} ${pair.label}: ${pair.hard}`)
    kinds += own && own.suggested.kind === pair.label ? 1 : 0
    if (own && meant && own.suggested.kind !== pair.label) others.push(`${pair.pair} ${pair.label}: ${pair.hard}: taken for ${own.suggested.kind}`)
  }
  const related = pairs.filter((p) => p.label !== 'unrelated').length
  const found = { precision: percent(right, right + wrong), recall: percent(right, related), kinds: percent(kinds, right) }
  t.diagnostic(`${pairs.length} pairs, ${related} related: precision ${found.precision} %, recall ${found.recall} %, kind right ${found.kinds} %`)
  for (const line of [...missed.map((m) => `missed ${m}`), ...others.map((o) => `wrong ${o}`)]) t.diagnostic(line)
  assert.ok(found.precision >= 92, `precision ${found.precision}`)
  assert.ok(found.recall >= 93, `recall ${found.recall}`)
  assert.ok(found.kinds >= 95, `kinds ${found.kinds}`)
})
