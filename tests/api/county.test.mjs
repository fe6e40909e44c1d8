// The demonstration county with its half year of life: true chains, all kinds
// of matters; and figures whose numbers are as long as the lists behind them.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const DAY = '2026-11-20'
let service, site
before(async () => {
  service = await startService({ init: ['--from', DAY], fill: true })
  site = await openSite(service)
})
after(() => service?.stop())

const query = (text) => sql(service.database, text)
const span = `from=2026-05-01&to=${DAY}`

test('it is a true past: chains, log and derived rows are in order, and it ends today', async () => {
  for (const args of [['verify'], ['rebuild', '--check']]) {
    const { code, stdout, stderr } = await hejie(service, ...args)
    assert.equal(code, 0, stdout + stderr)
  }
  const [[disputes, first, last]] = await query(`SELECT count(*), min(at)::date, max(at)::date
    FROM hejie.event WHERE kind = 'registered'`)
  assert.ok(Number(disputes) >= 400 && Number(disputes) <= 900, disputes)
  assert.ok(first >= '2026-05-20' && first < '2026-06-05' && last <= DAY, `${first} ${last}`)
})

test('called again it changes nothing', async () => {
  const count = () => query('SELECT count(*) FROM hejie.event')
  const before = await count()
  const again = await hejie(service, 'fill')
  assert.deepEqual([again.code, again.stdout, await count()], [0, '', before])
})

test('every way of a county has its matters, at every stage', async () => {
  const words = async (text) => (await query(text)).map(([w]) => w)
  assert.deepEqual(await words(`SELECT DISTINCT bytes::json -> 'body' -> 'order' ->> 'supervision' FROM hejie.event
    WHERE kind = 'order_supervised' ORDER BY 1`), ['overdue', 'unsolved'])
  const channels = await words('SELECT DISTINCT channel FROM hejie.procedure')
  for (const channel of ['people', 'administrative', 'assigned', 'in_court', 'suit', 'confirmation', 'petition', 'legal_aid', 'hotline', 'report'])
    assert.ok(channels.includes(channel), channel)
  const phases = await words('SELECT DISTINCT phase FROM hejie.procedure')
  assert.deepEqual(phases.sort(), ['accepted', 'closed', 'ended', 'mediating', 'opened', 'settled'])
  const sources = await words('SELECT DISTINCT source FROM hejie.origin')
  for (const source of ['application', 'grid', 'hotline', 'centre', 'court', 'petition', 'legal_aid', 'procuratorate'])
    assert.ok(sources.includes(source), source)
  for (const [what, text] of [
    ['offers that wait', `SELECT count(*) FROM hejie.referral WHERE state = 'offered'`],
    ['notices to serve', `SELECT count(*) FROM hejie.service WHERE state = 'owed'`],
    ['limits missed', `SELECT count(*) FROM hejie.clock WHERE state = 'fired' AND effect = 'overdue'`],
    ['limits kept', `SELECT count(*) FROM hejie.clock WHERE state = 'met' AND effect = 'overdue'`],
    ['compacts', `SELECT count(*) FROM hejie.head WHERE kind = 'compact'`],
  ])
    assert.ok(Number((await query(text))[0][0]) > 0, what)
  const [[turns]] = await query(`SELECT sum((c ->> 'turns')::int) FROM hejie.head, json_array_elements(snapshot::json -> 'counsel') c
    WHERE kind = 'roster'`)
  assert.ok(Number(turns) > 3, 'the roster has counted its turns')
})

