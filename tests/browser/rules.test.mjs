// The rules desk: the sets, one of them as a picture that the keyboard reaches,
// in words, in tables, when it ends at the latest, and a matter tried on it.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { fits } from './lib/fits.mjs'
import { setUp } from './lib/set_up.mjs'

let service, browser, shelf
setUp(async (s) => {
  ;({ service, browser } = s)
  const village = await (await openSite(service)).as('village.a')
  shelf = (await village.read('/api/v1/rules/shelf')).items
}, {})
const path = (name, part) => `/rules/${shelf.find((s) => s.name === name).id}${part ? `?part=${part}` : ''}`

test('the administrator finds the rules in his menu; what his county has is marked', async () => {
  const page = await browser.visit(service, 'admin', deskSize)
  await page.getByRole('navigation').getByText('规则', { exact: true }).click()
  await page.getByRole('link', { name: '“三二一”分级调解(读法甲)' }).waitFor()
  assert.equal(await page.locator('main li.card').count(), shelf.length)
  await page.look('Rules-all')
  await page.getByRole('link', { name: '本县在用' }).click()
  await page.waitForURL(/kind=here/)
  const names = await page.locator('main li .name').allTextContents()
  assert.ok(names.includes('“三二一”分级调解(读法甲)') && !names.includes('“三二一”分级调解(读法丙)'), names.join())
  await page.context().close()
})

test('a ladder is a picture: the keyboard goes from box to box, and each says its rules', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: path('three-two-one-a') })
  await page.open(path('three-two-one-a'), 'svg .box')
  const boxes = page.locator('svg .box')
  assert.equal(await boxes.count(), 6)
  assert.equal(await page.locator('svg .way').count() > 8, true)
  const inside = await page.evaluate(() => {
    const { width, height } = document.querySelector('svg').viewBox.baseVal
    return [...document.querySelectorAll('svg .box rect')].every((r) => r.x.baseVal.value >= 0 && r.y.baseVal.value >= 0 && r.x.baseVal.value + r.width.baseVal.value <= width && r.y.baseVal.value + r.height.baseVal.value <= height)
  })
  assert.ok(inside, 'a box lies outside the picture')
  assert.equal(await page.locator('svg [style], svg style').count(), 0)
  await boxes.filter({ hasText: '村(社区)调解' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('.said').getByText(/第2级“乡镇\(街道\)调解”/).waitFor()
  assert.match(await page.locator('.said').innerText(), /未达成协议 → 县\(市、区\)调解/)
  await page.getByText('用文字看这张图').click()
  await page.look('RuleSet-picture')
  await page.context().close()
})

test('ladders are read in words on a telephone, or drawn for who asks, and nothing is wider', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/rules' })
  // A long run draws all.
  const few = ['three-two-one-c', 'four-tiers-seven-days', 'method-court-mediation']
  for (const { name } of shelf.filter((s) => s.steps > 0 && (process.env.HEJIE_BROWSER === 'all' || few.includes(s.name)))) {
    await page.open(path(name), 'details[open] li.step')
    assert.equal(await page.locator('svg .box').first().isVisible(), false)
    await page.look(`RuleSet-${name}`)
    await fits(page, name)
    await page.locator('details.picture > summary').click()
    await page.locator('svg .box').first().waitFor()
    await page.look(`RuleSet-${name}-drawn`)
  }
  for (const part of ['sentences', 'tables', 'certificate', 'try']) {
    await page.open(path('local-shenzhen', part === 'certificate' ? '' : part))
    await page.look(`RuleSet-${part}`)
  }
  await page.context().close()
})

test('a certificate says when it ends at the latest and what was assumed', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { language: 'en' })
  await page.open(path('four-tiers-seven-days', 'certificate'))
  await page.getByText(/Latest end: \d+ days/).waitFor()
  await page.getByText('The slowest way').waitFor()
  await page.look('RuleSet-certificate')
  await page.context().close()
})

test('a date is tried: day by day, on to what is next, each with why; nothing is stored', async () => {
  const page = await browser.visit(service, 'village.a', deskSize)
  await page.open(path('three-two-one-a', 'try'))
  await page.getByLabel('哪天登记').fill('2024-02-01')
  await page.getByRole('button', { name: '开始' }).click()
  await page.getByText('进入 村(社区)调解').waitFor()
  const happens = async (on, time, what) => {
    await page.getByLabel('哪天', { exact: true }).fill(on)
    await page.getByLabel('几点').fill(time)
    await page.getByLabel('发生什么').selectOption(what)
    await page.getByRole('button', { name: '加上' }).click()
  }
  await happens('2024-02-01', '15:00', 'session_logged')
  await happens('2024-02-02', '09:00', 'session_logged')
  await happens('2024-02-02', '15:00', 'session_logged')
  await page.getByText('上报 乡镇(街道)调解').waitFor()
  assert.equal(await page.getByText('届满').count(), 0)
  await page.getByRole('button', { name: '到下一件事' }).click()
  await page.getByText('届满 乡镇(街道)调解接收').waitFor()
  await page.getByRole('heading', { name: '看到2024年2月5日' }).waitFor()
  await page.locator('summary', { hasText: '上报 乡镇(街道)调解' }).click()
  await page.locator('details[open]').getByText(/规则:《“三二一”分级调解\(读法甲\)》/).waitFor()
  await page.look('RuleSet-tried')
  await page.getByRole('button', { name: /去掉:调解一次/ }).first().click()
  await page.getByText('上报 乡镇(街道)调解').waitFor({ state: 'detached' })
  await page.context().close()
})
