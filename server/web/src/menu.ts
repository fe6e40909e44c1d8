// Who has which entries (and what they are called there); the first four are
// the telephone's bar.

import type { Me } from './session'

export interface Entry {
  page: string
  words: string // under menu. in the catalogue
}

const desks: Record<string, Entry[]> = {
  mediator: [
    { page: 'Today', words: 'today' },
    { page: 'Disputes', words: 'mine' },
    { page: 'Referrals', words: 'referred' },
  ],
  office: [
    { page: 'Today', words: 'today' },
    { page: 'Disputes', words: 'area' },
    { page: 'Referrals', words: 'inbox' },
  ],
  court: [
    { page: 'Today', words: 'today' },
    { page: 'Disputes', words: 'mediating' },
    { page: 'Referrals', words: 'came_back' },
  ],
}

// Kinds of bodies (migrations/reference/body_kind.tsv) with another desk than a
// mediator's.
const deskOf: Record<string, string> = {
  judicial_office: 'office',
  governance_centre: 'office',
  hotline_12345: 'office',
  petition_office: 'office',
  court: 'court',
}

export const menuOf = (me: Me): Entry[] => desks[deskOf[me.kind] ?? 'mediator']!
