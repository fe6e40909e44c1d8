// Agreements, their performance and their breach.

import { CHANNELS, effectOf } from '../bodies.mjs';
import { addDays, laterOf } from '../dates.mjs';
import { extendIfNeeded, meetClock, startClock } from '../clocks.mjs';
import { isAgreement } from '../vocabulary.mjs';
import { PART } from '../words.mjs';
import { addTitle, closeTracked, deskOf, procedureFor, workplaceOf } from '../procedures.mjs';
import { actorIn, mediatorsFor, readyToMediate } from '../readiness.mjs';
import { bringIn, handOver } from '../referrals.mjs';
import { shares } from '../facts.mjs';

/** Is this performance a part only, by its words or by those of a note on it? */
function isPart(story, step) {
  const next = story.stepAfter(step);
  return PART.test(step.detail) || (next?.kind === 'other' && PART.test(next.detail));
}

/**
 * The terms that the story needs: one for each performance that follows before
 * the next agreement, one more if a default is the last word or the last
 * performance is a part; a default that is cured is no term of its own.
 */
function termsFor(story, step) {
  const later = story.later(step);
  const until = later.findIndex((s) => isAgreement(s.kind));
  const acts = (until < 0 ? later : later.slice(0, until))
    .filter((s) => s.kind === 'perform' || s.kind === 'default');
  const last = acts.at(-1);
  const performs = acts.filter((s) => s.kind === 'perform');
  const open = last && (last.kind === 'default' || isPart(story, last)) ? 1 : 0;
  const n = Math.max(1, performs.length + open);

  const { place, amount } = story.facts;
  const agreed = place.agreement === step.n ? shares(amount.fen, n) : null;
  return Array.from({ length: n }, (_, i) => {
    const fen = agreed?.[i] ?? place.paid.get(performs[i]?.n) ?? null;
    return {
      key: story.key('term'), kind: fen === null ? 'duty' : 'money', amount: fen,
      exactness: fen === null ? null : amount.exactness, text: step.detail,
      due_on: dueOf(step, acts, i), state: 'open', paid: 0,
    };
  });
}

/** A term that will be missed was due before; of others the source says nothing. */
function dueOf(step, acts, i) {
  let term = 0;
  for (const act of acts) {
    if (act.kind === 'default' && term === i) return laterOf(addDays(act.day, -1), step.day);
    if (act.kind === 'perform') term += 1;
  }
  return null;
}

const describeTerms = (terms) => terms.map(({ key, kind, amount, exactness, text, due_on }) =>
  ({ key, kind, amount, exactness, text, due_on }));

/** Puts an agreement into the story; the same body's earlier one is replaced. */
function addAgreement(story, step, { procedure, form, body }) {
  const before = story.effective()
    .findLast((a) => a.procedure === (procedure?.key ?? null) && a.body === body);
  const agreement = {
    key: story.key('agreement'), procedure: procedure?.key ?? null, channel: procedure?.channel ?? null,
    form, body, version: before ? before.version + 1 : 1, replaces: before?.key ?? null,
    terms: termsFor(story, step), state: 'draft', effective_on: null, confirmation: null,
    letter: procedure ? CHANNELS[procedure.channel].letter ?? null : null,
    joined_signer: null, step: step.n,
  };
  story.agreements.push(agreement);
  return agreement;
}

/** Money already paid on earlier agreements counts towards a later one. */
function carriedOver(story) {
  return story.performances.filter((p) => p.on === 'term').reduce((sum, p) => sum + (p.amount ?? 0), 0) || null;
}

function takeEffect(story, agreement, procedure) {
  agreement.state = 'effective';
  agreement.effective_on = story.step.day;
  for (const old of story.agreements.filter((a) => a.key === agreement.replaces)) {
    old.state = 'replaced';
    for (const t of old.terms) if (t.state !== 'performed') t.state = 'carried';
  }
  if (!procedure) return;
  procedure.agreements.push(agreement.key);
  procedure.phase = 'settled';
  story.ended = false;
  if (procedure.channel !== 'enforcement') story.settledBy = procedure;
  if (agreement.letter) {
    addTitle(story, { kind: agreement.letter, procedure: procedure.key, agreement: agreement.key });
    // The letter is what the arbitration had to give in time.
    for (const rule of ['LD_ARB', 'TD_ARB']) meetClock(procedure, rule, story.step.day);
  }
  if (isConfirmable(agreement)) startClock(story, procedure, procedure.channel === 'people' ? 'RT_CONFIRM' : 'RT_CONFIRM_ORG');
}

/** Only the agreement of a lawfully set up mediation body can be confirmed. */
export const isConfirmable = (agreement) =>
  Boolean(agreement.channel && (CHANNELS[agreement.channel].confirmable || agreement.joined_signer));

