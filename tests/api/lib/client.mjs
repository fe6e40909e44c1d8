// A reader and writer of the interface, for tests.
//
//   const site = await openSite(service)
//   const clerk = await site.as('village.a')        // a machine's key: its days are long
//   const { id } = await clerk.register({ ... })    // throws unless 2xx
//   await clerk.done(id, 'accept')                  // a command that must succeed
//   const answer = await clerk.ask(id, 'close')     // any answer, looked at
//
// An answer is { status, headers, text, json }.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

import { startService } from './service.mjs'

const run = promisify(execFile)

/** Bad news is said in the language it is said to be in, and in no other. */
function sameLanguage(reply, problem) {
  const words = [problem.title, problem.detail, problem.next].filter((w) => w !== undefined)
  const english = reply.headers.get('content-language') === 'en'
  for (const w of words) assert.equal(!/[\u4e00-\u9fff]/.test(w), english, `${english ? 'en' : 'zh'}: ${JSON.stringify(problem)}`)
}

/** One request; `body` is sent as JSON, a string or bytes as they are. */
export async function send(url, { method = 'GET', headers = {}, body } = {}) {
  const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array
  const reply = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    body: raw ? body : JSON.stringify(body),
  })
  const text = await reply.text()
  let json
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  if (reply.headers.get('content-type') === 'application/problem+json') sameLanguage(reply, json)
  return { status: reply.status, headers: reply.headers, text, json }
}

/** The stable name in a problem: "consent-missing". */
export function problemOf(answer) {
  return String(answer.json?.type ?? '').replace('/problems/', '')
}

/** Assert a refusal: status, type, and whatever else of the problem is given. */
export function refused(answer, status, type, more = {}) {
  assert.deepEqual({ status: answer.status, type: problemOf(answer) }, { status, type }, answer.text)
  assert.match(answer.headers.get('content-type'), /^application\/problem\+json/)
  assert.equal(answer.json.status, status)
  for (const [k, v] of Object.entries(more)) assert.equal(answer.json[k], v, `${k} of ${answer.text}`)
  return answer
}

export const freshKey = () => randomBytes(12).toString('hex')

