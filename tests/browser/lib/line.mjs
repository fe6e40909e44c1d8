// A line between a browser and the service that can be cut, and that loses.
//
//   const line = await openLine(service)        // which allows its host at any port
//   line.url; line.cut(); line.restore(0.3); await line.close()
//
// Of each hundred requests `loss` parts are lost with the connection: half
// before the service has them, half of their answers after it has carried them
// out.  What is lost is drawn by a seed, so a run can be run again.

import { once } from 'node:events'
import { connect, createServer } from 'node:net'

function drawer(seed) {
  let x = seed
  return () => {
    x = (x + 0x6d2b79f5) | 0
    let t = Math.imul(x ^ (x >>> 15), 1 | x)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export async function openLine(service, seed = 20240307) {
  const draw = drawer(seed)
  const open = new Set()
  let down = false
  let loss = 0
  let lost = 0

  const server = createServer((near) => {
    if (down) {
      near.destroy()
      return
    }
    const far = connect(service.port, '127.0.0.1')
    const both = [near, far]
    const end = () => both.forEach((s) => s.destroy())
    let answerLost = false
    open.add(end)
    near.on('data', (part) => {
      const drawn = /^POST /.test(part.toString('latin1', 0, 5)) ? draw() : 1
      if (drawn < loss) lost++
      if (drawn < loss / 2) end()
      else far.write(part)
      answerLost = drawn < loss
    })
    far.on('data', (part) => (answerLost ? end() : near.write(part)))
    for (const s of both) {
      s.on('error', end)
      s.on('close', () => {
        end()
        open.delete(end)
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    lost: () => lost,
    cut() {
      down = true
      for (const end of open) end()
    },
    restore(part = 0) {
      loss = part
      down = false
    },
    async close() {
      this.cut()
      server.close()
      await once(server, 'close')
    },
  }
}
