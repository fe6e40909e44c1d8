// Rule sets over the interface: how one is written.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'

import { send } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

const root = new URL('../../', import.meta.url)

let service
before(async () => {
  service = await startService()
})
after(() => service?.stop())

test('the schema of rule sets is served as it is shipped, to anyone', async () => {
  const answer = await send(`${service.url}/api/v1/rules/schema`)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type'), /^application\/json/)
  assert.equal(answer.text, await readFile(new URL('lib/rules/schema/rule-set.schema.json', root), 'utf8'))
})
