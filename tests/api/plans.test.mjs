// How lists are read in a grown database: the first page of each comes by an
// index, never by looking at every row of a table that grows with disputes.
//
// The base is made of rows, not of commands: 20,000 disputes of 19 bodies, in one
// transaction that is rolled back.  Plans are PostgreSQL's own, under the rights
// of the service and with the parameters in sight, as in service.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'

const QUERIES = join(import.meta.dirname, '../../server/queries')
const DISPUTES = 20_000
const BODY = 'a0000000-0000-0000-0000-000000000001'
const PERSON = 'b0000000-0000-0000-0000-000000000001'

// Dispute i belongs to body i % 19; what it has beside its procedure, i says.
const GROWN = `
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT i, ('d' || lpad(i::text, 31, '0'))::uuid AS stream,
       ('a' || lpad((i % 19)::text, 31, '0'))::uuid AS body,
       '2025-01-01'::date + i % 500 AS day
  FROM generate_series(1, ${DISPUTES}) i;
INSERT INTO hejie.head (stream, kind, county, version, hash, last_at, fold, snapshot, code, title)
SELECT stream, 'dispute', '999901', 1, '', day, 1, '{}', 'C' || i, 'x' FROM made;
INSERT INTO hejie.access (stream, body, capacity, since) SELECT stream, body, 'handler', day FROM made;
INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain)
SELECT stream, n, 'k', day, '{}', decode(repeat('00', 32), 'hex') FROM made CROSS JOIN generate_series(1, 3) n;
INSERT INTO hejie.subject_key (stream, subject, wrapped)
SELECT stream, s, '' FROM made CROSS JOIN unnest(ARRAY['title', 'text']) s;
INSERT INTO hejie.origin (stream, source)
SELECT stream, CASE WHEN i % 9 = 0 THEN 'grid' ELSE 'application' END FROM made;
INSERT INTO hejie.procedure (stream, no, channel, phase, body, mediators, next_on, opened_on)
SELECT stream, 1, 'people', CASE WHEN i % 3 = 0 THEN 'closed' ELSE 'mediating' END, body,
       ARRAY['${PERSON}'::uuid], CASE WHEN i % 7 > 0 THEN day END, day FROM made;
INSERT INTO hejie.clock (stream, no, rule, set, state, effect, procedure, due_on, due, seq)
SELECT stream, n, 'R', 's', CASE WHEN n = 1 THEN 'running' ELSE 'met' END, 'overdue', 1, day, day, 1
  FROM made CROSS JOIN generate_series(1, 3) n;
INSERT INTO hejie.referral (stream, no, kind, state, from_body, to_body, offered_on)
SELECT stream, 1, 'refer', CASE WHEN i % 5 = 0 THEN 'offered' ELSE 'accepted' END, body, body, day FROM made;
INSERT INTO hejie.service (stream, no, kind, state, procedure, body, attempt, owed_on, holds_a_limit)
SELECT stream, 1, 'rights', CASE WHEN i % 4 = 0 THEN 'owed' ELSE 'served' END, 1, body, 1, day, false FROM made;
INSERT INTO hejie.petition (stream, no, procedure, number, law, stage, live, act, holder, provisional, turn_on)
SELECT stream, 1, 1, 'P' || i, false, 'handling', i % 4 > 0, 'opinion', body, false, day FROM made;
INSERT INTO hejie.work_order (stream, no, procedure, channel, live, stage, number, holder, designated,
       bounces, redo, ownerless_ms, calls, danger, next_on, next_from)
SELECT stream, 1, 1, 'hotline', i % 4 > 0, 'order_handling', 'N' || i, body, false, 0, 0, 0, 0, false,
       CASE WHEN i % 7 > 0 THEN day END, day - 5 FROM made;
INSERT INTO hejie.bundle (stream, no, owner, state, pieces, pages, since, missing)
SELECT stream, 1, body, CASE WHEN i % 6 = 0 THEN 'out' ELSE 'whole' END, 2, 9, day, '[]' FROM made;
INSERT INTO hejie.sitting (stream, no, procedure, body, mediators, starts, ends, one_side, logged_at, voided)
SELECT stream, 1, 1, body, ARRAY['m' || i % 60], day + interval '9 hours', day + interval '10 hours',
       false, day + interval '11 hours', false FROM made;
INSERT INTO hejie.link (stream, no, kind, other) SELECT stream, 1, 'recurs_after', stream FROM made WHERE i % 5 = 0;
ANALYZE;`

