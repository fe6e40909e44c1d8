// The one petition of a dispute: registered, accepted, answered, reviewed.

import { meetClock, startClock } from './clocks.mjs';
import { acceptReferral, addReferral, bringIn, offerArgs, outsideFact } from './referrals.mjs';
import { HANDLING } from './vocabulary.mjs';
import { LAW_AND_LITIGATION } from './words.mjs';

const ORGANS = new Set(['petition_office', 'administrative_organ', 'procuratorate', 'police', 'court']);

/** The body that takes a petition when `org` is named. */
export const petitionBody = (story, org) =>
  (ORGANS.has(org) ? story.body(org) : story.body('petition_office'));

/** Organs that can be asked to handle a petition; a committee cannot. */
const HANDLERS = new Set(['administrative_organ', 'police', 'procuratorate']);

/** Where a petition goes on registration: to the body that will answer or handle it. */
function routedTo(story, body) {
  const later = story.later();
  const next = later.find((s) => s.kind.startsWith('petition_') && ORGANS.has(s.org))
    ?? later.find((s) => HANDLING.has(s.kind) && HANDLERS.has(s.org));
  return next ? petitionBody(story, next.org) : body;
}

export function petitionerKeys(story) {
  return story.applicants().map((p) => p.key);
}

/** Registers the petition; the command is connective unless the step is this. */
export function registerPetition(story, body, { principal = false } = {}) {
  const open = story.petition && !story.petition.procedure.ended;
  if (open) {
    const args = { procedure: null, repeats: story.petition.procedure.key };
    story.principal('petition-register', { body }, args);
    return story.petition;
  }
  const law = body === 'procuratorate' || LAW_AND_LITIGATION.test(story.facts.category_text);
  const handling = principal ? routedTo(story, body) : body;
  const procedure = story.addProcedure({ channel: 'petition', body, phase: 'opened' });
  const number = story.number('访');
  procedure.numbers.push(number);
  const petition = {
    procedure, law, handling, accepted: false, reply: null, review: null, rereview: null,
    outcome: 'open',
  };
  story.petition = petition;
  const args = {
    procedure: story.describe(procedure), petitioners: petitionerKeys(story), number,
    class: law ? 'law_and_litigation' : 'appeal_for_settlement', routed_to: handling,
    representatives_at_most: 5,
  };
  if (principal) story.principal('petition-register', { body }, args);
  else story.connect('petition-register', { body }, args);
  story.grant(handling);
  startClock(story, procedure, 'XF_REG');
  meetClock(procedure, 'XF_REG', story.step.day);
  for (const party of petitionerKeys(story)) {
    story.connect('serve-notice', { body }, {
      notice: 'petition_receipt', procedure: procedure.key, party, means: 'handed',
    });
  }
  return petition;
}

/** The petition, registered by `body` if there is none. */
export function ensurePetition(story, body) {
  if (story.petition && !story.petition.procedure.ended) return story.petition;
  return registerPetition(story, body);
}

/** The petition lies with `body`: passed on (转送) if another organ has it. */
export function moveTo(story, petition, body) {
  if (petition.handling === body) return;
  bringIn(story, petition.handling);
  const referral = addReferral(story, {
    kind: 'refer', from: petition.handling, to: body, channel: null, petition: petition.procedure.key,
  });
  story.connect('refer', { body: petition.handling }, {
    ...offerArgs(referral), petition: petition.procedure.key,
  });
  acceptReferral(story, referral);
  petition.handling = body;
}

export function ensureAccepted(story, petition) {
  if (petition.accepted) return;
  bringIn(story, petition.handling);
  story.connect('petition-accept', { body: petition.handling }, { procedure: petition.procedure.key });
  petition.accepted = true;
  petition.procedure.phase = 'accepted';
  startClock(story, petition.procedure, 'XF_HANDLE');
}

/** An opinion is served on the petitioner; a limit of the party begins. */
export function serveOpinion(story, petition, body, notice, rule) {
  for (const party of petitionerKeys(story)) {
    story.connect('serve-notice', { body }, {
      notice, procedure: petition.procedure.key, party, means: 'handed',
    });
  }
  if (rule) startClock(story, petition.procedure, rule);
}

/** An opinion that must have been given, though the source does not tell it. */
export function presupposeOpinion(story, petition, which, body) {
  if (petition[which]?.on) return;
  const key = story.key('opinion');
  outsideFact(story, 'opinion', { body }, { creates: key, procedure: petition.procedure.key });
  petition[which] = { key, on: story.step.day, outside: true };
}
