// The demonstration county as scripts/up opens it: each desk has work in every
// group; figures open the lists that they count, on a desk and on a telephone.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { fits } from './lib/fits.mjs'
import { filled, setUp } from './lib/set_up.mjs'

let service, browser
setUp((s) => ({ service, browser } = s), filled)

const groups = ['今天必须办', '等我回话', '今天约好的', '这周到期', '等别人']
for (const account of ['village.a', 'township.a', 'county.b', 'court.a', 'petition.a', 'aid.a'])
  test(`today at ${account}: five groups`, async () => {
    const page = await browser.visit(service, account, account === 'township.a' ? phoneSize : deskSize)
    await page.waitForSelector('section.group')
    assert.deepEqual(await page.locator('section.group h2').allInnerTexts(), groups)
    await page.getByText('演示:人和事都是编的').waitFor()
    await page.look(`County-${account}`)
    await page.context().close()
  })

// What is a form first, and has nothing below it until somebody does something:
// a list to bring, keys of machines, messages that did not leave.
const forms = ['/lists', '/keys', '/outbox', '/me']
const all = ['village', 'township', 'judicial', 'county', 'industry', 'studio', 'centre', 'hotline', 'grid', 'court', 'room', 'procuratorate', 'petition', 'aid', 'police', 'traffic', 'market', 'labour', 'health', 'land', 'environment', 'organ']
const whole = process.env.HEJIE_BROWSER === 'all'
for (const account of whole ? [...all.map((body) => `${body}.a`), 'admin', 'security', 'auditor'] : ['court.a'])
  test(`each page in the menu of ${account} has something on it, or says what leads on`, async () => {
    const page = await browser.visit(service, account, deskSize)
    const links = page.locator('nav').first().getByRole('link')
    const empty = []
    for (const href of await links.evaluateAll((found) => found.map((a) => a.getAttribute('href')))) {
      await page.locator(`nav a[href="${href}"]`).first().click()
      await page.waitForURL(`${service.url}${href}`)
      await page.still()
      await page.locator('main h1').first().waitFor()
      const something = page.locator('main li, main tbody tr, main .card a.button').first()
      if (!forms.includes(href)) await something.waitFor({ timeout: 10_000 }).catch(() => empty.push(href))
    }
    assert.deepEqual(empty, [])
    page.calm()
    await page.context().close()
  })

test('a number opens its list, which is as long', async () => {
  const page = await browser.visit(service, 'township.a', deskSize, { path: '/' })
  await page.getByRole('navigation').getByText('统计', { exact: true }).click()
  await page.locator('canvas').first().waitFor()
  await page.look('Figures')
  const cell = page.locator('section.figure', { hasText: '走哪条路' }).getByRole('row').filter({ hasText: '人民调解' }).getByRole('link').last()
  const count = Number(await cell.innerText())
  assert.ok(count > 20, String(count))
  await cell.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '数字里的每一件' }).waitFor()
  const rows = page.locator('main li.card')
  await rows.first().waitFor()
  while (await page.getByRole('button', { name: '看更多' }).isVisible()) {
    const before_ = await rows.count()
    await page.getByRole('button', { name: '看更多' }).click()
    await page.waitForFunction((n) => document.querySelectorAll('main li.card').length > n, before_)
  }
  assert.equal(await rows.count(), count)
  await page.context().close()
})

test('each figure opens a list of what it counts, and it is not empty', async () => {
  const page = await browser.visit(service, 'township.a', deskSize, { path: '/figures' })
  const figures = page.locator('section.figure')
  await figures.locator('tbody a').first().waitFor()
  const links = await figures.evaluateAll((all) => all.map((f) => [f.querySelector('h2').textContent, f.querySelector('tbody a').getAttribute('href'), f.querySelector('tfoot a').getAttribute('href')]))
  assert.equal(links.length, 5)
  for (const [name, ...both] of links)
    for (const href of both) {
      await page.open(href, 'main li.card')
      assert.ok((await page.locator('main li.card').count()) > 0, name)
    }
  await page.context().close()
})