const psql = (text) => execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1'],
  { input: text, encoding: 'utf8', maxBuffer: 1 << 28 })

/** A query file: its text, and the defaults of its parameters as literals. */
function query(name) {
  const file = readFileSync(join(QUERIES, `${name}.sql`), 'utf8')
  const params = [...file.matchAll(/^-- param: (\S+) (\S+) (\S+)(?: (\S+))?/gm)]
    .map(([, key, type, from, value]) => ({ key, type, value: from === 'actor' ? BODY : value }))
  return { text: file.replace(/^--.*\n/gm, ''), params }
}

/** What is asked of `name`: EXPLAIN, with `given` in place of the defaults. */
function explain(name, given, n) {
  const { text, params } = query(name)
  const values = params.map(({ key, type, value }) => {
    const said = given[key] ?? value
    return said === undefined ? 'NULL' : `'${said}'::${type}`
  })
  return `PREPARE p${n}(${params.map((p) => p.type).join(', ')}) AS ${text};
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY ON, FORMAT JSON) EXECUTE p${n}(${values.join(', ')});
\\echo =====`
}

const ONE = 'd0000000-0000-0000-0000-000000000020'
const MONTH = { from: '2025-06-01', to: '2025-06-30' }
const LISTS = [
  ['disputes', {}],
  ['disputes', { after_on: '2025-06-01' }],
  ['today', {}],
  ['referrals', {}],
  ['service', {}],
  ['petitions', {}],
  ['petitions', { all: 1 }],
  ['petitions', { number: 'P20' }],
  ['petitions', { holder: BODY }],
  ['orders', {}],
  ['orders', { all: 1 }],
  ['orders', { number: 'N20' }],
  ['orders', { holder: BODY }],
  ['bundles', {}],
  ['bundles', { state: 'out' }],
  ['findings_sessions', { from: '2025-06-01', to: '2025-06-07' }],
  ['procedures', MONTH],
  ['procedures', { ...MONTH, source: 'grid' }],
  ['procedures', { ...MONTH, all: 1 }],
  ['limits', MONTH],
  ['figures_procedures', MONTH],
  ['figures_limits', MONTH],
  ['dispute', { id: ONE }],
  ['timeline', { id: ONE }],
  ['clocks', { id: ONE }],
  ['links', { id: ONE }],
]

/** The tables that a plan reads whole. */
function scanned(plan, list = []) {
  if (plan['Node Type'] === 'Seq Scan') list.push(plan['Relation Name'])
  for (const child of plan.Plans ?? []) scanned(child, list)
  return list
}

const grows = /^(head|access|origin|subject_key|procedure|clock|referral|service|petition|work_order|bundle|sitting|link|event_\d+)$/
let plans

before(() => {
  const asked = LISTS.map(([name, given], n) => explain(name, given, n)).join('\n')
  plans = psql(`BEGIN; ${GROWN}
SET LOCAL ROLE hejie_app;
SET LOCAL plan_cache_mode = force_custom_plan;
DO $$ BEGIN PERFORM hejie.enter('${PERSON.replaceAll('-', '')}', '${BODY.replaceAll('-', '')}'); END $$;
${asked}
ROLLBACK;`).split('=====\n').slice(0, LISTS.length).map((t) => JSON.parse(t)[0])
})

for (const [n, [name, given]] of LISTS.entries())
  test(`${name} ${JSON.stringify(given)} is read by index`, (t) => {
    const { Plan: plan, 'Execution Time': took } = plans[n]
    t.diagnostic(`${took.toFixed(1)} ms, ${plan['Actual Rows']} rows`)
    assert.deepEqual(scanned(plan).filter((table) => grows.test(table)), [], JSON.stringify(plan))
  })
