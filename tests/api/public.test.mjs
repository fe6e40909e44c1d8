// The pages for parties: no account, no script; a request, how it goes, what is
// answered by code and what that is worth.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { logText, openSite, refused, registration, takeUp } from './lib/client.mjs'
import { openPages } from './lib/public.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, village, party
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 100, login_address_per_minute: 1000 } })
  site = await openSite(service)
  village = await site.as('village.a')
  party = openPages(service)
})
after(() => service.stop())

const paths = ['/public', '/public/request', '/public/progress', '/public/member', '/public/call']
const request = {
  place: '999901001001',
  name: '甲子明',
  phone: '10900000001',
  other: '乙丑亮',
  facts: '砌墙越界\n三十厘米',
}
const slipOf = ({ text }) => {
  const [code, secret] = [...text.matchAll(/<dd class="code">([^<]*)<\/dd>/g)].map((m) => m[1])
  return { code: code.replaceAll(' ', ''), secret }
}
// Everything that a reader sees of an answer, but the moment.
const seen = ({ status, headers, text }) => ({ status, text, headers: [...headers].filter(([name]) => name !== 'date') })

test('each page in both languages, without script or style in it, under the strictest policy', async () => {
  for (const path of paths) {
    const zh = await party.open(path)
    const en = await openPages(service, { lang: 'en' }).open(path)
    assert.deepEqual([zh.status, en.status], [200, 200], path)
    assert.match(zh.text, /^<!doctype html>\n<html lang="zh-CN">/)
    assert.match(en.text, /<html lang="en">/)
    assert.match(zh.headers.get('content-security-policy'), /default-src 'none'.*form-action 'self'/)
    assert.equal(zh.headers.get('cache-control'), 'no-store')
    for (const page of [zh, en]) {
      assert.doesNotMatch(page.text, /<script|<style|style=|javascript:| on[a-z]+=/)
      assert.match(page.text, /href="tel:110"/)
    }
    assert.doesNotMatch(en.text.replace(/<option[^]*?<\/option>|lang="zh-CN">[^<]*|tel:[^]*?<\/p>/g, ''), /[\u4e00-\u9fff]/, path)
  }
})

test('a request is registered at the committee the place leads to, and the slip shows how it goes', async () => {
  const answer = await party.send('/public/request', request)
  assert.equal(answer.status, 201, answer.text)
  const slip = slipOf(answer)
  assert.match(answer.text, /青石村人民调解委员会/)
  const page = await party.send('/public/progress', { code: slip.code.toLowerCase().replace(/(.{4})/g, '$1-'), secret: slip.secret })
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, /甲子明.*青石村人民调解委员会<\/strong> · 已登记/s)
  assert.doesNotMatch(page.text, /乙丑亮|砌墙|10900000001/)

  const [row] = (await village.read('/api/v1/disputes?limit=100')).items.filter((d) => d.code === slip.code)
  const { state } = await village.dispute(row.id)
  assert.deepEqual([state.source, state.manner, state.place], ['application', 'online', '999901001001'])
  assert.deepEqual(state.party.map((p) => [p.side, p.name]), [['applicant', '甲子明'], ['respondent', '乙丑亮']])
  const [first] = await village.timeline(row.id)
  assert.deepEqual([first.event.actor, first.event.body.facts], ['party', request.facts])
})

test('sent twice it is registered once; the same note for something else is refused', async () => {
  const hidden = party.hidden(await party.open('/public/request'), '/public/request')
  const once = await party.post('/public/request', { ...hidden, ...request })
  const twice = await party.post('/public/request', { ...hidden, ...request })
  assert.deepEqual(seen(twice), seen(once))
  assert.equal((await party.post('/public/request', { ...hidden, ...request, name: '丙寅' })).status, 422)
})

