// The workbench: which day brings what; several matters to another mediator at
// once; why the timeline says that something happened by itself; and what the file
// of a matter says.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'

import { closedFile, registration, send, sitting, takeUp } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

test('the agenda: sessions of a day by their hour, then what ends, day after day', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/agenda' })
  const days = page.locator('main section')
  await days.first().waitFor()
  assert.match(await days.first().locator('h2').innerText(), /3月7日\s+今天/)
  assert.match(await days.first().locator('li').first().innerText(), /15:00\s+甲子明—乙丑亮 宅基地界\s+约好的调解/)
  const items = (await county.village.read('/api/v1/today?limit=200')).items.filter((w) => w.days_left >= 0)
  assert.ok(items.length > 1)
  assert.equal(await page.locator('main li', { hasText: '到期' }).count(), items.length)
  const heads = await days.locator('h2').allInnerTexts()
  assert.ok(heads.length > 1 && heads.slice(1).every((h) => /星期/.test(h)), heads.join())
  await page.look('Agenda-booked')
  await page.locator('main').getByRole('link', { name: /宅基地界/ }).first().click()
  await page.waitForURL(`${service.url}/disputes/${county.ids.boundary}`)
  await page.context().close()
})

test('two are handed over with one reason: what may go goes, what may not says why', async () => {
  const b = await county.site.as('village.b')
  const page = await browser.visit(service, 'village.a', deskSize)
  // As for who has not heard yet that one of them has ended.
  await page.route('**/api/v1/stream*', (route) => route.abort())
  await page.open('/')
  const { version } = await county.village.dispute(county.ids.boundary)
  await county.village.done(county.ids.boundary, 'end-procedure', { procedure: 1, ground: 'no_agreement' }, { match: version })
  for (const what of ['宅基地界', '半夜放音响']) await page.getByRole('checkbox', { name: new RegExp(what) }).check()
  await page.getByRole('heading', { name: '把选中的2件交给别人' }).waitFor()
  await page.getByLabel('交给谁').selectOption({ value: b.person })
  await page.getByLabel('原因').fill('去县里学习一周')
  await page.getByText('接手的人已声明没有利害关系').click()
  await page.look('Today-handing')
  await page.getByRole('button', { name: '交给', exact: true }).click()
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /不能这样做:/)
  await page.look('Today-handed')
  const { state } = await county.village.dispute(county.ids.noise)
  assert.deepEqual(state.procedure[0].mediator.map((m) => m.person), [b.person])
  const own = (await county.village.dispute(county.ids.boundary)).state.procedure[0].mediator
  assert.deepEqual(own.map((m) => m.person), [county.village.person])
  await page.context().close()
})

test('an automatic act says why', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${county.ids.wages}` })
  const offered = page.locator('ol.line > li').filter({ has: page.getByText('为什么') }).first()
  await offered.getByText('为什么').click()
  assert.ok((await offered.locator('details p').first().innerText()).length > 5)
  await page.look('Dispute-why')
  await page.context().close()
})

test('the file says as what it is kept, where it contradicts itself, and what nobody compared', async () => {
  const { village, site } = county
  const { id } = await village.register(registration({ title: '界石' }))
  await takeUp(village, id)
  await village.done(id, 'log-session', sitting('2024-03-07T10:00:00+08:00', 'continues', {
    text: '各执一词', guests: [{ role: 'relative', name: '乙丑亮' }] }))
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${id}` })
  await page.getByText('邀请参加的人就是当事人').waitFor()
  await page.getByText('正文里的其他人名、付款人和其他单位名称不核对').waitFor()
  await page.look('Dispute-file')
  await page.context().close()

  const kept = await closedFile(village)
  const upload = randomBytes(16).toString('hex')
  await send(`${service.url}/api/v1/disputes/${kept}/uploads/${upload}`, {
    method: 'PUT', headers: { ...village.headers, 'Content-Type': 'text/plain' }, body: '身份证复印件' })
  await village.done(kept, 'attach', { upload, paper: 'identity', name: '身份证.txt' })
  const head = await site.as('village.c')
  await head.done(kept, 'archive-procedure', { procedure: 1, retention: 'long', years: 30 })
  for (const [language, name, part] of [['zh', '长期', '材料与卷宗'], ['en', 'long', 'Papers and file']]) {
    const there = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${kept}`, language })
    await there.getByRole('button', { name: part, exact: true }).click()
    assert.match(await there.locator('p.kept').innerText(), new RegExp(`2054.* · ${name} · 人民调解文书格式`))
    await there.look('Dispute-kept')
    await there.context().close()
  }
})
