// O3: a petition to its lawful end, to the day; an accusation beside it that its
// accused never sees; the board of what is next.  Proof and pages are not shown.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openWith, problemOf, refused, send } from './lib/client.mjs'
import { sql } from './lib/service.mjs'

const PETITIONER = '何建军'
const ACCUSER = '何秀英'

// The rechecker: another organ of the demonstration stands for the one above; the centre is above all of them.
let service, site, office, bureau, bureauHead, reviewer, rechecker, centre
before(async () => {
  ;({ service, site, clients: [office, bureau, bureauHead, reviewer, rechecker, centre] } = await openWith(
    {}, 'petition.a', 'organ.a', 'organ.c', 'land.a', 'market.a', 'centre.a',
  ))
})
after(() => service?.stop())

const matter = (name, more = {}) => ({
  source: 'petition', manner: 'written', title: `${name}信访`, facts: `${name}反映安置`,
  parties: [{ kind: 'natural', side: 'equal', name, phone: '10900000011' }], ...more,
})
const board = async (who, query = '') => (await who.read(`/api/v1/petitions?${query}`)).items
const row = async (who, id) => (await board(who, 'all=1&limit=200')).find((p) => p.id === id)
const limit = async (id, rule) => {
  const c = (await office.clocks(id)).filter((x) => x.rule === rule).at(-1)
  return c && [c.state, c.due_on]
}
const shown = ({ act, last_day, days_left, working_days_left, certainty, holder }) =>
  [act, last_day, days_left, working_days_left, certainty, holder]
const owed = async (who, id, kind) => (await who.dispute(id)).state.notice
  .filter((n) => n.kind === kind && n.state === 'owed').map((n) => n.no)
const serve = async (who, id, kind) =>
  who.done(id, 'serve-notice', { means: 'handed', notices: await owed(who, id, kind) })
const at = (day, hour = '10') => site.move(`2026-${day}T${hour}:00:00+08:00`)
const opinion = {
  outcome: 'refused', request: '要求安置', grounds: '已经安置', opinion: '不予支持', basis: '安置办法第八条',
}
const rights = { rights: '收到之日起三十日内可以请求复查、复核', review_days: 30 }

