// The petition as it was found, against the plan.

const to = (name) => (reading, event, was) => ({ ...was, name });

/** Kind of event -> the class of state after it; see class.mjs. */
export const after = {
  petition_registered: to('petition_open'),
  petition_answered: to('petition_answered'),
  petition_review_requested: to('petition_review_pending'),
  petition_reviewed: to('petition_reviewed'),
  petition_recheck_requested: to('petition_reviewed'),
  petition_rechecked: to('petition_final'),
  petition_terminated: to('petition_terminated'),
  petition_ask_declined: (reading, event, was) => to(
    event.body.article?.endsWith('36') ? 'petition_reviewed' : 'petition_answered',
  )(reading, event, was),
  petition_handling_closed: (reading, event, was) => to(CLOSED[event.body.petition.review
    ? 'reviewed' : 'answered'])(reading, event, was),
  petition_ended: (reading, event, was) => (event.body.petition.end === 'undertaking'
    ? { ...was, name: 'petition_ended_by_undertaking' } : was),
};

const CLOSED = { answered: 'petition_answered', reviewed: 'petition_reviewed' };

/** How far a petition came, as the plan says it. */
function outcomeOf(x, p) {
  if (x.end === 'undertaking') return 'ended_by_undertaking';
  if (x.end === 'legal') return 'terminated';
  if (x.end === 'withdrawn') return 'withdrawn';
  if (x.end === 'final') return 'final';
  return {
    answered: 'answered', reviewing: 'review_pending', reviewed: 'reviewed', rechecking: 'reviewed',
    rechecked: 'final',
  }[p.stage] ?? 'open';
}

/** Every fault of the petition; `expect.petition` is null where there is none. */
export function faults({ dispute }, reading, expect) {
  const found = reading.state.petition ?? [];
  const e = expect.petition;
  if (!e) return found.length ? [`petitions: ${found.length}, expected none`] : [];
  const no = dispute.numbers.procedure.get(e.procedure);
  const x = found.findLast((y) => y.procedure === no);
  if (!x) return ['petition: not found'];
  const p = reading.state.procedure.find((q) => q.no === no);
  const list = [];
  const handling = dispute.fixture.bodyOf(x.organ ?? p.body);
  if (handling !== e.handling) list.push(`petition: handled by ${handling}, expected ${e.handling}`);
  const outcome = outcomeOf(x, p);
  if (outcome !== e.outcome) list.push(`petition: ${outcome}, expected ${e.outcome}`);
  return list;
}
