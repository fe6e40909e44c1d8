// The timeline against the plan: one principal event a step, and nothing that
// neither the plan nor the law put there.

/** Kinds that the service adds by itself: clocks with their article, file numbers. */
const CLOCK = /^(?:clock_\w+|late_entry)$/;

const DAY = 86_400_000;
const local = (instant) => new Date(Date.parse(instant) + DAY / 3).toISOString().slice(0, 10);

/** {on, precision} of an event. */
export function occurredOf(event) {
  const on = event.from && Date.parse(event.from) !== 0 ? local(event.from) : null;
  return { on, precision: event.prec === 'instant' ? 'day' : event.prec };
}

function principalFaults(played, reading, e, faults) {
  const { dispute } = played;
  const where = `step ${e.step}`;
  const sent = dispute.sent.get(e.item);
  const found = sent?.main ? reading.timeline.filter((t) => t.id === sent.main.id) : [];
  if (found.length !== 1) {
    faults.push(`${where}: ${found.length} principal events, expected 1`);
    return null;
  }
  const [event] = found;
  const body = dispute.fixture.bodyOf(event.body_of);
  if (e.event !== (e.event === 'agreement-effective' ? 'agreement-effective' : sent.item.command)) {
    faults.push(`${where}: event of ${sent.item.command}, expected ${e.event}`);
  }
  if (body !== e.body) faults.push(`${where}: acting body ${body}, expected ${e.body}`);
  const { on, precision } = occurredOf(event);
  if (on !== e.occurred.on || precision !== e.occurred.precision) {
    faults.push(`${where}: occurred ${on} (${precision}), expected ${e.occurred.on} (${e.occurred.precision})`);
  }
  if (e.outside && !event.body.by_outside && !event.body.referral?.outside
      && !event.body.agreement && !event.body.procedure?.outside) {
    faults.push(`${where}: the acting body outside is not shown`);
  }
  textFaults(played, reading, e, where, faults);
  return event.position;
}

function textFaults(played, reading, e, where, faults) {
  const sent = played.dispute.sent.get(e.text_on);
  const kinds = sent?.command.main ?? [];
  const id = sent?.item.event === 'agreement-effective' ? sent.main?.id
    : sent?.reply.json.events.find((x) => kinds.includes(x.kind))?.id;
  const event = reading.timeline.find((t) => t.id === id);
  const member = sent?.command.text;
  const text = member ? event?.body?.[member] : undefined;
  if (text !== e.text) faults.push(`${where}: text ${JSON.stringify(text)}, expected ${JSON.stringify(e.text)}`);
}

/** Position of the first event of each step must rise. */
function orderFaults(positions, faults) {
  const known = positions.filter((p) => p !== null);
  known.forEach((p, i) => {
    if (i > 0 && p <= known[i - 1]) faults.push(`timeline: step ${i + 1} stands before the step before it`);
  });
}

const instantOf = (text) => Date.parse(text);

/** A sitting is told with its times, its result and who came. */
function sittingFaults(played, event, e, where, faults) {
  const s = event.body.session;
  if (!e.sitting || !s) return;
  const { starts, ends, result, attendance } = e.sitting;
  if (instantOf(s.starts) !== instantOf(starts) || instantOf(s.ends) !== instantOf(ends)) {
    faults.push(`${where}: sat ${s.starts} to ${s.ends}, expected ${starts} to ${ends}`);
  }
  if (s.result !== result) faults.push(`${where}: result ${s.result}, expected ${result}`);
  const came = JSON.stringify(s.attendance.map((a) => [a.party, a.presence]));
  const wanted = JSON.stringify(attendance.map((a) => [played.dispute.party(a.party), a.presence]));
  if (came !== wanted) faults.push(`${where}: attendance ${came}, expected ${wanted}`);
}

/** An invitation later than the law asks is marked, one in time is not. */
function inviteFaults(event, e, where, faults) {
  const short = event.body.appointment?.short_notice ?? false;
  if (e.short !== undefined && short !== e.short) faults.push(`${where}: short notice ${short}, expected ${e.short}`);
}

/**
 * Every command of the plan, connectives and further sittings too, is there
 * once: by its body, on its day; those of a step before those of the next.
 */
function sequenceFaults(played, reading, expect, faults) {
  const by = new Map(reading.timeline.map((t) => [t.id, t]));
  let step = null;
  let first = 0; // where the step's stretch begins
  let last = 0;
  for (const e of expect.sequence) {
    const where = `step ${e.step} ${e.command}`;
    const sent = played.dispute.sent.get(e.item);
    const event = by.get(sent?.main?.id);
    if (!event) {
      faults.push(`${where}: not on the timeline`);
      continue;
    }
    if (!sent.command.main.includes(event.kind) && event.kind !== 'agreement_effective') {
      faults.push(`${where}: ${event.kind}, expected ${sent.command.main[0]}`);
    }
    const body = played.dispute.fixture.bodyOf(event.body_of);
    if (body !== e.body) faults.push(`${where}: acting body ${body}, expected ${e.body}`);
    const { on, precision } = occurredOf(event);
    if (on !== e.occurred.on || precision !== e.occurred.precision) {
      faults.push(`${where}: occurred ${on} (${precision}), expected ${e.occurred.on} (${e.occurred.precision})`);
    }
    if (e.step !== step) {
      step = e.step;
      first = last;
    }
    if (event.position <= first) faults.push(`${where}: stands before the commands before it`);
    last = Math.max(last, event.position);
    sittingFaults(played, event, e, where, faults);
    inviteFaults(event, e, where, faults);
  }
}

