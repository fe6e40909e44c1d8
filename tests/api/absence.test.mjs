// Who is away, and who stands in: what the cover sees and does.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, admin, away, cover, head, township
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, away, cover, head, township] = await site.all('admin', 'village.a', 'village.b', 'village.c', 'township.a')
  await site.move('2024-03-04T09:00:00+08:00')
})
after(() => service?.stop())

const tell = (who, command, body, person = away.person) => who.post(`/api/v1/people/${person}/commands/${command}`, body)
const set = (who, body) => tell(who, 'set-absence', { cover: cover.person, from: '2024-03-05', to: '2024-03-07', ...body })
const row = async (who, id) => (await who.read('/api/v1/today')).items.find((w) => w.id === id)

// A worker knows what another wrote a moment later.
async function until(look) {
  const end = Date.now() + 30_000
  for (let found; ; await new Promise((done) => setTimeout(done, 50))) {
    found = await look()
    if (found !== undefined || Date.now() > end) return found
  }
}

test('the cover sees the work of who is away, acts for him, and no longer than he is away', async () => {
  const { id } = await away.register()
  await takeUp(away, id)
  const entered = await set(away)
  assert.equal(entered.status, 200, entered.text)
  assert.equal(await row(cover, id), undefined, 'not before the first day')

  await site.move('2024-03-05T16:30:00+08:00')
  const work = await row(cover, id)
  assert.equal(work.stands_in_for, away.who.name)
  assert.equal((await row(away, id)).stands_in_for, undefined, 'who is away sees it as before')
  assert.equal(await row(head, id), undefined)

  const logged = await until(async () => {
    const done = await cover.ask(id, 'log-session', sitting('2024-03-05T16:00:00+08:00'), { dry: true })
    return done.json.events?.find((e) => e.counts === 'yes')
  })
  assert.ok(logged, 'it would count')
  await cover.done(id, 'log-session', sitting('2024-03-05T16:00:00+08:00'))
  const event = (await away.timeline(id)).map((i) => i.event).find((e) => e.kind === 'session_logged')
  assert.deepEqual([event.actor, event.on_behalf], [cover.person, away.person])
  refused(await township.get(`/api/v1/disputes/${id}`), 404, 'not-found')

  await site.move('2024-03-08T09:00:00+08:00')
  assert.equal(await row(cover, id), undefined, 'over with its last day')
  const noted = await cover.done(id, 'note', { text: '代办已结束' })
  const last = (await away.timeline(id)).map((i) => i.event).find((e) => e.id === noted.events[0].id)
  assert.equal(last.on_behalf, undefined)
})

test('who may say so, and what does not fit, precisely', async () => {
  refused(await set(cover), 403, 'not-your-right')
  refused(await set(township), 403, 'not-your-right')
  const twice = { from: '2024-04-01', to: '2024-04-05' }
  assert.equal((await set(head, twice)).status, 200)
  refused(await set(admin, { from: '2024-04-05', to: '2024-04-06' }), 409, 'away-already', { field: 'from' })
  refused(await set(head, { from: '2024-05-02', to: '2024-05-01' }), 409, 'dates-out-of-order', { field: 'to' })
  refused(await set(head, { from: '2024-02-02', to: '2024-02-03' }), 409, 'absence-over', { field: 'to' })
  refused(await set(head, { from: '2024-05-01', to: '2024-10-28' }), 409, 'absence-too-long', { field: 'to' })
  refused(await set(head, { from: '2024-05-01', to: '2024-05-02', cover: township.person }), 409, 'cover-does-not-fit', { field: 'cover' })
  refused(await set(head, { from: '2024-05-01', to: '2024-05-02', cover: away.person }), 409, 'cover-does-not-fit', { field: 'cover' })
  const own = { cover: head.person, from: '2024-04-05', to: '2024-04-06' }
  const stands = await until(async () => {
    const answer = await tell(cover, 'set-absence', own, cover.person)
    return answer.json.rule === 'stands-in-for-another' ? answer : undefined
  })
  refused(stands, 409, 'stands-in-for-another', { field: 'from' })

  const { items } = await head.read('/api/v1/people?limit=500')
  const { absence } = items.find((p) => p.id === away.person).state
  const { no } = absence.at(-1)
  assert.equal((await tell(away, 'come-back', { no })).status, 200)
  refused(await tell(away, 'come-back', { no: 99 }), 409, 'no-such-entity', { field: 'no' })
  const free = async () => (await tell(cover, 'set-absence', own, cover.person)).status === 200 || undefined
  assert.ok(await until(free), 'taken back, it binds nobody')
})

test('its rows are derived: they are made again from the timeline', async () => {
  const rows = () => sql(service.database, `SELECT no, first, last FROM hejie.absence WHERE stream = '${away.person}' ORDER BY no`)
  const before = await rows()
  assert.ok(before.length >= 2)
  await sql(service.database, `UPDATE hejie.absence SET last = '2030-01-01'; DELETE FROM hejie.absence WHERE no = 1`)
  const { hejie } = await import('./lib/client.mjs')
  assert.match((await hejie(service, 'rebuild', '--check')).stdout, / absence differs/)
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.deepEqual(await rows(), before)
})