test('O3 a petition, from its receipt to the re-check and beyond', async () => {
  await at('03-20')
  const { id } = await office.register(matter(PETITIONER))
  await office.done(id, 'register-petition', {
    class: 'appeal', form: 'letter', number: '信2026-17', rests_on: [{ text: '房屋被拆未安置' }],
  })
  // Raw 04-04 is a day off (清明), and so are the days after it.
  assert.deepEqual([await limit(id, 'XF_REG'), await limit(id, 'XF_TELL')],
    [['running', '2026-04-07'], ['running', '2026-04-07']])
  assert.deepEqual(shown(await row(office, id)), ['direct', '2026-04-07', 18, 11, 'law', office.org])

  await at('03-30')
  await office.done(id, 'refer-petition', { to: bureau.org })
  await at('04-01')
  await bureau.done(id, 'receive-petition')
  assert.deepEqual(await limit(id, 'XF_OBJ'), ['running', '2026-04-09'])
  await serve(office, id, 'petition_told')
  assert.deepEqual(await limit(id, 'XF_TELL'), ['met', '2026-04-07'])
  await at('04-08')
  await bureau.done(id, 'object-petition', { reason: '不属本局职责' })
  refused(await bureau.ask(id, 'issue-opinion', { ...opinion, ...rights }), 409, 'not-in-this-stage')
  await at('04-09')
  await office.done(id, 'answer-objection', { agreed: false, reason: '系拆迁安置' })
  await at('04-10')
  await bureau.done(id, 'accept-petition')
  assert.deepEqual(await limit(id, 'XF_HANDLE'), ['running', '2026-06-09'])
  await serve(bureau, id, 'petition_told')
  assert.deepEqual(shown(await row(office, id)), ['handle', '2026-06-09', 60, 40, 'law', bureau.org])
  // Among the day's work it is known to be with another.
  const { items } = await office.read('/api/v1/today')
  const work = items.find((w) => w.id === id)
  assert.deepEqual([work.stage, work.turn], ['handling', bureau.org])

  await at('06-05')
  refused(await bureauHead.ask(id, 'extend-handling', { days: 31, reason: '案情复杂' }), 409,
    'extension-above-cap', { article: '信访工作条例34' })
  await bureauHead.done(id, 'extend-handling', { days: 30, reason: '案情复杂' })
  assert.deepEqual(await limit(id, 'XF_HANDLE'), ['running', '2026-07-09'])
  assert.equal((await row(office, id)).act, 'serve', 'the petitioner is told why')
  await serve(bureau, id, 'petition_extended')

  await at('06-24')
  refused(await bureau.ask(id, 'issue-opinion', opinion), 409, 'opinion-incomplete',
    { field: 'rights', article: '信访工作条例32' })
  await bureau.done(id, 'issue-opinion', { ...opinion, ...rights })
  const waiting = await row(office, id)
  assert.deepEqual([waiting.act, waiting.notice_zh, waiting.last_day, waiting.holder],
    ['serve', '未送达,时限未起算', undefined, bureau.org])
  refused(await reviewer.ask(id, 'request-review', { party: 1 }), 404, 'not-found')
  refused(await office.ask(id, 'request-review', { party: 1, to: reviewer.org }), 409, 'opinion-not-served',
    { article: '信访工作条例35' })

  await at('06-26')
  await serve(bureau, id, 'petition_opinion')
  // Raw 07-26 is a Sunday.
  assert.deepEqual(await limit(id, 'XF_REV_ASK'), ['running', '2026-07-27'])
  assert.equal((await office.clocks(id)).find((c) => c.rule === 'XF_REV_ASK').derivation.raw_end, '2026-07-26')
  assert.deepEqual(shown(await row(office, id)), ['ask_review', '2026-07-27', 31, 21, 'law', bureau.org])
  await at('07-27', '23')
  await office.done(id, 'request-review', { party: 1, to: reviewer.org })
  assert.deepEqual(await limit(id, 'XF_REV_DO'), ['running', '2026-08-26'])
  assert.equal((await row(reviewer, id)).holder, reviewer.org, 'it is on the board of the reviewer')
  await at('08-20')
  await reviewer.done(id, 'issue-review', { ...opinion, ...rights })
  await at('08-24')
  await serve(reviewer, id, 'petition_review')
  assert.deepEqual(await limit(id, 'XF_CHK_ASK'), ['running', '2026-09-23'])
  await at('09-07')
  await office.done(id, 'request-recheck', { party: 1, to: rechecker.org })
  assert.deepEqual(await limit(id, 'XF_CHK_DO'), ['running', '2026-10-08'], 'raw 10-07 is a holiday')
  await at('09-20')
  await rechecker.done(id, 'record-petition-hearing', { began_on: '2026-09-15', ended_on: '2026-09-19' })
  assert.deepEqual(await limit(id, 'XF_CHK_DO'), ['running', '2026-10-12'])
  await at('10-09')
  await rechecker.done(id, 'issue-recheck', { ...opinion, rights: '复核意见为终局,不再受理' })
  await at('10-12')
  await serve(rechecker, id, 'petition_recheck')
  const left = (await office.dispute(id)).state.notice.filter((n) => n.state === 'owed').map((n) => n.no)
  if (left.length) await office.done(id, 'serve-notice', { means: 'handed', notices: left })
  const over = await row(office, id)
  assert.deepEqual([over.live, over.ended, over.stage, over.act], [false, 'final', 'rechecked', 'none'])
  assert.deepEqual(await board(office, 'number=%E4%BF%A12026-17'), [], 'the board shows what lives')

  await at('11-02')
  refused(await office.ask(id, 'register-petition', { class: 'appeal', rests_on: [{ fact: 1 }] }), 409,
    'same-facts-and-reasons', { article: '信访工作条例36' })
  await at('11-03')
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ fact: 1 }, { text: '新证据:安置协议' }] })
  const told = (await office.timeline(id)).filter((e) => e.event.kind === 'petition_registered')
  assert.equal(told.at(-1).event.body.again_of, 1, 'it is linked to the one before')
  assert.deepEqual((await board(office)).filter((p) => p.id === id).map((p) => [p.petition, p.live]), [[2, true]])
})

// All that a reader of `who`'s organ can ask for without a dispute's id.
const lists = ['disputes', 'petitions?all=1', 'orders?all=1', 'referrals', 'people', 'organisations']
const lookedUp = async (who, id, code) => [
  ...lists.map((p) => `/api/v1/${p}`), `/api/v1/codes/${code}`,
  ...['', '/timeline', '/clocks', '/commands'].map((p) => `/api/v1/disputes/${id}${p}`),
]
async function allOf(who, paths) {
  const seen = []
  for (const path of paths) {
    const answer = await who.get(path)
    const headers = [...answer.headers].filter(([k]) => !['date', 'x-request-id', 'request-id'].includes(k))
    seen.push({ path, status: answer.status, text: answer.text, headers: JSON.stringify(headers) })
  }
  return seen
}

