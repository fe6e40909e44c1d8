// Letters to be posted: one file, in it one sheet for each person, with his name
// and address and nobody else's, the words of his rights, and a code that opens
// his matter; read from the file by pdftotext, and the QR from its squares.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { registration, send, takeUp } from '../api/lib/client.mjs'
import { deskSize, fileOf, phoneSize } from './lib/browser.mjs'
import { readQr } from './lib/qr.mjs'
import { setUp } from './lib/set_up.mjs'

let service, county, browser
setUp((s) => ({ service, county, browser } = s))

const surnames = ['宗政', '濮阳', '淳于', '单于', '申屠', '公孙', '仲孙', '轩辕', '令狐', '钟离']
/** A matter of two people who live where nobody else does. */
async function matter(n) {
  const people = [2 * n, 2 * n + 1].map((i) => ({ name: `${surnames[i]}信`, address: `石桥村第${i + 31}号院` }))
  const { id, code, slip } = await county.village.register(registration({
    title: `寄信的事${n}`,
    parties: people.map((p, i) => ({ kind: 'natural', side: i === 0 ? 'applicant' : 'respondent', ...p })),
  }))
  return { id, code, slip, people }
}

/** The file that the page offers: the words of each letter, overleaf as well, and what its QR says. */
async function taken(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '取信件' }).click()])
  const path = await fileOf(download)
  const words = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  const file = await readFile(path, 'latin1')
  const qr = [...file.matchAll(/stream\n([^]*?)endstream/g)].map(([, drawn]) => {
    const dots = [...drawn.matchAll(/^([\d.]+) ([\d.]+) (3\.12) 3\.12 re f$/gm)].map(([, x, y]) => [Number(x), Number(y)])
    if (dots.length === 0) return null
    const [left, top] = [Math.min(...dots.map(([x]) => x)), Math.max(...dots.map(([, y]) => y))]
    const place = (d) => Math.round(d / (1.1 * 72 / 25.4)) + 4
    return readQr(dots.map(([x, y]) => `M${place(x - left)} ${place(top - y)}h1v1h-1z`).join(''))
  })
  assert.equal(qr.length, words.length)
  const letters = []
  words.forEach((text, i) => {
    const overleaf = /收,接上页/.test(text)
    assert.equal(qr[i] === null, overleaf, `page ${i + 1}`)
    if (overleaf) letters.at(-1).push(text)
    else letters.push(Object.assign([text], { qr: qr[i] }))
  })
  return letters.map((pages) => {
    const text = pages.join('\n')
    return { text: text.replaceAll(/\s+/g, ' '), flat: text.replaceAll(/\s+/g, ''), qr: pages.qr, pages: pages.map((p) => p.replaceAll(/\s+/g, '')) }
  })
}

/** Each of `people` has one sheet, on which is nobody else of `all`. */
function oneEach(sheets, people, all) {
  assert.equal(sheets.length, people.length)
  for (const p of people) {
    const his = sheets.filter((s) => s.flat.includes(p.name))
    assert.equal(his.length, 1, p.name)
    assert.ok(his[0].flat.includes(p.address), `${p.name}: ${his[0].text}`)
    assert.match(his[0].text, new RegExp(`${p.name} ?收`))
    for (const other of all.filter((o) => o !== p))
      for (const word of [other.name, other.address]) assert.ok(!his[0].flat.includes(word), `${word} is in the letter of ${p.name}`)
    assert.ok(!/寄信的事/.test(his[0].text), 'the title names both')
  }
}
const sheetOf = (sheets, p) => sheets.find((s) => s.flat.includes(p.name))
const progress = (code, secret) => send(`${service.url}/api/v1/progress`, { method: 'POST', headers: { Origin: service.url, 'Content-Type': 'application/json' }, body: { code, secret } })
const choose = (page, what) => page.getByLabel(`选上:${what}`).check()

