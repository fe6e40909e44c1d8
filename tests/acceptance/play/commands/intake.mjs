// Intake: the dispute is registered, reported again, its parties are corrected.

import { act, money } from './common.mjs';

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
    agent_as: p.agent?.kind,
    agent_power: p.agent?.power,
    agent_special: p.agent?.kind === 'agent' || undefined,
    agent_until: p.agent?.kind === 'agent' ? '2099-12-31' : undefined,
    communication: p.needs.length ? ['other'] : undefined,
    needs: p.needs.length ? p.needs.join(';') : undefined,
    traits: p.traits.length ? p.traits.join(';') : undefined,
    size: p.kind === 'group' ? p.size ?? undefined : undefined,
    representatives: p.kind === 'group' ? p.representatives.length : undefined,
  };
}

/** Who comes to the centre for aid comes for nothing else, until more is asked. */
const aidOnly = (item) => (item.actor.body === 'legal_aid_centre' ? 'legal_aid' : undefined);

function register(d, item) {
  const { args } = item;
  const own = args.procedure;
  return {
    create: true, name: 'register',
    body: {
      manner: args.manner, source: args.source, source_text: args.source_text || undefined,
      category_moj: args.category.moj, category_gb: args.category.gb,
      place: args.place, second_place: args.second_place,
      requested_on: args.requested_on, facts: args.facts || undefined, text: args.text,
      claim: money(args.amounts.claim), owed: money(args.amounts.owed),
      disputed: money(args.amounts.disputed), adjudged: money(args.amounts.title),
      exactness: args.amounts.exactness ?? undefined,
      risks: args.risk.text, violence: args.risk.flags.includes('violence') || undefined,
      channel: own ? own.channel : aidOnly(item),
      room: own && own.body !== item.actor.body ? d.fixture.org(own.body) : undefined,
      external: args.number, by_outside: args.outside_body,
      parties: args.parties.map((key) => partyInput(d.plan.parties.find((p) => p.key === key))),
      history: args.history.map((h) => ({
        by: h.body === null ? '外部单位' : d.fixture.name(h.body),
        on: h.occurred.on, prec: h.occurred.precision, text: h.text,
        meetings: h.meetings?.count, at_least: h.meetings?.at_least || undefined,
      })),
    },
    main: ['registered'], text: 'text', brings: ['party_added', 'agent_appointed', 'procedure_opened'],
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

export const commands = {
  register,
  'add-report': act('add-report', 'report_added', () => ({ procedure: undefined })),
  'correct-party': correctParty,
};
