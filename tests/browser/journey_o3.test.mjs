// O3 in the browser: a petition to its lawful end, with its dates and taps, and
// an accusation beside it that its accused never sees.  A short run takes it in
// and passes it on; HEJIE_BROWSER=all plays the whole of it, on a desk and on a
// telephone.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { act, openDispute, openForm, pick, serve } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { picture } from './lib/pictures.mjs'
import { journeys } from './lib/set_up.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
const PETITIONER = '何建军'
const ACCUSER = '何秀英'
const stand = journeys()

async function begin(size) {
  const service = await stand.begin()
  const site = await openSite(service)
  const [office, bureau, reviewer, rechecker] = await site.all('petition.a', 'organ.a', 'land.a', 'market.a')
  const j = { service, site, size, office, bureau, reviewer, rechecker, id: '' }
  j.at = (day, hour = '10') => site.move(`2026-${day}T${hour}:00:00+08:00`)
  j.visit = (account, more = size) => stand.browser.visit(service, account, more)
  /** Somebody looks at the page of the petition, and does there what `what` says. */
  j.on = async (account, what) => {
    const page = await j.visit(account)
    await openDispute(page, j.id)
    await what(page)
    await page.context().close()
  }
  j.does = (account, title, fill = () => {}) => j.on(account, (page) => act(page, title, () => fill(page)))
  /** What is refused, with the reason; the form is left then. */
  j.refused = (account, title, fill, why) =>
    j.on(account, async (page) => {
      await openForm(page, title)
      await fill(page)
      await page.getByRole('button', { name: '保存', exact: true }).click()
      await page.getByRole('alert').filter({ hasText: why }).waitFor()
    })
  /** Its row on the board of the office, as it is read there. */
  j.row = async (...said) => {
    const page = await j.visit('petition.a')
    await page.open('/petitions?all=1', 'main li .name')
    for (const text of said) await page.locator('main li', { hasText: PETITIONER }).first().getByText(text).waitFor()
    return page
  }
  j.limit = async (rule) => {
    const c = (await office.clocks(j.id)).filter((x) => x.rule === rule).at(-1)
    return c && [c.state, c.due_on]
  }
  return j
}

const writes = (page, label, text) => page.getByLabel(label, { exact: true }).fill(text)
const more = (page) => page.getByText('还可以填', { exact: true }).first().click()

/** Written down with who asks and what it rests on. */
async function receive(j, name) {
  const page = await j.visit('petition.a')
  await page.open('/new/registered')
  await page.getByLabel('甲方称呼').fill(name)
  await page.getByText('征地拆迁', { exact: true }).click()
  await page.getByRole('button', { name: '记下' }).click()
  await page.getByText('看这件纠纷').click()
  await page.getByRole('heading', { name: `${name} 征地拆迁` }).waitFor()
  const id = page.url().split('/').at(-1)
  return { id, page }
}
const enter = (page, cls, number, fact, then = () => {}) =>
  act(page, '登记信访事项', async () => {
    await pick(page, '信访类别', cls)
    await pick(page, '信访形式', '来信')
    await writes(page, '信访编号', number)
    await page.getByRole('button', { name: '加一行事实和理由' }).click()
    await page.getByLabel('新的事实或者理由').fill(fact)
    await then(page)
  })

/** Received, the petitioner told; passed on, objected to, it stays; accepted. */
async function toItsHandler(j) {
  await j.at('03-20')
  const { id, page } = await receive(j, PETITIONER)
  j.id = id
  await enter(page, '申诉求决', '信2026-17', '房屋被拆未安置')
  // Raw 04-04 is a day off, and so are the days after it.
  assert.deepEqual([await j.limit('XF_REG'), await j.limit('XF_TELL')], [['running', '2026-04-07'], ['running', '2026-04-07']])
  await page.open('/petitions', 'main li .name')
  await page.getByText('还剩11个工作日(4月7日前)').waitFor()
  await page.look('Petition-received')
  await page.context().close()
  await j.at('03-30')
  await j.does('petition.a', '转送、交办信访事项', (p) => pick(p, '接收机关', '和解示范县住房和城乡建设局'))
  await j.at('04-01')
  await j.does('organ.a', '签收转送、交办')
  assert.deepEqual(await j.limit('XF_OBJ'), ['running', '2026-04-09'])
}
async function accepted(j) {
  await j.on('petition.a', (p) => serve(p, j.id))
  assert.deepEqual(await j.limit('XF_TELL'), ['met', '2026-04-07'])
  await j.at('04-08')
  await j.does('organ.a', '对转送、交办提出异议', (p) => writes(p, '理由', '不属本局职责'))
  await j.at('04-09')
  await j.does('petition.a', '答复异议', async (p) => {
    await p.getByRole('group', { name: '同意退回' }).getByText('否', { exact: true }).click()
    await more(p)
    await writes(p, '理由', '系拆迁安置')
  })
  await j.at('04-10')
  await j.does('organ.a', '受理信访事项')
  assert.deepEqual(await j.limit('XF_HANDLE'), ['running', '2026-06-09'])
  await j.on('organ.a', (p) => serve(p, j.id))
  await (await j.row('还剩40个工作日(6月9日前)', '和解示范县住房和城乡建设局')).context().close()
}

