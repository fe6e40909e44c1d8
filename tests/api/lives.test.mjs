// Six of the rule sets that ship, each chosen by the county and lived through over the
// interface in simulated time: it succeeds, fails step by step to the end, waits
// until its time is over, and a party leaves.  What the service made of it, day by
// day and rule by rule, is what the pure engine says for the same facts.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, registration } from './lib/client.mjs'
import { Life } from './lib/lives.mjs'
import { startService } from './lib/service.mjs'

const SITE = '/api/v1/sites/00000000000000000000000000000001/commands'
const ACCOUNTS = { village_committee: 'village', township_committee: 'township', county_committee: 'county',
  judicial_office: 'judicial', industry_committee: 'industry', police_station: 'police', organ_market: 'market' }
const FEW = ['three-two-one-a', 'three-two-one-c', 'longshan-three-tiers', 'method-yangshi', 'method-police', 'method-market']

let service, site, admin
const bodies = new Map() // client by organisation
let clock = new Date('2026-03-02T09:00:00+08:00').getTime()
const now = () => new Date(clock).toISOString()
const pass = (ms) => site.move(new Date((clock += ms)).toISOString())
const HOUR = 3600_000

const lives = [] // { name, life, way }
before(async () => {
  service = await startService({ init: ['--ladder', 'none', '--presets', 'none'] })
  site = await openSite(service)
  admin = await site.as('admin')
  for (const key of Object.values(ACCOUNTS)) {
    const client = await site.as(`${key}.a`)
    bodies.set(client.org, client)
  }
  await pass(0)
  const { items } = await admin.read('/api/v1/rule-sets')
  const ladders = items.map((i) => i.set).filter((s) => s.ladder && ACCOUNTS[s.ladder[0].kinds?.[0]] && FEW.includes(s.name))
  for (const set of ladders) {
    const chosen = await admin.post(`${SITE}/choose-ladder`, { county: '999901', ladder: set.name })
    assert.equal(chosen.status, 200, `${set.name}: ${chosen.text}`)
    await pass(60_000)
    const by = await site.as(`${ACCOUNTS[set.ladder[0].kinds[0]]}.a`)
    const channel = /^(police|market)/.test(by.account) ? 'administrative' : 'people'
    for (const way of ['agree', 'fail', 'wait', 'refuse']) {
      const { id } = await by.register(registration({ channel }))
      lives.push({ name: set.name, way, life: new Life(set, id, by) })
    }
  }
  const of = (way) => lives.filter((l) => l.way === way)
  await pass(HOUR)
  for (const { life } of of('agree')) await life.agree(bodies, now())
  for (const { life } of of('refuse')) await life.refuse(bodies)
  for (let day = 0; day < 12; day++) {
    for (const { life } of of('fail')) await life.fail(bodies, now())
    await pass(24 * HOUR)
  }
  await pass(60 * 24 * HOUR)
})
after(() => service?.stop())

test('each life is what the engine says, step by step, with its days and rules', async (t) => {
  const until = now().slice(0, 10)
  const differ = []
  for (const { name, way, life } of lives) {
    const [made, said] = [await life.made(), await life.said([], until)].map((l) => l.map(String).sort())
    try { assert.deepEqual(made, said) } catch { differ.push([`${name} ${way}`, JSON.stringify(made), JSON.stringify(said)].join('\n')) }
  }
  t.diagnostic(`${new Set(lives.map((l) => l.name)).size} sets, ${lives.length} lives`)
  assert.deepEqual(differ, [], differ.join('\n'))
})
