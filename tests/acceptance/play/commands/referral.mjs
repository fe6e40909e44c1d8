// Referrals between bodies: offered, accepted, returned, revoked; escalation.

import { houseOf, LEAVING, nos, refuse } from './common.mjs';

function refer(d, item) {
  const { args } = item;
  if (args.kind === 'guidance') {
    return {
      name: 'record-guidance', main: ['guidance_recorded'], text: 'text', brings: ['notice_owed'],
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
  body: {
    referral: d.referral(item.args.referral), text: item.args.text,
    host: houseOf(d, item.args.procedure),
  },
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

export const commands = {
  refer,
  escalate,
  'accept-referral': acceptReferral,
  'return-referral': returnReferral,
  'revoke-referral': revokeReferral,
};

export const doors = ['escalate'];
