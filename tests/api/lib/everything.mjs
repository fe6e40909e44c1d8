// A county in which everything happens once, so that every derived table has
// rows: for tests that look at all tables.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'

import { closedFile, freshKey, registration, send, sitting, takeUp } from './client.mjs'

const made = (answer) => {
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id
}

// Each process learns of rosters and sets by itself: ask until it has.
async function known(rule, ask) {
  const until = Date.now() + 30_000
  let answer = await ask()
  for (; answer.json?.rule === rule && Date.now() < until; answer = await ask())
    await new Promise((done) => setTimeout(done, 50))
  return answer
}

// Three sittings in vain at the village go up by themselves; one is taken over.
async function mediate(site, village, township) {
  for (let i = 0; i < 3; i++) {
    const { id } = await village.register()
    await takeUp(village, id)
    await site.move(`2024-03-0${5 + i}T16:00:00+08:00`)
    for (const hour of [11, 13, 15]) await village.done(id, 'log-session', sitting(`2024-03-0${5 + i}T${hour}:00:00+08:00`, 'not_agreed'))
    if (i > 0) await township.done(id, 'accept-referral', { referral: 1 })
  }
}

// Offered, and nobody took it.
async function turnedDown(village, township) {
  const { id } = await village.register()
  await village.done(id, 'refer', { to: township.org, kind: 'refer', reason: '超出能力' })
  await township.done(id, 'refuse-referral', { referral: 1, ground: 'expertise' })
}

async function papers(service, village, court) {
  const { id } = await village.register()
  const upload = randomBytes(16).toString('hex')
  const sent = await send(`${service.url}/api/v1/disputes/${id}/uploads/${upload}`, {
    method: 'PUT', headers: { ...village.headers, 'Content-Type': 'text/plain' }, body: '身份证复印件' })
  assert.equal(sent.status, 200, sent.text)
  await village.done(id, 'attach', { upload, paper: 'identity', name: '身份证.txt' })
  const suit = await court.register(registration({ source: 'court', channel: undefined, manner: 'written' }))
  await court.done(suit.id, 'record-bundle', { pieces: [{ name: '起诉状', pages: 2 }] })
}

async function link(village) {
  const { id: old } = await village.register(registration({ title: '去年水沟' }))
  const { id } = await village.register(registration({ title: '今年水沟' }))
  await village.done(id, 'link-disputes', { other: old, kind: 'recurs_after', reason: '每年汛期' })
}

async function group(site, village) {
  const parties = [{ kind: 'group', side: 'applicant', name: '务工人员', size: 2 }, { kind: 'organisation', side: 'respondent', name: '某公司' }]
  const { id } = await village.register(registration({ parties }))
  await village.done(id, 'found-group', { party: 1 })
  await site.move('2024-03-11T10:00:00+08:00')
  const roll = (await village.dispute(id)).state.group[0].group
  const members = [{ name: '甲一', amount: 100 }, { name: '甲二', amount: 200 }]
  const added = await village.post(`/api/v1/groups/${roll}/commands/add-members`, { members })
  assert.equal(added.status, 200, added.text)
}

// Counsel is to be drawn.
async function draw(village, centre, head) {
  const roster = made(await head.post('/api/v1/rosters/commands/found-roster', {}))
  for (const name of ['某律师', '另律师']) {
    const entered = await head.post(`/api/v1/rosters/${roster}/commands/enter-counsel`, { name })
    assert.equal(entered.status, 200, entered.text)
  }
  const { id } = await village.register()
  await village.done(id, 'refer', { kind: 'refer', to: centre.org, channel: 'legal_aid', consents: [1, 2] })
  await centre.done(id, 'accept-referral', { referral: 1 })
  await centre.done(id, 'aid-apply', { matter: 'violence', parties: [1] })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  const frozen = await known('no-roster', () => centre.ask(id, 'freeze-draw', { procedure: 2 }))
  assert.equal(frozen.status, 200, frozen.text)
}

// A file of the village is reviewed, and something is found.
async function review(service, site, village, township, admin) {
  await closedFile(village)
  await site.move('2024-03-12T10:00:00+08:00')
  const person = made(await admin.post('/api/v1/people', { name: '督办员', org: township.org, roles: ['supervisor'] }))
  const { key } = (await site.key('督办', person)).json
  const set = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['file-review-people'] })
  assert.equal(set.status, 200, set.text)
  const post = (path, body) => send(`${service.url}/api/v1/${path}`, {
    method: 'POST', body, headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': freshKey() } })
  const drawn = { from: '2024-03-01', to: '2024-03-31', seed: '开奖号', size: 1 }
  const id = made(await known('no-review-sheet', () => post('reviews/commands/open-review', drawn)))
  await site.move('2024-03-12T11:00:00+08:00')
  const { json } = await send(`${service.url}/api/v1/reviews/${id}`, { headers: { Authorization: `Bearer ${key}` } })
  const findings = [{ item: 'agreement', points: 25, what: '缺协议书' }]
  const found = await post(`disputes/${json.state.file[0].dispute}/commands/review-file`, { review: id, findings })
  assert.equal(found.status, 200, found.text)
}

// Somebody is away and another stands in; somebody goes to another body.
async function staff(admin, village, cover, township) {
  const away = { cover: cover.person, from: '2024-05-01', to: '2024-05-02' }
  const told = await village.post(`/api/v1/people/${village.person}/commands/set-absence`, away)
  assert.equal(told.status, 200, told.text)
  const person = made(await admin.post('/api/v1/people', { name: '将调走', org: village.org, roles: ['grid'] }))
  const moved = await admin.post(`/api/v1/people/${person}/commands/change-post`, { org: township.org })
  assert.equal(moved.status, 200, moved.text)
}

/** On a simulated demonstration that begins before March 2024. */
export async function everything(service, site) {
  const [village, township, court, seat, office, centre, head, admin] = await site.all(
    'village.a', 'township.a', 'court.a', 'hotline.a', 'petition.a', 'aid.a', 'aid.c', 'admin')
  await site.move('2024-03-04T10:00:00+08:00')
  await mediate(site, village, township)
  await turnedDown(village, township)
  await seat.register(registration({ source: 'hotline', channel: 'hotline', external: '热-1' }))
  const petition = await office.register(registration({ source: 'petition', channel: undefined }))
  await office.done(petition.id, 'register-petition', { class: 'accusation', accused: seat.org })
  const help = { body: seat.org, consent: true, kind: 'social', manner: 'oral', name: '甲' }
  made(await village.post('/api/v1/helps/commands/refer-to-help', help))
  await papers(service, village, court)
  await link(village)
  await group(site, village)
  await draw(village, centre, head)
  await review(service, site, village, township, admin)
  await staff(admin, village, await site.as('village.b'), township)
  await site.move('2024-03-12T12:00:00+08:00')
}
