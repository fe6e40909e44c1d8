// What divisions are called; asked once for those of a list.  On an English page
// a name is told in Latin letters first: "Qinghe (清河县)".

import { reactive } from 'vue'

import { ask } from './api'
import { language } from './language'

const names = reactive(new Map<string, { name: string; latin?: string }>())

export async function readAreas(codes: string[]): Promise<void> {
  const asked = [...new Set(codes)].filter((code) => code !== '' && !names.has(code))
  if (asked.length === 0) return
  const { items } = await ask<{ items: { code: string; name: string; latin?: string }[] }>(`/division-names?codes=${asked.join(',')}`)
  for (const { code, name, latin } of items) names.set(code, { name, latin })
}

/** The name of a division; its code for one that is not known. */
export function areaName(code: string): string {
  const { name, latin } = names.get(code) ?? { name: code }
  return language() === 'en' && latin !== undefined ? `${latin} (${name})` : name
}