const says = (rights) => async (page) => {
  await page.getByText('不予支持', { exact: true }).click()
  await page.getByLabel('查明的事实和理由').fill('已经安置')
  await page.getByLabel('处理意见').fill('不予支持')
  await page.getByLabel('依据的法律、政策').fill('安置办法第八条')
  await page.waitForFunction(() => document.querySelector('[data-member=rights] textarea').value !== '')
  if (!rights) await page.locator('[data-member=rights] textarea').fill('')
}

/** Thirty-one days more are too many; thirty are granted; the opinion, with the right to a review. */
async function opinion(j) {
  await j.at('06-05')
  const longer = (days) => async (p) => {
    await writes(p, '延长日数', String(days))
    await writes(p, '延长理由', '案情复杂')
  }
  await j.refused('organ.c', '延长信访办理期限', longer(31), '信访工作条例34')
  await j.does('organ.c', '延长信访办理期限', longer(30))
  assert.deepEqual(await j.limit('XF_HANDLE'), ['running', '2026-07-09'])
  await j.on('organ.a', (p) => serve(p, j.id))
  await j.at('06-24')
  await j.refused('organ.a', '出具信访处理意见', says(false), '信访工作条例32')
  await j.does('organ.a', '出具信访处理意见', says(true))
  const board = await j.row('未送达,时限未起算')
  await board.look(`Petition-unserved-${j.size.width}`)
  await board.context().close()
  const asks = async (p) => {
    await pick(p, '请求人', PETITIONER)
    await more(p)
    await pick(p, '复查、复核机关', '和解示范县自然资源局')
  }
  await j.refused('petition.a', '请求复查', asks, '信访工作条例35')
  // Received on the 26th: the proof, on the list of what is to be served, with a picture.
  await j.at('06-26')
  const page = await j.visit('organ.a', phoneSize)
  await page.open('/service', 'main li .name')
  const taps = await page.taps()
  await page.getByLabel(/选上:.*信访处理意见书/).tap()
  await page.setInputFiles('input[type=file]', picture)
  await page.getByRole('button', { name: '送到了' }).tap()
  await page.getByText('1件办好了').waitFor()
  assert.ok((await page.taps()) - taps <= 4)
  await page.context().close()
  // Raw 07-26 is a Sunday.
  assert.deepEqual(await j.limit('XF_REV_ASK'), ['running', '2026-07-27'])
  await j.at('07-27', '23')
  await j.does('petition.a', '请求复查', asks)
  assert.deepEqual(await j.limit('XF_REV_DO'), ['running', '2026-08-26'])
}

