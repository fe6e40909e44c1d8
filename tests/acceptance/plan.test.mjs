// The planner: control totals of the given cases, its rules one by one, every
// kind of step at every kind of body, and independence of ids and order.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { resolveDates } from './plan/dates.mjs';
import { readAmount, readCategory, readRisk, shares } from './plan/facts.mjs';
import { historyLength } from './plan/history.mjs';
import { unlawful } from './plan/lawful.mjs';
import { readParties } from './plan/parties.mjs';
import { planCase, planFile } from './plan/plan.mjs';
import { readRegion } from './plan/regions.mjs';
import { escalationOf, routeOf } from './plan/routing.mjs';
import { totalLines, totalsOf } from './plan/totals.mjs';
import { CaseError, KINDS, ORG_KINDS, readCases } from './plan/vocabulary.mjs';
import { meetings, numberOf } from './plan/words.mjs';

const FILE = fileURLToPath(new URL('./cases.jsonl', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../scripts/acceptance', import.meta.url));
const cases = readCases(readFileSync(FILE, 'utf8'));
const plan = planFile(cases);
const planned = (id) => plan.cases.find((p) => p.id === id);
const sum = (list, f) => list.reduce((n, x) => n + f(x), 0);
const tally = (list) => list.reduce((t, k) => ({ ...t, [k]: (t[k] ?? 0) + 1 }), {});

/** A case of two parties with these steps: [kind, org_kind, when, detail]. */
function made(steps, more = {}) {
  return {
    id: 'X', source_seen: 'full', region: '湖南省长沙市', category_zh: '邻里(噪声)', intake_source: '申请',
    claim_summary: '测试', amount_cny: null, amount_basis: 'not_stated', risk_notes: '无',
    parties: [
      { role: '甲', kind: 'natural', count: 1, traits: [] },
      { role: '乙', kind: 'organisation', count: 1, traits: [] },
    ],
    steps: steps.map(([kind, org_kind, when = 'unknown', detail = '测试'], i) =>
      ({ n: i + 1, kind, org_kind, when, detail })),
    ...more,
  };
}
const commands = (p, step) => p.items.filter((i) => i.step === step && i.kind !== 'probe').map((i) => i.command);
const principal = (p, step) => p.items.find((i) => i.step === step && i.kind === 'principal');
const probes = (p, name) => [...p.items, ...p.late].filter((i) => i.probe === name);

describe('control totals of the given file', () => {
  const expects = plan.cases.map((p) => p.expect);

  test('cases, steps, live and history', () => {
    const steps = sum(cases, (c) => c.steps.length);
    const live = sum(expects, (e) => e.principals.length);
    const past = plan.cases.filter((p) => p.expect.history.length > 0);
    assert.deepEqual([cases.length, steps, live, steps - live], [81, 430, 418, 12]);
    assert.equal(sum(expects, (e) => e.history.length), 12);
    assert.deepEqual(past.map((p) => p.id), ['C002', 'C007', 'C032', 'C037', 'C053', 'C059', 'C115']);
  });

  test('sittings: live, outside, meetings in history', () => {
    const total = (key) => sum(expects, (e) => e.sittings[key]);
    assert.deepEqual([total('live'), total('outside'), total('history')], [128, 1, 18]);
    const logged = plan.cases.flatMap((p) => p.items)
      .filter((i) => /^log-/.test(i.command) && i.kind !== 'probe');
    assert.equal(logged.length, 128);
  });

  test('notes', () => assert.equal(sum(expects, (e) => e.notes), 27));

  test('performances and defaults, by what they are on', () => {
    const acts = expects.flatMap((e) => e.performances);
    assert.deepEqual(tally(acts.filter((a) => !a.missed).map((a) => a.on)), { term: 12, claim: 9, title: 1 });
    assert.deepEqual(tally(acts.filter((a) => a.missed).map((a) => a.on)), { term: 6, title: 1, obligation: 1 });
  });

  test('referrals and escalations, by route', () => {
    const routes = (kind) => tally(plan.cases.flatMap((p, i) => p.expect.principals
      .filter((x) => cases[i].steps[x.step - 1].kind === kind).map((x) => x.route)));
    const { to_body, outside, ...others } = routes('refer');
    assert.equal(to_body + outside, 10);
    assert.deepEqual(others, { own_room: 1, guidance: 1, received: 1 });
    assert.deepEqual(routes('escalate'), { report: 2, walk_up: 1, outside: 1 });
  });

  // C100's agreement falls on the last day itself (accepted 05-30, one month,
  // 06-30): an extension is counted for it, so the last day counts as too late.
  test('extensions of a term', () => {
    const extended = plan.cases.filter((p) => p.items.some((i) => i.command === 'extend-term'));
    assert.deepEqual(extended.map((p) => p.id), ['C007', 'C071', 'C100']);
  });

  test('outside titles, and the signer joined for confirmation', () => {
    const titles = plan.cases.filter((p) => p.expect.titles.some((t) => t.outside));
    assert.deepEqual(titles.map((p) => p.id), ['C079', 'C082']);
    const joined = plan.cases.filter((p) => p.items
      .some((i) => i.command === 'join-signer' && i.args.signer === 'court_mediation_room'));
    assert.deepEqual(joined.map((p) => p.id), ['C061']);
  });

  test('classes of the visible endings', () => {
    assert.deepEqual(tally(expects.map((e) => e.class).filter(Boolean)), {
      settled_unperformed: 21, settled_performed: 6, settled_part_performed: 2,
      performed_no_agreement: 3, confirmed: 2, confirmation_pending: 1, litigation_ended: 2,
      petition_ended_by_undertaking: 1, petition_answered: 1, in_progress: 1,
    });
  });

  test('all of them, as the run prints them', () => {
    const known = JSON.parse(readFileSync(new URL('./totals.json', import.meta.url), 'utf8'));
    const found = totalsOf(cases, plan.cases);
    assert.deepEqual(found, known);
    assert.equal(totalLines(found, known).length, 1);
    assert.match(totalLines({ ...found, notes: 28 }, known)[1], /^NOT total notes: 28, expected 27$/);
  });

  test('four cases fall to category 99', () => {
    const rest = cases.filter((c) => readCategory(c.category_zh).gb === '99');
    assert.deepEqual(rest.map((c) => c.id), ['C031', 'C032', 'C064', 'C067']);
  });
});

describe('dates', () => {
  const dated = (...whens) => resolveDates(whens).map((d) => [d.on, d.precision]);
  const days = (...whens) => resolveDates(whens).map((d) => d.on);

  for (const [when, on, precision] of [
    ['2024年7月29日', '2024-07-29', 'day'],
    ['2023年5月', '2023-05-01', 'month'],
    ['2021年', '2021-01-01', 'year'],
    ['2022年3月初', '2022-03-05', 'month'],
    ['2021年8月上旬', '2021-08-05', 'month'],
    ['2013年6月中旬(事发第4天)', '2013-06-15', 'month'],
    ['2021年8月下旬', '2021-08-25', 'month'],
    ['2019年7月底', '2019-07-28', 'month'],
    ['2018年底', '2018-12-25', 'year'],
    ['2019年初', '2019-01-15', 'year'],
    ['2018年春', '2018-03-15', 'year'],
    ['2018年夏', '2018-06-15', 'year'],
    ['2018年秋', '2018-09-15', 'year'],
    ['2018年冬', '2018-12-15', 'year'],
    ['2020年春节前', '2020-01-20', 'year'],
    ['5月19日前后', '2024-05-19', 'day'],
    ['2018年底/2019年初', '2018-12-25', 'year'],
    ['2022-2023年', '2022-01-01', 'year'],
    ['2023年8-10月', '2023-08-01', 'month'],
    ['当年4月(年份摘录未见)', '2024-04-01', 'month'],
    ['分批至2021年11月8日', '2021-11-08', 'day'],
    ['二〇二一年三月五日', '2021-03-05', 'day'],
    ['2021年9月18日起', '2021-09-19', 'month'],
    ['2021年6月30日后', '2021-07-01', 'month'],
    ['2018年7月后', '2018-07-01', 'year'],
    ['2013年5月20日前', '2013-05-19', 'month'],
    ['2021年10月前', '2021-09-30', 'year'],
    ['unknown', '2024-01-08', 'unknown'],
  ]) test(`alone: ${when}`, () => assert.deepEqual(dated(when), [[on, precision]]));

  for (const [when, on, precision] of [
    ['当日', '2024-03-05', 'day'],
    ['当天下午4点', '2024-03-05', 'day'],
    ['开庭当日', '2024-03-05', 'day'],
    ['次日', '2024-03-06', 'day'],
    ['3日后', '2024-03-08', 'day'],
    ['十日后', '2024-03-15', 'day'],
    ['几天后', '2024-03-08', 'unknown'],
    ['数日后', '2024-03-08', 'unknown'],
    ['30日期满', '2024-04-04', 'day'],
    ['三个月后', '2024-06-03', 'unknown'],
    ['3个月内', '2024-06-03', 'unknown'],
    ['数日内', '2024-03-06', 'unknown'],
    ['其后三个月', '2024-03-06', 'unknown'],
    ['其后30余天', '2024-03-06', 'unknown'],
    ['之后', '2024-03-06', 'unknown'],
    ['受理后', '2024-03-06', 'unknown'],
    ['连续数日', '2024-03-06', 'unknown'],
    ['麦收时', '2024-03-06', 'unknown'],
    ['近日', '2024-03-06', 'unknown'],
    ['2024年3月', '2024-03-05', 'month'],
    ['2024年', '2024-03-05', 'year'],
    ['2024年2月后', '2024-03-05', 'year'],
  ]) test(`after 2024-03-05: ${when}`, () => assert.deepEqual(dated('2024年3月5日', when)[1], [on, precision]));

  for (const [what, whens, expected] of [
    ['a missing year is the last named earlier', ['2019年5月', '6月2日'], ['2019-05-01', '2019-06-02']],
    ['else the next named later', ['4月底', '2004年9月'], ['2004-04-28', '2004-09-01']],
    ['the day before the next step',
      ['2024年3月1日', '前一日', '2024年3月9日'], ['2024-03-01', '2024-03-08', '2024-03-09']],
    ['years before the next step', ['5年前起', '2021年'], ['2016-01-01', '2021-01-01']],
    ['steps before the first date count backwards',
      ['unknown', '此前', '2015年3月'], ['2015-02-27', '2015-02-28', '2015-03-01']],
    ['but the same day stays the same day',
      ['unknown', '当日', '2015年3月1日'], ['2015-02-28', '2015-02-28', '2015-03-01']],
    ['nothing passes a later date',
      ['2024年5月1日', 'unknown', 'unknown', '2024年5月2日'],
      ['2024-05-01', '2024-05-02', '2024-05-02', '2024-05-02']],
    ['nor does a bound',
      ['2024年5月1日', '2024年8月前', '2024年6月3日'], ['2024-05-01', '2024-06-03', '2024-06-03']],
    ['a later month binds by its end',
      ['2024年5月30日', '次日', '三个月后', '2024年6月'],
      ['2024-05-30', '2024-05-31', '2024-06-30', '2024-06-30']],
    ['an earlier date is kept, and the next goes on from the latest',
      ['2024年5月1日', '2023年5月1日', 'unknown'], ['2024-05-01', '2023-05-01', '2024-05-02']],
  ]) test(what, () => assert.deepEqual(days(...whens), expected));

  test('hours of a sitting', () => {
    assert.deepEqual(resolveDates(['2019年11月7日13时至19时'])[0].hours, { from: 13, to: 19 });
    const item = principal(planned('C121'), 4);
    assert.equal(item.args.start, '2019-11-07T13:00:00+08:00');
    assert.equal(item.args.end, '2019-11-07T19:00:00+08:00');
    assert.ok(item.at >= item.args.end);
  });

  test('recording never goes back where the story does', () => {
    const p = planCase(made([['intake', 'court', '2024年5月1日'], ['visit', 'court', '2023年5月1日']]));
    const visit = principal(p, 2);
    assert.deepEqual(visit.occurred, { on: '2023-05-01', precision: 'day' });
    assert.equal(visit.at.slice(0, 10), '2024-05-01');
  });
});

describe('words', () => {
  test('numbers in Arabic and Chinese', () => {
    const read = { 7: 7, 三: 3, 两: 2, 十: 10, 十三: 13, 九十: 90, 三十余: NaN, 二〇二一: 2021, 一百零五: 105 };
    assert.deepEqual(Object.keys(read).map(numberOf), Object.values(read));
  });

  for (const [detail, count, at_least, total] of [
    ['先后九次调解,要求差距过大未成', 9, false, false],
    ['继续调解,累计十三次', 13, false, true],
    ['三方十余次协调', 10, true, false],
    ['法庭多次组织调解未成', 2, true, false],
    ['由理入情,反复调解', 2, true, false],
    ['第一次调解,厂方同意适当补偿', 1, false, false],
    ['前两次调解失败', 1, false, false],
    ['庭后二次调解', 1, false, false],
    ['一次性赔偿,双方沟通', 1, false, false],
    ['先后六次到地块取样', 1, false, false],
    ['协商三轮', 3, false, false],
  ]) {
    test(`meetings: ${detail}`, () => assert.deepEqual(meetings(detail), { count, at_least, total }));
  }

  test('a running total counts what was held before in the procedure', () => {
    assert.equal(planned('C118').expect.procedures.find((p) => p.channel === 'in_court').sittings, 13);
  });
});

describe('facts', () => {
  test('category: the text before the bracket first, neighbours by the whole', () => {
    const codes = (text) => Object.values(readCategory(text)).join('/');
    assert.equal(codes('财产损害(产品责任/火灾)'), 'SHPC/0401');
    assert.equal(codes('邻里(噪声)'), 'LL/0203');
    assert.equal(codes('邻里(火灾损失)'), 'LL/0202');
    assert.equal(codes('信访(征迁补偿,集体)'), 'ZDCQ/1102');
    assert.equal(codes('刑事轻伤(和解)'), 'SHPC/0303');
    assert.equal(codes('说不清的事'), 'QT/99');
  });

  test('region: longest name, short 州, two places, a province alone', () => {
    const places = (text) => [readRegion(text).place, readRegion(text).second_place];
    assert.deepEqual(places('湖北省恩施州/湖南省湘西州'), ['4228', '4331']);
    assert.deepEqual(places('安徽省合肥市/宁夏回族自治区'), ['3401', '64']);
    assert.deepEqual(places('河南省济源市'), ['419001', null]);
    assert.deepEqual(places('上海市'), ['31', null]);
    assert.deepEqual(places('湖南省长沙市岳麓区'), ['430104', null]);
    assert.deepEqual(places('unknown'), [null, null]);
  });

  test('amounts: which number it is, in fen, and how exact', () => {
    const read = (amount_cny, amount_basis) =>
      Object.values(readAmount({ amount_cny, amount_basis }, [{ live: true, kind: 'agreement' }]));
    assert.deepEqual(read(350076.86, 'claimed'), ['claim', 35007686, 'exact']);
    assert.deepEqual(read(1000000, 'claimed_over'), ['claim', 100000000, 'at_least']);
    assert.deepEqual(read(200000, 'approx_recovered'), ['paid', 20000000, 'about']);
    assert.deepEqual(read(300, 'agreed_per_daughter_per_year'), ['agreed', 30000, 'periodic']);
    assert.deepEqual(read(1000, 'disputed_balance'), ['disputed', 100000, 'exact']);
    for (const basis of ['paid_to_other_party', 'property_share', 'not_stated', null]) {
      assert.deepEqual(read(5, basis), [null, null, null]);
    }
    assert.deepEqual(read('unknown', 'claimed_monthly'), [null, null, null]);
    assert.deepEqual(Object.values(readAmount({ amount_cny: 5, amount_basis: 'agreed' }, [])), ['owed', 500, 'exact']);
    assert.deepEqual(shares(1000, 3), [333, 333, 334]);
  });

  test('risk flags', () => {
    assert.deepEqual(readRisk('无'), { text: null, flags: [] });
    assert.deepEqual(readRisk('扬言召集70名工人,肢体冲突').flags, ['violence', 'tension']);
    assert.deepEqual(readRisk('聚集30余人,集体上访').flags, ['collective', 'petition']);
  });

  test('history: words, the door of the first body, leading outside acts', () => {
    const length = (...steps) => historyLength(steps.map(([kind, org, when = 'unknown']) => ({ kind, org, when })));
    assert.equal(length(['session', 'village_committee', '此前三次'], ['intake', 'township_committee']), 1);
    assert.equal(length(['session', 'village_committee'], ['intake', 'township_committee']), 1);
    assert.equal(length(['session', 'village_committee'], ['file_lawsuit', 'court']), 0);
    assert.equal(length(['agreement', 'other'], ['default', 'other'], ['file_lawsuit', 'court']), 2);
    assert.equal(length(['intake', 'other'], ['survey', 'other']), 0);
    assert.equal(length(['session', 'village_committee', '历年']), 0);
  });

  test('routes are told by neighbours', () => {
    const steps = (...list) => list.map(([kind, org]) => ({ kind, org }));
    const refer = (i, ...list) => Object.values(routeOf(steps(...list), i)).join(' ');
    assert.equal(refer(0, ['refer', 'court'], ['session', 'village_committee']), 'to_body village_committee');
    assert.equal(refer(0, ['refer', 'court'], ['agreement', 'other']), 'outside other');
    assert.equal(refer(0, ['refer', 'integrated_centre'], ['file_lawsuit', 'court']), 'guidance court');
    assert.equal(refer(0, ['refer', 'police'], ['arbitration', 'arbitration']), 'guidance arbitration');
    assert.equal(refer(1, ['visit', 'police'], ['refer', 'court'], ['session', 'court']), 'received police');
    assert.equal(refer(0, ['refer', 'court'], ['session', 'court']), 'own_room court');
    assert.equal(refer(0, ['refer', 'village_committee']), 'open integrated_centre');
    const rise = (i, ...list) => escalationOf(steps(...list), i).mode;
    assert.equal(rise(1, ['session', 'village_committee'], ['escalate', 'township_committee'],
      ['visit', 'township_committee']), 'walk_up');
    assert.equal(rise(0, ['escalate', 'grid'], ['assign', 'village_committee']), 'report');
    assert.equal(rise(0, ['escalate', 'county_committee'], ['session', 'township_committee']), 'outside');
  });

  test('parties: sides, groups, guardians, made-up identities', () => {
    const plain = { kind: 'natural', count: 1, traits: [], role: '甲' };
    const read = (...records) => readParties(records.map((r) => ({ ...plain, ...r })), 1, '2024-01-08');
    const sides = (...records) => read(...records).map((p) => p.side).join(' ');
    assert.equal(sides({ role: '乙(被告、反诉原告)' }, { role: '甲(原告、反诉被告)' }), 'respondent applicant');
    assert.equal(sides({}, { traits: ['长子为申请人'] }), 'respondent applicant');
    assert.equal(sides({}, { traits: ['非当事人'] }, { traits: ['未参加调解'] }, { traits: ['协助检测维修'] }),
      'applicant affected absent assisting');
    assert.equal(sides({ traits: ['利害关系人'] }, { traits: ['案外人'] }), 'applicant affected');
    const six = read({ count: 6 });
    assert.deepEqual([six.length, six[0].side], [6, 'equal']);
    const [group] = read({ count: 71 });
    assert.deepEqual([group.kind, group.size, group.representatives.length], ['group', 71, 2]);
    assert.equal(read({ count: 'unknown' })[0].size, null);
    assert.equal(read({ count: 7, traits: ['群体'] })[0].size, 7);
    const [child] = read({ traits: ['未成年人(9岁)'] }, {});
    assert.deepEqual([child.minor, child.agent.kind], [true, 'guardian']);
    assert.equal(read({ traits: ['家中有十二岁未成年人'] }, {})[0].minor, false);
    assert.deepEqual(read({ traits: ['老年人(90余岁)', '外省'] }, {})[0].needs, ['老年人(90余岁)']);
    for (const p of plan.cases.flatMap((c) => c.parties)) {
      const people = [p, p.agent, p.legal_representative, ...(p.representatives ?? [])];
      for (const who of people.filter((w) => w?.telephone)) {
        assert.match(who.telephone, /^1000\d{7}$/);
        if (who.identity_number) assert.match(who.identity_number, /^999999\d{11}[\dX]$/);
      }
    }
  });

  test('the check digits are right', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    const value = (c) => (c === 'X' ? 10 : Number(c));
    const numbers = plan.cases.flatMap((c) => c.parties).map((p) => p.identity_number).filter(Boolean);
    assert.ok(numbers.length > 100);
    for (const n of numbers) {
      assert.equal([...n].reduce((total, c, i) => total + value(c) * weights[i], 0) % 11, 1, n);
    }
  });
});

describe('the law on the way', () => {
  test('every given case is lawful from item to item', () => {
    for (const p of plan.cases) assert.deepEqual(unlawful(p), [], p.id);
  });

  test('mediation asks for consent, rights, acceptance, mediators, in this order', () => {
    const p = planCase(made([['intake', 'village_committee'], ['session', 'village_committee']]));
    assert.deepEqual(commands(p, 2), ['ask-consent', 'record-consent', 'ask-consent', 'record-consent',
      'serve-notice', 'serve-notice', 'accept', 'assign-mediators', 'log-session']);
    assert.deepEqual(commands(p, 1), ['register']);
  });

  test('a written agreement takes effect by its channel', () => {
    const last = (steps, more) => {
      const p = planCase(made(steps, more));
      const item = principal(p, steps.length);
      assert.equal(item.event, 'agreement-effective');
      return `${item.command} ${item.actor.body} ${item.actor.person}`;
    };
    assert.equal(last([['agreement', 'village_committee']]), 'stamp village_committee head');
    assert.equal(last([['agreement', 'grid']]), 'stamp village_committee head');
    assert.equal(last([['agreement', 'integrated_centre']]), 'stamp centre_committee head');
    assert.equal(last([['agreement', 'legal_aid_centre']]), 'stamp legal_aid_committee head');
    assert.equal(last([['agreement', 'police']]), 'stamp township_committee head');
    const police = (category_zh) => last([['agreement', 'police']], { category_zh });
    assert.equal(police('治安(轻微伤)'), 'mediator-sign police_station handler');
    assert.equal(police('交通事故'), 'mediator-sign traffic_police handler');
    assert.equal(last([['agreement', 'administrative_organ']]), 'stamp organ_general head');
    assert.equal(last([['agreement', 'court']]), 'sign-agreement court_mediation_room handler');
    assert.equal(last([['file_lawsuit', 'court'], ['agreement', 'court']]), 'make-effective court handler');
    // 委派, sent on before filing; 委托, sent on in mid-suit.
    const sent = [['refer', 'court'], ['agreement', 'county_committee']];
    assert.equal(last([['file_lawsuit', 'court'], ...sent]), 'sign-agreement county_committee handler');
    assert.equal(last([['file_lawsuit', 'court'], ['visit', 'court'], ...sent]), 'make-effective court handler');
    assert.equal(last([['arbitration', 'arbitration'], ['agreement', 'arbitration']]),
      'make-effective arbitration_commission handler');
    assert.equal(last([['enforce', 'court'], ['agreement', 'police']]), 'make-effective court handler');
    assert.equal(last([['petition_register', 'petition_office'], ['agreement', 'petition_office']]),
      'mediator-sign petition_office handler');
    assert.equal(last([['agreement', 'procuratorate']]), 'mediator-sign procuratorate handler');
  });

  test('only the lawful can be confirmed; the rest is refused, then told as outside', () => {
    const tried = (...steps) => {
      const p = planCase(made([...steps, ['confirm_apply', 'court', '2024年9月1日']]));
      return [principal(p, steps.length + 1).command, ...probes(p, 'barred').flatMap((i) => i.expect.articles)];
    };
    const not = ['record-outside-act', '民诉法205'];
    const late = ['record-outside-act', '人民调解法33', '民诉法205'];
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年8月20日']), ['apply-confirmation']);
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年7月1日']), late);
    assert.deepEqual(tried(['intake', 'village_committee'], ['agreement', 'other', '2024年8月20日']), not);
    assert.deepEqual(tried(['file_lawsuit', 'court'], ['agreement', 'court', '2024年8月20日']), not);
    assert.deepEqual(tried(['intake', 'village_committee']), not);
    // 2024-08-02 + 30 days is Sunday 2024-09-01, and rolls to Monday: still in time.
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年8月2日']), ['apply-confirmation']);
  });

  test('petition: request or opinion, and a late request', () => {
    const chain = (...steps) => planCase(made([['petition_reply', 'administrative_organ', '2024年3月1日'], ...steps]));
    const both = chain(['petition_review', 'petition_office', '2024年5月20日'],
      ['petition_rereview', 'petition_office', '2024年7月1日']);
    assert.deepEqual(commands(both, 2).slice(0, 2), ['petition-request-review', 'petition-review']);
    assert.equal(both.items.find((i) => i.command === 'petition-request-review').at.slice(0, 10), '2024-03-31');
    assert.equal(both.expect.class, 'petition_final');
    const asked = chain(['petition_review', 'petition_office', '2024年3月20日']);
    assert.deepEqual([principal(asked, 2).command, asked.expect.class],
      ['petition-request-review', 'petition_review_pending']);
    const late = chain(['petition_review', 'petition_office', '2024年5月20日']);
    assert.equal(principal(late, 2).args.answer.article, '信访工作条例35');
    assert.deepEqual([late.expect.class, probes(late, 'P12').length > 0], ['petition_answered', true]);
    const said = chain(['petition_review', 'petition_office', '次日', '逾期申请复查']);
    assert.equal(said.expect.class, 'petition_answered');
  });

  test('a petition that is not of law and litigation cannot be terminated', () => {
    const steps = [['petition_register', 'petition_office'], ['petition_terminate', 'petition_office']];
    assert.equal(principal(planCase(made(steps)), 2).command, 'record-outside-act');
    const law = planCase(made(steps, { category_zh: '涉法涉诉信访' }));
    assert.deepEqual([principal(law, 2).command, law.expect.class], ['petition-terminate', 'petition_terminated']);
  });

  test('suit, hand-over, award: what is open is left lawfully', () => {
    const ends = (...steps) => planCase(made(steps)).expect.procedures
      .map((p) => `${p.channel} ${p.ended ?? 'open'}`).join(', ');
    const village = ['session', 'village_committee'];
    const county = ['session', 'county_committee'];
    const suit = ['file_lawsuit', 'court'];
    assert.equal(ends(village, suit), 'people no_agreement, suit open');
    assert.equal(ends(['agreement', 'village_committee'], suit), 'people open, suit open');
    assert.equal(ends(village, county), 'people handed_over, people open');
    assert.equal(ends(suit, county), 'suit not_stated, people open');
    assert.equal(ends(['arbitration', 'arbitration'], ['session', 'court'], ['enforce', 'court']),
      'arbitration decided, assigned open, enforcement open');
    assert.equal(ends(['arbitration', 'arbitration'], suit), 'arbitration not_stated, suit open');
    assert.equal(ends(['petition_register', 'petition_office'], county), 'petition open, people open');
  });

  test('terms: cures, second terms, parts', () => {
    const terms = (...acts) => {
      const later = acts.map(([kind, detail]) => [kind, 'village_committee', 'unknown', detail]);
      const p = planCase(made([['agreement', 'village_committee'], ...later]));
      return p.expect.agreements[0].terms.map((t) => t.state);
    };
    assert.deepEqual(terms(), ['open']);
    assert.deepEqual(terms(['default'], ['perform']), ['performed']);
    assert.deepEqual(terms(['perform'], ['default']), ['performed', 'defaulted']);
    assert.deepEqual(terms(['perform', '付首期']), ['performed', 'open']);
    assert.deepEqual(terms(['perform'], ['other', '余款三个月内付']), ['performed', 'open']);
    assert.deepEqual(terms(['perform'], ['perform'], ['default']), ['performed', 'performed', 'defaulted']);
  });

  test('traffic police invite three working days ahead, or at once and marked short', () => {
    const p = planCase(made([['session', 'police', '2024年3月1日'], ['session', 'police', '2024年3月15日']],
      { category_zh: '交通事故' }));
    const invited = p.items.filter((i) => i.command === 'schedule-session');
    assert.deepEqual(invited.map((i) => [i.at.slice(0, 10), i.args.short]),
      [['2024-03-01', true], ['2024-03-12', false]]);
  });

  test('what was dispatched, returned and dispatched again cannot be returned', () => {
    const back = ['return', 'township_committee'];
    const sent = [['refer', 'integrated_centre'], ['visit', 'township_committee'], back];
    const p = planCase(made([['intake', 'integrated_centre'], ...sent, ...sent]));
    assert.equal(principal(p, 4).command, 'return-referral');
    assert.equal(principal(p, 7).command, 'record-outside-act');
    assert.ok(probes(p, 'P14').some((i) => i.expect.case === 'return_after_designation'));
  });

  test('violence is reported before the first sitting, urgent aid gets its application', () => {
    const twice = [['session', 'village_committee'], ['session', 'village_committee']];
    const p = planCase(made(twice, { risk_notes: '肢体冲突' }));
    assert.equal(commands(p, 1).at(-2), 'report-danger');
    assert.equal(p.items.filter((i) => i.command === 'report-danger').length, 1);
    assert.deepEqual(commands(planCase(made([['intake', 'police'], ['legal_aid_grant', 'legal_aid_centre']])), 2),
      ['aid-apply', 'aid-grant', 'aid-draw']);
  });
});

describe('probes and variants', () => {
  test('every case is probed in its final state', () => {
    for (const p of plan.cases) {
      for (const name of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6']) {
        assert.equal(probes(p, name).length, 1, `${p.id} ${name}`);
      }
    }
  });

  test('a probe stands before what makes its command right', () => {
    for (const p of plan.cases) {
      for (const probe of probes(p, 'P7')) {
        const consent = p.items.findIndex((i) => i.command === 'record-consent'
          && i.args.procedure === probe.args.procedure && i.step === probe.step);
        assert.ok(consent > p.items.indexOf(probe), p.id);
      }
      for (const probe of probes(p, 'P8')) {
        const effect = p.items.findIndex((i) => i.event === 'agreement-effective'
          && i.args.agreement === probe.expect.agreement);
        assert.ok(effect > p.items.indexOf(probe), p.id);
      }
      for (const probe of probes(p, 'P9')) {
        const served = p.items.slice(p.items.indexOf(probe))
          .some((i) => i.command === 'serve-notice' && i.args.notice === 'routes');
        assert.ok(served, p.id);
      }
    }
  });

  test('a people\'s agreement is probed after draft, unsigned party, no mediator, no seal', () => {
    const stages = probes(planned('C008'), 'P8').map((i) => `${i.expect.stage} ${i.command}`);
    assert.equal(stages.length, 12);
    assert.deepEqual([...new Set(stages.map((s) => s.split(' ')[0]))],
      ['drafted', 'party_unsigned', 'no_mediator', 'no_seal']);
  });

  test('late probes come after the comparison and after the last day', () => {
    const late = plan.cases.flatMap((p) => p.late.map((i) => [p, i]));
    assert.ok(late.length > 20);
    for (const [p, i] of late) {
      assert.ok(i.at > p.compare_at);
      assert.ok(['P10', 'P12'].includes(i.probe));
    }
    assert.equal(probes(planned('C040'), 'P10')[0].expect.case, 'one_party_alone');
    assert.equal(planned('C040').late.length, 0);
    assert.equal(planned('C067').late[0].probe, 'P12');
  });

  test('every sort of probe occurs', () => {
    const names = new Set(plan.cases.flatMap((p) => [...p.items, ...p.late]).map((i) => i.probe));
    const sorts = Array.from({ length: 14 }, (_, i) => `P${i + 1}`);
    assert.deepEqual(sorts.filter((s) => !names.has(s)), []);
    const separated = new Set(plan.cases.flatMap((p) => probes(p, 'P13')).map((i) => i.expect.case));
    assert.deepEqual([...separated].sort(),
      ['aid_lawyer', 'centre_operator', 'declared_interest', 'finder_closes', 'grid_closes']);
  });

  test('at least 300 broken variants, each ending in one refusal', () => {
    const variants = plan.cases.flatMap((p) => p.variants.map((v) => [p, v]));
    assert.ok(variants.length >= 300, String(variants.length));
    for (const [p, v] of variants) {
      assert.ok(p.items.some((i) => i.key === v.after && i.kind !== 'probe'));
      assert.deepEqual(v.items.map((i) => i.expect.accepted), [...v.items.slice(1).map(() => true), false]);
    }
  });

  test('the run is one line of time with everything in it', () => {
    const ats = plan.run.map((e) => e.at);
    assert.deepEqual(ats, [...ats].sort());
    const own = plan.run.filter((e) => !e.variant);
    assert.equal(own.length, sum(plan.cases, (p) => p.items.length + p.late.length + 1));
    assert.equal(own.filter((e) => e.compare).length, 81);
  });
});

describe('what is sent', () => {
  test('texts are the source\'s, byte for byte, and only principals bear them', () => {
    plan.cases.forEach((p, i) => {
      for (const x of p.expect.principals) {
        const item = p.items.find((k) => k.key === x.text_on);
        assert.equal(item.args.text, cases[i].steps[x.step - 1].detail);
      }
      for (const item of p.items.filter((k) => k.kind === 'sitting')) assert.equal(item.args.text, null);
    });
  });

  test('no case id, label or word for a kind of step or body', () => {
    const words = new Set([...KINDS, ...ORG_KINDS].filter((w) => w.includes('_') || w === 'intake' || w === 'session'));
    const bodies = new Set(plan.fixture.bodies.map((b) => b.key));
    const strings = (value) => (typeof value === 'string' ? [value]
      : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []);
    plan.cases.forEach((p, i) => {
      for (const item of [...p.items, ...p.late]) {
        for (const s of strings(item.args)) {
          assert.ok(s !== cases[i].id && s !== cases[i].label_zh, s);
          assert.ok(!words.has(s) || bodies.has(s), `${p.id} ${item.command}: ${s}`);
        }
      }
    });
  });
});

describe('totality', () => {
  const places = {
    alone: (step) => [step],
    first: (step) => [step, ['session', 'township_committee'], ['agreement', 'township_committee']],
    middle: (step) => [['intake', 'township_committee'], ['session', 'township_committee'], step,
      ['agreement', 'township_committee'], ['perform', 'township_committee']],
    last: (step) => [['intake', 'village_committee'], ['session', 'village_committee'],
      ['agreement', 'village_committee'], step],
  };
  for (const [place, around] of Object.entries(places)) {
    test(`every kind at every body, ${place}`, () => {
      for (const kind of KINDS) {
        for (const org of ORG_KINDS) {
          const steps = around([kind, org]);
          const p = planCase(made(steps));
          const at = `${kind}/${org} ${place}`;
          const n = steps.findIndex(([k, o]) => k === kind && o === org) + 1;
          const told = p.expect.history.length;
          assert.ok(n <= told || principal(p, n), at);
          assert.equal(p.expect.principals.length + told, steps.length, at);
          assert.deepEqual(unlawful(p), [], at);
          assert.ok(p.expect.class, at);
        }
      }
    });
  }

  test('random stories of every kind are lawful', () => {
    let seed = 0x9e3779b9;
    const random = (list) => {
      for (const [shift, left] of [[13, true], [17, false], [5, true]]) {
        seed ^= left ? seed << shift : seed >>> shift;
        seed >>>= 0;
      }
      return list[seed % list.length];
    };
    const whens = ['unknown', '次日', '2024年3月', '2024年5月6日', '三个月后', '2023年'];
    const categories = ['邻里(噪声)', '交通事故', '治安(轻微伤)', '劳动报酬', '涉法涉诉信访', '医疗'];
    for (let i = 0; i < 4000; i += 1) {
      const steps = Array.from({ length: random([2, 3, 5, 8, 11]) },
        () => [random(KINDS), random(ORG_KINDS), random(whens)]);
      const p = planCase(made(steps, { category_zh: random(categories), risk_notes: '打架' }));
      assert.deepEqual(unlawful(p), [], JSON.stringify(steps));
    }
  });
});

describe('independence of what must not matter', () => {
  test('shuffled, ids replaced, labels emptied: the same plans', () => {
    const changed = cases.map((c, i) => ({ ...c, id: `w${(i * 37) % 81}`, label_zh: '' })).reverse();
    const again = planFile(changed);
    const without = ({ id, ...p }) => p;
    assert.deepEqual(again.cases.map(without), plan.cases.map(without).reverse());
    assert.deepEqual(again.run.map((e) => e.at), plan.run.map((e) => e.at));
  });

  test('outcome, source and what must be supported are not read', () => {
    const changed = cases.map((c) => ({
      ...c, outcome: '', source_title: '', source_address: '', what_a_system_must_support: [],
      elapsed_days_or_unknown: '',
    }));
    assert.deepEqual(planFile(changed).cases, plan.cases);
  });
});

describe('the command', () => {
  const run = (...args) => spawnSync(SCRIPT, ['cases', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

  test('prints the plan as JSON, the same every time', () => {
    const out = execFileSync(SCRIPT, ['cases', FILE, '--plan'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(plan)));
    const one = run(FILE, '--plan', '--only', 'C070');
    assert.deepEqual(JSON.parse(one.stdout).cases.map((p) => p.id), ['C070']);
  });

  test('a file that cannot be planned is an error of its own kind', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'cases.jsonl');
    const exits = (text) => {
      writeFileSync(file, text);
      return run(file, '--plan').status;
    };
    const line = (c) => `${JSON.stringify(c)}\n`;
    assert.equal(exits(line(made([['intake', 'court']]))), 0);
    assert.equal(exits(line(made([['dance', 'court']]))), 2);
    assert.equal(exits(line(made([['intake', 'circus']]))), 2);
    assert.equal(exits('{'), 2);
    assert.equal(exits(''), 2);
    assert.equal(exits(line(made([['intake', 'court']])).repeat(2)), 2);
    assert.equal(run(join(folder, 'none'), '--plan').status, 2);
    assert.equal(run(FILE, '--plan', '--only', 'none').status, 2);
    assert.equal(run(FILE, '--nonsense').status, 2);
    assert.throws(() => readCases('[]'), CaseError);
  });
});
