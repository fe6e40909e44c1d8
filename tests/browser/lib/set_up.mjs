// What the tests of a file stand on: a service, the browser, and, of most, a week
// of a village's work.  All of it is ended when they are.
//
//   let service, county, browser
//   setUp((s) => ({ service, county, browser } = s))
//   setUp((s) => ({ service, browser } = s), filled)
//
// Journeys that begin more than once have a service for each:
//
//   const stand = journeys()
//   const service = await stand.begin()
//   const page = await stand.browser.visit(service, 'village.a', phoneSize)

import { after, before } from 'node:test'

import { startService } from '../../api/lib/service.mjs'
import { openBrowser } from './browser.mjs'
import { makeCounty, playCounty } from './county.mjs'

/** What startService is told for a county with half a year of life in it. */
export const filled = { init: ['--from', '2026-11-20'], fill: true }
/** For tests in which many sign in. */
export const crowded = { login_account_per_minute: 1000, login_address_per_minute: 10000 }

/** `ready` is given { service, browser, county }, the last if it was played; `wanted` is what startService is told. */
export function setUp(ready, wanted = { played: playCounty }) {
  let service, browser
  before(async () => {
    service = await startService(wanted)
    browser = await openBrowser()
    await ready({ service, browser, county: wanted.played === playCounty ? await makeCounty(service) : undefined })
  })
  after(async () => {
    await browser?.close()
    await service?.stop()
  })
}

/** { browser, begin(wanted) }: the browser is there in tests. */
export function journeys() {
  const services = []
  const stand = {
    browser: undefined,
    async begin(wanted) {
      const service = await startService(wanted)
      services.push(service)
      return service
    },
  }
  before(async () => {
    stand.browser = await openBrowser()
  })
  after(async () => {
    await stand.browser?.close()
    for (const service of services) await service.stop()
  })
  return stand
}
