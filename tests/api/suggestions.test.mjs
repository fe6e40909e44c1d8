// Which body a matter might go to, and why: place, category, what is open, who
// dealt with the same people last.  Nothing is chosen by it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, registration, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, seat, village, township, neighbour
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[seat, village, township, neighbour] = await site.all('hotline.a', 'village.a', 'township.a', 'neighbour.a')
})
after(() => service?.stop())

const order = (external, more = {}) => seat.register(registration({ source: 'hotline', manner: 'phone', channel: 'hotline', external, place: '999901001001', ...more }))
const suggested = async (id, who = seat) => (await who.read(`/api/v1/disputes/${id}/suggestions`)).items
const points = (list, who) => {
  const one = list.find((s) => s.body === who.org)
  return one && Object.fromEntries(one.parts.map((p) => [p.part, p.points]))
}

test('the village where it happened stands first; who has more open has fewer points', async () => {
  const { id } = await order('热-1')
  let list = await suggested(id)
  assert.equal(list.length, 5)
  assert.deepEqual(points(list, village), { place: 40, category: 10, load: 20 })
  assert.deepEqual([list[0].body, list[0].score, list[0].open], [village.org, 70, 0])
  assert.ok(list.every((s, i) => i === 0 || s.score <= list[i - 1].score))
  assert.ok(list.every((s) => s.body !== seat.org && s.body !== neighbour.org))
  for (let i = 0; i < 4; i++) {
    const made = await township.register(registration({ title: `镇上第${i}件` }))
    await takeUp(township, made.id)
  }
  await village.register(registration({ title: '村里一件' }))
  list = await suggested(id)
  assert.deepEqual([points(list, village).load, points(list, township)?.load ?? 0], [15, 0])
  assert.equal(list.find((s) => s.body === village.org).parts[2].reason, '在办件数:1')
})

test('the category finds its organ; unknown place and category are told as that', async () => {
  const traffic = await site.as('traffic.a')
  const { id } = await order('热-2', { category_word: '交通事故' })
  const list = await suggested(id)
  assert.deepEqual(points(list, traffic), { place: 10, category: 30, load: 20 })
  const health = await site.as('health.a')
  assert.equal(points(list, health), undefined, 'another organ is not for it')
  const dark = await order('热-3', { place: undefined, category_word: undefined })
  const english = (await seat.get(`/api/v1/disputes/${dark.id}/suggestions`, { 'Accept-Language': 'en' })).json.items
  assert.ok(english.every((s) => s.parts[0].points === 0 && s.parts[0].reason === 'where it happened is not known'))
})

test('who dealt with the same people is told if one may see it; who would not take it comes later', async () => {
  const people = { parties: [{ kind: 'natural', side: 'applicant', name: '覃小荷', phone: '10900000771' }, { kind: 'natural', side: 'respondent', name: '韦大山', phone: '10900000772' }] }
  const hidden = await township.register(registration(people))
  await takeUp(township, hidden.id)
  const first = await order('热-4', people)
  assert.ok((await suggested(first.id)).every((s) => !s.parts.some((p) => p.part === 'before')), 'the township’s own matter does not show')
  await seat.done(first.id, 'refer', { to: village.org })
  await village.done(first.id, 'accept-referral', { referral: 1 })

  const second = await order('热-5', people)
  assert.equal(points(await suggested(second.id), village).before, 10)
  await seat.done(second.id, 'refer', { to: village.org })
  await village.done(second.id, 'refuse-referral', { referral: 1, ground: 'other', reason: '当事人已外出' })
  const list = await suggested(second.id)
  assert.equal(points(list, village)?.before ?? -40, -40)
  assert.notEqual(list[0].body, village.org)
  assert.deepEqual((await seat.dispute(second.id)).state.referral.map((r) => r.state), ['refused'], 'nothing was sent by itself')
})

test('of a dispute that one does not see nothing is suggested', async () => {
  const { id } = await order('热-6')
  refused(await neighbour.get(`/api/v1/disputes/${id}/suggestions`), 404, 'not-found')
  refused(await seat.get(`/api/v1/disputes/${'ab'.repeat(16)}/suggestions`), 404, 'not-found')
  refused(await seat.get('/api/v1/disputes/abc/suggestions'), 404, 'not-found')
})

test('a plain word brings both codes of its category, and with them its limits; who says them is believed', async () => {
  const codes = async (more) => {
    const { id } = await village.register(registration(more))
    const { state } = await village.dispute(id)
    return [state.category_moj, state.category_gb]
  }
  assert.deepEqual(await codes({ category_word: '交通事故' }), ['DLJT', '0503'])
  assert.deepEqual(await codes({ category_word: '邻里', category_moj: 'QT', category_gb: '99' }), ['QT', '99'])
  assert.deepEqual(await codes({ category_word: '邻里', category_gb: '0202' }), [undefined, '0202'], 'nothing is added to what was said')
  assert.deepEqual(await codes({ category_word: '噪音扰民', external: '热-9' }), [undefined, undefined], 'the word of an outside body')
  refused(await village.post('/api/v1/disputes', registration({ category_word: '噪音扰民' })), 400, 'unknown-category-word', { field: 'category_word' })

  const admin = await site.as('admin')
  const words = [{ word: '噪音扰民', category_moj: 'HJWR', category_gb: '0203' }]
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-words', { county: '999901', words })
  assert.equal(chosen.status, 200, chosen.text)
  let answer
  for (const until = Date.now() + 30_000; answer?.status !== 201 && Date.now() < until; )
    answer = await village.post('/api/v1/disputes', registration({ category_word: '噪音扰民' }))
  const { state } = await village.dispute(answer.json.id)
  assert.deepEqual([state.category_moj, state.category_gb], ['HJWR', '0203'])
})
