/*
 * The plan of an acceptance run: from public cases to commands, dates and
 * expectations.  Pure: case JSON in, plan JSON out; no network, no clock, no
 * product code.  The player and the comparer need nothing but what stands here.
 *
 * PLAN
 *   format      1
 *   rule_set    the rule set to pin at registration: national statutory, no ladder
 *   switched_on names of local or unverified rule sets that the home county switches
 *               on before the run, because probes look at their guards
 *   fixture     {counties: [home, neighbour], bodies: [{key, kind, org_kind, name,
 *               county, people, seal_of, within (the body in whose house it is
 *               seated, below which it stands, or null)}]}: must exist before the run.  `kind` is the
 *               product's word for that kind of body; each body has three people with
 *               sign-ins of their own: handler, second (handler too), head (assigns,
 *               seals).  Which division codes the counties get is the player's choice.
 *   cases       one CASE a case, in file order
 *   run         everything in one chronological order: {at, case, item}; {at, case,
 *               compare: true} reads back and judges; {at, case, variant, item} plays
 *               a broken variant on a dispute of its own.  The simulated clock is set
 *               to each `at` before the entry is played; the agents keep running.
 *
 * CASE
 *   id, source_seen
 *   parties     see PARTY
 *   items       see ITEM, in chronological order; every step of the case has exactly
 *               one principal item (history steps have none)
 *   compare_at  when to read; read_as: {body, person}, another person of the body
 *               that acted last
 *   late        probes that wait for a limit to pass, after the comparison
 *   variants    {key, what, after, items}: replay the case's items up to and with
 *               `after` (probes left out) on a new dispute, then `items`, of which
 *               the last must be refused
 *   expect      see EXPECT
 *
 * PARTY  key; kind natural|organisation|group; side applicant|respondent|equal|
 *   affected|assisting|absent; joined (is asked, attends, signs); role, traits (texts
 *   of the source); name, telephone, address, identity_number or credit_code (made
 *   up); minor, identity_unknown (register without name and numbers; correct-party
 *   brings them), needs, cross_region, successor, legal_aid; agent {kind guardian|
 *   agent, power, name ...} or null; group: members, size (null: unknown, never 0),
 *   representatives; organisation: legal_representative.
 *
 * ITEM
 *   key         unique in the case
 *   step        number of the step it belongs to (from 1)
 *   kind        principal: stands for the step, and only this text comes from it
 *               connective: what the law asks for and the source skips
 *               sitting: a further meeting of the same step
 *               probe: must be refused and leave no trace (name in `probe`)
 *   command     name of the product's command; see COMMANDS
 *   actor       {body, person}: keys of the fixture
 *   door        the body has no part yet and comes in by this very command, with the
 *               dispute's code that the party brings
 *   occurred    {on, precision day|month|year|unknown}: when it happened
 *   at          when it is recorded, RFC 3339, +08:00, 08:00 to 22:00, never before
 *               the item before it
 *   args        business terms; references are symbolic keys: party-1, party-2.3,
 *               procedure-1, referral-1, agreement-1, term-1, title-1, counsel-1,
 *               opinion-1.  null means not stated: leave the field out.
 *   expect      {accepted: true}, or {accepted: false, articles, ...}: refused; each
 *               of `articles` must be named if there are any.  `status` lists the HTTP
 *               codes allowed; without it a 400 does not count as a refusal.
 *   event       principal only: the event that stands for the step: the command's
 *               own, or agreement-effective
 *   text_on     principal only, written agreements: key of the draft that bears the
 *               text
 *   probe       P1 ... P14, barred (the step itself is unlawful; its principal is then
 *               a record-outside-act), variant
 *
 * COMMANDS, with the arguments that are not plain.  `procedure` is the key of a
 * procedure, or where a command opens one {key, channel, sector, body, host, again_of}.
 *   register            procedure or null (another command opens it), requested_on,
 *                       source, manner, source_text, category {moj, gb}, place and
 *                       second_place (division codes), facts, amounts (fen), risk
 *                       {text, flags}, finder, parties, history, number
 *                       history: {body or null, outside, occurred, text, meetings
 *                       {count, at_least}}: first on the timeline, without effect
 *   add-report, note, record-visit, record-survey, record-opinion, record-follow-up
 *                       procedure or null; call_back: the hotline order ends by it
 *   record-joint-meeting  bodies
 *   record-outside-act  what act|meeting|decision|...: an act of a body that is no user (outside_body), or a
 *                       fact that the story presupposes (source_note 来源未载, unknown
 *                       date) which `creates` a procedure, title, referral or opinion
 *   correct-party, ask-consent, record-consent (answer, manner)
 *   serve-notice        notice rights|routes|petition_told|petition_opinion|
 *                       review_opinion|rereview_opinion|agreement_to_court; served by
 *                       hand on the day
 *   accept; assign-mediators, replace-mediators: mediators [{body, person, interest,
 *                       role}] or {counsel}; leader: 包案
 *   open-procedure, join-signer (signer: the committee that signs for the body), reopen
 *                       (scope procedure|dispute, reason), extend-term (rule, until,
 *                       consents)
 *   schedule-session    day, short (notice given too late for the rule)
 *   log-session, log-coordination  start, end, times stated|made_up, attendance,
 *                       result continues|agreed|not_agreed, sitting i of n, at_least
 *   report-danger       danger, told, article
 *   draft-agreement     terms [{key, kind money|duty, amount, exactness, text, due_on}],
 *                       version, replaces, carried_over; then sign-agreement (party, by:
 *                       whose hands, means), mediator-sign, stamp, make-effective
 *                       (instrument court_letter|arbitration: served on served_on;
 *                       enforcement_record: entered); the last of them has the event
 *                       agreement-effective
 *   record-oral-agreement, record-private-agreement  the same terms at once
 *   record-performance, record-default  on term|title|claim|obligation, amount, part,
 *                       by_third_party
 *   end-procedure, withdraw (by), close, close-tracked (result mediated|decided|
 *                       not_stated, title {key, kind}, suit_right_days)
 *   refer               kind refer|hand_over|assign (委派)|entrust (委托)|outside|guidance
 *                       (to_forum), to, channel, consents; assist: only gives the
 *                       receiver a part (协办), opens nothing; designation: may not be
 *                       returned; petition: passes a petition on
 *   escalate            mode report|walk_up (the party went up: opens at once)|outside
 *   accept-referral (procedure, ends: procedures taken over), return-referral (result,
 *                       papers, ends, ground), revoke-referral
 *   open-suit           phase received (waits under 委派)|filed, number; joins: counter-
 *                       or merged suit; files: a received suit is filed.  open-
 *                       arbitration, open-enforcement (title) alike
 *   apply-confirmation (agreement, by), accept-confirmation, rule-confirmation (ruling)
 *   aid-apply (recipients, urgent), aid-grant, aid-draw (counsel, replaces,
 *                       conflict_check {parties, mediators}), aid-close
 *   petition-register (class, routed_to, repeats, rests_on), petition-refer, petition-
 *                       receive, petition-accept, petition-outside-opinion, petition-reply,
 *   petition-request-review, petition-review, petition-request-rereview, petition-
 *                       rereview (answer: a late request, received and not taken),
 *                       petition-terminate (checklist, handed_to), petition-end (ground
 *                       undertaking), petition-close-handling, order-reply, order-verify,
 *                       order-call-back (a hotline order: answered, verified, called back)
 * Probes use the same commands; P1 also reads, P2 sends the item `repeats` again, P4
 * uses a stale If-Match, P6 sends `methods` to the timeline entry of the item `entry`.
 *
 * EXPECT
 *   class          class of state, null: not compared
 *   principals     per step: item, event, body, outside, occurred, text, text_on, route
 *   connectives    per step: commands {name: count} and extra_sittings; nothing else
 *                  may be found but clock entries with their article
 *   notes          number of notes; sittings {live, outside, history}
 *   procedures     channel, sector, body, host, signer, ended (ground or null), closed,
 *                  sittings, again_of, referral, numbers; phase is for information
 *   agreements     form, body, version, replaces, state, effective_on, confirmed, terms
 *   performances   step, on, term or title, amount, part, by_third_party, missed
 *   referrals      kind, from, to, state, procedure, assist; titles; parties; petition;
 *                  aid; amounts
 *   clocks         procedure, rule, article, start, extended, overdue true|false|null
 *                  (null: the calendar of the year is not known, not compared)
 *   history        the entries of register, in order: first on the timeline
 *   facts          what registration told: source, manner, category, places, texts, day
 *   sequence       every command but probes, in order: item, step, command, body,
 *                  occurred, sitting {starts, ends, result, attendance} or null
 *   probes         key, accepted (false): each of them, in order
 */
