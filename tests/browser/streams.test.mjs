// What stands beside disputes, each by its pages alone: a compact is begun
// and signed; an assessment comes to its grade;
// a finding of a review becomes a task and is answered; help is asked for and given.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { closedFile, openSite } from '../api/lib/client.mjs'
import { save } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, site, village, township, centre, browser
let compact // that was signed
setUp(async (s) => {
  ;({ service, browser } = s)
  site = await openSite(service)
  let admin
  ;[village, township, centre, admin] = await site.all('village.a', 'township.a', 'centre.a', 'admin')
  await site.move('2026-04-10T09:00:00+08:00')
  const chosen = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['file-review-people', 'three-compacts'] })
  assert.equal(chosen.status, 200, chosen.text)
}, {})

const pick = async (within, field, option) => {
  const page = within.page()
  await within.locator('.el-select', { has: page.getByRole('combobox', { name: field, exact: true }) }).click()
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).last().click() // of the list that opened last
}
const begin = async (page, title) => {
  await page.getByRole('button', { name: title, exact: true }).first().click()
  await page.locator('main form [data-member]').first().waitFor({ state: 'attached' })
}
const idOf = (page) => page.url().split('/').at(-1)

test('a compact: begun, a meeting, signed by all', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/me' })
  await page.getByRole('link', { name: '公约', exact: true }).click()
  await page.getByText('还没有公约').waitFor()
  await page.look('Compacts-none')
  await begin(page, '＋发起公约')
  const form = page.locator('main form')
  await pick(form, '主体', '村组织与村民')
  await pick(form, '类别', '公共事务')
  await pick(form, '形式', '协议')
  await form.getByLabel('名称', { exact: true }).fill('八组灌溉用水公约')
  for (const [i, [kind, name]] of [['村组织', '青石村村民委员会'], ['村民', '八组村民']].entries()) {
    await form.getByRole('button', { name: /加一行/ }).click()
    const row = form.locator('[data-member=parties] fieldset.card').nth(i)
    await pick(row, '类别', kind)
    await row.getByLabel('姓名或者名称').fill(name)
  }
  await page.look('Compact-begun')
  await save(page)
  await page.getByRole('heading', { name: '八组灌溉用水公约' }).waitFor()
  const id = (compact = idOf(page))
  const at = `/api/v1/compacts/${id}`

  await begin(page, '记录会议')
  await pick(form, '会议种类', '民主协商会')
  await pick(form, '谁提议召开', '代表联名提议')
  await form.getByLabel('应到人数').fill('40')
  await form.getByLabel('到会人数').fill('38')
  await save(page)
  await page.getByText('应到40人,到38人').waitFor()

  // The rest of its way to the signatures; then by the page again.
  const tell = async (name, body, who = village) => {
    const answer = await who.post(`${at}/commands/${name}`, body, { headers: await who.sight(at) })
    assert.equal(answer.status, 200, answer.text)
  }
  await tell('draft-compact', { meeting: 1, text: '每户轮流放水两小时' })
  await tell('show-compact', { first: '2026-04-10', last: '2026-04-16' })
  await tell('review-compact', { by: 'legal_adviser', passed: true })
  await tell('review-compact', { by: 'superior', passed: true }, township)
  await site.move('2026-04-17T09:00:00+08:00')
  await tell('sign-compact', { party: 1, how: 'seal' })
  await page.again()
  await page.open(`/compacts/${id}`)
  await begin(page, '签约')
  await pick(form, '签约方编号', '2 八组村民')
  await pick(form, '签约方式', '签名')
  await save(page)
  await page.getByText('4月17日签订', { exact: true }).waitFor()
  await page.look('Compact-signed')
  await page.context().close()
})

test('an assessment comes to its grade: who was asked, the points of risk, the outcome', async () => {
  const page = await browser.visit(service, 'township.a', deskSize, { path: '/assessments' })
  await begin(page, '＋启动风险评估')
  const form = page.locator('main form')
  await form.getByLabel('决策事项种类').fill('征地')
  await form.getByLabel('名称', { exact: true }).fill('东河地块征收')
  await form.getByLabel('拟决策内容').fill('征收三十亩')
  await page.look('Assessment-begun')
  await save(page)
  await page.getByRole('heading', { name: '东河地块征收' }).waitFor()
  const id = idOf(page)
  await begin(page, '记录公众参与')
  await form.getByLabel('参与形式').fill('座谈会')
  await form.getByLabel('参与人数').fill('30')
  await save(page)
  await page.getByText('座谈会').first().waitFor()
  await begin(page, '记录风险点')
  await pick(form, '风险等级', '中')
  await form.getByLabel('风险点', { exact: true }).fill('补偿标准')
  await save(page)
  await page.getByRole('button', { name: '更多', exact: true }).click()
  await begin(page, '形成评估结论')
  await pick(form, '风险等级', '中')
  await pick(form, '结论', '落实措施后实施')
  await form.getByLabel('评估意见').fill('提高补偿后实施')
  await save(page)
  await page.getByText('已有结论').waitFor()
  await page.look('Assessment-concluded')
  const { state } = await township.read(`/api/v1/assessments/${id}`)
  assert.deepEqual([state.stage, state.conclusion.grade, state.conclusion.outcome], ['concluded', 'medium', 'with_measures'])
  await page.context().close()
})

