// Signed checkpoints, read by a verifier that shares no line with the program
// (lib/proof.mjs, from the description of the format).

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { logText, openSite, refused } from './lib/client.mjs'
import { isConsistent, isIncluded, leafOf, openCheckpoint, readVerifier, rootOf } from './lib/proof.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
let folder
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hejie-checkpoints-'))
  service = await startService({ settings: { checkpoint_folder: folder } })
  site = await openSite(service)
  village = await site.as('village.a')
  await village.register()
  await site.move('2024-01-05T16:00:00+08:00')
  for (let i = 0; i < 30; i++) await village.register()
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const query = (text) => sql(service.database, text)
const leaves = async () => (await query("SELECT encode(leaf, 'hex') FROM hejie.log ORDER BY position")).map(([l]) => Buffer.from(l, 'hex'))
const stored = async () =>
  (await query("SELECT size, encode(convert_to(note, 'UTF8'), 'hex'), verifier FROM hejie.checkpoint ORDER BY size")).map(([size, note, verifier]) => ({
    size: Number(size),
    note: Buffer.from(note, 'hex').toString('utf8'),
    verifier,
  }))

test('time moved by hand answers when everything so far is signed', async () => {
  for (let day = 6; day < 12; day++) {
    await village.register()
    await site.move(`2024-01-${String(day).padStart(2, '0')}T16:00:00+08:00`)
    const [log, checkpoints] = [await leaves(), await stored()]
    assert.equal(checkpoints.at(-1).size, log.length)
    assert.deepEqual(await query('SELECT count(*) FROM hejie.event'), [[String(log.length)]])
  }
})

test('every checkpoint is the signed root of what the log was', async () => {
  const [log, checkpoints] = [await leaves(), await stored()]
  assert.ok(checkpoints.length >= 7)
  for (const { size, note, verifier } of checkpoints) {
    const checkpoint = openCheckpoint(note, readVerifier(verifier))
    assert.deepEqual([checkpoint.size, checkpoint.epoch], [size, 1])
    assert.equal(checkpoint.root.toString('hex'), rootOf(log.slice(0, size)).toString('hex'))
  }
})

test('each is kept in the folder too', async () => {
  const kept = await readFile(join(folder, 'checkpoints'), 'utf8')
  assert.equal(kept, (await stored()).map(({ note }) => `${note}\n`).join(''))
})

test('administrator and auditor read checkpoints, others do not know of positions', async () => {
  const admin = await site.as('admin')
  const first = await admin.read('/api/v1/checkpoints?limit=3')
  const all = (await stored()).reverse()
  assert.deepEqual(first.items.map((c) => [c.size, c.checkpoint, c.verifier]), all.slice(0, 3).map((c) => [c.size, c.note, c.verifier]))
  const second = await admin.read(`/api/v1/checkpoints?${first.next}`)
  assert.equal(second.items[0].size, all[3].size)
  assert.equal((await admin.read(`/api/v1/checkpoints/${all[1].size}`)).checkpoint, all[1].note)
  refused(await admin.get(`/api/v1/checkpoints/${all[1].size - 1}`), 404, 'not-found')
  const { id } = await village.register()
  for (const path of ['', `/${all[0].size}`, `/${all[0].size}/inclusion?stream=${id}&seq=1`, `/${all[0].size}/consistency?from=1`])
    refused(await village.get(`/api/v1/checkpoints${path}`), 403, 'forbidden')
})

