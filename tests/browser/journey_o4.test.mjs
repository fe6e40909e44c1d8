// O4 in the browser: a hotline order that nobody wants, with its dates and taps.
// Played on a desk and on a telephone with HEJIE_BROWSER=all; a short run takes
// it in, reports the danger and dispatches it.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite, registration } from '../api/lib/client.mjs'
import { act, choose, openDispute, openForm, pick, save } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { journeys } from './lib/set_up.mjs'

const SITE = '00000000000000000000000000000001'
const whole = process.env.HEJIE_BROWSER === 'all'
const stand = journeys()

async function begin(size) {
  const service = await stand.begin()
  const site = await openSite(service)
  const admin = await site.as('admin')
  const answer = await admin.post(`/api/v1/sites/${SITE}/commands/choose-sets`, {
    county: '999901', sets: ['hotline-five-working-days', 'hotline-orders-jinan', 'hotline-orders-weifang', 'order-signing-house',
      'sent-back-house', 'separation-of-duty'],
  })
  assert.equal(answer.status, 200, answer.text)
  const [seat, street, bureau] = await site.all('hotline.a', 'township.a', 'environment.a')
  const j = { service, site, seat, street, bureau, id: '' }
  j.at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
  j.visit = (account) => stand.browser.visit(service, account, size)
  j.row = async () => (await seat.read('/api/v1/orders?all=1&limit=200')).items.find((o) => o.id === j.id)
  /** Somebody's act on the page of the order, and who has it then: never nobody. */
  j.does = async (account, title, fill) => {
    const page = await j.visit(account)
    await openDispute(page, j.id)
    await act(page, title, () => fill?.(page))
    await page.context().close()
    const row = await j.row()
    assert.match(row.holder, /^[0-9a-f]{32}$/)
    return row
  }
  return j
}

/** Taken in, the danger reported, dispatched from the board. */
async function firstDay(j) {
  await j.at('09-16')
  const page = await j.visit('hotline.a')
  await page.open('/new/registered')
  await page.getByLabel('甲方称呼').fill('覃小荷')
  await page.getByLabel('乙方称呼').fill('夜间作坊')
  await page.getByText('邻里', { exact: true }).click()
  await page.getByLabel('事情经过').fill('作坊夜间开工,邻居扬言动刀')
  await page.getByRole('group', { name: '从哪里来' }).getByText(/12345|热线/).click()
  await page.getByLabel('那边的编号').fill('热2026-0916-7')
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('看这件纠纷').click()
  await page.waitForURL(/disputes\/[0-9a-f]{32}/)
  j.id = page.url().split('/').at(-1)
  await page.getByText('那边的编号:热2026-0916-7').waitFor({ state: 'attached' })
  // The 20th is worked on in place of a holiday: it counts.
  const [limit] = (await j.seat.clocks(j.id)).filter((c) => c.rule === 'HL_DO')
  assert.deepEqual([limit.state, limit.due_on], ['running', '2026-09-22'])

  await j.at('09-16', '10:12')
  const taps = await page.taps()
  await page.getByRole('button', { name: '有危险苗头' }).click()
  await choose(page, '何种险情', '扬言')
  assert.equal((await page.taps()) - taps, 2, 'the button, and what kind')
  await page.getByRole('button', { name: '告诉了派出所,记下' }).click()
  await page.getByText('▲ 有危险苗头').waitFor()
  const { body } = (await j.seat.timeline(j.id)).map((e) => e.event).find((e) => e.kind === 'danger_reported')
  // 人民调解法25 binds mediators of the people; an order is none of theirs.
  assert.deepEqual([body.told, body.told_at, body.article], ['派出所', '2026-09-16T02:12:00.000Z', undefined])
  assert.equal((await j.row()).live, true, 'it stays open')

  // Three acts: the row, the unit from the list (the place is not known, so that it
  // need not be among those suggested), send.
  await page.open('/orders')
  await page.getByText('▲ 有危险苗头').waitFor()
  const before = await page.taps()
  await page.getByLabel(/选上:覃小荷/).click()
  await page.locator('.offer').first().waitFor()
  await page.getByLabel('别的单位').selectOption('青石镇人民调解委员会')
  await page.getByRole('button', { name: '派出' }).click()
  await page.getByText('1件办好了').waitFor()
  assert.ok((await page.taps()) - before <= 3)
  await page.look('Orders-dispatched')
  await page.context().close()
  const row = await j.row()
  assert.deepEqual([row.holder, row.unit, row.risk_colour], [j.seat.org, j.street.org, 'red'])
}

