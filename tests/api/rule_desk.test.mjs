// The reads of the rules desk: the sets at a glance, one with its pictures,
// sentences and certificate, a document looked at before it is anything, and a
// matter tried day by day.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { openSite, refused } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const root = new URL('../../', import.meta.url)
const document = async (name) => JSON.parse(await readFile(new URL(`lib/rules/sets/${name}.json`, root), 'utf8'))
const english = { headers: { 'Accept-Language': 'en' } }

let service, village, shelf
before(async () => {
  service = await startService()
  village = await (await openSite(service)).as('village.a')
  shelf = (await village.read('/api/v1/rules/shelf')).items
})
after(() => service?.stop())

const idOf = (name) => shelf.find((s) => s.name === name).id
const look = (set, options) => village.post('/api/v1/rules/look', { document: JSON.stringify(set) }, options)
const tryOn = (body, options) => village.post('/api/v1/rules/try', body, options)
const days = (answer) => answer.json.items.map((f) => `${f.day} ${f.text}`)

test('the shelf has every set, with where, since when, how sure, and who has chosen it', async () => {
  const sets = (await village.read('/api/v1/rule-sets')).items
  assert.deepEqual(shelf.map((s) => s.id).sort(), sets.map((s) => s.id).sort())
  for (const { id, set } of sets) {
    const row = shelf.find((s) => s.id === id)
    assert.deepEqual([row.name, row.title, row.area, row.valid_from], [set.name, set.title_zh, set.area, set.valid_from])
    assert.match(row.label, /^(法律规定|本地规定|本单位约定|暂定)$/)
    assert.equal(row.clocks, (set.clocks ?? []).length)
  }
  assert.deepEqual(shelf.find((s) => s.name === 'three-two-one-a').counties, ['999901'])
  assert.deepEqual(shelf.find((s) => s.name === 'three-two-one-c').counties, [])
  const en = (await village.get('/api/v1/rules/shelf', { 'Accept-Language': 'en' })).json.items
  assert.ok(en.every((s) => !/\p{Script=Han}/u.test(s.title + s.label)))
})

test('the picture of every ladder has each step, each exit, and each party’s way out', async () => {
  let ladders = 0
  for (const { id } of shelf) {
    const { set, charts, faults, sentences } = await village.read(`/api/v1/rule-sets/${id}/view`)
    assert.deepEqual(faults, [], set.name)
    assert.ok(sentences.length > 0)
    const lists = [['', set.ladder, '/ladder'], ...(set.ladders ?? []).map((l, i) => [`/ladders/${i}`, l.steps, `/ladders/${i}/steps`])].filter(([, l]) => l?.length)
    assert.deepEqual(charts.map((c) => c.at), lists.map(([at]) => at), set.name)
    for (const [i, [, steps, at]] of lists.entries()) {
      const { nodes, edges } = charts[i]
      ladders++
      for (const [k, step] of steps.entries()) {
        const here = nodes.findIndex((n) => n.at === `${at}/${k}`)
        assert.equal(nodes[here].label, step.zh)
        for (const [x, exit] of (step.exits ?? []).entries())
          // Reasons move nothing, and time that is not set is never over.
          if (exit.to !== 'reasons' && (exit.on !== 'time_over' || step.unit || step.lengths)) assert.ok(edges.some((e) => e.from === here && e.at === `${at}/${k}/exits/${x}`), `${set.name} ${k}/${x}`)
        for (const own of ['party_asks', 'refused', 'withdrawn']) {
          const out = edges.filter((e) => e.from === here && e.on === own)
          assert.ok(out.length > 0 && out.every((e) => nodes[e.to].kind !== 'step'), `${set.name} ${step.zh} ${own}`)
        }
        assert.ok(edges.some((e) => e.to === here && e.from !== here), `${set.name}: nothing leads to ${step.zh}`)
      }
    }
  }
  assert.ok(ladders >= 4)
})

test('a certificate says in words when it ends at the latest', async () => {
  const path = `/api/v1/rule-sets/${idOf('four-tiers-seven-days')}/certificate`
  const { certificate, said } = await village.read(path)
  assert.deepEqual([said.year, said.days, said.grade], [certificate.year, certificate.worst.days, certificate.grade])
  assert.match(said.latest, new RegExp(`^最迟到达：${certificate.worst.days} 天`))
  assert.match(said.path.at(-1), /^20\d\d-\d\d-\d\d 终点$/)
  assert.deepEqual([said.path.length, said.waits.length, said.assumed.length], [certificate.worst.path.length, certificate.waits.length, certificate.assumed.length])
  const en = (await village.get(path, { 'Accept-Language': 'en' })).json.said
  assert.doesNotMatch([en.label, en.latest, ...en.path, ...en.assumed].join(), /\p{Script=Han}/u)
  refused(await village.get('/api/v1/rule-sets/nothing/view'), 404, 'not-found')
})

