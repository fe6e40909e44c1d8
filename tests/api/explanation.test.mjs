// Why a limit ends when it ends: the service and `hejie explain` say the same,
// in Chinese, English and JSON, from the event that set the date and the set.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
let site
let village
let id
let code
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village] = await site.all('village.a')
  await site.move('2024-03-04T16:00:00+08:00')
  ;({ id, code } = await village.register())
  await takeUp(village, id)
})
after(() => service?.stop())

const no = async (rule) => (await village.clocks(id)).find((c) => c.rule === rule).no
const why = async (rule, language = 'zh') =>
  (await village.get(`/api/v1/disputes/${id}/clocks/${await no(rule)}/explanation`, { 'Accept-Language': language })).json

test('a limit of law: rule, version, article, certainty, facts, each step', async () => {
  const w = await why('RT_MED')
  assert.deepEqual([w.state, w.due_on], ['running', '2024-04-07'])
  const e = w.explanation
  assert.deepEqual([e.name, e.rule, e.set_name, e.article, e.certainty, e.label], ['人民调解期限', 'RT_MED', 'national-statutory', '规定75号 36', 'law', '法律规定'])
  assert.match(e.set, /^[0-9a-f]{64}$/)
  assert.deepEqual(e.inputs, ['起算事件:受理', '长度:1个月', '起算日:2024-03-04'])
  assert.match(e.steps.join('\n'), /2024-03-04是起算日[^]*顺延[^]*最后一日是2024-04-07/)
})

test('the same in English', async () => {
  const e = (await why('RT_MED', 'en')).explanation
  assert.equal(e.label, 'by law')
  assert.match(e.name, /^[ -~]+$/)
  assert.match(e.steps.join('\n'), /The last day is 2024-04-07/)
  assert.ok(e.inputs.includes('starts at: accepted'))
})

test('what a more special limit replaced is named', async () => {
  const medical = await village.register(registration({ category_moj: 'YL' }))
  await takeUp(village, medical.id)
  const c = (await village.clocks(medical.id)).find((x) => x.rule === 'RT_MEDI')
  const { json } = await village.get(`/api/v1/disputes/${medical.id}/clocks/${c.no}/explanation`)
  assert.deepEqual(json.explanation.losers.map((l) => [l.rule, l.set_name]), [['RT_MED', 'national-statutory']])
})

test('the command line says it too, of one limit or all, in lines or JSON', async () => {
  const number = String(await no('RT_MED'))
  const said = async (...args) => {
    const { code: status, stdout, stderr } = await hejie(service, 'explain', ...args)
    assert.equal(status, 0, stderr)
    return stdout
  }
  const one = await said(code, number)
  assert.match(one, new RegExp(`^${number}\\. 人民调解期限〔法律规定〕\\n规则:RT_MED,《`))
  assert.match(one, /依据:规定75号 36\n起算事件:受理\n/)
  assert.equal(await said(id, number), one)
  const json = JSON.parse(await said('--json', id, number))
  assert.deepEqual(json, (await why('RT_MED')).explanation)
  const all = await said(id)
  assert.ok(all.includes(one.trimEnd()))
  assert.equal((await hejie(service, 'explain', id, '999')).code, 1)
  assert.equal((await hejie(service, 'explain')).code, 2)
})

test('who may not see the dispute sees nothing of its limits', async () => {
  const [other] = await site.all('petition.a')
  refused(await other.get(`/api/v1/disputes/${id}/clocks/${await no('RT_MED')}/explanation`), 404, 'not-found')
  refused(await village.get(`/api/v1/disputes/${id}/clocks/999/explanation`), 404, 'not-found')
})

test('what followed of a limit by itself is explained by that limit', async () => {
  const { id: medical } = await village.register(registration({ category_moj: 'YL' }))
  await takeUp(village, medical)
  await site.move('2024-06-03T09:00:00+08:00')
  const limit = (await village.clocks(medical)).find((c) => c.rule === 'RT_MEDI').no
  const after = (await village.timeline(medical)).filter((e) => e.event.caused_by === `clock/${limit}`)
  const kinds = after.map((e) => e.event.kind)
  assert.ok(['clock_fired', 'procedure_ended', 'notice_owed'].every((kind) => kinds.includes(kind)), kinds.join())
  for (const { position, event } of after.filter((e) => !e.event.body.because && !e.event.body.clock)) {
    const { explanation: e } = await village.read(`/api/v1/disputes/${medical}/timeline/${position}/explanation`)
    assert.deepEqual([e.rule, e.set_name, e.article, e.label], ['RT_MEDI', 'national-statutory', '医疗条例38', '法律规定'], event.kind)
    assert.match(e.steps.join(), /最后一日是2024-04-/)
  }
  refused(await village.get(`/api/v1/disputes/${medical}/timeline/1/explanation`), 404, 'not-found')
  const { stdout } = await hejie(service, 'explain', medical)
  const ended = after.find((e) => e.event.kind === 'procedure_ended').position
  assert.match(stdout, new RegExp(`^@${ended}\\. [^\\n]+,由此而来:[^\\n]+〔法律规定〕\\n规则:RT_MEDI,《`, 'm'))
})
