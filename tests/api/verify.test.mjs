// Two verifiers that share no line agree: `hejie verify`, and one written from
// the descriptions of the format (lib/proof.mjs).  Both find what was tampered
// with.

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite, registration, sitting, takeUp } from './lib/client.mjs'
import { leafOf, open, openCheckpoint, readKeyFile, readVerifier, sealedIn, unwrap, verifyStream } from './lib/proof.mjs'
import { sql, startService } from './lib/service.mjs'

let service
let site
let village
let id
let folder
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hejie-verify-'))
  service = await startService({ settings: { checkpoint_folder: folder } })
  site = await openSite(service)
  village = await site.as('village.a')
  id = (await village.register()).id
  await takeUp(village, id)
  await site.move('2024-01-05T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-05T15:00:00+08:00', 'continues', {
    text: '第一次调解:"各让一步"\n\t另议\\ ',
    private_applicant: '申请方底线',
    private_respondent: '被申请方底线',
  }))
  for (let i = 0; i < 40; i++) await village.register()
  await village.register(registration({ title: '另一件 \u{1f33e}' }))
  await site.move('2024-02-20T16:00:00+08:00')
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const query = (text) => sql(service.database, text)
const unhyphen = (s) => s.replaceAll('-', '')

async function everything() {
  const rows = await query(`SELECT stream, seq, encode(convert_to(bytes, 'UTF8'), 'hex'), encode(chain, 'hex'), alg
    FROM hejie.event ORDER BY stream, seq`)
  const streams = new Map()
  for (const [stream, seq, bytes, chain, alg] of rows) {
    const key = unhyphen(stream)
    if (!streams.has(key)) streams.set(key, [])
    streams.get(key).push({ seq: Number(seq), bytes: Buffer.from(bytes, 'hex').toString('utf8'), chain, alg: Number(alg) })
  }
  const heads = new Map(
    (await query(`SELECT stream, version, encode(hash, 'hex') FROM hejie.head`)).map(([s, version, hash]) => [unhyphen(s), { version: Number(version), hash }]),
  )
  return { streams, heads }
}
async function ours() {
  const { streams, heads } = await everything()
  const faults = []
  for (const [stream, rows] of streams) faults.push(...verifyStream(stream, rows, heads.get(stream)))
  for (const stream of heads.keys()) if (!streams.has(stream)) faults.push(`${stream} has a head and no event`)
  return { faults, streams: streams.size, events: [...streams.values()].reduce((n, r) => n + r.length, 0) }
}
async function theirs() {
  const { code, stdout, stderr } = await hejie(service, 'verify')
  const total = /(\d+) streams, (\d+) events, (\d+) faults/.exec(stdout)
  assert.ok(total, stdout + stderr)
  return { code, streams: Number(total[1]), events: Number(total[2]), faults: Number(total[3]), text: stdout }
}

test('both recompute every chain and find nothing', async () => {
  const [a, b] = [await ours(), await theirs()]
  assert.deepEqual(a.faults, [])
  assert.deepEqual([b.code, b.faults], [0, 0], b.text)
  assert.deepEqual([b.streams, b.events], [a.streams, a.events])
  assert.ok(a.events > 120)
})

test('the log has the leaf of every event once, without gaps', async () => {
  const { streams } = await everything()
  const log = await query(`SELECT position, stream, seq, encode(leaf, 'hex') FROM hejie.log ORDER BY position`)
  assert.deepEqual(log.map(([p]) => Number(p)), log.map((_, i) => i))
  for (const [, stream, seq, leaf] of log) assert.equal(leafOf(streams.get(unhyphen(stream))[seq - 1].bytes).toString('hex'), leaf)
  assert.equal(log.length, [...streams.values()].reduce((n, r) => n + r.length, 0))
  for (const rows of streams.values())
    rows.reduce((last, { bytes }) => {
      const { at } = JSON.parse(bytes)
      assert.ok(at >= last, 'recorded times never go back')
      return at
    }, '')
})

