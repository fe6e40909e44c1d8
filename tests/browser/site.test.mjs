// A machine that several share, acts that ask again, who stands in for whom,
// and the desks of the three who run the site.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { applicant, respondent } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { playCounty } from './lib/county.mjs'
import { leavesBox } from './lib/fits.mjs'
import { crowded, setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s), { played: playCounty, settings: crowded })

const pin = '314159'
const passwordOf = (account) => service.signIns.get(account).password

/** Bind the machine on one's own page. */
async function bind(page, account) {
  await page.open('/me')
  await page.getByRole('button', { name: '绑定这台机器' }).click()
  await page.fill('[name=device_password]', passwordOf(account))
  await page.fill('[name=device_pin]', pin)
  await page.fill('[name=device_name]', '村部电脑')
  await page.getByRole('button', { name: '绑定', exact: true }).click()
  await page.getByText('已绑定,下次可用数字登录').waitFor()
}

test('a shared machine: two clicks and six digits from one person to the other', async () => {
  const page = await browser.visit(service, 'village.a', deskSize)
  await bind(page, 'village.a')
  await page.look('Me-bound')
  await page.getByRole('link', { name: '换人' }).first().click()
  await page.getByText('用账号和密码登录').click()
  await page.fill('[name=login]', 'village.c')
  await page.fill('[name=password]', passwordOf('village.c'))
  await page.click('form button')
  await page.waitForURL(`${service.url}/`)
  await page.waitForSelector('main#page h1')
  await bind(page, 'village.c')

  const [taps, keys] = [await page.taps(), await page.keys()]
  await page.getByRole('link', { name: '换人' }).first().click()
  await page.getByRole('button', { name: '青石村人民调解委员会甲' }).waitFor()
  await page.look('SignIn-bound')
  await page.getByRole('button', { name: '青石村人民调解委员会甲' }).click()
  await page.locator('[name=pin]').pressSequentially(pin)
  await page.waitForURL(`${service.url}/`)
  await page.waitForSelector('main#page h1')
  assert.deepEqual([(await page.taps()) - taps, (await page.keys()) - keys], [2, 6])
  const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json())
  assert.equal(me.person, county.village.person)
  page.calm()
  await page.context().close()
})

test('who came in with digits is asked again before an act of weight, and it goes on by itself', async () => {
  const { village, site } = county
  const { id } = await village.register()
  for (const party of [1, 2]) await village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await village.done(id, 'accept')
  await village.done(id, 'assign-mediators', { mediators: [{ person: village.person, disclosed: true }] })
  const head = await site.as('village.c')
  const before = (await village.dispute(id)).version

  const page = await browser.visit(service, 'village.c', phoneSize)
  await bind(page, 'village.c')
  await page.open('/sign-in', 'form')
  await page.locator('[name=pin]').fill(pin)
  await page.waitForURL(`${service.url}/`)
  await page.waitForSelector('main#page h1')
  await page.open('/staff')
  await page.getByRole('button', { name: '移交在办的事:青石村人民调解委员会甲' }).tap()
  await page.getByLabel('交给谁').selectOption({ label: '青石村人民调解委员会乙' })
  await page.getByLabel('原因').fill('长期学习')
  await page.getByText('接手的人已声明没有利害关系').tap()
  const give = page.getByRole('button', { name: '交给', exact: true })
  await give.tap()
  await page.getByText('请再确认是您本人').waitFor()
  await page.look('AskAgain')
  await leavesBox(page, give)
  await give.tap()
  await page.getByText('请再确认是您本人').waitFor()
  await page.fill('[name=secret]', '271828')
  await page.getByRole('button', { name: '确认', exact: true }).tap()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await page.fill('[name=secret]', pin)
  await page.getByRole('button', { name: '确认', exact: true }).tap()
  await page.getByText('青石村人民调解委员会甲没有在办的事要移交').waitFor()
  const after = await head.dispute(id)
  assert.ok(after.version > before)
  const colleague = await site.as('village.b')
  assert.deepEqual(after.state.procedure[0].mediator.map((m) => m.person), [colleague.person])
  await page.context().close()
})

test('somebody is away: his cover has it in his day, and it says for whom', async () => {
  const { site } = county
  const { id } = await county.village.register()
  for (const party of [1, 2]) await county.village.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await county.village.done(id, 'accept')
  await county.village.done(id, 'assign-mediators', { mediators: [{ person: county.village.person, disclosed: true }] })
  const page = await browser.visit(service, 'village.a', phoneSize)
  await page.open('/staff')
  const { now } = await county.village.read('/api/v1/database')
  const today = new Date(new Date(now).getTime() + 8 * 3600_000).toISOString().slice(0, 10)
  await page.fill('[name=from]', today)
  await page.fill('[name=to]', today)
  await page.locator('[name=cover]').selectOption({ label: '青石村人民调解委员会丙' })
  await page.getByRole('button', { name: '登记外出' }).tap()
  await page.getByText('已登记。').waitFor()
  await page.look('Staff-away')
  const cover = await site.as('village.c')
  await cover.done(id, 'note', { text: '已电话联系' })

  const there = await browser.visit(service, 'village.c', phoneSize)
  await there.getByText('代青石村人民调解委员会甲').first().waitFor()
  await there.look('Today-cover')
  await there.open(`/disputes/${id}`)
  await there.getByText('代青石村人民调解委员会甲').first().waitFor()
  await page.getByRole('button', { name: '青石村人民调解委员会甲提前回来' }).tap()
  await page.locator('text=青石村人民调解委员会丙代办').waitFor({ state: 'detached' })
  await there.context().close()
  await page.context().close()
})

