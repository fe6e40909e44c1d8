// When each step happened: from the source's words to a civil day.
//
// A source says "7月29日", "次日", "其后三个月" or nothing.  parseWhen() reads one
// text, resolveDates() gives every step a day that agrees with its neighbours:
// absolute dates stand, what is between them is counted, nothing passes a later
// absolute date.  Days are numbers (days since 1970-01-01) inside this file.

import { NUMBER, numberOf, withoutBrackets } from './words.mjs';

const DAY = 86400000;
const FIRST_DAY = '2024-01-08'; // a file without any date begins here
const FIRST_YEAR = 2024; // a year that nobody names
const FAR = Infinity;

export const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const isoDay = (n) => new Date(n * DAY).toISOString().slice(0, 10);
export const addDays = (iso, n) => isoDay(dayNumber(iso) + n);
export const laterOf = (a, b) => (a > b ? a : b);
export const earlierOf = (a, b) => (a < b ? a : b);

const civil = (y, m, d) => Date.UTC(y, m - 1, d) / DAY;
const monthEnd = (y, m) => civil(y, m + 1, 1) - 1;

/** "三月" → "3月": Arabic digits before a unit of time, so that one grammar does. */
function arabic(text) {
  return text
    .replace(/(\d{4})[-./](\d{1,2})[-./](\d{1,2})/g, '$1年$2月$3日')
    .replace(new RegExp(`(${NUMBER})(?=余?(?:个月|年|月|日|号|天|时))`, 'g'), (n) => numberOf(n));
}

// A part of a month or of a year stands for one day of it.
const PART_OF_MONTH = [[/^上旬|^初/, 5], [/^中旬/, 15], [/^下旬/, 25], [/^底|^末/, 28]];
const PART_OF_YEAR = [
  [/^春节前/, [1, 20]], [/^初/, [1, 15]], [/^底|^末/, [12, 25]], [/^春/, [3, 15]],
  [/^夏/, [6, 15]], [/^秋/, [9, 15]], [/^冬/, [12, 15]],
];
const PART_WORD = /^(?:上旬|中旬|下旬|春节前|初|底|末|[春夏秋冬](?:天|季)?)/;

const DATE = new RegExp([
  String.raw`(?<y>\d{4})(?:\s*[-—~至到]\s*\d{4})?年(?:(?<ym>\d{1,2})(?:\s*[-—~至到]\s*\d{1,2})?月)?(?:(?<yd>\d{1,2})[日号])?`,
  String.raw`(?<m>\d{1,2})(?:\s*[-—~至到]\s*\d{1,2})?月(?:(?<d>\d{1,2})[日号])?`,
  String.raw`(?<part>春节前|年底|年末|年初)`,
].join('|'));

/** An absolute date in a text, or null.  The year may be missing. */
function parseAbsolute(text) {
  const hit = DATE.exec(text);
  if (!hit) return null;
  const g = hit.groups;
  const number = (v) => (v === undefined ? null : Number(v));
  const date = {
    kind: 'absolute', year: number(g.y), month: number(g.ym ?? g.m), day: number(g.yd ?? g.d),
    part: null, edge: null, hours: null,
  };
  let rest = text.slice(hit.index + hit[0].length);
  if (g.part) {
    date.part = g.part.replace('年', '');
  } else if (date.day === null) {
    date.part = PART_WORD.exec(rest)?.[0] ?? null;
    rest = rest.slice(date.part?.length ?? 0);
  }
  if (/^(?:以后|之后|后|起|以来)/.test(rest)) date.edge = 'after';
  else if (/^(?:以前|之前|前(?!后))/.test(rest)) date.edge = 'before';
  const hours = /(\d{1,2})时至(\d{1,2})时/.exec(text);
  if (hours) date.hours = { from: Number(hours[1]), to: Number(hours[2]) };
  return date;
}

const RELATIVE = [
  [/^(?:其后|之后|以后|此后|随后)/, () => ({ kind: 'next' })],
  [/当日|当天|同日|当庭/, () => ({ kind: 'same' })],
  [/次日/, () => ({ kind: 'shift', days: 1, exact: true })],
  [/前1[日天]/, () => ({ kind: 'day_before_next' })],
  [/(\d+|几|数)余?个月[内后]/, (n) => ({ kind: 'shift', days: 30 * n, exact: false })],
  [/(\d+|几|数)余?[日天]内/, () => ({ kind: 'next' })],
  [/(\d+)余?[日天](?:后|期满)/, (n) => ({ kind: 'shift', days: n, exact: true })],
  [/(几|数)[日天](?:后|期满)/, (n) => ({ kind: 'shift', days: n, exact: false })],
  [/(\d+)余?年前/, (n) => ({ kind: 'years_ago', years: n })],
];

/** What one `when` says, without its neighbours. */
function parseWhen(when) {
  const text = arabic(withoutBrackets(when)).trim();
  if (text === '' || text === 'unknown' || text === '近日') return { kind: 'unknown' };
  const absolute = parseAbsolute(text);
  if (absolute) return absolute;
  for (const [pattern, make] of RELATIVE) {
    const hit = pattern.exec(text);
    if (hit) return make(/^\d+$/.test(hit[1] ?? '') ? Number(hit[1]) : 3);
  }
  return { kind: 'next' };
}

