// Every route, on a desk and on a telephone, in both languages, as somebody sees
// it who has it in his menu: it shows, it is accessible, also at 200 % and in
// large type, nothing in it is forbidden, on an English page nothing is left in
// Chinese, no two words of the telephone's bar touch; a picture of each is kept.
// All four pairs, and the keyboard's way through each, with HEJIE_BROWSER=all.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { deskSize, phoneSize } from './lib/browser.mjs'
import { inEnglish, namesOf } from './lib/english.mjs'
import { barFits, fits, fitsEnlarged, walks } from './lib/fits.mjs'
import { county, routesOf } from './lib/routes.mjs'
import { setUp } from './lib/set_up.mjs'

const whole = process.env.HEJIE_BROWSER === 'all'
let service, browser, routes
setUp(async (s) => {
  ;({ service, browser } = s)
  routes = await routesOf(service)
}, county)

// A short run looks at each language and each size once.
const views = [['zh', 'telephone', phoneSize], ['en', 'desk', deskSize]]
if (whole) views.push(['zh', 'desk', deskSize], ['en', 'telephone', phoneSize])

for (const [language, machine, size] of views)
  test(`each route on a ${machine}, in ${language}`, async () => {
    const page = await browser.visit(service, null, size, { path: '/sign-in', language })
    const names = namesOf(page)
    let here = null
    const wrong = []
    const told = (error) => wrong.push(error.message)
    for (const { name, path, who } of routes) {
      if (who !== here) {
        await page.as(who)
        await barFits(page, who, phoneSize).catch(told)
      }
      here = who
      await page.open(path, 'h1')
      await page.look(name).catch(told)
      await fits(page, name).catch(told)
      // A desk enlarged has what a telephone shows: that is English as well.
      const english = (what) => language === 'en' && inEnglish(page, what, names).catch(told)
      await fitsEnlarged(page, name, () => english(`${name}, narrow`)).catch(told)
      await english(name)
      if (whole) await walks(page, name).catch(told)
      assert.match(await page.title(), / · /, name)
    }
    assert.deepEqual(wrong, [])
    await page.context().close()
  })
