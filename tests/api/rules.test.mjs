// Rule sets without and over the interface: their schema, and what they say in
// sentences.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { openSite, send } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const root = new URL('../../', import.meta.url)
const source = (path) => readFile(new URL(path, root), 'utf8')
const binary = process.env.HEJIE_BINARY ?? new URL('build/dev/hejie', root).pathname
const EVERYTHING = 'tests/unit/rule_sets/everything.json'

let service
let folder
before(async () => {
  service = await startService()
  folder = await mkdtemp(join(tmpdir(), 'hejie-rules-'))
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const rules = (language, ...words) =>
  spawnSync(binary, ['--language', language, 'rules', ...words], { encoding: 'utf8', cwd: new URL('.', root).pathname })

// every member of the document that the schema lets one leave out
function* optional(schema, value, path = []) {
  if (schema.type === 'array') for (const [i, item] of value.entries()) yield* optional(schema.items, item, [...path, i])
  if (schema.type !== 'object') return
  for (const [name, member] of Object.entries(value)) {
    if (!schema.required.includes(name)) yield [...path, name]
    yield* optional(schema.properties[name], member, [...path, name])
  }
}

function without(document, path) {
  const copy = structuredClone(document)
  let at = copy
  for (const step of path.slice(0, -1)) at = at[step]
  delete at[path.at(-1)]
  return copy
}

test('the schema of rule sets is served as it is shipped, to anyone', async () => {
  const answer = await send(`${service.url}/api/v1/rules/schema`)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type'), /^application\/json/)
  assert.equal(answer.text, await source('lib/rules/schema/rule-set.schema.json'))
})

test('sentences say every member: without it they are others', async () => {
  const document = JSON.parse(await source(EVERYTHING))
  const schema = JSON.parse(await source('lib/rules/schema/rule-set.schema.json'))
  const file = join(folder, 'set.json')
  let said = 0
  for (const language of ['zh', 'en']) {
    const whole = rules(language, 'show', EVERYTHING)
    assert.equal(whole.status, 0, whole.stderr)
    for (const path of optional(schema, document)) {
      const isCode = path.at(-1) === 'name' && path.at(-3) === 'ladder'
      if (isCode) continue
      await writeFile(file, JSON.stringify(without(document, path)))
      const less = rules(language, 'show', file)
      if (less.status === 1) continue // what it is needed for does not hold
      assert.equal(less.status, 0, less.stderr)
      assert.notEqual(less.stdout, whole.stdout, `${path.join('/')} is not said`)
      said++
    }
  }
  assert.ok(said > 190, `${said} members`)
})

test('each rule of a shipped set has its sentence, article and label', async () => {
  const village = await (await openSite(service)).as('village.a')
  const sets = (await village.read('/api/v1/rule-sets')).items
  assert.ok(sets.length >= 19)
  for (const { id, set } of sets) {
    const path = `/api/v1/rule-sets/${id}/sentences`
    const zh = await village.read(path)
    const en = (await village.get(path, { 'Accept-Language': 'en' })).json
    assert.equal(zh.name, set.name)
    assert.deepEqual(
      zh.items.map((s) => s.at),
      en.items.map((s) => s.at),
    )
    for (const list of ['clocks', 'ladder', 'duties', 'ways', 'matters'])
      for (const [i, rule] of (set[list] ?? []).entries()) {
        const found = zh.items.filter((s) => s.at === `/${list}/${i}`)
        assert.equal(found.length, 1, `${set.name}/${list}/${i}`)
        if (rule.article) assert.equal(found[0].article, rule.article)
        assert.match(found[0].label, /^(法律规定|本地规定|本单位约定|暂定)$/)
      }
    for (const s of en.items) if (s.at.startsWith('/clocks/')) assert.doesNotMatch(s.text, /。|、/, `${set.name}${s.at}`)
  }
  assert.equal((await village.get('/api/v1/rule-sets/nothing/sentences')).status, 404)
})

test('a set is shown by name, by id or from a file; what is none is refused', () => {
  assert.match(rules('en', 'show', 'three-two-one-a').stdout, /Three-two-one/)
  assert.equal(rules('en', 'show', EVERYTHING).status, 0)
  assert.equal(rules('en', 'show', 'no-such-set').status, 1)
  assert.equal(rules('en', 'show').status, 2)
})
