// The planner: control totals of the given cases, probes, what is sent, and
// independence of ids and order.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { readCategory } from './plan/facts.mjs';
import { planFile } from './plan/plan.mjs';
import { totalLines, totalsOf } from './plan/totals.mjs';
import { CaseError, KINDS, ORG_KINDS, readCases } from './plan/vocabulary.mjs';
import { meetings } from './plan/words.mjs';
import { FILE, SCRIPT, cases, made, plan, planned, probes, sum, tally } from './planned.mjs';

describe('control totals of the given file', () => {
  const expects = plan.cases.map((p) => p.expect);

  test('cases, steps, live and history', () => {
    const steps = sum(cases, (c) => c.steps.length);
    const live = sum(expects, (e) => e.principals.length);
    const past = plan.cases.filter((p) => p.expect.history.length > 0);
    assert.deepEqual([cases.length, steps, live, steps - live], [81, 430, 418, 12]);
    assert.equal(sum(expects, (e) => e.history.length), 12);
    assert.deepEqual(past.map((p) => p.id), ['C002', 'C007', 'C032', 'C037', 'C053', 'C059', 'C115']);
  });

  test('sittings: live, outside, meetings in history', () => {
    const total = (key) => sum(expects, (e) => e.sittings[key]);
    assert.deepEqual([total('live'), total('outside'), total('history')], [128, 1, 18]);
    const logged = plan.cases.flatMap((p) => p.items)
      .filter((i) => /^log-/.test(i.command) && i.kind !== 'probe');
    assert.equal(logged.length, 128);
  });

  test('notes', () => assert.equal(sum(expects, (e) => e.notes), 27));

  test('performances and defaults, by what they are on', () => {
    const acts = expects.flatMap((e) => e.performances);
    assert.deepEqual(tally(acts.filter((a) => !a.missed).map((a) => a.on)), { term: 12, claim: 9, title: 1 });
    assert.deepEqual(tally(acts.filter((a) => a.missed).map((a) => a.on)), { term: 6, title: 1, obligation: 1 });
  });

  test('referrals and escalations, by route', () => {
    const routes = (kind) => tally(plan.cases.flatMap((p, i) => p.expect.principals
      .filter((x) => cases[i].steps[x.step - 1].kind === kind).map((x) => x.route)));
    const { to_body, outside, ...others } = routes('refer');
    assert.equal(to_body + outside, 10);
    assert.deepEqual(others, { own_room: 1, guidance: 1, received: 1 });
    assert.deepEqual(routes('escalate'), { report: 2, walk_up: 1, outside: 1 });
  });

  // C100's agreement falls on the last day itself (accepted 05-30, one month,
  // 06-30): an extension is counted for it, so the last day counts as too late.
  test('extensions of a term', () => {
    const extended = plan.cases.filter((p) => p.items.some((i) => i.command === 'extend-term'));
    assert.deepEqual(extended.map((p) => p.id), ['C007', 'C071', 'C100']);
  });

  test('outside titles, and the signer joined for confirmation', () => {
    const titles = plan.cases.filter((p) => p.expect.titles.some((t) => t.outside));
    assert.deepEqual(titles.map((p) => p.id), ['C079', 'C082']);
    const joined = plan.cases.filter((p) => p.items
      .some((i) => i.command === 'join-signer' && i.args.signer === 'court_mediation_room'));
    assert.deepEqual(joined.map((p) => p.id), ['C061']);
  });

  test('classes of the visible endings', () => {
    assert.deepEqual(tally(expects.map((e) => e.class).filter(Boolean)), {
      settled_unperformed: 21, settled_performed: 6, settled_part_performed: 2,
      performed_no_agreement: 3, confirmed: 2, confirmation_pending: 1, litigation_ended: 2,
      petition_ended_by_undertaking: 1, petition_answered: 1, in_progress: 1,
    });
  });

  test('all of them, as the run prints them', () => {
    const known = JSON.parse(readFileSync(new URL('./totals.json', import.meta.url), 'utf8'));
    const found = totalsOf(cases, plan.cases);
    assert.deepEqual(found, known);
    assert.equal(totalLines(found, known).length, 1);
    assert.match(totalLines({ ...found, notes: 28 }, known)[1], /^NOT total notes: 28, expected 27$/);
  });

  test('four cases fall to category 99', () => {
    const rest = cases.filter((c) => readCategory(c.category_zh).gb === '99');
    assert.deepEqual(rest.map((c) => c.id), ['C031', 'C032', 'C064', 'C067']);
  });
});

