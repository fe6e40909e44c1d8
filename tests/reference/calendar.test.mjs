// The calendar of migrations/reference against hand-made vectors.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendar, count, plus, table, weekend, weekendsOnly } from './calendar.mjs';

const versions = table('holiday_version.tsv');
const days = table('holiday.tsv');

for (const v of table('vectors.tsv', import.meta.url)) {
  const name = `${v.start} + ${v.length} ${v.kind} ${v.version}`.trim();
  test(`${name} ends on ${v.result}: ${v.why}`, () => {
    const end = count(calendar(v.version), v.kind, v.start, Number(v.length));
    assert.equal(end.provisional ? 'provisional' : end.date, v.result);
    assert.equal(end.raw, v.raw);
    if (v.naive) {
      assert.equal(count(weekendsOnly, v.kind, v.start, Number(v.length)).date, v.naive);
    }
  });
}

test('versions are numbered 1, 2, 3 in the order in which they were published', () => {
  versions.forEach((row, i) => assert.equal(row.version, String(i + 1)));
  const published = versions.map((row) => row.published).filter(Boolean);
  assert.deepEqual(published, [...published].sort());
  assert.deepEqual(versions.filter((row) => !row.published).map((row) => row.year), ['2004', '2005']);
});

test('every year from 2004 to 2026 has a first notice, and 2015, 2019, 2020 a second', () => {
  const first = versions.filter((row) => row.revision === '1').map((row) => Number(row.year));
  assert.deepEqual(first, Array.from({ length: 23 }, (_, i) => 2004 + i));
  const second = versions.filter((row) => row.revision === '2').map((row) => row.year);
  assert.deepEqual(second, ['2015', '2019', '2020']);
  assert.equal(versions.length, 26);
});

test('a version knows the calendar from 2004 to the end of its year', () => {
  for (const row of versions) {
    assert.equal(row.known_from, '2004-01-01');
    assert.equal(row.known_to, `${row.year}-12-31`);
    assert.ok(row.published === '' || row.published < row.known_to);
    assert.match(row.certainty, /^[FK]$/);
    assert.ok(row.notice.includes('通知'));
  }
});

test('2020: version one works on 02-01, version two is off until 02-02', () => {
  const one = calendar('2020/1');
  const two = calendar('2020/2');
  const off = (known, date) => known.marked.get(date) ?? weekend(date);
  for (let date = '2020-01-24'; date <= '2020-01-30'; date = plus(date, 1)) {
    assert.ok(off(one, date), date);
  }
  for (const date of ['2020-01-19', '2020-01-31', '2020-02-01']) assert.ok(!off(one, date), date);
  for (let date = '2020-01-24'; date <= '2020-02-02'; date = plus(date, 1)) {
    assert.ok(off(two, date), date);
  }
  assert.ok(!off(two, '2020-01-19') && !off(two, '2020-02-03'));
  assert.deepEqual([one.to, two.to], ['2020-12-31', '2020-12-31']);
});

test('a later notice may change days that an earlier one had let pass', () => {
  const off = (notice, date) => calendar(notice).marked.get(date) ?? weekend(date);
  assert.equal(off('2018/1', '2018-12-31'), false);
  assert.equal(off('2019/1', '2018-12-31'), true);
  assert.equal(off('2019/1', '2019-05-05'), true);
  assert.equal(off('2019/2', '2019-05-05'), false);
  assert.equal(off('2015/1', '2015-09-03'), false);
  assert.equal(off('2015/2', '2015-09-03'), true);
  assert.equal(off('2005/1', '2005-12-31'), true);
  assert.equal(off('2006/1', '2005-12-31'), false);
});

test('a working mark lies on a weekend and no date stands twice in a version', () => {
  const seen = new Set();
  for (const { version, date, off, name } of days) {
    assert.match(date, /^20\d\d-\d\d-\d\d$/);
    assert.equal(plus(date, 0), date);
    assert.match(off, /^[01]$/);
    if (off === '0') assert.ok(weekend(date), date);
    assert.ok(!seen.has(`${version} ${date}`), date);
    seen.add(`${version} ${date}`);
    assert.ok(name);
    assert.ok(date <= versions[version - 1].known_to, date);
  }
  assert.equal(days.length, 771);
});

test('2026 has 33 days off and 6 worked, as the notice of 2025-11-04 says', () => {
  const year = days.filter(({ date }) => date.startsWith('2026'));
  assert.equal(year.filter(({ off }) => off === '1').length, 33);
  assert.deepEqual(year.filter(({ off }) => off === '0').map(({ date }) => date),
    ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
});

// The two packages differ on 28 days, none after 2023; each was settled by the
// text of the notice, and chinese-days had it right.  Another number means that
// a package changed: read the notices again before changing it here.
test('the comparison of the two packages is known day by day', () => {
  const known = calendar();
  const compared = table('crosscheck.tsv', import.meta.url);
  assert.deepEqual(compared.map(({ year }) => Number(year)),
    Array.from({ length: 16 }, (_, i) => 2011 + i));
  let total = 0;
  for (const row of compared) {
    const dates = row.chinese_days_then_chinese_workday.split(' ').filter(Boolean);
    assert.equal(dates.length, Number(row.differences));
    total += dates.length;
    for (const text of dates) {
      const [date, ours] = text.split(/[:/]/);
      assert.equal((known.marked.get(date) ?? weekend(date)) ? 'off' : 'work', ours);
    }
  }
  assert.equal(total, 28);
  assert.deepEqual(compared.slice(-3).map(({ differences }) => differences), ['0', '0', '0']);
});
