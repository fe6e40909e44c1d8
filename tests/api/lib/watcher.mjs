// A reader of GET /api/v1/stream that can be slow: what came, event by event.
//
//   const w = await watch(service, headers)       // open, and told where it begins
//   await w.until((e) => e.data.id === id)        // the events up to that one
//   w.pause(); w.resume(); w.leave()
//   await w.ended                                  // the service closed it

import { once } from 'node:events'
import { request } from 'node:http'

const patience = 30_000

const within = (promise, what) => {
  let timer
  const late = new Promise((_, no) => (timer = setTimeout(() => no(new Error(`${what}: not within ${patience} ms`)), patience)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export async function watch(service, headers, { after, query = '' } = {}) {
  const asked = request(`${service.url}/api/v1/stream${query}`, {
    headers: { ...headers, ...(after === undefined ? {} : { 'Last-Event-ID': after }) },
  })
  asked.end()
  const [reply] = await within(once(asked, 'response'), 'an answer')
  const events = []
  let text = ''
  let wake = () => {}
  const ended = new Promise((done) => {
    reply.on('close', () => {
      done()
      wake()
    })
  })
  reply.on('error', () => {})
  reply.setEncoding('utf8')
  reply.on('data', (part) => {
    text += part
    const whole = text.split('\n\n')
    text = whole.pop()
    for (const one of whole) {
      const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(one)?.[1]
      if (field('event') !== undefined) events.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) })
    }
    wake()
  })

  const w = {
    status: reply.statusCode,
    headers: reply.headers,
    events,
    ended: within(ended, 'the end'),
    pause: () => reply.pause(),
    resume: () => reply.resume(),
    leave: () => asked.destroy(),
    /** All that came up to the first event that fits. */
    async until(fits) {
      const come = async () => {
        for (;;) {
          const at = events.findIndex(fits)
          if (at >= 0) return events.slice(0, at + 1)
          if (reply.closed) throw new Error('it ended before')
          await new Promise((done) => (wake = done))
        }
      }
      return within(come(), 'the event')
    },
  }
  w.ended.catch(() => {})
  if (w.status === 200 && after === undefined && query === '') await w.until((e) => e.event === 'here')
  return w
}
