// In which language: Chinese unless the person has chosen English.

import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'

const kept = 'language'
let now: Language = localStorage.getItem(kept) === 'en' ? 'en' : 'zh'

export const i18n = createI18n({ legacy: false, locale: now as string, missingWarn: false, fallbackWarn: false })

export const language = (): Language => now

/** Words one after the other. */
export const listed = (words: string[]): string => words.join(now === 'en' ? ', ' : '、')

async function load(): Promise<void> {
  const words = now === 'en' ? await import('./words/en.json') : await import('./words/zh.json')
  i18n.global.setLocaleMessage(now, words.default)
  i18n.global.locale.value = now
  document.documentElement.lang = now === 'en' ? 'en' : 'zh-CN'
}

/** Before the first page is shown. */
export const languageReady = load

export async function choose(next: Language): Promise<void> {
  now = next
  localStorage.setItem(kept, next)
  await load()
}
