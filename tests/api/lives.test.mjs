// The ladders that ship, each chosen by the county and lived through over the
// interface in simulated time from the body where its first step begins: it
// succeeds, fails step by step to the end, waits until its time is over, and a
// party leaves.  What the service made of it, day by day and rule by rule, is
// what the pure engine says for the same facts.
//
// The usual run takes a sample of each kind of beginning: a village, a grid, the
// police, a court, offices, a fact that is waited for; HEJIE_SETS=all takes every
// ladder, and every kind of body that its first step names.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { hejie, openSite, registration } from './lib/client.mjs'
import { Life } from './lib/lives.mjs'
import { startService } from './lib/service.mjs'

const SITE = '/api/v1/sites/00000000000000000000000000000001/commands'
const FEW = ['three-two-one-a', 'four-tiers-seven-days', 'longshan-three-tiers', 'method-huanxian', 'method-court-mediation', 'method-longpan', 'method-wuji']
const ALL = process.env.HEJIE_SETS === 'all'
// How bodies that do not begin with people's mediation take a matter in.
const INTAKE = {
  grid: { source: 'grid', channel: undefined, external: 'WG-1' },
  police_station: { channel: 'administrative' },
  organ_market: { channel: 'administrative' },
  court: { channel: 'in_court' },
  court_mediation_room: { channel: 'assigned' },
  hotline_12345: { source: 'hotline', channel: undefined, external: 'RX-1' },
}

let service, site, admin
const bodies = new Map() // client by organisation
const accounts = new Map() // by kind of body, of the county of the demonstration
let clock = new Date('2026-03-02T09:00:00+08:00').getTime()
const now = () => new Date(clock).toISOString()
const pass = (ms) => site.move(new Date((clock += ms)).toISOString())
const HOUR = 3600_000

const lives = [] // { name, life, way }
const WAYS = ['agree', 'fail', 'wait', 'refuse']

// Every body of the demonstration county, and one of each kind.
async function meetAll() {
  const table = await readFile(new URL('../../migrations/reference/demonstration.tsv', import.meta.url), 'utf8')
  for (const [key, kind, , , county] of table.trim().split('\n').slice(1).map((l) => l.split('\t'))) {
    if (county !== '999901') continue
    const client = await site.as(`${key}.a`)
    bodies.set(client.org, client)
    if (!accounts.has(kind)) accounts.set(kind, client)
  }
}

// The kinds of bodies that begin: those of the first step; where it names
// offices alone, one that no step names, and the village.
function beginners(set) {
  const named = new Set(set.ladder.flatMap((s) => s.kinds ?? []))
  const office = ['personal_studio', 'village_committee'].find((k) => !named.has(k))
  return [...(set.ladder[0].kinds ?? new Set([office, 'village_committee']))].map((kind) => [kind, named.has(kind) ? INTAKE[kind] : {}])
}

// A worker may still know the ladder before; what it registered then is let be.
async function registered(by, intake, ladder) {
  for (let i = 0; i < 50; i++) {
    const made = await by.register(registration(intake))
    if ((await by.dispute(made.id)).state.pin.some((p) => p.set === ladder)) return made
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`no worker knows ${ladder}`)
}

before(async () => {
  service = await startService({ init: ['--ladder', 'none', '--presets', 'none'] })
  site = await openSite(service)
  admin = await site.as('admin')
  await meetAll()
  await pass(0)
  const { items } = await admin.read('/api/v1/rule-sets')
  for (const { id, set } of items.filter(({ set: s }) => s.ladder && (ALL || FEW.includes(s.name)))) {
    const chosen = await admin.post(`${SITE}/choose-ladder`, { county: '999901', ladder: set.name })
    assert.equal(chosen.status, 200, `${set.name}: ${chosen.text}`)
    await pass(60_000)
    for (const [kind, intake] of beginners(set)) {
      const by = accounts.get(kind)
      for (const way of WAYS) {
        const life = new Life(set, await registered(by, intake, id), by, bodies)
        lives.push({ name: `${set.name} ${kind} ${way}`, way, life })
      }
    }
  }
  const of = (way) => lives.filter((l) => l.way === way)
  await pass(HOUR)
  for (const { life } of lives) await life.begin()
  for (const { life } of of('agree')) await life.agree(now())
  for (const { life } of of('refuse')) await life.refuse()
  for (let day = 0, on = of('fail'); on.length > 0 && day < 24; day++) {
    const going = []
    for (const l of on) if (await l.life.fail(now())) going.push(l)
    on = going
    await pass(24 * HOUR)
  }
  await pass(60 * 24 * HOUR)
})
after(() => service?.stop())

test('each life is what the engine says, step by step, with its days and rules', async (t) => {
  const until = now().slice(0, 10)
  const differ = []
  for (const { name, life } of lives) {
    const [made, said] = [await life.made(), await life.said(until)].map((l) => l.map(String).sort())
    assert.ok(made.length > 0, name)
    try { assert.deepEqual(made, said) } catch { differ.push([name, JSON.stringify(made), JSON.stringify(said)].join('\n')) }
  }
  t.diagnostic(`${new Set(lives.map((l) => l.life.set.name)).size} ladders, ${lives.length} lives`)
  assert.deepEqual(differ, [], differ.join('\n'))
})

test('what is agreed, refused or failed to the last step is over, or the court has it, or a right was told', async () => {
  for (const { name, way, life } of lives.filter((l) => l.way !== 'wait')) {
    const { ladder, procedure, clock } = await life.state()
    const suit = way === 'refuse' && procedure.some((p) => p.channel === 'suit')
    const right = way === 'fail' && clock?.some((c) => c.rule === 'TELL_RIGHT')
    assert.ok(ladder.done || suit || right || (way === 'fail' && procedure[0].channel === 'hotline'), name)
  }
})

test('played again by its own set, no life parts from what was recorded', async () => {
  for (const name of new Set(lives.map((l) => l.life.set.name))) {
    const { stdout } = await hejie(service, '--language', 'en', 'rules', 'replay', 'all', 'county', '999901', 'instead', name, name)
    const told = stdout.trim().split('\n').map((l) => JSON.parse(l))
    for (const { name: one, life } of lives.filter((l) => l.life.set.name === name)) assert.equal(told.find((l) => l.dispute === life.id)?.result, 'same', one)
  }
})

// From a copy to being in force, signed by a second person.
async function published(author, second, source) {
  const copy = await author.post('/api/v1/rule-sets/commands/copy-rule-set', { source, title_zh: '本县试行' })
  assert.equal(copy.status, 201, `${source}: ${copy.text}`)
  const path = `/api/v1/rule-sets/${copy.json.id}`
  const ask = async (who, name, body = {}) => {
    const { status, text } = await who.post(`${path}/commands/${name}`, body, { headers: await author.sight(path) })
    assert.equal(status, 200, `${source} ${name}: ${text}`)
  }
  for (const stage of ['check-rule-set', 'certify-rule-set', 'report-impact']) await ask(author, stage)
  await ask(second, 'sign-rule-set')
  await pass(60_000)
  await ask(second, 'put-in-force', { from: now().slice(0, 10) })
  return (await author.read(path)).id
}

test('each can be published by a county of its own, and holds for what comes then', async () => {
  const [author, second] = await site.all('county.b', 'county.c')
  for (const set of new Map(lives.map((l) => [l.life.set.name, l.life.set])).values()) {
    const id = await published(author, second, set.name)
    const [[kind, intake]] = beginners(set)
    await registered(accounts.get(kind), intake, id)
  }
})
