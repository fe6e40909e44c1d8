// One case on its way through the law: what was planned so far, and the state
// that it must have led to.
//
// The step planners (steps/*.mjs) ask this state what is lacking and append
// items; nothing here reads the texts of the case.

import { bodyOf } from './bodies.mjs';
import { fileNumber } from './identity.mjs';
import { signersOf } from './parties.mjs';

/**
 * Commands by which a body that has no part yet may come in: the party stands
 * at its counter with the dispute's code.  Everything else needs a part, so the
 * plan brings the body in first (referrals.mjs, bringIn).
 */
const DOORS = new Set(['register', 'add-report', 'open-procedure', 'open-suit', 'open-arbitration',
  'open-enforcement', 'apply-confirmation', 'aid-apply', 'petition-register',
  'petition-request-review', 'petition-request-rereview', 'escalate', 'reopen']);

/** Done at the door, and no part comes of it: what follows is a door again. */
const WITHOUT_PART = new Set(['reopen']);

export class Story {
  /** `facts`: see facts.mjs; `steps`: with n, kind, org, detail, live, date, day. */
  constructor({ facts, parties, steps, seed }) {
    this.facts = facts;
    this.parties = parties;
    this.steps = steps;
    this.live = steps.filter((s) => s.live);
    this.seed = seed;
    this.items = [];
    this.step = null; // the step that is being planned
    this.parts = new Set(); // bodies that have a part in the dispute
    this.holder = null; // the body that acted last
    this.registered = false;
    this.procedures = [];
    this.referrals = [];
    this.agreements = [];
    this.titles = [];
    this.performances = [];
    this.petition = null;
    this.aid = null;
    this.settledBy = null; // procedure whose agreement settled the dispute
    this.ended = false; // the last procedure was closed, failed or withdrawn
    this.policeTold = false;
    this.outsideSittings = 0;
    this.counters = new Map();
  }

  /** The next symbolic name: party-1, procedure-2, agreement-1 ... */
  key(word) {
    const n = (this.counters.get(word) ?? 0) + 1;
    this.counters.set(word, n);
    return `${word}-${n}`;
  }

  body(org) {
    return bodyOf(org, this.facts.category);
  }

  number(word) {
    return fileNumber(`${this.seed}|${this.key(`number-${word}`)}`, word);
  }

  joined() {
    return this.parties.filter((p) => p.joined);
  }

  joinedKeys() {
    return this.joined().map((p) => p.key);
  }

  /** Live steps after the planned one. */
  later(step = this.step) {
    return this.live.slice(this.live.indexOf(step) + 1);
  }

  /** The side that asks; everybody joined where there are no sides. */
  applicants() {
    const asking = this.joined().filter((p) => p.side === 'applicant');
    return asking.length ? asking : this.joined();
  }

  stepAfter(step = this.step) {
    return this.later(step)[0] ?? null;
  }

  stepBefore(step = this.step) {
    return this.live[this.live.indexOf(step) - 1] ?? null;
  }

  /**
   * Appends one item.  `on`: the day it happened, if not the step's (it then
   * takes its place in time), known as `precision` says.
   */
  emit(kind, command, actor, args = {}, extra = {}) {
    const { expect = { accepted: true }, on = null, precision = 'day', ...rest } = extra;
    const known = this.parts.has(actor.body);
    const offered = command === 'accept-referral';
    if (kind !== 'probe' && !known && !offered && !DOORS.has(command)) {
      const where = `${this.step.kind}/${this.step.org}`;
      throw new Error(`plan: ${actor.body} has no part and cannot ${command} (${where})`);
    }
    const date = this.step.date;
    const item = {
      key: this.key('item'),
      step: this.step.n,
      kind,
      command,
      actor: { body: actor.body, person: actor.person ?? 'handler' },
      grants: [],
      occurred: on === null
        ? { on: date.on, precision: date.precision }
        : { on, precision },
      day: on ?? this.step.day,
      args,
      expect,
      ...rest,
    };
    this.insert(item, on !== null);
    if (kind !== 'probe') {
      if (!WITHOUT_PART.has(command)) {
        this.parts.add(actor.body);
        this.holder = actor.body;
      }
      this.lastItem = item;
    }
    return item;
  }

