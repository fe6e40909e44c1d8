// Links, merges and splits between disputes of two bodies, each in its own
// timeline; what one side asks, the other answers.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, hejie, openSite, problemOf, refused, registration, respondent } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
let township
let police
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, township, police] = await site.all('village.a', 'township.a', 'police.a')
})
after(() => service?.stop())

let minute = 0
/** The answer comes when every follow-up is done. */
const settled = () => site.move(`2026-03-02T10:${String(minute++).padStart(2, '0')}:00+08:00`)
const state = async (who, id) => (await who.dispute(id)).state
const links = async (who, id) => (await who.read(`/api/v1/disputes/${id}/links`)).items

test('a link stands on both sides until it is undone', async () => {
  await settled()
  const { id: old } = await village.register(registration({ title: '去年水沟' }))
  const { id: now } = await village.register(registration({ title: '今年水沟' }))
  await village.done(now, 'link-disputes', { other: old, kind: 'recurs_after', reason: '每年汛期再次发生' })
  await settled()
  assert.deepEqual((await links(village, now)).map((l) => [l.id, l.kind, l.title]),
    [[old, 'recurs_after', '去年水沟']])
  assert.deepEqual((await links(village, old)).map((l) => [l.id, l.kind]), [[now, 'recurred_as']])

  const { id: next } = await village.register(registration({ title: '又一年水沟' }))
  await village.done(next, 'link-disputes', { other: now, kind: 'recurs_after', reason: '再次发生' })
  await settled()
  assert.deepEqual((await links(village, next)).map((l) => [l.id, l.depth]), [[now, 1], [old, 2]],
    'the chain over the years')

  const [{ link }] = await links(village, old)
  await village.done(old, 'unlink-disputes', { link, reason: '并非同一水沟' })
  await settled()
  assert.deepEqual(await links(village, old), [])
  assert.deepEqual((await links(village, now)).map((l) => l.id), [next])
})

test('unlinking leaves the derived rows of both as they were, to the hash', async () => {
  const tables = ['procedure', 'clock', 'referral', 'notice', 'link', 'access', 'party_index', 'text_index']
  const { id: a } = await village.register()
  const { id: b } = await village.register()
  const hash = () => sql(service.database, tables.map((t) =>
    `SELECT '${t}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM hejie.${t} t WHERE stream IN ('${a}', '${b}')`).join(' UNION ALL '))
  await settled()
  const before = await hash()
  for (const kind of ['same_dispute', 'same_parties', 'same_facts', 'recurs_after']) {
    await village.done(a, 'link-disputes', { other: b, kind, reason: '查重' })
    await settled()
    assert.notDeepEqual(await hash(), before)
    const [{ link }] = await links(village, a)
    await village.done(a, 'unlink-disputes', { link, reason: '并非' })
    await settled()
    assert.deepEqual(await hash(), before, kind)
  }
})

test('a foreign dispute and none are refused alike, and the timeline says so', async () => {
  const { id: ours } = await village.register()
  const { id: theirs } = await police.register(registration({ channel: 'administrative' }))
  const told = []
  for (const other of [theirs, '0123456789abcdef0123456789abcdef']) {
    await village.done(ours, 'link-disputes', { other, kind: 'same_dispute', reason: '同一起' })
    await settled()
    const { event } = (await village.timeline(ours)).at(-1)
    told.push([event.kind, event.body.refusal])
  }
  assert.deepEqual(told, [['link_refused', 'no-such-dispute'], ['link_refused', 'no-such-dispute']])
  assert.deepEqual(await links(police, ours), [])
})

