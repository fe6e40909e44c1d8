// What divisions are called; asked once for those of a list.

import { reactive } from 'vue'

import { ask } from './api'

const names = reactive(new Map<string, string>())

export async function readAreas(codes: string[]): Promise<void> {
  const asked = [...new Set(codes)].filter((code) => code !== '' && !names.has(code))
  if (asked.length === 0) return
  const { items } = await ask<{ items: { code: string; name: string }[] }>(`/division-names?codes=${asked.join(',')}`)
  for (const { code, name } of items) names.set(code, name)
}

/** The name of a division; its code for one that is not known. */
export const areaName = (code: string): string => names.get(code) ?? code
