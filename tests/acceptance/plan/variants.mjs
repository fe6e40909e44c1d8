// Broken variants: the beginning of a case, then one command that law or story
// forbids.  Each is played on a dispute of its own.

import { HOME_BODIES } from './bodies.mjs';
import { signersOf } from './parties.mjs';

const inProcedure = (items, key, command) =>
  items.filter((i) => i.args.procedure === key && i.command === command);

/** A command like `like`, changed, that must be refused. */
const forbid = (like, changes) => ({
  ...like, ...changes, kind: 'probe', probe: 'variant', door: changes.door ?? false,
  args: { ...like.args, ...changes.args, text: null },
});

function sittingLike(item, procedure, actor) {
  return {
    ...item, command: 'log-session', actor, door: false,
    args: {
      procedure, attendance: [], result: 'continues', mode: null, start: item.at, end: item.at,
      times: 'made_up',
    },
  };
}

const draftLike = (item, procedure, actor) => ({
  ...item, command: 'draft-agreement', actor, door: false,
  args: {
    procedure, agreement: 'agreement-x', version: 1, replaces: null, carried_over: null,
    terms: [{ key: 'term-x', kind: 'duty', amount: null, exactness: null, text: '变体', due_on: null }],
  },
});

/** One variant: the items up to `after`, then `more`, whose last is forbidden. */
const variant = (what, after, more, articles = []) => ({
  what, after: after.key,
  items: more.map((item, i) => ({
    ...item, key: `${after.key}-x${i + 1}`, at: after.at, step: after.step,
    expect: i === more.length - 1 ? { accepted: false, articles } : { accepted: true },
  })),
});

/** Variants around the procedures that ask for consent. */
function* aroundConsent(plan, items) {
  const joined = plan.parties.filter((p) => p.joined);
  for (const { key } of plan.expect.procedures) {
    const asked = inProcedure(items, key, 'ask-consent');
    const consents = inProcedure(items, key, 'record-consent');
    const accept = inProcedure(items, key, 'accept')[0];
    const assign = inProcedure(items, key, 'assign-mediators')[0];
    if (asked.length === 0) continue;
    const actor = asked[0].actor;
    const before = items[items.indexOf(asked[0]) - 1];
    yield variant('agreement_before_consent', before, [forbid(draftLike(before, key, actor), {})]);
    const last = consents.at(-1);
    if (accept && items.indexOf(accept) > items.indexOf(last)) {
      yield variant('session_before_acceptance', last, [forbid(sittingLike(last, key, actor), {})]);
    }
    if (accept && assign && items.indexOf(assign) > items.indexOf(accept)) {
      yield variant('session_without_mediators', accept, [forbid(sittingLike(accept, key, actor), {})]);
    }
    const ready = [last, accept, assign].filter(Boolean).sort((a, b) => items.indexOf(b) - items.indexOf(a))[0];
    const side = joined.filter((p) => p.side === 'respondent');
    if (side.length && joined.some((p) => p.side === 'applicant')) {
      const refuse = side.map((p) => ({
        ...last, kind: 'connective',
        args: { procedure: key, party: p.key, answer: 'refuses', manner: 'oral' },
      }));
      yield variant('session_after_refusal', ready, [...refuse, forbid(sittingLike(ready, key, actor), {})]);
    }
    const stranger = HOME_BODIES.find((b) => !items.some((i) => i.actor.body === b
      || i.args.to === b || i.args.signer === b || i.args.routed_to === b));
    if (stranger) {
      yield variant('session_by_a_stranger', ready,
        [forbid(sittingLike(ready, key, { body: stranger, person: 'handler' }), {})]);
    }
  }
}

/** Variants around agreements, confirmation and performance. */
function* aroundAgreements(plan, items) {
  for (const item of items) {
    if (item.command === 'draft-agreement') {
      yield variant('performance_of_a_draft', item, [forbid(item, {
        command: 'record-performance',
        args: {
          on: 'term', agreement: item.args.agreement, term: item.args.terms[0].key,
          amount: item.args.terms[0].amount, part: false,
        },
      })]);
    }
    const effective = item.event === 'agreement-effective' || item.command === 'record-oral-agreement';
    if (effective) {
      const actor = { body: 'court', person: 'handler' };
      const { agreement } = item.args;
      const { procedure } = plan.expect.agreements.find((a) => a.key === agreement);
      yield variant('ruling_without_application', item, [forbid(item, {
        command: 'rule-confirmation', actor, args: { procedure, agreement, ruling: 'valid' },
      })]);
      const party = plan.parties.find((p) => p.joined);
      if (party) {
        yield variant('agreement_signed_after_effect', item, [forbid(item, {
          command: 'sign-agreement',
          args: { agreement, party: party.key, by: signersOf(party), means: 'paper' },
        })]);
      }
    }
  }
}

/** Variants around endings, referrals and petitions. */
function* aroundTheRest(plan, items) {
  const asker = plan.parties.filter((p) => p.joined).slice(0, 1).map((p) => p.key);
  for (const item of items) {
    const { command, args } = item;
    if (command === 'end-procedure') {
      yield variant('session_after_the_end', item, [forbid(sittingLike(item, args.procedure, item.actor), {})]);
    }
    // Two steps swapped: the second needs the first.
    if (command === 'refer' && args.referral && args.kind !== 'outside') {
      yield variant('returned_before_it_was_taken', item, [forbid(item, {
        command: 'return-referral', actor: { body: args.to, person: 'handler' },
        args: { result: 'not_agreed', papers: true, ends: null, ground: null },
      })]);
    }
    if (command === 'apply-confirmation') {
      yield variant('ruling_before_the_court_took_it', item, [forbid(item, {
        command: 'rule-confirmation', actor: { body: 'court', person: 'handler' },
        args: { procedure: args.procedure.key, ruling: 'valid' },
      })]);
    }
    if (command === 'accept-referral') {
      yield variant('referral_accepted_twice', item, [forbid(item, { args: { procedure: null, ends: [] } })]);
    }
    if (command === 'petition-accept') {
      yield variant('review_before_the_reply', item, [forbid(item, {
        command: 'petition-request-review', args: { procedure: args.procedure, by: asker },
      })], ['信访工作条例35']);
    }
    if (command === 'petition-reply') {
      yield variant('rereview_before_the_review', item, [forbid(item, {
        command: 'petition-request-rereview', args: { procedure: args.procedure, by: asker },
      })], ['信访工作条例36']);
    }
    if (command === 'close-tracked') {
      yield variant('closed_twice', item, [forbid(item, {})]);
    }
  }
}

/** The broken variants of a planned case, with keys of their own. */
export function variantsOf(plan) {
  const items = plan.items.filter((i) => i.kind !== 'probe');
  return [...aroundConsent(plan, items), ...aroundAgreements(plan, items), ...aroundTheRest(plan, items)]
    .map((v, i) => ({ key: `variant-${i + 1}`, ...v }));
}
