// O6: three becomes two. A county copies a shipped set, changes it by
// operations, checks, certifies, has it replayed, signed by a second person, puts
// it in force from a day and withdraws it; what runs goes on by what it pinned.

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite, refused, registration, sitting, takeUp } from './lib/client.mjs'
import { sql, startService } from './lib/service.mjs'

const SITE = '/api/v1/sites/00000000000000000000000000000001/commands/choose-ladder'
const TWO = { does: 'set', at: '/ladder/0/attempts', number: 2 }

let service, site, author, second, village, township, admin
let draft, published, folder, pins
before(async () => {
  service = await startService({ init: ['--ladder', 'three-two-one-a'] })
  site = await openSite(service)
  folder = await mkdtemp(join(tmpdir(), 'hejie-publication-'))
  ;[author, second, village, township, admin] = await site.all('county.b', 'county.c', 'village.a', 'township.a', 'admin')
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const path = (id = draft) => `/api/v1/rule-sets/${id}`
const look = (what = '', id = draft) => author.read(`${path(id)}${what}`)
const sight = async (id = draft) => ({ headers: await author.sight(path(id)) })
const ask = async (who, name, body = {}, id = draft) => who.post(`${path(id)}/commands/${name}`, body, await sight(id))
async function done(who, name, body, id) {
  const answer = await ask(who, name, body, id)
  assert.equal(answer.status, 200, `${name}: ${answer.text}`)
  return answer.json.events.map((e) => e.kind)
}

/** What follows a change of the rules is known to each process by itself. */
async function until(what) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const found = await what()
    if (found) return found
    await new Promise((next) => setTimeout(next, 50))
  }
  assert.fail('it did not come to be')
}

const ladderOf = async (id) => (await village.dispute(id)).state.ladder.set
const pinned = async () => ladderOf((await village.register(registration())).id)

/** Sittings in vain in the village at these hours: did each lead up? */
async function inVain(id, day, ...hours) {
  const led = []
  for (const hour of hours)
    led.push((await village.done(id, 'log-session', sitting(`${day}T${hour}:00:00+08:00`, 'not_agreed'))).kinds.includes('referral_offered'))
  return led
}

/** The set as it is now, played over what was recorded: its report, as text. */
async function replayed(id = draft) {
  const file = join(folder, `${id}.json`)
  await writeFile(file, JSON.stringify((await look('', id)).set))
  const { code, stdout, stderr } = await hejie(service, '--language', 'en', 'rules', 'replay', file)
  assert.ok(code === 0 || code === 3, stderr)
  return stdout
}
const lines = (text) => text.trimEnd().split('\n').map((l) => JSON.parse(l))
const summed = (text) => lines(text).at(-1)

/** The service replays it and attaches what it found: all it tells. */
async function reported(who, id = draft) {
  const answer = await ask(who, 'report-impact', {}, id)
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers.get('content-type'), /^application\/x-ndjson/)
  return lines(answer.text)
}

test('a copy is changed by operations, and the check points at the place', async () => {
  // What was before: a matter that had two sittings in vain, and one without.
  await site.move('2026-08-30T18:00:00+08:00')
  const { id } = await village.register(registration())
  await takeUp(village, id)
  await site.move('2026-08-31T18:00:00+08:00')
  assert.deepEqual(await inVain(id, '2026-08-31', '10', '15'), [false, false])
  await village.register(registration())
  await site.move('2026-09-01T09:00:00+08:00')
  const clicks = []
  const copy = await author.post('/api/v1/rule-sets/commands/copy-rule-set', {
    source: 'three-two-one-a', title_zh: '清河县试行', valid_from: '2026-10-01',
  })
  assert.equal(copy.status, 201, copy.text)
  draft = copy.json.id
  clicks.push('copy')
  assert.equal((await look()).set.ladder[0].attempts, 3)

  assert.deepEqual(await done(author, 'change-rule-set', { edits: [TWO] }), ['rule_set_changed'])
  clicks.push('change')
  const one = await look()
  assert.equal(one.set.ladder[0].attempts, 2)
  // The way out is taken away: both ends of it are missed at their place.
  const outlets = one.set.outlets
  const gone = ['诉讼', '仲裁'].map((o) => outlets.indexOf(o)).sort((a, b) => b - a)
  await done(author, 'change-rule-set', { edits: gone.map((i) => ({ does: 'remove', at: `/outlets/${i}` })) })
  const { items } = await look('/faults')
  assert.deepEqual(items.map((f) => [f.at, f.kind]), [['/outlets', 'no_way_out']])
  const bad = refused(await ask(author, 'check-rule-set'), 409, 'rule-set-has-faults')
  assert.deepEqual(bad.json.faults, items)
  // Put back, it is what it was.
  await done(author, 'change-rule-set', {
    edits: gone.reverse().map((i) => ({ does: 'add', at: `/outlets/${i}`, text: outlets[i] })),
  })
  assert.equal((await look()).id, one.id)
  assert.deepEqual((await look('/faults')).items, [])
  assert.deepEqual(await done(author, 'check-rule-set'), ['rule_set_checked'])
  clicks.push('check')
  assert.ok(clicks.length <= 6)
})

