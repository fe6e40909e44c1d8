// Sittings and what comes of them without an agreement: session, fail, withdraw.

import { addDays, dayNumber } from '../dates.mjs';
import { extendIfNeeded, lastDay, meetClock } from '../clocks.mjs';
import { isAgreement } from '../vocabulary.mjs';
import { meetings } from '../words.mjs';
import { endCourtMediation, endMediation, procedureFor, workplaceOf } from '../procedures.mjs';
import { actorIn, readyToMediate, reportViolence } from '../readiness.mjs';
import { bringIn, outsideAct, outsideFact } from '../referrals.mjs';

/** Days of `n` sittings: the step's own, the others spread up to the next step's. */
function sittingDays(step, next, n) {
  const span = next ? Math.max(0, dayNumber(next.day) - dayNumber(step.day)) : 0;
  return Array.from({ length: n }, (_, i) => addDays(step.day, Math.floor((i * span) / n)));
}

/** 达成 before an agreement of the same body, 未达成 before another body or a fail. */
function resultOf(step, next) {
  if (!next) return 'continues';
  if (isAgreement(next.kind) && next.org === step.org) return 'agreed';
  if (next.kind === 'fail' || next.org !== step.org) return 'not_agreed';
  return 'continues';
}

const NOTICE_DAYS = 3;

/**
 * Traffic police give notice three working days ahead (道交程序规定); where the
 * story leaves no room for it, at once and marked short.
 */
function inviteInTime(story, procedure, actor) {
  const { step } = story;
  let on = step.day;
  while (lastDay(on, NOTICE_DAYS, 'W').due > step.day) on = addDays(on, -1);
  const short = on < procedure.accepted_on;
  story.connect('schedule-session', actor, { procedure: procedure.key, day: step.day, short },
    short ? {} : { on });
}

function session(story, step) {
  const told = meetings(step.detail);
  if (step.outside) {
    story.outsideSittings += told.count;
    outsideAct(story, 'meeting', { meetings: { count: told.count, at_least: told.at_least } });
    return;
  }
  const procedure = procedureFor(story);
  const coordination = procedure.channel === 'hotline' || procedure.body === 'grid';
  const command = coordination ? 'log-coordination' : 'log-session';
  let actor = { body: procedure.body };
  if (procedure.channel === 'enforcement') {
    bringIn(story, step.body); // whoever hosts, the sitting is one of 执行和解
    actor = { body: step.body };
  } else if (!coordination) {
    readyToMediate(story, procedure, 'log-session');
    actor = actorIn(procedure);
  }
  if (procedure.sector === 'traffic') inviteInTime(story, procedure, actor);
  extendIfNeeded(story, procedure, { body: actor.body });
  reportViolence(story, actor);
  if (step.org === 'integrated_centre' && procedure.channel !== 'enforcement') {
    story.probe('P13', 'log-session', { body: step.body }, { procedure: procedure.key },
      { case: 'centre_operator' });
  }

  const count = told.total ? Math.max(1, told.count - procedure.sittings) : told.count;
  const next = story.stepAfter();
  const result = resultOf(step, next);
  const attendance = story.joined().map((p) => ({ party: p.key, presence: 'came' }));
  sittingDays(step, next, count).forEach((day, i) => {
    const args = {
      procedure: procedure.key, attendance, mode: null,
      result: i === count - 1 ? result : 'continues',
      sitting: i + 1, of: count, at_least: told.at_least,
    };
    if (i === 0) {
      story.principal(command, actor, args, { sitting: true, hours: step.date.hours });
    } else {
      const precision = day === step.date.on ? step.date.precision : 'unknown';
      story.emit('sitting', command, actor, { ...args, text: null },
        { on: day, precision, sitting: true, hours: null });
    }
  });
  procedure.sittings += count;
}

/** The procedure that ends: the body's own, or one that only the story knows. */
export function procedureToEnd(story, step, fact) {
  bringIn(story, step.body); // a waiting referral may open it
  const place = workplaceOf(story, step);
  const running = story.open(place.channel, place.body);
  if (running) return running;
  const procedure = story.addProcedure({ ...place, outside_fact: true });
  outsideFact(story, fact, { body: step.body }, { creates: story.describe(procedure) });
  story.grant(procedure.body);
  return procedure;
}

function fail(story, step) {
  const procedure = procedureToEnd(story, step, 'procedure');
  endMediation(story, procedure, { kind: 'principal' });
  story.noteEnd();
}

function withdraw(story, step) {
  const by = story.applicants().map((p) => p.key);
  const tracked = { court: ['suit', 'enforcement'], arbitration: ['arbitration'] }[step.org]
    ?.map((channel) => story.openIn(channel)).find(Boolean);
  if (tracked) {
    const settled = story.effective().length > 0;
    bringIn(story, tracked.body);
    if (tracked.channel === 'suit') endCourtMediation(story);
    const ground = settled ? 'settled' : 'withdrawn';
    story.principal('withdraw', { body: tracked.body }, { procedure: tracked.key, by, ground });
    story.end(tracked, ground);
    story.noteEnd();
    return;
  }
  const petition = story.petition && !story.petition.procedure.ended ? story.petition : null;
  if (petition && (step.org === 'petition_office' || petition.handling === step.body)) {
    bringIn(story, petition.handling);
    story.principal('withdraw', { body: petition.handling }, {
      procedure: petition.procedure.key, by, ground: 'withdrawn',
    });
    story.end(petition.procedure, 'withdrawn');
    meetClock(petition.procedure, 'XF_HANDLE', step.day);
    petition.outcome = 'withdrawn';
    story.noteEnd();
    return;
  }
  const procedure = procedureToEnd(story, step, 'procedure');
  endMediation(story, procedure, {
    kind: 'principal', command: 'withdraw', ground: 'withdrawn', args: { by },
  });
  story.noteEnd();
}

export const planners = { session, fail, withdraw };
