// Who may see and do what; a foreign thing and a missing one look the same.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { freshKey, openSite, problemOf, refused, registration, send, signIn, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
before(async () => {
  service = await startService()
  site = await openSite(service)
})
after(() => service?.stop())

const reads = async (id) => sql(service.database, `SELECT principal, org, what FROM hejie.read_log WHERE stream = '${id}' ORDER BY at`)
const uuid = (id) => id.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

// What an answer shows, with the id asked for taken out.
function shown(answer, id) {
  const headers = [...answer.headers].filter(([k]) => !/^(date|.*request-id|traceparent)$/.test(k))
  return JSON.stringify([answer.status, headers, answer.text]).replaceAll(id, 'ID').replaceAll(uuid(id), 'ID')
}

test('a foreign dispute and a missing one are the same answer', async () => {
  const [village, stranger, neighbour, court, admin] = await site.all('village.a', 'village2.a', 'neighbour.c', 'court.c', 'admin')
  const { id, code } = await village.register()
  await takeUp(village, id)
  const missing = randomBytes(16).toString('hex')
  for (const path of ['', '/timeline', '/clocks']) {
    const [foreign, absent] = [await admin.get(`/api/v1/disputes/${id}${path}`), await admin.get(`/api/v1/disputes/${missing}${path}`)]
    refused(foreign, 403, 'forbidden')
    assert.equal(shown(foreign, id), shown(absent, missing), `admin ${path}`)
  }
  for (const client of [stranger, neighbour, court]) {
    for (const path of ['', '/timeline', '/timeline?after=0&limit=1', '/clocks', '/commands']) {
      const foreign = await client.get(`/api/v1/disputes/${id}${path}`)
      const absent = await client.get(`/api/v1/disputes/${missing}${path}`)
      refused(foreign, 404, 'not-found')
      assert.equal(shown(foreign, id), shown(absent, missing), `${client.account} ${path}`)
    }
    for (const [name, body] of [
      ['note', { text: '旁观' }],
      ['add-report', { text: '再次反映' }],
      ['accept-referral', { referral: 1 }],
      ['close', {}],
    ]) {
      const foreign = await client.ask(id, name, body)
      const absent = await client.ask(missing, name, body)
      refused(foreign, 404, 'not-found')
      assert.equal(shown(foreign, id), shown(absent, missing), `${client.account} ${name}`)
    }
    for (const match of [1, 99]) {
      const foreign = await client.ask(id, 'correct-party', { party: { party: 1, name: '他' }, reason: '试' }, { match })
      const absent = await client.ask(missing, 'correct-party', { party: { party: 1, name: '他' }, reason: '试' }, { match })
      refused(foreign, 404, 'not-found')
      assert.equal(shown(foreign, id), shown(absent, missing), `${client.account} If-Match ${match}`)
    }
    const foreignCode = await client.get(`/api/v1/codes/${code}`)
    const absentCode = await client.get(`/api/v1/codes/${code.slice(0, 8)}ZZZZZZZZ`)
    assert.equal(shown(foreignCode, id), shown(absentCode, missing), `${client.account} code`)
    assert.ok(!(await client.read('/api/v1/disputes')).items.some((d) => d.id === id))
  }
  assert.deepEqual((await reads(id)).filter((r) => r[0] !== village.person), [], 'nothing was opened for them')
  // A key of one's own that a stranger repeats opens nothing either.
  const key = freshKey()
  await village.done(id, 'note', { text: '自记' }, { key })
  refused(await stranger.ask(id, 'note', { text: '自记' }, { key }), 404, 'not-found')
})

test('each of many reads at once is entered, with who read', async () => {
  const [village, head] = await site.all('village.a', 'village.c')
  const { id } = await village.register()
  const before = (await reads(id)).length
  const asked = Array.from({ length: 90 }, (_, i) => (i % 3 === 0 ? head : village).get(`/api/v1/disputes/${id}/timeline`))
  for (const answer of await Promise.all(asked)) assert.equal(answer.status, 200)
  const entered = (await reads(id)).slice(before)
  const of = (person) => entered.filter((r) => r[0] === person && r[2] === 'timeline').length
  assert.deepEqual([entered.length, of(head.person), of(village.person)], [90, 30, 60])
})

test('a malformed id names nothing', async () => {
  const village = await site.as('village.a')
  for (const id of ['0', 'x'.repeat(32), 'A'.repeat(32), 'a'.repeat(33)]) {
    for (const path of ['', '/timeline', '/clocks', '/commands']) refused(await village.get(`/api/v1/disputes/${id}${path}`), 404, 'not-found')
    refused(await village.ask(id, 'note', { text: '无' }), 404, 'not-found')
  }
})

