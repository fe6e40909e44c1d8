// What a page that watches is told: which streams have gone on, to whom that
// may, as long as he may; and nothing is lost by who is slow or was away.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { freshKey, openSite, refused, registration, send, signIn } from './lib/client.mjs'
import { startService } from './lib/service.mjs'
import { watch } from './lib/watcher.mjs'

let service, site, village, township, admin
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, township, admin] = await site.all('village.a', 'township.a', 'admin')
})
after(() => service.stop())

const note = (id) => village.done(id, 'note', { text: '村里看过现场' })
const of = (id, kind) => (e) => e.event === 'change' && e.data.id === id && e.data.event === kind

test('ids and kinds only, to those who have a part; an offer shows what an offer may', async () => {
  const [mine, theirs] = [await watch(service, village.headers), await watch(service, township.headers)]
  assert.match(mine.headers['content-type'], /^text\/event-stream/)
  assert.equal(mine.headers['cache-control'], 'no-store')
  const { id } = await village.register()
  const { version } = await note(id)
  const told = (await mine.until(of(id, 'noted'))).filter((e) => e.event === 'change')
  const { items } = await village.read(`/api/v1/disputes/${id}/timeline?limit=500`)
  assert.deepEqual(
    told.map((e) => [e.data.seq, e.data.event]),
    items.map(({ event }) => [event.seq, event.kind]),
  )
  assert.equal(told.at(-1).data.seq, version)
  for (const e of told) {
    assert.deepEqual(Object.keys(e.data), ['kind', 'id', 'seq', 'event'])
    assert.equal(e.data.kind, 'dispute')
    assert.match(e.id, /^[0-9a-f]{48}$/)
  }

  await village.done(id, 'refer', { to: township.org, kind: 'refer', reason: '请镇里一起看' })
  const offered = await theirs.until(of(id, 'referral_offered'))
  const kinds = new Set(offered.filter((e) => e.data.id === id).map((e) => e.data.event))
  assert.ok([...kinds].every((k) => ['registered', 'party_added', 'party_corrected', 'referral_offered'].includes(k)), [...kinds].join())
  await note(id)
  const { id: other } = await township.register()
  await theirs.until(of(other, 'registered'))
  assert.equal(theirs.events.filter((e) => e.data.event === 'noted').length, 0)
  mine.leave()
  theirs.leave()
})

test('after a pause it goes on where it was; a text of another hand begins anew', async () => {
  const first = await watch(service, village.headers)
  const { id } = await village.register()
  await note(id)
  const { id: last } = (await first.until(of(id, 'noted'))).at(-1)
  first.leave()
  const { id: while_away } = await village.register()
  await note(while_away)

  for (const how of [{ after: last }, { query: `?after=${last}` }]) {
    const again = await watch(service, village.headers, how)
    const came = await again.until(of(while_away, 'noted'))
    assert.equal(came[0].event, 'change')
    assert.ok(came.some(of(while_away, 'registered')))
    assert.equal(came.filter(of(id, 'registered')).length, 0)
    again.leave()
  }
  for (const text of ['0'.repeat(48), last.replace(/.$/, (c) => (c === '0' ? '1' : '0')), 'x']) {
    const anew = await watch(service, village.headers, { after: text })
    assert.equal((await anew.until(() => true))[0].event, 'here')
    anew.leave()
  }
})

test('who is let in no more hears no more, at once', async () => {
  const session = await signIn(service, 'village.b')
  const open = await watch(service, session.reading)
  await send(`${service.url}/api/v1/sign-out`, { method: 'POST', headers: session.writing, body: {} })
  await open.ended

  const made = await site.key('watches', township.person)
  const headers = { Authorization: `Bearer ${made.json.key}` }
  const machine = await watch(service, headers)
  const [, id] = /^hjk_([0-9a-f]{16})/.exec(made.json.key)
  const gone = await send(`${service.url}/api/v1/api-keys/${id}`, { method: 'DELETE', headers: (await site.as('security')).headers })
  assert.equal(gone.status, 204, gone.text)
  await machine.ended
  refused(await send(`${service.url}/api/v1/stream`, { headers }), 401, 'unauthenticated')
})

test('another post ends it; what another body has is told to it alone', async () => {
  const clerk = await signIn(service, 'village.b')
  const open = await watch(service, clerk.reading)
  const { items } = await admin.read('/api/v1/people?limit=500')
  const { name } = items.find((p) => p.id === clerk.person).state
  const moved = await admin.post(`/api/v1/people/${clerk.person}/commands/change-post`, {
    name,
    org: township.org,
    roles: ['mediator'],
  })
  assert.equal(moved.status, 200, moved.text)
  await open.ended

  const there = await signIn(service, 'village.b')
  const now = await watch(service, there.reading)
  const [{ id: foreign }, { id: own }] = [await village.register(), await township.register()]
  await now.until(of(own, 'registered'))
  assert.equal(now.events.filter((e) => e.data.id === foreign).length, 0)
  now.leave()
})

test('a slow reader costs nothing, and gets everything in order when he reads', async () => {
  const slow = await watch(service, village.headers)
  slow.pause()
  const { id } = await village.register()
  const n = 300
  for (let i = 0; i < n; i++) await note(id)
  slow.resume()
  const { version } = await village.dispute(id)
  const told = (await slow.until((e) => e.data.id === id && e.data.seq === version)).filter((e) => e.data.id === id)
  assert.deepEqual(
    told.map((e) => e.data.seq),
    Array.from({ length: version }, (_, i) => i + 1),
  )
  slow.leave()
})

test('so many for a person and no more; who leaves makes room', async () => {
  const all = []
  // Two workers answer; each holds eight of one person.
  while (all.length < 17) {
    const w = await watch(service, village.headers)
    all.push(w)
    if (w.status !== 200) break
  }
  const last = all.at(-1)
  assert.equal(last.status, 503)
  assert.equal(last.headers['retry-after'], '60')
  for (const w of all) w.leave()
  const until = Date.now() + 30_000
  for (;;) {
    const w = await watch(service, village.headers)
    w.leave()
    if (w.status === 200) break
    assert.ok(Date.now() < until)
  }
})

test('a session is not kept alive by a page left open', async () => {
  const session = await signIn(service, 'judicial.a')
  const open = await watch(service, session.reading)
  const { now } = await village.read('/api/v1/database')
  await site.move(new Date(Date.parse(now) + 31 * 60_000).toISOString())
  await village.register(registration(), { key: freshKey() }) // the log grows: everybody looks
  await open.ended
})
