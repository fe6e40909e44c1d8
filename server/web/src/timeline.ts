// An event as a sentence: what happened by its kind, then what its body tells.

import { civilDay, day, moment } from './dates'
import { type Event, partyName, type State } from './dispute'
import { term } from './glossary'
import { listed } from './language'
import { yuan } from './money'

export const filters = ['talks', 'hand', 'papers', 'auto'] as const
export type Filter = (typeof filters)[number]

const kinds: [Filter, RegExp][] = [
  ['auto', /^(clock_|ladder_|file_number_|draw_)/],
  ['talks', /^(session_|consent_|contact_|visit_|mediators_|record_|coordination_|opinion_)/],
  ['hand', /^(referral_|order_|petition_|procedure_|signer_|accepted|declined|registered)/],
  ['papers', /^(notice_|agreement_|attached|detached|bundle_|issue_|letter_|performance_|performed|oral_)/],
]

/** Under which of the filters an event stands; some stand under none. */
export const filterOf = (e: Event): Filter | undefined =>
  e.actor === 'clock' ? 'auto' : kinds.find(([, pattern]) => pattern.test(e.kind))?.[0]

// Members of bodies that say something to a reader, and how it is said.
type Say = (value: never, state: State | undefined, names: Map<string, string>) => string
const sayings: Record<string, Say> = {
  party: (no: number, state) => partyName(state, no),
  name: (text: string) => text,
  channel: (w: string) => term('channel', w),
  answer: (w: string) => term('answer', w),
  result: (w: string) => term('result', w),
  counts: (w: string) => term('counts', w),
  ground: (w: string) => term('ground', w),
  // A place within a set is nothing to read; the explanation says it in words.
  rule: (w: string) => (w.startsWith('/') ? '' : term('limit', w) === w ? term('set', w) : term('limit', w)),
  to: (id: string, _s, names) => names.get(id) ?? '',
  due_on: (d: string) => day(d),
  starts: (at: string) => moment(at),
  number: (text: string) => text,
  amount: (fen: number) => yuan(fen),
}

const lists: Record<string, (value: never, state: State | undefined) => string> = {
  sticking: (words: string[]) => listed(words.map((w) => term('sticking', w))),
  warnings: (words: string[]) => listed(words.map((w) => term('warning', w))),
  guests: (all: { role: string; name?: string }[]) => listed(all.map((g) => g.name ?? term('guest', g.role))),
  consent_proofs: (all: { party: number; manner: string; evidence?: string }[], state) =>
    listed(all.map((p) => [partyName(state, p.party), term('manner', p.manner), p.evidence ?? ''].join(' ').trim())),
}

/** The details of an event, in the order of the tables above. */
export function detailsOf(e: Event, state: State | undefined, names: Map<string, string>): string[] {
  const said = new Map<string, string>()
  const look = (body: Record<string, unknown>, deep: boolean): void => {
    for (const [name, value] of Object.entries(body)) {
      if (Array.isArray(value)) {
        if (lists[name] !== undefined) said.set(name, lists[name](value as never, state))
        continue
      }
      if (value !== null && typeof value === 'object') {
        if (deep && name !== 'derivation') look(value as Record<string, unknown>, false)
        continue
      }
      if (name === 'kind' && /^notice_/.test(e.kind)) said.set(name, term('notice_kind', String(value)))
      const say = sayings[name]
      if (say !== undefined && !said.has(name)) said.set(name, say(value as never, state, names))
    }
  }
  look(e.body, true)
  return ['kind', ...Object.keys(sayings), ...Object.keys(lists)].map((name) => said.get(name) ?? '').filter((text) => text !== '')
}

/** Who did it: somebody of staff, a party by its code, or nobody; what is said of the last two stands under timeline. */
export const byWhom = (actor: string, names: Map<string, string>, t: (key: string) => string): string =>
  names.get(actor) ?? (actor.length === 32 ? '' : t(actor === 'party' ? 'timeline.party' : 'timeline.by_itself'))

/** Why something happened by itself: what the service has said of it, else what it followed from. */
export function whyOf(e: Event, byPlace: Map<string, Event>): string {
  if (typeof e.body.explanation === 'string') return e.body.explanation
  const cause = e.caused_by === undefined ? undefined : byPlace.get(e.caused_by)
  return cause === undefined ? '' : `${term('event', cause.kind)} ${day(civilDay(cause.at))}`
}

/** Entries taken back, by their event's id, with the reason. */
export function takenBack(events: Event[]): Map<string, string> {
  return new Map(
    events
      .filter((e) => e.kind === 'voided' && typeof e.body.event === 'string')
      .map((e) => [String(e.body.event), String(e.body.reason ?? '')]),
  )
}