/** The room of the court signs along if the parties are going to ask for confirmation. */
function confirmationFollows(story, step) {
  const later = story.later(step);
  const until = later.findIndex((s) => isAgreement(s.kind));
  return (until < 0 ? later : later.slice(0, until)).some((s) => s.kind === 'confirm_apply');
}

/** It joins before the agreement is drafted, and its mediator is named. */
function joinForConfirmation(story, step, procedure) {
  if (procedure.channel !== 'procuratorial' || procedure.signer || !confirmationFollows(story, step)) return;
  procedure.signer = 'court_mediation_room';
  story.connect('join-signer', { body: procedure.body }, {
    procedure: procedure.key, signer: procedure.signer,
  });
  story.grant(procedure.signer);
  if (procedure.mediators.length === 0) return;
  procedure.mediators = mediatorsFor(procedure, procedure.mediators[0].person);
  story.connect('replace-mediators', { body: procedure.body, person: 'head' }, {
    procedure: procedure.key, hand_over: true,
    mediators: procedure.mediators.map((m) => ({ ...m, interest: 'none' })),
  });
}

/** Nothing that builds on an agreement is possible while a piece is missing (P8). */
function probeNotEffective(story, agreement, procedure, stage) {
  const article = CHANNELS[procedure.channel].article;
  const expect = { articles: article ? [article] : [], stage, agreement: agreement.key, state: 'draft' };
  const body = deskOf(procedure);
  story.probe('P8', 'record-performance', { body }, {
    on: 'term', agreement: agreement.key, term: agreement.terms[0].key, amount: agreement.terms[0].amount,
  }, expect);
  story.probe('P8', 'apply-confirmation', { body: 'court' }, {
    agreement: agreement.key, by: story.joinedKeys(),
  }, expect);
  story.probe('P8', 'close', { body, person: 'head' }, { procedure: procedure.key }, expect);
}

/** The commands that complete a written agreement, the effective one last. */
function piecesOf(story, agreement, procedure) {
  const { key } = agreement;
  const signer = procedure.signer ?? deskOf(procedure);
  const pieces = [];
  for (const p of story.signatures()) {
    pieces.push({ piece: 'parties', command: 'sign-agreement', actor: { body: deskOf(procedure) },
      args: { agreement: key, party: p.party, by: p.by, means: 'paper' } });
  }
  const add = (piece, command, actor, args = {}) =>
    pieces.push({ piece, command, actor, args: { agreement: key, ...args } });
  for (const piece of effectOf(procedure).slice(1)) {
    if (piece === 'mediator') {
      // The body that was joined to conclude it signs in the host's stead.
      if (agreement.joined_signer) {
        add('mediator', 'mediator-sign', { body: agreement.joined_signer });
        continue;
      }
      const chief = procedure.mediators[0] ?? { body: signer, person: 'handler' };
      add('mediator', 'mediator-sign', procedure.channel === 'people' && signer !== chief.body
        ? { body: signer } : chief);
    }
    if (piece === 'seal') add('seal', 'stamp', { body: signer, person: 'head' });
    if (piece === 'letter') {
      const body = procedure.channel === 'arbitration' ? 'arbitration_commission' : 'court';
      add('letter', 'make-effective', { body }, { instrument: agreement.letter, served_on: story.joinedKeys() });
    }
    if (piece === 'record') {
      add('record', 'make-effective', { body: 'court' }, { instrument: 'enforcement_record' });
    }
  }
  return pieces;
}

/** What is missing just before a piece is added. */
const STAGE = {
  parties: 'party_unsigned', mediator: 'no_mediator', seal: 'no_seal',
  letter: 'not_served', record: 'not_recorded',
};

function writtenAgreement(story, step, procedure) {
  const actor = actorIn(procedure);
  const agreement = addAgreement(story, step, { procedure, form: 'written', body: procedure.body });
  if (procedure.channel === 'procuratorial') agreement.joined_signer = procedure.signer;
  const draft = story.connect('draft-agreement', actor, {
    agreement: agreement.key, procedure: procedure.key, version: agreement.version,
    replaces: agreement.replaces, carried_over: carriedOver(story),
    terms: describeTerms(agreement.terms), text: step.detail,
  });
  probeNotEffective(story, agreement, procedure, 'drafted');
  const pieces = piecesOf(story, agreement, procedure);
  pieces.forEach(({ piece, command, actor: who, args }, i) => {
    // Of several signatures only the last missing one is probed.
    const probed = i > 0 && piece !== pieces[i + 1]?.piece;
    if (probed) probeNotEffective(story, agreement, procedure, STAGE[piece]);
    bringIn(story, who.body);
    if (i < pieces.length - 1) story.connect(command, who, args);
    else story.principal(command, who, args, { event: 'agreement-effective', text_on: draft.key });
  });
  takeEffect(story, agreement, procedure);
  if (procedure.channel === 'assigned') {
    story.connect('serve-notice', { body: deskOf(procedure) }, {
      notice: 'agreement_to_court', procedure: procedure.key, agreement: agreement.key,
      to_body: 'court', means: 'handed',
    });
  }
}

