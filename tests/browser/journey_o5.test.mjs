// O5 in the browser: sixty workers and one debtor, with its dates and its
// amounts; the bodies on desks, the member on his telephone.  A short run takes
// the list in and shows a member his line; HEJIE_BROWSER=all goes on until the
// last fen is paid.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { identityOf, openSite } from '../api/lib/client.mjs'
import { xlsx } from '../api/lib/tables.mjs'
import { act, choose, openDispute, pick, pickAll, save, takeUp } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
const parties = ['六十名务工人员', '某劳务公司']
const all = Array.from({ length: 60 }, (_, i) => i + 1)
const yuan = (i) => 3000 + 137 * i
const nameOf = (i) => (i === 23 ? '罗小军' : `务工${i === 7 ? '　' : i === 31 ? ' ' : ''}甲${String(i).padStart(2, '0')}`)

let service, site, browser, village, page
const j = { id: '', code: '', slip: null }
setUp(async (s) => {
  ;({ service, browser } = s)
  site = await openSite(service)
  village = await site.as('village.a')
  await site.move('2026-04-10T09:00:00+08:00')
  page = await browser.visit(service, 'village.a', deskSize)
}, {})

/** It is then; whoever is at the page signs in again. */
const at = async (day, hour = '10') => {
  await site.move(`2026-${day}T${hour}:00:00+08:00`)
  await page.again()
}
const group = async () => (await village.dispute(j.id)).state.group[0]
const members = async () => (await village.read(`/api/v1/groups/${(await group()).group}/members?limit=500`)).items
const openRoll = () => page.open(`/disputes/${j.id}/group`, 'main li.line')
/** What stands above the roll, as soon as the dispute has been told. */
const stands = (...said) => Promise.all(said.map((text) => page.locator('main section[role=status]').getByText(text).waitFor()))

/** These are chosen by their numbers, and this is done with them. */
async function onRoll(numbers, title, fill = () => {}) {
  if (numbers !== '') {
    await page.getByLabel(/写号数选人/).fill(numbers)
    await page.getByRole('button', { name: '选上', exact: true }).click()
  }
  await page.getByRole('region', { name: '对名册办理' }).getByRole('button', { name: title, exact: true }).click()
  await page.locator('form h2', { hasText: title }).waitFor()
  await fill()
  await save(page)
}

/** A merged heading, amounts as texts, two names with a blank inside. */
const list = () => xlsx(
  [['劳务公司欠薪表', '', '', '', ''], ['序号', '姓名', '联系方式', '工资', '身份证号码'], ['', '', '手机号', '欠薪金额', ''],
    ...all.map((i) => [i, nameOf(i), `109000${10000 + i}`, i % 2 ? `${yuan(i).toLocaleString('en')}元` : yuan(i), identityOf(`99999919900101${String(1000 + i).slice(1)}`)])],
  ['A1:E1', 'A2:A3', 'B2:B3', 'E2:E3'],
)

