// O2 in the browser: thirty pre-filing referrals and their papers, from a
// court's list to what came back and what did not, with its dates and clicks.  A
// short run takes the list in; HEJIE_BROWSER=all plays the whole of it.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { csv, gb18030 } from '../api/lib/tables.mjs'
import { act, choose, openDispute, openForm, pick, pickAll, save, serve, sit, takeUp } from './lib/acts.mjs'
import { deskSize, fileOf } from './lib/browser.mjs'
import { crowded, setUp } from './lib/set_up.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
const [ROOM, VILLAGE, COUNTY] = ['和解示范县人民法院特邀调解室', '青石村人民调解委员会', '和解示范县人民调解委员会']
const head = ['案号', '法院代码', '收案日期', '案由', '发生地区划代码', '原告', '原告电话', '被告', '标的额', '诉讼请求', '委派单位', '原告同意', '被告同意']
// Three committees; of row 13 it is chosen when the list is in.
const to = (i) => (i === 13 ? '' : i >= 28 ? VILLAGE : i === 25 || i === 26 ? COUNTY : ROOM)
const all = Array.from({ length: 30 }, (_, k) => k + 1)
const suit = (i, more = {}) => {
  const row = { court: '999901', cause: '民间借贷', place: '999901001002', who: `原告甲${i}`, phone: `1090020${String(i).padStart(4, '0')}`, to: ROOM, ...more }
  return [`(2026)示0101民诉前调${i}号`, row.court, '2026/4/7', row.cause, row.place, row.who, row.phone, `被告乙${i}`, `${i}万元`, `返还借款${i}`, row.to, '是', '是']
}
const faulty = all.map((i) =>
  suit(i, { to: to(i), ...(i === 7 ? { phone: '' } : i === 19 ? { court: '110101' } : i === 26 ? { who: '原告 甲12' } : i === 13 ? { cause: '邻里', place: '999901001001' } : {}) }))

let service, site, browser, court, room
const ids = {} // by the row of the list
setUp(async (s) => {
  ;({ service, browser } = s)
  site = await openSite(service)
  ;[court, room] = await site.all('court.a', 'room.a')
  await site.move('2026-04-07T09:00:00+08:00')
}, { settings: crowded })

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

/** What the list does not say is suggested with reasons, nobody beforehand; a click for the row, one for all such rows. */
async function assignsRow13(page) {
  const part = page.getByRole('region', { name: '名单没写委派给谁的' })
  const row = part.getByRole('group', { name: /^第14行/ })
  const first = row.locator('.offer').first()
  await first.getByText(VILLAGE).waitFor()
  for (const reason of ['发生地在其所在村(社区)', '不限类别']) await first.getByText(reason).waitFor()
  assert.deepEqual([await part.getByRole('group').count(), await part.locator('input[type=radio]:checked').count()], [1, 0])
  const taps = await page.taps()
  await first.click()
  // The list says that both agree: nobody enters it again.
  assert.equal(await row.getByRole('checkbox', { name: '双方都同意委派' }).isChecked(), true)
  assert.equal((await page.taps()) - taps, 1)
  await page.look('O2-row13')
  await part.getByRole('button', { name: '把选好的1件委派出去' }).click()
  await row.getByText('已委派').waitFor()
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
    await assignsRow13(page)
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
  const { body } = (await court.timeline(ids[13])).map((e) => e.event).find((e) => e.kind === 'referral_offered')
  assert.deepEqual(body.consents.map((c) => c.no ?? c), [1, 2])
  for (const i of all) await due(i, '2026-04-10')
  const { state } = await court.dispute(ids[1])
  assert.deepEqual(state.referral.map((r) => [r.to, r.state]), [[room.org, 'offered']])
  assert.ok((await court.clocks(ids[1])).some((c) => c.due_on === '2026-04-10' && c.state === 'running'))
})

const at = (day, time = '10:00') => site.move(`2026-${day}T${time}:00+08:00`)
const names = (i) => [i === 26 ? '原告 甲12' : `原告甲${i}`, `被告乙${i}`]
/** What a list calls the matter of a row. */
const called = async (i) => {
  const { title, code } = await court.dispute(ids[i])
  return title ?? code
}
const chosen = async (page, i) => page.getByLabel(`选上:${await called(i)}`, { exact: true })
const offers = async (i) => (await court.dispute(ids[i])).state.referral.map((r) => r.state)
/** The limits that run in a row's matter end on these days; its page says so. */
async function ends(page, i, day, who = court) {
  await openDispute(page, ids[i])
  const [, month, date] = day.split('-').map(Number)
  await page.locator('.limits').getByText(`到${month}月${date}日`).first().waitFor()
  await due(i, day, who)
}
const due = async (i, day, who = court) =>
  assert.ok((await who.clocks(ids[i])).some((c) => c.due_on === day && c.state === 'running'), `row ${i}: ${day}`)