describe('probes and variants', () => {
  test('every case is probed in its final state', () => {
    for (const p of plan.cases) {
      for (const name of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6']) {
        assert.equal(probes(p, name).length, 1, `${p.id} ${name}`);
      }
    }
  });

  test('a probe stands before what makes its command right', () => {
    for (const p of plan.cases) {
      for (const probe of probes(p, 'P7')) {
        const consent = p.items.findIndex((i) => i.command === 'record-consent'
          && i.args.procedure === probe.args.procedure && i.step === probe.step);
        assert.ok(consent > p.items.indexOf(probe), p.id);
      }
      for (const probe of probes(p, 'P8')) {
        const effect = p.items.findIndex((i) => i.event === 'agreement-effective'
          && i.args.agreement === probe.expect.agreement);
        assert.ok(effect > p.items.indexOf(probe), p.id);
      }
      for (const probe of probes(p, 'P9')) {
        const served = p.items.slice(p.items.indexOf(probe))
          .some((i) => i.command === 'serve-notice' && i.args.notice === 'routes');
        assert.ok(served, p.id);
      }
    }
  });

  test('a people\'s agreement is probed after draft, unsigned party, no mediator, no seal', () => {
    const stages = probes(planned('C008'), 'P8').map((i) => `${i.expect.stage} ${i.command}`);
    assert.equal(stages.length, 12);
    assert.deepEqual([...new Set(stages.map((s) => s.split(' ')[0]))],
      ['drafted', 'party_unsigned', 'no_mediator', 'no_seal']);
  });

  test('late probes come after the comparison and after the last day', () => {
    const late = plan.cases.flatMap((p) => p.late.map((i) => [p, i]));
    assert.ok(late.length > 20);
    for (const [p, i] of late) {
      assert.ok(i.at > p.compare_at);
      assert.ok(['P10', 'P12'].includes(i.probe));
    }
    assert.equal(probes(planned('C040'), 'P10')[0].expect.case, 'one_party_alone');
    assert.equal(planned('C040').late.length, 0);
    assert.equal(planned('C067').late[0].probe, 'P12');
  });

  test('every sort of probe occurs', () => {
    const names = new Set(plan.cases.flatMap((p) => [...p.items, ...p.late]).map((i) => i.probe));
    const sorts = Array.from({ length: 14 }, (_, i) => `P${i + 1}`);
    assert.deepEqual(sorts.filter((s) => !names.has(s)), []);
    const separated = new Set(plan.cases.flatMap((p) => probes(p, 'P13')).map((i) => i.expect.case));
    assert.deepEqual([...separated].sort(),
      ['aid_lawyer', 'centre_operator', 'declared_interest', 'finder_closes', 'grid_closes']);
  });

  test('at least 300 broken variants, each ending in one refusal', () => {
    const variants = plan.cases.flatMap((p) => p.variants.map((v) => [p, v]));
    assert.ok(variants.length >= 300, String(variants.length));
    for (const [p, v] of variants) {
      assert.ok(p.items.some((i) => i.key === v.after && i.kind !== 'probe'));
      assert.deepEqual(v.items.map((i) => i.expect.accepted), [...v.items.slice(1).map(() => true), false]);
    }
  });

  test('the run is one line of time with everything in it', () => {
    const ats = plan.run.map((e) => e.at);
    assert.deepEqual(ats, [...ats].sort());
    const own = plan.run.filter((e) => !e.variant);
    assert.equal(own.length, sum(plan.cases, (p) => p.items.length + p.late.length + 1));
    assert.equal(own.filter((e) => e.compare).length, 81);
  });
});

describe('what is sent', () => {
  test('texts are the source\'s, byte for byte, and only principals bear them', () => {
    plan.cases.forEach((p, i) => {
      for (const x of p.expect.principals) {
        const item = p.items.find((k) => k.key === x.text_on);
        assert.equal(item.args.text, cases[i].steps[x.step - 1].detail);
      }
      for (const item of p.items.filter((k) => k.kind === 'sitting')) assert.equal(item.args.text, null);
    });
  });

  test('no case id, label or word for a kind of step or body', () => {
    const words = new Set([...KINDS, ...ORG_KINDS].filter((w) => w.includes('_') || w === 'intake' || w === 'session'));
    const bodies = new Set(plan.fixture.bodies.map((b) => b.key));
    const strings = (value) => (typeof value === 'string' ? [value]
      : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []);
    plan.cases.forEach((p, i) => {
      for (const item of [...p.items, ...p.late]) {
        for (const s of strings(item.args)) {
          assert.ok(s !== cases[i].id && s !== cases[i].label_zh, s);
          assert.ok(!words.has(s) || bodies.has(s), `${p.id} ${item.command}: ${s}`);
        }
      }
    });
  });
});

describe('independence of what must not matter', () => {
  test('shuffled, ids replaced, labels emptied: the same plans', () => {
    const changed = cases.map((c, i) => ({ ...c, id: `w${(i * 37) % 81}`, label_zh: '' })).reverse();
    const again = planFile(changed);
    const without = ({ id, ...p }) => p;
    assert.deepEqual(again.cases.map(without), plan.cases.map(without).reverse());
    assert.deepEqual(again.run.map((e) => e.at), plan.run.map((e) => e.at));
  });

  test('outcome, source and what must be supported are not read', () => {
    const changed = cases.map((c) => ({
      ...c, outcome: '', source_title: '', source_address: '', what_a_system_must_support: [],
      elapsed_days_or_unknown: '',
    }));
    assert.deepEqual(planFile(changed).cases, plan.cases);
  });
});

describe('the command', () => {
  const run = (...args) => spawnSync(SCRIPT, ['cases', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

  test('prints the plan as JSON, the same every time', () => {
    const out = execFileSync(SCRIPT, ['cases', FILE, '--plan'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.deepEqual(JSON.parse(out), JSON.parse(JSON.stringify(plan)));
    const one = run(FILE, '--plan', '--only', 'C070');
    assert.deepEqual(JSON.parse(one.stdout).cases.map((p) => p.id), ['C070']);
  });

  test('a file that cannot be planned is an error of its own kind', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'cases.jsonl');
    const exits = (text) => {
      writeFileSync(file, text);
      return run(file, '--plan').status;
    };
    const line = (c) => `${JSON.stringify(c)}\n`;
    assert.equal(exits(line(made([['intake', 'court']]))), 0);
    assert.equal(exits(line(made([['dance', 'court']]))), 2);
    assert.equal(exits(line(made([['intake', 'circus']]))), 2);
    assert.equal(exits('{'), 2);
    assert.equal(exits(''), 2);
    assert.equal(exits(line(made([['intake', 'court']])).repeat(2)), 2);
    assert.equal(run(join(folder, 'none'), '--plan').status, 2);
    assert.equal(run(FILE, '--plan', '--only', 'none').status, 2);
    assert.equal(run(FILE, '--nonsense').status, 2);
    assert.throws(() => readCases('[]'), CaseError);
  });
});
