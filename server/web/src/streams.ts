// What stands beside disputes and is kept in the same way: compacts of a village,
// assessments of risk, help to a person, reviews of files.  One list and one
// page of a thing serve all four by this table; commands and their forms come
// from the service.
//
// To add one: a row here, its two places in pages.json, its words.

import { bodyName } from './bodies'
import { day } from './dates'
import type { Option } from './forms'
import { term } from './glossary'
import type { Me } from './session'
import { readSheet, type Sheet, sheetItems } from './sheet'

type Say = (key: string, named?: Record<string, unknown>, n?: number) => string

interface Numbered {
  no: number
}
export interface Vote extends Numbered {
  item: string
  satisfied: number
  basic: number
  dissatisfied: number
  rate: number // of ten thousand
  basic_counted?: boolean
  at_least?: number
  of?: number
  returned?: boolean
  asked?: number
}

/** The states of the four, as far as they are shown. */
export interface StreamState {
  id: string
  stage: string
  owner?: string
  title?: string
  // compact
  between?: string
  class?: string
  form?: string
  signed_on?: string
  next_on?: string
  ending?: string
  party?: (Numbered & { name?: string; heads?: number; how?: string; signed_on?: string; erased?: boolean })[]
  meeting?: (Numbered & { kind: string; held_on: string; came: number; entitled: number; outcome?: string })[]
  draft?: { no: number; on: string; text: string }
  review?: (Numbered & { by: string; passed?: boolean; on: string; opinion?: string })[]
  publicity?: { first: string; last: string }
  objection?: (Numbered & { text: string; on: string; answered?: boolean; answer?: string })[]
  vote?: Vote[]
  link?: (Numbered & { dispute: string })[]
  // assessment
  matter?: string
  subject?: string
  participation?: (Numbered & { form: string; people: number; against?: number; on: string; opinions?: string })[]
  risk?: (Numbered & { grade: string; text: string; measures?: string })[]
  conclusion?: { grade: string; outcome: string; on: string; opinion?: string }
  filing?: { with: string; number?: string; on: string }
  // of both
  check?: (Numbered & { kept?: string; found?: string; on: string; finding?: string })[]
  // help
  kind?: string
  name?: string
  phone?: string
  handler?: string
  body?: string
  dispute?: string
  reason?: string
  concern?: string
  referred_on?: string
  sitting?: (Numbered & { on: string; attended?: boolean })[]
  // review
  head?: { owner: string; body?: string; from: string; to: string; seed: string; sheet: string; population: number }
  file?: { dispute: string; code: string; body: string; procedure: number; reviewer?: string }[]
  finding?: (Numbered & { dispute: string; item: string; points: number; state: string })[]
  result?: { body: string; files: number; points: number; grade?: string }[]
}

/** What the list shows of one, by the read. */
export interface Listed {
  id: string
  stage: string
  title?: string
  owner?: string
  between?: string
  class?: string
  next_on?: string
  matter?: string
  grade?: string
  outcome?: string
  kind?: string
  body?: string
  referred_on?: string
  from?: string
  to?: string
  results?: { body: string; grade?: string }[]
}

export interface Line {
  text: string
  more?: string
  mark?: string
  late?: boolean
  dispute?: string // that it leads to
  act?: string // whose form is opened there
  vote?: Vote
}
export interface Part {
  words: string // under streams.part
  lines: Line[]
}

export interface Kind {
  page: string // of the list; under streams.about what it is
  thing: string // page of one
  streams: string // in addresses, of pages as of the service
  stages: string // list of the glossary
  told: boolean // has its timeline a read?  What was said in a help is nobody's to read
  /** How one is called in the list, and what is said below. */
  called: (row: Listed) => string
  below: (row: Listed, t: Say) => string[]
  heading: (s: StreamState) => string
  facts: (s: StreamState, t: Say, names: Map<string, string>) => string[]
  parts: (s: StreamState, t: Say, names: Map<string, string>, sheet?: Sheet) => Part[]
  /** What comes next, by its stage. */
  next: Record<string, string[]>
  /** May somebody of the reader's body ask it, as far as that is not his post? */
  mine: (command: string, s: StreamState, me: Me) => boolean
  /** What members of its commands point at. */
  own: (s: StreamState | undefined, bodies: Option[]) => Record<string, Option[]>
}

const options = <T extends Numbered>(list: T[] | undefined, label: (x: T) => string): Option[] =>
  (list ?? []).map((x) => ({ value: x.no, label: `${x.no} ${label(x)}` }))
const said = (...parts: (string | undefined)[]): string => parts.filter((p) => p !== undefined && p !== '').join(' · ')
const bad = (word: string | undefined): boolean => ['high', 'broken', 'serious', 'great'].includes(word ?? '')