test('figures on a telephone, in English: nothing is wider than the screen', async () => {
  const page = await browser.visit(service, 'petition.b', phoneSize, { path: '/figures', language: 'en' })
  await page.open('/figures?months=12&all=1', 'canvas')
  const seen = await page.locator('section.figure .scroll').evaluateAll((all) =>
    all.map((box) => {
      const { left, right } = box.getBoundingClientRect()
      const inSight = (e) => e.getBoundingClientRect().left >= left && e.getBoundingClientRect().right <= right + 1
      const heads = [...box.querySelectorAll('thead th')]
      return [box.scrollWidth > box.clientWidth, inSight(heads[0]), inSight(heads.at(-2)), inSight(heads[1])]
    }))
  assert.ok(seen.length > 3)
  for (const one of seen) assert.deepEqual(one, [true, true, true, false], 'what is counted and the newest month are in sight, the oldest is not')
  await page.look('Figures')
  await page.open('/figures/list?of=limits&from=2026-05-01&to=2026-11-30&all=1&state=fired', 'main li.card')
  await page.look('FigureList')
  await page.context().close()
})

test('who is behind with what bodies owe, since when; the body itself says that it did it', async () => {
  // The leader of the judicial office, on a telephone: one of his villages is behind.
  const leader = await browser.visit(service, 'judicial.c', phoneSize)
  await leader.open('/duties', 'section.figure table')
  const row = leader.locator('section.figure').getByRole('row', { name: /^落后/ })
  assert.equal(await row.getByRole('link').first().innerText(), '1')
  await row.getByRole('link').first().tap()
  const behind = leader.locator('#listed li.card')
  await behind.getByText('从9月1日起落后,落了3期').waitFor()
  assert.equal(await behind.count(), 1)
  await behind.getByText('柳湾村人民调解委员会').waitFor()
  assert.equal(await behind.getByRole('button').count(), 0)
  await leader.look('Duties-behind')
  await fits(leader, 'Duties')
  await leader.context().close()

  // A supervisor of the county: each body below in the table of the rate.
  const [admin, { person }] = await (await openSite(service)).all('admin', 'county.c')
  const post = await admin.post(`/api/v1/people/${person}/commands/change-post`, { roles: ['head', 'mediator', 'supervisor'] })
  assert.equal(post.status, 200, post.text)
  const county = await browser.visit(service, 'county.c', deskSize)
  await county.open('/duties', 'section.figure canvas')
  const bodies = county.getByRole('region', { name: /调成率/ }).getByRole('row')
  for (const name of ['和解示范县人民调解委员会', '青石镇人民调解委员会', '青石村人民调解委员会', '柳湾村人民调解委员会'])
    await bodies.filter({ has: county.getByRole('rowheader', { name, exact: true }) }).waitFor()
  await county.look('Duties-county')
  await county.context().close()

  const own = await browser.visit(service, 'village2.a', deskSize, { language: 'en' })
  await own.open('/duties', 'main li.card')
  await own.getByText('behind since 1 Sept, 3 periods').waitFor()
  await own.getByLabel('How many (may be left out)').fill('3')
  await own.getByRole('button', { name: /is done$/ }).click()
  await own.getByText('done in this period').waitFor()
  await own.getByText('3 matters').waitFor()
  await own.look('Duties-own')
  await own.context().close()

  const rates = await browser.visit(service, 'township.c', deskSize)
  await rates.open('/duties', 'section.figure canvas')
  const rate = rates.locator('section.figure', { has: rates.getByRole('heading', { name: /^调成率 \d+%$/ }) })
  await rates.look('Duties-rates')
  const all = rate.getByRole('row', { name: /^全部/ }).getByRole('link').last()
  const count = Number(await all.innerText())
  assert.ok(count > 5, String(count))
  await all.click()
  await rates.getByText('登记', { exact: false }).first().waitFor()
  const rows = rates.locator('main li.card')
  await rows.first().waitFor()
  while (await rates.getByRole('button', { name: '看更多' }).isVisible()) {
    const before_ = await rows.count()
    await rates.getByRole('button', { name: '看更多' }).click()
    await rates.waitForFunction((n) => document.querySelectorAll('main li.card').length > n, before_)
  }
  assert.equal(await rows.count(), count)
  await rates.look('Duties-list')
  await rates.context().close()
})
