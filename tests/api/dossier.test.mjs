// The file of a procedure: which papers it has and lacks, where it contradicts
// itself; filing waits for what is required, closing does not.

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'

import { openSite, refused, registration, send, sitting, takeUp } from './lib/client.mjs'
import { startService } from './lib/service.mjs'

let service
let site
let village
let head
before(async () => {
  service = await startService({ init: ['--ladder', 'none'] })
  site = await openSite(service)
  ;[village, head] = await site.all('village.a', 'village.c')
})
after(() => service?.stop())

const dossier = async (id, who = village) => (await who.read(`/api/v1/disputes/${id}/dossier`)).items
const missing = (file) => file.papers.filter((p) => p.missing).map((p) => p.paper)

async function attach(id, paper, who = village, procedure = undefined) {
  const upload = randomBytes(16).toString('hex')
  const sent = await send(`${service.url}/api/v1/disputes/${id}/uploads/${upload}`, {
    method: 'PUT', headers: { ...who.headers, 'Content-Type': 'text/plain' }, body: '身份证复印件' })
  assert.equal(sent.status, 200, sent.text)
  return who.done(id, 'attach', { upload, paper, name: `${paper}.txt`, procedure })
}

test('a file grows, is closed without a paper, and filed with it', async () => {
  const { id } = await village.register()
  assert.deepEqual((await dossier(id))[0].papers, [], 'before acceptance nothing is needed')
  await takeUp(village, id)
  assert.deepEqual(missing((await dossier(id))[0]), ['rights_notice', 'identity'])
  await site.move('2024-01-02T16:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-01-02T14:00:00+08:00', 'continues'))
  let [file] = await dossier(id)
  assert.deepEqual(missing(file), ['rights_notice', 'identity', 'mediation_record'])
  assert.deepEqual(file.contradictions.map((c) => c.finding), ['recorder_missing', 'record_missing'])
  await village.done(id, 'complete-record', { session: 1, text: '双方各执一词' })
  await village.done(id, 'withdraw', { parties: [1] })
  const owed = (await village.dispute(id)).state.notice.filter((n) => n.state === 'owed').map((n) => n.no)
  await village.done(id, 'serve-notice', { means: 'handed', notices: owed })
  await head.done(id, 'close', { procedure: 1 })

  const no = await head.ask(id, 'archive-procedure', { procedure: 1, retention: 'short' })
  refused(no, 409, 'paper-missing', { field: 'identity' })
  assert.match(no.json.article, /人民调解文书格式/)
  await attach(id, 'identity')
  ;[file] = await dossier(id)
  assert.deepEqual(missing(file), [])
  assert.equal(file.archived, false)
  refused(await head.ask(id, 'archive-procedure', { procedure: 1, retention: 'fixed_10' }), 409, 'no-such-retention-class', { field: 'retention' })
  await head.done(id, 'archive-procedure', { procedure: 1, retention: 'short', years: 10 })
  ;[file] = await dossier(id)
  const year = Number((await head.dispute(id)).state.procedure[0].archived_on.slice(0, 4))
  assert.deepEqual([file.archived, file.retention, file.kept_until.slice(0, 4)], [true, 'short', String(year + 10)])
  assert.deepEqual([file.retention_zh, file.retention_en], ['短期', 'short'])
  refused(await village.ask(id, 'detach', { attachment: 1, reason: '取出' }), 409, 'already-archived')
})

