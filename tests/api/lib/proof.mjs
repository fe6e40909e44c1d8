// A verifier of its own, written from descriptions and nothing else: the heads
// of lib/dispute/codec.h (bytes and chain), lib/integrity/seal.h (sealed values
// and keys) and lib/integrity/checkpoint.h, and RFC 9162 for trees and proofs.

import { createDecipheriv, createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'

const sha256 = (...parts) => {
  const h = createHash('sha256')
  for (const p of parts) h.update(p)
  return h.digest()
}
const hmac = (key, ...parts) => {
  const h = createHmac('sha256', key)
  for (const p of parts) h.update(p)
  return h.digest()
}
const byte = (n) => Buffer.from([n])
const hex = (text) => Buffer.from(text, 'hex')

/* ---- canonical form ---- */

// As RFC 8785 writes it; sorted by name, which is ASCII.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.keys(value)
      .sort()
      .map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`)
      .join(',')}}`
  return JSON.stringify(value)
}

function fitsRestriction(value) {
  if (value === null) return false
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed()
  if (typeof value === 'boolean') return true
  if (Array.isArray(value)) return value.every(fitsRestriction)
  return Object.entries(value).every(([k, v]) => /^[\x20-\x7e]+$/.test(k) && fitsRestriction(v))
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const id = /^[0-9a-f]{32}$/
const precisions = ['instant', 'day', 'month', 'year', 'about', 'unknown']
const members = new Set('actor at body body_of caused_by cmd from id kind kv labels on_behalf prec rules seq stream to v'.split(' '))

/** What is wrong with the bytes of an event; '' if nothing is. */
export function badForm(bytes) {
  let ev
  try {
    ev = JSON.parse(bytes)
  } catch {
    return 'no JSON'
  }
  if (Buffer.byteLength(bytes) > 256 * 1024) return 'too long'
  if (canonical(ev) !== bytes) return 'not canonical'
  if (!fitsRestriction(ev)) return 'a value outside the restriction'
  for (const k of Object.keys(ev)) if (!members.has(k)) return `unknown member ${k}`
  if (ev.v !== 1 || !(ev.kv >= 1) || !(ev.seq >= 1)) return 'v, kv or seq'
  if (!id.test(ev.id) || !id.test(ev.stream) || (ev.cmd !== undefined && !id.test(ev.cmd))) return 'an id'
  if (!instant.test(ev.at) || (ev.from !== undefined && !instant.test(ev.from)) || (ev.to !== undefined && !instant.test(ev.to))) return 'a time'
  if (ev.prec !== undefined && !precisions.includes(ev.prec)) return 'prec'
  if (!/^[a-z_]+$/.test(ev.kind)) return 'kind'
  return ''
}

/* ---- the chain ---- */

const leafOf = (bytes) => sha256(byte(0), Buffer.from(bytes))

/** Rows { stream, seq, bytes, chain, alg } of one stream in order -> faults. */
export function verifyStream(stream, rows, head) {
  const faults = []
  let prev = sha256(byte(3), hex(stream))
  rows.forEach((row, i) => {
    const where = `${stream}/${row.seq}`
    if (row.seq !== i + 1) faults.push(`${where} is row ${i + 1}`)
    const form = badForm(row.bytes)
    if (form !== '') faults.push(`${where} ${form}`)
    else {
      const ev = JSON.parse(row.bytes)
      if (ev.stream !== stream || ev.seq !== row.seq) faults.push(`${where} is of another place`)
    }
    const chain = sha256(byte(2), byte(row.alg), prev, leafOf(row.bytes))
    if (row.alg !== 1 || chain.toString('hex') !== row.chain) faults.push(`${where} chain`)
    prev = hex(row.chain)
  })
  if (head === undefined || head.version !== rows.length || head.hash !== rows.at(-1)?.chain) faults.push(`${stream} head`)
  return faults
}

export { leafOf }

/* ---- the log ---- */

const node = (left, right) => sha256(byte(1), left, right)

/** The root of a list of leaf hashes, by the definition (RFC 9162 2.1.1). */
export function rootOf(leaves) {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]
  let k = 1
  while (2 * k < leaves.length) k *= 2
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}