test('a merge: who had one sees the other; commands are told where to go; it is undone', async () => {
  const { id: twice } = await village.register(registration({ title: '重复登记' }))
  const { id: kept } = await township.register(registration({ title: '先登记的' }))
  assert.equal(problemOf(await village.get(`/api/v1/disputes/${kept}`)), 'not-found')
  await village.done(twice, 'refer', { to: township.org, kind: 'hand_over', channel: 'people', reason: '请接' })
  await township.done(twice, 'accept-referral', { referral: 1 })
  const before = await state(village, twice)
  await settled()
  await township.done(kept, 'note', { text: '其间' })
  await settled()
  refused(await village.ask(twice, 'merge-disputes', { into: twice, reason: '自身' }), 409, 'no-such-dispute')
  await township.done(twice, 'merge-disputes', { into: kept, reason: '同一起纠纷' })
  await settled()
  assert.equal((await state(village, twice)).merged_into, kept)
  assert.equal((await village.dispute(kept)).title, '先登记的', 'who had the one sees the other')
  assert.deepEqual((await links(village, kept)).map((l) => [l.id, l.kind]), [[twice, 'absorbed']])
  const no = await village.ask(twice, 'accept', {})
  refused(no, 409, 'merged')
  assert.deepEqual(no.json.disputes, [kept])

  const own = (await township.read(`/api/v1/disputes/${twice}/timeline?limit=500`)).items
  const both = await township.timeline(kept)
  assert.deepEqual(both.filter((e) => e.dispute).map((e) => [e.dispute, e.position]), own.map((e) => [twice, e.position]),
    'each event of the merged one, marked with its dispute')
  assert.deepEqual(both.filter((e) => !e.dispute).map((e) => e.position), Array.from({ length: both.length - own.length }, (_, i) => i + 1))
  assert.deepEqual(both.map((e) => e.event.at), both.map((e) => e.event.at).sort(), 'in the order of time')
  assert.ok(both.some((e) => e.dispute && e.event.body.title === '重复登记'), 'opened with its own keys')
  assert.notDeepEqual(both.map((e) => Boolean(e.dispute)).sort(), both.map((e) => Boolean(e.dispute)), 'one between the other')
  const pages = []
  for (let next = ''; next !== undefined;) {
    const page = await township.read(`/api/v1/disputes/${kept}/timeline?limit=3${next}`)
    pages.push(...page.items)
    next = page.next ? `&${page.next}` : undefined
  }
  assert.deepEqual(pages, both, 'page by page the same')
  assert.ok(!own.some((e) => e.dispute), 'the merged one by itself is as it was')

  await township.done(kept, 'split-disputes', { absorbed: twice, reason: '并非同一起' })
  await settled()
  assert.ok(!(await township.timeline(kept)).some((e) => e.dispute), 'apart again')
  const again = await state(village, twice)
  assert.equal(again.merged_into, undefined)
  assert.equal((await village.dispute(twice)).closed, false)
  assert.deepEqual(again.procedure.map((p) => p.phase), before.procedure.map((p) => p.phase))
  assert.equal(problemOf(await village.get(`/api/v1/disputes/${kept}`)), 'not-found')

  await township.done(twice, 'merge-disputes', { into: kept, reason: '确为同一起' })
  await settled()
  await township.done(kept, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' })
  refused(await township.ask(kept, 'split-disputes', { absorbed: twice, reason: '撤销' }), 409,
    'something-rests-on-it')
})

test('a parent is not closed before its parts, which are named', async () => {
  const { id: whole } = await village.register()
  const { id: part } = await village.register()
  await village.done(whole, 'link-disputes', { other: part, kind: 'child', reason: '分纠纷' })
  await settled()
  const end = async (id) => {
    await village.done(id, 'record-consent', { party: 2, answer: 'refuses', manner: 'oral' })
    await village.done(id, 'serve-notice', { means: 'handed', notices: [1, 2] })
  }
  await end(whole)
  const no = await village.ask(whole, 'close', {})
  refused(no, 409, 'open-children')
  assert.deepEqual(no.json.disputes, [part])
  await end(part)
  await village.done(part, 'close')
  await settled()
  await village.done(whole, 'close')
  assert.equal((await village.dispute(whole)).closed, true)
})

test('parties and a procedure go on in a dispute of their own', async () => {
  const third = { kind: 'natural', side: 'respondent', name: '丙寅生' }
  const { id: whole } = await village.register(registration({ parties: [applicant, respondent, third] }))
  const { id: part } = await village.register(registration({ parties: [applicant, third] }))
  await village.done(whole, 'split-dispute', { into: part, parties: [3], procedures: [1], reason: '另案处理' })
  await settled()
  assert.equal((await state(village, whole)).party[2].moved, true)
  const noted = (await village.timeline(part)).find((e) => e.event.kind === 'split_noted')
  assert.deepEqual(noted.event.body.history.map((h) => h.by), ['青石村人民调解委员会'])
  assert.deepEqual((await links(village, part)).map((l) => [l.id, l.kind]), [[whole, 'split_from']])
})

test('rows are what the timelines say', async () => {
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