test('classes of keeping are the set’s: one that the county chose says the years', async () => {
  const admin = await site.as('admin')
  const choose = async (sets) => {
    const answer = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: '999901', sets })
    assert.equal(answer.status, 200, answer.text)
  }
  const { id } = await village.register()
  await takeUp(village, id)
  await attach(id, 'identity')
  await village.done(id, 'withdraw', { parties: [1] })
  const owed = (await village.dispute(id)).state.notice.filter((n) => n.state === 'owed').map((n) => n.no)
  await village.done(id, 'serve-notice', { means: 'handed', notices: owed })
  await head.done(id, 'close', { procedure: 1 })
  await choose(['retention-people-60-30'])
  let no
  for (let i = 0; i < 300 && no?.status !== 409; i++) no = await head.ask(id, 'archive-procedure', { procedure: 1, retention: 'long', years: 30 }, { dry: true })
  refused(no, 409, 'no-such-retention-class', { field: 'years', article: '人民调解卷宗保管期限(网页)' })
  await head.done(id, 'archive-procedure', { procedure: 1, retention: 'long' })
  const [file] = await dossier(id)
  const year = Number((await head.dispute(id)).state.procedure[0].archived_on.slice(0, 4))
  assert.deepEqual([file.retention_zh, file.kept_until.slice(0, 4)], ['长期60年', String(year + 60)])
  await choose([])
})

test('the file of a court’s assignment has papers of its own', async () => {
  const [court, room] = await site.all('court.a', 'room.a')
  const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined, category_word: undefined }))
  await court.done(id, 'open-suit', { received: true })
  for (const party of [1, 2]) await court.done(id, 'record-consent', { procedure: 1, party, answer: 'agrees', manner: 'written' })
  await court.done(id, 'refer', { procedure: 1, to: room.org, kind: 'refer', channel: 'assigned', consents: [1, 2], reason: '委派调解' })
  await room.done(id, 'accept-referral', { referral: 1 })
  for (const party of [1, 2]) await room.done(id, 'record-consent', { procedure: 2, party, answer: 'agrees', manner: 'written' })
  await room.done(id, 'accept', { procedure: 2 })
  const file = (await dossier(id, room)).find((f) => f.procedure === 2)
  assert.deepEqual(file.papers.map((p) => [p.paper, p.need, p.present, p.source]), [
    ['application', 'listed', true, '在线调解规则8'], ['identity', 'listed', false, '在线调解规则8、17'],
    ['service_address', 'listed', false, '在线调解规则17'], ['rights_notice', 'must', false, '特邀调解规定14'],
  ])
})

test('a local list stops nothing and says where it comes from', async () => {
  const market = await site.as('market.a')
  const { id } = await market.register({
    source: 'application', manner: 'oral', channel: 'administrative', title: '商品质量',
    facts: '手机无法开机', parties: [{ kind: 'natural', side: 'applicant', name: '甲子明' },
      { kind: 'organisation', side: 'respondent', name: '某商行' }] })
  await takeUp(market, id)
  const [file] = await dossier(id, market)
  assert.deepEqual(missing(file), [])
  const approval = file.papers.find((p) => p.paper === 'approval')
  assert.deepEqual([approval.need, approval.present, approval.certainty, approval.source], ['listed', false, 'F-L', '临海2013'])
})

test('a body without part gets no file', async () => {
  const { id } = await village.register()
  const court = await site.as('court.a')
  assert.equal((await court.get(`/api/v1/disputes/${id}/dossier`)).status, 404)
})

test('names are equal across the papers, or it is told which paper and which party', async () => {
  const agreed = async (text, signed = {}) => {
    const { id } = await village.register(registration({ title: undefined }))
    await takeUp(village, id)
    await village.done(id, 'draft-agreement', { text, terms: [{ kind: 'duty', debtor: 2, due_on: '2024-06-30', text: '拆除' }] })
    await village.done(id, 'sign-agreement', { agreement: 1, party: 1, how: 'signature' })
    await village.done(id, 'sign-agreement', { agreement: 1, party: 2, how: 'signature', ...signed })
    return id
  }
  const names = async (id) => (await dossier(id))[0].contradictions.filter((c) => ['former_name', 'other_hand'].includes(c.finding)).map((c) => [c.finding, c.no, c.part])
  const clean = await agreed('甲子明与乙丑亮约定:乙丑亮拆除越界部分')
  assert.deepEqual(await names(clean), [])
  // The entry is corrected: title and agreement still say the former name.
  await village.done(clean, 'correct-party', { party: { party: 2, name: '乙丑良' }, reason: '身份证所载' })
  assert.deepEqual(await names(clean), [['former_name', undefined, 2], ['former_name', 1, 2]])
  // A blank or width is no other name; a longer one that holds the former is none.
  const blank = await agreed('甲子明与乙丑亮约定')
  await village.done(blank, 'correct-party', { party: { party: 2, name: '乙 丑亮' }, reason: '录入空格' })
  await village.done(blank, 'correct-party', { party: { party: 1, name: '甲子明华' }, reason: '补全' })
  assert.deepEqual(await names(blank), [])
  // Somebody's hand who neither is the party nor acts for it.
  const hand = await agreed('拆除越界部分', { signer: '丙寅生' })
  assert.deepEqual(await names(hand), [['other_hand', 1, 2]])
  await village.done(hand, 'appoint-agent', { party: 2, kind: 'agent', name: '丙寅生', power: 'special', until: '2099-12-31' })
  assert.deepEqual(await names(hand), [])
  assert.ok(!JSON.stringify(await dossier(clean)).includes('乙丑'), 'no name is told')
})

