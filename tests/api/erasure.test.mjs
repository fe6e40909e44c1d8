// A person is erased from every dispute, the texts of one dispute are: nobody
// reads them again, not with the key file and a copy of the database either,
// and every proof still holds.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { applicant, hejie, logText, openSite, refused, registration, respondent } from './lib/client.mjs'
import { open, readKeyFile, sealedIn, subjectOf, unwrap, verifyStream } from './lib/proof.mjs'
import { sql, startService } from './lib/service.mjs'

const name = '申屠桂芳'
const identity = '99999919600505432X'
const person = { ...applicant, name, identity, phone: '10900007777', address: '芦苇荡三组' }
const traces = [name, '申屠', identity, '10900007777', '芦苇荡']
const gone = '(已删除)'

let service, site, village, neighbour, hamlet, admin, first, second, third, other
const matter = (facts, parties = [person, respondent]) => registration({ title: undefined, facts, parties })

before(async () => {
  service = await startService({ simulated: false, settings: { password_cost: 19456 } })
  site = await openSite(service)
  ;[village, neighbour, hamlet, admin] = await site.all('village.a', 'neighbour.a', 'village2.a', 'admin')
  first = await village.register(matter('树枝越界'))
  second = await hamlet.register(matter('欠款三千', [respondent, { ...person, side: 'applicant' }].reverse()))
  third = await neighbour.register(matter('占道堆物'))
  other = await village.register(matter('噪音扰民', [{ ...applicant, name: '申屠大山', identity: '999999196505054326' }, respondent]))
  // Titles are opened and remembered by both workers.
  for (let i = 0; i < 12; i++) await village.read('/api/v1/disputes')
})
after(() => service.stop())

async function until(holds) {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.fail('it did not come about')
}
const version = async (who, id) => (await who.dispute(id)).version

// Whatever the copy of the database opens to, with the keys that are left.
async function copied() {
  const masters = readKeyFile(await readFile(service.environment.HEJIE_KEY_FILE, 'utf8'))
  const keys = new Map()
  for (const [stream, subject, wrapped] of await sql(
    service.database,
    `SELECT replace(stream::text, '-', ''), subject, encode(wrapped, 'hex') FROM hejie.subject_key`,
  ))
    keys.set(`${stream} ${subject}`, unwrap(masters, stream, subject, Buffer.from(wrapped, 'hex')))
  const rows = await sql(
    service.database,
    `SELECT replace(stream::text, '-', ''), bytes FROM hejie.event
     UNION ALL SELECT replace(stream::text, '-', ''), snapshot FROM hejie.head
     UNION ALL SELECT replace(stream::text, '-', ''), json_build_object('title', title)::text FROM hejie.head WHERE title IS NOT NULL`,
  )
  const texts = []
  for (const [stream, json] of rows)
    for (const box of sealedIn(JSON.parse(json))) {
      const key = keys.get(`${stream} ${subjectOf(box)}`)
      try {
        if (key !== undefined) texts.push([stream, open(key, stream, box)])
      } catch (error) {
        assert.equal(error.message, 'mac') // sealed by the key that was there before
      }
    }
  return texts
}
async function dump() {
  const { stdout } = await promisify(execFile)('pg_dump', ['--data-only', '--schema=hejie', service.database], { maxBuffer: 1 << 28 })
  return stdout
}

test('before: the key file and a copy open it', async () => {
  const texts = (await copied()).map(([, text]) => text)
  for (const trace of [name, identity, '10900007777', '芦苇荡三组', `${name}与乙丑亮 邻里`]) assert.ok(texts.includes(trace), trace)
})

test('only the administrator orders it, for a reason of the list', async () => {
  refused(await village.post('/api/v1/erasures', { identity, reason: 'requested' }), 403, 'forbidden')
  refused(await admin.post('/api/v1/erasures', { identity, reason: '因为申屠桂芳要求' }), 400, 'invalid-field', { field: 'reason' })
  refused(await village.ask(first.id, 'erase', { party: 1, reason: 'requested', ordered_by: admin.person }), 404, 'not-found')
  const place = { places: [{ dispute: first.id, party: 1 }], reason: 'requested' }
  const site = `/api/v1/sites/${'0'.repeat(31)}1/commands/order-erasure`
  assert.equal((await village.post(site, place)).status, 403)
})

