// Lighthouse looks at every route in both languages: accessibility of 95 at
// least.  It prints each score.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { snapshot } from 'lighthouse'
import puppeteer from 'puppeteer-core'

import { signIn } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { how } from '../browser/lib/browser.mjs'
import { county, routesOf } from '../browser/lib/routes.mjs'

const least = 0.95
let service, browser, routes
before(async () => {
  service = await startService(county)
  routes = await routesOf(service)
  browser = await puppeteer.launch({ ...how, headless: true, defaultViewport: { width: 1280, height: 800 } })
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

const flags = {
  onlyCategories: ['accessibility'],
  formFactor: 'desktop',
  screenEmulation: { disabled: true },
  disableFullPageScreenshot: true,
  logLevel: 'error',
}

for (const language of ['zh', 'en'])
  test(`accessibility of each route, ${language}`, async () => {
    const page = await browser.newPage()
    await page.evaluateOnNewDocument((l) => localStorage.setItem('language', l), language)
    const low = []
    let here = null
    for (const { name, path, who } of routes) {
      if (who !== here) {
        const [id, value] = (await signIn(service, who)).cookie.split('=')
        await browser.setCookie({ name: id, value, domain: '127.0.0.1', path: '/', httpOnly: true })
      }
      here = who
      await page.goto(`${service.url}${path}`, { waitUntil: 'load' })
      await page.waitForSelector('h1')
      await page.waitForNetworkIdle({ idleTime: 200, concurrency: 1 }) // the stream of changes stays open
      const { lhr } = await snapshot(page, { flags })
      const { score, auditRefs } = lhr.categories.accessibility
      const failed = auditRefs.filter((a) => a.weight > 0 && lhr.audits[a.id].score === 0).map((a) => a.id)
      console.log(['#', language, (score * 100).toFixed(), name, ...failed].join(' '))
      if (score < least) low.push(`${name}: ${score}`)
    }
    assert.deepEqual(low, [])
    await page.close()
  })