test('every event is proved to be in the log that was signed', async () => {
  const admin = await site.as('admin')
  const { size, note, verifier } = (await stored()).at(-1)
  const { root } = openCheckpoint(note, readVerifier(verifier))
  const events = await query(`SELECT replace(stream::text, '-', ''), seq, encode(convert_to(bytes, 'UTF8'), 'hex'), position
    FROM hejie.event JOIN hejie.log USING (stream, seq) ORDER BY position`)
  assert.ok(size > 256, 'inner nodes are used')
  for (const [stream, seq, bytes, position] of events.filter((_, i) => i < size && (i % 17 === 0 || i === size - 1))) {
    const proof = await admin.read(`/api/v1/checkpoints/${size}/inclusion?stream=${stream}&seq=${seq}`)
    assert.equal(proof.position, Number(position))
    const [leaf, path] = [leafOf(Buffer.from(bytes, 'hex')), proof.proof.map((h) => Buffer.from(h, 'base64'))]
    assert.equal(proof.leaf, leaf.toString('base64'))
    assert.ok(isIncluded(proof.position, size, leaf, path, root))
    assert.ok(!isIncluded(proof.position + 1, size, leaf, path, root))
    path[0][0] ^= 1
    assert.ok(!isIncluded(proof.position, size, leaf, path, root))
  }
  const [stream, seq] = events.at(-1)
  refused(await admin.get(`/api/v1/checkpoints/${(await stored())[0].size}/inclusion?stream=${stream}&seq=${seq}`), 404, 'not-found')
  refused(await admin.get(`/api/v1/checkpoints/${size}/inclusion?stream=${stream}&seq=999999`), 404, 'not-found')
  refused(await admin.get(`/api/v1/checkpoints/${size}/inclusion?stream=abc&seq=1`), 400, 'invalid-field', { field: 'stream' })
  refused(await admin.get(`/api/v1/checkpoints/${size}/inclusion?stream=${stream}`), 400, 'invalid-field', { field: 'seq' })
})

test('each signed tree is the beginning of every later one', async () => {
  const admin = await site.as('admin')
  const signed = (await stored()).map(({ note, verifier }) => openCheckpoint(note, readVerifier(verifier)))
  const last = signed.at(-1)
  for (const old of signed) {
    const { proof } = await admin.read(`/api/v1/checkpoints/${last.size}/consistency?from=${old.size}`)
    const path = proof.map((h) => Buffer.from(h, 'base64'))
    assert.ok(isConsistent(old.size, last.size, old.root, last.root, path))
    if (old === last) continue
    assert.ok(!isConsistent(old.size, last.size, last.root, last.root, path))
    path.at(-1)[31] ^= 1
    assert.ok(!isConsistent(old.size, last.size, old.root, last.root, path))
  }
  refused(await admin.get(`/api/v1/checkpoints/${last.size}/consistency?from=${last.size + 1}`), 400, 'invalid-field', { field: 'from' })
  refused(await admin.get(`/api/v1/checkpoints/${last.size}/consistency`), 400, 'invalid-field', { field: 'from' })
  refused(await admin.get(`/api/v1/checkpoints/${last.size - 1}/consistency?from=1`), 404, 'not-found')
})

test('an older copy of the database signs nothing behind what was kept, until a new epoch', async () => {
  const [[events]] = await query('SELECT count(*) FROM hejie.event')
  let kept = ''
  for (const end = Date.now() + 30_000; ; ) {
    const newest = (await stored()).at(-1)
    kept = await readFile(join(folder, 'checkpoints'), 'utf8')
    if (newest.size === Number(events) && kept.endsWith(`${newest.note}\n`)) break
    assert.ok(Date.now() < end, 'all events are in the log, signed, and kept')
    await village.read('/api/v1/me')
  }
  const old = (await stored())[2].size
  // As if a copy of that day had been put back; what came later is lost.
  await query(`ALTER TABLE hejie.checkpoint DISABLE TRIGGER checkpoint_append_only;
    ALTER TABLE hejie.log_node DISABLE TRIGGER log_node_append_only;
    BEGIN; DELETE FROM hejie.checkpoint WHERE size > ${old}; DELETE FROM hejie.log_node WHERE (index + 1) << level > ${old}; COMMIT`)
  const until = Date.now() + 30_000
  while (!/checkpoint_refused.*folder_knows_more/.test(await logText(service))) {
    assert.ok(Date.now() < until, 'it says so')
    await village.read('/api/v1/me')
  }
  assert.equal((await stored()).at(-1).size, old)
  await query('UPDATE hejie.nature SET epoch = epoch + 1')
  await village.register()
  await site.move('2024-02-01T16:00:00+08:00')
  const last = (await stored()).at(-1)
  assert.equal(openCheckpoint(last.note, readVerifier(last.verifier)).epoch, 2)
  assert.ok(last.size > Number(events))
  assert.equal(await readFile(join(folder, 'checkpoints'), 'utf8'), `${kept}${last.note}\n`)
})
