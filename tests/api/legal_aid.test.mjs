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

const noticesOf = async (id, kind) => (await centre.dispute(id)).state.notice.filter((n) => n.kind === kind && n.state === 'owed').map((n) => n.no)
const told = async (id, kind) => centre.done(id, 'serve-notice', { means: 'handed', notices: await noticesOf(id, kind) })
const apply = (id, more = {}) => centre.done(id, 'aid-apply', { matter: 'labour', form: 'labour', parties: [1], ...more })
const asked = (counselNo) => ({ procedure: 2, counsel: counsel[counselNo], ground: 'asked', disclosed: true, reason: '受援人请求' })

test('hardship is shown, or the law asks for none: the exempt person, the exempt matter', async () => {
  const shown = await referred()
  await apply(shown)
  refused(await centre.ask(shown, 'aid-grant', { procedure: 2 }), 409, 'hardship-not-shown', { article: '法律援助法31、41、42' })
  await centre.done(shown, 'aid-grant', { procedure: 2, hardship: 'migrant' })
  const exempt = await referred()
  await apply(exempt, { matter: 'violence', form: 'agency' })
  await centre.done(exempt, 'aid-grant', { procedure: 2 })
  assert.equal((await centre.dispute(exempt)).state.aid[0].hardship ?? null, null)
})

test('refused in writing with reasons; objected to, upheld and then ordered; both limits to the day', async () => {
  await site.move('2024-03-06T09:00:00+08:00')
  const id = await referred()
  await apply(id)
  assert.equal((await clockNamed(id, 'LA_DEC')).due_on, '2024-03-13')
  assert.equal((await centre.ask(id, 'aid-refuse', { procedure: 2, ground: 'hardship' })).status, 400, 'no refusal without reasons')
  await centre.done(id, 'aid-refuse', { procedure: 2, ground: 'hardship', reason: '收入高于标准' })
  assert.equal((await clockNamed(id, 'LA_DEC')).state, 'met')
  refused(await centre.ask(id, 'close', { procedure: 2 }), 409, 'notice-owed')
  await told(id, 'aid_refused')
  await village.done(id, 'object-aid', { procedure: 2, text: '不服' })
  assert.deepEqual([(await clockNamed(id, 'LA_OBJ')).due_on, (await clockNamed(id, 'LA_OBJ')).article], ['2024-03-11', '法律援助法49'])
  refused(await village.ask(id, 'decide-objection', { procedure: 2, department: '县司法局' }), 403, 'not-your-right')
  await head.done(id, 'decide-objection', { procedure: 2, department: '县司法局', number: '维1' })
  assert.equal(await stageOf(id, 2), 'aid_refused')
  await village.done(id, 'object-aid', { procedure: 2, text: '补充工资条' })
  await head.done(id, 'decide-objection', { procedure: 2, department: '县司法局', ordered: true })
  assert.equal(await stageOf(id, 2), 'aid_granted')
  assert.deepEqual([(await clockNamed(id, 'LA_ASSIGN')).state, (await clockNamed(id, 'LA_ASSIGN')).due_on], ['running', '2024-03-11'], 'the 9th is a Saturday')
})

test('counsel is replaced on a ground and not named again; aid ends on a ground of the list, and may be objected to', async () => {
  const id = await referred()
  await apply(id, { hardship: 'relief' })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  assert.equal((await once(id, 'appoint-counsel', asked(1))).status, 200)
  assert.equal((await centre.ask(id, 'replace-counsel', { procedure: 2, ground: 'neglect' })).status, 400, 'no replacement without a reason')
  await centre.done(id, 'replace-counsel', { procedure: 2, ground: 'neglect', reason: '无故拖延' })
  refused(await centre.ask(id, 'appoint-counsel', asked(1)), 409, 'no-such-counsel', { field: 'counsel' })
  assert.equal((await once(id, 'appoint-counsel', asked(2))).status, 200)
  assert.equal((await centre.seen(id, 'terminate-aid', { procedure: 2, ground: 'tired', reason: '不愿' })).status, 400, 'a ground of the list')
  await centre.done(id, 'terminate-aid', { procedure: 2, ground: 'own_lawyer', reason: '自行委托律师' })
  assert.equal((await noticesOf(id, 'aid_terminated')).length, 1)
  await told(id, 'aid_terminated')
  await village.done(id, 'object-aid', { procedure: 2, text: '并未委托' })
  await head.done(id, 'decide-objection', { procedure: 2, department: '县司法局', ordered: true })
  assert.deepEqual([await stageOf(id, 2), (await centre.dispute(id)).state.aid[0].counsel], ['aid_running', counsel[2]])
})

