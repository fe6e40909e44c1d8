// Villages and grids of a county, imported beside the running service: looked
// at first, told row by row, used at once, the same when sent again.

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'
import { csv, gb18030 } from './lib/tables.mjs'

let service, site, admin, village, folder
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hejie-divisions-'))
  service = await startService()
  site = await openSite(service)
  ;[admin, village] = await site.all('admin', 'village.a')
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  await service?.stop()
})

async function take(content, ...options) {
  const file = join(folder, 'list')
  await writeFile(file, content)
  const { code, stdout, stderr } = await hejie(service, '--language', 'en', 'import-divisions', ...options, file)
  return { code, stderr, lines: stdout.trim().split('\n') }
}
const below = async (parent) => (await village.read(`/api/v1/divisions?parent=${parent}`)).items
const total = async () => Number((await sql(service.database, 'SELECT count(*) FROM hejie.division'))[0][0])

// As `scripts/reference --villages` prints it, and as an office has it.
const villages = ['code\tparent\tlevel\tname\tpseudo', '430121001001\t430121001\t5\t望仙桥社区\t0', '430121001498\t430121001\t5\t星沙产业基地\t1'].join('\n') + '\n'
const grids = csv([
  ['统计用区划代码', '名称', '类型'],
  ['430121001001001', '望仙桥社区第一网格', '网格'],
  ['430121001001002', '望仙桥社区第二网格', '网格'],
])

test('a dry run says what it would do and stores nothing', async () => {
  const before = await total()
  const dry = await take(villages, '--dry-run')
  assert.deepEqual([dry.code, dry.lines], [0, ['2 rows, 0 with faults, 2 new, 0 renamed; nothing was stored']])
  assert.equal(await total(), before)
})

test('villages, then grids in GB18030, are read by the service at once', async () => {
  assert.deepEqual(await below('430121001'), [])
  assert.deepEqual((await take(villages)).lines, ['2 rows, 0 with faults, 2 new, 0 renamed'])
  assert.deepEqual((await take(gb18030(grids))).lines, ['2 rows, 0 with faults, 2 new, 0 renamed'])
  assert.deepEqual(await below('430121001'), [
    { code: '430121001001', name: '望仙桥社区', level: 5, pseudo: 0 },
    { code: '430121001498', name: '星沙产业基地', level: 5, pseudo: 1 },
  ])
  assert.deepEqual(await below('430121001001'), [
    { code: '430121001001001', name: '望仙桥社区第一网格', level: 6, pseudo: 3 },
    { code: '430121001001002', name: '望仙桥社区第二网格', level: 6, pseudo: 3 },
  ])
})

test('they are the place of a body and of a dispute', async () => {
  const body = { kind: 'village_committee', name: '望仙桥社区人民调解委员会', county: '430121', place: '430121001001' }
  const founded = await admin.post('/api/v1/organisations', body)
  assert.equal(founded.status, 201, founded.text)
  const { id } = await village.register(registration({ place: '430121001001002' }))
  assert.equal((await village.dispute(id)).state.place, '430121001001002')
  const other = await village.post('/api/v1/disputes', registration({ place: '430121001001003' }))
  refused(other, 400, 'unknown-division', { field: 'place' })
})

test('sent again it changes nothing; another name is taken over', async () => {
  const before = await total()
  assert.deepEqual((await take(villages)).lines, ['2 rows, 0 with faults, 0 new, 0 renamed'])
  assert.deepEqual((await take(villages.replace('望仙桥社区', '望仙桥新村'))).lines, ['2 rows, 0 with faults, 0 new, 1 renamed'])
  assert.equal(await total(), before)
  assert.equal((await below('430121001'))[0].name, '望仙桥新村')
})

test('each faulty row is told, and then nothing is stored', async () => {
  const before = await total()
  const bad = await take(
    csv([
      ['code', 'name', 'parent', 'kind'],
      ['430121001003', '好的社区', '430121001', 'village'],
      ['4.30121E+11', '表格改坏的代码', '', ''],
      ['430121001000', '末段为零', '', ''],
      ['430121001004', '', '', ''],
      ['430121001005', '别处的上级', '430121002', 'village'],
      ['430121001006', '不是网格', '', 'grid'],
      ['430121001003', '又一次', '', ''],
      ['430121999001', '没有这个乡镇', '', ''],
    ]),
  )
  assert.equal(bad.code, 3)
  assert.deepEqual(bad.lines, [
    'line 3: a code has 9, 12 or 15 digits and does not end in 000',
    'line 4: a code has 9, 12 or 15 digits and does not end in 000',
    'line 5: the name is missing or too long',
    'line 6: the parent is not how the code begins',
    'line 7: the kind does not fit the digits of the code',
    'line 8: the code stands here twice',
    'line 9: the parent is not known',
    '8 rows, 7 with faults, 1 new, 0 renamed; nothing was stored',
  ])
  assert.equal(await total(), before)
})

test('a file that is no table of divisions, and a call without one', async () => {
  const none = await take('名字,电话\n甲,1\n')
  assert.equal(none.code, 1)
  assert.match(none.stderr, /must name the columns code and name/)
  assert.equal((await hejie(service, 'import-divisions', '--dry-run')).code, 1) // no file of that name
  assert.equal((await hejie(service, 'import-divisions')).code, 2)
})