test('a review: files are drawn, one is gone through, its finding is a task of the body and is answered', async () => {
  await closedFile(village)
  const page = await browser.visit(service, 'village.c', deskSize, { path: '/reviews' })
  await begin(page, '＋抽取卷宗评查')
  const form = page.locator('main form')
  for (const [label, day] of [['程序结束日自', '2026-01-01'], ['至', '2026-12-31']]) {
    await form.getByRole('combobox', { name: label, exact: true }).fill(day)
    await page.keyboard.press('Enter')
  }
  await form.getByLabel('随机种子').fill('4月10日开奖号')
  await form.getByLabel('抽取卷数').fill('1')
  await form.getByText('还可以填').click()
  await pick(form, '被评查单位,空为本县所辖单位', '青石村人民调解委员会')
  await page.look('Review-begun')
  await save(page)
  await page.getByText('从1件中抽了1件').waitFor()
  const id = idOf(page)
  await page.look('Review-opened')
  await page.getByRole('link', { name: '评查这一卷' }).click()
  await page.locator('main form [data-member]').first().waitFor()
  await pick(form, '评查', /青石村/)
  await form.getByText('还可以填').click()
  await form.getByRole('button', { name: /加一行/ }).click()
  await pick(form, '评查项目', /权利义务告知书/)
  await form.getByLabel('扣分').fill('5')
  await form.locator('[data-member=what]').locator('textarea, input').fill('告知书没有签收日期')
  await page.look('Review-file-form')
  await save(page)
  await page.context().close()

  const body = await browser.visit(service, 'village.a', phoneSize, { path: '/reviews' })
  await body.getByText('要本单位答复的问题').waitFor()
  await body.getByText('权利义务告知书').first().waitFor()
  await body.look('Review-tasks')
  await body.getByRole('link', { name: '答复' }).click()
  await body.locator('main form [data-member]').first().waitFor()
  const answer = body.locator('main form')
  await pick(answer, '问题编号', /告知书没有签收日期/)
  await pick(answer, '已整改或者有异议', '已整改')
  await save(body)
  await body.open('/reviews')
  await body.still()
  assert.equal(await body.getByText('要本单位答复的问题').count(), 0)
  await body.context().close()

  const head = await browser.visit(service, 'village.c', deskSize, { path: `/reviews/${id}` })
  await begin(head, '评查办结')
  await save(head)
  await head.getByRole('heading', { name: '各单位结果' }).waitFor()
  await head.getByText('平均95分').waitFor()
  await head.look('Review-concluded')
  await head.context().close()
})

test('help: referred with consent, accepted by the body that helps, one meeting', async () => {
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/helps' })
  await begin(page, '＋转介帮扶')
  const form = page.locator('main form')
  await pick(form, '帮扶单位', '和解示范县社会治安综合治理中心')
  await pick(form, '帮扶种类', /心理/)
  await pick(form, '同意方式', '口头')
  await form.getByLabel('姓名', { exact: true }).fill('甲子明')
  await form.getByText('还可以填').click()
  await form.getByLabel('本人同意').check()
  await page.look('Help-begun')
  await save(page)
  await page.getByRole('heading', { name: /甲子明/ }).waitFor()
  const id = idOf(page)
  const { state } = await village.read(`/api/v1/helps/${id}`)
  assert.equal(state.stage, 'offered')
  assert.equal(await page.getByRole('button', { name: '接收帮扶' }).count(), 0)
  await page.context().close()

  const helper = await browser.visit(service, 'centre.a', deskSize, { path: `/helps/${id}` })
  await helper.getByRole('button', { name: '接收帮扶', exact: true }).click()
  await helper.locator('main form [data-member]').first().waitFor()
  await save(helper)
  await begin(helper, '记录帮扶')
  await helper.locator('main form').getByLabel('本人到场').check()
  await save(helper)
  await helper.getByRole('heading', { name: '见面' }).waitFor()
  await helper.look('Help-given')
  assert.equal((await centre.read(`/api/v1/helps/${id}`)).state.sitting.length, 1)
  await helper.context().close()
})

test('half a year later a compact is due for its check; how items were voted on is a picture with its words', async () => {
  const at = `/api/v1/compacts/${compact}`
  const tell = async (name, body) => {
    const answer = await village.post(`${at}/commands/${name}`, body, { headers: await village.sight(at) })
    assert.equal(answer.status, 200, answer.text)
  }
  await site.move('2026-10-15T09:00:00+08:00')
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/compacts/${compact}` })
  await page.getByText(/10月17日/).first().waitFor()
  await tell('hold-meeting', { kind: 'reviewing', called_by: 'delegates', entitled: 40, came: 30 })
  await tell('check-compact', { kept: 'partly', meeting: 2 })
  await tell('vote-on-item', { meeting: 2, item: '放水顺序', satisfied: 24, basic: 4, dissatisfied: 2 })
  await tell('vote-on-item', { meeting: 2, item: '清淤出工', satisfied: 9, basic: 20, dissatisfied: 1 })
  await page.open(`/compacts/${compact}`)
  const bars = page.getByRole('img')
  await bars.nth(1).waitFor()
  const told = await bars.evaluateAll((all) => all.map((e) => e.getAttribute('aria-label')))
  assert.match(told.find((x) => x.includes('24')), /80\.0/)
  assert.match(told.find((x) => x.includes('20')), /30\.0/)
  const [enough, short] = [page.locator('svg rect.enough'), page.locator('svg rect.short')]
  assert.deepEqual([await enough.count(), await short.count(), await short.getAttribute('width')], [1, 1, '30'])
  await page.look('Compact-votes')
  page.calm()
  await page.context().close()
})