test('records of sittings and agreements are held against names and bodies, and say no name', async () => {
  const township = (await site.as('township.a')).who.organisation_name
  const { id } = await village.register(registration({ title: '宅基地边界' }))
  await takeUp(village, id)
  const sat = async (text, more = {}) => village.done(id, 'log-session', sitting('2024-03-05T11:00:00+08:00', 'continues', { text, ...more }))
  const told = async () =>
    (await dossier(id))[0].contradictions.filter((c) => /former_name|other_body/.test(c.finding)).map((c) => [c.finding, c.no, c.part])
  await site.move('2024-03-05T18:00:00+08:00')
  await sat(`${village.who.organisation_name}主持,甲子明与乙丑亮到场`)
  assert.deepEqual(await told(), [], 'its own body and its parties')
  await village.done(id, 'log-session', sitting('2024-03-05T14:00:00+08:00', 'continues'))
  await village.done(id, 'complete-record', { session: 2, text: `由${township}主持,乙丑亮未到` })
  await village.done(id, 'draft-agreement', { text: `在${township}主持下达成`, terms: [{ kind: 'duty', debtor: 2, due_on: '2024-06-30', text: '拆除' }] })
  assert.deepEqual(await told(), [['other_body_in_record', 2, undefined], ['other_body', 1, undefined]])
  await village.done(id, 'correct-party', { party: { party: 2, name: '乙丑良' }, reason: '身份证所载' })
  assert.deepEqual(await told(), [
    ['former_name_in_record', 1, 2], ['former_name_in_record', 2, 2],
    ['other_body_in_record', 2, undefined], ['other_body', 1, undefined],
  ])
  const text = JSON.stringify(await dossier(id))
  assert.ok(!text.includes('乙丑') && !text.includes(township))
  // Once that body has a part it may be named.
  await village.done(id, 'refer', { kind: 'refer', to: (await site.as('township.a')).org, channel: 'people', consents: [1, 2] })
  assert.deepEqual((await told()).filter(([finding]) => finding.startsWith('other')), [])
})

test('a party is no guest of its own sitting and no third payer; what is not compared is said', async () => {
  const { id } = await village.register(registration({ title: '宅基地边界' }))
  await takeUp(village, id)
  await site.move('2024-03-06T18:00:00+08:00')
  await village.done(id, 'log-session', sitting('2024-03-06T09:00:00+08:00', 'continues', {
    text: '丁卯来劝过,说钱由乙丑亮的姐夫出', guests: [{ role: 'relative', name: '乙 丑亮' }, { role: 'lawyer', name: '丁卯来' }] }))
  const terms = (payer) => [{ kind: 'money', amount: 100, debtor: 2, due_on: '2024-06-30', text: '赔偿', payer }]
  await village.done(id, 'draft-agreement', { text: '双方约定', terms: terms('甲子明') })
  const told = async () => (await dossier(id))[0].contradictions.filter((c) => c.finding.endsWith('_is_party')).map((c) => [c.finding, c.no, c.part])
  assert.deepEqual(await told(), [['guest_is_party', 1, 2], ['payer_is_party', 1, 1]])
  // By a former name, too; a name that only stands in the text is not looked at.
  await village.done(id, 'correct-party', { party: { party: 2, name: '丁卯来' }, reason: '身份证所载' })
  assert.deepEqual(await told(), [['guest_is_party', 1, 2], ['payer_is_party', 1, 1]])
  const { compared, ...rest } = await village.read(`/api/v1/disputes/${id}/dossier`)
  assert.match(compared.zh, /正文里的其他人名、付款人和其他单位名称不核对/)
  assert.match(compared.en, /named within the texts are not compared/)
  assert.ok(!/子明|丑亮|丁卯/.test(JSON.stringify(rest)), 'no name is told')
})

