// A file that goes out of the house: fetched as any answer is, since it may ask
// again who one is, and then handed to the browser to be saved.

import { ask } from './api'

/** A table (CSV) under a name; the mark is for spreadsheets. */
export function saveText(text: string, name: string): void {
  const href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  URL.revokeObjectURL(href)
}

/** A table of the service under a name. */
export const saveTable = async (path: string, name: string): Promise<void> => saveText(await ask<string>(path), name)
