// An appointment of the traffic police is told three working days before; one
// told later is marked, wherever it is read, and stands all the same.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, registration, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, traffic, village
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[traffic, village] = await site.all('traffic.a', 'village.a')
})
after(() => service?.stop())

const appointments = async (who, id) => (await who.dispute(id)).state.appointment.map((a) => Boolean(a.short_notice))
const plan = (who, id, day, dry = false) =>
  who.ask(id, 'schedule-session', { mode: 'together', starts: `2026-${day}T09:00:00+08:00` }, { dry })

test('over a holiday the working days count; the mark is in the state and in the timeline alike', async () => {
  await site.move('2026-04-30T10:00:00+08:00')
  const { id } = await traffic.register(registration({ channel: 'administrative', category_word: '交通事故' }))
  for (const party of [1, 2]) await traffic.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  // 1 to 5 May are days off: the third working day is the 8th.
  for (const day of ['05-07', '05-08']) assert.equal((await plan(traffic, id, day)).status, 200)
  assert.deepEqual(await appointments(traffic, id), [true, false])
  const told = (await traffic.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'session_scheduled')
  assert.deepEqual(told.map((e) => Boolean(e.body.appointment.short_notice)), await appointments(traffic, id))
  await site.move('2026-05-06T10:00:00+08:00')
  await traffic.done(id, 'reschedule-session', { appointment: 2, starts: '2026-05-08T15:00:00+08:00', reason: '当事人要求' })
  assert.deepEqual(await appointments(traffic, id), [true, true], 'moved two working days before')
})

test('of other bodies no notice is short', async () => {
  const { id } = await village.register()
  await takeUp(village, id)
  assert.equal((await plan(village, id, '05-07')).status, 200)
  assert.deepEqual(await appointments(village, id), [false])
})
