// Who has which entries (and what they are called there); the first four are
// the telephone's bar, the first seven stand beside the page on a desk, and what
// comes after is found under 我的.

import type { LocationQuery } from 'vue-router'

import type { Me } from './session'

export interface Entry {
  page: string
  words: string // under menu. in the catalogue
  to: { name: string; query: Record<string, string> }
}

// "page words" and, for an entry that shows a part of its page, the query for it:
// on each desk, in its order.
const desks: Record<string, string[]> = {
  mediator: ['Today today', 'Disputes mine', 'Referrals referred', 'Agenda agenda', 'FollowUps follow', 'Service serve', 'Figures figures', 'Ledgers dossiers of=dossiers', 'Ledgers ledgers'],
  office: ['Today today', 'Disputes area', 'Referrals inbox', 'Agenda agenda', 'Ledgers dossiers of=dossiers', 'Ledgers ledgers', 'Figures figures', 'Service serve', 'FollowUps follow', 'Duties duties'],
  centre: ['Orders orders', 'Today today', 'Ledgers supervised of=supervision', 'Disputes handling', 'Ledgers meetings of=meetings', 'Ledgers alerts of=alerts', 'Figures figures', 'Referrals inbox', 'Lists lists'],
  court: ['Today today', 'Lists assign_many', 'Disputes mediating', 'Bundles papers', 'Referrals came_back', 'Figures figures', 'Ledgers dossiers of=dossiers'],
  aid: ['Today today', 'Disputes handling', 'Roster roster', 'Service serve', 'Figures figures'],
  petition: ['Petitions petitions', 'Ledgers register of=petitions', 'Today today', 'Service serve', 'Petitions reviews act=review', 'Petitions ended all=1', 'Figures yearly months=12', 'Disputes handling'],
  administrative: ['Today today', 'Referrals referred', 'Disputes mine', 'Agenda agenda', 'Ledgers dossiers of=dossiers', 'Service serve', 'Figures figures', 'Ledgers ledgers', 'FollowUps follow'],
  // Who run the site, each his own part.
  administrator: ['Lists people_in', 'Calendar calendar', 'Outbox outbox'],
  security: ['Accounts accounts', 'Keys keys'],
  auditor: ['ReadLog reads'],
}

// Kinds of bodies (migrations/reference/body_kind.tsv) with another desk than a
// mediator's.
const deskOf: Record<string, string> = {
  judicial_office: 'office',
  governance_centre: 'centre',
  hotline_12345: 'centre',
  petition_office: 'petition',
  court: 'court',
  legal_aid_centre: 'aid',
  police_station: 'administrative',
  traffic_police: 'administrative',
  organ_market: 'administrative',
  organ_labour: 'administrative',
  organ_health: 'administrative',
  organ_land: 'administrative',
  organ_environment: 'administrative',
  organ_general: 'administrative',
}

// Who writes or looks after the rules of a county, beside his desk: by post, by
// body.
const ofRules = ['administrator', 'supervisor', 'auditor', 'county_committee', 'governance_centre']

const site = ['administrator', 'security', 'auditor']

/** Does he run the site, and handle no matter? */
export const runsSite = (me: Me): boolean => me.roles.every((r) => site.includes(r))

export const menuOf = (me: Me): Entry[] => {
  const own = me.roles.find((r) => site.includes(r)) ?? deskOf[me.kind] ?? 'mediator'
  const lines = [...desks[own]!, 'Staff staff']
  if (me.roles.includes('supervisor') && !lines.some((l) => l.startsWith('Ledgers alerts'))) lines.push('Ledgers alerts of=alerts')
  if ([me.kind, ...me.roles].some((r) => ofRules.includes(r))) lines.push('Rules rules')
  return lines.map((line) => {
    const [page, words, part] = line.split(' ') as [string, string, string?]
    // Who mediates has matters of his own in it; others see what their body has.
    const own = words === 'mine' && me.roles.includes('mediator')
    return { page, words: words === 'mine' && !own ? 'handling' : words, to: { name: page, query: own ? { mine: '1' } : Object.fromEntries(new URLSearchParams(part)) } }
  })
}

/** The entry that shows this page, or the part of it that `query` asks for. */
export const entryOf = (me: Me, page: string, query: LocationQuery = {}): Entry | undefined => {
  const entries = menuOf(me).filter((e) => e.page === page)
  const shown = (e: Entry): boolean => Object.entries(e.to.query).every(([name, value]) => query[name] === value)
  const parts = (e: Entry): number => Object.keys(e.to.query).length
  // The one that says most of what is shown.
  return entries.filter(shown).sort((a, b) => parts(b) - parts(a))[0] ?? entries[0]
}

/** What a page is called, by its place in the catalogue: as in the reader's menu, if it stands there. */
export const headingOf = (me: Me, page: string, query: LocationQuery = {}): string => {
  const entry = entryOf(me, page, query)
  return entry === undefined ? `page.${page}` : `menu.${entry.words}`
}
