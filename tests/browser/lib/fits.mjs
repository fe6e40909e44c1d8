// What holds of every page, whatever is on it; looked at in the page itself.
//
//   await fits(page, 'Today')   // throws with all that does not
//
// Nothing is wider than the screen or cut off, whatever is pressed is 48 pixels
// high and wide, nothing answers a mouse alone, and no id or word of the program
// is shown.

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
  // An id, a word of the program, a place in the catalogue of words.
  const raw = /\b[0-9a-f]{32}\b|\b(?:undefined|null|NaN)\b|\[object|(?:^|\s)[a-z]{3,}(?:[._][a-z]{2,})+(?=\s|$)/
  for (const line of document.body.innerText.split('\n')) if (raw.test(line)) found.push(`not for people: ${line.slice(0, 80)}`)
  return found
}

export async function fits(page, name) {
  assert.deepEqual(await page.evaluate(faults), [], name)
}

/** The page as somebody has it who sees little: a desk at 200 %, a telephone with large type; `also` looks at it so. */
export async function fitsEnlarged(page, name, also = () => {}) {
  const size = page.viewportSize()
  const large = (on) => page.evaluate((l) => document.documentElement.classList.toggle('large', l), on)
  if (size.width > 700) await page.setViewportSize({ width: size.width / 2, height: size.height / 2 })
  else await large(true)
  // Charts are drawn anew in the frame after they are told.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
  await fits(page, `${name}, enlarged`)
  await also()
  await page.setViewportSize(size)
  await large(false)
}

// What is wrong with the telephone's bar: two words of it touch, or some leave it.
function barFaults(size) {
  const found = []
  for (const type of ['', 'large']) {
    document.documentElement.classList.toggle('large', type === 'large')
    const seen = [...document.querySelectorAll('.shell > nav a')].filter((a) => a.checkVisibility())
    const bar = document.querySelector('.shell > nav').getBoundingClientRect()
    const all = seen.map((a) => {
      const words = document.createRange()
      words.selectNodeContents(a)
      return { words: `${a.textContent} ${type}`, box: words.getBoundingClientRect() }
    })
    if (all.length < 3 || all.length > 5) found.push(`${all.length} entries`)
    for (const [i, { words, box }] of all.entries()) {
      if (box.left < 0 || box.right > size.width || box.top < bar.top || box.bottom > size.height) found.push(`${words} leaves the bar`)
      const next = all[i + 1]
      if (next && next.box.left - box.right < 4) found.push(`${words} touches ${next.words}`)
    }
  }
  document.documentElement.classList.remove('large')
  return found
}

/** The telephone's bar of whoever is here, in ordinary type and in large. */
export async function barFits(page, name, phone) {
  const size = page.viewportSize()
  await page.setViewportSize(phone)
  const wrong = await page.evaluate(barFaults, phone)
  await page.setViewportSize(size)
  assert.deepEqual(wrong, [], `the bar of ${name}`)
}

// Numbers what the keyboard stops at, in the order in which it stands there.
function number() {
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
}

// Where the focus is: the number, whether it is drawn and nothing lies over it,
// and its box on the page.
function where() {
  const e = document.activeElement
  const drawn = (x) => x !== null && (getComputedStyle(x).outlineStyle !== 'none' || getComputedStyle(x).boxShadow !== 'none')
  const edge = e.querySelector('rect') // of what is drawn
  const frame = e.closest('label, .el-select__wrapper, .el-input__wrapper') ?? e
  const { left, right, top, bottom } = frame.getBoundingClientRect()
  const over = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2)
  return {
    stop: e.dataset.stop,
    what: `${e.tagName.toLowerCase()} "${(e.getAttribute('aria-label') || e.name || e.textContent).trim().slice(0, 30)}"`,
    drawn: (edge !== null && parseFloat(getComputedStyle(edge).strokeWidth) >= 4) || drawn(e) || drawn(e.nextElementSibling) || drawn(frame),
    free: over !== null && (frame.contains(over) || over.contains(frame)),
    page: e.closest('main') !== null,
    box: { left, right, top: top + scrollY, bottom: bottom + scrollY },
  }
}

/**
 * Tab reaches whatever there is to press or to fill in, in the order in which
 * it is read, and goes on from each; what has the focus shows it.
 */
export async function walks(page, name) {
  const all = await page.evaluate(number)
  const left = new Set(all)
  const wrong = []
  let before
  let again = false // a page that begins in its middle goes on at its top, once
  for (let i = 6 * left.size + 10; i > 0 && left.size > 0; i--) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(where)
    if (at.stop === undefined || !left.delete(at.stop)) continue
    if (!at.drawn) wrong.push(`${at.what} does not show the focus`)
    if (!at.free) wrong.push(`something lies over ${at.what}`)
    const first = !again && all.indexOf(at.stop) < all.indexOf(before?.stop)
    again ||= first
    const back = before?.page && at.page && at.box.bottom <= before.box.top && at.box.left < before.box.right
    if (back && !first) wrong.push(`${at.what} stands above ${before.what}, before which it should come`)
    before = at
  }
  if (left.size > 0) wrong.push(`Tab does not reach ${left.size}: ${[...left].join(', ')}`)
  assert.deepEqual(wrong, [], name)
}

/** The keyboard stays in a box over the page; Escape leaves it, and `opener` has the focus again. */
export async function leavesBox(page, opener) {
  const within = () => page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null)
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press(i < 6 ? 'Tab' : 'Shift+Tab')
    assert.ok(await within(), 'the keyboard is beneath the box')
  }
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await focused(page, opener)
}

/** It has the focus, or soon has. */
export async function focused(page, locator) {
  const element = await locator.elementHandle()
  await page.waitForFunction((e) => document.activeElement === e, element)
}
