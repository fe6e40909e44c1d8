// Every derived table can be made anew from the timelines.
//
// In each, one row is altered, one taken away and one added, as only the owner
// of the database could: --check reports each, rebuild repairs each.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, registration, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
before(async () => {
  service = await startService()
  site = await openSite(service)
  const [village, township] = await site.all('village.a', 'township.a')
  await site.move('2024-03-04T10:00:00+08:00')
  for (let i = 0; i < 3; i++) {
    const { id } = await village.register()
    await takeUp(village, id)
    await site.move(`2024-03-0${5 + i}T16:00:00+08:00`)
    for (const hour of [11, 13, 15]) await village.done(id, 'log-session', sitting(`2024-03-0${5 + i}T${hour}:00:00+08:00`, 'not_agreed'))
    if (i > 0) await township.done(id, 'accept-referral', { referral: 1 })
  }
  await village.register(registration())
  const seat = await site.as('hotline.a')
  await seat.register(registration({ source: 'hotline', channel: 'hotline', external: '热-1' }))
  const office = await site.as('petition.a')
  const petition = await office.register(registration({ source: 'petition', channel: undefined }))
  await office.done(petition.id, 'register-petition', { class: 'accusation', accused: seat.org })
  const help = { body: seat.org, consent: true, kind: 'social', manner: 'oral', name: '甲' }
  assert.equal((await village.post('/api/v1/helps/commands/refer-to-help', help)).status, 201)
})
after(() => service?.stop())

const query = (text) => sql(service.database, text)
const check = async () => {
  const { code, stdout, stderr } = await hejie(service, 'rebuild', '--check')
  return { code, lines: stdout.trim().split('\n'), text: stdout + stderr }
}
// Everything in a derived table, row by row; leases and fences of `due` are the
// agents' own.
const contents = async (table) =>
  (await query(`SELECT ${table === 'due' ? '(stream, at)' : 't'}::text FROM hejie.${table} t ORDER BY 1`)).map(([row]) => row)
const differing = (a, b) => [...a.filter((r) => !b.includes(r)), ...b.filter((r) => !a.includes(r))].map((r) => r.slice(0, 120))
// What one test leaves unrepaired is no matter of the next.
const restore = (table) =>
  query(`BEGIN; DELETE FROM hejie.${table}; INSERT INTO hejie.${table} SELECT * FROM public.kept_${table}; COMMIT`)