/** A large group is kept as a roll, whose totals the dispute is told. */
const ROLL = new Set(['group_founded', 'group_counted']);

/** What the clocks agent tells beside its clocks: an end by lapse, a party's limit coming near. */
const byClock = (event) => event.actor === 'clock'
  && (event.kind === 'petition_ended' || (event.kind === 'notice_owed' && event.body.notice?.kind === 'limit'));

/** Every command on the timeline is one of the plan's, with what the law attaches to it. */
function inventedFaults(played, reading, faults) {
  const sent = new Map([...played.dispute.sent.values()]
    .filter((s) => s.reply.json.events.length)
    .map((s) => [reading.timeline.find((t) => t.id === s.reply.json.events[0].id)?.cmd, s]));
  const followed = new Set([...played.dispute.sent.values()].flatMap(({ command }) => [
    ...(command.follows ?? []), ...(command.brings?.includes('file_number_noted') ? ['file_number_noted'] : [])]));
  for (const event of reading.timeline) {
    const by = sent.get(event.cmd);
    if (CLOCK.test(event.kind) || byClock(event)) {
      const article = event.body.clock?.article ?? event.body.article;
      if (event.actor === 'clock' && !article) faults.push(`timeline: ${event.kind} without article`);
    } else if (by) {
      if (![...by.command.main, ...(by.command.brings ?? [])].includes(event.kind)) {
        faults.push(`timeline: ${event.kind} by ${by.command.name} is not planned`);
      }
    } else if (!ROLL.has(event.kind) && !(!event.body_of && followed.has(event.kind))) {
      faults.push(`timeline: ${event.kind} was not planned`);
    }
  }
}

/** The connective commands of each step, counted. */
function connectiveFaults(played, reading, expect, faults) {
  const there = new Set(reading.timeline.map((t) => t.id));
  for (const { step, commands, extra_sittings } of expect.connectives) {
    const mine = [...played.dispute.sent.values()].filter((s) => s.item.step === step
      && s.reply.json.events.every((event) => there.has(event.id)));
    const found = {};
    for (const s of mine.filter((m) => m.item.kind === 'connective')) {
      found[s.item.command] = (found[s.item.command] ?? 0) + 1;
    }
    for (const name of new Set([...Object.keys(commands), ...Object.keys(found)])) {
      if ((commands[name] ?? 0) !== (found[name] ?? 0)) {
        faults.push(`step ${step}: ${name} ${found[name] ?? 0} times, expected ${commands[name] ?? 0}`);
      }
    }
    const extra = mine.filter((m) => m.item.kind === 'sitting').length;
    if (extra !== extra_sittings) faults.push(`step ${step}: ${extra} more sittings, expected ${extra_sittings}`);
  }
}

function historyFaults(played, reading, expect, faults) {
  const { fixture } = played.dispute;
  const first = reading.timeline[0];
  const found = first?.kind === 'registered' ? first.body.history ?? [] : [];
  const wanted = expect.history.map((h) => ({
    by: h.body === null ? '外部单位' : fixture.name(h.body), on: h.occurred.on,
    prec: h.occurred.precision, text: h.text, meetings: h.meetings?.count ?? 0,
    at_least: h.meetings?.at_least ?? false,
  }));
  const plain = found.map((h) => ({
    by: h.by, on: h.on, prec: h.prec, text: h.text, meetings: h.meetings ?? 0, at_least: h.at_least ?? false,
  }));
  if (JSON.stringify(wanted) !== JSON.stringify(plain)) {
    faults.push(`history: ${plain.length} entries differ from the ${wanted.length} expected`);
  }
}

/** Every fault of the timeline. */
export function timelineFaults(played, reading, expect) {
  const faults = [];
  const steps = new Set(expect.principals.map((p) => p.step));
  for (const { step } of expect.connectives) {
    if (!steps.has(step)) faults.push(`step ${step}: no principal is expected`);
  }
  const positions = expect.principals.map((e) => principalFaults(played, reading, e, faults));
  orderFaults(positions, faults);
  sequenceFaults(played, reading, expect, faults);
  inventedFaults(played, reading, faults);
  connectiveFaults(played, reading, expect, faults);
  historyFaults(played, reading, expect, faults);
  const notes = reading.timeline.filter((t) => t.kind === 'noted').length;
  if (notes !== expect.notes) faults.push(`notes ${notes}, expected ${expect.notes}`);
  return faults;
}
