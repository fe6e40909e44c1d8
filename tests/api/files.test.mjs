// Files: sent in parts, resumed after a cut, attached within a day, given out as
// they were, refused and reported when they were tampered with; and all of it in
// memory that does not grow with the file.

import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, send } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const CHUNK = 256 * 1024
const PART = 4 * CHUNK

let service
let site
let village
let other
let id
before(async () => {
  // A sanitizer keeps what was freed; that is not what is measured here.
  process.env.ASAN_OPTIONS = [process.env.ASAN_OPTIONS, 'quarantine_size_mb=1'].filter(Boolean).join(':')
  service = await startService()
  site = await openSite(service)
  ;[village, other] = await site.all('village.a', 'township.a')
  id = (await village.register()).id
})
after(() => service?.stop())

const freshId = () => randomBytes(16).toString('hex')
const pdf = (n) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(n - 9)])
const place = (upload, dispute = id) => `/api/v1/disputes/${dispute}/uploads/${upload}`
const put = (who, upload, body, range, dispute = id) => send(`${service.url}${place(upload, dispute)}`, {
  method: 'PUT',
  headers: { ...who.headers, 'Content-Type': 'application/octet-stream', ...(range ? { 'Content-Range': range } : {}) },
  body,
})
const part = (who, upload, file, from, to = Math.min(from + PART, file.length)) =>
  put(who, upload, file.subarray(from, to), `bytes ${from}-${to - 1}/${file.length}`)
const stand = (who, upload, size) => put(who, upload, '', `bytes */${size}`)

async function sendAll(who, upload, file, from = 0) {
  let answer
  for (let at = from; at < file.length; at += PART) {
    answer = await part(who, upload, file, at)
    assert.equal(answer.status, 200, answer.text)
  }
  return answer.json
}
const fetchFile = (who, no, dispute = id) =>
  fetch(`${service.url}/api/v1/disputes/${dispute}/attachments/${no}/content`, { headers: who.headers })
const verify = () => hejie(service, 'verify')

test('a small file goes in and comes out as it was, as a download, noted', async () => {
  const upload = freshId()
  const text = Buffer.from('收条:今收到乙丑亮八百元')
  const sent = await put(village, upload, text)
  assert.deepEqual(sent.json, { upload, received: text.length, size: text.length, complete: true, type: 'text' })

  const done = await village.done(id, 'attach', { upload, paper: 'performance', name: '收条 第1页.txt', party: 1 })
  assert.deepEqual(done.kinds, ['attached'])
  refused(await village.ask(id, 'attach', { upload, paper: 'other', name: '再附' }), 409, 'already-done')

  const [row] = (await village.read(`/api/v1/disputes/${id}/attachments`)).items
  assert.deepEqual([row.no, row.paper, row.type, row.size, row.name, row.detached, row.body],
    [1, 'performance', 'text', text.length, '收条 第1页.txt', false, village.org])

  const reply = await fetchFile(village, 1)
  assert.deepEqual(Buffer.from(await reply.arrayBuffer()), text)
  assert.equal(reply.headers.get('content-disposition'),
    `attachment; filename*=UTF-8''${encodeURIComponent('收条 第1页.txt')}`)
  assert.equal(reply.headers.get('x-content-type-options'), 'nosniff')
  assert.deepEqual(await sql(service.database, `SELECT count(*) FROM hejie.read_log WHERE what = 'attachment'`), [['1']])

  // At rest it is neither the text nor the name.
  const [[bytes]] = await sql(service.database, `SELECT encode(bytes, 'hex') FROM hejie.upload_chunk WHERE upload = '${upload}'`)
  assert.ok(!bytes.includes(text.toString('hex').slice(0, 24)))
  const [[event]] = await sql(service.database, `SELECT bytes FROM hejie.event WHERE kind = 'attached'`)
  assert.ok(!event.includes('收条'))
  assert.equal(JSON.parse(event).body.digest, createHash('sha256').update(Buffer.from(bytes, 'hex')).digest('hex'))
})

test('a cut upload goes on from where it was', async () => {
  const file = pdf(3 * PART + 12345)
  const upload = freshId()
  assert.equal((await part(village, upload, file, 0)).json.received, PART)

  // The line breaks in the middle of the second part.
  const half = file.subarray(PART, PART + CHUNK)
  await new Promise((done) => {
    const socket = connect(service.port, '127.0.0.1', () => {
      socket.write(`PUT ${place(upload)} HTTP/1.1\r\nHost: 127.0.0.1:${service.port}\r\n` +
        `Authorization: ${village.headers.Authorization}\r\nContent-Length: ${PART}\r\n` +
        `Content-Range: bytes ${PART}-${2 * PART - 1}/${file.length}\r\n\r\n`)
      socket.write(half, () => socket.destroy())
    })
    socket.on('close', done)
  })
  const now = (await stand(village, upload, file.length)).json
  assert.deepEqual([now.received, now.complete], [PART, false])
  refused(await village.ask(id, 'attach', { upload, paper: 'evidence', name: '照片' }), 409, 'no-such-file')
  refused(await part(village, upload, file, 2 * PART), 400, 'invalid-field')
  assert.equal((await part(village, upload, file, 0)).json.received, PART, 'a part sent again changes nothing')
  assert.equal((await sendAll(village, upload, file, now.received)).complete, true)
  assert.equal((await stand(village, upload, file.length)).json.complete, true)

  await village.done(id, 'attach', { upload, paper: 'evidence', name: '证据.pdf' })
  const got = Buffer.from(await (await fetchFile(village, 2)).arrayBuffer())
  assert.ok(got.equals(file))
})