import { bodyOf, FIXTURE } from './bodies.mjs';
import { addDays, laterOf, resolveDates } from './dates.mjs';
import { expectations } from './expectations.mjs';
import { placeAmounts, readAmount, readCategory, readRisk, readSource } from './facts.mjs';
import { historyLength } from './history.mjs';
import { digest } from './identity.mjs';
import { readParties } from './parties.mjs';
import { lateProbes, probeEnd } from './probes.mjs';
import { readRegion } from './regions.mjs';
import { instant, mergeRuns, schedule, scheduleLate } from './schedule.mjs';
import { Story } from './story.mjs';
import { checkCase } from './vocabulary.mjs';
import { variantsOf } from './variants.mjs';
import { meetings } from './words.mjs';
import { planners as closing } from './steps/closing.mjs';
import { planners as forums } from './steps/forums.mjs';
import { planners as intake, registerDispute } from './steps/intake.mjs';
import { planners as legalAid } from './steps/legal_aid.mjs';
import { planners as mediation } from './steps/mediation.mjs';
import { planners as petition } from './steps/petition.mjs';
import { planners as records } from './steps/records.mjs';
import { planners as referral } from './steps/referral.mjs';
import { planners as settlement } from './steps/settlement.mjs';

/** One planner for each kind of step. */
const PLANNERS = {
  ...intake, ...mediation, ...records, ...settlement, ...forums, ...referral, ...petition,
  ...legalAid, ...closing,
};

