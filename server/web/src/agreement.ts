// The terms of an agreement in the form and in words.

import { day } from './dates'
import { partyName, type State } from './dispute'
import { term as word } from './glossary'
import { yuan } from './money'

/** A term as the service wants it; what the form leaves to the rest of the table stands there, too. */
export interface TermDraft extends Record<string, unknown> {
  kind: 'money' | 'duty'
  amount?: number
  debtor?: number
  creditor?: number
  due_on?: string
  every?: string
  times?: number
  after?: string
  after_days?: number
  text?: string
}

export const whens = ['once', 'parts', 'after'] as const
export type When = (typeof whens)[number]

/** When it is to be done: on one day, in parts from a day on, or some days after the agreement takes effect. */
export const whenOf = (t: TermDraft): When => (t.every !== undefined ? 'parts' : t.after !== undefined ? 'after' : 'once')

/** Make it so; what belongs to the others goes. */
export function setWhen(t: TermDraft, when: When): void {
  for (const name of ['every', 'times', 'after', 'after_days', 'after_term']) delete t[name]
  if (when === 'parts') Object.assign(t, { every: 'month', times: 2 })
  if (when === 'after') {
    delete t.due_on
    Object.assign(t, { after: 'effective', after_days: 0 })
  }
}

/** All that money will be paid by it; undefined if it is not said yet. */
export const sumOf = (t: TermDraft): number | undefined =>
  t.kind === 'money' && t.amount !== undefined ? t.amount * (t.every === undefined ? 1 : (t.times ?? 1)) : undefined

type Say = (key: string, values?: Record<string, unknown>) => string

function until(t: TermDraft, say: Say): string {
  if (t.after === 'effective') return say('shape.say.after', { n: t.after_days ?? 0 })
  if (t.after !== undefined) return say('shape.say.later', { what: word('trigger', t.after) })
  return t.due_on === undefined ? '' : say('shape.say.until', { day: day(t.due_on, '') })
}

/** A term as a sentence of the paper. */
export function sentence(t: TermDraft, state: State | undefined, say: Say): string {
  const who = partyName(state, t.debtor)
  const to = t.creditor === undefined ? '' : say('shape.say.to', { whom: partyName(state, t.creditor) })
  const sum = sumOf(t)
  if (sum === undefined) return say('shape.say.duty', { who, until: until(t, say), what: t.text ?? '' })
  const paid = { who, to, sum: yuan(t.amount!), all: yuan(sum), n: t.times, until: until(t, say) }
  const parts = { ...paid, from: day(t.due_on, ''), every: word('interval', t.every) }
  const said = t.every === undefined ? say('shape.say.money', paid) : say('shape.say.parts', parts)
  return t.text === undefined || t.text === '' ? said : `${said}${say('shape.say.note', { what: t.text })}`
}

/** The whole text, as it follows from the terms. */
export const textOf = (terms: TermDraft[], state: State | undefined, say: Say): string =>
  terms.map((t, i) => `${i + 1}. ${sentence(t, state, say)}`).join('\n')