for (const [what, account] of [['an organ', 'organ.a'], ['an organ above who handles it', 'centre.a']])
  test(`the accuser is nowhere in what ${what} that is accused can read`, async () => {
    const accused = await site.as(account)
    // Registered by the office; what the accused reads of a matter that is not there.
    const { id, code, slip } = await office.register(matter(ACCUSER, { title: `${ACCUSER}检举` }))
    const missing = await allOf(accused, await lookedUp(accused, 'f'.repeat(32), '9999012600000000'))
    const before_ = await allOf(accused, await lookedUp(accused, id, code))
    await office.done(id, 'register-petition', {
      class: 'accusation', accused: accused.org, rests_on: [{ text: `${ACCUSER}检举失职` }],
    })
    assert.equal((await row(office, id)).class, 'accusation', 'the office has it')
    const now = await allOf(accused, await lookedUp(accused, id, code))
    const same = ({ status, text, headers }) => ({ status, text, headers })
    assert.deepEqual(now, before_, 'bodies, headers and ETags are as if nothing had happened')
    assert.deepEqual(now.slice(lists.length).map(same), missing.slice(lists.length).map(same),
      'what is there looks like what is not')
    for (const answer of now)
      for (const secret of [ACCUSER, id, code])
        assert.ok(!(answer.text + answer.headers).includes(secret), `${answer.path}: ${secret}`)

    // Not by search, not by the slip, not as an addressee of anything.
    const found = await accused.post('/api/v1/search', { words: ACCUSER })
    assert.equal(found.status, 200, found.text)
    assert.deepEqual(found.json.items, [])
    const door = await accused.post('/api/v1/doors', { code, secret: slip.secret })
    assert.equal(problemOf(door), 'not-found', 'the petitioner\'s own slip opens nothing there')
    const answer = await accused.ask(id, 'record-repeat', {}, {})
    refused(answer, 404, 'not-found')
    refused(await office.ask(id, 'refer-petition', { to: accused.org }), 409, 'accused-organ', { article: '信访工作条例30' })
    refused(await office.ask(id, 'refer', { to: accused.org, kind: 'refer' }), 409, 'accused-organ')
    const rows = await sql(service.database, `SELECT count(*) FROM hejie.access a
      WHERE a.stream = '${id}' AND NOT '${accused.org}' = ANY (a.barred)`)
    assert.equal(Number(rows[0][0]), 0, 'each row of access says whom it bars')
  })

test('several organs and people are accused: to none of them is it there, none of them gets it, nor who leads it', async () => {
  const NAME = '何秀松'
  const organs = await site.all('organ.a', 'township.a', 'health.a')
  const [clerk, chief] = await site.all('petition.b', 'labour.c')
  const { id, code } = await office.register(matter(NAME, { title: `${NAME}检举` }))
  const missing = new Map()
  for (const who of [...organs, clerk, chief]) missing.set(who, await allOf(who, await lookedUp(who, 'f'.repeat(32), '9999012600000000')))
  await office.done(id, 'register-petition', {
    class: 'accusation', accused: organs[0].org, accused_organs: [organs[1].org], accused_people: [clerk.person],
    rests_on: [{ text: `${NAME}检举失职` }],
  })
  // Whom it accuses besides is added; whom it accuses already stays accused.
  await office.done(id, 'classify-petition', { class: 'accusation', accused_organs: [organs[2].org], accused_people: [chief.person] })
  const bare = ({ status, text, headers }) => ({ status, text, headers })
  for (const who of [...organs, clerk, chief]) {
    const now = await allOf(who, await lookedUp(who, id, code))
    assert.deepEqual(now.slice(lists.length).map(bare), missing.get(who).slice(lists.length).map(bare), `${who.account}: the same bytes as of nothing`)
    for (const answer of now)
      for (const secret of [NAME, id, code]) assert.ok(!(answer.text + answer.headers).includes(secret), `${who.account} ${answer.path}: ${secret}`)
    assert.deepEqual((await who.post('/api/v1/search', { words: NAME })).json.items, [], who.account)
    refused(await who.ask(id, 'record-repeat', {}), 404, 'not-found')
  }
  const rule = { field: 'to', article: '信访工作条例30' }
  for (const { org } of [...organs, chief]) {
    refused(await office.ask(id, 'refer-petition', { to: org }), 409, 'accused-organ', rule)
    refused(await office.ask(id, 'refer-petition', { to: org, assign: true, report_by: '2027-01-31' }), 409, 'accused-organ', rule)
  }
  for (const { org } of organs) refused(await office.ask(id, 'refer', { to: org, kind: 'refer' }), 409, 'accused-organ', { article: '信访工作条例30' })
  // Below an accused committee it is not sent either; an organ that nobody accuses takes it.
  refused(await office.ask(id, 'refer-petition', { to: (await site.as('village.a')).org }), 409, 'accused-organ', rule)
  await office.done(id, 'refer-petition', { to: reviewer.org })
  await reviewer.done(id, 'receive-petition')
})