test('an identity number stays covered until who handles it shows once more who he is, and the log has it', async () => {
  const { id } = await county.village.register()
  const { now } = await county.village.read('/api/v1/database')
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${id}` })
  // Longer ago than what he proved by signing in counts.
  await county.site.move(new Date(new Date(now).getTime() + 11 * 60_000).toISOString())
  const covered = page.locator('.parties').getByText(/^证件号码 9999\*+1238/)
  await covered.waitFor()
  assert.ok(!(await page.content()).includes(applicant.identity))
  await page.getByRole('button', { name: `显示${applicant.name}的证件号码` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('请再确认是您本人').waitFor()
  await page.look('Dispute-uncover')
  await page.fill('[name=secret]', 'wrong')
  await dialog.getByRole('button', { name: '确认', exact: true }).click()
  await dialog.getByRole('alert').waitFor()
  assert.ok(!(await page.content()).includes(applicant.identity))
  await page.fill('[name=secret]', passwordOf('village.a'))
  await dialog.getByRole('button', { name: '确认', exact: true }).click()
  for (const party of [applicant, respondent]) await page.locator('.parties').getByText(party.identity).waitFor()
  await page.look('Dispute-uncovered')
  await page.context().close()

  const auditor = await browser.visit(service, 'auditor', deskSize)
  await auditor.locator('li', { hasText: '看了证件号码' }).filter({ hasText: county.village.who.name }).first().waitFor()
  await auditor.context().close()
})

test('the desk of who lets people in: slips to print, a key shown once and taken back', async () => {
  const { json: body } = await (await county.site.as('admin')).post('/api/v1/organisations', { name: '新设调委会', kind: 'village_committee', county: '999901' })
  const page = await browser.visit(service, 'security', deskSize)
  assert.match(page.url(), /\/accounts$/)
  const admin = await county.site.as('admin')
  let made
  do made = await admin.post('/api/v1/people', { name: '李桂香', org: body.id, roles: ['mediator'] })
  while (made.status === 409)
  await page.open('/accounts')
  await page.locator('[name=body]').selectOption({ label: '新设调委会' })
  await page.getByRole('button', { name: '开账号,出登录条' }).click()
  const popup = page.waitForEvent('popup')
  await page.getByRole('button', { name: '打印登录条' }).click()
  const sheet = await popup
  await sheet.getByText('李桂香').waitFor()
  assert.match(await sheet.locator('section.sheet').innerText(), /账号:lgx\d{4}\s+首次密码:\S{16}/)
  await sheet.close()
  await page.look('Accounts-made')

  await page.open('/keys')
  await page.fill('[name=name]', '与法院对接')
  await page.locator('[name=body]').selectOption({ label: '新设调委会' })
  await page.locator('[name=person]').selectOption({ label: '李桂香' })
  await page.getByRole('button', { name: '建一个密钥' }).click()
  assert.match(await page.locator('code').innerText(), /^hjk_/)
  await page.look('Keys-made')
  await page.getByRole('button', { name: '收回与法院对接' }).click()
  await page.getByRole('button', { name: '真的收回' }).click()
  await page.getByRole('button', { name: '收回与法院对接' }).waitFor({ state: 'detached' })
  await page.context().close()
})

test('the desks of who administers and who audits', async () => {
  const page = await browser.visit(service, 'admin', deskSize)
  assert.match(page.url(), /\/lists$/)
  await page.locator('input[type=file]').setInputFiles({ name: '单位.csv', mimeType: 'text/csv', buffer: Buffer.from('单位名称,单位种类\n桐树村人民调解委员会,村调委会\n') })
  await page.getByRole('button', { name: '先看一看' }).click()
  await page.locator('.mark').first().waitFor()
  await page.look('Lists-bodies')
  await page.open('/calendar')
  await page.getByText('放假安排已知到').first().waitFor()
  await page.getByText('录入新的通知').click()
  for (const [name, value] of [['notice', '试行通知'], ['published', '2024-01-01'], ['known_to', '2030-12-31'], ['date0', '2030-01-01'], ['name0', '元旦']])
    await page.fill(`[name=${name}]`, value)
  await page.look('Calendar-form')
  await page.getByRole('button', { name: '录入通知' }).click()
  // In the year of this county a later notice is known already.
  await page.getByRole('alert').getByText(/放假安排与已有的不衔接/).waitFor()
  await page.open('/outbox')
  await page.getByText('没有这样的消息').waitFor()
  await page.context().close()

  const auditor = await browser.visit(service, 'auditor', deskSize)
  assert.match(auditor.url(), /\/read-log$/)
  await auditor.getByText('看了一件纠纷').first().waitFor()
  await auditor.look('ReadLog-entries')
  await auditor.context().close()
})
