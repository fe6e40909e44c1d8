// Figures of all processes together, whoever answers; and a front proxy that
// ends TLS.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { applicant, openSite, refused, send } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, village
before(async () => {
  service = await startService({ settings: { trusted_proxy: '127.0.0.1', login_address_per_minute: 5, login_account_per_minute: 1000 } })
  const site = await openSite(service).catch(() => undefined)
  village = site && (await site.as('village.a').catch(() => undefined))
})
after(() => service.stop())

// A connection of its own each time: one kept open may have been to a worker
// that died.
async function figures() {
  const { status, text } = await send(`${service.url}/metrics`, { headers: { Connection: 'close' } })
  assert.equal(status, 200)
  return { text, get: (name) => Number(new RegExp(`^hejie_${name} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN) }
}

test('requests are counted once, whichever worker had them, and no worker answers less', async () => {
  const before = (await figures()).get('requests_total')
  await Promise.all(Array.from({ length: 60 }, () => send(`${service.url}/healthz`, { headers: { Connection: 'close' } })))
  let last = 0
  for (let i = 1; i <= 20; i++) {
    const now = (await figures()).get('requests_total')
    assert.ok(now >= before + 60 + i && now > last, `${now}, ${before} before`)
    assert.equal(now, before + 60 + i)
    last = now
  }
})

test('a worker that died leaves its counts, and is counted on', async () => {
  const before = (await figures()).get('requests_total')
  const children = readFileSync(`/proc/${service.pid}/task/${service.pid}/children`, 'utf8').trim().split(' ')
  process.kill(Number(children[0]), 'SIGKILL')
  let now
  for (let i = 0; i < 100; i++) {
    now = await figures().catch(() => now)
    await new Promise((done) => setTimeout(done, 20))
  }
  assert.ok(now.get('requests_total') >= before, `${now.get('requests_total')}, ${before} before`)
})

test('clock lag, queues and log lag are there, and nothing of persons', async () => {
  const now = await figures()
  for (const name of ['clock_lag_ms', 'follow_ups_open', 'log_lag_events', 'db_reads_queued', 'db_writes_queued', 'commands_under_way', 'passwords_waiting'])
    assert.ok(Number.isInteger(now.get(name)), name)
  for (const line of now.text.trim().split('\n')) assert.match(line, /^(# (HELP|TYPE) hejie_[a-z0-9_]+ .*|hejie_[a-z0-9_]+ \d+)$/)
  assert.ok(!now.text.includes(applicant.name) && !/[{}]/.test(now.text))
})

test('what an agent is kept from doing stands in the log', async () => {
  const may = (word) => sql(service.database, `${word} EXECUTE ON FUNCTION hejie.claim_due ${word === 'GRANT' ? 'TO' : 'FROM'} hejie_agent`)
  const said = () => /agent_failed.*claim_due/.test(readFileSync(service.log, 'utf8'))
  assert.ok(!said())
  await may('REVOKE')
  for (const until = Date.now() + 30_000; !said() && Date.now() < until; ) await new Promise((done) => setTimeout(done, 50))
  await may('GRANT')
  assert.ok(said())
})

test('through the proxy each address is throttled for itself, cookies are of TLS', async () => {
  const { password } = service.signIns.get('township.a')
  const from = (address, secret = password) =>
    send(`${service.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': address, 'X-Forwarded-Proto': 'https' },
      body: { login: 'township.a', password: secret },
    })
  let answer
  for (let i = 0; i < 6; i++) answer = await from('198.51.100.1, 192.0.2.1', 'wrong')
  refused(answer, 429, 'too-many-requests')
  // What stands before the address that the proxy wrote is the client's word.
  refused(await from('203.0.113.9, 192.0.2.1'), 429, 'too-many-requests')
  const other = await from('192.0.2.2')
  assert.equal(other.status, 200, other.text)
  assert.match(other.headers.get('set-cookie'), /^__Host-sid=.*Secure/)
})
