// Which leading steps are history (此前经过): told inside `register`, dated, and
// without any effect of their own.

import { HISTORY } from './words.mjs';
import { isDoorKind } from './vocabulary.mjs';

/** How many leading steps are history; at least one step stays live. */
export function historyLength(steps) {
  let n = 0;
  while (n < steps.length && HISTORY.test(steps[n].when)) n += 1;

  const door = steps.findIndex((s) => isDoorKind(s.kind));
  if (door >= 0 && ['intake', 'accept', 'assign'].includes(steps[door].kind)) {
    n = Math.max(n, steps.findIndex((s) => s.org === steps[door].org));
  }
  // An outside body's acts before any body of ours knew of the matter.
  let k = 0;
  while (k < steps.length && steps[k].org === 'other' && !isDoorKind(steps[k].kind)) k += 1;
  if (steps.slice(k).some((s) => s.org !== 'other')) n = Math.max(n, k);

  return Math.min(n, steps.length - 1);
}
