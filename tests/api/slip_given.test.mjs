// A slip for any party, given at the counter, and another when it was lost: the
// former one opens nothing from that moment, and nobody sees the other side.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { applicant, freshKey, openSite, refused, registration, respondent, send } from './lib/client.mjs'
import { openPages } from './lib/public.mjs'
import { startService } from './lib/service.mjs'

let service, village, court, police, aid, party
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 100, login_address_per_minute: 1000 } })
  const site = await openSite(service)
  ;[village, court, police, aid] = await site.all('village.a', 'court.a', 'police.a', 'aid.a')
  party = openPages(service)
})
after(() => service?.stop())

const checked = '核对身份证原件'
const give = async (id, number, options) => village.done(id, 'give-slip', { party: number, checked }, options)
const progress = ({ code, secret }) => send(`${service.url}/api/v1/progress`, { method: 'POST', body: { code, secret } })
const shown = async (slip) => {
  const answer = await progress(slip)
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}

test('who was complained of follows the matter by a slip of its own, and sees nothing of who complained', async () => {
  const made = await village.register()
  const { slip, code, kinds } = await give(made.id, 2)
  assert.deepEqual([code, slip.code, kinds], [made.code, made.code, ['slip_given']])
  assert.match(slip.secret, /^\d{10}$/)
  assert.notEqual(slip.secret, made.slip.secret)
  assert.ok(slip.text.includes(slip.secret) && slip.text.includes('诉讼'), slip.text)
  await village.done(made.id, 'refer', { kind: 'refer', to: aid.org, channel: 'legal_aid', consents: [1, 2] })
  await aid.done(made.id, 'accept-referral', { referral: 1 })
  await aid.done(made.id, 'aid-apply', { matter: 'injury', parties: [1], text: '申请援助' })

  const theirs = await shown(slip)
  const ours = await shown(made.slip)
  assert.deepEqual([theirs.party, ours.party], [respondent.name, applicant.name])
  assert.deepEqual(theirs.procedures.map((p) => p.channel), ['people'], 'an application for aid is who applies to know')
  assert.deepEqual(ours.procedures.map((p) => p.channel), ['people', 'legal_aid'])
  const page = await party.send('/public/progress', { code: slip.code, secret: slip.secret })
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, new RegExp(respondent.name))
  for (const text of [JSON.stringify(theirs), page.text])
    for (const other of [applicant.name, applicant.phone, applicant.identity, applicant.address, '砌墙', '法律援助中心', '申请援助'])
      assert.ok(!text.includes(other), `${other} in ${text}`)
})

test('a lost slip opens nothing from the moment another is given, at any door', async () => {
  const made = await village.register()
  const second = (await give(made.id, 1)).slip
  const third = (await give(made.id, 1)).slip
  const others = (await give(made.id, 2)).slip
  for (const lost of [made.slip, second]) {
    refused(await progress(lost), 404, 'not-found')
    refused(await court.post('/api/v1/doors', { code: lost.code, secret: lost.secret }), 404, 'not-found')
    const headers = { 'Dispute-Code': lost.code, 'Dispute-Secret': lost.secret }
    refused(await court.post(`/api/v1/disputes/${made.id}/commands/open-suit`, {}, { headers }), 404, 'not-found')
    assert.equal((await party.send('/public/progress', { code: lost.code, secret: lost.secret })).status, 404)
  }
  assert.equal((await shown(third)).party, applicant.name)
  assert.equal((await shown(others)).party, respondent.name)
  const headers = { 'Dispute-Code': third.code, 'Dispute-Secret': third.secret }
  assert.equal((await court.post(`/api/v1/disputes/${made.id}/commands/open-suit`, { number: '民初1' }, { headers })).status, 200)
})

test('asked twice with one key it is one slip; staff read who gave it and how the bearer was known, never the secret', async () => {
  const { id } = await village.register()
  const key = freshKey()
  const once = await give(id, 2, { key })
  const twice = await give(id, 2, { key })
  assert.deepEqual(twice, once)
  const told = (await village.timeline(id)).map((i) => i.event).filter((e) => e.kind === 'slip_given')
  assert.equal(told.length, 1)
  assert.equal(told[0].body.checked, checked)
  assert.equal(told[0].body.secret, undefined)
  assert.ok(!JSON.stringify(await village.timeline(id)).includes(once.slip.secret))
  assert.ok(!JSON.stringify(await village.dispute(id)).includes(once.slip.secret))
  const dry = await village.ask(id, 'give-slip', { party: 2, checked }, { dry: true })
  assert.deepEqual([dry.status, dry.json.slip], [200, undefined])
  assert.equal((await shown(once.slip)).party, respondent.name, 'what was tried dry replaces nothing')
})

test('a body without a part gives none; a refusal says why', async () => {
  const { id } = await village.register(registration())
  refused(await police.ask(id, 'give-slip', { party: 2, checked }), 404, 'not-found')
  refused(await village.ask(id, 'give-slip', { party: 7, checked }), 409, 'no-such-party', { field: 'party' })
  refused(await village.ask(id, 'give-slip', { party: 2 }), 400, 'invalid-field', { field: 'checked' })
})
