// O6 in the browser, on a telephone: three becomes two, from the copy to the
// withdrawal, and what it does to matters of the night between; part of the long
// run (HEJIE_BROWSER=all), rules_draft.test.mjs is its short part, on a desk.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite, satInVain } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { sit, takeUp } from './lib/acts.mjs'
import { openBrowser, phoneSize } from './lib/browser.mjs'
import { fits } from './lib/fits.mjs'

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
const button = (page, name) => page.getByRole('button', { name, exact: true })
const saved = async (page, n) => {
  await button(page, `保存${n}处修改`).tap()
  await button(page, '保存0处修改').waitFor()
}
const seen = async (page, name) => {
  await page.look(`RuleDraft-O6-${name}`)
  await fits(page, name)
}

test('O6 a copy is named, dated, changed and checked in six taps, and without JSON', { skip: !whole }, async () => {
  const { id } = (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a')
  const page = await browser.visit(service, 'county.b', phoneSize)
  await page.open(`/rules/${id}`)
  const typed = []
  const type = async (text) => {
    typed.push(text)
    await page.keyboard.type(text)
  }
  const taps = await page.taps()
  await page.getByRole('link', { name: '照它起草' }).tap()
  await page.getByLabel('取个名称').waitFor()
  await type('清河县试行')
  await page.getByLabel('打算从哪天起').tap()
  await type('10012026') // month, day, year, as the field of this browser has them
  assert.equal(await page.getByLabel('打算从哪天起').inputValue(), '2026-10-01')
  await button(page, '建草稿').tap()
  await page.getByRole('heading', { name: '清河县试行', level: 1 }).waitFor()
  await field(page, '/ladder/0/attempts').getByRole('spinbutton').tap()
  await page.keyboard.press('Control+A')
  await type('2')
  await saved(page, 1)
  await button(page, '检查').tap()
  await stage(page, '已检查')
  const clicks = (await page.taps()) - taps
  console.log(`# O6 on a telephone, from copy to checked: ${clicks} taps; written: ${typed.join(' ')}`)
  assert.ok(clicks <= 6, `${clicks} taps`)
  assert.equal(typed.join('').match(/[{}[\]":]/g), null, 'no character of JSON')
  draft = new URL(page.url()).pathname
  await seen(page, 'checked')
  await page.context().close()
})

test('O6 the outlet is taken out on the way: the check points at its field; put back it is clean', { skip: !whole }, async () => {
  const page = await browser.visit(service, 'county.b', phoneSize)
  await page.open(draft)
  const outlets = field(page, '/outlets')
  for (const way of ['诉讼', '仲裁']) await button(outlets, `去掉:${way}`).tap()
  await saved(page, 2)
  await button(page, '检查').tap()
  await page.getByText('规则集有错误').waitFor()
  await outlets.getByRole('alert').waitFor()
  await seen(page, 'fault')
  for (const way of ['诉讼', '仲裁']) {
    await outlets.getByRole('textbox').fill(way)
    await button(outlets, '加上').tap()
  }
  await outlets.getByRole('alert').waitFor({ state: 'detached' })
  await saved(page, 2)
  await button(page, '检查').tap()
  await stage(page, '已检查')
  await page.context().close()
})

test('O6 the ladder is read as a list; a date is tried on the draft day by day', { skip: !whole }, async () => {
  const page = await browser.visit(service, 'county.b', phoneSize)
  await page.open(`${draft}?part=picture`, 'details[open] li.step')
  await page.locator('li.step', { hasText: '村(社区)调解' }).first().locator('summary').tap()
  await page.locator('li.step details[open]').getByText('2次').first().waitFor()
  await seen(page, 'list')
  await page.open(`${draft}?part=try`)
  await page.getByLabel('哪天登记').fill('2026-10-09')
  await button(page, '开始').tap()
  await page.getByText('进入 村(社区)调解').waitFor()
  for (const time of ['15:00', '17:00']) {
    assert.equal(await page.getByText('上报 乡镇(街道)调解').count(), 0)
    await page.getByLabel('几点').fill(time)
    await page.getByLabel('发生什么').selectOption('session_logged')
    await button(page, '加上').tap()
    await page.getByText(`▸ ${time}`).waitFor()
  }
  await page.getByText('上报 乡镇(街道)调解').waitFor()
  for (const day of [10, 11]) {
    await button(page, '过一天').tap()
    await page.getByRole('heading', { name: `看到2026年10月${day}日` }).or(page.getByRole('heading', { name: `看到10月${day}日` })).waitFor()
  }
  await button(page, '到下一件事').tap()
  await page.getByText('届满 乡镇(街道)调解接收').waitFor()
  await page.locator('summary', { hasText: '上报 乡镇(街道)调解' }).tap()
  await page.locator('details[open]').getByText(/规则:《清河县试行》/).waitFor()
  await seen(page, 'tried')
  await page.context().close()
})

test('O6 certified with its worst days; the replay says how far it is, what differs, and writes nothing else', { skip: !whole }, async () => {
  const page = await browser.visit(service, 'county.b', phoneSize)
  await page.open(draft)
  await button(page, '证明会结束').tap()
  await stage(page, '已证明')
  await page.getByText(/最迟\d+天结束/).waitFor()
  const before = (await village.read('/api/v1/database')).now
  const matters = (await village.read('/api/v1/disputes')).items
  await page.getByRole('link', { name: '回放' }).tap()
  // What stands under the bar while it runs, however short that is.
  await page.evaluate(() => {
    window.told = []
    new MutationObserver(() => {
      const bar = document.querySelector('progress')
      if (bar !== null) window.told.push(bar.parentElement.innerText.trim())
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await button(page, '回放并附上报告').tap()
  await stage(page, '已回放')
  for (const text of ['共2件', '1件不同', '从哪一条开始不同']) await page.getByText(text, { exact: text === '1件不同' }).first().waitFor()
  const told = await page.evaluate(() => window.told)
  assert.ok(told.some((x) => /^2件中已看[012]件,[01]件不同$/.test(x)), `progress: ${told}`)
  await seen(page, 'replayed')
  // The same again, to the byte.
  const author = await site.as('county.b')
  const asked = page.waitForRequest((r) => r.url().endsWith('/rules/replay'))
  await button(page, '开始回放').tap()
  const again = (await asked).postDataJSON()
  await page.getByText('共2件').waitFor()
  const said = []
  for (let i = 0; i < 2; i++) said.push((await author.post('/api/v1/rules/replay', again)).text.trimEnd().split('\n').at(-1))
  assert.match(said[0], /"digest"/)
  assert.equal(said[1], said[0])
  assert.deepEqual((await village.read('/api/v1/disputes')).items, matters)
  assert.equal((await village.read('/api/v1/database')).now, before)
  await page.context().close()
})

test('O6 who wrote it may not sign, another may: from the first of October', { skip: !whole }, async () => {
  const author = await browser.visit(service, 'county.b', phoneSize)
  await author.open(`${draft}?part=differences`)
  await author.getByRole('row', { name: /村\(社区\)调解 · 次数 3 2/ }).waitFor()
  await author.getByText('其中在办2件,仍按原来的办').waitFor()
  await seen(author, 'differences')
  await button(author, '我看过,签字').tap()
  await author.getByRole('alert').waitFor()
  const second = await browser.visit(service, 'county.c', phoneSize)
  await second.open(`${draft}?part=differences`)
  await button(second, '我看过,签字').tap()
  await stage(second, '已签字')
  await second.getByLabel('从哪天零时起').fill('2026-10-01')
  await button(second, '发布').tap()
  await stage(second, '已发布')
  await seen(second, 'in-force')
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
  await page.getByText('邻里', { exact: true }).tap()
  await page.getByRole('button', { name: '记下' }).tap()
  await page.getByText('看这件纠纷').tap()
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
  const page = await browser.visit(service, 'village.a', phoneSize)
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
  const second = await browser.visit(service, 'county.c', phoneSize)
  await second.open(draft)
  await second.getByText('撤回这套规则').tap()
  await second.getByLabel('原因').selectOption('trial_over')
  await button(second, '撤回').tap()
  await stage(second, '已撤回')
  await second.context().close()
  await site.move('2026-10-03T10:00:00+08:00')
  const page = await browser.visit(service, 'village.a', phoneSize)
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
