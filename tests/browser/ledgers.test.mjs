// The registers in a county with half a year of life: chosen, narrowed down to days
// and columns by the address, printed on A4, saved as a table that spreadsheets read;
// no register has a form to type into.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { deskSize, fileOf, phoneSize } from './lib/browser.mjs'
import { filled, setUp } from './lib/set_up.mjs'

let service, browser
setUp((s) => ({ service, browser } = s), filled)

const books = { mediation: 'village.a', screening: 'village.a', referrals: 'village.a', follow_ups: 'village.a', supervision: 'hotline.a', petitions: 'petition.a', dossiers: 'judicial.a', files: 'police.a', meetings: 'centre.a', alerts: 'centre.a' }
const rows = (page) => page.locator('main tbody tr')

test('each register has rows and no form', async () => {
  const page = await browser.visit(service, null, deskSize, { path: '/sign-in' })
  const empty = []
  for (const [book, who] of Object.entries(books)) {
    await page.as(who)
    await page.open(`/ledgers?of=${book}`)
    await page.still()
    if ((await rows(page).count()) === 0) empty.push(book)
    assert.equal(await page.locator('main form, main textarea, main input:not([type=date]):not([type=checkbox])').count(), 0, book)
    await page.look(`Ledgers-${book}`)
  }
  assert.deepEqual(empty, [])
  page.calm()
  await page.context().close()
})

test('days and columns stand in the address; the table is saved as it is shown', async () => {
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/ledgers?from=2026-06-01&to=2026-11-20' })
  await rows(page).first().waitFor()
  const all = await rows(page).count()
  await page.getByText('要哪些栏').first().click()
  await page.getByRole('checkbox', { name: '编码' }).uncheck()
  await page.getByLabel('从哪天').fill('2026-10-01')
  await page.waitForURL(/without=code/)
  await page.waitForURL(/from=2026-10-01/)
  await page.waitForFunction((n) => document.querySelectorAll('main tbody tr').length < n, all)
  await page.still()
  const shown = await rows(page).count()
  assert.ok(shown > 0 && shown < all, `${shown} of ${all}`)
  assert.equal(await page.getByRole('columnheader', { name: '编码' }).count(), 0)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '存成表格' }).click()
  const bytes = await readFile(await fileOf(await saved))
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  const lines = bytes.subarray(3).toString().trimEnd().split('\r\n')
  assert.equal(lines.length, shown + 1)
  assert.match(lines[0], /^"案号","登记日期","当事人和事由"/)
  assert.match(lines[1], /"2026-1\d-\d\d"/)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('button', { name: '打印' }).isVisible(), false)
  assert.equal(await rows(page).first().isVisible(), true)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const [, wide, high] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'))
  assert.ok(Number(wide) > Number(high), `A4 lies on its side: ${wide} × ${high}`)
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: '统计' }).first().click()
  await page.locator('.figure canvas').first().waitFor()
  const [, narrow, tall] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec((await page.pdf({ preferCSSPageSize: true })).toString('latin1'))
  assert.ok(Number(narrow) < Number(tall), `after a register the next page stands again: ${narrow} × ${tall}`)
  await page.goBack()
  await page.reload()
  await rows(page).first().waitFor()
  assert.equal(await rows(page).count(), shown, 'the address is the bookmark')
  page.calm()
  await page.context().close()
})

test('on a telephone', async () => {
  const page = await browser.visit(service, 'judicial.a', phoneSize, { path: '/ledgers', language: 'en' })
  await page.still()
  await page.look('Ledgers-telephone')
  page.calm()
  await page.context().close()
})
