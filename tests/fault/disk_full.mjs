// A full disk costs nothing that was acknowledged, and writing goes on by itself
// once there is room again.
//
//   scripts/with-database node tests/fault/disk_full.mjs
//
// The timeline is put on a small file system, which is filled up under load.
// It needs the right to mount one, so it is no part of what a change needs
// (scripts/test); without the right it says so and claims nothing.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { openSite } from '../api/lib/client.mjs'
import { sql, startService } from '../api/lib/service.mjs'
import { Server, Writer, chanceFrom, claim, claimWhole, failures, killNow, moveTime, pause } from './lib/ground.mjs'

const place = mkdtempSync('/tmp/hejie-small-')
try {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=0777', 'tmpfs', place], { stdio: 'pipe' })
} catch (error) {
  rmSync(place, { recursive: true })
  console.log(`# skipped: no file system can be mounted here: ${String(error.stderr).trim()}`)
  process.exit(0)
}
process.on('exit', () => {
  execFileSync('umount', ['-l', place])
  rmSync(place, { recursive: true })
})

const chance = chanceFrom(Number(process.env.HJ_SEED ?? 20261121))
const begins = '2024-01-02T01:00:00.000Z'
const service = await startService({ init: ['--ladder', 'none'], settings: { log_level: 'info' } })
const site = await openSite(service)
const clients = await site.all('village.a', 'village2.a')
const admin = await site.as('admin')
await site.move(begins)

// The tables and indexes of the timeline move while nobody writes.
const server = new Server(service)
killNow(service.pid)
execFileSync('mkdir', ['-m', '700', join(place, 'space')])
execFileSync('chown', ['postgres', join(place, 'space')])
await sql('postgres', `CREATE TABLESPACE small LOCATION '${join(place, 'space')}'`)
await sql(service.database, 'ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE small')
await sql(service.database, 'ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE small')
server.start()
await server.ready()

const time = moveTime(admin, [server.url], begins, 3)
const writers = clients.map((client) => new Writer(client, [server.url], chance))
const writing = writers.map((w) => w.write())
const sum = (what) => writers.reduce((n, w) => n + what(w), 0)
const fill = join(place, 'ballast')

await pause(2000)
const before = sum((w) => w.acknowledged.length)
try {
  for (let i = 0; ; i++) writeFileSync(`${fill}${i}`, Buffer.alloc(65_536))
} catch {
  // full
}
// Pages with room left are still written to; then it is over.
let seen
do {
  seen = sum((w) => w.acknowledged.length)
  await pause(3000)
} while (sum((w) => w.acknowledged.length) > seen)
const told = new Map(writers.flatMap((w) => [...w.failures]))
execFileSync('bash', ['-c', `rm -f ${fill}*`])
const until = Date.now() + 60_000
while (sum((w) => w.acknowledged.length) < seen + 50 && Date.now() < until) await pause(200)
for (const w of writers) w.stopped = true
await Promise.all(writing)
await time.finish(60)

claim(`${before} commands were acknowledged before`, before > 0)
claim('a full disk stops writing; each writer is told 503 and when to come again', [...told.keys()].join() === '503 with Retry-After', [...told].join(' '))
claim('with room again, writing goes on', sum((w) => w.acknowledged.length) >= seen + 50)
claim('no command was refused for it', sum((w) => w.refused) === 0, writers.map((w) => w.firstRefusal).find(Boolean))
await claimWhole(service, writers, server.url)
await server.stop()
await service.kill()
await sql('postgres', 'DROP TABLESPACE small')
process.exit(failures() > 0 ? 1 : 0)
