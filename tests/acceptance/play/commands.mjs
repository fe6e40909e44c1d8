/*
 * The one table from the plan's commands to the product's.
 *
 * A row takes the dispute that is played (see dispute.mjs) and an item of the
 * plan, and gives
 *   name      the product's command
 *   body      its members; null and undefined are left out
 *   main      the kind of event that stands for it (the first one that is there)
 *   text      the member of that event that bears the item's text
 *   brings    kinds of further events that the law attaches to it
 *   match     it needs If-Match
 *   learn     what the plan calls the things that it made
 * or throws NotKnown: the product has no such command, and the case is not carried.
 */

/** The product does not know this yet. */
export class NotKnown extends Error {}

const refuse = (what) => { throw new NotKnown(what); };
const unknown = (d, item) => refuse(`the product has no command for ${item.command}`);

/** Events with which a matter leaves one procedure for another. */
const LEAVING = ['procedure_ended', 'procedure_opened', 'notice_owed', 'referral_revoked'];
const EFFECT = ['agreement_effective', 'procedure_settled', 'referral_revoked', 'notice_owed'];

const nos = (d, keys) => keys.map((key) => d.party(key));
const where = (d, item) => (item.args.procedure === null || item.args.procedure === undefined
  ? undefined : d.procedure(item.args.procedure));
const money = (fen) => (fen === null ? undefined : fen);

/* ---- parties, as register and correct-party take them ---- */

const HIDDEN = '身份待查';

function partyInput(p) {
  const unknownNow = p.identity_unknown;
  return {
    kind: p.kind, side: p.side,
    name: unknownNow ? HIDDEN : p.name,
    phone: unknownNow ? undefined : p.telephone,
    address: unknownNow ? undefined : p.address,
    identity: unknownNow ? undefined : p.identity_number ?? p.credit_code,
    identity_unknown: unknownNow || undefined,
    minor: p.minor || undefined,
    agent: p.agent?.name,
    agent_power: p.agent?.power,
    needs: p.needs.length ? p.needs.join(';') : undefined,
    traits: p.traits.length ? p.traits.join(';') : undefined,
    size: p.kind === 'group' ? p.size ?? undefined : undefined,
    representatives: p.kind === 'group' ? p.representatives.length : undefined,
  };
}

function register(d, item) {
  const { args } = item;
  const own = args.procedure;
  if (own && own.body !== item.actor.body) {
    refuse(`register opens procedures of the registering body only, not of ${own.body}`);
  }
  return {
    create: true, name: 'register',
    body: {
      manner: args.manner, source: args.source, source_text: args.source_text || undefined,
      category_moj: args.category.moj, category_gb: args.category.gb,
      place: args.place, second_place: args.second_place,
      requested_on: args.requested_on, facts: args.facts || undefined, text: args.text,
      claim: money(args.amounts.claim), owed: money(args.amounts.owed),
      exactness: args.amounts.claim !== null || args.amounts.owed !== null
        ? args.amounts.exactness : undefined,
      risks: args.risk.text, violence: args.risk.flags.includes('violence') || undefined,
      channel: own ? own.channel : undefined, external: args.number, by_outside: args.outside_body,
      parties: args.parties.map((key) => partyInput(d.plan.parties.find((p) => p.key === key))),
      history: args.history.map((h) => ({
        by: h.body === null ? '外部单位' : d.fixture.name(h.body),
        on: h.occurred.on, prec: h.occurred.precision, text: h.text,
        meetings: h.meetings?.count, at_least: h.meetings?.at_least || undefined,
      })),
    },
    main: ['registered'], text: 'text', brings: ['party_added', 'procedure_opened'],
    learn: { parties: args.parties, procedure: own?.key },
  };
}

function correctParty(d, { args }) {
  const { name, telephone, address, identity_number, credit_code } = args.corrected;
  return {
    name: 'correct-party', match: true, main: ['party_corrected'],
    body: {
      party: { party: d.party(args.party), name, phone: telephone, address,
        identity: identity_number ?? credit_code },
      reason: args.reason,
    },
  };
}

/** An act that is written down: visit, survey, opinion, note ... */
const act = (name, main, more = () => ({})) => (d, item) => ({
  name, main: [main], text: 'text',
  body: {
    procedure: where(d, item), text: item.args.text, by_outside: item.args.outside_body,
    ...more(d, item),
  },
});

