// What the fault tests share: servers that are killed and started again, a
// PostgreSQL that is, too, and writers that do not give up.
//
// A writer sends each command with a key of its own until it gets a definite
// answer (anything below 500); what was answered with success is acknowledged
// and must be there, once, whatever died meanwhile.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { freshKey, registration, send, sitting } from '../../api/lib/client.mjs'
import { sql } from '../../api/lib/service.mjs'

export const run = promisify(execFile)
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
export const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
export const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Numbers that HJ_SEED makes again (mulberry32). */
export function chanceFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 2 ** 32
  }
}

let failed = 0

/** Print `ok …` or `FAIL …`, as scripts/fault wants it. */
export function claim(words, holds, more = '') {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${words}${holds || more === '' ? '' : `\n       ${more}`}`)
  if (!holds) failed++
}
export const failures = () => failed

// ---- processes --------------------------------------------------------------

export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

export function killNow(pid) {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

/** Does it run?  What is dead and was not waited for does not. */
function isAlive(pid) {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** `hejie serve`, of which any process may be killed. */
export class Server {
  constructor(service, listen) {
    this.environment = { ...service.environment, ...(listen ? { HEJIE_LISTEN: listen } : {}) }
    this.url = `http://${this.environment.HEJIE_LISTEN}`
    this.log = service.log
    // A test that ends badly leaves nothing behind.
    process.on('exit', () => this.child !== undefined && this.isThere && this.child.kill('SIGKILL'))
  }

  start() {
    const output = openSync(this.log, 'a')
    this.child = spawn(binary, ['serve'], { env: this.environment, stdio: ['ignore', output, output] })
    closeSync(output)
  }

  get isThere() {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Start it again if it is gone, as an init system does. */
  mind() {
    if (!this.isThere) this.start()
  }

  children() {
    return childrenOf(this.child.pid)
  }

  async ready() {
    for (;;) {
      this.mind()
      try {
        const reply = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) })
        await reply.arrayBuffer()
        if (reply.status === 200) return
      } catch {
        // not yet
      }
      await pause(100)
    }
  }

  async stop() {
    if (!this.isThere) return
    this.child.kill('SIGTERM')
    await once(this.child, 'exit')
  }
}

