// What each desk sees first: the workbench in its groups, orders, petitions,
// papers, notices to serve; and what somebody else changed meanwhile.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { registration } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp(async (s) => {
  ;({ service, county, browser } = s)
  const { site, township } = county
  const [seat, office] = await site.all('hotline.a', 'petition.a')
  const order = registration({ source: 'hotline', manner: 'phone', channel: 'hotline', external: '热2024-7', title: '作坊夜间噪声' })
  const { id } = await seat.register(order)
  await seat.done(id, 'dispatch-order', { to: township.org, text: '请核实处理' })
  const asked = await office.register({
    source: 'petition', manner: 'written', title: '丁酉安信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '丁酉安', phone: '10900000011' }],
  })
  await office.done(asked.id, 'register-petition', { class: 'appeal', form: 'letter', number: '信2024-17', rests_on: [{ text: '未安置' }] })
  const suit = await county.court.register(registration({ source: 'court', manner: 'written', title: '己未与庚申', channel: 'in_court' }))
  await county.court.done(suit.id, 'record-bundle', { pieces: [{ name: '起诉状', pages: 2, original: true }] })
})

// The headings of the workbench with the matters below each.
const grouped = (page) =>
  page.locator('section.group').evaluateAll((all) =>
    all.map((g) => [g.querySelector('h2').textContent, [...g.querySelectorAll('.name')].map((a) => a.textContent.split(' ').at(-1))]))

test('the workbench: what must be done first, what waits, what is arranged, what others have', async () => {
  const page = await browser.visit(service, 'village.a', deskSize)
  await page.waitForSelector('section.group')
  assert.deepEqual(
    (await grouped(page)).map(([name, rows]) => [name, rows.sort()]),
    [
      ['今天必须办', ['赡养费']],
      ['等我回话', ['半夜放音响', '放水先后']],
      ['今天约好的', ['宅基地界']],
      ['等别人', ['欠工钱']],
    ],
  )
  assert.match(await page.locator('section.group').first().innerText(), /过了3天\(3月4日到期\)\s*法律规定/)
  await page.context().close()

  const there = await browser.visit(service, 'township.a', phoneSize)
  await there.waitForSelector('section.group')
  const [[name, rows]] = await grouped(there)
  assert.equal(name, '等我回话')
  assert.ok(rows.includes('欠工钱'))
  await there.look('Today-township')
  await there.context().close()
})

test('the workbench by the keyboard: from row to row, what is folded away left out, and one is opened', async () => {
  const page = await browser.visit(service, 'village.a', deskSize)
  await page.waitForSelector('section.group')
  const here = () => page.evaluate(() => document.activeElement.textContent.split(' ').at(-1))
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
    return here()
  }
  const rows = (await grouped(page)).slice(0, -1).flatMap(([, names]) => names)
  assert.equal(await press('j'), rows[0])
  assert.equal(await press('j'), rows[1])
  assert.equal(await press('k', 'k'), rows[0])
  assert.equal(await press(...Array(9).fill('j')), rows.at(-1), 'the last is the last')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/disputes\//)
  assert.ok((await page.locator('h1').innerText()).endsWith(rows.at(-1)))
  page.calm()
  await page.context().close()
})

test('each desk has its entries, and its list says what is next', async () => {
  for (const [account, entry, words] of [
    ['hotline.a', '派单', /作坊夜间噪声[^]*青石镇人民调解委员会|作坊夜间噪声[^]*12345热线/],
    ['petition.a', '信访到期', /丁酉安信访[^]*还剩\d+个工作日[^]*法律规定/],
    ['court.a', '材料交接', /己未与庚申[^]*1件2页/],
    ['village.a', '要送达的', /甲子明[^]*权利义务告知书/],
  ]) {
    const page = await browser.visit(service, account, deskSize)
    await page.getByRole('navigation').getByText(entry, { exact: true }).click()
    await page.waitForSelector('main li .name')
    await page.locator('main', { hasText: words }).waitFor() // names of bodies come after the list
    await page.look(`Desk-${account}`)
    await page.context().close()
  }
})

