// The workbench: several matters to another mediator at once; and why the
// timeline says that something happened by itself.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startService } from '../api/lib/service.mjs'
import { deskSize, openBrowser } from './lib/browser.mjs'
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
