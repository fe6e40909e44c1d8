// Forms made from the tables of commands: what they ask is what the tables
// say, and what is filled in arrives; refused ones say why.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openForm as openFound } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { focused } from './lib/fits.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

const choose = async (page, field, option) => {
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: field }) }).click()
  await page.getByRole('option', { name: option }).click()
}
const openForm = async (page, title) => {
  await page.getByRole('button', { name: title, exact: true }).click()
  await page.locator('form h2', { hasText: title }).waitFor()
}

test('from a registered matter to one that is mediated, by forms', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${county.ids.water}` })
  for (const name of ['庚午水', '辛未渠']) {
    await openForm(page, '记录当事人意见')
    await page.look('Command')
    await choose(page, '答复', '同意')
    await choose(page, '方式', '口头')
    await choose(page, '当事人编号', name)
    await page.getByRole('button', { name: '保存' }).click()
    await page.locator('form').waitFor({ state: 'detached' })
  }
  await openForm(page, '受理')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('下一步:定谁来调').waitFor()
  const { procedure } = (await county.village.dispute(county.ids.water)).state
  assert.deepEqual([procedure[0].phase, procedure[0].consent.map((c) => c.answer)], ['accepted', ['agrees', 'agrees']])
  await page.look('Dispute-accepted')
  await page.context().close()
})

test('by the keyboard: a form opens, a list that drops down shuts with Escape, and it goes back to where one was', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${county.ids.noise}` })
  const opener = page.getByRole('button', { name: '记录当事人意见', exact: true })
  await opener.focus()
  await page.keyboard.press('Enter')
  await focused(page, page.locator('form h2'))
  const box = page.locator('form').getByRole('combobox', { name: '答复' })
  while (!(await box.evaluate((e) => e === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: '同意' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('option', { name: '同意' }).waitFor({ state: 'hidden' })
  await focused(page, box)
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: '同意' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('form .el-select__selected-item:not(.is-transparent)').first().waitFor()
  const later = page.getByRole('button', { name: '先放着' })
  while (!(await later.evaluate((e) => e === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('main form').waitFor({ state: 'detached' })
  await focused(page, opener)

  // On another page the keyboard begins with what is on it.
  await page.getByRole('link', { name: '记一笔' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/contact$/)
  await focused(page, page.locator('main#page'))
  await page.context().close()
})

test('what may not be done now is grey and says why', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${county.ids.noise}` })
  await page.getByRole('button', { name: '更多' }).tap()
  const button = page.getByRole('button', { name: '办结', exact: true })
  assert.equal(await button.getAttribute('aria-disabled'), 'true')
  await button.tap({ force: true }) // it is grey, and answers all the same
  assert.match(await page.getByRole('alert').innerText(), /^不能这样做:程序所处阶段不允许/)
  await page.getByLabel('找一项').fill('联系')
  await page.getByRole('button', { name: '记联系当事人' }).waitFor()
  await page.look('Dispute-acts')
  await page.context().close()
})

test('danger is two taps away, with whom one told', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${county.ids.noise}` })
  const taps = await page.taps()
  await page.getByRole('button', { name: '有危险苗头' }).tap()
  await page.getByRole('group', { name: '何种险情' }).getByText(/扬言/).tap()
  assert.equal((await page.taps()) - taps, 2)
  await page.getByLabel('已告诉谁').fill('青石派出所')
  await page.look('Danger')
  await page.getByRole('button', { name: '保存' }).tap()
  await page.getByText('▲ 有危险苗头').waitFor()

  // From the card of the workbench: the red word, the kind, whom one told.
  await page.open('/')
  const before_ = await page.taps()
  await page.locator('li.card', { hasText: '放水先后' }).getByText('有危险苗头').tap()
  await page.getByRole('group', { name: '何种险情' }).getByText(/扬言/).tap()
  await page.getByRole('button', { name: '告诉了派出所,记下' }).tap()
  await page.getByText('▲ 有危险苗头').waitFor()
  assert.equal((await page.taps()) - before_, 3)
  assert.ok((await county.village.dispute(county.ids.water)).state.danger)
  await page.context().close()
})

// Each control says which member of the table it fills in; a group's own
// members stand within it.
const membersOf = (page) =>
  page.locator('form').evaluate((form) => {
    const inside = (box) => [...box.querySelectorAll('[data-member]')].filter((e) => (e.parentElement.closest('[data-member]') ?? form) === box)
    return Object.fromEntries(inside(form).map((e) => [e.dataset.member, inside(e).map((i) => i.dataset.member)]))
  })
const names = (properties) => Object.keys(properties).filter((name) => name !== 'procedure').sort()

test('each form asks what the table of its command says, no more and no less', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${county.ids.boundary}` })
  const { commands } = await county.village.read(`/api/v1/disputes/${county.ids.boundary}/commands`)
  const allowed = commands.filter((c) => c.allowed && c.name !== 'log-session')
  const some = process.env.HEJIE_BROWSER === 'all' ? allowed : allowed.filter((c) => ['note', 'refer', 'draft-agreement', 'serve-notice'].includes(c.name))
  assert.ok(some.length >= 4)
  for (const c of some) {
    await openFound(page, c.title)
    if (c.name === 'draft-agreement') {
      await page.getByRole('button', { name: '＋给钱' }).click()
      await page.getByRole('group', { name: '谁给' }).getByText('乙丑亮').click()
      await page.getByText('分期', { exact: true }).click()
      const first = Object.keys(c.form.properties.terms.items.properties)
      const byDay = await page.locator('form [data-member=terms] [data-member]').evaluateAll((all) => all.map((e) => e.dataset.member))
      await page.getByText('协议生效以后').click()
      const byEffect = await page.locator('form [data-member=terms] [data-member]').evaluateAll((all) => all.map((e) => e.dataset.member))
      assert.deepEqual([...new Set([...byDay, ...byEffect])].sort(), first.sort(), 'members of a term')
    }
    // Who signs how is said first; then what else there is to say of it.
    if (c.name === 'sign-agreement') {
      const said = []
      for (const how of await page.locator('form [data-member=how]').first().locator('label').all()) {
        await how.click()
        said.push(...(await page.locator('form [data-member]').evaluateAll((all) => all.map((e) => e.dataset.member))))
      }
      assert.deepEqual([...new Set(said)].sort(), names(c.form.properties), c.name)
      await page.getByRole('button', { name: '先放着' }).click()
      continue
    }
    if (/^record-(oral|private)-agreement$/.test(c.name)) await page.getByRole('button', { name: '＋给钱' }).click()
    const shown = await membersOf(page)
    // In a referral the body is chosen first, then named; what shows a consent
    // stands with that consent.
    const hidden = c.name === 'refer' ? ['outside', 'received', 'consent_proofs'] : []
    assert.deepEqual([...Object.keys(shown), ...hidden].sort(), names(c.form.properties), c.name)
    await page.getByRole('button', { name: '先放着' }).click()
  }
  await page.context().close()
})
