// O1 in the browser: a village dispute through three tiers with one mistake,
// with its dates, taps and amounts.  A short run plays the first days on a
// telephone; HEJIE_BROWSER=all the whole of it, once with the village at its
// telephone, on 400 kbit/s, and once at a desk.

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { openSite, registration, takeUp as takeUpThere } from '../api/lib/client.mjs'
import { act, choose, openDispute, pick, pickAll, serve, sit, takeUp } from './lib/acts.mjs'
import { deskSize, openPhone, phoneSize } from './lib/browser.mjs'
import { keeps } from './lib/kept.mjs'
import { openLine } from './lib/line.mjs'
import { picture } from './lib/pictures.mjs'
import { journeys } from './lib/set_up.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
const stand = journeys()

/** The site of one journey, and how to look at it. */
async function begin(size) {
  const service = await stand.begin({ settings: { allow_hosts: '127.0.0.1' } })
  const site = await openSite(service)
  const [village, township, county, head, court] = await site.all('village.a', 'township.a', 'county.a', 'county.c', 'court.a')
  const j = { service, site, village, township, county, head, court, id: '' }
  /** It is then; who is at his page signs in again. */
  j.at = async (day, time = '09:10', page = undefined) => {
    await site.move(`2026-${day}T${time}:00+08:00`)
    await page?.again()
  }
  // The village has its telephone, on a slow line; who sits in an office, a desk.
  j.visit = (account) => {
    const phone = size === phoneSize && account.startsWith('village')
    return stand.browser.visit(service, account, phone ? phoneSize : deskSize, { slow: phone && whole })
  }
  j.state = async (who = village) => (await who.dispute(j.id)).state
  j.attempts = async (no = 1) => (await j.state()).procedure[no - 1].attempts
  j.limit = async (rule, who = village) => {
    const c = (await who.clocks(j.id)).filter((x) => x.rule === rule).at(-1)
    return c && [c.state, c.due_on]
  }
  // The count that is shown is the one that is derived.
  j.counted = async (page, n, procedure = 1) => {
    await openDispute(page, j.id)
    await page.locator('.ways > li').nth(procedure - 1).getByText(`算了${n}次`).waitFor()
    assert.equal(await j.attempts(procedure), n)
  }
  // With what stands on the slip the court takes the suit in.
  j.leaves = async () => {
    const headers = { 'Dispute-Code': j.slip.code, 'Dispute-Secret': j.slip.secret }
    const answer = await court.post(`/api/v1/disputes/${j.id}/commands/open-suit?dry=1`, {}, { headers })
    assert.equal(answer.status, 200, `a party may leave for court: ${answer.text}`)
  }
  return j
}

const parties = ['吴秀兰', '陈广福']

/** Steps 1 and 2: the walk-in, a sitting that counts, one that does not. */
async function firstDays(j, page) {
  await j.at('03-02', '09:10', page)
  await page.open('/new/registered')
  for (const [i, label] of ['甲方称呼', '乙方称呼'].entries()) {
    await page.getByLabel(label).fill(parties[i])
    await page.getByLabel('电话').nth(i).fill(`1090000003${i + 1}`)
  }
  await page.getByText('宅基地界址', { exact: true }).click()
  const made = page.waitForResponse((r) => r.url().includes('/disputes/commands/register'))
  await page.getByRole('button', { name: '记下' }).click()
  j.slip = (await (await made).json()).slip
  await page.getByText('查询密码').first().waitFor()
  await page.getByText('看这件纠纷').click()
  await page.getByRole('heading', { name: '吴秀兰—陈广福 宅基地界址' }).waitFor()
  j.id = page.url().split('/').at(-1)
  await takeUp(page, j.id, parties, j.village.who.name)
  assert.deepEqual(await j.limit('RT_MED'), ['running', '2026-04-02'])
  await page.locator('.ways').getByText('4月2日前').waitFor()
  await j.leaves()

  await j.at('03-04', '20:30', page)
  const [taps, keys] = [await page.taps(), await page.keys()]
  await page.locator('li.card', { hasText: '宅基地界址' }).getByText('记调解').click()
  await page.getByText('都到了').click()
  await page.getByText('没谈成,还能谈').click()
  await page.locator('summary', { hasText: '在哪里' }).click()
  await page.getByText('家里', { exact: true }).click()
  await page.getByText('这次会算第1次').waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText(/已记下,第1次,20:30/).waitFor()
  assert.ok((await page.taps()) - taps <= 6)
  assert.equal((await page.keys()) - keys, 0)
  const [first] = (await j.state()).session
  assert.deepEqual([first.starts, first.ends, first.place], ['2026-03-04T11:30:00.000Z', '2026-03-04T12:30:00.000Z', '家里'])
  await j.leaves()

  await j.at('03-06', '16:00', page)
  await page.open(`/disputes/${j.id}/session`, 'form')
  const sides = page.locator('fieldset', { has: page.locator('input[name^=presence]') })
  await sides.nth(0).getByText('到了', { exact: true }).click()
  await sides.nth(1).getByText('没通知到').click()
  await page.getByText('没谈成,还能谈').click()
  await page.getByText('不计:一方未到且未通知').waitFor()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText(/已记下/).waitFor()
  await j.counted(page, 1)
  await j.leaves()
}

