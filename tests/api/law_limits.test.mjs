// Limits of law as they fall: what is lost, what the law ends then, what counts
// in hours; and that none of them stands before a court's door.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openLaw, refused, registration, takeUp } from './lib/client.mjs'

let service, site, village, head, health, market, police, court, petition
before(async () => {
  ;({ service, site, clients: [village, head, health, market, police, court, petition] } = await openLaw('village.a', 'village.c', 'health.a',
    'market.a', 'police.a', 'court.a', 'petition.a'))
})
after(() => service?.stop())

const at = (day, time = '10:00:00') => site.move(`2026-${day}T${time}+08:00`)
const state = async (who, id) => (await who.dispute(id)).state
const events = async (who, id, kind) => (await who.timeline(id)).map((e) => e.event).filter((e) => e.kind === kind)
const clock = async (who, id, rule) => (await who.clocks(id)).filter((c) => c.rule === rule).at(-1)
const limit = async (who, id, rule) => {
  const c = await clock(who, id, rule)
  return c && [c.state, c.due_on]
}
const owed = async (who, id, kind) => (await state(who, id)).notice.filter((n) => n.kind === kind && n.state === 'owed')
const today = async (who, id) => (await who.read('/api/v1/today?limit=200')).items.find((w) => w.id === id)
const medical = { category_word: undefined, category_moj: 'YL', category_gb: '0502' }
const duty = { kind: 'duty', debtor: 2, text: '赔礼道歉' }
/** It is brought to a court outside: entered by a body that has a part. */
const sued = (who, id) => who.done(id, 'open-suit', { outside: '邻县人民法院' })

// Time goes one way: what runs for months begins here, and is looked at below.
const warned = async (id) => (await events(village, id, 'notice_owed')).filter((e) => e.body.article === '行政诉讼法46').map((e) => [e.body.notice.kind, e.body.notice.party, e.from])
let unsued

test('six months to sue an act: a suit meets the limit, reconsideration stops it', async () => {
  await at('02-11')
  const known = async () => {
    const { id } = await village.register()
    await village.done(id, 'record-knowledge', { known: 'administrative_act', party: 1 })
    assert.deepEqual(await limit(village, id, 'AS_ASK'), ['running', '2026-08-11'])
    return id
  }
  unsued = await known()
  const [suing, asking] = [await known(), await known()]
  await sued(village, suing)
  await village.done(asking, 'open-reconsideration', { outside: '示范县人民政府' })
  assert.deepEqual([(await limit(village, suing, 'AS_ASK'))[0], (await limit(village, asking, 'AS_ASK'))[0]], ['met', 'stopped'])
})

/** The procedure ended by limit `rule` as the last moment of `day` had passed, by `article`. */
async function endedBy(who, id, rule, day, article) {
  const [p] = (await state(who, id)).procedure
  assert.deepEqual([p.phase, p.ground, p.ended_on], ['ended', 'term_over', day])
  const c = await clock(who, id, rule)
  assert.deepEqual([c.state, c.effect, c.article, c.due_on], ['fired', 'ends', article, day])
  const [ended] = await events(who, id, 'procedure_ended')
  assert.deepEqual([ended.actor, ended.to, ended.caused_by], ['clock', `${day}T15:59:59.999Z`, `clock/${c.no}`])
  assert.deepEqual((await owed(who, id, 'routes')).map((n) => n.party), [1, 2])
}

