// O2: thirty pre-filing referrals and their papers, from a court's list to what
// came back and what did not, to the day.  Names of tests say which step of the
// journey they show; letters as one PDF are not made.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { freshKey, hejie, openWith, refused, send, sitting } from './lib/client.mjs'
import { imported } from './lib/imports.mjs'
import { csv, gb18030 } from './lib/tables.mjs'

let service, site, court, room, county, village
const ids = []
const lists = []
before(async () => {
  ;({ service, site, clients: [court, room, county, village] } = await openWith({}, 'court.a', 'room.a', 'county.a', 'village.a'))
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const ROOM = '和解示范县人民法院特邀调解室'
const head = ['案号', '法院代码', '收案日期', '案由', '发生地区划代码', '原告', '原告电话', '被告', '标的额', '诉讼请求', '委派单位', '原告同意', '被告同意']
const suit = (i, more = {}) => {
  const row = { court: '999901', cause: '民间借贷', place: '999901001002', who: `原告甲${i}`, phone: `1090020${String(i).padStart(4, '0')}`, to: ROOM, ...more }
  return [`(2026)示0101民诉前调${i}号`, row.court, '2026/4/7', row.cause, row.place, row.who, row.phone, `被告乙${i}`,
    `${i}万元`, `返还借款${i}`, row.to, '是', '是']
}
const four = [{ name: '起诉状', pages: 3, original: true }, { name: '身份证复印件', pages: 2 }, { name: '借条', pages: 1, original: true }, { name: '转账记录', pages: 2 }]
const all = [...Array(30).keys()]
const due = async (who, id, day) => (await who.clocks(id)).find((c) => c.due_on === day && c.state === 'running')
const counts = (list) => Object.fromEntries(Object.entries(list.counts).filter(([, n]) => n > 0))
const brief = (list) => list.map((s) => [s.body, s.score, s.parts.map((p) => [p.part, p.points])])
const batch = (body, query = '') => court.post(`/api/v1/referrals/batch${query}`, body)
const again = (of, more = {}) => ({ reason: '逾期未接收', items: of.map((i) => ({ dispute: ids[i], consents: [1, 2] })), ...more })

// As the court keeps it: nobody is chosen for row 13 yet.
const faulty = all.map((i) => suit(i + 1, i === 6 ? { phone: '' } : i === 18 ? { court: '110101' }
  : i === 25 ? { who: '原告 甲12' } : i === 12 ? { to: '', cause: '邻里', place: '999901001001' } : {}))

test('O2.1 the list is looked at: two faults, one likely the same person; bodies are suggested with reasons, none is chosen', async () => {
  const dry = await imported(court, 'referrals', gb18030(csv([head, ...faulty])), '&dry_run=1')
  assert.deepEqual([dry.coding, counts(dry)], ['gb18030', { faulty: 2, fits: 28 }])
  assert.deepEqual(dry.items.filter((i) => i.faults.length).map((i) => [i.row, i.faults[0].column, i.faults[0].type]),
    [[7, '原告电话', 'missing'], [19, '法院代码', 'another-county']])
  assert.deepEqual(dry.items.filter((i) => i.likely.length).map((i) => [i.row, i.likely]), [[26, [{ row: 12 }]]])
  const [first, ...others] = dry.items[12].suggested
  assert.deepEqual(brief([first]), [[village.org, 70, [['place', 40], ['category', 10], ['load', 20]]]])
  assert.deepEqual(first.parts.map((p) => p.reason), ['发生地在其所在村(社区)', '不限类别', '在办件数:0'])
  assert.deepEqual(others.map((o) => [o.score, o.parts[0].reason]), Array(2).fill([60, '发生地在其辖区']))
  assert.deepEqual(new Set(others.map((o) => o.name)), new Set(['青石镇人民调解委员会', '老周调解工作室']))
  const english = await court.get(`/api/v1/imports/${dry.id}`, { 'Accept-Language': 'en' })
  assert.deepEqual(english.json.items[12].suggested[0].parts.map((p) => p.reason),
    ['it happened in its village or community', 'it takes every category', 'open procedures: 0'])
  assert.deepEqual((await room.read('/api/v1/referrals')).items, [], 'a dry run sends nothing')
})

/** What shows that each party agreed to being sent on. */
const shownBy = async (id) => (await court.timeline(id)).map((e) => e.event).find((e) => e.kind === 'referral_offered')
  .body.consent_proofs.map((p) => [p.party, p.manner, p.on, p.evidence])

test('O2.1 28 go in, two are corrected and sent; the same claimant is linked after a look', async () => {
  const list = await imported(court, 'referrals', gb18030(csv([head, ...faulty])))
  assert.deepEqual(counts(list), { faulty: 2, done: 28 })
  lists.push(list.id)
  // What shows each side's consent may stand beside it.
  const proofs = [...head, '原告同意凭据', '被告同意凭据', '被告同意方式', '被告同意日期']
  const right = await imported(court, 'referrals', csv([proofs, [...suit(7), '同意书7号', '通话记录', '电话', '2026/4/6'], [...suit(19), '同意书19号', '', '', '']]))
  assert.deepEqual(counts(right), { done: 2 })
  ids.push(...list.items.map((i) => i.id))
  ;[ids[6], ids[18]] = right.items.map((i) => i.id)
  assert.equal(new Set(ids).size, 30)
  assert.deepEqual(await shownBy(ids[6]), [[1, 'written', undefined, '同意书7号'], [2, 'phone', '2026-04-06', '通话记录']])
  assert.deepEqual(await shownBy(ids[18]), [[1, 'written', undefined, '同意书19号']])
  const names = async (i) => (await court.dispute(ids[i])).state.party.map((p) => p.name)
  assert.deepEqual([(await names(11))[0], (await names(25))[0]], ['原告甲12', '原告 甲12'], 'a look: the same but for a blank')
  await court.done(ids[25], 'link-disputes', { other: ids[11], kind: 'same_parties', reason: '同一原告' })
  assert.deepEqual((await court.read(`/api/v1/disputes/${ids[25]}/links`)).items.map((l) => [l.id, l.kind]), [[ids[11], 'same_parties']])
})

test('O2.1 whom nobody was chosen for is sent in a batch after a dry one; the proof of consent is each party\'s', async () => {
  const sent = (await room.read('/api/v1/referrals?limit=100')).items.map((r) => r.id)
  assert.deepEqual([sent.length, sent.includes(ids[12])], [29, false])
  const shows = [{ party: 1, manner: 'written', on: '2026-04-06', evidence: '同意书13号' }, { party: 2, manner: 'phone', evidence: '通话记录' }]
  const line = { dispute: ids[12], consents: [1, 2] }
  const one = { items: [line] }
  const wrong = (await batch({ to: room.org, items: [{ ...line, consents: [1], consent_proofs: shows }, { ...line, consents: [3] }] }, '?dry=1')).json.items
  assert.deepEqual(wrong.map((i) => [i.status, i.problem?.field]), [[409, 'consent_proofs'], [409, 'consents']])
  const dry = (await batch(one, '?dry=1')).json.items[0]
  assert.deepEqual([dry.status, dry.problem?.field, dry.suggested[0].body], [409, 'to', village.org], JSON.stringify(dry))
  const chosen = { items: [{ ...line, consent_proofs: shows }], to: room.org }
  assert.equal((await batch(chosen, '?dry=1')).json.items[0].status, 200)
  assert.equal((await court.dispute(ids[12])).state.referral, undefined, 'a dry batch stores nothing')
  assert.equal((await batch(chosen)).json.items[0].status, 200)
  assert.deepEqual(await shownBy(ids[12]), [[1, 'written', '2026-04-06', '同意书13号'], [2, 'phone', undefined, '通话记录']])
  for (const i of [0, 12]) {
    const { body } = (await court.timeline(ids[i])).map((e) => e.event).find((e) => e.kind === 'referral_offered')
    assert.deepEqual(body.consents.map((c) => c.no ?? c), [1, 2])
  }
  for (const id of ids) {
    await court.done(id, 'record-bundle', { pieces: four })
    await court.done(id, 'hand-over-bundle', { bundle: 1, to: room.org })
  }
  for (const id of ids) assert.ok(await due(court, id, '2026-04-10'), 'acceptance is due in three working days')
  const out = (await court.read('/api/v1/bundles?state=out&limit=100')).items
  assert.equal(out.length, 30)
  assert.deepEqual([out[0].pieces, out[0].pages, out[0].missing.length, out[0].missing[0].with, out[0].since], [4, 8, 4, room.org, '2026-04-07'])
  assert.equal(out[0].qr, `hejie:${out[0].code}:1`)
})

test('O2.2 24 accept by signing for the papers, two on line, one declines; three lapse and are designated anew in one act', async () => {
  await site.move('2026-04-08T10:00:00+08:00')
  for (const i of all.slice(0, 24)) await room.done(ids[i], 'accept-referral', { referral: 1 })
  for (const i of all.slice(0, 24)) assert.ok(await due(room, ids[i], '2026-05-08'), 'thirty days from signing for the papers')
  await site.move('2026-04-09T10:00:00+08:00')
  for (const i of [24, 25]) await room.done(ids[i], 'accept-referral', { referral: 1 })
  assert.ok(await due(room, ids[24], '2026-05-09'), 'a Saturday in lieu is worked on')
  await room.done(ids[26], 'refuse-referral', { referral: 1, ground: 'expertise' })
  const state = async (i) => (await court.dispute(ids[i])).state.referral.map((r) => r.state)
  await site.move('2026-04-10T23:59:59+08:00')
  assert.deepEqual(await state(27), ['offered'])
  await site.move('2026-04-11T00:00:01+08:00')
  for (const i of [27, 28, 29]) assert.deepEqual(await state(i), ['lapsed'])
  await site.move('2026-04-13T09:00:00+08:00')

  // Who let it lapse is told so; who is busier comes later.
  const look = (await batch(again([27]), '?dry=1')).json.items[0]
  assert.ok(!look.suggested.some((s) => s.body === room.org), 'others come before who let it lapse')
  const sent = await batch(again([27, 28, 29], { to: county.org }))
  assert.deepEqual(sent.json.items.map((i) => i.status), [200, 200, 200], sent.text)
  for (const i of [27, 28, 29]) assert.deepEqual(await state(i), ['lapsed', 'offered'])
})

test('O2.2 each row of a batch has its own answer: done, there already, not there, no such body, no right', async () => {
  const absent = 'ab'.repeat(16)
  const rows = (answer) => answer.json.items.map((i) => [i.status, i.problem?.type.replace('/problems/', '')])
  const mixed = { to: county.org, reason: '改派', items: [{ dispute: ids[26] }, { dispute: ids[27] }, { dispute: absent }, { dispute: ids[26], to: 'cd'.repeat(16) }] }
  const answer = await batch(mixed)
  assert.deepEqual(rows(answer), [[200, undefined], [409, 'already-done'], [404, 'not-found'], [409, 'no-such-entity']], answer.text)
  assert.equal(answer.json.items[3].problem.field, 'to')
  await county.done(ids[28], 'accept-referral', { referral: 2 })
  const [admin, centre] = await site.all('admin', 'centre.a')
  const post = await admin.post('/api/v1/people', { name: '督办员', org: centre.org, roles: ['supervisor'] })
  const { key } = (await site.key('督办', post.json.id)).json
  const looksOn = await send(`${service.url}/api/v1/referrals/batch`, { method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': freshKey() },
    body: { to: village.org, items: [{ dispute: ids[28] }, { dispute: ids[0] }] } })
  assert.deepEqual(rows(looksOn), [[403, 'not-your-right'], [404, 'not-found']], 'who stands above looks on')
})

test('O2.2 a hundred rows go in one batch, one more is refused whole and says how many', async () => {
  const before = await Promise.all([ids[0], ids[29]].map(async (id) => (await court.dispute(id)).version))
  const rows = (n) => ({ to: county.org, reason: '改派', items: Array.from({ length: n }, (_, i) => ({ dispute: ids[i % 30] })) })
  const refusedWhole = refused(await batch(rows(101)), 400, 'invalid-field', { field: 'items' })
  assert.match(refusedWhole.json.detail, /\b100\b/)
  assert.deepEqual(await Promise.all([ids[0], ids[29]].map(async (id) => (await court.dispute(id)).version)), before)
  const dry = await batch(rows(100), '?dry=1')
  assert.equal(dry.status, 200, dry.text)
  assert.equal(dry.json.items.length, 100)
  for (const i of dry.json.items) assert.ok(i.answer !== undefined || i.problem?.status === i.status, JSON.stringify(i))
})

const agree = async (who, id, parties = [1, 2]) => {
  for (const party of parties) await who.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
}
const begun = async (id) => {
  await agree(room, id)
  await room.done(id, 'accept')
  await room.done(id, 'assign-mediators', { mediators: [{ person: room.person, disclosed: true }] })
}
const settled = async (id, ends, more) => {
  await room.done(id, 'log-session', sitting(ends, 'agreed'))
  await room.done(id, 'draft-agreement', { text: '分期返还', ...more })
  for (const party of [1, 2]) await room.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
}

test('O2.3 the other side is asked within three working days: a refusal ends it, the papers go back at once, the applicant is told', async () => {
  const id = ids[4]
  const asked = (await room.clocks(id)).find((c) => c.rule === 'CT_ASK')
  assert.deepEqual([asked.state, asked.day0, asked.due_on], ['running', '2026-04-08', '2026-04-13'])
  await agree(room, id, [1])
  const said = await room.done(id, 'record-consent', { party: 2, answer: 'refuses', manner: 'phone' })
  assert.ok(['procedure_ended', 'referral_returned'].every((k) => said.kinds.includes(k)), said.kinds.join())
  const { state } = await room.dispute(id)
  assert.deepEqual([state.procedure.at(-1).ground, state.referral[0].state], ['refused', 'returned'])
  assert.equal((await room.clocks(id)).find((c) => c.rule === 'CT_ASK').state, 'met')
  assert.deepEqual(state.notice.filter((n) => n.kind === 'routes').map((n) => [n.party, n.state]), [[1, 'owed'], [2, 'owed']])
  await room.done(id, 'serve-notice', { means: 'handed', notices: state.notice.filter((n) => n.party === 1 && n.state === 'owed').map((n) => n.no) })
  assert.equal((await room.dispute(id)).state.notice.find((n) => n.kind === 'routes' && n.party === 1).done_on, '2026-04-13')
  await room.done(id, 'return-bundle', { bundle: 1 })
})

test('O2.4 the twenty-one days of an appraisal do not count', async () => {
  const id = ids[5]
  await begun(id)
  assert.ok(await due(room, id, '2026-05-08'))
  await room.done(id, 'start-appraisal', { by_outside: '某鉴定中心' })
  const term = (c) => c.rule === 'CT_PRE'
  assert.equal((await room.clocks(id)).find(term).due_on, undefined, 'while it lasts there is no last day')
})

test('O2.4 an extension wants both sides', async () => {
  const id = ids[1]
  for (const party of [1, 2]) await room.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await room.done(id, 'accept')
  const one = await room.ask(id, 'extend-term', { until: '2026-05-20', agreed: [1], reason: '补充证据' })
  assert.equal(one.status, 409, one.text)
  assert.ok(one.json.article)
  await room.done(id, 'extend-term', { until: '2026-05-20', agreed: [1, 2], reason: '补充证据' })
  assert.ok(await due(room, id, '2026-05-20'))
})

test('O2.5 signed by both on the 22nd it binds that day; what the court would refuse is told before', async () => {
  const [first, second] = [ids[7], ids[8]]
  for (const id of [first, second]) await begun(id)
  await site.move('2026-04-22T16:00:00+08:00')
  await settled(first, '2026-04-22T15:00:00+08:00', { terms: [{ kind: 'money', amount: 8_000_000, debtor: 2, due_on: '2026-06-30', text: '返还八万元' }] })
  const { agreement: [one] } = (await room.dispute(first)).state
  assert.deepEqual([one.state, one.effective_on], ['effective', '2026-04-22'])
  const window = (await room.clocks(first)).find((c) => c.rule === 'RT_CONFIRM_ORG')
  assert.deepEqual([window.state, window.due_on, window.effect], ['running', '2026-05-22', 'right_lost'])

  // Ownership: told beforehand, and refused if it is handed in all the same.
  await settled(second, '2026-04-22T15:30:00+08:00', { ownership: true, text: '房屋归甲所有', terms: [{ kind: 'duty', debtor: 2, due_on: '2026-06-30', text: '协助过户' }] })
  await room.done(second, 'check-confirmation', { agreement: 1 })
  const told = (await room.timeline(second)).map((e) => e.event).find((e) => e.kind === 'confirmation_checked')
  assert.deepEqual(told.body.warnings.map((w) => w.text ?? w), ['ownership'])
  const { version } = await room.dispute(second)
  refused(await room.ask(second, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org }, { match: version }),
    409, 'confirmation-barred-matter', { field: 'agreement' })
})

test('O2.4 the appraisal is over after twenty-one days: the term ends twenty-one days later', async () => {
  await site.move('2026-05-03T10:00:00+08:00')
  await room.done(ids[5], 'end-appraisal')
  const term = (await room.clocks(ids[5])).find((c) => c.rule === 'CT_PRE')
  assert.deepEqual([term.state, term.due_on], ['running', '2026-05-29'])
})

test('O2.6 of what failed only facts that both confirmed in writing go along', async () => {
  const id = ids[9]
  await begun(id)
  const said = (how) => ({ text: '借款五万元属实', signatures: [{ party: 1, how: 'signature' }, { party: 2, how }] })
  refused(await room.seen(id, 'confirm-undisputed-facts', said('refused')), 409, 'facts-not-joint')
  await room.done(id, 'confirm-undisputed-facts', said('signature'))
  const report = { closing: 'large_gap', basics: '借款五万元', reason: '利息分歧过大' }
  refused(await room.ask(id, 'report-failure', { ...report, facts: [2] }), 409, 'no-such-entity')
  await room.done(id, 'report-failure', { ...report, facts: [1] })
})

test('O2.6 what failed is not returned while a piece is open without a reason', async () => {
  const id = ids[2]
  const open = await room.ask(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '被告明确拒绝调解' })
  refused(open, 409, 'papers-not-given-back', { field: 'bundles/1/pieces/1', article: '在线15;特邀26' })
  await room.done(id, 'return-bundle', { bundle: 1 })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '被告明确拒绝调解' })
  const row = (await court.read('/api/v1/bundles?state=whole&limit=100')).items.find((b) => b.id === id)
  assert.deepEqual(row.missing, [])
})

