// Letters to be posted: one sheet for each person, to be folded into an envelope
// with a window (address 20 to 105 mm from the left, 45 to 90 from above), with
// what is told and, below the fold, code and secret by which the matter is
// followed; what does not fit above them goes on overleaf.  They are written in
// Chinese, whatever language the desk has.
//
// The secret is a new one, and the former opens nothing from then on: the service
// shows none a second time.

import { onUnmounted, shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'

import { ask, command, type Done, Problem } from './api'
import { civilDay } from './dates'
import type { Dispute } from './dispute'
import { Page, pdfOf, stepOf, wrapped } from './pdf'
import { modules } from './qr'
import { session } from './session'

/** What one is told, with the article it rests on. */
export interface Told {
  title: string
  text: string
  article?: string
}
interface Slip {
  code: string
  secret: string
  text: string
}
interface Letter {
  name: string
  place: string
  from: string
  day: string
  slip: Slip
  told: Told[]
}

const left = 22
const wide = 166

/** A day, as a letter says it. */
export const zhDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

function sheetsOf(letter: Letter): Page[] {
  const page = new Page()
  page.text(left, 48, 7, `寄自:${letter.from}`)
  const name = page.texts(left, 58, 11, 80, letter.place)
  page.text(left, name + 2, 13, `${letter.name} 收`)
  page.text(125, 58, 10, zhDay(letter.day))
  page.text(125, 64, 10, `纠纷编码 ${letter.slip.code}`)
  for (const fold of [99, 198]) page.box(5, fold, 4, 0.2)

  const pages = [page]
  let y = 112
  let bottom = 206
  /** `more`: what must stand on the same page below it. */
  const put = (size: number, text: string, more = 0): void => {
    for (const line of wrapped(text, wide, size)) {
      if (y + more > bottom) {
        pages.push(new Page())
        pages[pages.length - 1]!.text(left, 22, 9, `${letter.name} 收,接上页`)
        y = 34
        bottom = 285
      }
      pages[pages.length - 1]!.text(left, y, size, line)
      y += stepOf(size)
    }
  }
  for (const { title, text, article } of letter.told) {
    put(15, title, 2 * stepOf(11))
    y += 1
    put(11, text)
    if (article) put(9, `依据:${article}`)
    y += 4
  }

  const dot = 1.1
  modules(`${letter.slip.code} ${letter.slip.secret}`).forEach((row, i) =>
    row.forEach((dark, k) => {
      if (dark) page.box(left + k * dot, 212 + i * dot, dot, dot)
    }),
  )
  const beside = left + 29 * dot + 8
  page.text(beside, 216, 13, `纠纷编码 ${letter.slip.code}`)
  page.text(beside, 224, 13, `查询密码 ${letter.slip.secret}`)
  const next = page.texts(beside, 233, 9, 188 - beside, `${letter.slip.text}以前的查询密码不再有效。`)
  page.texts(beside, next, 9, 188 - beside, `查进度:${location.host}/public/progress`)
  return pages
}

/** Whom a row's letters go to, and what it tells them; the row's id is the dispute. */
export interface Post {
  people: { no: number; name?: string; place?: string }[]
  told: Told
}

async function slipOf(id: string, party: number): Promise<Slip> {
  const { slip } = (await command(id, 'give-slip', { party, checked: '按登记的地址邮寄' })) as Done & { slip: Slip }
  return slip
}

/** One file of letters of all `rows`; what is told one person stands in one letter. */
export function useLetters<Row extends { id: string }>(postOf: (row: Row) => Promise<Post>): {
  printed: ShallowRef<{ url: string; n: number } | undefined>
  print: (rows: Row[]) => Promise<unknown[]>
} {
  const { t } = useI18n()
  const printed = shallowRef<{ url: string; n: number }>()

  async function write(row: Row, day: string, letters: Map<string, Letter>): Promise<void> {
    const { people, told } = await postOf(row)
    const reached = people.filter((p) => p.name && p.place)
    if (reached.length === 0) throw new Problem(409, 'no-address', { title: t('letter.no_place'), next: t('letter.write_place') })
    for (const { no, name, place } of reached) {
      const key = `${row.id}/${no}`
      const letter = letters.get(key) ?? { name: name!, place: place!, from: session.me!.organisation_name, day, slip: await slipOf(row.id, no), told: [] }
      letter.told.push(told)
      letters.set(key, letter)
    }
  }

  async function print(rows: Row[]): Promise<unknown[]> {
    const letters = new Map<string, Letter>()
    const wrong: unknown[] = []
    const day = civilDay((await ask<{ now: string }>('/database')).now)
    for (const row of rows)
      wrong.push(
        await write(row, day, letters).then(
          () => null,
          (error: unknown) => error,
        ),
      )
    drop()
    if (letters.size > 0) {
      const file = new Blob([pdfOf([...letters.values()].flatMap(sheetsOf))], { type: 'application/pdf' })
      printed.value = { url: URL.createObjectURL(file), n: letters.size }
    }
    return wrong
  }

  function drop(): void {
    if (printed.value) URL.revokeObjectURL(printed.value.url)
    printed.value = undefined
  }
  onUnmounted(drop)
  return { printed, print }
}

/** The names and addresses of those who take part in a dispute. */
export async function peopleOf(id: string): Promise<Post['people']> {
  const { state } = await ask<Dispute>(`/disputes/${id}`)
  return (state?.party ?? []).filter((p) => !p.removed && !p.erased).map(({ no, name, address }) => ({ no, name, place: address }))
}

interface Kind {
  kind: string
  zh: string
  rights: { from: string; zh: string; article?: string; article_holds_in?: string[] }[]
}
let kinds: Promise<Kind[]> | undefined

/** What a notice of a kind tells, as it was worded on the day from which it is owed. */
export async function noticeTold(kind: string, channel: string | undefined, owed: string): Promise<Told> {
  kinds ??= ask<{ items: Kind[] }>('/notice-kinds').then(({ items }) => items)
  const row = (await kinds).find((k) => k.kind === kind)
  const text = row?.rights.filter((r) => r.from <= owed).pop()
  const holds = text?.article_holds_in === undefined || text.article_holds_in.includes(channel ?? '')
  return { title: row?.zh ?? '', text: text?.zh ?? '', article: holds ? text?.article : undefined }
}
