// Which part of a list is shown.  It stands in the address of the page and goes
// to the service as it stands there.

import type { LocationQuery } from 'vue-router'

export interface Filter {
  name: string // of the read's parameter
  label: string
  choices: { value: string; label: string }[]
}

/** What is chosen of a filter; '' for all, and for what it does not have. */
export const chosenOf = (filter: Filter, query: LocationQuery): string => {
  const value = query[filter.name]
  return filter.choices.find((c) => c.value === value)?.value ?? ''
}

/** `path` with what is chosen of each. */
export function filtered(path: string, filters: Filter[], query: LocationQuery): string {
  const pairs = filters.map((f) => [f.name, chosenOf(f, query)] as const).filter(([, value]) => value !== '')
  return pairs.length === 0 ? path : `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}