test('a document is looked at before it is anything: its faults stand at their places', async () => {
  const set = await document('three-two-one-a')
  const good = await look({ ...set, ladder: [{ ...set.ladder[0], attempts: 2 }, ...set.ladder.slice(1)] })
  assert.equal(good.status, 200, good.text)
  assert.deepEqual(good.json.faults, [])
  assert.match(good.json.charts[0].nodes.find((n) => n.at === '/ladder/0').more, /满2次/)
  assert.equal(good.json.id, undefined)

  const { outlets, ...closed } = set
  const bad = (await look(closed)).json
  assert.deepEqual(bad.faults.map((f) => f.kind), ['no_way_out'])
  assert.ok(outlets.length > 0 && bad.sentences.length > 0)
  const wrong = (await look({ ...set, ladder: [{ zh: 1, en: 'a', attempts: 999 }] })).json
  assert.deepEqual(wrong.faults.map((f) => f.at).sort(), ['/ladder/0/attempts', '/ladder/0/zh'])
  assert.equal(wrong.sentences, undefined)
  const none = await village.post('/api/v1/rules/look', { document: '{' })
  assert.deepEqual(none.json.faults.map((f) => f.kind), ['shape'])
})

const what = (on, what, time) => ({ on, what, ...(time ? { time } : {}) })

test('a matter is tried day by day: what follows, on which day, and why', async () => {
  const three = [what('2024-02-01', 'registered'), what('2024-02-01', 'session_logged', '15:00'), what('2024-02-02', 'session_logged', '09:00'), what('2024-02-02', 'session_logged', '15:00')]
  const set = idOf('three-two-one-a')
  const first = await tryOn({ set, when: three })
  assert.equal(first.status, 200, first.text)
  const up = ['2024-02-01 进入 村(社区)调解', '2024-02-02 上报 乡镇(街道)调解', '2024-02-02 起算 乡镇(街道)调解接收 至 2024-02-05']
  assert.deepEqual(days(first), up)
  assert.equal(first.json.items[2].due_on, '2024-02-05')
  assert.match(first.json.items[1].why[0], /^规则:《“三二一”分级调解\(读法甲\)》/)
  assert.equal(first.json.items[1].at, '/ladder/0')

  const later = await tryOn({ set, when: three, until: '2024-02-06' })
  assert.deepEqual(days(later), [...up, '2024-02-05 届满 乡镇(街道)调解接收', '2024-02-05 留在 村(社区)调解'])
  assert.deepEqual(days(await tryOn({ set, when: three, until: '2024-02-04' })), up)
  const en = await tryOn({ set, when: three }, english)
  assert.doesNotMatch(days(en).join(), /\p{Script=Han}/u)

  const two = structuredClone(await document('three-two-one-a'))
  two.ladder[0].attempts = 2
  const sooner = await tryOn({ document: JSON.stringify(two), when: three.slice(0, 3) })
  assert.deepEqual(days(sooner), up, 'by a document that is not known')
})

test('what is known from the beginning decides', async () => {
  const set = idOf('longshan-three-tiers')
  const doc = await document('longshan-three-tiers')
  assert.equal(shelf.find((s) => s.id === set).name, doc.name)
  const people = await tryOn({ set: idOf('national-statutory'), given: ['channel is people'], when: [what('2024-03-01', 'accepted')] })
  assert.ok(days(people).some((d) => /人民调解期限 至 2024-04-01/.test(d)), days(people).join('\n'))
  const none = await tryOn({ set: idOf('national-statutory'), when: [what('2024-03-01', 'accepted')] })
  assert.ok(!days(none).some((d) => /人民调解期限/.test(d)))
})

test('what cannot be tried is refused with the member', async () => {
  const set = idOf('three-two-one-a')
  const when = [what('2024-02-01', 'registered')]
  const cases = [
    [{ set: 'none', when }, 'set'],
    [{ when }, 'set'],
    [{ set, document: '{}', when }, 'set'],
    [{ document: '{}', when }, 'document'],
    [{ set, when: [what('2024-02-01', 'landed on the moon')] }, 'when/0/what'],
    [{ set, when: [...when, what('2024-01-01', 'session_logged')] }, 'when/1/on'],
    [{ set, when: [what('2024-02-01', 'registered', '25:00')] }, 'when/0/time'],
    [{ set, when, given: ['weather is fine'] }, 'given/0'],
    [{ set, when, until: '2024-01-31' }, 'until'],
    [{ set, when, until: '2034-01-31' }, 'until'],
  ]
  for (const [body, field] of cases) refused(await tryOn(body), 400, 'invalid-field', { field })
})
