// Lists as people have them: orders of a hotline, a court's list, a roll of
// wages, people; looked at, put right, sent again, each row once.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused } from './lib/client.mjs'
import { imported, send } from './lib/imports.mjs'
import { startService, sql } from './lib/service.mjs'
import { csv, gb18030, xlsx } from './lib/tables.mjs'

let service, site, seat, court, village, room, county, admin, neighbour
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[seat, court, village, room, county, neighbour] = await site.all('hotline.a', 'court.a', 'village.a', 'room.a', 'county.a', 'neighbour.a')
  admin = await site.as('admin')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const counts = (list) => Object.fromEntries(Object.entries(list.counts).filter(([, n]) => n > 0))
const disputes = async () => Number((await sql(service.database, "SELECT count(*) FROM hejie.head WHERE kind = 'dispute'"))[0][0])

const orderHead = ['工单编号', '受理时间', '诉求人', '联系电话', '标题', '诉求内容', '涉及金额', '被反映对象', '被反映对象类型']
const order = (i, more = {}) => {
  const row = {
    no: `热2026-${String(i).padStart(4, '0')}`, on: '2026/4/6', who: `来电${'甲乙丙丁戊己庚辛'[i % 8]}${i}`, phone: `1090000${1000 + i}`,
    title: `第${i}件`, facts: `夜间施工,扰民${i}`, money: '１，２００元', against: `施工队${i}`, kind: '自然人', ...more,
  }
  return [row.no, row.on, row.who, row.phone, row.title, row.facts, row.money, row.against, row.kind]
}

test('a GB18030 list as a spreadsheet saves it goes in without editing', async () => {
  const file = gb18030(csv([orderHead, ...[1, 2, 3, 4].map((i) => order(i)), order(5, { money: '约五千' }), order(6, { who: '' })]))
  const before = await disputes()
  const dry = await imported(seat, 'orders', file, '&dry_run=1')
  assert.deepEqual([dry.state, dry.coding, dry.rows, counts(dry)], ['checked', 'gb18030', 6, { faulty: 2, fits: 4 }])
  assert.deepEqual(dry.items[4].faults.map((f) => [f.column, f.type]), [['涉及金额', 'not-an-amount']])
  assert.deepEqual(dry.items[5].faults.map((f) => [f.column, f.type]), [['诉求人', 'missing']])
  assert.equal(await disputes(), before, 'a dry run stores nothing')

  const done = await imported(seat, 'orders', file)
  assert.equal(done.id, dry.id, 'the same file is the same list')
  assert.deepEqual(counts(done), { faulty: 2, done: 4 })
  assert.equal(await disputes(), before + 4)
  const first = await seat.dispute(done.items[0].id)
  assert.equal(first.code, done.items[0].code)
  assert.equal(first.state.claim, 120000)
  assert.deepEqual(first.state.party.map((p) => p.name), ['来电乙1', '施工队1'])

  // The same again, and the corrected file with the good rows still in it.
  assert.deepEqual(counts(await imported(seat, 'orders', file)), { faulty: 2, done: 4 })
  const right = gb18030(csv([orderHead, ...[1, 2, 3, 4].map((i) => order(i)), order(5, { money: '5千元' }), order(6)]))
  const again = await imported(seat, 'orders', right)
  assert.deepEqual(counts(again), { done: 6 })
  assert.equal(await disputes(), before + 6, 'four were there, two are new')
  assert.equal(again.items[0].id, done.items[0].id)
})

test('what did not go in comes back as the same file with reasons', async () => {
  const list = await imported(seat, 'orders', csv([orderHead, order(7), order(8, { on: '昨天', title: '=1+1' })]))
  const answer = await seat.get(`/api/v1/imports/${list.id}/faults.csv`)
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers.get('content-type'), /^text\/csv/)
  const bytes = new Uint8Array(await (await fetch(`${service.url}/api/v1/imports/${list.id}/faults.csv`, { headers: seat.headers })).arrayBuffer())
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).split('\r\n')
  assert.equal(lines[0], `${orderHead.join(',')},原因`)
  assert.match(lines[1], /^热2026-0008,昨天,.*"'=1\+1".*受理日期:不是日期$/)
  assert.equal(lines.length, 3)
  const [log] = await sql(service.database, `SELECT count(*) FROM hejie.read_log WHERE what = 'import'`)
  assert.ok(Number(log[0]) >= 1)
  refused(await neighbour.get(`/api/v1/imports/${list.id}`), 404, 'not-found')
  refused(await neighbour.get(`/api/v1/imports/${list.id}/faults.csv`), 404, 'not-found')
  const [[cells]] = await sql(service.database, 'SELECT string_agg(cells || coalesce(body, \'\'), \'\') FROM hejie.import_row')
  assert.doesNotMatch(cells, /来电|施工/, 'cells are sealed')
})

