// Keys and sealed values, from the description at the head of
// lib/integrity/seal.h.

import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

const hmac = (key, ...parts) => parts.reduce((h, p) => h.update(p), createHmac('sha256', key)).digest()
const zero = Buffer.from([0])
const one = Buffer.from([1])

export const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()

/** The master keys of a key file, by their number. */
export function readKeys(path) {
  const lines = readFileSync(path, 'utf8').split('\n')
  return new Map(
    lines
      .filter((l) => /^[0-9a-f]{8} [0-9a-f]{64}$/.test(l))
      .map((l) => [parseInt(l.slice(0, 8), 16), Buffer.from(l.slice(9), 'hex')]),
  )
}

/** The key of `subject` in `stream` (32 hex digits). */
export function unwrap(masters, stream, subject, wrapped) {
  const master = masters.get(wrapped.readUInt32BE(1))
  const key = hmac(master, 'hejie wrap', Buffer.from(stream, 'hex'), subject)
  const cipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(5, 17))
  cipher.setAAD(wrapped.subarray(0, 5))
  cipher.setAuthTag(wrapped.subarray(49))
  return Buffer.concat([cipher.update(wrapped.subarray(17, 49)), cipher.final()])
}

export function seal(key, stream, subject, command, path, plain) {
  const nonce = sha256(Buffer.from(command, 'hex'), path).subarray(0, 16)
  const field = hmac(key, Buffer.from(stream, 'hex'), nonce)
  const cipher = createCipheriv('aes-256-ctr', hmac(field, 'hejie seal enc'), nonce)
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const mac = hmac(hmac(field, 'hejie seal mac'), one, subject, zero, nonce, text)
  return `1.${subject}.${Buffer.concat([nonce, text, mac.subarray(0, 16)]).toString('base64url')}`
}

const sealed = /^1\.([a-z0-9.]{1,31})\.([A-Za-z0-9_-]{43,})$/

/** Whose key opens `box`; undefined if it is no sealed value. */
export const subjectOf = (box) => sealed.exec(box)?.[1]

/** The text in `box`, or undefined. */
export function open(key, stream, box) {
  const [, subject, text] = sealed.exec(box)
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, 16)
  const body = bytes.subarray(16, -16)
  const field = hmac(key, Buffer.from(stream, 'hex'), nonce)
  const mac = hmac(hmac(field, 'hejie seal mac'), one, subject, zero, nonce, body)
  if (!mac.subarray(0, 16).equals(bytes.subarray(-16))) return undefined
  const cipher = createDecipheriv('aes-256-ctr', hmac(field, 'hejie seal enc'), nonce)
  return Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8')
}
