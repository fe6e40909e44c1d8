// The peer: log-session, timeline and work list as a service in Node, Fastify
// and pg would have them, on the same schema, functions, roles and policies.
//
//   node server.mjs     PEER_PORT, PEER_DATABASE_URL…, PEER_KEY_FILE, PEER_ACTOR,
//                       PEER_ORG, PEER_QUERIES, PEER_PROCESSES in the environment
//
// It does the whole job: loads the head, reads its snapshot, decides (a stub that
// only adds a sitting), seals, hashes, projects the procedure's row, appends with
// version and key; opens titles in the list and sealed members in the timeline,
// enters reads of timelines in the read log, and gives what is read an ETag.  Who asks is settled at the
// start, which spares it the sign-in.  One process a processor, 16 connections
// each.

import cluster from 'node:cluster'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import pg from 'pg'
import { open, readKeys, seal, sha256, subjectOf, unwrap } from './seal.mjs'

const { PEER_PORT, PEER_KEY_FILE, PEER_ACTOR, PEER_ORG, PEER_QUERIES, PEER_PROCESSES } = process.env

const load = `SELECT kind, county, version, hash, last_at, fold, snapshot, subjects, keys, simulated, digest, first,
  last, same FROM hejie.load($1, $2, $3, $4)`
const append = `SELECT code, first, last, version, hash, fold, snapshot
  FROM hejie.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
  $22, $23)`
const ring = `SELECT (SELECT array_agg(k.subject ORDER BY k.subject) FROM hejie.subject_key k
    WHERE k.stream = h.stream) AS subjects,
  (SELECT array_agg(k.wrapped ORDER BY k.subject) FROM hejie.subject_key k WHERE k.stream = h.stream) AS keys,
  EXISTS (SELECT FROM hejie.access a WHERE a.stream = h.stream AND a.until IS NULL
    AND a.capacity IN ('handler', 'signer')
    AND a.body = split_part(current_setting('hejie.orgs'), ',', 1)::uuid) AS private, h.stream,
  (SELECT array_agg(p.no::text) FROM hejie.procedure p WHERE p.stream = h.stream
    AND (SELECT current_setting('hejie.principal'))::uuid = ANY (p.mediators)) AS mediated
  FROM hejie.head h
  WHERE h.stream = ANY ((SELECT ARRAY[$1::uuid] || CASE WHEN $2 THEN ARRAY(
      SELECT l.other FROM hejie.link l WHERE l.stream = $1 AND l.kind = 'absorbed') END)::uuid[])
    AND h.kind = $3
  ORDER BY h.stream <> $1, h.stream`
const enter = 'SELECT hejie.enter($1, $2, $3)'
const note = 'SELECT hejie.note_reads($1, $2, $3, $4)'

const none = '0'.repeat(32)
const masters = readKeys(PEER_KEY_FILE)
const timeline = readFileSync(`${PEER_QUERIES}/timeline.sql`, 'utf8')
const disputes = readFileSync(`${PEER_QUERIES}/disputes.sql`, 'utf8')

// As the service shows them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (s) => s)
pg.types.setTypeParser(pg.types.builtins.UUID, (s) => s.replaceAll('-', ''))
pg.types.setTypeParser(2951, (s) => s.slice(1, -1).split(',').filter(Boolean).map((u) => u.replaceAll('-', '')))

const pool = new pg.Pool({ max: 16, user: 'hejie_app' })
const run = (client, name, text, values) => client.query({ name, text, values })

/** What `work` reads, under the reader's context, in one transaction, planned as `plan` says. */
async function reading(plan, work) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await run(client, 'enter', enter, [PEER_ACTOR, PEER_ORG, plan])
    const answer = await work(client)
    await client.query('COMMIT')
    return answer
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** JSON with members in order of their names, without those that are absent. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).filter((k) => value[k] !== undefined).sort()
  return `{${names.map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`
}

// ---- writes ----

