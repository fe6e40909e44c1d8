// The class of state that a dispute is in, told by its procedures, agreements
// and terms as they were found; the timeline only says what came last.

import * as aid from './aid.mjs';
import * as order from './order.mjs';
import * as petition from './petition.mjs';

const FORUM = { suit: 'in_litigation', arbitration: 'in_arbitration', enforcement: 'in_enforcement' };

/** What the terms of an agreement come to after one of them was performed or missed. */
function termsClass(terms, last) {
  if (last.state === 'defaulted') return 'in_default';
  return terms.every((t) => t.state === 'performed') ? 'settled_performed' : 'settled_part_performed';
}

/** The procedure that an event moved, as it stands now. */
const procedureOf = (reading, event) => reading.state.procedure?.find((p) =>
  p.no === (event.body.procedure?.no ?? event.body.procedure));

/** Class after a performance or default: of its term as it stands now. */
function afterPerformance(reading, event, was) {
  const { on, agreement, term } = event.body.performance;
  if (on === 'term') {
    const terms = reading.state.agreement?.find((a) => a.no === agreement)?.term ?? [];
    const name = termsClass(terms, terms[term - 1] ?? {});
    return { name, settled: name };
  }
  if (event.kind === 'defaulted') return { ...was, name: 'in_default' };
  return { ...was, name: on === 'title' ? 'performed_on_title' : 'performed_no_agreement' };
}

/** An agreement that is in force leaves its terms open at first. */
function afterAgreement(reading, event, was) {
  const no = event.body.agreement?.no ?? event.body.agreement;
  const found = reading.state.agreement?.find((a) => a.no === no);
  return found && found.state !== 'draft' ? { name: 'settled_unperformed', settled: 'settled_unperformed' } : was;
}

const SETTLED = /^(?:settled|performed|in_default|confirm)/;

/** Nothing is decided by what only shows that the matter is in hand. */
function inHand(was, reopened) {
  return was.name && SETTLED.test(was.name) && !reopened ? was : { ...was, name: 'in_progress' };
}

function afterEnd(event, was) {
  if (event.body.ground === 'no_agreement') return { ...was, name: 'failed' };
  if (event.body.ground === 'withdrawn') return { ...was, name: 'withdrawn' };
  return was;
}

function afterResult(event, was) {
  if (!event.body.procedure) return was; // a title from outside
  if (event.body.ground === 'settled') return { ...was, name: was.settled ?? 'settled_unperformed' };
  return { ...was, name: 'litigation_ended' };
}

function afterOpening(reading, event, was) {
  const forum = FORUM[procedureOf(reading, event)?.channel];
  return forum ? { ...was, name: forum } : inHand(was);
}

const stays = (reading, event, was) => inHand(was);

/** Kind of event -> the class after it; kinds that are not here change nothing. */
const AFTER = {
  ...petition.after, ...aid.after, ...order.after,
  agreement_effective: (reading, event, was) =>
    (was.oral === event.cmd ? was : afterAgreement(reading, event, was)),
  oral_agreement_recorded: (reading, event, was) => ({ ...afterAgreement(reading, event, was), oral: event.cmd }),
  private_agreement_recorded: (reading, event, was) => ({ ...afterAgreement(reading, event, was), oral: event.cmd }),
  performed: afterPerformance,
  defaulted: afterPerformance,
  confirmation_applied: (reading, event, was) => ({ ...was, name: 'confirmation_pending' }),
  confirmation_ruled: (reading, event, was) => (event.body.title ? { ...was, name: 'confirmed' } : was),
  procedure_opened: afterOpening,
  filing_joined: afterOpening,
  procedure_ended: (reading, event, was) => afterEnd(event, was),
  // An order that was answered is filed: that decides nothing about the matter.
  procedure_closed: (reading, event, was) => (event.body.ground === 'answered' ? was
    : { ...was, name: was.settled ?? 'ended_no_agreement' }),
  result_recorded: (reading, event, was) => afterResult(event, was),
  procedure_reopened: (reading, event, was) => inHand(was, true),
  registered: stays,
  report_added: stays,
  accepted: (reading, event, was) => (FORUM[procedureOf(reading, event)?.channel] ? was : inHand(was)),
  mediators_assigned: stays,
  referral_offered: stays,
  referral_accepted: stays,
  referral_returned: stays,
};

/** Is the forum that a class speaks of still running? */
function holds(reading, name) {
  const channel = Object.keys(FORUM).find((c) => FORUM[c] === name);
  return !channel || (reading.state.procedure ?? []).some((p) => p.channel === channel
    && !['ended', 'closed'].includes(p.phase));
}

/** The class found, of the events up to the last decisive one. */
export function foundClass(reading) {
  let now = { name: null, settled: null };
  for (const event of reading.timeline) now = AFTER[event.kind]?.(reading, event, now) ?? now;
  if (!now.name) return 'in_progress';
  return holds(reading, now.name) ? now.name : `${now.name} (not open)`;
}
