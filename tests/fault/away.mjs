// A database that is away is told at once, and nothing is half done.
//
//   scripts/with-database node tests/fault/away.mjs
//
// PostgreSQL is killed, and then stopped in its tracks so that it takes
// connections and says nothing: who asks is answered 503 with Retry-After long
// before the request's own time is over.  When it is back the service works,
// and what was asked for meanwhile is there once, or asked again is.

import { freshKey, openSite, registration, send, takeUp } from '../api/lib/client.mjs'
import { sql, startService } from '../api/lib/service.mjs'
import { claim, cluster, failures, pause, subcommand } from './lib/ground.mjs'

const REQUEST_MS = 60_000
const service = await startService({ init: ['--ladder', 'none'], settings: { log_level: 'info', request_timeout: `${REQUEST_MS}ms`, login_account_per_minute: 1000 } })
const site = await openSite(service)
const village = await site.as('village.a')
const { id } = await village.register()
await takeUp(village, id)
// Of what is asked here: a clocks agent may write at any time.
const total = async () => Number((await sql(service.database, "SELECT count(*) FROM hejie.event WHERE kind IN ('noted', 'registered')"))[0][0])

/** What is asked: a read, a list, a command, a sign-in. */
const asks = {
  'a read': (key) => village.get(`/api/v1/disputes/${id}`),
  'a list': (key) => village.get('/api/v1/disputes'),
  'a command': (key) => village.ask(id, 'note', { text: '断开时' }, { key }),
  'a registration': (key) => village.post('/api/v1/disputes', registration(), { key }),
  'a sign-in': (key) => send(`${service.url}/api/v1/sign-in`, { method: 'POST', body: { login: 'village.b', password: 'x' } }),
}

/** All at once; how long each took and what it was told. */
async function all(keys) {
  return Promise.all(
    Object.entries(asks).map(async ([what, ask]) => {
      const begun = performance.now()
      const answer = await ask(keys[what])
      return { what, ms: Math.round(performance.now() - begun), told: `${answer.status} ${answer.json?.type} ${answer.headers.get('retry-after')}` }
    }),
  )
}
const keysOf = () => Object.fromEntries(Object.keys(asks).map((what) => [what, freshKey()]))
const away = (list) => list.every((a) => /^503 \/problems\/(database|busy) [1-9]/.test(a.told))
const slowest = (list) => Math.max(...list.map((a) => a.ms))
const say = (list) => list.map((a) => `${a.what}: ${a.told} in ${a.ms} ms`).join('\n       ')

/** Works again: asked with the same keys, each is done, once. */
async function back(before, keys, what) {
  const until = Date.now() + 30_000
  let list
  do {
    list = await all(keys)
    if (list.every((a) => !a.told.startsWith('503'))) break
    await pause(100)
  } while (Date.now() < until)
  claim(`${what}: when it is back, the service works`, list.every((a) => /^(20\d|401) /.test(a.told)), say(list))
  const now = await total()
  await all(keys)
  claim(`${what}: what was asked for is there once`, (await total()) === now && now > before, `${before}, ${now}, ${await total()}`)
}

/** To each of them that has not ended meanwhile. */
function signal(pids, name) {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
}

// 1. Gone.
{
  const before = await total()
  const keys = keysOf()
  await cluster.end()
  const first = await all(keys)
  claim(`gone: told within ${slowest(first)} ms`, away(first) && slowest(first) < 5000, say(first))
  const known = await all(keys)
  claim(`gone: known, told within ${slowest(known)} ms`, away(known) && slowest(known) < 1000, say(known))
  const ready = await send(`${service.url}/readyz`)
  claim('gone: /readyz says so', ready.status === 503, ready.text)
  await cluster.start()
  claim('gone: nothing is half done', (await total()) === before)
  await back(before, keys, 'gone')
}

// 2. Mute: it takes connections and does not answer.
{
  const before = await total()
  const keys = keysOf()
  const frozen = cluster.processes()
  signal(frozen, 'SIGSTOP')
  let first, known
  try {
    first = await all(keys)
    known = await all(keys)
  } finally {
    signal(frozen, 'SIGCONT')
  }
  claim(`mute: told within ${slowest(first)} ms, not ${REQUEST_MS}`, away(first) && slowest(first) < 15_000, say(first))
  claim(`mute: known, told within ${slowest(known)} ms`, away(known) && slowest(known) < 15_000, say(known))
  await back(before, keys, 'mute')
}

const verified = await subcommand(service, 'verify')
claim('hejie verify finds 0 faults', / 0 faults/.test(verified), verified.slice(-1000))
const rebuilt = await subcommand(service, 'rebuild', '--check')
claim('hejie rebuild --check finds 0 differences', / 0 differences/.test(rebuilt), rebuilt.slice(-1000))
await service.stop()
process.exit(failures() > 0 ? 1 : 0)
