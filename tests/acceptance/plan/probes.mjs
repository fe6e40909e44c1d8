// Probes that every case gets in its final state, and those that wait for a
// limit to pass after the comparison.  The others are planned where their step
// is (readiness.mjs, settlement.mjs, referrals.mjs, forums.mjs ...).

import { HOME_BODIES, NEIGHBOUR } from './bodies.mjs';
import { addDays, laterOf } from './dates.mjs';
import { isConfirmable } from './steps/settlement.mjs';
import { deskOf } from './procedures.mjs';
import { FOUND } from './facts.mjs';
import { confirmArticles } from './steps/forums.mjs';

const RIGHT = { body: null, person: 'handler' };
const LATE_BY = 45; // days after which a limit of 30 has passed with all holidays

/** P3: a command that the state table forbids now. */
function forbidden(story) {
  const ended = story.procedures.findLast((p) => p.ended && p.mediators.length);
  if (ended) {
    return ['log-session', { body: deskOf(ended) },
      { procedure: ended.key, result: 'continues' }, 'session_on_ended'];
  }
  const accepted = story.procedures.findLast((p) => !p.ended && p.accepted_on);
  if (accepted) return ['accept', { body: deskOf(accepted) }, { procedure: accepted.key }, 'accepted_twice'];
  if (story.petition?.accepted) {
    const { procedure, handling } = story.petition;
    return ['petition-accept', { body: handling }, { procedure: procedure.key }, 'accepted_twice'];
  }
  for (const a of story.effective()) {
    const done = a.terms.find((t) => t.state === 'performed');
    if (done) {
      return ['record-performance', { body: story.holder },
        { on: 'term', agreement: a.key, term: done.key, amount: done.amount ?? 1 }, 'above_what_is_due'];
    }
  }
  const running = story.procedures.findLast((p) => !p.ended) ?? story.procedures.at(-1);
  return ['rule-confirmation', { body: 'court' },
    { procedure: running?.key ?? null, ruling: 'valid' }, 'nothing_to_rule'];
}

/** Appends P1 to P6, P3 and the standing separations to the story's items. */
export function probeEnd(story) {
  const { items, holder } = story;
  const lastCommand = items.findLast((i) => i.kind !== 'probe');
  const handler = { ...RIGHT, body: holder };
  const note = { procedure: null, text: '探测' };

  story.probe('P1', 'note', { body: NEIGHBOUR }, note,
    { status: [404], same_as_missing: true, reads: ['dispute', 'timeline'] });
  story.probe('P2', lastCommand.command, lastCommand.actor, {},
    { repeats: lastCommand.key, same_body: 'same_answer', other_body: { status: [422] } });
  const [command, actor, args, what] = forbidden(story);
  story.probe('P3', command, actor, args, { case: what });
  story.probe('P4', 'note', handler, note, { status: [412], if_match: 'stale' });
  const stranger = HOME_BODIES.find((b) => !story.parts.has(b)
    && !story.referrals.some((r) => r.to === b || r.host === b));
  if (stranger) story.probe('P5', 'note', { body: stranger }, note, { status: [403, 404] });
  story.probe('P6', 'timeline-entry', handler, { entry: lastCommand.key, methods: ['PUT', 'PATCH', 'DELETE'] },
    { status: [404, 405] });
  const found = FOUND.has(story.facts.source)
    && story.procedures.find((p) => !p.ended && p.body === story.registrar.body && story.holdsAgreement(p));
  if (found) story.probe('P13', 'close', story.registrar, { procedure: found.key }, { case: 'finder_closes' });
  const grid = story.procedures.find((p) => p.body === 'grid') ?? null;
  if (grid && story.parts.has('grid')) {
    story.probe('P13', 'close', { body: 'grid' }, { procedure: grid.key }, { case: 'grid_closes' });
  }
}

/** What is tried after the comparison, when a party's right has ended. */
export function lateProbes(story, compareDay) {
  const before = story.items.length;
  const parties = story.joinedKeys();
  const later = (on) => laterOf(addDays(compareDay, 1), addDays(on, LATE_BY));
  for (const a of story.agreements) {
    if (!isConfirmable(a) || a.confirmation || !a.effective_on || a.state !== 'effective') continue;
    story.probe('P10', 'apply-confirmation', { body: 'court' }, { agreement: a.key, by: parties },
      { case: 'after_last_day', articles: confirmArticles(story, a), day: later(a.effective_on) });
  }
  const { petition } = story;
  if (petition && (!petition.procedure.ended || petition.lapsed)) {
    const by = story.applicants().map((p) => p.key);
    if (petition.reply && !petition.reply.outside && !petition.review) {
      story.probe('P12', 'petition-request-review', { body: 'petition_office' },
        { procedure: petition.procedure.key, by },
        { articles: ['信访工作条例35'], day: later(petition.reply.on) });
    } else if (petition.review?.on && !petition.review.outside && !petition.rereview) {
      story.probe('P12', 'petition-request-rereview', { body: 'petition_office', person: 'second' },
        { procedure: petition.procedure.key, by },
        { articles: ['信访工作条例36'], day: later(petition.review.on) });
    }
  }
  return story.items.splice(before).map((item) => {
    const { day, ...expect } = item.expect;
    return { ...item, expect, day, occurred: { on: day, precision: 'day' } };
  });
}