/** The PostgreSQL of scripts/with-database. */
export const cluster = {
  folder: dirname(process.env.PGHOST),

  postmaster() {
    return Number(readFileSync(join(this.folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
  },

  /** A process that serves a connection to `database`, or 0. */
  async backend(database, chance) {
    const rows = await sql(
      'postgres',
      `SELECT pid FROM pg_stat_activity WHERE datname = '${database}' AND backend_type = 'client backend'`,
    )
    return rows.length === 0 ? 0 : Number(rows[Math.floor(chance() * rows.length)][0])
  },

  /** All processes of it. */
  processes() {
    const pid = this.postmaster()
    return [pid, ...childrenOf(pid)]
  },

  /** Kill the postmaster and wait until what it left has gone. */
  async end() {
    const left = this.processes()
    if (!killNow(left[0])) return false
    while (left.some(isAlive)) await pause(50)
    // A dead postmaster that nobody has waited for still has its number.
    for (const lock of ['postgres/data/postmaster.pid', 'run/.s.PGSQL.5432.lock'])
      await rm(join(this.folder, lock), { force: true })
    return true
  },

  async start() {
    await run('bash', ['-c', 'source scripts/lib.sh; cluster_start "$1"', 'start', this.folder], { cwd: root })
  },

  /** Kill it and start it anew. */
  async crash() {
    if (!(await this.end())) return false
    await this.start()
    return true
  },

  async answers() {
    for (let i = 0; i < 600; i++) {
      try {
        await sql('postgres', 'SELECT 1')
        return
      } catch {
        await pause(100)
      }
    }
    throw new Error('PostgreSQL does not answer')
  },
}

// ---- writers ----------------------------------------------------------------

/** One who writes until told to stop, and keeps what was acknowledged. */
export class Writer {
  constructor(client, urls, chance) {
    Object.assign(this, { client, urls, chance, acknowledged: [], refused: 0, again: 0, failures: new Map(), stopped: false })
  }

  /** Send until there is a definite answer. */
  async insist(path, body, wanted) {
    const key = freshKey()
    for (;;) {
      const url = this.urls[Math.floor(this.chance() * this.urls.length)]
      const headers = { ...this.client.headers, 'Idempotency-Key': key }
      try {
        const answer = await send(`${url}${path}`, { method: 'POST', headers, body })
        if (answer.status < 500 && answer.status !== 429) {
          if (answer.status !== wanted) {
            this.refused++
            this.firstRefusal ??= `${path} ${answer.text}`
            return null
          }
          this.acknowledged.push({ path, body, key, headers, text: answer.text, json: answer.json })
          return answer.json
        }
        const told = `${answer.status}${answer.headers.get('retry-after') === null ? '' : ' with Retry-After'}`
        this.failures.set(told, (this.failures.get(told) ?? 0) + 1)
      } catch {
        // killed under way: the outcome is unknown, and the key tells
      }
      this.again++
      await pause(20 + this.chance() * 150)
    }
  }

  command(id, name, body = {}) {
    return this.insist(`/api/v1/disputes/${id}/commands/${name}`, body, 200)
  }

  /** One dispute from its registration to its notes. */
  async life() {
    const made = await this.insist('/api/v1/disputes', registration(), 201)
    if (made === null) return
    for (const party of [1, 2])
      await this.command(made.id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
    await this.command(made.id, 'accept')
    await this.command(made.id, 'assign-mediators', {
      mediators: [{ person: this.client.person, disclosed: true }],
    })
    // Without its times: they would have to keep up with the time that moves.
    await this.command(made.id, 'log-session', { ...sitting(0), starts: undefined, ends: undefined })
    for (let i = 0; i < 3; i++) await this.command(made.id, 'note', { text: `第${i}次记事` })
  }

  async write() {
    while (!this.stopped) await this.life()
  }
}

// ---- what must hold ---------------------------------------------------------

/** Each event that was acknowledged is there; nothing else of these kinds is. */
export async function compareAcknowledged(database, writers) {
  const kinds = ['registered', 'consent_recorded', 'accepted', 'mediators_assigned', 'session_logged', 'noted']
  const rows = await sql(
    database,
    `SELECT kind, bytes::jsonb ->> 'id', stream, seq FROM hejie.event WHERE kind = ANY ('{${kinds.join(',')}}')`,
  )
  const stored = new Map(rows.map(([kind, id, stream, seq]) => [id, `${stream.replaceAll('-', '')}/${seq} ${kind}`]))
  const told = new Set()
  let lost = 0
  for (const { json } of writers.flatMap((w) => w.acknowledged))
    for (const { id, seq, kind } of json.events) {
      if (!kinds.includes(kind)) continue
      told.add(id)
      if (stored.get(id) !== `${json.id}/${seq} ${kind}`) lost++
    }
  const extra = [...stored.keys()].filter((id) => !told.has(id)).length
  return { acknowledged: told.size, lost, extra, twice: rows.length - stored.size }
}

/** Asked again with its key, each command has its first answer. */
export async function countOtherAnswers(url, writers, most) {
  const all = writers.flatMap((w) => w.acknowledged)
  let other = 0
  for (let i = 0; i < all.length; i += Math.ceil(all.length / most)) {
    const { path, headers, body, text } = all[i]
    const answer = await send(`${url}${path}`, { method: 'POST', headers, body })
    if (answer.text !== text) other++
  }
  return other
}

/** Limits that fell more than once, that fell early, and that did not fall. */
export async function wrongClocks(database) {
  const [[twice, early, left, fired]] = await sql(
    database,
    `WITH fired AS (
       SELECT stream, (bytes::jsonb #>> '{body,clock,no}')::int AS no,
              (bytes::jsonb ->> 'at')::timestamptz AS at,
              (bytes::jsonb #>> '{body,clock,due}')::timestamptz AS due
         FROM hejie.event WHERE kind = 'clock_fired')
     SELECT (SELECT count(*) FROM (SELECT FROM fired GROUP BY stream, no HAVING count(*) > 1) x),
            (SELECT count(*) FROM fired WHERE at < due),
            (SELECT count(*) FROM hejie.clock WHERE state = 'running' AND due <= hejie.moment()),
            (SELECT count(*) FROM fired)`,
  )
  return { twice: Number(twice), early: Number(early), left: Number(left), fired: Number(fired) }
}

export async function subcommand(service, ...args) {
  try {
    return (await run(binary, args, { env: service.environment })).stdout
  } catch (error) {
    return `${error.stdout}${error.stderr}`
  }
}

/** What must hold of the database whatever died. */
export async function claimWhole(service, writers, url) {
  const found = await compareAcknowledged(service.database, writers)
  claim(`${found.acknowledged} acknowledged events are all there`, found.lost === 0, `${found.lost} are lost`)
  claim('nothing was done twice', found.extra === 0 && found.twice === 0, `${found.extra} more, ${found.twice} twice`)
  const other = await countOtherAnswers(url, writers, 200)
  claim('asked again, a command has its first answer', other === 0, `${other} have another`)
  const clocks = await wrongClocks(service.database)
  claim(
    `${clocks.fired} limits fell, each once, none early, none left`,
    clocks.fired > 0 && clocks.twice + clocks.early + clocks.left === 0,
    JSON.stringify(clocks),
  )
  const verified = await subcommand(service, 'verify')
  claim('hejie verify finds 0 faults', / 0 faults/.test(verified), verified.slice(-1000))
  const rebuilt = await subcommand(service, 'rebuild', '--check')
  claim('hejie rebuild --check finds 0 differences', / 0 differences/.test(rebuilt), rebuilt.slice(-1000))
}

/** Simulated time, moved by the day until `stop()`; failures are tried again. */
export function moveTime(admin, urls, from, days) {
  const state = { now: new Date(from), stopped: false }
  const move = async () => {
    for (let i = 0; ; i++)
      try {
        const answer = await send(`${urls[i % urls.length]}/api/v1/simulation/now`, {
          method: 'POST',
          headers: { ...admin.headers, 'Idempotency-Key': freshKey() },
          body: { now: state.now.toISOString() },
        })
        if (answer.status === 200) return
        state.last = answer.text
      } catch {
        await pause(100)
      }
  }
  const loop = (async () => {
    while (!state.stopped) {
      await pause(400)
      const next = new Date(state.now.getTime() + days * 86_400_000)
      state.now = next
      await move()
    }
  })()
  return {
    /** Stop, move `days` more, and wait until all that is due has fallen. */
    finish: async (more) => {
      state.stopped = true
      await loop
      state.now = new Date(state.now.getTime() + more * 86_400_000)
      await move()
    },
  }
}
