// What the pages of the browser stand on: today's work, names, words, forms.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, send, signIn, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, head, township, neighbour
const ids = {}
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, head, township, neighbour] = await site.all('village.a', 'village.c', 'township.a', 'neighbour.a')
  await site.move('2024-03-04T09:00:00+08:00')
  for (const name of ['fresh', 'going', 'handed', 'others']) ids[name] = (await village.register()).id
  for (const name of ['going', 'handed']) await takeUp(village, ids[name])
  await takeUp(village, ids.others, head.person)
  await site.move('2024-03-05T21:00:00+08:00')
  for (const hour of ['17', '18', '20'])
    await village.done(ids.handed, 'log-session', sitting(`2024-03-05T${hour}:00:00+08:00`, 'not_agreed'))
  await village.done(ids.going, 'schedule-session', { mode: 'together', starts: '2024-03-06T10:00:00+08:00' })
})
after(() => service?.stop())

const today = async (client) => new Map((await client.read('/api/v1/today')).items.map((w) => [w.id, w]))

test('today is what oneself or nobody yet handles, with its limit and what is arranged', async () => {
  const work = await today(village)
  assert.deepEqual(new Set(work.keys()), new Set([ids.fresh, ids.going, ids.handed]))
  const going = work.get(ids.going)
  assert.deepEqual(
    [going.rule, going.last_day, going.days_left, going.certainty, going.session_at, going.notices],
    ['RT_MED', '2024-04-07', 33, 'law', '2024-03-06T02:00:00.000Z', 2],
  )
  assert.equal(going.working_days_left, 22)
  assert.equal(work.get(ids.handed).offered_to, township.who.organisation_name)
  assert.equal(work.get(ids.fresh).last_day, undefined)
  assert.ok((await today(head)).has(ids.others))
  assert.equal((await today(neighbour)).size, 0)
})

test('a limit that is over and unmet stands first', async () => {
  const late = await village.register()
  await takeUp(village, late.id)
  await site.move('2024-04-20T09:00:00+08:00')
  const { items } = await village.read('/api/v1/today')
  const work = items.find((w) => w.id === late.id)
  assert.deepEqual([work.rule, work.last_day, work.days_left], ['RT_MED', '2024-04-07', -13])
  // So it does in the list, which can show those alone.
  const listed = (await village.read('/api/v1/disputes?within=-1')).items
  const { next_rule, next_on, days_left } = listed.find((d) => d.id === late.id)
  assert.deepEqual([next_rule, next_on, days_left], ['RT_MED', '2024-04-07', -13])
})

test('names are those of the dispute, and only for who sees it', async () => {
  const { items } = await village.read(`/api/v1/disputes/${ids.handed}/names`)
  const names = new Map(items.map((n) => [n.id, n.name]))
  assert.equal(names.get(village.person), village.who.name)
  assert.equal(names.get(township.org), township.who.organisation_name)
  assert.equal(names.has(neighbour.org), false)
  assert.equal((await neighbour.get(`/api/v1/disputes/${ids.handed}/names`)).status, 404)
})

test('words are told in the language that is asked for', async () => {
  const zh = await village.read('/api/v1/glossary')
  const en = (await village.get('/api/v1/glossary', { 'Accept-Language': 'en' })).json
  assert.deepEqual([zh.phase.mediating, en.phase.mediating], ['调解中', 'mediating'])
  assert.deepEqual([zh.limit.RT_MED, en.limit.RT_MED], ['人民调解期限', "people's mediation term"])
  assert.deepEqual(Object.keys(zh).map((k) => [k, Object.keys(zh[k])]), Object.keys(en).map((k) => [k, Object.keys(en[k])]))
})

test('the list of what may be asked comes with one form, if one is named', async () => {
  const at = `/api/v1/disputes/${ids.going}/commands`
  const whole = (await village.read(at)).commands
  const one = (await village.read(`${at}?form=note`)).commands
  assert.deepEqual(one.filter((c) => c.form).map((c) => c.name), ['note'])
  assert.deepEqual(one.find((c) => c.name === 'note'), whole.find((c) => c.name === 'note'))
  assert.deepEqual(one.map((c) => [c.name, c.allowed]), whole.map((c) => [c.name, c.allowed]))
})

