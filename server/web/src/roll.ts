// The roll of a group: its lines, and how the members that were chosen go into
// a command.

import type { Command, Schema } from './forms'

/** One line of it. */
export interface Member {
  no: number
  name?: string
  phone?: string
  code?: string
  status: string
  amount?: number
  offer?: string
  representative: boolean
  signed_on?: string
  paid: number
  missing: boolean
  routes_on?: string
  heir_of?: number
}

/** What its dispute holds of it; what is nought is not told. */
export interface Totals {
  group: string
  as_of?: number // undefined: the roll is not there yet
  members?: number
  owed?: number
  yes?: number
  no?: number
  agreed?: number
  signatures?: number
  paid?: number
  missing?: number
  routes_owed?: number
}

/** The numbers in "1-16, 18". */
export function numbersOf(text: string): number[] {
  const parts = text.normalize('NFKC').matchAll(/(\d{1,5})(?:\s*[-~—到至]\s*(\d{1,5}))?/g)
  return [...parts].flatMap(([, from, to]) => {
    const first = Number(from)
    const last = to === undefined ? first : Math.min(Number(to), first + 20_000)
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
  })
}

/** Where members stand in a command's table, and how: a number, numbers, or an object of each. */
export interface Place {
  at: string
  each?: Schema // the object's own members, beside which
  many: boolean
  most: number // of one command
}

/** undefined: the command is about no member that is there already. */
export function placeOf(form: Schema | undefined): Place | undefined {
  for (const at of ['answers', 'elected', 'members', 'member']) {
    const s = form?.properties?.[at]
    if (s === undefined) continue
    const many = s.type === 'array'
    const one = many ? s.items! : s
    const most = many ? (s.maxItems ?? 1) : 1
    if (one.type === 'integer') return { at, many, most }
    const { member, ...properties } = one.properties ?? {}
    if (member !== undefined) return { at, each: { ...one, properties }, many, most }
  }
  return undefined
}

/** The bodies of the commands that are sent for those chosen; `each` is said of each of them. */
export function bodiesFor(place: Place | undefined, chosen: number[], values: object, each: object): object[] {
  if (place === undefined) return [values]
  const of = (no: number): unknown => (place.each === undefined ? no : { ...each, member: no })
  if (!place.many) return chosen.map((no) => ({ ...values, [place.at]: of(no) }))
  const parts = Array.from({ length: Math.ceil(chosen.length / place.most) }, (_, i) => chosen.slice(i * place.most, (i + 1) * place.most))
  return parts.map((part) => ({ ...values, [place.at]: part.map(of) }))
}

/** Acts on a roll that a person does there; what puts an entry right names it, and is asked elsewhere. */
export const actsOf = (commands: Command[]): Command[] => commands.filter((c) => c.allowed && c.form?.properties?.event === undefined)
