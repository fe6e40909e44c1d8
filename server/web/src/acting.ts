// One act at a time on a page: it is under way, it went well, or what was wrong.

import { ref } from 'vue'

/** `look` reads what the page shows: at once, and again after each act; a form alone has none. */
export function useActing(look?: () => Promise<unknown>) {
  const busy = ref(false)
  const fault = ref<unknown>(null)

  /** False if it was refused; what the service said is in `fault`. */
  async function act(what: () => Promise<unknown>): Promise<boolean> {
    busy.value = true
    fault.value = null
    try {
      await what()
      await look?.()
      return true
    } catch (error) {
      fault.value = error
      return false
    } finally {
      busy.value = false
    }
  }

  look?.().catch((error: unknown) => (fault.value = error))
  return { busy, fault, act }
}
