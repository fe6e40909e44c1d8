// O4: work orders: what a hotline, a grid or a centre takes in, sends, chases and
// ends; an order that nobody wants, to the day.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openWith, problemOf, refused, registration } from './lib/client.mjs'

const SITE = '00000000000000000000000000000001'
const COUNTY = '999901'

// The seat is of 12345, the head of the centre.
let service, site, seat, second, centre, head, street, bureau, bureauHead, grid
before(async () => {
  ;({ service, site, clients: [seat, second, centre, head, street, bureau, bureauHead, grid] } = await openWith(
    {}, 'hotline.a', 'hotline.b', 'centre.a', 'centre.c', 'township.a', 'environment.a', 'environment.c', 'grid.a',
  ))
  const admin = await site.as('admin')
  const answer = await admin.post(`/api/v1/sites/${SITE}/commands/choose-sets`, {
    county: COUNTY, sets: ['hotline-five-working-days', 'hotline-orders-jinan', 'hotline-orders-weifang', 'order-signing-house',
      'sent-back-house', 'separation-of-duty'],
  })
  assert.equal(answer.status, 200, answer.text)
})
after(() => service?.stop())

const order = (number, more = {}) => registration({
  source: 'hotline', manner: 'phone', channel: 'hotline', external: number,
  title: '作坊夜间噪声', facts: '作坊夜间开工,邻居扬言动刀', violence: true, ...more,
})
const board = async (who, query) => (await who.read(`/api/v1/orders?${query}`)).items
const row = async (who, id) => (await board(who, 'all=1&limit=200')).find((o) => o.id === id)
const clockOf = async (who, id, rule) => (await who.clocks(id)).filter((c) => c.rule === rule)

test('O4 an order that nobody wants', async () => {
  await site.move('2026-09-16T10:00:00+08:00')
  const { id } = await seat.register(order('热2026-0916-7'))
  // The 20th is worked on in place of a holiday: it counts.
  const [limit] = await clockOf(seat, id, 'HL_DO')
  assert.deepEqual([limit.state, limit.due_on, limit.certainty, limit.article],
    ['running', '2026-09-22', 'local', '潍坊20;济南24'])

  // Two taps: danger, and who was told.  The order stays open.
  await site.move('2026-09-16T10:12:00+08:00')
  await seat.done(id, 'report-danger', { danger: 'threat', told: '青石派出所' })
  const state = async () => (await seat.dispute(id)).state
  assert.equal((await state()).procedure[0].stage, 'order_received')
  assert.equal((await row(seat, id)).risk_colour, 'red')

  // Three clicks: row, unit, send.  The sender stays the holder.
  await seat.done(id, 'dispatch-order', { to: street.org, text: '请核实处理' })
  assert.deepEqual([(await row(seat, id)).holder, (await row(seat, id)).unit], [seat.org, street.org])
  assert.equal((await clockOf(seat, id, 'ORDER_SIGN'))[0].due_on, '2026-09-17')
  assert.deepEqual((await board(street, '')).map((o) => o.id), [id], 'it stands on the board of the street')

  await site.move('2026-09-17T10:12:00+08:00')
  await street.done(id, 'return-order', { ground: 'not_ours', reason: '噪声污染由生态环境部门查处' })
  let shown = await row(seat, id)
  assert.equal(shown.title, (await seat.read('/api/v1/disputes')).items.find((d) => d.id === id).title)
  assert.deepEqual([shown.holder, shown.stage, shown.bounces, shown.ownerless_minutes],
    [seat.org, 'order_sent_back', 1, 24 * 60 + 12])
  refused(await street.ask(id, 'return-order', { ground: 'not_ours' }), 409, 'not-in-this-stage')

  await site.move('2026-09-18T09:00:00+08:00')
  await centre.done(id, 'designate', { to: bureau.org, reason: '噪声污染防治法职责在生态环境' })
  shown = await row(seat, id)
  assert.deepEqual([shown.holder, shown.designated, shown.ownerless_minutes],
    [bureau.org, true, 47 * 60])
  const again = await bureau.ask(id, 'return-order', { ground: 'not_ours' })
  refused(again, 409, 'no-second-return', { article: '潍坊22' })
  assert.equal(problemOf(await street.ask(id, 'reply-order', { text: '答复', evidence: '照片' })), 'not-found',
    'who gave it back sees it no more')

  await site.move('2026-09-21T16:00:00+08:00')
  refused(await centre.ask(id, 'verify-reply', { verdict: 'passed' }), 409, 'not-in-this-stage')
  await bureau.done(id, 'reply-order', { text: '责令停止夜间作业', evidence: '现场照片三张' })
  shown = await row(seat, id)
  assert.deepEqual([shown.stage, shown.holder], ['order_answered', centre.org])
  assert.equal((await clockOf(seat, id, 'HL_DO'))[0].state, 'met')
  refused(await bureau.ask(id, 'verify-reply', { verdict: 'passed' }), 403, 'not-your-right')
  await second.done(id, 'verify-reply', { verdict: 'passed' })

  await site.move('2026-09-22T15:00:00+08:00')
  const called = await seat.done(id, 'call-back', { satisfaction: 'unsatisfied', text: '夜里还在响' })
  assert.deepEqual(called.kinds, ['order_called_back', 'order_redone', 'clock_started'])
  shown = await row(seat, id)
  assert.deepEqual([shown.stage, shown.redo, shown.holder, shown.first_on, shown.next_on, shown.next_rule],
    ['order_redo', 1, bureau.org, '2026-09-22', '2026-09-30', 'HL_REDO'],
    'a limit of its own; the first day stays visible')

  // Supervised; who supervises never handles.
  await head.done(id, 'supervise', { trigger: 'unsolved', text: '三日内复查' })
  refused(await bureau.ask(id, 'supervise', { trigger: 'other', text: '自查' }), 409, 'same-person')
  await site.move('2026-09-24T10:00:00+08:00')
  await bureauHead.done(id, 'reply-order', { text: '已查封设备', evidence: '查封决定书' })
  await second.done(id, 'verify-reply', { verdict: 'passed' })
  await site.move('2026-09-24T11:00:00+08:00')
  const ended = await seat.done(id, 'call-back', { satisfaction: 'satisfied' })
  assert.deepEqual(ended.kinds, ['order_called_back', 'order_ended', 'procedure_ended'])
  assert.deepEqual(await board(seat, 'number=热2026-0916-7'), [], 'the board shows what is open')
  const [kept] = await board(seat, `number=${encodeURIComponent('热2026-0916-7')}&all=1`)
  assert.deepEqual([kept.id, kept.stage, kept.supervision, kept.ownerless_minutes],
    [id, 'order_ended', 'unsolved', 47 * 60])
  const held = (await seat.timeline(id)).map((e) => e.event.body.order).filter(Boolean)
  assert.ok(held.length >= 8 && held.every((o) => /^[0-9a-f]{32}$/.test(o.holder)), 'at no moment is the holder empty')
  const check = await hejie(service, 'rebuild', '--check')
  assert.equal(check.code, 0, check.stdout + check.stderr)
})