const compact: Kind = {
  page: 'Compacts',
  thing: 'Compact',
  streams: 'compacts',
  stages: 'compact_stage',
  told: true,
  called: (r) => r.title ?? '',
  below: (r, t) => [
    said(term('compact_between', r.between), term('compact_class', r.class), bodyName(r.owner)),
    r.stage === 'signed' && r.next_on !== undefined ? t('streams.again_by', { day: day(r.next_on) }) : '',
  ],
  heading: (s) => s.title ?? '',
  facts: (s, t) => [
    said(term('compact_between', s.between), term('compact_class', s.class), term('compact_form', s.form), bodyName(s.owner)),
    s.signed_on === undefined ? '' : t('streams.signed_on', { day: day(s.signed_on) }),
    s.stage === 'signed' && s.next_on !== undefined ? t('streams.again_by', { day: day(s.next_on) }) : '',
    term('compact_ending', s.ending),
  ],
  parts: (s, t) => [
    {
      words: 'parties',
      lines: (s.party ?? []).map((p) => ({
        text: said(p.name ?? t('streams.party_no', { n: p.no }), p.heads ? t('streams.people', { n: p.heads }, p.heads) : ''),
        mark: p.how === undefined ? t('streams.unsigned') : said(term('signing', p.how), day(p.signed_on)),
        late: p.how === 'refused',
      })),
    },
    {
      words: 'text',
      lines:
        s.draft === undefined
          ? []
          : [
              {
                text: s.draft.text,
                more: said(t('streams.draft', { n: s.draft.no, day: day(s.draft.on) }), s.publicity && t('streams.shown', { from: day(s.publicity.first), to: day(s.publicity.last) })),
              },
            ],
    },
    {
      words: 'reviews',
      lines: (s.review ?? []).map((r) => ({
        text: said(term('compact_reviewer', r.by), day(r.on)),
        more: r.opinion,
        mark: r.passed ? t('streams.passed') : t('streams.not_passed'),
        late: !r.passed,
      })),
    },
    {
      words: 'objections',
      lines: (s.objection ?? []).map((o) => ({ text: o.text, more: o.answer, mark: o.answered ? t('streams.answered') : t('streams.open'), late: !o.answered })),
    },
    {
      words: 'meetings',
      lines: (s.meeting ?? []).map((m) => ({
        text: said(`${m.no} ${term('compact_meeting', m.kind)}`, day(m.held_on), t('streams.came', { came: m.came, entitled: m.entitled })),
        more: m.outcome,
      })),
    },
    {
      words: 'votes',
      lines: (s.vote ?? []).map((v) => ({
        text: `${v.no} ${v.item}`,
        vote: v,
        mark: v.at_least === undefined ? undefined : !v.returned ? t('streams.reached') : v.asked ? t('streams.asked_again') : t('streams.returned'),
        late: v.returned && !v.asked,
      })),
    },
    { words: 'checks', lines: (s.check ?? []).map((c) => ({ text: day(c.on), more: c.finding, mark: term('compact_kept', c.kept), late: bad(c.kept) })) },
    { words: 'disputes', lines: (s.link ?? []).map((l) => ({ text: '', dispute: l.dispute })) },
  ],
  next: {
    opened: ['hold-meeting', 'draft-compact'],
    drafted: ['show-compact', 'sign-compact'],
    shown: ['sign-compact', 'review-compact'],
    signed: ['hold-meeting', 'vote-on-item'],
  },
  mine: (command, s, me) => s.owner === me.organisation || command === 'review-compact',
  own: (s, bodies) => {
    const meetings = (kind?: string): Option[] =>
      options(s?.meeting?.filter((m) => kind === undefined || m.kind === kind), (m) => said(term('compact_meeting', m.kind), day(m.held_on)))
    return {
      of: bodies,
      party: options(s?.party, (p) => p.name ?? ''),
      meeting: meetings(),
      objection: options(s?.objection?.filter((o) => !o.answered), (o) => o.text),
      vote: options(s?.vote?.filter((v) => v.returned && !v.asked), (v) => v.item),
    }
  },
}

const assessment: Kind = {
  page: 'Assessments',
  thing: 'Assessment',
  streams: 'assessments',
  stages: 'assessment_stage',
  told: true,
  called: (r) => r.title ?? '',
  below: (r, t) => [said(r.matter, bodyName(r.owner)), r.grade === undefined ? '' : said(t('streams.grade', { grade: term('risk_grade', r.grade) }), term('risk_outcome', r.outcome))],
  heading: (s) => s.title ?? '',
  facts: (s, t) => [
    said(s.matter, bodyName(s.owner)),
    s.conclusion === undefined ? '' : t('streams.concluded', { grade: t('streams.grade', { grade: term('risk_grade', s.conclusion.grade) }), outcome: term('risk_outcome', s.conclusion.outcome), day: day(s.conclusion.on) }),
    s.filing === undefined ? '' : t('streams.filed', { with: s.filing.with, number: s.filing.number ?? '', day: day(s.filing.on) }),
  ],
  parts: (s, t) => [
    { words: 'subject', lines: s.subject === undefined ? [] : [{ text: s.subject }] },
    {
      words: 'asked',
      lines: (s.participation ?? []).map((p) => ({
        text: said(p.form, day(p.on), t('streams.people', { n: p.people }, p.people), p.against ? t('streams.against', { n: p.against }) : ''),
        more: p.opinions,
      })),
    },
    { words: 'risks', lines: (s.risk ?? []).map((r) => ({ text: `${r.no} ${r.text}`, more: r.measures, mark: t('streams.grade', { grade: term('risk_grade', r.grade) }), late: bad(r.grade) })) },
    { words: 'opinion', lines: s.conclusion?.opinion === undefined ? [] : [{ text: s.conclusion.opinion }] },
    { words: 'came_of_it', lines: (s.check ?? []).map((c) => ({ text: day(c.on), more: c.finding, mark: term('assessment_found', c.found), late: bad(c.found) })) },
  ],
  next: {
    opened: ['record-participation', 'record-risk-point', 'conclude-assessment'],
    concluded: ['file-assessment'],
    filed: ['check-assessment'],
  },
  mine: (_command, s, me) => s.owner === me.organisation,
  own: (s) => ({ point: options(s?.risk, (r) => r.text) }),
}

