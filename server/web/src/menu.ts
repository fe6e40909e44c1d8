// Who has which entries (and what they are called there); the first four are
// the telephone's bar.

import type { Me } from './session'

export interface Entry {
  page: string
  words: string // under menu. in the catalogue
}

const today = { page: 'Today', words: 'today' }
const desks: Record<string, Entry[]> = {
  mediator: [
    today,
    { page: 'Disputes', words: 'mine' },
    { page: 'Referrals', words: 'referred' },
    { page: 'Service', words: 'serve' },
  ],
  office: [
    today,
    { page: 'Disputes', words: 'area' },
    { page: 'Referrals', words: 'inbox' },
    { page: 'Service', words: 'serve' },
  ],
  centre: [
    { page: 'Orders', words: 'orders' },
    today,
    { page: 'Disputes', words: 'handling' },
    { page: 'Referrals', words: 'inbox' },
  ],
  court: [
    today,
    { page: 'Disputes', words: 'mediating' },
    { page: 'Bundles', words: 'papers' },
    { page: 'Referrals', words: 'came_back' },
  ],
  petition: [
    { page: 'Petitions', words: 'petitions' },
    today,
    { page: 'Disputes', words: 'handling' },
    { page: 'Service', words: 'serve' },
  ],
}

// Kinds of bodies (migrations/reference/body_kind.tsv) with another desk than a
// mediator's.
const deskOf: Record<string, string> = {
  judicial_office: 'office',
  governance_centre: 'centre',
  hotline_12345: 'centre',
  petition_office: 'petition',
  court: 'court',
}

export const menuOf = (me: Me): Entry[] => desks[deskOf[me.kind] ?? 'mediator']!
