// Every wrong request gets a precise answer, and nothing is half done.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'

import { freshKey, openSite, problemOf, refused, registration, send, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
let id
before(async () => {
  service = await startService({ settings: { header_timeout: '1s', login_account_per_minute: 3 } })
  site = await openSite(service)
  village = await site.as('village.a')
  id = (await village.register()).id
})
after(() => service?.stop())

const total = async () => Number((await sql(service.database, 'SELECT count(*) FROM hejie.event'))[0][0])

/** What comes back for these bytes, as { status, type, text }. */
async function raw(bytes, { half = false } = {}) {
  const socket = connect(service.port, '127.0.0.1')
  const parts = []
  socket.on('data', (d) => parts.push(d))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(bytes)
  if (!half) socket.end()
  await Promise.race([once(socket, 'close'), once(socket, 'end'), new Promise((r) => setTimeout(r, 8000).unref())])
  socket.destroy()
  const text = Buffer.concat(parts).toString('utf8')
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), type: /"type":"\/problems\/([a-z-]+)"/.exec(text)?.[1], text }
}
const host = () => `Host: 127.0.0.1:${service.port}\r\n`

test('a body is checked member by member, and the answer names the member', async () => {
  const before = await total()
  const cases = [
    ['unknown member', { surprise: 1 }, 'surprise'],
    ['unknown word', { source: 'rumour' }, 'source'],
    ['wrong type', { violence: 'yes' }, 'violence'],
    ['number for text', { category_word: 7 }, 'category_word'],
    ['null', { title: null }, 'title'],
    ['too long', { title: '长'.repeat(101) }, 'title'],
    ['bad date', { requested_on: '2023-02-29' }, 'requested_on'],
    ['date with a time', { requested_on: '2023-02-28T00:00:00Z' }, 'requested_on'],
    ['fraction', { claim: 1.5 }, 'claim'],
    ['negative money', { claim: -1 }, 'claim'],
    ['beyond 2^53', { claim: 9007199254740992 }, 'claim'],
    ['missing', { manner: undefined }, 'manner'],
    ['list for an object', { parties: [[]] }, 'parties/0'],
    ['no list', { parties: {} }, 'parties'],
    ['unknown member of a party', { parties: [{ kind: 'natural', side: 'applicant', name: '甲', colour: 'red' }] }, 'parties/0/colour'],
    ['missing in a party', { parties: [{ kind: 'natural', name: '甲' }] }, 'parties/0/side'],
    ['too long in a party', { parties: [{ kind: 'natural', side: 'applicant', name: '名'.repeat(81) }] }, 'parties/0/name'],
    ['too many', { parties: Array.from({ length: 101 }, () => ({ kind: 'natural', side: 'applicant', name: '甲' })) }, 'parties'],
    ['U+0000', { title: 'a\u0000b' }, 'title'],
    ['text turned around', { title: '甲\u202e乙' }, 'title'],
    ['text isolated', { facts: '甲\u2066乙' }, 'facts'],
    ['a name of blanks', { parties: [{ kind: 'natural', side: 'applicant', name: ' \u3000 ' }] }, 'parties/0/name'],
  ]
  for (const [what, change, field] of cases) {
    const answer = await village.post('/api/v1/disputes', registration(change))
    assert.deepEqual({ what, status: answer.status, type: problemOf(answer), field: answer.json?.field }, { what, status: 400, type: 'invalid-field', field }, answer.text)
  }
  assert.equal(await total(), before)
})

test('what is no JSON object is refused', async () => {
  const before = await total()
  const bodies = ['', '{', '[]', '"text"', 'null', '{"source":"application",}', '{"source":"application","source":"grid"}', '{"a":NaN}', '{"\ud83d":1}', "{'a':1}", '{} {}', `${'['.repeat(5000)}`, '{"title":"\\ud800"}', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])]
  for (const body of bodies) {
    const answer = await village.post('/api/v1/disputes', body, { headers: { 'Content-Type': 'application/json' } })
    assert.equal(answer.status, 400, `${body}: ${answer.text}`)
    assert.ok(['invalid-field', 'malformed'].includes(problemOf(answer)), answer.text)
  }
  assert.equal(await total(), before)
})

