// What comes next in a procedure: how it is said (under step. in the catalogue),
// the commands that do it, the likeliest first, and whose turn it is.  It goes by
// the stage where the channel has a flow of its own (next.json), else by the
// phase; while it is mediated, by what the last sitting left behind.

import { live, type Procedure, type State } from './dispute'
import table from './next.json'

interface Row {
  words: string
  acts: string[] // names of commands
  who?: string // who acts: a member of the petition or the order; else the body of the procedure
  waits?: boolean // for others, or for time: nothing is to be done
  own?: string // as it is said to whom it was sent, whose turn it is then
}
type Rows = Record<string, Row | undefined>

const phases: Rows = table.phase
const rests: Rows = table.rest // nobody sits then
const stages: Rows = table.stage
const channels: Record<string, Rows | undefined> = table.channel
const elsewhere: Rows = table.elsewhere // while it is with another body

/** By what a list knows; `away`: it is with another body now. */
export const inList = (channel: string, phase: string, stage: string | undefined, away: boolean): Row =>
  (away ? elsewhere[channel] : undefined) ?? (phase === 'mediating' ? undefined : stages[stage ?? '']) ?? channels[channel]?.[phase] ?? phases[phase]!

/** They agreed and nothing is written yet; it is written and has no effect yet; or they sit again. */
function mediating(state: State, p: Procedure): Row {
  const own = (state.agreement ?? []).filter((a) => a.procedure === p.no)
  if (own.some((a) => a.state === 'draft')) return { words: 'sign', acts: ['sign-agreement', 'mediator-sign', 'stamp', 'make-effective'] }
  const last = (state.session ?? []).filter((s) => s.procedure === p.no && !s.voided).slice(-1)[0]
  if (last?.result === 'agreed' && own.length === 0) return { words: 'write', acts: ['draft-agreement', 'record-oral-agreement'] }
  const { words, acts } = phases.mediating!
  return { words, acts: [acts[0]!, ...(stages[p.stage ?? '']?.acts ?? acts.slice(1))] }
}

/** The court waits for it before it files the suit. */
const assigned = (state: State, p: Procedure): Procedure | undefined =>
  p.channel === 'suit' && p.phase === 'opened' ? state.procedure?.find((q) => q.channel === 'assigned' && live(q)) : undefined

function rowOf(state: State, p: Procedure): Row | undefined {
  const rest = rests[p.stage ?? '']
  if (rest !== undefined) return rest
  if (p.phase === 'mediating') return mediating(state, p)
  return p.phase === 'closed' ? undefined : p.phase === 'ended' ? phases.ended : inList(p.channel, p.phase, p.stage, assigned(state, p) !== undefined)
}

export interface Next {
  words: string
  acts: string[]
  waits: boolean
  turn?: string // the body whose it is
  to?: string // the body that has to answer first
}

/** Was it sent to `me`, as a petition that is passed on or an order? */
const sentTo = (state: State, p: Procedure, me: string): boolean =>
  (state.petition ?? []).some((x) => x.procedure === p.no && x.organ === me) ||
  (state.order ?? []).some((x) => x.procedure === p.no && (x.unit ?? []).some((u) => u.org === me && !u.sent_back))

/** For a reader in body `me`; undefined: it is over, and nothing comes. */
export function nextOf(state: State, p: Procedure, me: string): Next | undefined {
  const row = rowOf(state, p)
  if (row === undefined) return undefined
  if (row.own !== undefined && sentTo(state, p, me)) return { words: row.own, acts: row.acts, waits: false, turn: me }
  const record: Record<string, unknown> = [...(state.petition ?? []), ...(state.order ?? [])].find((x) => x.procedure === p.no) ?? {}
  const who = record[row.who ?? '']
  const turn = typeof who === 'string' ? who : (assigned(state, p)?.body ?? p.body)
  const waits = row.waits ?? false
  const owed = (state.notice ?? []).some((n) => n.procedure === p.no && (n.state === 'owed' || n.state === 'returned'))
  const serves = owed && p.body === me ? ['serve-notice'] : []
  const offer = state.referral?.find((r) => r.state === 'offered' && r.from === me && r.to !== undefined)
  if (offer !== undefined) return { words: 'offered', acts: ['revoke-referral', ...row.acts], waits: true, turn: me, to: offer.to }
  if (p.phase === 'ended' && owed && p.body === me) return { words: 'serve', acts: ['serve-notice', 'close'], waits, turn }
  // What is for others to do is not offered first.
  return { words: row.words, acts: turn === me || (waits && p.body === me) ? [...row.acts, ...serves] : serves, waits, turn }
}
