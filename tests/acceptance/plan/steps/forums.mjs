// Courts and arbitration: suits, arbitrations, enforcement, judicial confirmation.

import { lastDay, meetClock, startClock } from '../clocks.mjs';
import {
  addTitle, closeTracked, endForums, endMediations, reopen, startArbitrationClock,
} from '../procedures.mjs';
import { barred, bringIn, outsideAct, outsideFact } from '../referrals.mjs';
import { isConfirmable } from './settlement.mjs';

const CONFIRM_DAYS = 30;

const FORUMS = {
  file_lawsuit: { channel: 'suit', body: 'court', command: 'open-suit', word: '民初' },
  arbitration: { channel: 'arbitration', body: 'arbitration_commission', command: 'open-arbitration', word: '仲' },
  enforce: { channel: 'enforcement', body: 'court', command: 'open-enforcement', word: '执' },
};

/**
 * Opens the step's tracked procedure, or joins the one that is open there
 * (counter- or merged suit, further applicants).  `prepare` ends what must end
 * first and says more of the procedure.
 */
function track(story, step, prepare) {
  const { channel, body, command, word } = FORUMS[step.kind];
  const at = step.outside ? 'outside' : body;
  const actor = { body: step.outside ? step.body : body };
  if (step.outside) bringIn(story, actor.body);
  if (story.ended) {
    reopen(story, actor, 'dispute', null);
    story.ended = false;
  }
  const number = story.number(word);
  const told = { number, brought_at: step.body };
  const running = story.procedures.find((p) => !p.ended && p.channel === channel && p.body === at);
  if (running) {
    running.numbers.push(number);
    story.principal(command, actor, { procedure: null, joins: running.key, ...told });
    return null;
  }
  const more = prepare(actor, told);
  const procedure = story.addProcedure({ channel, body: at, host: at, phase: 'filed', ...more });
  procedure.numbers.push(number);
  story.principal(command, actor, { procedure: story.describe(procedure), ...more, ...told });
  return procedure;
}

function fileLawsuit(story, step) {
  track(story, step, () => {
    endMediations(story);
    endForums(story, ['arbitration'], { undone: true, args: { suit_right_days: 15 } });
    const next = story.stepAfter();
    return { phase: next?.kind === 'refer' && next.org === 'court' ? 'received' : 'filed' };
  });
}

function arbitration(story, step) {
  const procedure = track(story, step, () => {
    endMediations(story);
    endForums(story, ['suit']);
    return { applicants_may_join: true };
  });
  if (procedure) startArbitrationClock(story, procedure);
}

function enforce(story, step) {
  track(story, step, (actor, told) => {
    if (story.titles.length === 0) {
      story.probe('P11', 'open-enforcement', actor, { title: null, ...told }, { case: 'no_title' });
    }
    for (const p of story.procedures.filter((q) => !q.ended && ['suit', 'arbitration'].includes(q.channel))) {
      closeTracked(story, p, { title: true });
    }
    if (story.titles.length === 0) {
      const title = addTitle(story, { outside: true });
      outsideFactAtDoor(story, 'title', actor, {
        creates: title.key, kind: title.kind, number: story.number('据'),
      });
    }
    return { title: story.titles.at(-1).key };
  });
}

/** The court itself knows the title that was made elsewhere, before it has a part. */
function outsideFactAtDoor(story, fact, actor, args) {
  outsideFact(story, fact, story.parts.has(actor.body) ? actor : { body: story.holder }, args);
}

/** What an application for confirmation rests on: of people's mediation its own law, too. */
export function confirmArticles(story, a) {
  const made = story.procedures.find((p) => p.key === a.procedure);
  return made?.channel === 'people' ? ['人民调解法33', '民诉法205'] : ['民诉法205'];
}

/** The agreement that an application is about, and why it cannot be confirmed. */
function confirmable(story) {
  const inTime = (a) => lastDay(a.effective_on, CONFIRM_DAYS, 'C').due >= story.step.day;
  const all = story.effective();
  const fit = all.filter((a) => isConfirmable(a) && !a.confirmation);
  const agreed = fit.findLast(inTime);
  if (agreed) return { agreed, articles: [] };
  if (fit.length) return { agreed: null, tried: fit.at(-1), articles: confirmArticles(story, fit.at(-1)) };
  return { agreed: null, tried: all.at(-1) ?? null, articles: ['民诉法205'] };
}

function openConfirmation(story, agreed, { principal }) {
  const parties = story.joinedKeys();
  const procedure = story.addProcedure({ channel: 'confirmation', body: 'court', phase: 'opened' });
  const number = story.number('调确');
  procedure.numbers.push(number);
  agreed.confirmation = procedure.key;
  if (parties.length > 1) {
    story.probe('P10', 'apply-confirmation', { body: 'court' }, {
      agreement: agreed.key, by: parties.slice(0, 1),
    }, { case: 'one_party_alone', articles: confirmArticles(story, agreed) });
  }
  const args = { procedure: story.describe(procedure), agreement: agreed.key, by: parties, number };
  if (principal) story.principal('apply-confirmation', { body: 'court' }, args);
  else story.connect('apply-confirmation', { body: 'court' }, args);
  const made = story.procedures.find((p) => p.key === agreed.procedure);
  for (const rule of ['RT_CONFIRM', 'RT_CONFIRM_ORG']) meetClock(made, rule, story.step.day);
  startClock(story, procedure, 'CT_CONF_ACC');
  return procedure;
}

function confirmApply(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  const { agreed, tried, articles } = confirmable(story);
  if (!agreed) {
    barred(story, 'apply-confirmation', { body: 'court' }, {
      agreement: tried?.key ?? null, by: story.joinedKeys(),
    }, articles);
    return;
  }
  openConfirmation(story, agreed, { principal: true });
}

function confirmRuling(story, step) {
  if (step.outside) {
    outsideAct(story);
    return;
  }
  let procedure = story.openIn('confirmation');
  if (!procedure) {
    const { agreed, tried, articles } = confirmable(story);
    if (!agreed) {
      barred(story, 'apply-confirmation', { body: 'court' }, {
        agreement: tried?.key ?? null, by: story.joinedKeys(),
      }, articles);
      return;
    }
    procedure = openConfirmation(story, agreed, { principal: false });
  }
  const court = { body: 'court' };
  story.connect('accept-confirmation', court, { procedure: procedure.key });
  meetClock(procedure, 'CT_CONF_ACC', step.day);
  story.principal('rule-confirmation', court, { procedure: procedure.key, ruling: 'valid' });
  const agreed = story.agreements.find((a) => a.confirmation === procedure.key);
  agreed.confirmed = true;
  addTitle(story, { kind: 'confirmed', procedure: procedure.key, agreement: agreed.key });
  story.end(procedure, 'decided');
}

export const planners = {
  file_lawsuit: fileLawsuit, arbitration, enforce,
  confirm_apply: confirmApply, confirm_ruling: confirmRuling,
};