test('one of the staff who is accused reads nothing of it, though his own office has taken it in', async () => {
  const NAME = '何秀兰'
  const [clerk, head] = await site.all('petition.b', 'organ.c')
  const { id, code, slip } = await office.register(matter(NAME, { title: `${NAME}检举` }))
  assert.equal((await clerk.get(`/api/v1/disputes/${id}`)).status, 200, 'a matter of his office')
  await office.done(id, 'register-petition', {
    class: 'accusation', accused_people: [clerk.person], rests_on: [{ text: `${NAME}检举失职` }],
  })
  const same = ({ status, text, headers }) => ({ status, text, headers })
  const missing = await allOf(clerk, await lookedUp(clerk, 'f'.repeat(32), '9999012600000000'))
  const now = await allOf(clerk, await lookedUp(clerk, id, code))
  assert.deepEqual(now.slice(lists.length).map(same), missing.slice(lists.length).map(same))
  for (const answer of now)
    for (const secret of [NAME, id, code])
      assert.ok(!(answer.text + answer.headers).includes(secret), `${answer.path}: ${secret}`)
  assert.deepEqual((await clerk.post('/api/v1/search', { words: NAME })).json.items, [])
  assert.equal(problemOf(await clerk.post('/api/v1/doors', { code, secret: slip.secret })), 'not-found')
  refused(await clerk.ask(id, 'record-repeat', {}), 404, 'not-found')
  assert.equal((await row(office, id)).class, 'accusation', 'his colleagues have it')
  // Whom he heads is he; another organ goes on with it.
  await office.done(id, 'classify-petition', { class: 'accusation', accused_people: [clerk.person, head.person] })
  refused(await office.ask(id, 'refer-petition', { to: bureau.org }), 409, 'accused-organ', { article: '信访工作条例30' })
  await office.done(id, 'refer-petition', { to: reviewer.org })
  await reviewer.done(id, 'receive-petition')
  const check = await hejie(service, 'rebuild', '--check')
  assert.equal(check.code, 0, check.stdout + check.stderr)
})

test('what is assigned with a day to report back stands on the board by that day', async () => {
  const { id } = await office.register(matter('何秀竹'))
  await office.done(id, 'register-petition', { class: 'appeal', rests_on: [{ text: '房屋漏水' }] })
  const today = (await row(office, id)).received_on
  refused(await office.ask(id, 'refer-petition', { to: bureau.org, assign: true }), 409, 'dates-out-of-order', { field: 'report_by' })
  const by = new Date(Date.parse(today) + 3 * 86400000).toISOString().slice(0, 10)
  await office.done(id, 'refer-petition', { to: bureau.org, assign: true, report_by: by })
  await bureau.done(id, 'receive-petition')
  const { stage, last_day, rule, article, holder } = await row(office, id)
  assert.deepEqual([stage, last_day, rule, article, holder], ['taken', by, 'XF_REPORT', '信访工作条例22', bureau.org])
})

test('O3 a party that is accused reads nothing: only the petitioner has the slip', async () => {
  const { id } = await office.register(matter(ACCUSER, {
    parties: [
      { kind: 'natural', side: 'applicant', name: ACCUSER },
      { kind: 'organisation', side: 'respondent', name: '和解示范县住房和城乡建设局' },
    ],
  }))
  await office.done(id, 'register-petition', { class: 'accusation', accused: bureau.org })
  const guess = await send(`${service.url}/api/v1/disputes/${id}`, {})
  assert.equal(guess.status, 401)
  assert.ok(!guess.text.includes(ACCUSER))
  assert.equal(problemOf(await bureau.get(`/api/v1/disputes/${id}`)), 'not-found')
})

test('O3 the board goes page by page, and asks by act and holder', async () => {
  const all = await board(office, 'limit=200')
  assert.ok(all.length >= 4)
  const paged = []
  let next = 'limit=1'
  while (next) {
    const page = await office.read(`/api/v1/petitions?${next}`)
    for (const { title } of page.items) assert.ok(title && title !== '(已删除)', title)
    paged.push(...page.items)
    next = page.next && page.items.length ? `limit=1&${page.next}` : ''
  }
  assert.deepEqual(paged, all)
  const days = all.map((p) => p.last_day ?? '9999')
  assert.deepEqual(days, [...days].sort(), 'the next limit stands first')
  assert.equal((await board(office, `holder=${office.org}`)).length,
    all.filter((p) => p.holder === office.org).length)
  assert.deepEqual(await board(office, 'act=recheck'), [])
  assert.deepEqual(await board(await site.as('neighbour.a')), [], 'another county has none')
})
