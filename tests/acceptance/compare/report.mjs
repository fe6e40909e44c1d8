// The lines that are printed, and the exit code.

import { probeResults, variantVerdict } from './probes.mjs';

const CARRIED = 0;
const FEWER = 1;
const BROKEN = 2;
const PARTIAL = 3;
const REFUSED_AT_LEAST = 0.95;

function caseLine(played, faults, all) {
  const { plan, reading } = played;
  if (faults.length === 0) {
    const live = plan.expect.connectives.length;
    return [`${plan.id} carried    steps ${played.steps.size}/${live} history ${plan.expect.history.length}`
      + ` events ${reading.timeline.length} sittings ${plan.expect.sittings.live}`
      + ` probes ${plan.expect.probes.length}/${plan.expect.probes.length} class ${plan.expect.class ?? 'not-compared(start_only)'}`];
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
  for (const { item, fault } of cases.flatMap(probeResults)) {
    const count = total.get(item.probe) ?? [0, 0];
    total.set(item.probe, count);
    count[1] += 1;
    if (!fault) count[0] += 1;
  }
  const order = ([a], [b]) => (Number(a.slice(1)) || 99) - (Number(b.slice(1)) || 99);
  return `probes: ${[...total].sort(order).map(([k, [n, of]]) => `${k} ${n}/${of}`).join(' ')}`;
}

/**
 * Broken variants: of those whose story could be played, how many were refused;
 * every other one with its reason.
 */
function variantLines(variants) {
  const asked = variants.filter((v) => v.evidence !== null);
  const wrong = asked.map((v) => [v, variantVerdict(v.forbidden, v.evidence)])
    .filter(([, verdict]) => verdict !== 'refused');
  const lines = [`variants: ${asked.length - wrong.length} of ${asked.length} refused`
    + `, ${variants.length - asked.length} not reached, ${variants.length} in all`];
  for (const [v, verdict] of wrong) lines.push(`    ${v.name}: ${verdict}`);
  for (const v of variants.filter((x) => x.evidence === null)) {
    lines.push(`    ${v.name}: not reached: ${v.stopped ?? 'not played'}`);
  }
  const share = (of) => asked.length - wrong.length >= of * REFUSED_AT_LEAST;
  return { lines, good: share(variants.length), asked_good: share(asked.length) };
}

/** {text, exit} of a run; `kindOf` names the kind of a step of a case. */
export function report({ cases, variants, whole, totals }, judge, kindOf, { only, min, all }) {
  const lines = [];
  let carried = 0;
  for (const played of cases) {
    const faults = judge(played);
    if (faults.length === 0) carried += 1;
    lines.push(...caseLine(played, faults, all));
  }
  lines.push(kindLine(cases, kindOf), probeLine(cases));
  lines.push(...totals);
  const broken = variantLines(variants);
  lines.push(...broken.lines, ...whole.map((w) => `NOT ${w}`));
  lines.push(`${carried} of ${cases.length} cases carried`);
  if (only) lines.push('PARTIAL');
  const enough = carried >= (min ?? cases.length) && (min === null ? broken.good : broken.asked_good);
  let exit = enough ? CARRIED : FEWER;
  if (whole.length) exit = BROKEN;
  if (only) exit = PARTIAL;
  return { text: `${lines.join('\n')}\n`, exit };
}
