// What others do shows by itself, on the workbench and on the page of a
// dispute, and what is being written stays: also when two write at once, and
// when the line drops in the middle of a form.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { sitting } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { openDispute, openForm, save } from './lib/acts.mjs'
import { deskSize, openBrowser, phoneSize } from './lib/browser.mjs'
import { makeCounty, playCounty } from './lib/county.mjs'
import { openLine } from './lib/line.mjs'

let service, county, browser, line
before(async () => {
  service = await startService({ played: playCounty, settings: { allow_hosts: '127.0.0.1' } })
  county = await makeCounty(service)
  browser = await openBrowser()
  line = await openLine(service)
})
after(async () => {
  await browser?.close()
  await line?.close()
  await service?.stop()
})

test('the workbench shows what came in by itself', async () => {
  const page = await browser.visit(service, 'township.b', phoneSize)
  await page.getByText('欠工钱').waitFor()
  await county.village.done(county.ids.noise, 'refer', { to: county.township.org, kind: 'refer', reason: '请镇里看' })
  await page.getByText('半夜放音响').waitFor()
  await page.calm()
  await page.context().close()
})

test('somebody else changes the dispute: one line tells who and what, the form stays', async () => {
  const page = await browser.visit(service, 'village.b', deskSize, { path: `/disputes/${county.ids.water}` })
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByLabel('找一项').fill('记联系')
  await page.getByRole('button', { name: '记联系当事人' }).click()
  await page.locator('form summary').first().click()
  await page.locator('form textarea').first().fill('他说明天来')
  await county.village.done(county.ids.water, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' })
  const news = page.getByRole('status').filter({ hasText: '您写的还在' })
  await news.waitFor()
  assert.match(await news.innerText(), new RegExp(`${county.village.who.name} \\d\\d:\\d\\d:当事人表态`))
  assert.equal(await page.locator('form textarea').first().inputValue(), '他说明天来')
  await page.look('Dispute-news')
  await page.context().close()
})

test('a page that nobody looks at holds no line; seen again, it shows what came', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${county.ids.water}` })
  const hide = (hidden) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden ? 'hidden' : 'visible')
  const streams = async () => Number(/^hejie_streams(?:\{[^}]*\})? (\d+)/m.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1])
  const until = async (n) => {
    const end = Date.now() + 30_000
    while ((await streams()) !== n) {
      assert.ok(Date.now() < end, `${await streams()} streams, not ${n}`)
      await page.waitForTimeout(50)
    }
  }
  await until(1)
  await hide(true)
  await until(0)
  await county.village.done(county.ids.water, 'record-consent', { party: 2, answer: 'agrees', manner: 'oral' })
  assert.equal(await page.getByText('答复:同意').count(), 1)
  await hide(false)
  await page.getByText('答复:同意').nth(1).waitFor()
  await page.context().close()
})

const wrong = async (page, why) => {
  await openDispute(page, county.ids.boundary)
  await openForm(page, '撤销记录')
  await page.getByLabel('理由').fill(why)
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: '记录编号' }) }).click()
  await page.getByRole('option', { name: /调解一次/ }).first().click()
}

test('two write at once: who is second hears of the first by name, keeps what he wrote, and is told why it does not go', async () => {
  await county.village.done(county.ids.boundary, 'log-session', sitting('2024-03-07T16:00:00+08:00', 'not_agreed'))
  const [a, b] = [await browser.visit(service, 'village.a', deskSize), await browser.visit(service, 'village.c', deskSize)]
  await wrong(a, '记到别的纠纷了')
  await wrong(b, '那天没有谈')
  await save(a)
  await b.getByRole('status').filter({ hasText: '您写的还在' }).waitFor()
  assert.match(await b.getByRole('status').filter({ hasText: '您写的还在' }).innerText(), new RegExp(county.village.who.name))
  assert.equal(await b.getByLabel('理由').inputValue(), '那天没有谈')
  const no = b.getByRole('alert')
  await b.getByRole('button', { name: '保存', exact: true }).click()
  await no.waitFor()
  // What follows by itself may have come between: he saves again.
  if ((await no.innerText()).includes('有人刚改过')) await b.getByRole('button', { name: '保存', exact: true }).click()
  await no.filter({ hasText: '不能这样做' }).waitFor()
  assert.equal(await b.getByLabel('理由').inputValue(), '那天没有谈')
  await b.look('Dispute-second')
  const told = (await county.village.timeline(county.ids.boundary)).filter((e) => e.event.kind === 'voided')
  assert.deepEqual(told.map((e) => e.event.body.reason), ['记到别的纠纷了'])
  for (const page of [a, b]) await page.context().close()
})

test('the line drops in the middle of a form: it is said, the form stays, and goes once when the line is back', async () => {
  const page = await browser.visit({ ...service, url: line.url }, 'village.a', deskSize)
  await openDispute(page, county.ids.water)
  await openForm(page, '记事')
  await page.locator('form textarea').first().fill('他说后天来')
  line.cut()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '现在没有网' }).waitFor()
  assert.equal(await page.locator('form textarea').first().inputValue(), '他说后天来')
  line.restore()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.locator('main form').waitFor({ state: 'detached' })
  const notes = (await county.village.timeline(county.ids.water)).filter((e) => e.event.kind === 'noted')
  assert.deepEqual(notes.map((e) => e.event.body.text), ['他说后天来'])
  await page.context().close()
})