test('who mediated the matter is not counsel in it, though he was replaced; a draw leaves him out and says why', async () => {
  const [second, county] = await site.all('aid.b', 'county.a')
  const roll = (await head.read('/api/v1/rosters')).items[0].state.counsel
  const own = roll.find((c) => c.id === second.person) ?? roll.find((c) => c.person === second.person)
  const { id } = await centre.register(registration({ channel: 'people' }))
  for (const party of [1, 2]) await centre.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await centre.done(id, 'join-signer', { signer: county.org })
  await centre.done(id, 'accept')
  await head.done(id, 'assign-mediators', { mediators: [{ person: second.person, disclosed: true }] })
  await head.done(id, 'replace-mediators', { mediators: [{ person: centre.person, disclosed: true }], reason: '请假' })
  await apply(id, { matter: 'violence', form: 'agency' })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  refused(await once(id, 'appoint-counsel', { ...asked(0), counsel: own.id }), 409, 'counsel-in-conflict', { field: 'counsel' })
  await centre.done(id, 'freeze-draw', { procedure: 2 })
  const { draw } = (await centre.timeline(id)).map((e) => e.event).find((e) => e.kind === 'draw_frozen').body
  assert.deepEqual(draw.excluded.find((e) => e.id === own.id)?.reason, 'mediated')
})

test('who is held is passed on within a day; an organ’s notice of defence is granted as it stands', async () => {
  const police = await site.as('police.a')
  await site.move('2024-03-07T09:30:00+08:00')
  const { id } = await police.register(registration({ source: 'police', channel: 'people' }))
  await police.done(id, 'relay-aid', { centre: centre.org, parties: [2] })
  const relay = await clockNamed(id, 'LA_RELAY')
  assert.deepEqual([relay.state, relay.article, new Date(relay.due).toISOString()], ['running', '法律援助法39', '2024-03-08T01:30:00.000Z'])
  await centre.done(id, 'aid-apply', { procedure: 2, matter: 'criminal', form: 'defence', parties: [2] })
  assert.equal((await clockNamed(id, 'LA_RELAY')).state, 'met')
  const other = await police.register(registration({ source: 'police', channel: 'people' }))
  await police.done(other.id, 'notify-defence', { centre: centre.org, parties: [2], number: '通知1' })
  assert.deepEqual([await stageOf(other.id, 2), (await clockNamed(other.id, 'LA_CRIM')).due_on], ['aid_granted', '2024-03-11'])
})

