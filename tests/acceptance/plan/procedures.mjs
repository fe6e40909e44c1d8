// Which procedure a step belongs to, opening it, and leaving the one before.

import { CHANNELS, invitedAt, isInvited, ownChannel, SEATED, sectorOf, signerOf } from './bodies.mjs';
import { meetClock, startClock, startTerm } from './clocks.mjs';
import { ensurePetition } from './petition.mjs';
import { isAgreement } from './vocabulary.mjs';
import {
  acceptReferral, bringIn, courtReferralsElsewhere, courtReferralTo, handOver,
} from './referrals.mjs';

/** {channel, body, host}: where a handling act of `org` belongs. */
export function workplaceOf(story, { org, kind }) {
  const body = story.body(org);
  const at = (channel, b = body) => ({ channel, body: b, host: body });
  const meets = kind === 'session' || isAgreement(kind);
  if (meets && story.openIn('enforcement')) {
    const running = story.openIn('enforcement');
    return { channel: 'enforcement', body: running.body, host: running.host };
  }
  if (org === 'court') {
    const ownRoom = courtReferralTo(story, 'court_mediation_room');
    return story.openIn('suit') && !ownRoom ? at('in_court') : at('assigned', 'court_mediation_room');
  }
  const invited = isInvited(invitedAt(body)) && courtReferralTo(story, invitedAt(body));
  if (invited && invited.channel) return at(invited.channel, invited.to);
  if (org === 'procuratorate' && story.petition?.handling === body && !story.petition.procedure.ended) {
    return at('petition');
  }
  return at(ownChannel(body, story.facts.category_text));
}

/** Whose handler does the mediation acts: never a centre, never a grid worker. */
export function deskOf(procedure) {
  if (SEATED[procedure.body]) return SEATED[procedure.body];
  return procedure.body === 'grid' ? 'village_committee' : procedure.body;
}

/** Who ends or closes it: the desk once its committee has joined, else the body. */
export function enderOf(procedure) {
  return procedure.signer ? deskOf(procedure) : procedure.body;
}

/** The committee that signs joins before it acts or signs (host ≠ signer). */
export function joinSigner(story, procedure) {
  const signer = signerOf(procedure.channel, procedure.body);
  if (!signer || procedure.signer) return;
  story.connect('join-signer', { body: procedure.body }, { procedure: procedure.key, signer });
  procedure.signer = signer;
  story.grant(signer);
}

/** Each joined party is told of the other ways (其他途径), by hand. */
export function serveRoutes(story, actor, procedure) {
  for (const p of story.joined()) {
    story.connect('serve-notice', actor, {
      notice: 'routes', procedure: procedure?.key ?? null, party: p.key, means: 'handed',
    });
  }
}

/** What makes a body tell the other ways: the law of its channel, of organs their own; else none. */
const ROUTES_ARTICLE = {
  people: '人民调解法26', assigned: '特邀21', entrusted: '特邀21',
  organ_labour: '劳动争议调解仲裁法14', traffic_police: '道交事故处理程序规定90',
};
const routesArticle = (body, channel) => ROUTES_ARTICLE[channel === 'administrative' ? body : channel];

/** Closing must wait for the notices of routes (P9), then they are served. */
export function routesOwed(story, actor, procedure) {
  story.probe('P9', 'close', { body: actor.body, person: 'head' }, { procedure: procedure.key },
    { articles: [routesArticle(actor.body, procedure.channel)].filter(Boolean) });
  serveRoutes(story, actor, procedure);
}

/** Ends a mediation without agreement, with the notices that are then owed. */
export function endMediation(story, procedure, {
  ground = 'no_agreement', command = 'end-procedure', kind = 'connective', args = {},
} = {}) {
  if (procedure.body === 'grid') joinSigner(story, procedure); // a grid worker ends nothing
  const actor = { body: enderOf(procedure) };
  bringIn(story, actor.body);
  const lies = courtReferralTo(story, procedure.body);
  if (kind === 'connective' && lies && lies.procedure === procedure.key) {
    story.connect('return-referral', { body: lies.to }, {
      referral: lies.key, result: 'not_agreed', papers: true, ends: procedure.key, ground,
    });
    lies.state = 'returned';
  } else {
    const all = { procedure: procedure.key, ground, ...args };
    if (kind === 'principal') story.principal(command, actor, all);
    else story.connect(command, actor, all);
  }
  story.end(procedure, ground);
  routesOwed(story, actor, procedure);
}

