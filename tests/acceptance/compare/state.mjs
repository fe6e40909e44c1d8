// The state against the plan: procedures, agreements, performances, referrals,
// titles, parties, amounts, limits.

import * as aid from './aid.mjs';
import * as order from './order.mjs';
import * as petition from './petition.mjs';
import { names } from './articles.mjs';

/** Collects differences of one thing. */
function differ(what, faults) {
  return (name, found, expected) => {
    if (JSON.stringify(found ?? null) !== JSON.stringify(expected ?? null)) {
      faults.push(`${what}: ${name} ${JSON.stringify(found ?? null)}, expected ${JSON.stringify(expected ?? null)}`);
    }
  };
}

const OVER = new Set(['ended', 'closed']);

/** Things of the state, found by the number that the plan's key got. */
function pairs(what, list, expected, map, faults) {
  const found = list ?? [];
  if (found.length !== expected.length) {
    faults.push(`${what}s: ${found.length}, expected ${expected.length}`);
  }
  return expected.flatMap((e) => {
    const one = found.find((f) => f.no === map.get(e.key));
    if (!one) faults.push(`${what} ${e.key}: not found`);
    return one ? [[one, e]] : [];
  });
}

/** Sittings of a procedure, coordinations of grid and hotline included. */
function sittingsOf(reading, no) {
  return reading.timeline.filter((t) => (t.kind === 'session_logged' && t.body.session.procedure === no)
    || (t.kind === 'coordination_logged' && t.body.procedure === no)).length;
}

function procedureFaults({ dispute }, reading, expect) {
  const faults = [];
  const { fixture, numbers } = dispute;
  const orgOf = (body) => (body === 'outside' ? null : fixture.org(body));
  for (const [p, e] of pairs('procedure', reading.state.procedure, expect.procedures, numbers.procedure, faults)) {
    const is = differ(`procedure ${e.channel}/${e.body}`, faults);
    is('channel', p.channel, e.channel);
    is('body', p.body, orgOf(e.body));
    is('host', e.body === 'outside' ? null : p.host ?? p.body, e.host === 'outside' ? null : orgOf(e.host));
    is('signer', p.signer, e.signer && fixture.org(e.signer));
    is('ended', OVER.has(p.phase) ? p.ground : null, e.ended);
    is('closed', p.phase === 'closed', e.closed);
    is('sittings', sittingsOf(reading, p.no), e.sittings);
    is('again_of', p.again_of ?? null, e.again_of && numbers.procedure.get(e.again_of));
    is('referral', p.referral ?? null, e.referral && numbers.referral.get(e.referral));
    for (const number of e.numbers) {
      const told = p.number === number || reading.timeline.some((t) => t.body.procedure === p.no && t.body.number === number);
      if (!told && !(reading.timeline[0].body.external === number)) is('number', p.number, number);
    }
  }
  return faults;
}

/** An amount that is not there is null, never 0. */
const amountOf = (x) => x ?? null;

function agreementFaults({ dispute }, reading, expect) {
  const faults = [];
  const { fixture, numbers } = dispute;
  for (const [a, e] of pairs('agreement', reading.state.agreement, expect.agreements, numbers.agreement, faults)) {
    const is = differ(`agreement ${e.key}`, faults);
    const procedure = reading.state.procedure?.find((p) => p.no === a.procedure);
    is('form', a.form, e.form);
    is('procedure', a.procedure ?? null, e.procedure && numbers.procedure.get(e.procedure));
    is('body', e.body === 'outside' ? 'outside' : fixture.bodyOf(procedure?.body), e.body);
    is('version', a.version, e.version);
    is('replaces', a.replaces ?? null, e.replaces && numbers.agreement.get(e.replaces));
    is('state', a.state, e.state);
    is('effective_on', a.effective_on ?? null, e.effective_on);
    is('confirmed', a.confirmed ?? false, e.confirmed);
    is('terms', a.term?.length, e.terms.length);
    e.terms.forEach((term, i) => {
      const t = a.term?.[i] ?? {};
      const same = differ(`agreement ${e.key} term ${i + 1}`, faults);
      same('kind', t.kind, term.kind);
      same('amount', amountOf(t.amount), term.amount);
      same('exactness', t.exactness ?? null, term.exactness);
      same('text', t.text, term.text);
      same('due_on', t.due_on ?? null, term.due_on);
      same('state', t.state ?? 'open', term.state);
      same('paid', t.paid ?? 0, term.paid ?? 0);
    });
  }
  return faults;
}

