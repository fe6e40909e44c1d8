// scripts/acceptance methods DIR: is every rule set of a folder carried?
//
// Of each set: its form, the check, the certificate, its traces; and for every
// change of mutate.mjs at least one trace must fail.  A change that no trace
// notices is printed, and the set counts as not carried.  Besides, the traces of
// a ladder show an agreement, a failure, a party's way out, silence, and time
// that is over if a step has any; each limit in days runs over a make-up day in
// one of them.  A set of nothing but what commands ask by name (guards, forums,
// retention …) has no course to play: it is checked and certified, and not counted.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

import { table } from '../../reference/calendar.mjs'
import { mutations } from './mutate.mjs'

const root = new URL('../../../', import.meta.url).pathname
const binary = process.env.HEJIE_BINARY ?? join(root, 'build/dev/hejie')
const words = {
  success: ['达成协议', 'an agreement', '协议生效', '口头协议'],
  failure: ['未达成协议', 'no agreement', '调解一次', 'session logged'],
  'a way out': ['当事人选择其他途径', '当事人拒绝', '当事人撤回', 'a party asks for another route', 'a party refuses', 'a party withdraws'],
  silence: ['日终', 'day ends'],
}

function hejie(...args) {
  const run = spawnSync(binary, ['--language', 'en', 'rules', ...args], { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 })
  if (run.error || run.status === 1 || run.status === 2) throw new Error(`hejie rules ${args[0]}: ${run.stderr || run.error}`)
  return run
}

const rest = (text, verb, form) => text.split('\n').map((l) => form.exec(verb.exec(l.trim())?.[1] ?? '')).filter(Boolean)

// What happens in a trace: the words behind the day of each `when`.
const happenings = (text) => rest(text, /^(?:当|when) (.*)$/, /^\d{4}-\d\d-\d\d (?:\d\d:\d\d )?(.*)$/).map((m) => m[1])

// The last days of limits and tasks in a trace: [name, from, to].
const spans = (text) => rest(text, /^(?:那么|then) (.*)$/, /^(\d{4}-\d\d-\d\d) (?:起算|任务|改期|starts|task|moves) (.*) (?:至|until) (\d{4}-\d\d-\d\d)/).map((m) => [m[2], m[1], m[3]])

const makeUps = table('holiday.tsv').filter((d) => d.off === '0').map((d) => d.date)

// What runs in days: clocks and steps, by what they are called.
function limits(document) {
  const inDays = (o) => /^(days|working_days)$/.test(o.unit ?? '') && o.length > 0
  const steps = [document.ladder ?? [], ...(document.ladders ?? []).map((l) => l.steps)].flat()
  return [...(document.clocks ?? []), ...steps].filter(inDays)
}

function missing(document, text) {
  const found = []
  const steps = [document.ladder ?? [], ...(document.ladders ?? []).map((l) => l.steps)].flat()
  const all = new Set(happenings(text))
  if (steps.length > 0) for (const [name, some] of Object.entries(words)) if (!some.some((w) => all.has(w))) found.push(`no trace shows ${name}`)
  if (steps.some((s) => s.unit || s.lengths) && !/^(?:那么|then) \S+ (?:\S+ )?(?:届满|is over) /m.test(text)) found.push('no trace shows time that is over')
  for (const limit of limits(document))
    if (!spans(text).some(([name, from, to]) => [limit.zh, limit.en].includes(name) && makeUps.some((d) => from < d && d <= to)))
      found.push(`no trace of ${limit.zh} runs over a make-up day`)
  return found
}

// How many changes there are, and those that no trace notices.
function unnoticed(document, traces, folder) {
  const made = mutations(document)
  const files = made.map((m, i) => join(folder, `${String(i).padStart(4, '0')}.json`))
  made.forEach((m, i) => writeFileSync(files[i], JSON.stringify(m.document)))
  const faults = new Map() // of each that could be read
  for (let i = 0; i < files.length; i += 100)
    for (const line of hejie('trace', ...files.slice(i, i + 100), traces).stdout.split('\n')) {
      const whole = /^(\S+\.json): \d+ cases, \d+ lines held, (\d+) faults$/.exec(line)
      if (whole) faults.set(whole[1], Number(whole[2]))
    }
  return { of: faults.size, left: made.filter((m, i) => faults.get(files[i]) === 0) }
}

// What a course can play; the rest of a document is asked by commands, by name.
const plays = ['ladder', 'ladders', 'clocks', 'tasks', 'rates', 'facts']

function judge(path) {
  const traces = path.replace(/\.json$/, '.trace')
  for (const verb of ['check', 'certify']) {
    const run = hejie(verb, path)
    if (run.status !== 0) return { faults: run.stdout.trim().split('\n') }
  }
  const document = JSON.parse(readFileSync(path, 'utf8'))
  if (!existsSync(traces)) return plays.some((part) => part in document) ? { faults: [`no traces: ${basename(traces)}`] } : { faults: [], asked: true }
  const played = hejie('trace', path)
  if (played.status !== 0) return { faults: played.stdout.trim().split('\n') }
  const folder = mkdtempSync(join(tmpdir(), 'hejie-methods-'))
  try {
    const { of, left } = unnoticed(document, traces, folder)
    return { of, faults: [...missing(document, readFileSync(traces, 'utf8')), ...left.map((m) => `no trace notices ${m.at}: ${m.what}`)] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function judgeAll(dir, tell) {
  const files = readdirSync(dir).filter((name) => name.endsWith('.json')).sort()
  let carried = 0
  let of = 0
  for (const name of files) {
    const { of: changes, faults, asked } = judge(join(dir, name))
    const good = faults.length === 0
    if (!asked) of++
    if (good && !asked) carried++
    tell(`${asked ? 'no course  ' : good ? 'carried    ' : 'not carried'} ${name}${changes === undefined ? '' : ` (${changes} changes)`}`)
    for (const fault of faults) tell(`    ${fault}`)
  }
  tell(`${carried} of ${of} methods carried`)
  return { carried, of }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [dir, min] = process.argv.slice(2)
  try {
    const { carried, of } = judgeAll(dir, console.log)
    process.exitCode = of > 0 && carried >= (min === undefined ? of : Number(min)) ? 0 : 1
  } catch (err) {
    console.error(`acceptance: ${err.message}`)
    process.exitCode = 2
  }
}
