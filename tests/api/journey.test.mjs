// Two disputes from their first day to their end.
//
// One climbs the ladder 三二一 in its first reading: at least three sittings at
// the village, two at the township, one at the county, then the menu of ways
// out.  The other is settled at the village by a written agreement.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, openSite, refused, registration, respondent, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
let site
before(async () => {
  service = await startService()
  site = await openSite(service)
})
after(() => service?.stop())

// Days of one month, at four in the afternoon in Shanghai.
let today = '2024-01-01'
async function goTo(day) {
  today = day
  await site.move(`${day}T16:00:00+08:00`)
}
const sit = (client, id, result, more) =>
  client.done(id, 'log-session', sitting(`${today}T16:00:00+08:00`, result, more))
const kindsOf = async (client, id) => (await client.timeline(id)).map((e) => e.event.kind)
const count = (kinds, kind) => kinds.filter((k) => k === kind).length

test('a dispute climbs from the village to the county and leaves by the outlets', async () => {
  const [village, township, head, county] = await site.all('village.a', 'township.a', 'township.c', 'county.a')

  await goTo('2024-03-04')
  const { id, code, slip } = await village.register()
  assert.match(code, /^99990124[0-9A-HJKMNP-TV-Z]{7}[0-9A-Z*]$/)
  assert.equal(slip.code, code)
  await takeUp(village, id)
  const term = (await village.clocks(id)).find((c) => c.rule === 'RT_MED')
  assert.deepEqual([term.state, term.day0, term.due_on], ['running', '2024-03-04', '2024-04-07'])
  assert.match(term.article, /75号/)

  // Twice at the village: nothing moves, and the township sees nothing.
  await goTo('2024-03-05')
  await sit(village, id, 'not_agreed')
  await goTo('2024-03-06')
  assert.ok(!(await sit(village, id, 'not_agreed')).kinds.includes('referral_offered'))
  refused(await township.get(`/api/v1/disputes/${id}`), 404, 'not-found')

  // A third time: it is offered, not taken.
  await goTo('2024-03-07')
  const third = await sit(village, id, 'not_agreed')
  assert.ok(third.kinds.includes('referral_offered'), String(third.kinds))
  let d = (await village.dispute(id)).state
  assert.equal(d.procedure[0].attempts, 3)
  assert.deepEqual([d.referral[0].kind, d.referral[0].state, d.referral[0].to], ['escalate', 'offered', township.org])
  assert.equal(d.referral[0].rule, 'three-two-one-a')
  const inbox = (await township.read('/api/v1/referrals')).items.filter((r) => r.id === id)
  assert.deepEqual([inbox.length, inbox[0].referral, inbox[0].title], [1, 1, registration().title])
  // What is offered may be looked at in its materials only.
  const offered = await township.dispute(id)
  assert.equal(offered.state, undefined)
  assert.deepEqual(
    new Set((await township.timeline(id)).map((e) => e.event.kind)),
    new Set(['registered', 'party_added', 'referral_offered']),
  )
  assert.deepEqual((await site.as('village2.a').then((c) => c.read('/api/v1/referrals'))).items, [])

  // The township takes it; consent is asked anew.
  await goTo('2024-03-08')
  await township.done(id, 'accept-referral', { referral: 1 })
  assert.deepEqual((await township.read('/api/v1/referrals')).items, [])
  d = (await township.dispute(id)).state
  assert.deepEqual(d.procedure.map((p) => [p.body, p.phase, p.ground]), [
    [village.org, 'ended', 'handed_up'],
    [township.org, 'opened', undefined],
  ])
  refused(await township.ask(id, 'accept'), 409, 'consent-missing', { article: '人民调解法17' })
  await takeUp(township, id)
  await goTo('2024-03-11')
  await sit(township, id, 'not_agreed')
  await goTo('2024-03-12')
  await sit(township, id, 'not_agreed')
  d = (await township.dispute(id)).state
  assert.deepEqual([d.referral[1].state, d.referral[1].to, d.ladder.step], ['offered', county.org, 2])

  // The county, once; then there is no further step.
  await goTo('2024-03-13')
  await county.done(id, 'accept-referral', { referral: 2 })
  await takeUp(county, id)
  await goTo('2024-03-14')
  const last = await sit(county, id, 'not_agreed')
  assert.ok(last.kinds.includes('procedure_ended') && last.kinds.includes('ladder_moved'), String(last.kinds))
  d = (await county.dispute(id)).state
  assert.equal(d.ladder.done, true)
  assert.deepEqual(d.procedure.map((p) => [p.phase, p.ground, p.attempts]), [
    ['ended', 'handed_up', 3],
    ['ended', 'handed_up', 2],
    ['ended', 'no_agreement', 1],
  ])
  const moved = (await county.timeline(id)).filter((e) => e.event.kind === 'ladder_moved').at(-1).event
  for (const outlet of ['仲裁', '行政裁决', '行政复议', '诉讼', '公证', '法律援助', '信访'])
    assert.ok(moved.body.outlets.includes(outlet), moved.body.outlets)

  // Each party is told of the other routes before anybody closes.
  refused(await county.ask(id, 'close'), 409, 'notice-owed', { article: '人民调解法26' })
  for (const client of [village, township, county]) {
    const state = (await client.dispute(id)).state
    const own = state.procedure.find((p) => p.body === client.org).no
    const owed = state.notice.filter((n) => n.state === 'owed' && n.procedure === own)
    if (client === county) assert.equal(owed.filter((n) => n.kind === 'routes').length, 2)
    await client.done(id, 'serve-notice', { means: 'handed', notices: owed.map((n) => n.no) })
    await client.done(id, 'close', { procedure: own })
  }
  const end = await county.dispute(id)
  assert.equal(end.closed, true)
  assert.ok(end.state.procedure.every((p) => p.phase === 'closed'))
  const clocks = await county.clocks(id)
  assert.ok(clocks.length >= 3 && clocks.every((c) => c.state !== 'running' && c.state !== 'fired'), JSON.stringify(clocks.map((c) => [c.rule, c.state])))
  const kinds = await kindsOf(head, id)
  assert.equal(count(kinds, 'session_logged'), 6)
  assert.equal(count(kinds, 'referral_accepted'), 2)
  assert.equal(kinds.at(-1), 'dispute_closed')
  assert.deepEqual((await county.timeline(id)).map((e) => e.position), kinds.map((_, i) => i + 1))
  refused(await county.ask(id, 'add-party', { party: { ...respondent, name: '丙寅', identity: undefined } }), 409, 'dispute-closed')
})

