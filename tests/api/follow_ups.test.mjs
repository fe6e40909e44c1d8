// What is to be followed up (回访): what was settled, by the first day on which
// something is due, until it is done; only one's own body's, in order, page by page.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, head, township, paid, mended
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, head, township] = await site.all('village.a', 'village.c', 'township.a')
})
after(() => service?.stop())

const listed = async (query = '') => (await village.read(`/api/v1/follow-ups${query}`)).items
const days = async (query) => (await listed(query)).map((r) => [r.id, r.last_day, r.days_left])

/** A dispute that is settled by an agreement with these terms. */
async function settled(terms) {
  const { id } = await village.register(registration())
  await takeUp(village, id)
  await village.done(id, 'log-session', sitting('2026-04-08T09:00:00+08:00', 'agreed'))
  await village.done(id, 'draft-agreement', { text: '说好的事', terms })
  assert.deepEqual((await listed()).filter((r) => r.id === id && r.terms.length > 0), [], 'a draft binds nobody')
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  return id
}

test('what was agreed stands there by its first day, with what is not done', async () => {
  await site.move('2026-04-08T10:00:00+08:00')
  paid = await settled([
    { kind: 'money', amount: 80_000, debtor: 2, due_on: '2026-05-15', text: '第一期' },
    { kind: 'money', amount: 20_000, debtor: 2, due_on: '2026-06-30', text: '第二期' }])
  mended = await settled([{ kind: 'duty', debtor: 2, due_on: '2026-04-20', text: '拆除' }])
  assert.deepEqual(await days(), [[mended, '2026-04-20', 12], [paid, '2026-05-15', 37]])
  const [, row] = await listed()
  assert.deepEqual(row.terms.map((x) => [x.term, x.kind, x.amount, x.due_on, x.state]),
    [[1, 'money', 80_000, '2026-05-15', 'open'], [2, 'money', 20_000, '2026-06-30', 'open']])
  assert.equal(row.followed_on, undefined)
})

test('it can be narrowed down, and is read page by page', async () => {
  assert.deepEqual((await days('?within=7')), [])
  assert.deepEqual((await days('?within=12')).map(([id]) => id), [mended])
  assert.equal((await listed('?mine=1')).length, 2)
  assert.equal((await head.read('/api/v1/follow-ups?mine=1')).items.length, 0)
  const first = await village.read('/api/v1/follow-ups?limit=1')
  const second = await village.read(`/api/v1/follow-ups?limit=1&${first.next}`)
  assert.deepEqual([...first.items, ...second.items].map((r) => r.id), [mended, paid])
})

test('a follow-up is told; what is performed goes on to the next day, and then away', async () => {
  await site.move('2026-04-21T10:00:00+08:00')
  assert.deepEqual((await days('?within=-1')), [[mended, '2026-04-20', -1]])
  await village.done(paid, 'record-follow-up', { party: 2, manner: 'phone', text: '说月中付' })
  await village.done(paid, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 80_000 })
  const row = (await listed()).find((r) => r.id === paid)
  assert.deepEqual([row.last_day, row.followed_on, row.terms.map((x) => x.term)], ['2026-06-30', '2026-04-21', [2]])
  // Closed before its last day, it is followed up all the same.
  await village.done(paid, 'serve-notice', { means: 'handed', notices: (await village.dispute(paid)).state.notice.filter((n) => n.state === 'owed').map((n) => n.no) })
  await village.done(paid, 'close', { procedure: 1 })
  assert.ok((await listed()).some((r) => r.id === paid && r.phase === 'closed'))
  await village.done(paid, 'record-performance', { on: 'term', agreement: 1, term: 2, amount: 20_000 })
  assert.deepEqual((await listed()).map((r) => r.id), [mended])
})

test('nobody else has it there, and it can be derived again', async () => {
  assert.deepEqual((await township.read('/api/v1/follow-ups')).items, [])
  const admin = await site.as('admin')
  refused(await admin.get('/api/v1/follow-ups'), 403, 'forbidden')
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
