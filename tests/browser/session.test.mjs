// Logging a sitting on a telephone: how many taps, what it says, what is kept.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { phoneSize } from './lib/browser.mjs'
import { leavesBox } from './lib/fits.mjs'
import { picture } from './lib/pictures.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

const card = (page, title) => page.locator('li.card', { hasText: title })
const form = async (page, id) => {
  await page.open(`/disputes/${id}/session`)
  await page.waitForSelector('form')
}
const sessionsOf = async (id) => (await county.village.dispute(id)).state.session

test('from the card: four taps, no key; it says beforehand that it will count', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  const [taps, keys] = [await page.taps(), await page.keys()]
  await card(page, '宅基地界').getByText('记调解').tap()
  await page.getByText('都到了').tap()
  await page.getByText('没谈成,还能谈').tap()
  await page.getByText('这次会算第2次').waitFor()
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByText(/已记下,第2次,16:30/).waitFor()
  assert.equal((await page.taps()) - taps, 4)
  assert.equal((await page.keys()) - keys, 0)
  await page.look('LogSession-saved')

  const [, second] = await sessionsOf(county.ids.boundary)
  assert.deepEqual(
    [second.result, second.counts, second.starts, second.attendance.map((a) => a.presence)],
    ['not_agreed', 'yes', '2024-03-07T07:00:00.000Z', ['came', 'came']],
  )
  const { appointment } = (await county.village.dispute(county.ids.boundary)).state
  assert.equal(appointment[0].held, true)

  await page.getByText('记错了').tap()
  await page.getByText('已撤回').waitFor()
  assert.equal((await sessionsOf(county.ids.boundary))[1].voided, true)
  await page.getByText('看这件纠纷').tap()
  await page.getByText('更正理由:记错了').waitFor()
  await page.look('Dispute-taken-back')
  await page.context().close()
})

test('nobody is said to have come before somebody says so; one side alone does not count', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await form(page, county.ids.boundary)
  assert.equal(await page.locator('input[name^=presence]:checked').count(), 0)
  assert.ok(await page.getByRole('button', { name: '保存' }).isDisabled())
  const sides = page.locator('fieldset', { has: page.locator('input[name^=presence]') })
  await sides.nth(0).getByText('到了', { exact: true }).tap()
  await sides.nth(1).getByText('没通知到').tap()
  await page.getByText('没谈成,还能谈').tap()
  await page.getByText('不计:一方未到且未通知').waitFor()
  await page.context().close()
})

test('what was written outlives a closed page, an expired sign-in, and is plain to nobody', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await form(page, county.ids.boundary)
  await page.getByText('都到了').tap()
  await page.getByText('先停一停').tap()
  await page.getByText('记几句').tap()
  await page.locator('textarea').first().fill('双方等鉴定结果')
  await page.waitForFunction(() => Object.keys(localStorage).some((k) => k.startsWith('draft/')))
  await page.waitForTimeout(700) // the rest after which a draft is kept
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  assert.ok(!kept.includes('双方'), 'the draft is encrypted')

  await page.reload()
  await page.getByText('上次没送出的还在').waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), '双方等鉴定结果')

  const { session } = await page.evaluate(async () => (await fetch('/api/v1/me')).json())
  await page.evaluate(async (id) => {
    const { csrf } = await (await fetch('/api/v1/me')).json()
    await fetch(`/api/v1/sessions/${id}`, { method: 'DELETE', headers: { 'X-CSRF-Token': csrf } })
  }, session)
  await page.waitForTimeout(1100) // a worker remembers a session for a second
  const store = page.getByRole('button', { name: '保存' })
  await store.tap()
  await page.getByText('请再登录一次').waitFor()
  await page.locator('[name=login]').waitFor()
  await leavesBox(page, store)
  await store.tap()
  await page.getByText('请再登录一次').waitFor()
  await page.fill('[name=login]', 'village.a')
  await page.fill('[name=password]', service.signIns.get('village.a').password)
  await page.locator('dialog button').tap()
  await page.getByText(/已记下/).waitFor()
  const last = (await sessionsOf(county.ids.boundary)).at(-1)
  assert.deepEqual([last.result, last.recorded], ['continues', true])
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((k) => k.startsWith('draft/')).length), 0)
  await page.context().close()
})

test('where it is stuck, and pictures of the record', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await form(page, county.ids.boundary)
  await page.getByText('都到了').tap()
  await page.getByText('没谈成,还能谈').tap()
  await page.locator('summary', { hasText: '卡在哪' }).tap()
  for (const word of ['钱数', '界线']) await page.getByRole('group', { name: '卡在哪' }).getByRole('button', { name: word }).tap()
  await page.getByLabel('要多少元').fill('1800')
  await page.getByLabel('给多少元').fill('800.5')
  await page.locator('summary', { hasText: '记几句' }).tap()
  await page.locator('input[type=file]').setInputFiles([picture, { ...picture, name: '笔录二.png' }])
  await page.getByText('2张照片').waitFor()
  await page.look('LogSession-stuck')
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByText(/已记下/).waitFor()
  const last = (await sessionsOf(county.ids.boundary)).at(-1)
  assert.deepEqual([last.sticking, last.asked, last.offered], [['amount', 'boundary'], 180_000, 80_050])
  const papers = (await county.village.read(`/api/v1/disputes/${county.ids.boundary}/attachments`)).items
  assert.deepEqual(papers.map((a) => [a.paper, a.type, a.name]), [['mediation_record', 'png', '回证.png'], ['mediation_record', 'png', '笔录二.png']])
  await page.context().close()
})

test('a missing paper is attached as a picture where it is missed', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${county.ids.late}` })
  await page.getByRole('button', { name: '材料与卷宗' }).tap()
  const missing = page.locator('.papers li', { hasText: '缺' })
  await missing.first().waitFor()
  const before_ = await missing.count()
  const attached = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/commands/attach'))
  await missing.first().locator('input[type=file]').setInputFiles(picture)
  await attached
  await page.waitForFunction((n) => [...document.querySelectorAll('.papers li')].filter((li) => li.textContent.includes('✗')).length === n - 1, before_)
  const papers = (await county.village.read(`/api/v1/disputes/${county.ids.late}/attachments`)).items
  assert.deepEqual(papers.map((a) => [a.type, a.name]), [['png', '回证.png']])
  await page.context().close()
})

test('a refusal says why and what can be done, and the form stays', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await form(page, county.ids.noise)
  await page.getByText('都到了').tap()
  await page.getByText('没谈成,还能谈').tap()
  const no = page.getByRole('alert')
  await no.waitFor()
  assert.match(await no.innerText(), /不能这样做:[^]*可以:[^]*依据:/)
  assert.equal(await page.locator('input[name=result]:checked').count(), 1)
  await page.context().close()
})
