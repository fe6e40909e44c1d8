// O5: sixty workers and one debtor: the roll of a group, from the list to the last
// fen, and what one member sees of it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, identityOf, openWith, refused, send } from './lib/client.mjs'
import { imported } from './lib/imports.mjs'
import { openPages } from './lib/public.mjs'
import { sql } from './lib/service.mjs'
import { xlsx } from './lib/tables.mjs'

const yuan = (n) => n * 100
const amountOf = (i) => yuan(3000 + 137 * i)
const name = (i) => `务工${i === 7 ? '　' : i === 31 ? ' ' : ''}甲${String(i).padStart(2, '0')}`
const all = Array.from({ length: 60 }, (_, i) => i + 1)
const NO = [17, 42]

let service, site, village, head, court, neighbour, id, slip, group
before(async () => {
  ;({ service, site, clients: [village, head, court, neighbour] } = await openWith({}, 'village.a', 'village.c', 'court.a', 'neighbour.a'))
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

const on = (day, hour = '10') => site.move(`${day}T${hour}:00:00+08:00`)
const tell = (command, body = {}, options = {}) =>
  village.post(`/api/v1/groups/${group}/commands/${command}`, body, options)
const seen = async (command, body) => tell(command, body, { headers: await village.sight(`/api/v1/groups/${group}`) })
async function done(command, body) {
  const answer = await seen(command, body)
  assert.equal(answer.status, 200, `${command}: ${answer.text}`)
  return answer.json
}
const members = async () => (await village.read(`/api/v1/groups/${group}/members?limit=500`)).items
/** What the dispute holds; zeros are not written. */
const totals = async () => ({
  routes_owed: 0,
  missing: 0,
  ...(await village.dispute(id)).state.group[0],
})
/** Follow-ups are done when simulated time has been moved. */
let minute = 1
async function followed(day) {
  await site.move(`${day}T12:${String(minute++ % 60).padStart(2, '0')}:00+08:00`)
  return totals()
}

test('O5 the roll is founded by its dispute and filled in parts, once', async () => {
  ;({ id, slip } = await village.register({
    source: 'application',
    manner: 'oral',
    channel: 'people',
    category_word: '邻里',
    parties: [
      { kind: 'group', side: 'applicant', name: '六十名务工人员', size: 60, representatives: 3 },
      { kind: 'organisation', side: 'respondent', name: '某劳务公司' },
    ],
  }))
  refused(await village.ask(id, 'found-group', { party: 2 }), 409, 'no-such-group')
  await village.done(id, 'found-group', { party: 1 })
  refused(await village.ask(id, 'found-group', { party: 1 }), 409, 'already-done')
  await on('2026-04-10')
  group = (await totals()).group
  assert.match(group, /^[0-9a-f]{32}$/)

  // Merged heads, amounts as text, two names with a blank inside.
  const list = xlsx([['劳务公司欠薪表', '', '', '', ''], ['序号', '姓名', '联系方式', '工资', '身份证号码'], ['', '', '手机号', '欠薪金额', ''],
    ...all.map((i) => [i, name(i), `109000${10000 + i}`, i % 2 ? `${(amountOf(i) / 100).toLocaleString('en')}元` : amountOf(i) / 100, identityOf(`99999919900101${String(1000 + i).slice(1)}`)])],
  ['A1:E1', 'A2:A3', 'B2:B3', 'E2:E3'])
  const counts = async (query) => Object.fromEntries(Object.entries((await imported(village, 'wages', list, `&target=${group}${query}`)).counts).filter(([, n]) => n > 0))
  assert.deepEqual(await counts('&dry_run=1'), { fits: 60 })
  assert.deepEqual(await counts(''), { done: 60 })
  assert.deepEqual(await counts(''), { done: 60 }, 'sent again it adds nobody')
  refused(await tell('add-members', { members: [{ name: name(4), phone: '10900010004', identity: identityOf('99999919900101004'), amount: 1 }] }), 409, 'already-done')
  const count = await followed('2026-04-10')
  assert.deepEqual([count.members, count.owed], [60, yuan(430_710)])
  const rows = await members()
  assert.deepEqual([rows.length, rows[22].name, rows[22].amount], [60, name(23), amountOf(23)])
})

test('O5 no body without a part sees the roll', async () => {
  refused(await neighbour.get(`/api/v1/groups/${group}/members`), 404, 'not-found')
  refused(await neighbour.get(`/api/v1/groups/${group}`), 404, 'not-found')
  refused(await neighbour.post(`/api/v1/groups/${group}/commands/add-members`, { members: [] }), 404, 'not-found')
  refused(await village.post(`/api/v1/groups/${group}/commands/admit-body`, { org: neighbour.org }), 404, 'not-found')
})

test('O5 a stream of another kind is not found, to the byte', async () => {
  const shown = async (who, path) => {
    const { status, text } = await who.get(`/api/v1/${path}`)
    return { status, text }
  }
  const none = await shown(village, `disputes/${'9'.repeat(32)}/timeline`)
  assert.equal(none.status, 404, none.text)
  const site0 = `${'0'.repeat(31)}1`
  for (const what of ['timeline', 'clocks', 'attachments', 'names', 'commands', 'dossier', 'suggestions'])
    for (const other of [group, site0, village.org])
      assert.deepEqual(await shown(village, `disputes/${other}/${what}`), none, `${what} ${other}`)
  assert.deepEqual(await shown(neighbour, `disputes/${site0}/timeline`), none)
  for (const path of [`disputes/${group}`, `groups/${id}/members`, `reviews/${id}/timeline`, `compacts/${id}`])
    assert.deepEqual(await shown(village, path), none, path)
})

test('O5 legal aid on the 13th, hardship is not checked', async () => {
  const aid = await site.as('aid.a')
  await on('2026-04-13')
  const opened = await aid.post(`/api/v1/disputes/${id}/commands/aid-apply`, { matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant', text: '拖欠工资' },
    { headers: { 'Dispute-Code': slip.code, 'Dispute-Secret': slip.secret } })
  assert.equal(opened.status, 200, opened.text)
  const p = (await aid.dispute(id)).state.procedure.find((q) => q.channel === 'legal_aid').no
  await aid.done(id, 'aid-grant', { procedure: p })
  const { state } = await aid.dispute(id)
  assert.equal(state.procedure.find((q) => q.no === p).stage, 'aid_granted')
})

test('O5 three are elected, one dies and his heir steps in', async () => {
  refused(
    await tell('elect-representatives', { elected: [1, 2, 3], votes: [{ manner: 'online', n: 61 }] }),
    409,
    'more-votes-than-members',
  )
  await done('elect-representatives', {
    elected: [1, 2, 4],
    votes: [
      { manner: 'online', n: 51 },
      { manner: 'phone', n: 6 },
      { manner: 'written', n: 3 },
    ],
  })
  await done('revoke-representative', { member: 4, reason: '本人请辞' })
  refused(await tell('revoke-representative', { member: 4, reason: '重复' }), 409, 'no-such-member')
  await done('elect-representatives', { elected: [1, 2, 3], votes: [{ manner: 'online', n: 60 }] })
  await on('2026-04-18')
  await done('succeed-member', { member: 30, heir: { name: '继承人乙' }, reason: '死亡证明' })
  refused(await seen('succeed-member', { member: 30, heir: { name: '另一人' }, reason: '重复' }), 409, 'no-such-member')
  const rows = await members()
  assert.deepEqual([rows[29].status, rows[60].heir_of, rows[60].amount], ['died', 30, yuan(7110)])
  const count = await followed('2026-04-18')
  assert.deepEqual([count.members, count.representatives, count.owed], [60, 3, yuan(430_710)])
})

test('O5 the agreement binds those who said yes, when each has signed', async () => {
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
  const now = all.filter((i) => i !== 30).concat(61)
  const yes = now.filter((i) => !NO.includes(i))
  await done('record-answers', {
    question: 'offer',
    answers: now.map((i) => ({ member: i, answer: NO.includes(i) ? 'refuses' : 'agrees', manner: i % 7 ? 'online' : 'phone' })),
  })
  let count = await followed('2026-04-18')
  assert.deepEqual([count.yes, count.no, count.agreed, count.routes_owed], [58, 2, yuan(416_627), 2])
  await village.done(id, 'draft-agreement', {
    text: '分两期支付',
    terms: [
      { kind: 'money', amount: 20_831_350, debtor: 2, due_on: '2026-05-15', text: '百分之五十' },
      { kind: 'money', amount: 20_831_350, debtor: 2, due_on: '2026-06-30', text: '其余' },
    ],
  })
  await on('2026-04-22')
  await village.sure(id, 'sign-agreement', { agreement: 1, party: 2, how: 'seal' })
  await done('sign-members', { how: 'signature', members: yes.slice(0, 40) })
  refused(await seen('sign-members', { how: 'signature', members: [17] }), 409, 'member-did-not-accept')
  refused(
    await tell('record-answers', { question: 'offer', answers: [{ member: yes[0], answer: 'refuses', manner: 'phone' }] }),
    409,
    'party-has-signed',
  )
  await followed('2026-04-22')
  const { version } = await village.dispute(id)
  refused(
    await village.ask(id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' }, { match: version }),
    409,
    'signature-missing',
  )
  await on('2026-04-24')
  await done('sign-members', { how: 'thumbprint', members: yes.slice(40) })
  count = await followed('2026-04-24')
  assert.equal(count.signatures, 58)
  await village.sure(id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  const { state } = await village.dispute(id)
  assert.equal(state.agreement[0].effective_on, '2026-04-24')
  const window = (await village.clocks(id)).find((c) => c.rule === 'RT_CONFIRM')
  assert.deepEqual([window.derivation.raw_end, window.due_on], ['2026-05-24', '2026-05-25'])
})

test('O5 a member is told his next day, and of the others how many have answered', async () => {
  const rows = await members()
  const { code } = await village.dispute(id)
  const look = async (no) => (await send(`${service.url}/api/v1/member-line`, { method: 'POST', body: { code, secret: rows[no - 1].code } })).json
  const mine = await look(23)
  assert.deepEqual([mine.members, mine.answered, mine.next_on, mine.next_what], [60, 60, '2026-05-15', 'payment'])
  const no = await look(17)
  assert.deepEqual([no.answered, no.next_on, no.next_what, no.next_rule], [60, '2026-05-25', 'limit', 'RT_CONFIRM'], 'who said no is paid nothing')
  const page = await openPages(service).send('/public/member', { code, secret: rows[22].code })
  assert.match(page.text, /下一个日子<\/dt><dd>2026年5月15日,应付款的最后一天/)
  assert.match(page.text, /60人,60人已经答复/)
})

test('O5 who said no is told the other routes before the matter closes', async () => {
  const owed = (await village.dispute(id)).state.notice.filter((n) => n.state === 'owed').map((n) => n.no)
  if (owed.length > 0) await village.done(id, 'serve-notice', { means: 'handed', notices: owed })
  refused(await village.ask(id, 'close'), 409, 'notice-owed')
  await done('serve-routes', { means: 'handed', members: NO })
  assert.equal((await followed('2026-04-24')).routes_owed, 0)
})

test('O5 it is confirmed; what is paid is shared to the fen', async () => {
  await village.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
  await on('2026-04-26')
  // The court has a part now, and sees the roll.
  assert.equal((await court.read(`/api/v1/groups/${group}/members?limit=500`)).items.length, 61)
  const p = (await court.dispute(id)).state.procedure.find((q) => q.channel === 'confirmation').no
  await court.done(id, 'accept-confirmation', { procedure: p })
  await court.sure(id, 'rule-confirmation', { procedure: p, ruling: 'valid' })

  await on('2026-05-15')
  await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 20_831_350 })
  await done('record-payment', { amount: 20_831_350 })
  let rows = await members()
  assert.equal(rows[22].paid, amountOf(23) / 2)
  for (const m of rows) assert.equal(m.paid, m.signed_on ? m.amount / 2 : 0, `member ${m.no}`)
  assert.equal((await followed('2026-05-15')).paid, 20_831_350)

  await on('2026-07-01')
  await done('report-receipt', { member: 23, missing: true })
  await village.done(id, 'record-default', { on: 'term', agreement: 1, term: 2 })
  assert.equal((await followed('2026-07-01')).missing, 1)
  await on('2026-08-17')
  await village.done(id, 'record-performance', { on: 'term', agreement: 1, term: 2, amount: 20_831_350 })
  refused(await tell('record-payment', { amount: 20_831_351 }), 409, 'above-what-is-due')
  // In three parts that divide badly.
  for (const amount of [7, 10_000_001, 20_831_350 - 7 - 10_000_001]) await done('record-payment', { amount })
  await done('report-receipt', { member: 23 })
  rows = await members()
  for (const m of rows) assert.equal(m.paid, m.signed_on ? m.amount : 0, `member ${m.no}`)
  const count = await followed('2026-08-17')
  assert.deepEqual([count.paid, count.agreed, count.missing], [yuan(416_627), yuan(416_627), 0])
})

test('O5 a member sees his own line and nothing of anybody else', async () => {
  const rows = await members()
  const { code } = await village.dispute(id)
  const look = (secret, c = code) =>
    send(`${service.url}/api/v1/member-line`, { method: 'POST', body: { code: c, secret } })
  const mine = await look(rows[22].code)
  assert.equal(mine.status, 200, mine.text)
  assert.deepEqual([mine.json.no, mine.json.name, mine.json.amount], [23, name(23), yuan(6151)])
  const said = mine.text + JSON.stringify([...mine.headers])
  for (const m of rows.filter((r) => r.no !== 23)) {
    assert.ok(!said.includes(m.name), m.name)
    assert.ok(!said.includes(String(m.amount)), `amount of ${m.no}`)
    assert.ok(!said.includes(m.code))
  }
  assert.ok(!said.includes('41662700') && !said.includes('43071000'))
  refused(await look(rows[22].code === '0000000000' ? '0000000001' : '0000000000'), 404, 'not-found')
  refused(await look(rows[22].code, `${code.slice(0, -1)}!`), 404, 'not-found')
})

test('O5 whether the money came a member says on his own page, by what opened it and nothing else', async () => {
  const rows = await members()
  const { code } = await village.dispute(id)
  const party = openPages(service)
  const says = async (page, missing) => party.post('/public/receipt', { ...party.hidden(page, '/public/receipt'), missing })
  const line = await party.send('/public/member', { code, secret: rows[23].code })
  assert.equal(line.status, 200, line.text)
  const told = await says(line, '1')
  assert.equal(told.status, 200, told.text)
  assert.match(told.text, /您说过没有收到钱,已记下/)
  assert.deepEqual((await members()).filter((m) => m.missing).map((m) => m.no), [24])
  const event = (await sql(service.database, `SELECT bytes FROM hejie.event WHERE stream = '${group}' AND kind = 'receipt_reported' ORDER BY seq DESC LIMIT 1`))[0][0]
  assert.equal(JSON.parse(event).actor, 'party')
  assert.equal((await says(told, '0')).status, 200)
  assert.deepEqual((await members()).filter((m) => m.missing), [])
  // Not without his own code, nor with one that somebody made up.
  const bare = party.hidden(line, '/public/receipt')
  assert.equal((await party.post('/public/receipt', { form: bare.form, missing: '1' })).status, 400)
  assert.equal((await party.post('/public/receipt', { ...bare, door: `${bare.door.slice(0, -1)}!`, missing: '1' })).status, 400)
  // Who said no has nothing to get, and is not asked.
  const no = await party.send('/public/member', { code, secret: rows[16].code })
  assert.ok(!no.text.includes('/public/receipt'))
  refused(await tell('receipt-by-code', { missing: true }), 404, 'not-found')
})

test('O5 a wrong entry is put right under the member’s own key; the rows can be made again', async () => {
  refused(await tell('correct-member', { member: { member: 5, name: '更正名' }, reason: '录错' }), 428, 'if-match-missing')
  await done('correct-member', { member: { member: 5, name: '更正名' }, reason: '录错' })
  const row = (await members())[4]
  assert.deepEqual([row.name, row.amount], ['更正名', amountOf(5)])
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
