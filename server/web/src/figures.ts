// Figures as the service counts them, put in tables: a word a row, a month a
// column; and where each number leads, the list of what it counts.

import type { LocationQuery, RouteLocationRaw } from 'vue-router'

import { i18n } from './language'

export interface Volume {
  figure: string
  word: string
  month: string
  count: number
}
export interface Kept {
  rule: string
  month: string
  kept: number
  missed: number
}

/** Lines of a table: what is counted, how many in each month. */
export interface Line {
  word: string
  label: string
  counts: number[]
  sum: number
}

export interface Column {
  key: string
  label: string
}

/** Months as columns: "3月". */
export const columnsOf = (months: string[]): Column[] => {
  const short = new Intl.DateTimeFormat(i18n.global.locale.value === 'en' ? 'en-GB' : 'zh-CN', { month: 'short', timeZone: 'UTC' })
  return months.map((key) => ({ key, label: short.format(new Date(`${key}-01T00:00:00Z`)) }))
}

/** What is counted of procedures, in the order of the page. */
export const volumes = ['source', 'channel', 'tier', 'outcome'] as const
export type Figure = (typeof volumes)[number] | 'limits'

/** Over how many months figures may be shown, and over how many an address asks for. */
export const spans = [3, 6, 12]
export const spanAsked = (route: { query: LocationQuery }): number =>
  spans.includes(Number(route.query.months)) ? Number(route.query.months) : 6

/** The last `n` months up to that of `today`: "2026-06", … */
export function monthsTo(today: string, n: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: n }, (_, i) => {
    const at = new Date(Date.UTC(year, month - n + i, 1))
    return at.toISOString().slice(0, 7)
  })
}

/** First and last day of all of them. */
export const spanOfAll = (months: string[]): { from: string; to: string } => ({
  from: spanOf(months[0]!).from,
  to: spanOf(months[months.length - 1]!).to,
})

/** First and last day of a month. */
export function spanOf(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

const sumOf = (list: number[]): number => list.reduce((a, b) => a + b, 0)

/** Rows [word, month, count] as lines, the largest first. */
export function linesOf(rows: [string, string, number][], months: string[], label: (word: string) => string): Line[] {
  const words = [...new Set(rows.map(([word]) => word))]
  return words
    .map((word) => {
      const counts = months.map((m) => sumOf(rows.filter(([w, month]) => w === word && month === m).map(([, , n]) => n)))
      return { word, label: label(word), counts, sum: sumOf(counts) }
    })
    .filter((line) => line.sum > 0)
    .sort((a, b) => b.sum - a.sum)
}

/** The address of the list behind a number: of one line, in one month or in all. */
export function listOf(figure: Figure, word: string | null, months: string[], month: string | null, all: boolean): RouteLocationRaw {
  return {
    name: 'FigureList',
    query: {
      of: figure === 'limits' ? 'limits' : 'procedures',
      ...(month === null ? spanOfAll(months) : spanOf(month)),
      ...(all ? { all: '1' } : {}),
      ...(word === null ? {} : figure === 'limits' ? { state: word } : { [figure]: word }),
    },
  }
}
