// Accounts, sign-ins and keys of machines: given, seen, changed, taken back.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSite, refused, send, signIn } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, admin, security, village
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, security, village] = await site.all('admin', 'security', 'village.a')
})
after(() => service.stop())

const url = (path) => `${service.url}/api/v1${path}`
const me = (headers) => send(url('/me'), { headers })
const remove = (path, headers) => send(url(path), { method: 'DELETE', headers })
// Another worker may remember a sign-in for a second.
async function isOver(headers) {
  for (let i = 0; i < 40; i++) {
    const answer = await me(headers)
    if (answer.status === 401) return true
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}

// A person with an account whose password works once.
let made = 0
async function newcomer() {
  const appointed = await admin.post('/api/v1/people', { name: '新来的', org: village.org, roles: ['clerk'] })
  assert.equal(appointed.status, 201, appointed.text)
  const person = appointed.json.id
  const login = `new.${++made}`
  let answer
  do answer = await security.post('/api/v1/accounts', { login, person })
  while (answer.status === 400) // the directory is read anew in a moment
  assert.equal(answer.status, 201, answer.text)
  return { person, login, password: answer.json.password }
}
const own = 'Lanhua-2024-shan'
async function settled() {
  const one = await newcomer()
  const session = await signIn(service, one.login, one.password)
  const changed = await send(url('/password'), { method: 'POST', headers: session.writing, body: { old: one.password, fresh: own } })
  assert.equal(changed.status, 204, changed.text)
  return { ...one, password: own, session }
}

test('a one-time password opens nothing but the choice of another', async () => {
  const one = await newcomer()
  const session = await signIn(service, one.login, one.password)
  assert.equal(session.must_change, true)
  refused(await me(session.reading), 403, 'forbidden')
  refused(await send(url('/disputes'), { headers: session.reading }), 403, 'forbidden')
  const change = (body) => send(url('/password'), { method: 'POST', headers: session.writing, body })
  refused(await change({ old: 'wrong', fresh: own }), 403, 'forbidden')
  refused(await change({ old: one.password, fresh: 'short' }), 400, 'invalid-field', { field: 'password' })
  assert.equal((await change({ old: one.password, fresh: own })).status, 204)

  const again = await signIn(service, one.login, own)
  assert.equal(again.must_change, false)
  assert.equal((await me(again.reading)).json.person, one.person)
  refused(await send(url('/sign-in'), { method: 'POST', body: { login: one.login, password: one.password } }), 401, 'wrong-password')
})

test('changing the password ends the other sign-ins, not the one in use', async () => {
  const one = await settled()
  const here = await signIn(service, one.login, own)
  const there = await signIn(service, one.login, own)
  const changed = await send(url('/password'), { method: 'POST', headers: here.writing, body: { old: own, fresh: `${own}!` } })
  assert.equal(changed.status, 204)
  assert.ok(await isOver(there.reading))
  assert.equal((await me(here.reading)).status, 200)
})

test('one sees where one is signed in, and ends one of them', async () => {
  const one = await settled()
  const here = await signIn(service, one.login, own)
  const there = await signIn(service, one.login, own)
  const list = await send(url('/sessions'), { headers: here.reading })
  assert.equal(list.json.items.length, 3)
  const current = (await me(here.reading)).json.session
  const other = (await me(there.reading)).json.session
  assert.ok(list.json.items.some((s) => s.id === current && s.created && s.expires))
  assert.equal((await remove(`/sessions/${other}`, here.writing)).status, 204)
  assert.ok(await isOver(there.reading))
  assert.equal((await me(here.reading)).status, 200)
  refused(await remove(`/sessions/${other}`, here.writing), 404, 'not-found')

  const stranger = await settled()
  refused(await remove(`/sessions/${current}`, stranger.session.writing), 404, 'not-found')
  assert.equal((await me(here.reading)).status, 200)
})

test('what one has begun to write is kept for oneself, and for nobody else', async () => {
  const one = await settled()
  const other = await signIn(service, 'village.b')
  const at = (form, matter) => url(`/drafts/${form}/${matter}`)
  const keep = (who, box, form = 'log-session', matter = 'new') => send(at(form, matter), { method: 'PUT', headers: who.writing, body: { box } })
  const kept = async (who) => (await send(at('log-session', 'new'), { headers: who.reading })).json.items
  assert.deepEqual(await kept(one.session), [])
  for (const box of ['first', 'second']) assert.equal((await keep(one.session, box)).status, 204)
  assert.deepEqual(await kept(one.session), [{ box: 'second' }])
  assert.deepEqual(await kept(other), [])
  assert.deepEqual(await kept(await signIn(service, one.login, own)), [{ box: 'second' }], 'on any machine')

  refused(await keep(one.session, 'x'.repeat(65537)), 400, 'invalid-field', { field: 'box' })
  for (const [form, matter] of [['a_b', 'new'], ['-a', 'new'], ['a', 'N'], ['a', 'x'.repeat(33)], ['x'.repeat(65), 'new']])
    refused(await keep(one.session, 'x', form, matter), 404, 'not-found')
  refused(await send(at('a', 'new'), { method: 'PUT', headers: one.session.reading, body: { box: 'x' } }), 403, 'forbidden')
  refused(await send(at('a', 'new'), { method: 'PUT', headers: village.headers, body: { box: 'x' } }), 403, 'forbidden')

  assert.equal((await remove('/drafts/log-session/new', other.writing)).status, 204)
  assert.deepEqual(await kept(one.session), [{ box: 'second' }])
  assert.equal((await remove('/drafts/log-session/new', one.session.writing)).status, 204)
  assert.deepEqual(await kept(one.session), [])
})

test('what was begun about a matter goes with what is erased in it, and with the account', async () => {
  const one = await settled()
  const { id } = await village.register()
  const keep = (matter) => send(url(`/drafts/note/${matter}`), { method: 'PUT', headers: one.session.writing, body: { box: 'x' } })
  const left = async () => (await sql(service.database, `SELECT matter FROM hejie.draft WHERE person = '${one.person}' ORDER BY 1`)).flat()
  for (const matter of [id, 'new']) assert.equal((await keep(matter)).status, 204)
  assert.deepEqual(await left(), [id, 'new'].sort())
  const order = { places: [{ dispute: id, party: 1 }], reason: 'requested' }
  assert.equal((await admin.post(`/api/v1/sites/${'0'.repeat(31)}1/commands/order-erasure`, order)).status, 200)
  const end = Date.now() + 30_000
  while ((await left()).length > 1 && Date.now() < end) await new Promise((done) => setTimeout(done, 50))
  assert.deepEqual(await left(), ['new'])
  assert.equal((await remove(`/accounts/${one.person}`, security.headers)).status, 204)
  assert.deepEqual(await left(), [])
})

test('the security administrator sees all and ends all sign-ins of a person', async () => {
  const one = await settled()
  const row = (await security.read('/api/v1/accounts?limit=500')).items.find((a) => a.person === one.person)
  assert.deepEqual([row.login, row.must_change, row.sessions, row.api_keys], [one.login, false, 1, 0])
  const sessions = await security.read(`/api/v1/accounts/${one.person}/sessions`)
  assert.equal(sessions.items.length, 1)
  assert.equal((await security.get(`/api/v1/accounts/${one.person}/sessions`)).text.includes('hash'), false)
  assert.equal((await remove(`/accounts/${one.person}/sessions`, security.headers)).status, 204)
  assert.ok(await isOver(one.session.reading))
})

test('the security administrator takes back a key', async () => {
  const one = await settled()
  const given = await security.post('/api/v1/api-keys', { name: '对接', person: one.person })
  const key = { Authorization: `Bearer ${given.json.key}` }
  assert.equal((await me(key)).json.person, one.person)
  const { items } = await security.read('/api/v1/api-keys')
  const row = items.find((k) => k.person === one.person)
  assert.deepEqual([row.name, row.created_by], ['对接', security.person])
  assert.ok(!JSON.stringify(items).includes(given.json.key.replace(/^[^_]*_[^_]*_/, '')))
  assert.equal((await remove(`/api-keys/${row.id}`, security.headers)).status, 204)
  assert.ok(await isOver(key))
  refused(await remove(`/api-keys/${row.id}`, security.headers), 404, 'not-found')
})

test('the security administrator takes back an account with all that it opened', async () => {
  const one = await settled()
  const given = await security.post('/api/v1/api-keys', { name: '对接', person: one.person })
  assert.equal((await remove(`/accounts/${one.person}`, security.headers)).status, 204)
  assert.ok(await isOver(one.session.reading))
  assert.ok(await isOver({ Authorization: `Bearer ${given.json.key}` }))
  refused(await send(url('/sign-in'), { method: 'POST', body: { login: one.login, password: own } }), 401, 'wrong-password')
  refused(await remove(`/accounts/${one.person}`, security.headers), 404, 'not-found')
  refused(await remove(`/accounts/${security.person}`, security.headers), 403, 'forbidden')
  const left = await sql(service.database, `SELECT count(*) FROM hejie.session WHERE person = '${one.person}'`)
  assert.deepEqual(left, [['0']])
})

test('nobody else sees or takes back, the system administrator neither', async () => {
  refused(await admin.get('/api/v1/accounts'), 403, 'forbidden')
  for (const path of ['/accounts', `/accounts/${village.person}/sessions`, '/api-keys'])
    refused(await village.get(`/api/v1${path}`), 403, 'forbidden')
  for (const path of [`/accounts/${admin.person}`, `/accounts/${admin.person}/sessions`, '/api-keys/0123456789abcdef'])
    refused(await remove(path, village.headers), 403, 'forbidden')
  refused(await send(url('/accounts')), 401, 'unauthenticated')
})

test('so many wrong passwords as the setting says are looked at; then it is 429 with what to wait', async () => {
  const attempt = (login, language) =>
    send(url('/sign-in'), { method: 'POST', body: { login, password: 'not the password' }, headers: { 'Accept-Language': language } })
  const answers = []
  // Both workers count as one.
  do answers.push(await attempt('police.b', 'zh'))
  while (answers.at(-1).status !== 429 && answers.length < 100)
  const wrong = answers.slice(0, -1)
  assert.ok(wrong.length >= 10, `${wrong.length} were looked at`)
  const last = refused(answers.at(-1), 429, 'too-many-requests')
  assert.ok(Number(last.headers.get('retry-after')) >= 1)
  // A login that is not there sounds the same, and says what to do.
  const nobody = refused(await attempt('police.zz', 'zh'), 401, 'wrong-password')
  assert.deepEqual([...new Set(wrong.map((w) => w.text))], [nobody.text])
  assert.match(nobody.json.title, /账号或者密码/)
  assert.match(nobody.json.next, /管理员/)
  assert.match((await attempt('police.zy', 'en')).json.title, /account or password/)
})

test('each page goes on where the one before ended', async () => {
  const all = (await security.read('/api/v1/accounts?limit=500')).items.map((a) => a.person)
  const paged = []
  let next = 'limit=7'
  while (next) {
    const page = await security.read(`/api/v1/accounts?${next}`)
    paged.push(...page.items.map((a) => a.person))
    next = page.next && `limit=7&${page.next}`
  }
  assert.deepEqual(paged, all)
})