/** Years named in a text, in order. */
function yearsIn(when) {
  return [...arabic(withoutBrackets(when)).matchAll(/(\d{4})(?=\s*[-—~至到]\s*\d{4}年|年)/g)]
    .map((m) => Number(m[1]));
}

/**
 * Lowest and highest day and precision of an absolute date.  `pulled`: the day
 * is only the last before a bound, so a later absolute date pulls it back.
 */
function bound(date, year) {
  const month = date.month;
  let low;
  let high;
  let precision;
  if (month !== null && date.day !== null) {
    low = high = civil(year, month, date.day);
    precision = 'day';
  } else if (month !== null) {
    const part = PART_OF_MONTH.find(([p]) => date.part !== null && p.test(date.part));
    low = part ? civil(year, month, part[1]) : civil(year, month, 1);
    high = part ? low : monthEnd(year, month);
    precision = 'month';
  } else {
    const part = PART_OF_YEAR.find(([p]) => date.part !== null && p.test(date.part));
    low = part ? civil(year, ...part[1]) : civil(year, 1, 1);
    high = part ? low : civil(year, 12, 31);
    precision = 'year';
  }
  // What lies before or after a date is known less exactly than the date.
  const coarser = { day: 'month', month: 'year', year: 'year' }[precision];
  if (date.edge === 'after') {
    return { low: date.day !== null ? low + 1 : low, high: FAR, precision: coarser };
  }
  if (date.edge === 'before') {
    return { low: low - 1, high: low - 1, precision: coarser, pulled: true };
  }
  return { low, high, precision };
}

/** Replaces kind absolute and years_ago by {kind: 'fixed', low, high, precision}. */
function fix(whens) {
  const years = whens.map(yearsIn);
  const named = (i) => {
    for (let j = i - 1; j >= 0; j -= 1) if (years[j].length) return years[j].at(-1);
    return years.slice(i + 1).find((y) => y.length)?.[0] ?? FIRST_YEAR;
  };
  const parsed = whens.map(parseWhen);
  return parsed.map((p, i) => {
    if (p.kind === 'absolute') {
      return { kind: 'fixed', ...bound(p, p.year ?? named(i)), hours: p.hours };
    }
    if (p.kind !== 'years_ago') return p;
    const next = parsed.findIndex((q, j) => j > i && q.kind === 'absolute');
    const year = (next < 0 ? FIRST_YEAR : parsed[next].year ?? named(next)) - p.years;
    return { kind: 'fixed', low: civil(year, 1, 1), high: FAR, precision: 'year', hours: null };
  });
}

/**
 * A day for each text of `whens`, which are one case's in file order:
 * {on, precision, hours}.  `on` may lie before its predecessor only where the
 * source's own dates do.
 */
export function resolveDates(whens) {
  const steps = fix(whens);
  const caps = new Array(steps.length).fill(FAR); // the next absolute date that binds
  for (let i = steps.length - 2; i >= 0; i -= 1) {
    caps[i] = Math.min(caps[i + 1], steps[i + 1].kind === 'fixed' ? steps[i + 1].high : FAR);
  }
  const first = steps.findIndex((s) => s.kind === 'fixed');
  const days = [];
  const precisions = [];
  let latest; // the latest day so far; the order of the file wins

  const forward = (i) => {
    const s = steps[i];
    const reach = (day) => Math.max(latest, Math.min(day, caps[i]));
    switch (s.kind) {
      case 'fixed':
        if (s.low >= latest) return [s.pulled ? reach(s.low) : s.low, s.precision];
        return [s.high >= latest ? latest : s.low, s.precision];
      case 'same': return [latest, precisions[i - 1]];
      case 'shift': return [reach(latest + s.days), s.exact ? precisions[i - 1] : 'unknown'];
      case 'day_before_next': {
        const next = steps[i + 1];
        const known = next?.kind === 'fixed' && next.high !== FAR;
        return [reach(known ? next.low - 1 : latest + 1), known ? next.precision : 'unknown'];
      }
      default: return [reach(latest + 1), 'unknown'];
    }
  };

  const start = Math.max(first, 0);
  if (first < 0) {
    days[0] = dayNumber(FIRST_DAY);
    precisions[0] = 'unknown';
  } else {
    days[first] = steps[first].pulled ? Math.min(steps[first].low, caps[first]) : steps[first].low;
    precisions[first] = steps[first].precision;
    for (let i = first - 1; i >= 0; i -= 1) {
      days[i] = days[i + 1] - (steps[i + 1].kind === 'same' ? 0 : 1);
      precisions[i] = steps[i].kind === 'day_before_next' ? precisions[i + 1] : 'unknown';
    }
  }
  latest = days[start];
  for (let i = start + 1; i < steps.length; i += 1) {
    [days[i], precisions[i]] = forward(i);
    latest = Math.max(latest, days[i]);
  }
  return days.map((day, i) => ({
    on: isoDay(day), precision: precisions[i], hours: steps[i].hours ?? null,
  }));
}
