// Every way in which a petition ends, each to its state, its article, the paper
// it owes, and what may be asked afterwards; what is no end at all.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openLaw, refused } from './lib/client.mjs'

let service, site, office, bureau, bureauHead, reviewer, rechecker, township, admin
before(async () => {
  ;({ service, site, clients: [office, bureau, bureauHead, reviewer, rechecker, township, admin] } = await openLaw('petition.a', 'organ.a', 'organ.c',
    'land.a', 'market.a', 'township.a', 'admin'))
})
after(() => service?.stop())

const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const state = async (id) => (await office.dispute(id)).state
const row = async (id) => (await office.read('/api/v1/petitions?all=1&limit=200')).items.find((p) => p.id === id)
const limit = async (id, rule) => (await office.clocks(id)).filter((c) => c.rule === rule).map((c) => [c.state, c.due_on]).at(-1)
const owed = async (id, kind) => (await state(id)).notice.filter((n) => n.kind === kind && n.state === 'owed').map((n) => n.no)
async function serve(who, id, kind) {
  const notices = await owed(id, kind)
  assert.ok(notices.length > 0, `${kind} is owed`)
  await who.done(id, 'serve-notice', { means: 'handed', notices })
}
const opinion = { outcome: 'refused', request: '要求安置', grounds: '已经安置', opinion: '不予支持', basis: '安置办法第八条' }
const rights = { rights: '收到之日起三十日内可以请求复查、复核', review_days: 30 }

async function registered(more = {}) {
  const { id } = await office.register({
    source: 'petition', manner: 'written', title: '安置信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '何建军', phone: '10900000011' }],
  })
  await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '房屋被拆未安置' }], ...more })
  return id
}
async function handled(more) {
  const id = await registered(more)
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  return id
}
/** Over, by this end, and nothing is left to be served. */
async function over(id, end, ground, kind) {
  if (kind) {
    refused(await office.ask(id, 'close'), 409, 'notice-owed')
    await serve(office, id, kind)
  }
  for (const k of ['petition_told', 'routes']) if ((await owed(id, k)).length) await serve(office, id, k)
  const { live, ended } = await row(id)
  assert.deepEqual([live, ended, (await state(id)).procedure[0].ground], [false, end, ground])
  await office.done(id, 'close', { procedure: 1 })
  assert.equal((await office.dispute(id)).closed, true)
}
const ends = (id, end, more = {}, who = office) => who.seen(id, 'end-petition', { end, ...more })

test('T_ROUTE: each of the four ways out, told in writing before it ends, by its own article', async () => {
  await at('03-02')
  for (const [matter, way, article] of [
    ['civil_judgment', 'litigation', '信访工作条例31(一)'],
    ['labour_dispute', 'arbitration', '信访工作条例31(二)'],
    [undefined, 'party_appeal', '信访工作条例31(三)'],
    [undefined, 'administrative', '信访工作条例31(四)'],
  ]) {
    const id = await registered(matter ? { matter, class: undefined } : {})
    await office.done(id, 'route-petition', matter ? {} : { way })
    const routed = (await office.timeline(id)).map((e) => e.event).find((e) => e.kind === 'petition_routed')
    assert.deepEqual([(await row(id)).way ?? (await state(id)).petition[0].way, routed.body.article], [way, article])
    refused(await ends(id, 'route'), 409, 'notice-owed')
    await serve(office, id, 'petition_told')
    assert.equal((await ends(id, 'route')).status, 200)
    await over(id, 'route', 'other_forum')
  }
  const sixth = await registered()
  refused(await office.ask(sixth, 'route-petition', { way: 'opinion' }), 409, 'way-does-not-fit', { article: '信访工作条例31' })
})

test('T_DUTY and T_SUGGEST: a duty is performed or answered, a suggestion answered, each in writing', async () => {
  const duty = await registered({ matter: 'pollution', class: undefined })
  await office.done(duty, 'accept-petition')
  assert.equal(await limit(duty, 'XF_HANDLE'), undefined, 'the sixty days are of an opinion only')
  assert.equal((await ends(duty, 'duty', { text: '已责令改正' })).status, 200)
  await over(duty, 'duty', 'decided', 'petition_reply')
  const idea = await registered({ class: 'suggestion' })
  await office.done(idea, 'accept-petition')
  refused(await ends(idea, 'duty'), 409, 'way-does-not-fit')
  assert.equal((await ends(idea, 'suggestion', { text: '已采纳' })).status, 200)
  await over(idea, 'suggestion', 'decided', 'petition_reply')
})