function outsideAct(d, item) {
  const { args } = item;
  if (args.creates) {
    if (args.what !== 'title') refuse(`the product cannot be told of an outside ${args.what}`);
    return {
      name: 'record-title', main: ['result_recorded'], text: 'text',
      body: { title: args.kind ?? 'external', number: args.number, text: args.text },
    };
  }
  return act('record-outside-act', 'outside_act_recorded', () => ({
    by_outside: args.outside_body ?? '外部单位',
    meetings: args.meetings?.count, at_least: args.meetings?.at_least || undefined,
  }))(d, { ...item, args: { ...args, procedure: null } });
}

/* ---- consent, acceptance, mediators ---- */

const askConsent = (d, item) => ({
  name: 'ask-consent', main: ['consent_asked'],
  body: { procedure: where(d, item), party: d.party(item.args.party) },
});

const recordConsent = (d, item) => ({
  name: 'record-consent', main: ['consent_recorded'], brings: ['procedure_ended', 'notice_owed'],
  body: {
    procedure: where(d, item), party: d.party(item.args.party), answer: item.args.answer,
    manner: item.args.manner,
  },
});

const accept = (d, item) => ({
  name: 'accept', main: ['accepted'], text: 'text', brings: ['notice_owed', 'file_number_noted'],
  body: { procedure: where(d, item), text: item.args.text },
});