test('a wrong number in a query or a path is told', async () => {
  refused(await village.get('/api/v1/disputes?limit=0'), 400, 'invalid-field', { field: 'limit' })
  refused(await village.get('/api/v1/disputes?limit=201'), 400, 'invalid-field', { field: 'limit' })
  refused(await village.get('/api/v1/disputes?limit=ten'), 400, 'invalid-field', { field: 'limit' })
  refused(await village.get('/api/v1/disputes?phase=ende'), 400, 'invalid-field', { field: 'phase' })
  assert.equal((await village.get('/api/v1/disputes?phase=mediating')).status, 200)
  refused(await village.get('/api/v1/disputes?colour=red'), 400, 'invalid-field', { field: 'colour' })
  refused(await village.get('/api/v1/disputes?after_on=2024-13-01'), 400, 'invalid-field', { field: 'after_on' })
  refused(await village.get('/api/v1/nothing'), 404, 'not-found')
  refused(await village.ask(id, 'fly'), 404, 'not-found')
  refused(await village.ask(id, 'settle'), 404, 'not-found')
  refused(await village.ask(id, 'note-file-number', { number: '1' }), 404, 'not-found')
  refused(await village.post(`/api/v1/wonders/${id}/commands/note`, { text: '一' }), 404, 'not-found')
})

test('a name in the query that a write does not know is refused, and nothing is stored', async () => {
  const before = await total()
  const ask = (query, key = freshKey()) =>
    village.post(`/api/v1/disputes/${id}/commands/note${query}`, { text: '一' }, { key })
  for (const [query, field] of [
    ['?dry_run=1', 'dry_run'],
    ['?dry=1&colour=red', 'colour'],
    ['?dry=yes', 'dry'],
    ['?dry=', 'dry'],
  ])
    refused(await ask(query), 400, 'invalid-field', { field })
  refused(await village.post('/api/v1/disputes?dryrun=1', registration()), 400, 'invalid-field', { field: 'dryrun' })
  refused(await village.post('/api/v1/search?limit=3', { words: '一' }), 400, 'invalid-field', { field: 'limit' })
  for (const query of ['?dry=1', '?dry=true']) assert.equal((await ask(query)).json.dry, true)
  assert.equal(await total(), before)
  for (const query of ['?dry=0', '?dry=false']) assert.equal((await ask(query)).json.dry, undefined)
  assert.equal(await total(), before + 2)
})

test('steps out of order are refused with the rule, and the article where there is one', async () => {
  const d = (await village.register()).id
  const one = (await village.register(registration({ parties: [registration().parties[0]] }))).id
  const at = (await village.dispute(d)).version
  const cases = [
    [d, 'accept', {}, 'consent-missing', '人民调解法17'],
    [one, 'accept', {}, 'one-side-only', '人民调解法2'],
    [d, 'log-session', { mode: 'together', result: 'continues', attendance: [{ party: 1, presence: 'came' }] }, 'consent-missing', '人民调解法17'],
    [d, 'close', {}, 'wrong-phase', undefined],
    [d, 'draft-agreement', { terms: [{ kind: 'money', amount: 1, debtor: 2 }] }, 'wrong-phase', undefined],
    [d, 'accept-referral', { referral: 9 }, 'not-offered-to-you', undefined],
    [d, 'serve-notice', { means: 'handed', notices: [7] }, 'no-such-entity', undefined],
    [d, 'record-consent', { party: 9, answer: 'agrees', manner: 'oral' }, 'no-such-party', undefined],
    [d, 'note', { text: '一', procedure: 9 }, 'no-such-entity', undefined],
    [d, 'note', { text: '一', occurred_on: '0001-01-01' }, 'day-too-early', undefined],
    [d, 'decline', { ground: 'refused' }, 'ground-not-fit', '人民调解法17'],
    [d, 'open-procedure', { channel: 'suit' }, 'wrong-channel', undefined],
    [d, 'assign-mediators', { mediators: [{ person: village.person }] }, 'interest-not-disclosed', '人民调解法15'],
  ]
  const before = await total()
  for (const [stream, name, body, type, article] of cases) {
    const answer = await village.ask(stream, name, body)
    refused(answer, 409, type, { rule: type, article })
    assert.ok(answer.json.next, 'it says what to do')
  }
  refused(await village.ask(d, 'correct-party', { party: { party: 1, name: '甲' }, reason: '错' }), 428, 'if-match-missing')
  refused(await village.ask(d, 'correct-party', { party: { party: 1, name: '甲' }, reason: '错' }, { match: at + 1 }), 412, 'stale')
  refused(await village.ask(d, 'note', { text: '一' }, { match: at + 7 }), 412, 'stale')
  const odd = await village.post(`/api/v1/disputes/${d}/commands/note`, { text: '一' }, { headers: { 'If-Match': '*' } })
  refused(odd, 400, 'invalid-field', { field: 'If-Match' })
  assert.equal(await total(), before)
})

