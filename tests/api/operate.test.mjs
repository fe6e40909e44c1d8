// What the command line says to who runs a site: what is wrong, and what to do.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hejie } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
before(async () => {
  service = await startService()
})
after(() => service.stop())

test('without the owner nothing is looked at, and it is said what to set', async () => {
  const poor = { environment: { ...service.environment, HEJIE_DATABASE_ADMIN: '' } }
  for (const args of [['verify'], ['rebuild', '--check'], ['keys', 'list'], ['keys', 'rotate']]) {
    const { code, stdout, stderr } = await hejie(poor, ...args)
    assert.equal(code, 1, args.join(' '))
    assert.equal(stdout, '')
    assert.match(stderr, /set HEJIE_DATABASE_ADMIN/)
  }
  assert.equal((await hejie(service, 'verify')).code, 0)
})

test('a database keeps its kind of time, and init says which it has', async () => {
  const real = await hejie(service, 'init', '--demonstration', '--sign-ins', '/dev/null')
  assert.equal(real.code, 1)
  assert.match(real.stderr, /has simulated time, for ever: say --simulated, or use another database/)
  const again = await hejie(service, 'init', '--demonstration', '--simulated', '--sign-ins', '/dev/null')
  assert.equal(again.code, 0, again.stderr)
  assert.equal(again.stderr, '', 'nothing to warn of')
})

test('help operate is there in both languages', async () => {
  for (const [language, words] of [
    ['en', ['BACKUP', 'RESTORE', 'KEY FILE', 'ROTATION', 'UPGRADE', 'SEVERAL SERVERS', 'HIGH AVAILABILITY']],
    ['zh', ['备份', '恢复', '密钥文件', '轮换', '升级', '多台服务器', '高可用']],
  ]) {
    const { code, stdout } = await hejie({ environment: { ...service.environment, HEJIE_LANGUAGE: language } }, 'help', 'operate')
    assert.equal(code, 0)
    for (const word of words) assert.match(stdout, new RegExp(`^${word}$`, 'm'))
  }
})
