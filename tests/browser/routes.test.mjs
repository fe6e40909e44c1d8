// Every route, on a desk and on a telephone, in both languages, as somebody sees
// it who has it in his menu: it shows, it is accessible, also at 200 % and in
// large type, nothing in it is forbidden; a picture of each is kept.  All four
// pairs, and the keyboard's way through each, with HEJIE_BROWSER=all.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { startService } from '../api/lib/service.mjs'
import { deskSize, openBrowser, phoneSize } from './lib/browser.mjs'
import { makeCounty } from './lib/county.mjs'
import { fits, fitsEnlarged, walks } from './lib/fits.mjs'
import { routesOf } from './lib/routes.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
let service, browser, routes
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 1000, login_address_per_minute: 10000 } })
  routes = await routesOf(await makeCounty(service))
  browser = await openBrowser()
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

// A short run looks at each language and each size once.
const views = [['zh', 'telephone', phoneSize], ['en', 'desk', deskSize]]
if (whole) views.push(['zh', 'desk', deskSize], ['en', 'telephone', phoneSize])

for (const [language, machine, size] of views)
  test(`each route on a ${machine}, in ${language}`, async () => {
    const page = await browser.visit(service, null, size, { path: '/sign-in', language })
    let here = null
    for (const { name, path, who } of routes) {
      if (who !== here) await page.as(who)
      here = who
      await page.open(path, 'h1')
      await page.look(name)
      await fits(page, name)
      await fitsEnlarged(page, name)
      if (whole) await walks(page, name)
      assert.ok((await page.title()).length > 3)
    }
    await page.context().close()
  })
