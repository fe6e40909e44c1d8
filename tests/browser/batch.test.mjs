// Desks where several are done at once: referrals answered and taken back,
// proofs of service entered, lists taken in, what may have come before.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startService } from '../api/lib/service.mjs'
import { registration } from '../api/lib/client.mjs'
import { deskSize, openBrowser, phoneSize } from './lib/browser.mjs'
import { makeCounty } from './lib/county.mjs'

let service, county, browser
before(async () => {
  service = await startService()
  county = await makeCounty(service)
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

const parties = (a, b) => [
  { kind: 'natural', side: 'applicant', name: a },
  { kind: 'natural', side: 'respondent', name: b },
]
const choose = (page, what) => page.getByLabel(`选上:${what}`).check()

/** `n` matters that the village has offered to the township; ids by title. */
async function offer(n, word) {
  const ids = {}
  for (let i = 1; i <= n; i++) {
    const title = `${word}${i}`
    const { id } = await county.village.register(registration({ title, parties: parties(`甲${title}`, `乙${title}`) }))
    await county.village.done(id, 'refer', { to: county.township.org, kind: 'refer', reason: '超出能力' })
    ids[title] = id
  }
  return ids
}

test('referrals: what was offered is accepted or refused in one act, what we offered is taken back', async () => {
  const ids = await offer(4, '批转')
  const page = await browser.visit(service, 'township.a', deskSize, { path: '/referrals' })
  for (const title of ['批转1', '批转2']) await choose(page, title)
  await page.look('Referrals-chosen')
  await page.getByRole('button', { name: '接收' }).click()
  await page.getByText('2件办好了').waitFor()
  for (const title of ['批转1', '批转2']) {
    const { state } = await county.township.dispute(ids[title])
    assert.equal(state.procedure.at(-1).body, county.township.org)
  }
  await choose(page, '批转3')
  await page.getByText('超出专业领域').click()
  await page.getByRole('textbox', { name: /说明/ }).fill('要懂测绘')
  await page.getByRole('button', { name: '退回(写明理由)' }).click()
  await page.getByText('1件办好了').waitFor()
  const { state } = await county.village.dispute(ids['批转3'])
  assert.deepEqual([state.referral[0].state, state.referral[0].turned_down], ['refused', 'expertise'])
  await page.context().close()

  const sender = await browser.visit(service, 'village.a', phoneSize, { path: '/referrals?way=out' })
  await choose(sender, '批转4')
  await sender.look('Referrals-out')
  await sender.getByRole('button', { name: '收回' }).click()
  await sender.getByText('1件办好了').waitFor()
  assert.equal((await county.village.dispute(ids['批转4'])).state.referral[0].state, 'revoked')
  await sender.context().close()
})

test('a refusal says why at its row, stays chosen, and stops no other', async () => {
  const ids = await offer(2, '先后')
  const page = await browser.visit(service, 'township.b', deskSize, { path: '/referrals' })
  for (const title of ['先后1', '先后2']) await choose(page, title)
  await county.village.done(ids['先后1'], 'revoke-referral', { referral: 1 })
  await page.getByRole('button', { name: '接收' }).click()
  await page.getByText('1件办好了').waitFor()
  assert.equal((await county.township.dispute(ids['先后2'])).state.referral[0].state, 'accepted')
  await page.context().close()
})

test('service: proofs of a round of calls and of what came back are entered at once', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/service' })
  const rows = page.locator('li.card')
  await rows.first().waitFor()
  const before = await rows.count()
  for (const name of ['甲子明', '乙丑亮']) await choose(page, `${name} 权利义务告知书`)
  await page.getByText('当面或者电话告知', { exact: true }).click()
  await page.getByLabel(/告知记录/).fill('3月7日电话告知')
  await page.getByLabel('哪天').fill('2024-03-07')
  await page.look('Service-chosen')
  const [sheet] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('li.card', { hasText: '甲子明' }).getByRole('link', { name: '打印告知书' }).click(),
  ])
  await sheet.getByText('签收人').first().waitFor()
  assert.equal(await sheet.locator('.sheet').count(), 2)
  await sheet.close()
  await page.getByRole('button', { name: '送到了' }).click()
  await page.getByText('2件办好了').waitFor()
  assert.equal(await rows.count(), before - 2)
  const { state } = await county.village.dispute(county.ids.boundary)
  assert.deepEqual(state.notice.map((n) => [n.state, n.means]), [['served', 'told'], ['served', 'told']])
  await page.context().close()
})

test('intake: what may have come before stands beside it, and is linked if it is the same people', async () => {
  const { id } = await county.village.register(
    registration({
      title: '辛亥成—壬子立 借款', facts: '借款两万元到期不还',
      parties: [{ kind: 'natural', side: 'applicant', name: '辛亥成', phone: '10900000771' }, { kind: 'natural', side: 'respondent', name: '壬子立', phone: '10900000772' }],
    }),
  )
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/new/registered' })
  await page.open('/new/registered')
  await page.getByLabel('甲方称呼').fill('辛亥成')
  await page.getByLabel('乙方称呼').fill('壬子立')
  await page.getByText('可能来过').waitFor()
  await page.getByText('辛亥成—壬子立 借款').waitFor()
  await page.getByRole('button', { name: '同样的人,另一件' }).click()
  await page.look('Register-alike')
  await page.getByText('宅基地界址', { exact: true }).click()
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('看这件纠纷').click()
  await page.getByRole('heading', { name: '辛亥成—壬子立 宅基地界址' }).waitFor()
  const links = (await county.village.read(`/api/v1/disputes/${page.url().split('/').at(-1)}/links`)).items
  assert.deepEqual(links.map((l) => [l.id, l.kind]), [[id, 'same_parties']])
  await page.context().close()
})

test('a list goes in after a look; what does not fit says why', async () => {
  const page = await browser.visit(service, 'hotline.a', deskSize, { path: '/lists' })
  const head = '工单编号,受理时间,诉求人,联系电话,标题,诉求内容'
  const rows = ['热2024-901,2024-03-06,来电甲,10900000881,噪声,夜间施工', '热2024-902,昨天,来电乙,10900000882,积水,路面积水']
  await page.setInputFiles('[type=file]', { name: '工单.csv', mimeType: 'text/csv', buffer: Buffer.from([head, ...rows].join('\r\n')) })
  await page.getByRole('button', { name: '先看一看' }).click()
  await page.getByText('1行要改').waitFor()
  await page.getByText('不是日期').waitFor()
  await page.look('Lists-looked')
  await page.getByRole('button', { name: '送进去' }).click()
  await page.getByText('1行送进去了').waitFor()
  assert.match(await page.getByRole('link', { name: '下载要改的行' }).getAttribute('href'), /faults\.csv$/)
  await page.locator('li .name[href]').waitFor()
  await page.context().close()
})

test('the roster shows who is on it, with what in hand', async () => {
  const head = await county.site.as('aid.c')
  const { json } = await head.post('/api/v1/rosters/commands/found-roster', {})
  await head.post(`/api/v1/rosters/${json.id}/commands/enter-counsel`, { name: '戊律师', practice: '青石律师所', phone: '10900000991', share: 1 })
  const page = await browser.visit(service, 'aid.c', phoneSize, { path: '/roster' })
  await page.getByText('戊律师').waitFor()
  await page.getByText('在办0件').waitFor()
  await page.look('Roster-one')
  await page.context().close()
})