test('with the key file, every sealed value opens, and to what was typed', async () => {
  const masters = readKeyFile(await readFile(service.environment.HEJIE_KEY_FILE, 'utf8'))
  const { streams } = await everything()
  const keys = new Map(
    (await query(`SELECT stream, subject, encode(wrapped, 'hex') FROM hejie.subject_key`)).map(([stream, subject, wrapped]) => [
      `${unhyphen(stream)} ${subject}`,
      unwrap(masters, unhyphen(stream), subject, Buffer.from(wrapped, 'hex')),
    ]),
  )
  const plain = []
  for (const [stream, rows] of streams)
    for (const { bytes } of rows)
      for (const box of sealedIn(JSON.parse(bytes))) {
        const subject = box.slice(2, box.lastIndexOf('.'))
        plain.push(open(keys.get(`${stream} ${subject}`), stream, box))
      }
  for (const text of ['甲子明', '10900000002', '999999199001011238', '申请方底线', '被申请方底线', '另一件 \u{1f33e}', '第一次调解:"各让一步"\n\t另议\\ '])
    assert.ok(plain.includes(text), text)
  // A key opens nothing of another stream, and one changed character nothing.
  const [box] = sealedIn(JSON.parse(streams.get(id)[0].bytes))
  const key = keys.get(`${id} ${box.slice(2, box.lastIndexOf('.'))}`)
  const other = [...streams.keys()].find((s) => s !== id)
  assert.throws(() => open(key, other, box), /mac/)
  const at = box.length - 30
  assert.throws(() => open(key, id, box.slice(0, at) + (box[at] === 'A' ? 'B' : 'A') + box.slice(at + 1)), /mac/)
})

// What only somebody with the database in hand could do.
const place = () => `stream = '${id}'`
const tampering = {
  'one character of the bytes': () => `UPDATE hejie.event SET bytes = replace(bytes, '"manner":"oral"', '"manner":"oraL"') WHERE ${place()} AND seq = 1`,
  'a space that changes no meaning': () => `UPDATE hejie.event SET bytes = replace(bytes, '{"actor"', '{ "actor"') WHERE ${place()} AND seq = 2`,
  'one byte of a stored chain': () => `UPDATE hejie.event SET chain = set_byte(chain, 31, get_byte(chain, 31) # 1) WHERE ${place()} AND seq = 3`,
  'two events that changed places': () =>
    `UPDATE hejie.event e SET bytes = o.bytes, kind = o.kind FROM hejie.event o WHERE e.stream = '${id}' AND o.stream = e.stream AND e.seq IN (2, 3) AND o.seq = 5 - e.seq`,
  'a seq that was moved': () => `UPDATE hejie.event SET seq = 999 WHERE ${place()} AND seq = 4`,
  'an event taken out': () => `DELETE FROM hejie.event WHERE ${place()} AND seq = 4`,
  'the end cut off': () => `DELETE FROM hejie.event WHERE ${place()} AND seq = (SELECT max(seq) FROM hejie.event WHERE ${place()})`,
  'a head that names another end': () => `UPDATE hejie.head SET version = version - 1 WHERE ${place()}`,
  'a head whose hash is another': () => `UPDATE hejie.head SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE ${place()}`,
  'a timeline taken out whole': () => `DELETE FROM hejie.event WHERE ${place()}`,
  'an algorithm that is not there': () => `UPDATE hejie.event SET alg = 2 WHERE ${place()} AND seq = 1`,
}
for (const [what, statement] of Object.entries(tampering))
  test(`both find ${what}`, async () => {
    await query(`CREATE TABLE public.kept_event AS SELECT * FROM hejie.event WHERE ${place()};
      CREATE TABLE public.kept_head AS SELECT * FROM hejie.head WHERE ${place()}`)
    try {
      await query(`ALTER TABLE hejie.event DISABLE TRIGGER event_append_only; ${statement()}`)
      const [a, b] = [await ours(), await theirs()]
      assert.ok(a.faults.length > 0 && a.faults.every((f) => f.startsWith(id)), a.faults.join('\n'))
      assert.ok(b.faults > 0 && b.code === 3, b.text)
      assert.ok(b.text.split('\n').filter((l) => l.startsWith('FAULT') && !l.startsWith('FAULT log')).every((l) => l.includes(id)), b.text)
    } finally {
      await query(`BEGIN; DELETE FROM hejie.event WHERE ${place()}; INSERT INTO hejie.event SELECT * FROM public.kept_event;
        DELETE FROM hejie.head WHERE ${place()}; INSERT INTO hejie.head SELECT * FROM public.kept_head;
        DROP TABLE public.kept_event, public.kept_head; ALTER TABLE hejie.event ENABLE TRIGGER event_append_only; COMMIT`)
    }
    assert.equal((await theirs()).faults, 0)
  })

