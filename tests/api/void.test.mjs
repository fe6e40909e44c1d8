// What was entered by mistake is taken back: whatever kind it is, state, derived
// rows and everybody's sight are as before it, and the timeline keeps both.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { applicant, hejie, openSite, refused, registration, send, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, admin, village, head, township, seat, street
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, village, head, township, seat, street] = await site.all('admin', 'village.a', 'village.c', 'township.a', 'hotline.a', 'township.b')
})
after(() => service?.stop())

const stateOf = async (who, id) => (await who.dispute(id)).state
const eventOf = (answer, kind) => answer.events.find((e) => e.kind === kind).id
const freshId = () => randomBytes(16).toString('hex')

/** Is `now` as `was`?  What the entry made may stand behind it, marked. */
function asBefore(was, now) {
  for (const name of new Set([...Object.keys(was), ...Object.keys(now)])) {
    if (['version', 'last_at'].includes(name)) continue
    const numbered = now[name]?.[0]?.no !== undefined
    assert.deepEqual(numbered ? now[name].slice(0, was[name]?.length ?? 0) : now[name], numbered ? was[name] ?? [] : was[name], name)
  }
}

/** A command that rests on the version as it stands, asked until nothing came between. */
async function still(who, id, name, body) {
  for (;;) {
    const answer = await who.seen(id, name, body)
    if (answer.status !== 412) return answer
  }
}

/** What an acceptance asks of another timeline has come back. */
const numbered = (who, id) => until(async () => (await stateOf(who, id)).procedure[0].number)

async function until(holds) {
  const deadline = Date.now() + 30_000
  while (!(await holds())) assert.ok(Date.now() < deadline, 'it does not come')
}

/** Enter, take back, look; the state then, in which what was made is marked. */
async function takenBack(who, id, command, body, kind) {
  const was = await stateOf(who, id)
  const entered = await who.done(id, command, body)
  const event = eventOf(entered, kind)
  const done = await still(who, id, 'void', { event, reason: '录错' })
  assert.equal(done.status, 200, done.text)
  assert.equal(done.json.events[0].kind, 'voided')
  const now = await stateOf(who, id)
  asBefore(was, now)
  const told = (await who.timeline(id)).map((e) => e.event)
  assert.ok(told.some((e) => e.id === event && e.kind === kind), 'the entry stays on the timeline')
  assert.equal(told.find((e) => e.kind === 'voided' && e.body.event === event).body.kind, kind)
  return { now, event }
}

test('a party entered by mistake, a consent, a refusal, a report of danger, an address', async () => {
  const { id } = await village.register()
  const third = { ...applicant, name: '丙录错', phone: '10900000003', identity: undefined }
  const { now, event } = await takenBack(village, id, 'add-party', { party: third }, 'party_added')
  for (const again of ['void', 'amend'])
    refused(await still(village, id, again, { event, reason: '又', ...(again === 'amend' && { fields: 'occurred_on', text: '昨' }) }), 409, 'voided-already')
  assert.equal(now.party[2].removed, true)
  assert.deepEqual((await village.post('/api/v1/search', { words: '丙录错' })).json.items, [], 'found by nothing')
  await takenBack(village, id, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' }, 'consent_recorded')
  await takenBack(village, id, 'record-consent', { party: 1, answer: 'refuses', manner: 'oral' }, 'consent_recorded')
  await takenBack(village, id, 'report-danger', { danger: 'threat', told: '派出所' }, 'danger_reported')
  await takenBack(village, id, 'correct-party', { party: { party: 2, address: '另一处' }, reason: '搬家' }, 'party_corrected')
})

test('mediators, a draft, an offer, a paper, an end', async () => {
  const { id } = await village.register()
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await numbered(village, id)
  await takenBack(village, id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] }, 'mediators_assigned')
  await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
  const { now: drafted } = await takenBack(village, id, 'draft-agreement',
    { text: '付款', terms: [{ kind: 'money', amount: 100, debtor: 2, text: '一元' }] }, 'agreement_drafted')
  assert.equal(drafted.agreement[0].state, 'dropped')

  const { now: offered } = await takenBack(village, id, 'refer', { to: township.org }, 'referral_offered')
  assert.equal(offered.referral[0].state, 'revoked')
  assert.deepEqual((await township.read('/api/v1/referrals')).items, [])
  assert.equal((await township.get(`/api/v1/disputes/${id}/timeline`)).json?.items?.length ?? 0, 0)

  const upload = freshId()
  const sent = await send(`${service.url}/api/v1/disputes/${id}/uploads/${upload}`, {
    method: 'PUT', headers: { ...village.headers, 'Content-Type': 'application/octet-stream' }, body: Buffer.from('收条') })
  assert.equal(sent.status, 200, sent.text)
  const { now: attached } = await takenBack(village, id, 'attach', { upload, paper: 'evidence', name: '收条.txt' }, 'attached')
  assert.equal(attached.attachment[0].detached, true)

  const { now: ended } = await takenBack(village, id, 'end-procedure', { ground: 'no_agreement' }, 'procedure_ended')
  assert.ok(ended.notice.slice(-2).every((n) => n.state === 'replaced'), 'the routes are not owed')
  assert.equal((await village.clocks(id)).find((c) => c.rule === 'RT_MED').state, 'running')
})

