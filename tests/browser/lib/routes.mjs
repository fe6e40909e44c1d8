// Every route of the interface, with who has it in his menu; those of one person
// stand together.

import { readFile } from 'node:fs/promises'

const pages = JSON.parse(await readFile(new URL('../../../server/web/src/pages.json', import.meta.url), 'utf8'))
// If it is not the village's mediator.
const whose = {
  Lists: 'admin', Calendar: 'admin', Outbox: 'admin', Accounts: 'security', Keys: 'security', ReadLog: 'auditor',
  Orders: 'hotline.a', Petitions: 'petition.a', Bundles: 'court.a', Roster: 'aid.a', Staff: 'village.c',
}

/** [{ name, path, who }]; `who` of the first, which is the sign-in, is null. */
export async function routesOf(county) {
  const set = (await county.village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a').id
  const ids = { RuleSet: set }
  const all = pages.map(({ name, path }) => ({
    name,
    path: path.replace(':id', ids[name] ?? county.ids.boundary),
    who: name === 'SignIn' ? null : (whose[name] ?? 'village.a'),
  }))
  const people = [...new Set(all.map((r) => r.who))].sort((a, b) => (a === null ? -1 : b === null ? 1 : 0))
  return people.flatMap((who) => all.filter((r) => r.who === who))
}
