// The registers (台账) that an office keeps: nobody types them, each is a view of
// what was recorded.  Which read a register is, and its columns as the paper has
// them.

import { bodyName } from './bodies'
import { day } from './dates'
import { term } from './glossary'
import { i18n, language } from './language'

export interface LedgerRow {
  id: string
  code: string
  title?: string
  [name: string]: unknown
}

export interface LedgerColumn {
  name: string // its words: ledger.col.
  said: (row: LedgerRow) => string
}

export interface Ledger {
  name: string // its words: ledger.of.
  path: string
  key: string // what numbers its rows, beside the dispute
  ahead?: number // days; shown beyond today unless another day is chosen
  filters: { name: string; list: string }[] // of which words of the glossary
  columns: LedgerColumn[]
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const plain = (name: string): LedgerColumn => ({ name, said: (r) => textOf(r[name]) })
const date = (name: string): LedgerColumn => ({ name, said: (r) => textOf(r[name]) })
const body = (name: string): LedgerColumn => ({ name, said: (r) => bodyName(r[name] as string | undefined) })
const word = (name: string, list: string): LedgerColumn => ({ name, said: (r) => term(list, r[name] as string | undefined) })
/** What the service says in both languages: name_zh, name_en. */
const both = (name: string): LedgerColumn => ({ name, said: (r) => textOf(r[`${name}_${language()}`]) })
const title: LedgerColumn = { name: 'title', said: (r) => r.title ?? r.code }
const code = plain('code')

const matter: LedgerColumn[] = [
  plain('number'), date('opened_on'), title, both('category'), word('channel', 'channel'), word('source', 'source'), date('accepted_on'),
  plain('mediators'), plain('sessions'), word('outcome', 'ground'), word('agreement', 'agreement_form'), date('ended_on'), code,
]

/** What an alert is about: the limit, the danger, or the number of the order. */
const about = (row: LedgerRow): string => term('limit', row.limit as string | undefined) || term('danger', row.danger as string | undefined) || textOf(row.number)

/** A file: how many of its papers are there, and which are missing. */
interface Held {
  have: number
  all: number
  missing: { zh: string; en: string }[]
  optional: { zh: string; en: string }[]
}
const held = (row: LedgerRow): Held | undefined => row.papers as Held | undefined
const names = (papers: Held['missing'] = []): string => papers.map((p) => p[language()]).join(language() === 'en' ? ', ' : '、')
const file: LedgerColumn[] = [
  plain('number'), date('opened_on'), title, word('channel', 'channel'), date('ended_on'), word('outcome', 'ground'),
  { name: 'papers', said: (r) => (held(r)?.all ? i18n.global.t('ledger.held', { have: held(r)!.have, all: held(r)!.all }) : '') },
  { name: 'missing', said: (r) => names(held(r)?.missing) }, { name: 'optional', said: (r) => names(held(r)?.optional) },
  date('archived_on'), date('kept_until'), code,
]

export const ledgers: Ledger[] = [
  { name: 'mediation', path: '/ledgers/matters', key: 'procedure', filters: [{ name: 'channel', list: 'channel' }], columns: matter },
  { name: 'screening', path: '/ledgers/matters?screened=1', key: 'procedure', filters: [], columns: matter },
  { name: 'dossiers', path: '/ledgers/dossiers?ended=1', key: 'procedure', filters: [{ name: 'channel', list: 'channel' }], columns: file },
  { name: 'files', path: '/ledgers/dossiers', key: 'procedure', filters: [{ name: 'channel', list: 'channel' }], columns: file },
  {
    name: 'referrals', path: '/ledgers/referrals', key: 'referral', filters: [],
    columns: [date('offered_on'), { name: 'way', said: (r) => i18n.global.t(`ledger.${r.way as string}`) }, title, word('kind', 'referral_kind'), body('from'), body('to'), word('state', 'referral_state'), code],
  },
  {
    name: 'supervision', path: '/ledgers/supervision', key: 'order', filters: [],
    columns: [plain('number'), date('supervised_on'), title, word('supervision', 'supervision'), body('holder'), word('stage', 'stage'), plain('bounces'), date('next_on'), date('replied_on'), code],
  },
  { name: 'meetings', path: '/ledgers/meetings', key: 'position', filters: [], columns: [date('on'), title, plain('bodies'), plain('by'), code] },
  {
    name: 'alerts', path: '/ledgers/alerts', key: 'alert', ahead: 7, filters: [{ name: 'why', list: 'alert' }],
    columns: [date('on'), word('why', 'alert'), { name: 'what', said: about }, title, body('holder'), code],
  },
  {
    name: 'follow_ups', path: '/ledgers/follow-ups', key: 'position', filters: [],
    columns: [date('on'), title, plain('by'), word('manner', 'manner'), word('satisfaction', 'satisfaction'), code],
  },
  {
    name: 'petitions', path: '/ledgers/petitions', key: 'petition', filters: [],
    columns: [plain('number'), date('received_on'), title, word('class', 'petition_class'), { name: 'path', said: (r) => term('petition_way', r.way as string | undefined) }, body('holder'), word('stage', 'stage'), both('act'), date('next_on'), code],
  },
]

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
/** What a cell says on the page: days as people say them. */
export const shown = (text: string): string => (isDay(text) ? day(text) : text)

/** A row of a table for spreadsheets; what would be taken for a formula is text. */
export const csvLine = (cells: string[]): string =>
  `${cells.map((c) => `"${(/^[=+\-@\t\r]/.test(c) ? `'${c}` : c).replace(/"/g, '""')}"`).join(',')}\r\n`
