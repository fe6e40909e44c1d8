// Forms shaped by hand: an agreement and its signatures, a referral with the
// bodies that are suggested, the answer to a petition, proofs of service with a
// picture; and what other houses have.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { registration } from '../api/lib/client.mjs'
import { choose, openForm, save } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { picture } from './lib/pictures.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

test('an agreement: money in parts, a deed, its text by itself; who signs, the mediator, the seal', async () => {
  const { boundary } = county.ids
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${boundary}` })
  await openForm(page, '拟定调解协议')
  await page.getByRole('button', { name: '＋给钱' }).click()
  await choose(page, '谁给', '乙丑亮')
  await page.getByText('给甲子明').waitFor()
  await page.getByLabel('多少元').fill('一千')
  await page.getByText('请只写数字').waitFor()
  await page.getByLabel('多少元').fill('1,000')
  await page.getByText('分期', { exact: true }).click()
  await choose(page, '多久一期', '每月')
  await page.getByLabel('一共几期').fill('12')
  await page.getByLabel('第一期哪天').fill('2024-04-01')
  await page.getByText('共12期,合计12,000元').waitFor()
  await page.getByRole('button', { name: '＋做一件事' }).click()
  await choose(page, '谁来做', '乙丑亮')
  await page.getByRole('button', { name: '搬走', exact: true }).click()
  await page.getByLabel('哪天以前').fill('2024-05-20')
  const text = page.getByLabel(/协议全文/)
  assert.match(await text.inputValue(), /^1\. 乙丑亮自2024年4月1日起每月向甲子明支付1,000元,共12期,合计12,000元。\n2\. 乙丑亮于2024年5月20日前搬走。$/)
  await page.look('Agreement-form')
  await text.fill(`${await text.inputValue()}\n3. 双方再无其他争议。`)
  await save(page)
  let [one] = (await county.village.dispute(boundary)).state.agreement
  assert.deepEqual(
    one.term.map(({ kind, amount, debtor, creditor, due_on, every, times, text: said }) => [kind, amount, debtor, creditor, due_on, every, times, said]),
    [['money', 100_000, 2, 1, '2024-04-01', 'month', 12, undefined], ['duty', undefined, 2, 1, '2024-05-20', undefined, undefined, '搬走']],
  )
  const { body } = (await county.village.timeline(boundary)).map((e) => e.event).find((e) => e.kind === 'agreement_drafted')
  assert.match(body.text, /再无其他争议。$/)

  // Nobody has signed before somebody says so; a refusal is a choice like others.
  await page.getByRole('button', { name: '说好的事,办了没有' }).click()
  await page.getByText('还没有人签字').waitFor()
  await page.getByRole('button', { name: '当事人签字' }).first().click()
  await page.getByText('第1份协议(还没生效)').waitFor()
  assert.equal(await page.locator('form input:checked').count(), 0)
  assert.ok(await page.getByRole('button', { name: '保存' }).isDisabled())
  await choose(page, '甲子明', '签名')
  await choose(page, '乙丑亮', '按指印')
  await page.getByText('念给谁听').nth(1).click()
  await page.getByLabel('宣读人').nth(1).fill('村会计')
  await page.getByLabel('调解员签名').check()
  await page.look('Signing-form')
  await save(page)
  await page.getByText('已签:甲子明 签名、乙丑亮 按指印、调解员签名').waitFor()
  await page.context().close()

  const head = await browser.visit(service, 'village.c', deskSize, { path: `/disputes/${boundary}` })
  await head.getByRole('button', { name: '当事人签字' }).first().click()
  await head.getByLabel('本单位盖章').check()
  await save(head)
  await head.getByText('起生效').waitFor()
  ;[one] = (await county.village.dispute(boundary)).state.agreement
  assert.deepEqual([one.state, one.signature.map((x) => x.how)], ['effective', ['signature', 'thumbprint']])
  await head.look('Agreement-effective')
  await head.context().close()
})

test('a referral: the bodies that might take it stand there with the reasons, none is chosen', async () => {
  const { noise } = county.ids
  const { items } = await county.village.read(`/api/v1/disputes/${noise}/suggestions`)
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${noise}` })
  await openForm(page, '移交、转办、委派、委托')
  const offers = page.locator('.offer', { has: page.locator('.reasons') })
  await offers.first().waitFor()
  assert.equal(await offers.count(), items.length)
  assert.equal(await page.locator('form input[type=radio]:checked').count(), 0)
  assert.deepEqual(await offers.first().locator('.mark').allInnerTexts(), items[0].parts.map((p) => p.reason))
  await page.look('Referral-form')
  await offers.first().click()
  await page.getByLabel(/为什么转/).fill('夜间噪声要多家一起查')
  await page.getByRole('checkbox', { name: '壬申宁' }).check()
  await save(page)
  const { state } = await county.village.dispute(noise)
  assert.deepEqual(state.referral.map((r) => [r.to, r.state]), [[items[0].body, 'offered']])
  const { body } = (await county.village.timeline(noise)).map((e) => e.event).find((e) => e.kind === 'referral_offered')
  assert.deepEqual([body.reason, body.consents.map((c) => c.no ?? c)], ['夜间噪声要多家一起查', [1]])
  await page.context().close()
})

