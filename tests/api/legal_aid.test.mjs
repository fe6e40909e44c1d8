// Legal aid over HTTP: a whole matter, urgent aid, and counsel in conflict.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'
import { fault } from '../unit/redraw.mjs'

let service
let site
let village
let centre
let head
let roster
const counsel = []

before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, centre, head] = await site.all('village.a', 'aid.a', 'aid.c')
  await site.move('2024-03-04T10:00:00+08:00')
  const founded = await head.post('/api/v1/rosters/commands/found-roster', {})
  assert.equal(founded.status, 201, founded.text)
  roster = founded.json.id
  const second = await site.as('aid.b')
  for (const body of [{ person: second.person }, { name: '某律师', practice: '清河律师事务所' }, { name: '另律师' }]) {
    const entered = await head.post(`/api/v1/rosters/${roster}/commands/enter-counsel`, body)
    assert.equal(entered.status, 200, entered.text)
  }
  const { items } = await head.read('/api/v1/rosters')
  assert.equal(items.length, 1)
  counsel.push(...items[0].state.counsel.map((c) => c.id))
  assert.equal(counsel.length, 3)
  assert.deepEqual(counsel, [...counsel].sort())
})
after(() => service?.stop())

const query = (text) => sql(service.database, text)
const uuid = (id) => id.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

/** Registered by the village and handed to the centre. */
async function referred() {
  const { id } = await village.register(registration())
  await village.done(id, 'refer', { kind: 'refer', to: centre.org, channel: 'legal_aid', consents: [1, 2] })
  await centre.done(id, 'accept-referral', { referral: 1 })
  return id
}

/** Asked again for a moment: each process learns of a new roster by itself. */
async function once(id, name, body) {
  for (let i = 0; i < 100; i += 1) {
    const answer = await centre.ask(id, name, body)
    if (!['no-roster', 'no-such-counsel'].includes(answer.json?.rule)) return answer
    await new Promise((done) => { setTimeout(done, 50) })
  }
  throw new Error(`${name}: no roster`)
}

const clockNamed = async (id, rule) => (await centre.clocks(id)).find((c) => c.rule === rule)
const stageOf = async (id, no) => (await centre.dispute(id)).state.procedure[no - 1].stage

test('a whole matter: applied, papers, granted, counsel, report, subsidy, closed', async () => {
  const id = await referred()
  refused(await centre.ask(id, 'aid-grant', { procedure: 2 }), 409, 'aid-not-applied-for', { article: '法律援助法41、44' })
  await centre.done(id, 'aid-apply', { matter: 'labour', form: 'labour', parties: [1], text: '拖欠工资' })
  assert.deepEqual([(await clockNamed(id, 'LA_DEC')).due_on, (await clockNamed(id, 'LA_DEC')).article], ['2024-03-11', '法律援助法43'])
  await centre.done(id, 'ask-papers', { procedure: 2, papers: ['identity', 'hardship'] })
  refused(await centre.ask(id, 'ask-papers', { procedure: 2, papers: ['agency'] }), 409, 'papers-asked-already', { article: '法律援助法43' })
  refused(await centre.ask(id, 'aid-grant', { procedure: 2, hardship: 'promised' }), 409, 'papers-missing')
  await centre.done(id, 'hand-in-papers', { procedure: 2, papers: ['identity', 'hardship'], hardship: 'promised' })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  assert.equal((await clockNamed(id, 'LA_ASSIGN')).due_on, '2024-03-07')

  const appoint = { procedure: 2, counsel: counsel[0], ground: 'asked', disclosed: true, reason: '曾经代理' }
  const appointed = await once(id, 'appoint-counsel', appoint)
  assert.equal(appointed.status, 200, appointed.text)
  assert.equal((await clockNamed(id, 'LA_ASSIGN')).state, 'met')
  await site.move('2024-03-04T10:30:00+08:00')
  const has = async () => (await head.read('/api/v1/rosters')).items[0].state.counsel[0]
  assert.deepEqual([(await has()).load, (await has()).turns], [1, 1], 'the roster has counted it')

  await centre.done(id, 'report-aid', { procedure: 2, text: '调解结案', subsidy: 120000 })
  await site.move('2024-03-04T11:00:00+08:00')
  assert.equal((await has()).load ?? 0, 0)
  refused(await centre.ask(id, 'close', { procedure: 2 }), 409, 'notice-owed')
  const { state } = await centre.dispute(id)
  const owed = state.notice.filter((n) => n.procedure === 2 && n.state === 'owed').map((n) => [n.kind, n.no])
  assert.deepEqual(owed.map(([kind]) => kind), ['aid_papers', 'aid_counsel'])
  await centre.done(id, 'serve-notice', { means: 'handed', notices: owed.map(([, no]) => no) })
  refused(await centre.ask(id, 'pay-subsidy', { procedure: 2, amount: 120001 }), 409, 'above-what-is-due')
  await centre.done(id, 'pay-subsidy', { procedure: 2, amount: 120000, number: '凭证7' })
  assert.equal(await stageOf(id, 2), 'aid_paid')
  await centre.done(id, 'close', { procedure: 2 })
  assert.equal((await centre.dispute(id)).state.procedure[1].ground, 'completed')
  // Texts are sealed, the applicant's reasons open for the centre.
  const applied = (await centre.timeline(id)).map((e) => e.event).find((e) => e.kind === 'aid_applied')
  assert.equal(applied.body.text, '拖欠工资')
  assert.deepEqual(await query(`SELECT count(*)::int FROM hejie.event WHERE bytes LIKE '%拖欠工资%'`), [['0']])
})

