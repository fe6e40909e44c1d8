// README tells the truth: its first steps are carried out, its table of
// settings is the program's, and the files it names are there.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { startService } from './lib/service.mjs'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const readme = await readFile(join(root, 'README.md'), 'utf8')

const steps = [...readme.matchAll(/^```sh first-steps\n([^]*?)^```$/gm)].map((m) => m[1])
const answers = [...readme.matchAll(/^```json\n([^]*?)^```$/gm)].map((m) => m[1])

test('the first steps lead from registration to a closed dispute', async () => {
  // As scripts/up makes it: real time, the program's own settings.
  const service = await startService({ simulated: false })
  const folder = await mkdtemp(join(tmpdir(), 'hejie-readme-'))
  try {
    const signIns = join(folder, 'sign-ins')
    const lines = [...service.signIns.values()].map((s) => `${s.account}\t${s.password}\t${s.what}\n`)
    await writeFile(signIns, lines.join(''))
    const { stdout } = await run('sh', ['-eu', '-c', steps.join('\n')], {
      env: { ...process.env, TMPDIR: folder, url: service.url, sign_ins: signIns },
    })

    // What README shows between the blocks came back, in that order.
    let from = 0
    const shown = answers.join('').matchAll(/"(?:kind|type|state|article|closed)":(?:"[^"]*"|true)/g)
    for (const [member] of shown) {
      const at = stdout.indexOf(member, from)
      assert.ok(at >= 0, `${member} does not follow:\n${stdout.slice(from, from + 2000)}`)
      from = at + 1
    }
    const { dispute_closed: closed } = kinds(stdout.slice(from))
    assert.equal(closed, 1)
    assert.match(stdout, /"closed":true/)
    // Nothing was refused but the one that README shows.
    const refused = [...stdout.matchAll(/"type":"\/problems\/([a-z-]+)"/g)].map((m) => m[1])
    assert.deepEqual(refused, ['notice-owed'])
  } finally {
    await rm(folder, { recursive: true, force: true })
    await service.stop()
  }
})

// The lines of `uniq -c` at the end: how often each kind of event stands there.
function kinds(text) {
  const found = [...text.matchAll(/^ *(\d+) "kind":"([a-z_]+)"$/gm)]
  return Object.fromEntries(found.map(([, n, kind]) => [kind, Number(n)]))
}

test('the table of settings is what the program says', async () => {
  const { stdout } = await run(binary, ['--language', 'en', 'help', 'config'])
  const settings = [...stdout.matchAll(/^(\w+) {2}\((.*)\)\n {4}(.*)$/gm)]
  const table = [...readme.matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)].map((m) => m.slice(1).join(' | '))
  assert.ok(settings.length > 20, stdout)
  assert.deepEqual(table, settings.map((m) => m.slice(1).join(' | ')))
})

test('the folders and files that README names are there', () => {
  const named = readme.match(/(?<![\w/])(?:lib|server|migrations|tests|scripts)\/[\w/.-]*[\w/]/g)
  const gone = [...new Set(named)].filter((path) => !existsSync(join(root, path)))
  assert.deepEqual(gone, [])
  assert.ok(readme.split('\n').length <= 600)
})
