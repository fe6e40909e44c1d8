// Who has read already and says so is told that nothing changed, and gets the
// whole when something did: of one thing, of lists, of the timeline.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, village, colleague, stranger, id
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, colleague, stranger] = await site.all('village.a', 'village.b', 'village2.a')
  id = (await village.register()).id
})
after(() => service?.stop())

const reads = () => [`/api/v1/disputes/${id}`, '/api/v1/disputes', `/api/v1/disputes/${id}/timeline`, `/api/v1/disputes/${id}/timeline?limit=2`, '/api/v1/organisations']
const again = (path, tag, who = village) => who.get(path, { 'If-None-Match': tag })

test('unchanged it is 304 without a body; what is changed is 200 with another ETag', async () => {
  const tags = new Map()
  for (const path of reads()) {
    const first = await village.get(path)
    const tag = first.headers.get('etag')
    assert.match(tag, /^"[0-9a-f]{32}"$/, path)
    tags.set(path, { tag, text: first.text })
    for (const known of [tag, `"else", ${tag}`, `W/${tag}`, '*']) {
      const same = await again(path, known)
      assert.deepEqual([same.status, same.text, same.headers.get('etag')], [304, '', tag], `${path} ${known}`)
      assert.equal(same.headers.get('content-type'), null)
    }
    for (const unknown of ['"else"', tag.slice(0, -1), `${tag.slice(0, -2)}"`, ''])
      assert.equal((await again(path, unknown)).status, 200, `${path} ${unknown}`)
  }
  await village.done(id, 'note', { text: '记一笔' })
  await village.register()
  for (const path of reads()) {
    const { tag, text } = tags.get(path)
    const now = await again(path, tag)
    if (path === '/api/v1/organisations' || path.endsWith('limit=2')) assert.equal(now.status, 304, path)
    else {
      assert.equal(now.status, 200, path)
      assert.notEqual(now.headers.get('etag'), tag, path)
      assert.notEqual(now.text, text, path)
      assert.equal((await again(path, now.headers.get('etag'))).status, 304, path)
    }
  }
})

test('the ETag is of what this reader sees, and opens nothing to another', async () => {
  const path = `/api/v1/disputes/${id}`
  const mine = (await village.get(path)).headers.get('etag')
  assert.equal((await colleague.get(path)).headers.get('etag'), mine)
  const none = await again(path, mine, stranger)
  assert.deepEqual([none.status, none.headers.get('etag')], [404, null])
  assert.equal((await again(path, '*', stranger)).status, 404)
  const list = (await village.get('/api/v1/disputes')).headers.get('etag')
  assert.equal((await again('/api/v1/disputes', list, stranger)).status, 200)
})
