// Messages leave through a folder that a gateway empties, and what it answers
// comes back as proof.

import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

let folder
let out
let back
let service
let clerk
let admin
let site
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hejie-outbox-'))
  await chmod(folder, 0o755)
  out = join(folder, 'out')
  back = join(folder, 'in')
  await mkdir(back)
  // `out` is not there yet: the first message cannot be handed over.
  service = await startService({ settings: { outbox_folder: out, receipt_folder: back } })
  site = await openSite(service)
  ;[clerk] = await site.all('village.a')
  admin = await site.as('admin')
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const until = async (what, holds) => {
  for (let i = 0; i < 300; i++) {
    const found = await holds()
    if (found) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  assert.fail(`${what} did not come`)
}
const files = async () => (await readdir(out)).filter((f) => !f.startsWith('.'))
const notice = async (id, no) => (await clerk.dispute(id)).state.notice[no - 1]

/** Accepted at the village; party 1 is written to by text message, then visited. */
async function owing() {
  const { id } = await clerk.register(registration())
  await clerk.done(id, 'agree-e-service', { party: 1, address: '10900000001', how: 'signature' })
  await clerk.done(id, 'set-contact-means', { ways: [{ party: 1, reach: 'sms' }, { party: 1, reach: 'visit' }] })
  for (const party of [1, 2]) await clerk.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await clerk.done(id, 'accept')
  return id
}

test('what cannot be handed over waits for its next try, and the dead begin again', async () => {
  const id = await owing()
  const rows = () => sql(service.database, `SELECT state, tries FROM hejie.outbox WHERE stream = '${id}'`)
  await until('a try', async () => Number((await rows())[0]?.[1]) > 0)
  assert.equal((await rows())[0][0], 'waiting')
  assert.deepEqual((await admin.read('/api/v1/outbox')).items, [])
  await sql(service.database, `UPDATE hejie.outbox SET tries = 10, next_at = now() WHERE stream = '${id}'`)
  const [dead] = await until('its end', async () => {
    const { items } = await admin.read('/api/v1/outbox')
    return items.length > 0 && items
  })
  assert.deepEqual([dead.dispute, dead.notice, dead.state], [id, 1, 'dead'])
  refused(await clerk.get('/api/v1/outbox'), 403, 'forbidden')
  refused(await clerk.post('/api/v1/outbox/replay', {}), 403, 'forbidden')
  await mkdir(out)
  assert.equal((await admin.post('/api/v1/outbox/replay', {})).json.waiting, 1)
  await until('the message', async () => (await files()).length === 1)
})

test('delivered: the receipt is the proof, and it is entered once', async () => {
  const [name] = await files()
  const id = name.slice(0, 32)
  const message = JSON.parse(await readFile(join(out, name), 'utf8'))
  assert.equal((await stat(join(out, name))).mode & 0o777, 0o600)
  assert.deepEqual([message.id, message.means, message.to, message.kind],
    [name.replace('.json', ''), 'sms', '10900000001', 'rights'])
  assert.match(message.zh, /拒绝调解/)
  await rm(join(out, name))
  for (let i = 0; i < 2; i++) {
    await writeFile(join(back, name), '{"result":"delivered","evidence":"网关回执 77"}')
    await until('the end of the receipt', async () => !(await readdir(back)).includes(name))
  }
  assert.equal((await notice(id, 1)).state, 'served')
  const served = (await clerk.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'notice_served')
  assert.deepEqual(served.map((e) => [e.body.proof, e.body.evidence, e.actor]), [['e_receipt', '网关回执 77', 'outbox']])
  assert.deepEqual(await files(), [])
})

const receive = async (name, result, evidence) => {
  await writeFile(join(back, name), JSON.stringify({ result, evidence }))
  await until('the end of the receipt', async () => !(await readdir(back)).includes(name))
}
const messageOf = (start) => until('the message', async () => (await files()).find((f) => f.startsWith(start)))

test('failed after delivered: it came back, and the limit that ran from it waits again', async () => {
  const [office, bureau] = await site.all('petition.a', 'organ.a')
  const { id } = await office.register({ source: 'petition', manner: 'written', title: '信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '何建军', phone: '10900000011' }] })
  await office.done(id, 'agree-e-service', { party: 1, address: '10900000011', how: 'signature' })
  await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '房屋被拆未安置' }] })
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  await office.done(id, 'set-contact-means', { ways: [{ party: 1, reach: 'sms' }, { party: 1, reach: 'visit' }] })
  await bureau.done(id, 'issue-opinion', { outcome: 'refused', request: '要求安置', grounds: '已经安置', opinion: '不予支持', basis: '安置办法第八条',
    rights: '收到之日起三十日内可以请求复查', review_days: 30 })
  const no = (await bureau.dispute(id)).state.notice.find((n) => n.kind === 'petition_opinion').no
  const limit = async () => (await office.clocks(id)).filter((c) => c.rule === 'XF_REV_ASK').map((c) => [c.state, c.due_on !== undefined])
  const row = async () => (await bureau.read('/api/v1/service?limit=200')).items.find((s) => s.id === id && s.notice === no)
  assert.deepEqual(await limit(), [['awaiting_service', false]])
  const name = await messageOf(`${id}-${no}-`)
  await rm(join(out, name))
  await receive(name, 'delivered', '网关回执 1')
  assert.deepEqual([await limit(), await row()], [[['running', true]], undefined])

  await receive(name, 'failed', '网关更正:终端未收到')
  const { state, reach } = (await bureau.dispute(id)).state.notice[no - 1]
  assert.deepEqual([state, reach, await limit()], ['returned', 'visit', [['awaiting_service', false]]])
  const listed = await row()
  assert.deepEqual([listed.state, listed.means, listed.limit_not_running], ['returned', 'visit', true])
  await receive(name, 'failed', '再报一次')
  assert.equal((await bureau.timeline(id)).filter((e) => e.event.kind === 'notice_returned').length, 1, 'told once')
  await bureau.done(id, 'serve-notice', { means: 'handed', notices: [no] })
  assert.deepEqual(await limit(), [['running', true]])
  const rebuilt = await hejie(service, 'rebuild', '--check')
  assert.equal(rebuilt.code, 0, rebuilt.stdout + rebuilt.stderr)
})