test('a session is told what its page repeats and how its drafts are kept', async () => {
  const [first, second] = [await signIn(service, 'village.a'), await signIn(service, 'village.a')]
  const me = async (who) => (await send(`${service.url}/api/v1/me`, { headers: who.reading })).json
  const [a, b] = [await me(first), await me(second)]
  assert.deepEqual([a.csrf, b.csrf], [first.csrf, second.csrf])
  assert.notEqual(a.csrf, b.csrf)
  assert.match(a.drafts_key, /^[0-9a-f]{64}$/)
  assert.equal(a.drafts_key, b.drafts_key)
  assert.notEqual((await me(await signIn(service, 'village.b'))).drafts_key, a.drafts_key)
  assert.equal((await village.read('/api/v1/me')).drafts_key, undefined)
})

test('what somebody leaves open comes to his body as left without a mediator', async () => {
  const admin = await site.as('admin')
  const { json: person } = await admin.post('/api/v1/people', { name: '将离职', org: village.org, roles: ['mediator'] })
  const { id } = await village.register()
  await takeUp(village, id, person.id)
  const row = async () => (await head.read('/api/v1/today')).items.find((i) => i.id === id)
  assert.equal(await row(), undefined)
  const left = await admin.post(`/api/v1/people/${person.id}/commands/leave`, { reason: '辞职' })
  assert.equal(left.status, 200, left.text)
  assert.equal((await row()).mediators_left, true)
  await head.done(id, 'replace-mediators', { mediators: [{ person: head.person, disclosed: true }], reason: '接手' })
  assert.equal((await row()).mediators_left, false)
})

test('who goes to another body leaves what he mediated to the one before', async () => {
  const admin = await site.as('admin')
  const { json: person } = await admin.post('/api/v1/people', { name: '将调走', org: village.org, roles: ['mediator'] })
  const { id } = await village.register()
  await takeUp(village, id, person.id)
  const row = async (who) => (await who.read('/api/v1/today')).items.find((i) => i.id === id)
  assert.equal(await row(head), undefined)
  const moved = await admin.post(`/api/v1/people/${person.id}/commands/change-post`, { org: neighbour.org })
  assert.equal(moved.status, 200, moved.text)
  assert.equal((await row(head)).mediators_left, true)
  assert.equal(await row(neighbour), undefined)
  await head.done(id, 'replace-mediators', { mediators: [{ person: head.person, disclosed: true }], reason: '接手' })
  assert.equal((await row(head)).mediators_left, false)
  const back = await admin.post(`/api/v1/people/${person.id}/commands/change-post`, { org: village.org })
  assert.equal(back.status, 200, back.text)
  assert.equal((await head.read(`/api/v1/people/${person.id}/work`)).items.length, 0)
})

test('one of several leaves: the head is told, the others go on and count', async () => {
  const admin = await site.as('admin')
  const { json: person } = await admin.post('/api/v1/people', { name: '也离职', org: village.org, roles: ['mediator'] })
  const colleague = await site.as('village.b')
  const { id } = await village.register()
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await village.done(id, 'assign-mediators', { mediators: [person.id, village.person].map((p) => ({ person: p, disclosed: true })) })
  const row = async (who) => (await who.read('/api/v1/today')).items.find((i) => i.id === id)
  assert.deepEqual([(await row(village)).mediators_left, await row(head)], [false, undefined])
  assert.equal((await admin.post(`/api/v1/people/${person.id}/commands/leave`, { reason: '辞职' })).status, 200)
  assert.equal((await row(head)).mediators_left, true)
  assert.equal((await row(village)).mediators_left, false, 'for who goes on it is work like any other')
  assert.equal(await row(colleague), undefined, 'and no task of anybody else')
  const other = await village.register()
  await takeUp(village, other.id)
  assert.equal((await head.read('/api/v1/today')).items.find((i) => i.id === other.id), undefined)

  // The procedure goes on with the other one: his sitting counts, he signs.
  const { items } = await village.read('/api/v1/today')
  const ends = new Date(new Date(`${items[0].today}T08:30:00+08:00`)).toISOString()
  const logged = await village.done(id, 'log-session', sitting(ends, 'agreed'))
  assert.equal(logged.events.find((e) => e.kind === 'session_logged').counts, 'yes', JSON.stringify(logged.events))
  await village.done(id, 'draft-agreement', { text: '修复', terms: [{ kind: 'duty', debtor: 2, due_on: '2024-06-30', text: '修复院墙' }] })
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  assert.equal((await village.dispute(id)).state.agreement[0].state, 'effective')
  assert.equal(await row(head), undefined, 'settled, nobody is to be replaced')
})
