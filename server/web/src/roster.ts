// Rosters of legal-aid counsel.

import { ask } from './api'

export interface Counsel {
  id: string
  name: string
  practice?: string
  phone?: string
  specialities?: string[]
  load?: number
  most?: number
  turns?: number
  until?: string
  leave_from?: string
  leave_to?: string
}
export interface Roster {
  id: string
  state: { body: string; counsel?: Counsel[] }
}

export const rosters = async (): Promise<Roster[]> => (await ask<{ items: Roster[] }>('/rosters?limit=500')).items

/** Everybody on a roster that is known. */
export const everyCounsel = async (): Promise<Counsel[]> => (await rosters()).flatMap((r) => r.state.counsel ?? [])