function privateAgreement(story, step, form) {
  bringIn(story, step.body);
  const agreement = addAgreement(story, step, { procedure: null, form: 'private', body: 'outside' });
  story.principal('record-private-agreement', { body: step.body }, {
    agreement: agreement.key, form, carried_over: carriedOver(story), version: agreement.version,
    replaces: agreement.replaces, terms: describeTerms(agreement.terms),
  });
  takeEffect(story, agreement, null);
}

/** A hotline concludes nothing: the township committee does it, sent by the hotline. */
function settlingProcedure(story, step) {
  if (step.org !== 'hotline_12345' || story.openIn('enforcement')) return procedureFor(story);
  const place = workplaceOf(story, { ...step, org: 'township_committee' });
  const running = story.open(place.channel, place.body);
  if (!running) {
    const order = story.openIn('hotline')
      ?? procedureFor(story, { channel: 'hotline', body: step.body, host: step.body });
    handOver(story, order.body, place, 'refer');
  }
  return procedureFor(story, place);
}

function agreement(story, step) {
  if (step.outside) {
    privateAgreement(story, step, 'written');
    return;
  }
  const procedure = settlingProcedure(story, step);
  joinForConfirmation(story, step, procedure);
  readyToMediate(story, procedure, 'accept');
  extendIfNeeded(story, procedure, { body: deskOf(procedure) });
  writtenAgreement(story, step, procedure);
}

function oralAgreement(story, step) {
  if (step.outside) {
    privateAgreement(story, step, 'oral');
    return;
  }
  const procedure = settlingProcedure(story, step);
  readyToMediate(story, procedure, 'accept');
  extendIfNeeded(story, procedure, { body: deskOf(procedure) });
  const agreed = addAgreement(story, step, { procedure, form: 'oral', body: procedure.body });
  agreed.letter = null; // an oral agreement is no 调解书
  const actor = procedure.body === 'grid' ? { body: 'grid' } : actorIn(procedure);
  story.principal('record-oral-agreement', actor, {
    agreement: agreed.key, procedure: procedure.key, version: agreed.version, replaces: agreed.replaces,
    carried_over: carriedOver(story), terms: describeTerms(agreed.terms),
  });
  takeEffect(story, agreed, procedure);
}

/** The latest agreement with a term in one of these states, and that term. */
function dueTerm(story, states) {
  for (const agreed of story.effective().reverse()) {
    for (const state of states) {
      const term = agreed.terms.find((t) => state.includes(t.state));
      if (term) return { agreed, term };
    }
  }
  return null;
}

function perform(story, step) {
  bringIn(story, step.body);
  const due = dueTerm(story, [['open', 'defaulted']]);
  const title = due || story.effective().length ? null : story.titles.at(-1);
  const on = due ? 'term' : title ? 'title' : 'claim';
  const part = isPart(story, step);
  const amount = story.facts.place.paid.get(step.n) ?? due?.term.amount ?? null;
  story.principal('record-performance', { body: step.body }, {
    on, agreement: due?.agreed.key ?? null, term: due?.term.key ?? null, title: title?.key ?? null,
    amount, exactness: amount === null ? null : story.facts.amount.exactness, part,
    by_third_party: step.outside,
  });
  if (due) {
    due.term.state = 'performed';
    due.term.paid = amount ?? 0;
  }
  story.performances.push({
    step: step.n, on, agreement: due?.agreed.key ?? null, term: due?.term.key ?? null,
    title: title?.key ?? null, amount, part, by_third_party: step.outside, missed: false,
  });
}

function miss(story, step) {
  bringIn(story, step.body);
  const agreed = story.effective().length > 0;
  const due = agreed ? dueTerm(story, [['open'], ['defaulted']]) : null;
  if (!agreed) {
    // Nobody is in default of a suit: it ended with the title that is not met.
    for (const p of story.procedures.filter((q) => !q.ended && ['suit', 'arbitration'].includes(q.channel))) {
      closeTracked(story, p, { title: true });
    }
  }
  const title = agreed ? null : story.titles.at(-1) ?? null;
  const on = due ? 'term' : title ? 'title' : 'obligation';
  story.principal('record-default', { body: step.body }, {
    on, agreement: due?.agreed.key ?? null, term: due?.term.key ?? null, title: title?.key ?? null,
  });
  if (due) due.term.state = 'defaulted';
  story.performances.push({
    step: step.n, on, agreement: due?.agreed.key ?? null, term: due?.term.key ?? null,
    title: title?.key ?? null, amount: null, part: false, by_third_party: false, missed: true,
  });
}

export const planners = {
  agreement, oral_agreement: oralAgreement, perform, default: miss,
};
