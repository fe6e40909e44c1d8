// A slip found by code and secret alone: what is wrong about it cannot be told,
// and guessing is slowed down.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openSite, refused, registration, send } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, village, court, neighbour, security
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 6, login_address_per_minute: 100 } })
  const site = await openSite(service)
  ;[village, court, neighbour, security] = await site.all('village.a', 'court.a', 'neighbour.a', 'security')
})
after(() => service.stop())

const knock = (who, code, secret) => who.post('/api/v1/doors', { code, secret })
const wrong = (secret) => (secret === '000000' ? '000001' : '000000')
const madeUp = (n) => `99990126A000${String(n).padStart(3, '0')}0`

test('the slip names the body, and speaks of mediation where mediation was opened', async () => {
  const { slip } = await village.register()
  assert.ok(slip.responsible_name)
  assert.ok(slip.text.includes(slip.responsible_name), slip.text)
  assert.match(slip.text, /随时终止调解/)
  const suit = (await court.register(registration({ channel: 'suit' }))).slip
  assert.ok(suit.text.includes(suit.responsible_name), suit.text)
  assert.doesNotMatch(suit.text, /调解/)
})

// Everything that a reader sees of an answer, but the moment.
function seen({ status, headers, text }) {
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') }
}

test('code and secret name the dispute, and what they open is asked there', async () => {
  const made = await village.register()
  const found = await knock(court, made.code, made.slip.secret)
  assert.deepEqual([found.status, found.json], [200, { id: made.id }])
  refused(await court.get(`/api/v1/disputes/${made.id}`), 404, 'not-found')
  const headers = { 'Dispute-Code': made.code, 'Dispute-Secret': made.slip.secret }
  const suit = await court.post(`/api/v1/disputes/${made.id}/commands/open-suit`, { number: '民初1' }, { headers })
  assert.equal(suit.status, 200, suit.text)
})

test('wrong secret, wrong code, none there: the same bytes, as fast', async () => {
  const times = { secret: [], code: [] }
  const answers = []
  for (let i = 0; i < 15; i++) {
    const made = await village.register(registration())
    for (const [kind, code] of [['secret', made.code], ['code', madeUp(i)]]) {
      const begun = process.hrtime.bigint()
      answers.push(seen(await knock(court, code, wrong(made.slip.secret))))
      times[kind].push(Number(process.hrtime.bigint() - begun) / 1e6)
    }
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal(answers[0].status, 404)
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1]
  const [a, b] = [median(times.secret), median(times.code)]
  assert.ok(Math.max(a, b) < 3 * Math.min(a, b) + 5, `${a} ms and ${b} ms`)
})

test('after as many wrong ones as the setting says it has to be waited, whether the code is there or not', async () => {
  const made = await village.register()
  for (const code of [made.code, madeUp(900)]) {
    for (let i = 0; i < 6; i++) refused(await knock(neighbour, code, wrong(made.slip.secret)), 404, 'not-found')
    const late = refused(await knock(neighbour, code, wrong(made.slip.secret)), 429, 'too-many-requests')
    assert.match(late.headers.get('retry-after'), /^[1-9]\d*$/)
    const asked = await neighbour.post(
      `/api/v1/disputes/${made.id}/commands/open-suit`,
      {},
      { headers: { 'Dispute-Code': code, 'Dispute-Secret': made.slip.secret } },
    )
    refused(asked, 429, 'too-many-requests')
  }
})

test('what fits is not counted', async () => {
  const made = await village.register()
  for (let i = 0; i < 20; i++) assert.equal((await knock(court, made.code, made.slip.secret)).status, 200)
})

test('one address may not guess at many codes', async () => {
  let answer
  let n = 0
  do answer = await knock(court, madeUp(100 + n++), '123456')
  while (answer.status === 404 && n < 200)
  refused(answer, 429, 'too-many-requests')
  assert.ok(answer.headers.get('retry-after') >= 1)
  assert.equal((await send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: 'x', password: 'y' } })).status, 401)
})

test('a body that is not called JSON is not read, anywhere', async () => {
  const text = { 'Content-Type': 'text/plain' }
  const body = JSON.stringify({ login: 'village.a', password: service.signIns.get('village.a').password })
  refused(await send(`${service.url}/api/v1/sign-in`, { method: 'POST', headers: text, body }), 415, 'media-type')
  for (const path of ['accounts', 'api-keys'])
    refused(await security.post(`/api/v1/${path}`, '{}', { headers: text }), 415, 'media-type')
  for (const path of ['doors', 'search', 'disputes'])
    refused(await village.post(`/api/v1/${path}`, '{}', { headers: text }), 415, 'media-type')
})
