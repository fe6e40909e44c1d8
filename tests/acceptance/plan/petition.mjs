// The one petition of a dispute: registered, accepted, answered, reviewed.

import { lastDay, meetClock, startClock } from './clocks.mjs';
import { addReferral, bringIn } from './referrals.mjs';
import { HANDLING } from './vocabulary.mjs';
import { LAW_AND_LITIGATION } from './words.mjs';

const ORGANS = new Set(['petition_office', 'administrative_organ', 'procuratorate', 'police', 'court']);
export const ASK_DAYS = 30;

/** The body that takes a petition when `org` is named. */
export const petitionBody = (story, org) =>
  (ORGANS.has(org) ? story.body(org) : story.body('petition_office'));

/** Organs that can be asked to handle a petition; a committee cannot. */
const HANDLERS = new Set(['administrative_organ', 'police', 'procuratorate']);

/** Where a petition goes on registration: to the body that will answer or handle it. */
function routedTo(story, body) {
  const later = story.later();
  const next = later.find((s) => s.kind.startsWith('petition_') && ORGANS.has(s.org) && !s.outside)
    ?? later.find((s) => HANDLING.has(s.kind) && HANDLERS.has(s.org));
  return next ? petitionBody(story, next.org) : body;
}

export function petitionerKeys(story) {
  return story.applicants().map((p) => p.key);
}

/** The live petition, or one that came to its end only because nobody asked for more. */
export const standing = (story) => (story.petition
  && (!story.petition.procedure.ended || story.petition.lapsed) ? story.petition : null);

/** The last day on which the petitioner may ask for more; null if no limit runs. */
function lastToAsk(petition) {
  const { reply, review, rereview } = petition;
  if (rereview || (review && !review.on)) return null;
  const given = review ?? reply;
  return given && !given.outside ? lastDay(given.on, ASK_DAYS, 'C').due : null;
}

/** Nobody asked for a review in time: the petition is over by itself. */
export function lapse(story, day) {
  const { petition } = story;
  if (!petition || petition.procedure.ended) return;
  const last = lastToAsk(petition);
  if (last === null || day <= last) return;
  petition.lapsed = true;
  story.end(petition.procedure, 'decided');
}

/** The petitioners are told what becomes of it. */
function tell(story, petition, body) {
  for (const party of petitionerKeys(story)) {
    story.connect('serve-notice', { body }, {
      notice: 'petition_told', procedure: petition.procedure.key, party, means: 'handed',
    });
  }
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
    procedure, law, handling: body, accepted: false, reply: null, review: null, rereview: null,
    outcome: 'open', lapsed: false,
  };
  story.petition = petition;
  const args = {
    procedure: story.describe(procedure), petitioners: petitionerKeys(story), number,
    class: law ? 'law_and_litigation' : 'appeal_for_settlement', routed_to: handling,
    representatives_at_most: 5, rests_on: `${number}所述事实和理由`,
  };
  if (principal) story.principal('petition-register', { body }, args);
  else story.connect('petition-register', { body }, args);
  startClock(story, procedure, 'XF_REG');
  startClock(story, procedure, 'XF_TELL');
  route(story, petition, handling);
  return petition;
}

/** To another organ; or it stays, and is accepted unless a step of its own says so. */
function route(story, petition, handling) {
  const { body } = petition.procedure;
  const own = story.later().some((s) => s.kind === 'accept' && petitionBody(story, s.org) === body);
  if (handling !== body) moveTo(story, petition, handling);
  else if (!own) ensureAccepted(story, petition);
}

/** The petition, registered by `body` if there is none. */
export function ensurePetition(story, body) {
  if (story.petition && !story.petition.procedure.ended) return story.petition;
  return registerPetition(story, body);
}

/** May it still be passed on: nobody has accepted or answered it? */
export const movable = (petition) => !petition.accepted && !petition.reply
  && petition.handling === petition.procedure.body;

/** The petition lies with `body`: passed on (转送) and signed for, if another organ has it. */
export function moveTo(story, petition, body) {
  if (petition.handling === body) return;
  const { procedure } = petition;
  const referral = addReferral(story, {
    kind: 'refer', from: procedure.body, to: body, channel: 'petition', state: 'accepted',
    procedure: procedure.key,
  });
  story.connect('petition-refer', { body: procedure.body }, {
    procedure: procedure.key, referral: referral.key, to: body,
  });
  meetClock(procedure, 'XF_REG', story.step.day);
  story.grant(body);
  tell(story, petition, procedure.body);
  meetClock(procedure, 'XF_TELL', story.step.day);
  story.connect('petition-receive', { body }, { procedure: procedure.key });
  petition.handling = body;
}

/** Acceptance begins the limit of handling and is told to the petitioners. */
export function accepted(story, petition) {
  const { procedure } = petition;
  petition.accepted = true;
  procedure.phase = 'accepted';
  meetClock(procedure, 'XF_REG', story.step.day);
  startClock(story, procedure, 'XF_HANDLE');
  tell(story, petition, petition.handling);
  meetClock(procedure, 'XF_TELL', story.step.day);
}

export function ensureAccepted(story, petition) {
  if (petition.accepted || petition.lapsed) return;
  bringIn(story, petition.handling);
  story.connect('petition-accept', { body: petition.handling }, { procedure: petition.procedure.key });
  accepted(story, petition);
}

/** An opinion is served on the petitioner; a limit of the party begins. */
export function serveOpinion(story, petition, body, notice, rule) {
  for (const party of petitionerKeys(story)) {
    story.connect('serve-notice', { body }, {
      notice, procedure: petition.procedure.key, party, means: 'handed',
    });
    if (rule) startClock(story, petition.procedure, rule);
  }
}

/** An opinion that must have been given, though the source does not tell it. */
export function presupposeOpinion(story, petition, which, body) {
  if (petition[which]?.on) return;
  if (which === 'review') presupposeOpinion(story, petition, 'reply', body);
  bringIn(story, body);
  story.connect('petition-outside-opinion', { body }, {
    procedure: petition.procedure.key, rung: which === 'review' ? 'review' : 'opinion',
    source_note: '来源未载', text: '来源未载',
  });
  petition[which] = { key: story.key('opinion'), on: story.step.day, outside: true };
  meetClock(petition.procedure, which === 'review' ? 'XF_REV_DO' : 'XF_HANDLE', story.step.day);
}
