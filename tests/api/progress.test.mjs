// A party asks how its matter stands, with what is on its slip and without an
// account: what concerns it, nothing of the others, and nothing to guess at.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, openSite, refused, respondent, send, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, made, slip
before(async () => {
  service = await startService({ init: ['--ladder', 'none'], settings: { login_account_per_minute: 5, login_address_per_minute: 1000 } })
  site = await openSite(service)
  village = await site.as('village.a')
  await site.move('2026-03-02T09:00:00+08:00')
  made = await village.register()
  slip = { code: made.code, secret: made.slip.secret }
})
after(() => service?.stop())

const ask = (body, language = 'zh') => send(`${service.url}/api/v1/progress`, { method: 'POST', headers: { 'Accept-Language': language }, body })
const shown = async (language) => {
  const answer = await ask(slip, language)
  assert.equal(answer.status, 200, answer.text)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  return answer.json
}

test('it shows who is in charge, what comes next, and its own notices', async () => {
  const first = await shown()
  assert.deepEqual([first.code, first.closed, first.party], [made.code, false, applicant.name])
  assert.deepEqual(first.procedures.map((p) => [p.channel, p.phase, p.body]), [['people', 'opened', village.who.organisation_name]])
  await takeUp(village, made.id)
  await village.done(made.id, 'schedule-session', { mode: 'together', starts: '2026-03-04T09:00:00+08:00', place: '村委会' })
  const then = await shown()
  assert.deepEqual(then.procedures[0].mediators, [village.who.name])
  assert.deepEqual(then.appointments, [{ starts: '2026-03-04T09:00:00.000+08:00', place: '村委会' }])
  assert.deepEqual(then.limits.map((l) => l.due_on), (await village.clocks(made.id)).filter((c) => c.state === 'running' && !(c.party > 1)).map((c) => c.due_on))
  assert.deepEqual(then.notices.map((n) => [n.kind, n.state]), [['rights', 'owed']])
  assert.match(then.notices[0].text, /[一-鿿]/)
  assert.doesNotMatch((await shown('en')).notices[0].text, /[一-鿿]/)
})

test('of an agreement it shows the terms, of the others nothing but what they agreed on', async () => {
  await village.done(made.id, 'record-oral-agreement', {
    terms: [{ kind: 'money', amount: 80000, debtor: 2, due_on: '2026-04-01', text: '支付八百元' }],
  })
  const { agreements } = await shown()
  assert.deepEqual(agreements[0].terms.map((x) => [x.text, x.amount, x.paid, x.due_on]), [['支付八百元', 80000, 0, '2026-04-01']])
  const text = JSON.stringify(await shown())
  for (const secret of [respondent.name, respondent.phone, respondent.identity, applicant.phone, applicant.identity, applicant.address, '砌墙越过'])
    assert.ok(!text.includes(secret), secret)
})

test('the code may be written as it is read out', async () => {
  const spaced = made.code.replace(/(.{4})/g, '$1 ').trim().toLowerCase()
  assert.equal((await ask({ ...slip, code: spaced })).status, 200)
})

test('wrong, foreign and missing look the same to the byte, and guessing is slowed down', async () => {
  const other = await village.register()
  const wrong = [
    { code: made.code, secret: '0000000000' },
    { code: made.code, secret: other.slip.secret },
    { code: other.code, secret: made.slip.secret },
    { code: '9999012600000000', secret: made.slip.secret },
    { code: 'x', secret: 'y' },
  ]
  const answers = []
  for (const body of wrong) answers.push(refused(await ask(body), 404, 'not-found'))
  assert.deepEqual([...new Set(answers.map((a) => a.text))].length, 1)
  const heads = answers.map((a) => JSON.stringify([...a.headers].filter(([k]) => k !== 'date')))
  assert.equal(new Set(heads).size, 1)
  let last
  for (let i = 0; i < 10 && last?.status !== 429; i++) last = await ask({ code: other.code, secret: `${i}` })
  assert.ok(Number(refused(last, 429, 'too-many-requests').headers.get('retry-after')) >= 1)
  refused(await ask({ code: made.code }), 400, 'invalid-field', { field: 'secret' })
  refused(await send(`${service.url}/api/v1/progress?code=${made.code}`, { method: 'POST', body: slip }), 400, 'invalid-field', { field: 'code' })
  assert.equal((await ask(slip)).status, 200, 'what fits is not counted')
})
