// A real browser on the real service.
//
//   const browser = await openBrowser()
//   const phone = await browser.visit(service, 'village.a', phoneSize)
//   await phone.look('today')           // axe, nothing forbidden, a picture
//   await browser.close()
//
// A visit is a playwright page with a few words more.  It counts what a person
// does: taps() and keys().  Pictures go to HEJIE_SCREENS, by default
// build/test/screens.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const phoneSize = { width: 360, height: 640 }
export const deskSize = { width: 1280, height: 800 }

const screens = process.env.HEJIE_SCREENS ?? new URL('../../../build/test/screens', import.meta.url).pathname
mkdirSync(screens, { recursive: true })
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// Counted in the page itself: what a finger or a key did, not what a test says.
function count() {
  const store = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) ?? 0) + 1)
  addEventListener('pointerdown', () => store('taps'), true)
  addEventListener('keydown', () => store('keys'), true)
}

export const how = {
  executablePath: process.env.HEJIE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
    '--disable-background-networking', '--disable-component-update'],
}
const contextOf = (size, language) => ({
  viewport: size,
  hasTouch: size.width < 700,
  timezoneId: 'Asia/Shanghai',
  locale: language === 'en' ? 'en-GB' : 'zh-CN',
  reducedMotion: 'reduce',
})

/** A telephone that keeps what it has in `folder` when it is closed. */
export async function openPhone(folder) {
  const context = await chromium.launchPersistentContext(folder, { ...how, ...contextOf(phoneSize, 'zh') })
  const { visit } = visits(null)
  return { visit: (service, account, more) => visit(service, account, phoneSize, { ...more, context }), close: () => context.close() }
}

/** The one that all tests of a run share (one_browser.mjs), or one of its own. */
export async function openBrowser() {
  const shared = process.env.HEJIE_BROWSER_AT
  const browser = shared ? await chromium.connect(shared) : await chromium.launch(how)
  return { ...visits(browser), close: () => browser.close() }
}

/** Where a file is that a page gave; it goes with the run. */
export async function fileOf(download) {
  const path = join(process.env.HEJIE_TEST_FOLDER, randomUUID())
  await download.saveAs(path)
  return path
}

function visits(browser) {
  /**
   * A page at `path`, signed in as `account` unless it is null; the form is left
   * to the tests that are about it.  Without `script` pages run none; only `kept`
   * pages are kept for when there is no line; a `slow` line has 400 kbit/s, and
   * each answer 400 ms to come.
   */
  async function visit(service, account, size, { path = '/', language = 'zh', context, script = true, kept = false, slow = false } = {}) {
    context ??= await browser.newContext({ ...contextOf(size, language), javaScriptEnabled: script, serviceWorkers: kept ? 'allow' : 'block' })
    const page = await context.newPage()
    page.setDefaultTimeout(slow ? 60_000 : 30_000)
    if (slow) {
      const line = await page.context().newCDPSession(page)
      await line.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 })
    }
    const faults = []
    page.on('console', (m) => {
      // A refusal by the service is an answer, and so is a line that is away;
      // the browser notes both so.
      if (m.type() === 'error' && !/status of 4\d\d|net::ERR_/.test(m.text())) faults.push(m.text())
    })
    page.on('pageerror', (e) => faults.push(String(e)))
    await page.addInitScript(count)
    await page.addInitScript((l) => localStorage.setItem('language', l), language)
    // What the page waits for; a stream never ends, and nothing waits for it.
    const asked = new Set()
    page.on('request', (r) => r.resourceType() !== 'eventsource' && asked.add(r))
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (r) => asked.delete(r))
    const letIn = async (who) => {
      const answer = await page.context().request.post(`${service.url}/api/v1/sign-in`, {
        headers: { Origin: service.url }, data: { login: who, password: service.signIns.get(who).password },
      })
      assert.equal(answer.status(), 200, `${who}: ${await answer.text()}`)
    }
    if (account !== null) await letIn(account)
    await page.goto(`${service.url}${path}`)
    if (account !== null) await page.waitForSelector('main#page h1')

    // In a picture of the whole page the telephone's bar lies over nothing.
    const barAt = (style) =>
      page.evaluate((s) => {
        const bar = document.querySelector('.shell > nav')
        if (bar && getComputedStyle(bar.querySelector('ul')).display === 'flex') bar.style.cssText = s
      }, style)
    const number = (name) => page.evaluate((n) => Number(sessionStorage.getItem(n) ?? 0), name)
    return Object.assign(page, {
      taps: () => number('taps'),
      keys: () => number('keys'),
      /** On another day, when the sign-in of before counts no more. */
      async again() {
        await page.context().clearCookies()
        await this.as(account)
      },
      /** Somebody else has the browser. */
      async as(who) {
        await letIn(who)
        await this.open('/')
      },
      /** Nothing is on its way to the page or from it, and what came is drawn. */
      async still() {
        const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
        do {
          while (asked.size > 0) await new Promise((done) => setTimeout(done, 10))
          await drawn()
        } while (asked.size > 0)
      },
      /** Another address, loaded anew. */
      async open(to, ready = 'main#page h1') {
        await page.goto(`${service.url}${to}`)
        await page.waitForSelector(ready)
      },
      /** Nothing was forbidden or broken so far. */
      calm() {
        assert.deepEqual(faults, [])
      },
      /** Accessible, unbroken, not wider than the screen; a picture is kept. */
      async look(name) {
        await this.still()
        // A list that was just chosen from fades away for a moment.
        await page.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((e) => !e.checkVisibility()))
        await barAt('position: static; grid-area: auto / 1')
        await page.screenshot({ path: join(screens, `${name}-${size.width < 700 ? 'phone' : 'desk'}-${language}.png`), fullPage: true })
        await barAt('')
        if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
        assert.deepEqual(
          violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
          [],
          `${name} ${language}`,
        )
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        assert.ok(over <= 0, `${name}: ${over} pixels wider than the screen`)
        this.calm()
      },
    })
  }

  return { visit }
}
