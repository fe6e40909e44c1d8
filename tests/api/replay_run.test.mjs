// A replay asked of the service: it tells how far it is and what it came to, in
// lines; who asks sees counts of his own county, no dispute.

import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

import { hejie, openSite, refused, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, head, village, two, folder
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hejie-replay-run-'))
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  site = await openSite(service)
  ;[head, village] = await site.all('county.c', 'village.a')
  const set = JSON.parse(await readFile(new URL('../../lib/rules/sets/three-two-one-a.json', import.meta.url)))
  two = { ...set, name: 'two-one-one', area: '999901', ladder: [{ ...set.ladder[0], attempts: 2 }, ...set.ladder.slice(1)] }
  await site.move('2026-03-02T09:00:00+08:00')
  for (const n of [1, 2, 2]) {
    const { id } = await village.register()
    await takeUp(village, id)
    await site.move('2026-03-02T18:00:00+08:00')
    for (let i = 0; i < n; i++) await village.done(id, 'log-session', sitting(`2026-03-02T1${i * 2}:00:00+08:00`, 'not_agreed'))
  }
  await site.move('2026-03-20T18:00:00+08:00')
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = (who, set, more = {}) => who.post('/api/v1/rules/replay', { document: JSON.stringify(set), ...more })
const told = (answer) => answer.text.trim().split('\n').map((line) => JSON.parse(line))

test('the summary comes last, the same each time; no dispute is named', async () => {
  const answer = await run(head, two)
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers.get('content-type'), /^application\/x-ndjson/)
  const { report } = told(answer).at(-1)
  assert.deepEqual([report.disputes, report.differs, report.same, report.county], [3, 2, 1, '999901'], answer.text)
  assert.deepEqual(report.by_rule.map((r) => [r.rule, r.disputes]), [['/ladder/0', 2]])
  assert.match(report.digest, /^[0-9a-f]{64}$/)
  assert.doesNotMatch(answer.text, /"(dispute|code)":/)
  assert.equal((await run(head, two)).text, answer.text)
  const same = told(await run(head, { ...two, ladder: [{ ...two.ladder[0], attempts: 3 }, ...two.ladder.slice(1)] })).at(-1).report
  assert.deepEqual([same.differs ?? 0, same.same], [0, 3])
})

test('another county sees its own only, and a village asks for none', async () => {
  refused(await run(village, two), 403, 'forbidden')
  const { report } = told(await run(head, { ...two, area: '999902' })).at(-1)
  assert.equal(report.differs ?? 0, 0)
  assert.equal(report.elsewhere, 3)
})

test('a broken document is refused whole, with all its faults; the next one runs', async () => {
  const { json } = refused(await run(head, { name: 'no set', area: 'x' }), 409, 'rule-set-has-faults', { field: 'document' })
  assert.ok(json.faults.length > 3 && json.faults.every((f) => f.at.startsWith('/') && f.text !== ''), JSON.stringify(json))
  assert.deepEqual(told(await run(head, two, { instead: 'no-such-set' })).at(-1).report?.differs ?? 0, 0)
  assert.equal(told(await run(head, two)).at(-1).report.differs, 2)
})

/** A session that keeps replays from reading on (for ten seconds at most); `end` lets them. */
async function held() {
  const psql = spawn('psql', ['-XAtq', '-d', service.database], { stdio: ['pipe', 'pipe', 'inherit'] })
  psql.stdin.write("BEGIN; LOCK TABLE hejie.event IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
  await once(psql.stdout, 'data')
  return {
    end: async () => {
      psql.stdin.end('ROLLBACK;\n')
      await once(psql, 'exit')
    },
  }
}

/** Until a replay is running. */
async function begun() {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const [[n]] = await sql(service.database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4853461 AND granted")
    if (n === '1') return
  }
  assert.fail('it did not begin')
}

test('one at a time on the whole site, and whoever comes second is told so', async () => {
  const file = join(folder, 'two.json')
  await writeFile(file, JSON.stringify(two))
  const lock = await held()
  const first = run(head, two)
  try {
    await begun()
    for (let i = 0; i < 4; i++) refused(await run(head, two), 409, 'replay-running')
    const beside = await hejie(service, '--language', 'en', 'rules', 'replay', file)
    assert.deepEqual([beside.code, /another replay is running/.test(beside.stderr)], [4, true])
  } finally {
    await lock.end()
  }
  const lines = told(await first)
  assert.deepEqual([lines[0], lines.at(-1).report.differs], [{ disputes: 0, of: 3, differs: 0 }, 2])
  assert.equal(told(await run(head, two)).at(-1).report.differs, 2)
})

test('a service that dies in the middle leaves nothing locked', async () => {
  const port = 20000 + (service.port % 20000)
  const url = `http://127.0.0.1:${port}`
  const other = spawn(process.env.HEJIE_BINARY ?? new URL('../../build/dev/hejie', import.meta.url).pathname, ['serve'], {
    env: { ...service.environment, HEJIE_LISTEN: `127.0.0.1:${port}`, HEJIE_WORKERS: '1' }, stdio: 'ignore',
  })
  for (const end = Date.now() + 30_000; Date.now() < end; )
    if (await fetch(`${url}/readyz`).then((r) => r.status === 200, () => false)) break
  const lock = await held()
  const lost = fetch(`${url}/api/v1/rules/replay`, {
    method: 'POST', headers: { ...head.headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ document: JSON.stringify(two) }),
  }).then((r) => r.text()).catch(() => undefined) // it is cut off while nobody waits for it
  try {
    await begun()
  } finally {
    // It and all its processes: nobody tidies up.
    const workers = (await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(other.pid)])).stdout.trim().split(/\s+/)
    for (const pid of [other.pid, ...workers.map(Number)]) process.kill(pid, 'SIGKILL')
    await lock.end()
  }
  await lost
  let answer
  for (const end = Date.now() + 30_000; answer?.status !== 200 && Date.now() < end; ) answer = await run(head, two)
  assert.equal(told(answer).at(-1).report.differs, 2)
})

test('who leaves ends it', async () => {
  const leaving = new AbortController()
  const asked = fetch(`${service.url}/api/v1/rules/replay`, {
    method: 'POST', signal: leaving.signal,
    headers: { ...head.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ document: JSON.stringify(two) }),
  })
  leaving.abort()
  await assert.rejects(asked)
  // The service hears of it a moment later; until then it is busy.
  let answer
  for (const end = Date.now() + 30_000; answer?.status !== 200 && Date.now() < end; ) answer = await run(head, two)
  assert.equal(told(answer).at(-1).report.differs, 2)
})