test('the body that had a part keeps its sight; what is above sees', async () => {
  const [village, township, county] = await site.all('village.a', 'township.a', 'county.a')
  const { id } = await village.register()
  refused(await township.get(`/api/v1/disputes/${id}`), 404, 'not-found')
  await village.done(id, 'refer', { to: township.org, kind: 'hand_over', channel: 'people', reason: '请接' })
  refused(await county.get(`/api/v1/disputes/${id}`), 404, 'not-found')
  // Offered: titles, parties and the offer, no state and no act.
  assert.equal((await township.dispute(id)).state, undefined)
  refused(await township.ask(id, 'log-session', sitting('2023-12-31T16:00:00Z')), 409, 'which-procedure')
  refused(await township.ask(id, 'close'), 409, 'which-procedure')
  refused(await township.ask(id, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral', procedure: 1 }), 403, 'not-your-right')
  await village.done(id, 'revoke-referral', { referral: 1, reason: '不必' })
  refused(await township.get(`/api/v1/disputes/${id}`), 404, 'not-found')
  refused(await township.ask(id, 'accept-referral', { referral: 1 }), 404, 'not-found')
})

test('a supervisor sees what is below his body, but no private talk, and acts in none of it', async () => {
  const [village, township, neighbour, admin] = await site.all('village.a', 'township.a', 'neighbour.a', 'admin')
  const { id } = await village.register()
  await takeUp(village, id)
  const far = await neighbour.register()
  await site.move('2024-01-05T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-05T15:00:00+08:00', 'continues', { private_applicant: '底线是六千元' }))
  const appointed = await admin.post('/api/v1/people', { name: '督办员', org: township.org, roles: ['supervisor'] })
  assert.equal(appointed.status, 201, appointed.text)
  const key = await site.key('督办', appointed.json.id)
  const above = (path, options = {}) => send(`${service.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${key.json.key}` }, ...options })
  for (const path of ['', '/timeline', '/clocks']) {
    const answer = await above(`disputes/${id}${path}`)
    assert.equal(answer.status, 200, answer.text)
    assert.ok(!answer.text.includes('底线是六千元'))
  }
  refused(await above(`disputes/${far.id}`), 404, 'not-found')
  const act = (name, body) => above(`disputes/${id}/commands/${name}`, { method: 'POST', body, headers: { authorization: `Bearer ${key.json.key}`, 'idempotency-key': freshKey() } })
  refused(await act('note', { text: '督办' }), 403, 'not-your-right')
  refused(await act('close', { procedure: 1 }), 403, 'not-your-right')
  refused(await township.get(`/api/v1/disputes/${id}`), 404, 'not-found')
})

test('a grid worker reports and does not close', async () => {
  const [grid, gridTwo, village] = await site.all('grid.a', 'grid.b', 'village.c')
  const { id } = await grid.register(registration({ source: 'grid', channel: undefined }))
  const offered = (await grid.read(`/api/v1/disputes/${id}/commands`)).commands
  assert.equal(offered.find((c) => c.name === 'close').allowed, false)
  await grid.done(id, 'log-coordination', { text: '两家都劝过' })
  for (const client of [grid, gridTwo]) {
    const answer = await client.seen(id, 'end-procedure', { ground: 'no_agreement' })
    refused(answer, 403, 'not-your-right')
    const close = await client.ask(id, 'close')
    assert.ok(['wrong-phase', 'grid-does-not-close'].includes(problemOf(close)), close.text)
  }
  await grid.done(id, 'refer', { to: village.org, kind: 'hand_over', channel: 'people' })
  await village.done(id, 'accept-referral', { referral: 1 })
  refused(await grid.ask(id, 'close', { procedure: 1 }), 409, 'grid-does-not-close')
  refused(await gridTwo.ask(id, 'close', { procedure: 1 }), 409, 'grid-does-not-close')
  refused(await grid.ask(id, 'close', { procedure: 2 }), 403, 'not-your-right')
})

test('the centre moves a matter and is no mediator of record', async () => {
  const [centre, clerk, village] = await site.all('centre.a', 'centre.c', 'village.a')
  const { id } = await centre.register(registration({ source: 'centre' }))
  for (const party of [1, 2]) await centre.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await centre.done(id, 'accept')
  refused(await clerk.ask(id, 'assign-mediators', { mediators: [{ person: centre.person, disclosed: true }] }), 409, 'separation-of-duty')
  refused(await clerk.ask(id, 'log-session', sitting('2023-12-31T16:00:00Z')), 409, 'separation-of-duty')
  await centre.done(id, 'refer', { to: village.org, kind: 'hand_over', channel: 'people' })
  await village.done(id, 'accept-referral', { referral: 1 })
  refused(await clerk.ask(id, 'log-session', { ...sitting('2023-12-31T16:00:00Z'), procedure: 2 }), 403, 'not-your-right')
  refused(await village.ask(id, 'assign-mediators', { mediators: [{ person: clerk.person, disclosed: true }] }), 409, 'no-such-mediator', { article: '人民调解法13、14、19' })
})

