// How the planner reads what a case says: dates, words, facts.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { resolveDates } from './plan/dates.mjs';
import { readAmount, readCategory, readRisk, shares } from './plan/facts.mjs';
import { historyLength } from './plan/history.mjs';
import { readParties } from './plan/parties.mjs';
import { planCase } from './plan/plan.mjs';
import { readRegion } from './plan/regions.mjs';
import { escalationOf, routeOf } from './plan/routing.mjs';
import { meetings, numberOf } from './plan/words.mjs';
import { cases, made, plan, planned, principal } from './planned.mjs';

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