test('failed late: of an attempt that another followed, or that a visit made good, it changes nothing', async () => {
  const id = await owing()
  const first = await messageOf(`${id}-1-`)
  await rm(join(out, first))
  await clerk.done(id, 'record-return', { notices: [1], means: 'electronic', evidence: '短信平台报停机' })
  const before = await notice(id, 1)
  assert.deepEqual([before.state, before.reach], ['returned', 'visit'])
  await receive(first, 'failed', '迟到的失败回执')
  assert.deepEqual(await notice(id, 1), before)
  await clerk.done(id, 'serve-notice', { notices: [1], means: 'handed' })
  await receive(first, 'failed', '更迟的失败回执')
  assert.equal((await notice(id, 1)).state, 'served')
  assert.ok(!(await readdir(back)).includes(first))
})

test('failed: the notice goes on to a visit; a receipt of nothing is put aside', async () => {
  const id = await owing()
  const name = await until('the message', async () => (await files()).find((f) => f.startsWith(id)))
  await writeFile(join(back, 'x.json'), '{"result":"delivered","evidence":"?"}')
  await writeFile(join(back, name), '{"result":"failed","evidence":"空号"}')
  await until('the return', async () => (await notice(id, 1)).state === 'returned')
  assert.equal((await notice(id, 1)).reach, 'visit')
  await clerk.done(id, 'serve-notice', { notices: [1], means: 'handed' })
  assert.equal((await notice(id, 1)).state, 'served')
  await until('the file put aside', async () => (await readdir(back)).join() === 'x.json.bad')
})

test('a message that is not wanted any more is dropped', async () => {
  await rm(out, { recursive: true })
  const id = await owing()
  await until('a try', async () => Number((await sql(service.database, `SELECT tries FROM hejie.outbox WHERE stream = '${id}'`))[0]?.[0]) > 0)
  await clerk.done(id, 'serve-notice', { notices: [1], means: 'handed' })
  await mkdir(out)
  await sql(service.database, `UPDATE hejie.outbox SET next_at = now() WHERE stream = '${id}'`)
  await until('the drop', async () => (await sql(service.database, `SELECT state FROM hejie.outbox WHERE stream = '${id}'`))[0][0] === 'dropped')
  assert.deepEqual(await files(), [])
})