/** The sitting in the state, and the event that tells of it. */
function decide(state, stream, command, body, now, texts) {
  const procedure = state.procedure.find((p) => p.phase === 'mediating')
  const session = {
    no: (state.session?.length ?? 0) + 1,
    procedure: procedure.no,
    starts: new Date(body.starts).toISOString(),
    ends: new Date(body.ends).toISOString(),
    place: texts.place,
    mode: body.mode,
    result: body.result,
    counts: 'same_sitting',
    attendance: body.attendance,
    mediators: [PEER_ACTOR],
    typist: PEER_ACTOR,
    recorded: true,
  }
  state.session = [...(state.session ?? []), session]
  procedure.sessions = (procedure.sessions ?? 0) + 1
  state.version += 1
  state.last_at = now
  return {
    procedure,
    event: {
      v: 1,
      kv: 1,
      id: randomBytes(16).toString('hex'),
      stream,
      seq: state.version,
      kind: 'session_logged',
      at: now,
      from: session.starts,
      to: session.ends,
      prec: 'instant',
      actor: PEER_ACTOR,
      body_of: PEER_ORG,
      cmd: command,
      body: { session, attempts: procedure.attempts, step_attempts: state.ladder?.attempts, text: texts.text },
    },
  }
}

async function logSession(stream, key, body) {
  const { rows: [head] } = await run(pool, 'load', load, [PEER_ACTOR, PEER_ORG, stream, key])
  if (!head?.kind) return [404, { type: 'absent' }]
  const textKey = unwrap(masters, stream, 'text', head.keys[head.subjects.indexOf('text')])
  const command = randomBytes(16).toString('hex')
  const texts = {
    place: seal(textKey, stream, 'text', command, 'place', body.place),
    text: seal(textKey, stream, 'text', command, 'text', body.text),
  }
  const state = JSON.parse(head.snapshot)
  const now = new Date().toISOString()
  const { event, procedure } = decide(state, stream, command, body, now, texts)
  const bytes = canonical(event)
  const leaf = sha256(Buffer.from([0]), bytes)
  const chain = sha256(Buffer.from([2, 1]), head.hash, leaf)
  const due = (state.clock ?? []).filter((c) => c.state === 'running' && c.due)
    .map((c) => c.warn?.[c.warned ?? 0] ?? c.due).sort()[0] ?? null
  const first = (state.clock ?? []).filter((c) => c.state === 'running' && c.procedure === procedure.no)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0]
  const row = {
    stream, no: procedure.no, channel: procedure.channel, phase: procedure.phase, body: procedure.body,
    mediators: procedure.mediator.map((m) => m.person), opened_on: procedure.opened_on, sessions: procedure.sessions,
    attempts: procedure.attempts ?? 0, next_on: first?.due_on, next_rule: first?.rule, awaiting: 0,
  }
  const { session } = event.body
  const sitting = {
    stream, no: session.no, procedure: procedure.no, body: procedure.body, mediators: session.mediators,
    starts: session.starts, ends: session.ends, result: session.result, counts: session.counts, one_side: false,
    text_digest: sha256(textKey, body.text).toString('hex'), logged_at: now, voided: false,
  }
  const { rows: [done] } = await run(pool, 'append', append, [
    PEER_ACTOR, PEER_ORG, stream, 'dispute', state.county, head.version, head.hash, now, key,
    sha256(stream, canonical(body)), [event.kind], [bytes], [chain], head.fold, canonical(state), state.code,
    state.title, false, due, JSON.stringify({ procedure: [row], sitting: [sitting] }), null, null, null,
  ])
  if (done.code === 'stale') return logSession(stream, key, body)
  if (done.code !== 'stored') return [409, { type: done.code }]
  return [200, {
    id: stream, version: done.last,
    events: [{ id: event.id, seq: event.seq, kind: event.kind, session: event.body.session.no, counts: 'same_sitting' }],
  }]
}

// ---- reads ----

/** All but the ends of an identity number. */
const covered = (text) => (text.length > 8 ? text.slice(0, 4) + '*'.repeat(text.length - 8) + text.slice(-4) : text.replace(/./g, '*'))

