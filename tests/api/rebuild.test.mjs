// Every derived table can be made anew from the timelines.
//
// Which tables there are, and which columns, the catalogue says: whatever is in
// the schema and belongs to a stream is derived, but for what `kept` names.  In
// each, every column of a row is altered, a row is taken away, one is added, as
// only the owner of the database could: --check reports each, rebuild repairs
// each.  They are done to all tables at once, because a report names the table.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite } from './lib/client.mjs'
import { everything } from './lib/everything.mjs'
import { sql, startService } from './lib/service.mjs'

// What belongs to a stream and is not derived from it.
const kept = ['event', 'log', 'subject_key', 'read_log', 'idempotency', 'follow_up', 'outbox', 'upload', 'upload_chunk', 'import_row']
// Leases of the agents, in a table whose other columns are derived.
const leases = { due: ['leased_until', 'fence'] }

let service
let site
let tables // { name, key: [column], rest: [column], type: { column: type } }
before(async () => {
  service = await startService()
  site = await openSite(service)
  await everything(service, site)
  const columns = await query(`
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attname = 'stream' OR a.attnum = ANY (k.conkey)
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
     WHERE c.relnamespace = 'hejie'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND EXISTS (SELECT FROM pg_attribute s WHERE s.attrelid = c.oid AND s.attname = 'stream')
     ORDER BY c.relname, array_position(k.conkey, a.attnum), a.attnum`)
  tables = [...new Set(columns.map(([table]) => table))].filter((t) => !kept.includes(t)).map((name) => {
    const of = columns.filter(([t, column]) => t === name && !leases[name]?.includes(column))
    return {
      name,
      key: of.filter(([, , , key]) => key === 't').map(([, column]) => column),
      rest: of.filter(([, , , key]) => key === 'f').map(([, column]) => column),
      type: Object.fromEntries(of.map(([, column, type]) => [column, type])),
    }
  })
})
after(() => service?.stop())

const query = (text) => sql(service.database, text)
const rebuild = async (...options) => {
  const { code, stdout, stderr } = await hejie(service, 'rebuild', ...options)
  const lines = stdout.trim().split('\n')
  return { code, sum: lines.pop(), lines: lines.sort(), stderr }
}
const clean = async () => {
  const { code, sum, lines, stderr } = await rebuild('--check')
  assert.deepEqual([code, lines], [0, []], stderr)
  assert.match(sum, /\b0 differences\b/)
}
const columnsOf = (t) => [...t.key, ...t.rest]
const contents = async () =>
  new Map(await Promise.all(tables.map(async (t) => [t.name, await query(`SELECT (${columnsOf(t).join(', ')})::text FROM hejie.${t.name} ORDER BY 1`)])))

const foreign = '00000000-0000-4000-8000-000000000001'
const other = {
  boolean: (c) => `NOT coalesce(${c}, false)`,
  integer: (c) => `coalesce(${c}, 0) + 1`,
  bigint: (c) => `coalesce(${c}, 0) + 1`,
  text: (c) => `coalesce(${c}, '') || 'x'`,
  date: (c) => `coalesce(${c}, '2000-01-01') + 1`,
  'timestamp with time zone': (c) => `coalesce(${c}, '2000-01-01') + interval '1 day'`,
  uuid: () => `'${foreign}'`,
  bytea: (c) => `${c} || '\\x00'`,
  'text[]': (c) => `coalesce(${c}, '{}') || 'x'::text`,
  'uuid[]': (c) => `coalesce(${c}, '{}') || '${foreign}'::uuid`,
  'bigint[]': (c) => `coalesce(${c}, '{}') || 1::bigint`,
  jsonb: () => `'"altered"'`,
}
// The row of a table that is meddled with: the first of a dispute, if there is one.
const first = (t) => `(SELECT ctid FROM hejie.${t.name} ORDER BY stream IN
  (SELECT stream FROM hejie.head WHERE kind = 'dispute') DESC, ${t.key.join(', ')} LIMIT 1)`
const alter = (t, columns) => {
  const to = columns.map((c) => {
    assert.ok(other[t.type[c]], `how to alter ${t.name}.${c}, a ${t.type[c]}`)
    return `${c} = ${other[t.type[c]](c)}`
  })
  return `UPDATE hejie.${t.name} SET ${to.join(', ')} WHERE ctid = ${first(t)} RETURNING stream`
}
const remove = (t) => `DELETE FROM hejie.${t.name} WHERE ctid = ${first(t)} RETURNING stream`
// A copy of the row with other values in its key.
const add = (t, key) => {
  const values = columnsOf(t).map((c) => key[c] ?? c)
  return `INSERT INTO hejie.${t.name} (${columnsOf(t).join(', ')}) SELECT ${values.join(', ')} FROM hejie.${t.name} WHERE ctid = ${first(t)} RETURNING stream`
}

