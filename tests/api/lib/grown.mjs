// A grown database, and how lists are read in it: as PostgreSQL plans and counts
// it, under the rights of the service and with the parameters in sight, as in
// service.
//
// It is made of rows, not of commands, in one transaction that is rolled back, in
// a database of its own: nobody can copy the one that tests begin with while
// somebody is in it.
// Half of all of each day is of one body, ours, so that its lists are as long as
// the tables; the rest of 18 others, which one supervisor sees; and one small body
// has a part in one of 5,000.  What a filter asks for is rare: one in a thousand or
// fewer; and what the reader handles does not grow.  The rest is handled by 60, one
// of whom has left, or by nobody yet.

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const QUERIES = join(import.meta.dirname, '../../../server/queries')
export const BODY = 'a0000000-0000-0000-0000-000000000001'
const PERSON = 'b0000000-0000-0000-0000-000000000001'
export const SMALL = 'a0000000-0000-0000-0000-000000000099'
const others = Array.from({ length: 18 }, (_, n) => `a0000000-0000-0000-0000-0000000000${String(n + 2).padStart(2, '0')}`)
/** Who reads, and for which bodies. */
const orgs = { [BODY]: [BODY, PERSON], [SMALL]: [SMALL, PERSON], [others[0]]: [others[0], PERSON, ...others.slice(1)] }
export const ABOVE = others[0]
export const ONE = 'd0000000-0000-0000-0000-000000000020'

/** A word that few have, else one that many have. */
const few = (rare, often) => `CASE WHEN i % 1000 = 501 THEN '${rare}' ELSE '${often}' END`

/** Its rows for each body that sees it: all that is of our body stands in front, unless said otherwise. */
const board = (item, { no = 1, on = 'day', front = 'true', word = 'NULL', number = 'NULL', holder = 'NULL::uuid', bounced = 'false' }) => `
INSERT INTO hejie.board (stream, item, no, body, front, turn_on, word, number, holder, bounced)
SELECT m.stream, '${item}', ${no}, a.body, ${front}, ${on}, ${word}, ${number}, ${holder === 'body' ? 'm.body' : holder}, ${bounced}
  FROM made m JOIN hejie.access a USING (stream);`

