// Desks where several are done at once: referrals answered, taken back, made
// anew, proofs of service entered, lists taken in, what may have come before;
// papers in custody; legal aid.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { registration } from '../api/lib/client.mjs'
import { save } from './lib/acts.mjs'
import { deskSize, fileOf, phoneSize } from './lib/browser.mjs'
import { readQr } from './lib/qr.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

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
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载要改的行' }).click()])
  assert.equal(file.suggestedFilename(), '工单-要改的行.csv')
  assert.match((await readFile(await fileOf(file), 'utf8')), /^\ufeff工单编号,.*原因\r\n热2024-902,昨天,/)
  await page.locator('li .name[href]').waitFor()
  await page.context().close()
})

const suit = (title) => registration({ source: 'court', manner: 'written', channel: undefined, title, parties: parties(`甲${title}`, `乙${title}`) })

/** A matter of the court that its mediation room is offered. */
async function assigned(title, room) {
  const { id, code } = await county.court.register(suit(title))
  await county.court.done(id, 'refer', { to: room.org, consents: [1, 2] })
  return { id, code }
}

test('custody: a bundle is recorded piece by piece, gets its slip, goes out, comes back; what is missing is told with whom', async () => {
  const room = await county.site.as('room.a')
  const { id, code } = await assigned('卷袋一', room)
  await room.done(id, 'accept-referral', { referral: 1 })
  const court = await browser.visit(service, 'court.a', deskSize, { path: `/disputes/${id}` })
  await court.getByRole('link', { name: '纸质材料' }).click()
  await court.getByText('新装一袋').click()
  for (const [i, name] of ['起诉状', '借条', '转账记录'].entries()) {
    if (i > 0) await court.getByRole('button', { name: '再加一件' }).click()
    const piece = court.getByRole('group', { name: `第${i + 1}件` })
    await piece.getByLabel('什么材料').fill(name)
    await piece.getByLabel('几页').fill(String(i + 1))
  }
  await court.getByRole('group', { name: '第2件' }).getByLabel('原件').check()
  await court.getByRole('button', { name: '装好了' }).click()
  await court.getByRole('button', { name: '都点到了' }).click()
  await court.look('Custody-give')
  await court.getByRole('button', { name: '交出去' }).click()
  await court.getByText('2. 借条').waitFor()
  await court.getByText('在和解示范县人民法院特邀调解室').first().waitFor()
  await court.evaluate(() => (window.print = () => (window.printed = true)))
  await court.getByRole('button', { name: '打印袋签' }).click()
  assert.equal(readQr(await court.locator('main svg path').getAttribute('d')), `hejie:${code}:1`)
  assert.equal(await court.evaluate(() => window.printed), true)
  await court.emulateMedia({ media: 'print' })
  assert.deepEqual(await court.locator('h1, button, nav, form').evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => e.textContent)), [], 'nothing else is printed')
  await court.emulateMedia({ media: 'screen' })
  await court.look('Custody-slip')

  const there = await browser.visit(service, 'room.a', phoneSize, { path: `/disputes/${id}/bundles` })
  await there.getByLabel('1. 起诉状').check()
  await there.getByLabel('3. 转账记录').check()
  await there.getByLabel('转账记录点到几页').fill('2')
  await there.getByLabel(/没点到的,为什么/).fill('借条留作鉴定')
  await there.look('Custody-back')
  await there.getByRole('button', { name: '退还清点过的' }).click()
  await there.getByText('记下了。').waitFor()
  await there.context().close()

  await court.open('/bundles?state=lacking')
  await court.getByText('缺第2件2页').waitFor()
  await court.getByText('缺第3件1页').waitFor()
  await court.look('Bundles-lacking')
  await court.getByLabel('扫袋上的码').fill(`hejie:${code}:1`)
  await court.keyboard.press('Enter')
  await court.getByText('说明过原因').waitFor()
  await court.getByText('少1页').waitFor()
  await court.getByRole('button', { name: '都点到了' }).click()
  await court.getByRole('button', { name: '收回清点过的' }).click()
  await court.getByText('记下了。').waitFor()
  const { bundle: [one] } = (await county.court.dispute(id)).state
  assert.deepEqual(one.piece.map((p) => [p.with, p.lacking ?? 0]), Array(3).fill([county.court.org, 0]))
  await court.context().close()
})

test('custody: several bundles come back whole in one act, and get their slips at once', async () => {
  const room = await county.site.as('room.a')
  for (const title of ['卷袋二', '卷袋三']) {
    const { id } = await assigned(title, room)
    await county.court.done(id, 'record-bundle', { pieces: [{ name: '起诉状', pages: 2, original: true }] })
    await county.court.done(id, 'hand-over-bundle', { bundle: 1, to: room.org })
  }
  const page = await browser.visit(service, 'court.a', phoneSize, { path: '/bundles?state=out' })
  for (const title of ['卷袋二', '卷袋三']) await choose(page, title)
  await page.look('Bundles-chosen')
  await page.getByRole('button', { name: '打印袋签' }).click()
  assert.equal(await page.locator('main svg').count(), 2)
  await page.getByRole('button', { name: '打好了' }).click()
  await page.getByRole('button', { name: '整袋都收回了' }).click()
  await page.getByText('2件办好了').waitFor()
  assert.equal((await county.court.read('/api/v1/bundles?state=out')).items.filter((b) => /卷袋/.test(b.title)).length, 0)
  await page.context().close()
})

