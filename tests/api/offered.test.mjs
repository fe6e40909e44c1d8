// What is offered can be asked: in a county with half a year of life, for each who
// handles something, no command that is shown as possible is refused for what was
// known before its form was filled in: who he is, where the matter stands.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { openSite } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service, site
before(async () => {
  service = await startService({ init: ['--from', '2026-11-20'], fill: true })
  site = await openSite(service)
})
after(() => service?.stop())

// The least that a form takes.
function least(schema, who) {
  if (schema.enum) return schema.enum[0]
  if (schema.oneOf ?? schema.anyOf) return least((schema.oneOf ?? schema.anyOf)[0], who)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, least(schema.properties[name], who)]))
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => least(schema.items, who))
    case 'integer':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    default:
      if (schema.format === 'date') return '2026-11-19'
      if (schema.format === 'date-time') return '2026-11-19T10:00:00+08:00'
      if (/0-9a-f/.test(schema.pattern ?? '')) return schema.pattern.includes('64') ? '0'.repeat(64) : who.org
      return '某'
  }
}

// Where the least that fits is one choice of the form among others: another.
const more = { 'record-knowledge': { known: 'administrative' }, escalate: { walk_up: true }, 'draft-agreement': { replaces: 1 } }

// What a list of a desk shows, of each some.
const lists = ['today', 'disputes', 'referrals', 'orders', 'petitions', 'offers']
// Known before a form is filled in, if it is about the procedure or the whole matter.
const known = ['not-your-right', 'wrong-phase', 'wrong-channel', 'not-in-this-stage', 'dispute-closed', 'not-closed', 'not-offered-to-you', 'offer-not-open', 'not-the-unit',
  'no-second-return', 'nothing-to-decide', 'no-appraisal', 'not-of-law-and-litigation', 'not-a-draft', 'no-such-appointment']
// What the body of the test names may not be there, or be another procedure's.
const ofBody = ['no-such-entity', 'which-procedure']
const plain = (field) => field === undefined || field === 'procedure'
const typeOf = (json) => json?.type?.split('/').at(-1)
const forms = new Map() // as once offered

for (const account of ['village.a', 'township.c', 'judicial.a', 'police.a', 'land.a', 'court.a', 'court.c', 'petition.a', 'organ.a', 'aid.a', 'hotline.c', 'centre.a', 'environment.a'])
  test(`what ${account} is offered, and what is shown as not possible`, async () => {
    const [who] = await site.all(account)
    const ids = new Set()
    for (const list of lists) for (const row of (await who.read(`/api/v1/${list}?limit=12`)).items) ids.add(row.id)
    assert.ok(ids.size > 3, `${ids.size} matters`)
    const wrong = new Set()
    let offered = 0
    let greyed = 0
    for (const id of ids) {
      const answer = await who.get(`/api/v1/disputes/${id}/commands`)
      if (answer.status !== 200) continue
      const { version } = await who.dispute(id)
      for (const c of answer.json.commands) {
        if (c.form) forms.set(c.name, c.form)
        if (!forms.has(c.name)) continue
        const body = { ...least(forms.get(c.name), who), ...(c.procedure && { procedure: c.procedure }) }
        const ask = (extra) => who.ask(id, c.name, { ...body, ...extra }, { dry: true, match: version })
        const first = await ask({})
        const { status, json } = c.allowed && known.includes(typeOf(first.json)) && more[c.name] ? await ask(more[c.name]) : first
        assert.ok(status < 500, `${c.name}: ${status}`)
        if (c.allowed && known.includes(typeOf(json)) && plain(json.field)) wrong.add(`${c.name} in ${id} is offered: ${typeOf(json)}`)
        if (!c.allowed && status === 200) wrong.add(`${c.name} in ${id} is not offered (${c.rule}), and done`)
        if (!c.allowed && status === 409 && ![c.rule, ...ofBody].includes(typeOf(json))) wrong.add(`${c.name} is not offered: ${c.rule}, and refused: ${typeOf(json)} ${json.field}`)
        if (c.allowed) offered++
        else greyed++
      }
    }
    assert.deepEqual([...wrong], [])
    assert.ok(offered > 100 && greyed > 100, `${offered} offered, ${greyed} not`)
  })
