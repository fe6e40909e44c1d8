// A service of its own for a test, on a database of its own.
//
//   import { startService } from './lib/service.mjs'
//   const service = await startService()          // simulated time
//   await fetch(`${service.url}/readyz`)
//   service.signIns.get('admin')                  // { account, password, what }
//   await service.stop()                          // fails if it did not end well
//
// Needs a cluster: scripts/with-database node --test FILE.  The program is
// HEJIE_BINARY, by default the dev build.  Its log goes to HEJIE_TEST_LOGS,
// which scripts/test searches for faults; by default below the temporary folder.

import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { openSync, closeSync } from 'node:fs'
import { access, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const patience = 60_000 // sanitizers and a busy machine are slow

/** SQL as the superuser; rows as arrays of texts. */
export async function sql(database, text) {
  const { stdout } = await run('psql', ['-XAtq', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', text])
  return stdout.split('\n').filter((l) => l !== '').map((l) => l.split('\t'))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

// One line a sign-in: account, password, what he is; tabs between.
function readSignIns(text) {
  const rows = text.split('\n').filter((l) => l !== '' && !l.startsWith('#'))
  return new Map(
    rows.map((l) => {
      const [account, password, what] = l.split('\t')
      return [account, { account, password, what }]
    }),
  )
}

async function isReady(url) {
  try {
    const reply = await fetch(`${url}/readyz`)
    await reply.arrayBuffer()
    return reply.status === 200
  } catch {
    return false
  }
}

/** What the program is told beside what a test asks for. */
function environmentOf(database, folder, simulated, settings) {
  const place = `host=${process.env.PGHOST} port=${process.env.PGPORT} dbname=${database}`
  return {
    ...process.env,
    HEJIE_DATABASE: `${place} user=hejie_app`,
    HEJIE_DATABASE_AGENTS: `${place} user=hejie_agent`,
    HEJIE_DATABASE_ADMIN: `${place} user=${process.env.PGUSER}`,
    HEJIE_KEY_FILE: join(folder, 'master.key'),
    HEJIE_SHARE: root,
    HEJIE_WORKERS: '2',
    HEJIE_LOG_LEVEL: 'debug',
    ...(simulated ? { HEJIE_PASSWORD_COST: '64', HEJIE_KEY_LIFE: '3650d' } : {}),
    ...Object.fromEntries(Object.entries(settings).map(([k, v]) => [`HEJIE_${k.toUpperCase()}`, String(v)])),
  }
}

// ---- what many tests begin with is made once a run, and copied ----

const there = (path) => access(path).then(() => true, () => false)

/**
 * `make(folder, database)` for the first who wants what is called so, of all
 * processes of a run; others wait for it.  { folder, database }.
 */
async function madeOnce(wanted, make) {
  const name = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12)
  const made = { folder: join(process.env.HEJIE_TEST_FOLDER, name), database: `made_${name}` }
  const [ready, failed] = ['ready', 'failed'].map((f) => join(made.folder, f))
  const first = await mkdir(made.folder).then(() => true, (error) => {
    if (error.code !== 'EEXIST') throw error
    return false
  })
  if (first)
    await make(made.folder, made.database).then(
      () => writeFile(ready, ''),
      async (error) => {
        await writeFile(failed, '')
        throw error
      },
    )
  for (const until = Date.now() + patience; !(await there(ready)); ) {
    if (Date.now() > until || (await there(failed))) throw new Error(`who was first could not make ${JSON.stringify(wanted)}`)
    await new Promise((done) => setTimeout(done, 50))
  }
  return made
}

const costs = (cost) => (cost === undefined ? {} : { password_cost: cost })
const copied = ['master.key', 'sign-ins']
const copyDatabase = (from, to) => sql('postgres', `CREATE DATABASE ${to} TEMPLATE ${from}`)

/** A site as `hejie init` makes it. */
function initialised({ simulated, init, fill, cost }) {
  return madeOnce({ simulated, init, fill, cost, binary }, async (folder, database) => {
    const env = environmentOf(database, folder, simulated, costs(cost))
    await copyDatabase(process.env.PGDATABASE, database)
    const options = ['--demonstration', '--sign-ins', join(folder, 'sign-ins'), ...(simulated ? ['--simulated'] : []), ...init]
    await run(binary, ['init', ...options], { env })
    if (!fill) return
    const { stderr } = await run(binary, ['fill'], { env })
    if (stderr !== '') throw new Error(stderr)
  })
}

/** The same after `played(service)`, whose answer is kept. */
function playedOn(wanted, played) {
  const { simulated, init, fill, cost } = wanted
  return madeOnce({ ...wanted, binary, played: played.name }, async (folder, database) => {
    const service = await startService({ simulated, init, fill, settings: costs(cost) })
    await writeFile(join(folder, 'played'), JSON.stringify(await played(service)))
    for (const file of copied) await copyFile(join(service.folder, file), join(folder, file))
    await service.stop(database)
  })
}

/**
 * Start a service.  `simulated`: with simulated time, as most tests want.
 * `settings`: further settings by key, e.g. { request_timeout: '2s' }.
 * `init`: further options of hejie init, e.g. ['--ladder', 'none'].
 * `fill`: with the half year of life that scripts/up gives it.
 * `played`: a function with a name of its own that played on such a service
 * before, once for all tests; what it answered is in service.played.
 */
export async function startService({ simulated = true, settings = {}, init = [], fill = false, played } = {}) {
  if (!process.env.HEJIE_TEST_DATABASE) throw new Error('run this in scripts/with-database')
  const wanted = { simulated, init, fill, cost: settings.password_cost }
  const made = await (played === undefined ? initialised(wanted) : playedOn(wanted, played))
  const name = `t_${randomBytes(6).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'hejie-service-'))
  const logs = process.env.HEJIE_TEST_LOGS ?? folder
  await mkdir(logs, { recursive: true })
  const log = join(logs, `${name}.log`)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { ...environmentOf(name, folder, simulated, settings), HEJIE_LISTEN: `127.0.0.1:${port}` }
  const output = openSync(log, 'a')
  let child

  async function clean(keep) {
    closeSync(output)
    await sql('postgres', keep === undefined ? `DROP DATABASE IF EXISTS ${name} WITH (FORCE)` : `ALTER DATABASE ${name} RENAME TO ${keep}`)
    await rm(folder, { recursive: true, force: true })
  }

  async function end(signal, keep) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    const said = await readFile(log, 'utf8')
    await clean(keep)
    return { code: child.exitCode, said }
  }

  try {
    await copyDatabase(made.database, name)
    for (const file of copied) await copyFile(join(made.folder, file), join(folder, file))
    child = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', output, output] })
    const until = Date.now() + patience
    while (!(await isReady(url))) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > until)
        throw new Error(`the service did not become ready:\n${await readFile(log, 'utf8')}`)
      await new Promise((done) => setTimeout(done, 50))
    }
    return {
      url,
      port,
      database: name,
      folder,
      log,
      pid: child.pid,
      environment,
      signIns: readSignIns(await readFile(join(folder, 'sign-ins'), 'utf8')),
      played: played === undefined ? undefined : JSON.parse(await readFile(join(made.folder, 'played'), 'utf8')),
      /**
       * Ask it to finish; throws if anything had to be killed or went wrong,
       * or if the log had a word that it would not write.  Its database stays
       * if it is to be called `keep`.
       */
      async stop(keep) {
        const { code, said } = await end('SIGTERM', keep)
        if (code !== 0) throw new Error(`the service ended with ${code}:\n${said.slice(-4000)}`)
        const unsaid = said.split('\n').filter((line) => /=\?\d/.test(line))
        if (unsaid.length > 0) throw new Error(`words that the log does not write:\n${unsaid.slice(0, 10).join('\n')}`)
      },
      /** End it as a power cut would. */
      async kill() {
        await end('SIGKILL')
      },
    }
  } catch (error) {
    if (child === undefined) await clean()
    else await end('SIGKILL')
    throw error
  }
}
