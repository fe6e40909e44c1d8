// Three thousand people on one side (HEJIE_MEMBERS of them; scripts/test --all
// takes twenty thousand, the most there may be): each has his own line, answer,
// signature and payment, and what one command costs grows no faster than the
// roll.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { hejie, identityOf, openSite, refused, send } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const MEMBERS = Number(process.env.HEJIE_MEMBERS ?? 3000)
const AT_ONCE = 200
const amountOf = (i) => 100_000 + 137 * i
const nameOf = (i) => `务工${String.fromCodePoint(0x4e00 + (i % 500))}${String.fromCodePoint(0x5000 + Math.floor(i / 500))}`
const born = (i) => new Date(Date.UTC(1930, 0, 1 + i)).toISOString().slice(0, 10).replaceAll('-', '')
const says = (i) => (i % 10 === 0 ? 'refuses' : 'agrees')
const all = Array.from({ length: MEMBERS }, (_, k) => k + 1)
const yes = all.filter((i) => says(i) === 'agrees')
const parts = (list) => Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, k) => list.slice(k * AT_ONCE, (k + 1) * AT_ONCE))
const sum = (list) => list.reduce((n, i) => n + amountOf(i), 0)

let service, site, village, id, group
before(async () => {
  service = await startService({ settings: { request_timeout: '2m' } })
  site = await openSite(service)
  village = await site.as('village.a')
  await site.move('2026-04-10T09:00:00+08:00')
})
after(() => service?.stop())

const times = {}
/** One command after the other; how long each took is kept under its name. */
async function told(command, bodies) {
  const took = []
  for (const body of bodies) {
    const headers = command === 'sign-members' ? await village.sight(`/api/v1/groups/${group}`) : {}
    const begun = performance.now()
    const answer = await village.post(`/api/v1/groups/${group}/commands/${command}`, body, { headers })
    took.push(performance.now() - begun)
    assert.equal(answer.status, 200, `${command}: ${answer.text}`)
  }
  times[command] = took
}
let minute = 0
async function totals() {
  await site.move(`2026-04-10T10:${String(++minute).padStart(2, '0')}:00+08:00`)
  return (await village.dispute(id)).state.group[0]
}
async function members() {
  const items = []
  for (let next = 'limit=500'; next; ) {
    const page = await village.read(`/api/v1/groups/${group}/members?${next}`)
    items.push(...page.items)
    next = page.next && `${page.next}&limit=500`
  }
  return items
}

test(`${MEMBERS} are entered, two hundred at a time`, async () => {
  id = (await village.register({
    source: 'application', manner: 'oral', channel: 'people', category_word: '邻里',
    parties: [
      { kind: 'group', side: 'applicant', name: `${MEMBERS}名务工人员`, size: MEMBERS, representatives: 3 },
      { kind: 'organisation', side: 'respondent', name: '某劳务公司' },
    ],
  })).id
  await village.done(id, 'found-group', { party: 1 })
  group = (await totals()).group
  const member = (i) => ({ name: nameOf(i), amount: amountOf(i), phone: `109${String(10_000_000 + i).slice(1)}0`, identity: identityOf(`999999${born(i)}001`) })
  await told('add-members', parts(all).map((list) => ({ members: list.map(member) })))
  refused(await village.post(`/api/v1/groups/${group}/commands/add-members`, { members: [member(MEMBERS)] }), 409, 'already-done')
  const count = await totals()
  assert.deepEqual([count.members, count.owed], [MEMBERS, sum(all)])
})

test('each answers for himself, and signs if he said yes', async () => {
  await told('record-answers', parts(all).map((list) => ({ question: 'offer', answers: list.map((i) => ({ member: i, answer: says(i), manner: i % 3 ? 'online' : 'phone' })) })))
  refused(await village.post(`/api/v1/groups/${group}/commands/sign-members`, { how: 'signature', members: [10] }, { headers: await village.sight(`/api/v1/groups/${group}`) }), 409, 'member-did-not-accept')
  await told('sign-members', parts(yes).map((list) => ({ how: 'signature', members: list })))
  const count = await totals()
  assert.deepEqual([count.yes, count.no, count.signatures, count.agreed], [yes.length, MEMBERS - yes.length, yes.length, sum(yes)])
})

test('what is paid is shared among those who agreed, to the fen', async () => {
  const paid = Math.floor(sum(yes) / 3)
  await told('record-payment', [{ amount: paid }])
  const rows = await members()
  assert.equal(rows.length, MEMBERS)
  assert.equal(rows.reduce((n, m) => n + m.paid, 0), paid)
  for (const m of rows) {
    assert.equal(m.name, nameOf(m.no))
    assert.equal(m.amount, amountOf(m.no))
    assert.equal(m.offer, says(m.no))
    assert.equal(m.signed_on, says(m.no) === 'agrees' ? '2026-04-10' : undefined)
    if (says(m.no) === 'refuses') assert.equal(m.paid, 0)
    else assert.ok(Math.abs(m.paid - m.amount / 3) < 2, `${m.no}: ${m.paid} of ${m.amount}`)
  }
})

test('each has a line of his own and sees no other', async () => {
  const rows = await members()
  const codes = new Set(rows.map((m) => m.code))
  assert.equal(codes.size, MEMBERS)
  const { code } = await village.dispute(id)
  const took = []
  for (const i of [1, MEMBERS >> 1, MEMBERS - 1, MEMBERS]) {
    const begun = performance.now()
    const line = await send(`${service.url}/api/v1/member-line`, { method: 'POST', body: { code, secret: rows[i - 1].code } })
    took.push(performance.now() - begun)
    assert.equal(line.status, 200, line.text)
    assert.deepEqual([line.json.no, line.json.name, line.json.amount, line.json.offer], [i, nameOf(i), amountOf(i), says(i)])
    for (const other of [2, 1499, 2998].filter((k) => k !== i)) assert.ok(!line.text.includes(nameOf(other)) && !line.text.includes(String(amountOf(other))))
  }
  times['member-line'] = took
})

test('nothing is quadratic: the last command costs what the roll has grown by, not its square', (t) => {
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
  for (const [command, took] of Object.entries(times))
    t.diagnostic(`${command}: ${took.length} times, first ${Math.round(took[0])} ms, median ${Math.round(median(took))} ms, last ${Math.round(took.at(-1))} ms, all ${Math.round(took.reduce((a, b) => a + b))} ms`)
  // From one part of the roll to fifteen: linear is fifteen times, a square two
  // hundred and twenty-five.  A command has costs that do not grow at all.
  const grown = times['add-members']
  const ratio = median(grown.slice(-5)) / median(grown.slice(0, 3))
  assert.ok(ratio < 3 * (MEMBERS / AT_ONCE), `the last five cost ${ratio} times the first`)
})

test('the rows can be made again', async () => {
  const { code, stdout, stderr } = await hejie(service, 'rebuild', '--check')
  assert.equal(code, 0, stdout + stderr)
})
