// A body's work is finished: close.

import { meetClock } from '../clocks.mjs';
import { FOUND } from '../facts.mjs';
import { closeTracked, deskOf, endMediation, enderOf, joinSigner, workplaceOf } from '../procedures.mjs';
import { standing } from '../petition.mjs';
import { bringIn, outsideAct } from '../referrals.mjs';
import { procedureToEnd } from './mediation.mjs';
import { answerOrder } from './records.mjs';

function closeAid(story) {
  story.step.closes = 'aid';
  story.principal('aid-close', { body: 'legal_aid_centre' }, {
    procedure: story.aid.procedure.key, report: true,
  });
  story.aid.phase = 'closed';
  story.end(story.aid.procedure, 'completed');
  story.noteEnd();
}

/** A petition is ended by undertaking, or its handling is over; never 终结. */
function closePetition(story, petition) {
  const answered = petition.reply !== null;
  story.step.closes = 'petition';
  bringIn(story, petition.handling);
  if (answered) {
    story.principal('petition-close-handling', { body: petition.handling }, {
      procedure: petition.procedure.key, review_right_runs: true,
    });
  } else {
    story.principal('petition-end', { body: petition.handling }, {
      procedure: petition.procedure.key, ground: 'undertaking',
    });
  }
  petition.outcome = answered ? petition.outcome : 'ended_by_undertaking';
  for (const rule of ['XF_REG', 'XF_TELL', 'XF_HANDLE']) meetClock(petition.procedure, rule, story.step.day);
  story.step.petition_outcome = petition.outcome;
  if (answered) {
    if (!petition.procedure.ended) petition.procedure.phase = 'handling_closed';
    return;
  }
  story.end(petition.procedure, 'undertaking');
  story.noteEnd();
}

function closeForum(story, procedure) {
  story.step.closes = 'forum';
  closeTracked(story, procedure, { kind: 'principal' });
  story.step.mediated = procedure.ended.ground === 'settled';
  story.noteEnd();
}

/** The last procedure of the body, running or ended without being closed. */
function lastOf(story, step) {
  const place = workplaceOf(story, step);
  return story.procedures.findLast((p) => p.body === place.body && p.channel === place.channel && !p.closed
    && (!p.ended || ['no_agreement', 'withdrawn', 'returned'].includes(p.ended.ground)));
}

function closeMediation(story, step) {
  const procedure = lastOf(story, step) ?? procedureToEnd(story, step, 'procedure');
  if (!procedure.ended) joinSigner(story, procedure);
  const body = procedure.body === 'grid' ? deskOf(procedure) : enderOf(procedure);
  bringIn(story, body);
  if (step.org === 'grid') {
    story.probe('P13', 'close', { body: 'grid' }, { procedure: procedure.key }, { case: 'grid_closes' });
  }
  const agreed = story.holdsAgreement(procedure);
  if (!agreed && !procedure.ended) endMediation(story, procedure);
  const { registrar } = story;
  if (FOUND.has(story.facts.source) && registrar.body === body) {
    story.probe('P13', 'close', registrar, { procedure: procedure.key }, { case: 'finder_closes' });
  }
  story.principal('close', { body, person: 'head' }, {
    procedure: procedure.key, ground: agreed ? 'settled' : procedure.ended.ground,
  });
  if (!procedure.ended) story.end(procedure, 'settled');
  procedure.closed = true;
  procedure.phase = 'closed';
  story.noteEnd();
}

function close(story, step) {
  if (step.outside) {
    outsideAct(story, 'decision');
    return;
  }
  const tracked = { court: ['enforcement', 'suit'], arbitration: ['arbitration'] }[step.org]
    ?.map((channel) => story.openIn(channel)).find(Boolean);
  const stands = standing(story);
  const petition = stands && (stands.handling === step.body || stands.procedure.body === step.body
    || step.org === 'petition_office') ? stands : null;
  const order = step.org === 'hotline_12345' ? story.openIn('hotline') : null;
  if (tracked) closeForum(story, tracked);
  else if (step.org === 'legal_aid_centre' && story.aid && !story.aid.procedure.ended) closeAid(story);
  else if (petition) closePetition(story, petition);
  else if (order) closeOrder(story, order);
  else closeMediation(story, step);
}

/** A hotline order ends when it was answered and called back. */
function closeOrder(story, order) {
  story.step.closes = 'order';
  answerOrder(story, order);
  story.connect('order-call-back', { body: order.body }, { procedure: order.key });
  story.principal('close', { body: order.body, person: 'head' }, {
    procedure: order.key, ground: 'answered',
  });
  story.end(order, 'answered');
  order.closed = true;
  story.noteEnd();
}

export const planners = { close };
