// A binary that is older than what is stored: it says so, for that timeline
// only, and leaves everything as it is.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openSite, refused, registration } from './lib/client.mjs'
import { leafOf, verifyStream } from './lib/proof.mjs'
import { sql, startService } from './lib/service.mjs'

let service, site, village

before(async () => {
  service = await startService()
  site = await openSite(service)
  village = await site.as('village.a')
})
after(() => service.stop())

// Append `change(last event)` as a newer release would, with its chain.
async function append(id, change, snapshot = 'snapshot') {
  const [[bytes, chain, seq]] = await sql(
    service.database,
    `SELECT bytes, encode(chain, 'hex'), seq FROM hejie.event WHERE stream = '${id}' ORDER BY seq DESC LIMIT 1`,
  )
  const next = change(bytes.replace(`"seq":${seq},`, `"seq":${Number(seq) + 1},`))
  assert.notEqual(next, bytes)
  const hash = createHash('sha256')
    .update(Buffer.from([2, 1]))
    .update(Buffer.from(chain, 'hex'))
    .update(leafOf(next))
    .digest('hex')
  const quoted = `'${next.replaceAll("'", "''")}'`
  await sql(
    service.database,
    `BEGIN;
     INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain)
       SELECT '${id}', ${seq} + 1, ${quoted}::jsonb ->> 'kind', last_at, ${quoted}, '\\x${hash}' FROM hejie.head WHERE stream = '${id}';
     UPDATE hejie.head SET version = version + 1, hash = '\\x${hash}', fold = 9999, snapshot = ${snapshot} WHERE stream = '${id}';
     COMMIT`,
  )
  const rows = await sql(
    service.database,
    `SELECT seq, bytes, encode(chain, 'hex'), alg FROM hejie.event WHERE stream = '${id}' ORDER BY seq`,
  )
  const list = rows.map(([seq, bytes, chain, alg]) => ({ seq: Number(seq), bytes, chain, alg: Number(alg) }))
  assert.deepEqual(verifyStream(id, list, { version: list.length, hash }), [])
}

const newer = {
  'a kind that is not known': (bytes) => bytes.replace(/"kind":"[a-z_]+"/, '"kind":"of_tomorrow"'),
  'a version of a kind that is not known': (bytes) => bytes.replace(/"kv":[0-9]+/, '"kv":99'),
}
for (const [words, change] of Object.entries(newer)) {
  test(`${words}: 503 for that timeline, the others go on`, async () => {
    const { id } = await village.register()
    const other = await village.register(registration())
    await append(id, change, `replace(snapshot, '{', '{"aaa":1,')`)

    refused(await village.ask(id, 'note', { text: '记' }), 503, 'unknown-kind')
    refused(await village.get(`/api/v1/disputes/${id}/timeline`), 503, 'unknown-kind')
    refused(await village.get(`/api/v1/disputes/${id}`), 503, 'unknown-kind')
    await village.done(other.id, 'note', { text: '记' })
    assert.equal((await village.get(`/api/v1/disputes/${other.id}`)).status, 200)
  })
}

test('a snapshot of another fold, or none because it would be too large, is not read: the events are', async () => {
  const { id } = await village.register()
  await village.done(id, 'note', { text: '记' })
  const whole = await village.dispute(id)
  for (const [fold, snapshot] of [[0, '{}'], [1, '{"code":"of yesterday"}']]) {
    await sql(service.database, `UPDATE hejie.head SET fold = ${fold}, snapshot = '${snapshot}' WHERE stream = '${id}'`)
    assert.deepEqual(await village.dispute(id), whole)
    await village.done(id, 'note', { text: '再记' })
    const after = await village.dispute(id)
    assert.equal(after.version, whole.version + 1)
    Object.assign(whole, after)
  }
})

test('lists of compacts, assessments and help, and one help, do not rest on a snapshot', async () => {
  const centre = await site.as('centre.a')
  const post = async (path, body) => {
    const made = await village.post(`/api/v1/${path}`, body)
    assert.equal(made.status, 201, made.text)
    return made.json.id
  }
  const parties = [{ class: 'organisation', name: '村委会' }, { class: 'villager', name: '八组村民', heads: 40 }]
  const ids = {
    compacts: await post('compacts/commands/open-compact', { between: 'villagers', class: 'public_affairs', form: 'agreement', title: '用水公约', parties }),
    assessments: await post('assessments/commands/open-assessment', { title: '征地', matter: 'project', subject: '修路' }),
    helps: await post('helps/commands/refer-to-help', { body: centre.org, consent: true, kind: 'social', manner: 'oral', name: '甲' }),
  }
  for (const [path, id] of Object.entries(ids)) {
    const list = async () => (await village.read(`/api/v1/${path}`)).items.find((x) => x.id === id)
    const row = await list()
    const one = await village.read(`/api/v1/${path}/${id}`)
    assert.ok(Object.keys(row).length > 4, JSON.stringify(row))
    for (const [fold, snapshot] of [[0, '{}'], [9999, '{"of":"tomorrow"}']]) {
      await sql(service.database, `UPDATE hejie.head SET fold = ${fold}, snapshot = '${snapshot}' WHERE stream = '${id}'`)
      assert.deepEqual(await list(), row)
      assert.deepEqual(await village.read(`/api/v1/${path}/${id}`), one)
    }
  }
})
