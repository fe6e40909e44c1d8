// The rounds of scripts/bench; it has made the database and gives its place, the
// programs and the settings in the environment.
//
// Ours, pgbench and the peer take turns, so that whatever slows the machine slows
// all of them.  Each has disputes of its own to write to; the agents of the
// service give positions to everybody's events.  A ratio is taken in each round;
// told are the median and the range.

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memory, pgbench, wrk } from './measure.mjs'

const env = process.env
const rounds = Number(env.BENCH_ROUNDS)
const seconds = Number(env.BENCH_SECONDS)
const disputes = Number(env.BENCH_DISPUTES)
const work = env.BENCH_WORK // a folder of this run
const here = import.meta.dirname
const root = join(here, '../..')
const warm = 2
const quarter = Math.floor(disputes / 4)
// Of the disputes in mediation: ours, pgbench's (whole blocks of 16), the peer's.
const parts = { ours: [0, Math.floor(quarter / 2)] }
parts.pgbench = [parts.ours[1], Math.floor(quarter / 4 / 16) * 16]
parts.peer = [parts.pgbench[0] + parts.pgbench[1], quarter - parts.pgbench[0] - parts.pgbench[1]]

const sql = (text) =>
  execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd()
const say = (text) => process.stdout.write(`${text}\n`)
const median = (list) => {
  const s = [...list].sort((a, b) => a - b)
  return s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2
}

// ---- the two services ----

const ports = { ours: Number(env.BENCH_PORT), peer: Number(env.BENCH_PORT) + 1 }
const url = { ours: `http://127.0.0.1:${ports.ours}`, peer: `http://127.0.0.1:${ports.peer}` }
const children = []

