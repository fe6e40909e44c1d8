// What must be found when the case is read back.

import { expectedClass } from './classes.mjs';
import { expectedClocks } from './clocks.mjs';

const count = (list) => list.reduce((sum, key) => ({ ...sum, [key]: (sum[key] ?? 0) + 1 }), {});

function principals(story) {
  return story.items.filter((i) => i.kind === 'principal').map((i) => {
    const step = story.steps.find((s) => s.n === i.step);
    return {
      step: i.step, item: i.key, event: i.event, body: i.actor.body, outside: step.outside,
      occurred: { on: step.date.on, precision: step.date.precision },
      text: step.detail, text_on: i.text_on ?? i.key, route: step.route ?? null,
    };
  });
}

function connectives(story) {
  return story.live.map((s) => ({
    step: s.n,
    commands: count(story.items.filter((i) => i.step === s.n && i.kind === 'connective').map((i) => i.command)),
    extra_sittings: story.items.filter((i) => i.step === s.n && i.kind === 'sitting').length,
  }));
}

const procedures = (story) => story.procedures.map((p) => ({
  key: p.key, channel: p.channel, sector: p.sector, body: p.body, host: p.host, signer: p.signer,
  phase: p.phase, ended: p.ended?.ground ?? null, closed: p.closed, sittings: p.sittings,
  again_of: p.again_of, referral: p.referral, numbers: p.numbers, outside_fact: p.outside_fact ?? false,
}));

const agreements = (story) => story.agreements.map((a) => ({
  key: a.key, procedure: a.procedure, form: a.form, body: a.body, version: a.version,
  replaces: a.replaces, state: a.state, effective_on: a.effective_on, confirmed: a.confirmed ?? false,
  terms: a.terms.map(({ key, kind, amount, exactness, due_on, state, paid }) =>
    ({ key, kind, amount, exactness, due_on, state, paid })),
}));

const referrals = (story) => story.referrals.map((r) => ({
  key: r.key, kind: r.kind, from: r.from, to: r.to, channel: r.channel, state: r.state,
  procedure: r.procedure, assist: r.assist,
}));

const parties = (story) => story.parties.map((p) => ({
  key: p.key, kind: p.kind, side: p.side, joined: p.joined, size: p.size ?? null,
  representatives: p.representatives?.length ?? 0, agent: p.agent?.kind ?? null, minor: p.minor,
  identity_unknown: p.identity_unknown && !p.identity_completed,
}));

/** Everything that the comparer judges; see plan.mjs for the members. */
export function expectations(story, sourceSeen, compareDay) {
  const notes = story.items.filter((i) => i.kind === 'principal' && i.command === 'note').length;
  return {
    class: expectedClass(story, sourceSeen),
    principals: principals(story),
    connectives: connectives(story),
    notes,
    sittings: {
      live: story.procedures.reduce((n, p) => n + p.sittings, 0),
      outside: story.outsideSittings,
      history: story.facts.history.reduce((n, h) => n + (h.meetings?.count ?? 0), 0),
    },
    history: story.facts.history,
    procedures: procedures(story),
    agreements: agreements(story),
    performances: story.performances.map((p) => ({ ...p })),
    referrals: referrals(story),
    titles: story.titles.map((t) => ({ ...t })),
    parties: parties(story),
    petition: story.petition && {
      procedure: story.petition.procedure.key, handling: story.petition.handling,
      outcome: story.petition.outcome,
    },
    aid: story.aid && { procedure: story.aid.procedure.key, phase: story.aid.phase },
    amounts: story.facts.amounts,
    clocks: expectedClocks(story.procedures, story.agreements, compareDay),
  };
}
