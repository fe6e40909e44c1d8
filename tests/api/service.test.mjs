// Service of notices: the table, the ways to a party, proofs entered in one go.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { freshKey, openSite, problemOf, refused, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
let site
let clerk
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[clerk] = await site.all('village.a')
})
after(() => service?.stop())

/** A dispute accepted at the village: two sheets of rights are owed. */
async function owing() {
  const { id } = await clerk.register(registration())
  for (const party of [1, 2]) await clerk.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await clerk.done(id, 'accept')
  return id
}
const notices = async (id) => (await clerk.dispute(id)).state.notice

test('the table of notices is there, with wording, article and means', async () => {
  const { items } = await clerk.read('/api/v1/notice-kinds')
  const routes = items.find((n) => n.kind === 'routes')
  assert.equal(routes.rights[0].article, '人民调解法26')
  assert.equal(routes.rights[0].certainty, 'law')
  assert.match(routes.rights[0].zh, /仲裁、行政、司法/)
  const opinion = items.find((n) => n.kind === 'petition_opinion')
  assert.ok(!opinion.means.includes('told'))
  assert.ok(items.every((n) => n.zh && n.en && n.means.length > 0 && n.rights.length > 0))
})

test('thirty proofs in one go: one answer a line, sent twice they change nothing', async () => {
  const ids = []
  for (let i = 0; i < 15; i++) ids.push(await owing())
  const items = ids.flatMap((dispute, i) => [
    { dispute, notices: [1], means: 'handed' },
    { dispute, notices: [2], means: 'post', evidence: `EMS ${i}`, returned: i === 3 },
  ])
  items[28] = { ...items[28], means: 'announced', evidence: '报纸' }
  const key = freshKey()
  const first = await clerk.post('/api/v1/service/batch', { items }, { key })
  assert.equal(first.status, 200, first.text)
  assert.equal(first.json.items.length, 30)
  assert.deepEqual(first.json.items.map((l) => l.status), items.map((_, i) => (i === 28 ? 409 : 200)))
  assert.equal(problemOf({ json: first.json.items[28].problem }), 'means-not-for-this-notice')
  assert.deepEqual((await notices(ids[3])).map((n) => n.state), ['served', 'returned'])
  assert.deepEqual((await notices(ids[14])).map((n) => n.state), ['owed', 'served'])
  const again = await clerk.post('/api/v1/service/batch', { items }, { key })
  assert.equal(again.text, first.text)
  const proof = (await clerk.timeline(ids[0])).map((e) => e.event).filter((e) => e.kind === 'notice_served').map((e) => e.body.proof)
  assert.deepEqual(proof, ['signed', 'post_number'])
})

test('each owed notice stands on the list of its way until it is served', async () => {
  const list = async (means) => {
    const all = []
    let next = ''
    do {
      const page = await clerk.read(`/api/v1/service?means=${means}&limit=200${next}`)
      all.push(...page.items)
      next = page.next ? `&${page.next}` : ''
    } while (next)
    return all
  }
  const on = async (means, id) => (await list(means)).filter((l) => l.id === id)
  const id = await owing()
  await clerk.done(id, 'set-contact-means', {
    ways: [
      { party: 1, reach: 'sms' },
      { party: 1, reach: 'post', where: '青石村八号' },
      { party: 1, reach: 'visit', where: '青石村九号', times: '晚上八点后', language: '苗语' },
      { party: 2, reach: 'counter' },
    ],
  })
  const [letter] = await on('post', id)
  assert.deepEqual([letter.notice, letter.state, letter.place, letter.kind], [1, 'owed', '青石村八号', 'rights'])
  assert.equal((await on('counter', id))[0].party, 2)
  // The letter comes back: a visit is next, with its place, times and language.
  await clerk.done(id, 'record-return', { notices: [1], means: 'post', evidence: '查无此人' })
  assert.deepEqual(await on('post', id), [])
  const [visit] = await on('visit', id)
  assert.deepEqual([visit.state, visit.tried, visit.place, visit.times, visit.language],
    ['returned', 'post', '青石村九号', '晚上八点后', '苗语'])
  await clerk.done(id, 'serve-notice', { notices: [1], means: 'handed' })
  assert.deepEqual(await on('visit', id), [])
  // With the confirmation of an address the next notice goes by message.
  await clerk.done(id, 'agree-e-service', { party: 2, address: '10900000002', how: 'signature' })
  await clerk.done(id, 'set-contact-means', { ways: [{ party: 2, reach: 'e_service', where: 'pt/2' }, { party: 2, reach: 'call' }] })
  const [message] = await on('e_service', id)
  assert.deepEqual([message.party, message.place], [2, 'pt/2'])
  // Another body sees none of it.
  const [police] = await site.all('police.a')
  assert.deepEqual((await police.read('/api/v1/service')).items, [])
})