/** A part: of its term, or all of a term while another one stays open. */
function isPart(reading, event, said) {
  if (event.body.term_state === 'part') return true;
  const { agreement } = event.body.performance;
  const terms = reading.state.agreement?.find((a) => a.no === agreement)?.term ?? [];
  return said && terms.some((t) => t.state !== 'performed');
}

function performanceFaults({ dispute }, reading, expect) {
  const faults = [];
  const found = reading.timeline.filter((t) => t.kind === 'performed' || t.kind === 'defaulted');
  if (found.length !== expect.performances.length) {
    faults.push(`performances ${found.length}, expected ${expect.performances.length}`);
  }
  expect.performances.forEach((e, i) => {
    const event = found[i];
    if (!event) return;
    const p = event.body.performance;
    const is = differ(`performance ${i + 1}`, faults);
    is('on', p.on, e.on);
    is('missed', event.kind === 'defaulted', e.missed);
    is('agreement', p.agreement ?? null, e.on === 'term' ? dispute.numbers.agreement.get(e.agreement) : null);
    is('term', p.term ?? null, e.on === 'term' ? dispute.numbers.term.get(e.term) : null);
    is('amount', amountOf(p.amount), e.amount);
    if (!e.missed) is('part', isPart(reading, event, e.part), e.part);
    if (!e.missed) is('by a third party', Boolean(event.body.by_outside), e.by_third_party);
  });
  return faults;
}

function referralFaults({ dispute }, reading, expect) {
  const faults = [];
  const { fixture, numbers } = dispute;
  const org = (body) => (body && body !== 'other' ? fixture.org(body) : null);
  for (const [r, e] of pairs('referral', reading.state.referral, expect.referrals, numbers.referral, faults)) {
    const is = differ(`referral ${e.key}`, faults);
    is('kind', r.kind, e.kind);
    is('from', r.from ?? null, org(e.from));
    is('to', r.to ?? null, r.outside ? null : org(e.to));
    is('channel', r.channel ?? null, e.channel);
    is('state', r.state === 'recorded' ? 'recorded' : r.state, e.state);
    is('procedure', r.to_procedure || null, e.procedure && numbers.procedure.get(e.procedure));
  }
  return faults;
}

/** Titles are those of procedures and the one from outside. */
function titleFaults(played, reading, expect) {
  const { numbers } = played.dispute;
  const found = (reading.state.procedure ?? []).filter((p) => p.title)
    .map((p) => `${p.no}:${p.title}`);
  if (reading.state.external_title) found.push(`0:${reading.state.external_title}`);
  const wanted = expect.titles.map((t) => `${t.procedure ? numbers.procedure.get(t.procedure) : 0}:${t.kind}`);
  const plain = (list) => [...list].sort().join(' ');
  return plain(found) === plain(wanted) ? [] : [`titles ${plain(found) || 'none'}, expected ${plain(wanted) || 'none'}`];
}

/** As a body that does not handle it reads an identity number. */
const masked = (number) => number && number.slice(0, 4) + '*'.repeat(number.length - 8) + number.slice(-4);

function partyFaults(played, reading, expect) {
  const faults = [];
  for (const [p, e] of pairs('party', reading.state.party, expect.parties, played.dispute.numbers.party, faults)) {
    const is = differ(`party ${e.key}`, faults);
    is('kind', p.kind, e.kind);
    is('side', p.side, e.side);
    is('size', p.size ?? null, e.size);
    is('representatives', p.representatives ?? 0, e.representatives);
    const acts = reading.state.agency?.find((a) => a.party === p.no);
    is('agent', acts?.kind, e.agent);
    is('minor', p.minor ?? false, e.minor);
    const known = (value) => (e.identity_unknown ? null : value); // nothing is made up of who is not known
    if (!e.identity_unknown) is('name', p.name, e.name);
    is('telephone', p.phone, known(e.telephone));
    is('address', p.address, known(e.address));
    is('number', p.identity, e.identity_unknown ? null : /\*/.test(p.identity ?? '') ? masked(e.number) : e.number);
    is("agent's name", acts?.name, e.agent_name);
    is("agent's power", acts?.text, e.agent_power);
    is('needs', p.needs, e.needs.join(';') || null);
    is('traits', p.traits, e.traits.join(';') || null);
    is('identity unknown', p.identity_unknown ?? false, e.identity_unknown);
  }
  return faults;
}

