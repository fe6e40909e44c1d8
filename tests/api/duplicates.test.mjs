// Has a matter come in before, here or at another body of the county?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, identityOf, openSite, problemOf, refused, registration, send } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village, township, stranger, police
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, township, stranger, police] = await site.all('village.a', 'township.a', 'village2.a', 'police.a')
})
after(() => service?.stop())

let last = 0
/** Two people nobody else is. */
function people(one, two) {
  const n = String(++last).padStart(4, '0')
  return [
    { kind: 'natural', side: 'applicant', name: one, phone: `1097100${n}`, identity: identityOf(`99999919800101${n.slice(1)}`) },
    { kind: 'natural', side: 'respondent', name: two, phone: `1097200${n}`, identity: identityOf(`99999919810101${n.slice(1)}`) },
  ]
}
const brief = (party, ...only) => Object.fromEntries(only.map((k) => [k, party[k]]))
const wall = '被告在宅基地东侧砌墙,越过两家共用的界石约三十厘米,挡住原告院门通道,多次劝说不拆。'

async function look(client, body) {
  const answer = await client.post('/api/v1/duplicates', body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}
const parts = (item) => item.reasons.map((r) => r.part)

test('a matter that came in twice is found by its people, its facts, its place; each part says its points', async () => {
  const [a, b] = people('齐景和', '穆长林')
  const about = { place: '999901001', category_moj: '04', facts: wall, title: '齐景和与穆长林 宅基地' }
  const { id, code } = await village.register(registration({ ...about, parties: [a, b] }))
  const asked = {
    parties: [brief(b, 'name', 'phone'), brief(a, 'identity')],
    facts: '邻居在宅基地东侧砌墙,越过共用界石三十厘米,挡住院门通道,劝说不拆', category_moj: '04', place: '999901001',
  }
  const { items, elsewhere } = await look(village, asked)
  assert.deepEqual(elsewhere, [])
  assert.equal(items.length, 1)
  const [item] = items
  assert.deepEqual({ ...item, reasons: parts(item), score: undefined, registered_on: undefined }, {
    id, code, title: about.title, closed: false, place: '999901001', category_moj: '04',
    parties: [{ party: 1, name: '齐景和' }, { party: 2, name: '穆长林' }],
    suggested: { kind: 'same_dispute', zh: '同一纠纷', en: 'the same dispute' },
    caution: { rule: 'another-forum-first', article: '同一纠纷同时由一个组织调解(本系统约定)', certainty: 'house', zh: '另一在办程序排斥此程序', en: 'another open procedure excludes this one' },
    reasons: ['phone', 'identity', 'text', 'place', 'category'],
    score: undefined, registered_on: undefined,
  })
  assert.equal(item.score, item.reasons.reduce((n, r) => n + r.points, 0))
  assert.deepEqual(item.reasons.slice(0, 2).map((r) => [r.zh, r.asked, r.party]), [['电话相同', 1, 2], ['证件号码相同', 2, 1]])
  const again = await look(village, { dispute: id })
  assert.deepEqual(again, { items: [], elsewhere: [] }, 'not alike to itself')

  const { id: second } = await village.register(registration({ ...about, parties: [a, b], source: 'hotline', manner: 'phone' }))
  assert.deepEqual((await look(village, { dispute: second })).items.map((i) => i.id), [id])
})

test('names alone, a similar name and nearly the same words are found; one shared name is not', async () => {
  const [a, b] = people('封玉田', '支广才')
  const { id } = await village.register(registration({ parties: [a, b], facts: '承包的鱼塘进水口被堵,鱼苗死亡三百斤,要求赔偿损失', title: '鱼塘进水口' }))
  const found = async (body) => (await look(village, body)).items.map((i) => i.id)
  assert.deepEqual(await found({ parties: [{ name: '封 玉田' }, { name: '支广才' }] }), [id])
  assert.deepEqual(await found({ parties: [{ name: '封玉田' }] }), [])
  assert.deepEqual(await found({ parties: [{ name: '封玉山' }, { name: '支广才' }], facts: '鱼塘的进水口被堵,鱼苗死亡三百斤,要求赔偿' }), [id])
  assert.deepEqual(await found({ parties: [{ name: '封玉田', identity: '999999197001019994' }, { name: '支广才', identity: '999999197001018887' }] }), [],
    'other numbers: other people')
})

test('what the other may be: the same people, the same facts again, a recurrence', async () => {
  const [a, b] = people('冉春生', '戚贵平')
  const { id } = await village.register(registration({ parties: [a, b], facts: wall, category_moj: '04' }))
  const kind = async (body) => (await look(village, { parties: [a, b].map((p) => brief(p, 'identity')), ...body })).items[0].suggested.kind
  assert.equal(await kind({ facts: '借款两万元到期未还,写有借条,利息另计' }), 'same_parties')
  assert.equal(await kind({ facts: wall }), 'same_dispute')
  await village.done(id, 'record-consent', { party: 2, answer: 'refuses', manner: 'oral' })
  await village.done(id, 'serve-notice', { means: 'handed', notices: [1, 2] })
  await village.done(id, 'close')
  assert.equal(await kind({ facts: wall }), 'same_facts')
  assert.equal(await kind({ facts: '今年又在宅基地东侧砌墙,挡住院门通道,去年的界石被挪走,排水也被堵' }), 'recurs_after')
})

test('of a foreign matter only its body is told, to who knows both sides', async () => {
  const [a, b] = people('厉泽民', '訾文举')
  const secret = { facts: '欠付工程材料款十二万元', title: '材料款', category_moj: '09' }
  const { id, code } = await police.register(registration({ ...secret, channel: 'administrative', parties: [a, b] }))
  const know = [brief(a, 'name', 'identity'), brief(b, 'name')]
  const { items, elsewhere } = await look(village, { parties: know, facts: secret.facts })
  assert.deepEqual(items, [])
  assert.deepEqual(elsewhere, [{
    body: police.org, name: police.who.organisation_name,
    zh: '本县另有单位在办或者办过类似纠纷', en: 'another body of the county has or had a similar matter',
    caution: { rule: 'another-forum-first', article: '同一纠纷同时由一个组织调解(本系统约定)', certainty: 'house', zh: '另一在办程序排斥此程序', en: 'another open procedure excludes this one' },
  }])
  for (const client of [village, township, stranger]) {
    const answer = await client.post('/api/v1/duplicates', { parties: know, facts: secret.facts })
    for (const plain of [id, code, a.name, b.name, a.identity, a.phone, secret.title, secret.facts, '材料款', '"09"'])
      assert.ok(!answer.text.includes(plain), `${client.account} is told ${plain}`)
  }
  // The very bytes, whatever else the police know of it or have with these two.
  const told = await village.post('/api/v1/duplicates', { parties: know })
  await police.register(registration({ ...secret, channel: 'administrative', parties: [a, b], title: '另一笔' }))
  assert.equal((await village.post('/api/v1/duplicates', { parties: know })).text, told.text)
  for (const parties of [[brief(a, 'identity')], [brief(a, 'name'), brief(b, 'name')], [brief(a, 'identity'), brief(a, 'phone')],
    [brief(a, 'identity'), { name: '某某某' }]])
    assert.equal((await village.post('/api/v1/duplicates', { parties, facts: secret.facts })).text, '{"items":[],"elsewhere":[]}', JSON.stringify(parties))
  const neighbour = await site.as('neighbour.a')
  assert.deepEqual(await look(neighbour, { parties: know }), { items: [], elsewhere: [] }, 'another county')
  const entries = await sql(service.database, `SELECT count(*) > 0 FROM hejie.read_log WHERE stream = '${id}' AND what = 'duplicates' AND principal = '${village.person}'`)
  assert.deepEqual(entries, [['t']])
})

test('what law says of a petition or a suit elsewhere comes with it, and never a refusal; of an accusation nothing', async () => {
  const [office, hotline] = await site.all('petition.a', 'hotline.a')
  const [a, b] = people('晏立本', '逄思远')
  const { id } = await office.register(registration({ source: 'petition', manner: 'written', channel: undefined, parties: [a, b] }))
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ text: '拆迁补偿' }] })
  const parties = [brief(a, 'identity'), brief(b, 'phone')]
  const caution = async (client, more) => (await look(client, { parties, ...more })).elsewhere.map((e) => [e.body, e.caution?.rule, e.caution?.article])
  assert.deepEqual(await caution(hotline), [[office.org, 'not-for-hotline', '国办发〔2020〕53号']])
  assert.deepEqual(await caution(police, { channel: 'petition' }), [[office.org, 'petition-in-progress', '信访工作条例19']])
  assert.deepEqual(await caution(village, { channel: 'legal_aid' }), [[office.org, undefined, undefined]])
  await village.register(registration({ parties: [a, b] }))

  const [c, d] = people('缪宗翰', '仝可为')
  const { id: secret } = await office.register(registration({ source: 'petition', manner: 'written', channel: undefined, parties: [c, d] }))
  const known = { parties: [brief(c, 'identity'), brief(d, 'identity')] }
  assert.deepEqual((await look(police, known)).elsewhere.map((e) => e.body), [office.org])
  await office.done(secret, 'register-petition', { class: 'accusation', accused: police.org, text: '举报' })
  for (const client of [police, village, hotline])
    assert.equal((await client.post('/api/v1/duplicates', known)).text, '{"items":[],"elsewhere":[]}', client.account)
})

