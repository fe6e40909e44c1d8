// The shipped JSON Schema of rule sets takes every shipped set, and refuses
// what is none; by a validator of its own.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)
const read = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const schema = read('lib/rules/schema/rule-set.schema.json')

const types = {
  object: (v) => v !== null && typeof v === 'object' && !Array.isArray(v),
  array: Array.isArray,
  string: (v) => typeof v === 'string',
  integer: Number.isInteger,
  boolean: (v) => typeof v === 'boolean',
}

// faults of `value` under `s`, each with its JSON pointer
function* faults(s, value, at = '') {
  if (!types[s.type](value)) return yield `${at}: not ${s.type}`
  if (s.enum && !s.enum.includes(value)) yield `${at}: not of the list`
  if (s.maxLength !== undefined && [...value].length > s.maxLength) yield `${at}: too long`
  if (s.format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) yield `${at}: no date`
  if (s.minimum > value || s.maximum < value) yield `${at}: out of range`
  if (s.type === 'array') {
    if (value.length > s.maxItems) yield `${at}: too many`
    for (const [i, item] of value.entries()) yield* faults(s.items, item, `${at}/${i}`)
  }
  if (s.type === 'object') {
    for (const name of s.required) if (!(name in value)) yield `${at}/${name}: missing`
    for (const [name, member] of Object.entries(value))
      if (name in s.properties) yield* faults(s.properties[name], member, `${at}/${name}`)
      else yield `${at}/${name}: unknown`
  }
}

const sets = readdirSync(new URL('lib/rules/sets', root), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.json'))
  .map((name) => `lib/rules/sets/${name}`)

test('every shipped set satisfies it, and the example that says everything', () => {
  assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema')
  assert.ok(sets.length >= 19)
  for (const path of [...sets, 'tests/unit/rule_sets/everything.json'])
    assert.deepEqual([...faults(schema, read(path))], [], path)
})

test('what is missing, unknown, of another type or out of bounds is found', () => {
  const set = read('tests/unit/rule_sets/everything.json')
  delete set.source
  set.colour = 'red'
  set.ladder[0].attempts = 1001
  set.clocks[0].unit = 'weeks'
  set.tables[0].rows[0].when[0].above = 0
  set.outlets = '诉讼'
  assert.deepEqual([...faults(schema, set)].sort(), [
    '/clocks/0/unit: not of the list',
    '/colour: unknown',
    '/ladder/0/attempts: out of range',
    '/outlets: not array',
    '/source: missing',
    '/tables/0/rows/0/when/0/above: out of range',
  ])
})
