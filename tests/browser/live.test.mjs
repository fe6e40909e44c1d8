// What others do shows by itself, on the workbench and on the page of a
// dispute, and what is being written stays.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startService } from '../api/lib/service.mjs'
import { deskSize, openBrowser, phoneSize } from './lib/browser.mjs'
import { makeCounty } from './lib/county.mjs'

let service, county, browser
before(async () => {
  service = await startService()
  county = await makeCounty(service)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
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
  const line = page.getByRole('status').filter({ hasText: '您写的还在' })
  await line.waitFor()
  assert.match(await line.innerText(), new RegExp(`${county.village.who.name} \\d\\d:\\d\\d:当事人表态`))
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