test('a roll of wages as a workbook: merged heads, amounts as text, names with blanks', async () => {
  const { id } = await village.register({
    source: 'application', manner: 'oral', channel: 'people', category_word: '邻里',
    parties: [
      { kind: 'group', side: 'applicant', name: '六十名务工人员', size: 60, representatives: 3 },
      { kind: 'organisation', side: 'respondent', name: '某劳务公司' },
    ],
  })
  await village.done(id, 'found-group', { party: 1 })
  await site.move('2026-04-07T09:30:00+08:00')
  const { group } = (await village.dispute(id)).state.group[0]
  const rows = Array.from({ length: 60 }, (_, k) => {
    const i = k + 1
    const name = i === 7 ? '覃　七' : i === 31 ? '罗 三一' : `务工${i}`
    const owed = 3000 + 137 * i
    return [i, name, `1090010${String(i).padStart(4, '0')}`, i % 2 ? `${owed.toLocaleString('en')}元` : owed]
  })
  const file = xlsx([['劳务公司欠薪表', '', '', ''], ['序号', '姓名', '联系方式', '工资'], ['', '', '手机号', '欠薪金额'], ...rows],
    ['A1:D1', 'A2:A3', 'B2:B3'])
  const dry = await imported(village, 'wages', file, `&target=${group}&dry_run=1`)
  assert.deepEqual([dry.format, counts(dry)], ['xlsx', { fits: 60 }])
  const done = await imported(village, 'wages', file, `&target=${group}`)
  assert.deepEqual(counts(done), { done: 60 })
  await imported(village, 'wages', file, `&target=${group}`)
  await site.move('2026-04-07T09:40:00+08:00')
  const count = (await village.dispute(id)).state.group[0]
  assert.deepEqual([count.members, count.owed], [60, 43_071_000])
  const members = (await village.read(`/api/v1/groups/${group}/members?limit=500`)).items
  assert.deepEqual([members[6].name, members[30].name], ['覃　七', '罗 三一'], 'kept as typed')
  refused(await send(village, 'wages', file), 400, 'invalid-field')
})

test('people in bulk, by whom administers only', async () => {
  const file = csv([['姓名', '所属单位', '岗位'], ['韦一', '青石村人民调解委员会', '调解员'], ['韦二', '柳湾村 人民调解委员会', '主任'], ['韦三', '没有的委员会', '调解员'], ['韦四', '青石村人民调解委员会', '村医']])
  const list = await imported(admin, 'people', file)
  assert.deepEqual(counts(list), { faulty: 2, done: 2 })
  assert.deepEqual(list.items.slice(2).map((i) => i.faults[0].type), ['unknown-body', 'unknown-word'])
  const one = await imported(village, 'people', csv([['姓名', '所属单位', '岗位'], ['韦五', '青石村人民调解委员会', '调解员']]))
  assert.deepEqual(counts(one), { refused: 1 })
  assert.equal(one.items[0].faults[0].type, 'not-your-right')
})

const courtHead = ['案号', '法院代码', '收案日期', '案由', '原告', '原告电话', '被告', '标的额', '诉讼请求', '委派单位', '原告同意', '被告同意']
const suit = (i, more = {}) => {
  const row = {
    no: `(2026)示0101民诉前调${i}号`, code: '999901', on: '2026年4月7日', cause: '民间借贷', who: `原告${'金木水火土'[i % 5]}${i}`, phone: `1090020${String(i).padStart(4, '0')}`,
    against: `被告${i}`, sum: `${i}.5万`, wish: `返还借款${i}`, to: '和解示范县人民法院特邀调解室', yes: '同意', also: '同意', ...more,
  }
  return [row.no, row.code, row.on, row.cause, row.who, row.phone, row.against, row.sum, row.wish, row.to, row.yes, row.also]
}

