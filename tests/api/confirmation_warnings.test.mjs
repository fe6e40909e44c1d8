// What a court may refuse to confirm is told before anybody applies: identity
// relations, somebody affected who does not sign, the thirty days nearly over.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { applicant, openSite, registration, respondent, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, head
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, head] = await site.all('village.a', 'village.c')
  await site.move('2026-03-09T08:00:00+08:00')
})
after(() => service?.stop())

const term = { kind: 'money', amount: 80_000, debtor: 2, due_on: '2026-06-30', text: '支付八百元' }
let day = 9
/** An agreement in effect since a day of its own; what it says besides is `more`. */
async function concluded({ parties = [applicant, respondent], ...more } = {}) {
  const on = `2026-03-${String(++day).padStart(2, '0')}`
  await site.move(`${on}T12:00:00+08:00`)
  const { id } = await village.register(registration({ parties }))
  await takeUp(village, id)
  await site.move(`${on}T15:00:00+08:00`)
  await village.done(id, 'log-session', sitting(`${on}T14:00:00+08:00`, 'agreed'))
  await village.done(id, 'draft-agreement', { text: '支付八百元', terms: [term], ...more })
  for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  await village.sure(id, 'mediator-sign', { agreement: 1 })
  await head.sure(id, 'stamp', { agreement: 1 })
  return id
}
async function warned(id) {
  const dry = await village.ask(id, 'check-confirmation', { agreement: 1 }, { dry: true })
  await village.done(id, 'check-confirmation', { agreement: 1 })
  const told = (await village.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'confirmation_checked').at(-1)
  const warnings = (told.body.warnings ?? []).map((w) => w.text ?? w)
  assert.deepEqual(dry.json.events[0].warnings, warnings, 'a look that stores nothing tells the same')
  return warnings
}

test('a clean agreement is warned of nothing', async () => {
  assert.deepEqual(await warned(await concluded()), [])
})

test('identity: what is about a marriage or a parent is not confirmed', async () => {
  assert.deepEqual(await warned(await concluded({ identity_relation: true })), ['identity'])
})

test('third party: somebody is affected who does not sign', async () => {
  const affected = { kind: 'natural', side: 'affected', name: '丁卯生' }
  assert.deepEqual(await warned(await concluded({ parties: [applicant, respondent, affected] })), ['third_party'])
})

test('late: told three days before the thirty days end, and when they are over', async () => {
  const id = await concluded()
  const window = (await village.clocks(id)).find((c) => c.rule === 'RT_CONFIRM')
  assert.equal(window.state, 'running')
  const before = (days) => new Date(new Date(`${window.due_on}T10:00:00+08:00`).getTime() - days * 86_400_000).toISOString()
  await site.move(before(4))
  assert.deepEqual(await warned(id), [])
  await site.move(before(2))
  assert.deepEqual(await warned(id), ['late'])
  await site.move(before(-2))
  assert.deepEqual(await warned(id), ['late'])
})
