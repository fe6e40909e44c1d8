// Thirty pre-filing referrals and their papers: sent from one list, answered,
// lapsed and designated anew, asked, measured; what came back and what did not.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'
import { csv, gb18030 } from './lib/tables.mjs'

let service, site, court, room, county
const ids = []
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[court, room, county] = await site.all('court.a', 'room.a', 'county.a')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const head = ['案号', '收案日期', '案由', '原告', '原告电话', '被告', '标的额', '诉讼请求', '委派单位', '原告同意', '被告同意']
const suit = (i) => [`(2026)示0101民诉前调${i}号`, '2026/4/7', '民间借贷', `原告甲${i}`, `1090020${String(i).padStart(4, '0')}`, `被告乙${i}`,
  `${i}万元`, `返还借款${i}`, '和解示范县人民法院特邀调解室', '是', '是']
const four = [{ name: '起诉状', pages: 3, original: true }, { name: '身份证复印件', pages: 2 }, { name: '借条', pages: 1, original: true }, { name: '转账记录', pages: 2 }]
const all = [...Array(30).keys()]
const due = async (who, id, day) => (await who.clocks(id)).find((c) => c.due_on === day && c.state === 'running')

test('a list of thirty is sent; acceptance is due on the 10th', async () => {
  const answer = await court.post('/api/v1/imports?profile=referrals', gb18030(csv([head, ...all.map((i) => suit(i + 1))])))
  assert.equal(answer.status, 202, answer.text)
  let list
  do {
    await new Promise((done) => setTimeout(done, 100))
    list = await court.read(`/api/v1/imports/${answer.json.id}`)
  } while (list.state === 'running')
  assert.equal(list.counts.done, 30)
  ids.push(...list.items.map((i) => i.id))
  for (const id of ids) {
    await court.done(id, 'record-bundle', { pieces: four })
    await court.done(id, 'hand-over-bundle', { bundle: 1, to: room.org })
  }
  assert.ok(await due(court, ids[0], '2026-04-10'))
  const out = (await court.read('/api/v1/bundles?state=out&limit=100')).items
  assert.equal(out.length, 30)
  assert.deepEqual([out[0].pieces, out[0].pages, out[0].missing.length, out[0].missing[0].with, out[0].since], [4, 8, 4, room.org, '2026-04-07'])
  assert.equal(out[0].qr, `hejie:${out[0].code}:1`)
})

test('most accept, one declines, three stay silent and are designated anew', async () => {
  await site.move('2026-04-08T10:00:00+08:00')
  for (const i of all.slice(0, 24)) await room.done(ids[i], 'accept-referral', { referral: 1 })
  assert.ok(await due(room, ids[0], '2026-05-08'), 'thirty days from signing for the papers')
  await site.move('2026-04-09T10:00:00+08:00')
  for (const i of [24, 25]) await room.done(ids[i], 'accept-referral', { referral: 1 })
  assert.ok(await due(room, ids[24], '2026-05-09'), 'a Saturday in lieu is worked on')
  await room.done(ids[26], 'refuse-referral', { referral: 1, ground: 'expertise' })
  await site.move('2026-04-13T09:00:00+08:00')
  const state = async (i) => (await court.dispute(ids[i])).state.referral.map((r) => r.state)
  for (const i of [27, 28, 29]) assert.deepEqual(await state(i), ['lapsed'])
  const again = await court.post('/api/v1/referrals/batch', { to: county.org, reason: '逾期未接收', items: [27, 28, 29].map((i) => ({ dispute: ids[i], consents: [1, 2] })) })
  assert.deepEqual(again.json.items.map((i) => i.status), [200, 200, 200], again.text)
  for (const i of [27, 28, 29]) assert.deepEqual(await state(i), ['lapsed', 'offered'])
})

test('an extension wants both sides', async () => {
  const id = ids[1]
  for (const party of [1, 2]) await room.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await room.done(id, 'accept')
  const one = await room.ask(id, 'extend-term', { until: '2026-05-20', agreed: [1], reason: '补充证据' })
  assert.equal(one.status, 409, one.text)
  assert.ok(one.json.article)
  await room.done(id, 'extend-term', { until: '2026-05-20', agreed: [1, 2], reason: '补充证据' })
  assert.ok(await due(room, id, '2026-05-20'))
})

test('what failed is not returned while a piece is open without a reason', async () => {
  const id = ids[2]
  const open = await room.ask(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '被告明确拒绝调解' })
  refused(open, 409, 'papers-not-given-back', { field: 'bundles/1/pieces/1', article: '在线15;特邀26' })
  await room.done(id, 'return-bundle', { bundle: 1 })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '被告明确拒绝调解' })
  const [row] = (await court.read('/api/v1/bundles?state=whole&limit=100')).items
  assert.deepEqual([row.id, row.missing], [id, []])
})

test('twenty-seven bundles come back; of one a piece is missing', async () => {
  await site.move('2026-05-06T10:00:00+08:00')
  for (const i of all.slice(0, 27)) {
    if (i === 2) continue
    await court.done(ids[i], 'return-bundle', { bundle: 1, pieces: i === 11 ? [1, 2, 3].map((piece) => ({ piece })) : undefined })
  }
  const lacking = (await court.read('/api/v1/bundles?state=lacking&limit=100')).items
  assert.deepEqual(lacking.map((b) => b.id), [ids[11]])
  assert.deepEqual(lacking[0].missing, [{ piece: 4, pages: 2, with: room.org, since: '2026-04-07', explained: false }])
  assert.equal((await court.read('/api/v1/bundles?state=whole&limit=100')).items.length, 26)
  assert.equal((await court.read('/api/v1/bundles?state=out&limit=100')).items.length, 3)
  refused(await room.ask(ids[11], 'return-referral', { referral: 1, result: 'not_agreed', reason: '双方分歧较大' }), 409, 'papers-not-given-back', { field: 'bundles/1/pieces/4' })
  // Found again, but for a page.
  await room.done(ids[11], 'return-bundle', { bundle: 1, pieces: [{ piece: 4, pages: 1 }] })
  const [short] = (await court.read('/api/v1/bundles?state=lacking')).items
  assert.deepEqual(short.missing, [{ piece: 4, pages: 1, with: court.org, since: '2026-05-06', explained: false }])
  await court.done(ids[11], 'return-bundle', { bundle: 1, pieces: [{ piece: 4 }] })
  assert.deepEqual((await court.read('/api/v1/bundles?state=lacking')).items, [])
  await room.done(ids[11], 'return-referral', { referral: 1, result: 'not_agreed', reason: '双方分歧较大' })
})

test('a reason lets it go; what one does not have one cannot give', async () => {
  const id = ids[3]
  await court.done(id, 'record-bundle', { pieces: four.slice(0, 2) })
  refused(await room.ask(id, 'hand-over-bundle', { bundle: 2, to: county.org }), 409, 'no-such-entity', { field: 'bundle' })
  await court.done(id, 'hand-over-bundle', { bundle: 2, to: room.org, pieces: [{ piece: 1, pages: 2 }, { piece: 2 }] })
  refused(await room.ask(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 9 }] }), 409, 'no-such-entity', { field: 'pieces' })
  refused(await room.ask(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 2, pages: 9 }] }), 409, 'no-such-entity', { field: 'pieces' })
  refused(await room.ask(id, 'return-bundle', { bundle: 7 }), 409, 'no-such-entity', { field: 'bundle' })
  await room.done(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 2 }], reason: '起诉状由当事人取回更正' })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '当事人撤回' })
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