// The log and what was signed: damage that no chain shows.
const lastCheckpoint = '(SELECT max(size) FROM hejie.checkpoint)'
const agents = 'hejie.give_positions, hejie.add_checkpoint'
const kept = ['event', 'head', 'log', 'log_node', 'checkpoint']
const damage = {
  'the newest timeline cut off whole, with head and positions': [
    /covers more than the log has: it was cut off/,
    `DELETE FROM hejie.log WHERE position > (SELECT min(position) FROM hejie.log WHERE stream = :last) - 1;
     DELETE FROM hejie.event e WHERE NOT EXISTS (SELECT FROM hejie.log l WHERE (l.stream, l.seq) = (e.stream, e.seq));
     DELETE FROM hejie.head h WHERE NOT EXISTS (SELECT FROM hejie.event e WHERE e.stream = h.stream)`,
  ],
  'the same, with its checkpoints': [
    /of the folder covers more than the database has/,
    `DELETE FROM hejie.log WHERE position > (SELECT min(position) FROM hejie.log WHERE stream = :last) - 1;
     DELETE FROM hejie.event e WHERE NOT EXISTS (SELECT FROM hejie.log l WHERE (l.stream, l.seq) = (e.stream, e.seq));
     DELETE FROM hejie.head h WHERE NOT EXISTS (SELECT FROM hejie.event e WHERE e.stream = h.stream);
     DELETE FROM hejie.checkpoint WHERE size > (SELECT max(position) + 1 FROM hejie.log);
     DELETE FROM hejie.log_node n WHERE (n.index + 1) << n.level > (SELECT coalesce(max(size), 0) FROM hejie.checkpoint)`,
  ],
  'a timeline rewritten and chained anew, with head and leaf': [
    /signed something else/,
    `UPDATE hejie.event SET bytes = replace(bytes, '"prec":"instant"', '"prec":"day"') WHERE stream = :first AND seq = 1;
     WITH RECURSIVE c(stream, seq, chain) AS (
       SELECT stream, seq, sha256('\\x0201' || sha256('\\x03' || uuid_send(stream)) || sha256('\\x00' || convert_to(bytes, 'UTF8')))
         FROM hejie.event WHERE stream = :first AND seq = 1
       UNION ALL
       SELECT e.stream, e.seq, sha256('\\x0201' || c.chain || sha256('\\x00' || convert_to(e.bytes, 'UTF8')))
         FROM c JOIN hejie.event e ON e.stream = c.stream AND e.seq = c.seq + 1)
     UPDATE hejie.event e SET chain = c.chain FROM c WHERE (e.stream, e.seq) = (c.stream, c.seq);
     UPDATE hejie.head h SET hash = (SELECT chain FROM hejie.event e WHERE e.stream = h.stream AND e.seq = h.version) WHERE stream = :first;
     UPDATE hejie.log l SET leaf = sha256('\\x00' || convert_to(e.bytes, 'UTF8')) FROM hejie.event e
      WHERE (l.stream, l.seq) = (e.stream, e.seq) AND l.stream = :first`,
  ],
  'two positions that changed places': [
    /signed something else/,
    `UPDATE hejie.log SET position = -1 - position WHERE position IN (3, 4);
     UPDATE hejie.log SET position = 8 + position WHERE position < 0`,
  ],
  'a position taken out': [/position 5 is missing/, 'DELETE FROM hejie.log WHERE position = 5'],
  'a leaf that is not that of its event': [/position 7 has another leaf/, `UPDATE hejie.log SET leaf = sha256('x') WHERE position = 7`],
  'an event put in behind the order': [
    /without a position: 1 events/,
    `INSERT INTO hejie.event (stream, seq, kind, at, bytes, chain, alg, xid)
     SELECT stream, 9999, kind, at, bytes, chain, alg, '3'::xid8 FROM hejie.event WHERE stream = :first AND seq = 1`,
  ],
  'a checkpoint taken out': [/of the folder is not in the database/, 'DELETE FROM hejie.checkpoint WHERE size = (SELECT min(size) FROM hejie.checkpoint)'],
  'a checkpoint that says another size': [/is not signed by this key/, `UPDATE hejie.checkpoint SET size = size - 1 WHERE size = ${lastCheckpoint}`],
  'a note with one character changed': [/is not signed by this key/, `UPDATE hejie.checkpoint SET note = replace(note, 'epoch 1', 'epoch 2') WHERE size = ${lastCheckpoint}`],
  'a root that is not the signed one': [/is not signed by this key/, `UPDATE hejie.checkpoint SET root = sha256('x') WHERE size = ${lastCheckpoint}`],
  'a frontier that is not that of the tree': [/has another frontier/, `UPDATE hejie.checkpoint SET frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1) WHERE size = ${lastCheckpoint}`],
  'an inner node that is not that of its leaves': [/node 0 is not that of its leaves/, `UPDATE hejie.log_node SET hash = sha256('x') WHERE level = 8 AND index = 0`],
  'an inner node taken out': [/node 0 is missing/, 'DELETE FROM hejie.log_node WHERE level = 8 AND index = 0'],
}
for (const [what, [found, statements]] of Object.entries(damage))
  test(`verify finds ${what}`, async () => {
    const [[first]] = await query('SELECT stream FROM hejie.log ORDER BY position LIMIT 1')
    const [[last]] = await query("SELECT stream FROM hejie.log JOIN hejie.head USING (stream) WHERE seq = 1 AND kind = 'dispute' ORDER BY position DESC LIMIT 1")
    const triggers = (state) =>
      ['event', 'checkpoint', 'log_node'].map((t) => `ALTER TABLE hejie.${t} ${state} TRIGGER ${t}_append_only;`).join(' ')
    // The service goes on; it is kept from signing what is damaged on purpose.
    await query(`REVOKE EXECUTE ON FUNCTION ${agents} FROM hejie_agent`)
    await query(kept.map((t) => `CREATE TABLE public.was_${t} AS SELECT * FROM hejie.${t};`).join(' '))
    try {
      await query(`${triggers('DISABLE')} ${statements.replaceAll(':first', `'${first}'`).replaceAll(':last', `'${last}'`)}`)
      const { code, stdout } = await hejie(service, 'verify')
      assert.match(stdout, found)
      assert.equal(code, 3)
    } finally {
      await query(`BEGIN; ${kept.map((t) => `DELETE FROM hejie.${t}; INSERT INTO hejie.${t} SELECT * FROM public.was_${t}; DROP TABLE public.was_${t};`).join(' ')}
        ${triggers('ENABLE')} GRANT EXECUTE ON FUNCTION ${agents} TO hejie_agent; COMMIT`)
    }
    assert.equal((await theirs()).faults, 0)
  })

