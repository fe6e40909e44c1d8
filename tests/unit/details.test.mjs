// Every sentence that says what is wrong with a request has its Chinese in
// server/http/detail.c, and every row there is such a sentence.  The sentences
// are read from the calls that make them.

import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { test } from 'node:test'

const root = new URL('../../', import.meta.url)
const source = async (path) => (await readFile(new URL(path, root), 'utf8')).replace(/\/\*[^]*?\*\//g, ' ')
const folder = async (path) => (await readdir(new URL(path, root))).filter((f) => f.endsWith('.c')).map((f) => path + f)

/** What only the command line, the start of a process or an agent says. */
const elsewhere = new Set(
  ['accounts', 'checkpoint', 'divisions', 'explain', 'fill', 'import_faults', 'init', 'library', 'main', 'owner', 'pages', 'profile', 'proxy', 'queries', 'rebuild', 'reference', 'rotate', 'rules', 'rules_publish', 'rules_replay', 'rules_trace', 'serve', 'verify',
    'verify_files', 'verify_log', 'http/http', 'http/router', 'http/tls', 'http/problem', 'http/detail', 'auth/keyfile', 'auth/throttle', 'figures'].map((f) => `server/${f}.c`),
)

// The last words of these calls and assignments are what is said.
const calls = /\b(?:bad|wrong|malformed|refuse|need|fail|hj_fail|hj_json_fault|hj_reply_kind|hj_call_refuse|hj_conn_refuse|hj_pool_finish)\(([^;{]*?)\)(?:;|, 0;|\s*,\s*false\))/gs
const literals = /"((?:[^"\\]|\\.)*)"(?:\s*"((?:[^"\\]|\\.)*)")*/gs

/** An asker hears nothing of these: a database, absence, the start of a process. */
const unheard = /HJ_ERR_DB|HJ_ERR_ABSENT|"share"|"no threads /

/** The literals of more than one word that calls of faults have. */
function* saidIn(text) {
  for (const m of [...text.matchAll(calls)].map((c) => c[1]).filter((c) => !unheard.test(c)))
    for (const [whole] of m.matchAll(literals)) yield whole.replace(/"\s*"/gs, '').slice(1, -1).replace(/\\(.)/g, '$1')
}

async function table() {
  const rows = [...(await readFile(new URL('server/http/detail.c', root), 'utf8')).matchAll(/^\t\{ "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)" \},$/gm)]
  return new Map(rows.map(([, en, zh]) => [en.replace(/\\(.)/g, '$1'), zh.replace(/\\(.)/g, '$1')]))
}

test('every fault that an asker can hear has its sentence in Chinese', async () => {
  const zh = await table()
  const files = [
    'lib/base/field.c', 'lib/base/json.c', 'lib/base/json_skip.c', 'server/auth/login.c', 'server/auth/password.c', 'server/db/queue.c',
    ...(await folder('server/')), ...(await folder('server/html/')), ...(await folder('server/http/')), ...(await folder('server/table/')),
  ].filter((f) => !elsewhere.has(f))
  const missing = []
  let found = 0
  for (const file of files)
    for (const sentence of saidIn(await source(file))) {
      if (!/ /.test(sentence) || /^%|^[A-Z_]+$/.test(sentence)) continue
      found++
      if (!zh.has(sentence)) missing.push(`${file}: ${sentence}`)
    }
  assert.ok(found > 100, `${found} found`)
  assert.deepEqual(missing, [])
})

test('every row is a sentence that somebody says, Chinese is Chinese and English is English', async () => {
  const zh = await table()
  assert.ok(zh.size > 120)
  const all = []
  for (const path of ['lib/base/', 'lib/dispute/', 'server/', 'server/html/', 'server/http/', 'server/table/', 'server/auth/', 'server/db/'])
    for (const file of await folder(path)) if (file !== 'server/http/detail.c') all.push((await source(file)).replace(/"\s+"/gs, ''))
  const text = all.join('\n').replace(/\\\\/g, '\\')
  assert.deepEqual([...zh.keys()].filter((en) => !text.includes(`"${en}"`)), [], 'nobody says these')
  for (const [en, words] of zh) {
    assert.doesNotMatch(en, /[^\x20-\x7e]/, en)
    assert.match(words, /[一-鿿]/, words)
  }
})
