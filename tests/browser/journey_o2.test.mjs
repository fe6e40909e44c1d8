// O2 in the browser, its first step: thirty pre-filing referrals from a court's
// list, with its clicks.  What follows is played over the interface
// (tests/api/journey_o2.test.mjs); letters as one PDF are not made.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { csv, gb18030 } from '../api/lib/tables.mjs'
import { deskSize, openBrowser } from './lib/browser.mjs'

const ROOM = '和解示范县人民法院特邀调解室'
const head = ['案号', '法院代码', '收案日期', '案由', '发生地区划代码', '原告', '原告电话', '被告', '标的额', '诉讼请求', '委派单位', '原告同意', '被告同意']
const suit = (i, more = {}) => {
  const row = { court: '999901', cause: '民间借贷', place: '999901001002', who: `原告甲${i}`, phone: `1090020${String(i).padStart(4, '0')}`, to: ROOM, ...more }
  return [`(2026)示0101民诉前调${i}号`, row.court, '2026/4/7', row.cause, row.place, row.who, row.phone, `被告乙${i}`, `${i}万元`, `返还借款${i}`, row.to, '是', '是']
}
const faulty = Array.from({ length: 30 }, (_, k) => k + 1).map((i) =>
  suit(i, i === 7 ? { phone: '' } : i === 19 ? { court: '110101' } : i === 26 ? { who: '原告 甲12' } : i === 13 ? { to: '', cause: '邻里', place: '999901001001' } : {}))

let service, site, browser, court, room
const ids = {} // by the row of the list
before(async () => {
  service = await startService()
  site = await openSite(service)
  browser = await openBrowser()
  ;[court, room] = await site.all('court.a', 'room.a')
  await site.move('2026-04-07T09:00:00+08:00')
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

/** Somebody's page, as long as he is there. */
async function visits(account, what) {
  const page = await browser.visit(service, account, deskSize)
  await what(page)
  await page.context().close()
}

async function sent(page, name, bytes) {
  await page.setInputFiles('[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })
  await page.getByRole('button', { name: '先看一看' }).click()
  await page.getByText(/\d+行可以送/).waitFor()
}
/** Which matter each line has become. */
async function taken(page, line) {
  const names = await page.locator('main li.card a.name').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href')]))
  for (const [said, href] of names) ids[line(Number(/第(\d+)行/.exec(said)[1]))] = href.split('/').at(-1)
}

test('O2.1 the list: two faults and one likely the same person; 28 go in, two are put right, the same are linked', async () => {
  await visits('court.a', async (page) => {
    await page.getByRole('navigation').getByText('批量委派', { exact: true }).click()
    const taps = await page.taps()
    await sent(page, '委派.csv', gb18030(csv([head, ...faulty])))
    await page.getByText('2行要改').waitFor()
    await page.getByText('原告电话').waitFor()
    await page.getByText('可能和第13行是同一个人').waitFor()
    await page.look('Lists-court')
    await page.getByRole('button', { name: '送进去' }).click()
    await page.getByText('28行送进去了').waitFor()
    await taken(page, (n) => n - 1)
    await page.getByRole('button', { name: '看过,与第13行关联' }).click()
    await page.getByText('已关联').waitFor()
    for (const what of ['下载要改的行', '下载带结果的名单']) await page.getByRole('button', { name: what }).waitFor()
    await sent(page, '改好.csv', csv([head, suit(7), suit(19)]))
    await page.getByRole('button', { name: '送进去' }).click()
    await page.getByText('2行送进去了').waitFor()
    await taken(page, (n) => (n === 2 ? 7 : 19))
    const acts = (await page.taps()) - taps
    console.log(`# thirty lines taken in: ${acts} clicks, ${(acts * 2) / 60} minutes at 2 s each`)
    assert.ok(acts <= 60 && acts * 2 <= 8 * 60)
  })
  assert.equal(Object.keys(ids).length, 30)
  const links = (await court.read(`/api/v1/disputes/${ids[26]}/links`)).items
  assert.deepEqual(links.map((l) => [l.id, l.kind]), [[ids[12], 'same_parties']])
  const { state } = await court.dispute(ids[1])
  assert.deepEqual(state.referral.map((r) => [r.to, r.state]), [[room.org, 'offered']])
  assert.ok((await court.clocks(ids[1])).some((c) => c.due_on === '2026-04-10' && c.state === 'running'))
})
