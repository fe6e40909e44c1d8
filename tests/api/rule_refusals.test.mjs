// No refusal about rule sets is a dead end: at each stage of a set on its way
// every command that is refused says what can be done instead, in both
// languages; where the stage is what bars it, that is a command which is possible.
// A set of another area or another time is refused as that, and says which.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, problemOf, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const SITE = '/api/v1/sites/00000000000000000000000000000001/commands'
// A body that each command takes, but for what the stage says of it.
const BODIES = {
  'change-rule-set': { edits: [{ does: 'set', at: '/ladder/0/attempts', number: 2 }] },
  'put-in-force': { from: '2026-03-10' },
  'withdraw-rule-set': { reason: 'not_needed' },
}
const ON = ['check-rule-set', 'certify-rule-set', 'report-impact', 'sign-rule-set', 'put-in-force', 'withdraw-rule-set']

let service, site, author, second, village, head, admin
before(async () => {
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  site = await openSite(service)
  ;[author, second, village, head, admin] = await site.all('county.b', 'county.c', 'village.a', 'village.c', 'admin')
  await site.move('2026-03-02T09:00:00+08:00')
})
after(() => service?.stop())

/** The same refusal in both languages: its type and what to do. */
async function told(who, path, body, headers = {}) {
  const both = []
  for (const language of ['zh', 'en']) {
    const { status, json } = await who.post(path, body, { headers: { ...headers, 'Accept-Language': language } })
    if (status < 300) return undefined
    assert.ok(json.next?.length > 3, `${path} ${language}: ${JSON.stringify(json)}`)
    assert.ok(json.title, path)
    both.push(json)
  }
  assert.equal(both[0].type, both[1].type)
  return { type: both[0].type.replace('/problems/', ''), zh: both[0].next, en: both[1].next }
}

test('at every stage whoever is refused is told what is possible', async () => {
  const copy = await author.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '试行' })
  assert.equal(copy.status, 201, copy.text)
  const path = `/api/v1/rule-sets/${copy.json.id}`
  let asked = 0
  const seen = new Set()
  for (const next of [...ON, undefined]) {
    for (const who of [author, second, village]) {
      const commands = who === village ? Object.fromEntries(ON.map((name) => [name, {}])) : Object.fromEntries((await who.read(`${path}/commands`)).commands.map((c) => [c.name, c]))
      const possible = Object.values(commands).filter((c) => c.allowed).map((c) => c.name)
      for (const [name, { allowed }] of Object.entries(commands)) {
        if (allowed || !(name in BODIES || ON.includes(name))) continue
        const answer = await told(who, `${path}/commands/${name}?dry=1`, BODIES[name] ?? {}, await author.sight(path))
        assert.ok(answer, `${name} is possible, and not offered`)
        seen.add(answer.type)
        asked++
        if (answer.type !== 'not-in-this-stage') continue
        const named = answer.zh.match(/[a-z]+(-[a-z]+)+/g) ?? []
        assert.ok(named.length > 0, `${name}: ${answer.zh}`)
        assert.ok(answer.zh.includes('('), answer.zh)
        // What is named another person may do, if not this one; or it begins anew.
        const anybody = [...possible, ...(await author.read(`${path}/commands`)).commands.concat((await second.read(`${path}/commands`)).commands).filter((c) => c.allowed).map((c) => c.name), 'copy-rule-set', 'enter-rule-set']
        for (const one of named) assert.ok(anybody.includes(one), `${name}: ${one} is not possible: ${answer.zh}`)
      }
    }
    if (next === undefined) break
    const who = ['sign-rule-set', 'put-in-force', 'withdraw-rule-set'].includes(next) ? second : author
    const { status, text } = await who.post(`${path}/commands/${next}`, BODIES[next] ?? {}, { headers: await author.sight(path) })
    assert.equal(status, 200, `${next}: ${text}`)
  }
  assert.ok(asked >= 60, String(asked))
  for (const type of ['not-in-this-stage', 'published-set-not-edited', 'not-your-right']) assert.ok(seen.has(type), type)
})