test('who is on leave, or works in another field or county, is not drawn; leave is over with its last day', async () => {
  await site.move('2024-03-11T09:00:00+08:00')
  const tell = async (name, body) => {
    const answer = await head.post(`/api/v1/rosters/${roster}/commands/${name}`, body)
    assert.equal(answer.status, 200, `${name}: ${answer.text}`)
  }
  const before_ = new Set((await head.read('/api/v1/rosters')).items[0].state.counsel.map((c) => c.id))
  const enter = async (body) => {
    await tell('enter-counsel', body)
    const one = (await head.read('/api/v1/rosters')).items[0].state.counsel.find((c) => !before_.has(c.id))
    before_.add(one.id)
    return one.id
  }
  for (const id of before_) await tell('set-leave', { id, from: '2024-03-11', to: '2024-03-31' })
  const labour = await enter({ name: '劳动律师', specialities: ['labour'] })
  const injury = await enter({ name: '工伤律师', specialities: ['injury'] })
  const away = await enter({ name: '请假律师', specialities: ['labour'] })
  const elsewhere = await enter({ name: '邻县律师', areas: ['999902'] })
  assert.equal((await head.post(`/api/v1/rosters/${roster}/commands/set-leave`, { id: away, from: '2024-03-12', to: '2024-03-11' })).status, 409)
  await tell('set-leave', { id: away, from: '2024-03-11', to: '2024-03-12' })

  // Each process learns of the roster by itself, a moment later: until then it draws from the former one.
  const frozen = async (matter, among) => {
    let list, why, id
    for (const until = Date.now() + 30_000; Date.now() < until && !among(list ?? []); ) {
      id = await referred()
      await apply(id, { matter, hardship: 'relief' })
      await centre.done(id, 'aid-grant', { procedure: 2 })
      if ((await centre.ask(id, 'freeze-draw', { procedure: 2 })).status !== 200) continue
      const { draw } = (await centre.timeline(id)).map((e) => e.event).find((e) => e.kind === 'draw_frozen').body
      list = draw.candidate.map((c) => c.id)
      why = Object.fromEntries(draw.excluded.map((e) => [e.id, e.reason]))
    }
    return { id, list, why }
  }
  const only = (id) => (list) => list.length === 1 && list[0] === id
  const first = await frozen('labour', only(labour))
  assert.deepEqual(first.list, [labour])
  assert.deepEqual([first.why[away], first.why[injury], first.why[elsewhere], ...counsel.map((c) => first.why[c])],
    ['leave', 'speciality', 'area', 'leave', 'leave', 'leave'])
  assert.deepEqual((await frozen('injury', only(injury))).list, [injury])
  await site.move('2024-03-12T23:00:00+08:00')
  const drawn = (await centre.timeline(first.id)).map((e) => e.event).find((e) => e.kind === 'counsel_appointed')
  assert.equal(drawn.body.aid.counsel, labour)
  assert.equal((await frozen('labour', (list) => list.length > 0)).why[away], 'leave', 'on its last day, too')
  await site.move('2024-03-13T00:00:00+08:00')
  const back = await frozen('labour', (list) => list.includes(away))
  assert.ok(back.list.includes(away) && !back.list.some((c) => counsel.includes(c)), 'back is who is back')
})

test('hardship is asked for in what 31 lists, not in what 32 and 25 list; each exemption of 42 serves, and so does a promise', async () => {
  const grant = async (matter, more = {}) => {
    const id = await referred()
    await apply(id, { matter, form: 'agency' })
    return centre.ask(id, 'aid-grant', { procedure: 2, ...more }, { dry: true })
  }
  for (const matter of ['state_compensation', 'social_insurance', 'pension', 'support', 'labour', 'capacity', 'injury', 'environment', 'other_listed'])
    refused(await grant(matter), 409, 'hardship-not-shown', { article: '法律援助法31、41、42' })
  for (const matter of ['hero', 'good_deed', 'retrial', 'violence', 'other_free', 'criminal'])
    assert.equal((await grant(matter)).status, 200, matter)
  for (const hardship of ['checked', 'promised', 'no_income', 'relief', 'migrant', 'other'])
    assert.equal((await grant('labour', { hardship })).status, 200, hardship)
})

test('aid is ended on each of the eight grounds of 48, and its decision is owed each time', async () => {
  const id = await referred()
  await apply(id, { hardship: 'relief' })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  for (const ground of ['fraud', 'hides', 'unlawful_use', 'not_eligible', 'over', 'own_lawyer', 'asked', 'other']) {
    const body = { procedure: 2, ground, reason: '查明' }
    const answer = await centre.seen(id, 'terminate-aid', body, { dry: true })
    assert.equal(answer.status, 200, `${ground}: ${answer.text}`)
    assert.deepEqual(answer.json.events.map((e) => e.kind).filter((k) => ['aid_terminated', 'notice_owed'].includes(k)), ['aid_terminated', 'notice_owed'], ground)
  }
})

