// Where the keyboard goes when a part that had it leaves the page: back to where
// it was called from, or to the page.

import { onUnmounted } from 'vue'

// What is pressed is often disabled while its act is under way, and loses the
// focus by that.
let last: EventTarget | null = null
document.addEventListener('focusin', (event) => (last = event.target))

export const toPage = (): void => document.querySelector<HTMLElement>('#page')?.focus({ preventScroll: true })

/** To `from` as soon as it can have the focus, in so many frames. */
function back(from: EventTarget | null, frames: number): void {
  if (document.activeElement !== document.body) return
  if (!(from instanceof HTMLElement) || !from.isConnected || frames === 0) toPage()
  else if (from.matches(':disabled')) requestAnimationFrame(() => back(from, frames - 1))
  else from.focus()
}

export function useReturn(): void {
  const from = last
  onUnmounted(() => requestAnimationFrame(() => back(from, 60)))
}