function amountFaults(played, reading, expect) {
  const faults = [];
  const is = differ('amounts', faults);
  const { state } = reading;
  is('claim', amountOf(state.claim), expect.amounts.claim);
  is('owed', amountOf(state.owed), expect.amounts.owed);
  is('disputed part', amountOf(state.disputed), expect.amounts.disputed);
  is('title', amountOf(state.adjudged), expect.amounts.title);
  is('exactness', state.exactness ?? null, expect.amounts.exactness);
  return faults;
}

/** What registration told of the dispute as a whole, texts included. */
function factFaults(played, reading, { facts }) {
  const faults = [];
  const is = differ('dispute', faults);
  const told = reading.timeline[0]?.body ?? {};
  is('source', reading.state.source, facts.source);
  is('manner', reading.state.manner, facts.manner);
  is('category', [told.category_moj, told.category_gb], [facts.category_moj, facts.category_gb]);
  is('place', told.place, facts.place);
  is('second place', told.second_place, facts.second_place);
  is('requested on', told.requested_on, facts.requested_on);
  is('source in words', told.source_text, facts.source_text);
  is('claim in words', told.facts, facts.claim);
  is('risks', told.risks, facts.risks);
  is('outside number', told.external, facts.number);
  return faults;
}

/** The agent's entry that a limit passed, with its article. */
const firedOn = (reading, clock) => reading.timeline.some((t) => t.kind === 'clock_fired'
  && t.body.clock.no === clock.no && t.body.clock.article);

/** Each expected limit is there once, with article, start, extension and expiry. */
function clockFaults({ dispute }, reading, expect) {
  const faults = [];
  const left = [...reading.clocks];
  for (const e of expect.clocks) {
    const no = dispute.numbers.procedure.get(e.procedure);
    const of = (c) => (c.procedure || reading.state.agreement?.find((a) => a.no === c.subject)?.procedure) === no;
    const i = left.findIndex((c) => c.rule === e.rule && of(c) && c.day0 === e.start);
    const near = i < 0 ? left.findIndex((c) => c.rule === e.rule && of(c)) : i;
    if (near < 0) {
      faults.push(`clock ${e.rule} of ${e.procedure}: not found`);
      continue;
    }
    const [c] = left.splice(near, 1);
    const is = differ(`clock ${e.rule}`, faults);
    if (!names(c.article ?? '', e.article)) is('article', c.article, e.article);
    is('start', c.day0, e.start);
    const inState = reading.state.clock?.find((k) => k.no === c.no);
    is('extended', Boolean(inState?.extension?.length), e.extended);
    if (e.extended) is('extended by', inState?.extension?.[0]?.reason, 'consent');
    if (e.overdue && e.overdue !== null && !firedOn(reading, c)) faults.push(`clock ${e.rule}: no overdue entry`);
    if (e.overdue !== null) is('overdue', c.state === 'fired', e.overdue);
  }
  return faults;
}

function sittingFaults(played, reading, expect) {
  const faults = [];
  const is = differ('sittings', faults);
  const meetings = (list) => list.reduce((n, x) => n + (x.meetings ?? 0), 0);
  is('live', reading.timeline.filter((t) => t.kind === 'session_logged' || t.kind === 'coordination_logged').length,
    expect.sittings.live);
  is('outside', meetings(reading.timeline.filter((t) => t.kind === 'outside_act_recorded').map((t) => t.body)),
    expect.sittings.outside);
  is('history', meetings(reading.timeline[0]?.body.history ?? []), expect.sittings.history);
  return faults;
}

/** Every fault of the state. */
export const stateFaults = (played, reading, expect) => [
  procedureFaults, agreementFaults, performanceFaults, referralFaults, titleFaults, partyFaults, factFaults,
  amountFaults, clockFaults, sittingFaults, petition.faults, aid.faults, order.faults,
].flatMap((faultsOf) => faultsOf(played, reading, expect));