test('verify finds what was done to the folder', async () => {
  const path = join(folder, 'checkpoints')
  const was = await readFile(path, 'utf8')
  for (const [found, text] of [
    [/entry 1 of the folder is no checkpoint/, was.replace('epoch 1', 'epoch 3')],
    [/entry \d+ of the folder is no checkpoint/, was.slice(0, -40)],
    [/none can be read in the folder/, undefined],
  ])
    try {
      if (text === undefined) await rm(path)
      else await writeFile(path, text)
      const { code, stdout } = await hejie(service, 'verify')
      assert.match(stdout, found)
      assert.equal(code, 3)
    } finally {
      await writeFile(path, was)
    }
  assert.equal((await theirs()).faults, 0)
})

test('verify takes the key from whoever looks, and another key fits nothing', async () => {
  const key = (await hejie(service, 'checkpoint', '--key')).stdout.trim()
  assert.deepEqual([(await hejie(service, 'verify', '--key', key)).code], [0])
  const other = 'hejie/log/56475aa75463474c+d55e40b4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4'
  const { code, stdout } = await hejie(service, 'verify', '--key', other)
  assert.equal(code, 3)
  assert.match(stdout, /is not signed by this key/)
  assert.equal((await hejie(service, 'verify', '--key', `${key}A`)).code, 1)
  const newest = (await hejie(service, 'checkpoint')).stdout
  assert.equal(openCheckpoint(newest, readVerifier(key)).size, Number((await query(`SELECT ${lastCheckpoint}`))[0][0]))
})