test('a person is erased from all disputes, whatever body and county', async () => {
  const ordered = await admin.post('/api/v1/erasures', { identity, reason: 'requested' })
  assert.equal(ordered.status, 200, ordered.text)
  const places = ordered.json.places.map((p) => `${p.dispute} ${p.party}`).sort()
  assert.deepEqual(places, [first, second, third].map((d) => `${d.id} 1`).sort())
  assert.equal(ordered.json.more, false)

  for (const [who, { id }] of [[village, first], [hamlet, second], [neighbour, third]]) {
    await until(async () => (await version(who, id)) === 2 || (await who.timeline(id)).some((e) => e.event.kind === 'party_erased'))
    const timeline = await who.timeline(id)
    const erased = timeline.find((e) => e.event.kind === 'party_erased').event
    assert.equal(erased.body.ordered_by, admin.person)
    assert.equal(erased.body.reason, 'requested')
    assert.match(erased.caused_by, new RegExp(`^${'0'.repeat(31)}1/\\d+$`))
    const { state, title } = await who.dispute(id)
    assert.equal(state.party[0].erased, true)
    assert.deepEqual([state.party[0].name, state.party[0].identity, title], [gone, gone, gone])
    assert.equal(state.party[1].name, respondent.name)
    const text = JSON.stringify([timeline, state])
    for (const trace of traces) assert.ok(!text.includes(trace), trace)
  }
})

test('lists and search do not know it any more, in any worker', async () => {
  await until(async () => {
    const lists = await Promise.all(Array.from({ length: 16 }, () => village.get('/api/v1/disputes?limit=200')))
    return lists.every((l) => !l.text.includes(name))
  })
  const row = (await village.read('/api/v1/disputes?limit=200')).items.find((d) => d.id === first.id)
  assert.equal(row.title, gone)
  for (const words of [name, identity, '7777', '10900007777']) {
    const found = await village.post('/api/v1/search', { words })
    assert.deepEqual(found.json.items, [], words)
  }
  // The other of that family name is there still, with his title.
  const found = await village.post('/api/v1/search', { words: '申屠' })
  assert.deepEqual(found.json.items.map((i) => i.id), [other.id])
  const tokens = await sql(service.database, `SELECT DISTINCT tokens FROM hejie.party_index WHERE party = 1 AND stream <> '${other.id}'`)
  assert.deepEqual(tokens, [['{}']])
})

test('nothing in the database opens to it, dump and log are silent', async () => {
  const texts = await copied()
  assert.ok(texts.length > 10)
  for (const [stream, text] of texts)
    if (stream !== other.id) for (const trace of traces) assert.ok(!text.includes(trace), text)
  const all = await dump()
  assert.ok(all.length > 10_000)
  for (const trace of traces) assert.ok(!all.includes(trace), trace)
  const log = await logText(service)
  for (const trace of [...traces, identity]) assert.ok(!log.includes(trace), trace)
})

test('what was erased is not entered again, the dispute goes on', async () => {
  const { version } = await village.dispute(first.id)
  const again = { party: { party: 1, name }, reason: '补录' }
  refused(await village.ask(first.id, 'correct-party', again, { match: version }), 409, 'erased')
  await village.done(first.id, 'note', { text: '照常办理' })
  const noted = (await village.timeline(first.id)).at(-1)
  assert.equal(noted.event.body.text, '照常办理')
  // Ordered again it finds nobody.
  assert.deepEqual((await admin.post('/api/v1/erasures', { identity, reason: 'requested' })).json, { more: false, places: [] })
})

test('the texts of a dispute are erased, the parties stay', async () => {
  const { id } = other
  const site = `/api/v1/sites/${'0'.repeat(31)}1/commands/order-erasure`
  const ordered = await admin.post(site, { places: [{ dispute: id }], reason: 'retention_over' })
  assert.equal(ordered.status, 200, ordered.text)
  await until(async () => (await village.timeline(id)).some((e) => e.event.kind === 'texts_erased'))
  const text = JSON.stringify(await village.timeline(id))
  assert.ok(!text.includes('噪音扰民'))
  assert.ok(text.includes('申屠大山'))
  assert.equal((await village.dispute(id)).title, gone)
  // New text is sealed by a new key, and read.
  await village.done(id, 'note', { text: '后来的话' })
  assert.ok(JSON.stringify(await village.timeline(id)).includes('后来的话'))
  assert.ok((await copied()).every(([, t]) => !t.includes('噪音扰民')))
})

test('every chain holds, and nothing needs to be made again', async () => {
  const verified = await hejie(service, 'verify')
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  const rows = await sql(service.database, `SELECT seq, bytes, encode(chain, 'hex'), alg FROM hejie.event WHERE stream = '${first.id}' ORDER BY seq`)
  const list = rows.map(([seq, bytes, chain, alg]) => ({ seq: Number(seq), bytes, chain, alg: Number(alg) }))
  assert.deepEqual(verifyStream(first.id, list, { version: list.length, hash: list.at(-1).chain }), [])
  const checked = await hejie(service, 'rebuild', '--check')
  assert.equal(checked.code, 0, checked.stdout + checked.stderr)
})
