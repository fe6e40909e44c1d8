// Amounts: the service counts in fen.

const format = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

export const yuan = (fen: number): string => `${format.format(fen / 100)}元`
