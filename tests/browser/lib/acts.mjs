// What people do on the pages, for journeys: each act by its form, as the words
// on the screen lead to it.

/** A dispute's page, whole. */
export const openDispute = (page, id) => page.open(`/disputes/${id}`, '.card .sentence')

/** The form of a command, found by its name among all. */
export async function openForm(page, title) {
  const find = page.getByLabel('找一项')
  if (!(await find.isVisible())) await page.getByRole('button', { name: '更多', exact: true }).click()
  await find.fill(title)
  await page.locator('.acts').getByRole('button', { name: title, exact: true }).click()
  await page.locator('form h2', { hasText: title }).waitFor()
  await page.locator('form [data-member]').first().waitFor({ state: 'attached' })
}

/** Some of a list that drops down, in that part of the page; it is shut again. */
export async function pickAll(page, field, options, part = page) {
  const own = page.getByRole('combobox', { name: field, exact: true })
  const list = part.locator('.el-select', { has: own })
  const box = list.getByRole('combobox')
  await list.click()
  for (const o of options) await page.getByRole('option', { name: o, exact: typeof o === 'string' }).click()
  if ((await box.getAttribute('aria-expanded')) === 'true') await box.press('Escape')
  await page.waitForFunction(() => [...document.querySelectorAll('.el-popper')].every((e) => !e.checkVisibility()))
}

/** One of it. */
export const pick = (page, field, option, part = page) => pickAll(page, field, [option], part)

/** One of the keys of a group. */
export const choose = (page, group, word) => page.getByRole('group', { name: group, exact: true }).getByText(word, { exact: true }).click()

/** Save; the form goes when the service has it, and stays with what it says against it. */
export async function save(page) {
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const form = page.locator('main form')
  const gone = form.waitFor({ state: 'detached' }).then(() => null)
  const refused = form.getByRole('alert').waitFor().then(() => form.innerText())
  const said = await Promise.race([gone, refused])
  if (said !== null) throw new Error(said)
}

/** A form from its opening to its receipt; `fill` writes into it. */
export async function act(page, title, fill = () => {}) {
  await openForm(page, title)
  await fill()
  await save(page)
}

/** Both agree, it is taken up, `mediator` presides. */
export async function takeUp(page, id, parties, mediator) {
  await openDispute(page, id)
  for (const name of parties)
    await act(page, '记录当事人意见', async () => {
      await pick(page, '答复', '同意')
      await pick(page, '方式', '口头')
      await pick(page, '当事人编号', name)
    })
  await act(page, '受理')
  await act(page, '指定调解员', async () => {
    await page.getByRole('button', { name: '加一行调解员' }).click()
    await pick(page, '人员', mediator)
    await page.getByLabel('已声明无利害关系').check()
  })
}

/** A sitting of `id` that just ended; `more` goes on in the form before it is saved. */
export async function sit(page, id, result, more = () => {}) {
  await page.open(`/disputes/${id}/session`, 'form')
  await page.getByText('都到了').click()
  await page.getByText(result, { exact: true }).click()
  await more()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText(/已记下/).waitFor()
}

/** All that is owed in the dispute is handed over. */
export async function serve(page, id) {
  await openDispute(page, id)
  await act(page, '送达', async () => {
    const all = page.getByRole('button', { name: '全选' })
    if (await all.isVisible()) await all.click()
    else await page.locator('[data-member=notices] input').first().check()
  })
}
