// The lines that are printed, and the exit code.

const CARRIED = 0;
const FEWER = 1;
const BROKEN = 2;
const PARTIAL = 3;
const REFUSED_AT_LEAST = 0.95;

function caseLine(played, faults, all) {
  const { plan, probes, reading } = played;
  if (faults.length === 0) {
    const live = plan.expect.connectives.length;
    return [`${plan.id} carried    steps ${played.steps.size}/${live} history ${plan.expect.history.length}`
      + ` events ${reading.timeline.length} sittings ${plan.expect.sittings.live}`
      + ` probes ${probes.passed}/${probes.done} class ${plan.expect.class ?? 'not-compared(start_only)'}`];
  }
  return (all ? faults : faults.slice(0, 1)).map((fault, i) => `${i ? '    ' : plan.id} NOT        ${fault}`);
}

/** "intake 31/31": live steps of each kind that were lived through. */
function kindLine(cases, kindOf) {
  const kinds = new Map();
  for (const played of cases) {
    for (const { step } of played.plan.expect.principals) {
      const kind = kindOf(played.plan.id, step);
      const count = kinds.get(kind) ?? [0, 0];
      kinds.set(kind, count);
      count[1] += 1;
      if (played.steps.has(step)) count[0] += 1;
    }
  }
  return `kinds: ${[...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, [n, of]]) => `${k} ${n}/${of}`).join(' ')}`;
}

function probeLine(cases) {
  const total = new Map();
  for (const played of cases) {
    const planned = new Map();
    for (const item of [...played.plan.items, ...played.plan.late]) {
      if (item.kind === 'probe') planned.set(item.probe, (planned.get(item.probe) ?? 0) + 1);
    }
    for (const [name, n] of planned) {
      const count = total.get(name) ?? [0, 0];
      total.set(name, count);
      count[0] += played.probes.by.get(name)?.passed ?? 0;
      count[1] += n;
    }
  }
  const order = ([a], [b]) => (Number(a.slice(1)) || 99) - (Number(b.slice(1)) || 99);
  return `probes: ${[...total].sort(order).map(([k, [n, of]]) => `${k} ${n}/${of}`).join(' ')}`;
}

/** Broken variants: of those whose story could be played, how many were refused. */
function variantLines(variants, all) {
  const asked = variants.filter((v) => v.verdict !== null);
  const wrong = asked.filter((v) => v.verdict !== 'refused');
  const lines = [`variants: ${asked.length - wrong.length} of ${asked.length} refused`
    + `, ${variants.length - asked.length} not reached, ${variants.length} in all`];
  for (const v of wrong) lines.push(`    ${v.name}: ${v.verdict}`);
  if (all) {
    for (const v of variants.filter((x) => x.verdict === null)) lines.push(`    ${v.name}: ${v.stopped ?? 'not played'}`);
  }
  return { lines, good: asked.length === 0 || (asked.length - wrong.length) / asked.length >= REFUSED_AT_LEAST };
}

/** {text, exit} of a run; `kindOf` names the kind of a step of a case. */
export function report({ cases, variants, whole }, judge, kindOf, { only, min, all }) {
  const lines = [];
  let carried = 0;
  for (const played of cases) {
    const faults = judge(played);
    if (faults.length === 0) carried += 1;
    lines.push(...caseLine(played, faults, all));
  }
  lines.push(kindLine(cases, kindOf), probeLine(cases));
  const broken = variantLines(variants, all);
  lines.push(...broken.lines, ...whole.map((w) => `NOT ${w}`));
  lines.push(`${carried} of ${cases.length} cases carried`);
  if (only) lines.push('PARTIAL');
  const enough = carried >= (min ?? cases.length) && (min !== null || broken.good);
  let exit = enough ? CARRIED : FEWER;
  if (whole.length) exit = BROKEN;
  if (only) exit = PARTIAL;
  return { text: `${lines.join('\n')}\n`, exit };
}