test('urgent aid comes before the papers, but not without an application', async () => {
  const { id } = await village.register(registration())
  refused(await village.ask(id, 'aid-apply', { matter: 'injury', parties: [1] }), 409, 'body-cannot-handle')
  await village.done(id, 'refer', { kind: 'refer', to: centre.org, channel: 'legal_aid', consents: [1, 2] })
  await centre.done(id, 'accept-referral', { referral: 1 })
  refused(await centre.ask(id, 'aid-grant', { procedure: 2, urgent: 'preservation' }), 409, 'aid-not-applied-for')
  refused(await centre.ask(id, 'aid-apply', { matter: 'injury', parties: [1], urgent: 'limitation', limitation_on: '2024-03-12' }),
    409, 'not-urgent', { article: '法律援助法44' })
  await centre.done(id, 'aid-apply', { matter: 'injury', parties: [1], urgent: 'limitation', limitation_on: '2024-03-11' })
  assert.equal((await clockNamed(id, 'LA_URGENT')).due_on, '2024-03-11')
  await centre.done(id, 'aid-grant', { procedure: 2 })
  const { state } = await centre.dispute(id)
  assert.equal(state.aid[0].papers_later, true)
  const answer = await once(id, 'appoint-counsel', { procedure: 2, counsel: counsel[1], ground: 'urgent', disclosed: true, reason: '时效将届满' })
  assert.equal(answer.status, 200, answer.text)
})

test('counsel of one side is refused to the other, and a candidate does not mediate', async () => {
  const id = await referred()
  await centre.done(id, 'aid-apply', { matter: 'violence', parties: [1] })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  const first = { procedure: 2, counsel: counsel[0], ground: 'asked', disclosed: true, reason: '信任' }
  refused(await once(id, 'appoint-counsel', { ...first, disclosed: false }), 409, 'interest-not-disclosed')
  assert.equal((await once(id, 'appoint-counsel', first)).status, 200)
  await centre.done(id, 'aid-apply', { matter: 'violence', parties: [2] })
  await centre.done(id, 'aid-grant', { procedure: 3 })
  refused(await centre.ask(id, 'appoint-counsel', { ...first, procedure: 3 }), 409, 'counsel-in-conflict', { field: 'counsel' })

  await centre.done(id, 'freeze-draw', { procedure: 3, conflicts: [{ counsel: counsel[1], reason: 'works_for_opponent' }] })
  const frozen = (await centre.timeline(id)).map((e) => e.event).find((e) => e.kind === 'draw_frozen')
  assert.deepEqual(frozen.body.draw.candidate, [{ id: counsel[2], weight: 1 }])
  assert.deepEqual(frozen.body.draw.excluded.map((e) => e.reason), ['other_side', 'works_for_opponent'])
  const rows = await query(`SELECT no, procedure, seq, county FROM hejie.draw WHERE stream = '${uuid(id)}'`)
  assert.deepEqual(rows.map((r) => r.map(String)), [['1', '3', String(frozen.seq), '999901']])
  refused(await centre.ask(id, 'freeze-draw', { procedure: 3 }), 409, 'not-in-this-stage')
  refused(await centre.ask(id, 'conclude-draw', { draw: 1, checkpoint_size: 1, seed: '0'.repeat(64) }), 404, 'not-found')

  // The first checkpoint that covers it concludes it, and redraw.mjs does it again.
  await site.move('2024-03-04T12:00:00+08:00')
  const line = (await centre.timeline(id)).map((e) => e.event)
  const concluded = line.find((e) => e.kind === 'draw_concluded')
  assert.equal(concluded.body.draw.drawn, counsel[2])
  assert.equal(line.find((e) => e.kind === 'counsel_appointed' && e.body.aid.procedure === 3).body.aid.counsel, counsel[2])
  assert.ok(concluded.body.draw.checkpoint_size > 0)
  const [[root]] = await query(`SELECT encode(root, 'hex') FROM hejie.checkpoint WHERE size = ${concluded.body.draw.checkpoint_size}`)
  const { state } = await centre.dispute(id)
  assert.equal(fault(frozen.body.draw, concluded.body.draw, root, state.code), null)
  assert.deepEqual((await query(`SELECT state FROM hejie.draw WHERE stream = '${uuid(id)}'`)).map(([x]) => x), ['concluded'])

  // Rows are those of the events, draws among them.
  await query(`UPDATE hejie.draw SET state = 'altered'`)
  assert.notEqual((await hejie(service, 'rebuild', '--check')).code, 0)
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.equal((await hejie(service, 'rebuild', '--check')).code, 0)
})

test('the roster is its centre’s, and one for each', async () => {
  refused(await head.post('/api/v1/rosters/commands/found-roster', {}), 409, 'already-done')
  const court = await site.as('court.a')
  refused(await court.post(`/api/v1/rosters/${roster}/commands/set-leave`, { id: counsel[0] }), 403, 'not-your-right')
  refused(await court.post('/api/v1/rosters/commands/found-roster', {}), 409, 'body-cannot-handle')
})
