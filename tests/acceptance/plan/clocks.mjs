// Time limits: when a procedure's term must be extended before the next act,
// and which clocks must be found at the end.
//
// Lengths and articles are those of the national rules (F rows); days are
// counted by the tests' own calendar over the reference data.

import { calendar, count } from '../../reference/calendar.mjs';
import { addDays, laterOf } from './dates.mjs';

const KNOWN = calendar();
const KIND = { C: 'days', W: 'working', M: 'months' };

/** The last day of `n` units (C days, W working days, M months) from `start`. */
export function lastDay(start, n, unit) {
  const { date, provisional } = count(KNOWN, KIND[unit], start, n);
  return { due: date, provisional };
}

/** Of which procedures, rule, article, length, unit, and the event that starts it. */
const TERMS = [
  [(p, f) => p.channel === 'people' && f.category.moj === 'YL', 'RT_MEDI', '医疗条例38', 30, 'W', 'accepted'],
  [(p) => p.channel === 'people', 'RT_MED', '规定75号36', 1, 'M', 'accepted'],
  [(p) => p.channel === 'assigned' && p.referral, 'CT_PRE', '特邀27', 30, 'C', 'received'],
  [(p) => p.channel === 'assigned', 'CT_PRE', '特邀27', 30, 'C', 'accepted'],
  [(p) => p.channel === 'entrusted', 'CT_ENT_O', '特邀27', 15, 'C', 'received'],
  [(p) => p.sector === 'market', 'AM_MK_DO', '市场监管投诉举报处理暂行办法21', 45, 'W', 'accepted'],
  [(p) => p.sector === 'labour', 'LD_MED', '劳动争议调解仲裁法14', 15, 'C', 'opened'],
  [(p) => p.sector === 'health', 'AM_MED', '医疗条例40', 30, 'W', 'accepted'],
  [(p) => p.sector === 'traffic', 'AM_TR_DO', '道交事故处理程序规定90', 10, 'W', 'accepted'],
];

/** The procedure's term begins, if `event` (opened, received, accepted) starts it. */
export function startTerm(story, procedure, event) {
  const row = TERMS.find(([applies]) => applies(procedure, story.facts));
  if (!row || procedure.term) return;
  const [, rule, article, n, unit, from] = row;
  if (from !== event) return;
  const start = story.step.day;
  procedure.term = { rule, article, start, ...lastDay(start, n, unit), extended: false };
}

/**
 * A sitting or an agreement comes on or after the last day: everybody agrees to
 * go on before it falls due.  The last day itself counts as too late, since it
 * may end at the close of business (民法典203).  Visits, surveys and notes ask
 * for no extension: they do not mediate.
 */
export function extendIfNeeded(story, procedure, actor) {
  const term = procedure?.term;
  if (!term || procedure.ended || procedure.agreements.length || story.step.day < term.due) return;
  const until = addDays(story.step.day, 1);
  story.connect('extend-term', actor, {
    procedure: procedure.key, rule: term.rule, until, article: term.article,
    consents: story.joinedKeys(),
  }, { on: laterOf(term.start, addDays(term.due, -1)) });
  term.due = until;
  term.provisional = false;
  term.extended = true;
}

/** true, false, or null where the calendar of that year is not known. */
function overdue({ due, provisional }, done) {
  if (done <= due) return false;
  return provisional ? null : true;
}

const CLOCKS_OF = {
  XF_REG: ['信访工作条例22', 15, 'C'],
  XF_TELL: ['信访工作条例23', 15, 'C'],
  XF_HANDLE: ['信访工作条例34', 60, 'C'],
  XF_REV_ASK: ['信访工作条例35', 30, 'C'],
  XF_REV_DO: ['信访工作条例35', 30, 'C'],
  XF_CHK_ASK: ['信访工作条例36', 30, 'C'],
  XF_CHK_DO: ['信访工作条例36', 30, 'C'],
  LA_DEC: ['法律援助法43', 7, 'C'],
  LA_ASSIGN: ['法律援助法43', 3, 'C'],
  CT_CONF_ACC: ['法释2011-5 4', 3, 'C'],
  CT_CONF_DEC: ['法释2011-5 5', 15, 'C'],
  RT_CONFIRM: ['人民调解法33', 30, 'C'],
  RT_CONFIRM_ORG: ['民诉法205', 30, 'C'],
  LD_ARB: ['劳动争议调解仲裁法43', 45, 'C'],
  TD_ARB: ['农村土地承包经营纠纷调解仲裁法47', 60, 'C'],
};

/** Notes that a clock runs from the step's day; `met` later says when it was met. */
export function startClock(story, procedure, rule, { on = story.step.day } = {}) {
  const [article, n, unit] = CLOCKS_OF[rule];
  procedure.clocks ??= [];
  procedure.clocks.push({ rule, article, start: on, ...lastDay(on, n, unit), done: null });
}

export function meetClock(procedure, rule, day) {
  for (const clock of procedure?.clocks ?? []) {
    if (clock.rule === rule && clock.done === null) clock.done = day;
  }
}

/** Clocks to be found when everything is read on `day`. */
export function expectedClocks(procedures, agreements, day) {
  const found = [];
  for (const p of procedures) {
    if (p.term) {
      const settled = agreements.filter((a) => a.procedure === p.key).map((a) => a.effective_on).sort()[0];
      const done = settled ?? p.ended?.on ?? day;
      found.push({
        procedure: p.key, rule: p.term.rule, article: p.term.article, start: p.term.start,
        extended: p.term.extended, overdue: overdue(p.term, done),
      });
    }
    for (const k of p.clocks ?? []) {
      found.push({
        procedure: p.key, rule: k.rule, article: k.article, start: k.start, extended: false,
        overdue: overdue(k, k.done ?? day),
      });
    }
  }
  return found;
}
