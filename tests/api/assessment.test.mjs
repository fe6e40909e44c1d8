// A decision is assessed before it is taken: its own body and the one above read it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, township, county, neighbour, admin, id
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[township, county, neighbour, admin] = await site.all('township.a', 'county.a', 'neighbour.a', 'admin')
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

const tell = (command, body, who = township) => who.post(`/api/v1/assessments/${id}/commands/${command}`, body)
async function done(command, body) {
  const answer = await tell(command, body)
  assert.equal(answer.status, 200, `${command}: ${answer.text}`)
}
const listed = async (who) => (await who.read('/api/v1/assessments')).items.filter((x) => x.id === id)

test('by the county’s rule somebody is asked, and the outcome goes with the grade', async () => {
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', {
    county: '999901',
    sets: ['stability-assessment'],
  })
  assert.equal(chosen.status, 200, chosen.text)
  const made = await township.post('/api/v1/assessments/commands/open-assessment', {
    matter: '征地',
    title: '东河地块征收',
    subject: '征收三十亩',
  })
  assert.equal(made.status, 201, made.text)
  id = made.json.id
  const conclude = (grade, outcome) => tell('conclude-assessment', { grade, outcome, opinion: '评估意见' })
  refused(await conclude('high', 'not'), 409, 'nobody-was-asked')
  refused(await tell('record-participation', { form: '抽签', people: 3 }), 409, 'no-such-form')
  await done('record-participation', { form: '座谈会', people: 30, against: 12, opinions: '补偿偏低' })
  await done('record-risk-point', { grade: 'medium', text: '补偿标准', measures: '提高标准' })
  refused(await conclude('high', 'go'), 409, 'outcome-does-not-fit')
  assert.equal((await conclude('medium', 'with_measures')).status, 200)
  await done('file-assessment', { with: '县委政法委', number: '备2026-1' })
  await done('check-assessment', { found: 'calm' })
})

test('the body above reads it, nobody else; the rows can be made again', async () => {
  const own = await township.read(`/api/v1/assessments/${id}`)
  assert.deepEqual(
    [own.state.stage, own.state.filing.with, own.state.participation[0].opinions, own.state.conclusion.set],
    ['filed', '县委政法委', '补偿偏低', 'stability-assessment'],
  )
  assert.deepEqual((await listed(county)).map((x) => [x.title, x.grade, x.outcome]), [['东河地块征收', 'medium', 'with_measures']])
  refused(await tell('check-assessment', { found: 'serious' }, county), 403, 'not-your-right')
  assert.equal((await township.read(`/api/v1/assessments/${id}/timeline`)).items.length, 6)
  assert.deepEqual(await listed(neighbour), [])
  refused(await neighbour.get(`/api/v1/assessments/${id}`), 404, 'not-found')
  refused(await admin.get(`/api/v1/assessments/${id}`), 403, 'forbidden')
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
