// The description of the interface is true: everything it needs is in it, and
// what runs is what it says.

import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { closedFile, openSite, problemOf, registration, respondent, send } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const root = new URL('../../', import.meta.url)
const source = (path) => readFile(new URL(path, root), 'utf8')

let service
let site
let api
before(async () => {
  service = await startService()
  site = await openSite(service)
  const answer = await send(`${service.url}/openapi.json`)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type'), /^application\/json/)
  api = JSON.parse(answer.text)
})
after(() => service?.stop())

function* members(value, path = '#') {
  if (value === null || typeof value !== 'object') return
  for (const [k, v] of Object.entries(value)) {
    yield [path, k, v]
    yield* members(v, `${path}/${k.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
}
function resolve(pointer) {
  let at = api
  for (const step of pointer.slice(2).split('/')) at = at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  return at
}
const operations = () =>
  Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, op]) => ({ path, method, op })))
const schemaOf = (op) => op.requestBody.content['application/json'].schema

test('it is OpenAPI 3.1, and every reference leads somewhere', () => {
  assert.match(api.openapi, /^3\.1\./)
  assert.ok(api.info.title && api.info.version)
  let refs = 0
  for (const [path, key, value] of members(api))
    if (key === '$ref') {
      refs++
      assert.ok(value.startsWith('#/'), `${path}: ${value}`)
      assert.notEqual(resolve(value), undefined, `${path}: ${value}`)
    }
  assert.ok(refs > 50)
})

test('each operation has a name of its own, answers, and its path parameters', () => {
  const names = operations()
    .map(({ op }) => op.operationId)
    .filter((n) => n !== undefined)
  const twice = names.filter((n, i) => names.indexOf(n) !== i)
  assert.deepEqual(twice, [], 'operationId is unique')
  for (const { path, op } of operations()) {
    assert.ok(Object.keys(op.responses).length > 0, path)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
    const told = (op.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name)
    assert.deepEqual(told, inPath, path)
  }
})

test('a path is a path, without a query', () => {
  assert.deepEqual(Object.keys(api.paths).filter((path) => !path.startsWith('/') || path.includes('?')), [])
})

test('every POST and PUT says what it is given, from the table by which it is read', () => {
  const writes = operations().filter(({ method }) => ['post', 'put'].includes(method))
  assert.deepEqual(writes.filter(({ op }) => !Object.values(op.requestBody?.content ?? {})[0]?.schema).map(({ path, method }) => `${method} ${path}`), [])
  const bytes = writes.filter(({ op }) => op.requestBody.content['application/json'] === undefined).map(({ path }) => path)
  assert.deepEqual(bytes.sort(), ['/api/v1/disputes/{id}/uploads/{upload}', '/api/v1/imports'])
  const members = (path) => Object.keys(schemaOf(api.paths[`/api/v1/${path}`].post).properties ?? {})
  assert.deepEqual(members('sign-in'), ['login', 'password'])
  for (const path of ['doors', 'member-line', 'progress']) assert.deepEqual(members(path), ['code', 'secret'], path)
  assert.deepEqual(members('search'), ['words'])
  assert.deepEqual(members('sign-out'), [])
  assert.deepEqual(members('disputes'), members('disputes/commands/register'))
  assert.deepEqual(api.paths['/api/v1/imports'].post.parameters.map((p) => p.name), ['profile', 'dry_run', 'target'])
})

test('a body without what its schema requires, or with more, is refused with the name', async () => {
  const [admin, village, security] = await site.all('admin', 'village.a', 'security')
  let asked = 0
  for (const { path, method, op } of operations()) {
    if (method !== 'post' || path.includes('{') || path.includes('/commands/') || path === '/api/v1/imports') continue
    const { required = [] } = schemaOf(op)
    const who = /accounts|api-keys/.test(path) ? security : /erasures|simulation|people|organisations/.test(path) ? admin : village
    // A password belongs to a sign-in, not to a machine's key.
    if (required.length === 0 || /password|devices|proof/.test(path)) continue
    asked++
    const missing = await who.post(path, {})
    assert.equal(problemOf(missing), 'invalid-field', `${path}: ${missing.text}`)
    assert.ok(required.includes(missing.json.field), `${path}: ${missing.text}`)
    const more = await who.post(path, { surprise: 1 })
    assert.deepEqual([problemOf(more), more.json.field], ['invalid-field', 'surprise'], path)
  }
  assert.ok(asked >= 12, `${asked} were asked`)
})

test('bad news has one named shape, and what comes is of that shape', async () => {
  for (const { path, op } of operations())
    for (const [status, response] of Object.entries(op.responses))
      if (!status.startsWith('2')) assert.deepEqual(response, { $ref: '#/components/responses/Problem' }, `${path} ${status}`)
  const { content } = api.components.responses.Problem
  assert.deepEqual(content, { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
  const schema = api.components.schemas.Problem
  assert.deepEqual([...schema.required].sort(), ['status', 'title', 'type'])
  const village = await site.as('village.a')
  const { id } = await village.register()
  for (const answer of [await send(`${service.url}/nowhere`), await village.post('/api/v1/disputes', {}), await village.ask(id, 'accept'), await village.ask(id, 'stamp', { agreement: 1 }, { match: 1 })]) {
    assert.ok(answer.status >= 400)
    for (const [name, value] of Object.entries(answer.json)) assert.equal(typeof value, { integer: 'number', string: 'string' }[schema.properties[name]?.type], `${name} of ${answer.text}`)
    assert.ok(schema['x-types'].includes(problemOf(answer)), answer.text)
  }
})

/** The commands that only the service sends, as their rows say. */
async function internalCommands() {
  const folder = new URL('lib/commands/', root)
  const names = (await readdir(folder, { recursive: true })).filter((f) => f.endsWith('.c'))
  const texts = await Promise.all(names.map((f) => readFile(new URL(f, folder), 'utf8')))
  return new Set(texts.filter((t) => /\.flags = [^;]*\bHJ_INTERNAL\b/.test(t)).map((t) => /^\t\.name = "([a-z-]+)"/m.exec(t)[1]))
}

test('every command of the list is there, with the members it must have', async () => {
  const listed = [...(await source('lib/commands/list.h')).matchAll(/^HJ_COMMAND\((\w+)\)/gm)].map((m) => m[1].replaceAll('_', '-'))
  assert.ok(listed.length > 60)
  const internal = await internalCommands()
  const creating = new Set(['register', 'record-settled'])
  const paths = Object.keys(api.paths)
  for (const name of listed) {
    if (internal.has(name)) assert.ok(!paths.includes(`/api/v1/disputes/{id}/commands/${name}`), `${name} is internal`)
    else if (!creating.has(name)) {
      const { post } = api.paths[`/api/v1/disputes/{id}/commands/${name}`] ?? {}
      assert.ok(post, name)
      assert.ok(post.parameters.some((p) => p.name === 'Idempotency-Key' && p.required), name)
      const schema = schemaOf(post)
      assert.equal(schema.additionalProperties, false, name)
      for (const member of schema.required ?? []) assert.ok(schema.properties[member], `${name}.${member}`)
    }
  }
  const extra = paths
    .map((p) => /^\/api\/v1\/disputes\/\{id\}\/commands\/(.+)$/.exec(p)?.[1])
    .filter((n) => n !== undefined && !listed.includes(n))
  assert.deepEqual(extra, [])
})

test('what a schema requires is what the service asks for', async () => {
  const village = await site.as('village.a')
  const { id } = await village.register()
  let asked = 0
  for (const { path, op } of operations()) {
    const name = /^\/api\/v1\/disputes\/\{id\}\/commands\/(.+)$/.exec(path)?.[1]
    if (name === undefined) continue
    const required = schemaOf(op).required ?? []
    const match = op.parameters.some((p) => p.name === 'If-Match' && p.required) ? 5 : undefined
    const answer = await village.ask(id, name, {}, { match, dry: true })
    if (required.length === 0) assert.notEqual(problemOf(answer), 'invalid-field', `${name}: ${answer.text}`)
    else {
      asked++
      assert.equal(problemOf(answer), 'invalid-field', `${name}: ${answer.text}`)
      assert.ok(required.includes(answer.json.field), `${name}: ${answer.text}`)
    }
    const without = await village.ask(id, name, {}, { dry: true })
    assert.equal(without.status === 428, match !== undefined, `${name} and If-Match`)
    const unknown = await village.ask(id, name, { surprise: 1 }, { match, dry: true })
    assert.equal(problemOf(unknown), 'invalid-field', `${name}: ${unknown.text}`)
  }
  assert.ok(asked > 20)
})

test('the words of a schema are the words that are taken', async () => {
  const village = await site.as('village.a')
  const registering = operations().find(({ op }) => op.operationId === 'dispute_register').op
  const { source: row } = schemaOf(registering).properties
  const words = row.enum ?? resolve(row.$ref).enum
  for (const word of words) {
    const answer = await village.post('/api/v1/disputes?dry=1', registration({ source: word }))
    assert.equal(answer.status, 200, answer.text)
  }
})

test('every type of problem that exists is listed', async () => {
  const text = JSON.stringify(api.components)
  const kinds = [...(await source('server/http/problem.c')).matchAll(/ROW\(\d+, "([a-z-]+)"/g)].map((m) => m[1])
  const rules = [...(await source('lib/commands/refusal.c')).matchAll(/\] += \{ "([a-z-]+)"/g)].map((m) => m[1])
  assert.ok(kinds.length > 20 && rules.length > 50)
  assert.deepEqual([...kinds, ...rules].filter((t) => !text.includes(`"${t}"`) && !text.includes(`/problems/${t}"`)), [])
})

test('every read that is described answers', async () => {
  const [village, admin, security, auditor] = await site.all('village.a', 'admin', 'security', 'auditor')
  const { id, code } = await village.register(registration({ parties: [{ kind: 'group', side: 'applicant', name: '某小区业主', size: 60 }, respondent] }))
  await village.done(id, 'found-group', { party: 1 })
  const upload = 'ab'.repeat(16)
  const sent = await send(`${service.url}/api/v1/disputes/${id}/uploads/${upload}`, { method: 'PUT', headers: village.headers, body: '收条' })
  assert.equal(sent.status, 200, sent.text)
  await village.done(id, 'attach', { upload, paper: 'evidence', name: '收条.txt' })
  await site.move('2026-04-01T09:00:00+08:00')
  const [{ group }] = (await village.dispute(id)).state.group
  const list = (await village.post('/api/v1/imports?profile=wages&target=' + group, '姓名,欠薪金额\n甲,1\n')).json.id
  const made = async (kind, name, body) => (await village.post(`/api/v1/${kind}/commands/${name}`, body)).json.id
  const set = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['file-review-people'] })
  assert.equal(set.status, 200, set.text)
  const closed = await closedFile(village)
  const head = await site.as('village.c')
  const opened = await head.post('/api/v1/reviews/commands/open-review', { body: head.org, from: '2024-01-01', to: '2026-12-31', seed: '1', size: 1 })
  assert.equal(opened.status, 201, opened.text)
  const review = opened.json.id
  const clerk = await site.as('county.b')
  const copied = await clerk.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '试行' })
  assert.equal(copied.status, 201, copied.text)
  const other = {
    compacts: await made('compacts', 'open-compact', {
      between: 'among_villagers',
      class: 'stability',
      form: 'pledge',
      title: '试约',
      parties: ['甲', '乙'].map((name) => ({ class: 'villager', name })),
    }),
    assessments: await made('assessments', 'open-assessment', { matter: '试', title: '试评', subject: '试' }),
    helps: await made('helps', 'refer-to-help', { body: admin.org, consent: true, kind: 'social', manner: 'oral', name: '甲' }),
    groups: group,
    reviews: review,
    imports: list,
    'rule-sets': copied.json.id,
    organisations: village.org,
  }
  const [shipped] = (await village.read('/api/v1/rule-sets')).items
  const [[size, signed]] = await sql(service.database, "SELECT max(size), (SELECT replace(stream::text, '-', '') FROM hejie.log WHERE position = 0) FROM hejie.checkpoint")
  const moved = (await village.timeline(closed)).find((e) => e.event.body.because).position
  for (const { path, method } of operations()) {
    if (method !== 'get') continue
    const who = /accounts|api-keys/.test(path) ? security : /read-log/.test(path) ? auditor : /checkpoints|outbox/.test(path) ? admin : village
    if (path === '/api/v1/stream') {
      // It goes on for ever: that it begins is enough.
      const stream = await fetch(`${service.url}${path}`, { headers: village.headers })
      assert.equal(stream.status, 200, path)
      await stream.body.cancel()
      continue
    }
    const more = path.endsWith('/inclusion') ? `?stream=${signed}&seq=1` : path.endsWith('/consistency') ? '?from=1' : ''
    const answer = await who.get(`${path}${more}`.replace('{size}', size).replace('{streams}', 'compacts').replace('{id}', path.endsWith('/view') ? shipped.id : other[path.split('/')[3]] ?? (path.endsWith('/explanation') ? closed : id)).replace('{code}', code).replace('{no}', 1).replace('{position}', moved).replace('{person}', village.person))
    assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  }
})