async function start(name, command, args, more) {
  const child = spawn(command, args, { env: { ...env, ...more }, stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  for (let i = 0; i < 600; i += 1) {
    try {
      if ((await fetch(`${url[name]}/readyz`)).status === 200) return child
    } catch {
      // Not yet.
    }
    if (child.exitCode !== null) break
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${name} did not become ready`)
}

async function stop() {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
}

async function call(path, { cookie, csrf, key, body } = {}) {
  const reply = await fetch(`${url.ours}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json', origin: url.ours }),
      ...(cookie === undefined ? {} : { cookie, 'x-csrf-token': csrf }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = await reply.json()
  assert.ok(reply.ok, `${path}: ${JSON.stringify(answer)}`)
  return { ...answer, cookie: reply.headers.get('set-cookie')?.split(';')[0] }
}

/** A key for the mediator who has all these matters, asked for by the security administrator. */
async function machineKey() {
  const lines = readFileSync(env.BENCH_SIGN_INS, 'utf8').trimEnd().split('\n')
  const passwords = new Map(lines.map((l) => l.split('\t')))
  const security = await call('/api/v1/sign-in', { body: { login: 'security', password: passwords.get('security') } })
  const person = sql("SELECT replace(mediators[1]::text, '-', '') FROM hejie.procedure WHERE stream = bench.id(0)")
  const { key } = await call('/api/v1/api-keys', { ...security, body: { name: 'bench', person } })
  return key
}

// ---- what is asked for ----

const ids = (name, [first, count], rest) => {
  const file = join(work, `ids.${name}`)
  writeFileSync(file, `${sql(`SELECT replace(bench.id(4 * g + ${rest})::text, '-', '')
    FROM generate_series(${first}, ${first + count - 1}) g`)}\n`)
  return file
}

/**
 * pgbench's scripts: a line that names a file stands for the query in it, and
 * what follows for its parameters; `pipe` sends 16 of write.sql a sync, in order
 * of the disputes, so that two of them never lock each other out.
 */
function writeScripts() {
  for (const name of ['timeline', 'worklist']) {
    const text = readFileSync(join(here, `${name}.sql`), 'utf8').replace(/^-- (server\/\S+) (.*)$/m, (_, file, list) => {
      const values = list.split(' ')
      const query = readFileSync(join(root, file), 'utf8').replace(/^--.*\n/gm, '').trimEnd()
      return `${query.replace(/\$(\d+)/g, (__, n) => values[n - 1])};`
    })
    writeFileSync(join(work, `${name}.sql`), text)
  }
  const write = readFileSync(join(here, 'write.sql'), 'utf8').replace(/^--.*\n/gm, '')
  const each = write.replace(/^\\set n .*\n/m, '')
  const blocks = Array.from({ length: 16 }, (_, i) => `\\set n 4 * (:block + ${i})\n${each}`)
  writeFileSync(join(work, 'pipe.sql'),
    `\\set block :first + 16 * random(0, :streams / 16 - 1)\n\\startpipeline\n${blocks.join('')}\\endpipeline\n`)
}

let due // of all that pgbench writes to, set once

/** What pgbench sends: a sitting that the service wrote, of middling size. */
function sample() {
  const [stream] = sql(`SELECT h.stream FROM hejie.head h WHERE h.stream = ANY (ARRAY(
      SELECT bench.id(4 * g) FROM generate_series(0, ${parts.ours[1] - 1}) g ORDER BY random() LIMIT 200))
    ORDER BY octet_length(h.snapshot) LIMIT 1 OFFSET 100`).split('\n')
  const of = (text) => sql(`SELECT ${text} FROM hejie.head h WHERE stream = '${stream}'`)
  const row = `(SELECT to_jsonb(p) FROM hejie.procedure p WHERE p.stream = h.stream LIMIT 1)`
  if (due === undefined) {
    due = of('(SELECT d.at FROM hejie.due d WHERE d.stream = h.stream)')
    // As it is with ours, a sitting changes neither what is due nor the order of
    // the work list.
    const mine = `stream = ANY (ARRAY(SELECT bench.id(4 * g)
      FROM generate_series(${parts.pgbench[0]}, ${parts.pgbench[0] + parts.pgbench[1] - 1}) g))`
    sql(`UPDATE hejie.due SET at = '${due}' WHERE ${mine}`)
    sql(`UPDATE hejie.procedure SET next_on = '${of(`${row} ->> 'next_on'`)}' WHERE ${mine}`)
    sql('VACUUM ANALYZE')
    sql('CHECKPOINT')
  }
  return {
    first: parts.pgbench[0], streams: parts.pgbench[1], timelines: quarter, due,
    any: 'any', after_on: '0001-01-01', after_id: '00000000-0000-0000-0000-000000000000',
    none: '00000000-0000-0000-0000-000000000000', kind: 'dispute',
    principal: of(`${row} -> 'mediators' ->> 0`),
    org: of(`${row} ->> 'body'`),
    bytes: sql(`SELECT bytes FROM hejie.event WHERE stream = '${stream}' ORDER BY seq DESC LIMIT 1`),
    snapshot: of('snapshot'),
    title: of('title'),
    rows: of(`jsonb_build_object(
      'procedure', jsonb_build_array(jsonb_strip_nulls(${row} || '{"stream": "@"}')),
      'sitting', jsonb_build_array((SELECT jsonb_strip_nulls(to_jsonb(s) || '{"stream": "@", "no": "#"}')
        FROM hejie.sitting s WHERE s.stream = h.stream ORDER BY s.no DESC LIMIT 1)))`),
  }
}

// ---- one turn of each ----

let turn = Math.floor(Date.now() / 1000) % 1_000_000 * 1000
const files = {}
const pids = {}
let key
let variables

const load = (who, script, connections, list) => (time) =>
  wrk({
    script: join(here, `${script}.lua`), url: url[who], connections, seconds: time,
    args: [list === undefined ? '-' : files[list], who === 'ours' ? key : '-', String(turn += 1)],
    pids: { service: pids[who], postgres: pids.postgres },
  })
const bench = (file, clients, each) => (time) =>
  pgbench({
    file: file === 'write' ? join(here, 'write.sql') : join(work, `${file}.sql`),
    variables, clients, seconds: time, warm, each, pids: { postgres: pids.postgres },
  })

const turns = {
  'ours-write-64': load('ours', 'write', 64, 'ours'),
  'pgbench-write-32': bench('write', 32),
  'pgbench-pipe': bench('pipe', 2, 16),
  'peer-write-64': load('peer', 'write', 64, 'peer'),
  'ours-write-8': load('ours', 'write', 8, 'ours'),
  'pgbench-write-8': bench('write', 8),
  'ours-write-1': load('ours', 'write', 1, 'ours'),
  'pgbench-write-1': bench('write', 1),
  'ours-timeline-64': load('ours', 'read', 64, 'timelines'),
  'pgbench-timeline-8': bench('timeline', 8),
  'peer-timeline-64': load('peer', 'read', 64, 'timelines'),
  'ours-worklist-64': load('ours', 'read', 64),
  'pgbench-worklist-8': bench('worklist', 8),
  'peer-worklist-64': load('peer', 'read', 64),
}

// name, ours, other, what the ratio should be
const lines = [
  ['log-session-64/pgbench-32', 'ours-write-64', 'pgbench-write-32', 1.2],
  ['log-session-64/pipelined', 'ours-write-64', 'pgbench-pipe', 0.7],
  ['log-session-64/peer', 'ours-write-64', 'peer-write-64', 3],
  ['log-session-8/pgbench-8', 'ours-write-8', 'pgbench-write-8', 0.7],
  ['log-session-1/pgbench-1', 'ours-write-1', 'pgbench-write-1', 0.7],
  ['timeline-30/pgbench', 'ours-timeline-64', 'pgbench-timeline-8', 1.0],
  ['timeline-30/peer', 'ours-timeline-64', 'peer-timeline-64', 4],
  ['worklist-50/pgbench', 'ours-worklist-64', 'pgbench-worklist-8', 1.0],
  ['worklist-50/peer', 'ours-worklist-64', 'peer-worklist-64', 4],
]

// ---- what it came to ----

let failed = 0
function verdict(name, good, why) {
  say(good ? `ok ${name}` : `FAIL ${name}: ${why}`)
  if (!good) failed += 1
}

/** Both services show the same, or they cannot be compared. */
async function sameAnswers() {
  const stream = readFileSync(files.timelines, 'utf8').split('\n')[0]
  for (const path of [`/api/v1/disputes/${stream}/timeline?limit=30`, '/api/v1/disputes?limit=50']) {
    const [ours, peer] = await Promise.all([call(path, { key }), fetch(`${url.peer}${path}`).then((r) => r.json())])
    delete ours.cookie
    assert.deepEqual(peer, ours)
  }
}

/** What was counted was stored, by each. */
function checkStored(results) {
  for (const [who, pattern] of [['ours', 'bench-%'], ['pgbench', 'pgbench-%'], ['peer', 'bench-%']]) {
    const writes = Object.entries(results).filter(([name]) => new RegExp(`^${who}-(write|pipe)`).test(name))
    const counted = writes.flatMap(([, list]) => list).reduce((sum, r) => sum + r.requests, 0)
    const [first, count] = parts[who]
    const stored = Number(sql(`SELECT count(*) FROM hejie.idempotency WHERE key LIKE '${pattern}' AND stream = ANY (ARRAY(
      SELECT bench.id(4 * g) FROM generate_series(${first}, ${first + count - 1}) g))`))
    verdict(`${who}-stored`, counted > 0 && stored >= counted, `${counted} counted, ${stored} stored`)
  }
}

const micro = (cpu) => Object.values(cpu).map((v) => v.toFixed(0)).join('+')

function report(results, sizes) {
  say('')
  say('name                        ours/s   other/s  ratio  range        wanted  CPU µs a request: service+postgres')
  for (const [name, a, b, wanted] of lines) {
    const ratios = results[a].map((r, i) => r.rate / results[b][i].rate)
    const of = (list) => median(list.map((r) => r.rate)).toFixed(0)
    const cpu = (list) => micro(Object.fromEntries(Object.keys(list[0].cpu).map((k) => [k, median(list.map((r) => r.cpu[k]))])))
    const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
    say(`${name.padEnd(26)} ${of(results[a]).padStart(7)} ${of(results[b]).padStart(9)} ${median(ratios).toFixed(2).padStart(6)}  ${range.padEnd(12)} ≥ ${
      wanted.toFixed(1)}${median(ratios) < wanted ? ' *' : '  '} ${cpu(results[a])} against ${cpu(results[b])}`)
  }
  const ratio = sizes.ours / sizes.peer
  say(`${'memory-MB/peer'.padEnd(26)} ${sizes.ours.toFixed(1).padStart(7)} ${sizes.peer.toFixed(1).padStart(9)} ${
    ratio.toFixed(2).padStart(6)}  ${''.padEnd(12)} ≤ 0.2${ratio > 0.2 ? ' *' : ''}`)
  say('')
  for (const [name, list] of Object.entries(results))
    if (list[0].p50 !== undefined)
      say(`${name.padEnd(26)} p50 ${median(list.map((r) => r.p50)).toFixed(1)} ms, p99 ${median(list.map((r) => r.p99)).toFixed(1)} ms`)
  say('')
  say(`${rounds} rounds of ${seconds} s, ${disputes} disputes; * is outside what is wanted`)
}

async function main() {
  execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-f', join(here, 'bench.sql')], { stdio: ['ignore', 'ignore', 'inherit'] })
  pids.postgres = Number(env.BENCH_POSTGRES)
  pids.ours = (await start('ours', env.HEJIE_BINARY, ['serve'], { HEJIE_LISTEN: `127.0.0.1:${ports.ours}` })).pid
  key = await machineKey()
  const me = await call('/api/v1/me', { key })
  pids.peer = (await start('peer', process.execPath, [join(here, 'peer/server.mjs')], {
    NODE_ENV: 'production', PEER_PORT: String(ports.peer), PEER_KEY_FILE: env.HEJIE_KEY_FILE, PEER_ACTOR: me.person,
    PEER_ORG: me.organisation, PEER_QUERIES: join(root, 'server/queries'), PEER_PROCESSES: env.HEJIE_WORKERS,
  })).pid
  files.ours = ids('ours', parts.ours, 0)
  files.peer = ids('peer', parts.peer, 0)
  files.timelines = ids('timelines', [0, quarter], 1)
  writeScripts()

  const results = Object.fromEntries(Object.keys(turns).map((name) => [name, []]))
  const warmed = { requests: 0 }
  for (const [name, go] of Object.entries(turns)) {
    if (name.startsWith('pgbench')) continue // warms itself
    const { requests } = await go(1)
    if (name.startsWith('ours-write')) warmed.requests += requests
  }
  await sameAnswers()
  say('ok same-answers')
  for (let round = 1; round <= rounds; round += 1) {
    variables = sample()
    for (const [name, go] of Object.entries(turns)) {
      const result = await go(seconds)
      results[name].push(result)
      say(`round ${round}  ${name.padEnd(20)} ${result.rate.toFixed(0).padStart(7)}/s  CPU ${micro(result.cpu)} µs`)
    }
  }
  for (const [name, list] of Object.entries(results)) {
    const wrong = list.reduce((sum, r) => sum + r.wrong, 0)
    verdict(name, wrong === 0 && list.every((r) => r.rate > 0), `${wrong} wrong answers`)
  }
  checkStored(results)
  report(results, { ours: memory(pids.ours), peer: memory(pids.peer) })
}

try {
  await main()
} catch (error) {
  say(`FAIL bench: ${error.stack ?? error}`)
  failed += 1
} finally {
  await stop()
}
process.exitCode = failed === 0 ? 0 : 1