test('O5 registered as many people; their list goes in after a look', async () => {
  await page.open('/new/registered')
  for (const [i, label] of ['甲方称呼', '乙方称呼'].entries()) {
    await page.getByLabel(label).fill(parties[i])
    await page.getByText('是单位,或者很多人').nth(i).click()
    await page.getByText(i === 0 ? '很多人' : '单位', { exact: true }).nth(i === 0 ? 0 : 1).click()
  }
  await page.getByLabel('多少人').fill('60')
  await page.getByText('欠工钱', { exact: true }).click()
  await page.look('Register-group')
  const answer = page.waitForResponse((r) => r.url().includes('/disputes/commands/register'))
  await page.getByRole('button', { name: '记下' }).click()
  Object.assign(j, await (await answer).json())
  await page.getByText('看这件纠纷').click()
  await page.getByRole('link', { name: '群体名册' }).click()
  await page.getByRole('button', { name: '建名册' }).click()
  await stands('共0人')
  await page.getByText('从表格收人').click()
  await page.setInputFiles('[type=file]', { name: '欠薪表.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(list()) })
  await page.getByRole('button', { name: '先看一看' }).click()
  await page.getByText('60行可以送').waitFor()
  await page.getByRole('button', { name: '送进去' }).click()
  await page.getByText('60行送进去了').waitFor()
  await stands('共60人', '共要430,710元')
  await openRoll()
  await page.getByText('23号 罗小军').waitFor()
  await page.look('Group-roll')
  const count = await group()
  assert.deepEqual([count.members, count.owed], [60, 43_071_000])
})

test('O5 sent again the list adds nobody; three are elected', async () => {
  await onRoll('1-3', '推选代表人', async () => {
    for (const [i, [how, n]] of [['网上', 51], ['电话', 6], ['书面', 3]].entries()) {
      await page.getByRole('button', { name: '加一行投票' }).click()
      const row = page.getByRole('group', { name: `投票 ${i + 1}` })
      await pick(page, '方式', how, row)
      await row.getByLabel('票数').fill(String(n))
    }
    await page.look('Group-elect')
  })
  assert.deepEqual((await members()).filter((m) => m.representative).map((m) => m.no), [1, 2, 3])
})

/** His own line on his telephone, without an account, in two steps: by what stands on his sheet. */
async function ownLine() {
  const [mine] = (await members()).filter((m) => m.no === 23)
  const there = await browser.visit(service, null, phoneSize, { path: '/public' })
  const taps = await there.taps()
  await there.getByRole('link', { name: '查我这一行' }).tap()
  await there.fill('[name=code]', j.code)
  await there.fill('[name=secret]', mine.code)
  const answer = there.waitForResponse((r) => r.request().method() === 'POST')
  await there.locator('main form button').tap()
  await there.getByText('罗小军').waitFor()
  assert.ok((await there.taps()) - taps <= 2)
  const reply = await answer
  return { there, answer: (await reply.text()) + JSON.stringify(await reply.headersArray()) }
}

const said = (fen) => (fen % 100 === 0 ? (fen / 100).toLocaleString('en') : (fen / 100).toLocaleString('en', { minimumFractionDigits: 2 }))
/** Nothing of anybody else: in the page, its source, the headers with the ETag. */
async function alone({ there, answer }) {
  const seen = (await there.content()) + answer
  for (const m of (await members()).filter((r) => r.no !== 23)) {
    assert.ok(!seen.includes(m.name), m.name)
    assert.ok(!seen.includes(m.code))
    for (const fen of m.no <= 60 ? [m.amount, m.amount / 2] : []) assert.ok(!seen.includes(`>${said(fen)}元`), said(fen))
  }
  for (const total of [43_071_000, 41_662_700, 20_831_350]) for (const text of [said(total), String(total)]) assert.ok(!seen.includes(text), text)
}

test('O5 a member sees his own line in two steps, and nothing of anybody else', async () => {
  const seen = await ownLine()
  await seen.there.getByText('6,151元').waitFor()
  await alone(seen)
  await seen.there.context().close()
})

test('O5 legal aid on the 13th, hardship is not checked', { skip: !whole }, async () => {
  await at('04-13')
  // He comes to the counter of the centre with his slip.
  const aid = await site.as('aid.a')
  const opened = await aid.post(`/api/v1/disputes/${j.id}/commands/aid-apply`, { matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant', text: '拖欠工资' },
    { headers: { 'Dispute-Code': j.slip.code, 'Dispute-Secret': j.slip.secret } })
  assert.equal(opened.status, 200, opened.text)
  const desk = await browser.visit(service, 'aid.a', deskSize)
  await openDispute(desk, j.id)
  await act(desk, '给予法律援助')
  await desk.context().close()
  const { state } = await aid.dispute(j.id)
  assert.deepEqual(state.procedure.filter((p) => p.channel === 'legal_aid').map((p) => p.stage), ['aid_granted'])
})

test('O5 worker 30 dies, his widow steps in; 58 say yes, two say no and are told where else to go', { skip: !whole }, async () => {
  await at('04-18')
  await openRoll()
  await onRoll('30', '成员死亡,继承人承继', async () => {
    await page.getByLabel('依据').fill('死亡证明')
    await page.getByText('还可以填').click()
    await page.getByRole('group', { name: /^继承人/ }).getByLabel('姓名').fill('甲三十遗孀')
  })
  await page.getByText('61号 甲三十遗孀').waitFor()
  await page.getByText('接30号').waitFor()
  assert.equal((await members())[60].amount, 711_000)
  await takeUp(page, j.id, parties, village.who.name)
  await openRoll()
  const answers = (answer) => async () => {
    await pick(page, '答复', answer)
    await pick(page, '方式', '网上')
    await pick(page, '问题', '是否接受方案')
  }
  await onRoll('1-16,18-29,31-41,43-61', '记录成员答复', answers('同意'))
  await onRoll('17,42', '记录成员答复', answers('明确拒绝'))
  await stands('58人同意,共416,627元', '2人不同意', '2人还没告知其他途径')
  assert.deepEqual((await members()).filter((m) => m.offer === 'refuses').map((m) => m.amount), [532_900, 875_400])
  await onRoll('17,42', '告知其他途径', () => pick(page, '方式', '直接送达'))
  await page.getByText('人还没告知其他途径').waitFor({ state: 'detached' })
  await page.look('Group-answers')
})

test('O5 signed on two days, it takes effect on the second, and is confirmed', { skip: !whole }, async () => {
  await openDispute(page, j.id)
  await act(page, '拟定调解协议', async () => {
    for (const [i, day] of ['2026-05-15', '2026-06-30'].entries()) {
      await page.getByRole('button', { name: '＋给钱' }).click()
      const term = page.locator('[data-member=terms] > fieldset').nth(i)
      await term.getByText('某劳务公司', { exact: true }).first().click()
      await term.getByLabel('多少元').fill('208313.50')
      await term.getByLabel('哪天以前').fill(day)
    }
  })
  await at('04-22')
  await openDispute(page, j.id)
  await act(page, '当事人签字', () => choose(page, '某劳务公司', '盖章'))
  await openRoll()
  await onRoll('1-16,18-29,31-41,43', '成员签字', () => pick(page, '方式', '签名'))
  await stands('40人已签')
  await at('04-24')
  await openRoll()
  await onRoll('44-61', '成员签字', () => pick(page, '方式', '按指印'))
  await stands('58人已签')
  await openDispute(page, j.id)
  await act(page, '当事人签字', async () => {
    await choose(page, '六十名务工人员', '签名')
    await page.getByLabel('调解员签名').check()
  })
  const head = await browser.visit(service, 'village.c', deskSize)
  await openDispute(head, j.id)
  await act(head, '当事人签字', () => head.getByLabel('本单位盖章').check())
  await head.context().close()
  const [one] = (await village.dispute(j.id)).state.agreement
  assert.deepEqual([one.state, one.effective_on], ['effective', '2026-04-24'])
  const limit = (await village.clocks(j.id)).find((c) => c.rule === 'RT_CONFIRM')
  assert.deepEqual([limit.derivation.raw_end, limit.due_on], ['2026-05-24', '2026-05-25'])
  await openDispute(page, j.id)
  await act(page, '申请司法确认', async () => {
    await pick(page, '协议编号', /书面协议/)
    await pickAll(page, '申请的各方当事人', parties)
    await page.getByText('还可以填').first().click()
    await pick(page, '法院', '和解示范县人民法院')
  })
  await at('04-27')
  const court = await browser.visit(service, 'court.a', deskSize)
  await openDispute(court, j.id)
  await act(court, '受理司法确认')
  await act(court, '司法确认裁定', () => pick(court, '裁定', '裁定有效'))
  await court.context().close()
  assert.equal((await village.dispute(j.id)).state.agreement[0].confirmed, true)
})

const HALF = 20_831_350
/** A half of it is performed: noted in the matter, and to each on the roll. */
async function paid(term) {
  await openDispute(page, j.id)
  await act(page, '记录履行', async () => {
    await pick(page, '履行什么', '协议条款')
    await page.getByText('还可以填').first().click()
    await pick(page, '协议编号', /书面协议/)
    await pick(page, '条款编号', new RegExp(`^${term} `))
    await page.getByLabel('数额(元)').fill(String(HALF / 100))
  })
  await openRoll()
  await onRoll('', '记录履行到人', () => page.getByLabel('支付总额(元)').fill(String(HALF / 100)))
}
/** What each has is his share, and all of them together what was paid. */
async function shared(fen, share) {
  const rows = await members()
  for (const m of rows) assert.equal(m.paid, m.signed_on ? m.amount * share : 0, `member ${m.no}`)
  assert.deepEqual([rows.reduce((sum, m) => sum + m.paid, 0), (await group()).paid], [fen, fen])
}
const lineOf = (no) => page.locator('main li.line', { hasText: `${no}号 ` })

test('O5 half is paid on the 15th of May: each has his share, to the fen', { skip: !whole }, async () => {
  await at('05-15')
  await paid(1)
  await stands('已付208,313.50元')
  await lineOf(23).getByText('已付3,075.50元').waitFor()
  await page.look('Group-paid')
  await shared(HALF, 1 / 2)
})

test('O5 on the 30th of June nothing comes: number 23 says so on his telephone the next day', { skip: !whole }, async () => {
  await at('07-01')
  const seen = await ownLine()
  await seen.there.getByText('3,075.50元').waitFor()
  await seen.there.getByRole('button', { name: '没收到' }).tap()
  await seen.there.getByText('您说过没有收到钱,已记下').waitFor()
  await seen.there.look('Member-missing')
  await alone(seen)
  await seen.there.context().close()
  await openRoll()
  await stands('1人说没收到')
  await lineOf(23).getByText('说没收到').waitFor()
  await openDispute(page, j.id)
  await act(page, '记录未履行', async () => {
    await pick(page, '什么未履行', '协议条款')
    await page.getByText('还可以填').first().click()
    await pick(page, '协议编号', /书面协议/)
    await pick(page, '条款编号', /^2 /)
  })
  const [one] = (await village.dispute(j.id)).state.agreement
  assert.deepEqual(one.term.map((x) => [x.due_on, x.state, x.paid]), [['2026-05-15', 'performed', HALF], ['2026-06-30', 'defaulted', 0]])
})

test('O5 cured on the 17th of August without enforcement: each has all of his', { skip: !whole }, async () => {
  await at('08-17')
  await paid(2)
  await stands('已付416,627元')
  await shared(2 * HALF, 1)
  const seen = await ownLine()
  await seen.there.getByRole('button', { name: '收到了' }).tap()
  await seen.there.getByText('已记下:钱收到了').waitFor()
  await alone(seen)
  await seen.there.context().close()
  await openRoll()
  await page.getByText('人说没收到').waitFor({ state: 'detached' })
  const { state } = await village.dispute(j.id)
  assert.deepEqual(state.agreement[0].term.map((x) => [x.state, x.paid]), [['performed', HALF], ['performed', HALF]])
  assert.deepEqual(state.procedure.filter((p) => p.channel === 'enforcement'), [])
})