/** Who records for a body that is no user: the nearest that knows. */
function recorderOf(steps, i) {
  const known = (s) => s.org !== 'other';
  return (steps.slice(0, i).findLast(known) ?? steps.slice(i + 1).find(known))?.org ?? 'integrated_centre';
}

function readSteps(c, category) {
  const steps = c.steps.map(({ kind, org_kind, when, detail }, i) =>
    ({ n: i + 1, kind, org: org_kind, when, detail }));
  const dates = resolveDates(steps.map((s) => s.when));
  const past = historyLength(steps);
  let latest = '';
  steps.forEach((s, i) => {
    s.date = dates[i];
    s.live = i >= past;
    s.outside = s.org === 'other';
    s.recorder = s.outside ? recorderOf(steps, i) : s.org;
    s.body = bodyOf(s.recorder, category);
    latest = laterOf(s.date.on, latest);
    s.day = latest; // the day of recording never goes back
  });
  return steps;
}

/** What `register` is told of the time before. */
function historyEntry(s) {
  const { count, at_least } = meetings(s.detail);
  return {
    body: s.outside ? null : s.body, outside: s.outside,
    occurred: { on: s.date.on, precision: s.date.precision }, text: s.detail,
    meetings: s.kind === 'session' ? { count, at_least } : null,
  };
}

/** The amounts of the dispute as a whole; those of terms and payments stand there. */
function statedAmounts({ role, fen, exactness }) {
  const only = (name) => (role === name ? fen : null);
  const amounts = {
    claim: only('claim'), owed: only('owed'), disputed: only('disputed'), title: only('title'),
  };
  const any = Object.values(amounts).some((x) => x !== null);
  return { ...amounts, exactness: any ? exactness : null };
}

const MAKES_TITLE = ({ kind, command, args }) => kind !== 'probe'
  && ((command === 'close-tracked' && args.title) || (command === 'record-outside-act' && args.what === 'title'));

/** The amount of a title is told with the first one that is made, else at registration. */
function tellTitle(story) {
  const fen = story.facts.amounts.title;
  const maker = fen === null ? null : story.items.find(MAKES_TITLE);
  if (!maker) return;
  maker.args.amount = fen;
  const { args } = story.items.find((i) => i.command === 'register');
  args.amounts = { ...args.amounts, title: null };
}

/** The plan of one case. */
export function planCase(c) {
  checkCase(c);
  const category_text = c.category_zh ?? '';
  const category = readCategory(category_text);
  const steps = readSteps(c, category);
  const anchor = steps.find((s) => s.live);
  const source_text = c.intake_source ?? '';
  const amount = readAmount(c, steps);
  const seed = digest(JSON.stringify([c.region, category_text, source_text, c.claim_summary, c.parties]));
  const parties = readParties(c.parties, seed, anchor.day);
  const facts = {
    category, category_text, source_text, claim_summary: c.claim_summary ?? '',
    ...readSource(anchor, source_text),
    region: readRegion(c.region), risk: readRisk(c.risk_notes), amount,
    amounts: statedAmounts(amount),
    place: placeAmounts(amount, steps),
    history: steps.filter((s) => !s.live).map(historyEntry),
  };

  const story = new Story({ facts, parties, steps, seed });
  for (const step of story.live) {
    story.step = step;
    if (!story.registered) {
      registerDispute(story, { principal: step.kind === 'intake' });
      if (step.kind === 'intake') continue;
    }
    PLANNERS[step.kind](story, step);
  }
  tellTitle(story);
  story.markDoors();
  probeEnd(story);
  const { day } = schedule(story.items);
  const compareDay = addDays(day, 1);
  const late = lateProbes(story, compareDay);
  scheduleLate(late, compareDay);
  const plan = {
    id: c.id,
    source_seen: c.source_seen,
    parties,
    items: story.items.map(publicItem),
    compare_at: instant(compareDay, 12 * 60),
    read_as: readerOf(story),
    late: late.map(publicItem),
    expect: expectations(story, c.source_seen, compareDay, late),
  };
  return { ...plan, variants: variantsOf(plan) };
}

/** Another person of the body that acted last. */
function readerOf(story) {
  const last = story.items.findLast((i) => i.kind !== 'probe');
  return { body: last.actor.body, person: last.actor.person === 'second' ? 'handler' : 'second' };
}

function publicItem({ day, sitting, hours, grants, door = false, ...item }) {
  return { ...item, door };
}

/** Separation of duty (P13), and that an aid lawyer does not mediate: practice, no statute. */
const SWITCHED_ON = ['counsel-conflict', 'separation-of-duty'];

/** The plan of a file of cases: fixture, cases, and their one chronological run. */
export function planFile(cases) {
  const plans = cases.map(planCase);
  return { format: 1, rule_set: 'national-statutory', switched_on: SWITCHED_ON, fixture: FIXTURE, cases: plans, run: mergeRuns(plans) };
}
