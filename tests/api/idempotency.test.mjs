// A second request with the same key changes nothing and gets the first answer.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { freshKey, openSite, refused, registration, takeUp } from './lib/client.mjs'
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

const eventsOf = async (id) =>
  Number((await sql(service.database, `SELECT count(*) FROM hejie.event WHERE stream = '${id}'`))[0][0])
const disputes = async () =>
  Number((await sql(service.database, `SELECT count(*) FROM hejie.head WHERE kind = 'dispute'`))[0][0])
const keyRows = async (key) =>
  Number((await sql(service.database, `SELECT count(*) FROM hejie.idempotency WHERE key = '${key}'`))[0][0])

test('a registration asked again is answered byte for byte, the slip with it', async () => {
  const key = freshKey()
  const first = await village.post('/api/v1/disputes', registration(), { key })
  assert.equal(first.status, 201, first.text)
  assert.match(first.json.slip.secret, /^\d{10}$/)
  const before = [await disputes(), await eventsOf(first.json.id)]
  // Later, after others have written to it, and with the members in another order.
  await village.done(first.json.id, 'note', { text: '另记' })
  const body = registration()
  const turned = Object.fromEntries(Object.entries(body).reverse())
  for (const again of [body, turned]) {
    const answer = await village.post('/api/v1/disputes', again, { key })
    assert.equal(answer.status, 201)
    assert.equal(answer.text, first.text)
    assert.equal(answer.headers.get('etag'), first.headers.get('etag'))
  }
  assert.deepEqual([await disputes(), await eventsOf(first.json.id)], [before[0], before[1] + 1])
})

test('a command asked again is answered byte for byte', async () => {
  const { id } = await village.register()
  const key = freshKey()
  const body = { party: 1, answer: 'agrees', manner: 'oral', text: '同意调解' }
  const first = await village.ask(id, 'record-consent', body, { key })
  assert.equal(first.status, 200, first.text)
  await village.done(id, 'record-consent', { party: 2, answer: 'agrees', manner: 'oral' })
  const again = await village.ask(id, 'record-consent', body, { key })
  assert.deepEqual([again.status, again.text], [200, first.text])
  assert.equal(again.headers.get('etag'), first.headers.get('etag'))
})

test('the version a first request rested on does not stop its replay', async () => {
  const { id, version } = await village.register()
  const key = freshKey()
  const body = { party: { party: 1, name: '甲子铭' }, reason: '笔误' }
  const first = await village.ask(id, 'correct-party', body, { key, match: version })
  assert.equal(first.status, 200, first.text)
  const again = await village.ask(id, 'correct-party', body, { key, match: version })
  assert.deepEqual([again.status, again.text], [200, first.text])
})

test('the same key with something else is refused and changes nothing', async () => {
  const { id } = await village.register()
  const other = await village.register()
  const key = freshKey()
  await village.done(id, 'note', { text: '一' }, { key })
  const before = [await eventsOf(id), await eventsOf(other.id), await disputes()]
  refused(await village.ask(id, 'note', { text: '二' }, { key }), 422, 'key-reused')
  refused(await village.ask(other.id, 'note', { text: '一' }, { key }), 422, 'key-reused')
  refused(await village.ask(id, 'record-visit', { text: '一' }, { key }), 422, 'key-reused')
  refused(await village.post('/api/v1/disputes', registration(), { key }), 422, 'key-reused')
  assert.deepEqual([await eventsOf(id), await eventsOf(other.id), await disputes()], before)
  const made = freshKey()
  await village.register(registration(), { key: made })
  refused(await village.post('/api/v1/disputes', registration({ manner: 'written' }), { key: made }), 422, 'key-reused')
})

test('a key belongs to the one who used it', async () => {
  const colleague = await site.as('village.b')
  const { id } = await village.register()
  const key = freshKey()
  const mine = await village.done(id, 'note', { text: '甲记' }, { key })
  const his = await colleague.done(id, 'note', { text: '乙记' }, { key })
  assert.notEqual(mine.version, his.version)
})

