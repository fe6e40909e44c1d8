// The class of state that a dispute is in, told by its procedures, agreements
// and terms as they were found; the timeline only says what came last.

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

function step(reading, event, was) {
  switch (event.kind) {
    case 'agreement_effective': return was.oral === event.cmd ? was : afterAgreement(reading, event, was);
    case 'oral_agreement_recorded':
    case 'private_agreement_recorded': return { ...afterAgreement(reading, event, was), oral: event.cmd };
    case 'performed':
    case 'defaulted': return afterPerformance(reading, event, was);
    case 'confirmation_applied': return { ...was, name: 'confirmation_pending' };
    case 'confirmation_ruled': return event.body.title ? { ...was, name: 'confirmed' } : was;
    case 'procedure_opened':
    case 'filing_joined': {
      const forum = FORUM[procedureOf(reading, event)?.channel];
      return forum ? { ...was, name: forum } : inHand(was);
    }
    case 'procedure_ended': return afterEnd(event, was);
    case 'procedure_closed': return { ...was, name: was.settled ?? 'ended_no_agreement' };
    case 'result_recorded': return afterResult(event, was);
    case 'procedure_reopened': return inHand({ ...was, settled: was.settled }, true);
    case 'registered':
    case 'report_added':
    case 'accepted':
    case 'mediators_assigned':
    case 'referral_offered':
    case 'referral_accepted':
    case 'referral_returned': return inHand(was);
    default: return was;
  }
}

/** Is the forum that a class speaks of still running? */
function holds(reading, name) {
  const channel = Object.keys(FORUM).find((c) => FORUM[c] === name);
  return !channel || (reading.state.procedure ?? []).some((p) => p.channel === channel
    && !['ended', 'closed'].includes(p.phase));
}

/** The class found, of the events up to the last decisive one. */
export function foundClass(reading, decisive) {
  let now = { name: null, settled: null };
  for (const event of reading.timeline) now = step(reading, event, now, decisive);
  if (!now.name) return 'in_progress';
  return holds(reading, now.name) ? now.name : `${now.name} (not open)`;
}
