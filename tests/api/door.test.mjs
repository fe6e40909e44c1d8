// A party walks into another body's counter with the slip of its dispute.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startService } from './lib/service.mjs'

let service, village, court, neighbour, dispute

// Somebody signed in: asks a command, answers {status, json}.
async function signIn(login) {
  const { password } = service.signIns.get(login)
  const reply = await fetch(`${service.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: service.url },
    body: JSON.stringify({ login, password }),
  })
  const { csrf } = await reply.json()
  const cookie = reply.headers.get('set-cookie').split(';')[0]
  let n = 0
  return async (path, body, headers = {}) => {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: {
        Cookie: cookie,
        'X-CSRF-Token': csrf,
        Origin: service.url,
        'Content-Type': 'application/json',
        'Idempotency-Key': `${login}-${n++}`,
        ...headers,
      },
      body: JSON.stringify(body),
    })
    return { status: answer.status, text: await answer.text() }
  }
}

const command = (name) => `/api/v1/disputes/${dispute.id}/commands/${name}`
const slip = (code, secret) => ({ 'Dispute-Code': code, 'Dispute-Secret': secret })

before(async () => {
  service = await startService()
  village = await signIn('village.a')
  court = await signIn('court.a')
  neighbour = await signIn('neighbour.a')
  const made = await village('/api/v1/disputes', {
    source: 'application',
    manner: 'oral',
    parties: [
      { kind: 'natural', side: 'applicant', name: '甲' },
      { kind: 'natural', side: 'respondent', name: '乙' },
    ],
  })
  dispute = JSON.parse(made.text)
})
after(() => service.stop())

test('a wrong slip, none and a missing dispute look the same', async () => {
  const { code, slip: own } = dispute
  const other = own.secret === '000000' ? '000001' : '000000'
  const missing = await court(`/api/v1/disputes/${'0'.repeat(31)}1/commands/open-suit`, {}, slip(code, own.secret))
  assert.equal(missing.status, 404)
  for (const headers of [{}, slip(code, other), slip(`${code.slice(0, -1)}!`, own.secret), { 'Dispute-Code': code }])
    assert.deepEqual(await court(command('open-suit'), {}, headers), missing)
})

test('the slip opens no more than the door', async () => {
  const { code, slip: own } = dispute
  assert.equal((await court(command('note'), { text: '记' }, slip(code, own.secret))).status, 403)
  assert.equal((await neighbour(command('open-suit'), {}, slip(code, own.secret))).status, 403)
})

test('with the slip a body comes in, and has a part from then on', async () => {
  const { code, slip: own } = dispute
  const early = await court(command('apply-confirmation'), { agreement: 1, parties: [1, 2] }, slip(code, own.secret))
  assert.equal(early.status, 409)
  const suit = await court(command('open-suit'), { number: '民初1' }, slip(code, own.secret))
  assert.equal(suit.status, 200)
  assert.equal((await court(command('note'), { text: '记' })).status, 200)
})
