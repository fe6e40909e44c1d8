// What the pages say comes next (server/web/src/next.json), against the tables
// of stages, phases, channels and commands.

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)
const read = (path) => readFile(new URL(path, root), 'utf8')
const next = JSON.parse(await read('server/web/src/next.json'))
const { step } = JSON.parse(await read('server/web/src/words/zh.json'))
const wordsOf = (text, list) => [...new RegExp(`${list}\\[\\] = \\{([^;]*)\\};`).exec(text)[1].matchAll(/\{ "(\w+)"/g)].map((m) => m[1])
const stages = wordsOf(await read('lib/dispute/stage.c'), 'stage_list')
const words = await read('lib/dispute/word.c')
const commands = await Promise.all(
  (await readdir(new URL('lib/commands/', root), { recursive: true })).filter((f) => f.endsWith('.c')).map((f) => read(`lib/commands/${f}`)),
).then((files) => new Set(files.flatMap((text) => [...text.matchAll(/\.name = "([a-z-]+)"/g)].map((m) => m[1]))))
const rows = [...Object.values(next.phase), ...Object.values(next.rest), ...Object.values(next.stage), ...Object.values(next.elsewhere), ...Object.values(next.channel).flatMap(Object.values)]

test('every stage says what comes next, unless nothing does', () => {
  const over = ['order_ended', 'going', 'aid_withdrawn', 'aid_paid']
  assert.deepEqual([...Object.keys(next.stage), ...Object.keys(next.rest), ...over].sort(), stages.sort())
})

test('phases and channels are those of disputes', () => {
  const phases = wordsOf(words, 'phase_list')
  assert.deepEqual(Object.keys(next.phase), phases.filter((p) => p !== 'closed'))
  for (const [channel, own] of Object.entries(next.channel)) {
    assert.ok(wordsOf(words, 'channel_list').includes(channel), channel)
    for (const phase of Object.keys(own)) assert.ok(phases.includes(phase), phase)
  }
})

test('what does it are commands, and each is said in words', () => {
  assert.ok(rows.length > 50)
  for (const { words: said, own = said, acts, who } of rows) {
    for (const w of [said, own]) assert.ok(step[w] !== undefined, w)
    for (const act of acts) assert.ok(commands.has(act), act)
    assert.ok([undefined, 'organ', 'reviewer', 'rechecker', 'holder'].includes(who), who)
  }
})
