// A compact of villagers: asked, deliberated, shown, signed, reviewed; evidence in a
// dispute; nobody else's to see.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, send } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, township, neighbour, admin, id
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, township, neighbour, admin] = await site.all('village.a', 'township.a', 'neighbour.a', 'admin')
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

const tell = async (command, body, who = village) =>
  who.post(`/api/v1/compacts/${id}/commands/${command}`, body, { headers: await who.sight(`/api/v1/compacts/${id}`) })
async function done(command, body, who) {
  const answer = await tell(command, body, who)
  assert.equal(answer.status, 200, `${command}: ${answer.text}`)
  return answer.json.events.map((e) => e.kind)
}
const state = async (who = village) => (await who.read(`/api/v1/compacts/${id}`)).state
const listed = async (who, query = '') => (await who.read(`/api/v1/compacts${query}`)).items.filter((c) => c.id === id)

test('how one begins, and who may not', async () => {
  const [open] = (await village.read('/api/v1/creations/compacts')).commands
  assert.deepEqual([open.name, open.allowed, open.form.required.includes('parties')], ['open-compact', true, true])
  const [refusedOne] = (await admin.read('/api/v1/creations/compacts')).commands
  refused(await village.get('/api/v1/creations/nothing'), 404, 'not-found')
  assert.deepEqual([refusedOne.allowed, refusedOne.form, refusedOne.why], [false, undefined, '本岗位不能办理公约、风险评估和帮扶'])
})

test('it is opened with its parties; the body above sees it, a stranger does not', async () => {
  const made = await village.post('/api/v1/compacts/commands/open-compact', {
    between: 'villagers',
    class: 'public_affairs',
    form: 'agreement',
    title: '八组灌溉用水公约',
    parties: [
      { class: 'organisation', name: '青石村村民委员会' },
      { class: 'villager', name: '八组村民', heads: 40 },
    ],
  })
  assert.equal(made.status, 201, made.text)
  id = made.json.id
  assert.equal((await state()).party[1].name, '八组村民')
  assert.deepEqual((await listed(township)).map((c) => [c.title, c.stage]), [['八组灌溉用水公约', 'opened']])
  assert.deepEqual(await listed(neighbour), [])
  for (const path of ['', '/timeline']) {
    refused(await neighbour.get(`/api/v1/compacts/${id}${path}`), 404, 'not-found')
    refused(await admin.get(`/api/v1/compacts/${id}${path}`), 403, 'forbidden')
  }
  refused(await tell('hold-meeting', { kind: 'asking', called_by: 'delegates', entitled: 1, came: 1 }, neighbour), 404, 'not-found')
})

test('the county’s rule asks for publicity and reviews before signing', async () => {
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', {
    county: '999901',
    sets: ['three-compacts'],
  })
  assert.equal(chosen.status, 200, chosen.text)
  await done('hold-meeting', { kind: 'asking', called_by: 'committees', entitled: 40, came: 36, outcome: '要求轮流' })
  await done('hold-meeting', { kind: 'deliberating', called_by: 'delegates', entitled: 40, came: 38 })
  refused(await tell('draft-compact', { meeting: 1, text: '轮流' }), 409, 'no-such-meeting')
  await done('draft-compact', { meeting: 2, text: '每户轮流放水两小时' })
  const sign = (party) => tell('sign-compact', { party, how: 'signature' })
  refused(await sign(1), 409, 'publicity-not-over', { article: '张家港三约三会' })
  await done('show-compact', { first: '2026-04-10', last: '2026-04-16' })
  await done('object-compact', { text: '下游不够' })
  refused(await sign(1), 409, 'objection-open')
  await done('answer-objection', { objection: 1, answer: '下游先放' })
  await site.move('2026-04-17T09:00:00+08:00')
  refused(await sign(1), 409, 'review-missing')
  await done('review-compact', { by: 'legal_adviser', passed: true })
  refused(await tell('review-compact', { by: 'superior', passed: true }), 409, 'not-above')
  await done('review-compact', { by: 'superior', passed: true }, township)
  refused(await tell('sign-compact', { party: 1, how: 'signature' }, township), 403, 'not-your-right')
  assert.deepEqual(await done('sign-compact', { party: 2, how: 'refused' }), ['compact_party_signed'])
  assert.deepEqual(await done('sign-compact', { party: 1, how: 'seal' }), ['compact_party_signed'], 'who refuses has not signed')
  assert.deepEqual(await done('sign-compact', { party: 2, how: 'signature' }), ['compact_party_signed', 'compact_concluded'])
  const asked = Object.fromEntries((await village.read(`/api/v1/compacts/${id}/commands`)).commands.map((c) => [c.name, c]))
  assert.deepEqual([asked['hold-meeting'].allowed, asked['draft-compact'].allowed, asked['end-compact'].if_match], [true, false, true])
  assert.deepEqual([asked['admit-reader'], asked['open-compact']], [undefined, undefined])
  refused(await neighbour.get(`/api/v1/compacts/${id}/commands`), 404, 'not-found')
  const now = await state()
  assert.deepEqual([now.stage, now.signed_on, now.next_on, now.draft.text], ['signed', '2026-04-17', '2026-10-17', '每户轮流放水两小时'])
})

