// Finding a matter by who is in it, a telephone, words of its title or its code.

import { ask } from './api'

export interface Found {
  id: string
  code: string
  title?: string
}

export const find = async (words: string): Promise<Found[]> =>
  (await ask<{ items: Found[] }>('/search', { method: 'POST', body: { words: words.trim() } })).items
