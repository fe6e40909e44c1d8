// A bound device opens with a PIN; acts of weight ask again who one is.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { freshKey, openSite, refused, registration, send, signIn, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, security
const pin = '314159'
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 1000, login_address_per_minute: 10000, key_life: '400d' } })
  site = await openSite(service)
  security = await site.as('security')
})
after(() => service?.stop())

const url = (path) => `${service.url}/api/v1${path}`
const passwordOf = (account) => service.signIns.get(account).password
const cookieOf = (answer, name) => answer.headers.getSetCookie().map((c) => c.split(';')[0]).find((c) => c.startsWith(`${name}=`))

/** A device on which each account has a PIN; the cookie. */
async function bound(...accounts) {
  let device
  for (const account of accounts) {
    const session = await signIn(service, account)
    const headers = { ...session.writing, Cookie: [session.cookie, device].filter(Boolean).join('; ') }
    const answer = await send(url('/devices'), { method: 'POST', headers, body: { password: passwordOf(account), pin, name: '村部电脑' } })
    assert.equal(answer.status, 204, answer.text)
    const set = answer.headers.getSetCookie()[0]
    assert.match(set, /^device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/)
    device = cookieOf(answer, 'device')
  }
  return device
}
const people = async (device) => (await send(url('/quick-sign-in'), { headers: device ? { Cookie: device } : {} })).json.items
const open = (device, person, digits = pin) => send(url('/quick-sign-in'), {
  method: 'POST', headers: { Origin: service.url, Cookie: device }, body: { person, pin: digits } })
async function opened(device, person) {
  const answer = await open(device, person)
  assert.equal(answer.status, 200, answer.text)
  const cookie = `${cookieOf(answer, 'sid')}; ${device}`
  return { ...answer.json, reading: { Cookie: cookie }, writing: { Cookie: cookie, Origin: service.url, 'X-CSRF-Token': answer.json.csrf } }
}
const me = (session) => send(url('/me'), { headers: session.reading })
const ask = (session, path, body, more = {}) => send(url(path), { method: 'POST', headers: { ...session.writing, 'Idempotency-Key': freshKey(), ...more }, body })
async function isOver(session) {
  const end = Date.now() + 30_000
  while ((await me(session)).status !== 401) {
    if (Date.now() > end) return false
    await new Promise((done) => setTimeout(done, 50))
  }
  return true
}

test('a shared machine: who is bound is shown, and each opens with the own PIN', async () => {
  assert.deepEqual(await people(undefined), [])
  const device = await bound('village.a', 'village.b')
  const [a, b] = await site.all('village.a', 'village.b')
  const list = await people(device)
  assert.deepEqual(list.map((p) => p.name).sort(), [a.who.name, b.who.name].sort())
  const first = await opened(device, a.person)
  assert.equal((await me(first)).json.person, a.person)

  // Another takes over: the session before is over.
  const answer = await send(url('/quick-sign-in'), { method: 'POST', headers: { ...first.writing }, body: { person: b.person, pin } })
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.json.person, b.person)
  assert.ok(await isOver(first))
  const stored = await sql(service.database, `SELECT phc, encode(token_hash, 'hex') FROM hejie.device`)
  for (const [phc, hash] of stored) {
    assert.match(phc, /^[0-9a-f]{8}\$argon2id\$/)
    assert.ok(!device.includes(hash))
  }
})

test('five wrong PINs, however fast, and only the password helps', async () => {
  const device = await bound('village.c')
  const { person } = await site.as('village.c')
  const wrong = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => open(device, person, `27182${n}`)))
  const types = wrong.map((w) => w.json.type.replace('/problems/', '')).sort()
  assert.deepEqual([...new Set(types)], ['pin-over', 'wrong-pin'])
  assert.equal(types.filter((t) => t === 'wrong-pin').length, 4)
  refused(await open(device, person), 401, 'pin-over')
  assert.deepEqual(await people(device), [])
  const session = await signIn(service, 'village.c')
  assert.equal((await send(url('/devices'), { headers: session.reading })).json.items.at(-1).spent, true)
  const again = await send(url('/devices'), { method: 'POST', headers: { ...session.writing, Cookie: `${session.cookie}; ${device}` }, body: { password: passwordOf('village.c'), pin } })
  assert.equal(again.status, 204, again.text)
  assert.equal((await open(device, person)).status, 200)
})

test('a right PIN forgets the wrong ones before it', async () => {
  const device = await bound('township.a')
  const { person } = await site.as('township.a')
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) refused(await open(device, person, '271828'), 401, 'wrong-pin')
    await opened(device, person)
  }
})