test('a private talk is read by who mediates or entered it only', async () => {
  const [village, second, head, township, county] = await site.all('village.a', 'village.b', 'village.c', 'township.a', 'county.a')
  const { id } = await village.register()
  await takeUp(village, id)
  await site.move('2024-01-05T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-05T15:00:00+08:00', 'continues', { private_applicant: '底线是五千元', private_respondent: '最多三千元' }))
  const own = JSON.stringify(await village.timeline(id))
  assert.ok(own.includes('底线是五千元') && own.includes('最多三千元'))
  for (const other of [second, head]) {
    const seen = JSON.stringify(await other.timeline(id))
    assert.ok(seen.includes('session_logged') && !seen.includes('private_') && !seen.includes('底线是五千元'), other.account)
  }
  await head.done(id, 'replace-mediators', { mediators: [{ person: second.person, disclosed: true }], reason: '换人' })
  const both = [JSON.stringify(await second.timeline(id)), JSON.stringify(await village.timeline(id))]
  assert.ok(both.every((t) => t.includes('底线是五千元') && t.includes('最多三千元')), 'the new mediator, and who entered it')
  await second.done(id, 'log-session', sitting('2024-01-05T15:30:00+08:00', 'continues', { private_applicant: '可以让到四千元' }))
  assert.ok(!JSON.stringify(await village.timeline(id)).includes('可以让到四千元'), 'who mediates no more reads nothing new')
  await village.done(id, 'refer', { to: township.org, kind: 'refer', assist: true, reason: '协办' })
  await township.done(id, 'accept-referral', { referral: 1 })
  const theirs = JSON.stringify([await township.timeline(id), await township.dispute(id)])
  assert.ok(!theirs.includes('底线是五千元') && !theirs.includes('最多三千元'), 'an assisting body does not')
  assert.ok(theirs.includes('session_logged'), 'that there was a sitting, it sees')
  refused(await county.get(`/api/v1/disputes/${id}`), 404, 'not-found')
})

test('opening what is sealed is entered in the read log, a list is not', async () => {
  const [village, head] = await site.all('village.a', 'village.c')
  const { id } = await village.register()
  assert.deepEqual(await reads(id), [])
  await village.read('/api/v1/disputes')
  await village.clocks(id)
  const listed = await reads(id)
  assert.deepEqual(listed.filter((r) => r[2] !== 'clocks'), [])
  await head.dispute(id)
  await head.timeline(id)
  assert.deepEqual(
    (await reads(id)).filter((r) => r[2] !== 'clocks'),
    [
      [uuid(head.person), uuid(head.org), 'dispute'],
      [uuid(head.person), uuid(head.org), 'timeline'],
    ].map(([p, o, w]) => [p.replaceAll('-', ''), o, w]),
  )
})

test('nobody gets anywhere without signing in, and a session needs its marks', async () => {
  const village = await site.as('village.a')
  const { id } = await village.register()
  for (const path of ['/api/v1/disputes', `/api/v1/disputes/${id}`, `/api/v1/disputes/${id}/timeline`, '/api/v1/me', '/api/v1/people', '/api/v1/rule-sets'])
    refused(await send(`${service.url}${path}`), 401, 'unauthenticated')
  const key = { 'Idempotency-Key': freshKey() }
  refused(await send(`${service.url}/api/v1/disputes`, { method: 'POST', body: registration(), headers: key }), 401, 'unauthenticated')
  for (const token of ['Bearer x', 'Bearer ', `Bearer ${'0'.repeat(60)}`, village.headers.Authorization.replace(/.$/, (c) => (c === 'a' ? 'b' : 'a')), 'Basic YTpi'])
    refused(await send(`${service.url}/api/v1/me`, { headers: { Authorization: token } }), 401, 'unauthenticated')
  const session = await signIn(service, 'village.b')
  const path = `${service.url}/api/v1/disputes/${id}/commands/note`
  const write = (headers) => send(path, { method: 'POST', body: { text: '页' }, headers: { 'Idempotency-Key': freshKey(), ...headers } })
  assert.equal((await write(session.writing)).status, 200)
  refused(await write({ Cookie: session.cookie, Origin: service.url }), 403, 'forbidden')
  refused(await write({ ...session.writing, 'X-CSRF-Token': '0'.repeat(64) }), 403, 'forbidden')
  refused(await write({ ...session.writing, Origin: 'https://elsewhere.example' }), 403, 'forbidden')
  const out = await send(`${service.url}/api/v1/sign-out`, { method: 'POST', body: {}, headers: session.writing })
  assert.equal(out.status, 204)
})

test('only an administrator makes keys, and a wrong password is told from a wrong login by nobody', async () => {
  const village = await site.as('village.a')
  refused(await village.post('/api/v1/api-keys', { name: '私', person: village.person }), 403, 'forbidden')
  const attempt = (login, password) => send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login, password }, headers: { Origin: service.url } })
  const wrong = refused(await attempt('village.a', 'not the password'), 401, 'wrong-password')
  const nobody = refused(await attempt('village.zz', 'not the password'), 401, 'wrong-password')
  assert.equal(wrong.text, nobody.text)
})
