// Lists that are imported, for tests.

import assert from 'node:assert/strict'

/** Send a list. */
export const send = (who, profile, file, query = '') =>
  who.post(`/api/v1/imports?profile=${profile}${query}`, file, { headers: { 'Content-Type': 'application/octet-stream' } })

/** Send a list and wait until no row waits any more. */
export async function imported(who, profile, file, query = '') {
  const answer = await send(who, profile, file, query)
  assert.equal(answer.status, 202, answer.text)
  return finished(who, answer.json.id)
}
async function finished(who, id) {
  for (let i = 0; i < 600; i++) {
    const list = await who.read(`/api/v1/imports/${id}`)
    if (list.state !== 'running') {
      const items = [...list.items]
      for (let next = list.next; next; ) {
        const page = await who.read(`/api/v1/imports/${id}?${next}`)
        items.push(...page.items)
        next = page.next
      }
      return { ...list, items }
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the list does not come to an end')
}
