// Nothing that was acknowledged is lost, and nothing is done twice, whatever
// is killed.
//
//   scripts/with-database node tests/fault/kill.mjs [KILLS]     10
//
// Under the load of writers, processes are killed at random: workers, agents
// and the supervisor of the service, backends and the postmaster of
// PostgreSQL.  The test starts again what an init system would.  HJ_SEED makes
// the same choices again; the moments differ, as they do in life.

import { openSite } from '../api/lib/client.mjs'
import { startService } from '../api/lib/service.mjs'
import { Server, Writer, chanceFrom, claim, claimWhole, cluster, failures, killNow, moveTime, pause } from './lib/ground.mjs'

const kills = Number(process.argv[2] ?? process.env.HEJIE_KILLS ?? 10)
const seed = Number(process.env.HJ_SEED ?? 20261121)
const chance = chanceFrom(seed)
const accounts = ['village.a', 'village.b', 'village2.a', 'township.a']
const begins = '2024-01-02T01:00:00.000Z'

console.log(`# ${kills} kills, HJ_SEED=${seed}`)
const service = await startService({ init: ['--ladder', 'none'], settings: { log_level: 'info' } })
const site = await openSite(service)
const clients = await site.all(...accounts)
const admin = await site.as('admin')
await site.move(begins)

// From here on its processes are ours.
const server = new Server(service)
killNow(service.pid)
server.start()
await server.ready()

const time = moveTime(admin, [server.url], begins, 3)
const writers = clients.map((client) => new Writer(client, [server.url], chance))
const writing = writers.map((w) => w.write())

const victims = {
  async worker() {
    const [first, second] = server.children()
    return killNow(chance() < 0.5 ? first : second)
  },
  async agents() {
    return killNow(server.children().at(-1))
  },
  async supervisor() {
    const gone = killNow(server.child.pid)
    await pause(50)
    server.mind()
    return gone
  },
  async backend() {
    const pid = await cluster.backend(service.database, chance)
    return pid !== 0 && killNow(pid)
  },
  async postmaster() {
    return cluster.crash()
  },
}
// What dies most often in life is tried most often.
const names = ['worker', 'worker', 'agents', 'backend', 'backend', 'supervisor', 'postmaster']
const done = {}

for (let n = 0; n < kills;) {
  await pause(200 + chance() * 800)
  await cluster.answers()
  server.mind()
  // Each kind at least once, then at random.
  const kind = Object.keys(victims).find((k) => !done[k]) ?? names[Math.floor(chance() * names.length)]
  if (!(await victims[kind]())) continue
  done[kind] = (done[kind] ?? 0) + 1
  n++
}

await cluster.answers()
await server.ready()
await pause(1000)
for (const w of writers) w.stopped = true
await Promise.all(writing)
await time.finish(60)

const sum = (what) => writers.reduce((n, w) => n + what(w), 0)
console.log(`# ${JSON.stringify(done)}; ${sum((w) => w.acknowledged.length)} acknowledged, ${sum((w) => w.again)} sent again`)
claim(`${kills} processes were killed, of every kind`, Object.keys(done).length === Object.keys(victims).length)
claim('no command was refused for it', sum((w) => w.refused) === 0, writers.map((w) => w.firstRefusal).find(Boolean))
await claimWhole(service, writers, server.url)
await server.stop()
await service.kill()
process.exit(failures() > 0 ? 1 : 0)