const grown = (disputes) => `
CREATE TEMPORARY TABLE made ON COMMIT DROP AS
SELECT i, ('d' || lpad(i::text, 31, '0'))::uuid AS stream,
       ('a' || lpad((CASE WHEN (i + i / 500) % 2 = 0 THEN 1 ELSE 2 + i % 18 END)::text, 31, '0'))::uuid AS body,
       current_date - 510 + i % 500 AS day, current_date + 5 + i % 500 AS ahead
  FROM generate_series(1, ${disputes}) i;
INSERT INTO hejie.head (stream, kind, county, version, hash, last_at, fold, snapshot, code, title)
SELECT stream, 'dispute', '999901', 1, '', day, 1, '{}', 'C' || i, 'x' FROM made;
INSERT INTO hejie.head (stream, kind, version, hash, last_at, fold, snapshot)
SELECT id, 'person', 1, '', now(), 1, '{"org":"${BODY}"' || CASE WHEN i = 1 THEN ',"left":true' ELSE '' END || '}'
  FROM (SELECT i, ('c' || lpad(i::text, 31, '0'))::uuid FROM generate_series(0, 59) i
         UNION ALL SELECT NULL, '${PERSON}') p (i, id);
INSERT INTO hejie.access (stream, body, capacity, since) SELECT stream, body, 'handler', day FROM made
 UNION ALL SELECT stream, '${SMALL}', 'assisting', day FROM made WHERE i % 5000 = 2500;
INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain)
SELECT stream, n, 'k', day, '{}', decode(repeat('00', 32), 'hex') FROM made CROSS JOIN generate_series(1, 3) n
 WHERE i <= 20000;
INSERT INTO hejie.subject_key (stream, subject, wrapped)
SELECT stream, s, '' FROM made CROSS JOIN unnest(ARRAY['title', 'text']) s;
INSERT INTO hejie.origin (stream, source, sets)
SELECT stream, CASE WHEN i % 9 = 0 THEN 'grid' ELSE 'application' END, ARRAY[${few('rare', 'often')}] FROM made;
INSERT INTO hejie.procedure (stream, no, channel, phase, body, mediators, next_on, opened_on)
SELECT stream, 1, ${few('assigned', 'people')},
       CASE WHEN i % 3 = 0 THEN 'closed' WHEN i % 1000 = 501 THEN 'settled' ELSE 'mediating' END, body,
       CASE WHEN i % 1000 = 501 AND i < 20000 THEN ARRAY['${PERSON}'::uuid]
            WHEN i % 10 > 0 THEN ARRAY[('c' || lpad((i % 60)::text, 31, '0'))::uuid] ELSE '{}' END,
       CASE WHEN i % 1000 = 501 THEN current_date - 3 WHEN i % 7 > 0 THEN ahead END, day FROM made;
INSERT INTO hejie.clock (stream, no, rule, set, state, effect, procedure, due_on, due, seq)
SELECT stream, n, 'R', 's', CASE WHEN n = 1 THEN 'running' ELSE 'met' END, 'overdue', 1, day, day, 1
  FROM made CROSS JOIN generate_series(1, 3) n;
INSERT INTO hejie.referral (stream, no, kind, state, from_body, to_body, offered_on)
SELECT stream, 1, 'refer', CASE WHEN i % 5 = 0 THEN 'offered' ELSE 'accepted' END, body, body, day FROM made;
INSERT INTO hejie.turned_down (stream, no, state, from_body, offered_on)
SELECT stream, 1, 'lapsed', body, day FROM made WHERE i % 5 = 1;
INSERT INTO hejie.service (stream, no, kind, state, procedure, body, reach, attempt, owed_on, holds_a_limit)
SELECT stream, 1, 'rights', CASE WHEN i % 3 = 2 THEN 'owed' ELSE 'served' END, 1, body,
       ${few('visit', 'call')}, 1, day, false FROM made;
INSERT INTO hejie.petition (stream, no, procedure, number, law, stage, live, act, holder, provisional)
SELECT stream, 1, 1, 'P' || i, false, 'handling', i % 3 > 0, ${few('serve', 'handle')}, body, false FROM made;
INSERT INTO hejie.work_order (stream, no, procedure, channel, live, stage, number, holder, designated,
       bounces, redo, ownerless_ms, calls, danger, next_on, next_from)
SELECT stream, 1, 1, 'hotline', i % 3 > 0, ${few('order_received', 'order_handling')}, 'N' || i, body, false,
       CASE WHEN i % 1000 = 501 THEN 2 ELSE 0 END, 0, 0, 0, false,
       CASE WHEN i % 7 > 0 THEN ahead END, day FROM made;
INSERT INTO hejie.bundle (stream, no, owner, state, pieces, pages, since, missing)
SELECT stream, 1, body, CASE WHEN i % 1000 = 501 THEN 'lacking' WHEN i % 6 = 0 THEN 'out' ELSE 'whole' END, 2, 9, day, '[]'
  FROM made;
INSERT INTO hejie.sitting (stream, no, procedure, body, mediators, starts, ends, one_side, logged_at, voided)
SELECT stream, 1, 1, body, ARRAY['m' || i % 60], day + interval '9 hours', day + interval '10 hours',
       false, day + interval '11 hours', false FROM made;
INSERT INTO hejie.link (stream, no, kind, other) SELECT stream, 1, 'recurs_after', stream FROM made WHERE i % 5 = 0;
${board('petition', { front: 'i % 3 > 0', on: 'ahead', word: few('serve', 'handle'), number: "'P' || i", holder: 'body' })}
${board('order', { front: 'i % 3 > 0', on: 'CASE WHEN i % 7 > 0 THEN ahead ELSE \'9999-12-31\' END', word: few('order_received', 'order_handling'), number: "'N' || i", holder: 'body', bounced: 'i % 1000 = 501' })}
${board('bundle', { word: "CASE WHEN i % 1000 = 501 THEN 'lacking' WHEN i % 6 = 0 THEN 'out' ELSE 'whole' END" })}
${board('procedure', {})}
${board('follow_up', { on: 'ahead', holder: `CASE WHEN i % 1000 = 501 AND i < 20000 THEN '${PERSON}'::uuid END` })}
${board('limit', { no: 2 })}
${board('limit', { no: 3 })}
ANALYZE;`

