// One browser for all tests of a command, in which each visit has a context of
// its own:
//
//   node tests/browser/lib/one_browser.mjs node --test tests/browser
//
// The tests find it in HEJIE_BROWSER_AT.  It ends with the command, whose status
// is ours.

import { spawn } from 'node:child_process'
import { chromium } from 'playwright-core'

import { how } from './browser.mjs'

const server = await chromium.launchServer(how)
const [command, ...args] = process.argv.slice(2)
const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, HEJIE_BROWSER_AT: server.wsEndpoint() } })
child.on('exit', async (code) => {
  await server.close()
  process.exit(code ?? 1)
})