test('legal aid: the roster is kept on its page, an objection is decided, the draw goes by it', async () => {
  const page = await browser.visit(service, 'aid.c', phoneSize, { path: '/roster' })
  await page.getByRole('button', { name: '设立名册' }).click()
  for (const name of ['戊律师', '己律师', '庚律师']) {
    if (!(await page.getByLabel('姓名').isVisible())) await page.locator('summary', { hasText: '律师入册' }).click()
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel(/最多同时办几件/).fill('3')
    if (name === '戊律师') await page.getByLabel(/在哪家律师所/).fill('青石律师所')
    await page.getByRole('button', { name: '入册', exact: true }).click()
    await page.locator('li', { hasText: name }).waitFor()
  }
  const row = page.locator('li.card', { hasText: '戊律师' })
  await row.getByText('在办0件,最多3件').waitFor()
  await row.locator('summary').click()
  await row.getByLabel('请假从哪天').fill('2024-03-06')
  await row.getByLabel('到哪天').fill('2024-03-20')
  await row.getByRole('button', { name: '记请假' }).click()
  await row.getByText(/请假 .*3月6日 到 .*3月20日/).waitFor()
  await page.look('Roster-leave')
  await page.context().close()

  const aid = await county.site.as('aid.a')
  const { id } = await county.village.register(registration({ title: '援助一' }))
  await county.village.done(id, 'refer', { kind: 'refer', to: aid.org, channel: 'legal_aid', consents: [1, 2] })
  await aid.done(id, 'accept-referral', { referral: 1 })
  await aid.done(id, 'aid-apply', { matter: 'violence', parties: [1] })
  const desk = await browser.visit(service, 'aid.a', deskSize, { path: `/disputes/${id}` })
  const card = desk.locator('section.aid')
  const act = async (title, fill) => {
    await card.getByRole('button', { name: title }).click()
    await desk.locator('form [data-member]').first().waitFor()
    await fill()
    await save(desk)
  }
  await act('不予法律援助', async () => {
    await desk.locator('.el-select', { has: desk.getByRole('combobox', { name: '不予援助的情形' }) }).click()
    await desk.getByRole('option').first().click()
    await desk.getByLabel('理由', { exact: true }).fill('不符合条件')
  })
  await act('提出援助异议', async () => {})
  await act('记异议审查决定', async () => {
    await desk.getByLabel('作出决定的司法行政部门').fill('县司法局')
    await desk.locator('summary', { hasText: '还可以填' }).click()
    await desk.getByLabel('责令提供或者恢复援助').check()
  })
  // Before the draw: who fits, with what is open, and who not and why.
  const fit = card.locator('.fit')
  await fit.getByText('名册上谁合适(2人)').waitFor()
  for (const line of [/庚律师.*在办0件/, /己律师.*在办0件/, /戊律师.*:请假/]) await fit.getByText(line).waitFor()
  await desk.look('Dispute-aid-fit')
  await act('冻结候选律师', async () => {
    await desk.getByRole('button', { name: /加一行/ }).click()
    for (const [field, option] of [['律师编号', '己律师'], ['冲突情形', '其他利害关系']]) {
      await desk.locator('.el-select', { has: desk.getByRole('combobox', { name: field }) }).click()
      await desk.getByRole('option', { name: option }).click()
    }
  })
  await card.getByText('等签名的检查点').waitFor()
  await county.site.move('2024-03-07T16:40:00+08:00')
  await desk.open(`/disputes/${id}`, 'section.aid')
  await card.getByText('律师:庚律师').waitFor()
  await card.getByText('怎么抽的').click()
  for (const line of ['庚律师 1份机会', '戊律师:请假', '己律师:有其他利害关系']) await card.getByText(line).waitFor()
  await card.getByText(/检查点\d+算出的种子/).waitFor()
  await desk.look('Dispute-aid')
  await desk.context().close()
})

// Last: it moves time on by days.
test('what nobody took in three working days is designated anew in one act', async () => {
  const room = await county.site.as('room.a')
  const ids = []
  for (const title of ['重派一', '重派二', '重派三']) ids.push((await assigned(title, room)).id)
  await county.site.move('2024-03-13T09:00:00+08:00')
  const page = await browser.visit(service, 'court.a', deskSize, { path: '/referrals' })
  await page.getByRole('link', { name: '没人接的' }).click()
  for (const title of ['重派一', '重派二', '重派三']) await choose(page, title)
  const asked = []
  page.on('request', (r) => r.method() === 'POST' && asked.push(new URL(r.url()).pathname))
  await page.getByLabel('别的单位').selectOption({ label: '和解示范县人民调解委员会' })
  await page.look('Referrals-again')
  await page.getByRole('button', { name: '一次都转出去' }).click()
  await page.getByText('3件办好了').waitFor()
  assert.deepEqual(asked, ['/api/v1/referrals/batch'])
  for (const id of ids) {
    const { state } = await county.court.dispute(id)
    assert.deepEqual(state.referral.map((r) => r.state), ['lapsed', 'offered'])
  }
  assert.equal(await page.getByText(/^重派/).count(), 0, 'they wait no more')
  await page.context().close()
})