/** A petition that the housing bureau handles. */
async function petition(more = {}) {
  const [office, bureau] = await county.site.all('petition.a', 'organ.a')
  const { id } = await office.register({
    source: 'petition', manner: 'written', title: '丁酉安信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '丁酉安', phone: '10900000011' }],
  })
  await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', number: '信2024-17', rests_on: [{ text: '房屋被拆未安置' }], ...more })
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  return { id, bureau }
}

test('the answer to a petition: what is asked and the right to a review stand there, the days too', async () => {
  const { id, bureau } = await petition()
  // The paper is the petitioner's: it is Chinese at a desk that speaks English.
  const english = await browser.visit(service, 'organ.a', deskSize, { path: `/disputes/${id}`, language: 'en' })
  await english.getByRole('button', { name: 'More', exact: true }).click()
  await english.getByLabel('Find an act').fill('Issue the opinion')
  await english.locator('.acts').getByRole('button', { name: 'Issue the opinion on a petition', exact: true }).click()
  await english.waitForFunction(() => document.querySelector('[data-member=rights] textarea')?.value.includes('三十日内'))
  await english.context().close()
  const page = await browser.visit(service, 'organ.a', deskSize, { path: `/disputes/${id}` })
  await page.getByText('那边的编号:信2024-17').waitFor()
  await openForm(page, '出具信访处理意见')
  await page.getByLabel('不服怎么办').and(page.locator('textarea')).waitFor()
  await page.waitForFunction(() => [...document.querySelectorAll('[data-member=rights] textarea')].some((e) => /三十日内/.test(e.value)))
  assert.equal(await page.getByLabel('诉求', { exact: true }).inputValue(), '房屋被拆未安置')
  assert.equal(await page.getByLabel('几天内可以请求复查、复核').inputValue(), '30')
  await page.getByText('不予支持', { exact: true }).click()
  await page.getByLabel('查明的事实和理由').fill('已经安置在幸福小区')
  await page.getByLabel('处理意见').fill('不予支持')
  await page.look('Opinion-form')

  // Without what it rests on it is not issued, and what was written stays.
  await page.getByRole('button', { name: '保存' }).click()
  assert.match(await page.getByRole('alert').innerText(), /不能这样做:[^]*信访工作条例32/)
  await page.getByLabel('依据的法律、政策').fill('安置办法第八条')
  await save(page)
  const { state } = await bureau.dispute(id)
  assert.deepEqual([state.petition[0].opinion, state.procedure[0].stage], ['refused', 'answered'])
  await page.context().close()
})

test('how a petition ends: the ways that are open, and why the others are not', async () => {
  const { id, bureau } = await petition({ class: 'suggestion', number: '信2024-18' })
  const page = await browser.visit(service, 'organ.a', phoneSize, { path: `/disputes/${id}` })
  await openForm(page, '信访事项结束')
  const open = page.locator('[data-member=end] label')
  await page.getByText('现在不能用的办法').click()
  await open.first().waitFor()
  await page.locator('form details li').first().waitFor()
  await page.look('Ending-form')
  await page.locator('[data-member=end]').getByText(/建议/).click()
  await page.getByLabel('答复或者说明').fill('建议已采纳')
  await save(page)
  assert.equal((await bureau.dispute(id)).state.petition[0].end, 'suggestion')
  await page.context().close()
})

test('service: one proof for several, with a picture of the receipt, on the page of the dispute and in a batch', async () => {
  const { late, water } = county.ids
  await county.village.done(water, 'record-consent', { party: 1, answer: 'agrees', manner: 'oral' })
  await county.village.done(water, 'record-consent', { party: 2, answer: 'agrees', manner: 'oral' })
  await county.village.done(water, 'accept')
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${water}` })
  await openForm(page, '送达')
  await page.getByRole('button', { name: '全选' }).click()
  assert.equal(await page.getByText('公告送达').count(), 0, 'not by announcement, which does not fit the sheet of rights')
  await page.locator('form input[type=file]').setInputFiles(picture)
  await page.look('Proof-form')
  await save(page)
  const papers = async (id) => (await county.village.read(`/api/v1/disputes/${id}/attachments`)).items.map((a) => [a.paper, a.type, a.name])
  assert.deepEqual((await county.village.dispute(water)).state.notice.map((n) => [n.state, n.means]), [['served', 'handed'], ['served', 'handed']])
  assert.deepEqual(await papers(water), [['service', 'png', '回证.png']])

  await page.open('/service')
  const taps = await page.taps()
  await page.getByLabel('选上:戊申荣 权利义务告知书').tap()
  await page.locator('input[type=file]').setInputFiles(picture)
  await page.getByRole('button', { name: '送到了' }).tap()
  await page.getByText('1件办好了').waitFor()
  assert.ok((await page.taps()) - taps <= 4)
  assert.deepEqual(await papers(late), [['service', 'png', '回证.png']])
  await page.context().close()
})

test('what other houses have: its number, or that none is known', async () => {
  const { id } = await county.village.register(registration({
    source: 'hotline', manner: 'phone', external: '热2024-99', by_outside: '省热线', title: '来自别处',
  }))
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${id}` })
  const box = page.locator('section.outside')
  await box.getByText('那边的编号:热2024-99').waitFor()
  await box.getByRole('button', { name: '记外部单位所为' }).click()
  await page.getByLabel('何单位').fill('县妇联')
  await save(page)
  await box.getByText('县妇联').waitFor()
  await box.getByText('未录入编号').waitFor()
  await page.look('Dispute-outside')
  await page.context().close()
})