test('to whom it is only offered, it is a foreign one', async () => {
  const [a, b] = people('单永康', '查良才')
  const { id } = await village.register(registration({ parties: [a, b] }))
  await village.done(id, 'refer', { to: township.org, kind: 'refer', assist: true, reason: '协办' })
  const body = { parties: [brief(a, 'identity'), brief(b, 'identity')] }
  const before = await look(township, body)
  assert.deepEqual([before.items, before.elsewhere.map((e) => e.body)], [[], [village.org]])
  await township.done(id, 'accept-referral', { referral: 1 })
  const after = await look(township, body)
  assert.deepEqual([after.items.map((i) => i.id), after.elsewhere], [[id], []])
})

test('no plain text is in the index; erasing and rebuilding leave what they should', async () => {
  const [a, b] = people('桑怀远', '郗守成')
  const { id } = await village.register(registration({ parties: [a, b], facts: wall, title: '桑怀远与郗守成院墙' }))
  const rows = () => sql(service.database, `SELECT part, county, cardinality(bands) FROM hejie.text_index WHERE stream = '${id}' ORDER BY part`)
  assert.deepEqual(await rows(), [['facts', '999901', '24'], ['title', '999901', '24'], ['words', '999901', '8']])
  const stored = JSON.stringify(await sql(service.database, 'SELECT text_index::text FROM hejie.text_index'))
  for (const plain of ['砌墙', '界石', '桑怀', '院墙']) assert.ok(!stored.includes(plain), plain)
  const hash = () => sql(service.database, `SELECT md5(string_agg(t::text, '|' ORDER BY t.stream, t.part)) FROM hejie.text_index t`)
  const whole = await hash()
  await sql(service.database, `DELETE FROM hejie.text_index WHERE stream = '${id}' AND part = 'facts'`)
  assert.match((await hejie(service, 'rebuild', '--check')).stdout, new RegExp(`^${id} text_index differs`, 'm'))
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.deepEqual(await hash(), whole)

  const admin = await site.as('admin')
  const order = (places) => admin.post('/api/v1/sites/00000000000000000000000000000001/commands/order-erasure', { places, reason: 'requested' })
  assert.equal((await order([{ dispute: id, party: 1 }])).status, 200)
  const until = async (expected) => {
    for (let i = 0; i < 100 && JSON.stringify(await rows()) !== JSON.stringify(expected); i++) await new Promise((r) => setTimeout(r, 50))
    assert.deepEqual(await rows(), expected)
  }
  await until([['facts', '999901', '24'], ['title', '999901', '0'], ['words', '999901', '0']])
  assert.deepEqual((await look(village, { parties: [brief(a, 'identity')] })).items, [])
  assert.equal((await order([{ dispute: id }])).status, 200)
  await until([['facts', '999901', '0'], ['title', '999901', '0'], ['words', '999901', '0']])
  assert.deepEqual((await look(village, { facts: wall })).items.filter((i) => i.id === id), [])
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})

