// Control totals of a planned file: how its planner read it.  Those of the
// given file are known (totals.json); another total is another reading.

const sum = (list, f) => list.reduce((n, x) => n + f(x), 0);
const tally = (list) => Object.fromEntries(Object.entries(
  list.reduce((t, k) => ({ ...t, [k]: (t[k] ?? 0) + 1 }), {}),
).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Every total, by name; `cases` as read, `plans` as planned, in the same order. */
export function totalsOf(cases, plans) {
  const expects = plans.map((p) => p.expect);
  const steps = sum(cases, (c) => c.steps.length);
  const live = sum(expects, (e) => e.principals.length);
  const sittings = (key) => sum(expects, (e) => e.sittings[key]);
  const acts = expects.flatMap((e) => e.performances);
  const on = (missed) => tally(acts.filter((a) => a.missed === missed).map((a) => a.on));
  const routes = (kind) => tally(expects.flatMap((e, i) => e.principals
    .filter((x) => cases[i].steps[x.step - 1].kind === kind && x.route).map((x) => x.route)));
  return {
    cases: cases.length, steps, live, history: steps - live,
    'cases with history': expects.filter((e) => e.history.length > 0).length,
    'sittings live': sittings('live'), 'sittings outside': sittings('outside'),
    'meetings in history': sittings('history'), notes: sum(expects, (e) => e.notes),
    performances: on(false), defaults: on(true), referrals: routes('refer'),
    escalations: routes('escalate'),
    'extended terms': expects.filter((e) => e.connectives.some((c) => c.commands['extend-term'])).length,
    'outside titles': sum(expects, (e) => e.titles.filter((t) => t.outside).length),
    'signers joined for confirmation': sum(expects, (e) => e.procedures
      .filter((p) => p.channel === 'procuratorial' && p.signer).length),
    classes: tally(expects.map((e) => e.class).filter(Boolean)),
  };
}

const said = (value) => (typeof value === 'object'
  ? Object.entries(value).map(([k, n]) => `${k} ${n}`).join(', ') || 'none' : String(value));

/** One line of all totals; with `known`, one line more for each that differs. */
export function totalLines(totals, known) {
  const lines = [`totals: ${Object.entries(totals).map(([name, value]) => `${name} ${said(value)}`).join('; ')}`];
  for (const [name, value] of Object.entries(known ?? {})) {
    if (said(totals[name]) !== said(value)) {
      lines.push(`NOT total ${name}: ${said(totals[name])}, expected ${said(value)}`);
    }
  }
  return lines;
}
