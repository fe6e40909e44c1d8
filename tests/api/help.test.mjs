// A person is referred to help: the handler and the body that helps see it, a colleague
// of the handler does not, and no dispute tells of it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, colleague, centre, township, court, id
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, colleague, centre, township, court] = await site.all('village.a', 'village.b', 'centre.a', 'township.a', 'court.a')
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

const tell = (command, body, who = centre) => who.post(`/api/v1/helps/${id}/commands/${command}`, body)
const listed = async (who) => (await who.read('/api/v1/helps')).items.filter((x) => x.id === id)

test('it takes consent, and leaves nothing in the dispute', async () => {
  const { id: dispute } = await village.register(registration())
  const before = await village.dispute(dispute)
  const refer = (more) =>
    village.post('/api/v1/helps/commands/refer-to-help', {
      body: centre.org,
      dispute,
      kind: 'psychological',
      manner: 'oral',
      name: '甲子明',
      reason: '情绪低落',
      ...more,
    })
  refused(await refer({}), 409, 'person-has-not-agreed')
  const made = await refer({ consent: true })
  assert.equal(made.status, 201, made.text)
  id = made.json.id
  assert.deepEqual(await village.dispute(dispute), before)
})

test('only the body that helps and the handler see it', async () => {
  for (const who of [village, centre]) {
    assert.deepEqual((await listed(who)).map((x) => [x.kind, x.stage]), [['psychological', 'offered']])
    assert.equal((await who.read(`/api/v1/helps/${id}`)).state.name, '甲子明')
  }
  for (const who of [colleague, township, court]) {
    assert.deepEqual(await listed(who), [])
    refused(await who.get(`/api/v1/helps/${id}`), 404, 'not-found')
  }
  refused(await tell('accept-help', {}, village), 403, 'not-your-right')
  refused(await tell('accept-help', {}, township), 404, 'not-found')
  refused(await tell('hand-over-help', { person: colleague.person }, colleague), 403, 'not-your-right')
})

test('sittings are counted; the handler may change; the rows can be made again', async () => {
  for (const [command, body] of [
    ['accept-help', { concern: 'some' }],
    ['record-help-sitting', { attended: true }],
    ['record-help-sitting', {}],
    ['grade-concern', { concern: 'none' }],
  ]) {
    const answer = await tell(command, body)
    assert.equal(answer.status, 200, `${command}: ${answer.text}`)
  }
  assert.equal((await tell('hand-over-help', { person: colleague.person }, village)).status, 200)
  refused(await village.get(`/api/v1/helps/${id}`), 404, 'not-found')
  const { state } = await colleague.read(`/api/v1/helps/${id}`)
  assert.deepEqual([state.sitting.length, state.sitting.filter((x) => x.attended).length, state.concern], [2, 1, 'none'])
  refused(await tell('end-help', { ending: 'done' }), 428, 'if-match-missing')
  const headers = await centre.sight(`/api/v1/helps/${id}`)
  assert.equal((await centre.post(`/api/v1/helps/${id}/commands/end-help`, { ending: 'done' }, { headers })).status, 200)
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})

test('social work: its own kind and grades; who is not concerned any more may be declined', async () => {
  const made = await village.post('/api/v1/helps/commands/refer-to-help', {
    body: centre.org, kind: 'social', manner: 'written', consent: true, name: '乙丑亮', reason: '独居,生活困难' })
  assert.equal(made.status, 201, made.text)
  id = made.json.id
  assert.deepEqual((await listed(centre)).map((x) => [x.kind, x.stage]), [['social', 'offered']])
  assert.equal((await tell('grade-concern', { concern: 'worst' })).status, 400)
  assert.equal((await tell('accept-help', { concern: 'great' })).status, 200)
  assert.equal((await centre.read(`/api/v1/helps/${id}`)).state.concern, 'great')
  const other = await village.post('/api/v1/helps/commands/refer-to-help', {
    body: centre.org, kind: 'relief', manner: 'oral', consent: true, name: '丙寅生', reason: '临时救助' })
  id = other.json.id
  const declined = await tell('decline-help', { reason: '不符合条件' })
  assert.equal(declined.status, 200, declined.text)
  refused(await tell('record-help-sitting', { attended: true }), 409, 'not-in-this-stage')
})
