// The petition chain (信访): registered, answered, reviewed, re-reviewed, ended.

import { addDays, earlierOf } from '../dates.mjs';
import { lastDay, meetClock, startClock } from '../clocks.mjs';
import { LATE } from '../words.mjs';
import {
  ASK_DAYS, ensureAccepted, ensurePetition, movable, moveTo, petitionBody, petitionerKeys,
  presupposeOpinion, registerPetition, serveOpinion, standing,
} from '../petition.mjs';
import { barred, bringIn, outsideAct } from '../referrals.mjs';

const CHECKLIST = ['legal_procedures_exhausted', 'claims_handled', 'help_given', 'still_repeated',
  'decided_by_competent_level', 'handed_to_local_body'];

/** Petition acts of a body that is no user are told by the one that knows. */
const unlessOutside = (plan) => (story, step) => {
  if (step.outside) outsideAct(story);
  else plan(story, step);
};

function register(story, step) {
  registerPetition(story, petitionBody(story, step.org), { principal: true });
}

function reply(story, step) {
  const body = petitionBody(story, step.org);
  const petition = ensurePetition(story, body);
  const args = {
    procedure: petition.procedure.key, states_review_right: true, review_days: ASK_DAYS,
  };
  if (movable(petition)) moveTo(story, petition, body);
  // One opinion, by the organ that has it; any other is not one of this petition.
  if (petition.reply || petition.handling !== body) {
    barred(story, 'petition-reply', { body }, args, []);
    return;
  }
  ensureAccepted(story, petition);
  story.principal('petition-reply', { body }, args);
  petition.reply = { key: story.key('opinion'), on: step.day };
  petition.outcome = 'answered';
  meetClock(petition.procedure, 'XF_HANDLE', step.day);
  serveOpinion(story, petition, body, 'petition_opinion', 'XF_REV_ASK');
}

/** The two rungs above the reply, alike but for names, article and clocks. */
const RUNGS = {
  petition_review: {
    of: 'reply', mine: 'review', article: '信访工作条例35', person: 'handler',
    request: 'petition-request-review', opinion: 'petition-review', notice: 'review_opinion',
    asked: 'XF_REV_ASK', done: 'XF_REV_DO', next: 'XF_CHK_ASK',
    pending: 'review_pending', given: 'reviewed',
  },
  petition_rereview: {
    of: 'review', mine: 'rereview', article: '信访工作条例36', person: 'second',
    request: 'petition-request-rereview', opinion: 'petition-rereview', notice: 'rereview_opinion',
    asked: 'XF_CHK_ASK', done: 'XF_CHK_DO', next: null,
    pending: 'reviewed', given: 'final',
  },
};

/** A petition_review stands for the opinion if the re-review comes next. */
function standsForOpinion(story, step) {
  if (step.kind === 'petition_rereview') return true;
  return story.later().find((s) => s.kind.startsWith('petition_'))?.kind === 'petition_rereview';
}

function climb(story, step) {
  const rung = RUNGS[step.kind];
  const body = petitionBody(story, step.org);
  const petition = standing(story) ?? ensurePetition(story, body);
  ensureAccepted(story, petition);
  presupposeOpinion(story, petition, rung.of, petition.handling);
  const { procedure } = petition;
  const actor = { body, person: rung.person };
  const args = { procedure: procedure.key, by: petitionerKeys(story) };
  const last = lastDay(petition[rung.of].on, ASK_DAYS, 'C').due;
  const over = step.day > last && !petition[rung.of].outside;
  const opinion = standsForOpinion(story, step);
  const mine = petition[rung.mine];

  if (over && !opinion && !mine) {
    story.probe('P12', rung.request, actor, args, { articles: [rung.article] });
    story.principal(rung.request, actor, {
      ...args, answer: { outcome: 'not_taken', reason: 'late', article: rung.article },
    });
    step.petition_outcome = petition.outcome;
    return;
  }
  // Late by the words of the source only, or asked for what was given: the
  // product has no ground to take it down as either, so it is told as it was.
  if ((LATE.test(step.detail) && !opinion) || mine?.on || (mine && !opinion) || petition.lapsed) {
    bringIn(story, body);
    story.principal('record-outside-act', { body }, { what: 'act', reported_by: body });
    step.petition_outcome = petition.outcome;
    return;
  }
  if (!opinion) {
    story.principal(rung.request, actor, args);
    meetClock(procedure, rung.asked, step.day);
    startClock(story, procedure, rung.done);
    petition[rung.mine] = { requested_on: step.day, on: null };
    petition.outcome = rung.pending;
    step.petition_outcome = petition.outcome;
    return;
  }
  if (!petition[rung.mine]?.requested_on) {
    const on = earlierOf(step.day, addDays(petition[rung.of].on, ASK_DAYS));
    story.connect(rung.request, actor, args, { on });
    meetClock(procedure, rung.asked, on);
    startClock(story, procedure, rung.done, { on });
  }
  bringIn(story, body);
  story.principal(rung.opinion, actor, { procedure: procedure.key, outcome: 'not_stated' });
  petition[rung.mine] = { requested_on: step.day, on: step.day };
  petition.outcome = rung.given;
  step.petition_outcome = petition.outcome;
  meetClock(procedure, rung.done, step.day);
  serveOpinion(story, petition, body, rung.notice, rung.next);
  if (rung.given === 'final') story.end(procedure, 'decided');
}

/** Only a matter of law and litigation (涉法涉诉) can be terminated (依法终结). */
function terminate(story, step) {
  const body = petitionBody(story, step.org);
  const petition = standing(story) ?? ensurePetition(story, body);
  const args = { procedure: petition.procedure.key, checklist: CHECKLIST, handed_to: 'township_committee' };
  if (!petition.law || petition.lapsed) {
    barred(story, 'petition-terminate', { body }, args, []);
    return;
  }
  bringIn(story, body);
  story.principal('petition-terminate', { body }, args);
  petition.outcome = 'terminated';
  story.grant('township_committee');
  story.end(petition.procedure, 'terminated');
  story.noteEnd();
}

export const planners = {
  petition_register: unlessOutside(register), petition_reply: unlessOutside(reply),
  petition_review: unlessOutside(climb), petition_rereview: unlessOutside(climb),
  petition_terminate: unlessOutside(terminate),
};
