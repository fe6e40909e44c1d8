// Whole lives of matters on a rule set, over the interface, and what the pure
// engine says follows for the same facts (POST /api/v1/rules/try).

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
const exits = { no_agreement: 'not_agreed', refused: 'refused', withdrawn: 'withdrawn' }

/** A matter on its way by a rule set. */
export class Life {
  constructor(set, id, by) {
    Object.assign(this, { set, id, by, steps: set.ladder ?? [] })
  }

  /** What people did, as the engine is told of it. */
  async told() {
    const kinds = eventsOf(this.set)
    const when = []
    let procedure
    for (const { event } of await this.by.timeline(this.id)) {
      const { kind, body } = event
      const at = event.to ?? event.at
      const tell = (what) => when.push({ on: dayOf(at), time: timeOf(at), what })
      if (kind === 'ladder_moved') procedure = body.ladder.procedure
      if (kinds.has(kind) && !byItself.test(kind)) tell(kind)
      if (kind === 'registered' || kind === 'referral_accepted') tell(kind)
      else if (kind === 'session_logged' && body.session.counts === 'yes' && body.session.result !== 'agreed') tell(kind)
      else if (kind === 'oral_agreement_recorded' && !kinds.has(kind)) tell(kind)
      else if (body.procedure === procedure && exits[body.ground]) tell(exits[body.ground])
    }
    return when
  }

  async state() {
    return (await this.by.dispute(this.id)).state
  }

  /** Consents, acceptance, a mediator, as far as the procedure has none. */
  async takeUp(who, p) {
    if (p.phase === 'opened') {
      for (const party of [1, 2]) await who.done(this.id, 'record-consent', { procedure: p.no, party, answer: 'agrees', manner: 'oral' })
      await who.done(this.id, 'accept', { procedure: p.no })
    }
    if (['opened', 'accepted'].includes(p.phase)) await who.done(this.id, 'assign-mediators', { procedure: p.no, mediators: [{ person: who.person, disclosed: true }] })
  }

  /** Who has the present step, with its procedure; undefined: nobody has. */
  async holder(bodies) {
    const { ladder, procedure } = await this.state()
    const p = procedure.find((x) => x.no === ladder?.procedure)
    return p && !ladder.done && { who: bodies.get(p.body), p, ladder }
  }

  async agree(bodies, now) {
    const { who, p } = await this.holder(bodies)
    await this.takeUp(who, p)
    await who.done(this.id, 'record-oral-agreement', { procedure: p.no, terms: [{ kind: 'duty', debtor: 2, due_on: dayOf(now), text: '清理排水沟' }] })
  }

  async refuse(bodies) {
    const { who, p } = await this.holder(bodies)
    await who.done(this.id, 'record-consent', { procedure: p.no, party: 2, answer: 'refuses', manner: 'oral' })
  }

  /** One day of a matter that never comes to an agreement: an offer is taken, a sitting held, a step ended. */
  async fail(bodies, now) {
    const { referral = [], ladder } = await this.state()
    if (ladder.done) return
    const offer = referral.find((r) => r.state === 'offered' && r.step === ladder.step + 1)
    if (offer) {
      await bodies.get(offer.to).done(this.id, 'accept-referral', { referral: offer.no })
      return
    }
    const { who, p } = (await this.holder(bodies)) ?? {}
    if (!who || ['ended', 'closed'].includes(p.phase)) return
    await this.takeUp(who, p)
    const { attempts, rounds } = this.steps[ladder.step - 1]
    if (attempts || rounds?.some((r) => r.attempts)) {
      await who.done(this.id, 'log-session', { procedure: p.no, ...sitting(now, 'not_agreed') })
    } else {
      await who.done(this.id, 'end-procedure', { procedure: p.no, ground: 'no_agreement' })
    }
  }

  titled = (step) => this.steps[step - 1]?.zh

  /** What the service made of it: each step, offer, end and limit of the ladder, with its day and rule. */
  async made() {
    const all = []
    let step = 0
    for (const { event } of await this.by.timeline(this.id)) {
      const { kind, body } = event
      const on = dayOf(event.to ?? event.at)
      const rule = body.because?.rule
      if (kind === 'ladder_moved' && body.ladder.done) all.push([on, 'over', rule])
      else if (kind === 'ladder_moved' && body.ladder.step !== step) all.push([on, 'enter', this.titled(body.ladder.step), rule])
      else if (kind === 'referral_offered' && body.referral.step) all.push([on, 'offer', this.titled(body.referral.step), rule])
      else if (/^clock_(started|fired|met)$/.test(kind) && /^LADDER/.test(body.clock.rule)) all.push([on, kind.slice(6), ...(kind === 'clock_started' ? [body.clock.due_on] : [])])
      if (kind === 'ladder_moved') step = body.ladder.step
    }
    return all
  }

  /** The same as the engine has it, up to the end of a day. */
  async said(given, until) {
    const answer = await this.by.post('/api/v1/rules/try', { document: JSON.stringify(this.set), given, when: await this.told(), until })
    if (answer.status !== 200) throw new Error(`${this.set.name}: ${answer.text}`)
    const words = { enter: 'enter', offer: 'offer', end: 'over', outlets: 'over', start: 'started', fire: 'fired', meet: 'met' }
    return answer.json.items.flatMap(({ day, act, text, at, due_on }) => {
      if (!(act in words) || !/^\/(ladder|overall)/.test(at)) return []
      if (words[act] === 'over') return [[day, 'over', at]]
      if (['enter', 'offer'].includes(act)) return [[day, act, text.replace(/^\S+ /, '').split(',共同参加:')[0], at]]
      return [[day, words[act], ...(act === 'start' ? [due_on] : [])]]
    })
  }
}