/** Suit or arbitration begins: mediations without an agreement end (人民调解法26). */
export function endMediations(story) {
  for (const p of story.procedures) {
    if (!p.ended && CHANNELS[p.channel].ended_by_suit && !story.holdsAgreement(p)) endMediation(story, p);
  }
}

/** An enforcement, or a default on a title, is still to come in the story. */
function titleFollows(story) {
  const later = story.later();
  const agreed = story.live.slice(0, story.live.indexOf(story.step)).some((s) => isAgreement(s.kind));
  const missed = later.findIndex((s) => s.kind === 'default');
  return later.some((s) => s.kind === 'enforce')
    || (!agreed && missed >= 0 && !later.slice(0, missed).some((s) => isAgreement(s.kind)));
}

export function addTitle(story, fields) {
  const title = {
    key: story.key('title'), kind: 'external', procedure: null, agreement: null, outside: false,
    ...fields,
  };
  story.titles.push(title);
  return title;
}

/** Who records what happens in a tracked procedure. */
const trackerOf = (story, procedure) => (procedure.body === 'outside' ? story.holder : procedure.body);

/** The court's own mediation is over with the suit in which it took place. */
export function endCourtMediation(story) {
  for (const p of story.procedures) {
    if (!p.ended && p.channel === 'in_court' && !story.holdsAgreement(p)) endMediation(story, p);
  }
}

const TITLE_OF = { suit: 'judgment', arbitration: 'arbitration' };

/** A tracked procedure is over: with its title, or with a result nobody tells. */
export function closeTracked(story, procedure, { title = false, kind = 'connective', args = {} } = {}) {
  if (procedure.channel === 'suit') endCourtMediation(story);
  const actor = { body: trackerOf(story, procedure) };
  bringIn(story, actor.body);
  const letter = story.effective().some((a) => a.letter && belongsTo(story, a, procedure));
  const given = title && !letter
    ? addTitle(story, { kind: TITLE_OF[procedure.channel], procedure: procedure.key }) : null;
  const outcome = letter ? 'mediated' : given ? 'decided' : 'not_stated';
  const all = {
    procedure: procedure.key, result: outcome, title: given && { key: given.key, kind: given.kind }, ...args,
  };
  if (kind === 'principal') story.principal('close-tracked', actor, all);
  else story.connect('close-tracked', actor, all);
  story.end(procedure, outcome === 'mediated' ? 'settled' : outcome);
  for (const rule of ['LD_ARB', 'TD_ARB']) meetClock(procedure, rule, story.step.day);
}

/** Was the agreement made in this tracked procedure, or in court beside it? */
function belongsTo(story, agreement, procedure) {
  if (agreement.procedure === procedure.key) return true;
  const made = story.procedures.find((p) => p.key === agreement.procedure);
  return procedure.channel === 'suit' && (made?.channel === 'in_court' || made?.channel === 'entrusted');
}

/**
 * Tracked forums end before mediation elsewhere, a suit or an arbitration.  A
 * suit undoes the award before it: it then ends without title.
 */
export function endForums(story, channels, { undone = false, args = {} } = {}) {
  for (const p of story.procedures) {
    if (!p.ended && channels.includes(p.channel)) {
      closeTracked(story, p, { title: !undone && titleFollows(story), args });
    }
  }
}

/** The court takes its mediation back before it mediates itself. */
function returnToCourt(story) {
  for (const r of courtReferralsElsewhere(story)) {
    if (r.state === 'offered') {
      story.connect('revoke-referral', { body: 'court' }, { referral: r.key });
      r.state = 'revoked';
      continue;
    }
    const p = story.procedures.find((q) => q.key === r.procedure);
    const agreed = p ? story.holdsAgreement(p) : false;
    const ends = p && !p.ended && !agreed;
    story.connect('return-referral', { body: r.to }, {
      referral: r.key, result: agreed ? 'agreed' : 'not_agreed', papers: true,
      ends: ends ? p.key : null, ground: ends ? 'returned' : null,
    });
    r.state = 'returned';
    if (ends) {
      story.end(p, 'returned');
      routesOwed(story, { body: r.to }, p);
    }
  }
}

