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

/** Every command, in the order in which it must be found. */
const sequence = (story) => story.items.filter((i) => i.kind !== 'probe').map((i) => ({
  item: i.key, step: i.step, command: i.command, body: i.actor.body,
  occurred: { on: i.occurred.on, precision: i.occurred.precision },
  short: i.command === 'schedule-session' ? i.args.short : undefined,
  sitting: i.sitting ? {
    starts: i.args.start, ends: i.args.end, result: i.args.result,
    attendance: i.args.attendance.map((a) => ({ ...a })),
  } : null,
}));

const procedures = (story) => story.procedures.map((p) => ({
  key: p.key, channel: p.channel, sector: p.sector, body: p.body, host: p.host, signer: p.signer,
  phase: p.phase, ended: p.ended?.ground ?? null, closed: p.closed, sittings: p.sittings,
  again_of: p.again_of, referral: p.referral, numbers: p.numbers, outside_fact: p.outside_fact ?? false,
}));

const agreements = (story) => story.agreements.map((a) => ({
  key: a.key, procedure: a.procedure, form: a.form, body: a.body, version: a.version,
  replaces: a.replaces, state: a.state, effective_on: a.effective_on, confirmed: a.confirmed ?? false,
  terms: a.terms.map(({ key, kind, amount, exactness, text, due_on, state, paid }) =>
    ({ key, kind, amount, exactness, text, due_on, state, paid })),
}));

const referrals = (story) => story.referrals.map((r) => ({
  key: r.key, kind: r.kind, from: r.from, to: r.to, channel: r.channel, state: r.state,
  procedure: r.procedure, assist: r.assist,
}));

const parties = (story) => story.parties.map((p) => ({
  key: p.key, kind: p.kind, side: p.side, joined: p.joined, size: p.size ?? null,
  representatives: p.representatives?.length ?? 0, agent: p.agent?.kind ?? null, minor: p.minor,
  name: p.name, telephone: p.telephone ?? null, address: p.address ?? null,
  number: p.identity_number ?? p.credit_code ?? null, agent_name: p.agent?.name ?? null,
  agent_power: p.agent?.power ?? null, needs: p.needs, traits: p.traits,
  identity_unknown: p.identity_unknown && !p.identity_completed,
}));

/** What registration told of the dispute as a whole. */
function facts({ facts: told, items }) {
  const { args } = items.find((i) => i.command === 'register');
  return {
    source: told.source, manner: told.manner, source_text: told.source_text || null,
    category_moj: told.category.moj, category_gb: told.category.gb, place: told.region.place,
    second_place: told.region.second_place, claim: told.claim_summary || null,
    risks: told.risk.text, requested_on: args.requested_on, number: args.number,
  };
}

/** Everything that the comparer judges; see plan.mjs for the members. */
export function expectations(story, sourceSeen, compareDay, late) {
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
    facts: facts(story),
    sequence: sequence(story),
    probes: [...story.items, ...late].filter((i) => i.kind === 'probe')
      .map((i) => ({ key: i.key, accepted: i.expect.accepted })),
    clocks: expectedClocks(story.procedures, story.agreements, compareDay),
  };
}
