// A replay asked of the service: it tells how far it is and what it came to, in
// lines; who asks sees counts of his own county, no dispute.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { openSite, refused, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, head, village, two
before(async () => {
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
after(() => service?.stop())

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

test('a document that cannot be played fails, and the next one runs', async () => {
  assert.deepEqual(told(await run(head, { name: 'no set' })), [{ failed: true }])
  assert.deepEqual(told(await run(head, two, { instead: 'no-such-set' })).at(-1).report?.differs ?? 0, 0)
  assert.equal(told(await run(head, two)).at(-1).report.differs, 2)
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