test('medical mediation fails with its thirtieth working day, to the instant; what all agreed or signed in time stands', async () => {
  await at('03-02')
  const begun = async (who, more = medical) => {
    const { id } = await who.register(registration(more))
    await takeUp(who, id)
    return id
  }
  const [plain, longer, signed, half, measured] = [await begun(village), await begun(village), await begun(village), await begun(village), await begun(village)]
  const organ = await begun(health, { ...medical, channel: 'administrative' })
  const day = '2026-04-14'
  assert.equal((await clock(village, plain, 'RT_MEDI')).due_on, day)
  assert.equal((await clock(health, organ, 'AM_MED')).due_on, day)
  refused(await village.ask(longer, 'extend-term', { n: 10, agreed: [1], reason: '再谈' }), 409, 'extension-not-allowed', { field: 'agreed' })
  await village.done(longer, 'extend-term', { n: 10, agreed: [1, 2], reason: '各方同意再谈' })
  refused(await health.ask(organ, 'extend-term', { n: 10, agreed: [1, 2], reason: '再谈' }), 409, 'extension-not-allowed')
  await village.done(measured, 'start-appraisal', { by_outside: '医学会' })
  for (const id of [signed, half]) {
    await village.done(id, 'draft-agreement', { text: '协议', terms: [duty] })
    for (const party of id === signed ? [1, 2] : [1]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  }

  await at('04-14', '23:59:59')
  for (const [who, id] of [[village, plain], [village, half], [health, organ]]) assert.equal((await state(who, id)).procedure[0].phase, 'mediating')
  await at('04-15', '00:00:00')
  await endedBy(village, plain, 'RT_MEDI', day, '医疗条例38')
  await endedBy(village, half, 'RT_MEDI', day, '医疗条例38')
  await endedBy(health, organ, 'AM_MED', day, '医疗条例40')
  for (const id of [longer, signed, measured]) assert.equal((await state(village, id)).procedure[0].phase, 'mediating')
  assert.equal((await clock(village, measured, 'RT_MEDI')).due_on, undefined, 'an appraisal is not counted')

  // What all signed is completed; what ended stays ended, is told, and goes to court.
  await village.sure(signed, 'mediator-sign', { agreement: 1 })
  await head.sure(signed, 'stamp', { agreement: 1 })
  assert.equal((await state(village, signed)).procedure[0].phase, 'settled')
  refused(await village.ask(plain, 'record-oral-agreement', { text: '协议', terms: [duty] }), 409, 'wrong-phase')
  const again = await village.ask(plain, 'reopen', { procedure: 1, reason: '再试' })
  assert.deepEqual([again.status, again.json.article], [409, '医疗条例38'], again.text)
  refused(await village.ask(plain, 'close', { procedure: 1 }), 409, 'notice-owed')
  await village.done(plain, 'serve-notice', { means: 'handed', notices: (await state(village, plain)).notice.filter((n) => n.state === 'owed').map((n) => n.no) })
  await sued(village, half)
  await village.done(plain, 'close', { procedure: 1 })
  assert.equal((await village.dispute(plain)).closed, true)

  // As far as all agreed it went on, and no further.
  const last = '2026-04-28'
  assert.equal((await clock(village, longer, 'RT_MEDI')).due_on, last)
  await at('04-28', '23:59:59')
  assert.equal((await state(village, longer)).procedure[0].phase, 'mediating')
  await village.done(measured, 'end-appraisal', {})
  assert.ok((await clock(village, measured, 'RT_MEDI')).due_on > last)
  await at('04-29', '00:00:00')
  await endedBy(village, longer, 'RT_MEDI', last, '医疗条例38')
  // A fact in time that was entered late sets the end aside; one out of time does not.
  const no = (await clock(village, longer, 'RT_MEDI')).no
  const late = await village.seen(longer, 'set-aside-expiry', { clock: no, met_on: '2026-04-29', reason: '漏录' })
  assert.equal(late.status, 409, late.text)
  await village.sure(longer, 'set-aside-expiry', { clock: no, met_on: last, reason: '当日已达成口头协议,漏录' })
  assert.deepEqual([(await state(village, longer)).procedure[0].phase, (await owed(village, longer, 'routes')).length], ['mediating', 0])
})

test('a market complaint is terminated with its forty-fifth working day, and told within seven', async () => {
  await at('04-30')
  const { id } = await market.register(registration({ channel: 'administrative', category_word: undefined, category_moj: 'XF', category_gb: '0601' }))
  await takeUp(market, id)
  const day = '2026-07-07'
  assert.equal((await clock(market, id, 'AM_MK_DO')).due_on, day)
  await at('07-07', '23:59:59')
  assert.equal((await state(market, id)).procedure[0].phase, 'mediating')
  await at('07-08', '00:00:00')
  await endedBy(market, id, 'AM_MK_DO', day, '市场监管投诉举报处理暂行办法14、20、21')
  assert.deepEqual((await market.clocks(id)).filter((c) => c.rule === 'AM_MK_TELL').map((c) => [c.state, c.day0]), [['running', day], ['running', day]])
  await market.done(id, 'serve-notice', { means: 'handed', notices: (await owed(market, id, 'routes')).map((n) => n.no) })
  assert.deepEqual((await market.clocks(id)).filter((c) => c.rule === 'AM_MK_TELL').map((c) => c.state), ['met', 'met'])
  await sued(market, id)
})

const first = ['limit', 1, '2026-07-12T01:00:00.000Z']

test('a month before its end the party is warned whose right it is, and nobody else', async () => {
  await at('07-12', '08:59:59')
  assert.deepEqual(await warned(unsued), [])
  await at('07-12', '09:00:00')
  assert.deepEqual(await warned(unsued), [first])
  const { no } = await clock(village, unsued, 'AS_ASK')
  const [paper] = (await owed(village, unsued, 'limit')).filter((n) => n.clock === no)
  await village.done(unsued, 'serve-notice', { means: 'handed', notices: [paper.no] })
})

let unanswered
test('an organ is asked to perform its duty: two months, unless it does or somebody sues', async () => {
  await at('07-20')
  const asked = async () => {
    const { id } = await village.register()
    await village.done(id, 'record-knowledge', { known: 'duty_asked', party: 1, text: '申请查处违法建设' })
    // A Sunday on which people work.
    assert.deepEqual(await limit(village, id, 'AS_DUTY'), ['running', '2026-09-20'])
    return id
  }
  unanswered = await asked()
  const [done, suing] = [await asked(), await asked()]
  await village.done(done, 'record-knowledge', { known: 'duty_performed', party: 1 })
  await sued(village, suing)
  assert.deepEqual([(await limit(village, done, 'AS_DUTY'))[0], (await limit(village, suing, 'AS_DUTY'))[0]], ['met', 'stopped'])
})

test('six months are over with the last moment of their last day: the right is lost, and no suit is kept out', async () => {
  await at('08-11', '23:59:59')
  assert.deepEqual(await warned(unsued), [first, ['limit', 1, '2026-08-04T01:00:00.000Z']])
  assert.equal((await limit(village, unsued, 'AS_ASK'))[0], 'running')
  await at('08-12', '00:00:00')
  const lost = await clock(village, unsued, 'AS_ASK')
  assert.deepEqual([lost.state, lost.effect, lost.article, lost.party], ['fired', 'right_lost', '行政诉讼法46', 1])
  // Whether it is late the court says.
  await sued(village, unsued)
  assert.equal((await state(village, unsued)).procedure.at(-1).channel, 'suit')
})

test('two months without an act of the organ: it becomes a task to say that one may sue', async () => {
  await at('09-20', '23:59:59')
  assert.equal((await limit(village, unanswered, 'AS_DUTY'))[0], 'running')
  await at('09-21', '00:00:00')
  const over = await clock(village, unanswered, 'AS_DUTY')
  assert.deepEqual([over.state, over.effect, over.article], ['fired', 'task', '行政诉讼法47'])
  const work = await today(village, unanswered)
  assert.deepEqual([work.rule, work.effect, work.last_day, work.days_left], ['AS_DUTY', 'task', '2026-09-20', -1])
  await sued(village, unanswered)
  assert.equal((await limit(village, unanswered, 'AS_DUTY'))[0], 'stopped', 'nothing is left to be said')
  assert.notEqual((await today(village, unanswered))?.rule, 'AS_DUTY')
})

test('hours run over rest days; before a court from the next full hour, elsewhere from the moment itself', async () => {
  const due = async (who, id, rule) => new Date((await clock(who, id, rule)).due).toISOString()
  // The 1st to the 7th of October are off.
  await at('10-02', '17:59:00')
  const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined }))
  await court.done(id, 'apply-protection', { party: 1 })
  const urgent = await court.register(registration({ source: 'court', manner: 'written', channel: undefined }))
  await court.done(urgent.id, 'apply-protection', { party: 1, urgent: true })
  const held = await police.register(registration({ source: 'police', channel: 'people' }))
  await police.done(held.id, 'relay-aid', { centre: (await site.as('aid.a')).org, parties: [2] })
  assert.equal(await due(court, id, 'PO_72'), '2026-10-05T10:00:00.000Z')
  assert.equal(await due(court, urgent.id, 'PO_24'), '2026-10-03T10:00:00.000Z')
  assert.equal(await clock(court, urgent.id, 'PO_72'), undefined)
  assert.equal(await due(police, held.id, 'LA_RELAY'), '2026-10-03T09:59:00.000Z')
  await at('10-03', '17:59:59')
  assert.deepEqual([(await clock(police, held.id, 'LA_RELAY')).state, (await clock(court, urgent.id, 'PO_24')).state], ['fired', 'running'])
  await at('10-03', '18:00:00')
  const over = await clock(court, urgent.id, 'PO_24')
  assert.deepEqual([over.state, over.effect, over.article], ['fired', 'overdue', '反家庭暴力法28'])
  const [fired] = (await events(court, urgent.id, 'clock_fired')).filter((e) => e.body.clock.rule === 'PO_24')
  assert.equal(fired.to, '2026-10-03T10:00:00.000Z')
  await court.sure(urgent.id, 'rule-protection', { party: 1, granted: true })
  await court.sure(id, 'rule-protection', { party: 1, granted: false })
  assert.equal((await clock(court, id, 'PO_72')).state, 'met')
})

