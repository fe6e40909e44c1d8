// What a grid worker does on his own report another checks, and the timeline
// says who: the first coordination, the answer, the revisit, the end.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-sets'
const NOT_OWN = { article: '核办分离(实践通例)' }
const NO_END = { article: '巡办分离(实践通例)' }
let service, site, admin, grid, second, village, township, centre
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[admin, grid, second, village, township, centre] = await site.all('admin', 'grid.a', 'grid.b', 'village.c', 'township.a', 'centre.a')
  await site.move('2026-04-07T09:00:00+08:00')
  const chosen = await admin.post(CHOOSE, { county: '999901', sets: ['separation-of-duty'] })
  assert.equal(chosen.status, 200, chosen.text)
})
after(() => service?.stop())

const report = () => grid.register(registration({ source: 'grid', channel: undefined, external: 'WG-7' }))
const order = async (who, id) => (await who.dispute(id)).state.order[0]
const stage = async (who, id) => (await who.dispute(id)).state.procedure[0].stage
const who = async (client, id, kind) => (await client.timeline(id)).map((e) => e.event).filter((e) => e.kind === kind).map((e) => [e.actor, e.body_of])
const answer = { text: '已劝和,通道清出', evidence: '现场照片' }

test('a report that the grid settles itself: the township verifies, a colleague revisits, the centre ends', async () => {
  const { id } = await report()
  assert.equal((await grid.dispute(id)).state.finder, grid.person)
  await grid.done(id, 'log-coordination', { text: '两家都劝过', manner: 'oral' })
  assert.equal((await grid.dispute(id)).state.session, undefined, 'a first coordination is no sitting')
  refused(await grid.seen(id, 'end-order', { ground: 'on_the_spot', reason: '劝和' }), 409, 'grid-does-not-close', NO_END)
  refused(await second.seen(id, 'end-order', { ground: 'on_the_spot', reason: '劝和' }), 409, 'grid-does-not-close', NO_END)
  await grid.done(id, 'reply-order', answer)
  assert.equal((await order(grid, id)).handler, grid.person)
  for (const own of [grid, second]) refused(await own.ask(id, 'verify-reply', { verdict: 'passed' }), 403, 'not-your-right')
  await township.done(id, 'verify-reply', { verdict: 'sent_back', reason: '通道仍被占' })
  assert.deepEqual([await stage(grid, id), (await order(grid, id)).redo], ['order_redo', 1])
  await grid.done(id, 'reply-order', answer)
  await township.done(id, 'verify-reply', { verdict: 'passed' })
  assert.deepEqual([(await order(grid, id)).handler, (await order(grid, id)).verifier], [grid.person, township.person])
  refused(await grid.ask(id, 'call-back', { satisfaction: 'satisfied' }), 409, 'rating-by-handler')
  await second.done(id, 'call-back', { satisfaction: 'satisfied' })
  assert.equal(await stage(second, id), 'order_called_back', 'it waits: a grid worker ends nothing')
  refused(await second.seen(id, 'end-order', { ground: 'answered' }), 409, 'grid-does-not-close', NO_END)
  await centre.sure(id, 'end-order', { ground: 'answered' })
  refused(await grid.ask(id, 'close', { procedure: 1 }), 409, 'grid-does-not-close', NO_END)
  await centre.done(id, 'close', { procedure: 1 })
  assert.equal((await grid.dispute(id)).closed, true)
  assert.deepEqual(await who(centre, id, 'order_verified'), [[township.person, township.org], [township.person, township.org]])
  assert.deepEqual(await who(centre, id, 'order_called_back'), [[second.person, second.org]])
  assert.deepEqual(await who(centre, id, 'order_ended'), [[centre.person, centre.org]])
  assert.deepEqual(await who(centre, id, 'procedure_closed'), [[centre.person, centre.org]])
})

test('dispatched: the unit answers, who found it does not verify it for another body either', async () => {
  const { id } = await report()
  await centre.done(id, 'dispatch-order', { to: village.org })
  assert.equal((await order(centre, id)).holder, centre.org, 'until it is signed for, the sender holds it')
  await village.done(id, 'sign-for')
  await village.done(id, 'reply-order', answer)
  refused(await village.ask(id, 'verify-reply', { verdict: 'passed' }), 409, 'same-person', NOT_OWN)
  await centre.done(id, 'verify-reply', { verdict: 'passed' })
  await grid.done(id, 'call-back', { satisfaction: 'unsatisfied' })
  assert.deepEqual([await stage(centre, id), (await order(centre, id)).holder], ['order_redo', village.org])
})

test('settled on the spot by the grid: recorded, signed for by the village, closed by the village', async () => {
  const made = await grid.post('/api/v1/disputes/commands/record-settled', {
    category_word: '邻里', place: '999901001001', agreed: '各让一步,当场清运', done: true,
    parties: [{ name: '甲子明' }, { name: '乙丑亮' }],
  })
  assert.equal(made.status, 201, made.text)
  const { id } = made.json
  const { state } = await grid.dispute(id)
  assert.deepEqual([state.source, state.registered_by, state.procedure[0].signer], ['grid', grid.person, village.org])
  for (const own of [grid, second]) refused(await own.ask(id, 'close', { procedure: 1 }), 409, 'grid-does-not-close', NO_END)
  await village.done(id, 'close', { procedure: 1 })
  assert.deepEqual(await who(village, id, 'procedure_closed'), [[village.person, village.org]])
})

test('a county that has not switched the set on is bound by none of it; rows are what the timelines say', async () => {
  const chosen = await admin.post(CHOOSE, { county: '999901', sets: [] })
  assert.equal(chosen.status, 200, chosen.text)
  const { id } = await report()
  await grid.sure(id, 'end-order', { ground: 'on_the_spot', reason: '劝和' })
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