function mediators(d, item) {
  return item.args.mediators.map((m) => {
    if (m.counsel) refuse('the product has no counsel who could be named as mediator');
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
const NOTICE = { rights: 'rights', routes: 'routes', agreement_to_court: 'to_court' };

function serveNotice(d, item) {
  const { args } = item;
  if (!NOTICE[args.notice]) refuse(`the product has no notice ${args.notice}`);
  const party = args.to_body ? undefined : d.party(args.party);
  const procedure = args.procedure === null ? undefined : d.procedure(args.procedure);
  const owed = (d.state.notice ?? []).find((n) => n.kind === NOTICE[args.notice]
    && n.state === 'owed' && (n.party || undefined) === party && (procedure === undefined || n.procedure === procedure));
  if (!owed) {
    if (args.notice === 'rights' && !d.accepted(procedure)) return { later: 'accept', procedure };
    refuse(`no notice ${args.notice} is owed to ${args.party}`);
  }
  return {
    name: 'serve-notice', main: ['notice_served'],
    body: { notices: [owed.no], means: 'handed' },
  };
}

/* ---- procedures ---- */

const openProcedure = (d, item) => ({
  name: 'open-procedure', main: ['procedure_opened'],
  body: {
    channel: item.args.procedure.channel,
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
  name: 'end-procedure', main: ['procedure_ended'], text: 'reason', brings: LEAVING,
  body: { procedure: where(d, item), ground: item.args.ground, reason: item.args.text },
});

const withdraw = (d, item) => ({
  name: 'withdraw', main: ['procedure_ended', 'consent_recorded'], brings: ['consent_recorded', ...LEAVING],
  body: { procedure: where(d, item), parties: nos(d, item.args.by), text: item.args.text },
});

const close = (d, item) => ({
  name: 'close', main: ['procedure_closed'], text: 'text', brings: ['dispute_closed'],
  body: { procedure: where(d, item), text: item.args.text },
});

/* ---- sittings ---- */

function logSession(d, item) {
  const { args } = item;
  const attendance = args.attendance ?? d.plan.parties.filter((p) => p.joined)
    .map((p) => ({ party: p.key, presence: 'came' })); // a probe says less
  return {
    name: 'log-session', main: ['session_logged'], text: 'text',
    body: {
      procedure: where(d, item), starts: args.start ?? item.at, ends: args.end ?? item.at,
      mode: args.mode, result: args.result ?? 'continues', text: args.text,
      attendance: (attendance.length ? attendance : [{ party: 'party-1', presence: 'came' }])
        .map((a) => ({ party: d.party(a.party), presence: a.presence })),
    },
    learn: { sitting: args.at_least || undefined },
  };
}

const reportDanger = (d, item) => ({
  name: 'report-danger', main: ['danger_reported'], text: 'text',
  body: { danger: item.args.danger, told: item.args.told, text: item.args.text },
});

/* ---- agreements ---- */

const agreementBody = (d, { args }) => ({
  procedure: args.procedure ? d.procedure(args.procedure) : undefined,
  replaces: args.replaces ? d.agreement(args.replaces) : undefined,
  text: args.text,
  terms: args.terms.map((t) => ({
    kind: t.kind, amount: money(t.amount), exactness: t.exactness, text: t.text, due_on: t.due_on,
  })),
});

const agreementOf = (name, main, match) => (d, item) => ({
  name, main: [main], text: 'text', match, brings: EFFECT,
  body: agreementBody(d, item),
  learn: { agreement: item.args.agreement, terms: item.args.terms.map((t) => t.key) },
});

const HOW = { self: 'signature', guardian: 'proxy', agent: 'proxy' };

const sign = (d, item) => ({
  name: 'sign-agreement', main: ['agreement_signed'], match: true, brings: EFFECT,
  body: {
    agreement: d.agreement(item.args.agreement), party: d.party(item.args.party),
    how: HOW[item.args.by[0].as] ?? 'signature',
    text: `签名:${item.args.by.map((b) => b.name).join('、')}`,
  },
});

const piece = (name, main) => (d, item) => ({
  name, main: [main], match: true, brings: EFFECT,
  body: { agreement: d.agreement(item.args.agreement) },
});

function makeEffective(d, item) {
  const agreement = d.agreement(item.args.agreement);
  return {
    name: 'serve-letter', main: ['agreement_served'], match: true, brings: EFFECT,
    body: { agreement, means: 'handed' },
  };
}

function on(d, { args }) {
  if (args.on !== 'term') return { on: args.on };
  return { on: 'term', agreement: d.agreement(args.agreement), term: d.term(args.term) };
}

const performance = (d, item) => ({
  name: 'record-performance', main: ['performed'], text: 'text',
  body: {
    ...on(d, item), amount: money(item.args.amount ?? null), part: item.args.part || undefined,
    by_outside: item.args.by_third_party ? '第三人' : item.args.outside_body, text: item.args.text,
  },
});

const recordDefault = (d, item) => ({
  name: 'record-default', main: ['defaulted'], text: 'text',
  body: { ...on(d, item), by_outside: item.args.outside_body, text: item.args.text },
});

/* ---- referrals ---- */

function refer(d, item) {
  const { args } = item;
  if (args.kind === 'guidance') {
    return {
      name: 'record-guidance', main: ['guidance_recorded'], text: 'text',
      body: { text: args.text, by_outside: args.to_forum },
    };
  }
  if (args.petition) refuse('the product cannot pass a petition on');
  const outside = args.kind === 'outside' || args.to === null || args.to === 'other';
  return {
    name: 'refer', main: ['referral_offered', 'referral_recorded'], text: 'text',
    body: {
      kind: outside || args.assist ? undefined : args.kind,
      to: outside ? undefined : d.fixture.org(args.to), outside: outside ? '外部单位' : undefined,
      channel: args.channel ?? undefined, assist: args.assist || undefined,
      designated: args.designation || undefined, text: args.text,
      consents: args.consents ? nos(d, args.consents) : undefined,
    },
    learn: { referral: args.referral },
  };
}

function escalate(d, item) {
  const { args } = item;
  const outside = args.mode === 'outside';
  const up = args.mode === 'walk_up';
  return {
    name: 'escalate', main: ['referral_offered', 'referral_recorded'], text: 'text',
    brings: up ? ['referral_accepted', ...LEAVING] : [],
    body: {
      to: outside || up ? undefined : d.fixture.org(args.to), outside: outside ? '外部上级单位' : undefined,
      channel: args.channel ?? undefined, walk_up: up || undefined, text: args.text,
    },
    learn: { referral: args.referral, procedure: up ? args.procedure?.key : undefined },
  };
}

const acceptReferral = (d, item) => ({
  name: 'accept-referral', main: ['referral_accepted'], text: 'text', brings: LEAVING,
  body: { referral: d.referral(item.args.referral), text: item.args.text },
  learn: { procedure: item.args.procedure?.key, taken: item.args.referral },
});

const returnReferral = (d, item) => ({
  name: 'return-referral', main: ['referral_returned'], text: 'text', brings: LEAVING,
  body: {
    referral: d.referral(item.args.referral), text: item.args.text,
    result: item.args.result === 'agreed' ? 'agreed' : 'not_agreed',
  },
});

const revokeReferral = (d, item) => ({
  name: 'revoke-referral', main: ['referral_revoked'],
  body: { referral: d.referral(item.args.referral) },
});

/* ---- forums ---- */

const forum = (name) => (d, item) => ({
  name, main: ['procedure_opened', 'accepted', 'filing_joined'], text: 'text',
  brings: ['accepted', ...LEAVING],
  body: {
    number: item.args.number, received: item.args.phase === 'received' || undefined,
    outside: item.args.procedure?.body === 'outside' ? '外部单位' : undefined, text: item.args.text,
  },
  learn: { procedure: item.args.procedure?.key },
});

function closeTracked(d, item) {
  const { args } = item;
  return {
    name: 'record-result', main: ['result_recorded'], text: 'text', brings: LEAVING,
    body: {
      procedure: where(d, item), ground: args.result === 'mediated' ? 'settled' : args.result,
      title: args.title ? args.title.kind : undefined, text: args.text,
    },
  };
}

const applyConfirmation = (d, item) => ({
  name: 'apply-confirmation', main: ['confirmation_applied'], text: 'text', match: true,
  body: {
    agreement: d.agreement(item.args.agreement), parties: nos(d, item.args.by),
    number: item.args.number, text: item.args.text,
  },
  learn: { procedure: item.args.procedure?.key },
});

const acceptConfirmation = (d, item) => ({
  name: 'accept-confirmation', main: ['confirmation_accepted'], body: { procedure: where(d, item) },
});

const ruleConfirmation = (d, item) => ({
  name: 'rule-confirmation', main: ['confirmation_ruled'], text: 'text', match: true,
  body: { procedure: where(d, item), ruling: item.args.ruling, text: item.args.text },
});

/** Commands by which a body without a part may come in, with the party's code. */
export const DOORS = new Set(['open-procedure', 'open-suit', 'open-arbitration', 'open-enforcement',
  'apply-confirmation', 'add-report', 'reopen', 'escalate']);

export const COMMANDS = {
  register,
  'add-report': act('add-report', 'report_added', () => ({ procedure: undefined })),
  'correct-party': correctParty,
  note: act('note', 'noted'),
  'record-visit': act('record-visit', 'visit_recorded'),
  'record-survey': act('record-survey', 'survey_recorded'),
  'record-opinion': act('record-opinion', 'opinion_recorded', () => ({ by_outside: '来源未载', received: true })),
  'record-follow-up': (d, item) => (item.args.call_back
    ? refuse('a call-back ends no hotline order in the product')
    : act('record-follow-up', 'follow_up_recorded')(d, item)),
  'record-joint-meeting': act('record-joint-meeting', 'joint_meeting_recorded', (d, { args }) => ({
    bodies: args.bodies.map((b) => d.fixture.name(b)),
  })),
  'record-outside-act': outsideAct,
  'ask-consent': askConsent,
  'record-consent': recordConsent,
  accept,
  'assign-mediators': assign,
  'replace-mediators': replace,
  'serve-notice': serveNotice,
  'open-procedure': openProcedure,
  'join-signer': joinSigner,
  reopen,
  'extend-term': extendTerm,
  'schedule-session': unknown,
  'log-session': logSession,
  'log-coordination': act('log-coordination', 'coordination_logged'),
  'report-danger': reportDanger,
  'draft-agreement': agreementOf('draft-agreement', 'agreement_drafted'),
  'sign-agreement': sign,
  'mediator-sign': piece('mediator-sign', 'mediator_signed'),
  stamp: piece('stamp', 'agreement_stamped'),
  'make-effective': makeEffective,
  'record-oral-agreement': agreementOf('record-oral-agreement', 'oral_agreement_recorded'),
  'record-private-agreement': agreementOf('record-private-agreement', 'private_agreement_recorded'),
  'record-performance': performance,
  'record-default': recordDefault,
  'end-procedure': endProcedure,
  withdraw,
  close,
  'close-tracked': closeTracked,
  refer,
  escalate,
  'accept-referral': acceptReferral,
  'return-referral': returnReferral,
  'revoke-referral': revokeReferral,
  'open-suit': forum('open-suit'),
  'open-arbitration': forum('open-arbitration'),
  'open-enforcement': forum('open-enforcement'),
  'apply-confirmation': applyConfirmation,
  'accept-confirmation': acceptConfirmation,
  'rule-confirmation': ruleConfirmation,
};

/** The product's command for an item; the members that are not stated are left out. */
export function commandOf(dispute, item) {
  const row = COMMANDS[item.command] ?? unknown;
  const command = row(dispute, item);
  if (command.body) {
    command.body = Object.fromEntries(Object.entries(command.body)
      .filter(([, v]) => v !== null && v !== undefined));
    command.body.terms = command.body.terms?.map((t) => Object.fromEntries(Object.entries(t)
      .filter(([, v]) => v !== null && v !== undefined)));
  }
  return command;
}
