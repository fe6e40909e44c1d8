// A notice on days off comes while limits run; a date that nobody knows.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, admin
before(async () => {
  service = await startService()
  site = await openSite(service)
  village = await site.as('village.a')
  admin = await site.as('admin')
})
after(() => service?.stop())

const term = async (id) => (await village.clocks(id)).find((c) => c.rule === 'RT_MED')
const moves = async (id) =>
  (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'clock_moved')
const publish = (body) => admin.post('/api/v1/calendars/commands/publish-calendar-version', body)

/** Until the agents have seen to it; they look twice a second. */
async function until(what) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const found = await what()
    if (found) return found
    await new Promise((next) => setTimeout(next, 50))
  }
  assert.fail('nothing came of it')
}

const notice = {
  notice: '关于2027年部分节假日安排的通知(测试)',
  published: '2026-12-11',
  known_to: '2027-12-31',
  days: [
    { date: '2027-01-01', off: true, name: '元旦' },
    { date: '2027-01-11', off: true, name: '试验日' },
  ],
}

test('a limit beyond the calendar is provisional and moves once when the notice comes', async () => {
  await site.move('2026-12-10T09:00:00+08:00')
  const { id } = await village.register()
  await takeUp(village, id)
  const before = await term(id)
  assert.deepEqual([before.due_on, before.provisional], ['2027-01-11', true])

  refused(await publish({ ...notice, published: '2026-12-12' }), 409, 'in-the-future')
  refused(await village.post('/api/v1/calendars/commands/publish-calendar-version', notice), 403, 'not-your-right')
  refused(await publish({ ...notice, published: '2026-12-10', days: [...notice.days].reverse() }), 409, 'calendar-does-not-follow')
  await site.move('2026-12-12T09:00:00+08:00')
  const made = await publish(notice)
  assert.equal(made.status, 201, made.text)

  const [moved] = await until(async () => {
    const list = await moves(id)
    return list.length > 0 && list
  })
  assert.equal(moved.body.old_due_on, '2027-01-11')
  assert.equal(moved.body.clock.due_on, '2027-01-12')
  assert.equal(moved.body.derivation.calendar, 501)
  assert.ok(moved.body.derivation.notices.includes(notice.notice))
  const { provisional, certainty } = await term(id)
  assert.deepEqual([provisional, certainty], [false, 'law'])
  const { items } = await village.read('/api/v1/calendar')
  assert.equal(items[0].notices[0].number, 501)

  // A second notice puts it right; nothing is moved twice by either.
  const second = await publish({ ...notice, notice: '更正(测试)', published: '2026-12-12', days: [{ date: '2027-01-11', off: false, name: '试验日' }] })
  assert.equal(second.status, 201, second.text)
  await until(async () => (await moves(id)).length === 2)
  assert.equal((await term(id)).due_on, '2027-01-11')
  await site.move('2027-01-12T00:00:00+08:00')
  assert.equal((await term(id)).state, 'fired')
  assert.equal((await moves(id)).length, 2)
})

test('an acceptance of unknown date is a task until the date is found', async () => {
  const { id } = await village.register()
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept', { precision: 'unknown' })
  assert.deepEqual([(await term(id)).state, (await term(id)).due_on], ['awaiting_date', undefined])
  const row = (await village.read('/api/v1/disputes?limit=200')).items.find((r) => r.id === id)
  assert.equal(row.awaiting, 1)
  const { kinds } = await village.done(id, 'find-date', { clock: 1, evidence: '登记簿', occurred_on: '2027-01-11' })
  assert.deepEqual(kinds, ['clock_started'])
  assert.equal((await term(id)).due_on, '2027-02-11')
  refused(await village.ask(id, 'find-date', { clock: 1, evidence: '登记簿', occurred_on: '2027-01-11' }), 409, 'no-date-awaited')
})
