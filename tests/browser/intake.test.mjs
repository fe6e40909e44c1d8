// A matter comes in: the sheet for what was settled on the spot, and a new one.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

const written = (page) =>
  page.locator('input:not([type=radio]):not([type=checkbox]), textarea').evaluateAll((all) => all.map((e) => e.value).join('').length)

// A finger on the field, then the telephone's keyboard.
const write = async (page, label, text) => {
  await page.getByLabel(label).tap()
  await page.keyboard.insertText(text)
}

test('settled on the spot: ten taps at most, thirty characters, one request', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize)
  const taps = await page.taps()
  let posts = 0
  page.on('request', (r) => (posts += r.method() === 'POST' ? 1 : 0))
  await page.getByText('记一件').tap()
  await page.getByText('当场调成了').tap()
  await write(page, '甲方称呼', '戌年木')
  await write(page, '乙方称呼', '亥月林')
  await page.getByText('宅基地界址').tap()
  await page.getByRole('button', { name: '各退一步' }).tap()
  await page.getByText('当场办了').tap()
  await page.getByText('双方同意口头说好就行').tap()
  await page.look('Settled-filled')
  assert.ok((await written(page)) <= 30)
  await page.getByRole('button', { name: '记下' }).tap()
  await page.getByText('查询密码').first().waitFor()
  assert.ok((await page.taps()) - taps <= 10, `${(await page.taps()) - taps} taps`)
  assert.equal(posts, 1)
  await page.look('Slip')

  await page.getByText('看这件纠纷').tap()
  await page.getByRole('heading', { name: '戌年木—亥月林 宅基地界址' }).waitFor()
  const { state } = await county.village.dispute(page.url().split('/').at(-1))
  assert.deepEqual(
    [state.session[0].counts, state.agreement[0].form, state.agreement[0].term[0].state, state.procedure[0].phase],
    ['yes', 'oral', 'performed', 'settled'],
  )
  assert.deepEqual([state.category_moj, state.category_gb], ['FWZJD', '0902'], 'the word stands for its categories, by which the limits go')
  assert.equal(await page.evaluate(() => Object.keys(localStorage).some((k) => k.startsWith('draft/'))), false)
  await page.context().close()
})

test('a new matter with three people; what was begun is there again, and for nobody else', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/new/registered' })
  await page.getByLabel('甲方称呼').fill('甲午山')
  await page.getByLabel('乙方称呼').fill('乙未石')
  await page.getByText('欠工钱').click()
  await page.waitForFunction(() => Object.keys(localStorage).some((k) => k.startsWith('draft/')))
  await page.waitForTimeout(700) // the rest after which a draft is kept
  await page.reload()
  await page.getByText('上次没送出的还在').waitFor()

  const other = await browser.visit(service, null, deskSize, { path: '/sign-in' })
  await other.context().addInitScript((kept) => {
    for (const [k, v] of Object.entries(kept)) localStorage.setItem(k, v)
  }, await page.evaluate(() => ({ ...localStorage })))
  await other.fill('[name=login]', 'village.b')
  await other.fill('[name=password]', service.signIns.get('village.b').password)
  await other.click('form button')
  await other.waitForSelector('main#page h1')
  await other.open('/new/registered')
  await other.getByText('欠工钱').waitFor()
  assert.equal(await other.getByLabel('甲方称呼').inputValue(), '')
  await other.context().close()

  await page.getByRole('button', { name: '再加一个人' }).click()
  await page.locator('fieldset', { hasText: '再加一个人' }).getByLabel('称呼', { exact: true }).fill('丙申田')
  await page.getByText('和乙方一起').click()
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('看这件纠纷').click()
  await page.getByRole('heading', { name: '甲午山—乙未石 欠工钱' }).waitFor()
  const { state } = await county.village.dispute(page.url().split('/').at(-1))
  assert.deepEqual(state.party.map((p) => [p.name, p.side]), [['甲午山', 'applicant'], ['乙未石', 'respondent'], ['丙申田', 'respondent']])
  await page.context().close()
})
