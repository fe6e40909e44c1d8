// O6 in the browser: three becomes two, from the copy to the withdrawal, and what
// it does to matters of the night between; part of the long run
// (HEJIE_BROWSER=all), rules_draft.test.mjs is its short part.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, satInVain, sitting } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { sit, takeUp } from './lib/acts.mjs'
import { deskSize, openBrowser } from './lib/browser.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
let service, site, browser, village, draft
before(async () => {
  if (!whole) return
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  browser = await openBrowser()
  site = await openSite(service)
  village = await site.as('village.a')
  // Who had two sittings in vain goes otherwise under the new set.
  await satInVain(site, village)
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

const field = (page, at) => page.locator(`[data-at="${at}"]`)
const stage = (page, name) => page.locator('[aria-current=step]', { hasText: name }).waitFor()
const saved = async (page, n) => {
  await page.getByRole('button', { name: `保存${n}处修改` }).click()
  await page.getByRole('button', { name: '保存0处修改' }).waitFor()
}

test('O6 the outlet is taken out on the way: the check points at its field; put back it is clean', { skip: !whole }, async () => {
  const { id } = (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a')
  const page = await browser.visit(service, 'county.b', deskSize)
  await page.open(`/rules/${id}`)
  const [taps, keys] = [await page.taps(), await page.keys()]
  await page.getByRole('link', { name: '照它起草' }).click()
  await page.getByLabel('取个名称').fill('清河县试行')
  await page.getByLabel('打算从哪天起').fill('2026-10-01')
  await page.getByRole('button', { name: '建草稿' }).click()
  await page.getByRole('heading', { name: '清河县试行', level: 1 }).waitFor()
  await field(page, '/ladder/0/attempts').getByRole('spinbutton').fill('2')
  await saved(page, 1)
  await page.getByRole('button', { name: '检查', exact: true }).click()
  await stage(page, '已检查')
  assert.ok((await page.taps()) - taps <= 6, 'clicks from the copy to checked')
  assert.equal((await page.keys()) - keys, 0, 'a name, a day and a number were written, no JSON')
  draft = new URL(page.url()).pathname
  const outlets = field(page, '/outlets')
  for (const way of ['诉讼', '仲裁']) await outlets.getByRole('button', { name: `去掉:${way}` }).click()
  await saved(page, 2)
  await page.getByRole('button', { name: '检查', exact: true }).click()
  await page.getByText('规则集有错误').waitFor()
  await outlets.getByRole('alert').waitFor()
  await page.look('RuleDraft-O6-fault')
  for (const way of ['诉讼', '仲裁']) {
    await outlets.getByRole('textbox').fill(way)
    await outlets.getByRole('button', { name: '加上' }).click()
  }
  await outlets.getByRole('alert').waitFor({ state: 'detached' })
  await saved(page, 2)
  await page.getByRole('button', { name: '检查', exact: true }).click()
  await stage(page, '已检查')
  await page.context().close()
})

test('O6 certified with its worst days; played twice over history it says the same, and writes nothing', { skip: !whole }, async () => {
  const page = await browser.visit(service, 'county.b', deskSize)
  await page.open(draft)
  await page.getByRole('button', { name: '证明会结束' }).click()
  await stage(page, '已证明')
  await page.getByText(/最迟\d+天结束/).waitFor()
  const before = (await village.read('/api/v1/database')).now
  const matters = (await village.read('/api/v1/disputes')).items
  await page.getByRole('link', { name: '回放' }).click()
  const asked = page.waitForRequest((r) => r.url().endsWith('/rules/replay'))
  await page.getByRole('button', { name: '开始回放' }).click()
  for (const text of ['共2件', '1件不同', '从哪一条开始不同']) await page.getByText(text).waitFor()
  const author = await site.as('county.b')
  const said = []
  for (let i = 0; i < 2; i++) said.push((await author.post('/api/v1/rules/replay', (await asked).postDataJSON())).text.trimEnd().split('\n').at(-1))
  assert.match(said[0], /"digest"/)
  assert.equal(said[1], said[0], 'the same, to the byte')
  assert.deepEqual((await village.read('/api/v1/disputes')).items, matters)
  assert.equal((await village.read('/api/v1/database')).now, before)
  await page.getByRole('button', { name: '附上这份报告' }).click()
  await stage(page, '已回放')
  await page.context().close()
})

test('O6 who wrote it may not sign, another may: from the first of October', { skip: !whole }, async () => {
  const author = await browser.visit(service, 'county.b', deskSize)
  await author.open(`${draft}?part=differences`)
  await author.getByRole('row', { name: /村\(社区\)调解 · 次数 3 2/ }).waitFor()
  await author.getByText('本县在办2件,仍按原来的办').waitFor()
  await author.getByRole('button', { name: '我看过,签字' }).click()
  await author.getByRole('alert').waitFor()
  const second = await browser.visit(service, 'county.c', deskSize)
  await second.open(`${draft}?part=differences`)
  await second.getByRole('button', { name: '我看过,签字' }).click()
  await stage(second, '已签字')
  await second.getByLabel('从哪天零时起').fill('2026-10-01')
  await second.getByRole('button', { name: '发布' }).click()
  await stage(second, '已发布')
  // What is in force is edited by nobody.
  await author.open(draft)
  await author.getByText('10月1日零时起用').waitFor()
  assert.equal(await author.getByRole('link', { name: '修改', exact: true }).count(), 0)
  for (const page of [author, second]) await page.context().close()
})

const matters = {}
/** A walk-in at this minute, on its form. */
async function walkIn(page, names) {
  await page.open('/new/registered')
  for (const [i, label] of ['甲方称呼', '乙方称呼'].entries()) await page.getByLabel(label).fill(names[i])
  await page.getByText('邻里', { exact: true }).click()
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('看这件纠纷').click()
  await page.getByRole('heading', { name: `${names[0]}—${names[1]} 邻里` }).waitFor()
  return page.url().split('/').at(-1)
}
/** The form says before it is saved whether this sitting in vain leads up. */
const leadsUp = async (page, id, yes) => {
  await sit(page, id, '没谈成,还能谈', async () => {
    await page.getByText(/这次会算第\d次/).waitFor()
    if (yes) await page.getByText('保存后会上报上一级').waitFor()
    else assert.equal(await page.getByText('保存后会上报上一级').count(), 0)
  })
  const { state } = await village.dispute(id)
  assert.equal((state.referral ?? []).length, yes ? 1 : 0)
}

test('O6 of 23:59 and of 00:00: the one goes up after three, the other after two', { skip: !whole }, async () => {
  await site.move('2026-09-30T23:59:00+08:00')
  const page = await browser.visit(service, 'village.a', deskSize)
  matters.old = { id: await walkIn(page, ['旧甲', '旧乙']), names: ['旧甲', '旧乙'] }
  await site.move('2026-10-01T00:00:00+08:00')
  matters.fresh = { id: await walkIn(page, ['新甲', '新乙']), names: ['新甲', '新乙'] }
  for (const m of [matters.old, matters.fresh]) await takeUp(page, m.id, m.names, village.who.name)
  await site.move('2026-10-02T10:00:00+08:00')
  await page.again()
  await leadsUp(page, matters.old.id, false)
  await leadsUp(page, matters.fresh.id, false)
  await site.move('2026-10-02T15:00:00+08:00')
  await page.again()
  await leadsUp(page, matters.old.id, false)
  await leadsUp(page, matters.fresh.id, true)
  matters.running = { id: await walkIn(page, ['在办甲', '在办乙']), names: ['在办甲', '在办乙'] }
  await takeUp(page, matters.running.id, matters.running.names, village.who.name)
  await page.context().close()
})

test('O6 withdrawn: what runs by it runs on, nobody new does', { skip: !whole }, async () => {
  const second = await browser.visit(service, 'county.c', deskSize)
  await second.open(draft)
  await second.getByText('撤回这套规则').click()
  await second.getByLabel('原因').selectOption('trial_over')
  await second.getByRole('button', { name: '撤回', exact: true }).click()
  await stage(second, '已撤回')
  await second.context().close()
  await site.move('2026-10-03T10:00:00+08:00')
  const page = await browser.visit(service, 'village.a', deskSize)
  await leadsUp(page, matters.running.id, false)
  const late = { id: await walkIn(page, ['后甲', '后乙']), names: ['后甲', '后乙'] }
  await takeUp(page, late.id, late.names, village.who.name)
  await site.move('2026-10-03T15:00:00+08:00')
  await page.again()
  await leadsUp(page, late.id, false)
  await leadsUp(page, matters.running.id, true)
  await site.move('2026-10-03T18:00:00+08:00')
  await page.again()
  await leadsUp(page, late.id, false)
  await leadsUp(page, matters.old.id, true)
  await page.context().close()
})
