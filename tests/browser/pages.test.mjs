// How the service hands out the pages: whole, short, once, and nothing else.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request } from 'node:http'

import { deskSize, phoneSize } from './lib/browser.mjs'
import { setUp } from './lib/set_up.mjs'

const dist = new URL('../../server/web/dist/', import.meta.url)
const rows = (await readFile(new URL('pages.tsv', dist), 'utf8')).trim().split('\n').slice(1).map((l) => l.split('\t'))
let service, browser
setUp((s) => ({ service, browser } = s), {})

// Bare: fetch would unpack what came.
function get(path, headers = {}, method = 'GET') {
  return new Promise((done, failed) => {
    const asked = request(`${service.url}${path}`, { headers, method }, (reply) => {
      const parts = []
      reply.on('data', (part) => parts.push(part))
      reply.on('end', () => done({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts) }))
    })
    asked.on('error', failed)
    asked.end()
  })
}

test('each address answers its file in every coding, and not again to who has it', async () => {
  for (const [path, file, type, forever] of rows) {
    const whole = await readFile(new URL(file, dist))
    const address = path.replaceAll(/\{[a-z_]+\}/g, 'x')
    for (const [accepted, unpack] of [['br, gzip', brotliDecompressSync], ['gzip', gunzipSync], ['br;q=0, identity', (b) => b]]) {
      const answer = await get(address, { 'Accept-Encoding': accepted })
      assert.equal(answer.status, 200, address)
      const packed = answer.headers['content-encoding'] !== undefined
      assert.ok((packed ? unpack(answer.body) : answer.body).equals(whole), `${address} ${accepted}`)
      assert.equal(answer.headers['content-type'], type)
      assert.equal(answer.headers.vary, 'Accept-Encoding')
      assert.match(answer.headers['cache-control'], forever === '1' ? /immutable/ : /^no-cache$/)
      const again = await get(address, { 'Accept-Encoding': accepted, 'If-None-Match': answer.headers.etag })
      assert.deepEqual([again.status, again.body.length], [304, 0])
    }
  }
})

test('the page is forbidden what a page could be tricked into', async () => {
  const answer = await get('/')
  const policy = answer.headers['content-security-policy']
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
    assert.ok(policy.includes(part), policy)
  assert.ok(!/unsafe|data:|\*/.test(policy), policy)
  const html = answer.body.toString()
  assert.ok(!/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/i.test(html), html)
})

test('nothing else is handed out', async () => {
  for (const path of ['/pages.tsv', '/assets', '/assets/', '/assets/../pages.tsv', '/assets/%2e%2e/pages.tsv', '/server/web/dist/index.html', '/index.html', '/disputes/x/y', '/manifest.json'])
    assert.equal((await get(path)).status === 200, false, path)
  const head = await get('/', {}, 'HEAD')
  assert.deepEqual([head.status, head.body.length], [200, 0])
  assert.equal((await get('/', {}, 'POST')).status, 405)
})

// What the build says of each page's parts, seen by the browser that has nothing yet.
const first = [
  ['the first page on a desk', null, deskSize, '/', 300],
  ['the workbench on a desk', 'village.a', deskSize, '/', 300],
  ['the workbench on a telephone', 'village.a', phoneSize, '/', 150],
]
test('the first page, and the workbench on a telephone, are as small as they may be', async () => {
  for (const [name, account, size, path, most] of first)
    for (const language of ['zh', 'en']) {
      const fresh = await browser.visit(service, account, size, { path, language })
      await fresh.still()
      const files = await fresh.evaluate(() => [location.href, ...performance.getEntriesByType('resource').map((r) => r.name)])
      const sizes = await Promise.all(
        [...new Set(files.map((f) => new URL(f).pathname))]
          .filter((p) => !p.startsWith('/api/'))
          .map(async (p) => [p, (await get(p, { 'Accept-Encoding': 'gzip' })).body.length]),
      )
      const all = sizes.reduce((sum, [, n]) => sum + n, 0)
      console.log(`# ${name}, ${language}: ${(all / 1024).toFixed(1)} KiB compressed, ${sizes.length} files`)
      assert.ok(sizes.length > 3 && all <= most * 1024, `${name}: ${all} bytes\n${sizes.join('\n')}`)
      await fresh.context().close()
    }
})