test('what is wrong with the document or the wish is said with what to do, too', async () => {
  const begin = async (more = {}) => {
    const { json } = await author.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '试行', ...more })
    return `/api/v1/rule-sets/${json.id}`
  }
  const on = async (path, ...names) => {
    for (const name of names) {
      const who = name === 'sign-rule-set' ? second : author
      const { status, text } = await who.post(`${path}/commands/${name}`, {}, { headers: await author.sight(path) })
      assert.equal(status, 200, `${name}: ${text}`)
    }
  }
  const types = []
  const say = async (who, path, body, headers) => types.push((await told(who, path, body, headers)).type)
  const path = await begin()
  const of = (name, to = path) => `${to}/commands/${name}`
  const sight = () => author.sight(path)
  await say(author, '/api/v1/rule-sets/commands/copy-rule-set', { source: 'none', title_zh: '无' })
  await say(author, '/api/v1/rule-sets/commands/copy-rule-set', { source: 'national-statutory', title_zh: '法' })
  await say(author, '/api/v1/rule-sets/commands/enter-rule-set', { document: '{' })
  await say(author, of('change-rule-set'), BODIES['change-rule-set'])
  await say(author, of('change-rule-set'), { edits: [{ does: 'set', at: '/ladder/9/attempts', number: 2 }] }, await sight())
  await say(author, of('change-rule-set'), BODIES['change-rule-set'], { 'If-Match': '"99"' })
  await on(path, 'check-rule-set', 'certify-rule-set', 'report-impact')
  await say(village, of('sign-rule-set'), {}, await sight())
  await say(second, of('void'), { event: 99, reason: '误' }, await sight())
  await on(path, 'sign-rule-set')
  await say(second, of('put-in-force'), { from: '2026-03-01' }, await sight())
  const own = await second.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '自己写的' })
  const mine = `/api/v1/rule-sets/${own.json.id}`
  for (const name of ['check-rule-set', 'certify-rule-set', 'report-impact']) assert.equal((await second.post(of(name, mine), {}, { headers: await author.sight(mine) })).status, 200)
  await say(second, of('sign-rule-set', mine), {}, await author.sight(mine))
  for (const type of ['unknown-rule-set', 'law-is-not-copied', 'rule-set-has-faults', 'if-match-missing', 'stale', 'day-does-not-fit', 'second-person-needed'])
    assert.ok(types.includes(type), `${type}: ${types}`)
})

test('a set of another area is refused for its area, and says which that is', async () => {
  const { id } = await village.register()
  const added = await admin.post(`${SITE}/add-county`, { county: '430121' })
  assert.equal(added.status, 200, added.text)
  const wishes = [
    [`${SITE}/choose-ladder`, { county: '430121', ladder: 'four-tiers-seven-days' }, 'ladder', '620724'],
    [`${SITE}/choose-sets`, { county: '430121', sets: ['local-shenzhen'] }, 'sets', '4403'],
  ]
  for (const [path, body, field, area] of wishes) {
    const answer = await admin.post(path, body)
    refused(answer, 409, 'other-area', { field })
    assert.ok(answer.json.next.endsWith(`: ${area}`), answer.json.next)
    const en = await admin.post(path, body, { headers: { 'Accept-Language': 'en' } })
    assert.match(en.json.title, /another area/)
    assert.ok(en.json.next.endsWith(`: ${area}`), en.json.next)
  }
  // Of a set that is of the area, but not in force, it says that.
  const other = await head.seen(id, 'migrate-rules', { rule_set: 'three-two-one-c', reason: '试' })
  assert.equal(problemOf(other), 'rule-set-not-in-force')
  assert.ok(other.json.next)
})

test('where the phase is in the way, what leads on is named, in words and for machines', async () => {
  const { id } = await village.register()
  for (const [language, next] of [['zh', /受理\(accept\)/], ['en', /Take the matter up \(accept\)/]]) {
    const { status, json } = await village.post(`/api/v1/disputes/${id}/commands/close`, {}, { headers: { 'Accept-Language': language } })
    assert.deepEqual([status, json.rule], [409, 'wrong-phase'], JSON.stringify(json))
    assert.match(json.next, next)
    assert.ok(json.commands.includes('accept') && !json.commands.includes('close'), String(json.commands))
    assert.ok(!json.commands.includes('record-oral-agreement'), 'what is not ready either is no way on')
    for (const name of json.commands) assert.ok(json.next.includes(name), name)
  }
})
