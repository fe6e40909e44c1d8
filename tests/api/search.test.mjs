// Finding disputes by who is in them, without a plain text in the database.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, problemOf, refused, registration, send, respondent } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
before(async () => {
  service = await startService()
  site = await openSite(service)
})
after(() => service?.stop())

const guixiang = { kind: 'natural', side: 'applicant', name: '李桂香', phone: '10977001234', identity: '99999919900101122X' }

async function search(client, words) {
  const answer = await client.post('/api/v1/search', { words })
  assert.equal(answer.status, 200, answer.text)
  return answer.json.items
}
const ids = async (client, words) => (await search(client, words)).map((i) => i.id)
const rows = (id) => sql(service.database, `SELECT party, county, tokens FROM hejie.party_index WHERE stream = '${id}' ORDER BY party`)
const correct = (client, id, party, more = {}) =>
  client.sure(id, 'correct-party', { party: { party: 1, ...party }, reason: '登记有误', ...more })

test('a party is found by name, part of a name, telephone, last four digits, identity number; a dispute by its code', async () => {
  const village = await site.as('village.a')
  const { id, code } = await village.register(registration({ parties: [guixiang, respondent] }))
  const found = { id, code, title: '甲子明与乙丑亮宅基地边界', party: '李桂香' }
  for (const [words, matched] of [
    ['李桂香', 'name'],
    ['桂香', 'name'],
    ['李桂', 'name'],
    ['lgx', 'initials'],
    ['gx', 'initials'],
    ['LG', 'initials'],
    [' 李 · 桂香', 'name'],
    ['10977001234', 'phone'],
    ['109-7700-1234', 'phone'],
    ['１０９７７００１２３４', 'phone'],
    ['1234', 'phone'],
    ['99999919900101122X', 'identity'],
    ['99999919900101122x', 'identity'],
  ])
    assert.deepEqual(await search(village, words), [{ ...found, matched }], words)
  const { party, ...matter } = found
  assert.deepEqual(await search(village, code), [{ ...matter, matched: 'code' }])
  assert.deepEqual(await search(village, code.toLowerCase()), [{ ...matter, matched: 'code' }])
  for (const words of ['lx', 'lgxa', 'xg', '李香', '桂李', '香桂', '7001234', '234', '9999', '1990', '99999919900101', code.slice(0, -1)])
    assert.deepEqual(await search(village, words), [], words)
})

test('a matter is found by words of its title, of two characters and more, once, and by nobody else', async () => {
  const [village, stranger] = await site.all('village.a', 'village2.a')
  const { id } = await village.register(registration({ title: '郑北斗—冯南箕 灌溉渠分水', parties: [{ ...guixiang, name: '郑北斗', phone: '10977003333', identity: undefined }, respondent] }))
  for (const [words, matched] of [['灌溉', 'title'], ['渠分水', 'title'], ['灌溉渠 分水', 'title'], ['南箕', 'title'], ['北斗', 'name']])
    assert.deepEqual((await search(village, words)).map((i) => [i.id, i.matched]), [[id, matched]], words)
  for (const words of ['分渠', '灌水', '灌溉站']) assert.deepEqual(await search(village, words), [], words)
  assert.deepEqual(await search(stranger, '灌溉'), [])
  const stored = JSON.stringify(await sql(service.database, 'SELECT text_index::text FROM hejie.text_index'))
  assert.ok(!stored.includes('灌溉'))
})

test('only who has part finds it; to whom it is offered, by its code only', async () => {
  const [village, stranger, neighbour, court, township] = await site.all('village.a', 'village2.a', 'neighbour.c', 'court.c', 'township.a')
  const person = { ...guixiang, name: '赵春燕', phone: '10977005678', identity: '999999199003033457' }
  const { id, code } = await village.register(registration({ parties: [person, respondent] }))
  const ways = ['赵春燕', '春燕', person.phone, '5678', person.identity]
  for (const client of [stranger, neighbour, court, township])
    for (const words of [...ways, code]) assert.deepEqual(await search(client, words), [], `${client.account} ${words}`)
  await village.done(id, 'refer', { to: township.org, kind: 'refer', assist: true, reason: '协办' })
  for (const words of ways) assert.deepEqual(await search(township, words), [], words)
  assert.deepEqual(await ids(township, code), [id])
  await township.done(id, 'accept-referral', { referral: 1 })
  for (const words of ways) assert.deepEqual(await ids(township, words), [id], words)
})

