// What cannot be right in what is written: numbers of people, divisions, plain
// words.  The answer names the member and what to do, nothing is stored, and
// what is not known is left out.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, identityOf, openSite, refused, registration, respondent } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, admin, village, head
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[admin, village, head] = await site.all('admin', 'village.a', 'village.c')
})
after(() => service?.stop())

const total = async () => Number((await sql(service.database, 'SELECT count(*) FROM hejie.event'))[0][0])
const withParty = (change) => registration({ parties: [applicant, { ...respondent, ...change }] })
const register = (change) => village.post('/api/v1/disputes', registration(change))
/** None of them is taken, each names `field`, nothing is stored. */
async function noneOf(answers, type, field) {
  const before = await total()
  for (const ask of answers) {
    const answer = refused(await ask(), 400, type, { field })
    assert.ok(answer.json.next.length > 5)
    assert.ok(!/\d{3}/.test(answer.json.title), 'it does not repeat the number')
  }
  assert.equal(await total(), before)
}

test('an identity number has 18 digits, a day and a check digit, and the answer names whose it is', async () => {
  const right = identityOf('99999919850607123')
  const wrong = right.slice(0, 17) + (right[17] === '1' ? '2' : '1')
  const bad = [wrong, right.slice(0, 17), `${right}0`, identityOf('99999919850631123'), '123456']
  await noneOf(bad.map((identity) => () => village.post('/api/v1/disputes', withParty({ identity }))), 'identity-number-wrong', 'parties/1/identity')
  for (const identity of [right, undefined, 'E12345678', '999999850607123'])
    assert.equal((await village.post('/api/v1/disputes?dry=1', withParty({ identity }))).status, 200, identity)
  // Of an organisation it is a credit code, which is another number.
  assert.equal((await village.post('/api/v1/disputes?dry=1', withParty({ kind: 'organisation', identity: '919999990000000000' }))).status, 200)
  const { id } = await village.register()
  const party = { kind: 'natural', side: 'respondent', name: '丙寅' }
  refused(await village.ask(id, 'add-party', { party: { ...party, identity: wrong } }), 400, 'identity-number-wrong', { field: 'party/identity' })
  refused(await village.seen(id, 'correct-party', { party: { party: 2, identity: wrong }, reason: '补录' }), 400, 'identity-number-wrong', { field: 'party/identity' })
  await village.done(id, 'correct-party', { party: { party: 2, identity: right }, reason: '补录' })
})

test('a telephone is a number; what is no number is left out', async () => {
  const bad = ['无', '不详', '12', '同上', 'l0900000001']
  await noneOf(bad.map((phone) => () => village.post('/api/v1/disputes', withParty({ phone }))), 'telephone-wrong', 'parties/1/phone')
  for (const phone of ['+86 109-0000-0002', '10900000001、10900000002', '0999-1234567转8', undefined])
    assert.equal((await village.post('/api/v1/disputes?dry=1', withParty({ phone }))).status, 200, phone)
})

test('a division is one of the tables; what the tables cannot judge is taken', async () => {
  await noneOf(['430199', '99', '4301210999', '430121999', '43012a', '430121999001'].map((place) => () => register({ place })), 'unknown-division', 'place')
  refused(await register({ place: '430121', second_place: '430198' }), 400, 'unknown-division', { field: 'second_place' })
  // Nobody has told yet which villages that township has; of its own county a body knows.
  for (const place of ['43', '430121', '430121001', '430121001001', '999901', '999901001', '999901001001', '999901001001001'])
    assert.equal((await village.post('/api/v1/disputes?dry=1', registration({ place }))).status, 200, place)
  await sql(service.database, "INSERT INTO hejie.division (code, parent, level, name, pseudo) VALUES ('430121001001', '430121001', 5, '试村', 0)")
  refused(await register({ place: '430121001002' }), 400, 'unknown-division', { field: 'place' })
  assert.equal((await village.post('/api/v1/disputes?dry=1', registration({ place: '430121001001' }))).status, 200)
  const body = { kind: 'village_committee', name: '试村调解委员会', county: '430121' }
  refused(await admin.post('/api/v1/organisations', { ...body, place: '430121001002' }), 400, 'unknown-division', { field: 'place' })
})

test('a category in plain words is one of the county’s; an outside body keeps its own', async () => {
  await noneOf([() => register({ category_word: '吵架' })], 'unknown-category-word', 'category_word')
  const { id } = await village.register()
  refused(await head.seen(id, 'correct-category', { category_word: '吵架', category_moj: 'LL', category_gb: '0201', reason: '改' }), 400, 'unknown-category-word')
  assert.equal((await village.post('/api/v1/disputes?dry=1', registration({ category_word: undefined }))).status, 200)
  assert.equal((await village.post('/api/v1/disputes?dry=1', registration({ category_word: '民间借贷', external: '(2024)民诉前调1号' }))).status, 200)
  const words = [{ word: '吵架', category_moj: 'LL', category_gb: '0201' }]
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-words', { county: '999901', words })
  assert.equal(chosen.status, 200, chosen.text)
  // Each worker reads the site anew when it hears of it.
  const until = Date.now() + 30_000
  let answer
  do answer = await village.post('/api/v1/disputes?dry=1', registration({ category_word: '吵架' }))
  while (answer.status !== 200 && Date.now() < until)
  assert.equal(answer.status, 200, answer.text)
})
