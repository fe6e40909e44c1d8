// Judges a case that was played: what was read against what was planned.

import { foundClass } from './class.mjs';
import { probeFaults } from './probes.mjs';
import { stateFaults } from './state.mjs';
import { timelineFaults } from './timeline.mjs';

/** Every fault of a case, those of playing first; an empty list: carried. */
export function judge(played, expect = played.plan.expect) {
  const faults = [...played.faults];
  if (played.dead) return faults;
  faults.push(...probeFaults(played, expect));
  const { reading } = played;
  if (!reading) return [...faults, 'compare: nothing was read'];
  if (reading.error) return [...faults, `compare: ${reading.error}`];
  const found = [...timelineFaults(played, reading, expect), ...stateFaults(played, reading, expect)];
  if (expect.class !== null) {
    const name = foundClass(reading);
    if (name !== expect.class) found.push(`class ${name}, expected ${expect.class}`);
  }
  if (played.rereading && played.rereading !== 'same') found.push(played.rereading);
  return [...faults, ...found.map((f) => `compare: ${f}`)];
}