test('sums are equal across the papers, or it is told which term and which record', async () => {
  const told = async (id) => (await dossier(id))[0].contradictions.filter((c) => c.finding.startsWith('amount')).map((c) => [c.finding, c.no, c.part])
  const money = (amount, text) => ({ kind: 'money', amount, debtor: 2, creditor: 1, due_on: '2024-06-30', text })
  const file = async (record, text, terms) => {
    const { id } = await village.register(registration({ title: '货款' }))
    await takeUp(village, id)
    await village.done(id, 'log-session', sitting('2024-03-06T17:00:00+08:00', 'agreed', { text: record }))
    await village.done(id, 'draft-agreement', { text, terms })
    return told(id)
  }
  await site.move('2024-03-06T18:00:00+08:00')
  // The same sum in three ways of writing it; a total; a paper that names none.
  assert.deepEqual(await file('双方同意付800元', '乙方支付捌佰元整(¥800.00)', [money(80000, '支付八百元')]), [])
  assert.deepEqual(await file('同意付1.5万元', '分两期共付15,000元', [money(500000, '第一期'), money(1000000, '第二期')]), [])
  assert.deepEqual(await file('双方和好', '按约履行', [money(80000, '货款')]), [])
  assert.deepEqual(await file('甲方要900元,双方同意付800元', '支付八百元', [money(80000, '货款')]), [])
  // Words against the term, and the record against the agreement.
  assert.deepEqual(await file('双方和好', '支付捌佰元', [money(80000, '货款'), money(5000, '运费三十元')]), [['amount_differs', 1, 2]])
  assert.deepEqual(await file('双方同意付七百元', '支付捌佰元', [money(80000, '货款')]), [['amount_differs_in_record', 1, undefined]])
})

// ---- the files of other channels: what each lacks, until it is whole ----

const fileOf = async (who, id, procedure) => (await dossier(id, who)).find((f) => f.procedure === procedure)
/** Papers that are not there, those that must be with a mark. */
const lacks = async (who, id, procedure) =>
  (await fileOf(who, id, procedure)).papers.filter((p) => !p.present).map((p) => (p.need === 'must' ? `${p.paper}!` : p.paper))
const unequal = async (who, id, procedure) =>
  (await fileOf(who, id, procedure)).contradictions.filter((c) => /amount|former_name/.test(c.finding)).map((c) => c.finding)
async function serveOwed(who, id, kind, procedure) {
  const owed = (await who.dispute(id)).state.notice.filter((n) => n.state === 'owed' && n.procedure === procedure && (!kind || n.kind === kind)).map((n) => n.no)
  if (owed.length > 0) await who.done(id, 'serve-notice', { means: 'handed', notices: owed })
}
const eighty = (text) => ({ text, terms: [{ kind: 'money', amount: 8_000_000, debtor: 2, creditor: 1, due_on: '2024-08-31', text: '返还' }] })