// Do what `statement` says to each table: "STREAM TABLE" of each, in order.
async function change(list, statement) {
  // What is taken out of one table must not hide a dispute from the next.
  const ordered = [...list].sort((a, b) => (a.name === 'head') - (b.name === 'head'))
  const done = await query(ordered.map((t) => `WITH done AS (${statement(t)}) SELECT replace(stream::text, '-', ''), '${t.name}' FROM done`).join(';\n'))
  assert.equal(done.length, list.length, 'each statement changed one row')
  return done.map((row) => row.join(' ')).sort()
}

// It is reported, and repaired.
async function meddle(list, statement) {
  const before = await contents()
  const expected = await change(list, statement)
  const found = await rebuild('--check')
  assert.deepEqual([found.code, found.lines], [1, expected.map((l) => `${l} differs`)], found.stderr)
  const repaired = await rebuild()
  assert.deepEqual([repaired.code, repaired.lines], [0, expected.map((l) => `${l} differed, repaired`)], repaired.stderr)
  assert.deepEqual(await contents(), before)
}

test('every derived table has rows, and there is no difference', async () => {
  for (const [table, rows] of await contents()) assert.ok(rows.length > 0, `${table} is empty: lib/everything.mjs makes no row of it`)
  await clean()
})

test('every column of every table is compared', async () => {
  const before = await contents()
  const keep = tables.map((t) => `CREATE TABLE public.kept_${t.name} AS SELECT * FROM hejie.${t.name} WHERE ctid = ${first(t)}`)
  await query(keep.join(';\n'))
  const back = tables.map((t) => {
    const same = t.key.map((c) => `t.${c} = k.${c}`).join(' AND ')
    return `DELETE FROM hejie.${t.name} t USING public.kept_${t.name} k WHERE ${same}; INSERT INTO hejie.${t.name} TABLE public.kept_${t.name}`
  })
  const most = Math.max(...tables.map((t) => t.rest.length))
  for (let i = 0; i < most; i++) {
    const list = tables.filter((t) => i < t.rest.length)
    const expected = await change(list, (t) => alter(t, [t.rest[i]]))
    const found = await rebuild('--check')
    assert.deepEqual([found.code, found.lines], [1, expected.map((l) => `${l} differs`)], found.stderr)
    await query(back.join(';\n'))
  }
  assert.deepEqual(await contents(), before)
})

test('a row that is altered in all columns is put right', async () => {
  await meddle(tables.filter((t) => t.rest.length > 0), (t) => alter(t, t.rest))
  await clean()
})

test('a row that was taken away comes back', async () => {
  await meddle(tables, remove)
  await clean()
})

test('a row too many of a dispute goes', async () => {
  const own = (t) => t.key.findLast((c) => c !== 'stream')
  const value = { text: "'added'", uuid: `'${foreign}'`, integer: '999', bigint: '999' }
  await meddle(tables.filter(own), (t) => add(t, { [own(t)]: value[t.type[own(t)]] }))
  await clean()
})

test('the code of one dispute that names another comes back to it', async () => {
  const before = await contents()
  const [[a], [b]] = await query('SELECT stream FROM hejie.dispute_code ORDER BY stream LIMIT 2')
  for (const [from, to] of [[a, b], [b, a]]) {
    await query(`UPDATE hejie.dispute_code SET stream = '${to}' WHERE stream = '${from}'`)
    const found = await rebuild('--check')
    assert.deepEqual(found.lines, [from, to].map((s) => `${s.replaceAll('-', '')} dispute_code differs`).sort())
    assert.equal((await rebuild()).code, 0)
    assert.deepEqual(await contents(), before)
  }
})

test('rows of a stream that is not there go, and those of another kind of stream', async () => {
  const of = (stream) => (t) => add(t, { stream, ...(t.name === 'dispute_code' ? { code: "'ADDED'" } : {}) })
  await meddle(tables, of(`'${foreign}'`))
  const organisation = "(SELECT stream FROM hejie.head WHERE kind = 'organisation' ORDER BY stream LIMIT 1)"
  await meddle(tables.filter((t) => t.name !== 'head'), of(`${organisation}`))
  await clean()
})

test('it finds nothing while the service writes', async () => {
  const village = await site.as('village.a')
  let stop = false
  const writing = (async () => {
    for (let i = 0; i < 200 && !stop; i++) await village.register()
  })()
  try {
    for (let i = 0; i < 3; i++) assert.match((await rebuild()).sum, /\b0 differences\b/)
  } finally {
    stop = true
    await writing
  }
})