const help: Kind = {
  page: 'Helps',
  thing: 'Help',
  streams: 'helps',
  stages: 'help_stage',
  told: false,
  called: (r) => said(term('help', r.kind), day(r.referred_on)),
  below: (r) => [bodyName(r.body)],
  heading: (s) => said(s.name, term('help', s.kind)),
  facts: (s, t, names) => [
    said(bodyName(s.body), s.phone),
    t('streams.referred', { name: names.get(s.handler ?? '') ?? '', body: bodyName(s.owner), day: day(s.referred_on) }),
    s.concern === undefined ? '' : t('streams.concern', { grade: term('help_concern', s.concern) }),
    term('help_ending', s.ending),
  ],
  parts: (s, t) => [
    { words: 'reason', lines: s.reason === undefined ? [] : [{ text: s.reason }] },
    { words: 'sittings', lines: (s.sitting ?? []).map((x) => ({ text: `${x.no} ${day(x.on)}`, mark: x.attended ? t('streams.attended') : t('streams.stayed_away'), late: !x.attended })) },
    { words: 'disputes', lines: s.dispute === undefined ? [] : [{ text: '', dispute: s.dispute }] },
  ],
  next: { offered: ['accept-help', 'decline-help', 'hand-over-help'], accepted: ['record-help-sitting', 'grade-concern', 'hand-over-help'] },
  mine: (command, s, me) => (command === 'hand-over-help' ? s.handler === me.person : s.body === me.organisation),
  own: () => ({}),
}

const review: Kind = {
  page: 'Reviews',
  thing: 'Review',
  streams: 'reviews',
  stages: 'review_stage',
  told: true,
  called: (r) => said(bodyName(r.body ?? r.owner), `${day(r.from)} — ${day(r.to)}`),
  below: (r) => [said(...(r.results ?? []).map((x) => bodyName(x.body)))],
  heading: (s) => said(bodyName(s.head?.body ?? s.head?.owner), `${day(s.head?.from)} — ${day(s.head?.to)}`),
  facts: (s, t) => [
    t('streams.drawn', { n: s.file?.length ?? 0, all: s.head?.population ?? 0 }),
    t('streams.seed', { seed: s.head?.seed ?? '' }),
    t('streams.gone_through', { n: s.file?.filter((f) => f.reviewer !== undefined).length ?? 0, all: s.file?.length ?? 0 }),
  ],
  parts: (s, t, names, sheet) => [
    {
      words: 'results',
      lines: (s.result ?? []).map((r) => ({
        text: bodyName(r.body),
        more: said(t('streams.files', { n: r.files }, r.files), t('streams.points', { n: r.points / 100 })),
        mark: sheet?.grade(r.grade) ?? r.grade,
      })),
    },
    {
      words: 'files',
      lines: (s.file ?? []).map((f) => ({
        text: said(f.code, bodyName(f.body)),
        mark: f.reviewer === undefined ? t('streams.not_yet') : t('streams.by', { name: names.get(f.reviewer) ?? '' }),
        late: false,
        dispute: f.dispute,
        act: f.reviewer === undefined && s.stage === 'opened' ? 'review-file' : undefined,
      })),
    },
    {
      words: 'findings',
      lines: (s.finding ?? []).map((f) => ({
        text: said(sheet?.item(f.item) ?? f.item, t('streams.off', { n: f.points })),
        more: s.file?.find((x) => x.dispute === f.dispute)?.code,
        mark: term('finding_state', f.state),
        late: f.state === 'open',
        dispute: f.dispute,
      })),
    },
    { words: 'sheet', lines: sheetItems(sheet).map((i) => ({ text: i.label })) },
  ],
  next: { opened: ['conclude-review'] },
  mine: (_command, s, me) => s.head?.owner === me.organisation,
  own: () => ({}),
}

export const kinds: readonly Kind[] = [compact, assessment, help, review]

/** The kind whose list or thing a page shows. */
export const kindOf = (page: unknown): Kind => kinds.find((k) => k.page === page || k.thing === page)!

/** The sheet that a state speaks of, if it is a review's. */
export const sheetOf = async (s: StreamState): Promise<Sheet | undefined> => (s.head === undefined ? undefined : readSheet(s.head.sheet))