test('what is missing is said, and what was written is still there, whatever it is', async () => {
  const hostile = `"><script>alert('x')</script>&amp;<b>`
  const answer = await party.send('/public/request', { place: '999901', name: hostile, phone: '1', facts: `</textarea>${hostile}` })
  assert.equal(answer.status, 400)
  assert.match(answer.text, /您填的还在/)
  assert.match(answer.text, /value="&quot;&gt;&lt;script&gt;alert\(&#39;x&#39;\)&lt;\/script&gt;&amp;amp;&lt;b&gt;"/)
  assert.match(answer.text, /&lt;\/textarea&gt;&quot;&gt;&lt;script/)
  assert.doesNotMatch(answer.text, /<script|<b>/)
  const slip = slipOf(await party.send('/public/request', { ...request, name: '<i>甲&"\'</i>' }))
  const page = await party.send('/public/progress', slip)
  assert.match(page.text, /&lt;i&gt;甲&amp;&quot;&#39;&lt;\/i&gt;/)
  assert.doesNotMatch(page.text, /<i>/)
})

test('a place without a committee, a name too long, bytes that are no form: never a 500', async () => {
  assert.equal((await party.send('/public/request', { ...request, place: '110101' })).status, 400)
  assert.equal((await party.send('/public/request', { ...request, name: '甲'.repeat(200) })).status, 400)
  for (const body of ['form=%00', 'form=%ff', 'a', '=b', 'form=1&form=2', 'form=%zz'])
    assert.equal((await party.post('/public/request', body)).status, 400, body)
})

test("wrong secret, wrong code, another's code: the same bytes, about as fast", async () => {
  const times = { secret: [], code: [] }
  const answers = []
  const look = async (code, secret, list) => {
    const hidden = party.hidden(await party.open('/public/progress'), '/public/progress')
    const begun = process.hrtime.bigint()
    answers.push(seen(await party.post('/public/progress', { ...hidden, code, secret })))
    list.push(Number(process.hrtime.bigint() - begun) / 1e6)
  }
  const other = await village.register()
  await look(other.code, (await village.register()).slip.secret, [])
  for (let i = 0; i < 12; i++) {
    const made = await village.register()
    const wrong = made.slip.secret === '0000000000' ? '0000000001' : '0000000000'
    await look(made.code, wrong, times.secret)
    await look(`99990126A000${String(i).padStart(3, '0')}0`, wrong, times.code)
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0])
  assert.equal(answers[0].status, 404)
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1]
  const [a, b] = [median(times.secret), median(times.code)]
  assert.ok(Math.max(a, b) < 3 * Math.min(a, b) + 5, `${a} ms and ${b} ms`)
})

test('after as many wrong secrets as the setting says it has to be waited, on a page', async () => {
  const made = await village.register()
  let answer
  do answer = await party.send('/public/progress', { code: made.code, secret: '0000000000' })
  while (answer.status === 404)
  assert.equal(answer.status, 429)
  assert.match(answer.headers.get('retry-after'), /^[1-9]\d*$/)
  assert.match(answer.headers.get('content-type'), /^text\/html/)
})

test('a form of another site, a forged or borrowed note, no form: not taken', async () => {
  const page = await party.open('/public/request')
  const hidden = party.hidden(page, '/public/request')
  const all = { ...hidden, ...request }
  assert.equal((await party.post('/public/request', all, { Origin: 'https://evil.example' })).status, 403)
  assert.equal((await party.post('/public/request', all, { Origin: 'null' })).status, 403)
  assert.equal((await party.post('/public/request', all, { 'Sec-Fetch-Site': 'cross-site' })).status, 403)
  const noOrigin = await fetch(`${service.url}/public/request`, { method: 'POST', body: new URLSearchParams(all) })
  assert.equal(noOrigin.status, 403)
  const forged = hidden.form.replace(/.$/, (c) => (c === '0' ? '1' : '0'))
  assert.equal((await party.post('/public/request', { ...all, form: forged })).status, 400)
  const slip = slipOf(await party.send('/public/request', request))
  const door = party.hidden(await party.send('/public/progress', slip), '/public/progress').door
  assert.equal((await party.post('/public/request', { ...all, form: door })).status, 400)
  assert.equal((await party.post('/public/request', all, { 'Content-Type': 'text/plain' })).status, 400)
})

const twoNew = [
  { kind: 'natural', side: 'applicant', name: '壬辰' },
  { kind: 'natural', side: 'respondent', name: '癸巳' },
]

