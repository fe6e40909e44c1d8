// The registers (台账): what was recorded, as an office keeps it in its books; over
// a span of days, page by page, one's own only.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, township, judicial, first, found
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, township, judicial] = await site.all('village.a', 'township.a', 'judicial.a')
  await site.move('2026-04-07T09:00:00+08:00')
  first = (await village.register(registration())).id
  await takeUp(village, first)
  await site.move('2026-04-08T16:00:00+08:00')
  await village.done(first, 'log-session', sitting('2026-04-08T15:00:00+08:00', 'not_agreed'))
  found = (await village.register(registration({ source: 'ex_officio' }))).id
})
after(() => service?.stop())

const book = async (who, name, query = '') => (await who.read(`/api/v1/ledgers/${name}${query}`)).items
const ids = async (...asked) => (await book(...asked)).map((r) => r.id)

test('the register of mediation', async () => {
  assert.deepEqual(await ids(village, 'matters'), [found, first])
  const row = (await book(village, 'matters'))[1]
  assert.equal(row.title, registration().title)
  assert.deepEqual([row.channel, row.source, row.opened_on, row.accepted_on, row.sessions, row.outcome],
    ['people', 'application', '2026-04-07', '2026-04-07', 1, 'running'])
  assert.equal(row.mediators, village.who.name)
  assert.match(row.number, /2026/)
  assert.deepEqual(await ids(village, 'matters', '?from=2026-04-08&to=2026-04-08'), [found])
  assert.deepEqual(await ids(village, 'matters', '?screened=1'), [found])
  assert.deepEqual(await ids(village, 'matters', '?channel=assigned'), [])
  const one = await village.read('/api/v1/ledgers/matters?limit=1')
  assert.deepEqual(await ids(village, 'matters', `?limit=1&${one.next}`), [first])
})

test('the book of referrals: what went out, what came', async () => {
  await village.done(first, 'refer', { to: township.org, kind: 'refer', procedure: 1, channel: 'people', consents: [1, 2], reason: '请镇里帮着调' })
  const [row] = await book(village, 'referrals')
  assert.deepEqual([row.id, row.way, row.from, row.to, row.offered_on, row.state], [first, 'out', village.org, township.org, '2026-04-08', 'offered'])
  assert.deepEqual((await book(township, 'referrals')).map((r) => [r.id, r.way]), [[first, 'in']])
  assert.deepEqual(await ids(village, 'referrals', '?to=2026-04-07'), [])
})

test('the book of follow-ups, by whom and how', async () => {
  await village.done(first, 'record-follow-up', { party: 1, manner: 'phone', text: '没有再吵' })
  const [row, ...more] = await book(village, 'follow-ups')
  assert.deepEqual([row.id, row.on, row.by, row.manner, more.length], [first, '2026-04-08', village.who.name, 'phone', 0])
  assert.equal(JSON.stringify(row).includes('没有再吵'), false, 'what was said stays in the matter')
})

test('the register of petitions, and the book of orders that were supervised', async () => {
  const [office, hotline, hotlineHead] = await site.all('petition.a', 'hotline.a', 'hotline.c')
  const petition = (await office.register(registration({ source: 'petition', manner: 'written', channel: undefined }))).id
  await office.done(petition, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '夜间噪声' }] })
  const [row] = await book(office, 'petitions')
  assert.deepEqual([row.id, row.class, row.received_on], [petition, 'appeal', '2026-04-08'])
  assert.ok(row.act_zh.length > 1 && row.act_en.length > 1, JSON.stringify(row))
  assert.deepEqual(await book(office, 'petitions', '?from=2026-04-09'), [])

  const order = (await hotline.register(registration({ source: 'hotline', channel: undefined }))).id
  assert.deepEqual(await book(hotline, 'supervision'), [])
  await hotlineHead.done(order, 'supervise', { trigger: 'other', text: '催办' })
  const [one] = await book(hotline, 'supervision')
  assert.deepEqual([one.id, one.supervision, one.supervised_on], [order, 'other', '2026-04-08'])
})

