// What people are called, and what they said, is plain text nowhere: not in the
// database, not in the log, not in an answer to a stranger.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

import { hejie, logText, openSite, registration, send, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const run = promisify(execFile)
let service
let site
let village
let id
const answers = [] // to those who may not know

const person = {
  kind: 'natural',
  side: 'applicant',
  name: '欧阳慕秋',
  phone: '10977665544',
  identity: '999999198807065433',
  address: '梨花巷三十三号',
  agent: '司徒若水',
  communication: ['hearing', 'other'],
  needs: '请大声说话',
  traits: '性急易怒',
}
const other = { kind: 'natural', side: 'respondent', name: '上官听雨', phone: '10911223344', identity: '999999197706054327' }
const texts = {
  title: '欧阳与上官的梨树纠纷',
  facts: '梨树越墙遮光且落果',
  risks: '曾扬言砍树',
  source_text: '邻居带来的口信',
}
const record = '笔录全文双方各执一词'
const privately = ['私下说可以让五百元', '背后承认先动手']
const secrets = () => [...Object.values(person), ...Object.values(other), ...Object.values(texts), record, ...privately, '改判的缘由是重听', '协议里写明剪枝']
  .filter((s) => typeof s === 'string' && !['natural', 'applicant', 'respondent'].includes(s))

before(async () => {
  service = await startService()
  site = await openSite(service)
  village = await site.as('village.a')
  const [stranger] = await site.all('village2.a')
  id = (await village.register(registration({ ...texts, parties: [person, other] }))).id
  await takeUp(village, id)
  await site.move('2024-01-05T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-05T15:00:00+08:00', 'agreed', { text: record, private_applicant: privately[0], private_respondent: privately[1] }))
  await village.done(id, 'draft-agreement', { text: '协议里写明剪枝', terms: [{ kind: 'duty', debtor: 2, text: '协议里写明剪枝' }] })
  await village.sure(id, 'correct-party', { party: { party: 1, traits: person.traits }, reason: '改判的缘由是重听' })
  // Everything wrong that could bring a name back, and everything a stranger gets.
  const bad = registration({ ...texts, parties: [{ ...person, name: undefined, nickname: person.name }] })
  answers.push(
    await village.post('/api/v1/disputes', bad),
    await village.post('/api/v1/disputes', registration({ ...texts, source: person.name })),
    await village.post('/api/v1/disputes', registration({ ...texts, requested_on: person.identity })),
    await village.post('/api/v1/disputes', registration({ title: texts.title.repeat(30) })),
    await village.post('/api/v1/disputes', `{"title":"${person.name}`),
    await village.ask(id, 'record-consent', { party: 7, answer: 'agrees', manner: 'oral', text: record }),
    await village.ask(id, 'close', { text: record }),
    await village.ask(id, 'correct-party', { party: { party: 1, name: person.name }, reason: '错' }, { match: 1 }),
    await village.ask(id, 'add-party', { party: { ...other, side: 'applicant' } }),
    await stranger.get(`/api/v1/disputes/${id}`),
    await stranger.get(`/api/v1/disputes/${id}/timeline`),
    await stranger.ask(id, 'note', { text: record }),
    await village.get(`/api/v1/disputes?after_id=${encodeURIComponent(person.name)}`),
    await village.get(`/api/v1/${encodeURIComponent(person.name)}`),
    await send(`${service.url}/api/v1/disputes/${id}`),
    await send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: person.phone, password: person.identity }, headers: { Origin: service.url } }),
    await send(`${service.url}/metrics`),
    await send(`${service.url}/readyz`),
  )
})
after(() => service?.stop())

async function dump() {
  const { stdout } = await run('pg_dump', ['--data-only', '--inserts', '-d', service.database], { maxBuffer: 1 << 28 })
  return stdout
}

test('a dump of the database holds none of it', async () => {
  const text = await dump()
  assert.ok(text.includes('session_logged') && text.includes('和解示范县'), 'it is a dump of this database')
  assert.deepEqual(secrets().filter((s) => text.includes(s)), [])
  // Nor as PostgreSQL writes bytes.
  assert.deepEqual(secrets().filter((s) => text.includes(Buffer.from(s).toString('hex'))), [])
  const [[key]] = await sql(service.database, `SELECT encode(wrapped, 'hex') FROM hejie.subject_key LIMIT 1`)
  assert.equal(key.length, 130, 'keys are wrapped')
})

test('those who may read it do', async () => {
  const text = JSON.stringify([await village.read(`/api/v1/disputes/${id}?whole=1`), await village.timeline(id)])
  assert.deepEqual(secrets().filter((s) => !text.includes(JSON.stringify(s).slice(1, -1))), [])
})

test('no answer with a problem repeats what was typed', () => {
  for (const a of answers) {
    const text = a.text + JSON.stringify([...a.headers])
    assert.deepEqual(secrets().filter((s) => text.includes(s)), [], text)
  }
  assert.ok(answers.filter((a) => a.status >= 400).length >= 15)
})

test('the log of the service holds none of it, and no password, key or cookie', async () => {
  const text = await logText(service)
  assert.ok(text.includes('route='), 'it is a log')
  assert.deepEqual(secrets().filter((s) => text.includes(s) || text.includes(encodeURIComponent(s))), [])
  for (const { password } of service.signIns.values()) assert.ok(!text.includes(password))
  assert.ok(!text.includes(village.headers.Authorization.slice(7)))
})

test('erasing a person destroys what was said of it, and every proof still holds', async () => {
  const subject = (await village.dispute(id)).state.party[0].subject
  assert.match(subject, /^[0-9a-f]{16}$/)
  await sql(service.database, `DELETE FROM hejie.subject_key WHERE stream = '${id}' AND subject = '${subject}'`)
  const text = JSON.stringify([await village.dispute(id), await village.timeline(id)])
  for (const s of [person.name, person.phone, person.identity, person.address, person.agent, person.needs]) assert.ok(!text.includes(s), s)
  for (const s of [other.name, other.phone, record]) assert.ok(text.includes(s), s)
  const { code, stdout } = await hejie(service, 'verify')
  assert.equal(code, 0)
  assert.match(stdout, /\b0 faults\b/)
  // What the person could be found by goes with the next rebuild.
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.match((await hejie(service, 'rebuild', '--check')).stdout, /\b0 differences\b/)
  const tokens = await sql(service.database, `SELECT 1 FROM hejie.party_index WHERE stream = '${id}' AND party = 1 AND tokens <> '{}'`)
  assert.deepEqual(tokens, [])
  await village.done(id, 'note', { text: '仍可办理' })
})

test('erasing the keys of text and title destroys both', async () => {
  const before = (await village.timeline(id)).length
  await sql(service.database, `DELETE FROM hejie.subject_key WHERE stream = '${id}' AND subject IN ('text', 'title')`)
  const timeline = await village.timeline(id)
  assert.equal(timeline.length, before)
  const text = JSON.stringify([await village.dispute(id), timeline])
  for (const s of [...Object.values(texts), record, '协议里写明剪枝']) assert.ok(!text.includes(s), s)
  assert.ok(text.includes(other.name))
  const list = await village.read('/api/v1/disputes')
  assert.ok(list.items.some((d) => d.id === id && (d.title ?? '') !== texts.title))
  assert.match((await hejie(service, 'verify')).stdout, /\b0 faults\b/)
})
