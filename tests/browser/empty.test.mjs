// What a page says that has nothing to list: why, and where to go from there; and
// what places are called on an English one.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

let service, browser
setUp(async (s) => {
  ;({ service, browser } = s)
  await openSite(service)
}, {})

// Where one is sent from each list of a body that has no matter.
const boards = [
  ['/', /今天没有/, '看在办的纠纷', '/disputes'],
  ['/agenda', /没有约好的调解/, '看在办的纠纷', '/disputes'],
  ['/disputes', /没有在办的纠纷/, '登记一件', '/new'],
  ['/disputes?mine=1', /这样筛,一件也没有/, '看全部', '/disputes'],
  ['/orders', /没有在办的单子/, '登记一件', '/new'],
  ['/orders?all=1', /这样筛,一件也没有/, '看全部', '/orders'],
  ['/petitions', /没有在办的信访/, '登记一件', '/new'],
  ['/bundles', /没有这样的卷袋/, '看在办的纠纷', '/disputes'],
  ['/referrals', /没有等您接收的/, '看今天要办的', '/'],
  ['/referrals?way=out', /没有等别人接收的/, '看在办的纠纷', '/disputes'],
  ['/service', /没有要送的/, '看今天要办的', '/'],
  ['/service?by=post', /这样筛,一件也没有/, '看全部', '/service'],
  ['/figures', /本单位没有立过一件/, '看我能看到的全部', '/figures?all=1'],
  ['/figures?all=1', /您能看到的也没有一件/, '登记一件', '/new'],
  ['/figures/list?figure=source', /这段时间没有/, '回到数字', '/figures'],
]

test('a body without matters: each list says so, and what can be done', async () => {
  const page = await browser.visit(service, 'aid.a', phoneSize)
  for (const [path, why, step, to] of boards) {
    await page.open(path)
    const card = page.locator('main .card', { hasText: why })
    await card.waitFor()
    await page.look(`Empty-${path.replaceAll(/\W+/g, '-')}`)
    await card.getByRole('link', { name: step }).click()
    await page.waitForURL(`${service.url}${to}`)
  }
  page.calm()
  await page.context().close()
})

test('on an English page a place is told in Latin letters, too', async () => {
  const names = async (language) => {
    const page = await browser.visit(service, 'village.a', deskSize, { path: '/rules', language })
    await page.still()
    const text = await page.locator('main').innerText()
    await page.look('Rules-places')
    await page.context().close()
    return text
  }
  assert.match(await names('en'), /only in Gaotai, Zhangye, Gansu \(甘肃省张掖市高台县\)/)
  assert.doesNotMatch(await names('zh'), /[A-Z][a-z]+ \(/)
})