test('what is no batch is refused whole', async () => {
  const send = (body) => clerk.post('/api/v1/service/batch', body)
  refused(await send({}), 400, 'invalid-field')
  refused(await send({ items: [{ dispute: 'x', notices: [1], means: 'handed' }] }), 400, 'invalid-field')
  const { json } = await send({ items: [{ dispute: '0'.repeat(32), notices: [1], means: 'handed' }] })
  assert.equal(json.items[0].status, 404)
})

test('each means has its own proof, entered together: receipt, post number, call note, witness, electronic receipt', async () => {
  const ids = []
  for (let i = 0; i < 5; i++) ids.push(await owing())
  await clerk.done(ids[4], 'agree-e-service', { party: 1, address: '10900000001', how: 'thumbprint' })
  const ways = [['handed', undefined, 'signed'], ['post', 'EMS 1', 'post_number'], ['told', '四月七日通话三分钟', 'call_note'],
    ['left', '村主任在场见证', 'witness'], ['electronic', '回执 7', 'e_receipt']]
  const items = ways.map(([means, evidence], i) => ({ dispute: ids[i], notices: [1], means, evidence }))
  const bare = ways.slice(1).map(([means], i) => ({ dispute: ids[i + 1], notices: [2], means }))
  const { json } = await clerk.post('/api/v1/service/batch', { items: [...items, ...bare] })
  assert.deepEqual(json.items.map((l) => l.status), [...ways.map(() => 200), ...bare.map(() => 409)])
  assert.deepEqual(json.items.slice(5).map((l) => problemOf({ json: l.problem })),
    ['proof-of-service-missing', 'proof-of-service-missing', 'proof-of-service-missing', 'electronic-service-without-consent'])
  for (const [i, [, , proof]] of ways.entries()) {
    const [event] = (await clerk.timeline(ids[i])).map((e) => e.event).filter((e) => e.kind === 'notice_served')
    assert.equal(event.body.proof, proof)
    assert.deepEqual((await notices(ids[i])).map((n) => n.state), ['served', 'owed'])
  }
})

test('a person’s own order of ways, an agent for service among them; announced last, and only what may be', async () => {
  const id = await owing()
  await clerk.done(id, 'set-contact-means', { ways: [
    { party: 1, reach: 'agent', where: '县城东街 丙寅代收' }, { party: 1, reach: 'call', times: '中午' }, { party: 1, reach: 'post', where: '青石村八号' }] })
  const where = async () => (await clerk.read('/api/v1/service?means=any&limit=200')).items.find((l) => l.id === id && l.notice === 1)
  const seen = []
  for (const [means, evidence] of [['handed', '代收人外出'], ['told', '停机'], ['post', '查无此人'], ['handed', '无人在家']]) {
    const { means: way, place } = await where()
    seen.push([way, place])
    await clerk.done(id, 'record-return', { notices: [1], means, evidence })
  }
  assert.deepEqual(seen.slice(0, 3).map(([way]) => way), ['agent', 'call', 'post'])
  assert.deepEqual([seen[0][1], seen[2][1]], ['县城东街 丙寅代收', '青石村八号'])
  refused(await clerk.ask(id, 'serve-notice', { notices: [1], means: 'announced', evidence: '公告栏' }), 409, 'means-not-for-this-notice')
  await clerk.done(id, 'serve-notice', { notices: [1], means: 'left', evidence: '见证人在场' })
  assert.equal(await where(), undefined)
  refused(await clerk.ask(id, 'set-contact-means', { ways: [{ party: 1, reach: 'agent' }] }), 409, 'address-missing')
})