const psql = (database, input) => execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', database],
  { input, encoding: 'utf8', maxBuffer: 1 << 28 })

/** What `text` says in a copy of the database that tests begin with. */
function inCopy(text) {
  const database = `grown_${randomBytes(6).toString('hex')}`
  psql('postgres', `CREATE DATABASE ${database} TEMPLATE ${process.env.PGDATABASE}`)
  try {
    return psql(database, text)
  } finally {
    psql('postgres', `DROP DATABASE ${database}`)
  }
}

/** A query file: its text, the defaults of its parameters as literals, and how it is planned. */
function query(name) {
  const file = readFileSync(join(QUERIES, `${name}.sql`), 'utf8')
  const params = [...file.matchAll(/^-- param: (\S+) (\S+) (\S+)(?: (\S+))?/gm)]
    .map(([, key, type, from, value]) => ({ key, type, value: from === 'actor' ? BODY : value }))
  const plan = /^-- plan: once(?: but for (.*))?$/m.exec(file)
  return { text: file.replace(/^--.*\n/gm, ''), params, once: plan !== null, butFor: plan?.[1]?.split(' ') ?? [] }
}

/** What is asked of `name`: EXPLAIN, with `given` in place of the defaults; a function of "today" is written so. */
function explain(name, given, reader, n, times) {
  const { text, params, once, butFor } = query(name)
  const mode = once && !butFor.some((key) => key in given) ? 'generic' : 'custom'
  const values = params.map(({ key, type, value }) => {
    const said = given[key] ?? (value === BODY ? reader : value)
    if (said === undefined) return 'NULL'
    return /^today/.test(said) ? `(current_date${said.slice(5)})` : `'${said}'::${type}`
  })
  const asked = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY ON, FORMAT JSON) EXECUTE p${n}(${values.join(', ')});\n\\echo -----\n`
  return `DO $$ BEGIN PERFORM hejie.enter('${PERSON}', '${orgs[reader]}'); END $$;
SET LOCAL plan_cache_mode = force_${mode}_plan;
PREPARE p${n}(${params.map((p) => p.type).join(', ')}) AS ${text};\n${asked.repeat(times)}\\echo =====`
}

/** The plan, its rows, the blocks it touched and the milliseconds (the fewest of `times`) of each of `lists`, [query, parameters, who reads], among so many disputes. */
export function plansAmong(disputes, lists, times = 1) {
  const asked = lists.map(([name, given, reader = BODY], n) => explain(name, given, reader, n, times)).join('\n')
  return inCopy(`BEGIN; ${grown(disputes)}
SET LOCAL ROLE hejie_app;
${asked}
ROLLBACK;`).split('=====\n').slice(0, lists.length)
    .map((text) => text.split('-----\n').slice(0, times).map((t) => JSON.parse(t)[0]))
    .map((runs) => ({ plan: runs[0].Plan, took: Math.min(...runs.map((r) => r['Execution Time'])), rows: runs[0].Plan['Actual Rows'], blocks: runs.at(-1).Plan['Shared Hit Blocks'] + runs.at(-1).Plan['Shared Read Blocks'] }))
}

const grows = /^(head|access|board|origin|subject_key|procedure|clock|referral|turned_down|service|petition|work_order|bundle|sitting|link|event_\d+)$/

/** The tables that a plan reads whole. */
export function scanned(plan, list = []) {
  if (plan['Node Type'] === 'Seq Scan' && grows.test(plan['Relation Name'])) list.push(plan['Relation Name'])
  for (const child of plan.Plans ?? []) scanned(child, list)
  return list
}

/** How many rows of tables that grow a plan looks at, to keep or to drop them; what its functions look at counts in blocks only. */
export function looked(plan) {
  const own = grows.test(plan['Relation Name'] ?? '')
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)) * plan['Actual Loops']
    : 0
  return (plan.Plans ?? []).reduce((sum, child) => sum + looked(child), own)
}
