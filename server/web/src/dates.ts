// Dates and times as people say them, in the legal time zone.

import { language } from './language'

const zone = 'Asia/Shanghai'
const zhDay = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: zone })
const enDay = new Intl.DateTimeFormat('en-GB', { month: 'short', day: 'numeric', timeZone: zone })
const zhYear = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric', timeZone: zone })
const enYear = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: 'numeric', timeZone: zone })
const zhWeekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: zone })
const enWeekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zone })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone })
const civil = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone })

/** "2026-03-12", there, of an instant. */
export const civilDay = (at: Date | string): string => civil.format(new Date(at))

/** "3月12日"; with the year unless it is that of `today`. */
export function day(text: string | undefined, today = civilDay(new Date())): string {
  if (text === undefined || text === '') return ''
  const at = new Date(`${text.slice(0, 10)}T12:00:00+08:00`)
  const near = text.slice(0, 4) === today.slice(0, 4)
  return (language() === 'en' ? (near ? enDay : enYear) : near ? zhDay : zhYear).format(at)
}

/** "星期四" */
export const weekday = (text: string): string => (language() === 'en' ? enWeekday : zhWeekday).format(new Date(`${text}T12:00:00+08:00`))

/** "14:30" */
export const time = (at: string): string => clock.format(new Date(at))

/** "3月12日 14:30" */
export const moment = (at: string, today?: string): string => `${day(civilDay(at), today)} ${time(at)}`

/** The instant of a day and a time there, RFC 3339. */
export const instant = (date: string, hour: string): string => `${date}T${hour}:00+08:00`

/** `n` days after a day. */
export function daysAfter(date: string, n: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + n)
  return at.toISOString().slice(0, 10)
}
