// Does a plan make sense by itself?  Walks the items of one case in order and
// reports every command that a lawful service would have to refuse, though the
// plan expects it to be accepted.  Knows nothing of how the plan was made: it
// is the plan's own test, for any sequence of steps.

/** Channels that ask for the consent of all joined parties before a sitting. */
const NEEDS_CONSENT = new Set(['people', 'administrative', 'assigned', 'entrusted', 'in_court',
  'procuratorial', 'arbitration', 'petition']);
const NEEDS_ACCEPTANCE = new Set(['people', 'administrative', 'assigned', 'entrusted', 'in_court',
  'procuratorial']);

/** Commands that need a procedure that is not over. */
const NEEDS_RUNNING = new Set(['ask-consent', 'record-consent', 'accept', 'assign-mediators',
  'replace-mediators', 'join-signer', 'log-session', 'log-coordination', 'draft-agreement',
  'record-oral-agreement', 'extend-term', 'schedule-session', 'end-procedure', 'withdraw', 'close-tracked', 'order-reply',
  'order-verify', 'order-call-back',
  'petition-accept', 'petition-reply', 'petition-end', 'petition-terminate', 'aid-grant', 'aid-draw',
  'aid-close', 'accept-confirmation', 'rule-confirmation']);

const OPENERS = new Set(['register', 'open-procedure', 'accept-referral', 'escalate', 'open-suit',
  'open-arbitration', 'open-enforcement', 'petition-register', 'aid-apply', 'apply-confirmation']);

class Walk {
  constructor(plan) {
    this.plan = plan;
    this.joined = plan.parties.filter((p) => p.joined).map((p) => p.key);
    this.procedures = new Map();
    this.referrals = new Map();
    this.agreements = new Map();
    this.titles = new Set();
    this.parts = new Set();
    this.faults = [];
    this.registered = false;
  }

  say(item, what) {
    this.faults.push(`step ${item.step} ${item.command} by ${item.actor.body}: ${what}`);
  }

  begin(described) {
    this.procedures.set(described.key, {
      ...described, consents: new Set(), accepted: false, mediators: false, ended: false,
      settled: false,
    });
    this.parts.add(described.body);
  }

  /** The items that the plan expects to be accepted. */
  take(item) {
    const { command, args, actor } = item;
    if (command !== 'register' && !this.registered) this.say(item, 'before registration');
    if (command === 'register' && this.registered) this.say(item, 'registered twice');
    this.registered = true;
    if (!this.parts.has(actor.body) !== item.door && command !== 'accept-referral') {
      this.say(item, item.door ? 'comes in though it has a part' : 'has no part');
    }
    if (command !== 'reopen') this.parts.add(actor.body);

    const running = typeof args.procedure === 'string' ? this.procedures.get(args.procedure) : null;
    if (typeof args.procedure === 'string' && !running) this.say(item, `unknown ${args.procedure}`);
    if (running?.ended && NEEDS_RUNNING.has(command)) this.say(item, `${args.procedure} is over`);
    if (command === 'reopen' && running && !running.ended && !running.settled) {
      this.say(item, 'reopens what runs');
    }
    if (OPENERS.has(command) && args.procedure) this.begin(args.procedure);
    for (const key of [args.ends].flat().filter(Boolean)) {
      const p = this.procedures.get(key);
      if (!p || p.ended) this.say(item, `ends ${key}, which does not run`);
      else p.ended = true;
    }
    this[command.replaceAll('-', '_')]?.(item, args, running);
  }

  refer(item, args) {
    if (args.referral) this.referrals.set(args.referral, { ...args, from: item.actor.body, state: 'offered' });
  }

  escalate(item, args) {
    this.refer(item, args);
    if (args.mode !== 'walk_up') return;
    this.referrals.get(args.referral).state = 'accepted';
    this.parts.add(args.to);
  }

  accept_referral(item, args) {
    const r = this.referrals.get(args.referral);
    if (r?.state !== 'offered') this.say(item, `${args.referral} is not on offer`);
    else if (r.to !== item.actor.body) this.say(item, `${args.referral} was offered to ${r.to}`);
    if (r) r.state = 'accepted';
  }

  return_referral(item, args) {
    const r = this.referrals.get(args.referral);
    if (r?.state !== 'accepted') this.say(item, `${args.referral} does not lie with anybody`);
    else if (r.to !== item.actor.body) this.say(item, `${args.referral} lies with ${r.to}`);
    if (r) r.state = 'returned';
  }

  revoke_referral(item, args) {
    if (this.referrals.get(args.referral)?.state !== 'offered') this.say(item, 'nothing to revoke');
  }

  record_outside_act(item, { creates }) {
    if (creates?.referral) this.referrals.set(creates.referral, { to: creates.to, state: 'accepted' });
    else if (creates?.key) this.begin(creates);
    else if (creates) this.titles.add(creates);
  }

  join_signer(item, args) {
    this.parts.add(args.signer);
  }

  record_consent(item, args, p) {
    p?.consents.add(args.party);
  }

  accept(item, args, p) {
    if (!p) return;
    if (NEEDS_CONSENT.has(p.channel)) this.allConsent(item, p);
    p.accepted = true;
  }

  petition_accept(item, args, p) {
    if (p) p.accepted = true;
  }

  petition_refer(item, args) {
    this.parts.add(args.to);
    this.referrals.set(args.referral, { ...args, from: item.actor.body, state: 'accepted' });
  }

