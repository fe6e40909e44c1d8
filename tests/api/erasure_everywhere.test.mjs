// A person is erased from every stream that holds records of people, and from
// imported lists: a dump of the database holds neither the name nor a key that
// opens it, and the key file does not help.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'

import { hejie, identityOf, openSite, refused, registration, respondent, send } from './lib/client.mjs'
import { imported } from './lib/imports.mjs'
import { open, readKeyFile, sealedIn, subjectOf, unwrap } from './lib/proof.mjs'
import { sql, startService } from './lib/service.mjs'
import { csv } from './lib/tables.mjs'

const name = '申屠桂芳'
const identity = identityOf('99999919600505432')
const phone = '10900007777'
const person = { kind: 'natural', side: 'applicant', name, identity, phone, address: '芦苇荡三组' }
const traces = [name, '申屠', identity, phone, '芦苇荡']
const gone = '(已删除)'
const other = '宗政远'
const others = ['99999919700101888', '99999919700101777', '99999919700101666'].map(identityOf)
const siteStream = `${'0'.repeat(31)}1`

let service, site, admin, village, hamlet, township, centre, seat
const ids = {}
let mine, theirs // what opens the lines of two members
before(async () => {
  service = await startService()
  site = await openSite(service)
  ;[admin, village, hamlet, township, centre, seat] = await site.all('admin', 'village.a', 'village2.a', 'township.a', 'centre.a', 'hotline.a')
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

async function made(who, path, body) {
  const answer = await who.post(path, body)
  assert.ok([200, 201].includes(answer.status), `${path}: ${answer.text}`)
  return answer.json.id
}
let minute = 0
/** What follows from an event is done when time has moved. */
const followed = () => site.move(`2026-04-10T10:${String(++minute).padStart(2, '0')}:00+08:00`)
const orders = [
  ['工单编号', '诉求人', '联系电话', '身份证号', '诉求内容'],
  ['热2026-1', name, phone, identity, `${name}反映路灯不亮`],
  ['热2026-2', name, phone, identity, ''],
  ['热2026-3', other, '10900008888', others[0], '占道'],
]

test('the same person comes into disputes, a group, a compact, help, lists and a file', async () => {
  ids.first = (await village.register(registration({ title: undefined, facts: `${name}称树枝越界`, parties: [person, respondent] }))).id
  ids.second = (await hamlet.register(registration({ title: undefined, parties: [respondent, person].map((p, i) => ({ ...p, side: i ? 'respondent' : 'applicant' })) }))).id
  const upload = randomBytes(16).toString('hex')
  const file = Buffer.from(`收条:今收到${name}八百元`)
  const sent = await send(`${service.url}/api/v1/disputes/${ids.first}/uploads/${upload}`, { method: 'PUT', headers: { ...village.headers, 'Content-Type': 'application/octet-stream' }, body: file })
  assert.equal(sent.status, 200, sent.text)
  await village.done(ids.first, 'attach', { upload, paper: 'other', name: `${name}的收条.txt` })

  ids.crowd = (await village.register(registration({ title: undefined, parties: [{ kind: 'group', side: 'applicant', name: '四名务工人员', size: 4 }, { ...respondent, identity: undefined }] }))).id
  await village.done(ids.crowd, 'found-group', { party: 1 })
  await followed()
  ids.group = (await village.dispute(ids.crowd)).state.group[0].group
  await made(village, `/api/v1/groups/${ids.group}/commands/add-members`, { members: [{ name: other, identity: others[0], amount: 1000 }, { name, identity, phone, amount: 2000 }] })
  const wages = csv([['姓名', '欠薪金额', '身份证号'], ['濮阳近', '300', others[1]], ['申屠桂英', '400', others[2]]])
  assert.equal((await imported(village, 'wages', wages, `&target=${ids.group}`)).counts.done, 2)
  const rows = (await village.read(`/api/v1/groups/${ids.group}/members`)).items
  ;[theirs, mine] = rows.map((m) => m.code)

  ids.compact = await made(village, '/api/v1/compacts/commands/open-compact', {
    between: 'among_villagers', class: 'public_affairs', form: 'agreement', title: `${name}与${other}用水约定`,
    parties: [{ class: 'villager', name: other }, { class: 'villager', name, identity }],
  })
  ids.help = await made(village, '/api/v1/helps/commands/refer-to-help', {
    body: centre.org, consent: true, kind: 'social', manner: 'oral', name, phone, identity, reason: `${name}独居`,
  })
  ids.assessment = await made(township, '/api/v1/assessments/commands/open-assessment', { matter: 'land_taking', subject: `征收${name}等户土地`, title: `${name}等户征地` })
  const list = await imported(seat, 'orders', csv(orders))
  assert.deepEqual([list.counts.done, list.counts.faulty], [2, 1])
  ;[ids.order, , ids.keeps] = list.items.map((i) => i.id)
  ids.list = list.id
})

/* ---- what a copy opens to ---- */

const columns = {
  head: ['stream', 'snapshot', 'title'],
  event: ['stream', 'bytes'],
  group_member: ['stream', 'name', 'phone', 'code'],
  listed: ['stream', 'shown'],
  import_row: ['import', 'cells', 'body', 'further'],
  outbox: ['stream', 'message'],
}
const has = async (table) => Number((await sql(service.database, `SELECT count(*) FROM information_schema.columns WHERE table_schema = 'hejie' AND table_name = '${table}' AND column_name = ANY ('{${columns[table].join(',')}}')`))[0][0]) === columns[table].length

/** Every sealed text of the database, opened with the key file and the keys that are left. */
async function opened() {
  const masters = readKeyFile(await readFile(service.environment.HEJIE_KEY_FILE, 'utf8'))
  const keys = new Map()
  const stored = await sql(service.database, `
    SELECT replace(stream::text, '-', ''), subject, encode(wrapped, 'hex') FROM hejie.subject_key
    UNION ALL SELECT replace(id::text, '-', ''), 'text', encode(wrapped, 'hex') FROM hejie.import`)
  for (const [stream, subject, wrapped] of stored) keys.set(`${stream} ${subject}`, unwrap(masters, stream, subject, Buffer.from(wrapped, 'hex')))
  const texts = []
  for (const table of Object.keys(columns)) {
    if (!(await has(table))) continue
    const [id, ...rest] = columns[table]
    for (const column of rest) {
      const found = await sql(service.database, `SELECT replace(${id}::text, '-', ''), to_json(${column}::text)::text FROM hejie.${table} WHERE ${column} IS NOT NULL`)
      for (const [stream, json] of found) {
        const text = JSON.parse(json)
        const value = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
        for (const box of sealedIn(value)) {
          const key = keys.get(`${stream} ${subjectOf(box)}`)
          try {
            if (key !== undefined) texts.push(open(key, stream, box))
          } catch (error) {
            assert.equal(error.message, 'mac') // sealed by the key that was there before
          }
        }
      }
    }
  }
  return texts
}
async function dumped() {
  const { stdout } = await promisify(execFile)('pg_dump', ['--data-only', '--inserts', '--schema=hejie', service.database], { maxBuffer: 1 << 28 })
  return stdout
}
const among = (texts, trace) => texts.filter((t) => t.includes(trace)).length

test('before: the key file and a copy open all of it', async () => {
  const texts = await opened()
  for (const trace of [name, identity, phone]) assert.ok(texts.includes(trace), trace)
  for (const trace of [`${name}称树枝越界`, `${name}与${other}用水约定`, `${name}独居`, `征收${name}等户土地`, `${name}反映路灯不亮`])
    assert.ok(among(texts, trace) > 0, trace)
  const all = await dumped()
  for (const trace of traces) assert.ok(!all.includes(trace) && !all.includes(Buffer.from(trace).toString('hex')), trace)
})

test('one order by the number reaches every stream that holds it, with the texts', async () => {
  refused(await village.post('/api/v1/erasures', { identity, reason: 'requested', texts: true }), 403, 'forbidden')
  const ordered = await admin.post('/api/v1/erasures', { identity, reason: 'requested', texts: true })
  assert.equal(ordered.status, 200, ordered.text)
  const places = new Set(ordered.json.places.map((p) => JSON.stringify(p)))
  const wanted = [
    ...[['dispute', ids.first, 1], ['dispute', ids.second, 2], ['dispute', ids.order, 1], ['group', ids.group, 2], ['compact', ids.compact, 2]]
      .flatMap(([kind, id, party]) => [{ [kind]: id, party }, { [kind]: id }]),
    { help: ids.help, party: 1 },
  ]
  assert.deepEqual(places, new Set(wanted.map((p) => JSON.stringify(p))))
  assert.equal(ordered.json.more, false)
  // What has no records of people is named in the command itself.
  const command = `/api/v1/sites/${siteStream}/commands/order-erasure`
  refused(await admin.post(command, { places: [{ party: 1 }], reason: 'requested' }), 409, 'no-such-entity', { field: 'places' })
  refused(await admin.post(command, { places: [{ dispute: ids.first, group: ids.group }], reason: 'requested' }), 409, 'no-such-entity')
  assert.equal((await admin.post(command, { places: [{ assessment: ids.assessment }], reason: 'requested' })).status, 200)
  await followed()
})

test('nobody reads it there any more; who stands beside is there still', async () => {
  const members = (await village.read(`/api/v1/groups/${ids.group}/members`)).items
  assert.deepEqual(members.map((m) => m.name), [other, gone, '濮阳近', '申屠桂英'])
  assert.deepEqual(members.map((m) => m.amount), [1000, 2000, 30000, 40000])
  const { code } = await village.dispute(ids.crowd)
  const line = (secret) => send(`${service.url}/api/v1/member-line`, { method: 'POST', body: { code, secret } })
  refused(await line(mine), 404, 'not-found')
  assert.equal((await line(theirs)).json.name, other)
  const compact = (await village.read(`/api/v1/compacts/${ids.compact}`)).state
  assert.deepEqual([compact.title, compact.party.map((p) => p.name)], [gone, [other, gone]])
  const help = (await centre.read(`/api/v1/helps/${ids.help}`)).state
  assert.deepEqual([help.name, help.phone, help.identity, help.reason, help.erased], [gone, gone, gone, gone, true])
  const told = (await village.read(`/api/v1/helps/${ids.help}/timeline`).catch(() => ({ items: [] }))).items
  assert.ok(!JSON.stringify(told).includes(name))
  const faults = await seat.get(`/api/v1/imports/${ids.list}/faults.csv`)
  assert.equal(faults.status, 200, faults.text)
  for (const trace of traces) assert.ok(!faults.text.includes(trace), trace)
  assert.equal((await seat.dispute(ids.keeps)).state.party[0].name, other)
  const { version } = await village.read(`/api/v1/groups/${ids.group}`)
  refused(await village.post(`/api/v1/groups/${ids.group}/commands/correct-member`, { member: { member: 2, name }, reason: '补录' }, { headers: { 'If-Match': `"${version}"` } }), 409, 'erased')
})

test('a dump holds neither the name nor a key that opens it', async () => {
  const all = await dumped()
  assert.ok(all.length > 100_000)
  for (const trace of traces) assert.ok(!all.includes(trace) && !all.includes(Buffer.from(trace).toString('hex')), trace)
  const texts = await opened()
  assert.ok(texts.length > 20 && texts.includes(other), 'others open still')
  for (const trace of [name, identity, phone, '芦苇荡']) assert.equal(among(texts, trace), 0, texts.find((t) => t.includes(trace)))
  // The bytes of the file lie under the text key that is gone.
  const left = await sql(service.database, `SELECT subject FROM hejie.subject_key WHERE stream = '${ids.first}'`)
  assert.ok(!left.some(([subject]) => subject === 'text' || subject === 'title'), String(left))
  const found = await sql(service.database, `SELECT no FROM hejie.person_index WHERE token IS NULL AND stream IN ('${ids.group}', '${ids.compact}', '${ids.help}') ORDER BY no`)
  assert.ok(found.length >= 3)
})

test('asked again nobody is found, chains hold, rows can be made again', async () => {
  assert.deepEqual((await admin.post('/api/v1/erasures', { identity, reason: 'requested' })).json, { more: false, places: [] })
  for (const words of [['verify'], ['rebuild', '--check']]) {
    const { code, stdout, stderr } = await hejie(service, ...words)
    assert.equal(code, 0, stdout + stderr)
  }
})
