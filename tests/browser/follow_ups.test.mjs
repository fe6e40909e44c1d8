// Follow-ups in a county with half a year of life: what is due stands first, the
// telephones come when one wants to call, what was heard is written down, also
// without a line; nobody has more than seven entries beside the page.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { deskSize, phoneSize } from './lib/browser.mjs'
import { filled, setUp } from './lib/set_up.mjs'

let service, browser
setUp((s) => ({ service, browser } = s), filled)

const rows = (page) => page.locator('main li.card')
const left = (text) => (/过了(\d+)天/.test(text) ? -Number(/过了(\d+)天/.exec(text)[1]) : /今天到期/.test(text) ? 0 : /还剩(\d+)天/.test(text) ? Number(/还剩(\d+)天/.exec(text)[1]) : Infinity)

test('overdue first, the telephones, a follow-up written down', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  await page.getByRole('navigation').getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('link', { name: '回访', exact: true }).click()
  await rows(page).first().waitFor()
  const days = (await rows(page).allInnerTexts()).map(left)
  assert.ok(days.length > 1, String(days))
  assert.deepEqual(days, [...days].sort((a, b) => a - b))
  const row = rows(page).first()
  await row.getByRole('button', { name: /^打电话/ }).click()
  await row.locator('a[href^="tel:"]').first().waitFor()
  await page.look('FollowUps-call')
  const name = await row.locator('a.name').innerText()
  await row.getByRole('link', { name: `记回访:${name}` }).click()
  await page.getByRole('group', { name: '回访谁' }).getByRole('radio').first().check({ force: true })
  assert.equal(await page.getByText('怎么样').count(), 0, 'whether one was reached is of contacts')
  await page.getByRole('textbox').fill('说月底前办')
  await page.look('FollowUp-written')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '已记下' }).waitFor()
  await page.open('/follow-ups')
  await rows(page).filter({ hasText: name }).filter({ hasText: '上次回访' }).first().waitFor()
  page.calm()
  await page.context().close()
})

test('on a desk, in English, narrowed down to what is late', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/follow-ups', language: 'en' })
  await rows(page).first().waitFor()
  await page.look('FollowUps-en')
  for (const account of ['village.a', 'judicial.c', 'centre.a', 'county.c', 'court.a', 'petition.a', 'aid.a', 'police.a']) {
    await page.as(account)
    const n = await page.locator('.shell > nav li').count()
    assert.ok(n <= 8, `${account}: ${n} entries, 我的 among them`)
  }
  page.calm()
  await page.context().close()
})
