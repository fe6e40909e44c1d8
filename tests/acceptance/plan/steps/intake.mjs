// How a dispute comes in and is taken up: register, intake, accept, assign.

import { sectorOf } from '../bodies.mjs';
import { startTerm } from '../clocks.mjs';
import { FOUND } from '../facts.mjs';
import { accepted as acceptedPetition, petitionBody } from '../petition.mjs';
import { deskOf, joinSigner, openProcedure, procedureFor, workplaceOf } from '../procedures.mjs';
import { markAccepted, mediatorsFor, probeMediators, readyToAccept } from '../readiness.mjs';
import { bringIn } from '../referrals.mjs';
import { conflictCheck } from './legal_aid.mjs';

/** Kinds whose own command opens the procedure that they begin. */
const OPENS_ITSELF = /^(?:file_lawsuit|arbitration|enforce|petition_\w+|legal_aid_\w+|confirm_\w+)$/;
/** Channels that are opened by a command of their own. */
const OWN_COMMAND = new Set(['petition', 'arbitration', 'enforcement']);

const FORUM = /^(?:file_lawsuit|arbitration|enforce)$/;

/** The procedure that begins with registration, or null. */
function registeredProcedure(story, org) {
  const { kind, outside } = story.step;
  if (OPENS_ITSELF.test(kind) && (!outside || FORUM.test(kind))) return null;
  const place = workplaceOf(story, { org, kind: story.step.kind });
  if (OWN_COMMAND.has(place.channel)) return null;
  const procedure = story.addProcedure({
    ...place, sector: place.channel === 'administrative' ? sectorOf(place.body) : null,
  });
  if (place.channel === 'hotline') procedure.numbers.push(story.number('热'));
  return procedure;
}

/** Registers the dispute at the body of its first live step, with its history. */
export function registerDispute(story, { principal = false } = {}) {
  const { facts, step } = story;
  const org = step.outside ? step.recorder : step.org;
  const body = OPENS_ITSELF.test(step.kind) && !step.outside ? doorOf(story, step) : story.body(org);
  const procedure = registeredProcedure(story, org);
  const args = {
    requested_on: step.date.on, finder: FOUND.has(facts.source) ? 'handler' : null,
    source: facts.source, manner: facts.manner, source_text: facts.source_text,
    category: facts.category, category_text: facts.category_text,
    place: facts.region.place, second_place: facts.region.second_place, region_text: facts.region.text,
    facts: facts.claim_summary, amounts: facts.amounts, risk: facts.risk,
    parties: story.parties.map((p) => p.key),
    history: facts.history,
    procedure: procedure && story.describe(procedure),
    number: procedure?.numbers[0] ?? null,
  };
  if (principal) story.principal('register', { body }, args);
  else story.connect('register', { body }, { ...args, text: null });
  story.registered = true;
  story.registrar = { body, person: 'handler' };
  if (procedure) {
    story.grant(procedure.body);
    startTerm(story, procedure, 'opened');
  }
}

/** At whose counter a party's act at a forum arrives. */
function doorOf(story, { kind, org }) {
  if (kind === 'arbitration') return 'arbitration_commission';
  if (kind.startsWith('legal_aid_')) return 'legal_aid_centre';
  if (kind.startsWith('petition_')) return petitionBody(story, org);
  return 'court';
}

/** A later report is of the same dispute; a body that was through begins again. */
function intake(story, step) {
  const { body } = step;
  story.principal('add-report', { body });
  if (step.outside) return;
  const place = workplaceOf(story, step);
  const mine = story.procedures.filter((p) => p.body === place.body && p.channel === place.channel);
  const over = (p) => p.ended && !['handed_over', 'handed_up'].includes(p.ended.ground);
  const through = mine.length > 0 && mine.every(over);
  const order = place.channel === 'hotline' && mine.length === 0;
  if (through) procedureFor(story, place);
  else if (order) openProcedure(story, place).numbers.push(story.number('热'));
}

function accept(story, step) {
  const procedure = procedureFor(story);
  if (procedure.channel === 'petition') {
    const { petition } = story;
    if (!petition.accepted) {
      story.principal('petition-accept', { body: petition.handling }, { procedure: procedure.key });
      acceptedPetition(story, petition);
      return;
    }
  }
  readyToAccept(story, procedure);
  const actor = { body: deskOf(procedure) };
  story.principal('accept', actor, { procedure: procedure.key });
  if (!procedure.accepted_on) markAccepted(story, procedure);
}

/** The leader takes the matter (包案) at a procuratorate or petition office. */
const LED_BY_HEAD = new Set(['procuratorate', 'petition_office']);

function assign(story, step) {
  if (step.org === 'legal_aid_centre' && story.aid?.phase === 'granted') {
    story.principal('aid-draw', { body: 'legal_aid_centre' }, {
      procedure: story.aid.procedure.key, counsel: story.key('counsel'), replaces: story.aid.counsel,
      conflict_check: conflictCheck(story),
    });
    story.aid.counsel = `counsel-${story.counters.get('counsel')}`;
    return;
  }
  if (step.org === 'grid') {
    dispatchGrid(story);
    return;
  }
  const procedure = procedureFor(story);
  joinSigner(story, procedure);
  const actor = { body: deskOf(procedure), person: 'head' };
  bringIn(story, actor.body);
  const led = LED_BY_HEAD.has(step.org);
  probeMediators(story, procedure, actor);
  if (procedure.mediators.length) {
    const next = procedure.mediators[0].person === 'handler' ? 'second' : 'handler';
    procedure.mediators = mediatorsFor(procedure, next);
    story.principal('replace-mediators', actor, {
      procedure: procedure.key, hand_over: true,
      mediators: procedure.mediators.map((m) => ({ ...m, interest: 'none' })),
    });
    return;
  }
  procedure.mediators = mediatorsFor(procedure, led ? 'head' : 'handler');
  story.principal('assign-mediators', actor, {
    procedure: procedure.key, leader: led,
    mediators: procedure.mediators.map((m) => ({ ...m, interest: 'none' })),
  });
}

/** A grid worker is sent by the village committee, beside its own mediator. */
function dispatchGrid(story) {
  const procedure = story.open('people', 'village_committee') ?? procedureFor(story);
  joinSigner(story, procedure);
  bringIn(story, 'grid');
  const again = procedure.mediators.length > 0;
  procedure.mediators = mediatorsFor(procedure);
  const mediators = [...procedure.mediators, { body: 'grid', person: 'handler', role: 'coordinator' }];
  story.principal(again ? 'replace-mediators' : 'assign-mediators',
    { body: 'village_committee', person: 'head' }, {
      procedure: procedure.key, mediators: mediators.map((m) => ({ ...m, interest: 'none' })),
    });
}

export const planners = { intake, accept, assign };