test('bodies have months of what they owe by the calendar: some did it, some are behind', async () => {
  const told = await query(`SELECT left(bytes::json ->> 'from', 7) FROM hejie.event WHERE kind = 'duty_done'`)
  assert.ok(told.length > 15 && new Set(told.map(([month]) => month)).size >= 6, String(told))
  const county = await site.as('county.c')
  const { items } = await county.read('/api/v1/figures/duties')
  const of = (name, duty) => items.find((d) => d.organisation_name === name && d.name === duty)
  const stands = (name, duty) => {
    const { state, behind_since, missed } = of(name, duty)
    return [state, behind_since, missed]
  }
  assert.deepEqual(stands('青石村人民调解委员会', 'screening'), ['done', undefined, undefined])
  assert.deepEqual(stands('柳湾村人民调解委员会', 'screening'), ['owed', '2026-09-01', 3])
  assert.deepEqual(stands('青石镇人民调解委员会', 'figures'), ['owed', undefined, undefined])
  assert.deepEqual(stands('和解示范县行业性专业性人民调解委员会', 'figures'), ['owed', '2026-10-01', 1])
  assert.equal(of('和解示范县人民调解委员会', 'figures').state, 'done')
  assert.ok(items.every((d) => d.set_title.endsWith('(本单位约定,示例)')))
  const rate = (await county.read('/api/v1/figures/rates')).items.find((r) => r.name === 'settled')
  assert.ok(rate.whole > 30 && rate.part > 0 && rate.months.length >= 6, JSON.stringify(rate))
})

// ---- figures ----

/** The whole list, page by page. */
async function listOf(who, path) {
  const all = []
  let next = ''
  do {
    const page = await who.read(`${path}&limit=200${next}`)
    all.push(...page.items)
    next = page.next ? `&${page.next}` : ''
  } while (next)
  return all
}
const monthOf = (day) => day.slice(0, 7)
/** How many of `rows` there are in each month, sorted. */
const monthly = (rows, day) => {
  const counts = {}
  for (const row of rows) counts[monthOf(row[day])] = (counts[monthOf(row[day])] ?? 0) + 1
  return Object.entries(counts).sort()
}
const wordsOf = (items, key) => [...new Set(items.map((i) => i[key]))]

for (const [account, all] of [['township.a', 0], ['court.b', 0], ['centre.a', 1]])
  test(`each number of ${account} is as long as its list${all ? ', other bodies with it' : ''}`, async () => {
    const who = await site.as(account)
    const { items } = await who.read(`/api/v1/figures/procedures?${span}&all=${all}`)
    const whole = await listOf(who, `/api/v1/procedures?${span}&all=${all}`)
    assert.ok(whole.length > 20, `${whole.length}`)
    for (const figure of ['source', 'channel', 'tier', 'outcome'])
      for (const word of wordsOf(items.filter((i) => i.figure === figure), 'word')) {
        const list = await listOf(who, `/api/v1/procedures?${span}&all=${all}&${figure}=${word}`)
        assert.deepEqual(monthly(list, 'opened_on'),
          items.filter((i) => i.figure === figure && i.word === word).map((i) => [i.month, i.count]), `${figure} ${word}`)
        assert.ok(list.every((row) => String(row[figure]) === word), word)
      }
    for (const figure of ['source', 'channel', 'tier', 'outcome'])
      assert.equal(items.filter((i) => i.figure === figure).reduce((sum, i) => sum + i.count, 0), whole.length, figure)
    const [{ month, word, count }] = items
    const narrow = `from=${month}-01&to=${month}-28`
    const inMonth = whole.filter((row) => row.opened_on >= `${month}-01` && row.opened_on <= `${month}-28`)
    assert.deepEqual(await listOf(who, `/api/v1/procedures?${narrow}&all=${all}`), inMonth, `${word} ${count}`)

    const limits = (await who.read(`/api/v1/figures/limits?${span}&all=${all}`)).items
    assert.ok(limits.length > 0)
    for (const rule of wordsOf(limits, 'rule'))
      for (const [state, of] of [['met', 'kept'], ['fired', 'missed']])
        assert.deepEqual(monthly(await listOf(who, `/api/v1/limits?${span}&all=${all}&rule=${rule}&state=${state}`), 'due_on'),
          limits.filter((l) => l.rule === rule && l[of] > 0).map((l) => [l.month, l[of]]), `${rule} ${state}`)
  })

test('who sees nothing counts nothing', async () => {
  const stranger = await site.as('neighbour.a')
  for (const path of ['figures/procedures', 'figures/limits', 'procedures', 'limits'])
    assert.deepEqual((await stranger.read(`/api/v1/${path}?${span}&all=1`)).items, [], path)
})
