// Why the rules did something by themselves: each move of the ladder, each
// offer and task says its rule, version, facts and what else fitted, over the
// interface and by `hejie explain`, in Chinese, English and JSON.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-ladder'

let service
let site
let village
let admin
let id
let code
// Time goes on by a minute; behind it every worker knows what was chosen.
let minute = 0
async function on(ladder) {
  const chosen = await admin.post(CHOOSE, { county: '999901', ladder })
  assert.equal(chosen.status, 200, chosen.text)
  await site.move(`2024-03-04T16:0${minute++}:00+08:00`)
  return village.register()
}
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, village] = await site.all('admin', 'village.a')
  ;({ id, code } = await on('method-longshan'))
})
after(() => service?.stop())

const moves = async () => (await village.timeline(id)).filter((e) => e.event.kind === 'ladder_moved')
const why = (position, language) =>
  village.get(`/api/v1/disputes/${id}/timeline/${position}/explanation`, { 'Accept-Language': language })

test('entering the village step says its rule and version', async () => {
  const [move] = await moves()
  const e = (await why(move.position, 'zh')).json.explanation
  assert.deepEqual([e.set_name, e.rule, e.name, e.label], ['method-longshan', '/ladder/0', '进入 村(社区)', '本地规定'])
  assert.match(e.set, /^[0-9a-f]{64}$/)
})

test('a fact that somebody says moves it at once, and is the reason told', async () => {
  await village.done(id, 'record-fact', { fact: 'sudden', value: 'yes' })
  const offers = (await village.timeline(id)).filter((e) => e.event.kind === 'referral_offered')
  const told = [...(await moves()), ...offers].filter((e) => e.event.body.because).at(-1)
  const zh = (await why(told.position, 'zh')).json.explanation
  const en = (await why(told.position, 'en')).json.explanation
  assert.equal(zh.rule, '/ladder/2')
  assert.ok(zh.inputs.includes('突发:是'), zh.inputs.join())
  assert.ok(en.inputs.includes('sudden: yes'), en.inputs.join())
  refused(await village.post(`/api/v1/disputes/${id}/commands/record-fact`, { fact: 'sudden', value: 'perhaps' }), 409, 'no-such-fact')
})

test('the command line says the same', async () => {
  const { code: status, stdout } = await hejie(service, 'explain', code)
  assert.equal(status, 0)
  assert.match(stdout, /^@\d+\. 进入 村\(社区\)〔本地规定〕\n规则:\/ladder\/0,《/m)
  assert.match(stdout, /^突发:是$/m)
  const lines = (await hejie(service, 'explain', '--json', code)).stdout.trim().split('\n').map((l) => JSON.parse(l))
  assert.ok(lines.some((l) => l.rule === '/ladder/2'))
})

test('what no rule did has no such reason, and a stranger sees none', async () => {
  assert.equal((await why(1, 'zh')).status, 404)
  const [other] = await site.all('petition.a')
  refused(await other.get(`/api/v1/disputes/${id}/timeline/${(await moves())[0].position}/explanation`), 404, 'not-found')
})

// All that the command line says of a matter, or of one of its limits.
async function told(...args) {
  const { code: status, stdout, stderr } = await hejie(service, 'explain', ...args)
  assert.equal(status, 0, stderr)
  return stdout
}

test('the command line says what a task counted that is owed by what happened before', async () => {
  const violent = await on('method-domestic-violence')
  for (let i = 0; i < 2; i++) await village.done(violent.id, 'report-danger', { danger: 'domestic', told: '派出所' })
  const task = (await village.clocks(violent.id)).find((c) => c.rule === 'repeat')
  const said = await told(violent.code, String(task.no))
  assert.match(said, new RegExp(`^${task.no}\\. .*〔`))
  assert.match(said, /^既往报告次数:2$/m)
  const json = JSON.parse(await told('--json', violent.id, String(task.no)))
  assert.deepEqual([json.set_name, json.inputs.includes('既往报告次数:2')], ['method-domestic-violence', true])
})

test('the command line says of which day a step is counted that begins with an event', async () => {
  const general = await on('method-xiayi')
  for (const fact of ['hard', 'major']) await village.done(general.id, 'record-fact', { fact, value: 'no' })
  await takeUp(village, general.id)
  const step = (await village.clocks(general.id)).find((c) => c.rule === 'LADDER')
  assert.equal(step.due_on, '2024-03-09')
  const said = await told(general.code, String(step.no))
  assert.match(said, /^\d+\. 一般矛盾\(盯办\)/)
  for (const line of ['长度:5日', '起算日:2024-03-04']) assert.ok(said.split('\n').includes(line), said)
  assert.match(said, /最后一日是2024-03-09/)
})

test('a rest of mediation moves no limit, and the command line says so', async () => {
  const resting = await on('three-two-one-a')
  await takeUp(village, resting.id)
  const { no } = (await village.clocks(resting.id)).find((c) => c.rule === 'RT_MED')
  const before = await told(resting.code, String(no))
  await village.done(resting.id, 'suspend-mediation', { text: '一方住院' })
  assert.equal(await told(resting.code, String(no)), before)
  assert.doesNotMatch(before, /扣除/)
})
