// What stands in Chinese on an English page.
//
//   const names = namesOf(page)              // before it asks for anything
//   await inEnglish(page, 'Today', names)    // throws with all that should not
//
// Names of people, bodies and matters, places and free texts stay as they were
// entered; they are known by the answers that brought them.  Whatever else is
// quoted in Chinese (an article, a source) is marked as such by its `lang`.

import assert from 'node:assert/strict'

const han = /\p{Script=Han}/u
// Members of answers in which people wrote, or that name somebody.
const own = new Set(['name', 'names', 'title', 'organisation_name', 'body_name', 'offered_to', 'stands_in_for', 'place', 'address', 'text', 'facts', 'reason',
  'outside', 'practice', 'evidence', 'number', 'word', 'matter'])
// Answers whose titles are words of the program.
const told = /\/api\/v1\/(rules|rule-sets|rule-drafts|glossary|notice-kinds|categories|channels|figures)|\/commands(\?|$)/

function gather(value, names, key) {
  if (typeof value === 'string') {
    if (own.has(key) && han.test(value)) for (const line of value.split('\n')) names.add(line.trim())
  } else if (Array.isArray(value)) for (const v of value) gather(v, names, key)
  else if (value !== null && typeof value === 'object') for (const [k, v] of Object.entries(value)) gather(v, names, k)
}

/** The names that the page is told from now on; `more` are known beforehand. */
export function namesOf(page, more = []) {
  const names = new Set(more)
  const coming = new Set()
  page.on('response', (answer) => {
    if (!answer.url().includes('/api/v1/') || told.test(answer.url()) || !/json/.test(answer.headers()['content-type'] ?? '')) return
    const read = answer.json().then((json) => gather(json, names), () => {}).finally(() => coming.delete(read))
    coming.add(read)
  })
  return { names, all: () => Promise.all(coming) }
}

// All that is read on the page, or of it by a screen reader, outside what is marked.
function chinese() {
  const found = [document.title]
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const plain = (e) => e.closest('[lang|=zh], script, style') === null
  while (walk.nextNode()) if (plain(walk.currentNode.parentElement)) found.push(walk.currentNode.data.trim())
  for (const e of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
    if (plain(e)) for (const a of ['aria-label', 'placeholder', 'title', 'alt']) found.push(e.getAttribute(a) ?? '')
  return found.filter((text) => /\p{Script=Han}/u.test(text))
}

export async function inEnglish(page, name, known) {
  await known.all()
  const names = [...known.names].sort((a, b) => b.length - a.length)
  const left = (await page.evaluate(chinese)).filter((text) => han.test(names.reduce((rest, n) => rest.replaceAll(n, ''), text)))
  assert.deepEqual([...new Set(left)], [], `in Chinese on ${name}`)
}