  /** The last item also gave `body` a part: its procedure, its signer, its referral. */
  grant(body) {
    this.parts.add(body);
    this.lastItem.grants.push(body);
  }

  /** Marks, now that the order is settled, by which items a body came in. */
  markDoors() {
    const parts = new Set();
    for (const item of this.items.filter((i) => i.kind !== 'probe')) {
      item.door = !parts.has(item.actor.body) && DOORS.has(item.command);
      if (!WITHOUT_PART.has(item.command)) parts.add(item.actor.body);
      for (const body of item.grants) parts.add(body);
    }
  }

  /** Keeps the list in order of days; `early` items go behind their own day. */
  insert(item, early) {
    if (!early) {
      this.items.push(item);
      return;
    }
    const at = this.items.findIndex((other) => other.day > item.day);
    if (at < 0) this.items.push(item);
    else this.items.splice(at, 0, item);
  }

  /** A connective command (过渡命令), needed by the step that is planned. */
  connect(command, actor, args, extra) {
    return this.emit('connective', command, actor, args, extra);
  }

  /** The command that stands for the step; its text is the source's text. */
  principal(command, actor, args = {}, extra = {}) {
    const outside = this.step.outside ? { outside_body: '外部单位' } : {};
    return this.emit('principal', command, actor,
      { ...args, ...outside, text: this.step.detail }, { event: command, ...extra });
  }

  /** A command that must be refused, and must leave no trace. */
  probe(name, command, actor, args, expect) {
    return this.emit('probe', command, actor, args, {
      probe: name,
      expect: { accepted: false, articles: [], ...expect },
    });
  }

  addProcedure(fields) {
    const procedure = {
      key: this.key('procedure'), host: fields.body, signer: null, sector: null, again_of: null,
      referral: null, opened_on: this.step.day, received_on: null, accepted_on: null,
      consents: new Set(), rights: false, mediators: [], agreements: [], sittings: 0,
      term: null, extended: [], ended: null, closed: false, phase: 'opened', numbers: [],
      opened_by_step: this.step.n, ...fields,
    };
    this.procedures.push(procedure);
    return procedure;
  }

  /** What a command that opens a procedure says of it. */
  describe(procedure) {
    const { key, channel, sector, body, host, again_of } = procedure;
    return { key, channel, sector, body, host, again_of };
  }

  open(channel, body) {
    return this.procedures.find((p) => !p.ended && p.channel === channel && p.body === body) ?? null;
  }

  openIn(channel) {
    return this.procedures.find((p) => !p.ended && p.channel === channel) ?? null;
  }

  /** The procedure of a body in which its recorded acts stand, or null. */
  procedureOf(body) {
    const own = this.procedures.filter((p) => p.body === body || p.signer === body || p.host === body);
    return own.findLast((p) => !p.ended) ?? own.at(-1) ?? null;
  }

  /** Agreements of record in force, oldest first. */
  effective() {
    return this.agreements.filter((a) => a.state === 'effective');
  }

  holdsAgreement(procedure) {
    return this.effective().some((a) => a.procedure === procedure.key);
  }

  end(procedure, ground) {
    procedure.ended = { ground, on: this.step.day };
    procedure.phase = 'ended';
  }

  /** Ended for good: nothing of the dispute is open any more. */
  noteEnd() {
    this.ended = this.procedures.every((p) => p.ended);
  }

  /** How the joined parties sign, one list of hands each. */
  signatures() {
    return this.joined().map((p) => ({ party: p.key, by: signersOf(p) }));
  }
}