test('T_OPINION and T_REVIEW: nobody asks in thirty days of receipt, over a holiday; not served, nothing runs', async () => {
  await at('03-03')
  const id = await handled()
  await bureau.done(id, 'issue-opinion', { ...opinion, ...rights })
  assert.deepEqual(await limit(id, 'XF_REV_ASK'), ['awaiting_service', undefined])
  assert.equal((await row(id)).notice_zh, '未送达,时限未起算')
  const waiting = (await bureau.read('/api/v1/service?limit=200')).items.find((l) => l.id === id && l.kind === 'petition_opinion')
  assert.equal(waiting.limit_not_running, true, 'the list of what is to be served says so')
  await at('03-06')
  await serve(bureau, id, 'petition_opinion')
  const served = async () => [(await row(id)).act, (await row(id)).notice]
  assert.deepEqual(await served(), ['serve', undefined], 'what else is to be served is not called served')
  await serve(office, id, 'petition_told')
  assert.deepEqual(await served(), ['ask_review', 'served'])
  // Raw 04-05 is 清明; the 6th is off, too.
  assert.deepEqual(await limit(id, 'XF_REV_ASK'), ['running', '2026-04-07'])
  await at('04-07', '23:59')
  assert.equal((await row(id)).live, true)
  await at('04-08', '00:01')
  await over(id, 'opinion', 'decided')
  refused(await office.ask(id, 'request-review', { party: 1, to: reviewer.org }), 409, 'asked-too-late', { article: '信访工作条例35' })

  const reviewed = await handled()
  await bureau.done(reviewed, 'issue-opinion', { ...opinion, ...rights })
  await serve(bureau, reviewed, 'petition_opinion')
  await office.done(reviewed, 'request-review', { party: 1, to: reviewer.org })
  await reviewer.done(reviewed, 'record-petition-hearing', { began_on: '2026-04-08', ended_on: '2026-04-08' })
  assert.deepEqual(await limit(reviewed, 'XF_REV_DO'), ['running', '2026-05-08'], 'no article takes a hearing out of the review')
  await reviewer.done(reviewed, 'issue-review', { ...opinion, ...rights })
  await serve(reviewer, reviewed, 'petition_review')
  await at('05-09', '00:01')
  await over(reviewed, 'review', 'decided')
  refused(await office.ask(reviewed, 'request-recheck', { party: 1, to: rechecker.org }), 409, 'asked-too-late', { article: '信访工作条例36' })
})

test('T_FINAL: the days of a hearing are taken out of the re-check; after it only what is new is taken up', async () => {
  await at('05-11')
  const id = await handled()
  await bureau.done(id, 'record-petition-hearing', { began_on: '2026-05-11' })
  await at('05-14')
  await bureau.done(id, 'record-petition-hearing', { ended_on: '2026-05-14' })
  assert.deepEqual(await limit(id, 'XF_HANDLE'), ['running', '2026-07-10'], 'nor out of the sixty days')
  await bureau.done(id, 'issue-opinion', { ...opinion, ...rights })
  await serve(bureau, id, 'petition_opinion')
  await office.done(id, 'request-review', { party: 1, to: reviewer.org })
  await reviewer.done(id, 'issue-review', { ...opinion, ...rights })
  await serve(reviewer, id, 'petition_review')
  refused(await office.ask(id, 'request-recheck', { party: 1, to: reviewer.org }), 409, 'reviewed-by-the-same-organ')
  await office.done(id, 'request-recheck', { party: 1, to: rechecker.org })
  assert.deepEqual(await limit(id, 'XF_CHK_DO'), ['running', '2026-06-15'])
  await rechecker.done(id, 'record-petition-hearing', { began_on: '2026-05-14' })
  assert.deepEqual(await limit(id, 'XF_CHK_DO'), ['running', undefined], 'while it lasts there is no last day')
  await at('05-18')
  await rechecker.done(id, 'record-petition-hearing', { ended_on: '2026-05-18' })
  assert.deepEqual(await limit(id, 'XF_CHK_DO'), ['running', '2026-06-17'])
  await rechecker.done(id, 'issue-recheck', { ...opinion, rights: '复核意见为终局,同一事实和理由不再受理' })
  await serve(rechecker, id, 'petition_recheck')
  await over(id, 'final', 'decided')
  refused(await office.ask(id, 'register-petition', { class: 'appeal', rests_on: [{ fact: 1 }] }), 409, 'same-facts-and-reasons', { article: '信访工作条例36' })
  await township.ask(id, 'record-aftercare', { text: '未参与' }).then((a) => assert.equal(a.status, 404))
  await office.done(id, 'record-aftercare', { text: '走访帮扶' })
  assert.equal((await row(id)).live, false, 'aftercare opens nothing')
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ text: '新发现的安置协议' }] })
  assert.equal((await state(id)).petition.length, 2)
})

test('T_SETTLE: both agree, the organ brings them together; it ends when the agreement holds, and is watched', async () => {
  const { id } = await office.register({
    source: 'petition', manner: 'written', title: '噪声信访', facts: '夜间噪声',
    parties: [{ kind: 'natural', side: 'applicant', name: '何建军' }, { kind: 'organisation', side: 'respondent', name: '某加工厂' }],
  })
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ text: '夜间噪声' }] })
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  const terms = { text: '夜间停工', terms: [{ kind: 'duty', debtor: 2, due_on: '2026-06-30', text: '夜间停工' }] }
  refused(await bureau.ask(id, 'draft-agreement', terms), 409, 'consent-missing', { article: '信访工作条例33' })
  for (const party of [1, 2]) await bureau.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await bureau.done(id, 'assign-mediators', { mediators: [{ person: bureau.person, disclosed: true }] })
  await bureau.done(id, 'draft-agreement', terms)
  refused(await ends(id, 'settle', {}, bureau), 409, 'not-effective', { article: '信访工作条例33' })
  for (const party of [1, 2]) await bureau.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await bureau.sure(id, 'mediator-sign', { agreement: 1 })
  assert.equal((await ends(id, 'settle', { text: '达成协议' }, bureau)).status, 200)
  assert.equal((await limit(id, 'XF_HANDLE'))[0], 'stopped')
  await bureau.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1 })
  await over(id, 'settle', 'settled')
})

