// Can the harness fail?  Each damage to the expectations, or to what was
// planned, must leave no case carried.

import { judge } from './compare.mjs';

const copy = (x) => structuredClone(x);
const nextDay = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Damages to an EXPECT, each in one place. */
const DAMAGES = {
  'expectation of one step dropped': (e) => { e.principals.pop(); },
  'two steps swapped': (e) => {
    if (e.principals.length < 2) e.principals[0].item = 'none';
    else {
      const [a, b] = e.principals;
      [a.item, b.item] = [b.item, a.item];
      [a.text_on, b.text_on] = [b.text_on, a.text_on];
    }
  },
  'one body changed': (e) => {
    const first = e.principals[0];
    first.body = first.body === 'court' ? 'grid' : 'court';
  },
  'one date moved by a day': (e) => {
    const last = e.principals.at(-1);
    last.occurred.on = nextDay(last.occurred.on);
  },
  'one sitting more': (e) => {
    e.sittings.live += 1;
    if (e.procedures.length) e.procedures[0].sittings += 1;
  },
  'a probe expected to pass': (e) => { e.probes.at(-1).accepted = true; },
  'class changed': (e) => { e.class = e.class === 'petition_open' ? 'failed' : 'petition_open'; },
};

/** Prints a line a damage; exit 0 if nothing was carried under any. */
export function selfTest({ cases }) {
  const sound = cases.filter((c) => judge(c).length === 0);
  let bad = 0;
  const say = (name, carried) => {
    bad += carried.length;
    process.stdout.write(`self-test: ${name}: ${carried.length} of ${cases.length} carried`
      + `${carried.length ? ` (${carried.map((c) => c.plan.id).join(' ')})` : ''}\n`);
  };
  for (const [name, damage] of Object.entries(DAMAGES)) {
    say(name, cases.filter((played) => {
      const expect = copy(played.plan.expect);
      damage(expect, played.plan);
      return judge(played, expect).length === 0;
    }));
  }
  process.stdout.write(`self-test: without damage ${sound.length} of ${cases.length} carried\n`);
  return bad === 0 && sound.length > 0 ? 0 : 1;
}
