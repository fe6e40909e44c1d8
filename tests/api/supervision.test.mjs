// What is overdue becomes a task of supervision by itself, once, at the instant
// at which the limit falls; the body that has to supervise sees it in its work
// of the day and does it by its own command.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, openLaw, refused, registration } from './lib/client.mjs'

let service, site, office, bureau, reviewer, rechecker, hotline, second, hotlineHead, township
before(async () => {
  ;({ service, site, clients: [office, bureau, reviewer, rechecker, hotline, second, hotlineHead, township] } = await openLaw('petition.a', 'organ.a',
    'land.a', 'market.a', 'hotline.a', 'hotline.b', 'hotline.c', 'township.a'))
  const chosen = await (await site.as('admin')).post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', {
    county: '999901', sets: ['hotline-five-working-days', 'hotline-orders-weifang', 'redo-supervised-house'] })
  assert.equal(chosen.status, 200, chosen.text)
  await at('02-11')
})
after(() => service?.stop())

const at = (day, time = '10:00:00') => site.move(`2026-${day}T${time}+08:00`)
const clocks = async (who, id, rule) => (await who.clocks(id)).filter((c) => c.rule === rule)
const today = async (who, id) => (await who.read('/api/v1/today?limit=200')).items.find((w) => w.id === id)
const started = async (who, id, rule) =>
  (await who.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'clock_started' && e.body.clock.rule === rule).map((e) => e.from)
const serve = async (who, id, kind) =>
  who.done(id, 'serve-notice', { means: 'handed', notices: (await who.dispute(id)).state.notice.filter((n) => n.kind === kind && n.state === 'owed').map((n) => n.no) })
const opinion = { outcome: 'refused', request: '要求安置', grounds: '已经安置', opinion: '不予支持', basis: '安置办法第八条' }
const rights = { rights: '收到之日起三十日内可以请求复查、复核', review_days: 30 }

/** `task` begins with the last moment of `day` on which `limit` fell, once, and stands in the day's work of `who`. */
async function arises(who, id, limit, task, day, article) {
  await site.move(`${day}T23:59:59+08:00`)
  assert.deepEqual(await clocks(who, id, task), [], `${task}: not before`)
  const next = new Date(Date.parse(`${day}T23:59:59+08:00`) + 1000)
  await site.move(next.toISOString())
  assert.deepEqual((await clocks(who, id, limit)).map((c) => [c.state, c.due_on]).at(-1), ['fired', day])
  const [made, ...more] = await clocks(who, id, task)
  assert.deepEqual([made.state, made.effect, made.article, more.length], ['fired', 'task', article, 0])
  assert.deepEqual(await started(who, id, task), [`${day}T15:59:59.999Z`])
  const work = await today(who, id)
  assert.deepEqual([work.rule, work.effect, work.last_day, work.days_left], [task, 'task', day, -1])
}
/** It is done: gone from the day's work, and does not come back. */
async function over(who, id, task) {
  assert.deepEqual((await clocks(who, id, task)).map((c) => c.state), ['met'])
  assert.notEqual((await today(who, id))?.rule, task)
}

async function registered() {
  const { id } = await office.register({
    source: 'petition', manner: 'written', title: '安置信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '何建军', phone: '10900000011' }],
  })
  await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '房屋被拆未安置' }] })
  return id
}
const supervise = (who, id) => who.seen(id, 'supervise-petition', { text: '请于三日内办结并报告' })

test('an assignment that is not reported back on its day', async () => {
  const id = await registered()
  await office.done(id, 'refer-petition', { to: bureau.org, assign: true, report_by: '2026-02-26' })
  await bureau.done(id, 'receive-petition')
  await arises(office, id, 'XF_REPORT', 'XF_SUP_REPORT', '2026-02-26', '信访工作条例38–41')
  refused(await supervise(bureau, id), 403, 'not-your-right')
  assert.equal((await reviewer.ask(id, 'supervise-petition', { text: '督办' })).status, 404, 'no part of it')
  assert.equal((await supervise(office, id)).status, 200)
  await over(office, id, 'XF_SUP_REPORT')
  const told = (await bureau.timeline(id)).map((e) => e.event).find((e) => e.kind === 'petition_supervised')
  assert.equal(told.body.text, '请于三日内办结并报告', 'who is supervised reads it')
})