test('entrusted by a court: the file is whole when rights were told, papers are in and the agreement is signed; unequal sums and names are found', async () => {
  const [court, room, roomHead] = await site.all('court.a', 'room.a', 'room.c')
  const made = async (text) => {
    const { id } = await court.register(registration({ source: 'court', manner: 'written', channel: undefined, title: '借款' }))
    await court.done(id, 'open-suit', { trial: 'simplified' })
    await court.done(id, 'refer', { to: room.org, consents: [1, 2] })
    await room.done(id, 'accept-referral', { referral: 1 })
    for (const party of [1, 2]) await room.done(id, 'record-consent', { procedure: 2, party, answer: 'agrees', manner: 'written' })
    await room.done(id, 'accept', { procedure: 2 })
    await room.done(id, 'assign-mediators', { procedure: 2, mediators: [{ person: room.person, disclosed: true }] })
    assert.deepEqual(await lacks(room, id, 2), ['identity', 'service_address', 'rights_notice!'])
    await room.done(id, 'draft-agreement', { ...eighty(text), procedure: 2 })
    for (const party of [1, 2]) await room.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
    await court.sure(id, 'serve-letter', { agreement: 1, means: 'handed' })
    return id
  }
  const id = await made('返还捌万元整')
  assert.deepEqual(await unequal(room, id, 2), [])
  await room.done(id, 'record-performance', { on: 'term', agreement: 1, term: 1, amount: 8_000_000 })
  for (const paper of ['identity', 'service_address']) await attach(id, paper, room, 2)
  assert.deepEqual(await lacks(room, id, 2), ['rights_notice!'])
  await serveOwed(room, id, 'rights', 2)
  assert.deepEqual(await lacks(room, id, 2), [])
  await serveOwed(room, id, undefined, 2)
  await roomHead.done(id, 'close', { procedure: 2 })
  await roomHead.done(id, 'archive-procedure', { procedure: 2, retention: 'fixed_10' })
  assert.equal((await fileOf(room, id, 2)).archived, true)

  const odd = await made('返还七万元')
  assert.deepEqual(await unequal(room, odd, 2), ['amount_differs'])
  const named = await made('甲子明收乙丑亮返还的八万元')
  await room.done(named, 'correct-party', { party: { party: 2, name: '乙丑良' }, reason: '身份证所载' })
  assert.deepEqual(await unequal(room, named, 2), ['former_name'])
})

test('confirmation: what the parties hand in, then the ruling; what is unequal in the agreement the court is told, too', async () => {
  const court = await site.as('court.a')
  const applied = async (text) => {
    const { id } = await village.register(registration({ title: '借款' }))
    await takeUp(village, id)
    await village.done(id, 'draft-agreement', eighty(text))
    for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
    await village.sure(id, 'mediator-sign', { agreement: 1 })
    await head.sure(id, 'stamp', { agreement: 1 })
    await village.sure(id, 'apply-confirmation', { agreement: 1, parties: [1, 2], court: court.org })
    return id
  }
  const id = await applied('返还八万元')
  assert.deepEqual(await lacks(court, id, 2), ['agreement', 'mediation_proof', 'identity', 'service_address'])
  for (const paper of ['agreement', 'mediation_proof', 'identity', 'service_address']) await attach(id, paper, court, 2)
  assert.deepEqual([await lacks(court, id, 2), await unequal(court, id, 2)], [[], []])
  await court.done(id, 'accept-confirmation', { procedure: 2 })
  await court.sure(id, 'rule-confirmation', { procedure: 2, ruling: 'valid' })
  assert.deepEqual(await lacks(court, id, 2), ['ruling'])
  await attach(id, 'ruling', court, 2)
  assert.deepEqual(await lacks(court, id, 2), [])
  const odd = await applied('返还七万元')
  assert.deepEqual(await unequal(court, odd, 2), ['amount_differs'])
  assert.deepEqual(await lacks(court, odd, 2), ['agreement', 'mediation_proof', 'identity', 'service_address'])
  const named = await applied('乙丑亮返还八万元')
  await village.done(named, 'correct-party', { party: { party: 2, name: '乙丑良' }, reason: '身份证所载' })
  assert.deepEqual(await unequal(court, named, 2), ['former_name'])
})

