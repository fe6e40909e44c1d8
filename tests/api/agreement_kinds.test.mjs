// What an agreement may be: of a part, in versions, with terms that recur, wait
// or are paid by others; how each signs it; what follows, and who rates.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, hejie, openSite, refused, registration, respondent, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, second, head, court
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  const [admin] = await site.all('admin')
  ;[village, second, head, court] = await site.all('village.a', 'village.b', 'village.c', 'court.a')
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', {
    county: '999901', sets: ['agency-powers', 'agreement-terms', 'follow-up-1-3-7', 'several-debtors'] })
  assert.equal(chosen.status, 200, chosen.text)
  await at('03-02', '16:00')
})
after(() => service?.stop())

let minute = 0
const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const state = async (id) => (await village.dispute(id)).state
const terms = async (id, no) => (await state(id)).agreement[no - 1].term
const begun = async (more = {}) => {
  const { id } = await village.register(registration(more))
  await takeUp(village, id)
  return id
}
const draft = (id, list, more = {}) => village.done(id, 'draft-agreement', { text: '协议', terms: list, ...more })
const money = (amount, more = {}) => ({ kind: 'money', amount, debtor: 2, creditor: 1, text: '支付', ...more })
const sign = (id, agreement, party, how = 'signature', more = {}) => village.sure(id, 'sign-agreement', { agreement, party, how, ...more })
async function finished(id, agreement, signers = [1, 2]) {
  for (const party of signers) await sign(id, agreement, party)
  await village.sure(id, 'mediator-sign', { agreement })
  await head.sure(id, 'stamp', { agreement })
  assert.equal((await state(id)).agreement[agreement - 1].state, 'effective')
}
const pay = (id, agreement, term, more = {}) => village.ask(id, 'record-performance', { on: 'term', agreement, term, ...more })
async function paid(...of) {
  const answer = await pay(...of)
  assert.equal(answer.status, 200, answer.text)
}
const events = async (id, kind) => (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === kind)

