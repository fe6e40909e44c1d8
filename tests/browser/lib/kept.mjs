// What a browser keeps for when there is no line.

import assert from 'node:assert/strict'

const names = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('hejie')
        asked.onsuccess = () => {
          const all = asked.result.transaction('kept').objectStore('kept').getAllKeys()
          asked.result.close()
          all.onsuccess = () => done(all.result)
        }
      }),
  )

/** Wait until the pages are kept, and the answer whose name ends so. */
export async function keeps(page, name) {
  await page.evaluate(() => navigator.serviceWorker.ready)
  const end = Date.now() + 30_000
  while (!(await names(page)).some((k) => k.endsWith(name))) {
    assert.ok(Date.now() < end, `${name} is not kept`)
    await page.waitForTimeout(50)
  }
}
