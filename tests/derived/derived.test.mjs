// The derived rows a second time, by derived.sql: the histories that the property
// test plays are stored turn by turn with hejie.append(), as the service does,
// and then plain SQL over the events' JSON gives the same rows.
//
// HEJIE_HISTORIES=n takes more or fewer of them.  Needs a cluster:
// scripts/with-database node --test tests/derived/derived.test.mjs

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const programs = dirname(process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie'))
const histories = Number(process.env.HEJIE_HISTORIES ?? 1000)
const database = `derived_${process.pid}`

async function psql(name, ...args) {
  const { stdout } = await run('psql', ['-XAtq', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', name, ...args], { maxBuffer: 1 << 26 })
  return stdout.split('\n').filter((l) => l !== '').map((l) => l.split('\t'))
}
const derived = () => psql(database, '-f', join(root, 'tests/derived/derived.sql'))

// The turns in their order, as one session of the agents would append them; the
// chain is not what is looked at.
const store = (file) => `
  INSERT INTO hejie.nature (simulated, demonstration, now) VALUES (true, true, '9999-01-01');
  CREATE TEMP TABLE turn (n bigint GENERATED ALWAYS AS IDENTITY, line text);
  GRANT SELECT ON turn TO hejie_agent;
  \\copy turn (line) FROM '${file}' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')
  SET SESSION AUTHORIZATION hejie_agent;
  SELECT a.code, count(*)
    FROM (SELECT line::jsonb AS t FROM turn ORDER BY n OFFSET 0) turn,
         LATERAL hejie.append('recorded', NULL, (t ->> 'stream')::uuid, 'dispute', t ->> 'county',
             (t ->> 'version')::bigint, sha256(''), (t ->> 'now')::timestamptz, NULL, NULL,
             ARRAY(SELECT jsonb_array_elements_text(t -> 'kinds')),
             ARRAY(SELECT jsonb_array_elements_text(t -> 'bytes')),
             array_fill(sha256(''), ARRAY[jsonb_array_length(t -> 'kinds')]), 1, '{}', t ->> 'code',
             NULL, (t ->> 'closed')::boolean, (t ->> 'due')::timestamptz, t ->> 'rows', NULL, NULL, NULL) a
   GROUP BY 1`

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hejie-derived-'))
  try {
    const file = join(folder, 'played')
    const env = { ...process.env, HEJIE_RECORD: file, HEJIE_SEQUENCES: String(histories) }
    await run(join(programs, 'property_commands_property_test'), [], { cwd: root, env })
    await psql('postgres', '-c', `CREATE DATABASE ${database} TEMPLATE ${process.env.PGDATABASE}`)
    const script = join(folder, 'store.sql')
    await writeFile(script, store(file))
    const codes = await psql(database, '-f', script)
    assert.deepEqual(codes.map(([code]) => code), ['stored'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
after(() => psql('postgres', '-c', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`))

test('SQL over the events gives the rows that C has written', async () => {
  const tables = await derived()
  assert.deepEqual(tables.map(([name]) => name).sort(), ['access', 'board', 'clock', 'due', 'head', 'notice', 'origin', 'procedure', 'referral'])
  for (const [name, n, differ, such] of tables) {
    assert.equal(differ, '0', `${name}: ${such}`)
    assert.ok(Number(n) >= histories / 5, `${name} has only ${n} rows`)
  }
})

test('it finds a row that is not what the events say', async () => {
  const changes = {
    head: 'SET closed = NOT closed',
    procedure: 'SET attempts = attempts + 1',
    clock: 'SET due_on = due_on + 1',
    referral: "SET state = 'lapsed!'",
    notice: "SET state = 'served!'",
    board: 'SET turn_on = turn_on + 1',
    access: "SET since = since + 1",
    origin: "SET sets = sets || 'x'::text",
    due: "SET at = at + interval '1 day'",
  }
  for (const [table, change] of Object.entries(changes))
    await psql(database, '-c', `UPDATE hejie.${table} ${change} WHERE stream = (SELECT min(stream::text)::uuid FROM hejie.${table}
      ${table === 'clock' ? 'WHERE due_on IS NOT NULL' : ''})`)
  for (const [name, , differ] of await derived()) assert.notEqual(differ, '0', name)
})
