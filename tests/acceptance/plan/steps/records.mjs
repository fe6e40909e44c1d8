// Acts that are written down and change nothing else: visits, surveys, opinions,
// meetings of bodies, follow-up, notes.

import { bringIn, outsideAct } from '../referrals.mjs';

const COMMAND = {
  visit: 'record-visit', survey: 'record-survey', expert_opinion: 'record-opinion',
  joint_meeting: 'record-joint-meeting',
};

function record(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  bringIn(story, step.body);
  const actor = { body: step.body };
  const procedure = story.procedureOf(step.body);
  const args = { procedure: procedure?.key ?? null };
  if (step.kind === 'joint_meeting') args.bodies = [step.body];
  story.principal(COMMAND[step.kind], actor, args);
}

/** Nobody is called back before the order was answered, and that verified by another. */
export function answerOrder(story, order) {
  if (order.replied) return;
  story.connect('order-reply', { body: order.body }, { procedure: order.key, text: '办理情况已答复' });
  story.connect('order-verify', { body: order.body, person: 'second' }, { procedure: order.key });
  order.replied = true;
}

/** Follow-up (回访); at the hotline it is the call-back that ends the order. */
function followUp(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  bringIn(story, step.body);
  const actor = { body: step.body };
  const order = step.org === 'hotline_12345' ? story.openIn('hotline') : null;
  if (order) answerOrder(story, order);
  story.principal('record-follow-up', actor, {
    procedure: order?.key ?? story.procedureOf(step.body)?.key ?? null, call_back: Boolean(order),
  });
  if (order) story.end(order, 'answered');
}

/** The only kind that may be a note (记事). */
function note(story, step) {
  bringIn(story, step.body);
  story.principal('note', { body: step.body }, {
    procedure: story.procedureOf(step.body)?.key ?? null,
  });
}

export const planners = {
  visit: record, survey: record, expert_opinion: record, joint_meeting: record,
  follow_up: followUp, other: note,
};
