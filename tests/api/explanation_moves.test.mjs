// Why the rules did something by themselves: each move of the ladder, each
// offer and task says its rule, version, facts and what else fitted, over the
// interface and by `hejie explain`, in Chinese, English and JSON.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-ladder'

let service
let site
let village
let id
let code
before(async () => {
  service = await startService()
  site = await openSite(service)
  const [admin] = await site.all('admin')
  ;[village] = await site.all('village.a')
  const chosen = await admin.post(CHOOSE, { county: '999901', ladder: 'method-longshan' })
  assert.equal(chosen.status, 200, chosen.text)
  await site.move('2024-03-04T16:00:00+08:00')
  ;({ id, code } = await village.register())
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
