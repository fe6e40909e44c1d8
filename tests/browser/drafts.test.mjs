// What was begun is not lost, whatever of seven things comes between: a member
// that is missing (forms.test.mjs), the service's no or its failure (session.test
// and here), an expired sign-in (session.test), somebody else's change (desks.test
// and live.test), a matter that goes to somebody else or into another, a page, a
// machine that is gone, an interface that is newer.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { takeUp } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

const begun = async (page, id, text) => {
  await page.open(`/disputes/${id}/session`, 'form')
  await page.getByText('都到了').tap()
  await page.getByText('先停一停').tap()
  await page.getByText('记几句').tap()
  await page.locator('textarea').first().fill(text)
  // What was kept of the taps before may come late: this is sealed after the words.
  const written = await page.evaluate(() => Date.now())
  await page.waitForFunction((at) => Object.values(localStorage).some((kept) => Number(/"at":(\d+)/.exec(kept)?.[1] ?? 0) >= at), written)
}
const isThere = async (page, text) => {
  await page.getByText('上次没送出的还在').waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), text)
}

test('the service fails: the form stays, and is there after a restart, and goes once', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await begun(page, county.ids.boundary, '先等鉴定')
  const sick = (route) => (route.request().url().includes('dry=') ? route.continue() : route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"type":"/problems/busy"}' }))
  await page.route('**/commands/log-session*', sick)
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByText('现在忙不过来').waitFor()
  await page.unroute('**/commands/log-session*', sick)
  await page.reload()
  await isThere(page, '先等鉴定')
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByText(/已记下/).waitFor()
  const { session } = (await county.village.dispute(county.ids.boundary)).state
  assert.equal(session.filter((s) => s.result === 'continues').length, 1)
  await page.context().close()
})

test('the matter was given to somebody else: what was written is there, and can go', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await begun(page, county.ids.boundary, '换人前写的')
  const b = await county.site.as('village.b')
  await county.village.done(county.ids.boundary, 'replace-mediators', { mediators: [{ person: b.person, disclosed: true }], reason: '排班' })
  await page.reload()
  await isThere(page, '换人前写的')
  await page.context().close()
})

test('the matter was merged into another: what was written is there, and it says where to go', async () => {
  const { village } = county
  const { id: twice } = await village.register()
  const page = await browser.visit(service, 'village.a', phoneSize)
  await begun(page, twice, '合并前写的')
  await village.done(twice, 'merge-disputes', { into: county.ids.boundary, reason: '同一起纠纷' })
  const end = Date.now() + 30_000
  while ((await village.dispute(twice)).state.merged_into === undefined && Date.now() < end) await page.waitForTimeout(50)
  await page.reload()
  await isThere(page, '合并前写的')
  await page.getByRole('alert').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /不能这样做:[^]*可以:/)
  await page.context().close()
})

test('the machine is gone: what was written is there on another, and on neither once it was sent', async () => {
  const { id } = await county.village.register()
  await takeUp(county.village, id)
  const phone = await browser.visit(service, 'village.a', phoneSize)
  const kept = phone.waitForResponse((r) => r.request().method() === 'PUT' && r.url().endsWith(`/drafts/log-session/${id}`))
  await begun(phone, id, '在手机上写的')
  const body = (await kept).request().postData()
  assert.ok(!body.includes('手机') && !body.includes('paused'), 'the service is sent a sealed box')

  const desk = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${id}/session` })
  await isThere(desk, '在手机上写的')
  // Signed out there: nothing is left on that machine, and it is here all the same.
  await desk.open('/me')
  await desk.getByRole('button', { name: '退出登录' }).click()
  await desk.waitForSelector('[name=login]')
  assert.deepEqual(await desk.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('draft/'))), [])
  await desk.as('village.a')
  await desk.open(`/disputes/${id}/session`, 'form')
  await isThere(desk, '在手机上写的')

  const dropped = desk.waitForResponse((r) => r.request().method() === 'DELETE' && r.url().includes('/drafts/'))
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByText(/已记下/).waitFor()
  await dropped
  const fresh = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${id}/session` })
  await fresh.getByText('都到了').waitFor()
  await fresh.still()
  assert.equal(await fresh.getByText('上次没送出的还在').count(), 0)
  for (const page of [phone, desk, fresh]) await page.context().close()
})

test('the interface is newer and a part is gone: it loads again, what was written is there', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/new/registered' })
  await page.getByText('欠工钱').waitFor()
  await page.getByLabel('甲方称呼').fill('甲午山')
  await page.waitForFunction(() => Object.keys(localStorage).some((k) => k.startsWith('draft/')))
  await page.open('/new')
  // Gone for the page as it is, however often it looks; there once it is loaded again.
  let gone = 0
  let again = false
  page.once('load', () => (again = true))
  await page.route('**/assets/Register-*.js', (route) => (again ? route.continue() : route.fulfill({ status: 404, body: `${gone++}` })))
  await Promise.all([page.waitForEvent('load'), page.getByText('新来一件').click()])
  await page.getByText('新来一件').click()
  await page.getByText('上次没送出的还在').waitFor()
  assert.equal(await page.getByLabel('甲方称呼').inputValue(), '甲午山')
  assert.ok(gone > 0)
  await page.context().close()
})