test('a PIN opens nothing elsewhere, and nothing without being bound by the password', async () => {
  const { person } = await site.as('village2.a')
  const device = await bound('village2.a')
  const other = await bound('village2.b')
  refused(await open(other, person), 401, 'pin-over')
  refused(await send(url('/quick-sign-in'), { method: 'POST', body: { person, pin } }), 401, 'pin-over')
  refused(await send(url('/quick-sign-in'), { method: 'POST', headers: { Origin: 'https://elsewhere.example', Cookie: device }, body: { person, pin } }), 403, 'forbidden')
  const session = await signIn(service, 'village2.a')
  const bind = (body) => send(url('/devices'), { method: 'POST', headers: session.writing, body })
  refused(await bind({ password: 'not the password', pin }), 401, 'wrong-password')
  for (const weak of ['111111', '123456', '987654', '12345', '12a456'])
    refused(await bind({ password: passwordOf('village2.a'), pin: weak }), 400, 'invalid-field', { field: 'pin' })
  refused(await send(url('/devices'), { method: 'POST', headers: security.headers, body: { password: 'x', pin } }), 403, 'forbidden')
})

test('unbound, it opens nothing, and what it had opened is over', async () => {
  const device = await bound('police.a')
  const { person } = await site.as('police.a')
  const there = await opened(device, person)
  const here = await signIn(service, 'police.a')
  const [{ id }] = (await send(url('/devices'), { headers: here.reading })).json.items
  assert.equal((await send(url(`/devices/${id}`), { method: 'DELETE', headers: here.writing })).status, 204)
  assert.ok(await isOver(there))
  refused(await open(device, person), 401, 'pin-over')
  refused(await send(url(`/devices/${id}`), { method: 'DELETE', headers: here.writing }), 404, 'not-found')
  assert.equal((await me(here)).status, 200)
})

test('thirty days, and another password, end it', async () => {
  const device = await bound('police.b')
  const { person } = await site.as('police.b')
  const session = await signIn(service, 'police.b')
  const fresh = 'Lanhua-2024-shan'
  const changed = await send(url('/password'), { method: 'POST', headers: session.writing, body: { old: passwordOf('police.b'), fresh } })
  assert.equal(changed.status, 204, changed.text)
  refused(await open(device, person), 401, 'pin-over')
  const late = await bound('police.c')
  const [[before]] = await sql(service.database, `SELECT expires > now FROM hejie.device, hejie.nature ORDER BY bound DESC LIMIT 1`)
  assert.equal(before, 't')
  await sql(service.database, `UPDATE hejie.device SET expires = bound WHERE person = '${(await site.as('police.c')).person}'`)
  assert.deepEqual(await people(late), [])
})

test('an act of weight asks again of who came in with a PIN, and not of who just gave the password', async () => {
  const head = await site.as('village.c')
  const device = await bound('village.c')
  const session = await opened(device, head.person)
  const village = await site.as('village.a')
  const id = await closable(village)
  const close = (who, more) => ask(who, `/disputes/${id}/commands/close`, { procedure: 1 }, more)
  const no = refused(await close(session), 403, 'ask-again')
  assert.match(no.json.title, /再次确认/)
  assert.equal((await ask(session, `/disputes/${id}/commands/close?dry=1`, { procedure: 1 })).status, 200, 'to look is no act')
  assert.equal((await ask(session, `/disputes/${id}/commands/note`, { text: '一般记录' })).status, 200)

  const prove = (body) => send(url('/proof'), { method: 'POST', headers: session.writing, body })
  refused(await prove({}), 400, 'invalid-field', { field: 'password' })
  refused(await prove({ pin: '271828' }), 401, 'wrong-pin')
  refused(await prove({ password: 'not the password' }), 401, 'wrong-password')
  const proved = await prove({ pin })
  assert.equal(proved.status, 200, proved.text)
  const cookie = `${cookieOf(proved, 'sid')}; ${device}`
  const sure = { reading: { Cookie: cookie }, writing: { Cookie: cookie, Origin: service.url, 'X-CSRF-Token': proved.json.csrf } }
  assert.notEqual(proved.json.csrf, session.csrf)
  assert.ok(await isOver(session), 'the session has another token now')
  assert.equal((await close(sure)).status, 200)

  // Ten minutes later it asks again; of a machine nobody asks.
  const other = await closable(village)
  const [[now]] = await sql(service.database, `SELECT to_char(now + interval '10 minutes', 'YYYY-MM-DD"T"HH24:MI:SSOF":00"') FROM hejie.nature`)
  await site.move(now)
  refused(await ask(sure, `/disputes/${other}/commands/close`, { procedure: 1 }), 403, 'ask-again')
  await village.done(other, 'close', { procedure: 1 })
})