/** The value with everything sealed in it opened. */
function opened(value, stream, keys) {
  if (typeof value === 'string') {
    const subject = value.startsWith('1.') ? subjectOf(value) : undefined
    return subject === undefined ? value : open(keys.get(subject), stream, value)
  }
  if (Array.isArray(value)) return value.map((v) => opened(v, stream, keys))
  if (value === null || typeof value !== 'object') return value
  for (const name of Object.keys(value)) {
    if (name === 'secret') delete value[name]
    else value[name] = opened(value[name], stream, keys)
    if (name === 'identity') value[name] = covered(value[name])
  }
  return value
}

function readTimeline(stream, after, limit) {
  return reading(null, async (client) => {
    const { rows: [keys] } = await run(client, 'ring', ring, [stream, true, 'dispute'])
    if (keys === undefined) return undefined
    const { rows } = await run(client, 'timeline', timeline, [stream, after, limit, none, 0])
    await run(client, 'note', note, [[PEER_ACTOR], [PEER_ORG], [stream], ['timeline']])
    const own = new Map(keys.subjects.map((s, i) => [s, unwrap(masters, stream, s, keys.keys[i])]))
    const items = rows.map((r) => ({ position: r.position, event: opened(JSON.parse(r['event#event']), stream, own) }))
    return rows.length === limit ? { items, next: rows.at(-1)['cursor#next'] } : { items }
  })
}

function readWorkList(limit) {
  return reading('force_generic_plan', async (client) => {
    const { rows } = await run(client, 'disputes', disputes,
      [PEER_ORG, 'any', 'any', 0, 9999, '0001-01-01', none, 0, limit])
    const items = rows.map((r) => {
      const key = unwrap(masters, r.id, 'title', r['key#key'])
      const { 'key#key': _, 'title#sealed': box, 'cursor#next': __, ...rest } = r
      return { ...rest, title: open(key, r.id, box) }
    })
    return rows.length === limit ? { items, next: rows.at(-1)['cursor#next'] } : { items }
  })
}

// ---- the service ----

const id = { type: 'string', pattern: '^[0-9a-f]{32}$' }
const session = {
  type: 'object',
  required: ['attendance', 'mode', 'result', 'starts', 'ends', 'place', 'text'],
  properties: {
    attendance: {
      type: 'array', maxItems: 200,
      items: {
        type: 'object', required: ['party', 'presence'],
        properties: { party: { type: 'integer' }, presence: { type: 'string' } },
      },
    },
    mode: { type: 'string' }, result: { type: 'string' }, starts: { type: 'string' }, ends: { type: 'string' },
    place: { type: 'string', maxLength: 200 }, text: { type: 'string', maxLength: 20000 },
  },
}

/** Answer with what was read, or that the asker has it. */
function shown(request, reply, answer) {
  const text = JSON.stringify(answer)
  const tag = `"${sha256(text).toString('hex', 0, 16)}"`
  reply.header('etag', tag)
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return reply.type('application/json').send(text)
}

function serve() {
  const app = Fastify()
  app.post('/api/v1/disputes/:id/commands/log-session', {
    schema: { params: { type: 'object', properties: { id } }, body: session },
  }, async (request, reply) => {
    const [code, answer] = await logSession(request.params.id, request.headers['idempotency-key'], request.body)
    return reply.code(code).send(answer)
  })
  app.get('/api/v1/disputes/:id/timeline', {
    schema: { params: { type: 'object', properties: { id } } },
  }, async (request, reply) => {
    const answer = await readTimeline(request.params.id, 0, Number(request.query.limit ?? 100))
    return answer === undefined ? reply.code(404).send({ type: 'absent' }) : shown(request, reply, answer)
  })
  app.get('/api/v1/disputes', async (request, reply) =>
    shown(request, reply, await readWorkList(Number(request.query.limit ?? 50))))
  app.get('/readyz', async () => ({ status: 'ready' }))
  app.listen({ host: '127.0.0.1', port: Number(PEER_PORT) })
}

if (cluster.isPrimary) {
  for (let i = 0; i < Number(PEER_PROCESSES); i += 1) cluster.fork()
  process.on('SIGTERM', () => process.exit(0))
} else {
  process.on('disconnect', () => process.exit(0))
  serve()
}