test('the list of files: what each has and lacks is what its matter says', async () => {
  const row = (await book(village, 'dossiers')).find((r) => r.id === first)
  const [file] = (await village.read(`/api/v1/disputes/${first}/dossier`)).items
  assert.deepEqual([row.procedure, row.papers.have, row.papers.all], [file.procedure, file.have, file.all])
  assert.deepEqual([file.have, file.all], [file.papers.filter((p) => p.present).length, file.papers.length])
  assert.ok(file.have > 0 && file.have < file.all, JSON.stringify(file.papers))
  assert.deepEqual(row.papers.missing.map((p) => p.paper).sort(), file.papers.filter((p) => p.missing).map((p) => p.paper).sort())
  assert.equal(row.papers.have + row.papers.missing.length + row.papers.optional.length, row.papers.all)
  assert.ok(row.papers.missing.every((p) => p.zh.length > 1 && p.en.length > 1))
  assert.deepEqual(await book(village, 'dossiers', '?ended=1'), [])
  const done = await village.register(registration())
  await village.done(done.id, 'record-consent', { party: 1, answer: 'refuses', manner: 'oral' })
  const [ended] = await book(village, 'dossiers', '?ended=1')
  assert.deepEqual([ended.id, ended.ended_on, ended.outcome], [done.id, '2026-04-08', 'refused'])
  refused(await village.get('/api/v1/ledgers/dossiers?ended=2'), 400, 'invalid-field')
})

test('the book of joint meetings, and one that was taken back is in it no more', async () => {
  await village.done(first, 'record-joint-meeting', { bodies: ['青石派出所', township.org], text: '分工' })
  const [row, ...more] = await book(village, 'meetings')
  assert.deepEqual([row.id, row.on, row.by, more.length], [first, '2026-04-08', village.who.name, 0])
  assert.match(row.bodies, /^青石派出所、[^0-9]*委员会$/)
  assert.equal(JSON.stringify(row).includes('分工'), false)
  const event = (await village.timeline(first)).find((e) => e.event.kind === 'joint_meeting_recorded').event.id
  await village.sure(first, 'void', { event, reason: '记错了' })
  assert.deepEqual(await book(village, 'meetings'), [])
})

test('alerts: a danger, a limit that is over, an order that nobody keeps; only what is open', async () => {
  const [hotline] = await site.all('hotline.a')
  const why = async (who, query = '?to=2026-12-31') => (await book(who, 'alerts', query)).map((r) => [r.id, r.why])
  await village.done(found, 'report-danger', { danger: 'threat', told: '派出所' })
  const danger = (await book(village, 'alerts')).find((r) => r.why === 'danger')
  assert.deepEqual([danger.id, danger.on, danger.danger], [found, '2026-04-08', 'threat'])
  assert.deepEqual((await why(village, '?why=danger')), [[found, 'danger']])
  assert.ok((await why(village)).some(([id, w]) => id === first && w === 'soon'))
  await site.move('2026-05-20T09:00:00+08:00')
  const order = (await hotline.register(registration({ source: 'hotline', channel: undefined }))).id
  await hotline.done(order, 'dispatch-order', { to: township.org, text: '请核实' })
  assert.deepEqual(await why(hotline, '?why=bounced'), [])
  await township.done(order, 'return-order', { ground: 'not_ours', reason: '不归我们办' })
  assert.deepEqual(await why(hotline, '?why=bounced'), [[order, 'bounced']])
  const over = (await book(village, 'alerts', '?why=over')).map((r) => [r.id, r.limit, r.holder])
  assert.ok(over.some(([id, limit, holder]) => id === first && limit === 'RT_MED' && holder === village.org), JSON.stringify(over))
  refused(await village.get('/api/v1/ledgers/alerts?why=late'), 400, 'invalid-field')
})

test('what another body handles is in none of one’s books', async () => {
  for (const name of ['matters', 'referrals', 'supervision', 'follow-ups', 'petitions', 'dossiers', 'meetings', 'alerts']) assert.deepEqual(await book(judicial, name), [], name)
  assert.deepEqual(await book(township, 'matters'), [])
  assert.deepEqual(await book(township, 'follow-ups'), [])
})
