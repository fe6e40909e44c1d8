// Amounts: the service counts in fen, people write yuan.

import { language } from './language'

const format = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })
const withFen = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2 })

/** "1,800元"; on English pages "1,800 yuan". */
export const yuan = (fen: number): string => `${(fen % 100 === 0 ? format : withFen).format(fen / 100)}${language() === 'en' ? ' yuan' : '元'}`

/** With ten thousands, in which large sums are spoken of: "12,000元(1.2万)". */
export const spoken = (fen: number): string => (fen < 1_000_000 || language() === 'en' ? yuan(fen) : `${yuan(fen)}(${format.format(fen / 1_000_000)}万)`)

/** What was written as yuan, in fen; undefined if it is no amount. */
export function fenOf(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[,\s元]/g, '')
    .replace(/^(\d+(\.\d+)?)万$/, (_, n: string) => String(Math.round(Number(n) * 1_000_000) / 100))
  return /^\d{1,11}(\.\d{0,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined
}
