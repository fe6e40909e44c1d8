// The pages for parties in a browser that runs no script: a request, its slip,
// how it goes, an answer; and how each looks, to the eye and to axe.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite, registration, takeUp } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { inEnglish, namesOf } from './lib/english.mjs'
import { setUp } from './lib/set_up.mjs'

let service, village, bodies, browser
setUp(async (s) => {
  ;({ service, browser } = s)
  village = await (await openSite(service)).as('village.a')
  bodies = (await village.read('/api/v1/organisations?limit=200')).items.flatMap((o) => [o.state.name, `${o.state.name}甲`])
}, {})

async function handIn(page) {
  await page.selectOption('[name=place]', '999901001001')
  await page.fill('[name=name]', '甲子明')
  await page.fill('[name=phone]', '10900000001')
  await page.fill('[name=other]', '乙丑亮')
  await page.fill('[name=facts]', '砌墙越界三十厘米\n说了两次不听')
  await page.click('main form button')
  return Promise.all([0, 1].map((i) => page.locator('.code').nth(i).innerText()))
}

test('without script: three buttons, a request, its slip, how it goes, an answer, large type', async () => {
  const page = await browser.visit(service, null, phoneSize, { path: '/public', script: false })
  assert.equal(await page.locator('main .button.large').count(), 3)
  await page.click('text=大字')
  assert.equal(await page.locator('html.large').count(), 1)
  await page.getByRole('link', { name: '我要调解', exact: true }).click()
  const [code, secret] = await handIn(page)
  assert.match(code, /^9999 01\d\d \w{4} \w{4}$/)
  await page.getByRole('link', { name: '查进度', exact: true }).click()
  await page.fill('[name=code]', code)
  await page.fill('[name=secret]', secret)
  await page.click('main form button')
  await page.getByText('青石村人民调解委员会').waitFor()
  await page.click('text=普通字')
  assert.equal(await page.locator('html.large').count(), 0) // the same page again, nothing typed anew
  await page.getByRole('button', { name: '愿意调解', exact: true }).click()
  await page.getByText('已记下您同意').waitFor()
  await page.getByRole('button', { name: '不愿意', exact: true }).click()
  await page.getByText('马上有效').first().waitFor()
  await page.getByRole('button', { name: '不满意', exact: true }).click()
  await page.getByText('评价已记下').waitFor()
  await page.context().close()
})

/** Whatever is pressed is at least 48 pixels high and wide. */
async function targets(page, name) {
  for (const target of await page.locator('a:visible, button:visible, select:visible, input:visible:not([type=hidden])').all()) {
    const box = await target.boundingBox()
    const ticks = (await target.getAttribute('type')) === 'checkbox' // its label is what is pressed
    assert.ok(ticks || (box.height >= 48 && box.width >= 48), `${name}: ${await target.innerText()} ${box.width}×${box.height}`)
  }
}

// A short run looks at each language and each size once.
const views = [['zh', phoneSize], ['en', deskSize]]
if (process.env.HEJIE_BROWSER === 'all') views.push(['en', phoneSize], ['zh', deskSize])
for (const [language, size] of views)
  test(`each page, ${language}, ${size.width} wide`, async () => {
    const page = await browser.visit(service, null, size, { path: '/public', language })
    const names = namesOf(page, [...bodies, '甲子明', '乙丑亮', '砌墙越界三十厘米', '说了两次不听', '付一千八百元', '村调解室'])
    const look = async (name) => {
      await page.look(`Public-${name}`)
      await targets(page, name)
      if (language === 'en') await inEnglish(page, name, names)
    }
    for (const name of ['', '/request', '/progress', '/member', '/call']) {
      await page.goto(`${service.url}/public${name}`)
      await look(name.slice(1) || 'home')
    }
    await page.goto(`${service.url}/public/request?large=1`)
    await page.evaluate(() => document.querySelector('form').setAttribute('novalidate', ''))
    await page.click('main form button')
    await look('missing')
    await handIn(page)
    await look('slip')

    const { id, code, slip } = await village.register(registration())
    await takeUp(village, id)
    await village.done(id, 'schedule-session', { mode: 'together', place: '村调解室', starts: '2024-12-07T15:00:00+08:00' })
    await village.done(id, 'record-oral-agreement', {
      terms: [{ kind: 'money', amount: 180_000, debtor: 2, creditor: 1, due_on: '2024-12-20', text: '付一千八百元' }],
    })
    await page.goto(`${service.url}/public/progress`)
    await page.fill('[name=code]', code)
    await page.fill('[name=secret]', slip.secret)
    await page.click('main form button')
    await look('progress')
    const coming = await page.locator('section', { has: page.getByRole('heading', { name: /^(接下来|What comes next)$/ }) }).locator('li').allInnerTexts()
    const days = coming.map((text) => Date.parse(text.replace(/^(\d+)年(\d+)月(\d+)日.*/, '$1-$2-$3').replace(/^(\d+ \w+ \d{4}).*/, '$1')))
    assert.ok(days.length > 1 && days.every((day, i) => day >= (days[i - 1] ?? 0)), coming.join(' | '))
    await page.emulateMedia({ media: 'print' })
    await page.look('Public-progress-print')
    await page.context().close()
  })