test('before a draw the centre sees who fits and who not, why, and who knows the matter; nobody else sees it', async () => {
  const id = await referred()
  await apply(id, { hardship: 'relief' })
  const read = async (who = centre) => (await who.read(`/api/v1/disputes/${id}/counsel`)).items
  const [item] = await read()
  assert.deepEqual([item.procedure, item.matter], [2, 'labour'])
  const named = (list) => Object.fromEntries(list.map((c) => [c.name, c.fits || c.reason]))
  const seen = named(item.counsel)
  assert.equal(item.counsel.length, (await head.read('/api/v1/rosters')).items[0].state.counsel.length, 'everybody on the roster')
  assert.deepEqual(['请假律师', '劳动律师', '工伤律师', '邻县律师', '某律师'].map((name) => seen[name]), [true, 'turn', 'speciality', 'area', 'leave'],
    'back from leave; has had the turn of the round; another field, another county; away')
  assert.ok(item.counsel[0].fits && item.counsel[0].speciality, 'who fits and knows the matter stands first')
  const places = item.counsel.map((c) => (c.fits ? 0 : 2) + (c.speciality ? 0 : 1))
  assert.deepEqual(places, [...places].sort())
  // What a draw then freezes is the same.
  await centre.done(id, 'aid-grant', { procedure: 2 })
  const [{ counsel: before }] = await read()
  await centre.done(id, 'freeze-draw', { procedure: 2 })
  const { draw } = (await centre.timeline(id)).map((e) => e.event).find((e) => e.kind === 'draw_frozen').body
  assert.deepEqual(before.filter((c) => c.fits).map((c) => [c.id, c.weight]).sort(), draw.candidate.map((c) => [c.id, c.weight]))
  assert.deepEqual(before.filter((c) => !c.fits).map((c) => [c.id, c.reason]).sort(), draw.excluded.map((c) => [c.id, c.reason]))
  assert.deepEqual([await read(), await read(village)], [[], []], 'it is drawn; and another body is told nothing')
  const stranger = await site.as('neighbour.a')
  refused(await stranger.get(`/api/v1/disputes/${id}/counsel`), 404, 'not-found')
})

test('seven days to decide and three to appoint: over with their last moment, and then still done', async () => {
  await site.move('2024-03-18T10:00:00+08:00')
  const id = await referred()
  await apply(id, { hardship: 'relief' })
  const stands = async (rule) => [(await clockNamed(id, rule)).state, (await clockNamed(id, rule)).due_on]
  assert.deepEqual(await stands('LA_DEC'), ['running', '2024-03-25'])
  await site.move('2024-03-25T23:59:59+08:00')
  assert.deepEqual(await stands('LA_DEC'), ['running', '2024-03-25'])
  await site.move('2024-03-26T00:00:00+08:00')
  assert.deepEqual([...await stands('LA_DEC'), (await clockNamed(id, 'LA_DEC')).effect], ['fired', '2024-03-25', 'overdue'])
  await centre.done(id, 'aid-grant', { procedure: 2 })
  assert.deepEqual(await stands('LA_ASSIGN'), ['running', '2024-03-29'])
  await site.move('2024-03-29T23:59:59+08:00')
  assert.equal((await stands('LA_ASSIGN'))[0], 'running')
  await site.move('2024-03-30T00:00:00+08:00')
  assert.equal((await stands('LA_ASSIGN'))[0], 'fired')
  await site.move('2024-04-01T10:00:00+08:00')
  const late = await once(id, 'appoint-counsel', { procedure: 2, counsel: counsel[0], ground: 'asked', disclosed: true, reason: '受援人请求' })
  assert.equal(late.status, 200, late.text)
})