test('thirty pre-filing referrals from one list', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => suit(i + 1))
  rows[6] = suit(7, { phone: '' })
  rows[18] = suit(19, { code: '110101' })
  rows[25] = suit(26, { who: '原告 水12' })
  const dry = await imported(court, 'referrals', gb18030(csv([courtHead, ...rows])), '&dry_run=1')
  assert.deepEqual(counts(dry), { faulty: 2, fits: 28 })
  assert.deepEqual(dry.items.filter((i) => i.faults.length).map((i) => [i.row, i.faults[0].column, i.faults[0].type]),
    [[7, '原告电话', 'missing'], [19, '法院代码', 'another-county']])
  assert.deepEqual(dry.items.filter((i) => i.likely.length).map((i) => [i.row, i.likely]), [[26, [{ row: 12 }]]])

  const done = await imported(court, 'referrals', gb18030(csv([courtHead, ...rows])))
  assert.deepEqual(counts(done), { faulty: 2, done: 28 })
  const offered = (await room.read('/api/v1/referrals?limit=100')).items
  assert.equal(offered.length, 28)
  const right = [courtHead, suit(7), suit(19)]
  const corrected = await imported(court, 'referrals', csv(right), '&dry_run=1')
  assert.deepEqual(counts(corrected), { fits: 2 })
  assert.deepEqual(counts(await imported(court, 'referrals', csv(right))), { done: 2 })
  assert.equal((await room.read('/api/v1/referrals?limit=100')).items.length, 30)
  const d = (await court.dispute(done.items[0].id)).state
  assert.deepEqual([d.claim, d.referral[0].kind, d.referral[0].state], [1_500_000, 'assign', 'offered'])
  const due = (await court.clocks(done.items[0].id)).find((c) => c.due_on === '2026-04-10')
  assert.ok(due, 'acceptance is due in three working days')

  // Who was in a list before is likely the same now.
  const later = await imported(court, 'referrals', csv([courtHead, suit(31, { who: '原告木1', phone: '10900209999' })]), '&dry_run=1')
  assert.deepEqual(later.items[0].likely, [{ dispute: done.items[0].id }])
})

test('what nobody accepted in three working days is designated anew in one act', async () => {
  const list = await imported(court, 'referrals', csv([courtHead, ...[41, 42, 43].map((i) => suit(i))]))
  const ids = list.items.map((i) => i.id)
  await room.done(ids[0], 'accept-referral', { referral: 1 })
  await site.move('2026-04-13T09:00:00+08:00')
  const states = async () => Promise.all(ids.map(async (id) => (await court.dispute(id)).state.referral.map((r) => r.state)))
  assert.deepEqual(await states(), [['accepted'], ['lapsed'], ['lapsed']])
  const body = { to: county.org, reason: '逾期未接收,另行委派', items: [{ dispute: ids[1], consents: [1, 2] }, { dispute: ids[2] }, { dispute: 'ab'.repeat(16) }] }
  const answer = await court.post('/api/v1/referrals/batch', body, { key: 'again-0413' })
  assert.equal(answer.status, 200, answer.text)
  assert.deepEqual(answer.json.items.map((i) => i.status), [200, 200, 404])
  assert.deepEqual(await states(), [['accepted'], ['lapsed', 'offered'], ['lapsed', 'offered']])
  const again = await court.post('/api/v1/referrals/batch', body, { key: 'again-0413' })
  assert.deepEqual(again.json, answer.json, 'sent again it changes nothing')
})

test('a consent that the list says is kept until the body is chosen', async () => {
  const head = [...courtHead, '原告同意凭据', '原告同意日期']
  const row = (i, more) => [...suit(i, { to: '', ...more }), '同意书七号', '2026-04-06']
  const list = await imported(court, 'referrals', csv([head, row(51), row(52, { also: '' })]))
  assert.deepEqual(counts(list), { done: 2 })
  assert.deepEqual(list.items.map((i) => [i.then.consents, i.then.to]), [[[1, 2], undefined], [[1], undefined]])
  const items = list.items.map((i) => ({ dispute: i.id, ...i.then, to: county.org }))
  const answer = await court.post('/api/v1/referrals/batch', { reason: '委派', items }, { key: 'kept-consents' })
  assert.deepEqual(answer.json.items.map((i) => i.status), [200, 200], answer.text)
  for (const [i, parties] of [[1, 2], [1]].entries()) {
    const { body } = (await court.timeline(list.items[i].id)).map((e) => e.event).find((e) => e.kind === 'referral_offered')
    assert.deepEqual(body.consents, parties)
    assert.match(JSON.stringify(body.consent_proofs), /同意书七号/)
  }
  // What named its body has gone there, and nothing of it waits.
  const [sent] = (await imported(court, 'referrals', csv([courtHead, suit(53)]))).items
  assert.equal(sent.then, undefined)
  assert.ok((await (await site.as('auditor')).read('/api/v1/read-log?limit=100')).items.some((r) => r.what === 'import'), 'what was opened is in the read log')
})

test('what is no list is refused; so is too long a one', async () => {
  refused(await send(seat, 'orders', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])), 400, 'invalid-field')
  refused(await send(seat, 'orders', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), 400, 'invalid-field')
  refused(await send(seat, 'orders', '标题\n一'), 400, 'invalid-field')
  refused(await send(seat, 'nothing', 'a'), 400, 'invalid-field')
  const many = csv([orderHead, ...Array.from({ length: 5001 }, (_, i) => order(i))])
  refused(await send(seat, 'orders', many), 400, 'invalid-field')
})

test('rebuild and verify have nothing to say', async () => {
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