test('O2.6 twenty-seven bundles come back; of one a piece is missing', async () => {
  await site.move('2026-05-06T10:00:00+08:00')
  for (const i of all.slice(0, 27)) {
    if (i === 2 || i === 4) continue
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

test('O2.6 a reason lets it go; what one does not have one cannot give', async () => {
  const id = ids[3]
  await court.done(id, 'record-bundle', { pieces: four.slice(0, 2) })
  refused(await room.ask(id, 'hand-over-bundle', { bundle: 2, to: court.org }), 409, 'no-such-entity', { field: 'bundle' })
  refused(await court.ask(id, 'hand-over-bundle', { bundle: 2, to: county.org }), 409, 'receiver-has-no-part', { field: 'to' })
  await court.done(id, 'hand-over-bundle', { bundle: 2, to: room.org, pieces: [{ piece: 1, pages: 2 }, { piece: 2 }] })
  refused(await room.ask(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 9 }] }), 409, 'no-such-entity', { field: 'pieces' })
  refused(await room.ask(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 2, pages: 9 }] }), 409, 'no-such-entity', { field: 'pieces' })
  refused(await room.ask(id, 'return-bundle', { bundle: 7 }), 409, 'no-such-entity', { field: 'bundle' })
  await room.done(id, 'return-bundle', { bundle: 2, pieces: [{ piece: 2 }], reason: '起诉状由当事人取回更正' })
  await room.done(id, 'return-referral', { referral: 1, result: 'not_agreed', reason: '当事人撤回' })
})

