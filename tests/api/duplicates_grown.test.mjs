// Looking for duplicates in a grown database: 2,000 disputes in the usual run,
// 100,000 with scripts/test --all (HEJIE_ALIKE says how many).
//
// The rows are made, not registered: every fifth name of a party is one of the
// hundred most common, every text shares some bands with many others, and each
// matter that is asked for has a likeness that must be found.  Asked under the
// rights of the service, in a database of its own.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

const DISPUTES = Number(process.env.HEJIE_ALIKE ?? 2000)
const ASKED = 60
const MOST = 50 // candidates, as the service asks
const BODY = 'a0000000-0000-0000-0000-000000000001'
const PERSON = 'b0000000-0000-0000-0000-000000000001'

const database = `grown_${randomBytes(6).toString('hex')}`
const psql = (name, input) =>
  execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', name], { input, encoding: 'utf8', maxBuffer: 1 << 26 })
before(() => psql('postgres', `CREATE DATABASE ${database} TEMPLATE ${process.env.PGDATABASE};`))
after(() => psql('postgres', `DROP DATABASE ${database};`))

// What dispute i holds, by a function of i alone, so that it can be asked for.
const MADE = `
CREATE SCHEMA made;
CREATE FUNCTION made.mix(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
AS $$ SELECT ('x' || substr(md5(a || '/' || b), 1, 15))::bit(60)::bigint $$;
CREATE FUNCTION made.stream(i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
AS $$ SELECT ('d' || lpad(i::text, 31, '0'))::uuid $$;
-- A name: every fifth party has one of a hundred, the others one of 30,000.
CREATE FUNCTION made.name(i bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
AS $$ SELECT CASE WHEN i % 5 = 0 THEN made.mix(i, 1) % 100 ELSE 100 + made.mix(i, 2) % 30000 END $$;
CREATE FUNCTION made.tokens(i bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE
AS $$ SELECT ARRAY[made.mix(i, 11), made.mix(i, 12), made.mix(made.name(i), 13),
                   made.mix(made.name(i) % 400, 14), made.mix(made.name(i) % 700, 15)] $$;
CREATE FUNCTION made.bands(i bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE
AS $$ SELECT array_agg(CASE WHEN n <= 2 THEN made.mix(made.mix(i, n) % 300, 20) ELSE made.mix(i, 30 + n) END)
        FROM generate_series(1, 24) n $$;
CREATE TEMPORARY TABLE disputes AS SELECT i::bigint, made.stream(i) AS stream FROM generate_series(1, ${DISPUTES}) i;
INSERT INTO hejie.access (stream, body, capacity, since) SELECT stream, '${BODY}', 'handler', '2025-01-01' FROM disputes;
INSERT INTO hejie.party_index (stream, party, county, tokens)
SELECT stream, n, '999901', made.tokens(2 * i + n) FROM disputes CROSS JOIN generate_series(1, 2) n;
INSERT INTO hejie.text_index (stream, part, county, bands)
SELECT stream, p, '999901', made.bands(i * 2 + length(p)) FROM disputes CROSS JOIN unnest(ARRAY['title', 'facts']) p;
ANALYZE hejie.access; ANALYZE hejie.party_index; ANALYZE hejie.text_index;`

// Asked for matter i again: both names, one telephone, a quarter of the bands.
const ask = (i) => `
SELECT clock_timestamp() AS begun \\gset
SELECT coalesce(bool_or(stream = made.stream(${i})), false) || ' ' || count(*) AS found
  FROM hejie.find_alike(
    array_fill('999901'::text, ARRAY[15]), ARRAY[2, 3, 4, 4, 3, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5],
    (made.tokens(${2 * i + 1}))[2:5] || (made.tokens(${2 * i + 2}))[3:5] || (made.bands(${i * 2 + 5}))[1:8], ${MOST}) \\gset
SELECT :'found' || ' ' || round((extract(epoch FROM clock_timestamp() - :'begun'::timestamptz) * 1000)::numeric, 1);`

test(`a likeness is found among ${DISPUTES} disputes by index`, (t) => {
  const wanted = Array.from({ length: ASKED }, (_, n) => 1 + Math.floor((n * DISPUTES) / ASKED))
  const out = psql(database, `BEGIN; ${MADE}
GRANT USAGE ON SCHEMA made TO hejie_app;
SET LOCAL ROLE hejie_app;
DO $$ BEGIN PERFORM hejie.enter('${PERSON.replaceAll('-', '')}', '${BODY.replaceAll('-', '')}'); END $$;
\\echo =====
${wanted.map(ask).join('\n')}
RESET ROLE;
\\echo =====
SELECT relname, seq_scan, idx_scan FROM pg_stat_xact_user_tables WHERE relname IN ('party_index', 'text_index') ORDER BY 1;
ROLLBACK;`)
  const [, answers, scans] = out.split('=====\n')
  const rows = answers.trim().split('\n').map((line) => line.split(' '))
  assert.equal(rows.length, ASKED)
  const took = rows.map((r) => Number(r[2])).sort((a, b) => a - b)
  const found = rows.filter((r) => r[0] === 'true').length
  t.diagnostic(`${DISPUTES} disputes, ${ASKED} asked for: ${found} found; median ${took[ASKED >> 1]} ms, slowest ${took.at(-1)} ms`)
  t.diagnostic(scans.trim().split('\n').map((s) => s.split('|')).map(([table, seq, idx]) => `${table}: ${seq} scans of all, ${idx} by index`).join('; '))
  assert.equal(found, ASKED)
  for (const r of rows) assert.ok(Number(r[1]) <= MOST)
  // A small table is read whole, and rightly so.
  if (DISPUTES < 50_000) return
  for (const line of scans.trim().split('\n')) assert.ok(Number(line.split('|')[2]) >= ASKED, line)
})
