// Every route, on a desk and on a telephone, in both languages: it shows, it is
// accessible, nothing in it is forbidden; a picture of each is kept.  All four
// pairs with HEJIE_BROWSER=all.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { openSite } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { deskSize, openBrowser, phoneSize } from './lib/browser.mjs'
import { makeCounty } from './lib/county.mjs'

const pages = JSON.parse(await readFile(new URL('../../server/web/src/pages.json', import.meta.url), 'utf8'))
let service, county, browser, set
before(async () => {
  service = await startService()
  county = await makeCounty(service)
  browser = await openBrowser()
  const village = await (await openSite(service)).as('village.a')
  set = (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a').id
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

// A short run looks at each language and each size once.
const views = [['zh', 'telephone', phoneSize], ['en', 'desk', deskSize]]
if (process.env.HEJIE_BROWSER === 'all') views.push(['zh', 'desk', deskSize], ['en', 'telephone', phoneSize])

for (const [language, name, size] of views)
  test(`each route on a ${name}, in ${language}`, async () => {
    const door = await browser.visit(service, null, size, { path: '/sign-in', language })
    await door.waitForSelector('form')
    await door.look('SignIn')
    const page = await browser.visit(service, 'village.a', size, { language })
    for (const { name, path } of pages.filter((p) => p.name !== 'SignIn')) {
      await page.open(path.replace(':id', name === 'RuleSet' ? set : county.ids.boundary), 'h1')
      await page.look(name)
      assert.ok((await page.title()).length > 3)
    }
    await door.context().close()
    await page.context().close()
  })
