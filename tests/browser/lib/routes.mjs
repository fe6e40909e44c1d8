// Every route of the interface, with who has it in his menu, in the demonstration
// county; those of one person stand together.

import { readFile } from 'node:fs/promises'

import { openSite } from '../../api/lib/client.mjs'

const pages = JSON.parse(await readFile(new URL('../../../server/web/src/pages.json', import.meta.url), 'utf8'))
// If it is not the village's mediator.
const whose = {
  Lists: 'admin', Calendar: 'admin', Outbox: 'admin', Accounts: 'security', Keys: 'security', ReadLog: 'auditor',
  Orders: 'hotline.a', Petitions: 'petition.a', Bundles: 'court.a', Custody: 'court.a', Roster: 'aid.a', Staff: 'village.c', Duties: 'judicial.a', Ledgers: 'judicial.a',
}

/** What startService is told for a county with life in it. */
export const county = { init: ['--from', '2026-11-20'], fill: true, settings: { login_account_per_minute: 1000, login_address_per_minute: 10000 } }

/** [{ name, path, who }] in such a county; `who` of the first, which is the sign-in, is null. */
export async function routesOf(service) {
  const [village, court] = await (await openSite(service)).all('village.a', 'court.a')
  const today = (await village.read('/api/v1/today?limit=200')).items
  const booked = today.find((w) => w.phase === 'mediating' && w.attempts > 0) ?? today.find((w) => w.phase === 'mediating')
  const ids = {
    RuleSet: (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a').id,
    Custody: (await court.read('/api/v1/bundles?state=lacking')).items[0].id,
    Group: today.find((w) => w.title?.includes('名木工')).id,
  }
  const asked = { FigureList: '?of=limits&from=2026-05-01&to=2026-11-30&state=fired' }
  const all = pages.map(({ name, path }) => ({
    name,
    path: path.replace(':id', ids[name] ?? booked.id) + (asked[name] ?? ''),
    who: name === 'SignIn' ? null : (whose[name] ?? 'village.a'),
  }))
  const people = [...new Set(all.map((r) => r.who))].sort((a, b) => (a === null ? -1 : b === null ? 1 : 0))
  return people.flatMap((who) => all.filter((r) => r.who === who))
}