test('a refusal says the same in the language that is asked for', async () => {
  const d = (await village.register()).id
  const zh = await village.post(`/api/v1/disputes/${d}/commands/accept`, {}, { headers: { 'Accept-Language': 'zh-CN' } })
  const en = await village.post(`/api/v1/disputes/${d}/commands/accept`, {}, { headers: { 'Accept-Language': 'en-GB,en;q=0.9' } })
  const none = await village.post(`/api/v1/disputes/${d}/commands/accept`, {})
  assert.equal(zh.json.title, none.json.title)
  assert.notEqual(zh.json.title, en.json.title)
  for (const k of ['type', 'status', 'rule', 'article']) assert.equal(zh.json[k], en.json[k])
})

test('a request without its head fields is told which', async () => {
  const path = `${service.url}/api/v1/disputes/${id}/commands/note`
  const note = (headers, body = { text: '一' }) => send(path, { method: 'POST', body, headers: { ...village.headers, ...headers } })
  refused(await note({}), 400, 'invalid-field', { field: 'Idempotency-Key' })
  refused(await note({ 'Idempotency-Key': freshKey(), 'Content-Type': 'text/plain' }, '{}'), 415, 'media-type')
  refused(await note({ 'Idempotency-Key': freshKey(), 'Content-Type': 'application/jsonx' }, '{}'), 415, 'media-type')
  refused(await note({ 'Idempotency-Key': freshKey(), 'Content-Encoding': 'gzip' }), 415, 'media-type')
  assert.equal((await note({ 'Idempotency-Key': freshKey(), 'Content-Type': 'application/json; charset=utf-8' })).status, 200)
})

test('a method that is not there is 405 and says what is', async () => {
  for (const [method, path, allow] of [
    ['DELETE', `/api/v1/disputes/${id}`, /GET/],
    ['PUT', '/api/v1/disputes', /POST/],
    ['POST', '/openapi.json', /GET/],
    ['GET', '/api/v1/sign-in', /POST/],
  ]) {
    const answer = await send(`${service.url}${path}`, { method, headers: village.headers })
    refused(answer, 405, 'method-not-allowed')
    assert.match(answer.headers.get('allow') ?? '', allow)
  }
})

test('what is too large is refused before it is read', async () => {
  refused(await village.post('/api/v1/disputes', registration({ facts: '大'.repeat(400_000) })), 413, 'body-too-long')
  refused(await send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: 'a', password: 'b'.repeat(5000) } }), 413, 'body-too-long')
  const early = await raw(`POST /api/v1/disputes HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n`, { half: true })
  assert.ok([413, 401].includes(early.status), early.text)
  const target = await raw(`GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host()}\r\n`)
  assert.deepEqual([target.status, target.type], [414, 'target-too-long'], target.text)
  const head = await raw(`GET / HTTP/1.1\r\n${host()}X-Long: ${'a'.repeat(70_000)}\r\n\r\n`)
  assert.deepEqual([head.status, head.type], [431, 'head-too-long'], head.text)
  const many = await raw(`GET / HTTP/1.1\r\n${host()}${Array.from({ length: 300 }, (_, i) => `X-${i}: 1\r\n`).join('')}\r\n`)
  assert.deepEqual([many.status, many.type], [431, 'head-too-long'], many.text)
})

