// A dispute as the service tells it, and what is read together for its page.

import { ask } from './api'
import type { Command, Matter } from './forms'
import { term } from './glossary'
import type { Totals } from './roll'

export interface Party {
  no: number
  kind: string
  side: string
  name?: string
  phone?: string
  address?: string
  identity?: string // all but its ends covered, unless it was asked for whole
  communication?: string[]
  needs?: string
  removed?: boolean
  erased?: boolean
}
export interface Procedure {
  no: number
  channel: string
  phase: string
  stage?: string
  body?: string
  outside?: string
  number?: string
  attempts?: number
  sessions?: number
  opened_on?: string
  ended_on?: string
  ground?: string
  consent?: { party: number; answer: string }[]
  mediator?: { person: string; chief?: boolean }[]
}
export interface Session {
  no: number
  procedure: number
  event: string
  starts?: string
  place?: string
  mode?: string
  result: string
  counts: string
  voided?: boolean
  mediators?: string[]
  sticking?: string[]
  asked?: number
  offered?: number
}
export interface Term {
  no: number
  kind: string
  amount?: number
  paid?: number
  due_on?: string
  text?: string
  state: string
  debtor?: number
  creditor?: number
  guarantor?: number
  every?: string
  times?: number
}
export interface Agreement {
  no: number
  procedure?: number
  form: string
  state: string
  effective_on?: string
  term?: Term[]
  signature?: { party: number; how: string; on: string }[]
  mediator_signed?: string
  stamped_by?: string
}
export interface Appointment {
  no: number
  procedure: number
  starts: string
  mode?: string
  place?: string
  held?: boolean
  cancelled?: boolean
}
export interface Notice {
  no: number
  kind: string
  party?: number
  procedure?: number
  state: string
  owed_on: string
}
export interface Piece {
  no: number
  name: string
  pages: number
  lacking?: number
  original?: boolean
  with: string
  since: string
  explained?: boolean
}
/** A piece of a bundle that is recorded now. */
export interface NewPiece {
  name: string
  pages: number
  original: boolean
}
export const newPiece = (): NewPiece => ({ name: '', pages: 1, original: false })
export interface Bundle {
  no: number
  owner: string
  piece: Piece[]
}
export interface Aid {
  no: number
  procedure: number
  recipients?: number[]
  matter: string
  counsel?: string
}
export interface Draw {
  no: number
  procedure: number
  state: string
  seed?: string
  checkpoint_size?: number
  drawn?: string
}
export interface State {
  party?: Party[]
  procedure?: Procedure[]
  session?: Session[]
  agreement?: Agreement[]
  appointment?: Appointment[]
  notice?: Notice[]
  referral?: { no: number; kind: string; state: string; to?: string; from?: string; outside?: string; offered_on?: string }[]
  bundle?: Bundle[]
  aid?: Aid[]
  draw?: Draw[]
  attachment?: { no: number; upload: string; paper: string; on?: string; detached?: boolean }[]
  petition?: { no: number; procedure: number; number?: string; organ?: string; reviewer?: string; rechecker?: string; fact?: { no: number; text?: string }[] }[]
  order?: { no: number; procedure: number; holder?: string; unit?: { org: string; sent_back?: boolean }[] }[]
  group?: Totals[]
  link?: { no: number; kind: string; state: string; other: string }[]
  issue?: { no: number; text?: string }[]
  finding?: { no: number; item: string; points: number; state: string; what?: string; review: string }[]
  file_review?: { review: string; owner: string; sheet: string; drawn_on: string; done?: boolean; abandoned?: boolean }[]
  agency?: { no: number; party?: number; name?: string; ended_on?: string }[]
  danger?: boolean
}
export interface Dispute {
  id: string
  code: string
  version: number
  closed: boolean
  title?: string
  state?: State
}
export interface Event {
  id: string
  stream: string
  seq: number
  kind: string
  at: string
  from?: string
  to?: string
  prec?: string
  actor: string
  on_behalf?: string
  body_of?: string
  caused_by?: string
  dispute?: string // that went on in this one
  body: Record<string, unknown>
}
export interface Clock {
  no: number
  rule: string
  article?: string
  state: string
  effect: string
  procedure?: number
  party?: number
  day0?: string
  due_on?: string
  days_left?: number
  working_days_left?: number
  provisional: boolean
  certainty?: string
  derivation?: Derivation
}
export interface Derivation {
  counted?: number
  raw_end?: string
  limit?: { n: number; unit: string; roll?: boolean }
  notices?: string[]
  stretches?: { kind: string; name?: string; from: string; to: string; days: number; rolled?: boolean }[]
}
export interface Paper {
  paper: string
  zh: string
  en: string
  need: string
  present: boolean
  missing: boolean
  source?: string
  certainty?: string // F, F-L, K: found, found locally, known
}
export interface Dossier {
  procedure: number
  channel: string
  archived: boolean
  retention_zh?: string // the class under which it is kept
  retention_en?: string
  kept_until?: string
  kept_for_ever?: boolean
  have: number // of the papers below
  all: number
  papers: Paper[]
  contradictions: { finding: string; zh: string; en: string; no?: number; part?: number }[]
}
export interface Link {
  id: string
  kind: string
  code?: string
  title?: string
}