test('O4 what a grid worker found he does not close', async () => {
  await site.move('2026-10-12T09:00:00+08:00')
  const { id } = await grid.register(registration({ source: 'grid', channel: 'report', external: 'WG-1' }))
  await grid.done(id, 'log-coordination', { text: '已劝说双方' })
  refused(await grid.seen(id, 'end-order', { ground: 'on_the_spot', reason: '已解决' }), 409, 'grid-does-not-close',
    { next: '由承办单位办结' })
  refused(await grid.ask(id, 'close', { procedure: 1 }), 409, 'grid-does-not-close')
  await centre.done(id, 'dispatch-order', { to: street.org })
  await street.done(id, 'sign-for')
  await street.done(id, 'reply-order', { text: '已修复', evidence: '照片' })
  await centre.done(id, 'verify-reply', { verdict: 'passed' })
  // The revisit of the grid: fair, and yet the order waits for who may end it.
  await grid.done(id, 'call-back', { satisfaction: 'fair' })
  assert.equal((await row(centre, id)).stage, 'order_called_back')
  refused(await grid.seen(id, 'end-order', { ground: 'answered' }), 409, 'grid-does-not-close')
  await centre.done(id, 'end-order', { ground: 'answered' })
  assert.equal((await row(centre, id)).live, false)
})

test('O4 a civil dispute goes to mediation while its order stays open', async () => {
  await site.move('2026-10-13T09:00:00+08:00')
  const { id } = await seat.register(order('热-民事', { violence: false }))
  await seat.done(id, 'refer', { to: street.org, text: '属民间纠纷' })
  await street.done(id, 'accept-referral', { referral: 1 })
  const { state } = await seat.dispute(id)
  assert.deepEqual(state.procedure.map((p) => [p.channel, p.phase]), [['hotline', 'opened'], ['people', 'opened']])
  await seat.done(id, 'reply-order', { text: '已转人民调解', evidence: '移交函' })
  await second.done(id, 'verify-reply', { verdict: 'passed' })
  await seat.done(id, 'call-back', { unreached: true })
  await seat.done(id, 'end-order', { ground: 'unreachable' })
  assert.equal((await street.dispute(id)).state.procedure[1].phase, 'opened')
})

test('O4 another county sees none of it, and nobody else', async () => {
  const neighbour = await site.as('neighbour.a')
  assert.deepEqual(await board(neighbour, 'all=1'), [])
  const court = await site.as('court.a')
  assert.deepEqual(await board(court, 'all=1'), [])
})