test('a danger is told by the articles that have force in its channel; who confirms, by those of the agreement', async () => {
  const told = async (who, id, danger) => {
    await who.done(id, 'report-danger', { danger, told: '青石派出所' })
    return (await events(who, id, 'danger_reported')).at(-1).body.article
  }
  const mine = (await village.register()).id
  const theirs = (await health.register(registration({ ...medical, channel: 'administrative' }))).id
  const up = (await petition.register({ source: 'petition', manner: 'written', title: '信访', facts: '反映', parties: [{ kind: 'natural', side: 'equal', name: '何建军' }] })).id
  await petition.done(up, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '事由' }] })
  const [threat, home, minor] = ['threat', 'domestic', 'minor']
  assert.deepEqual([await told(village, mine, threat), await told(health, theirs, threat), await told(petition, up, threat)], ['人民调解法25', undefined, '信访工作条例25'])
  assert.deepEqual([await told(village, mine, home), await told(health, theirs, home), await told(petition, up, minor)],
    ['人民调解法25;反家庭暴力法14', '反家庭暴力法14', '信访工作条例25;未成年人保护法11'])

  const agreed = async (who, id, stamps) => {
    await takeUp(who, id)
    await who.done(id, 'draft-agreement', { text: '协议', terms: [duty] })
    for (const party of [1, 2]) await who.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
    await who.sure(id, 'mediator-sign', { agreement: 1 })
    await stamps.sure(id, 'stamp', { agreement: 1 })
    return (await who.clocks(id)).filter((c) => c.rule.startsWith('RT_CONFIRM')).map((c) => [c.rule, c.article])
  }
  assert.deepEqual(await agreed(village, mine, head), [['RT_CONFIRM', '人民调解法33; 民诉法205']])
  const room = (await site.as('room.a'))
  const { id } = await room.register(registration({ source: 'application', channel: 'assigned', category_word: undefined }))
  await takeUp(room, id)
  await room.done(id, 'draft-agreement', { text: '协议', terms: [duty] })
  for (const party of [1, 2]) await room.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  assert.deepEqual((await room.clocks(id)).filter((c) => c.rule.startsWith('RT_CONFIRM')).map((c) => [c.rule, c.article]), [['RT_CONFIRM_ORG', '民诉法205']])
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
