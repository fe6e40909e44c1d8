// Sealing what this browser keeps, with the person's key: the service tells it
// at sign-in, and it is the same at each.

let key: CryptoKey | undefined

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (h) => parseInt(h, 16))
const text = (raw: ArrayBuffer | Uint8Array): string => {
  let all = ''
  for (const b of new Uint8Array(raw)) all += String.fromCharCode(b)
  return btoa(all)
}
const raw = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

/** A key that can be used and kept, and that nothing on the page can read. */
export const keyOf = (hex: string): Promise<CryptoKey> => crypto.subtle.importKey('raw', bytes(hex), 'AES-GCM', false, ['encrypt', 'decrypt'])

export const hold = (next: CryptoKey): void => void (key = next)

export async function seal(value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key!, new TextEncoder().encode(JSON.stringify(value)))
  return JSON.stringify({ at: Date.now(), iv: text(iv), box: text(box) })
}

/** What was sealed; null if it was sealed for somebody else or in another form. */
export async function unseal<T>(kept: string): Promise<T | null> {
  try {
    const { iv, box } = JSON.parse(kept) as { iv: string; box: string }
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: raw(iv) }, key!, raw(box))
    return JSON.parse(new TextDecoder().decode(plain)) as T
  } catch {
    return null
  }
}

/** When it was sealed, without opening it. */
export const sealedAt = (kept: string): number => Number(/"at":(\d+)/.exec(kept)?.[1] ?? 0)