test('a county keeps its own tokens: the same person looks different elsewhere', async () => {
  const [village, neighbour] = await site.all('village.a', 'neighbour.a')
  const person = { ...guixiang, name: '钱冬梅', phone: '10977004321', identity: '999999199004044561' }
  const here = await village.register(registration({ parties: [person, respondent] }))
  const there = await neighbour.register(registration({ parties: [person, respondent] }))
  assert.deepEqual(await ids(village, '冬梅'), [here.id])
  assert.deepEqual(await ids(neighbour, '冬梅'), [there.id])
  const [[, county, own], [, otherCounty, other]] = [(await rows(here.id))[0], (await rows(there.id))[0]]
  assert.deepEqual([county, otherCounty], ['999901', '999902'])
  const list = (text) => text.slice(1, -1).split(',')
  assert.equal(list(own).length, 8)
  assert.deepEqual(list(own).filter((t) => list(other).includes(t)), [])
  await village.done(here.id, 'refer', { to: neighbour.org, kind: 'hand_over', channel: 'people', reason: '不动产在邻县' })
  await neighbour.done(here.id, 'accept-referral', { referral: 1 })
  for (const words of ['冬梅', '4321']) assert.deepEqual((await ids(neighbour, words)).sort(), [here.id, there.id].sort(), words)
})

test('a correction replaces what a party is found by, and takes it from who was entered by mistake', async () => {
  const village = await site.as('village.a')
  const person = { ...guixiang, name: '孙秋月', phone: '10977008765', identity: '999999199005055676' }
  const { id } = await village.register(registration({ parties: [person, respondent] }))
  assert.deepEqual(await ids(village, '秋月'), [id])
  await correct(village, id, { name: '孙秋悦' })
  assert.deepEqual(await ids(village, '秋月'), [])
  for (const words of ['秋悦', '8765', person.identity]) assert.deepEqual(await ids(village, words), [id], words)
  await correct(village, id, { phone: '10977008766' })
  assert.deepEqual(await ids(village, '8765'), [])
  assert.deepEqual(await ids(village, '8766'), [id])
  const before = await rows(id)
  await village.done(id, 'note', { text: '无关' })
  assert.deepEqual(await rows(id), before)
  await village.done(id, 'add-party', { party: { ...person, name: '周冬生', phone: '10977009999', identity: '999999199006066780' } })
  assert.deepEqual(await ids(village, '冬生'), [id])
  await correct(village, id, {}, { remove: true })
  for (const words of ['秋悦', '8766', person.identity]) assert.deepEqual(await ids(village, words), [], words)
  assert.equal((await rows(id))[0][2], '{}')
  assert.deepEqual(await ids(village, '冬生'), [id])
})

test('no plain text is in the index, and a search is entered for what it shows', async () => {
  const village = await site.as('village.a')
  const person = { ...guixiang, name: '吴夏荷', phone: '10977002468', identity: '999999199007077895' }
  const { id } = await village.register(registration({ parties: [person, respondent] }))
  const stored = JSON.stringify(await sql(service.database, 'SELECT party_index::text FROM hejie.party_index'))
  for (const plain of ['吴', '夏荷', person.phone, '2468"', person.identity]) assert.ok(!stored.includes(plain), plain)
  const entries = () => sql(service.database, `SELECT count(*) FROM hejie.read_log WHERE stream = '${id}' AND what = 'search'`)
  await ids(village, '夏荷花')
  assert.deepEqual(await entries(), [['0']])
  await ids(village, '夏荷')
  assert.deepEqual(await entries(), [['1']])
})