test('who may not read is refused; what is asked must be something', async () => {
  const admin = await site.as('admin')
  assert.equal(problemOf(await admin.post('/api/v1/duplicates', { facts: wall })), 'forbidden')
  refused(await send(`${service.url}/api/v1/duplicates`, { method: 'POST', body: { facts: wall } }), 401, 'unauthenticated')
  for (const body of [{}, { parties: [] }, { parties: [{ name: '字'.repeat(81) }] }, { facts: wall, all: true }])
    assert.equal((await village.post('/api/v1/duplicates', body)).status, 400)
  const { id } = await police.register(registration({ channel: 'administrative' }))
  const foreign = await village.post('/api/v1/duplicates', { dispute: id })
  const none = await village.post('/api/v1/duplicates', { dispute: '0123456789abcdef0123456789abcdef' })
  assert.deepEqual([foreign.status, foreign.text], [404, none.text], 'a foreign one and none look alike')
})

test('the category that is compared is the one it has now', async () => {
  const [a, b] = people('宗政远', '濮阳近')
  const { id } = await village.register(registration({ parties: [a, b], facts: '树枝伸过院墙', title: '树枝', category_moj: '04', category_gb: '0201', place: undefined }))
  const asked = { parties: [brief(a, 'name', 'phone'), brief(b, 'name', 'phone')], facts: '完全是另外一回事情的说法', category_moj: '03' }
  const before = (await look(village, asked)).items.find((i) => i.id === id)
  assert.deepEqual([before.category_moj, parts(before).includes('category')], ['04', false])
  await village.sure(id, 'correct-category', { category_moj: '03', category_gb: '0202', reason: '登记有误' })
  const after = (await look(village, asked)).items.find((i) => i.id === id)
  assert.deepEqual([after.category_moj, parts(after).includes('category')], ['03', true])
})