test('what does not fit is refused whole, with every fault', async () => {
  const { id, version } = await look()
  refused(await author.post(`${path()}/commands/change-rule-set`, { edits: [TWO] }), 428, 'if-match-missing')
  const answer = refused(await ask(author, 'change-rule-set', {
    edits: [{ does: 'set', at: '/ladder/1/attempts', number: 1 }, { does: 'set', at: '/ladder/9/attempts', number: 1 }],
  }), 409, 'rule-set-has-faults', { field: 'edits/1' })
  assert.deepEqual(answer.json.faults, [{ at: '/ladder/9/attempts', kind: 'shape', text: '格式不对', what: '没有这个项目' }])
  const document = JSON.stringify({ name: 'own', area: '9', title_zh: '某', valid_from: 'soon', ladder: [{ zh: '村', attempts: 900 }] })
  const entered = await author.post('/api/v1/rule-sets/commands/enter-rule-set', { document })
  refused(entered, 409, 'rule-set-has-faults', { field: 'document' })
  assert.deepEqual(entered.json.faults.map((f) => f.at).sort(),
    ['/certainty', '/ladder/0/attempts', '/ladder/0/en', '/source', '/title_en', '/valid_from'])
  refused(await author.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'national-statutory', title_zh: '某' }), 409, 'law-is-not-copied')
  refused(await village.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '某' }), 403, 'not-your-right')
  const after = await look()
  assert.deepEqual([after.id, after.version], [id, version])
})

test('certificate, report, and the page that a second person signs', async () => {
  const zh = await look('/sentences')
  const en = (await author.get(`${path()}/sentences`, { 'Accept-Language': 'en' })).json
  assert.deepEqual(zh.items.map((s) => s.at), en.items.map((s) => s.at))
  await done(author, 'certify-rule-set')
  const { certificate, digest } = await look('/certificate')
  assert.equal(certificate.set, (await look()).id)
  assert.ok(certificate.worst.days > 0)
  const { certified } = (await look()).state
  assert.equal(certified.digest, digest)
  assert.equal(certified.grade, certificate.grade)

  // Over what was recorded: twice the same bytes, the first divergence, nothing written.
  const count = () => sql(service.database, 'SELECT count(*), max(xid::text) FROM hejie.event')
  const written = await count()
  const first = await replayed()
  assert.equal(await replayed(), first)
  assert.deepEqual(await count(), written)
  const [parts, sum] = lines(first)
  assert.deepEqual([sum.disputes, sum.differs, sum.running], [2, 1, 2])
  assert.deepEqual([parts.at, parts.new.rule, parts.new.act], ['2026-08-31T06:00:00.000Z', '/ladder/0', 'offer'])

  // What it found nobody says but the service itself.
  refused(await ask(author, 'report-impact', { disputes: 2, differences: 0, digest: 'cd'.repeat(32), set: sum.candidate_id }), 400, 'invalid-field')
  refused(await ask(village, 'report-impact'), 403, 'not-your-right')
  const unsigned = await look('/differences')
  const told = await reported(author)
  assert.deepEqual(told[0], { disputes: 0, of: 2, differs: 0 })
  assert.deepEqual(told.at(-1).report, sum)
  assert.deepEqual(told.at(-1).answer.events.map((e) => e.kind), ['rule_set_impact_reported'])
  const { impact } = (await look()).state
  assert.deepEqual(impact, {
    set: sum.candidate_id, digest: sum.digest, until: sum.until, disputes: 2, played: 2, differences: 1, running: 2,
    by_rule: [{ act: 'offer', disputes: 1, rule: '/ladder/0', set: 'three-two-one-a-999901' }],
  })
  refused(await ask(author, 'report-impact'), 409, 'not-in-this-stage')
  const page = await look('/differences')
  assert.deepEqual(page.impact, impact)
  assert.notEqual(page.digest, unsigned.digest)
  const attempts = page.items.find((d) => d.at === '/ladder/0/attempts')
  assert.deepEqual([attempts.how, attempts.was, attempts.is, attempts.where], ['changed', 3, 2, '层级 · 村(社区)调解 · 次数'])
  assert.deepEqual([page.changed, page.added, page.removed], [page.items.length, 0, 0])

  refused(await ask(author, 'sign-rule-set'), 403, 'not-your-right')
  assert.deepEqual(await done(second, 'sign-rule-set'), ['rule_set_signed'])
  const { signature } = (await look()).state
  assert.deepEqual([signature.digest, signature.changed, signature.stays], [page.digest, page.changed, 2])
})

