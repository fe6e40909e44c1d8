// A message that was committed leaves after whatever was killed, once for each
// key; a receipt is entered once.
//
//   scripts/with-database node tests/fault/outbox.mjs
//
// The agents are killed while messages wait (the folder is not there, so they
// stand between the commit and the sending), and again while they are written.

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openSite, registration } from '../api/lib/client.mjs'
import { sql, startService } from '../api/lib/service.mjs'
import { Server, claim, failures, killNow, pause } from './lib/ground.mjs'

const MANY = 12
const folder = await mkdtemp(join(tmpdir(), 'hejie-outbox-'))
const out = join(folder, 'out')
const back = join(folder, 'in')
await mkdir(back)
const service = await startService({ settings: { outbox_folder: out, receipt_folder: back } })
const site = await openSite(service)
const [clerk] = await site.all('village.a')

// From here on its processes are ours.
const server = new Server(service)
killNow(service.pid)
server.start()
await server.ready()

const ids = []
for (let i = 0; i < MANY; i++) {
  const { id } = await clerk.register(registration())
  await clerk.done(id, 'agree-e-service', { party: 1, address: '10900000001', how: 'signature' })
  await clerk.done(id, 'set-contact-means', { ways: [{ party: 1, reach: 'sms' }] })
  for (const party of [1, 2]) await clerk.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await clerk.done(id, 'accept')
  ids.push(id)
}
const states = async () => Object.fromEntries(await sql(service.database,
  'SELECT state, count(*) FROM hejie.outbox GROUP BY 1'))
claim('all wait, committed and not sent', Number((await states()).waiting) === MANY)

// Killed before anything could be sent; then while it is being sent.
killNow(server.children().at(-1))
await mkdir(out)
await sql(service.database, 'UPDATE hejie.outbox SET next_at = now()')
const seen = new Map()
for (let i = 0; i < 400 && Number((await states()).sent ?? 0) < MANY; i++) {
  if (i % 10 === 3 && i < 40) killNow(server.children().at(-1))
  // A lease that a killed agent held is cut short, as its half minute would.
  await sql(service.database, "UPDATE hejie.outbox SET next_at = now() WHERE state = 'waiting'")
  await pause(100)
}
for (const f of (await readdir(out)).filter((f) => !f.startsWith('.'))) seen.set(f.slice(0, 32), (seen.get(f.slice(0, 32)) ?? 0) + 1)
claim('each was sent', ids.every((id) => seen.has(id)), JSON.stringify(await states()))
claim('once for each key', seen.size === MANY && [...seen.values()].every((n) => n === 1))

for (const f of await readdir(out)) if (!f.startsWith('.')) await writeFile(join(back, f), '{"result":"delivered","evidence":"r"}')
killNow(server.children().at(-1))
for (let i = 0; i < 300 && (await readdir(back)).length > 0; i++) {
  if (i === 5) killNow(server.children().at(-1))
  await pause(100)
}
let served = 0
for (const id of ids) {
  const events = (await clerk.timeline(id)).map((e) => e.event)
  served += events.filter((e) => e.kind === 'notice_served').length
}
claim('each receipt is entered once', served === MANY, String(served))

await server.stop()
await service.kill()
await rm(folder, { recursive: true, force: true })
process.exit(failures() > 0 ? 1 : 0)