test('O2.5 on the last day of the window it is applied for, and confirmed', async () => {
  const first = ids[7]
  await site.move('2026-05-22T16:00:00+08:00')
  await room.sure(first, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  const p = (await court.dispute(first)).state.procedure.find((q) => q.channel === 'confirmation').no
  await court.done(first, 'accept-confirmation', { procedure: p })
  await court.sure(first, 'rule-confirmation', { procedure: p, ruling: 'valid', number: '(2026)示0101民特1号' })
  const { state } = await court.dispute(first)
  assert.equal(state.agreement[0].confirmed, true)
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})

test('O2 the court takes its list back: its own columns as they were sent, and the results behind them', async () => {
  const former = (await court.read('/api/v1/imports?profile=referrals')).items
  assert.deepEqual(former.map((l) => l.rows).sort(), [2, 30])
  assert.deepEqual(former.find((l) => l.id === lists[0]).dry, false)
  const [one] = (await court.read('/api/v1/imports?profile=referrals&limit=1')).items
  const { next } = await court.read('/api/v1/imports?profile=referrals&limit=1')
  const others = (await court.read(`/api/v1/imports?${next}`)).items
  assert.deepEqual([one, ...others], former)
  assert.deepEqual((await village.read('/api/v1/imports?profile=referrals')).items, [], 'another body does not see it')
  const file = async (list, who = court) => fetch(`${service.url}/api/v1/imports/${list}/results.csv`, { headers: who.headers })
  const reply = await file(lists[0])
  assert.equal(reply.status, 200)
  assert.match(reply.headers.get('content-type'), /^text\/csv; charset=utf-8/)
  const bytes = new Uint8Array(await reply.arrayBuffer())
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
  const rows = new TextDecoder().decode(bytes).trimEnd().split('\r\n').map((l) => l.split(','))
  assert.deepEqual(rows[0], [...head, '登记情况', '纠纷编号', '接收单位', '移交情况', '接收日期', '调解结果', '结束日期', '协议生效日期', '司法确认'])
  assert.deepEqual(rows.slice(1).map((r) => r.slice(0, head.length)), faulty, 'the input, to the byte')
  const result = async (i) => {
    const [state, code, ...rest] = rows[i + 1].slice(head.length)
    if (ids[i] && state === '已登记') assert.equal(code, (await court.dispute(ids[i])).code)
    return [state, ...rest]
  }
  assert.deepEqual(await result(7), ['已登记', ROOM, '已接收', '2026-04-08', '达成协议', '', '2026-04-22', '已裁判或裁决'])
  assert.deepEqual((await result(4)).slice(0, 6), ['已登记', ROOM, '已退回', '2026-04-08', '当事人拒绝调解', '2026-04-13'])
  assert.deepEqual((await result(28)).slice(1, 4), ['和解示范县人民调解委员会', '已接收', '2026-04-13'])
  assert.match((await result(6))[0], /^有误;原告电话:/)
  assert.equal((await file(lists[0], village)).status, 404)
})
