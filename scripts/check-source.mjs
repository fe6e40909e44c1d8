// Checks of the sources that need no compiler; run by scripts/check.
//
//   node scripts/check-source.mjs ROOT
//
// Prints one line for each check, `ok NAME` or `FAIL NAME` with the places
// below it, and ends with status 1 if any failed.  To add a check: write a
// function that returns the list of places where the rule is broken, and add it
// to `checks` at the end.

import { readFileSync, readdirSync } from 'node:fs'
import { join, extname, basename } from 'node:path'

const root = process.argv[2]

// ---- the files ------------------------------------------------------------

const skipped = new Set(['.git', 'build', 'node_modules', 'dist', 'tmp'])

function walk(dir, out = []) {
  for (const entry of readdirSync(join(root, dir), { withFileTypes: true })) {
    const path = dir === '' ? entry.name : `${dir}/${entry.name}`
    if (skipped.has(entry.name)) continue
    if (entry.isDirectory()) walk(path, out)
    else if (entry.isFile()) out.push(path)
  }
  return out
}

const files = walk('').sort()
const text = new Map(files.map((f) => [f, readFileSync(join(root, f), 'utf8')]))
const isC = (f) => /\.(c|h|inc)$/.test(f)
const sources = files.filter((f) => isC(f) && /^(lib|server|tests)\//.test(f))

const lineOf = (s, at) => s.slice(0, at).split('\n').length

// The same text with comments and what stands in quotes turned to spaces.
function bare(s) {
  return s.replace(
    /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
    (m) => m.replace(/[^\n]/g, ' '),
  )
}
const code = new Map(sources.map((f) => [f, bare(text.get(f))]))

// ---- floors ------------------------------------------------

// The first row that fits a file says its floor.  Modules of one floor may
// use each other one way, but not in a circle.
const floors = [
  [/^lib\/base\//, 0, 'base'],
  [/^lib\/time\//, 1, 'time'],
  [/^lib\/dispute\//, 2, 'dispute'],
  [/^lib\/(rules|policy|integrity)\//, 3],
  [/^lib\/commands\//, 4, 'commands'],
  [/^server\/base\//, 5, 'server/base'],
  [/^server\/(http|db|table)\//, 6],
  [/^server\/auth\//, 7, 'server/auth'],
  [/^server\/(agents|county|documents|html|routes)(\/|\.[ch]$|_)/, 9],
  [/^server\/(main\.c|app\.h)$/, 10],
  [/^server\/[a-z_]+\.[ch]$/, 8], // commands.c, queries.c and what they share
]

// A subcommand, known by its including app.h, stands on top beside main.c.
const isSubcommand = (f) => /^server\/[a-z_]+\.c$/.test(f) && /^#include "server\/app\.h"/m.test(text.get(f) ?? '')

function floorOf(file) {
  for (const [pattern, floor, name] of floors) {
    const m = pattern.exec(file)
    if (!m) continue
    const module = name ?? file.replace(/\.[ch]$/, '').split('/').slice(0, 2).join('/')
    return { floor: isSubcommand(file) ? 10 : floor, module }
  }
  return null
}

function includes(file) {
  return [...text.get(file).matchAll(/^#include "([^"]+)"/gm)].map((m) => ({
    to: m[1],
    line: lineOf(text.get(file), m.index),
  }))
}

const housed = sources.filter((f) => !f.startsWith('tests/'))

function checkFloors() {
  const bad = []
  for (const file of housed) {
    const here = floorOf(file)
    if (!here) {
      bad.push(`${file}: stands on no floor; see floors in scripts/check-source.mjs`)
      continue
    }
    for (const { to, line } of includes(file)) {
      const there = floorOf(to)
      if (!text.has(to)) bad.push(`${file}:${line}: there is no ${to}`)
      else if (!there) bad.push(`${file}:${line}: ${to} stands on no floor`)
      else if (there.floor > here.floor) bad.push(`${file}:${line}: includes ${to}, a floor above`)
    }
  }
  return bad
}

// Circles among modules of one floor, and among headers.
function checkCircles() {
  const uses = new Map()
  const add = (from, to) => {
    if (from === to) return
    if (!uses.has(from)) uses.set(from, new Set())
    uses.get(from).add(to)
  }
  for (const file of housed) {
    for (const { to } of includes(file)) {
      if (!text.has(to) || !floorOf(to) || !floorOf(file)) continue
      add(`module ${floorOf(file).module}`, `module ${floorOf(to).module}`)
      if (file.endsWith('.h')) add(file, to)
    }
  }
  const bad = []
  const done = new Set()
  const visit = (node, path) => {
    const at = path.indexOf(node)
    if (at >= 0) {
      bad.push([...path.slice(at), node].join(' → '))
      return
    }
    if (done.has(node)) return
    for (const next of uses.get(node) ?? []) visit(next, [...path, node])
    done.add(node)
  }
  for (const node of uses.keys()) visit(node, [])
  return bad
}

// ---- banned functions -------------------------------------

// name: files that may call it; none if empty.  In lib/ much more is banned
// already by the list of symbols that scripts/check reads off the library.
const clocks = ['server/base/now.c']
// The only files that may wait for PostgreSQL; sink.c writes before anything serves.
const waits = ['server/db/sync.c', 'server/county/sink.c']
const processes = ['server/base/supervisor.c']
const banned = {
  strcpy: [], strcat: [], strncpy: [], strncat: [], sprintf: [], vsprintf: [],
  gets: [], strtok: [], strtok_r: [], alloca: [], scanf: [], sscanf: [], fscanf: [],
  atoi: [], atol: [], atoll: [], atof: [],
  strtol: [], strtoll: [], strtoul: [], strtoull: [],
  gmtime: [], localtime: [], localtime_r: [], mktime: [], ctime: [], asctime: [],
  clock_gettime: clocks, gettimeofday: [], time: [],
  rand: [], random: [], srand: [], srandom: [], drand48: [],
  gethostbyname: [], gethostbyaddr: [], getaddrinfo: ['server/agents/resolve.c'],
  system: [], popen: [], execl: [], execlp: [], execvp: [], setenv: [], putenv: [],
  fork: processes, signal: [], tmpnam: [], mktemp: [],
  evhttp_send_error: [], evhttp_new: [],
  PQescapeString: [], PQescapeStringConn: [], PQescapeLiteral: [], PQescapeIdentifier: [],
  PQexec: waits, PQexecParams: waits, PQexecPrepared: waits, PQprepare: waits,
  PQdescribePrepared: waits, PQdescribePortal: waits,
  PQconnectdb: waits, PQconnectdbParams: waits, PQsetdbLogin: waits,
  PQreset: waits, PQfn: waits, PQping: waits, PQpingParams: waits,
  PQgetCopyData: waits, PQputCopyData: waits, PQputCopyEnd: waits, PQendcopy: waits,
  PQcancel: waits, PQsendPipelineSync: [],
}
const bannedInLib = {
  malloc: ['lib/base/arena.c', 'lib/base/buf.c'],
  realloc: ['lib/base/buf.c'],
  free: ['lib/base/arena.c', 'lib/base/buf.c'],
  calloc: [],
}

function checkBanned() {
  const bad = []
  for (const file of housed) {
    const list = file.startsWith('lib/') ? { ...banned, ...bannedInLib } : banned
    for (const m of code.get(file).matchAll(/(?<![\w.>])([A-Za-z_]\w*)\s*\(/g)) {
      const allowed = Object.hasOwn(list, m[1]) ? list[m[1]] : null
      if (allowed !== null && !allowed.includes(file))
        bad.push(`${file}:${lineOf(code.get(file), m.index)}: ${m[1]}()`)
    }
  }
  return bad
}

// ---- size and shape -------------------------------------------------------

const fileMost = 500 // lines; 150 to 450 is the aim
const functionMost = 80 // lines; under 50 is the aim
const columnsMost = 100 // text in quotes; clang-format holds the rest to 80
const readmeMost = 600

function width(line) {
  let n = 0
  for (const c of line) {
    if (c === '\t') n = (Math.floor(n / 8) + 1) * 8
    else n += c.codePointAt(0) >= 0x2e80 ? 2 : 1
  }
  return n
}

function checkSize() {
  const bad = []
  for (const file of sources) {
    const lines = text.get(file).split('\n')
    if (lines.length - 1 > fileMost) bad.push(`${file}: ${lines.length - 1} lines, more than ${fileMost}`)
    let fenced = file.endsWith('.inc') // a table is as wide as its rows
    let start = 0
    lines.forEach((l, i) => {
      if (l.includes('clang-format o')) fenced = l.includes('clang-format off')
      if (!fenced && width(l) > columnsMost)
        bad.push(`${file}:${i + 1}: ${width(l)} columns, more than ${columnsMost}`)
      if (l === '{') start = i
      else if (l === '}' && i - start - 1 > functionMost)
        bad.push(`${file}:${start + 1}: a function of ${i - start - 1} lines, more than ${functionMost}`)
    })
  }
  const readme = text.get('README.md')
  if (readme !== undefined && readme.split('\n').length - 1 > readmeMost)
    bad.push(`README.md: more than ${readmeMost} lines`)
  return bad
}

// Every C file opens with a comment that says what it is for; headers have
// the guard of their path.
function checkOpening() {
  const bad = []
  for (const file of sources) {
    if (!/^(\/\* |\/\*\n \* )\S/.test(text.get(file))) bad.push(`${file}: does not open with what it is for`)
    // A list of macro calls is meant to be included more than once.
    if (!/^(lib|server)\/.*\.h$/.test(file) || /^[A-Z_]+\(/m.test(text.get(file))) continue
    const guard = `HJ_${file.replace(/[^a-z0-9]/gi, '_').toUpperCase()}`
    if (!text.get(file).includes(`#ifndef ${guard}\n#define ${guard}\n`)) bad.push(`${file}: has no guard ${guard}`)
  }
  return bad
}

// ---- the tree -------------------------------------------------------------

const textual = files.filter((f) => !/\.(png|ico|woff2?|ttf|otf|pdf|gz|br|zst)$/.test(f))

function search(pattern, wanted = textual) {
  const bad = []
  for (const file of wanted)
    for (const m of text.get(file).matchAll(pattern))
      bad.push(`${file}:${lineOf(text.get(file), m.index)}: ${m[0].slice(0, 60)}`)
  return bad
}

// Paths of one machine, and hosts packages come from.  (Written so that this
// file does not find itself.)
function checkPlaces() {
  return search(
    /(?<![\w.])\/(?:[w]ork|[r]oot|home\/[a-z])\/[\w.-]+|[/]tmp\/h\/|registry\.[n]pmjs|npm[m]irror|deb\.[d]ebian|security\.[d]ebian|deb\.[n]odesource|"resolved": "[h]ttps?:/g,
  )
}

function checkMarks() {
  return search(/\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b/g)
}

// Identity numbers with a right check character must be invented ones: area
// 999999.
function checkIdentities() {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return search(/(?<![0-9A-Fa-f])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Fa-f])/g).filter((hit) => {
    const id = hit.slice(hit.lastIndexOf(' ') + 1)
    const sum = weights.reduce((s, w, i) => s + w * Number(id[i]), 0)
    return '10X98765432'[sum % 11] === id[17].toUpperCase() && !id.startsWith('999999')
  })
}

// Mobile numbers that an operator may have given to somebody.
function checkTelephones() {
  return search(/(?<![\w.])1[3-9]\d{9}(?![\w.])/g, textual.filter((f) => !/lock\.json$|\.tsv$/.test(f)))
}

function checkJson() {
  const bad = []
  for (const file of files.filter((f) => extname(f) === '.json')) {
    try {
      JSON.parse(text.get(file))
    } catch (e) {
      bad.push(`${file}: ${e.message}`)
    }
  }
  return bad
}

// Each test program is one that ctest finds, and each of its tests is run.
function checkTestsRun() {
  const bad = []
  for (const file of sources.filter((f) => /^tests\/.*_test\.c$/.test(f))) {
    if (!/^tests\/(unit|property|db)\/[^/]+$/.test(file)) bad.push(`${file}: CMakeLists.txt does not look there`)
    const s = code.get(file)
    for (const m of s.matchAll(/^([a-z]\w*__\w+)\(\s*void \*\*/gm))
      if (s.split(new RegExp(`\\b${m[1]}\\b`)).length < 3)
        bad.push(`${file}:${lineOf(s, m.index)}: ${m[1]} is never run`)
  }
  return bad
}

// ---- all of them ----------------------------------------------------------

const checks = [
  ['floors: a file includes its own floor or lower', checkFloors],
  ['floors: no circles', checkCircles],
  ['banned functions', checkBanned],
  ['size of files, functions, lines', checkSize],
  ['every file says what it is for', checkOpening],
  ['no machine path, no registry host', checkPlaces],
  ['nothing left to do', checkMarks],
  ['identity numbers are invented', checkIdentities],
  ['telephone numbers are invented', checkTelephones],
  ['JSON can be read', checkJson],
  ['every test is run', checkTestsRun],
]

let failed = 0
for (const [name, check] of checks) {
  const bad = check()
  console.log(`${bad.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
  for (const place of bad.slice(0, 40)) console.log(`       ${place}`)
  if (bad.length > 40) console.log(`       … and ${bad.length - 40} more`)
  if (bad.length > 0) failed++
}
process.exit(failed > 0 ? 1 : 0)