test('several at once make one', async () => {
  const key = freshKey()
  const before = await disputes()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => village.post('/api/v1/disputes', registration(), { key })),
  )
  assert.deepEqual(new Set(answers.map((a) => a.status)), new Set([201]), answers.map((a) => a.text).join('\n'))
  assert.equal(new Set(answers.map((a) => a.text)).size, 1)
  assert.equal(await disputes(), before + 1)
  const { id } = answers[0].json
  const seen = await eventsOf(id)
  const notes = await Promise.all(
    Array.from({ length: 8 }, () => village.ask(id, 'note', { text: '同时' }, { key: 'same' })),
  )
  assert.deepEqual(new Set(notes.map((a) => a.status)), new Set([200]), notes.map((a) => a.text).join('\n'))
  assert.equal(new Set(notes.map((a) => a.text)).size, 1)
  assert.equal(await eventsOf(id), seen + 1)
})

test('different commands at once are all kept, one after the other', async () => {
  const { id } = await village.register()
  const seen = await eventsOf(id)
  // Who loses eight races is told to come again, with his key.
  const noteDown = async (i) => {
    const key = freshKey()
    for (;;) {
      const answer = await village.ask(id, 'note', { text: `第${i}条` }, { key })
      if (answer.status === 200) return answer.json.version
      refused(answer, 503, 'busy')
      assert.ok(Number(answer.headers.get('retry-after')) > 0)
    }
  }
  const versions = await Promise.all(Array.from({ length: 16 }, (_, i) => noteDown(i)))
  assert.equal(new Set(versions).size, 16)
  assert.equal(await eventsOf(id), seen + 16)
})

test('a refusal stores nothing and is decided again', async () => {
  const { id } = await village.register()
  const key = freshKey()
  const seen = await eventsOf(id)
  refused(await village.ask(id, 'accept', {}, { key }), 409, 'consent-missing')
  assert.deepEqual([await eventsOf(id), await keyRows(key)], [seen, 0])
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  const accepted = await village.ask(id, 'accept', {}, { key })
  assert.equal(accepted.status, 200, accepted.text)
  assert.equal(await keyRows(key), 1)
})

test('a trial decides and stores nothing', async () => {
  const { id } = await village.register()
  await takeUp(village, id)
  const seen = await eventsOf(id)
  const key = freshKey()
  const tried = await village.ask(id, 'note', { text: '试' }, { key, dry: true })
  assert.deepEqual([tried.status, tried.json.dry], [200, true], tried.text)
  assert.deepEqual([await eventsOf(id), await keyRows(key)], [seen, 0])
  const before = await disputes()
  const born = await village.post('/api/v1/disputes?dry=1', registration(), { key })
  assert.deepEqual([born.status, born.json.slip], [200, undefined], born.text)
  assert.equal(await disputes(), before)
})

test('a key is 1 to 64 printable characters', async () => {
  const { id } = await village.register()
  for (const [key, status] of [['a', 200], ['~'.repeat(64), 200], ['b'.repeat(65), 400], ['a b', 400]]) {
    const answer = await village.ask(id, 'note', { text: '键' }, { key })
    assert.equal(answer.status, status, `${key}: ${answer.text}`)
    if (status === 400) refused(answer, 400, 'invalid-field', { field: 'Idempotency-Key' })
  }
})

test('a key whose row is gone makes no second dispute', async () => {
  const village = await site.as('village.a')
  const key = freshKey()
  const body = registration()
  const { json } = await village.post('/api/v1/disputes', body, { key })
  await sql(service.database, `DELETE FROM hejie.idempotency WHERE stream = '${json.id}'`)
  refused(await village.post('/api/v1/disputes', body, { key }), 409, 'already-done')
  assert.equal((await village.dispute(json.id)).version, json.version)
})