test('legal aid: from the application to the report, each paper until it is there', async () => {
  const [centre, aidHead] = await site.all('aid.a', 'aid.c')
  const { id } = await village.register(registration({ title: '工资' }))
  await village.done(id, 'refer', { kind: 'refer', to: centre.org, channel: 'legal_aid', consents: [1, 2] })
  await centre.done(id, 'accept-referral', { referral: 1 })
  await centre.done(id, 'aid-apply', { procedure: 2, matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant' })
  await centre.done(id, 'aid-grant', { procedure: 2 })
  assert.deepEqual(await lacks(centre, id, 2), ['means', 'approval', 'decision', 'appointment'])
  for (const paper of ['means', 'approval', 'decision', 'appointment']) await attach(id, paper, centre, 2)
  assert.deepEqual(await lacks(centre, id, 2), [])
  await aidHead.sure(id, 'terminate-aid', { procedure: 2, ground: 'own_lawyer', reason: '自行委托律师' })
  assert.deepEqual(await lacks(centre, id, 2), ['closing'])
  await attach(id, 'closing', centre, 2)
  assert.deepEqual(await lacks(centre, id, 2), [])
  await serveOwed(centre, id, undefined, 2)
  await aidHead.done(id, 'close', { procedure: 2 })
  await aidHead.done(id, 'archive-procedure', { procedure: 2, retention: 'fixed_10' })
})

test('legal aid: the money of application, agreement and report is one; the subsidy is none of it; consent is nobody’s to give', async () => {
  const centre = await site.as('aid.a')
  const aidHead = await site.as('aid.c')
  const found = await aidHead.post('/api/v1/rosters/commands/found-roster', {})
  assert.ok([201, 409].includes(found.status), found.text)
  const roster = (await aidHead.read('/api/v1/rosters')).items[0]
  await aidHead.post(`/api/v1/rosters/${roster.id}/commands/enter-counsel`, { name: '戊律师' })
  const { counsel } = (await aidHead.read('/api/v1/rosters')).items[0].state
  const appointed = async (id) => {
    const body = { procedure: 2, counsel: counsel[0].id, ground: 'asked', disclosed: true, reason: '受援人请求' }
    for (let i = 0; i < 100; i++) {
      const answer = await centre.ask(id, 'appoint-counsel', body)
      if (!['no-roster', 'no-such-counsel'].includes(answer.json?.rule)) return assert.equal(answer.status, 200, answer.text)
      await new Promise((done) => { setTimeout(done, 50) }) // a process learns of a roster by itself
    }
    throw new Error('no roster')
  }
  /** A file of aid from the application to the report, in a matter of 80,000 yuan. */
  const file = async (applied, report, more = {}) => {
    const { id, slip } = await village.register(registration({ title: '工资', claim: 8_000_000, ...more }))
    await takeUp(village, id)
    // The party comes to the centre with its slip; the mediation goes on beside.
    const came = await centre.post(`/api/v1/disputes/${id}/commands/aid-apply`, { matter: 'labour', form: 'labour', parties: [1], hardship: 'migrant', text: applied },
      { headers: { 'Dispute-Code': slip.code, 'Dispute-Secret': slip.secret } })
    assert.equal(came.status, 200, came.text)
    await centre.done(id, 'aid-grant', { procedure: 2 })
    await appointed(id)
    await village.done(id, 'draft-agreement', { ...eighty('返还八万元'), procedure: 1 })
    for (const party of [1, 2]) await village.sure(id, 'sign-agreement', { agreement: 1, party, how: 'signature' })
    await village.sure(id, 'mediator-sign', { agreement: 1 })
    await head.sure(id, 'stamp', { agreement: 1 })
    await centre.done(id, 'report-aid', { procedure: 2, text: report, subsidy: 120_000 })
    await centre.done(id, 'pay-subsidy', { procedure: 2, amount: 120_000 })
    return id
  }
  const told = async (id) => (await fileOf(centre, id, 2)).contradictions.map((c) => [c.finding, c.no, c.part])
  const clean = await file('乙丑亮拖欠甲子明8万元', '调解结案,得捌万元,补贴1200元')
  assert.deepEqual(await told(clean), [], 'also the other side, whom nobody asks')
  assert.deepEqual(await told(await file('拖欠工资', '调解结案')), [], 'a paper that names no sum')
  assert.deepEqual(await told(await file('拖欠工资8万元', '诉求9万元,调解得8万元')), [], 'a sum besides')
  assert.deepEqual(await told(await file('拖欠工资8万元', '调解结案,得七万元')), [['amount_differs_in_aid', 1, undefined]])
  assert.deepEqual(await told(await file('拖欠工资9万元', '调解结案')), [['claim_differs_in_aid', 1, undefined]])
  assert.deepEqual(await told(await file('拖欠工资9万元', '调解结案', { claim: undefined })), [], 'nothing is entered to compare with')
  await village.done(clean, 'correct-party', { party: { party: 2, name: '乙丑良' }, reason: '身份证所载' })
  assert.deepEqual((await told(clean)).filter(([finding]) => finding === 'former_name_in_aid'), [['former_name_in_aid', 1, 2]])
  assert.ok(!/[七八柒捌]万|丑亮/.test(JSON.stringify((await fileOf(centre, clean, 2)).contradictions)), 'neither name nor sum is told')
})

test('administrative: each paper of the list until it is there, and none that the case does not ask for', async () => {
  const bureau = await site.as('organ.a')
  const { id } = await bureau.register(registration({ source: 'organ', channel: 'administrative', title: '噪声' }))
  assert.deepEqual(await lacks(bureau, id, 1), [], 'nothing is asked for before it is taken up')
  for (const party of [1, 2]) await bureau.done(id, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await bureau.done(id, 'accept')
  const open = await lacks(bureau, id, 1)
  assert.deepEqual(open, ['approval', 'acceptance', 'rights_notice'], 'what the entries are not already: listed, none of them a must')
  for (const paper of open.filter((p) => p !== 'rights_notice')) await attach(id, paper, bureau, 1)
  await serveOwed(bureau, id, 'rights', 1)
  assert.deepEqual(await lacks(bureau, id, 1), [])
})

test('a petition: acceptance and reply are in the file; a settlement there is held against its words and names', async () => {
  const [office, bureau] = await site.all('petition.a', 'organ.a')
  const taken = async () => {
    const { id } = await office.register({ source: 'petition', manner: 'written', title: '噪声', facts: '夜间噪声',
      parties: [{ kind: 'natural', side: 'applicant', name: '何建军' }, { kind: 'organisation', side: 'respondent', name: '某加工厂' }] })
    await office.done(id, 'register-petition', { class: 'appeal', form: 'letter', rests_on: [{ text: '夜间噪声' }] })
    await office.done(id, 'refer-petition', { to: bureau.org })
    await bureau.done(id, 'receive-petition')
    await bureau.done(id, 'accept-petition')
    return id
  }
  const id = await taken()
  assert.deepEqual(await lacks(office, id, 1), ['acceptance'])
  await attach(id, 'acceptance', office, 1)
  assert.deepEqual(await lacks(office, id, 1), [])
  await bureau.done(id, 'withdraw', { procedure: 1, parties: [1], text: '撤回' })
  assert.deepEqual(await lacks(office, id, 1), ['reply'])
  await attach(id, 'reply', office, 1)
  assert.deepEqual(await lacks(office, id, 1), [])

  const settled = await taken()
  for (const party of [1, 2]) await bureau.done(settled, 'record-consent', { party, answer: 'agrees', manner: 'written' })
  await bureau.done(settled, 'assign-mediators', { mediators: [{ person: bureau.person, disclosed: true }] })
  await bureau.done(settled, 'draft-agreement', eighty('某加工厂返还何建军七万元'))
  for (const party of [1, 2]) await bureau.sure(settled, 'sign-agreement', { agreement: 1, party, how: 'signature' })
  assert.deepEqual(await unequal(bureau, settled, 1), ['amount_differs'])
  await bureau.done(settled, 'correct-party', { party: { party: 1, name: '何建均' }, reason: '身份证所载' })
  assert.deepEqual((await unequal(bureau, settled, 1)).sort(), ['amount_differs', 'former_name'])
})
