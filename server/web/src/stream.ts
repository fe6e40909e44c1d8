// What goes on elsewhere while a page is open (GET /api/v1/stream): which
// streams have gone on.  One line a browser window, and only while the window
// is seen: a browser has six lines to a service, and hidden pages would use
// them up.  What came meanwhile is told when it is seen again.

import { onScopeDispose } from 'vue'

export interface Change {
  kind: string
  id: string
  seq: number
  event: string
}

interface Listener {
  fits: (change: Change) => boolean
  again: () => void
}

const listeners = new Set<Listener>()
const rest = 300 // ms in which several changes are one
const patience = 60_000 // ms before a refused line is asked for again
let source: EventSource | undefined
let last = '' // id of the last event
let retry: number | undefined

/** `change` null: nobody knows what has happened meanwhile. */
function tell(change: Change | null): void {
  for (const l of listeners) if (change === null || l.fits(change)) l.again()
}

function shut(): void {
  clearTimeout(retry)
  source?.close()
  source = undefined
}

function open(): void {
  shut()
  if (listeners.size === 0 || document.visibilityState === 'hidden') return
  source = new EventSource(`/api/v1/stream${last === '' ? '' : `?after=${last}`}`)
  source.addEventListener('here', (e) => {
    const first = last === ''
    last = e.lastEventId
    if (!first) tell(null)
  })
  source.addEventListener('change', (e) => {
    last = e.lastEventId
    tell(JSON.parse(e.data as string) as Change)
  })
  source.addEventListener('error', () => {
    // The browser tries again by itself unless the service has refused.
    if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(open, patience)
  })
}
document.addEventListener('visibilitychange', open)

/** Call `again` shortly after something that fits has changed, as long as the page is there. */
export function useChanges(fits: (change: Change) => boolean, again: () => void): void {
  let timer: number | undefined
  const listener: Listener = {
    fits,
    again: () => {
      clearTimeout(timer)
      timer = window.setTimeout(again, rest)
    },
  }
  listeners.add(listener)
  if (source === undefined) open()
  onScopeDispose(() => {
    clearTimeout(timer)
    listeners.delete(listener)
    if (listeners.size === 0) shut()
  })
}
