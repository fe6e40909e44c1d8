// The groups of the workbench: what must be done first stands first.

export interface Work {
  id: string
  code: string
  title?: string
  procedure: number
  channel: string
  phase: string
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

/** In which group a matter stands; null: it can wait, and is found in the list. */
export function groupOf(work: Work, civilDay: (at: string) => string): Group | null {
  if (work.offered_to !== undefined) return 'others'
  if (work.days_left !== undefined && work.days_left <= 0) return 'must'
  if (work.session_at !== undefined && civilDay(work.session_at) <= work.today) return 'booked'
  if (work.mediators_left || work.notices > 0 || work.phase === 'opened' || work.phase === 'accepted') return 'reply'
  if (work.days_left !== undefined && work.days_left <= 7) return 'week'
  return null
}

// Channels in which a phase asks for something else than mediation.
const ownActs: Record<string, string[]> = {
  confirmation: ['opened', 'accepted'],
  suit: ['opened', 'accepted'],
  petition: ['opened', 'accepted'],
  legal_aid: ['opened', 'accepted'],
  report: ['opened'],
  hotline: ['opened'],
}

/** What is to be done next there, as named under act. in the catalogue. */
export function actOf(work: Work): string {
  if (work.offered_to !== undefined) return 'wait'
  if (work.mediators_left) return 'replace'
  if (work.notices > 0 && work.phase !== 'mediating') return 'serve'
  return ownActs[work.channel]?.includes(work.phase) ? `${work.channel}_${work.phase}` : work.phase
}