test('notices to be posted: one letter each, two notices of one person in one; the new secret opens, the former does not', async () => {
  const all = []
  for (const n of [0, 1]) {
    const m = await matter(n)
    await takeUp(county.village, m.id)
    await county.village.done(m.id, 'set-contact-means', { ways: [1, 2].map((party) => ({ party, reach: 'post' })) })
    all.push(m)
  }
  await county.village.done(all[1].id, 'end-procedure', { ground: 'no_agreement' })
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/service?by=post' })
  const people = all.flatMap((m) => m.people)
  await page.locator('main li input[type=checkbox]').first().waitFor()
  const boxes = page.locator('main li input[type=checkbox]')
  const notices = await boxes.count()
  assert.ok(notices > people.length, `${notices} notices`)
  for (let i = 0; i < notices; i++) await boxes.nth(i).check()
  await page.getByRole('button', { name: '做成信件,一人一封' }).click()
  await page.getByText(`${people.length}封信已做好`).waitFor()
  await page.look('Service-letters')
  const sheets = await taken(page)
  oneEach(sheets, people, people)
  for (const s of sheets) assert.match(s.flat, /您可以:选择或者接受调解员.*人民调解法23、24/)
  for (const p of all[1].people) assert.match(sheetOf(sheets, p).flat, /权利义务告知书.*仲裁、行政、司法等途径/)

  for (const m of all)
    for (const p of m.people) {
      const [code, secret] = sheetOf(sheets, p).qr.split(' ')
      assert.equal(code, m.code)
      assert.ok(sheetOf(sheets, p).flat.includes(`查询密码${secret}`))
      const answer = await progress(code, secret)
      assert.equal(answer.status, 200)
      assert.ok(!answer.text.includes(m.people.find((o) => o !== p).name))
    }
  assert.equal((await progress(all[0].code, all[0].slip.secret)).status, 404, 'the slip of the counter')
  await page.context().close()
})

test('what we offered: each party of what is chosen gets a letter, who has no address is told of at the row', async () => {
  const [one, two] = [await matter(2), await matter(3)]
  const without = await county.village.register(registration({ title: '没有地址', parties: ['applicant', 'respondent'].map((side, i) => ({ kind: 'natural', side, name: `赫连${i}` })) }))
  for (const { id } of [one, two, without]) await county.village.done(id, 'refer', { to: county.township.org, kind: 'refer', reason: '超出能力' })
  const page = await browser.visit(service, 'village.a', phoneSize, { path: '/referrals?way=out' })
  for (const title of ['寄信的事2', '没有地址']) await choose(page, title)
  await page.getByRole('button', { name: '做成信件,一人一封' }).click()
  await page.getByText('2封信已做好').waitFor()
  await page.getByText('没有写地址,寄不了').waitFor()
  await page.look('Referrals-letters')
  const sheets = await taken(page)
  oneEach(sheets, one.people, [...one.people, ...two.people])
  for (const s of sheets) assert.match(s.flat, /移送情况告知.*向青石镇人民调解委员会提出移送.*申请仲裁、提起诉讼/)
  await page.context().close()
})

test('what does not fit goes on overleaf, with the name of whose it is; nothing of it is lost', async () => {
  const m = await matter(4)
  const { village } = county
  for (const again of [false, true]) {
    if (again) await village.done(m.id, 'open-procedure', { channel: 'people' })
    await takeUp(village, m.id)
    await village.done(m.id, 'end-procedure', { ground: 'no_agreement' })
  }
  await village.done(m.id, 'set-contact-means', { ways: [{ party: 1, reach: 'post' }] })
  const [p] = m.people
  const page = await browser.visit(service, 'village.a', deskSize, { path: '/service?by=post' })
  const his = page.locator('main li', { hasText: p.name })
  await his.first().waitFor()
  assert.equal(await his.count(), 4)
  for (const row of await his.all()) await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: '做成信件,一人一封' }).click()
  await page.getByText('1封信已做好').waitFor()
  const [letter, ...more] = await taken(page)
  assert.equal(more.length, 0)
  assert.equal(letter.pages.length, 2)
  const [front, overleaf] = letter.pages
  assert.ok(front.includes(p.address) && front.includes('查询密码'), front)
  assert.ok(overleaf.startsWith(`${p.name}收,接上页`) && !overleaf.includes('查询密码'), overleaf)
  for (const title of ['权利义务告知书', '其他途径告知书']) assert.equal(letter.flat.split(title).length - 1, 2, letter.text)
  for (const [words, n] of [['共同申请司法确认。依据:人民调解法23、24', 2], ['途径维护自己的权利。依据:人民调解法26', 2]])
    assert.equal(letter.flat.replace(`${p.name}收,接上页`, '').split(words).length - 1, n, letter.text)
  await page.context().close()
})
