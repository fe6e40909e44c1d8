// Every route of the interface, with who has it in his menu, in the demonstration
// county; those of one person stand together.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'

import { openSite } from '../../api/lib/client.mjs'
import { crowded, filled } from './set_up.mjs'

const pages = JSON.parse(await readFile(new URL('../../../server/web/src/pages.json', import.meta.url), 'utf8'))
// If it is not the village's mediator.
const whose = {
  Lists: 'admin', Calendar: 'admin', Outbox: 'admin', Accounts: 'security', Keys: 'security', ReadLog: 'auditor',
  Orders: 'hotline.a', Petitions: 'petition.a', Bundles: 'court.a', Custody: 'court.a', Roster: 'aid.a', Staff: 'village.c', Duties: 'judicial.a', Ledgers: 'judicial.a',
}

/** What startService is told for a county with life in it. */
export const county = { ...filled, settings: crowded }

/** One of each that stands beside disputes, of which that county has none; ids by the pages that show them. */
async function besides(site, village) {
  const [admin, head, centre] = await site.all('admin', 'village.c', 'centre.a')
  const sets = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets: ['file-review-people'] })
  assert.equal(sets.status, 200, sets.text)
  const made = async (who, streams, name, body) => {
    const answer = await who.post(`/api/v1/${streams}/commands/${name}`, body)
    assert.equal(answer.status, 201, answer.text)
    return answer.json.id
  }
  const parties = [{ class: 'organisation', name: '青石村村民委员会' }, { class: 'villager', name: '八组村民', heads: 40 }]
  return {
    Compact: await made(village, 'compacts', 'open-compact', { between: 'villagers', class: 'public_affairs', form: 'agreement', title: '八组灌溉用水公约', parties }),
    Assessment: await made(village, 'assessments', 'open-assessment', { matter: '修路', title: '村道拓宽', subject: 'K1+200' }),
    Help: await made(village, 'helps', 'refer-to-help', { body: centre.org, kind: 'social', manner: 'oral', consent: true, name: '乙丑亮', reason: '独居' }),
    Review: await made(head, 'reviews', 'open-review', { body: head.org, from: '2026-05-01', to: '2026-11-30', seed: '20261120', size: 3 }),
  }
}

/** [{ name, path, who }] in such a county; `who` of the first, which is the sign-in, is null. */
export async function routesOf(service) {
  const site = await openSite(service)
  const [village, court] = await site.all('village.a', 'court.a')
  const today = (await village.read('/api/v1/today?limit=200')).items
  const booked = today.find((w) => w.phase === 'mediating' && w.attempts > 0) ?? today.find((w) => w.phase === 'mediating')
  const ids = {
    RuleSet: (await village.read('/api/v1/rules/shelf')).items.find((s) => s.name === 'three-two-one-a').id,
    Custody: (await court.read('/api/v1/bundles?state=lacking')).items[0].id,
    Group: today.find((w) => w.title?.includes('名木工')).id,
  }
  Object.assign(ids, await besides(site, village))
  const asked = { FigureList: '?of=limits&from=2026-05-01&to=2026-11-30&state=fired' }
  const all = pages.map(({ name, path }) => ({
    name,
    path: path.replace(':id', ids[name] ?? booked.id) + (asked[name] ?? ''),
    who: name === 'SignIn' ? null : (whose[name] ?? 'village.a'),
  }))
  const people = [...new Set(all.map((r) => r.who))].sort((a, b) => (a === null ? -1 : b === null ? 1 : 0))
  return people.flatMap((who) => all.filter((r) => r.who === who))
}
