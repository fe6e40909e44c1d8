// The three who run the site: who of them may what, and that nobody is two.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, problemOf, refused, registration, send, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, who
before(async () => {
  service = await startService()
  site = await openSite(service)
  const names = ['admin', 'security', 'auditor', 'village.c']
  who = Object.fromEntries((await site.all(...names)).map((c) => [c.account, c]))
})
after(() => service?.stop())

const SITE = '00000000000000000000000000000001'
const nobody = 'ab'.repeat(16)

// What is asked, and who may: of the others each is refused for want of a right.
const matrix = [
  // bodies, people, the site: the system administrator
  ['POST', '/organisations', { name: '甲', kind: 'grid', county: '123456' }, 'admin'],
  ['POST', '/people', { name: '甲', org: nobody, roles: ['clerk'] }, 'admin'],
  ['POST', '/people/PERSON/commands/leave?dry=1', {}, 'admin'],
  ['POST', '/people/PERSON/commands/change-post?dry=1', { roles: ['clerk'] }, 'admin'],
  ['POST', `/sites/${SITE}/commands/add-county`, { county: '999901' }, 'admin'],
  ['POST', `/sites/${SITE}/commands/choose-words`, { county: '123456', words: [{ category_gb: '0101', category_moj: '01', word: '试' }] }, 'admin'],
  ['POST', '/calendars/commands/publish-calendar-version', { notice: '试', published: '2024-01-01', known_to: '2024-01-01', days: [{ date: '2024-01-01', off: true, name: '试' }] }, 'admin'],
  ['POST', '/erasures', { identity: '1', reason: 'requested' }, 'admin'],
  ['GET', '/outbox', undefined, 'admin'],
  ['POST', '/outbox/replay', {}, 'admin'],
  ['POST', '/simulation/now', { now: '2024-01-01T00:00:00+08:00' }, 'admin'],
  // who comes in: the security administrator
  ['GET', '/accounts', undefined, 'security'],
  ['POST', '/accounts', { login: 'no one', person: nobody }, 'security'],
  ['DELETE', `/accounts/${nobody}`, undefined, 'security'],
  ['GET', `/accounts/${nobody}/sessions`, undefined, 'security'],
  ['DELETE', `/accounts/${nobody}/sessions`, undefined, 'security'],
  ['GET', '/api-keys', undefined, 'security'],
  ['DELETE', '/api-keys/0123456789abcdef', undefined, 'security'],
  // who was shown what: the auditor
  ['GET', '/read-log', undefined, 'auditor'],
  ['GET', '/checkpoints', undefined, 'auditor', 'admin'],
]

const ask = (client, method, at, body, path = at.replace('PERSON', who['village.c'].person)) =>
  method === 'POST' ? client.post(`/api/v1${path}`, body) : send(`${service.url}/api/v1${path}`, { method, headers: client.headers })

test('each of the three does his part, and no other', async () => {
  for (const [method, path, body, ...may] of matrix)
    for (const client of Object.values(who)) {
      const answer = await ask(client, method, path, body)
      const denied = answer.status === 403
      assert.equal(denied, !may.includes(client.account), `${client.account} ${method} ${path}: ${answer.status} ${answer.text}`)
      if (denied) assert.match(problemOf(answer), /^(forbidden|not-your-right)$/)
    }
})

test('who administers and who lets people in sees no dispute, not of his own body either', async () => {
  const [village, centre] = await site.all('village.a', 'centre.a')
  assert.equal(centre.org, who.admin.org)
  const { id } = await centre.register(registration({ source: 'centre', channel: undefined }))
  assert.equal((await centre.read('/api/v1/disputes')).items.length, 1)
  const of = (stream) => ['', '/timeline', '/clocks', '/names', '/attachments', '/links'].map((p) => `/disputes/${stream}${p}`)
  const lists = ['disputes', 'today', 'orders', 'petitions', 'service', 'follow-ups', 'referrals', 'offers', 'procedures', 'limits',
    'ledgers/matters', 'compacts', 'assessments', 'helps', 'reviews', 'bundles', `people/${centre.person}/work`]
  const known = ['organisations', 'people', 'divisions', 'categories', 'words', 'calendar', 'database', 'sessions', 'rosters', 'rule-drafts', 'imports']
  for (const account of ['admin', 'security']) {
    for (const path of [...of(id), ...lists.map((p) => `/${p}`)]) refused(await who[account].get(`/api/v1${path}`), 403, 'forbidden')
    for (const path of known) await who[account].read(`/api/v1/${path}`)
  }
  const other = await village.register()
  await takeUp(village, other.id)
  refused(await who.auditor.get(`/api/v1/disputes/${other.id}`), 404, 'not-found')
})

test('nobody holds two of the three posts', async () => {
  const { org } = who.admin
  const appoint = (roles) => who.admin.post('/api/v1/people', { name: '试', org, roles })
  for (const roles of [['administrator', 'security'], ['security', 'auditor'], ['administrator', 'auditor'], ['administrator', 'security', 'auditor']])
    refused(await appoint(roles), 409, 'roles-do-not-fit', { field: 'roles' })
  for (const account of ['admin', 'security', 'auditor'])
    for (const roles of [['administrator', 'security'], ['security', 'auditor'], ['administrator', 'auditor']])
      refused(await who.admin.post(`/api/v1/people/${who[account].person}/commands/change-post`, { roles }), 409, 'roles-do-not-fit', { field: 'roles' })
})

test('the last who administers or lets people in stays', async () => {
  for (const account of ['admin', 'security']) {
    const { person } = who[account]
    refused(await who.admin.post(`/api/v1/people/${person}/commands/leave`, {}), 409, 'last-administrator')
    refused(await who.admin.post(`/api/v1/people/${person}/commands/change-post`, { roles: ['clerk'] }), 409, 'last-administrator', { field: 'roles' })
  }
})

test('the read log: who opened what, the newest first, page by page, of one person or thing', async () => {
  const [village, head] = await site.all('village.a', 'village.c')
  const { id, code } = await village.register()
  for (const client of [village, head, head]) await client.dispute(id)
  const log = (query) => who.auditor.read(`/api/v1/read-log?${query}`)
  const { items } = await log(`stream=${id}`)
  assert.deepEqual(items.map((r) => [r.person, r.name, r.organisation_name, r.code, r.what]),
    [head, head, village].map((c) => [c.person, c.who.name, c.who.organisation_name, code, 'dispute']))
  assert.ok(items.every((r, i) => i === 0 || r.at <= items[i - 1].at))
  assert.deepEqual((await log(`stream=${id}&person=${village.person}`)).items.map((r) => r.person), [village.person])
  const paged = []
  for (let next = 'limit=1'; next; ) {
    const page = await log(`stream=${id}&${next}`)
    paged.push(...page.items)
    next = page.next && `limit=1&${page.next}`
  }
  assert.deepEqual(paged, items)
  assert.ok(!JSON.stringify(items).includes('甲子明'))
})
