// Matters that go on by a rule set, moved to another in force: looked at first,
// then done, some at a time, each with its own answer.

import { ask, freshKey, Problem } from './api'

export interface Resting {
  id: string
  code: string
  title?: string
}

export interface MovedLimit {
  clock: number
  rule: string
  fate: 'moved' | 'ended' | 'waits' | 'begins'
  old_due_on?: string
  due_on?: string
}

interface Answer {
  rests_on: number // the version that it was made from
  rules: { limits: MovedLimit[] }
}

/** A matter, and what it was answered. */
export interface Line {
  matter: Resting
  answer?: Answer
  problem?: Problem
}

export interface Wish {
  rule_set: string
  reason: string
}

/** What is under way by the set at one's own body, and at those below that a supervisor sees. */
export async function restingOn(set: string): Promise<Resting[]> {
  const all: Resting[] = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: { items: Resting[]; next?: string } = await ask(`/rules/resting?set=${set}&limit=200${next && `&${next}`}`)
    all.push(...page.items)
    next = page.next
  }
  return all
}

// So many a request, so that there is something to see of how far it is.
const AT_ONCE = 25

type Told = { status: number; answer?: Answer; problem?: Problem['body'] & { type: string } }

async function part(lines: Line[], wish: Wish, dry: boolean, key: string): Promise<Line[]> {
  const items = lines.map((l) => ({ dispute: l.matter.id, ...(dry ? {} : { version: l.answer!.rests_on }) }))
  const told = await ask<{ items: Told[] }>(`/rules/moves${dry ? '?dry=1' : ''}`, {
    method: 'POST',
    body: { ...wish, items },
    headers: { 'Idempotency-Key': key },
  })
  return told.items.map(({ status, answer, problem }, i) => ({
    matter: lines[i]!.matter,
    answer,
    ...(problem === undefined ? {} : { problem: new Problem(status, problem.type.replace('/problems/', ''), problem) }),
  }))
}

/**
 * A list that is moved, or only looked at (`dry`).  `go` takes it up where it
 * was left: a part whose answer was lost is asked for again as it was.
 */
export function moving(all: Line[], wish: Wish, dry: boolean) {
  const parts = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, i) => ({ key: freshKey(), lines: all.slice(i * AT_ONCE, (i + 1) * AT_ONCE) }))
  return {
    of: all.length,
    /** `told` hears of each part; what it answers says whether to go on. */
    async go(told: (lines: Line[]) => boolean): Promise<void> {
      for (let on = true; on && parts.length > 0; ) {
        const { key, lines } = parts[0]!
        const answered = await part(lines, wish, dry, key)
        parts.shift()
        on = told(answered)
      }
    },
  }
}
export type Moving = ReturnType<typeof moving>
