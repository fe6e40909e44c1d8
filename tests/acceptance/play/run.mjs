// The one chronological run of a plan: time moves, items are played, probes are
// tried, each case is read back when its time has come.

import { Dispute, Fault } from './dispute.mjs';
import { probe } from './probes.mjs';

/** What is known of a case while it is played. */
class Played {
  constructor(fixture, plan, order) {
    this.plan = plan;
    this.items = new Map([...plan.items, ...plan.late].map((i) => [i.key, i]));
    this.dispute = new Dispute(fixture, plan);
    this.dispute.tag = `c${order}`;
    this.dead = false; // an item failed: what builds on it is not played
    this.faults = [];
    this.steps = new Set();
    this.evidence = new Map(); // key of a probe -> what came of it
    this.reading = null;
  }

  fault(where, what) {
    this.faults.push(`${where}: ${what}`);
  }

  /** A principal stands for its step. */
  async item(item) {
    const where = `step ${item.step} ${item.command}/${item.actor.body}`;
    if (item.kind === 'probe') {
      if (!this.dead) this.evidence.set(item.key, await probe(this.dispute, item));
      return;
    }
    if (this.dead) return;
    try {
      await this.dispute.play(item);
      if (item.kind === 'principal') this.steps.add(item.step);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.dead = true;
      this.fault(where, error.message);
    }
  }
}

/** A broken variant on a dispute of its own; only its last command is judged. */
class Variant {
  constructor(fixture, plan, variant, order) {
    this.what = variant.what;
    this.name = `${plan.id} ${variant.key} ${variant.what}`;
    this.items = new Map([...plan.items, ...variant.items].map((i) => [i.key, i]));
    this.last = variant.items.at(-1).key;
    this.dispute = new Dispute(fixture, plan);
    this.dispute.tag = `v${order}`;
    this.stopped = null; // why its last command was never asked
    this.evidence = null; // what came of its last command
  }

  async item(item) {
    if (this.stopped) return;
    if (item.key === this.last) {
      this.evidence = await probe(this.dispute, item);
      return;
    }
    try {
      await this.dispute.play(item);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.stopped = `${item.command}: ${error.message}`;
    }
  }

  /** The forbidden command. */
  get forbidden() {
    return this.items.get(this.last);
  }
}

const KEYS_LIVE = 9 * 365 * 86_400_000; // and somewhat longer

/** Time moves on, and stops on the way where keys are renewed. */
async function moveTo(fixture, at) {
  fixture.renewed ??= Date.parse(at);
  while (Date.parse(at) > fixture.renewed + KEYS_LIVE) {
    fixture.renewed += KEYS_LIVE;
    await set(fixture, new Date(fixture.renewed).toISOString());
    await fixture.renew();
  }
  await set(fixture, at);
}

async function set(fixture, at) {
  const reply = await fixture.admin.post('/api/v1/simulation/now', { now: at });
  fixture.now = at;
  if (reply.status !== 200) throw new Error(`time does not move to ${at}: ${reply.status} ${reply.text}`);
}

/** Plays the plan; `read` is asked for each case when it is to be compared. */
export async function play(fixture, plan, read) {
  const cases = new Map(plan.cases.map((c, i) => [c.id, new Played(fixture, c, i)]));
  const variants = new Map();
  plan.cases.forEach((c, i) => c.variants.forEach((v, k) =>
    variants.set(`${c.id} ${v.key}`, new Variant(fixture, c, v, `${i}-${k}`))));
  let now = '';
  for (const entry of plan.run) {
    if (entry.at > now) {
      await moveTo(fixture, entry.at);
      now = entry.at;
    }
    const played = cases.get(entry.case);
    if (entry.compare) {
      if (!played.dead) played.reading = await read(played);
    } else if (entry.variant) {
      const variant = variants.get(`${entry.case} ${entry.variant}`);
      await variant.item(variant.items.get(entry.item));
    } else {
      await played.item(played.items.get(entry.item));
    }
  }
  return { cases: [...cases.values()], variants: [...variants.values()] };
}
