// The groups of the workbench: what must be done first stands first.

import { inList } from './next'

export interface Work {
  id: string
  code: string
  title?: string
  procedure: number
  channel: string
  phase: string
  stage?: string
  turn?: string // the body whose turn it is, where that is known
  attempts: number
  mediators_left?: boolean
  opened_on?: string
  today: string
  last_day?: string
  days_left?: number
  working_days_left?: number
  rule?: string
  effect?: string
  certainty?: string
  provisional?: boolean
  session_at?: string
  notices: number
  offered_on?: string
  offered_to?: string
  stands_in_for?: string
}

export interface Offer {
  id: string
  code: string
  title?: string
  referral: number
  kind: string
  from: string
  offered_on: string
  rule?: string
}

export const groups = ['must', 'reply', 'booked', 'week', 'others'] as const
export type Group = (typeof groups)[number]

/** Is it with another body than `me` now? */
const away = (work: Work, me: string): boolean => work.turn !== undefined && work.turn !== me
const rowOf = (work: Work, me: string) => inList(work.channel, work.phase, work.stage, away(work, me))

/** Another body has it, or it waits for somebody who is no body. */
export const waits = (work: Work, me: string): boolean =>
  work.offered_to !== undefined || (work.notices === 0 && !work.mediators_left && (away(work, me) || rowOf(work, me).waits === true))

/** In which group a matter stands; null: it can wait, and is found in the list. */
export function groupOf(work: Work, me: string, civilDay: (at: string) => string): Group | null {
  if (waits(work, me)) return 'others'
  if (work.days_left !== undefined && work.days_left <= 0) return 'must'
  if (work.session_at !== undefined && civilDay(work.session_at) <= work.today) return 'booked'
  if (work.mediators_left || work.notices > 0 || work.phase === 'opened' || work.phase === 'accepted') return 'reply'
  if (work.days_left !== undefined && work.days_left <= 7) return 'week'
  return null
}

/** What is to be done next there, as named under step. in the catalogue. */
export function actOf(work: Work, me: string): string {
  if (work.offered_to !== undefined) return 'wait'
  if (work.mediators_left) return 'replace'
  if (work.notices > 0 && work.phase !== 'mediating') return 'serve'
  return rowOf(work, me).words
}
