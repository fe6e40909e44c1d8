// Sittings to look into: two at one time, a side that was not told, one text for
// several; and a record that came late is not an act that came late.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  village = await site.as('village.a')
})
after(() => service?.stop())

const findings = async (query = '', who = village) => (await who.read(`/api/v1/findings/sessions${query}`)).items
const of = (items, kind) => items.filter((f) => f.finding === kind).map((f) => f.sessions.map((s) => `${s.dispute}/${s.session}`))
const taken = async () => {
  const { id } = await village.register()
  await takeUp(village, id)
  return id
}

let clean
test('sittings as they should be are in no list', async () => {
  clean = await taken()
  await site.move('2024-01-02T16:00:00+08:00')
  await village.done(clean, 'log-session', sitting('2024-01-02T09:00:00+08:00', 'continues', { text: '甲方要求拆除围墙。' }))
  await village.done(clean, 'log-session', sitting('2024-01-02T14:00:00+08:00', 'continues', { text: '双方同意实地丈量。' }))
  assert.deepEqual(await findings(), [])
})

test('one mediator in two matters at one time', async () => {
  const other = await taken()
  await site.move('2024-01-02T18:00:00+08:00')
  await village.done(other, 'log-session', sitting('2024-01-02T09:30:00+08:00'))
  await village.done(other, 'log-session', sitting('2024-01-02T17:00:00+08:00'))
  const list = of(await findings(), 'overlap')
  assert.equal(list.length, 1)
  assert.deepEqual(list[0].sort(), [`${clean}/1`, `${other}/1`].sort())
})

test('sittings of one moment are one: twice in a matter counts once, in two matters is told', async () => {
  const [here, there] = [await taken(), await taken()]
  await site.move('2024-01-02T21:00:00+08:00')
  const moment = { ...sitting('2024-01-02T20:00:00+08:00'), starts: '2024-01-02T20:00:00+08:00' }
  for (const id of [here, here, here, there]) await village.done(id, 'log-session', moment)
  assert.deepEqual((await village.dispute(here)).state.session.map((x) => x.counts), ['yes', 'same_sitting', 'same_sitting'])
  assert.equal((await village.dispute(here)).state.procedure[0].attempts, 1)
  const list = of(await findings(), 'overlap').filter((l) => l.some((x) => x.startsWith(there)))
  assert.equal(list.length, 3)
  for (const no of [2, 3]) {
    const { event } = (await village.timeline(here)).find((e) => e.event.kind === 'session_logged' && e.event.body.session.no === no)
    await village.sure(here, 'void', { event: event.id, reason: '重复' })
  }
  assert.equal(of(await findings(), 'overlap').filter((l) => l.some((x) => x.startsWith(there))).length, 1)
})

test('the same words, whatever blanks and dots; never the length', async () => {
  const id = await taken()
  await site.move('2024-01-03T18:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-03T09:00:00+08:00', 'continues', { text: ' 甲方要求,拆除围墙!\n' }))
  await village.done(id, 'log-session', sitting('2024-01-03T11:00:00+08:00', 'continues'))
  await village.done(id, 'complete-record', { session: 2, text: '双方同意实地丈量' })
  await village.done(id, 'log-session', sitting('2024-01-03T15:00:00+08:00', 'continues', { text: '短' }))
  const list = of(await findings(), 'same_text').map((l) => l.sort())
  assert.equal(list.length, 2)
  assert.deepEqual(list.flat().sort(), [`${clean}/1`, `${clean}/2`, `${id}/1`, `${id}/2`].sort())
  // What is kept is no digest that somebody could make from the text.
  const rows = await sql(service.database, 'SELECT text_digest FROM hejie.sitting WHERE text_digest IS NOT NULL')
  assert.ok(rows.every(([d]) => /^[0-9a-f]{32}$/.test(d)))
})

test('a side neither there nor told', async () => {
  const id = await taken()
  await site.move('2024-01-04T18:00:00+08:00')
  const one = { attendance: [{ party: 1, presence: 'came' }, { party: 2, presence: 'absent_unnoticed' }] }
  const told = { attendance: [{ party: 1, presence: 'came' }, { party: 2, presence: 'absent_noticed' }] }
  await village.done(id, 'log-session', sitting('2024-01-04T09:00:00+08:00', 'continues', one))
  await village.done(id, 'log-session', sitting('2024-01-04T14:00:00+08:00', 'continues', told))
  assert.deepEqual(of(await findings('?from=2024-01-04'), 'one_side_absent'), [[`${id}/1`]])
})

test('a late record is no late act, and the other way round', async () => {
  const id = await taken()
  await site.move('2024-01-15T18:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-05T09:00:00+08:00', 'continues'))
  await site.move('2024-03-20T18:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-03-20T09:00:00+08:00', 'continues'))
  const items = await findings('?from=2024-01-05')
  assert.deepEqual(of(items, 'late_record'), [[`${id}/1`]])
  assert.equal(items.find((f) => f.finding === 'late_record').days, 10)
  assert.deepEqual(of(items, 'late_act'), [[`${id}/2`]])
  assert.ok(items.find((f) => f.finding === 'late_act').days > 30)
  assert.deepEqual(of(await findings('?from=2024-01-05&late_days=10'), 'late_record'), [])
})

test('a foreign body sees none; rebuild gives the same', async () => {
  const items = of(await findings(), 'overlap')
  assert.deepEqual(await findings('', await site.as('court.a')), [])
  const check = await hejie(service, 'rebuild', '--check')
  assert.equal(check.code, 0, check.stdout)
  await sql(service.database, 'DELETE FROM hejie.sitting')
  assert.deepEqual(await findings(), [])
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.deepEqual(of(await findings(), 'overlap'), items)
})
