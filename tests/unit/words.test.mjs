// The words of the pages: both languages complete, and plain ones.

import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'

const src = new URL('../../server/web/src/', import.meta.url)
const catalogue = async (name) => JSON.parse(await readFile(new URL(`words/${name}.json`, src), 'utf8'))
const flat = (tree, path = '') =>
  Object.entries(tree).flatMap(([k, v]) => (typeof v === 'string' ? [[`${path}${k}`, v]] : flat(v, `${path}${k}.`)))
const zh = new Map(flat(await catalogue('zh')))
const en = new Map(flat(await catalogue('en')))

// What a villager does not say; from what he does say to what programs say.
const forbidden = ['会话', '有效会话', '新增', '升级', '流转', '驳回', '撤销派发', '剩余时限', '超期', 'T+', '当前节点', '待办', '协议条款', '履约', '违约', '调解失败', '终止流程', '校验', '非法', '参数', '冲突', '系统', '异常', '过期', '412', '提交失败', '工单', '案件', '事件', 'ID', 'provisional']

test('both languages say the same things', () => {
  assert.deepEqual([...en.keys()].sort(), [...zh.keys()].sort())
})

test('nothing in Chinese is said as a program would say it, nor at length', () => {
  for (const [key, text] of zh) {
    for (const word of forbidden) assert.ok(!text.includes(word), `${key}: ${text}: ${word}`)
    for (const sentence of text.replaceAll(/\{\w+\}/g, '').split(/[。;:,?!]/)) assert.ok(sentence.length <= 25, `${key}: ${sentence}`)
    assert.ok(!/[A-Za-z]{3,}/.test(text.replaceAll(/\{\w+\}/g, '')), `${key}: ${text}`)
  }
})

test('English is English, with the same places to fill', () => {
  const holes = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  for (const [key, text] of en) {
    assert.ok(!/\p{Script=Han}/u.test(text), `${key}: ${text}`)
    assert.deepEqual(holes(text), holes(zh.get(key)), key)
  }
})

test('each word that a page asks for is there, and each that is there is asked for', async () => {
  const files = (await readdir(src, { recursive: true })).filter((f) => /\.(vue|ts)$/.test(f))
  const source = (await Promise.all(files.map((f) => readFile(new URL(f, src), 'utf8')))).join('\n')
  const asked = new Set([...source.matchAll(/\bt\((['`])([a-z_]+(?:\.\w+)*(?:\.\$\{)?)/g)].map((m) => m[2]))
  const groups = [...asked].filter((a) => a.endsWith('.${')).map((a) => a.slice(0, -2))
  for (const key of asked) if (!key.endsWith('.${')) assert.ok(zh.has(key), `${key} is in no catalogue`)
  // A group may be chosen by its name, as choices(words, 'presence') does.
  const literal = (key) => asked.has(key) || groups.some((g) => key.startsWith(g)) || source.includes(`, '${key.split('.')[0]}')`)
  for (const key of zh.keys()) assert.ok(literal(key), `${key} is asked for nowhere`)
})