test('malformed HTTP is refused, and no second request is smuggled', async () => {
  const second = `GET /healthz HTTP/1.1\r\n${host()}\r\n`
  const cases = [
    ['no version', `GET /\r\n${host()}\r\n`],
    ['two lengths', `POST /api/v1/sign-in HTTP/1.1\r\n${host()}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    ['length and chunks', `POST /api/v1/sign-in HTTP/1.1\r\n${host()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${second}`],
    ['space before the colon', `GET / HTTP/1.1\r\n${host()}X-A : 1\r\n\r\n`],
    ['folded field', `GET / HTTP/1.1\r\n${host()}X-A: 1\r\n 2\r\n\r\n`],
    ['two hosts', `GET / HTTP/1.1\r\n${host()}Host: elsewhere\r\n\r\n`],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a NUL', `GET / HTTP/1.1\r\n${host()}X-A: a\u0000b\r\n\r\n`],
    ['negative length', `POST /api/v1/sign-in HTTP/1.1\r\n${host()}Content-Length: -1\r\n\r\n`],
    ['bad chunk', `POST /api/v1/sign-in HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
    ['climbing path', `GET /api/../openapi.json/%2e%2e HTTP/1.1\r\n${host()}\r\n`],
    ['bad percent', `GET /%zz HTTP/1.1\r\n${host()}\r\n`],
  ]
  for (const [what, bytes] of cases) {
    const answer = await raw(bytes)
    assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.text}`)
    assert.equal(answer.text.match(/HTTP\/1\.1 /g).length, 1, `${what}: ${answer.text}`)
  }
  const version = await raw(`GET / HTTP/2.7\r\n${host()}\r\n`)
  assert.ok([400, 505].includes(version.status), version.text)
  const coding = await raw(`POST /api/v1/sign-in HTTP/1.1\r\n${host()}Transfer-Encoding: gzip, chunked\r\n\r\n`)
  assert.ok([400, 501].includes(coding.status), coding.text)
})

test('a head that does not come in time is told so', async () => {
  const slow = await raw(`GET /healthz HTTP/1.1\r\n${host()}X-Slow: `, { half: true })
  assert.deepEqual([slow.status, slow.type], [408, 'too-slow'], slow.text)
})

test('who signs in too often waits', async () => {
  const attempt = () => send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: 'judicial.a', password: 'wrong password' }, headers: { Origin: service.url } })
  const answers = []
  for (let i = 0; i < 8; i++) answers.push(await attempt())
  const last = refused(answers.at(-1), 429, 'too-many-requests')
  assert.ok(Number(last.headers.get('retry-after')) > 0)
  assert.equal(answers[0].status, 401)
})

test('while the database is away nothing is lost and it is told', async () => {
  const key = freshKey()
  const before = await total()
  await sql('postgres', `ALTER DATABASE ${service.database} ALLOW_CONNECTIONS false`)
  await sql('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${service.database}'`)
  const write = await village.ask(id, 'note', { text: '断开时' }, { key })
  assert.equal(write.status, 503, write.text)
  assert.ok(['database', 'busy'].includes(problemOf(write)), write.text)
  assert.ok(Number(write.headers.get('retry-after')) > 0)
  const read = await village.get(`/api/v1/disputes/${id}`)
  assert.equal(read.status, 503, read.text)
  assert.equal((await send(`${service.url}/healthz`)).status, 200)
  assert.equal((await send(`${service.url}/readyz`)).status, 503)
  await sql('postgres', `ALTER DATABASE ${service.database} ALLOW_CONNECTIONS true`)
  let again
  for (let i = 0; i < 200; i++) {
    again = await village.ask(id, 'note', { text: '断开时' }, { key })
    if (again.status !== 503) break
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.equal(again.status, 200, again.text)
  assert.equal(await total(), before + 1, 'asked again with its key, it is there once')
})

test('a private agreement is not confirmed, and the article says why', async () => {
  const d = (await village.register()).id
  await takeUp(village, d)
  await village.done(d, 'record-private-agreement', { terms: [{ kind: 'money', amount: 100, debtor: 2 }] })
  await site.move('2024-01-02T09:00:00+08:00')
  const court = await site.as('court.a')
  const { version } = await village.dispute(d)
  const answer = await village.ask(d, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org }, { match: version })
  refused(answer, 409, 'confirmation-needs-mediation-body', { article: '民诉法205' })
})