test('the author does not sign, whatever his office', async () => {
  const copy = await second.post('/api/v1/rule-sets/commands/copy-rule-set', { source: 'three-two-one-a', title_zh: '另一份' })
  const { id } = copy.json
  await done(second, 'check-rule-set', {}, id)
  await done(second, 'certify-rule-set', {}, id)
  await reported(second, id)
  refused(await ask(second, 'sign-rule-set', {}, id), 409, 'second-person-needed')
  await done(second, 'withdraw-rule-set', { reason: 'not_needed' }, id)
  const { items } = await author.read('/api/v1/rule-drafts')
  assert.deepEqual(items.map((d) => [d.id, d.stage]).sort(), [[draft, 'signed'], [id, 'withdrawn']].sort())
})

test('23:59 runs the old set to its end, 00:00 the new one', async () => {
  refused(await ask(second, 'put-in-force', { from: '2026-09-30' }), 409, 'day-does-not-fit')
  await done(second, 'put-in-force', { from: '2026-10-01' })
  published = (await look()).id
  refused(await ask(author, 'change-rule-set', { edits: [TWO] }), 409, 'published-set-not-edited')
  const { commands } = await author.read(`${path()}/commands`)
  const change = commands.find((c) => c.name === 'change-rule-set')
  assert.deepEqual([change.allowed, change.rule, change.form], [false, 'published-set-not-edited', undefined])
  // By its own id it is known to everybody, like one that ships.
  const set = await until(async () => {
    const answer = await village.get(path(published))
    return answer.status === 200 && answer.json
  })
  assert.equal(set.published, true)
  refused(await admin.post(SITE, { county: '999901', ladder: set.set.name }), 409, 'no-such-ladder')

  await site.move('2026-09-30T23:59:00+08:00')
  const old = await village.register(registration())
  const before = await ladderOf(old.id)
  assert.notEqual(before, published)
  await site.move('2026-10-01T00:00:00+08:00')
  const fresh = await village.register(registration())
  assert.equal(await ladderOf(fresh.id), published)

  // Two sittings in vain lead up under the new set; under the old one three do.
  for (const { id } of [old, fresh]) await takeUp(village, id)
  await site.move('2026-10-02T18:00:00+08:00')
  assert.deepEqual(await inVain(old.id, '2026-10-02', '10', '12', '14'), [false, false, true])
  assert.deepEqual(await inVain(fresh.id, '2026-10-02', '10', '12'), [false, true])
  assert.equal(await ladderOf(old.id), before)
  pins = { old: old.id, fresh: fresh.id }
})

test('the old one goes to its end by three, two, one', async () => {
  const led = []
  for (const [body, day, ...hours] of [[township, '2026-10-04', '10', '12'], [author, '2026-10-06', '10']]) {
    const { referral } = (await village.dispute(pins.old)).state
    await body.done(pins.old, 'accept-referral', { referral: referral.length })
    await takeUp(body, pins.old)
    await site.move(`${day}T18:00:00+08:00`)
    for (const hour of hours)
      led.push((await body.done(pins.old, 'log-session', sitting(`${day}T${hour}:00:00+08:00`, 'not_agreed'))).kinds.includes('referral_offered'))
  }
  const { ladder } = (await village.dispute(pins.old)).state
  assert.deepEqual([led, ladder.done, ladder.step], [[false, true, false], true, 3])
})

