// Hotline orders: replied to, called back.

import { act, refuse } from './common.mjs';

export const commands = {
  'record-follow-up': (d, item) => (item.args.call_back
    ? refuse('a call-back ends no hotline order in the product')
    : act('record-follow-up', 'follow_up_recorded')(d, item)),
};
