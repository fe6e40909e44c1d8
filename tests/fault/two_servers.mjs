// Two servers on one database: every limit falls once, whoever sees it first.
//
//   scripts/with-database node tests/fault/two_servers.mjs
//
// Both have clocks agents of their own; writers go to either, and time is moved
// through either.

import { openSite } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { Server, Writer, chanceFrom, claim, claimWhole, failures, moveTime, pause } from './lib/ground.mjs'

const chance = chanceFrom(Number(process.env.HJ_SEED ?? 20261121))
const begins = '2024-01-02T01:00:00.000Z'
const service = await startService({ init: ['--ladder', 'none'], settings: { log_level: 'info' } })
const site = await openSite(service)
const clients = await site.all('village.a', 'village2.a', 'township.a')
const admin = await site.as('admin')
await site.move(begins)

const second = new Server(service, `127.0.0.2:${service.port}`)
second.environment.HEJIE_ALLOW_HOSTS = '127.0.0.2'
second.start()
await second.ready()

const urls = [service.url, second.url]
const time = moveTime(admin, urls, begins, 5)
const writers = clients.map((client) => new Writer(client, urls, chance))
const writing = writers.map((w) => w.write())
await pause(12_000)
for (const w of writers) w.stopped = true
await Promise.all(writing)
await time.finish(60)

claim('no command was refused', writers.every((w) => w.refused === 0), writers.map((w) => w.firstRefusal).find(Boolean))
await claimWhole(service, writers, service.url)
await second.stop()
claim('the second server ended well', second.child.exitCode === 0, String(second.child.exitCode))
await service.stop()
process.exit(failures() > 0 ? 1 : 0)
