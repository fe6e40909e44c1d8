// O6 in the page: three becomes two.  A county's set from a copy to being in
// force and out of it again, by forms: no JSON, few clicks, faults at the field,
// a second person who signs.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite, satInVain } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, site, browser, village, original
setUp(async (s) => {
  ;({ service, browser } = s)
  site = await openSite(service)
  village = await site.as('village.a')
  await satInVain(site, village)
  original = (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a').id
}, { init: ['--ladder', 'three-two-one-a'] })

const field = (page, at) => page.locator(`[data-at="${at}"]`)
const stage = (page, name) => page.locator('[aria-current=step]', { hasText: name }).waitFor()

/** Copy the set under a name; the page of the draft is open then. */
async function copied(page, name) {
  await page.getByRole('link', { name: '照它起草' }).click()
  await page.getByLabel('取个名称').fill(name)
  await page.getByLabel('打算从哪天起').fill('2026-10-01')
  await page.getByRole('button', { name: '建草稿' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await field(page, '/ladder/0/attempts').waitFor()
}

let draft // address of its page
test('from the copy to a checked draft in six clicks and without a character of JSON', async () => {
  const page = await browser.visit(service, 'county.b', deskSize)
  await page.open(`/rules/${original}`)
  const [taps, keys] = [await page.taps(), await page.keys()]
  await copied(page, '清河县试行')
  await field(page, '/ladder/0/attempts').getByRole('spinbutton').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('2')
  await page.getByText('只在和解示范县').waitFor()
  await page.look('RuleDraft-change')
  await page.getByRole('button', { name: '保存1处修改' }).click()
  await page.getByRole('button', { name: '保存0处修改' }).waitFor()
  await page.getByRole('button', { name: '检查', exact: true }).click()
  await stage(page, '已检查')
  const clicks = (await page.taps()) - taps
  console.log(`# from copy to checked: ${clicks} clicks, ${(await page.keys()) - keys} keys`)
  assert.ok(clicks <= 6, `${clicks} clicks`)
  draft = new URL(page.url()).pathname
  const { set, stage: name } = await village.read(`/api/v1/rule-sets/${draft.split('/').at(-1)}`)
  assert.deepEqual([set.ladder[0].attempts, set.title_zh, set.valid_from, name], [2, '清河县试行', '2026-10-01', 'checked'])
  await page.context().close()
})

test('what is wrong stands at its field while it is written; put back, it is clean', async () => {
  const page = await browser.visit(service, 'county.b', phoneSize)
  await page.open(`/rules/${original}`)
  await copied(page, '另一份')
  const outlets = field(page, '/outlets')
  for (const way of ['诉讼', '仲裁']) await outlets.getByRole('button', { name: `去掉:${way}` }).click()
  await outlets.getByRole('alert').waitFor()
  await page.getByText('1处要改').last().waitFor()
  await page.look('RuleDraft-fault')
  await page.getByRole('button', { name: '保存2处修改' }).click()
  await page.getByRole('button', { name: '保存0处修改' }).waitFor()
  await page.getByRole('button', { name: '检查', exact: true }).click()
  await page.getByText('规则集有错误').waitFor()
  await outlets.getByRole('alert').waitFor()
  for (const way of ['诉讼', '仲裁']) {
    await outlets.getByRole('textbox').fill(way)
    await outlets.getByRole('button', { name: '加上' }).click()
  }
  await outlets.getByRole('alert').waitFor({ state: 'detached' })
  // An exit is added and taken away again: both at their places.
  const step = field(page, '/ladder').locator('details').first()
  await step.getByLabel('还可以写').selectOption('exits')
  await step.getByRole('button', { name: '加上' }).last().click()
  await step.getByRole('button', { name: '加一行去向' }).click()
  await field(page, '/ladder/0/exits/0/on').getByRole('alert').waitFor()
  await page.getByRole('button', { name: '都不改了' }).click()
  await field(page, '/ladder/0/exits').waitFor({ state: 'detached' })
  await page.context().close()
})

test('certified, played over history, signed by a second person, in force, withdrawn', async () => {
  const author = await browser.visit(service, 'county.b', deskSize)
  await author.open(draft)
  await author.getByRole('button', { name: '证明会结束' }).click()
  await stage(author, '已证明')
  await author.getByText(/最迟\d+天结束/).waitFor()
  await author.getByRole('link', { name: '回放' }).click()
  await author.getByRole('button', { name: '回放并附上报告' }).click()
  await stage(author, '已回放')
  await author.getByText('共2件').waitFor()
  await author.getByText('1件不同', { exact: true }).waitFor()
  await author.look('RuleDraft-replay')
  await author.getByRole('link', { name: '改了哪里' }).click()
  await author.getByRole('row', { name: /村\(社区\)调解 · 次数 3 2/ }).waitFor()
  await author.getByText('其中在办2件').waitFor()
  await author.look('RuleDraft-differences')
  await author.getByRole('button', { name: '我看过,签字' }).click()
  await author.getByRole('alert').waitFor()

  const second = await browser.visit(service, 'county.c', deskSize)
  await second.open(`${draft}?part=differences`)
  await second.getByRole('button', { name: '我看过,签字' }).click()
  await stage(second, '已签字')
  await second.getByLabel('从哪天零时起').fill('2026-10-01')
  await second.getByRole('button', { name: '发布' }).click()
  await stage(second, '已发布')
  await second.getByText('10月1日零时起用').waitFor()
  assert.equal(await second.getByRole('link', { name: '修改', exact: true }).count(), 0)
  await second.look('RuleDraft-in-force')
  await second.open('/rules')
  await second.getByRole('link', { name: '清河县试行' }).first().waitFor()
  await second.look('Rules-own')

  await second.open(draft)
  await second.getByText('撤回这套规则').click()
  await second.getByLabel('原因').selectOption('trial_over')
  await second.getByRole('button', { name: '撤回', exact: true }).click()
  await stage(second, '已撤回')
  for (const page of [author, second]) await page.context().close()
})