test('a dispute is settled by a written agreement, performed and closed', async () => {
  const [village, clerk, head] = await site.all('village.a', 'village.b', 'village.c')

  await goTo('2024-05-06')
  const { id } = await village.register()
  await takeUp(village, id)
  await goTo('2024-05-08')
  await sit(village, id, 'agreed', { text: '双方同意各退一步' })
  const draft = await village.done(id, 'draft-agreement', {
    text: '乙丑亮于六月底前支付八百元并拆除越界部分',
    terms: [
      { kind: 'money', amount: 80000, debtor: 2, due_on: '2024-06-28', text: '支付八百元' },
      { kind: 'duty', debtor: 2, due_on: '2024-06-28', text: '拆除越界部分' },
    ],
  })
  assert.ok(draft.kinds.includes('agreement_drafted'))

  // Nothing takes effect before the last piece is there.
  refused(await village.ask(id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' }), 428, 'if-match-missing')
  await village.sure(id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' })
  const { version } = await village.dispute(id)
  refused(await clerk.ask(id, 'make-effective', { agreement: 1 }, { match: version }), 409, 'signature-missing', { article: '人民调解法29' })
  refused(await village.ask(id, 'stamp', { agreement: 1 }, { match: version }), 403, 'not-your-right')
  refused(await village.ask(id, 'sign-agreement', { agreement: 1, party: 2, how: 'signature' }, { match: version - 1 }), 412, 'stale')
  await village.sure(id, 'sign-agreement', { agreement: 1, party: 2, how: 'thumbprint' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  let d = (await village.dispute(id)).state
  assert.deepEqual([d.agreement[0].state, d.procedure[0].phase], ['draft', 'mediating'])
  const stamped = await head.sure(id, 'stamp', { agreement: 1 })
  assert.ok(stamped.kinds.includes('agreement_effective'), String(stamped.kinds))
  d = (await village.dispute(id)).state
  assert.deepEqual([d.agreement[0].state, d.agreement[0].effective_on, d.procedure[0].phase], ['effective', '2024-05-08', 'settled'])
  const clocks = Object.fromEntries((await village.clocks(id)).map((c) => [c.rule, c]))
  assert.equal(clocks.RT_MED.state, 'met')
  assert.deepEqual([clocks.RT_CONFIRM.state, clocks.RT_CONFIRM.due_on, clocks.RT_CONFIRM.effect], ['running', '2024-06-07', 'right_lost'])
  assert.match(clocks.RT_CONFIRM.article, /205/)

  await goTo('2024-05-20')
  const part = await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 30000, part: true })
  assert.ok(part.kinds.length > 0)
  d = (await village.dispute(id)).state
  assert.deepEqual(d.agreement[0].term.map((t) => [t.state, t.paid]), [['part', 30000], ['open', 0]])
  refused(await village.ask(id, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 50001 }), 409, 'above-what-is-due')
  await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 50000 })
  await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 2 })
  d = (await village.dispute(id)).state
  assert.deepEqual(d.agreement[0].term.map((t) => t.state), ['performed', 'performed'])

  refused(await clerk.ask(id, 'close'), 409, 'notice-owed')
  const owed = d.notice.filter((n) => n.state === 'owed')
  assert.deepEqual(new Set(owed.map((n) => n.kind)), new Set(['rights']))
  await village.done(id, 'serve-notice', { means: 'handed', notices: owed.map((n) => n.no) })
  await clerk.done(id, 'close')
  const end = await village.dispute(id)
  assert.equal(end.closed, true)
  assert.deepEqual([end.state.procedure[0].phase, end.state.procedure[0].ground], ['closed', 'settled'])
  assert.equal(end.state.party[0].name, applicant.name)
  assert.deepEqual(end.state.referral ?? [], [])
  assert.equal((await kindsOf(village, id)).at(-1), 'dispute_closed')
  assert.ok(!(await village.read('/api/v1/disputes')).items.some((x) => x.id === id), 'it has left the work list')
})

test('the file number of the body follows acceptance, without gaps', async () => {
  const village = await site.as('village2.a')
  const numbers = []
  for (let i = 0; i < 3; i++) {
    const { id } = await village.register()
    await takeUp(village, id)
    await site.move(`2024-06-0${i + 1}T09:00:00+08:00`)
    numbers.push((await village.dispute(id)).state.procedure[0].number)
  }
  assert.deepEqual(
    numbers.map((n) => Number(/第(\d+)号/.exec(n)?.[1])),
    [1, 2, 3],
    String(numbers),
  )
})
