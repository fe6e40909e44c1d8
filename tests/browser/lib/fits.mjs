// What holds of every page, whatever is on it; looked at in the page itself.
//
//   await fits(page, 'Today')   // throws with all that does not
//
// Nothing is wider than the screen or cut off, whatever is pressed is 48 pixels
// high and wide, and nothing answers a mouse alone.

import assert from 'node:assert/strict'

function faults() {
  const found = []
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1
  const name = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} "${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 30)}"`
  const least = 48
  const keyed = 'a[href], button, input, select, textarea, summary, label, [tabindex], option'

  const over = document.documentElement.scrollWidth - innerWidth
  if (over > 0) found.push(`${over} pixels wider than the screen`)

  // What is pressed for a control: its label, or the frame around it.
  const pressed = (e) => (e.matches('[type=radio], [type=checkbox]') ? e.closest('label') : e.closest('.el-select__wrapper, .el-input__wrapper')) ?? e
  for (const e of document.querySelectorAll('a[href], button, select, input:not([type=hidden]), textarea, summary, [role=button]')) {
    const target = pressed(e)
    if (!seen(target) || e.matches('.skip, .el-tag__close')) continue
    const { width, height } = target.getBoundingClientRect()
    if (width < least - 0.5 || height < least - 0.5) found.push(`${name(target)} is ${width.toFixed()}×${height.toFixed()}`)
  }
  for (const e of document.querySelectorAll('body *')) {
    const style = getComputedStyle(e)
    if (!seen(e)) continue
    if (style.cursor === 'pointer' && e.closest(keyed) === null) found.push(`${name(e)} answers a mouse alone`)
    const cuts = ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1
    if (cuts && e.clientWidth > 1 && !e.closest('.el-select__wrapper, .unseen')) found.push(`${name(e)} is cut`)
  }
  return found
}

export async function fits(page, name) {
  assert.deepEqual(await page.evaluate(faults), [], name)
}

/** The page as somebody has it who sees little: a desk at 200 %, a telephone with large type. */
export async function fitsEnlarged(page, name) {
  const size = page.viewportSize()
  const large = (on) => page.evaluate((l) => document.documentElement.classList.toggle('large', l), on)
  if (size.width > 700) await page.setViewportSize({ width: size.width / 2, height: size.height / 2 })
  else await large(true)
  await fits(page, `${name}, enlarged`)
  await page.setViewportSize(size)
  await large(false)
}

/** Tab reaches whatever there is to press or to fill in, and what has the focus shows it. */
export async function walks(page, name) {
  const all = await page.evaluate(() => {
    const groups = new Set()
    let n = 0
    for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
      if (e.disabled || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) continue
      // Of a group of radio buttons the keyboard stops at one.
      if (e.type === 'radio' && groups.has(e.name)) continue
      if (e.type === 'radio') groups.add(e.name)
      e.dataset.stop = e.type === 'radio' ? `radio ${e.name}` : `${n++}`
    }
    for (const e of document.querySelectorAll('[type=radio]')) e.dataset.stop = `radio ${e.name}`
    document.activeElement.blur()
    return [...new Set([...document.querySelectorAll('[data-stop]')].filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true })).map((e) => e.dataset.stop))]
  })
  const met = new Set()
  for (let i = 0; i < all.length + 5; i++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const e = document.activeElement
      const drawn = (x) => x !== null && (getComputedStyle(x).outlineStyle !== 'none' || getComputedStyle(x).boxShadow !== 'none')
      return [e.dataset.stop, drawn(e) || drawn(e.nextElementSibling) || drawn(e.closest('label, .el-select__wrapper, .el-input__wrapper'))]
    })
    if (at[0] === undefined) continue
    assert.ok(at[1], `${name}: what has the focus does not show it`)
    met.add(at[0])
  }
  assert.deepEqual(all.filter((stop) => !met.has(stop)), [], `${name}: Tab does not reach all`)
}
