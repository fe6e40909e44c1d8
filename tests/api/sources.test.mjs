// Where a matter comes from and what comes next: one from each of the sources
// that no other journey begins with, carried to the step that the source asks for.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, refused, registration } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, procuratorate, organ, arbitration, aid, village, county, industry
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[procuratorate, organ, arbitration, aid, village, county, industry] = await site.all(
    'procuratorate.a', 'organ.a', 'arbitration.a', 'aid.a', 'village.a', 'county.a', 'industry.a')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(() => service?.stop())

const from = (source, more = {}) => registration({ source, manner: 'written', channel: undefined, title: undefined, ...more })
const procedures = async (who, id) => (await who.dispute(id)).state.procedure ?? []
const live = async (who, id, channel) => (await procedures(who, id)).find((p) => p.channel === channel)

/** What a body without mediators hands on is taken up by one that has them. */
async function handedOn(sender, id, receiver) {
  const { kinds } = await sender.done(id, 'refer', { to: receiver.org, consents: [1, 2], reason: '移送调解' })
  assert.ok(kinds.includes('referral_offered'))
  const offered = (await receiver.read('/api/v1/referrals?limit=200')).items.find((r) => r.id === id)
  assert.equal(offered.from, sender.org)
  await receiver.done(id, 'accept-referral', { referral: 1 })
  const p = await live(receiver, id, 'people')
  assert.equal(p.body, receiver.org)
  // Consent belongs to a procedure: it is asked anew.
  refused(await receiver.ask(id, 'accept', { procedure: p.no }), 409, 'consent-missing', { article: '人民调解法17' })
  for (const party of [1, 2]) await receiver.done(id, 'record-consent', { procedure: p.no, party, answer: 'agrees', manner: 'written' })
  await receiver.done(id, 'accept', { procedure: p.no })
  const clock = (await receiver.clocks(id)).find((c) => c.procedure === p.no && c.rule === 'RT_MED')
  assert.deepEqual([clock.state, clock.day0], ['running', '2026-04-07'])
  return p
}

test('procuratorate: it mediates at its own desk, or hands on to people’s mediation', async () => {
  const { id } = await procuratorate.register(from('procuratorate'))
  assert.equal((await procuratorate.dispute(id)).state.source, 'procuratorate')
  assert.deepEqual(await procedures(procuratorate, id), [], 'its channel is opened by choice')
  await procuratorate.done(id, 'open-procedure', { channel: 'procuratorial' })
  await handedOn(procuratorate, id, county)
})

test('organ: a matter of its scope is mediated by itself', async () => {
  const { id } = await organ.register(from('organ'))
  const p = await live(organ, id, 'administrative')
  assert.equal(p.body, organ.org)
  await organ.done(id, 'check-scope', { procedure: p.no, scope: 'own' })
  for (const party of [1, 2]) await organ.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await organ.done(id, 'accept')
  assert.equal((await live(organ, id, 'administrative')).phase, 'accepted')
})

test('arbitration: before anything is filed it sends the matter to mediators of the industry, and can still take it', async () => {
  const { id } = await arbitration.register(from('arbitration'))
  await handedOn(arbitration, id, industry)
  await arbitration.done(id, 'open-arbitration', { number: '仲收1号' })
  assert.equal((await live(arbitration, id, 'arbitration')).number, '仲收1号')
  assert.equal((await live(industry, id, 'people')).phase, 'ended', 'mediation ends with it, 人民调解法3(三)')
})

test('legal aid: what comes to the centre is applied for and decided there', async () => {
  const { id } = await aid.register(from('legal_aid', { channel: 'legal_aid' }))
  await aid.done(id, 'aid-apply', { matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant', text: '拖欠工资' })
  const p = await live(aid, id, 'legal_aid')
  assert.equal(p.stage, 'aid_applied')
  const clock = (await aid.clocks(id)).find((c) => c.procedure === p.no && c.state === 'running')
  assert.ok(clock.due_on > '2026-04-07' && clock.article, JSON.stringify(clock))
  await aid.done(id, 'aid-grant', { procedure: p.no })
  assert.equal((await live(aid, id, 'legal_aid')).stage, 'aid_granted')
})

test('on line: the village writes it down and hands out a slip; nothing is accepted before both have agreed', async () => {
  const { id, slip } = await village.register(from('online', { channel: 'people', manner: 'online' }))
  assert.match(slip.secret, /^\d{10}$/)
  refused(await village.ask(id, 'accept'), 409, 'consent-missing', { article: '人民调解法17' })
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'phone' })
  await village.done(id, 'accept')
  assert.equal((await live(village, id, 'people')).phase, 'accepted')
})