/** What is asked is refused, with the reason and what it rests on; the form stays. */
async function refusedFor(page, ...why) {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const no = page.getByRole('alert')
  await no.waitFor()
  const said = await no.innerText()
  for (const text of ['不能这样做', ...why]) assert.ok(said.includes(text), `${text}: ${said}`)
}

const four = [['起诉状', 3, true], ['身份证复印件', 2], ['借条', 1, true], ['转账记录', 2]]

test('O2.1 thirty bundles with the same four pieces are written once, handed over, and get their slips', { skip: !whole }, async () => {
  await visits('court.a', async (page) => {
    await page.open('/referrals?way=out', 'main li .name')
    const taps = await page.taps()
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByText('随案材料:每件装一样的一袋').click()
    for (const [i, [name, pages, original]] of four.entries()) {
      if (i > 0) await page.getByRole('button', { name: '再加一件' }).click()
      const piece = page.getByRole('group', { name: `第${i + 1}件` })
      await piece.getByLabel('什么材料').fill(name)
      await piece.getByLabel('几页').fill(String(pages))
      if (original) await piece.getByLabel('原件').check()
    }
    await page.look('O2-papers')
    await page.getByRole('button', { name: '装好,交给接收单位' }).click()
    await page.getByText('30件办好了').waitFor({ timeout: 120_000 })
    await page.open('/bundles?state=out', 'main li .name')
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByRole('button', { name: '打印袋签' }).click()
    assert.equal(await page.locator('main svg').count(), 30)
    console.log(`# thirty bundles handed over with slips: ${(await page.taps()) - taps} clicks, four pieces written`)
    assert.ok((await page.taps()) - taps <= 30)
  })
  const out = (await court.read('/api/v1/bundles?state=out&limit=100')).items
  assert.deepEqual(out.map((b) => [b.pieces, b.pages, b.missing.length]), all.map(() => [4, 8, 4]))
  assert.deepEqual(new Set(out.map((b) => b.missing[0].since)), new Set(['2026-04-07']))
})

test('O2.2 24 accept by signing for the papers, two on line, one declines', { skip: !whole }, async () => {
  await at('04-08')
  await visits('room.a', async (page) => {
    await page.open('/referrals', 'main li .name')
    await page.getByRole('button', { name: '全选' }).click()
    await (await chosen(page, 27)).uncheck()
    await page.look('O2-accept')
    await page.getByRole('button', { name: '接收' }).click()
    await page.getByText('23件办好了').waitFor({ timeout: 60_000 })
    await ends(page, 1, '2026-05-08', room)
  })
  const village = await site.as('village.a')
  await visits('village.a', async (page) => {
    await page.open('/referrals', 'main li .name')
    await (await chosen(page, 13)).check()
    await page.getByRole('button', { name: '接收' }).click()
    await page.getByText('1件办好了').waitFor()
  })
  for (const i of all.slice(0, 24)) await due(i, '2026-05-08', i === 13 ? village : room)

  await at('04-09')
  const county = await site.as('county.a')
  await visits('county.a', async (page) => {
    await page.open('/referrals', 'main li .name')
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByRole('button', { name: '接收' }).click()
    await page.getByText('2件办好了').waitFor()
    // A Saturday that is worked on in lieu.
    for (const i of [25, 26]) await ends(page, i, '2026-05-09', county)
  })
  await visits('room.a', async (page) => {
    await page.open('/referrals', 'main li .name')
    await (await chosen(page, 27)).check()
    await page.getByText('超出专业领域').click()
    await page.getByRole('textbox', { name: /说明/ }).fill('涉及建设工程造价')
    await page.getByRole('button', { name: '退回(写明理由)' }).click()
    await page.getByText('1件办好了').waitFor()
  })
  assert.deepEqual(await offers(27), ['refused'])
})