/** A suit that waited under 委派 is filed before the court mediates in it. */
function fileSuit(story) {
  const suit = story.openIn('suit');
  if (suit.phase !== 'received') return;
  story.connect('open-suit', { body: trackerOf(story, suit) }, { files: suit.key, phase: 'filed' });
  suit.phase = 'filed';
}

/** What is open elsewhere ends, or is handed over, before mediation begins here. */
function leaveFor(story, place) {
  if (place.channel === 'in_court') {
    returnToCourt(story);
    fileSuit(story);
    return null;
  }
  if (!CHANNELS[place.channel].handed_over) return null;
  if (place.host === 'court') returnToCourt(story);
  if (!courtReferralTo(story, place.body)) {
    if (story.openIn('suit')) returnToCourt(story);
    endForums(story, ['suit', 'arbitration']);
  }
  const others = story.procedures.filter((p) => !p.ended && p.body !== place.body
    && CHANNELS[p.channel].handed_over && !story.holdsAgreement(p));
  const last = others.pop();
  for (const p of others) {
    if (p.body === 'grid') joinSigner(story, p);
    story.connect('end-procedure', { body: enderOf(p) }, { procedure: p.key, ground: 'handed_over' });
    story.end(p, 'handed_over');
  }
  if (!last) return null;
  return handOver(story, last.body, place, 'hand_over');
}

const FAILED = ['no_agreement', 'withdrawn', 'returned', 'not_stated', 'settled'];

/** Opens a procedure by the body's own act. */
export function openProcedure(story, place, { actor = { body: place.body } } = {}) {
  const before = story.procedures.findLast((p) => p.body === place.body && p.channel === place.channel
    && p.ended && FAILED.includes(p.ended.ground));
  const procedure = story.addProcedure({
    ...place, sector: place.channel === 'administrative' ? sectorOf(place.body) : null,
    again_of: before?.key ?? null,
  });
  story.connect('open-procedure', actor, { procedure: story.describe(procedure) });
  story.grant(procedure.body);
  startTerm(story, procedure, 'opened');
  return procedure;
}

/** An arbitration that a step presupposes. */
function openArbitration(story) {
  endMediations(story);
  endForums(story, ['suit']);
  const procedure = story.addProcedure({
    channel: 'arbitration', body: 'arbitration_commission', phase: 'filed',
  });
  const number = story.number('仲');
  procedure.numbers.push(number);
  story.connect('open-arbitration', { body: procedure.body }, {
    procedure: story.describe(procedure), number,
  });
  startArbitrationClock(story, procedure);
  return procedure;
}

export function startArbitrationClock(story, procedure) {
  const rule = { LD: 'LD_ARB', TQNMG: 'LD_ARB', SLTD: 'TD_ARB' }[story.facts.category.moj];
  if (rule) startClock(story, procedure, rule);
}

export function reopen(story, actor, scope, settled) {
  story.step.reopened = true;
  story.connect('reopen', actor, {
    scope, procedure: settled?.key ?? null, reason: '当事人就同一纠纷再次要求处理',
  });
}

/** A settled or ended dispute is taken up again (恢复), with a reason. */
export function reopenIfNeeded(story, place) {
  if (place.channel === 'enforcement' || (!story.settledBy && !story.ended)) return;
  const settled = story.settledBy;
  const same = settled && settled.channel === place.channel && settled.body === place.body;
  reopen(story, { body: same ? deskOf(settled) : place.body }, same ? 'procedure' : 'dispute', settled);
  if (same) settled.phase = 'mediating';
  story.settledBy = null;
  story.ended = false;
}

/**
 * The open procedure in which the planned step acts; opens it, with everything
 * that leaving the one before asks for.
 */
export function procedureFor(story, place = workplaceOf(story, story.step)) {
  reopenIfNeeded(story, place);
  const running = story.open(place.channel, place.body);
  if (running) return running;
  const waiting = story.referrals.find((r) => r.to === place.body && r.state === 'offered');
  const arrived = waiting && acceptReferral(story, waiting);
  if (arrived && arrived.channel === place.channel) return arrived;
  if (place.channel === 'arbitration') return openArbitration(story);
  if (place.channel === 'petition') return ensurePetition(story, place.body).procedure;
  return leaveFor(story, place) ?? openProcedure(story, place);
}
