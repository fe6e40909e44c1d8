// A new master key while the service runs: everything is wrapped anew, nothing
// stops being read, and what was broken off is gone on with.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { applicant, hejie, openSite, registration, respondent, signIn } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const binary = process.env.HEJIE_BINARY ?? new URL('../../build/dev/hejie', import.meta.url).pathname
let service, village, admin, security
const made = []

before(async () => {
  service = await startService()
  ;[village, admin, security] = await (await openSite(service)).all('village.a', 'admin', 'security')
  // More keys than are wrapped at a time.
  const crowd = Array.from({ length: 18 }, (_, i) => ({ ...applicant, name: `众人${i}`, identity: undefined, phone: undefined }))
  for (let i = 0; i < 40; i++) made.push((await village.register(registration({ parties: [applicant, respondent, ...crowd] }))).id)
})
after(() => service.stop())

const ids = async () =>
  (await readFile(service.environment.HEJIE_KEY_FILE, 'utf8'))
    .split('\n')
    .filter((l) => /^[0-9a-f]{8} /.test(l))
    .map((l) => l.slice(0, 8))
const held = async () =>
  new Map(
    (await sql(service.database, `SELECT encode(substr(wrapped, 2, 4), 'hex'), count(*) FROM hejie.subject_key GROUP BY 1`)).map(([id, n]) => [
      id,
      Number(n),
    ]),
  )
async function allReads() {
  for (const id of made) {
    const { title, state } = await village.dispute(id)
    assert.equal(title, registration().title)
    assert.equal(state.party[0].name, applicant.name)
    assert.ok(!JSON.stringify(await village.timeline(id)).includes('已删除'))
  }
}

test('list tells what each key holds', async () => {
  const [root] = await ids()
  const listed = await hejie(service, 'keys', 'list')
  assert.equal(listed.code, 0, listed.stderr)
  const n = [...(await held()).values()].reduce((a, b) => a + b)
  assert.ok(n > 800)
  assert.match(listed.stdout, new RegExp(`^${root} +${n} +\\d+ +root +newest$`, 'm'))
  assert.equal((await hejie(service, 'keys')).code, 2)
})

test('broken off, some keys are wrapped by the new one, all are read', async () => {
  // Somebody holds a row of the last batch.
  const psql = spawn('psql', ['-XAtq', '-d', service.database], { stdio: ['pipe', 'pipe', 'inherit'] })
  psql.stdin.write(
    `BEGIN; SELECT 'held' FROM (SELECT * FROM hejie.subject_key ORDER BY stream DESC, subject DESC LIMIT 1 FOR UPDATE) k;\n`,
  )
  await once(psql.stdout, 'data')
  const rotating = spawn(binary, ['keys', 'rotate'], { env: service.environment, stdio: 'ignore' })
  const [root] = await ids()
  let now
  do now = await held()
  while (now.size < 2)
  rotating.kill('SIGKILL')
  await once(rotating, 'exit')
  // What PostgreSQL has begun for it ends, too.
  let ended
  do ended = await sql('postgres', `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${service.database}' AND wait_event_type = 'Lock'`)
  while (ended.length === 0)
  psql.stdin.end('ROLLBACK;\n')
  await once(psql, 'exit')
  now = await held()
  assert.equal((await ids()).length, 2)
  assert.ok(now.get(root) > 0 && now.get((await ids())[1]) >= 500, JSON.stringify([...now]))
  await allReads()
  made.push((await village.register()).id)
  await allReads()
})

test('called again it goes on without another key, while the service writes', async () => {
  let writing = true
  const writer = (async () => {
    while (writing) made.push((await village.register()).id)
  })()
  const done = await hejie(service, 'keys', 'rotate')
  writing = false
  await writer
  assert.equal(done.code, 0, done.stderr)
  const [, fresh, ...more] = await ids()
  assert.deepEqual(more, [])
  assert.match(done.stdout, new RegExp(`^going on with ${fresh}\\n\\d+ subject keys wrapped anew, 0 left`))
  assert.deepEqual([...(await held()).keys()], [fresh])
  await allReads()
})

test('another rotation adds a key; search, sign-in and new passwords go on', async () => {
  const done = await hejie(service, 'keys', 'rotate')
  assert.equal(done.code, 0, done.stderr)
  const [, , third] = await ids()
  assert.match(done.stdout, new RegExp(`^${third} is the newest key now`))
  assert.deepEqual([...(await held()).keys()], [third])
  const { mode } = await stat(service.environment.HEJIE_KEY_FILE)
  assert.equal(mode & 0o777, 0o600)
  await allReads()
  const found = await village.post('/api/v1/search', { words: applicant.identity })
  assert.ok(found.json.items.length > 0)

  await signIn(service, 'village.a')
  const appointed = await admin.post('/api/v1/people', { name: '新来的', org: village.org, roles: ['clerk'] })
  let account
  do account = await security.post('/api/v1/accounts', { login: 'after.rotation', person: appointed.json.id })
  while (account.status === 400)
  for (let i = 0; i < 6; i++) await signIn(service, 'after.rotation', account.json.password)
  const hashes = await sql(service.database, `SELECT left(phc, 8) FROM hejie.credential WHERE login = 'after.rotation'`)
  assert.deepEqual(hashes, [[third]])
})

test('a key that is missing is told, and nothing is lost', async () => {
  const row = `(SELECT ctid FROM hejie.subject_key LIMIT 1)`
  await sql(service.database, `UPDATE hejie.subject_key SET wrapped = overlay(wrapped PLACING '\\x0badf00d'::bytea FROM 2) WHERE ctid = ${row}`)
  const before = await held()
  const done = await hejie(service, 'keys', 'rotate')
  assert.equal(done.code, 1)
  assert.match(done.stderr, /by a key that is not in the file/)
  assert.match(done.stdout, /1 left/)
  assert.deepEqual(await held(), before)
})
