// Who acts for a party and who steps in for one; the category put right: what a
// reader sees of it over the interface.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, openSite, refused, registration, respondent, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
let site
let village
let head
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, head] = await site.all('village.a', 'village.c')
  await site.move('2024-03-04T16:00:00+08:00')
})
after(() => service?.stop())

// Taken up; its file number is drawn when the move is answered.
let minute = 10
const begin = async (more = {}) => {
  const { id } = await village.register(registration(more))
  await takeUp(village, id)
  await site.move(`2024-03-04T16:${minute++}:00+08:00`)
  return id
}
const state = async (id) => (await village.dispute(id)).state
const forTwo = (day) =>
  sitting(`${day}T15:00:00+08:00`, 'continues', {
    attendance: [
      { party: 1, presence: 'came' },
      { party: 2, presence: 'represented' },
    ],
  })
const money = (more) => ({ text: '支付一千元', terms: [{ kind: 'money', amount: 100001, debtor: 2, text: '支付', ...more }] })

test('an agent acts within power and term, and the entry names him', async () => {
  const id = await begin({
    parties: [applicant, { ...respondent, agent: '丙寅方', agent_power: '代为参加调解', agent_until: '2024-03-31' }],
  })
  const [agency] = (await state(id)).agency
  assert.deepEqual(
    [agency.party, agency.kind, agency.power, agency.until, agency.name, agency.text],
    [2, 'agent', 'general', '2024-03-31', '丙寅方', '代为参加调解'],
  )
  await village.done(id, 'log-session', forTwo('2024-03-04'))
  await village.done(id, 'draft-agreement', money())
  const version = (await village.dispute(id)).version
  const proxy = { agreement: 1, party: 2, how: 'proxy' }
  refused(await village.ask(id, 'sign-agreement', proxy, { match: version }), 409, 'special-authorisation-missing', {
    article: '民诉法62',
    field: 'party',
  })
  await village.done(id, 'revoke-agent', { agency: 1, reason: '解除委托' })
  refused(await village.ask(id, 'log-session', forTwo('2024-03-04')), 409, 'power-does-not-hold', { field: 'attendance' })
  await village.done(id, 'appoint-agent', {
    party: 2, kind: 'agent', name: '丁卯圆', power: 'special', from: '2024-03-04', until: '2024-03-10',
  })
  const signed = await village.sure(id, 'sign-agreement', proxy)
  assert.deepEqual(signed.kinds, ['agreement_signed'])
  assert.equal((await state(id)).agreement[0].signature[0].agency, 2)
  assert.deepEqual((await state(id)).agency.map((a) => a.ended_on ?? null), ['2024-03-04', null])
})

test('heirs take over to the fen; who is gone stays readable', async () => {
  const id = await begin()
  await village.done(id, 'record-oral-agreement', money())
  for (const name of ['乙子', '乙女'])
    await village.done(id, 'add-party', { party: { kind: 'natural', side: 'respondent', name } })
  const succession = {
    party: 2, cause: 'died', reason: '死亡证明、亲属关系证明', of: 2,
    heirs: [{ party: 3, part: 1 }, { party: 4, part: 1 }],
  }
  refused(await head.ask(id, 'succeed-party', succession), 428, 'if-match-missing')
  const { kinds } = await head.sure(id, 'succeed-party', succession)
  assert.ok(kinds.includes('party_succeeded') && kinds.includes('term_passed_on'), String(kinds))
  const s = await state(id)
  assert.deepEqual([s.party[1].name, s.party[1].succeeded_on], [respondent.name, '2024-03-04'])
  const [term] = s.agreement[0].term
  assert.equal(term.liability, 'several')
  assert.deepEqual(term.share.map((x) => [x.party, x.amount]), [[3, 50000], [4, 50001]])
  const pay = (party, amount) =>
    village.ask(id, 'record-performance', { on: 'term', agreement: 1, term: 1, party, amount })
  refused(await pay(3, 50001), 409, 'above-what-is-due')
  assert.equal((await pay(3, 50000)).status, 200)
  assert.equal((await pay(4, 50001)).status, 200)
  assert.equal((await state(id)).agreement[0].term[0].state, 'performed')
})

