// Forums that are tracked, not run: suit, arbitration, enforcement, confirmation.

import { LEAVING, money, nos, where } from './common.mjs';

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
      title: args.title ? args.title.kind : undefined, amount: money(args.amount ?? null), text: args.text,
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
  brings: ['notice_owed'],
  body: { procedure: where(d, item), ruling: item.args.ruling, text: item.args.text },
});

export const commands = {
  'close-tracked': closeTracked,
  'open-suit': forum('open-suit'),
  'open-arbitration': forum('open-arbitration'),
  'open-enforcement': forum('open-enforcement'),
  'apply-confirmation': applyConfirmation,
  'accept-confirmation': acceptConfirmation,
  'rule-confirmation': ruleConfirmation,
};

export const doors = ['open-suit', 'open-arbitration', 'open-enforcement', 'apply-confirmation'];
