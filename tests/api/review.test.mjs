// A file review of two villages: the township's supervisor draws files that anybody can
// draw again, findings become tasks of the villages, who answer; each has its result.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'

import { closedFile, freshKey, hejie, openSite, refused, send } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const period = { from: '2026-04-01', to: '2026-04-30' }
let service, site, village, hamlet, head, neighbour, admin, township, id
const files = []

before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[village, hamlet, head, neighbour, admin, township] = await site.all('village.a', 'village2.a', 'village.c', 'neighbour.a', 'admin', 'township.a')
  await site.move('2026-04-10T09:00:00+08:00')
  for (let i = 0; i < 8; i++) files.push(await closedFile(i % 2 ? hamlet : village))
  await village.register()
  await closedFile(neighbour)
})
after(() => service?.stop())

// Who looks after the township's bodies.
let supervisor
async function appoint() {
  const post = await admin.post('/api/v1/people', { name: '督办员', org: township.org, roles: ['supervisor'] })
  const { key } = (await site.key('督办', post.json.id)).json
  const headers = { Authorization: `Bearer ${key}` }
  const call = (method, path, body) => send(`${service.url}/api/v1/${path}`, { method, body, headers: { ...headers, ...(method === 'POST' && { 'Idempotency-Key': freshKey() }) } })
  return {
    person: post.json.id,
    post: (path, body) => call('POST', path, body),
    get: (path) => call('GET', path),
    read: async (path) => {
      const answer = await call('GET', path)
      assert.equal(answer.status, 200, answer.text)
      return answer.json
    },
  }
}
const open = (who, body) => who.post(`${who === supervisor ? '' : '/api/v1/'}reviews/commands/open-review`, { ...period, seed: '2026年4月10日开奖号', size: 5, ...body })
const tasks = async (who) => (await who.read('/api/v1/review-tasks')).items
async function until(holds) {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.fail('it did not come about')
}
const state = async () => (await supervisor.read(`reviews/${id}`)).state

test('a sheet is switched on; a supervisor draws, of bodies below only', async () => {
  supervisor = await appoint()
  refused(await open(supervisor), 409, 'no-review-sheet')
  const set = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['file-review-people'] })
  assert.equal(set.status, 200, set.text)
  refused(await open(village, { body: village.org }), 403, 'not-your-right')
  refused(await open(head, { body: hamlet.org }), 403, 'not-your-right')
  refused(await open(supervisor, { body: neighbour.org }), 403, 'not-your-right')
  refused(await open(supervisor, { from: '2026-05-01', to: '2026-05-31' }), 409, 'nothing-to-draw-from')
  const opened = await open(supervisor)
  assert.equal(opened.status, 201, opened.text)
  id = opened.json.id
})

test('an outsider draws the same sample from the first event', async () => {
  const { event } = (await supervisor.read(`reviews/${id}/timeline`)).items[0]
  const { population, head, file } = event.body
  const [[codes]] = await sql(
    service.database,
    `SELECT string_agg(code, ',' ORDER BY code) FROM hejie.head WHERE stream IN (${files.map((f) => `'${f}'`)})`,
  )
  assert.deepEqual(population, codes.split(','))
  assert.equal(head.population, 8)
  assert.equal(head.method, 'sha256(seed:code) ascending, first n')
  const rank = (code) => createHash('sha256').update(`${head.seed}:${code}`).digest('hex')
  const drawn = [...population].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, 5)
  assert.deepEqual(file.map((f) => f.code), drawn)
})

test('the disputes drawn know it, the bodies see the review, a stranger does not', async () => {
  const { file } = await state()
  const owner = (f) => (f.body === village.org ? village : hamlet)
  for (const f of file)
    await until(async () => (await owner(f).dispute(f.dispute)).state.file_review?.[0].review === id)
  for (const who of [village, hamlet]) assert.deepEqual((await who.read('/api/v1/reviews')).items.map((r) => [r.id, r.stage, r.sheet]), [[id, 'opened', 'file-review-people']])
  assert.deepEqual((await neighbour.read('/api/v1/reviews')).items, [])
  refused(await neighbour.get(`/api/v1/reviews/${id}`), 404, 'not-found')
  refused(await neighbour.get(`/api/v1/reviews/${id}/timeline`), 404, 'not-found')
})

