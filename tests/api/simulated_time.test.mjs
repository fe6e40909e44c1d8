// Limits fall on the day that the law gives them, however late somebody looks.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, send, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
before(async () => {
  service = await startService()
  site = await openSite(service)
  village = await site.as('village.a')
})
after(() => service?.stop())

const clockNamed = async (id, rule) => (await village.clocks(id)).find((c) => c.rule === rule)
const eventsNamed = async (id, kind) => (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === kind)
const warned = async (id) =>
  (await village.timeline(id)).map((e) => e.event).filter((e) => /warn/.test(e.kind))

test('a term warns before it is over and falls the instant it is', async () => {
  await site.move('2024-03-04T10:00:00+08:00')
  const { id } = await village.register()
  await takeUp(village, id)
  let clock = await clockNamed(id, 'RT_MED')
  // A month from the 4th ends on 4 April; Qingming moves it to Sunday the 7th,
  // a make-up working day.
  assert.deepEqual([clock.state, clock.due_on, clock.due], ['running', '2024-04-07', '2024-04-07T16:00:00.000Z'])
  assert.ok(clock.derivation, 'how the date came about is told')

  assert.deepEqual(await warned(id), [])
  await site.move('2024-03-31T09:00:00+08:00')
  assert.equal((await warned(id)).length, 1, 'seven days before')
  await site.move('2024-04-04T09:00:00+08:00')
  assert.equal((await warned(id)).length, 2, 'three days before')

  await site.move('2024-04-07T23:59:59.999+08:00')
  assert.deepEqual(await eventsNamed(id, 'clock_fired'), [], 'not a millisecond early')
  assert.equal((await clockNamed(id, 'RT_MED')).state, 'running')
  await site.move('2024-04-08T00:00:00+08:00')
  clock = await clockNamed(id, 'RT_MED')
  assert.equal(clock.state, 'fired')
  const fired = await eventsNamed(id, 'clock_fired')
  assert.equal(fired.length, 1)
  assert.deepEqual([fired[0].from, fired[0].to, fired[0].prec], ['2024-04-07T15:59:59.999Z', '2024-04-07T15:59:59.999Z', 'instant'], 'dated at the end of its last day')
  assert.match(fired[0].caused_by, /^clock\/\d+$/)
  // Overdue is an entry, not an end: they go on.
  await site.move('2024-04-08T12:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-04-08T11:30:00+08:00'))
})

test('after months without anybody, every limit stands at its own day', async () => {
  const moved = async (day) => site.move(`${day}T12:00:00+08:00`)
  await moved('2024-06-03')
  const ids = []
  for (let i = 0; i < 5; i++) {
    const { id } = await village.register()
    await takeUp(village, id)
    ids.push(id)
  }
  const due = (await clockNamed(ids[0], 'RT_MED')).due
  await moved('2024-12-02')
  for (const id of ids) {
    const fired = await eventsNamed(id, 'clock_fired')
    assert.equal(fired.length, 1)
    assert.equal(Date.parse(fired[0].from), Date.parse(due) - 1)
    assert.equal(fired[0].at, '2024-12-02T04:00:00.000Z')
    const seqs = (await village.timeline(id)).map((e) => e.event.seq)
    assert.deepEqual(seqs, seqs.map((_, i) => i + 1))
    const occurred = (await warned(id)).map((e) => e.from)
    assert.equal(occurred.length, 2)
    assert.deepEqual(occurred, [...occurred].sort())
    assert.ok(occurred.every((t) => t < due), String(occurred))
  }
  // Asked again, nothing falls twice.
  await moved('2024-12-03')
  for (const id of ids) assert.equal((await eventsNamed(id, 'clock_fired')).length, 1)
  assert.deepEqual(await sql(service.database, "SELECT 1 FROM hejie.due WHERE at <= (SELECT now FROM hejie.nature)"), [])
})

test('a right to ask for confirmation is lost on the thirtieth day', async () => {
  const [head, court] = await site.all('village.c', 'court.a')
  await site.move('2025-03-03T16:00:00+08:00')
  const { id } = await village.register()
  await takeUp(village, id)
  await site.move('2025-03-04T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2025-03-04T15:00:00+08:00', 'agreed'))
  await village.done(id, 'record-oral-agreement', { terms: [{ kind: 'money', amount: 100, debtor: 2, due_on: '2025-03-10' }] })
  const oral = await clockNamed(id, 'RT_CONFIRM')
  assert.ok(oral === undefined || oral.due_on === '2025-04-03')
  const second = await village.register()
  await takeUp(village, second.id)
  await village.done(second.id, 'draft-agreement', { terms: [{ kind: 'money', amount: 100, debtor: 2, due_on: '2025-05-30' }] })
  // Answers when the file number, which follows acceptance, is noted.
  await site.move('2025-03-04T16:00:00+08:00')
  for (const party of [1, 2]) await village.sure(second.id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(second.id, 'mediator-sign', { agreement: 1 })
  await head.sure(second.id, 'stamp', { agreement: 1 })
  assert.equal((await clockNamed(second.id, 'RT_CONFIRM')).due_on, '2025-04-03')
  await site.move('2025-04-03T23:59:00+08:00')
  const apply = async (dry) => {
    const { version } = await village.dispute(second.id)
    return village.ask(second.id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org }, { match: version, dry })
  }
  const last = await apply(true)
  assert.equal(last.status, 200, `on the last day it is in time: ${last.text}`)
  await site.move('2025-04-07T09:00:00+08:00')
  assert.equal((await clockNamed(second.id, 'RT_CONFIRM')).state, 'fired')
  const late = await apply(false)
  refused(late, 409, 'confirmation-too-late')
  assert.match(late.json.article, /205/)
})

test('time goes forward only, and only the administrator moves it', async () => {
  const admin = await site.as('admin')
  const now = async () => (await sql(service.database, 'SELECT now FROM hejie.nature'))[0][0]
  const stood = await now()
  refused(await admin.post('/api/v1/simulation/now', { now: '2024-01-01T00:00:00+08:00' }), 400, 'invalid-field', { field: 'now' })
  refused(await admin.post('/api/v1/simulation/now', { now: 'tomorrow' }), 400, 'invalid-field', { field: 'now' })
  refused(await admin.post('/api/v1/simulation/now', {}), 400, 'invalid-field', { field: 'now' })
  refused(await village.post('/api/v1/simulation/now', { now: '2030-01-01T00:00:00+08:00' }), 403, 'forbidden')
  const stranger = await send(`${service.url}/api/v1/simulation/now`, { method: 'POST', body: { now: '2030-01-01T00:00:00+08:00' } })
  refused(stranger, 401, 'unauthenticated')
  assert.equal(await now(), stood)
})

test('nothing is recorded before it happens', async () => {
  const { id } = await village.register()
  refused(await village.ask(id, 'note', { text: '明天', occurred_on: '2026-01-01' }), 409, 'in-the-future', { field: 'occurred_on' })
  refused(await village.ask(id, 'note', { text: '先后', occurred_on: '2025-03-03', occurred_to: '2025-03-01' }), 409, 'dates-out-of-order', { field: 'occurred_to' })
})

test('in a real database the route does not exist', async () => {
  const real = await startService({ simulated: false })
  try {
    const other = await openSite(real)
    const admin = await other.as('admin')
    assert.equal((await send(`${real.url}/readyz`)).json.time, 'real')
    refused(await admin.post('/api/v1/simulation/now', { now: '2099-01-01T00:00:00+08:00' }), 404, 'not-found')
  } finally {
    await real.stop()
  }
})
