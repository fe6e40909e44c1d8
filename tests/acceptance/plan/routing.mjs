// Where a referral or an escalation goes: told by its neighbours in the story,
// never by its words.  Steps are the live ones, `i` is the place of the step.

import { HANDLING } from './vocabulary.mjs';

/**
 * {mode, org}: guidance (to the forum of the party's choice), outside, to_body,
 * received (the step's body is the receiver, org the sender), own_room, open.
 */
export function routeOf(steps, i) {
  const x = steps[i].org;
  const later = steps.slice(i + 1);
  const forum = later.findIndex((s) => s.kind === 'file_lawsuit' || s.kind === 'arbitration');
  const handled = later.findIndex((s) => HANDLING.has(s.kind) && s.org !== x);
  if (forum >= 0 && (handled < 0 || forum < handled)) {
    return { mode: 'guidance', org: later[forum].kind === 'arbitration' ? 'arbitration' : 'court' };
  }
  if (handled >= 0) {
    const org = later[handled].org;
    return { mode: org === 'other' ? 'outside' : 'to_body', org };
  }
  const sender = steps.slice(0, i).findLast((s) => s.org !== x && s.org !== 'other');
  if (sender && later.some((s) => HANDLING.has(s.kind) && s.org === x)) {
    return { mode: 'received', org: sender.org };
  }
  if (x === 'court') return { mode: 'own_room', org: 'court' };
  return { mode: 'open', org: x === 'integrated_centre' ? 'township_committee' : 'integrated_centre' };
}

const TIERS = { grid: 1, village_committee: 2, township_committee: 3, police: 3, personal_studio: 3 };
const tier = (org) => TIERS[org] ?? 4;

/** {mode, org}: walk_up (from org to the step's body), report (to org), outside. */
export function escalationOf(steps, i) {
  const x = steps[i].org;
  const later = steps.slice(i + 1);
  const p = steps.slice(0, i).findLast((s) => s.org !== x && s.org !== 'court' && s.org !== 'other');
  if (p && tier(x) > tier(p.org) && later.some((s) => HANDLING.has(s.kind) && s.org === x)) {
    return { mode: 'walk_up', org: p.org };
  }
  // A court is above nobody here: going there is a suit, not a report.
  const above = later.find((s) => !['other', 'court'].includes(s.org) && tier(s.org) > tier(x));
  return above ? { mode: 'report', org: above.org } : { mode: 'outside', org: null };
}
