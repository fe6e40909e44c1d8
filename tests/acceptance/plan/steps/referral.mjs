// Referrals, returns and escalations as steps of the story.

import { CHANNELS } from '../bodies.mjs';
import { escalationOf, routeOf } from '../routing.mjs';
import { HANDLING } from '../vocabulary.mjs';
import { reopenIfNeeded, routesOwed, serveRoutes, workplaceOf } from '../procedures.mjs';
import {
  acceptReferral, addReferral, barred, bringIn, offerArgs, outsideAct, outsideFact, probeWrongReceiver, receiverOf,
} from '../referrals.mjs';

/** 委派 before filing, 委托 after (特邀11): told by the step before. */
function courtKindOf(story) {
  return !story.openIn('suit') || story.stepBefore()?.kind === 'file_lawsuit' ? 'assign' : 'entrust';
}

/**
 * The receiver answers at once, as it must within days, unless the sender itself
 * goes on with the matter first.
 */
function answer(story, step, referral, org) {
  const later = story.later();
  const theirs = later.findIndex((s) => s.org === org);
  const own = later.findIndex((s) => s.org === step.org && HANDLING.has(s.kind));
  if (step.org === 'court' || own < 0 || theirs < own) acceptReferral(story, referral);
}

function refer(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  const route = routeOf(story.live, story.live.indexOf(step));
  story.step.route = route.mode;
  if (route.mode === 'received') {
    received(story, step, route.org);
    return;
  }
  bringIn(story, step.body);
  const actor = { body: step.body };
  if (route.mode === 'guidance') {
    story.principal('refer', actor, { kind: 'guidance', to_forum: route.org });
    serveRoutes(story, actor, story.procedureOf(step.body));
    return;
  }
  const courtKind = step.org === 'court' ? courtKindOf(story) : null;
  // A court asks the parties before it sends them on (特邀11).
  const consents = courtKind ? story.joinedKeys() : [];
  if (route.mode === 'outside') {
    const referral = addReferral(story, {
      kind: 'outside', from: step.body, to: 'outside', channel: null, state: 'recorded',
    });
    story.principal('refer', actor, { ...offerArgs(referral), outside_body: '外部单位', consents });
    return;
  }
  const receiver = route.mode === 'own_room'
    ? { body: 'court_mediation_room', host: 'court', channel: 'assigned', kind: courtKind }
    : receiverOf(story, route.org, courtKind);
  const referral = addReferral(story, {
    kind: receiver.kind, from: step.body, to: receiver.body, host: receiver.host, channel: receiver.channel,
  });
  story.principal('refer', actor, { ...offerArgs(referral), consents });
  probeWrongReceiver(story, referral);
  if (route.mode !== 'open') answer(story, step, referral, route.org);
}

/** The step's body is the receiver; an earlier body sends. */
function received(story, step, senderOrg) {
  const from = story.body(senderOrg);
  bringIn(story, from);
  const receiver = receiverOf(story, step.org, senderOrg === 'court' ? 'assign' : null);
  const referral = addReferral(story, {
    kind: receiver.kind, from, to: receiver.body, host: receiver.host, channel: receiver.channel,
  });
  story.connect('refer', { body: from }, { ...offerArgs(referral), consents: [] });
  probeWrongReceiver(story, referral);
  acceptReferral(story, referral, { kind: 'principal' });
}

function returned(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  const mine = (r) => r.to === step.body || r.host === step.body;
  const waiting = story.referrals.findLast((r) => mine(r) && r.state === 'offered');
  if (waiting) acceptReferral(story, waiting);
  let referral = story.referrals.findLast((r) => mine(r) && r.state === 'accepted' && !r.assist);
  if (!referral) {
    referral = addReferral(story, {
      kind: 'refer', from: 'outside', to: step.body, channel: null, state: 'accepted', outside_fact: true,
    });
    outsideFact(story, 'referral', { body: step.body }, { creates: { referral: referral.key, to: step.body } });
  }
  const p = story.procedures.find((q) => q.key === referral.procedure);
  const agreed = p ? story.holdsAgreement(p) : false;
  const ends = p && !p.ended && !agreed;
  const actor = { body: referral.to };
  if (referral.designation && !agreed) {
    barred(story, 'return-referral', actor, { referral: referral.key, result: 'not_agreed' }, []);
    return;
  }
  story.principal('return-referral', actor, {
    referral: referral.key, result: agreed ? 'agreed' : 'not_agreed', papers: true,
    ends: ends ? p.key : null, ground: ends ? 'returned' : null,
  });
  referral.state = 'returned';
  if (ends) {
    story.end(p, 'returned');
    routesOwed(story, actor, p);
  }
}

function escalate(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  const route = escalationOf(story.live, story.live.indexOf(step));
  story.step.route = route.mode;
  if (route.mode === 'walk_up') {
    walkUp(story, step, route.org);
    return;
  }
  bringIn(story, step.body);
  const actor = { body: step.body };
  if (route.mode === 'outside') {
    const referral = addReferral(story, {
      kind: 'outside', from: step.body, to: 'outside', channel: null, state: 'recorded',
    });
    story.principal('escalate', actor, {
      ...offerArgs(referral), mode: 'outside', outside_body: '外部单位',
    });
    return;
  }
  const receiver = receiverOf(story, route.org);
  const referral = addReferral(story, {
    kind: 'escalate', from: step.body, to: receiver.body, host: receiver.host, channel: receiver.channel,
  });
  story.principal('escalate', actor, { ...offerArgs(referral), mode: 'report', keeps_duties: true });
  probeWrongReceiver(story, referral);
  answer(story, step, referral, route.org);
}

/** The party went to the next level by itself; the lower body keeps its duties. */
function walkUp(story, step, fromOrg) {
  const from = story.body(fromOrg);
  const place = workplaceOf(story, step);
  const mediates = CHANNELS[place.channel].handed_over === true;
  reopenIfNeeded(story, place);
  const left = !mediates ? null : story.procedures.find((p) => !p.ended && p.body === from
    && CHANNELS[p.channel].handed_over && !story.holdsAgreement(p));
  const running = story.open(place.channel, place.body);
  const opened = mediates && !running
    ? story.addProcedure({ ...place, received_on: step.day }) : null;
  const referral = addReferral(story, {
    kind: 'escalate', from, to: place.body, host: place.host, channel: mediates ? place.channel : null,
    state: 'accepted', procedure: (running ?? opened)?.key ?? null,
  });
  if (opened) opened.referral = referral.key;
  story.principal('escalate', { body: step.body }, {
    ...offerArgs(referral), mode: 'walk_up', from, keeps_duties: true,
    procedure: opened && story.describe(opened), ends: left ? [left.key] : [],
  });
  story.grant(place.body);
  if (left) story.end(left, 'handed_up');
}

export const planners = { refer, return: returned, escalate };
