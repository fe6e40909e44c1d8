// Legal aid (法律援助): application, grant with counsel drawn.

import { meetClock, startClock } from '../clocks.mjs';
import { outsideAct } from '../referrals.mjs';

const CENTRE = { body: 'legal_aid_centre' };

/** Who asks: the party that the traits name as recipient, else the applicants. */
function recipients(story) {
  const named = story.parties.filter((p) => p.legal_aid);
  return (named.length ? named : story.applicants()).map((p) => p.key);
}

/** Counsel may stand on no other side and may not have mediated. */
export const conflictCheck = (story) => ({
  parties: story.parties.map((p) => p.key),
  mediators: story.procedures.flatMap((p) => p.mediators),
});

function applyForAid(story, step, { principal, urgent = false }) {
  const running = story.aid && !story.aid.procedure.ended ? story.aid : null;
  const procedure = running ? running.procedure
    : story.addProcedure({ channel: 'legal_aid', body: CENTRE.body, phase: 'opened' });
  const args = {
    procedure: running ? null : story.describe(procedure), joins: running ? procedure.key : null,
    recipients: recipients(story), urgent, brought_at: step.body,
  };
  if (principal) story.principal('aid-apply', CENTRE, args);
  else story.connect('aid-apply', CENTRE, args);
  if (running) return;
  story.aid = { procedure, phase: 'applied', counsel: null };
  startClock(story, procedure, 'LA_DEC');
}

function apply(story, step) {
  if (step.outside) outsideAct(story);
  else applyForAid(story, step, { principal: true });
}

function grant(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  // Without an application it was urgent aid, papers later (法律援助法44).
  if (!story.aid || story.aid.procedure.ended) applyForAid(story, step, { principal: false, urgent: true });
  const { procedure } = story.aid;
  story.principal('aid-grant', CENTRE, { procedure: procedure.key, recipients: recipients(story) });
  meetClock(procedure, 'LA_DEC', step.day);
  startClock(story, procedure, 'LA_ASSIGN');
  if (!story.aid.counsel) {
    story.aid.counsel = story.key('counsel');
    story.connect('aid-draw', CENTRE, {
      procedure: procedure.key, counsel: story.aid.counsel, replaces: null,
      conflict_check: conflictCheck(story),
    });
  }
  meetClock(procedure, 'LA_ASSIGN', step.day);
  story.aid.phase = 'granted';
  procedure.phase = 'accepted';
}

export const planners = { legal_aid_apply: apply, legal_aid_grant: grant };
