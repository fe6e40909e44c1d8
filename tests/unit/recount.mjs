// Last days counted a second time, from the written description at the head of
// lib/time/clock.h and lib/rules/engine.h, and from nothing else.

import { calendar, plus, table, weekend } from '../reference/calendar.mjs'

const versions = table('holiday_version.tsv').map((v) => ({ ...v, number: Number(v.version ?? v.number) }))
const calendars = new Map()

// The days as the newest notice had them that was published on `day`.
function known(day) {
  const last = versions.filter((v) => v.published === '' || v.published <= day).at(-1)
  if (!last) return { from: '9999-12-31', to: '0001-01-01', marked: new Map() }
  const key = `${last.year}/${last.revision}`
  if (!calendars.has(key)) calendars.set(key, calendar(key))
  return calendars.get(key)
}

const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000)

// The corresponding day of a later month, or its last day.
function later(date, months) {
  const [year, month, day] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/**
 * The last day of `n` of a unit from `start`, which is not counted; paused days
 * count in no unit; a last day that is off moves on if the limit rolls.
 */
export function lastDay({ start, n, unit, roll, pauses = [] }) {
  const { marked } = known(start)
  const off = (date) => marked.get(date) ?? weekend(date)
  const paused = (date) => pauses.some(([from, to]) => from <= date && date <= to)
  const months = { months: 1, years: 12 }[unit]
  let left = months ? days(start, later(start, n * months)) : n
  let date = start
  while (left > 0) {
    date = plus(date, 1)
    if (!paused(date) && !(unit === 'working_days' && off(date))) left--
  }
  while (roll && unit !== 'working_days' && (off(date) || paused(date))) date = plus(date, 1)
  return date
}
