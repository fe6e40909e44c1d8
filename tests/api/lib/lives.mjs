// Whole lives of matters on a rule set, over the interface, and what the pure
// engine says follows for the same facts (POST /api/v1/rules/try).

import assert from 'node:assert/strict'

import { sitting } from './client.mjs'

/** What the legal day of an instant is. */
const dayOf = (at) => new Date(new Date(at).getTime() + 8 * 3600_000).toISOString().slice(0, 10)
const timeOf = (at) => new Date(new Date(at).getTime() + 8 * 3600_000).toISOString().slice(11, 16)

// Members of a rule set that hold kinds of events, wherever they stand.
const ofEvents = ['starts', 'starts_also', 'meets', 'stops', 'pauses', 'resumes', 'restarts', 'counts']
function eventsOf(part, found = new Set()) {
  if (Array.isArray(part)) for (const item of part) eventsOf(item, found)
  else if (part !== null && typeof part === 'object')
    for (const [name, value] of Object.entries(part))
      if (ofEvents.includes(name)) for (const kind of [value].flat()) found.add(kind)
      else eventsOf(value, found)
  return found
}
// What rules made by themselves, and what is told in another way.
const byItself = /^(clock_|ladder_|referral_offered|referral_lapsed|session_logged|registered|referral_accepted)/
const exits = { no_agreement: 'not_agreed', refused: 'refused', withdrawn: 'withdrawn', other_forum: 'party_asks' }

const open = ['opened', 'accepted', 'mediating']
// What is no mediation: no consents, no sittings.
const orders = ['report', 'hotline']

/** A matter on its way by a rule set, taken in by a body of this kind. */
export class Life {
  constructor(set, { id, code, slip }, by, bodies) {
    Object.assign(this, { set, id, door: { 'Dispute-Code': code, 'Dispute-Secret': slip?.secret }, by, bodies, steps: set.ladder ?? [] })
    this.begins = by.who.kind
  }

  kindOf = (org) => this.bodies.get(org).who.kind
  of = (kind) => [...this.bodies.values()].find((b) => b.who.kind === kind)

  /** What people did, as the engine is told of it. */
  async told() {
    const kinds = eventsOf(this.set)
    const when = []
    const offered = new Set() // by people, not by the ladder
    let ladder = {}
    for (const { event } of await this.by.timeline(this.id)) {
      const { kind, body } = event
      const at = event.to ?? event.at
      if (kind === 'referral_offered' && !body.referral.step) offered.add(body.referral.no)
      const tell = (what) => when.push({ on: dayOf(at), time: timeOf(at), what })
      if (kind === 'registered') tell(`body ${this.begins}`)
      if (kind === 'fact_judged') tell(`${body.judged.fact} is ${body.judged.word ?? (this.set.facts.find((f) => f.name === body.judged.fact).type === 'flag' ? (body.judged.n ? 'yes' : 'no') : body.judged.n)}`)
      // A step of offices alone is offered to the body that has the matter, and taken.
      if (this.#stays(ladder, body.ladder)) tell('referral_accepted')
      if (kind === 'ladder_moved') ladder = body.ladder
      const { procedure } = ladder
      if (kinds.has(kind) && !byItself.test(kind)) tell(kind)
      if (kind === 'registered' || (kind === 'referral_accepted' && !offered.has(body.referral.no))) tell(kind)
      else if (kind === 'order_ended') tell('agreed')
      else if (kind === 'procedure_opened' && offered.has(body.procedure.referral)) tell(`body ${this.kindOf(body.procedure.body)}`)
      else if (kind === 'session_logged' && body.session.counts === 'yes' && body.session.result !== 'agreed') tell(kind)
      else if (kind === 'oral_agreement_recorded' && !kinds.has(kind)) tell(kind)
      else if (body.procedure === procedure && exits[body.ground]) tell(exits[body.ground])
    }
    return when
  }

  /** Did the body that had the matter enter the next step with it? */
  #stays = (before, is) => is !== undefined && before.step > 0 && is.step > before.step && is.procedure === before.procedure

  async state() {
    return (await this.by.dispute(this.id)).state
  }

  /** Consents, acceptance, a mediator, as far as the procedure has none. */
  async takeUp(who, p) {
    if (p.phase === 'opened') {
      for (const party of [1, 2]) await who.done(this.id, 'record-consent', { procedure: p.no, party, answer: 'agrees', manner: 'oral' })
      await who.done(this.id, 'accept', { procedure: p.no })
    }
    // A centre mediates by people of the committee that signs.
    const signer = who.who.kind === 'governance_centre' ? this.of('county_committee') : who
    const { person } = signer
    if (signer !== who && p.phase !== 'mediating') await who.done(this.id, 'join-signer', { procedure: p.no, signer: signer.org })
    if (['opened', 'accepted'].includes(p.phase)) await who.done(this.id, 'assign-mediators', { procedure: p.no, mediators: [{ person, disclosed: true }] })
    return signer
  }

  /** A ladder that waits for facts is told those of its first step. */
  async begin() {
    if ((await this.state()).ladder?.step) return
    for (const { fact, any_of, yes, at_least = 1 } of this.steps[0].when)
      await this.by.done(this.id, 'record-fact', { fact, value: any_of?.[0].text ?? any_of?.[0] ?? (yes ? 'yes' : String(at_least)) })
  }

  /** Who has the present step, with its procedure; undefined: nobody has. */
  async holder() {
    const { ladder, procedure } = await this.state()
    const p = procedure.find((x) => x.no === ladder?.procedure)
    return p && !ladder.done && { who: this.bodies.get(p.body), p, ladder }
  }

  async agree(now) {
    const { who, p } = await this.holder()
    if (orders.includes(p.channel)) return who.done(this.id, 'end-order', { ground: 'on_the_spot', reason: '当场劝和' })
    const signer = await this.takeUp(who, p)
    await signer.done(this.id, 'record-oral-agreement', { procedure: p.no, terms: [{ kind: 'duty', debtor: 2, due_on: dayOf(now), text: '清理排水沟' }] })
  }

  async refuse() {
    const { who, p } = await this.holder()
    if (orders.includes(p.channel)) await this.sue()
    else await who.done(this.id, 'record-consent', { procedure: p.no, party: 2, answer: 'refuses', manner: 'oral' })
  }

  /** A party goes to court, which nobody has told of it. */
  async sue() {
    const answer = await this.of('court').post(`/api/v1/disputes/${this.id}/commands/open-suit`, {}, { headers: this.door })
    if (answer.status !== 200) throw new Error(`${this.set.name}: ${answer.text}`)
  }

  /**
   * One day of a matter that never comes to an agreement: an offer is taken, a
   * sitting held, a step ended.  False: nothing is left to fail.
   */
  async fail(now) {
    const { referral = [], ladder } = await this.state()
    if (ladder.done) return false
    const offer = referral.find((r) => r.state === 'offered' && r.kind !== 'refer' && (r.step ?? ladder.step + 1) === ladder.step + 1)
    if (offer) await this.bodies.get(offer.to).done(this.id, 'accept-referral', { referral: offer.no })
    else return this.#failAt((await this.holder()) ?? {}, now)
    return true
  }

  async #failAt({ who, p, ladder }, now) {
    if (!who || p.channel === 'hotline') return false
    const { attempts, rounds, exits = [] } = this.steps[ladder.step - 1]
    if (!open.includes(p.phase)) {
      if (exits.some((x) => x.on === 'not_agreed' && x.to === 'right')) return false
      // It ended here, and the next step is this body's, too: it takes it up anew.
      await who.done(this.id, 'open-procedure', { channel: p.channel })
    } else if (p.channel === 'report') {
      // A grid hands up what it cannot settle.
      await who.done(this.id, 'escalate', { procedure: p.no, to: this.of(this.steps[ladder.step].kinds[0]).org, reason: '劝不成' })
    } else {
      await this.takeUp(who, p)
      if (attempts || rounds?.some((r) => r.attempts)) await who.done(this.id, 'log-session', { procedure: p.no, ...sitting(now, 'not_agreed') })
      else await who.done(this.id, 'end-procedure', { procedure: p.no, ground: 'no_agreement' })
    }
    return true
  }

