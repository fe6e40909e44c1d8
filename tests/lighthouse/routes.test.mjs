// Lighthouse looks at every route in both languages: accessibility of 95 at
// least.  It prints the lowest.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { snapshot } from 'lighthouse'
import puppeteer from 'puppeteer-core'

import { signIn } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { how } from '../browser/lib/browser.mjs'
import { makeCounty } from '../browser/lib/county.mjs'
import { routesOf } from '../browser/lib/routes.mjs'

const least = 0.95
let service, browser, routes
before(async () => {
  service = await startService({ settings: { login_account_per_minute: 1000, login_address_per_minute: 10000 } })
  routes = await routesOf(await makeCounty(service))
  browser = await puppeteer.launch({ ...how, headless: true, defaultViewport: { width: 1280, height: 800 } })
})
after(async () => {
  await browser?.close()
  await service?.stop()
})

for (const language of ['zh', 'en'])
  test(`accessibility of each route, ${language}`, async () => {
    const page = await browser.newPage()
    await page.evaluateOnNewDocument((l) => localStorage.setItem('language', l), language)
    const scores = new Map()
    let here = null
    for (const { name, path, who } of routes) {
      if (who !== here) {
        const [id, value] = (await signIn(service, who)).cookie.split('=')
        await browser.setCookie({ name: id, value, domain: '127.0.0.1', path: '/', httpOnly: true })
      }
      here = who
      await page.goto(`${service.url}${path}`, { waitUntil: 'networkidle0' })
      await page.waitForSelector('h1')
      const { lhr } = await snapshot(page, { flags: { onlyCategories: ['accessibility'], formFactor: 'desktop', screenEmulation: { disabled: true } } })
      const { score, auditRefs } = lhr.categories.accessibility
      scores.set(name, score)
      const failed = auditRefs.filter((a) => a.weight > 0 && lhr.audits[a.id].score === 0).map((a) => a.id)
      assert.ok(score >= least, `${name}: ${score} ${failed.join(' ')}`)
    }
    const [lowest, score] = [...scores].sort(([, a], [, b]) => a - b)[0]
    console.log(`# ${scores.size} routes in ${language}, the lowest ${lowest} ${score * 100}`)
    await page.close()
  })
