// HEJIE_LISTS=N: the list of what is open, and today's work, read over HTTP at a
// body that has so many open, beside 10,000: the first page, the same unchanged,
// a page of 50 one after the other, and one deep in it.
//
// The disputes are made of rows, not of commands, and have no titles: to open
// those of a page takes the same time however many others there are.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const many = Number(process.env.HEJIE_LISTS ?? 0)
const few = 10_000
let service, village
before(async () => {
  if (many === 0) return
  service = await startService()
  village = await (await openSite(service)).as('village.a')
  await sql(service.database, `
INSERT INTO hejie.head (stream, kind, version, hash, last_at, fold, snapshot)
SELECT ('c' || lpad(i::text, 31, '0'))::uuid, 'person', 1, '', now(), 1, '{"org":"${village.org}"}'
  FROM generate_series(0, 39) i`)
})
after(() => service?.stop())

/** Disputes `from` … `to`: one in 20 is nobody's yet, of the first ten are the reader's, the others are handled by 40. */
const grow = (from, to) => sql(service.database, `BEGIN;
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT i, ('d' || lpad(i::text, 31, '0'))::uuid AS stream, '${village.org}'::uuid AS body,
       date '2024-01-01' + i % 500 AS day
  FROM generate_series(${from}, ${to}) i;
INSERT INTO hejie.head (stream, kind, county, version, hash, last_at, fold, snapshot, code)
SELECT stream, 'dispute', '999901', 1, '', day, 1, '{}', 'C' || i FROM made;
INSERT INTO hejie.access (stream, body, capacity, since) SELECT stream, body, 'handler', day FROM made;
INSERT INTO hejie.procedure (stream, no, channel, phase, body, mediators, next_on, opened_on)
SELECT stream, 1, 'people', 'mediating', body,
       CASE WHEN i % 20 = 3 THEN '{}'::uuid[]
            WHEN i % 1000 = 7 AND i <= ${few} THEN ARRAY['${village.person}'::uuid]
            ELSE ARRAY[('c' || lpad((i % 40)::text, 31, '0'))::uuid] END, day + 300, day FROM made;
COMMIT;
ANALYZE hejie.head, hejie.access, hejie.procedure;`)

/** Milliseconds of the quickest of 40, for the machine may be busy, and the answer. */
async function quickest(path, headers) {
  let took = Infinity
  let answer
  for (let i = 0; i < 40; i++) {
    const begun = performance.now()
    answer = await village.get(path, headers)
    took = Math.min(took, performance.now() - begun)
  }
  return { took, answer }
}

const LIST = '/api/v1/disputes'
/** Milliseconds of the median of 50 pages, one after the other. */
async function leaf() {
  const seen = new Set()
  const took = []
  for (let next = ''; seen.size < 2500; ) {
    const begun = performance.now()
    const page = await village.read(`${LIST}${next}`)
    took.push(performance.now() - begun)
    assert.equal(page.items.length, 50)
    for (const item of page.items) seen.add(item.id)
    next = `?${page.next}`
  }
  return took.sort((a, b) => a - b)[25]
}

async function measure() {
  const first = await quickest(LIST)
  const unchanged = await quickest(LIST, { 'If-None-Match': first.answer.headers.get('etag') })
  assert.equal(unchanged.answer.status, 304)

  await leaf() // from the disk, as it may be
  const pages = await leaf()
  const deep = await quickest(`${LIST}?after_on=2026-02-01`)
  assert.equal(deep.answer.json.items.length, 50)
  const today = await quickest('/api/v1/today?limit=200')
  assert.equal(today.answer.json.items.length, 200)
  return { first: first.took, unchanged: unchanged.took, pages, deep: deep.took, today: today.took }
}

test(`over HTTP a page of ${many} is as fast as one of ${few}`, { skip: many === 0 }, async (t) => {
  await grow(1, few)
  const small = await measure()
  await grow(few + 1, many)
  const large = await measure()
  for (const what of Object.keys(small)) t.diagnostic(`${what}: ${small[what].toFixed(1)} ms, ${large[what].toFixed(1)} ms among ${many}`)
  for (const what of Object.keys(small)) assert.ok(large[what] <= 3 * small[what] + 5, `${what}: ${small[what]} ms, ${large[what]} ms`)
})
