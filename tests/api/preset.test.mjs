// A fresh county has the rules of statute and nothing else; local and unverified
// guards bind from when its administrator switches them on by name, until he does no more.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openLaw, refused } from './lib/client.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-sets'
const agent = { party: 2, kind: 'agent', name: '丙寅方' }

let service, site, village, admin, id
before(async () => {
  ;({ service, site, clients: [village, admin] } = await openLaw('village.a', 'admin'))
  await site.move('2026-03-02T09:00:00+08:00')
  id = (await village.register()).id
})
after(() => service?.stop())

const sets = async () => (await admin.read('/api/v1/rule-sets')).items.map((item) => item.set)
const choose = async (...names) => {
  const answer = await admin.post(CHOOSE, { county: '999901', sets: names })
  assert.equal(answer.status, 200, answer.text)
}
// Each process of the service learns of the choice a moment later.
async function until(holds) {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) if (await holds()) return
  assert.fail('it did not come about')
}
const dry = () => village.post(`/api/v1/disputes/${id}/commands/appoint-agent?dry=1`, agent)

test('only what is statute is on by default', async () => {
  const all = await sets()
  assert.ok(all.length > 25)
  for (const set of all) {
    const statute = set.certainty === 'F' && !set.ladder
    assert.equal(set.on_by_default === true, statute, set.name)
  }
})

test('a refusal of law says its article and that it is law', async () => {
  refused(await village.ask(id, 'accept', {}), 409, 'consent-missing', { article: '人民调解法17', certainty: 'law' })
})

test('an unverified guard is off, binds when it is switched on by name, and is off again', async () => {
  assert.equal((await dry()).status, 200)
  await choose('agency-powers')
  await until(async () => (await dry()).status === 409)
  refused(await village.ask(id, 'appoint-agent', agent), 409, 'power-not-stated', {
    article: '民法典165', certainty: 'unverified', field: 'power',
  })
  await choose()
  await until(async () => (await dry()).status === 200)
})

test('what is no set of limits or guards is not switched on with them', async () => {
  for (const name of ['three-two-one-a', 'no-such-set'])
    refused(await admin.post(CHOOSE, { county: '999901', sets: [name] }), 409, 'no-such-rule-set')
})
