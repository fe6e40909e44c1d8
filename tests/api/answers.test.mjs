// Bad news that no command makes: each kind in Chinese and in English.  (Every
// other test looks at the language of each answer too: lib/client.mjs, send.)

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'

import { freshKey, openSite, registration, send, signIn } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, session, id
before(async () => {
  service = await startService({ settings: { allow_hosts: '127.0.0.1', login_account_per_minute: 1, header_timeout: '500ms' } })
  site = await openSite(service)
  village = await site.as('village.a')
  session = await signIn(service, 'township.b')
  id = (await village.register()).id
})
after(() => service?.stop())

const languages = ['zh', 'en']
const json = { 'Content-Type': 'application/json' }
const path = () => `${service.url}/api/v1/disputes`
const write = (headers, body, key = freshKey()) => ({ method: 'POST', headers: { ...village.headers, 'Idempotency-Key': key, ...headers }, body })

/** What is sent, the status, the type, and whether it says more than its title. */
const cases = [
  ['unknown member', () => [path(), write({}, { surprise: 1 })], 400, 'invalid-field', true],
  ['no JSON', () => [path(), write(json, '{"a":')], 400, 'invalid-field', true],
  ['a number in the query', () => [`${path()}?limit=0`, { headers: village.headers }], 400, 'invalid-field', true],
  ['a name in the query', () => [`${service.url}/api/v1/glossary?colour=red`, { headers: village.headers }], 400, 'invalid-field', true],
  ['no key', () => [path(), { method: 'POST', headers: village.headers, body: registration() }], 400, 'invalid-field', true],
  ['an odd version', () => [`${path()}/${id}/commands/note`, write({ 'If-Match': '7' }, { text: '一' })], 400, 'invalid-field', true],
  ['nobody', () => [path(), {}], 401, 'unauthenticated', false],
  ['a wrong password', (n) => [`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: `nobody.${n}`, password: 'x' } }], 401, 'wrong-password', false],
  ['no token of the page', () => [path(), { method: 'POST', headers: { ...session.reading, ...json }, body: '{}' }], 403, 'forbidden', true],
  ['a machine that signs out', () => [`${service.url}/api/v1/sign-out`, write({}, {})], 403, 'forbidden', true],
  ['no such path', () => [`${service.url}/api/v1/nothing`, {}], 404, 'not-found', false],
  ['no such dispute', () => [`${path()}/${'0'.repeat(32)}`, { headers: village.headers }], 404, 'not-found', false],
  ['no such method', () => [`${path()}/${id}`, { method: 'DELETE', headers: village.headers }], 405, 'method-not-allowed', false],
  ['too long', () => [`${service.url}/api/v1/doors`, write(json, 'x'.repeat(5000))], 413, 'body-too-long', true],
  ['no JSON at all', () => [path(), write({ 'Content-Type': 'text/plain' }, 'x')], 415, 'media-type', false],
  ['compressed', () => [path(), write({ ...json, 'Content-Encoding': 'gzip' }, 'x')], 415, 'media-type', true],
  ['without sight', () => [`${path()}/${id}/commands/end-procedure`, write({}, {})], 428, 'if-match-missing', false],
  ['an old version', () => [`${path()}/${id}/commands/note`, write({ 'If-Match': '"1"' }, { text: '一' })], 412, 'stale', false],
]

test('each kind is said in the language asked for, and says what to do', async () => {
  for (const [what, ask, status, type, more] of cases)
    for (const [n, language] of languages.entries()) {
      const [url, options] = ask(n)
      const answer = await send(url, { ...options, headers: { ...options.headers, 'Accept-Language': language } })
      assert.deepEqual({ what, status: answer.status, type: answer.json?.type }, { what, status, type: `/problems/${type}` }, answer.text)
      assert.equal(answer.json.detail !== undefined, more, `${what}, ${language}: ${answer.text}`)
      assert.ok(answer.json.next, what)
    }
})

test('what is refused before its language was read is said in Chinese', async () => {
  const socket = connect(service.port, '127.0.0.1')
  const parts = []
  socket.on('data', (d) => parts.push(d))
  socket.write('GET /api/../x HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n\r\n')
  await once(socket, 'close')
  const text = Buffer.concat(parts).toString()
  assert.match(text, /^HTTP\/1\.1 400 [^]*Content-Language: zh-CN/)
  const problem = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))
  assert.deepEqual([problem.type, problem.detail], ['/problems/malformed', '路径含有“.”或者“..”'])
})

test('429 says when to come again', async () => {
  const attempt = (language) => send(`${service.url}/api/v1/sign-in`, { method: 'POST', headers: { 'Accept-Language': language }, body: { login: 'nobody.here', password: 'x' } })
  await attempt('zh')
  for (const language of languages) {
    const answer = await attempt(language)
    assert.equal(answer.status, 429, answer.text)
    assert.ok(Number(answer.headers.get('retry-after')) >= 1)
  }
})
