// Hotline orders: answered, verified by another, called back.

import { act, where } from './common.mjs';

const ENDS = ['order_ended', 'procedure_ended'];

const reply = (d, item) => ({
  name: 'reply-order', main: ['order_replied'], text: 'text',
  body: { procedure: where(d, item), text: item.args.text, evidence: '来源未载' },
});

const verify = (d, item) => ({
  name: 'verify-reply', main: ['order_verified'],
  body: { procedure: where(d, item), verdict: 'passed' },
});

/** What was said about satisfaction is not read out of the words of a source. */
const callBack = (d, item) => ({
  name: 'call-back', main: ['order_called_back'], text: 'text', brings: ENDS,
  body: { procedure: where(d, item), text: item.args.text ?? undefined },
});

export const commands = {
  'order-reply': reply,
  'order-verify': verify,
  'order-call-back': callBack,
  'record-follow-up': (d, item) => (item.args.call_back
    ? callBack(d, item) : act('record-follow-up', 'follow_up_recorded')(d, item)),
};
