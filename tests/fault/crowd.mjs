// Many at one timeline: whoever loses a race is decided again, nobody is sent
// away, nothing is stored twice.
//
//   scripts/with-database node tests/fault/crowd.mjs
//
// 64 commands at once on one dispute, over two workers, in real time; then the
// same with every command asked twice under one key.

import { freshKey, openSite, registration, hejie } from '../api/lib/client.mjs'
import { sql, startService } from '../api/lib/service.mjs'
import { claim, failures } from './lib/ground.mjs'

const many = 64
const service = await startService({ settings: { max_connections_per_address: 512, log_level: 'info' } })
const site = await openSite(service)
const village = await site.as('village.a')

// fetch opens a connection for each that is under way; the system spreads them
// over the workers.
const note = async (id, text, key) => (await village.ask(id, 'note', { text }, { key })).status

async function crowd(words, times) {
  const { id, version } = await village.register(registration())
  const asked = []
  const begun = Date.now()
  for (let i = 0; i < many / times; i++) {
    const key = freshKey()
    for (let t = 0; t < times; t++) asked.push(note(id, `记${i}`, key))
  }
  const answers = await Promise.all(asked)
  const ms = Date.now() - begun
  const odd = answers.filter((a) => a !== 200)
  claim(`${words}: all ${answers.length} answered 200 (${ms} ms)`, odd.length === 0, odd.join(' '))
  const state = await village.dispute(id)
  claim(`${words}: ${many / times} events, each once`, state.version === version + many / times, `version ${state.version}, before ${version}`)
  const [[distinct]] = await sql(service.database, `SELECT count(DISTINCT bytes::jsonb ->> 'cmd') FROM hejie.event WHERE kind = 'noted' AND stream = '${id}'`)
  claim(`${words}: of as many commands`, Number(distinct) === many / times, distinct)
}

// Who waits behind one that may, may no more for it.
async function strangers() {
  const foreign = await site.as('neighbour.a')
  const { id, version } = await village.register(registration())
  const asked = []
  for (let i = 0; i < 16; i++) {
    asked.push(note(id, `记${i}`, freshKey()))
    asked.push(foreign.ask(id, 'note', { text: '别人' }).then((a) => -a.status))
    asked.push(village.ask(id, 'close', {}, { match: version }).then((a) => a.status === 200 && 'closed'))
  }
  const answers = await Promise.all(asked)
  claim('strangers: what is foreign is not there', answers.filter((a) => a === -404).length === 16, answers.join(' '))
  claim('strangers: the others are served', answers.filter((a) => a === 200).length === 16, answers.join(' '))
  claim('strangers: nothing rested on a version gone by', !answers.includes('closed'))
}

await crowd('one key each', 1)
await strangers()
await crowd('two of a key', 2)
const verified = await hejie(service, 'verify')
claim('every chain holds', verified.code === 0, verified.stdout)
await service.stop()
process.exit(failures() > 0 ? 1 : 0)