test('findings are tasks of the body; who had a hand in the file does not review it', async () => {
  const { file } = await state()
  const go = (f, findings) => supervisor.post(`disputes/${f.dispute}/commands/review-file`, { review: id, findings })
  refused(await supervisor.post(`reviews/${id}/commands/conclude-review`, {}), 409, 'files-left')
  refused(await go(file[0], [{ item: 'cover', points: 6, what: '封面缺卷号' }]), 409, 'item-does-not-fit')
  // The head of the village is of its body, and no reviewer of this review.
  const own = file.find((f) => f.body === village.org)
  refused(await head.ask(own.dispute, 'review-file', { review: id }), 403, 'not-your-right')
  for (const f of file) {
    const answer = await go(f, f === own ? [{ item: 'agreement', points: 25, what: '缺协议书' }, { item: 'cover', points: 5, what: '封面缺甲子明签名' }] : [])
    assert.equal(answer.status, 200, answer.text)
  }
  assert.deepEqual((await tasks(village)).map((t) => [t.id, t.item, t.points]), [[own.dispute, 'agreement', 25], [own.dispute, 'cover', 5]])
  assert.deepEqual(await tasks(hamlet), [])
  assert.equal((await village.dispute(own.dispute)).state.finding[1].what, '封面缺甲子明签名')
  await until(async () => (await state()).file.every((f) => f.reviewer === supervisor.person))
  assert.ok(!JSON.stringify(await state()).includes('封面'), 'the review holds no text')
})

test('the body answers; the reviewer withdraws; the result of each body stands', async () => {
  const own = (await state()).file.find((f) => f.body === village.org)
  const answer = (body, who = village) => who.ask(own.dispute, 'answer-finding', body)
  refused(await answer({ finding: 1, answer: 'disagreed' }), 409, 'reason-missing')
  assert.equal((await answer({ finding: 1, answer: 'disagreed', reason: '未达成协议,无协议书' })).status, 200)
  assert.equal((await answer({ finding: 2, answer: 'mended' })).status, 200)
  refused(await answer({ finding: 2, answer: 'mended' }), 409, 'already-done')
  assert.deepEqual(await tasks(village), [])
  const gone = await supervisor.post(`disputes/${own.dispute}/commands/withdraw-finding`, { finding: 1, reason: '确无协议' })
  assert.equal(gone.status, 200, gone.text)
  await until(async () => (await state()).finding.map((f) => f.state).join() === 'withdrawn,mended')
  const concluded = await supervisor.post(`reviews/${id}/commands/conclude-review`, {})
  assert.equal(concluded.status, 200, concluded.text)
  const { file, result } = await state()
  const of = (who) => file.filter((f) => f.body === who.org).length
  const expected = [[village.org, of(village), Math.floor((100 * (100 * of(village) - 5)) / of(village)), 'good'], [hamlet.org, of(hamlet), 10000, 'good']]
  assert.deepEqual(result.map((r) => [r.body, r.files, r.points, r.grade]).sort(), expected.filter((r) => r[1] > 0).sort())
  assert.deepEqual((await village.read('/api/v1/reviews')).items[0].results, result)
})

test('a review opened by mistake is abandoned: its findings are no task any more, the files can be drawn again', async () => {
  const opened = await open(supervisor, { seed: '错的种子', size: 1 })
  assert.equal(opened.status, 201, opened.text)
  const wrong = opened.json.id
  const look = async () => (await supervisor.read(`reviews/${wrong}`)).state
  const [file] = (await look()).file
  const who = file.body === village.org ? village : hamlet
  await until(async () => (await who.dispute(file.dispute)).state.file_review?.some((f) => f.review === wrong))
  const entered = await supervisor.post(`disputes/${file.dispute}/commands/review-file`, { review: wrong, findings: [{ item: 'cover', points: 1, what: '封面' }] })
  assert.equal(entered.status, 200, entered.text)
  assert.equal((await tasks(who)).length, 1)
  refused(await who.post(`/api/v1/reviews/${wrong}/commands/abandon-review`, { reason: '不属本单位' }), 403, 'not-your-right')
  const gone = await supervisor.post(`reviews/${wrong}/commands/abandon-review`, { reason: '抽取期间有误' })
  assert.equal(gone.status, 200, gone.text)
  await until(async () => (await tasks(who)).length === 0)
  const state = await look()
  assert.deepEqual([state.stage, state.result], ['abandoned', undefined])
  const told = (await supervisor.read(`reviews/${wrong}/timeline`)).items.at(-1).event
  assert.deepEqual([told.kind, told.body.reason], ['review_abandoned', '抽取期间有误'])
  refused(await supervisor.post(`reviews/${wrong}/commands/conclude-review`, {}), 409, 'not-in-this-stage')
  refused(await supervisor.post(`disputes/${file.dispute}/commands/review-file`, { review: wrong }), 409, 'no-such-entity')
  assert.equal((await supervisor.read('reviews')).items.find((r) => r.id === wrong).stage, 'abandoned')
  assert.equal((await open(supervisor, { seed: '对的种子', size: 1 })).status, 201)
})

test('the rows can be made again', async () => {
  await sql(service.database, `UPDATE hejie.finding SET state = 'open' WHERE no = 1; DELETE FROM hejie.finding WHERE no = 2; DELETE FROM hejie.listed`)
  const found = await hejie(service, 'rebuild', '--check')
  assert.match(found.stdout, / finding differs/)
  assert.match(found.stdout, / listed differs/)
  assert.equal((await hejie(service, 'rebuild')).code, 0)
  assert.match((await hejie(service, 'rebuild', '--check')).stdout, /\b0 differences\b/)
})
