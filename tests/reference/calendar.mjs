// Counts legal days on migrations/reference, as plainly as possible: a second
// implementation to hold the C one against.
//
// 民法典 201, 203 (F): the start day is not counted; a last day that is a holiday
// moves to the first day after it.  A make-up Saturday or Sunday is a working
// day (a design decision).  A date is provisional when any day consulted lies
// outside the years the calendar knows.

import { readFileSync } from 'node:fs';

const folder = new URL('../../migrations/reference/', import.meta.url);

// Rows of a table, one object each; cells are strings, empty for none.
export function table(name, base = folder) {
  const [head, ...rows] = readFileSync(new URL(name, base), 'utf8').replace(/\n$/, '').split('\n');
  const names = head.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    if (cells.length !== names.length) throw new Error(`${name}: ${row}`);
    return Object.fromEntries(names.map((key, i) => [key, cells[i]]));
  });
}

// The calendar as it stood after a notice ("2020/1"), or the newest.
export function calendar(notice) {
  const versions = table('holiday_version.tsv');
  const last = notice
    ? versions.find(({ year, revision }) => `${year}/${revision}` === notice)
    : versions.at(-1);
  const marked = new Map();
  for (const { version, date, off } of table('holiday.tsv')) {
    if (Number(version) <= Number(last.version)) marked.set(date, off === '1');
  }
  return { from: last.known_from, to: last.known_to, marked };
}

// Weekends only, and no horizon: the calendar that the naive make do with.
export const weekendsOnly = { from: '0000-01-01', to: '9999-12-31', marked: new Map() };

export function plus(date, days) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function weekend(date) {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

function plusMonths(date, months) {
  const [year, month, day] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastDay.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return lastDay.toISOString().slice(0, 10);
}

// { raw, date, provisional } of a period of `length` days, working days or months.
export function count(known, kind, start, length) {
  let provisional = false;
  const off = (date) => {
    if (date < known.from || date > known.to) provisional = true;
    return known.marked.get(date) ?? weekend(date);
  };
  if (kind === 'working') {
    let date = start;
    for (let left = length; left > 0;) {
      date = plus(date, 1);
      if (!off(date)) left--;
    }
    return { raw: '', date, provisional };
  }
  const raw = kind === 'months' ? plusMonths(start, length) : plus(start, length);
  let date = raw;
  while (off(date)) date = plus(date, 1);
  return { raw, date, provisional };
}