/** The account of a person, as a browser has it. */
export async function signIn(service, account, password = service.signIns.get(account)?.password) {
  const answer = await send(`${service.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { Origin: service.url },
    body: { login: account, password },
  })
  assert.equal(answer.status, 200, `${account}: ${answer.text}`)
  const cookie = answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
  return {
    ...answer.json,
    cookie,
    reading: { Cookie: cookie },
    writing: { Cookie: cookie, Origin: service.url, 'X-CSRF-Token': answer.json.csrf },
  }
}

class Client {
  constructor(service, account, who, headers) {
    Object.assign(this, { service, account, headers, person: who.person, org: who.organisation, who })
  }

  get(path, headers = {}) {
    return send(`${this.service.url}${path}`, { headers: { ...this.headers, ...headers } })
  }

  async read(path) {
    const answer = await this.get(path)
    assert.equal(answer.status, 200, `${this.account} GET ${path}: ${answer.text}`)
    return answer.json
  }

  post(path, body, { key = freshKey(), headers = {} } = {}) {
    return send(`${this.service.url}${path}`, {
      method: 'POST',
      headers: { ...this.headers, 'Idempotency-Key': key, ...headers },
      body,
    })
  }

  /** Any command; `match` is the version it rests on. */
  ask(id, name, body = {}, { match, key, dry = false } = {}) {
    return this.post(`/api/v1/disputes/${id}/commands/${name}${dry ? '?dry=1' : ''}`, body, {
      key,
      headers: match === undefined ? {} : { 'If-Match': `"${match}"` },
    })
  }

  /** The header by which a command rests on what `path` shows now, if anything. */
  async sight(path) {
    const { status, json } = await this.get(path)
    return status === 200 ? { 'If-Match': `"${json.version}"` } : {}
  }

  /** Any command, resting on the version as it stands; what follows by itself may come between. */
  async seen(id, name, body = {}, options = {}) {
    let answer
    for (let i = 0; i < 9 && (i === 0 || answer.status === 412); i++) {
      const { version } = await this.dispute(id)
      answer = await this.ask(id, name, body, { ...options, match: version })
    }
    return answer
  }

  /**
   * A command that must succeed; its events' kinds are in `.kinds`.  One that
   * must have seen the present state looks first, and again if something that
   * follows by itself came between.
   */
  async done(id, name, body = {}, options = {}) {
    let answer = await this.ask(id, name, body, options)
    for (let i = 0; i < 9 && options.match === undefined && [412, 428].includes(answer.status); i++)
      answer = await this.seen(id, name, body, options)
    assert.equal(answer.status, 200, `${this.account} ${name}: ${answer.text}`)
    return { ...answer.json, kinds: answer.json.events.map((e) => e.kind) }
  }

  /** The same, always resting on the version as it stands. */
  async sure(id, name, body = {}) {
    const answer = await this.seen(id, name, body)
    assert.equal(answer.status, 200, `${this.account} ${name}: ${answer.text}`)
    return { ...answer.json, kinds: answer.json.events.map((e) => e.kind) }
  }

  async register(body = registration(), options = {}) {
    const answer = await this.post('/api/v1/disputes', body, options)
    assert.equal(answer.status, 201, `${this.account} register: ${answer.text}`)
    return answer.json
  }

  dispute(id) {
    return this.read(`/api/v1/disputes/${id}`)
  }

  async clocks(id) {
    return (await this.read(`/api/v1/disputes/${id}/clocks`)).items
  }

  /** The whole timeline, page by page. */
  async timeline(id) {
    const all = []
    let next = ''
    do {
      const page = await this.read(`/api/v1/disputes/${id}/timeline?limit=500${next}`)
      all.push(...page.items)
      next = page.next ? `&${page.next}` : ''
    } while (next)
    return all
  }
}

/** The service with everybody who signs in; keys are made once a person. */
export async function openSite(service) {
  const security = await signIn(service, 'security')
  const clients = new Map()

  async function as(account) {
    if (clients.has(account)) return clients.get(account)
    const who = account === 'security' ? security : await signIn(service, account)
    const made = await send(`${service.url}/api/v1/api-keys`, {
      method: 'POST',
      headers: clients.get('security')?.headers ?? security.writing,
      body: { name: `test ${account}`, person: who.person },
    })
    assert.equal(made.status, 201, made.text)
    const headers = { Authorization: `Bearer ${made.json.key}` }
    const me = await send(`${service.url}/api/v1/me`, { headers })
    const client = new Client(service, account, me.json, headers)
    clients.set(account, client)
    return client
  }

  await as('security')
  return {
    service,
    as,
    /** A key of a machine that acts as this person; the answer. */
    key: async (name, person) => (await as('security')).post('/api/v1/api-keys', { name, person }),
    /** Several at once: `const [a, b] = await site.all('village.a', 'court.a')`. */
    all: async (...accounts) => {
      const list = []
      for (const a of accounts) list.push(await as(a))
      return list
    },
    /** Simulated time; the answer comes when all that fell due is done. */
    move: async (now) => {
      const answer = await (await as('admin')).post('/api/v1/simulation/now', { now })
      assert.equal(answer.status, 200, answer.text)
    },
  }
}

/** A service as startService is told, its site, and a client of each account. */
export async function openWith(wanted, ...accounts) {
  const service = await startService(wanted)
  const site = await openSite(service)
  return { service, site, clients: await site.all(...accounts) }
}

/** The same where only law is in force. */
export const openLaw = (...accounts) => openWith({ init: ['--ladder', 'none', '--presets', 'none'] }, ...accounts)

/** An identity number of these 17 digits: ISO 7064 MOD 11-2 (GB 11643). */
export function identityOf(first17) {
  const sum = [...first17].reduce((all, c) => ((all + Number(c)) * 2) % 11, 0)
  return first17 + '0123456789X'[(12 - sum) % 11]
}

/** Made-up people: area code 999999 and a telephone prefix nobody uses. */
export const applicant = {
  kind: 'natural',
  side: 'applicant',
  name: '甲子明',
  phone: '10900000001',
  identity: '999999199001011238',
  address: '青石村八组十七号',
}
export const respondent = {
  kind: 'natural',
  side: 'respondent',
  name: '乙丑亮',
  phone: '10900000002',
  identity: '999999199202022347',
}

export function registration(more = {}) {
  return {
    source: 'application',
    manner: 'oral',
    channel: 'people',
    category_word: '邻里',
    title: '甲子明与乙丑亮宅基地边界',
    facts: '乙丑亮砌墙越过界石三十厘米',
    parties: [applicant, respondent],
    ...more,
  }
}

/** Both sides agree, it is accepted, a mediator is named. */
export async function takeUp(client, id, mediator = client.person) {
  for (const party of [1, 2])
    await client.done(id, 'record-consent', { party, answer: 'agrees', manner: 'oral' })
  await client.done(id, 'accept')
  await client.done(id, 'assign-mediators', { mediators: [{ person: mediator, disclosed: true }] })
}

/** A dispute of `client`, mediated without an agreement and closed; its id. */
export async function closedFile(client, body = registration()) {
  const { id } = await client.register(body)
  await takeUp(client, id)
  await client.done(id, 'end-procedure', { ground: 'no_agreement' })
  const { state } = await client.dispute(id)
  await client.done(id, 'serve-notice', { means: 'handed', notices: state.notice.map((n) => n.no) })
  await client.done(id, 'close', { procedure: 1 })
  return id
}

/** A sitting of one hour that ends at `ends`, both sides present. */
export function sitting(ends, result = 'continues', more = {}) {
  const starts = new Date(new Date(ends).getTime() - 3600_000).toISOString()
  return {
    starts,
    ends,
    mode: 'together',
    result,
    attendance: [
      { party: 1, presence: 'came' },
      { party: 2, presence: 'came' },
    ],
    ...more,
  }
}

/** A subcommand of the program, beside the running service. */
export async function hejie(service, ...args) {
  const binary = process.env.HEJIE_BINARY ?? new URL('../../../build/dev/hejie', import.meta.url).pathname
  try {
    const { stdout, stderr } = await run(binary, args, { env: service.environment })
    return { code: 0, stdout, stderr }
  } catch (error) {
    if (typeof error.code !== 'number') throw error
    return { code: error.code, stdout: error.stdout, stderr: error.stderr }
  }
}

export async function logText(service) {
  return readFile(service.log, 'utf8')
}

/** A history for sets to be played over: on the eve of September one matter had a sitting in vain, one had two. */
export async function satInVain(site, village) {
  await site.move('2026-08-31T09:00:00+08:00')
  for (const n of [1, 2]) {
    const { id } = await village.register()
    await takeUp(village, id)
    await site.move('2026-08-31T18:00:00+08:00')
    for (let i = 0; i < n; i++) await village.done(id, 'log-session', sitting(`2026-08-31T1${2 * i}:00:00+08:00`, 'not_agreed'))
  }
  await site.move('2026-09-01T09:00:00+08:00')
}
