// The forms of commands, made from the tables that the service runs by.

import { ask } from './api'
import { civilDay, day, moment } from './dates'
import { type Clock, type Event, type Link, partyName, type State } from './dispute'
import { term } from './glossary'
import { language } from './language'
import { everyCounsel } from './roster'

export interface Schema {
  type: string
  title?: string
  description?: string
  enum?: string[]
  'x-labels'?: string[]
  'x-labels-en'?: string[]
  'x-unit'?: string
  'x-sealed'?: boolean
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

export interface Command {
  name: string
  title: string
  allowed: boolean
  procedure?: number
  if_match: boolean
  rule?: string
  article?: string
  why?: string
  form?: Schema
}

export interface Option {
  value: string | number
  label: string
}

/** As what may be alike is looked for. */
export interface Matter {
  id: string
  title?: string
  parties: { name: string; phone?: string }[]
}

/** Members that name another dispute, which is looked for. */
export const otherDisputes = ['dispute', 'other', 'into']

/** What a form may point at; `own`: by the member's name, what only this form offers. */
export interface Around {
  state?: State
  own?: Record<string, Option[]>
  matter?: Matter // the dispute that the form is about
  linked?: Link[]
  events: Event[]
  people: Option[]
  bodies: Option[]
  offers: Option[]
  counsel: Option[]
  clocks?: Clock[]
  today: string
}

/** What a member is called in the reader's language; money is counted in fen and written in yuan. */
export function titleOf(schema: Schema, name: string): string {
  const said = (language() === 'en' ? schema.description : schema.title) ?? name
  return schema['x-unit'] === 'fen' ? said.replace('(分)', '(元)').replace(/\bfen\b/, 'yuan') : said
}

export const wordsOf = (schema: Schema): Option[] => {
  const labels = language() === 'en' ? schema['x-labels-en'] : schema['x-labels']
  return (schema.enum ?? []).map((value, i) => ({ value, label: labels?.[i] || value }))
}

const numbered = <T extends { no: number }>(list: T[] | undefined, label: (x: T) => string): Option[] =>
  (list ?? []).map((x) => ({ value: x.no, label: label(x) }))

// Members that name something which is there already, and what there is.
const parties = (a: Around): Option[] => numbered(a.state?.party?.filter((p) => !p.removed), (p) => partyName(a.state, p.no))
const terms = (a: Around): Option[] =>
  numbered(a.state?.agreement?.slice(-1)[0]?.term, (x) => `${x.no} ${x.text ?? term('term_state', x.state)}`)
const agreements = (a: Around): Option[] => numbered(a.state?.agreement, (x) => `${x.no} ${term('agreement_form', x.form)} ${term('agreement_state', x.state)}`)
const links: Record<string, (a: Around) => Option[]> = {
  party: parties,
  parties,
  debtor: parties,
  creditor: parties,
  guarantor: parties,
  agreed: parties,
  consents: parties,
  receiver: parties,
  agreement: agreements,
  replaces: agreements,
  supplements: agreements,
  term: terms,
  notices: (a) =>
    numbered(
      a.state?.notice?.filter((n) => n.state === 'owed' || n.state === 'returned'),
      (n) => `${term('notice_kind', n.kind)} ${partyName(a.state, n.party)}`,
    ),
  referral: (a) =>
    a.state === undefined
      ? a.offers
      : numbered(a.state.referral, (r) => `${term('referral_kind', r.kind)} ${term('referral_state', r.state)}`),
  appointment: (a) => numbered(a.state?.appointment?.filter((x) => !x.held && !x.cancelled), (x) => moment(x.starts)),
  session: (a) => numbered(a.state?.session?.filter((x) => !x.voided), (x) => `${x.no} ${x.starts ? moment(x.starts) : ''}`),
  procedure: (a) => numbered(a.state?.procedure, (p) => `${term('channel', p.channel)} ${term('phase', p.phase)}`),
  facts: (a) => a.events.filter((e) => e.kind === 'facts_confirmed').map((e) => ({ value: Number(e.body.no), label: String(e.body.text ?? e.body.no) })),
  event: (a) => a.events.map((e) => ({ value: e.id, label: `${term('event', e.kind)} ${day(civilDay(e.at))}` })).reverse(),
  clock: (a) => numbered(a.clocks, (c) => `${term('limit', c.rule)} ${day(c.due_on, a.today)} ${term('clock_state', c.state)}`),
  agency: (a) => numbered(a.state?.agency?.filter((x) => x.ended_on === undefined), (x) => `${x.name ?? x.no} ${partyName(a.state, x.party)}`),
  attachment: (a) => numbered(a.state?.attachment?.filter((x) => !x.detached), (x) => `${x.no} ${term('paper', x.paper)} ${day(x.on, a.today)}`),
  absorbed: (a) => (a.linked ?? []).filter((l) => l.kind === 'absorbed').map((l) => ({ value: l.id, label: l.title ?? l.code ?? '' })),
  link: (a) =>
    numbered(a.state?.link?.filter((l) => l.state === 'standing'), (l) => {
      const other = a.linked?.find((x) => x.id === l.other)
      return `${l.no} ${term('link_kind', l.kind)} ${other?.title ?? other?.code ?? ''}`
    }),
  procedures: (a) => links.procedure!(a),
  again_of: (a) => links.procedure!(a),
  issue: (a) => numbered(a.state?.issue, (x) => `${x.no} ${x.text ?? ''}`),
  issues: (a) => links.issue!(a),
  carries: terms,
  after_term: terms,
  fact: (a) => (a.state?.petition ?? []).flatMap((p) => numbered(p.fact, (x) => `${x.no} ${x.text ?? ''}`)),
  bundle: (a) => numbered(a.state?.bundle, (b) => String(b.no)),
  piece: (a) => (a.state?.bundle ?? []).flatMap((b) => numbered(b.piece, (x) => `${x.no} ${x.name}`)),
  finding: (a) => numbered(a.state?.finding?.filter((f) => f.state === 'open'), (f) => `${f.no} ${f.what ?? f.item}`),
  review: (a) =>
    (a.state?.file_review ?? [])
      .filter((f) => !f.done && !f.abandoned)
      .map((f) => ({ value: f.review, label: `${day(f.drawn_on, a.today)} ${a.bodies.find((b) => b.value === f.owner)?.label ?? ''}` })),
  person: (a) => a.people,
  counsel: (a) => a.counsel,
  on_behalf: (a) => a.people,
  mediators: (a) => a.people,
  accused_people: (a) => a.people,
  before: (a) => a.people,
  to: (a) => a.bodies,
  accused: (a) => a.bodies,
  accused_organs: (a) => a.bodies,
  handed_to: (a) => a.bodies,
  organisation: (a) => a.bodies,
  body: (a) => a.bodies,
  room: (a) => a.bodies,
  assisting: (a) => a.bodies,
  host: (a) => a.bodies,
  court: (a) => a.bodies,
  centre: (a) => a.bodies,
  signer: (a) => a.bodies,
  bodies: (a) => a.bodies,
  materials: (a) =>
    (a.state?.attachment ?? []).filter((x) => !x.detached).map((x) => ({ value: x.upload, label: `${x.no} ${term('paper', x.paper)} ${day(x.on, a.today)}` })),
}

/** What there is to choose from; undefined: it is written. */
export function optionsOf(name: string, schema: Schema, around: Around): Option[] | undefined {
  const one = schema.type === 'array' ? schema.items! : schema
  if (one.type === 'object') return undefined
  if (around.own?.[name] !== undefined) return around.own[name]
  if (schema.enum !== undefined) return wordsOf(schema)
  if (one.enum !== undefined) return wordsOf(one)
  const list = links[name]?.(around)
  if (name === 'on_behalf') return list
  if (one.type !== 'string' || one.pattern !== undefined) return list
  // Names, not ids: of several one may choose, a single one is written.
  return schema.type === 'array' ? list?.map(({ label }) => ({ value: label, label })) : undefined
}

/** Does the form ask for the member `name`, anywhere in it? */
export const asksFor = (schema: Schema | undefined, name: string): boolean =>
  schema !== undefined && (name in (schema.properties ?? {}) || [schema.items, ...Object.values(schema.properties ?? {})].some((part) => asksFor(part, name)))

// When it happened and for whom it is entered: of every command, seldom asked.
const frame = ['occurred_on', 'occurred_at', 'occurred_to', 'precision', 'on_behalf']

/** The members in three parts: what must be said, what can be, what seldom is. */
export function partsOf(schema: Schema, isCommand: boolean): { must: string[]; can: string[]; seldom: string[] } {
  const names = Object.keys(schema.properties ?? {}).filter((n) => !isCommand || n !== 'procedure')
  const must = names.filter((n) => schema.required?.includes(n))
  const rest = names.filter((n) => !must.includes(n))
  return {
    must,
    can: rest.filter((n) => !isCommand || !frame.includes(n)),
    seldom: rest.filter((n) => isCommand && frame.includes(n)),
  }
}

/** Without what was left empty. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value.map(filled).filter((v) => v !== undefined)
    return list.length === 0 ? undefined : list
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .map(([k, v]) => [k, filled(v)] as const)
      .filter(([, v]) => v !== undefined)
    return members.length === 0 ? undefined : Object.fromEntries(members)
  }
  return value === '' || value === null ? undefined : value
}

async function all<T>(path: string): Promise<T[]> {
  const rows: T[] = []
  let more: string | undefined = ''
  while (more !== undefined) {
    const page: { items: T[]; next?: string } = await ask(`${path}?limit=500${more}`)
    rows.push(...page.items)
    more = page.next === undefined ? undefined : `&${page.next}`
  }
  return rows
}

export interface Listed {
  id: string
  state: { name: string; org?: string; left?: boolean }
}

export const everybody = <T extends Listed>(): Promise<T[]> => all<T>('/people')

export const peopleOf = async (body: string): Promise<Option[]> =>
  (await everybody<Listed>()).filter((p) => p.state.org === body && !p.state.left).map((p) => ({ value: p.id, label: p.state.name }))

export const bodiesThere = async (): Promise<Option[]> =>
  (await all<Listed>('/organisations')).map((o) => ({ value: o.id, label: o.state.name }))

/** Who is not of one body alone is said with his. */
export const everyone = async (bodies: Option[]): Promise<Option[]> => {
  const nameOf = new Map(bodies.map((b) => [b.value, b.label]))
  return (await everybody<Listed>()).filter((p) => !p.state.left).map((p) => ({ value: p.id, label: `${p.state.name}(${nameOf.get(p.state.org ?? '') ?? ''})` }))
}

interface Category {
  set: string
  code: string
  parent?: string
  zh: string
  en?: string
}

/** The categories of both code sets by their words, and the county's own words. */
export async function categoriesThere(county: string): Promise<Record<string, Option[]>> {
  const [{ items }, words] = await Promise.all([ask<{ items: Category[] }>('/categories'), wordsThere(county)])
  const said = (c: Category): string => (language() === 'en' && c.en) || c.zh
  const of = (set: string): Option[] => {
    const all = new Map(items.filter((c) => c.set === set).map((c) => [c.code, c]))
    return [...all.values()].map((c) => {
      const above = all.get(c.parent ?? '')
      return { value: c.code, label: above === undefined ? said(c) : `${said(above)} / ${said(c)}` }
    })
  }
  return { category_gb: of('gb'), category_moj: of('moj'), category_word: words.map(({ word, label }) => ({ value: word, label })) }
}

export interface Word {
  word: string
  label: string
  category_moj: string
  category_gb: string
}

/** The plain words for what a matter is about, as the county has them. */
export const wordsThere = async (county: string): Promise<Word[]> =>
  (await ask<{ items: (Omit<Word, 'label'> & { en?: string })[] }>(`/words?county=${county}`)).items.map((w) => ({
    ...w,
    label: (language() === 'en' && w.en) || w.word,
  }))

export const counselThere = async (): Promise<Option[]> => (await everyCounsel()).map((c) => ({ value: c.id, label: c.name }))
