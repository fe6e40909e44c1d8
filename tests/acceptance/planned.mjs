// What the tests of the planner share: the given cases, planned, and cases made up.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { planFile } from './plan/plan.mjs';
import { readCases } from './plan/vocabulary.mjs';

export const FILE = fileURLToPath(new URL('./cases.jsonl', import.meta.url));
export const SCRIPT = fileURLToPath(new URL('../../scripts/acceptance', import.meta.url));
export const cases = readCases(readFileSync(FILE, 'utf8'));
export const plan = planFile(cases);
export const planned = (id) => plan.cases.find((p) => p.id === id);
export const sum = (list, f) => list.reduce((n, x) => n + f(x), 0);
export const tally = (list) => list.reduce((t, k) => ({ ...t, [k]: (t[k] ?? 0) + 1 }), {});

/** A case of two parties with these steps: [kind, org_kind, when, detail]. */
export function made(steps, more = {}) {
  return {
    id: 'X', source_seen: 'full', region: '湖南省长沙市', category_zh: '邻里(噪声)', intake_source: '申请',
    claim_summary: '测试', amount_cny: null, amount_basis: 'not_stated', risk_notes: '无',
    parties: [
      { role: '甲', kind: 'natural', count: 1, traits: [] },
      { role: '乙', kind: 'organisation', count: 1, traits: [] },
    ],
    steps: steps.map(([kind, org_kind, when = 'unknown', detail = '测试'], i) =>
      ({ n: i + 1, kind, org_kind, when, detail })),
    ...more,
  };
}
export const commands = (p, step) => p.items.filter((i) => i.step === step && i.kind !== 'probe').map((i) => i.command);
export const principal = (p, step) => p.items.find((i) => i.step === step && i.kind === 'principal');
export const probes = (p, name) => [...p.items, ...p.late].filter((i) => i.probe === name);