test('handling, review and re-check that are overdue: each once, each its own', async () => {
  const id = await registered()
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  const [{ due_on: handle }] = await clocks(office, id, 'XF_HANDLE')
  await arises(office, id, 'XF_HANDLE', 'XF_SUP_HANDLE', handle, '信访工作条例38–41')
  assert.equal((await supervise(office, id)).status, 200)
  await over(office, id, 'XF_SUP_HANDLE')
  await at('05-11')
  assert.equal((await clocks(office, id, 'XF_SUP_HANDLE')).length, 1, 'once')

  await bureau.done(id, 'issue-opinion', { ...opinion, ...rights })
  await serve(bureau, id, 'petition_opinion')
  await office.done(id, 'request-review', { party: 1, to: reviewer.org })
  const [{ due_on: review }] = await clocks(office, id, 'XF_REV_DO')
  await arises(office, id, 'XF_REV_DO', 'XF_SUP_REVIEW', review, '信访工作条例38–41')
  refused(await supervise(reviewer, id), 403, 'not-your-right')
  // What is done late does away with the task, too.
  await reviewer.done(id, 'issue-review', { ...opinion, ...rights })
  await over(office, id, 'XF_SUP_REVIEW')

  await serve(reviewer, id, 'petition_review')
  await office.done(id, 'request-recheck', { party: 1, to: rechecker.org })
  const [{ due_on: recheck }] = await clocks(office, id, 'XF_CHK_DO')
  await arises(office, id, 'XF_CHK_DO', 'XF_SUP_RECHECK', recheck, '信访工作条例38–41')
  assert.equal((await supervise(office, id)).status, 200)
  await over(office, id, 'XF_SUP_RECHECK')
})

test('what is done in time asks for no supervision', async () => {
  const id = await registered()
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  await bureau.done(id, 'issue-opinion', { ...opinion, ...rights })
  const [{ due_on: handle }] = await clocks(office, id, 'XF_HANDLE')
  await site.move(`${handle}T23:59:59+08:00`)
  await site.move(new Date(Date.parse(`${handle}T23:59:59+08:00`) + 1000).toISOString())
  assert.deepEqual(await clocks(office, id, 'XF_SUP_HANDLE'), [])
})

test('an order of the hotline that is overdue, done again too late, done again and again', async () => {
  const { id } = await hotline.register(registration({ source: 'hotline', channel: 'hotline', manner: 'phone', external: '热-督' }))
  await hotline.done(id, 'dispatch-order', { to: township.org })
  await township.done(id, 'sign-for')
  const due = async (rule) => (await clocks(hotline, id, rule)).at(-1).due_on
  await arises(hotline, id, 'HL_DO', 'HL_SUP', await due('HL_DO'), '潍坊26')
  refused(await township.ask(id, 'supervise', { trigger: 'overdue', text: '催办' }), 403, 'not-your-right')
  await hotlineHead.done(id, 'supervise', { trigger: 'overdue', text: '催办' })
  await over(hotline, id, 'HL_SUP')

  const back = async () => {
    await township.done(id, 'reply-order', { text: '已办', evidence: '照片' })
    await second.done(id, 'verify-reply', { verdict: 'sent_back', reason: '照片不清' })
  }
  await back()
  assert.deepEqual(await clocks(hotline, id, 'SUP_REDONE'), [])
  await arises(hotline, id, 'HL_REDO', 'HL_SUP_REDO', await due('HL_REDO'), '潍坊26')
  await hotlineHead.done(id, 'supervise', { trigger: 'overdue', text: '再催' })
  await over(hotline, id, 'HL_SUP_REDO')
  await back()
  // It is due at once: that is when the clock next ticks.
  const [{ due: now }] = await clocks(hotline, id, 'SUP_REDONE')
  await site.move(new Date(Date.parse(now) + 60_000).toISOString())
  const [redone] = await clocks(hotline, id, 'SUP_REDONE')
  assert.deepEqual([redone.state, redone.effect, redone.certainty], ['fired', 'task', 'house'])
  assert.equal((await today(hotline, id)).effect, 'task')
  await hotlineHead.done(id, 'supervise', { trigger: 'unsolved', text: '多次重办' })
  await over(hotline, id, 'SUP_REDONE')
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})
