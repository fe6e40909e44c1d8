// Legal aid: applied for, granted, counsel drawn, closed.

import { nos, where } from './common.mjs';

/** What the matter is by the category of the dispute (法律援助法31). */
const MATTER = [
  [/^(?:LD|TQNMG)$/, 'labour'], [/^(?:DLJT|YL)$/, 'injury'], [/^HYJT$/, 'support'], [/^HJWR$/, 'environment'],
];

function matterOf(d) {
  const moj = d.plan.items.find((i) => i.command === 'register')?.args.category.moj;
  return MATTER.find(([pattern]) => pattern.test(moj ?? ''))?.[1] ?? 'other_listed';
}

/** Who applies promises to be in need (41); the source never says more of it. */
function apply(d, item) {
  const { args } = item;
  if (args.joins) {
    return {
      name: 'add-report', main: ['report_added'], text: 'text',
      body: { procedure: d.procedure(args.joins), text: args.text },
    };
  }
  return {
    name: 'aid-apply', main: ['aid_applied'], text: 'text', brings: ['procedure_opened'],
    body: {
      parties: nos(d, args.recipients), matter: matterOf(d), hardship: 'promised',
      urgent: args.urgent ? 'other' : undefined, text: args.text,
    },
    learn: { procedure: args.procedure.key },
  };
}

const grant = (d, item) => ({
  name: 'aid-grant', main: ['aid_granted'], text: 'text',
  body: { procedure: where(d, item), text: item.args.text },
});

/** What the service tells by itself once the checkpoint is signed. */
const DRAWN = ['draw_concluded', 'counsel_appointed', 'notice_owed'];

/** Candidates are frozen; counsel is there when the service has drawn. */
const freeze = (d, item) => ({
  name: 'freeze-draw', main: ['draw_frozen'], follows: DRAWN,
  body: { procedure: where(d, item) },
  learn: { counsel: { key: item.args.counsel, procedure: where(d, item) } },
});

/** Counsel that is replaced goes first, on a ground, and is then drawn anew. */
const draw = (d, item) => (item.args.replaces === null || item.redraw
  ? freeze(d, item)
  : {
    name: 'replace-counsel', main: ['counsel_replaced'], text: 'reason',
    body: { procedure: where(d, item), ground: 'unable', reason: item.args.text ?? '更换' },
    next: { ...item, key: `${item.key}-redraw`, kind: 'part', redraw: true },
  });

const close = (d, item) => ({
  name: 'report-aid', main: ['aid_reported'], text: 'text', brings: ['procedure_ended'],
  body: { procedure: where(d, item), text: item.args.text ?? '结案报告' },
});

export const commands = {
  'aid-apply': apply, 'aid-grant': grant, 'aid-draw': draw, 'aid-close': close,
};

/** Which notice of the product the plan means by a word. */
export const notices = {};

/** Commands by which a body without a part may come in, with the party's code. */
export const doors = ['aid-apply'];
