// Lists whose import is cut off: everything is killed in the middle, some times
// over, and each row is there once in the end.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite } from './lib/client.mjs'
import { send } from './lib/imports.mjs'
import { sql, startService } from './lib/service.mjs'
import { csv, gb18030, xlsx } from './lib/tables.mjs'
import { Server, childrenOf, killNow, pause } from '../fault/lib/ground.mjs'

const ORDERS = 300
const WORKERS = 1500

let service, server, site, seat, village
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[seat, village] = await site.all('hotline.a', 'village.a')
  await site.move('2026-04-07T09:00:00+08:00')
  // From here on its processes are ours.
  server = new Server(service)
  for (const pid of [service.pid, ...childrenOf(service.pid)]) killNow(pid)
  server.start()
  await server.ready()
})
after(async () => {
  await server?.stop()
  await service?.kill()
})

/** As a power cut would: nothing of the service is left. */
async function cutOff() {
  for (const pid of [server.child.pid, ...server.children()]) killNow(pid)
  while (server.isThere) await pause(10)
  server.start()
  await server.ready()
  // Who held rows is gone; that they are free again takes a minute, which has passed.
  await sql(service.database, `UPDATE hejie.import_row SET leased = leased - interval '1 hour' WHERE leased IS NOT NULL`)
}

/** Send the list; kill whenever so many more rows are done; the list in the end. */
async function carried(who, profile, file, { query = '', cuts }) {
  const sent = await send(who, profile, file, query)
  assert.equal(sent.status, 202, sent.text)
  const { id, rows } = sent.json
  const reached = []
  const until = Date.now() + 120_000
  for (;;) {
    const { counts, state } = await who.read(`/api/v1/imports/${id}`)
    const next = cuts[reached.length]
    if (next !== undefined && counts.done >= next && counts.done < rows) {
      reached.push(counts.done)
      await cutOff()
      // Nothing tells the agents of rows whose holder is gone; the next list does.
      await send(who, profile, file, query)
      continue
    }
    if (state === 'done') return { id, rows, counts, reached }
    assert.ok(Date.now() < until, `it does not come to an end: ${JSON.stringify(counts)}`)
    await pause(5)
  }
}

test('a workbook of 12345 orders with merged heads and amounts as text: each order once', async (t) => {
  const money = ['１，２００元', '¥1.2万', '3,400.50元', '5千元整']
  const fen = [120_000, 1_200_000, 340_050, 500_000]
  const file = xlsx(
    [
      ['12345热线转办工单', '', '', '', '', '', ''],
      ['工单编号', '受理时间', '诉求人', '', '诉求', '', '涉及金额'],
      ['', '', '姓名', '联系电话', '工单标题', '诉求内容', ''],
      ...Array.from({ length: ORDERS }, (_, i) => [`热2026-${i}`, '2026/4/6', `来电${i}`, `1090000${1000 + i}`, `第${i}件`, `夜间施工扰民${i}`, money[i % 4]]),
    ],
    ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3'],
  )
  const list = await carried(seat, 'orders', file, { cuts: [20, 120, 220] })
  assert.deepEqual([list.rows, list.counts.done], [ORDERS, ORDERS])
  t.diagnostic(`killed when ${list.reached.join(', ')} of ${ORDERS} were done`)
  assert.ok(list.reached.length >= 1, 'it was killed in the middle')
  const [[rows, streams, made]] = await sql(service.database, `
    SELECT count(*), count(DISTINCT r.stream), (SELECT count(*) FROM hejie.head WHERE kind = 'dispute')
      FROM hejie.import_row r WHERE r.import = '${list.id}' AND r.state = 'done'`)
  assert.deepEqual([rows, streams, made], [ORDERS, ORDERS, ORDERS].map(String))
  const items = (await seat.read(`/api/v1/imports/${list.id}`)).items
  for (const k of [0, 1, 2, 3, 150]) {
    const { state } = await seat.dispute(items[k].id)
    assert.deepEqual([state.party[0].name, state.claim, state.procedure[0].number], [`来电${k}`, fen[k % 4], `热2026-${k}`])
  }
})

test('a wage list in GB18030: each worker once, sums to the fen', async (t) => {
  const { id } = await village.register({
    source: 'application', manner: 'oral', channel: 'people', category_word: '邻里',
    parties: [
      { kind: 'group', side: 'applicant', name: '务工人员', size: WORKERS },
      { kind: 'organisation', side: 'respondent', name: '某劳务公司' },
    ],
  })
  await village.done(id, 'found-group', { party: 1 })
  await site.move('2026-04-07T09:30:00+08:00')
  const { group } = (await village.dispute(id)).state.group[0]
  const owed = (i) => 3000 + 137 * i
  const rows = Array.from({ length: WORKERS }, (_, i) => [i + 1, `务工${i}`, `1090${String(1_000_000 + i)}`, i % 2 ? `${owed(i).toLocaleString('en')}元` : owed(i)])
  const file = gb18030(csv([['序号', '姓名', '手机号', '欠薪金额'], ...rows]))
  const list = await carried(village, 'wages', file, { query: `&target=${group}`, cuts: [100, 700] })
  assert.deepEqual([list.rows, list.counts.done], [WORKERS, WORKERS])
  t.diagnostic(`killed when ${list.reached.join(', ')} of ${WORKERS} were done`)
  assert.ok(list.reached.length >= 1, 'it was killed in the middle')
  const members = []
  for (let next = 'limit=500'; next; ) {
    const page = await village.read(`/api/v1/groups/${group}/members?${next}`)
    members.push(...page.items)
    next = page.next && `${page.next}&limit=500`
  }
  assert.deepEqual(members.map((m) => m.name).sort(), rows.map((r) => r[1]).sort())
  assert.equal(members.reduce((n, m) => n + m.amount, 0), rows.reduce((n, _, i) => n + 100 * owed(i), 0))
})

test('the chains hold and nothing needs to be made again', async () => {
  for (const words of [['verify'], ['rebuild', '--check']]) {
    const { code, stdout, stderr } = await hejie(service, ...words)
    assert.equal(code, 0, stdout + stderr)
  }
})