/** Reviewed, checked again after a hearing, served: over. */
async function toItsEnd(j) {
  await j.at('08-20')
  await j.does('land.a', '出具复查意见', says(true))
  await j.at('08-24')
  await j.on('land.a', (p) => serve(p, j.id))
  assert.deepEqual(await j.limit('XF_CHK_ASK'), ['running', '2026-09-23'])
  await j.at('09-07')
  await j.does('petition.a', '请求复核', async (p) => {
    await pick(p, '请求人', PETITIONER)
    await more(p)
    await pick(p, '复查、复核机关', '和解示范县市场监督管理局')
  })
  assert.deepEqual(await j.limit('XF_CHK_DO'), ['running', '2026-10-08'], 'raw 10-07 is a holiday')
  await j.at('09-20')
  await j.does('market.a', '记信访听证', async (p) => {
    for (const [label, day] of [['听证开始日', '2026-09-15'], ['听证结束日', '2026-09-19']]) {
      await writes(p, label, day)
      await p.keyboard.press('Enter')
    }
  })
  assert.deepEqual(await j.limit('XF_CHK_DO'), ['running', '2026-10-12'])
  await j.at('10-09')
  await j.does('market.a', '出具复核意见', says(true))
  await j.at('10-12')
  await j.on('market.a', (p) => serve(p, j.id))
  const [over] = (await j.office.read('/api/v1/petitions?all=1&limit=200')).items.filter((p) => p.id === j.id)
  assert.deepEqual([over.live, over.ended, over.stage], [false, 'final', 'rechecked'])
}

/** The same facts again: not accepted, in writing; a new one: accepted, and linked. */
async function onceMore(j) {
  await j.at('11-02')
  const again = (no, text) => async (p) => {
    await pick(p, '信访类别', '申诉求决')
    await p.getByRole('button', { name: '加一行事实和理由' }).click()
    await p.locator('.el-select', { has: p.getByLabel('以前提出的事实、理由编号') }).first().click()
    await p.getByRole('option').nth(no - 1).click()
    if (text === undefined) return
    await p.getByRole('button', { name: '加一行事实和理由' }).click()
    await p.getByLabel('新的事实或者理由').nth(1).fill(text)
  }
  await j.refused('petition.a', '登记信访事项', again(1), '信访工作条例36')
  // He is told so in writing.
  await j.does('petition.a', '记重复信访')
  await j.on('petition.a', (p) => serve(p, j.id))
  const { notice } = (await j.office.dispute(j.id)).state
  const [sheet] = notice.filter((n) => n.kind === 'petition_refused')
  assert.deepEqual([sheet.state, sheet.done_on, sheet.party], ['served', '2026-11-02', 1])
  await j.at('11-03')
  await j.does('petition.a', '登记信访事项', again(1, '新证据:安置协议'))
  const told = (await j.office.timeline(j.id)).filter((e) => e.event.kind === 'petition_registered')
  assert.equal(told.at(-1).event.body.again_of, 1)
  const rows = (await j.office.read('/api/v1/petitions?all=1&limit=200')).items.filter((p) => p.id === j.id)
  assert.deepEqual(rows.map((p) => [p.petition, p.live]).sort(), [[1, false], [2, true]])
}

/** Who is accused finds the accuser on none of its pages. */
async function accusation(j) {
  const { id, page } = await receive(j, ACCUSER)
  await enter(page, '检举控告', '信2026-18', `${ACCUSER}检举失职`, (p) => pick(p, '被检举控告的单位', '和解示范县住房和城乡建设局'))
  await page.open('/petitions', 'main li .name')
  await page.getByText(ACCUSER).first().waitFor()
  await page.context().close()
  const accused = await j.visit('organ.a')
  for (const path of ['/', '/disputes', '/petitions?all=1', '/referrals', '/service', '/figures', `/disputes/${id}`]) {
    await accused.open(path, 'main')
    await accused.still()
    assert.ok(!(await accused.content()).includes(ACCUSER), path)
  }
  await accused.getByText('没有这一件,或者您看不到它').waitFor()
  const sheets = await accused.context().request.get(`${j.service.url}/print/disputes/${id}/notices`)
  assert.deepEqual([sheets.status(), (await sheets.text()).includes(ACCUSER)], [404, false])
  await accused.open('/search', 'form')
  await accused.locator('main').getByRole('searchbox').fill(ACCUSER)
  await accused.getByRole('button', { name: '找', exact: true }).click()
  await accused.getByText('没有找到').waitFor()
  await accused.look(`Petition-accused-${j.size.width}`)
  await accused.context().close()
}

for (const [name, size] of whole ? [['desk', deskSize], ['telephone', phoneSize]] : [['desk', deskSize]])
  test(`O3 a petition to its lawful end, on a ${name}`, async () => {
    const j = await begin(size)
    await toItsHandler(j)
    if (!whole) return
    await accepted(j)
    await accusation(j)
    await opinion(j)
    await toItsEnd(j)
    await onceMore(j)
  })