test('about status nobody signs electronically: no party, no member of a group, by whatever word the category came', async () => {
  const barred = { article: '电子签名法3' }
  for (const [more, bars] of [
    [{ category_word: '婚姻彩礼' }, true], [{ category_word: '分家继承' }, true], [{ category_word: '赡养' }, true],
    [{ category_word: undefined, category_moj: 'HYJT', category_gb: '0199' }, true], [{ category_word: '邻里' }, false],
  ]) {
    const id = await begun(more)
    await draft(id, [money(60_000)])
    const answer = await village.seen(id, 'sign-agreement', { agreement: 1, party: 1, how: 'electronic' })
    if (bars) refused(answer, 409, 'no-electronic-signature', { field: 'how', ...barred })
    else assert.equal(answer.status, 200, answer.text)
    await sign(id, 1, bars ? 1 : 2)
  }
  const roll = async (word) => {
    const { id } = await village.register(registration({ category_word: word, parties: [{ kind: 'group', side: 'applicant', name: '陈家各房', size: 2, representatives: 1 }, respondent] }))
    await takeUp(village, id)
    await village.done(id, 'found-group', { party: 1 })
    await at('03-02', `16:0${++minute}`)
    const { group } = (await state(id)).group[0]
    const tell = async (name, body) => village.post(`/api/v1/groups/${group}/commands/${name}`, body, { headers: await village.sight(`/api/v1/groups/${group}`) })
    assert.equal((await tell('add-members', { members: [{ name: '甲一', amount: 30_000 }, { name: '甲二', amount: 30_000 }] })).status, 200)
    assert.equal((await tell('record-answers', { question: 'offer', answers: [1, 2].map((member) => ({ member, answer: 'agrees', manner: 'oral' })) })).status, 200)
    return { id, tell }
  }
  const family = await roll('分家继承')
  refused(await family.tell('sign-members', { how: 'electronic', members: [1, 2] }), 409, 'no-electronic-signature', { field: 'how', ...barred })
  assert.equal((await family.tell('sign-members', { how: 'signature', members: [1, 2] })).status, 200)
  // Signed on line as neighbours; it turns out to be about an inheritance.
  const near = await roll('邻里')
  assert.equal((await near.tell('sign-members', { how: 'electronic', members: [1, 2] })).status, 200)
  await at('03-02', `16:0${++minute}`)
  await draft(near.id, [money(60_000)])
  await village.sure(near.id, 'correct-category', { category_moj: 'HYJT', category_gb: '0103', reason: '实为分家析产' })
  refused(await village.seen(near.id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' }), 409, 'no-electronic-signature', { field: 'party', ...barred })
})

test('each signs as he can: a hand read to and interpreted, a seal, an agent in his power; a refusal completes nothing', async () => {
  const id = await begun({ parties: [{ ...applicant, communication: ['reading', 'dialect'] }, { kind: 'organisation', side: 'respondent', name: '某合作社' }] })
  await draft(id, [money(60_000)])
  await sign(id, 1, 1, 'thumbprint', { reader: '丁卯读', language: '苗语', interpreter: '戊辰译', witness: '己巳证', before: second.person })
  const [{ body }] = await events(id, 'agreement_signed')
  assert.deepEqual([body.signature.how, body.reader, body.language, body.interpreter, body.witness, body.signature.before],
    ['thumbprint', '丁卯读', '苗语', '戊辰译', '己巳证', second.person])
  await sign(id, 1, 2, 'refused', { text: '要再商量' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  refused(await village.seen(id, 'make-effective', { agreement: 1 }), 409, 'signature-missing', { article: '人民调解法29' })
  refused(await village.seen(id, 'sign-agreement', { agreement: 1, party: 2, how: 'proxy' }), 409, 'agent-missing')
  await village.done(id, 'appoint-agent', { party: 2, kind: 'agent', name: '庚午办', power: 'general', from: '2026-03-02', until: '2026-03-31' })
  refused(await village.seen(id, 'sign-agreement', { agreement: 1, party: 2, how: 'proxy' }), 409, 'special-authorisation-missing')
  await sign(id, 1, 2, 'seal')
  const { agreement: [a] } = await state(id)
  assert.deepEqual([a.state, a.effective_on, a.signature.map((s) => s.how)], ['effective', '2026-03-02', ['thumbprint', 'refused', 'seal']])

  const dropped = await begun()
  await draft(dropped, [money(60_000)])
  await sign(dropped, 1, 2, 'refused', { final: true })
  assert.deepEqual([(await state(dropped)).agreement[0].state, (await state(dropped)).procedure[0].phase], ['dropped', 'mediating'])
})

test('a part is settled by its issue, stands when the rest fails, and is confirmed by itself', async () => {
  const id = await begun()
  await village.done(id, 'record-issue', { party: 1, amount: 80_000, text: '医药费' })
  await village.done(id, 'record-issue', { party: 2, text: '赔礼道歉' })
  refused(await village.ask(id, 'draft-agreement', { issues: [3], text: '协议', terms: [money(80_000)] }), 409, 'no-such-open-issue')
  await draft(id, [money(80_000)], { issues: [1] })
  await finished(id, 1)
  let s = await state(id)
  assert.deepEqual([s.issue.map((i) => i.state), s.procedure[0].phase], [['settled', 'open'], 'mediating'])
  assert.equal((await village.clocks(id)).find((c) => c.rule === 'RT_MED').state, 'running', 'the rest goes on')
  await village.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  await village.done(id, 'end-procedure', { procedure: 1, ground: 'no_agreement' })
  s = await state(id)
  assert.deepEqual([s.procedure[0].ground, s.agreement[0].state, s.issue[1].state], ['no_agreement', 'effective', 'open'])
  assert.equal(s.notice.filter((n) => n.kind === 'routes' && n.state === 'owed').length, 2, 'the other routes for the rest')
  await paid(id, 1, 1, { amount: 80_000 })
})

test('what recurs opens one after the other; what waits is due when what it waits for has come', async () => {
  const id = await begun()
  await draft(id, [
    money(50_000, { every: 'month', times: 3, due_on: '2026-03-31', text: '每月支付五百元' }),
    { kind: 'duty', debtor: 2, text: '清运砖石' },
    money(20_000, { after: 'term', after_term: 2, after_days: 5, text: '清运后补偿' }),
    { kind: 'duty', debtor: 1, after: 'event', after_days: 2, text: '拆模后复原' },
  ])
  await finished(id, 1)
  assert.deepEqual((await terms(id, 1)).map((t) => t.due_on), ['2026-03-31', undefined, undefined, undefined, '2026-03-31'])
  refused(await pay(id, 1, 1, { amount: 50_000 }), 409, 'no-such-term')
  refused(await village.ask(id, 'record-default', { on: 'term', agreement: 1, term: 3 }), 409, 'not-due-yet')
  await paid(id, 1, 2)
  assert.equal((await terms(id, 1))[2].due_on, '2026-03-07')
  await village.done(id, 'record-condition', { agreement: 1, term: 4 })
  assert.equal((await terms(id, 1))[3].due_on, '2026-03-04')
  await paid(id, 1, 5, { amount: 50_000 })
  const next = (await terms(id, 1))[5]
  assert.deepEqual([next.of_term, next.due_on, next.state], [1, '2026-04-30', 'open'])
  // Nobody comes: the month falls due by itself, and the next one comes all the same.
  await at('05-01')
  const { no } = (await village.clocks(id)).find((c) => c.rule === 'RT_CONFIRM')
  assert.deepEqual((await state(id)).notice.filter((n) => n.kind === 'limit' && n.clock === no).map((n) => n.party), [1, 2], 'the days to ask for confirmation were theirs: both were warned')
  const fallen = (await village.clocks(id)).find((c) => c.rule === 'TERM_DUE' && c.due_on === '2026-04-30')
  assert.equal(fallen.state, 'fired')
  assert.equal((await terms(id, 1))[6].due_on, '2026-05-31')
  await village.done(id, 'record-default', { on: 'term', agreement: 1, term: 6 })
  await paid(id, 1, 6, { amount: 50_000 })
  await paid(id, 1, 7, { amount: 50_000 })
  assert.equal((await terms(id, 1)).length, 7, 'three times and no more')
})

test('who else pays: a third person, a guarantor who signed, several in their parts to the fen', async () => {
  const id = await begun({ parties: [applicant, respondent, { kind: 'natural', side: 'assisting', name: '丙寅保' }] })
  await draft(id, [
    money(90_000, { guarantor: 3, payer: '某保险公司', due_on: '2026-06-30' }),
    { ...money(10_001), debtor: undefined, liability: 'several', shares: [{ party: 2, amount: 3_334 }, { party: 3, amount: 6_667 }], due_on: '2026-06-30' },
  ])
  for (const party of [1, 2]) await sign(id, 1, party)
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  refused(await village.seen(id, 'make-effective', { agreement: 1 }), 409, 'guarantor-has-not-signed')
  await sign(id, 1, 3)
  assert.equal((await state(id)).agreement[0].state, 'effective')
  await paid(id, 1, 1, { amount: 90_000, by_outside: '某保险公司' })
  assert.deepEqual((await events(id, 'performed')).at(-1).body.by_outside, '某保险公司')
  refused(await pay(id, 1, 2, { amount: 10_001 }), 409, 'shares-do-not-fit')
  refused(await pay(id, 1, 2, { party: 2, amount: 3_335 }), 409, 'above-what-is-due')
  await paid(id, 1, 2, { party: 2, amount: 3_334 })
  await paid(id, 1, 2, { party: 3, amount: 6_667 })
  assert.deepEqual((await terms(id, 1)).map((t) => [t.state, t.paid]), [['performed', 90_000], ['performed', 10_001]])
})

test('not kept and agreed anew: the new version carries what was paid, and no less may be asked; a supplement leaves the rest', async () => {
  const id = await begun()
  await draft(id, [money(60_000, { due_on: '2026-05-15' }), { kind: 'duty', debtor: 2, text: '道歉' }])
  await finished(id, 1)
  await paid(id, 1, 1, { amount: 20_000, part: true })
  await at('05-16')
  await village.done(id, 'record-default', { on: 'term', agreement: 1, term: 1 })
  await village.done(id, 'urge', { agreement: 1, term: 1, party: 2, manner: 'phone', until: '2026-05-25' })
  const again = (amount, more = {}) => ({ text: '再次协议', terms: [money(amount, { carries: 1, due_on: '2026-07-31' })], ...more })
  refused(await village.ask(id, 'draft-agreement', again(19_999, { replaces: 1 })), 409, 'above-what-is-due')
  await village.done(id, 'draft-agreement', again(70_000, { supplements: 1 }))
  await finished(id, 2)
  let s = await state(id)
  assert.deepEqual(s.agreement.map((a) => [a.state, a.term.map((t) => [t.state, t.paid])]),
    [['effective', [['carried', 20_000], ['open', 0]]], ['effective', [['part', 20_000]]]])
  await paid(id, 1, 2)
  await village.done(id, 'draft-agreement', { text: '三次协议', replaces: 2, terms: [money(65_000, { carries: 1, due_on: '2026-08-31' })] })
  await finished(id, 3)
  s = await state(id)
  assert.deepEqual([s.agreement[1].state, s.agreement[2].term[0].paid, s.agreement[2].carried], ['replaced', 20_000, 20_000])
  refused(await pay(id, 2, 1, { amount: 1 }), 409, 'no-such-term')
  await paid(id, 3, 1, { amount: 45_000 })
  const sums = (await state(id)).performance.filter((p) => !p.missed).reduce((n, p) => n + (p.amount ?? 0), 0)
  assert.equal(sums, 65_000)
})

test('followed up on its days; rated by paper or telephone, never by who handled it, in his name or by another’s hand', async () => {
  await at('06-01', '16:00')
  const id = await begun()
  await village.done(id, 'log-session', sitting('2026-06-01T15:00:00+08:00', 'agreed'))
  await draft(id, [money(60_000, { due_on: '2026-06-30' })])
  await finished(id, 1)
  const follow = async () => (await village.clocks(id)).filter((c) => c.rule.startsWith('FOLLOW')).map((c) => [c.due_on, c.state])
  assert.deepEqual(await follow(), [['2026-06-02', 'running'], ['2026-06-04', 'running'], ['2026-06-08', 'running']])
  await at('06-02')
  await village.done(id, 'record-follow-up', { party: 1, manner: 'phone', text: '履行正常' })
  assert.deepEqual((await follow())[0], ['2026-06-02', 'met'])
  const rate = (who, party, manner, satisfaction, more = {}) => who.ask(id, 'record-satisfaction', { party, manner, satisfaction, ...more })
  refused(await rate(village, 1, 'phone', 'satisfied'), 409, 'rating-by-handler', { field: 'satisfaction' })
  refused(await rate(second, 1, 'phone', 'satisfied', { on_behalf: village.person }), 409, 'rating-by-handler')
  refused(await village.ask(id, 'record-follow-up', { party: 1, manner: 'phone', satisfaction: 'satisfied' }), 409, 'rating-by-handler')
  refused(await rate(second, 1, 'by_code', 'satisfied'), 400, 'invalid-field', { field: 'manner' })
  assert.equal((await rate(second, 1, 'phone', 'satisfied')).status, 200)
  assert.equal((await rate(head, 2, 'written', 'unsatisfied')).status, 200)
  const rated = (await village.timeline(id)).map((e) => e.event).filter((e) => /satisfaction_given$/.test(e.kind))
  assert.deepEqual(rated.map((e) => [e.kind, e.body.party, e.body.manner]), [['satisfaction_given', 1, 'phone'], ['dissatisfaction_given', 2, 'written']])
  assert.equal((await state(id)).procedure[0].phase, 'settled', 'who is not satisfied reopens nothing by it')
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
