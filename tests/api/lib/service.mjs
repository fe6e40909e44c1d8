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
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { openSync, closeSync } from 'node:fs'
import { mkdtemp, readFile, rm, mkdir } from 'node:fs/promises'
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

/**
 * Start a service.  `simulated`: with simulated time, as most tests want.
 * `settings`: further settings by key, e.g. { request_timeout: '2s' }.
 * `init`: further options of hejie init, e.g. ['--ladder', 'none'].
 * `fill`: with the half year of life that scripts/up gives it.
 */
export async function startService({ simulated = true, settings = {}, init = [], fill = false } = {}) {
  if (!process.env.HEJIE_TEST_DATABASE) throw new Error('run this in scripts/with-database')
  const name = `t_${randomBytes(6).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'hejie-service-'))
  const logs = process.env.HEJIE_TEST_LOGS ?? folder
  await mkdir(logs, { recursive: true })
  const log = join(logs, `${name}.log`)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const place = `host=${process.env.PGHOST} port=${process.env.PGPORT} dbname=${name}`
  const environment = {
    ...process.env,
    HEJIE_DATABASE: `${place} user=hejie_app`,
    HEJIE_DATABASE_AGENTS: `${place} user=hejie_agent`,
    HEJIE_DATABASE_ADMIN: `${place} user=${process.env.PGUSER}`,
    HEJIE_LISTEN: `127.0.0.1:${port}`,
    HEJIE_KEY_FILE: join(folder, 'master.key'),
    HEJIE_SHARE: root,
    HEJIE_WORKERS: '2',
    HEJIE_LOG_LEVEL: 'debug',
    ...(simulated ? { HEJIE_PASSWORD_COST: '64', HEJIE_KEY_LIFE: '3650d' } : {}),
    ...Object.fromEntries(Object.entries(settings).map(([k, v]) => [`HEJIE_${k.toUpperCase()}`, String(v)])),
  }
  const output = openSync(log, 'a')
  let child

  async function clean() {
    closeSync(output)
    await sql('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await rm(folder, { recursive: true, force: true })
  }

  async function end(signal) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    const said = await readFile(log, 'utf8')
    await clean()
    return { code: child.exitCode, said }
  }

  try {
    await sql('postgres', `CREATE DATABASE ${name} TEMPLATE ${process.env.PGDATABASE}`)
    const signInFile = join(folder, 'sign-ins')
    const options = ['--demonstration', '--sign-ins', signInFile, ...(simulated ? ['--simulated'] : []), ...init]
    await run(binary, ['init', ...options], { env: environment })
    if (fill) {
      const { stderr } = await run(binary, ['fill'], { env: environment })
      if (stderr !== '') throw new Error(stderr)
    }
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
      log,
      pid: child.pid,
      environment,
      signIns: readSignIns(await readFile(signInFile, 'utf8')),
      /**
       * Ask it to finish; throws if anything had to be killed or went wrong,
       * or if the log had a word that it would not write.
       */
      async stop() {
        const { code, said } = await end('SIGTERM')
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
