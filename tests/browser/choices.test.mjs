// What names something that is there is chosen, never typed: no form for staff
// asks a person for an id or a number that the service could list.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import { registration, send } from '../api/lib/client.mjs'
import { openForm, pick, save } from './lib/acts.mjs'
import { deskSize, phoneSize } from './lib/browser.mjs'
import { picture } from './lib/pictures.mjs'
import { setUp } from './lib/set_up.mjs'

const web = new URL('../../server/web/', import.meta.url).pathname
let service, county, browser
setUp((s) => ({ service, county, browser } = s))

/** The parts of the pages that say what a member names, as a module of node. */
async function formsOfPages() {
  const { build } = createRequire(`${web}package.json`)('esbuild')
  const stdin = { contents: "export * from './forms'; export { kinds } from './streams'", resolveDir: `${web}src`, loader: 'ts' }
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'silent' })
  globalThis.localStorage ??= { getItem: () => null }
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

// Chosen by a part of their own: the pictures of a paper, the members of a roll
// in its list; and those of whom a form has its own list, where it is opened.
const elsewhere = ['disputes/attach upload', /^groups\/.* members?$/, /^\w+\/correct-category category_/]

test('every member of a table that names something is one to choose', async () => {
  const { optionsOf, otherDisputes, kinds } = await formsOfPages()
  const { json: spec } = await send(`${service.url}/openapi.json`)
  const around = { events: [], people: [], bodies: [], offers: [], counsel: [], today: '2024-03-07', state: {} }
  const typed = []
  let n = 0
  const look = (at, name, schema, own) => {
    const one = schema.items ?? schema
    const names = one.pattern === '^[0-9a-f]{32}$' || name === 'on_behalf' || name.startsWith('category_') || (one.type === 'integer' && /编号/.test(schema.title ?? ''))
    if (names) {
      n++
      const place = `${at} ${name}`
      if (optionsOf(name, schema, { ...around, own }) === undefined && !otherDisputes.includes(name) && !elsewhere.some((e) => (e instanceof RegExp ? e.test(place) : e === place))) typed.push(place)
    }
    for (const [member, inner] of Object.entries(one.properties ?? {})) look(at, member, inner, own)
  }
  const walked = new Set()
  for (const [path, { post }] of Object.entries(spec.paths)) {
    const [, kind, begun, command] = /^\/api\/v1\/([a-z]+)(\/\{id\})?\/commands\/(.+)$/.exec(path) ?? []
    const beside = kinds.find((k) => k.streams === kind)
    // How a dispute begins has pages of its own, shaped by hand.
    if (beside === undefined && !(['disputes', 'groups'].includes(kind) && begun)) continue
    walked.add(kind)
    look(`${kind}/${command}`, '', post.requestBody.content['application/json'].schema, beside?.own(undefined, []))
  }
  assert.deepEqual([...walked].sort(), ['assessments', 'compacts', 'disputes', 'groups', 'helps', 'reviews'])
  assert.ok(n > 150, `${n} members name something`)
  assert.deepEqual(typed, [])
})

test('another dispute is found by who is in it, or stands there because it is alike', async () => {
  const { boundary, noise, water } = county.ids
  const page = await browser.visit(service, 'village.a', phoneSize, { path: `/disputes/${boundary}` })
  await openForm(page, '关联纠纷')
  const form = page.locator('main form')
  assert.equal(await form.locator('input:checked').count(), 0)
  await form.getByLabel('姓名、拼音').fill('癸酉静')
  await form.getByRole('button', { name: '找', exact: true }).click()
  await form.getByText('壬申宁—癸酉静 半夜放音响').click()
  await page.look('Dispute-choice')
  await pick(page, '另一纠纷是本纠纷的', '同一当事人的另一纠纷')
  await form.getByLabel('理由').fill('同一排房子')
  await save(page)
  await page.getByRole('button', { name: '双方' }).click()
  await page.locator('section.links').getByRole('link', { name: /半夜放音响/ }).waitFor()
  assert.deepEqual((await county.village.dispute(boundary)).state.link.map((l) => l.other), [noise])

  // The same people came again: the other matter stands there unasked.
  const { id: again } = await county.village.register(registration({
    title: '庚午水—辛未渠 放水先后', facts: '放水先后', parties: (await county.village.dispute(water)).state.party.map(({ kind, side, name }) => ({ kind, side, name })),
  }))
  await page.open(`/disputes/${again}`)
  await openForm(page, '并入另一纠纷')
  await form.getByText('庚午水—辛未渠 放水先后').click()
  assert.equal(await form.locator('input:checked').getAttribute('value'), water)
  await page.context().close()
})

test('a category is chosen by its words, in both code sets', async () => {
  const { noise } = county.ids
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${noise}` })
  await openForm(page, '更正纠纷类别')
  await pick(page, '类别(司法部)', '邻里纠纷')
  await page.getByText('还可以填').click()
  await page.look('Category-form')
  const gb = page.locator('.el-select', { has: page.getByRole('combobox', { name: '类别(国标)', exact: true }) })
  await gb.click()
  await page.getByRole('combobox', { name: '类别(国标)', exact: true }).fill('邻里')
  await page.getByRole('option', { name: /邻里/ }).last().click()
  await page.getByLabel('更正原因').fill('是噪声扰民')
  await save(page)
  const { state } = await county.village.dispute(noise)
  assert.equal(state.category_moj, 'LL')
  assert.match(state.category_gb, /^\d{4}$/)
  await page.context().close()
})

test('a paper is a file that one chooses', async () => {
  const { late } = county.ids
  const page = await browser.visit(service, 'village.a', deskSize, { path: `/disputes/${late}` })
  await openForm(page, '附入材料')
  await pick(page, '材料种类', '其他材料')
  await page.locator('main form input[type=file]').setInputFiles(picture)
  await page.look('Attach-form')
  await save(page)
  assert.equal((await county.village.dispute(late)).state.attachment.length, 1)
  await page.context().close()
})
