// Referrals between bodies: offered, accepted, returned; and how a body without
// a part is taken in.

import { CHANNELS, invitedAt, isInvited, ownChannel, sectorOf } from './bodies.mjs';
import { startTerm } from './clocks.mjs';

/** Who would receive a referral to `org`, and in which channel, if any. */
export function receiverOf(story, org, courtKind = null) {
  const body = story.body(org);
  if (courtKind && isInvited(invitedAt(body))) {
    const channel = courtKind === 'assign' ? 'assigned' : 'entrusted';
    return { body: invitedAt(body), host: body, channel, kind: courtKind };
  }
  if (org === 'court') {
    return story.openIn('suit')
      ? { body, host: body, channel: null, kind: 'refer' }
      : { body: 'court_mediation_room', host: body, channel: 'assigned', kind: 'refer' };
  }
  const channel = ownChannel(body, story.facts.category_text);
  return { body, host: body, channel: CHANNELS[channel].handed_over ? channel : null, kind: 'refer' };
}

/** Bodies that dispatch: sent again by one of them, a returned matter stays (指定). */
const DISPATCHERS = new Set(['governance_centre', 'hotline_12345']);

/** Puts a referral into the story; the command that offers it is the caller's. */
export function addReferral(story, fields) {
  const referral = {
    designation: DISPATCHERS.has(fields.from)
      && story.referrals.some((r) => r.to === fields.to && r.state === 'returned'),
    key: story.key('referral'), state: 'offered', assist: false, procedure: null, host: fields.to,
    opened_in_step: story.step.n, ...fields,
  };
  story.referrals.push(referral);
  return referral;
}

/** What the command that offers says. */
export const offerArgs = (r) => ({
  referral: r.key, kind: r.kind, to: r.to, channel: r.channel, assist: r.assist,
  designation: r.designation,
});

/** The offer tried by a body to which it was not made (P14). */
export function probeWrongReceiver(story, referral) {
  const wrong = ['county_committee', 'industry_committee', 'organ_general']
    .find((b) => b !== referral.to && b !== referral.from);
  story.probe('P14', 'accept-referral', { body: wrong }, { referral: referral.key },
    { status: [403, 404, 409] });
}

/** Mediation procedures that an accepted referral takes over. */
function takenOver(story, referral) {
  return story.procedures.filter((p) => !p.ended && CHANNELS[p.channel].handed_over
    && !story.holdsAgreement(p)
    && [referral.from, referral.to].some((b) => p.body === b || p.host === b));
}

/** The receiver takes the referral; returns the procedure it opens, or null. */
export function acceptReferral(story, referral, { kind = 'connective' } = {}) {
  const ends = referral.channel && !referral.assist ? takenOver(story, referral) : [];
  const own = referral.channel ? story.open(referral.channel, referral.to) : null;
  let procedure = null;
  if (referral.channel) {
    procedure = own ?? story.addProcedure({
      channel: referral.channel, body: referral.to, host: referral.host,
      sector: referral.channel === 'administrative' ? sectorOf(referral.to) : null,
      referral: referral.key, received_on: story.step.day,
    });
  }
  const args = {
    referral: referral.key,
    procedure: procedure && !own ? story.describe(procedure) : null,
    ends: ends.filter((p) => p !== procedure).map((p) => p.key),
  };
  if (kind === 'principal') story.principal('accept-referral', { body: referral.to }, args);
  else story.connect('accept-referral', { body: referral.to }, args);
  referral.state = 'accepted';
  referral.procedure = procedure?.key ?? null;
  const ground = referral.kind === 'escalate' ? 'handed_up' : 'handed_over';
  for (const p of ends) if (p !== procedure) story.end(p, ground);
  if (procedure && !own) startTerm(story, procedure, 'received');
  if (referral.designation) {
    story.probe('P14', 'return-referral', { body: referral.to }, { referral: referral.key, result: 'not_ours' },
      { case: 'return_after_designation' });
  }
  return procedure;
}

/** Offer and acceptance in one breath, where the source skips both. */
export function handOver(story, from, receiver, kind) {
  bringIn(story, from);
  const referral = addReferral(story, {
    kind, from, to: receiver.body, host: receiver.host, channel: receiver.channel,
  });
  story.connect('refer', { body: from }, offerArgs(referral));
  probeWrongReceiver(story, referral);
  return acceptReferral(story, referral);
}

/**
 * Gives `body` a part so that it may record an act: by an offer that is waiting
 * for it, else it is taken in to assist (协办), which opens no procedure.
 */
export function bringIn(story, body) {
  if (story.parts.has(body)) return;
  const waiting = story.referrals.find((r) => r.to === body && r.state === 'offered');
  if (waiting) {
    acceptReferral(story, waiting);
    return;
  }
  const referral = addReferral(story, {
    kind: 'refer', assist: true, from: story.holder, to: body, channel: null,
  });
  story.connect('refer', { body: story.holder }, offerArgs(referral));
  acceptReferral(story, referral);
}

/** Referrals of the court that still lie with another body than its own room. */
export function courtReferralsElsewhere(story) {
  return story.referrals.filter((r) => r.from === 'court' && !r.assist
    && r.to !== 'court_mediation_room' && ['offered', 'accepted'].includes(r.state));
}

/** An active court referral to this body, or null. */
export function courtReferralTo(story, body) {
  return story.referrals.findLast((r) => r.from === 'court' && r.to === body && !r.assist
    && ['offered', 'accepted'].includes(r.state)) ?? null;
}

/** A fact that the story presupposes and the source does not tell. */
export function outsideFact(story, fact, actor, args = {}) {
  bringIn(story, actor.body);
  return story.connect('record-outside-act', actor, {
    what: fact, occurred: 'unknown', source_note: '来源未载', text: '来源未载', ...args,
  });
}

/** An act of a body that is no user, told by the one that knows of it. */
export function outsideAct(story, what = 'act', args = {}) {
  const actor = { body: story.step.body };
  bringIn(story, actor.body);
  return story.principal('record-outside-act', actor, { what, ...args });
}

/** The step cannot be done lawfully: refused, then told as an act outside. */
export function barred(story, command, actor, args, articles) {
  story.probe('barred', command, actor, args, { articles });
  story.step.barred = true;
  bringIn(story, actor.body);
  return story.principal('record-outside-act', actor, {
    what: 'act', reported_by: actor.body,
  });
}