test('T_DUP and T_WITHDRAW: a repeat is told with its article; a withdrawal ends it and bars nothing', async () => {
  const id = await registered()
  refused(await office.ask(id, 'register-petition', { class: 'appeal' }), 409, 'petition-in-progress', { article: '信访工作条例19' })
  await office.done(id, 'record-repeat', { text: '又来信' })
  assert.equal((await owed(id, 'petition_refused')).length, 1)
  assert.equal((await ends(id, 'duplicate', { text: '上级已受理' })).status, 200)
  await over(id, 'duplicate', 'declined', 'petition_refused')
  const gone = await handled()
  await bureau.done(gone, 'withdraw', { procedure: 1, parties: [1], text: '撤回' })
  await over(gone, 'withdrawn', 'withdrawn')
  await office.done(gone, 'register-petition', { class: 'appeal', rests_on: [{ fact: 1 }] })
})

test('T_LEGAL: law and litigation only, each condition of the county’s list, handed to whom goes on with care', async () => {
  const checklist = ['legal_procedures_exhausted', 'claims_handled', 'help_given', 'still_repeated', 'decided_by_competent_level', 'handed_to_local_body']
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['petition-termination'] })
  assert.equal(chosen.status, 200, chosen.text)
  const ordinary = await registered()
  refused(await office.seen(ordinary, 'terminate-petition', { handed_to: township.org, checklist }), 409, 'not-of-law-and-litigation', { article: '信访工作条例28' })
  const id = await registered({ matter: 'criminal_judgment', class: undefined })
  // Each process of the service learns of the choice a moment later.
  const few = { handed_to: township.org, checklist: checklist.slice(1) }
  const deadline = Date.now() + 30_000
  let answer
  do answer = await office.post(`/api/v1/disputes/${id}/commands/terminate-petition?dry=1`, few, { headers: await office.sight(`/api/v1/disputes/${id}`) })
  while (answer.status === 200 && Date.now() < deadline)
  refused(answer, 409, 'termination-checklist')
  await office.sure(id, 'terminate-petition', { handed_to: township.org, checklist, decided_by: '省委政法委' })
  await over(id, 'legal', 'terminated', 'petition_terminated')
  await township.done(id, 'record-aftercare', { text: '走访帮扶' })
  refused(await office.ask(id, 'register-petition', { class: 'appeal' }), 409, 'same-facts-and-reasons')
})

test('a written promise to stop is no termination: no paper says so, nothing is barred, it is opened again', async () => {
  const id = await handled()
  for (const end of ['legal', 'final', 'opinion']) refused(await ends(id, end, {}, bureau), 409, 'ground-not-fit')
  assert.equal((await ends(id, 'undertaking', { text: '息诉承诺书' }, bureau)).status, 200)
  assert.equal((await owed(id, 'petition_terminated')).length, 0)
  assert.deepEqual([(await row(id)).ended, (await state(id)).procedure[0].ground], ['undertaking', 'undertaking'])
  await bureau.done(id, 'reopen', { procedure: 1, reason: '反悔' })
  assert.equal((await row(id)).live, true)
  assert.equal((await ends(id, 'undertaking', {}, bureau)).status, 200)
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ fact: 1 }] })
})

test('five come in person at most; an extension is thirty days in all and told with its reason', async () => {
  const { id } = await office.register({ source: 'petition', manner: 'oral', title: '集体', facts: '集体来访', parties: [{ kind: 'group', side: 'equal', name: '业主', size: 30, representatives: 5 }] })
  refused(await office.ask(id, 'register-petition', { class: 'appeal', form: 'visit', visitors: 6 }), 409, 'too-many-representatives', { article: '信访工作条例20', field: 'visitors' })
  await office.done(id, 'register-petition', { class: 'appeal', form: 'visit', visitors: 5 })
  const taken = await handled()
  refused(await bureau.ask(taken, 'extend-handling', { days: 10, reason: '复杂' }), 409, 'extension-not-allowed', { article: '信访工作条例34' })
  await bureauHead.done(taken, 'extend-handling', { days: 20, reason: '案情复杂' })
  refused(await bureauHead.ask(taken, 'extend-handling', { days: 11, reason: '案情复杂' }), 409, 'extension-above-cap', { article: '信访工作条例34' })
  assert.equal((await owed(taken, 'petition_extended')).length, 1)
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