test('what is no paper is not taken; nobody else sends, attaches or reads', async () => {
  for (const bad of ['<html><script>alert(1)</script>', 'MZ\x90\x00', '#!/bin/sh\n', 'PK\x03\x04rest'])
    refused(await put(village, freshId(), Buffer.from(bad, 'latin1')), 415, 'media-type')
  refused(await put(village, freshId(), '', `bytes */${51 * 1024 * 1024}`), 413, 'body-too-long')
  refused(await put(village, freshId(), pdf(10), 'bytes 5-14/20'), 400, 'invalid-field')
  refused(await put(village, freshId(), randomBytes(PART + 1)), 413, 'body-too-long')
  const upload = freshId()
  refused(await put(other, upload, pdf(20)), 404, 'not-found')
  assert.equal((await put(village, upload, pdf(20))).status, 200)
  assert.equal((await fetchFile(other, 1)).status, 404)
  const second = await site.as('village.b')
  refused(await put(second, upload, '', 'bytes */20'), 404, 'not-found')
  refused(await second.ask(id, 'attach', { upload, paper: 'other', name: '别人的' }), 409, 'no-such-file')
})

test('detached: listed, not given out', async () => {
  await village.done(id, 'detach', { attachment: 1, reason: '附错了' })
  refused(await village.ask(id, 'detach', { attachment: 1, reason: '附错了' }), 409, 'no-such-entity')
  assert.equal((await fetchFile(village, 1)).status, 404)
  const items = (await village.read(`/api/v1/disputes/${id}/attachments`)).items
  assert.deepEqual(items.map((a) => a.detached), [true, false])
})

test('not attached within a day: gone', async () => {
  const upload = freshId()
  assert.equal((await put(village, upload, pdf(100))).status, 200)
  await site.move('2024-01-01T20:00:00+08:00')
  assert.equal((await stand(village, upload, 100)).json.complete, true)
  await site.move('2024-01-02T12:30:00+08:00')
  const until = Date.now() + 20_000
  const left = async () => (await sql(service.database, `SELECT count(*) FROM hejie.upload WHERE upload = '${upload}'`))[0][0]
  while ((await left()) !== '0' && Date.now() < until) await new Promise((done) => setTimeout(done, 50))
  assert.equal(await left(), '0')
  refused(await village.ask(id, 'attach', { upload, paper: 'other', name: '迟了' }), 409, 'no-such-file')
  // What was attached stays.
  assert.equal((await fetchFile(village, 2)).status, 200)
})

async function highWater() {
  const list = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    if (new RegExp(`^PPid:\\s+${service.pid}$`, 'm').test(status)) list.push(Number(/VmHWM:\s+(\d+)/.exec(status)[1]))
  }
  return Math.max(...list)
}

test('fifty mebibytes in a worker that stays small', async () => {
  const upload = freshId()
  const file = pdf(50 * 1024 * 1024)
  const before = await highWater()
  assert.equal((await sendAll(village, upload, file)).complete, true)
  await village.done(id, 'attach', { upload, paper: 'recording', name: '大卷宗.pdf' })
  const items = (await village.read(`/api/v1/disputes/${id}/attachments`)).items
  const reply = await fetchFile(village, items.at(-1).no)
  assert.equal(reply.headers.get('content-length'), String(file.length))
  assert.ok(Buffer.from(await reply.arrayBuffer()).equals(file))
  const grown = (await highWater()) - before
  assert.ok(grown < 20 * 1024, `a worker grew by ${grown} KiB`)
})

test('tampered with: refused at download, reported by verify', async () => {
  const clean = await verify()
  assert.match(clean.stdout, /3 files\n/)
  assert.match(clean.stdout, / 0 faults/)
  await sql(service.database, `UPDATE hejie.upload_chunk c SET bytes = set_byte(bytes, 1000, get_byte(bytes, 1000) # 1)
    FROM hejie.attachment a WHERE a.no = 2 AND c.upload = a.upload AND c.no = 5`)
  const reply = await fetchFile(village, 2)
  assert.equal(reply.status, 409)
  assert.equal((await reply.json()).type, '/problems/file-tampered')
  const found = await verify()
  assert.equal(found.code, 3)
  assert.match(found.stdout, new RegExp(`FAULT ${id}/\\d+ the attached file is not what was attached`))
  await sql(service.database, `DELETE FROM hejie.upload_chunk c USING hejie.attachment a
    WHERE a.no = 2 AND c.upload = a.upload AND c.no = 5`)
  assert.equal((await fetchFile(village, 2)).status, 409)
})

test('whoever erases the texts of a dispute erases its files', async () => {
  const { id: second } = await village.register()
  const upload = freshId()
  await put(village, upload, Buffer.from('一段话'), undefined, second)
  await village.done(second, 'attach', { upload, paper: 'other', name: '一段话' })
  assert.equal((await fetchFile(village, 1, second)).status, 200)
  const admin = await site.as('admin')
  const answer = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/order-erasure', {
    places: [{ dispute: second }], reason: 'requested' })
  assert.equal(answer.status, 200, answer.text)
  await site.move('2024-01-02T13:00:00+08:00')
  assert.equal((await fetchFile(village, 1, second)).status, 404)
  const [row] = (await village.read(`/api/v1/disputes/${second}/attachments`)).items
  assert.equal(row.name, '(已删除)')
})