/** Sent back, designated, not sent back again, answered, verified, redone, ended. */
async function toItsEnd(j) {
  await j.at('09-17', '10:12')
  let row = await j.does('township.a', '申请退单', async (page) => {
    await pick(page, '退单理由', '明显不属于本单位职责')
    await page.getByText('还可以填').first().click()
    await page.getByLabel('说明').fill('噪声污染由生态环境部门查处')
  })
  assert.deepEqual([row.holder, row.bounces, row.ownerless_minutes], [j.seat.org, 1, 24 * 60 + 12])
  const seat = await j.visit('hotline.a')
  await seat.open('/orders')
  await seat.getByText('退回1次').waitFor()
  await seat.getByText('没人接手24小时').waitFor()
  await seat.context().close()

  await j.at('09-18', '09:00')
  row = await j.does('centre.a', '指定承办', async (page) => {
    await page.getByLabel('指定理由').fill('噪声污染防治职责在生态环境')
    await pick(page, '承办单位', '和解示范县生态环境局')
  })
  assert.deepEqual([row.holder, row.designated, row.ownerless_minutes], [j.bureau.org, true, 47 * 60])
  const bureau = await j.visit('environment.a')
  await openDispute(bureau, j.id)
  await openForm(bureau, '申请退单')
  await pick(bureau, '退单理由', '明显不属于本单位职责')
  await bureau.getByRole('button', { name: '保存', exact: true }).click()
  assert.match(await bureau.getByRole('alert').innerText(), /不能这样做:[^]*潍坊22/)
  await bureau.context().close()

  await j.at('09-21', '16:00')
  row = await j.does('environment.a', '办理答复', async (page) => {
    await page.getByLabel('答复', { exact: true }).fill('责令停止夜间作业')
    await page.getByLabel('办理凭据').fill('现场照片三张')
  })
  assert.equal(row.stage, 'order_answered')
  // Who answered does not verify; another does.
  const self = await j.visit('environment.a')
  await openDispute(self, j.id)
  await openForm(self, '核验答复')
  await pick(self, '核验结果', '核验通过')
  await self.getByRole('button', { name: '保存', exact: true }).click()
  await self.getByRole('alert').filter({ hasText: '不能这样做' }).waitFor()
  await self.context().close()
  row = await j.does('hotline.b', '核验答复', (page) => pick(page, '核验结果', '核验通过'))
  assert.equal(row.stage, 'order_verified')

  await j.at('09-22', '15:00')
  row = await j.does('hotline.a', '工单回访', async (page) => {
    await pick(page, '满意度', '不满意')
    await page.getByLabel('回访情况').fill('夜里还在响')
  })
  assert.deepEqual([row.stage, row.redo, row.holder, row.first_on, row.next_on], ['order_redo', 1, j.bureau.org, '2026-09-22', '2026-09-30'])
  const board = await j.visit('hotline.a')
  await board.open('/orders')
  const card = board.locator('main li', { hasText: '覃小荷' }).first()
  for (const text of ['到9月30日', '原定9月22日前']) await card.getByText(text).waitFor()
  await board.look('O4-redo')
  await board.context().close()
  await j.at('09-24')
  await j.does('environment.c', '办理答复', async (page) => {
    await page.getByLabel('答复', { exact: true }).fill('已查封设备')
    await page.getByLabel('办理凭据').fill('查封决定书')
  })
  await j.does('hotline.b', '核验答复', (page) => pick(page, '核验结果', '核验通过'))
  await j.at('09-24', '11:00')
  row = await j.does('hotline.a', '工单回访', (page) => pick(page, '满意度', /^满意/))
  assert.deepEqual([row.stage, row.live], ['order_ended', false])
}

/** What a grid worker found he does not close: refused, with the reason and the way. */
async function gridWorker(j) {
  await j.at('10-12', '09:00')
  const grid = await j.site.as('grid.a')
  const { id } = await grid.register(registration({ source: 'grid', channel: 'report', external: 'WG-1' }))
  const page = await j.visit('grid.a')
  await openDispute(page, id)
  await openForm(page, '工单办结')
  await pick(page, '办结方式', /现场解决/)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const said = await page.getByRole('alert').innerText()
  assert.match(said, /不能这样做:网格员不得办结[^]*可以:由承办单位办结/)
  await page.context().close()
}

for (const [name, size] of whole ? [['desk', deskSize], ['telephone', phoneSize]] : [['desk', deskSize]])
  test(`O4 an order that nobody wants, on a ${name}`, async () => {
    const j = await begin(size)
    await firstDay(j)
    if (whole) {
      await toItsEnd(j)
      await gridWorker(j)
    }
  })