const foreign = '00000000-0000-4000-8000-000000000001'
const dispute = `(SELECT stream FROM hejie.procedure WHERE no = 1 ORDER BY stream LIMIT 1)`
const tables = {
  head: {
    alter: `UPDATE hejie.head SET closed = true WHERE stream = ${dispute}`,
    remove: `DELETE FROM hejie.head WHERE stream = ${dispute}`,
    add: `INSERT INTO hejie.head SELECT '${foreign}', kind, county, version, hash, last_at, fold, snapshot, 'X', title, closed FROM hejie.head WHERE stream = ${dispute}`,
  },
  dispute_code: {
    alter: `UPDATE hejie.dispute_code SET code = 'ALTERED' WHERE stream = ${dispute}`,
    remove: `DELETE FROM hejie.dispute_code WHERE stream = ${dispute}`,
    add: `INSERT INTO hejie.dispute_code VALUES ('ADDED', ${dispute})`,
  },
  access: {
    alter: `UPDATE hejie.access SET until = '2024-01-01' WHERE stream = ${dispute} AND capacity = 'handler'`,
    remove: `DELETE FROM hejie.access WHERE stream = ${dispute} AND capacity = 'registrar'`,
    add: `INSERT INTO hejie.access VALUES (${dispute}, '${foreign}', 'handler', '2024-01-01')`,
  },
  procedure: {
    alter: `UPDATE hejie.procedure SET attempts = attempts + 1 WHERE stream = ${dispute} AND no = 1`,
    remove: `DELETE FROM hejie.procedure WHERE stream = ${dispute} AND no = 1`,
    add: `INSERT INTO hejie.procedure (stream, no, channel, phase) VALUES (${dispute}, 99, 'people', 'opened')`,
  },
  clock: {
    alter: `UPDATE hejie.clock SET due_on = due_on + 1 WHERE stream = (SELECT stream FROM hejie.clock ORDER BY stream LIMIT 1)`,
    remove: `DELETE FROM hejie.clock WHERE (stream, no) = (SELECT stream, no FROM hejie.clock ORDER BY stream, no LIMIT 1)`,
    add: `INSERT INTO hejie.clock (stream, no, rule, set, state, effect) VALUES (${dispute}, 99, 'X', 'X', 'running', 'task')`,
  },
  referral: {
    alter: `UPDATE hejie.referral SET state = 'lapsed' WHERE stream = (SELECT stream FROM hejie.referral ORDER BY stream LIMIT 1)`,
    remove: `DELETE FROM hejie.referral WHERE stream = (SELECT stream FROM hejie.referral ORDER BY stream LIMIT 1)`,
    add: `INSERT INTO hejie.referral (stream, no, kind, state) VALUES (${dispute}, 99, 'refer', 'offered')`,
  },
  notice: {
    alter: `UPDATE hejie.notice SET state = 'served' WHERE stream = (SELECT stream FROM hejie.notice ORDER BY stream LIMIT 1) AND no = 1`,
    remove: `DELETE FROM hejie.notice WHERE stream = (SELECT stream FROM hejie.notice ORDER BY stream LIMIT 1) AND no = 1`,
    add: `INSERT INTO hejie.notice (stream, no, kind, state) VALUES (${dispute}, 99, 'rights', 'owed')`,
  },
  service: {
    alter: `UPDATE hejie.service SET reach = 'mail'`,
    remove: `DELETE FROM hejie.service`,
    add: `INSERT INTO hejie.service (stream, no, kind, state, attempt, owed_on, holds_a_limit) VALUES (${dispute}, 99, 'rights', 'owed', 1, '2024-01-01', false)`,
  },
  work_order: {
    alter: `UPDATE hejie.work_order SET bounces = 9`,
    remove: `DELETE FROM hejie.work_order`,
    add: `INSERT INTO hejie.work_order SELECT stream, 99, procedure, channel, live, stage, number, holder, unit, unit_state, assisting, superior, designated, bounces, redo, ownerless_ms, ownerless_since, received_on, replied_on, calls, satisfaction, supervision, supervised_on, danger, first_on, next_on, next_rule, next_from FROM hejie.work_order`,
  },
  petition: {
    alter: `UPDATE hejie.petition SET turn_on = turn_on + 1, act = 'none'`,
    remove: `DELETE FROM hejie.petition`,
    add: `INSERT INTO hejie.petition SELECT stream, 99, procedure, number, class, way, matter, law, stage, live, ended, act, holder, received_on, next_on, rule, article, certainty, provisional, notice, turn_on FROM hejie.petition`,
  },
  listed: {
    alter: `UPDATE hejie.listed SET shown = '{}'`,
    remove: `DELETE FROM hejie.listed`,
    add: `INSERT INTO hejie.listed VALUES (${dispute}, 'help', '{}')`,
  },
  party_index: {
    alter: `UPDATE hejie.party_index SET tokens = '{1}' WHERE stream = ${dispute} AND party = 1`,
    remove: `DELETE FROM hejie.party_index WHERE stream = ${dispute} AND party = 1`,
    add: `INSERT INTO hejie.party_index VALUES (${dispute}, 99, '999901', '{1}')`,
  },
  text_index: {
    alter: `UPDATE hejie.text_index SET bands = '{1}' WHERE stream = ${dispute} AND part = 'facts'`,
    remove: `DELETE FROM hejie.text_index WHERE stream = ${dispute} AND part = 'title'`,
    add: `INSERT INTO hejie.text_index VALUES (${dispute}, 'other', '999901', '{1}')`,
  },
  due: {
    alter: `UPDATE hejie.due SET at = at + interval '1 day' WHERE stream = (SELECT stream FROM hejie.due ORDER BY stream LIMIT 1)`,
    remove: `DELETE FROM hejie.due WHERE stream = (SELECT stream FROM hejie.due ORDER BY stream LIMIT 1)`,
    add: `INSERT INTO hejie.due (stream, at) VALUES ((SELECT stream FROM hejie.head WHERE kind = 'dispute' AND stream NOT IN (SELECT stream FROM hejie.due) LIMIT 1), '2030-01-01')`,
  },
}

test('untouched, there is no difference', async () => {
  const { code, text } = await check()
  assert.equal(code, 0, text)
  assert.match(text, /\b0 differences\b/)
})

for (const [table, changes] of Object.entries(tables))
  for (const [what, statement] of Object.entries(changes))
    test(`${table}: ${what} one row is reported and repaired`, async () => {
      const before = await contents(table)
      await query(`DROP TABLE IF EXISTS public.kept_${table}; CREATE TABLE public.kept_${table} AS SELECT * FROM hejie.${table}`)
      try {
        await query(statement)
        assert.ok(differing(before, await contents(table)).length > 0, 'the statement changed something')
        const found = await check()
        assert.ok(!/\b0 differences\b/.test(found.text), found.text)
        assert.ok(found.lines.some((l) => l.split(' ').includes(table)), `it names ${table}: ${found.text}`)
        const repaired = await hejie(service, 'rebuild')
        assert.equal(repaired.code, 0, repaired.stdout + repaired.stderr)
        assert.deepEqual(differing(before, await contents(table)), [])
        const again = await check()
        assert.equal(again.code, 0, again.text)
        assert.match(again.text, /\b0 differences\b/)
      } finally {
        await restore(table)
      }
    })

test('it finds nothing while the service writes', async () => {
  const village = await site.as('village.a')
  let stop = false
  const writing = (async () => {
    while (!stop) await village.register()
  })()
  try {
    for (let i = 0; i < 3; i++) assert.match((await hejie(service, 'rebuild')).stdout, /\b0 differences\b/)
  } finally {
    stop = true
    await writing
  }
})