test('an order signed for', async () => {
  const { id } = await seat.register(registration({ source: 'hotline', manner: 'phone', channel: 'hotline', external: '热1' }))
  await seat.done(id, 'dispatch-order', { to: street.org, text: '请核实' })
  await takenBack(street, id, 'sign-for', {}, 'order_signed_for')
  const row = (await seat.read('/api/v1/orders?all=1&limit=200')).items.find((o) => o.id === id)
  assert.deepEqual([row.holder, row.stage], [seat.org, 'order_dispatched'])
})

test('what later entries rest on waits for them, newest first; what took effect stands', async () => {
  const { id } = await village.register()
  const consent = eventOf(await village.done(id, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' }), 'consent_recorded')
  await village.done(id, 'record-consent', { party: 2, answer: 'agrees', manner: 'oral' })
  const was = await stateOf(village, id)
  const accepted = eventOf(await village.done(id, 'accept'), 'accepted')
  const mediators = eventOf(await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] }), 'mediators_assigned')
  await numbered(village, id)
  for (const event of [consent, accepted])
    refused(await still(village, id, 'void', { event, reason: '录错' }), 409, 'later-entries-rest-on-it')
  const answer = await still(village, id, 'void', { event: accepted, reason: '录错' })
  assert.ok(answer.json.next.includes(`void ${mediators} (mediators_assigned, `), answer.json.next)
  await village.sure(id, 'void', { event: mediators, reason: '录错' })
  await village.sure(id, 'void', { event: accepted, reason: '录错' })
  const now = await stateOf(village, id)
  assert.deepEqual([now.procedure[0].phase, now.procedure[0].accepted_on], [was.procedure[0].phase, undefined])
  assert.ok(now.clock.filter((c) => c.rule === 'RT_MED').every((c) => c.state === 'stopped'))
  await village.sure(id, 'void', { event: consent, reason: '录错' })
  await takeUp(village, id)

  const registered = (await village.timeline(id))[0].event.id
  const stands = await still(head, id, 'void', { event: registered, reason: '录错' })
  refused(stands, 409, 'cannot-be-voided')
  assert.ok(stands.json.next.includes('merge-disputes'), stands.json.next)
  refused(await street.ask(id, 'void', { event: registered, reason: '录错' }, { match: 1 }), 404, 'not-found')
})

test('other timelines: a body renamed, a meeting of a compact', async () => {
  const path = `/api/v1/organisations/${village.org}/commands`
  const renamed = await admin.post(`${path}/rename`, { name: '误名委员会' })
  assert.equal(renamed.status, 200, renamed.text)
  const back = await admin.post(`${path}/void`, { event: eventOf(renamed.json, 'organisation_renamed'), reason: '录错' },
    { headers: { 'If-Match': `"${renamed.json.version}"` } })
  assert.equal(back.status, 200, back.text)
  await until(async () => (await village.read('/api/v1/me')).organisation_name === village.who.organisation_name)

  const opened = await village.post('/api/v1/compacts/commands/open-compact', {
    between: 'villagers', class: 'public_affairs', form: 'agreement', title: '八组灌溉用水公约',
    parties: [{ class: 'organisation', name: '青石村村民委员会' }, { class: 'villager', name: '八组村民', heads: 40 }] })
  assert.equal(opened.status, 201, opened.text)
  const compact = `/api/v1/compacts/${opened.json.id}`
  const was = await village.read(compact)
  const held = await village.post(`${compact}/commands/hold-meeting`, { kind: 'asking', called_by: 'committees', entitled: 40, came: 31, outcome: '同意' })
  assert.equal(held.status, 200, held.text)
  const voided = await village.post(`${compact}/commands/void`, { event: eventOf(held.json, 'compact_meeting_held'), reason: '录错' },
    { headers: await village.sight(compact) })
  assert.equal(voided.status, 200, voided.text)
  asBefore(was.state, (await village.read(compact)).state)
})

test('every derived row is what the timelines give', async () => {
  const { code, stdout, stderr } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout + stderr)
})

test('a body that refused an offer takes that back by the id of the entry, and sees nothing by it', async () => {
  const { id } = await village.register(registration())
  await takeUp(village, id)
  await village.done(id, 'refer', { kind: 'refer', to: township.org, channel: 'people', reason: '移交', consents: [1, 2] })
  const event = eventOf(await township.done(id, 'refuse-referral', { referral: 1, ground: 'not_ours' }), 'referral_refused')
  const ask = (who, name, body, entry) => who.post(`/api/v1/disputes/${id}/commands/${name}`, body, { headers: { 'Dispute-Entry': entry } })
  const body = { event, reason: '误拒' }
  refused(await ask(township, 'void', body, freshId()), 404, 'not-found')
  refused(await ask(township, 'void', body, 'x'), 428, 'if-match-missing')
  refused(await ask(seat, 'void', body, event), 403, 'not-your-right')
  refused(await ask(township, 'note', { text: '记' }, event), 403, 'not-your-right')
  assert.equal((await township.get(`/api/v1/disputes/${id}`)).status, 404)
  assert.equal((await township.get(`/api/v1/disputes/${id}`, { 'Dispute-Entry': event })).status, 404)
  const back = await ask(township, 'void', body, event)
  assert.equal(back.status, 200, back.text)
  assert.equal((await stateOf(village, id)).referral[0].state, 'offered')
  await township.done(id, 'accept-referral', { referral: 1 })
  refused(await ask(township, 'void', body, event), 409, 'voided-already')
})