  #forum = (title) => this.steps.find((s) => s.zh === title)?.kinds?.every((k) => ['court', 'arbitration_commission'].includes(k)) ?? false
  titled = (step) => this.steps[step - 1]?.zh

  /** What the service made of it: each step, offer, end and limit of the ladder, with its day and rule. */
  async made() {
    const all = []
    let step = 0
    let ladder = {}
    this.stayed = new Set()
    for (const { event } of await this.by.timeline(this.id)) {
      const { kind, body } = event
      const on = dayOf(event.to ?? event.at)
      const rule = body.because?.rule
      if (kind === 'ladder_moved' || (body.explanation && kind !== 'notice_owed'))
        assert.ok(rule && body.because.set && body.because.zh && body.because.en, `${this.set.name}: ${kind} without its rule: ${JSON.stringify(body)}`)
      if (kind === 'ladder_moved' && body.ladder.done) all.push([on, 'over', rule])
      else if (kind === 'ladder_moved' && body.ladder.step !== step) all.push([on, 'enter', this.titled(body.ladder.step), rule])
      else if (kind === 'referral_offered' && body.referral.step) all.push([on, 'offer', this.titled(body.referral.step), rule])
      else if (/^clock_(started|fired|met)$/.test(kind) && /^LADDER/.test(body.clock.rule)) all.push([on, kind.slice(6), ...(kind === 'clock_started' ? [body.clock.due_on] : [])])
      if (this.#stays(ladder, body.ladder)) this.stayed.add(this.titled(body.ladder.step))
      if (kind === 'ladder_moved') ({ step } = ladder = body.ladder)
    }
    // What goes at once is offered and taken in one.
    const taken = new Set(all.filter(([, act]) => act === 'enter').map(([on, , ...of]) => String([on, 'offer', ...of])))
    return all.filter((line) => !taken.has(String(line)))
  }

  /** The same as the engine has it, up to the end of a day. */
  async said(until) {
    const { procedure } = await this.state()
    const given = [`channel is ${procedure[0].channel}`]
    const answer = await this.by.post('/api/v1/rules/try', { document: JSON.stringify(this.set), given, when: await this.told(), until })
    if (answer.status !== 200) throw new Error(`${this.set.name}: ${answer.text}`)
    const words = { enter: 'enter', offer: 'offer', end: 'over', outlets: 'over', channel: 'over', start: 'started', fire: 'fired', meet: 'met' }
    let asked // the rule by which a step was offered that the body with the matter takes itself
    return answer.json.items.flatMap(({ day, act, text, at, due_on }) => {
      if (!(act in words) || !/^\/(ladder|overall|clocks\/\d+\/then)/.test(at)) return []
      if (words[act] === 'over') return [[day, 'over', at]]
      if (!['enter', 'offer'].includes(act)) return [[day, words[act], ...(act === 'start' ? [due_on] : [])]]
      const step = text.replace(/^\S+ /, '').split(',')[0]
      if (act === 'offer' && this.stayed.has(step)) return ((asked = at), [])
      // To a court or an arbitration nothing goes by itself: the parties are told.
      if (act === 'offer' && this.#forum(step)) return [[day, 'over', at]]
      const rule = act === 'enter' && asked ? asked : at
      asked = undefined
      return [[day, act, step, rule]]
    })
  }
}