test('a matter on a published set is explained and replayed as one on a set that ships', async () => {
  const moved = (await village.timeline(pins.fresh)).filter((e) => e.event.body.because).at(-1)
  const { explanation: why } = await village.read(`/api/v1/disputes/${pins.fresh}/timeline/${moved.position}/explanation`)
  assert.deepEqual([why.set, why.set_name, why.set_title, why.rule], [published, 'three-two-one-a-999901', '清河县试行', '/ladder/0'])
  const said = await hejie(service, 'explain', '--json', pins.fresh)
  assert.equal(said.code, 0, said.stderr)
  assert.deepEqual(lines(said.stdout).find((x) => x.rule === '/ladder/0' && x.set === published)?.set_title, '清河县试行')

  const replay = (...words) => hejie(service, '--language', 'en', 'rules', 'replay', 'all', 'county', '999901', ...words)
  const mine = (text) => lines(text).find((l) => l.dispute === pins.fresh)
  const [one, two] = [await replay(published), await replay(published)]
  assert.equal(one.stdout, two.stdout)
  const same = summed(one.stdout)
  assert.deepEqual([same.no_set, mine(one.stdout).result, mine(one.stdout).was], [0, 'same', published])
  const itself = summed((await replay('instead', published, published)).stdout)
  assert.deepEqual([itself.differs, itself.same, itself.not_concerned, itself.no_set], [0, 1, same.disputes - 1, 0])
  const place = summed((await replay('instead', 'three-two-one-a', published)).stdout)
  assert.deepEqual([place.not_concerned, place.no_set, place.differs + place.same], [0, 0, place.disputes])
  const { set } = await look('', published)
  const file = join(folder, 'one.json')
  await writeFile(file, JSON.stringify({ ...set, ladder: [{ ...set.ladder[0], attempts: 1 }, ...set.ladder.slice(1)] }))
  const other = await replay(file)
  assert.equal(other.code, 3)
  const line = mine(other.stdout)
  assert.deepEqual([line.result, line.was, line.at, line.old, line.new.rule], ['differs', published, '2026-10-02T01:00:00.000Z', undefined, '/ladder/0'])
})

test('withdrawn, it is for nobody new; what runs by it goes on', async () => {
  const running = await village.register(registration())
  assert.equal(await ladderOf(running.id), published)
  assert.deepEqual(await done(second, 'withdraw-rule-set', { reason: 'trial_over' }), ['rule_set_withdrawn'])
  await until(async () => (await pinned()) !== published)
  assert.equal(await ladderOf(running.id), published)
  assert.equal((await village.read(path(published))).id, published)
  refused(await ask(second, 'withdraw-rule-set', { reason: 'mistake' }), 409, 'not-in-this-stage')
})

// A stage on the command line, with the key of a person.
const run = (who, verb, ...words) => hejie(service, '--language', 'en', 'rules', verb, 'as', join(folder, who.account), ...words)
async function well(...words) {
  const { code, stdout, stderr } = await run(...words)
  assert.equal(code, 0, `${words.slice(1)}: ${stderr}`)
  return stdout
}
const events = (text) => JSON.parse(text).events.map((e) => e.kind)

test('from a draft to being in force by the command line alone, signed by a second person', async () => {
  for (const who of [author, second]) await writeFile(join(folder, who.account), `${who.headers.Authorization.slice(7)}\n`)
  const { id } = JSON.parse(await well(author, 'draft', 'three-two-one-a', '二人签字', '2026-11-01'))
  assert.deepEqual(events(await well(author, 'change', id, '/ladder/0/attempts=1')), ['rule_set_changed'])
  assert.deepEqual(events(await well(author, 'check', id)), ['rule_set_checked'])
  assert.deepEqual(events(await well(author, 'certify', id)), ['rule_set_certified'])
  assert.deepEqual(events(await well(author, 'impact', id)), ['rule_set_impact_reported'])
  const page = await well(second, 'sign', id)
  assert.match(page, /^\/ladder\/0\/attempts: .*: 3 changed 1$/m)
  const digest = page.trimEnd().split('\n').at(-1)
  assert.match((await run(author, 'sign', id, digest)).stderr, /not-your-right/)
  assert.deepEqual(events(await well(second, 'sign', id, digest)), ['rule_set_signed'])
  assert.match((await run(author, 'publish', id, '2026-11-01')).stderr, /not-your-right/)
  assert.deepEqual(events(await well(second, 'publish', id, '2026-11-01')), ['rule_set_put_in_force'])
  const { id: set, stage } = await look('', id)
  assert.equal(stage, 'in_force')

  await site.move('2026-10-31T23:59:00+08:00')
  assert.notEqual(await pinned(), set)
  await site.move('2026-11-01T00:00:00+08:00')
  const { code } = await village.register(registration())
  const moved = lines((await hejie(service, 'explain', '--json', code)).stdout).find((l) => l.rule === '/ladder/0')
  assert.deepEqual([moved.set, moved.set_title], [set, '二人签字'])
  assert.deepEqual(events(await well(second, 'withdraw', id, 'trial_over')), ['rule_set_withdrawn'])
})

