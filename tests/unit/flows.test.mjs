// Every state table is printed whole, in both languages; how large each is.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? `${root}build/dev/hejie`

/** Sections "== name words ==" with their states "  words" and commands "    name  words -> …". */
function printed(language) {
  const { status, stdout } = spawnSync(binary, ['--language', language, 'help', 'flows'], { encoding: 'utf8' })
  assert.equal(status, 0)
  const tables = new Map()
  let table, state
  for (const line of stdout.split('\n')) {
    const title = /^== (\S+) /.exec(line)
    if (title) tables.set(title[1], (table = new Map()))
    else if (/^ {2}\S/.test(line)) table.set(line.trim(), (state = []))
    else if (/^ {4}\S/.test(line) && table) state.push(line.trim().split(/ {2}/)[0])
  }
  return tables
}
const size = (table) => [table.size, [...table.values()].reduce((n, c) => n + c.length, 0)]

test('each channel and each stream with stages has its table, the same in both languages', (t) => {
  const [zh, en] = [printed('zh'), printed('en')]
  const channels = ['people', 'administrative', 'assigned', 'entrusted', 'in_court', 'confirmation', 'suit', 'arbitration',
    'enforcement', 'report', 'procuratorial', 'petition', 'legal_aid', 'hotline', 'reconsideration', 'notarial']
  const streams = ['compact', 'assessment', 'help', 'review', 'rule_set']
  assert.deepEqual([...zh.keys()], [...channels, ...streams])
  for (const [name, table] of zh) {
    t.diagnostic(`${name}: ${size(table)[0]} states, ${size(table)[1]} commands in them`)
    assert.deepEqual(size(en.get(name)), size(table), name)
    assert.deepEqual([...en.get(name).values()], [...table.values()], name)
  }
  // The way out stands in no cell: it is open in all of them.
  const { stdout } = spawnSync(binary, ['--language', 'en', 'help', 'flows'], { encoding: 'utf8' })
  const everywhere = stdout.slice(0, stdout.indexOf('\n=='))
  for (const out of ['open-suit', 'open-arbitration', 'report-danger']) assert.match(everywhere, new RegExp(`^ {4}${out} `, 'm'))
  // A compact is signed where there is a text, and nowhere else.
  const signs = [...en.get('compact')].filter(([, commands]) => commands.includes('sign-compact')).map(([state]) => state)
  assert.equal(signs.length, 2)
})
