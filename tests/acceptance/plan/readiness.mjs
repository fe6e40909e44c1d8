// What the law asks for before a procedure may be accepted, sit or agree:
// consent, rights notice, acceptance, mediators; and the report of violence.

import { CHANNELS } from './bodies.mjs';
import { startTerm } from './clocks.mjs';
import { ensureAccepted as acceptPetition } from './petition.mjs';
import { deskOf, joinSigner } from './procedures.mjs';
import { bringIn } from './referrals.mjs';

const CONSENT_ARTICLE = {
  people: '人民调解法17', assigned: '特邀11', entrusted: '特邀11', petition: '信访工作条例33',
  in_court: '民事调解规定4',
};

/** Who is acting in the procedure: its chief mediator, else a handler of its desk. */
export function actorIn(procedure) {
  return procedure.mediators[0] ?? { body: deskOf(procedure), person: 'handler' };
}

/** Who cannot be found or named at intake is completed before consent is asked. */
function completeIdentities(story, actor) {
  for (const p of story.joined().filter((q) => q.identity_unknown && !q.identity_completed)) {
    const { name, telephone, address, identity_number, credit_code } = p;
    story.connect('correct-party', actor, {
      party: p.key, reason: '查明身份',
      corrected: {
        name, telephone, address,
        identity_number: identity_number ?? null, credit_code: credit_code ?? null,
      },
    });
    p.identity_completed = true;
  }
}

/** Asks every joined party that has not agreed to mediation in this procedure. */
function ensureConsent(story, procedure, actor, tried) {
  if (!CHANNELS[procedure.channel].consent) return;
  const asked = story.joined().filter((p) => !procedure.consents.has(p.key));
  if (asked.length === 0) return;
  const article = CONSENT_ARTICLE[procedure.channel];
  story.probe('P7', tried, actor, { procedure: procedure.key }, { articles: article ? [article] : [] });
  completeIdentities(story, actor);
  for (const p of asked) {
    story.connect('ask-consent', actor, { procedure: procedure.key, party: p.key });
    story.connect('record-consent', actor, {
      procedure: procedure.key, party: p.key, answer: 'agrees', manner: 'oral',
    });
    procedure.consents.add(p.key);
  }
}

function ensureRights(story, procedure, actor) {
  if (!CHANNELS[procedure.channel].rights || procedure.rights) return;
  for (const p of story.joined()) {
    story.connect('serve-notice', actor, {
      notice: 'rights', procedure: procedure.key, party: p.key, means: 'handed',
    });
  }
  procedure.rights = true;
}

export function markAccepted(story, procedure) {
  procedure.accepted_on = story.step.day;
  procedure.phase = 'accepted';
  startTerm(story, procedure, 'accepted');
}

/** Everything that acceptance needs; `tried`: the command to probe before consent. */
export function readyToAccept(story, procedure, tried = 'accept') {
  joinSigner(story, procedure);
  const actor = { body: deskOf(procedure) };
  bringIn(story, actor.body);
  ensureConsent(story, procedure, actor, tried);
  ensureRights(story, procedure, actor);
}

function ensureAccepted(story, procedure) {
  if (procedure.channel === 'petition' && story.petition?.procedure === procedure) {
    acceptPetition(story, story.petition);
    return;
  }
  if (!CHANNELS[procedure.channel].accept || procedure.accepted_on) return;
  story.connect('accept', { body: deskOf(procedure) }, { procedure: procedure.key });
  markAccepted(story, procedure);
}

/** The mediators of a procedure: the desk's, and one of the signer's that joined. */
export function mediatorsFor(procedure, person = 'handler') {
  const desk = deskOf(procedure);
  const list = [{ body: desk, person }];
  if (procedure.signer && procedure.signer !== desk) list.push({ body: procedure.signer, person: 'handler' });
  return list;
}

/** Nobody with a declared interest, nor the aid lawyer, may be mediator (P13). */
export function probeMediators(story, procedure, actor) {
  const [chief] = mediatorsFor(procedure);
  story.probe('P13', 'assign-mediators', actor, {
    procedure: procedure.key,
    mediators: [{ ...chief, person: 'second', interest: 'declared' }],
  }, { case: 'declared_interest', articles: [] });
  if (story.aid?.phase === 'granted') {
    story.probe('P13', 'assign-mediators', actor, {
      procedure: procedure.key, mediators: [{ counsel: story.aid.counsel, interest: 'none' }],
    }, { case: 'aid_lawyer', articles: [] });
  }
}

function ensureMediators(story, procedure) {
  if (!CHANNELS[procedure.channel].mediators || procedure.mediators.length) return;
  const actor = { body: deskOf(procedure), person: 'head' };
  probeMediators(story, procedure, actor);
  const mediators = mediatorsFor(procedure);
  story.connect('assign-mediators', actor, {
    procedure: procedure.key, mediators: mediators.map((m) => ({ ...m, interest: 'none' })),
  });
  procedure.mediators = mediators;
  procedure.phase = 'mediating';
}

/** Everything that a sitting or an agreement needs. */
export function readyToMediate(story, procedure, tried) {
  readyToAccept(story, procedure, tried);
  ensureAccepted(story, procedure);
  ensureMediators(story, procedure);
}

/** Violence is reported to the police before the first sitting (人民调解法25). */
export function reportViolence(story, actor) {
  if (story.policeTold || !story.facts.risk.flags.includes('violence')) return;
  story.policeTold = true;
  if (['police_station', 'traffic_police'].includes(actor.body)) return;
  story.connect('report-danger', actor, {
    danger: 'violence', told: '清河派出所', article: '人民调解法25', text: story.facts.risk.text,
  });
}
