// One dispute that is played: which numbers the product gave to what the plan
// names, what was answered, and the last state that was read.

import { commandOf, DOORS, NotKnown } from './commands/index.mjs';
import { refusalLine } from './client.mjs';
import { Rolls } from './rolls.mjs';

const path = (id) => `/api/v1/disputes/${id}`;

/** An item that could not be played; the first one ends the case. */
export class Fault extends Error {}

export class Dispute {
  constructor(fixture, plan) {
    this.fixture = fixture;
    this.plan = plan;
    this.id = null;
    this.code = null;
    this.secret = null;
    this.version = 0;
    this.state = {};
    this.readAt = null; // where time stood when the state was read
    this.numbers = { party: new Map(), procedure: new Map(), agreement: new Map(), term: new Map(), referral: new Map(), counsel: new Map() };
    this.sent = new Map(); // item key -> {command, key, reply, events, main}
    this.waiting = []; // served as soon as their notice is owed
    this.faults = [];
    this.rolls = new Rolls(this);
  }

  number(kind, key) {
    const no = this.numbers[kind].get(key);
    if (no === undefined) throw new NotKnown(`nothing was made for ${key}`);
    return no;
  }

  party(key) { return this.number('party', key); }

  procedure(key) { return this.number('procedure', key); }

  agreement(key) { return this.number('agreement', key); }

  term(key) { return this.number('term', key); }

  referral(key) { return this.number('referral', key); }

  counsel(key) { return this.number('counsel', key); }

  /** Was procedure `no` taken up already? */
  accepted(no) {
    return (this.state.procedure ?? []).some((p) => p.no === no && p.accepted_on);
  }

  /** Reads the state as `actor`; the last one stays if that body may not. */
  async look(actor) {
    if (!this.id) return null;
    const reply = await this.fixture.client(actor).get(path(this.id));
    if (reply.status === 200 && reply.json.state) {
      this.state = reply.json.state;
      this.version = reply.json.version;
      this.reader = actor;
    }
    return reply;
  }

  /** The state now, as whoever could read it last. */
  async refresh(actor) {
    this.readAt = this.fixture.now;
    const reply = await this.look(actor);
    if (reply?.status !== 200 && this.reader) await this.look(this.reader);
  }

  headers(item, command) {
    const headers = {};
    if (command.match) headers['If-Match'] = `"${this.version}"`;
    // Who comes in with the party's slip has not seen the state.
    if ((item.door || item.kind === 'probe') && DOORS.has(item.command) && this.code) {
      headers['Dispute-Code'] = this.code;
      headers['Dispute-Secret'] = this.secret;
      delete headers['If-Match'];
    }
    return headers;
  }

  /** When it happened, and how exactly that is known. */
  frame(item) {
    return { occurred_on: item.occurred.on, precision: item.occurred.precision };
  }

  /** Sends the item's command; returns {command, reply, key}. */
  async send(item, { headers = {}, key = undefined, body = undefined } = {}) {
    // Read already, and neither time nor anybody else has moved it since.
    if (this.readAt !== this.fixture.now) await this.refresh(item.actor);
    const command = commandOf(this, item);
    if (command.later) return { command, reply: null };
    const client = this.fixture.client(item.actor);
    const to = command.create ? '/api/v1/disputes' : `${path(this.id)}/commands/${command.name}`;
    const used = key ?? `${this.tag}-${item.key}`;
    const all = { ...this.headers(item, command), ...headers };
    const told = body ?? { ...command.body, ...this.frame(item) };
    const reply = await client.post(to, told, { key: used, headers: all });
    return { command, reply, key: used, body: told, path: to, headers: all };
  }

  /** What the plan calls the things that the command made. */
  learn({ learn = {} }) {
    const last = (list) => (list ?? []).at(-1)?.no;
    const { numbers, state } = this;
    learn.parties?.forEach((key, i) => numbers.party.set(key, i + 1));
    if (learn.taken) {
      const referral = state.referral.find((r) => r.no === this.referral(learn.taken));
      if (learn.procedure) numbers.procedure.set(learn.procedure, referral?.to_procedure);
    } else if (learn.procedure) {
      numbers.procedure.set(learn.procedure, last(state.procedure));
    }
    if (learn.agreement) numbers.agreement.set(learn.agreement, last(state.agreement));
    learn.terms?.forEach((key, i) => numbers.term.set(key, i + 1));
    if (learn.referral) numbers.referral.set(learn.referral, last(state.referral));
    if (learn.counsel) {
      const aid = state.aid?.find((a) => a.procedure === learn.counsel.procedure);
      if (aid?.counsel) numbers.counsel.set(learn.counsel.key, aid.counsel);
    }
  }

  /** Plays an item that must be accepted; throws a Fault if it is not. */
  async play(item) {
    let sent;
    await this.rolls.sign(item);
    try {
      sent = await this.send(item);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      throw new Fault(error.message);
    }
    if (sent.reply === null) {
      this.waiting.push({ item, ...sent.command });
      return;
    }
    const { command, reply } = sent;
    if (reply.status !== 200 && reply.status !== 201) throw new Fault(refusalLine(reply));
    if (command.create) {
      this.id = reply.json.id;
      this.code = reply.json.code;
      this.secret = reply.json.slip?.secret;
    }
    this.sent.set(item.key, { item, ...sent, main: this.mainEvent(item, command, reply) });
    // What other streams are asked to do is done before anybody goes on.
    if (command.follows || command.brings?.includes('file_number_noted')) await this.settle();
    await this.refresh(item.actor);
    this.learn(command);
    if (command.create) await this.rolls.found(item);
    const due = this.waiting.filter((w) => w.later === command.name && this.accepted(w.procedure));
    this.waiting = this.waiting.filter((w) => !due.includes(w));
    for (const w of due) await this.play({ ...w.item, at: item.at });
    if (command.next) await this.play(command.next);
  }

  /** The event of the answer that stands for the item. */
  mainEvent(item, command, reply) {
    const wanted = item.event === 'agreement-effective' ? ['agreement_effective'] : command.main;
    for (const kind of wanted) {
      const found = reply.json.events.find((e) => e.kind === kind);
      if (found) return found;
    }
    return null;
  }

  /** Time stays where it is; the answer comes when every follow-up is done. */
  async settle() {
    const reply = await this.fixture.admin.post('/api/v1/simulation/now', { now: this.fixture.now });
    if (reply.status !== 200) throw new Error(`simulation/now: ${reply.status} ${reply.text}`);
  }

  async timeline(actor) {
    const reply = await this.fixture.client(actor).get(`${path(this.id)}/timeline?limit=500`);
    return reply.status === 200 ? reply.json.items : null;
  }
}
