// Mediation: consent, acceptance, mediators, notices, sittings, the procedure's end.

import { act, houseOf, LEAVING, nos, refuse, where } from './common.mjs';

const askConsent = (d, item) => ({
  name: 'ask-consent', main: ['consent_asked'],
  body: { procedure: where(d, item), party: d.party(item.args.party) },
});

const recordConsent = (d, item) => ({
  name: 'record-consent', main: ['consent_recorded'], brings: ['procedure_ended', 'notice_owed', 'consent_completed', 'referral_returned'],
  body: {
    procedure: where(d, item), party: d.party(item.args.party), answer: item.args.answer,
    manner: item.args.manner,
  },
});

/** The traffic police mediate once the loss is settled; the sources do not say when it was. */
const accept = (d, item) => ({
  name: 'accept', main: ['accepted'], text: 'text',
  brings: ['notice_owed', 'file_number_noted', 'mediation_opened'],
  body: {
    procedure: where(d, item), text: item.args.text,
    basis: item.actor.body === 'traffic_police' ? 'loss' : undefined,
  },
});

function mediators(d, item) {
  return item.args.mediators.map((m) => {
    if (m.counsel) return { person: d.counsel(m.counsel), disclosed: true };
    const interest = m.interest !== 'none';
    return { person: d.fixture.person(m).id, disclosed: !interest, interest };
  });
}

const assign = (d, item) => ({
  name: 'assign-mediators', main: ['mediators_assigned'], text: 'text',
  body: { procedure: where(d, item), mediators: mediators(d, item), text: item.args.text },
});

const replace = (d, item) => ({
  name: 'replace-mediators', main: ['mediators_replaced'], text: 'text',
  body: {
    procedure: where(d, item), mediators: mediators(d, item), reason: '更换调解员',
    hand_over: item.args.text,
  },
});

/** Which notice the plan means by a word; the others have no notice in the product. */
export const notices = { rights: 'rights', routes: 'routes', agreement_to_court: 'to_court' };

/** The row of serve-notice; `known`: the notices of all areas. */
export const serveNotice = (known) => (d, item) => {
  const { args } = item;
  if (!known[args.notice]) refuse(`the product has no notice ${args.notice}`);
  const party = args.to_body ? undefined : d.party(args.party);
  const procedure = args.procedure === null ? undefined : d.procedure(args.procedure);
  const owed = (d.state.notice ?? []).find((n) => n.kind === known[args.notice]
    && n.state === 'owed' && (n.party || undefined) === party && (procedure === undefined || n.procedure === procedure));
  if (!owed) {
    if (args.notice === 'rights' && !d.accepted(procedure)) return { later: 'accept', procedure };
    refuse(`no notice ${args.notice} is owed to ${args.party}`);
  }
  return {
    name: 'serve-notice', main: ['notice_served'], brings: ['petition_ended'],
    body: { notices: [owed.no], means: 'handed' },
  };
};

const openProcedure = (d, item) => ({
  name: 'open-procedure', main: ['procedure_opened'],
  body: {
    channel: item.args.procedure.channel, host: houseOf(d, item.args.procedure),
    again_of: item.args.procedure.again_of ? d.procedure(item.args.procedure.again_of) : undefined,
  },
  learn: { procedure: item.args.procedure.key },
});

const joinSigner = (d, item) => ({
  name: 'join-signer', main: ['signer_joined'],
  body: { procedure: where(d, item), signer: d.fixture.org(item.args.signer) },
});

const reopen = (d, item) => ({
  name: 'reopen', main: ['procedure_reopened', 'dispute_reopened'], brings: ['dispute_reopened'],
  body: {
    procedure: item.args.scope === 'procedure' ? where(d, item) : undefined, reason: item.args.reason,
  },
});

const extendTerm = (d, item) => ({
  name: 'extend-term', main: ['clock_extended'],
  body: { procedure: where(d, item), until: item.args.until, agreed: nos(d, item.args.consents) },
});

const endProcedure = (d, item) => ({
  name: 'end-procedure', main: ['procedure_ended'], text: 'reason', match: true, brings: LEAVING,
  body: { procedure: where(d, item), ground: item.args.ground, reason: item.args.text },
});

/** Channels in which only who brought the matter takes it back. */
const BROUGHT = new Set(['suit', 'arbitration', 'enforcement', 'petition']);
const channelOf = (d, key) => d.plan.expect.procedures.find((p) => p.key === key)?.channel;

const withdraw = (d, item) => ({
  name: 'withdraw', brings: ['consent_recorded', ...LEAVING],
  ...(BROUGHT.has(channelOf(d, item.args.procedure)) ? { main: ['procedure_ended'], text: 'reason' }
    : { main: ['consent_recorded'], text: 'text' }),
  body: { procedure: where(d, item), parties: nos(d, item.args.by), text: item.args.text },
});

const close = (d, item) => ({
  name: 'close', main: ['procedure_closed'], text: 'text', brings: ['dispute_closed'],
  body: { procedure: where(d, item), text: item.args.text },
});

/** Announced for when the next sitting of the procedure begins. */
function scheduleSession(d, item) {
  const { items } = d.plan;
  const sitting = items.slice(items.indexOf(item) + 1)
    .find((i) => i.command === 'log-session' && i.kind !== 'probe' && i.args.procedure === item.args.procedure);
  return {
    name: 'schedule-session', main: ['session_scheduled'],
    body: { procedure: where(d, item), starts: sitting.args.start, mode: 'together' },
  };
}

function logSession(d, item) {
  const { args } = item;
  // A probe says less: all who are joined came, or else the first of all.
  const joined = d.plan.parties.filter((p) => p.joined);
  const said = args.attendance?.length ? args.attendance
    : (joined.length ? joined : d.plan.parties.slice(0, 1)).map((p) => ({ party: p.key, presence: 'came' }));
  return {
    name: 'log-session', main: ['session_logged'], text: 'text',
    body: {
      procedure: where(d, item), starts: args.start ?? item.at, ends: args.end ?? item.at,
      mode: args.mode, result: args.result ?? 'continues', text: args.text,
      attendance: said.map((a) => ({ party: d.party(a.party), presence: a.presence })),
    },
    learn: { sitting: args.at_least || undefined },
  };
}

const reportDanger = (d, item) => ({
  name: 'report-danger', main: ['danger_reported'], text: 'text',
  body: { danger: item.args.danger, told: item.args.told, text: item.args.text },
});

export const commands = {
  'ask-consent': askConsent,
  'record-consent': recordConsent,
  accept,
  'assign-mediators': assign,
  'replace-mediators': replace,
  'open-procedure': openProcedure,
  'join-signer': joinSigner,
  reopen,
  'extend-term': extendTerm,
  'schedule-session': scheduleSession,
  'log-session': logSession,
  'log-coordination': act('log-coordination', 'coordination_logged'),
  'report-danger': reportDanger,
  'end-procedure': endProcedure,
  withdraw,
  close,
};

/** Commands by which a body without a part may come in, with the party's code. */
export const doors = ['open-procedure', 'reopen', 'add-report'];
