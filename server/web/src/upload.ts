// Files go out in parts of 1 MiB at most (server/uploads.c); what was sent is
// attached by its command.

import { ask } from './api'

const part = 1 << 20

export interface Sent {
  upload: string
  name: string
}

const fresh = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Send `file` to the matter; where it lies there. */
export async function upload(id: string, file: File): Promise<Sent> {
  const at = fresh()
  for (let from = 0; from < file.size; from += part) {
    const to = Math.min(from + part, file.size)
    const headers = file.size <= part ? undefined : { 'Content-Range': `bytes ${from}-${to - 1}/${file.size}` }
    await ask(`/disputes/${id}/uploads/${at}`, { method: 'PUT', file: file.slice(from, to), headers })
  }
  return { upload: at, name: file.name.slice(0, 200) }
}
