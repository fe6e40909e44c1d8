// Without a line: three forms are kept on the telephone and go out by
// themselves, each once; what changed meanwhile is asked, not lost.

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'

import { startService } from '../api/lib/service.mjs'
import { openPhone } from './lib/browser.mjs'
import { makeCounty } from './lib/county.mjs'
import { keeps } from './lib/kept.mjs'
import { openLine } from './lib/line.mjs'

let service, county, line, folder, phone, there
before(async () => {
  service = await startService({ init: ['--ladder', 'none'], settings: { allow_hosts: '127.0.0.1' } })
  county = await makeCounty(service)
  line = await openLine(service)
  there = { ...service, url: line.url }
})
after(async () => {
  await line?.close()
  await service?.stop()
})
beforeEach(async () => {
  line.restore()
  folder = await mkdtemp(join(tmpdir(), 'hejie-phone-'))
  phone = await openPhone(folder)
})
afterEach(async () => {
  await phone?.close()
  await rm(folder, { recursive: true, force: true })
})

const ready = (page, id) => keeps(page, `${id}/names`)
const kept = (page) => page.getByRole('heading', { name: '已存在本机' }).waitFor()
const logged = async (id) => (await county.village.timeline(id)).filter((e) => e.event.kind === 'session_logged')
const signInAgain = async (page) => {
  await page.getByText('请再登录一次').waitFor()
  await page.fill('[name=login]', 'village.a')
  await page.fill('[name=password]', service.signIns.get('village.a').password)
  await page.locator('dialog button').tap()
}

// Twenty with HEJIE_BROWSER=all, fewer in a short run.
const many = process.env.HEJIE_BROWSER === 'all' ? 20 : 8
test(`${many} sittings without a line, the telephone restarted, a line that loses 30 %: ${many}, none twice`, async () => {
  const { wages } = county.ids
  const before = (await logged(wages)).length
  let page = await phone.visit(there, 'village.a')
  await ready(page, wages)

  line.cut()
  for (let i = 0; i < many; i++) {
    await page.open(`/disputes/${wages}/session`, 'form')
    await page.getByText('都到了').tap()
    await page.getByText('先停一停').tap()
    await page.getByText('现在没有网。保存后存在手机里').waitFor()
    await page.getByRole('button', { name: '保存' }).tap()
    await kept(page)
  }
  await page.getByText(`${many}条待送`).waitFor()
  await page.look('LogSession-kept')
  assert.equal((await logged(wages)).length, before)

  await phone.close()
  phone = await openPhone(folder)
  page = await phone.visit(there, null)
  await page.getByText('欠工钱').waitFor() // what is his own can be read
  await page.getByText(`${many}条待送`).tap()
  assert.equal(await page.getByText('已送达').count(), 0)
  await page.look('Waiting')

  line.restore(0.3)
  await signInAgain(page)
  await page.getByText('已全部送达').waitFor({ timeout: 120_000 })
  assert.equal(await page.getByText('已送达', { exact: true }).count(), many)
  assert.ok(line.lost() >= many / 4, `${line.lost()} requests lost`)
  const events = (await logged(wages)).slice(before)
  assert.equal(events.length, many)
  assert.equal(new Set(events.map((e) => e.event.cmd)).size, many)
})

test('a matter settled on the spot and a call are kept, too; what changed meanwhile is a question', async () => {
  const { boundary, noise } = county.ids
  const page = await phone.visit(there, 'village.a')
  await ready(page, boundary)
  await ready(page, noise)
  await page.open('/new/settled')
  await page.getByText('宅基地界址').waitFor()
  line.cut()
  await county.village.done(boundary, 'end-procedure', { procedure: 1, ground: 'no_agreement' }, { match: (await county.village.dispute(boundary)).version })

  await page.open('/new/settled')
  await page.getByLabel('甲方称呼').fill('丑寅卯')
  await page.getByLabel('乙方称呼').fill('辰巳午')
  await page.getByText('宅基地界址').tap()
  await page.getByRole('button', { name: '各退一步' }).tap()
  await page.getByText('当场办了').tap()
  await page.getByText('双方同意口头说好就行').tap()
  await page.getByRole('button', { name: '记下' }).tap()
  await kept(page)

  await page.open(`/disputes/${noise}/contact`, 'form')
  await page.getByText('壬申宁', { exact: true }).tap()
  await page.getByText('愿意来谈', { exact: true }).tap()
  await page.look('Contact-filled')
  await page.getByRole('button', { name: '保存' }).tap()
  await kept(page)

  await page.open(`/disputes/${boundary}/session`, 'form')
  await page.getByText('都到了').tap()
  await page.getByText('没谈成,还能谈').tap()
  await page.getByText('记几句').tap()
  await page.locator('textarea').first().fill('田头又量了一次')
  await page.getByRole('button', { name: '保存' }).tap()
  await kept(page)

  line.restore()
  await page.getByText('1条待送').waitFor()
  const { items } = await county.village.read('/api/v1/today?limit=200')
  assert.equal(items.filter((w) => w.title === '丑寅卯—辰巳午 宅基地界址').length, 1)
  const calls = (await county.village.timeline(noise)).filter((e) => e.event.kind === 'contact_recorded')
  assert.deepEqual(calls.map((e) => [e.event.body.party, e.event.body.reached]), [[1, 'will_come']])

  await page.getByText('1条待送').tap()
  await page.getByText('要您看一下').waitFor()
  assert.match(await page.getByRole('alert').innerText(), /不能这样做:/)
  await page.look('Waiting-refused')
  await page.getByRole('button', { name: '打开看看' }).tap()
  await page.getByText('上次没送出的还在').waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), '田头又量了一次')
})

test('how an agreement is kept is asked without a line, too: it waits, and goes once', async () => {
  const { late } = county.ids
  const page = await phone.visit(there, 'village.a')
  await ready(page, late)
  await page.open(`/disputes/${late}/follow-up`, 'form')
  line.cut()

  await page.open(`/disputes/${late}/follow-up`, 'form')
  await page.getByText('戊申荣', { exact: true }).tap()
  await page.getByRole('textbox').fill('说月底前办')
  await page.getByRole('button', { name: '保存' }).tap()
  await kept(page)
  await page.look('FollowUp-kept')
  const told = async () => (await county.village.timeline(late)).filter((e) => e.event.kind === 'follow_up_recorded')
  assert.equal((await told()).length, 0)

  line.restore()
  await page.getByText('已全部送达').waitFor()
  assert.deepEqual((await told()).map((e) => [e.event.body.party, e.event.body.text]), [[1, '说月底前办']])
})
