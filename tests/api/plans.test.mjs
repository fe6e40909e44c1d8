// How lists are read in a grown database (lib/grown.mjs): by an index, never by
// looking at every row of a table that grows with disputes; and a page of what
// staff look through looks at as many rows as it shows, on its first page, deep
// in the list, by each filter.
//
// HEJIE_LISTS=N: also among N disputes, with the milliseconds beside those among
// 10,000.

import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { ABOVE, BODY, looked, ONE, plansAmong, scanned, SMALL } from './lib/grown.mjs'

const DISPUTES = 20_000
// A page has 50 rows, each with what the policies look up; for each of 18 bodies
// below, a page of those that may come on it.
const MOST = 1_000
const MOST_ABOVE = 18 * 50 + MOST
// What functions look at is in no plan, but in the blocks that it touched.
const MOST_BLOCKS = 5_000

const MONTH = { from: 'today-200', to: 'today-170' }
const PAGES = [
  ['disputes', {}],
  ['disputes', { after_on: 'today+300' }],
  ['disputes', { channel: 'assigned' }],
  ['disputes', { phase: 'settled' }],
  ['disputes', { mine: 1 }],
  ['disputes', { within: -1 }],
  ['disputes', { within: 30 }],
  ['referrals', {}],
  ['referrals', { after_on: 'today-200' }],
  ['offers', {}],
  ['offers', { after_on: 'today-200' }],
  ['turned_down', {}],
  ['turned_down', { after_on: 'today-200' }],
  ['service', {}],
  ['service', { after_on: 'today-200' }],
  ['service', { means: 'visit' }],
  ['petitions', {}],
  ['petitions', { after_on: 'today+300' }],
  ['petitions', { all: 1 }],
  ['petitions', { number: 'P20' }],
  ['petitions', { holder: BODY }],
  ['petitions', { act: 'serve' }],
  ['orders', {}],
  ['orders', { after_on: 'today+300' }],
  ['orders', { all: 1 }],
  ['orders', { number: 'N20' }],
  ['orders', { holder: BODY }],
  ['orders', { stage: 'order_received' }],
  ['orders', { bounces: 1 }],
  ['bundles', {}],
  ['bundles', { after_on: 'today-200' }],
  ['bundles', { state: 'out' }],
  ['bundles', { state: 'lacking' }],
  ['procedures', {}],
  ['procedures', MONTH],
  ['procedures', { before_on: 'today-200' }],
  ['procedures', { ...MONTH, all: 1 }],
  ['limits', {}],
  ['limits', MONTH],
  ['limits', { before_on: 'today-200' }],
  ['today', { limit: 50 }],
  ['ledger_matters', {}],
  ['ledger_matters', MONTH],
  ['ledger_referrals', {}],
  ['ledger_referrals', MONTH],
  ['ledger_referrals', { before_on: 'today-200' }],
  ['follow_ups', {}],
  ['follow_ups', { after_on: 'today+300' }],
  ['follow_ups', { mine: 1 }],
  ['follow_ups', { within: 30 }],
]
// Boards show what a body sees, whatever else there is: to one that sees little,
// and to one that sees much through many.
const BOARDS = [
  ['petitions', {}],
  ['petitions', { all: 1 }],
  ['petitions', { number: 'P2500' }],
  ['petitions', { after_on: 'today-600' }],
  ['orders', {}],
  ['orders', { all: 1 }],
  ['orders', { number: 'N2500' }],
  ['bundles', {}],
  ['procedures', { all: 1 }],
  ['limits', { all: 1 }],
].flatMap(([name, given]) => [SMALL, ABOVE].map((who) => [name, given, who]))
// These look at all that is one's own, or of a span of days.
const WHOLE = [
  ['resting', { set: 'rare' }],
  ['findings_sessions', { from: 'today-200', to: 'today-194' }],
  ['procedures', { ...MONTH, source: 'grid' }],
  ['ledger_matters', { ...MONTH, channel: 'assigned' }],
  ['ledger_matters', { ...MONTH, screened: 1 }],
  ['ledger_supervision', MONTH],
  ['ledger_petitions', MONTH],
  ['ledger_follow_ups', MONTH],
  ['ledger_dossiers', { ...MONTH, ended: 1 }],
  ['ledger_meetings', MONTH],
  ['ledger_alerts', MONTH],
  ['figures_procedures', MONTH],
  ['figures_limits', MONTH],
  ['figures_procedures', { ...MONTH, all: 1 }, SMALL],
  ['figures_limits', { ...MONTH, all: 1 }, SMALL],
  ['dispute', { id: ONE }],
  ['timeline', { id: ONE }],
  ['clocks', { id: ONE }],
  ['links', { id: ONE }],
]
const LISTS = [...PAGES, ...BOARDS, ...WHOLE]
const readers = { [SMALL]: ', who sees little', [ABOVE]: ', from above' }
const called = ([name, given, who]) => `${name} ${JSON.stringify(given)}${readers[who] ?? ''}`
let plans

before(() => {
  plans = plansAmong(DISPUTES, LISTS)
})

for (const [n, list] of LISTS.entries())
  test(`${called(list)} is read by index`, (t) => {
    const { plan, took, rows, blocks } = plans[n]
    t.diagnostic(`${took.toFixed(1)} ms, ${rows} rows, ${looked(plan)} looked at, ${blocks} blocks`)
    assert.deepEqual(scanned(plan), [], JSON.stringify(plan))
    if (n >= PAGES.length + BOARDS.length) return
    assert.ok(rows > 0, 'nothing was listed, so nothing was measured')
    assert.ok(looked(plan) <= (list[2] === ABOVE ? MOST_ABOVE : MOST), `${looked(plan)} rows looked at: ${JSON.stringify(plan)}`)
    assert.ok(blocks <= MOST_BLOCKS, `${blocks} blocks touched: ${JSON.stringify(plan)}`)
  })

const FAST = [...PAGES, ...BOARDS]
const many = Number(process.env.HEJIE_LISTS ?? 0)
test(`a page among ${many} is as fast as among 10,000`, { skip: many === 0 }, (t) => {
  const [small, large] = [10_000, many].map((n) => plansAmong(n, FAST, 5))
  for (const [n, list] of FAST.entries())
    t.diagnostic(`${called(list)}: ${small[n].took.toFixed(2)} ms, ${large[n].took.toFixed(2)} ms among ${many}`)
  const sum = (plans) => plans.reduce((all, p) => all + p.took, 0) / plans.length
  t.diagnostic(`a page of a list of 10000: ${sum(small).toFixed(2)} ms, of ${many}: ${sum(large).toFixed(2)} ms`)
  assert.deepEqual(FAST.map((list, n) => [called(list), looked(large[n].plan)]).filter(([, rows]) => rows > MOST_ABOVE), [])
})