test('O2.2 three are silent: they lapse with the tenth, and on the 13th go to another in one act', { skip: !whole }, async () => {
  await site.move('2026-04-10T23:59:59+08:00')
  for (const i of [28, 29, 30]) assert.deepEqual(await offers(i), ['offered'])
  await site.move('2026-04-11T00:00:01+08:00')
  for (const i of [28, 29, 30]) assert.deepEqual(await offers(i), ['lapsed'])
  await at('04-13', '09:00')
  await visits('court.a', async (page) => {
    await page.open('/referrals?way=again', 'main li .name')
    for (const i of [28, 29, 30]) await (await chosen(page, i)).check()
    const asked = []
    page.on('request', (r) => r.method() === 'POST' && asked.push(new URL(r.url()).pathname))
    await page.getByLabel('别的单位').selectOption({ label: COUNTY })
    await page.look('O2-again')
    await page.getByRole('button', { name: '一次都转出去' }).click()
    await page.getByText('3件办好了').waitFor()
    assert.deepEqual(asked, ['/api/v1/referrals/batch'])
  })
  for (const i of [28, 29, 30]) assert.deepEqual(await offers(i), ['lapsed', 'offered'])
  await visits('county.a', async (page) => {
    await page.open('/referrals', 'main li .name')
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByRole('button', { name: '接收' }).click()
    await page.getByText('3件办好了').waitFor()
  })
})

const says = (page, answer, name, manner = '书面') =>
  act(page, '记录当事人意见', async () => {
    await pick(page, '答复', answer)
    await pick(page, '方式', manner)
    await pick(page, '当事人编号', name)
  })
/** What of the bundle is there is given back, or taken back, but for `lacks`. */
async function comesBack(page, button, lacks = []) {
  await page.getByRole('button', { name: '都点到了' }).click()
  for (const piece of lacks) await page.getByLabel(piece).uncheck()
  await page.getByRole('button', { name: button }).click()
  await page.getByText('记下了。').waitFor()
}

test('O2.3 the other side is asked in three working days: it refuses, it is closed, the papers go back at once, the applicant is told', { skip: !whole }, async () => {
  await visits('room.a', async (page) => {
    await ends(page, 5, '2026-04-13', room)
    const asked = (await room.clocks(ids[5])).find((c) => c.rule === 'CT_ASK')
    assert.deepEqual([asked.state, asked.day0, asked.due_on], ['running', '2026-04-08', '2026-04-13'])
    await says(page, '同意', names(5)[0])
    await says(page, '明确拒绝', names(5)[1], '电话')
    await page.locator('.ways').getByText('4月13日').first().waitFor()
    await serve(page, ids[5])
    await page.open(`/disputes/${ids[5]}/bundles`, 'main form')
    await comesBack(page, '退还清点过的')
  })
  const { state } = await room.dispute(ids[5])
  assert.deepEqual([state.procedure.at(-1).ground, state.referral[0].state], ['refused', 'returned'])
  assert.ok(state.bundle[0].piece.every((p) => p.with === court.org && p.since === '2026-04-13'))
  assert.equal(state.notice.find((n) => n.kind === 'routes' && n.party === 1).done_on, '2026-04-13')
})

test('O2.4 an appraisal stops the term; longer it lasts only if both sides say so', { skip: !whole }, async () => {
  await visits('room.a', async (page) => {
    for (const i of [2, 6, 8, 9, 10]) await takeUp(page, ids[i], names(i), room.who.name)
    await openDispute(page, ids[6])
    await act(page, '开始鉴定评估', () => page.getByLabel('鉴定机构').fill('某司法鉴定中心'))
    const term = async () => (await room.clocks(ids[6])).find((c) => c.rule === 'CT_PRE')
    assert.equal((await term()).due_on, undefined, 'while it lasts there is no last day')

    await openDispute(page, ids[2])
    await openForm(page, '延长期限')
    await pickAll(page, '同意延长的当事人', [names(2)[0]])
    await page.getByLabel('延长至', { exact: true }).fill('2026-05-20')
    await page.keyboard.press('Enter')
    await page.getByLabel('理由', { exact: true }).fill('补充证据')
    const { json } = await room.ask(ids[2], 'extend-term', { until: '2026-05-20', agreed: [1], reason: '补充证据' }, { dry: true })
    assert.match(json.article, /特邀|规定/)
    await refusedFor(page, json.title, json.article)
    await page.look('O2-extension-refused')
    await pickAll(page, '同意延长的当事人', [names(2)[1]])
    await save(page)
    await ends(page, 2, '2026-05-20', room)
  })
})