test('routes of weight ask again, too', async () => {
  const device = await bound('security')
  const session = await opened(device, security.person)
  for (const [method, path, body] of [
    ['POST', '/accounts', { login: 'some.one', person: security.person }],
    ['POST', '/api-keys', { name: '试', person: security.person }],
    ['DELETE', `/accounts/${security.person}`],
    ['DELETE', '/api-keys/0123456789abcdef'],
    ['POST', '/erasures', { identity: '999999199001011238', reason: 'requested' }],
    ['GET', `/imports/${'0'.repeat(32)}/results.csv`],
    ['GET', `/imports/${'0'.repeat(32)}/faults.csv`],
  ])
    refused(await send(url(path), { method, headers: session.writing, body }), 403, 'ask-again')
  const fresh = await signIn(service, 'security')
  assert.equal((await ask(fresh, '/api-keys', { name: '试', person: security.person })).status, 201)
})

test('an identity number is covered, and shown whole to who handles it and proves who he is; that is entered', async () => {
  const [village, other, township] = await site.all('village.a', 'village2.a', 'township.a')
  const { id } = await village.register(registration({ channel: 'people' }))
  const at = `/disputes/${id}`
  const numberOf = (answer) => answer.json.state.party[0].identity
  assert.match(numberOf(await village.get(`/api/v1${at}`)), /^9999\*{10}1238$/)
  const device = await bound('village.a')
  const session = await opened(device, village.person)
  const whole = () => send(url(`${at}?whole=1`), { headers: session.reading })
  refused(await whole(), 403, 'ask-again')
  const proved = await send(url('/proof'), { method: 'POST', headers: session.writing, body: { pin } })
  session.reading = { Cookie: `${cookieOf(proved, 'sid')}; ${device}` }
  const seen = await whole()
  assert.equal(numberOf(seen), '999999199001011238', seen.text)
  const [row] = await sql(service.database, `SELECT count(*) FROM hejie.read_log WHERE what = 'identity' AND stream = '${id}'`)
  assert.deepEqual(row, ['1'])
  refused(await other.get(`/api/v1${at}?whole=1`), 404, 'not-found')
  // Who only has it offered does not.
  await village.done(id, 'refer', { to: township.org, kind: 'refer', reason: '请镇里看' })
  refused(await township.get(`/api/v1${at}?whole=1`), 403, 'forbidden')
  refused(await village.get(`/api/v1${at}?whole=maybe`), 400, 'invalid-field', { field: 'whole' })
  refused(await village.get(`/api/v1${at}/clocks?whole=1`), 400, 'invalid-field', { field: 'whole' })
})

test('a machine is told before its key ends, and after that it has ended', async () => {
  const village = await site.as('village.a')
  const [[now]] = await sql(service.database, 'SELECT to_char(now, \'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\') FROM (SELECT now AT TIME ZONE \'UTC\' AS now FROM hejie.nature) n')
  const after = (days) => new Date(Date.parse(now) + days * 86400_000).toISOString()
  const made = await security.post('/api/v1/api-keys', { name: '对接', person: village.person, days: 40 })
  assert.equal(made.json.expires, after(40), made.text)
  const usual = await security.post('/api/v1/api-keys', { name: '对接', person: village.person })
  assert.equal(usual.json.expires, after(400), 'as is set')
  const look = () => send(url('/me'), { headers: { Authorization: `Bearer ${made.json.key}` } })
  // A worker remembers a key for a second.
  const until = async (fits) => {
    const end = Date.now() + 30_000
    let answer
    do answer = await look()
    while (!fits(answer) && Date.now() < end)
    return answer
  }
  const endsOf = async () => (await security.read('/api/v1/api-keys')).items.find((k) => k.expires === made.json.expires).ends
  assert.deepEqual([(await look()).headers.get('api-key-expires'), await endsOf()], [null, undefined])
  await site.move(after(11))
  const soon = await until((a) => a.headers.has('api-key-expires'))
  assert.deepEqual([soon.status, soon.headers.get('api-key-expires'), await endsOf()], [200, after(40), 'soon'])
  await site.move(after(40))
  refused(await until((a) => a.status === 401), 401, 'key-over')
  assert.equal(await endsOf(), 'over')
  refused(await security.post('/api/v1/api-keys', { name: '对接', person: village.person, days: 401 }), 400, 'invalid-field', { field: 'days' })
})

// A matter of which nothing is left but its closing.
async function closable(client) {
  const { id } = await client.register(registration())
  await takeUp(client, id)
  await client.done(id, 'end-procedure', { ground: 'no_agreement' })
  const { state } = await client.dispute(id)
  await client.done(id, 'serve-notice', { means: 'handed', notices: state.notice.map((n) => n.no) })
  return id
}