/** All that the page shows; what is only offered shows its head. */
export interface Whole {
  dispute: Dispute
  clocks: Clock[]
  events: Event[]
  dossiers: Dossier[]
  compared?: { zh: string; en: string } // which names of the papers are compared
  links: Link[]
  names: Map<string, string>
  phones: Map<string, string> // of bodies
  commands: Command[]
}

async function timeline(id: string): Promise<Event[]> {
  const all: Event[] = []
  let next: string | undefined = 'after=0'
  while (next !== undefined) {
    const page: { items: { event: Event; dispute?: string }[]; next?: string } = await ask(`/disputes/${id}/timeline?limit=500&${next}`)
    all.push(...page.items.map((i) => ({ ...i.event, dispute: i.dispute })))
    next = page.next
  }
  return all
}

type List<T> = Promise<{ items: T[] }>

export async function readWhole(id: string): Promise<Whole> {
  const at = `/disputes/${id}`
  const dispute = await ask<Dispute>(at)
  const [events, clocks, names, links, commands, dossiers] = await Promise.all([
    timeline(id),
    ask(`${at}/clocks`) as List<Clock>,
    ask(`${at}/names`) as List<{ id: string; name: string; phone?: string }>,
    ask(`${at}/links`) as List<Link>,
    ask<{ commands: Command[] }>(`${at}/commands?form=none`),
    dispute.state === undefined ? { items: [] } : ask<{ items: Dossier[]; compared?: Whole['compared'] }>(`${at}/dossier`),
  ])
  return {
    dispute,
    events,
    clocks: clocks.items,
    dossiers: dossiers.items,
    compared: 'compared' in dossiers ? dossiers.compared : undefined,
    links: links.items,
    commands: commands.commands,
    names: new Map(names.items.map((n) => [n.id, n.name])),
    phones: new Map(names.items.flatMap((n) => (n.phone === undefined ? [] : [[n.id, n.phone]]))),
  }
}

export const live = (p: Procedure): boolean => ['opened', 'accepted', 'mediating', 'settled'].includes(p.phase)

export const partyName = (state: State | undefined, no: number | undefined): string => {
  const party = state?.party?.find((p) => p.no === no)
  return party === undefined ? '' : (party.name ?? term('side', party.side))
}

/** As what it is compared with others. */
export const matterOf = ({ id, title, state }: Dispute): Matter => ({
  id,
  title,
  parties: (state?.party ?? []).flatMap(({ name, phone, removed }) => (name === undefined || removed ? [] : [{ name, ...(/^\d+$/.test(phone ?? '') ? { phone } : {}) }])),
})

/** The procedure a reader of `body` looks at first: his own, or the first that goes on. */
export function foremost(state: State | undefined, body: string): Procedure | undefined {
  const all = (state?.procedure ?? []).filter(live)
  return all.find((p) => p.body === body) ?? all[0] ?? state?.procedure?.slice(-1)[0]
}