/** Agreed at the table, written down by `terms`, signed by both sides. */
async function agreed(page, i, terms) {
  await sit(page, ids[i], '谈成了(写协议)')
  await openDispute(page, ids[i])
  await act(page, '拟定调解协议', terms)
  await act(page, '当事人签字', async () => {
    for (const name of names(i)) await choose(page, name, '签名')
  })
}

test('O2.5 signed by both on the 22nd it binds that day; what a court would refuse is told before it is handed in', { skip: !whole }, async () => {
  await at('04-22', '16:00')
  await visits('room.a', async (page) => {
    await agreed(page, 8, async () => {
      await page.getByRole('button', { name: '＋给钱' }).click()
      await choose(page, '谁给', names(8)[1])
      await page.getByLabel('多少元').fill('80000')
      await page.getByLabel('哪天以前').fill('2026-06-30')
    })
    await page.getByText('4月22日起生效').first().waitFor()
    await ends(page, 8, '2026-05-22', room)
    const { agreement: [one] } = (await room.dispute(ids[8])).state
    assert.deepEqual([one.state, one.effective_on, one.term[0].amount], ['effective', '2026-04-22', 8_000_000])

    await agreed(page, 9, async () => {
      await page.getByRole('button', { name: '＋做一件事' }).click()
      await choose(page, '谁来做', names(9)[1])
      await page.getByLabel('做什么').fill('房屋归甲所有,协助过户')
      await page.getByLabel('哪天以前').fill('2026-06-30')
      const hint = page.locator('form [role=status]', { hasText: '确认归属的,法院不予确认' })
      assert.equal(await hint.getByRole('checkbox').isChecked(), false)
      await hint.getByRole('checkbox').check()
      await page.look('O2-ownership')
    })
    await openForm(page, '申请司法确认')
    await page.getByText('法院可能不予确认').waitFor()
    await page.getByText('确认物权或者知识产权权属').waitFor()
    await page.look('O2-warned')
    await pickAll(page, '申请的各方当事人', names(9))
    await pick(page, '法院', '和解示范县人民法院')
    await refusedFor(page)
  })
  assert.equal((await room.timeline(ids[9])).filter((e) => e.event.kind === 'confirmation_checked').length, 0, 'to be told stores nothing')
})

test('O2.4 after the twenty-one days of the appraisal the term ends twenty-one days later', { skip: !whole }, async () => {
  await at('05-03')
  await visits('room.a', async (page) => {
    await openDispute(page, ids[6])
    await act(page, '鉴定评估结束')
    await ends(page, 6, '2026-05-29', room)
  })
})

test('O2.6 of what failed only facts that both confirmed in writing go along; no piece stays open without a reason', { skip: !whole }, async () => {
  await at('05-05')
  await visits('room.a', async (page) => {
    await openDispute(page, ids[10])
    await openForm(page, '确认无争议事实')
    await page.getByLabel('无争议事实', { exact: true }).fill('借款五万元属实')
    for (const [i, how] of ['签名', '拒签'].entries()) {
      await page.getByRole('button', { name: /加一行各方签署/ }).click()
      const row = page.getByRole('group', { name: `各方签署 ${i + 1}` })
      await pick(page, '当事人编号', names(10)[i], row)
      await pick(page, '签署方式', how, row)
    }
    await refusedFor(page)
    await pick(page, '签署方式', '签名', page.getByRole('group', { name: '各方签署 2' }))
    await save(page)
    await act(page, '报告调解未成情况', async () => {
      await page.getByLabel('基本情况').fill('借款五万元')
      await pick(page, '终结事由', '分歧过大无法达成')
      await page.getByLabel('未成原因').fill('利息分歧过大')
      await page.getByText('还可以填').first().click()
      await pickAll(page, '无争议事实编号', ['借款五万元属实'])
    })
    const { body } = (await court.timeline(ids[10])).map((e) => e.event).find((e) => e.kind === 'failure_reported')
    assert.deepEqual(body.facts.map((f) => f.no ?? f), [1])

    const back = async (why) => {
      await openDispute(page, ids[3])
      await openForm(page, '退回移交')
      await pick(page, '移交编号', /委派/)
      await pick(page, '结果', '未达成')
      await page.getByText('还可以填').first().click()
      await page.getByLabel('理由', { exact: true }).fill(why)
    }
    await back('被告明确拒绝调解')
    await refusedFor(page, '在线15;特邀26')
    await page.open(`/disputes/${ids[3]}/bundles`, 'main form')
    await comesBack(page, '退还清点过的')
    await back('被告明确拒绝调解')
    await save(page)
  })
  assert.deepEqual(await offers(3), ['returned'])
})

