// What the form of a sitting means to the service.

import { civilDay, daysAfter, instant, time } from './dates'
import type { Appointment, Session } from './dispute'

export const results = ['written', 'oral', 'part', 'more', 'refuses', 'left', 'paused'] as const
export type Result = (typeof results)[number]

/** Of whom it must be said who it was. */
export const names = (result: string): boolean => result === 'refuses' || result === 'left'

const wire: Record<Result, string> = {
  written: 'agreed',
  oral: 'agreed',
  part: 'continues',
  more: 'not_agreed',
  refuses: 'not_agreed',
  left: 'not_agreed',
  paused: 'continues',
}

export const presences = ['came', 'absent_noticed', 'absent_unnoticed', 'represented'] as const

/** Where and how, as one choice. */
export const places: { words: string; mode: string; place: boolean }[] = [
  { words: 'room', mode: 'together', place: true },
  { words: 'home', mode: 'together', place: true },
  { words: 'field', mode: 'together', place: true },
  { words: 'office', mode: 'together', place: true },
  { words: 'police', mode: 'together', place: true },
  { words: 'phone', mode: 'phone', place: false },
  { words: 'video', mode: 'video', place: false },
]

export interface Sitting {
  key: string // of the command, from the first opening to its receipt
  date: string
  hour: string
  minutes: number
  where: string // of places
  appointment: number
  presence: Record<number, string>
  mediators: string[]
  result: Result | ''
  who: number
  guests: { role: string; name: string }[]
  sticking: string[]
  asked?: number // fen
  offered?: number
  text: string
  privateApplicant: string
  privateRespondent: string
  next: string // a day, or ''
}

/** The last full half hour before `now`, less `minutes`. */
function before(now: string, minutes: number): { date: string; hour: string } {
  const end = Math.floor(Date.parse(now) / 1800_000) * 1800_000
  const start = new Date(end - minutes * 60_000).toISOString()
  return { date: civilDay(start), hour: time(start) }
}

/** When it was, most likely: as arranged, else just now. */
export function usualTime(now: string, arranged: Appointment | undefined): Pick<Sitting, 'date' | 'hour' | 'minutes' | 'appointment'> {
  if (arranged !== undefined && Date.parse(arranged.starts) + 1800_000 <= Date.parse(now)) {
    const passed = (Date.parse(now) - Date.parse(arranged.starts)) / 60_000
    return {
      date: civilDay(arranged.starts),
      hour: time(arranged.starts),
      minutes: passed >= 60 ? 60 : 30,
      appointment: arranged.no,
    }
  }
  return { ...before(now, 60), minutes: 60, appointment: 0 }
}

/** Parts of days that are over by `now`. */
export function partsOfDays(now: string): { words: string; date: string; hour: string }[] {
  const today = civilDay(now)
  return [
    { words: 'morning', date: today, hour: '09:00' },
    { words: 'afternoon', date: today, hour: '15:00' },
    { words: 'evening', date: today, hour: '19:30' },
    { words: 'yesterday', date: daysAfter(today, -1), hour: '15:00' },
  ].filter((p) => Date.parse(instant(p.date, p.hour)) + 1800_000 <= Date.parse(now))
}

/** Who sat at the table: as last time if that was oneself, else oneself. */
export function usualMediators(sessions: Session[], procedure: number, me: string): string[] {
  const last = sessions.filter((s) => s.procedure === procedure && !s.voided).slice(-1)[0]
  return last?.mediators?.includes(me) ? last.mediators : [me]
}

/** What kept it from an end last time. */
export function usualSticking(sessions: Session[], procedure: number): Pick<Sitting, 'sticking' | 'asked' | 'offered'> {
  const last = sessions.filter((s) => s.procedure === procedure && !s.voided).slice(-1)[0]
  return { sticking: [...(last?.sticking ?? [])], asked: last?.asked, offered: last?.offered }
}

/** Was nothing left open? */
const whole = (result: string): boolean => result === 'written' || result === 'oral'

/** Is everything there that must be? */
export const complete = (s: Sitting, parties: number[]): boolean =>
  parties.every((no) => s.presence[no] !== undefined) && s.result !== '' && (!names(s.result) || s.who !== 0)

/** The body of log-session. */
export function sittingBody(s: Sitting, procedure: number, recorder: string, placeName: (words: string) => string): object {
  const place = places.find((p) => p.words === s.where)!
  const starts = instant(s.date, s.hour)
  const given = <T>(value: T, there: boolean): T | undefined => (there ? value : undefined)
  return {
    procedure,
    starts,
    ends: new Date(Date.parse(starts) + s.minutes * 60_000).toISOString(),
    mode: place.mode,
    place: given(placeName(place.words), place.place),
    appointment: given(s.appointment, s.appointment !== 0),
    attendance: Object.entries(s.presence).map(([party, presence]) => ({
      party: Number(party),
      presence,
      walked_out: given(true, s.result === 'left' && s.who === Number(party)),
    })),
    mediators: s.mediators,
    guests: given(
      s.guests.map((g) => ({ role: g.role, ...(g.name.trim() === '' ? {} : { name: g.name.trim() }) })),
      s.guests.length > 0,
    ),
    sticking: given(s.sticking, s.sticking.length > 0 && !whole(s.result)),
    asked: given(s.asked, s.sticking.includes('amount') && !whole(s.result)),
    offered: given(s.offered, s.sticking.includes('amount') && !whole(s.result)),
    recorder,
    result: wire[s.result as Result],
    text: given(s.text, s.text !== ''),
    private_applicant: given(s.privateApplicant, s.privateApplicant !== ''),
    private_respondent: given(s.privateRespondent, s.privateRespondent !== ''),
  }
}
