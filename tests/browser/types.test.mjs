// The sources of the pages fit their types.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

test('the compiler has nothing to say', () => {
  const web = new URL('../../server/web/', import.meta.url).pathname
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'check'], { cwd: web, encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})
