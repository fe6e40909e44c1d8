// Running load generators, and what it costs: rates, latencies, processor time
// from /proc, memory.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

const TICK_US = 10_000 // of /proc/PID/stat: 100 a second on Linux

/** `pid` and all below it. */
export function tree(pid) {
  const list = [pid]
  for (let i = 0; i < list.length; i += 1) {
    try {
      const text = readFileSync(`/proc/${list[i]}/task/${list[i]}/children`, 'utf8')
      list.push(...text.split(' ').filter(Boolean).map(Number))
    } catch {
      // It has ended meanwhile.
    }
  }
  return list
}

/** Processor time of the tree below `pid` in µs, with that of its dead children. */
function processorTime(pid) {
  let ticks = 0
  for (const p of tree(pid)) {
    try {
      const stat = readFileSync(`/proc/${p}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
      ticks += fields[11] + fields[12] + (p === pid ? fields[13] + fields[14] : 0)
    } catch {
      // It has ended meanwhile; its parent counts it.
    }
  }
  return ticks * TICK_US
}

/** Memory of the tree below `pid` in MB, shared pages by share. */
export function memory(pid) {
  let kb = 0
  for (const p of tree(pid)) kb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${p}/smaps_rollup`, 'utf8'))[1])
  return kb / 1024
}

/** A stopwatch for the processor time of some trees: { name: pid }. */
function clock(pids) {
  const begun = Object.entries(pids).map(([name, pid]) => [name, pid, processorTime(pid)])
  return (requests) => Object.fromEntries(begun.map(([name, pid, at]) => [name, (processorTime(pid) - at) / requests]))
}

async function output(child, onLine = () => {}) {
  let text = ''
  let rest = ''
  const take = (chunk) => {
    text += chunk
    rest += chunk
    const lines = rest.split('\n')
    rest = lines.pop()
    lines.forEach(onLine)
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  const [code] = await once(child, 'close')
  return { code, text }
}

/**
 * wrk for `seconds`; `pids` are whose processor time is taken.
 * Returns { rate, requests, p50, p99 (ms), wrong, cpu: { name: µs a request } }.
 */
export async function wrk({ script, args, url, connections, seconds, pids }) {
  const stop = clock(pids)
  const child = spawn('wrk', [
    '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url, '--', ...args,
  ])
  const { code, text } = await output(child)
  const line = /^result (.*)$/m.exec(text)
  if (code !== 0 || line === null) throw new Error(`wrk ${script}: ${text}`)
  const [requests, us, p50, p99, wrong] = line[1].split(' ').map(Number)
  return { rate: requests / (us / 1e6), requests, p50: p50 / 1000, p99: p99 / 1000, wrong, cpu: stop(requests) }
}

/**
 * pgbench for `seconds` after `warm` seconds that do not count, in which its
 * sessions make their plans.  `each` is how many requests one of its
 * transactions stands for.  The same as wrk(), without percentiles.
 */
export async function pgbench({ file, variables, clients, seconds, warm, each = 1, pids }) {
  const child = spawn('pgbench', [
    '-U', 'hejie_app', '-n', '-M', 'prepared', '-P', '1', '-c', String(clients), '-j', String(Math.min(clients, 2)),
    '-T', String(seconds + warm), '-f', file,
    ...Object.entries(variables).flatMap(([k, v]) => ['-D', `${k}=${v}`]),
  ])
  let before = 0 // transactions of the seconds that do not count
  let at = 0
  let stop
  const { code, text } = await output(child, (line) => {
    const found = /^progress: ([\d.]+) s, ([\d.]+) tps/.exec(line)
    if (found === null || stop !== undefined) return
    before += Number(found[2]) * (Number(found[1]) - at)
    at = Number(found[1])
    if (at >= warm - 0.5) stop = clock(pids)
  })
  const total = Number(/^number of transactions actually processed: (\d+)/m.exec(text)?.[1])
  const failed = Number(/^number of failed transactions: (\d+)/m.exec(text)?.[1])
  if (code !== 0 || stop === undefined || !(total > before)) throw new Error(`pgbench ${file}: ${text.slice(-2000)}`)
  // Until its sessions have been waited for, their time is nowhere.
  await new Promise((done) => setTimeout(done, 200))
  const requests = (total - before) * each
  return {
    rate: requests / (seconds + warm - at), requests: total * each, wrong: failed * each, cpu: stop(requests),
  }
}