test('a part of a page that has an entry of its own is called so, and it alone is marked', async () => {
  const page = await browser.visit(service, 'petition.a', deskSize)
  const menu = page.getByRole('navigation')
  for (const [entry, search] of [['复查复核', '?act=review'], ['终结与后续', '?all=1'], ['信访到期', '']]) {
    await menu.getByText(entry, { exact: true }).click()
    await page.getByRole('heading', { name: entry, level: 1 }).waitFor()
    assert.equal(new URL(page.url()).search, search)
    assert.deepEqual(await menu.locator('[aria-current=page]').allInnerTexts(), [entry])
    assert.ok((await page.title()).startsWith(entry), await page.title())
  }
  await page.look('Desk-petition-menu')
  page.calm()
  await page.context().close()
})

// Each choice of each filter of a list: it stands in the address, and what is
// shown is what the service lists by it.
for (const [account, path, api] of [
  ['village.a', '/disputes', '/disputes'],
  ['hotline.a', '/orders', '/orders'],
  ['petition.a', '/petitions', '/petitions'],
  ['court.a', '/bundles', '/bundles'],
])
  test(`filters of ${path}`, async () => {
    const page = await browser.visit(service, account, phoneSize, { path })
    const shown = page.locator('main li .name')
    await shown.first().waitFor()
    const all = await shown.allTextContents()
    const who = await county.site.as(account)
    const counts = new Set()
    for (const select of await page.locator('main [role=group] select').all())
      for (const value of await select.locator('option:not([value=""])').evaluateAll((list) => list.map((o) => o.value))) {
        const [reply] = await Promise.all([
          page.waitForResponse((r) => r.url().includes(`/api/v1${api}?`) && r.url().endsWith(`=${value}`)),
          select.selectOption(value),
        ])
        const { items } = await who.read(reply.url().replace(service.url, ''))
        await page.waitForFunction((n) => document.querySelectorAll('main li .name').length === n, items.length)
        assert.equal(new URL(page.url()).search, new URL(reply.url()).search)
        counts.add(items.length)
        await page.getByRole('button', { name: '全部都看' }).click()
        await page.waitForFunction((n) => document.querySelectorAll('main li .name').length === n, all.length)
      }
    assert.ok(counts.has(0) && [...counts].some((n) => n > 0), `nothing was narrowed: ${[...counts]}`)
    // It says how to keep it, and the address is all of it: opened again, the same stands chosen.
    const kept = page.getByText('加入浏览器的收藏')
    assert.equal(await kept.count(), 0)
    const last = page.locator('main [role=group] select').last()
    await last.selectOption({ index: 1 })
    await kept.waitFor()
    const [address, value] = [page.url(), await last.inputValue()]
    await page.open('/')
    await page.open(address.replace(service.url, ''))
    await kept.waitFor()
    assert.equal(await last.inputValue(), value)
    await page.look(`Filters-${account}`)
    await page.context().close()
  })

test('somebody else was faster: it is said, what was written stays, and the second time it goes', async () => {
  // As for who has not heard yet that it has changed.
  const page = await browser.visit(service, 'village.c', deskSize)
  await page.route('**/api/v1/stream*', (route) => route.abort())
  await page.open(`/disputes/${county.ids.boundary}`)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await page.getByLabel('找一项').fill('撤销记录')
  await page.locator('.acts').getByRole('button', { name: '撤销记录', exact: true }).click()
  await page.getByLabel('理由').fill('记到别的纠纷了')
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: '记录编号' }) }).click()
  await page.getByRole('option', { name: /调解一次/ }).first().click()
  await county.village.done(county.ids.boundary, 'note', { text: '电话问过' })
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('有人刚改过这件事').waitFor()
  assert.equal(await page.getByLabel('理由').inputValue(), '记到别的纠纷了')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('更正理由:记到别的纠纷了').waitFor()
  assert.equal((await county.village.dispute(county.ids.boundary)).state.session[0].voided, true)
  await page.context().close()
})