test('a corrected category moves the limits of its sector', async () => {
  const id = await begin()
  const open = async () =>
    (await village.clocks(id)).filter((c) => c.state === 'running' && c.rule.startsWith('RT_MED')).map((c) => [c.rule, c.day0])
  assert.deepEqual(await open(), [['RT_MED', '2024-03-04']])
  const { kinds } = await head.sure(id, 'correct-category', {
    category_moj: 'YL', category_gb: '0502', reason: '实为医疗纠纷',
  })
  assert.deepEqual(kinds.filter((k) => k.startsWith('c')), ['category_corrected', 'clock_stopped', 'clock_started'])
  assert.deepEqual(await open(), [['RT_MEDI', '2024-03-04']])
})

test('unknown first, known later, wrong and put right; an organisation by its head; who was entered by mistake is gone', async () => {
  const { id } = await village.register(registration({ parties: [applicant,
    { kind: 'natural', side: 'respondent', name: '骑摩托车的人', identity_unknown: true },
    { kind: 'natural', side: 'respondent', name: '误录' }] }))
  assert.equal((await state(id)).party[1].identity_unknown, true)
  const fix = (party, more = {}) => village.seen(id, 'correct-party', { party, reason: '经核实', ...more })
  refused(await village.ask(id, 'correct-party', { party: { party: 2, name: '无' }, reason: '核实' }), 428, 'if-match-missing')
  refused(await fix({ party: 2, identity: applicant.identity }), 409, 'already-done', { field: 'party' })
  assert.equal((await fix({ party: 2, kind: 'organisation', name: '某运输公司' })).status, 200)
  assert.equal((await fix({ party: 3 }, { remove: true })).status, 200)
  const { party } = await state(id)
  assert.deepEqual([party[1].name, party[1].kind, party[1].identity_unknown ?? false, party[2].removed], ['某运输公司', 'organisation', false, true])
  await village.done(id, 'appoint-agent', { party: 2, kind: 'head', name: '庚午经理' })
  refused(await village.ask(id, 'record-consent', { party: 3, answer: 'agrees', manner: 'oral' }), 409, 'no-such-party')
  for (const no of [1, 2]) await village.done(id, 'record-consent', { party: no, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
})

test('a minor acts by a guardian, and by none whose days are over', async () => {
  const { id } = await village.register(registration({ parties: [{ ...applicant, identity: undefined, minor: true }, respondent] }))
  refused(await village.ask(id, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' }), 409, 'guardian-missing')
  await village.done(id, 'appoint-agent', { party: 1, kind: 'guardian', name: '其母', until: '2024-03-20' })
  for (const no of [1, 2]) await village.done(id, 'record-consent', { party: no, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
  await site.move('2024-03-21T10:00:00+08:00')
  refused(await village.ask(id, 'record-oral-agreement', money()), 409, 'guardian-missing', { field: 'party' })
  await village.done(id, 'appoint-agent', { party: 1, kind: 'guardian', name: '其父' })
  await village.done(id, 'record-oral-agreement', money())
  assert.deepEqual((await state(id)).agency.map((a) => [a.kind, a.until]), [['guardian', '2024-03-20'], ['guardian', undefined]])
})

test('who is affected is no party: asked for nothing, waited for with nothing, told of nothing; needs of speaking are chosen', async () => {
  const bystander = { kind: 'natural', side: 'affected', name: '辛未邻' }
  const { id } = await village.register(registration({ parties: [{ ...applicant, communication: ['hearing', 'other'], needs: '只看手写' }, respondent, bystander] }))
  assert.deepEqual([(await state(id)).party[0].communication, (await state(id)).party[0].needs], [['hearing', 'other'], '只看手写'])
  refused(await village.ask(id, 'record-consent', { party: 3, answer: 'refuses', manner: 'oral' }), 409, 'no-such-party')
  await takeUp(village, id)
  await village.done(id, 'draft-agreement', money())
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  const s = await state(id)
  assert.equal(s.agreement[0].state, 'effective')
  assert.deepEqual(s.notice.filter((n) => n.party === 3), [])
  const needs = (communication, more = {}) => village.seen(id, 'correct-party', { party: { party: 2, communication, ...more }, reason: '本人说明' })
  refused(await needs(['hearing', 'hearing']), 409, 'needs-do-not-fit', { field: 'communication' })
  refused(await needs(['other']), 409, 'needs-do-not-fit')
  assert.equal((await needs(['interpreter', 'companion'])).status, 200)
  assert.equal((await village.seen(id, 'correct-party', { party: { party: 1, needs_nothing: true }, reason: '已配助听器' })).status, 200)
  assert.deepEqual((await state(id)).party.map((p) => p.communication ?? []), [[], ['interpreter', 'companion'], []])
})
