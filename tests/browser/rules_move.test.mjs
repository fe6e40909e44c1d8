// What is under way by a ladder, moved to the one that the county has now: seen
// before, with what cannot go and why; what came between stays; the result.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite, registration, sitting, takeUp } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

const CHOOSE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-ladder'
let service, browser, site, admin, village, former, newer
const ids = {}
setUp(async (s) => {
  ;({ service, browser } = s)
  site = await openSite(service)
  ;[admin, village] = await site.all('admin', 'village.a')
  await site.move('2026-03-02T09:00:00+08:00')
  for (const title of ['排水沟', '院墙', '树枝']) ids[title] = (await village.register(registration({ title }))).id
  await takeUp(village, ids.树枝)
  await site.move('2026-03-02T18:00:00+08:00')
  for (const hour of [11, 14, 17]) await village.done(ids.树枝, 'log-session', sitting(`2026-03-02T${hour}:00:00+08:00`, 'not_agreed'))
  const chosen = await admin.post(CHOOSE, { county: '999901', ladder: 'three-two-one-c' })
  assert.equal(chosen.status, 200, chosen.text)
  await site.move('2026-03-03T09:00:00+08:00')
  const shelf = (await village.read('/api/v1/rules/shelf')).items
  ;[former, newer] = ['three-two-one-a', 'three-two-one-c'].map((name) => shelf.find((s) => s.name === name))
}, { init: ['--ladder', 'three-two-one-a'] })
const at = () => `/rules/${former.id}?part=move`

test('what would become of each is seen on a telephone, and nothing is stored; who is no head is not offered it', async () => {
  const page = await browser.visit(service, 'village.c', phoneSize, { language: 'en' })
  await page.open(at(), 'select')
  await page.getByLabel('To which rules').selectOption(newer.id)
  await page.getByRole('button', { name: 'Try first' }).tap()
  await page.getByText('2 can be moved, 1 cannot').waitFor()
  const not = page.locator('details', { hasText: '1 that cannot be moved' })
  await not.getByText('树枝').waitFor()
  await not.getByText('You can: ').waitFor()
  await page.getByText('2 that can be moved').tap()
  await page.getByText(/limit of the step: begins\s+→ 5 Mar/).first().waitFor()
  await page.look('RuleMove-seen')
  assert.equal((await village.dispute(ids.院墙)).state.ladder.set, former.id)
  await page.context().close()

  const below = await browser.visit(service, 'village.a', deskSize)
  await below.open(`/rules/${former.id}`, 'nav a.main')
  assert.equal(await below.getByRole('link', { name: '改用别的规则' }).count(), 0)
  await below.context().close()
})

test('the head moves them with a reason; what changed in between is left and says so', async () => {
  const page = await browser.visit(service, 'village.c', deskSize)
  await page.open(`/rules/${former.id}`, 'nav a.main')
  await page.getByRole('link', { name: '改用别的规则' }).click()
  await page.getByLabel('改用哪一套').selectOption({ label: newer.title })
  await page.getByRole('button', { name: '先试算' }).click()
  await page.getByText('能改用的2件,不能的1件').waitFor()
  await page.look('RuleMove-seen')
  await village.done(ids.院墙, 'add-report', { text: '又来一封信' })
  await page.getByLabel('为什么改').fill('县里自三月三日起改用新办法')
  await page.getByRole('button', { name: '改用2件' }).click()
  await page.getByText('已改用1件,没有改的1件').waitFor()
  await page.locator('details', { hasText: '没有改的1件' }).getByText('有人刚改过这件事').waitFor()
  await page.look('RuleMove-done')
  const sets = await Promise.all(['排水沟', '院墙', '树枝'].map(async (title) => (await village.dispute(ids[title])).state.ladder.set))
  assert.deepEqual(sets, [newer.id, former.id, former.id])

  await page.getByRole('button', { name: '先试算' }).click()
  await page.getByText('能改用的1件,不能的1件').waitFor()
  await page.open(`/rules/${newer.id}?part=move`, 'main#page h2')
  await page.getByText('本县没有别的同类规则在用').waitFor()
  await page.context().close()
})

test('a task that goes with the former rules is called as it is called there, not by its code', async () => {
  const choose = async (ladder) => assert.equal((await admin.post(CHOOSE, { county: '999901', ladder })).status, 200)
  await choose('three-two-one-b')
  await site.move('2026-03-03T10:00:00+08:00')
  const { id } = await village.register(registration({ title: '包案' }))
  assert.ok((await village.clocks(id)).some((c) => c.rule === 'lead'))
  await choose('three-two-one-a')
  await site.move('2026-03-03T11:00:00+08:00')
  const { id: set } = (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-b')
  const page = await browser.visit(service, 'village.c', deskSize)
  await page.open(`/rules/${set}?part=move`, 'select')
  await page.getByLabel('改用哪一套').selectOption(former.id)
  await page.getByRole('button', { name: '先试算' }).click()
  await page.getByText('能改用的1件,不能的0件').waitFor()
  await page.getByText(/^\s*一案一人包案[::]/).waitFor()
  await page.look('RuleMove-task')
  await page.context().close()
})
