// Agreements: terms, hands, seal, effect; what was performed and what was not.

import { EFFECT, money } from './common.mjs';

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

export const commands = {
  'draft-agreement': agreementOf('draft-agreement', 'agreement_drafted'),
  'sign-agreement': sign,
  'mediator-sign': piece('mediator-sign', 'mediator_signed'),
  stamp: piece('stamp', 'agreement_stamped'),
  'make-effective': makeEffective,
  'record-oral-agreement': agreementOf('record-oral-agreement', 'oral_agreement_recorded'),
  'record-private-agreement': agreementOf('record-private-agreement', 'private_agreement_recorded'),
  'record-performance': performance,
  'record-default': recordDefault,
};