test('words must be there, and long enough; a post without reading does not search', async () => {
  const [village, admin] = await site.all('village.a', 'admin')
  for (const body of [{}, { words: '' }, { words: ' ' }, { words: '李' }, { words: '李·' }, { words: '·-  ' }, { words: '字'.repeat(81) }]) {
    const answer = await village.post('/api/v1/search', body)
    assert.equal(answer.status, 400, answer.text)
    assert.match(answer.text, /"words"/)
  }
  assert.equal((await village.post('/api/v1/search', { words: '桂香', all: true })).status, 400)
  assert.equal(problemOf(await admin.post('/api/v1/search', { words: '桂香' })), 'forbidden')
  refused(await send(`${service.url}/api/v1/search`, { method: 'POST', body: { words: '桂香' } }), 401, 'unauthenticated')
})

test('what is not shown of erased keys, and rebuild derives the tokens again', async () => {
  const village = await site.as('village.a')
  const person = { ...guixiang, name: '郑雪松', phone: '10977001357', identity: '999999199008088908' }
  const { id } = await village.register(registration({ parties: [person, respondent] }))
  const whole = await rows(id)
  for (const harm of [
    `UPDATE hejie.party_index SET tokens = tokens[2:] WHERE stream = '${id}' AND party = 1`,
    `DELETE FROM hejie.party_index WHERE stream = '${id}' AND party = 2`,
    `INSERT INTO hejie.party_index VALUES ('${id}', 9, '999901', '{7}')`,
  ]) {
    await sql(service.database, harm)
    const looked = await hejie(service, 'rebuild', '--check')
    assert.equal(looked.code, 1, looked.stderr)
    assert.equal(looked.stdout.split('\n')[0], `${id} party_index differs`)
    assert.notDeepEqual(await rows(id), whole)
    assert.equal((await hejie(service, 'rebuild')).code, 0)
    assert.deepEqual(await rows(id), whole)
  }
  await sql(service.database, `DELETE FROM hejie.subject_key WHERE stream = '${id}' AND subject NOT LIKE 't%'`)
  assert.deepEqual(await ids(village, '雪松'), [], 'tokens alone show nothing')
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.deepEqual((await rows(id)).map((r) => r[2]), ['{}', '{}'])
})

test('a dispute too large for a snapshot is found by its parties', async () => {
  const village = await site.as('village.a')
  const person = { ...guixiang, name: '冯腊梅', phone: '10977003579', identity: '999999199009099019' }
  const { id } = await village.register(registration({ parties: [person, respondent] }))
  const fold = async () => Number((await sql(service.database, `SELECT fold FROM hejie.head WHERE stream = '${id}'`))[0][0])
  for (let n = 0; n < 120 && (await fold()) !== 0; n++)
    await village.done(id, 'add-party', { party: { kind: 'natural', side: 'affected', name: `秦第${n}号`, traits: '在场'.repeat(400) } })
  assert.equal(await fold(), 0, 'it has none')
  const found = { id, code: (await village.dispute(id)).code, title: '甲子明与乙丑亮宅基地边界', party: '冯腊梅' }
  for (const [words, matched] of [['冯腊梅', 'name'], ['腊梅', 'name'], ['flm', 'initials'], ['10977003579', 'phone'], ['3579', 'phone'], [person.identity, 'identity']])
    assert.deepEqual(await search(village, words), [{ ...found, matched }], words)
  assert.deepEqual((await search(village, '秦第1号')).map((i) => i.party), ['秦第1号'])
  await correct(village, id, { name: '冯春梅' })
  assert.deepEqual([await ids(village, '腊梅'), await ids(village, '春梅')], [[], [id]])
  const answer = await village.post('/api/v1/duplicates', { parties: [{ identity: person.identity }] })
  assert.deepEqual(answer.json.items.map((i) => i.id), [id])
})
