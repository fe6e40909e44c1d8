// Legal aid as it was found, against the plan.

/** At which stage of the procedure each phase of the plan is. */
const STAGE = { applied: 'aid_applied', granted: 'aid_running', closed: 'aid_reported' };

/** Aid decides what a dispute is only where it came in for aid and nothing else. */
function only(reading, was, name) {
  const aidFirst = reading.state.procedure?.[0]?.channel === 'legal_aid';
  const free = !was.name || was.name.startsWith('aid_') || (was.name === 'in_progress' && aidFirst);
  return free ? { ...was, name } : was;
}

/** Kind of event -> the class of state after it; see class.mjs. */
export const after = {
  aid_applied: (reading, event, was) => only(reading, was, 'aid_applied'),
  aid_granted: (reading, event, was) => only(reading, was, 'aid_granted'),
  aid_reported: (reading, event, was) => only(reading, was, 'aid_closed'),
};

/** Everybody who was mediator of the dispute. */
const mediators = (state) => (state.procedure ?? []).flatMap((p) => p.mediator ?? []).map((m) => m.person);

/** Every fault of the legal aid; `expect.aid` is null where there is none. */
export function faults(played, reading, expect) {
  const { state } = reading;
  if (!expect.aid) return state.aid?.length ? ['aid: there is some, none is expected'] : [];
  const no = played.dispute.numbers.procedure.get(expect.aid.procedure);
  const aid = state.aid?.find((a) => a.procedure === no);
  const procedure = state.procedure?.find((p) => p.no === no);
  const found = [];
  if (!aid) return ['aid: not found'];
  if (procedure.stage !== STAGE[expect.aid.phase]) {
    found.push(`aid: stage ${procedure.stage}, expected ${STAGE[expect.aid.phase]}`);
  }
  if (expect.aid.phase === 'applied') return found;
  const drawn = state.draw?.find((x) => x.procedure === no && x.drawn === aid.counsel);
  if (!aid.counsel || drawn?.state !== 'concluded') found.push('aid: no counsel was drawn');
  if (mediators(state).includes(aid.counsel)) found.push('aid: counsel mediates');
  return found;
}
