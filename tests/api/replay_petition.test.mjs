// A petition on a ladder that names offices and no bodies (办理—复查—复核) is
// read by a replay as the service carried it: it enters the step of whoever has
// it, and parts from a candidate where that says otherwise.

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { hejie, openSite } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site, office, bureau, folder, set, id
before(async () => {
  service = await startService({ init: ['--ladder', 'method-petition', '--presets', 'none'] })
  site = await openSite(service)
  ;[office, bureau] = await site.all('petition.a', 'organ.a')
  folder = await mkdtemp(join(tmpdir(), 'hejie-replay-'))
  set = JSON.parse(await readFile(new URL('../../lib/rules/sets/methods/petition.json', import.meta.url)))
  await site.move('2026-03-02T10:00:00+08:00')
  ;({ id } = await office.register({
    source: 'petition', manner: 'written', title: '安置信访', facts: '反映安置',
    parties: [{ kind: 'natural', side: 'equal', name: '何建军', phone: '10900000011' }],
  }))
  await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '房屋被拆未安置' }] })
  await office.done(id, 'refer-petition', { to: bureau.org })
  await bureau.done(id, 'receive-petition')
  await bureau.done(id, 'accept-petition')
  await site.move('2026-03-20T10:00:00+08:00')
})
after(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

// What the replay of `candidate` over this county says of the petition.
async function replayed(candidate) {
  const { code, stdout, stderr } = await hejie(service, '--language', 'en', 'rules', 'replay', 'all', 'county', '999901', 'instead', 'method-petition', candidate)
  assert.ok(code === 0 || code === 3, stderr)
  return stdout.trim().split('\n').map((l) => JSON.parse(l)).find((l) => l.dispute === id)
}
async function changed(change) {
  const other = structuredClone(set)
  change(other)
  const file = join(folder, 'other.json')
  await writeFile(file, JSON.stringify(other))
  return replayed(file)
}

test('the step that the petition entered is that of its own set', async () => {
  const moves = (await office.timeline(id)).map((e) => e.event).filter((e) => e.kind === 'ladder_moved')
  assert.deepEqual(moves.map((e) => [e.body.ladder.step, e.body.because.rule]), [[1, '/ladder/0']])
  const told = await replayed('method-petition')
  assert.deepEqual([told.result, told.old_outcome.step, told.new_outcome.step], ['same', 1, 1])
})

test('a step that takes five days parts on the day it is entered; one of a body does not take it up', async () => {
  const limited = await changed((other) => Object.assign(other.ladder[0], { length: 5, unit: 'days' }))
  assert.deepEqual([limited.result, limited.at.slice(0, 10), limited.new.act, limited.new.rule], ['differs', '2026-03-02', 'start', '/ladder/0'])
  const named = await changed((other) => Object.assign(other.ladder[1], { kinds: ['court'] }))
  assert.deepEqual([named.result, named.old.act, named.new], ['differs', 'enter', undefined])
})