/** RFC 9162 2.1.3.2, with numbers below 2^53. */
export function isIncluded(position, size, leaf, proof, root) {
  if (!(position >= 0 && position < size)) return false
  let [fn, sn, r] = [BigInt(position), BigInt(size) - 1n, leaf]
  for (const p of proof) {
    if (sn === 0n) return false
    if (fn & 1n || fn === sn) {
      r = node(p, r)
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else r = node(r, p)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && r.equals(root)
}

/** RFC 9162 2.1.4.2. */
export function isConsistent(first, second, firstRoot, secondRoot, proof) {
  if (!(first > 0 && first <= second)) return false
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot)
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof
  if (path.length === 0) return false
  let [fn, sn] = [BigInt(first) - 1n, BigInt(second) - 1n]
  while (fn & 1n) [fn, sn] = [fn >> 1n, sn >> 1n]
  let [fr, sr] = [path[0], path[0]]
  for (const c of path.slice(1)) {
    if (sn === 0n) return false
    if (fn & 1n || fn === sn) {
      ;[fr, sr] = [node(c, fr), node(c, sr)]
      while (!(fn & 1n) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n]
    } else sr = node(sr, c)
    ;[fn, sn] = [fn >> 1n, sn >> 1n]
  }
  return sn === 0n && fr.equals(firstRoot) && sr.equals(secondRoot)
}

/** A verifier key: name+key id+base64(0x01 || Ed25519 public key). */
export function readVerifier(text) {
  const [name, id, ...rest] = text.split('+')
  const typed = Buffer.from(rest.join('+'), 'base64')
  if (typed[0] !== 1 || typed.length !== 33) throw new Error('not an Ed25519 key')
  if (sha256(name, '\n', typed).subarray(0, 4).toString('hex') !== id) throw new Error('the key id is of another key')
  const spki = Buffer.concat([hex('302a300506032b6570032100'), typed.subarray(1)])
  return { name, id, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

/** A signed note -> { origin, size, root, epoch }; throws unless it is signed. */
export function openCheckpoint(note, verifier) {
  const gap = note.indexOf('\n\n')
  const [body, signatures] = [note.slice(0, gap + 1), note.slice(gap + 2)]
  const good = signatures.split('\n').some((line) => {
    const [dash, name, text] = line.split(' ')
    if (dash !== '\u2014' || name !== verifier.name) return false
    const both = Buffer.from(text, 'base64')
    return both.subarray(0, 4).toString('hex') === verifier.id && verify(null, Buffer.from(body), verifier.key, both.subarray(4))
  })
  if (!good) throw new Error('not signed')
  const [origin, size, root, epoch] = body.split('\n')
  if (origin !== verifier.name) throw new Error('of another log')
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), epoch: Number(/^epoch (\d+)$/.exec(epoch)[1]) }
}

/* ---- sealed values ---- */

/** The text of a key file -> Map from id (number) to key. */
export function readKeyFile(text) {
  const lines = text.split('\n').filter((l) => l !== '' && !l.startsWith('#'))
  if (lines.shift() !== 'hejie-keys 1') throw new Error('not a key file')
  return new Map(
    lines.map((l) => {
      const [no, key] = l.split(' ')
      return [Number.parseInt(no, 16), hex(key)]
    }),
  )
}

/** A wrapped subject key, opened. */
export function unwrap(masters, stream, subject, wrapped) {
  if (wrapped.length !== 65 || wrapped[0] !== 1) throw new Error('not a wrapped key')
  const master = masters.get(wrapped.readUInt32BE(1))
  const wrapping = hmac(master, 'hejie wrap', hex(stream), subject)
  const open = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(5, 17))
  open.setAAD(wrapped.subarray(0, 5))
  open.setAuthTag(wrapped.subarray(49, 65))
  return Buffer.concat([open.update(wrapped.subarray(17, 49)), open.final()])
}

/** Is it the text of a sealed value?  Its subject, or undefined. */
export function subjectOf(text) {
  return /^1\.([a-z0-9.]{1,31})\.[A-Za-z0-9_-]{43,}$/.exec(text)?.[1]
}

/** The plain text in a sealed value, with the key of its subject. */
export function open(key, stream, text) {
  const subject = subjectOf(text)
  const box = Buffer.from(text.slice(text.lastIndexOf('.') + 1), 'base64url')
  const [nonce, sealed, mac] = [box.subarray(0, 16), box.subarray(16, -16), box.subarray(-16)]
  const field = hmac(key, hex(stream), nonce)
  const expected = hmac(hmac(field, 'hejie seal mac'), byte(1), subject, byte(0), nonce, sealed).subarray(0, 16)
  if (!timingSafeEqual(mac, expected)) throw new Error('mac')
  const decipher = createDecipheriv('aes-256-ctr', hmac(field, 'hejie seal enc'), nonce)
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
}

/** Every sealed value inside a JSON value. */
export function* sealedIn(value) {
  if (typeof value === 'string') {
    if (subjectOf(value) !== undefined) yield value
  } else if (value !== null && typeof value === 'object') for (const v of Object.values(value)) yield* sealedIn(v)
}