test('O2.6 27 bundles come back, each by its slip; of the twelfth a piece is missing', { skip: !whole }, async () => {
  await at('05-06')
  const codes = Object.fromEntries(await Promise.all(all.map(async (i) => [i, (await court.dispute(ids[i])).code])))
  await visits('court.a', async (page) => {
    await page.open('/bundles')
    const taps = await page.taps()
    const come = all.filter((i) => i <= 27 && i !== 3 && i !== 5)
    for (const i of come) {
      await page.getByLabel('扫袋上的码').fill(`hejie:${codes[i]}:1`)
      await page.keyboard.press('Enter')
      await comesBack(page, '收回清点过的', i === 12 ? [/4\. 转账记录/] : [])
      await page.getByRole('link', { name: '下一袋' }).click()
      await page.getByLabel('扫袋上的码').waitFor()
    }
    console.log(`# ${come.length} bundles come back by their slips: ${(await page.taps()) - taps} clicks, ${come.length} scans`)
    assert.ok((await page.taps()) - taps <= 3 * come.length + 1)
    await page.open('/bundles?state=lacking', 'main li .name')
    await page.locator('main li .mark', { hasText: '材料未齐' }).first().waitFor()
    await page.getByText('缺第4件2页').waitFor()
    assert.equal(await page.locator('main li.card .name').count(), 1)
    await page.look('O2-lacking')
    await page.open('/bundles?state=out', 'main li .name')
    assert.equal(await page.locator('main li.card .name').count(), 3)
    await page.open('/bundles?state=whole', 'main li .name')
    assert.equal(await page.locator('main li.card .name').count(), 26)
  })
  const [lacking] = (await court.read('/api/v1/bundles?state=lacking&limit=100')).items
  assert.deepEqual([lacking.id, lacking.missing.map((m) => [m.piece, m.pages, m.with])], [ids[12], [[4, 2, room.org]]])
})

test('O2.5 on the last day of the window it is applied for, and confirmed', { skip: !whole }, async () => {
  await at('05-22', '16:00')
  await visits('room.a', async (page) => {
    await openDispute(page, ids[8])
    await openForm(page, '申请司法确认')
    await page.getByText('申请期限将至或者已过').waitFor()
    await pickAll(page, '申请的各方当事人', names(8))
    await pick(page, '法院', '和解示范县人民法院')
    await save(page)
  })
  await visits('court.a', async (page) => {
    await openDispute(page, ids[8])
    await act(page, '受理司法确认')
    await act(page, '司法确认裁定', () => pick(page, '裁定', '裁定有效'))
  })
  assert.equal((await court.dispute(ids[8])).state.agreement[0].confirmed, true)
})

test('O2 weeks later the court fetches its list: its own columns as they were, and the results behind them', { skip: !whole }, async () => {
  let rows
  await visits('court.a', async (page) => {
    await page.getByRole('navigation').getByText('批量委派', { exact: true }).click()
    await page.look('O2-former')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载结果:.*,30行/ }).click()])
    const text = await readFile(await fileOf(file), 'utf8')
    assert.ok(text.startsWith('\ufeff'))
    rows = text.slice(1).trimEnd().split('\r\n').map((l) => l.split(','))
  })
  assert.deepEqual(rows[0], [...head, '登记情况', '纠纷编号', '接收单位', '移交情况', '接收日期', '调解结果', '结束日期', '协议生效日期', '司法确认'])
  assert.deepEqual(rows.slice(1).map((r) => r.slice(0, head.length)), faulty, 'the input, to the byte')
  const result = (i) => rows[i].slice(head.length)
  for (const i of all.filter((n) => n !== 7 && n !== 19)) assert.equal(result(i)[1], (await court.dispute(ids[i])).code)
  assert.deepEqual(result(8).filter((_, k) => k !== 1), ['已登记', ROOM, '已接收', '2026-04-08', '达成协议', '', '2026-04-22', '已裁判或裁决'])
  assert.deepEqual(result(5).filter((_, k) => k !== 1).slice(0, 6), ['已登记', ROOM, '已退回', '2026-04-08', '当事人拒绝调解', '2026-04-13'])
  assert.deepEqual(result(28).slice(2, 5), [COUNTY, '已接收', '2026-04-13'])
  assert.deepEqual(result(13).slice(2, 5), [VILLAGE, '已接收', '2026-04-08'])
  assert.match(result(7)[0], /^有误;原告电话:/)
})