test('a yes by code is noted and is no consent; a refusal ends mediation at once', async () => {
  const made = await village.register(registration({ parties: twoNew }))
  const { id } = made
  const slip = { code: made.code, secret: made.slip.secret }
  let page = await party.send('/public/progress', slip)
  const yes = party.hidden(page, '/public/answer', 'value="1"')
  page = await party.post('/public/answer', yes)
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, /签字,或者工作人员给您回电话/)
  assert.deepEqual(seen(await party.post('/public/answer', yes)).status, 200) // sent twice, done once
  let { state } = await village.dispute(id)
  assert.deepEqual(state.procedure[0].consent.map((c) => [c.party, c.answer, c.manner]), [[1, 'agrees', 'by_code']])
  await village.done(id, 'record-consent', { party: 2, answer: 'agrees', manner: 'oral' })
  refused(await village.ask(id, 'accept'), 409, 'consent-missing')
  await village.done(id, 'record-consent', { party: 1, answer: 'agrees', manner: 'phone' }) // called back
  await village.done(id, 'accept')

  page = await party.send('/public/progress', slip)
  assert.match(page.text, /权利义务告知书.*待送达/s)
  page = await party.post('/public/answer', party.hidden(page, '/public/answer', 'value="0"'))
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, /马上有效/)
  ;({ state } = await village.dispute(id))
  assert.deepEqual([state.procedure[0].phase, state.procedure[0].ground], ['ended', 'refused'])
  const kinds = (await village.timeline(id)).map((i) => i.event.kind)
  assert.equal(kinds.filter((k) => k === 'consent_recorded').length, 4)

  page = await party.post('/public/rating', { ...party.hidden(page, '/public/rating'), rating: 'fair' })
  assert.match(page.text, /评价已记下/)
  const rated = (await village.timeline(id)).at(-1).event
  assert.deepEqual([rated.kind, rated.actor, rated.body.party, rated.body.manner], ['satisfaction_given', 'party', 1, 'by_code'])
})
test('what a party says by code nobody of staff can say in its name', async () => {
  const made = await village.register()
  const slip = { 'Dispute-Code': made.code, 'Dispute-Secret': made.slip.secret }
  for (const name of ['answer-by-code', 'rate-by-code'])
    refused(await village.post(`/api/v1/disputes/${made.id}/commands/${name}`, {}, { headers: slip }), 404, 'not-found')
})

test('the party sees its own papers and terms, and nothing of the file', async () => {
  const made = await village.register(registration({ title: '不给看的题名', facts: '不给看的事实', parties: twoNew }))
  await takeUp(village, made.id)
  await village.done(made.id, 'note', { text: '不给看的记录' })
  await village.done(made.id, 'record-oral-agreement', { terms: [{ kind: 'money', amount: 180050, debtor: 2, creditor: 1, text: '付一千八' }] })
  const page = await party.send('/public/progress', { code: made.code, secret: made.slip.secret })
  assert.match(page.text, /对方来办:付一千八 1,800\.50元,已付0元/)
  assert.equal(page.text.match(/<h2>权利义务告知书<\/h2>/g).length, 1)
  assert.doesNotMatch(page.text, /不给看|癸巳/)
  assert.match(page.text, /调解员 青石村人民调解委员会甲/)
})

test('owed notices are printed for who serves them, one sheet a party, and for nobody else', async () => {
  const made = await village.register(registration({ parties: [{ ...twoNew[0], name: '<b>壬辰</b>' }, twoNew[1]] }))
  await takeUp(village, made.id)
  const page = await village.get(`/print/disputes/${made.id}/notices`)
  assert.equal(page.status, 200, page.text)
  assert.equal(page.text.match(/<section class="sheet">/g).length, 2)
  assert.match(page.text, /权利义务告知书<\/h2><p>&lt;b&gt;壬辰&lt;\/b&gt;:<\/p>.*人民调解法23、24.*签收人:/s)
  assert.match((await village.get(`/print/disputes/${made.id}/notices?lang=en`)).text, /Received by:/)
  await village.done(made.id, 'serve-notice', { means: 'handed', notices: [1, 2] })
  assert.doesNotMatch((await village.get(`/print/disputes/${made.id}/notices`)).text, /壬辰/)

  const [neighbour, judge] = await site.all('neighbour.a', 'court.a')
  const foreign = await neighbour.get(`/print/disputes/${made.id}/notices`)
  refused(foreign, 404, 'not-found')
  assert.equal((await judge.get(`/print/disputes/${'0'.repeat(32)}/notices`)).text, foreign.text)
  assert.equal((await fetch(`${service.url}/print/disputes/${made.id}/notices`)).status, 401)
  const [[n]] = await sql(service.database, `SELECT count(*) FROM hejie.read_log WHERE what = 'notices'`)
  assert.equal(Number(n), 3)
})

test('who was shown the state of a matter by code is in the read log', async () => {
  const made = await village.register()
  await party.send('/public/progress', { code: made.code, secret: made.slip.secret })
  const rows = await sql(service.database, `SELECT principal, org IS NULL FROM hejie.read_log WHERE what = 'progress' AND stream = '${made.id}'`)
  assert.deepEqual(rows, [['party', 't']])
})

test('nothing personal is in the log', async () => {
  assert.doesNotMatch(await logText(service), /甲子明|乙丑亮|砌墙|10900000001/)
})