test('it is due for review half a year later; an item below a third goes back', async () => {
  assert.equal((await listed(village, '?due_by=2026-10-16')).length, 0)
  assert.equal((await listed(village, '?due_by=2026-10-17')).length, 1)
  await site.move('2026-10-15T09:00:00+08:00')
  await done('hold-meeting', { kind: 'reviewing', called_by: 'delegates', entitled: 40, came: 30 })
  await done('check-compact', { kept: 'partly', meeting: 3 })
  const vote = (satisfied, basic, dissatisfied) => done('vote-on-item', { meeting: 3, item: '放水顺序', satisfied, basic, dissatisfied })
  assert.deepEqual(await vote(10, 0, 20), ['compact_voted'])
  assert.deepEqual(await vote(9, 20, 1), ['compact_voted', 'compact_item_returned'])
  await done('hold-meeting', { kind: 'asking', called_by: 'committees', entitled: 40, came: 33, vote: 2 })
  const now = await state()
  assert.deepEqual(
    now.vote.map((v) => [v.rate, v.returned ?? false, v.asked ?? 0, v.set]),
    [
      [3333, false, 0, 'three-compacts'],
      [3000, true, 4, 'three-compacts'],
    ],
  )
  assert.equal(now.next_on, '2027-04-15')
})

test('under the other reading fairly satisfied votes count: threshold and reading are the set’s', async () => {
  const choose = async (set) => {
    const answer = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: [set] })
    assert.equal(answer.status, 200, answer.text)
  }
  const vote = { meeting: 3, item: '清淤', satisfied: 9, basic: 20, dissatisfied: 1 }
  assert.equal((await tell('vote-on-item?dry=1', vote)).json.events.length, 2, 'it would go back')
  await choose('three-compacts-basic')
  for (let i = 0; i < 300 && (await tell('vote-on-item?dry=1', vote)).json.events.length > 1; i++);
  assert.deepEqual(await done('vote-on-item', vote), ['compact_voted'])
  const { rate, set, basic_counted: counted, at_least: least, of } = (await state()).vote.at(-1)
  assert.deepEqual([rate, set, counted, least, of], [9666, 'three-compacts-basic', true, 1, 3])
})

test('in a dispute it is evidence, which its bodies read', async () => {
  const { id: dispute } = await village.register(registration())
  await done('link-dispute', { dispute })
  await site.move('2026-10-15T10:00:00+08:00')
  const [link] = (await state()).link
  assert.deepEqual([link.dispute, link.linked], [dispute, true])
  const taken = (await village.dispute(dispute)).state.compact
  assert.deepEqual([taken.length, taken[0].compact, taken[0].signed_on], [1, id, '2026-04-17'])
  // A body that has nothing to do with it: the compact knows no more than the id.
  const { id: foreign } = await neighbour.register(registration())
  await done('link-dispute', { dispute: foreign })
  await site.move('2026-10-15T11:00:00+08:00')
  assert.equal((await neighbour.dispute(foreign)).state.compact, undefined)
  assert.equal((await state()).link[1].linked ?? false, false)
  refused(await neighbour.get(`/api/v1/compacts/${id}`), 404, 'not-found')
})

test('its timeline is read in the clear, and its rows can be made again', async () => {
  const all = (await village.read(`/api/v1/compacts/${id}/timeline?limit=500`)).items
  assert.ok(all.some((e) => e.event.kind === 'compact_objected' && e.event.body.objection.text === '下游不够'))
  const spec = await send(`${service.url}/openapi.json`)
  assert.ok(spec.text.includes('vote-on-item') && spec.text.includes('/api/v1/compacts'))
  const { code, stdout } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout)
})
