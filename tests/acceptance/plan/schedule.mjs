// When each item is recorded: one moment after the other, by day, between 08:00
// and 22:00 (+08:00), never backwards; and the one run of all cases.

import { addDays, laterOf } from './dates.mjs';

const OPEN = 8 * 60; // minutes of the day
const SHUT = 22 * 60;
const SITTING = 50; // minutes of a sitting whose length the source does not tell
const LAST_START = 21 * 60;

export const instant = (day, minute) =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`;

/** Start and end of a sitting, in minutes: stated, or the next full hour. */
function timesOf(item, minute) {
  if (item.hours) return { start: item.hours.from * 60, end: item.hours.to * 60, stated: true };
  const start = Math.min(LAST_START, Math.max(OPEN, Math.ceil(minute / 60) * 60));
  return { start, end: start + SITTING, stated: false };
}

/** Gives every item of one case its `at`; sittings also get start and end. */
export function schedule(items, from = null) {
  let day = from ?? items[0].day;
  let minute = OPEN - 1;
  for (const item of items) {
    if (item.day > day) {
      day = item.day;
      minute = OPEN - 1;
    }
    minute += 1;
    if (item.sitting) {
      const { start, end, stated } = timesOf(item, item.occurred.on === day ? minute : LAST_START);
      item.args.start = instant(item.occurred.on, start);
      item.args.end = instant(item.occurred.on, end);
      item.args.times = stated ? 'stated' : 'made_up';
      if (item.occurred.on === day) minute = Math.max(minute, end);
    }
    if (minute > SHUT) {
      day = addDays(day, 1);
      minute = OPEN;
    }
    item.at = instant(day, minute);
  }
  return { day, minute };
}

/** Items after a day, each at 10:00 or later of its own or a later day. */
export function scheduleLate(items, after) {
  let minute = 10 * 60;
  for (const item of items) {
    item.at = instant(laterOf(item.day, addDays(after, 1)), minute);
    minute += 1;
  }
}

/** The items that a variant replays of its case, then its own. */
const replayed = (c, variant) => {
  const items = c.items.filter((i) => i.kind !== 'probe');
  return [...items.slice(0, items.findIndex((i) => i.key === variant.after) + 1), ...variant.items];
};

/**
 * Everything in one chronological run; ties keep the order of the file.
 * Entries: {at, case, item}, {at, case, compare: true}, {at, case, variant, item}.
 */
export function mergeRuns(cases) {
  const run = [];
  for (const c of cases) {
    for (const item of c.items) run.push({ at: item.at, case: c.id, item: item.key });
    run.push({ at: c.compare_at, case: c.id, compare: true });
    for (const item of c.late) run.push({ at: item.at, case: c.id, item: item.key });
    for (const variant of c.variants) {
      for (const item of replayed(c, variant)) {
        run.push({ at: item.at, case: c.id, variant: variant.key, item: item.key });
      }
    }
  }
  return run
    .map((entry, order) => ({ entry, order }))
    .sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.order - b.order))
    .map(({ entry }) => entry);
}