/** Step 3: no signal at the field; the telephone is restarted; the line is back the next day. */
async function withoutLine(j) {
  const line = await openLine(j.service)
  const folder = await mkdtemp(join(tmpdir(), 'hejie-o1-'))
  const there = { ...j.service, url: line.url }
  let phone = await openPhone(folder)
  try {
    await j.at('03-07', '11:00')
    let page = await phone.visit(there, 'village.a')
    await keeps(page, `${j.id}/names`)
    line.cut()
    await page.open(`/disputes/${j.id}/session`, 'form')
    await page.getByText('都到了').tap()
    await page.getByText('没谈成,还能谈').tap()
    await page.getByText('现在没有网。保存后存在手机里').waitFor()
    await page.getByRole('button', { name: '保存' }).tap()
    await page.getByRole('heading', { name: '已存在本机' }).waitFor()
    assert.equal(await page.getByText('已全部送达').count(), 0)
    await phone.close()
    await j.at('03-08', '08:00')
    phone = await openPhone(folder)
    line.restore()
    page = await phone.visit(there, 'village.a')
    await page.getByText('已全部送达').waitFor({ timeout: 30_000 })
    const logged = (await j.village.timeline(j.id)).map((e) => e.event).filter((e) => e.kind === 'session_logged')
    assert.deepEqual([logged.length, logged[2].from, logged[2].at.slice(0, 10)], [3, '2026-03-07T02:00:00.000Z', '2026-03-08'])
    await j.counted(page, 2)
    await j.leaves()
  } finally {
    await phone.close()
    await line.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Step 4: a sitting of another matter is logged here, offered by itself, and taken back. */
async function mistake(j, page) {
  const other = await j.village.register(registration({ title: '另一件' }))
  await takeUpThere(j.village, other.id)
  await j.at('03-09', '17:00', page)
  const before = await j.village.dispute(other.id)
  await page.open(`/disputes/${j.id}/session`, 'form')
  await page.getByText('都到了').click()
  await page.getByText('没谈成,还能谈').click()
  await page.getByText('保存后会上报上一级').waitFor()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText(/已记下,第3次/).waitFor()
  assert.equal(await j.attempts(), 3)
  assert.deepEqual((await j.township.read('/api/v1/referrals')).items.map((r) => r.id), [j.id])
  const taps = await page.taps()
  await page.getByRole('button', { name: '记错了' }).click()
  await page.getByText('已撤回').waitFor()
  assert.ok((await page.taps()) - taps <= 3)
  await page.getByText('看这件纠纷').click()
  await page.getByText('更正理由:记错了').waitFor()
  await j.counted(page, 2)
  assert.deepEqual((await j.state()).referral.map((r) => r.state), ['revoked'])
  assert.deepEqual((await j.township.read('/api/v1/referrals')).items, [])
  assert.deepEqual(await j.village.dispute(other.id), before, 'the other matter is as it was')
  await j.leaves()
}

/** What waits for `page`'s body is accepted. */
async function accept(j, page) {
  await page.open('/referrals')
  await page.getByLabel(/选上:吴秀兰/).check()
  await page.getByRole('button', { name: '接收' }).click()
  await page.getByText('1件办好了').waitFor()
}

/** Step 5: up to the township and the county. */
async function up(j, page) {
  await j.at('03-11', '17:00', page)
  await sit(page, j.id, '没谈成,还能谈')
  await j.counted(page, 3)
  // It says why it went up.
  const why = page.locator('.line > li', { hasText: /^移交/ }).first()
  await why.locator('summary').click()
  await why.getByText(/计入次数已满/).waitFor()
  await j.leaves()
  await j.at('03-12')
  const zhou = await j.visit('township.a')
  await accept(j, zhou)
  await takeUp(zhou, j.id, parties, j.township.who.name)
  for (const [i, day] of ['03-17', '03-24'].entries()) {
    await j.at(day, '17:00', zhou)
    await sit(zhou, j.id, '没谈成,还能谈')
    await j.counted(zhou, i + 1, 2)
    await j.leaves()
  }
  await zhou.context().close()
  await j.at('03-26')
  const county = await j.visit('county.a')
  await accept(j, county)
  await j.at('03-31', '09:10', county)
  await takeUp(county, j.id, parties, j.county.who.name)
  await j.at('04-01', '17:00', county)
  await openDispute(county, j.id)
  await act(county, '记会商', () => pickAll(county, '参加单位', ['青石镇人民调解委员会', '青石村人民调解委员会']))
  await sit(county, j.id, '谈成了(写协议)', async () => {
    await county.getByText(/^还请了谁/).click()
    await county.getByRole('button', { name: '＋村(社区)干部' }).click()
  })
  const { procedure } = await j.state(j.county)
  assert.deepEqual(procedure.map((p) => [p.body, p.attempts]), [[j.village.org, 3], [j.township.org, 2], [j.county.org, 1]])
  await j.leaves()
  return county
}

/** Step 6: written, signed, sealed, applied for, confirmed. */
async function agree(j, page) {
  await j.at('04-08', '15:00', page)
  await openDispute(page, j.id)
  await act(page, '拟定调解协议', async () => {
    await page.getByRole('button', { name: '＋做一件事' }).click()
    await choose(page, '谁来做', '陈广福')
    await page.getByLabel('做什么').fill('移墙')
    await page.getByLabel('哪天以前').fill('2026-05-20')
    await page.getByRole('button', { name: '＋给钱' }).click()
    const money = page.locator('[data-member=terms] > fieldset').nth(1)
    await money.getByText('陈广福').click()
    await money.getByLabel('多少元').fill('1800')
    await money.getByRole('button', { name: /^当天/ }).click()
  })
  await act(page, '当事人签字', async () => {
    for (const p of parties) await choose(page, p, '签名')
    await page.getByLabel('调解员签名').check()
  })
  assert.equal((await j.state(j.county)).agreement[0].state, 'draft')
  await j.at('04-09')
  const head = await j.visit('county.c')
  await openDispute(head, j.id)
  await act(head, '当事人签字', () => head.getByLabel('本单位盖章').check())
  await head.context().close()
  const [one] = (await j.state(j.county)).agreement
  assert.deepEqual([one.state, one.effective_on], ['effective', '2026-04-09'])
  assert.deepEqual(one.term.map((x) => [x.kind, x.amount, x.due_on]), [['duty', undefined, '2026-05-20'], ['money', 180_000, '2026-04-08']])
  assert.deepEqual(await j.limit('RT_CONFIRM', j.county), ['running', '2026-05-09'])

  await page.again()
  await openDispute(page, j.id)
  await act(page, '记录履行', async () => {
    await pick(page, '履行什么', '协议条款')
    await page.getByText('还可以填').first().click()
    await pick(page, '协议编号', /书面协议/)
    await pick(page, '条款编号', /^2 /)
    await page.getByLabel('数额(元)').fill('1800')
    await page.getByText('哪天的事、代谁记').first().click()
    await page.getByLabel('发生日期', { exact: true }).fill('2026-04-08')
    await page.keyboard.press('Enter')
  })
  await j.at('05-08', '16:00', page)
  await openDispute(page, j.id)
  await act(page, '申请司法确认', async () => {
    await pick(page, '协议编号', /书面协议/)
    await pickAll(page, '申请的各方当事人', parties)
    await page.getByText('还可以填').first().click()
    await pick(page, '法院', '和解示范县人民法院')
  })
  assert.deepEqual(await j.limit('RT_CONFIRM', j.county), ['met', '2026-05-09'])
  await j.at('05-12')
  const court = await j.visit('court.a')
  await openDispute(court, j.id)
  await act(court, '受理司法确认')
  await act(court, '司法确认裁定', () => pick(court, '裁定', '裁定有效'))
  await court.context().close()
}

/** Step 6, its end: performed, visited again, closed, its papers whole. */
async function over(j, page) {
  await j.at('05-20', '18:00', page)
  await openDispute(page, j.id)
  await act(page, '记录履行', async () => {
    await pick(page, '履行什么', '协议条款')
    await page.getByText('还可以填').first().click()
    await pick(page, '协议编号', /书面协议/)
    await pick(page, '条款编号', /移墙/)
  })
  assert.deepEqual((await j.state(j.county)).agreement[0].term.map((t) => [t.state, t.paid]), [['performed', 0], ['performed', 180_000]])
  await j.at('05-25', '09:10', page)
  await openDispute(page, j.id)
  await act(page, '记回访', () => pick(page, '当事人编号', '吴秀兰'))
  for (const [who, account, no] of [[j.village, 'village.a', 1], [j.township, 'township.a', 2], [j.county, 'county.a', 3]]) {
    const there = account === 'county.a' ? page : await j.visit(account)
    if ((await j.state(who)).notice.some((n) => n.state === 'owed' && n.procedure === no)) await serve(there, j.id)
    await openDispute(there, j.id)
    await act(there, '办结')
    if (there !== page) await there.context().close()
  }
  await openDispute(page, j.id)
  const tab = page.getByRole('button', { name: '材料与卷宗', exact: true })
  if (await tab.isVisible()) await tab.click()
  const lacking = page.locator('section.papers input[type=file]')
  for (let n = await lacking.count(); n > 0; n--) {
    await lacking.first().setInputFiles(picture)
    await page.waitForFunction((most) => document.querySelectorAll('section.papers input[type=file]').length < most, n)
  }
  const [, , file] = (await j.county.read(`/api/v1/disputes/${j.id}/dossier`)).items
  assert.deepEqual(file.papers.filter((x) => x.missing), [], 'the dossier is complete')
  const told = (await j.county.timeline(j.id)).map((e) => e.event)
  const days = (kind) => told.filter((e) => e.kind === kind).map((e) => new Date(Date.parse(e.from) + 8 * 3600_000).toISOString().slice(0, 10))
  assert.deepEqual([days('performed'), days('follow_up_recorded')], [['2026-04-08', '2026-05-20'], ['2026-05-25']])
}

test('O1 the first days on a telephone', { skip: whole }, async () => {
  const j = await begin(phoneSize)
  const page = await j.visit('village.a')
  await firstDays(j, page)
  await page.context().close()
})

for (const [name, size] of whole ? [['telephone', phoneSize], ['desk', deskSize]] : [])
  test(`O1 from the walk-in to the complete file, on a ${name}`, async () => {
    const j = await begin(size)
    const page = await j.visit('village.a')
    await firstDays(j, page)
    await withoutLine(j)
    await mistake(j, page)
    const county = await up(j, page)
    await agree(j, county)
    await over(j, county)
    await county.look(`O1-end-${name}`)
  })