  petition_terminate(item, args, p) {
    if (p) p.ended = true;
    this.parts.add(args.handed_to);
  }

  allConsent(item, p) {
    for (const party of this.joined) if (!p.consents.has(party)) this.say(item, `${party} was not asked`);
  }

  assign_mediators(item, args, p) {
    if (p?.mediators) this.say(item, 'mediators were assigned before');
    if (p) p.mediators = true;
    for (const m of args.mediators) this.parts.add(m.body);
  }

  replace_mediators(item, args, p) {
    if (!p?.mediators) this.say(item, 'nobody to replace');
    for (const m of args.mediators) this.parts.add(m.body);
  }

  /** A sitting or an agreement: consent, acceptance, mediators, nothing settled. */
  mediates(item, p) {
    if (!p) return;
    if (NEEDS_CONSENT.has(p.channel)) {
      this.allConsent(item, p);
      if (!p.mediators) this.say(item, 'no mediators');
    }
    if (NEEDS_ACCEPTANCE.has(p.channel) && !p.accepted) this.say(item, 'not accepted');
    if (p.settled && p.channel !== 'enforcement') this.say(item, 'settled and not reopened');
  }

  log_session(item, args, p) {
    this.mediates(item, p);
    if (!(args.start < args.end)) this.say(item, 'ends before it begins');
  }

  log_coordination(item, args, p) {
    if (p && p.body !== 'grid' && p.channel !== 'hotline') this.say(item, 'does not only coordinate');
  }

  reopen(item, args, p) {
    if (p) p.settled = false;
  }

  addAgreement(item, args, p) {
    this.agreements.set(args.agreement, {
      terms: args.terms.map((t) => t.key), procedure: args.procedure ?? null, signed: new Set(),
      effective: false,
    });
    if (args.replaces && !this.agreements.get(args.replaces)?.effective) this.say(item, 'replaces nothing');
    if (p) this.mediates(item, p);
  }

  draft_agreement(item, args, p) {
    this.addAgreement(item, args, p);
  }

  record_oral_agreement(item, args, p) {
    this.addAgreement(item, args, p);
    this.effect(args.agreement);
  }

  record_private_agreement(item, args) {
    this.addAgreement(item, args, null);
    this.effect(args.agreement);
  }

  effect(key) {
    const a = this.agreements.get(key);
    a.effective = true;
    const p = this.procedures.get(a.procedure);
    if (p) p.settled = true;
  }

  sign_agreement(item, args) {
    const a = this.agreements.get(args.agreement);
    if (!a || a.effective || a.signed.has(args.party)) this.say(item, 'nothing to sign');
    else a.signed.add(args.party);
    if (args.by.length === 0) this.say(item, 'nobody signs');
  }

  /** The last piece of a written agreement. */
  completes(item, args) {
    const a = this.agreements.get(args.agreement);
    if (!a) this.say(item, 'no such draft');
    else if (a.signed.size !== this.joined.length) this.say(item, 'a party has not signed');
    else this.effect(args.agreement);
  }

  record_performance(item, args) {
    if (args.on === 'term') {
      const a = this.agreements.get(args.agreement);
      if (!a?.effective || !a.terms.includes(args.term)) this.say(item, 'no such term in force');
    }
    if (args.on === 'title' && !args.title) this.say(item, 'no title');
  }

  record_default(item, args) {
    this.record_performance(item, args);
  }

  apply_confirmation(item, args) {
    if (!this.agreements.get(args.agreement)?.effective) this.say(item, 'no agreement in force');
    if (args.by.length !== this.joined.length) this.say(item, 'not by all parties');
  }

  end_procedure(item, args, p) {
    if (p) p.ended = true;
  }

  withdraw(item, args, p) {
    if (p) p.ended = true;
  }

  close(item, args, p) {
    if (item.actor.body === 'grid') this.say(item, 'a grid worker may not close');
    if (p) p.ended = true;
  }

  aid_close(item, args, p) {
    if (p) p.ended = true;
  }

  rule_confirmation(item, args, p) {
    if (p) p.ended = true;
  }

  petition_end(item, args, p) {
    if (p) p.ended = true;
  }

  petition_rereview(item, args, p) {
    if (p) p.ended = true;
  }

  close_tracked(item, args, p) {
    if (p) p.ended = true;
    if (args.title) this.titles.add(args.title.key);
  }

  order_call_back(item, args, p) {
    if (p) p.ended = true;
  }

  record_follow_up(item, args, p) {
    if (p && args.call_back) p.ended = true;
  }
}

/** Every fault of a case's plan, in order; an empty list for a good plan. */
export function unlawful(plan) {
  const walk = new Walk(plan);
  let before = '';
  for (const item of plan.items) {
    if (item.at < before) walk.say(item, `recorded at ${item.at}, after ${before}`);
    const hour = item.at.slice(11, 16);
    if (hour < '08:00' || hour > '22:00') walk.say(item, `recorded at ${hour}`);
    before = item.at;
    if (!item.expect.accepted) continue;
    walk.take(item);
    if (item.event === 'agreement-effective') walk.completes(item, item.args);
  }
  const open = plan.expect.procedures.filter((p) => !p.ended).map((p) => p.key).sort();
  const found = [...walk.procedures].filter(([, p]) => !p.ended).map(([key]) => key).sort();
  if (String(open) !== String(found)) walk.faults.push(`open at the end: ${found}, expected ${open}`);
  return walk.faults;
}
