// After vite: compresses what it made, lists it for the service
// (server/pages.h says how), and holds the pages to their sizes.

import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = new URL('..', import.meta.url).pathname
const dist = join(here, 'dist')
const pages = JSON.parse(readFileSync(join(here, 'src/pages.json'), 'utf8'))
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))
rmSync(join(dist, 'manifest.json'))

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

// What the browser fetches to show a page: its chunk and all that it imports.
// One that others import from has no source of its own in the list.
const named = (key) => Object.values(manifest).find((c) => c.name === key.split('/').pop().replace('.vue', ''))
function closure(key, seen = new Set()) {
  const chunk = manifest[key] ?? named(key)
  if (chunk === undefined) throw new Error(`${key} is not in what was built`)
  if (seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const css of chunk.css ?? []) seen.add(css)
  for (const other of chunk.imports ?? []) closure(other, seen)
  return seen
}

// ---- what is kept for when there is no line ----

const onPhone = ['Today', 'Disputes', 'New', 'Settled', 'LogSession', 'Contact', 'FollowUps', 'FollowUp', 'Waiting', 'SignIn']
const kept = new Set(['icon.svg'])
for (const key of ['index.html', 'src/words/zh.json', 'src/words/en.json', ...onPhone.map((name) => `src/pages/${name}.vue`)]) closure(key, kept)
const files = ['/', ...[...kept].sort().map((file) => `/${file}`)]
const version = createHash('sha256').update(readFileSync(join(dist, 'index.html'))).update(files.join()).digest('hex').slice(0, 16)
const worker = readFileSync(join(here, 'build/sw.js'), 'utf8')
writeFileSync(join(dist, 'sw.js'), worker.replace('__VERSION__', version).replace('__FILES__', JSON.stringify(files)))

// ---- files ----

function walk(folder) {
  return readdirSync(join(dist, folder)).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`
    return statSync(join(dist, path)).isDirectory() ? walk(path) : [path]
  })
}

const sizes = new Map()
for (const file of walk('')) {
  if (types[extname(file)] === undefined) throw new Error(`${file}: no type is known for it`)
  const bytes = readFileSync(join(dist, file))
  const gzip = gzipSync(bytes, { level: 9 })
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  sizes.set(file, gzip.length)
  if (gzip.length < bytes.length) writeFileSync(join(dist, `${file}.gz`), gzip)
  if (brotli.length < bytes.length) writeFileSync(join(dist, `${file}.br`), brotli)
}

// ---- the list ----

const rows = [...sizes.keys()]
  .filter((file) => file !== 'index.html')
  .map((file) => [`/${file}`, file, types[extname(file)], file.startsWith('assets/') ? 1 : 0])
for (const { path } of pages) rows.push([path.replace(/:([a-z_]+)/g, '{$1}'), 'index.html', types['.html'], 0])
writeFileSync(join(dist, 'pages.tsv'), ['path\tfile\ttype\tforever', ...rows.map((r) => r.join('\t')), ''].join('\n'))

// ---- sizes ----

function weight(...keys) {
  const files = new Set(['index.html'])
  for (const key of keys) closure(key, files)
  return [...files].reduce((sum, file) => sum + sizes.get(file), 0)
}

const kib = (n) => `${(n / 1024).toFixed(1)} KiB`
const most = { Today: 150 * 1024, SignIn: 150 * 1024 }
const sights = pages.map(({ name, file }) => [name, [`src/pages/${file ?? name}.vue`]])
const form = ['src/pages/Dispute.vue', 'src/parts/CommandForm.vue']
sights.push(['Dispute with a form', form], ['Stream with a form', ['src/pages/Stream.vue', 'src/parts/StreamForm.vue']])
for (const file of readdirSync(join(here, 'src/shapes'))) sights.push([file.replace('.vue', ''), [...form, `src/shapes/${file}`]])
let tooLarge = false
for (const [name, keys] of sights) {
  const bytes = weight('index.html', 'src/words/zh.json', ...keys)
  const limit = most[name] ?? 300 * 1024
  console.log(`${name}: ${kib(bytes)} compressed, of ${kib(limit)}`)
  tooLarge ||= bytes > limit
}
if (tooLarge) {
  console.error('a page is larger than it may be')
  process.exit(1)
}
