// Opens, unwraps and indexes what seal_vectors.tsv holds with node:crypto, from
// the descriptions at the head of lib/integrity/seal.h and index.h and nothing
// else.  The C test reads the same file, so both agree on every byte.

import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [head, ...lines] = readFileSync(new URL('seal_vectors.tsv', import.meta.url), 'utf8').trimEnd().split('\n')
const rows = lines.map((line) => {
  const cells = line.split('\t')
  return Object.fromEntries(head.split('\t').map((name, i) => [name, cells[i] ?? '']))
})
const of = (what) => rows.filter((r) => r.what === what)

const hex = (s) => Buffer.from(s, 'hex')
const hmac = (key, ...parts) => parts.reduce((h, p) => h.update(p), createHmac('sha256', key)).digest()

// seal.h: a sealed value.
function open(key, stream, box) {
  const [, alg, subject, text] = /^(1)\.([a-z0-9.]{1,31})\.([A-Za-z0-9_-]+)$/.exec(box)
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, 16)
  const ciphertext = bytes.subarray(16, -16)
  const mac = bytes.subarray(-16)
  const field = hmac(key, hex(stream), nonce)
  const macKey = hmac(field, 'hejie seal mac')
  const right = hmac(macKey, Buffer.from([Number(alg)]), subject, Buffer.from([0]), nonce, ciphertext)
  if (!right.subarray(0, 16).equals(mac)) return null
  const cipher = createDecipheriv('aes-256-ctr', hmac(field, 'hejie seal enc'), nonce)
  return { subject, nonce, text: Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString('utf8') }
}

function seal(key, stream, subject, cmd, path, plain) {
  const nonce = createHash('sha256').update(hex(cmd)).update(path).digest().subarray(0, 16)
  const field = hmac(key, hex(stream), nonce)
  const cipher = createCipheriv('aes-256-ctr', hmac(field, 'hejie seal enc'), nonce)
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const mac = hmac(hmac(field, 'hejie seal mac'), Buffer.from([1]), `${subject}\0`, nonce, ciphertext)
  return `1.${subject}.${Buffer.concat([nonce, ciphertext, mac.subarray(0, 16)]).toString('base64url')}`
}

// seal.h: a wrapped key.
function unwrap(master, stream, subject, wrapped) {
  const wrapping = hmac(master, 'hejie wrap', hex(stream), subject)
  const cipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(5, 17))
  cipher.setAAD(wrapped.subarray(0, 5))
  cipher.setAuthTag(wrapped.subarray(49))
  return Buffer.concat([cipher.update(wrapped.subarray(17, 49)), cipher.final()])
}

// index.h: folding, values, bigrams.
const fold = (s) => s
  .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  .replace(/[^\p{L}\p{N}]/gu, '')
  .replace(/[A-Z]/g, (c) => c.toLowerCase())

const value = (key, label, text) => hmac(key, `${label}\0`, text)

function bigrams(key, text) {
  const c = [...fold(text)]
  const pairs = c.length === 1 ? c : c.slice(1).map((x, i) => c[i] + x)
  return [...new Set(pairs)].map((p) => value(key, 'bigram', p).readBigInt64BE())
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(' ')
}

test('sealed values open with what is written down', () => {
  assert.ok(of('seal').length >= 6)
  for (const r of of('seal')) {
    const opened = open(hex(r.key), r.stream, r.result)
    assert.equal(opened.text, r.text)
    assert.equal(opened.subject, r.subject)
    assert.equal(seal(hex(r.key), r.stream, r.subject, r.cmd, r.path, r.text), r.result)
  }
})

test('a sealed value opens in its own stream only', () => {
  for (const r of of('seal'))
    assert.equal(open(hex(r.key), r.stream.replace(/^./, (c) => (c === '0' ? '1' : '0')), r.result), null)
})

test('wrapped keys unwrap with what is written down', () => {
  assert.ok(of('wrap').length >= 3)
  for (const r of of('wrap')) {
    const wrapped = hex(r.result)
    assert.equal(wrapped.length, 65)
    assert.equal(wrapped[0], 1)
    assert.equal(wrapped.readUInt32BE(1), Number(r.id))
    assert.equal(unwrap(hex(r.key), r.stream, r.subject, wrapped).toString('hex'), r.text)
    assert.throws(() => unwrap(hex(r.key), r.stream, `${r.subject}x`, wrapped))
  }
})

test('values of the index are what is written down', () => {
  assert.ok(of('number').length >= 3)
  for (const r of of('number')) {
    const digest = value(hex(r.key), r.label, fold(r.text))
    assert.equal(digest.readBigInt64BE().toString(), r.result)
  }
  for (const r of of('hex'))
    assert.equal(value(hex(r.key), r.label, fold(r.text)).subarray(0, 16).toString('hex'), r.result)
})

test('bigrams are what is written down', () => {
  assert.ok(of('bigrams').length >= 5)
  for (const r of of('bigrams')) assert.equal(bigrams(hex(r.key), r.text), r.result)
})
