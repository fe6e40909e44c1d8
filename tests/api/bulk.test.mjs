// A county's bodies and people from lists, and their first sign-ins on paper.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, send, signIn } from './lib/client.mjs'
import { imported } from './lib/imports.mjs'
import { csv } from './lib/tables.mjs'
import { startService } from './lib/service.mjs'

let service, site, admin, security, village
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, security, village] = await site.all('admin', 'security', 'village.a')
})
after(() => service?.stop())

const bodies = [
  ['单位名称', '单位种类', '上级单位', '联系电话'],
  ['柳树村人民调解委员会', '村调委会', '青石镇人民调解委员会', '000-0001'],
  ['杨树村人民调解委员会', '村(社区)人民调解委员会', '青石镇人民调解委员会', ''],
  ['槐树村人民调解委员会', '不知道的种类', '', ''],
  ['榆树村人民调解委员会', '村调委会', '没有这个单位', ''],
]
const states = (list) => list.items.map((r) => r.state)

test('bodies from a list: looked at first, faults by row, the rest is founded, and once only', async () => {
  const dry = await imported(admin, 'organisations', csv(bodies), '&dry_run=1')
  assert.deepEqual(states(dry), ['fits', 'fits', 'faulty', 'faulty'])
  assert.deepEqual(dry.items.slice(2).map((r) => r.faults.map((f) => [f.column, f.type])),
    [[['单位种类', 'unknown-word']], [['上级单位', 'unknown-body']]])
  const names = async () => (await admin.read('/api/v1/organisations?limit=500')).items.map((o) => o.state.name)
  assert.ok(!(await names()).includes(bodies[1][0]), 'to look founds nothing')
  const done = await imported(admin, 'organisations', csv(bodies))
  assert.deepEqual(states(done), ['done', 'done', 'faulty', 'faulty'])
  const again = await imported(admin, 'organisations', csv([...bodies.slice(0, 3), ['柏树村人民调解委员会', '村调委会', '', '']]))
  assert.deepEqual(states(again), ['done', 'done', 'done'])
  const there = await names()
  for (const name of ['柳树村', '杨树村', '柏树村']) assert.equal(there.filter((n) => n.startsWith(name)).length, 1)
  const one = await imported(village, 'organisations', csv(bodies.slice(0, 2)))
  assert.deepEqual(one.items.map((r) => [r.state, ...r.faults.map((f) => f.type)]), [['refused', 'not-your-right']])
})

// What stands on the slips: name, account, password.
const slipsOf = (html) => [...html.matchAll(/<section class="sheet"><h2>(.*?)<\/h2>.*?<strong>(.*?)<\/strong>.*?<strong>(.*?)<\/strong>/gs)].map((m) => m.slice(1))
const print = (who, organisation) => who.post('/api/v1/accounts/slips', { organisation })

test('people from a list get slips; a slip opens nothing but the choice of a password', async () => {
  const body = (await admin.read('/api/v1/organisations?limit=500')).items.find((o) => o.state.name.startsWith('柳树村'))
  const people = [['姓名', '所属单位', '岗位'], ['李桂香', body.state.name, '调解员'], ['欧阳·远', body.state.name, '主任'], ['李<b>柱', body.state.name, '登记员']]
  const list = await imported(admin, 'people', csv(people))
  assert.deepEqual(states(list), ['done', 'done', 'done'])

  refused(await print(admin, body.id), 403, 'forbidden')
  refused(await print(security, 'ab'.repeat(16)), 400, 'invalid-field', { field: 'organisation' })
  const end = Date.now() + 30_000
  let sheet
  do sheet = await print(security, body.id) // a worker learns of the people a moment later
  while (slipsOf(sheet.text).length < 3 && Date.now() < end)
  assert.equal(sheet.status, 200, sheet.text)
  assert.match(sheet.headers.get('content-type'), /^text\/html/)
  assert.equal(sheet.headers.get('cache-control'), 'no-store')
  const slips = slipsOf(sheet.text)
  assert.deepEqual(slips.map(([name]) => name).sort(), ['李&lt;b&gt;柱', '李桂香', '欧阳·远'].sort())
  const [, login, password] = slips.find(([name]) => name === '李桂香')
  assert.match(login, /^lgx\d{4}$/)

  const first = await signIn(service, login, password)
  assert.equal(first.must_change, true)
  refused(await send(`${service.url}/api/v1/me`, { headers: first.reading }), 403, 'forbidden')
  const fresh = 'Lanhua-2024-shan'
  const chosen = await send(`${service.url}/api/v1/password`, { method: 'POST', headers: first.writing, body: { old: password, fresh } })
  assert.equal(chosen.status, 204, chosen.text)

  // Printed again: who has come in has none, the others have other passwords.
  const later = slipsOf((await print(security, body.id)).text)
  assert.deepEqual(later.map(([name]) => name).sort(), ['李&lt;b&gt;柱', '欧阳·远'].sort())
  const [, account, old] = slips.find(([name]) => name === '欧阳·远')
  const [, same, other] = later.find(([name]) => name === '欧阳·远')
  assert.equal(same, account)
  refused(await send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: account, password: old } }), 401, 'wrong-password')
  await signIn(service, account, other)
  await signIn(service, login, fresh)
})