test('the stages on the command line, each refused where it does not fit', async () => {
  const { id } = JSON.parse(await well(second, 'draft', 'three-two-one-a', '命令行试行', '2026-12-01'))
  assert.deepEqual(events(await well(second, 'change', id, '/ladder/0/attempts=2', '/ladder/1/attempts=1')), ['rule_set_changed'])
  assert.deepEqual((await look('', id)).set.ladder.map((s) => s.attempts), [2, 1, 1])
  await well(second, 'change', id, '-/outlets/3', '-/outlets/0')
  const faulty = await run(second, 'check', id)
  assert.deepEqual([faulty.code, /rule-set-has-faults/.test(faulty.stderr), /#\/outlets: /.test(faulty.stderr)], [3, true, true])
  await well(second, 'change', id, '+/outlets/0=仲裁', '+/outlets/3=诉讼')
  assert.match((await run(second, 'impact', id)).stderr, /not-in-this-stage/)
  await well(second, 'check', id)
  await well(second, 'certify', id)
  assert.deepEqual(events(await well(second, 'impact', id)), ['rule_set_impact_reported'])
  const { impact } = (await look('', id)).state
  const page = (await well(author, 'sign', id)).trimEnd().split('\n')
  assert.equal(page.at(-1), (await look('/differences', id)).digest)
  assert.equal(page.at(-2), `${impact.disputes} disputes, ${impact.played} played, ${impact.differences} differ, ${impact.running ?? 0} run and keep what they have`)
  // Who wrote it does not sign; who may not, neither.
  assert.match((await run(second, 'sign', id, page.at(-1))).stderr, /second-person-needed/)
  assert.match((await run(author, 'sign', id, page.at(-1))).stderr, /not-your-right/)
  assert.equal((await run(second, 'sign', id, 'ab'.repeat(32))).code, 1)
  assert.match((await run(second, 'publish', id, '2026-12-01')).stderr, /not-in-this-stage/)
  assert.deepEqual(events(await well(second, 'withdraw', id, 'not_needed')), ['rule_set_withdrawn'])
  assert.match((await run(second, 'change', id, '/ladder/0/attempts=3')).stderr, /published-set-not-edited/)
  assert.equal((await run({ account: 'one.json' }, 'check', id)).code, 1)
  for (const words of [['check'], ['check', 'x'], ['publish', id], ['draft']]) assert.equal((await run(second, ...words)).code, 2, words.join(' '))
})

test('the same is done to files on the command line', async () => {
  const run = (...words) => hejie(service, '--language', 'en', 'rules', ...words)
  const { code, stdout, stderr } = await run('change', 'three-two-one-a', '/ladder/0/attempts=2', '/ladder/1/both=yes', '-/ladder/1/both', '-/outlets/0', '+/outlets/0=仲裁')
  assert.deepEqual([code, stderr], [0, ''])
  const file = join(folder, 'changed.json')
  await writeFile(file, stdout)
  const page = await run('differ', 'three-two-one-a', file)
  assert.deepEqual([page.code, page.stdout], [3, '/ladder/0/attempts: ladder · village · attempts: 3 changed 2\nchanged 1, added 0, removed 0\n'])
  assert.equal((await run('differ', file, file)).code, 0)
  const faulty = await run('change', file, '-/outlets/3', '-/outlets/0')
  assert.deepEqual([faulty.code, faulty.stderr.split(':')[0]], [3, 'three-two-one-a#/outlets'])
  // What is faulty can be mended.
  await writeFile(file, faulty.stdout)
  assert.equal((await run('change', file, '+/outlets/0=仲裁', '+/outlets=诉讼', '/outlets/6>3')).code, 0)
  for (const wrong of ['/ladder/9/attempts=2', '/ladder/0/attempts=two', 'attempts=2', '/outlets', '/outlets/0>99'])
    assert.equal((await run('change', 'three-two-one-a', wrong)).code, 1, wrong)
})
