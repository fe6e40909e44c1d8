// What a planned case does is lawful from step to step, whatever the case.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { unlawful } from './plan/lawful.mjs';
import { planCase } from './plan/plan.mjs';
import { KINDS, ORG_KINDS } from './plan/vocabulary.mjs';
import { cases, commands, made, plan, principal, probes } from './planned.mjs';

describe('the law on the way', () => {
  test('every given case is lawful from item to item', () => {
    for (const p of plan.cases) assert.deepEqual(unlawful(p), [], p.id);
  });

  test('mediation asks for consent, rights, acceptance, mediators, in this order', () => {
    const p = planCase(made([['intake', 'village_committee'], ['session', 'village_committee']]));
    assert.deepEqual(commands(p, 2), ['ask-consent', 'record-consent', 'ask-consent', 'record-consent',
      'serve-notice', 'serve-notice', 'accept', 'assign-mediators', 'log-session']);
    assert.deepEqual(commands(p, 1), ['register']);
  });

  test('a written agreement takes effect by its channel', () => {
    const last = (steps, more) => {
      const p = planCase(made(steps, more));
      const item = principal(p, steps.length);
      assert.equal(item.event, 'agreement-effective');
      return `${item.command} ${item.actor.body} ${item.actor.person}`;
    };
    assert.equal(last([['agreement', 'village_committee']]), 'stamp village_committee head');
    assert.equal(last([['agreement', 'grid']]), 'stamp village_committee head');
    assert.equal(last([['agreement', 'integrated_centre']]), 'stamp centre_committee head');
    assert.equal(last([['agreement', 'legal_aid_centre']]), 'stamp legal_aid_committee head');
    assert.equal(last([['agreement', 'police']]), 'stamp township_committee head');
    const police = (category_zh) => last([['agreement', 'police']], { category_zh });
    assert.equal(police('治安(轻微伤)'), 'mediator-sign police_station handler');
    assert.equal(police('交通事故'), 'mediator-sign traffic_police handler');
    assert.equal(last([['agreement', 'administrative_organ']]), 'stamp organ_general head');
    assert.equal(last([['agreement', 'court']]), 'sign-agreement court_mediation_room handler');
    assert.equal(last([['file_lawsuit', 'court'], ['agreement', 'court']]), 'make-effective court handler');
    // 委派, sent on before filing; 委托, sent on in mid-suit.
    const sent = [['refer', 'court'], ['agreement', 'county_committee']];
    assert.equal(last([['file_lawsuit', 'court'], ...sent]), 'sign-agreement county_committee handler');
    assert.equal(last([['file_lawsuit', 'court'], ['visit', 'court'], ...sent]), 'make-effective court handler');
    assert.equal(last([['arbitration', 'arbitration'], ['agreement', 'arbitration']]),
      'make-effective arbitration_commission handler');
    assert.equal(last([['enforce', 'court'], ['agreement', 'police']]), 'make-effective court handler');
    assert.equal(last([['petition_register', 'petition_office'], ['agreement', 'petition_office']]),
      'mediator-sign petition_office handler');
    assert.equal(last([['agreement', 'procuratorate']]), 'mediator-sign procuratorate handler');
  });

  test('only the lawful can be confirmed; the rest is refused, then told as outside', () => {
    const tried = (...steps) => {
      const p = planCase(made([...steps, ['confirm_apply', 'court', '2024年9月1日']]));
      return [principal(p, steps.length + 1).command, ...probes(p, 'barred').flatMap((i) => i.expect.articles)];
    };
    const not = ['record-outside-act', '民诉法205'];
    const late = ['record-outside-act', '人民调解法33', '民诉法205'];
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年8月20日']), ['apply-confirmation']);
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年7月1日']), late);
    assert.deepEqual(tried(['intake', 'village_committee'], ['agreement', 'other', '2024年8月20日']), not);
    assert.deepEqual(tried(['file_lawsuit', 'court'], ['agreement', 'court', '2024年8月20日']), not);
    assert.deepEqual(tried(['intake', 'village_committee']), not);
    // 2024-08-02 + 30 days is Sunday 2024-09-01, and rolls to Monday: still in time.
    assert.deepEqual(tried(['agreement', 'village_committee', '2024年8月2日']), ['apply-confirmation']);
  });

  test('petition: request or opinion, and a late request', () => {
    const chain = (...steps) => planCase(made([['petition_reply', 'administrative_organ', '2024年3月1日'], ...steps]));
    const both = chain(['petition_review', 'petition_office', '2024年5月20日'],
      ['petition_rereview', 'petition_office', '2024年7月1日']);
    assert.deepEqual(commands(both, 2).slice(0, 2), ['petition-request-review', 'petition-review']);
    assert.equal(both.items.find((i) => i.command === 'petition-request-review').at.slice(0, 10), '2024-03-31');
    assert.equal(both.expect.class, 'petition_final');
    const asked = chain(['petition_review', 'petition_office', '2024年3月20日']);
    assert.deepEqual([principal(asked, 2).command, asked.expect.class],
      ['petition-request-review', 'petition_review_pending']);
    const late = chain(['petition_review', 'petition_office', '2024年5月20日']);
    assert.equal(principal(late, 2).args.answer.article, '信访工作条例35');
    assert.deepEqual([late.expect.class, probes(late, 'P12').length > 0], ['petition_answered', true]);
    const said = chain(['petition_review', 'petition_office', '次日', '逾期申请复查']);
    assert.equal(said.expect.class, 'petition_answered');
  });

  test('a petition that is not of law and litigation cannot be terminated', () => {
    const steps = [['petition_register', 'petition_office'], ['petition_terminate', 'petition_office']];
    assert.equal(principal(planCase(made(steps)), 2).command, 'record-outside-act');
    const law = planCase(made(steps, { category_zh: '涉法涉诉信访' }));
    assert.deepEqual([principal(law, 2).command, law.expect.class], ['petition-terminate', 'petition_terminated']);
  });

  test('suit, hand-over, award: what is open is left lawfully', () => {
    const ends = (...steps) => planCase(made(steps)).expect.procedures
      .map((p) => `${p.channel} ${p.ended ?? 'open'}`).join(', ');
    const village = ['session', 'village_committee'];
    const county = ['session', 'county_committee'];
    const suit = ['file_lawsuit', 'court'];
    assert.equal(ends(village, suit), 'people no_agreement, suit open');
    assert.equal(ends(['agreement', 'village_committee'], suit), 'people open, suit open');
    assert.equal(ends(village, county), 'people handed_over, people open');
    assert.equal(ends(suit, county), 'suit not_stated, people open');
    assert.equal(ends(['arbitration', 'arbitration'], ['session', 'court'], ['enforce', 'court']),
      'arbitration decided, assigned open, enforcement open');
    assert.equal(ends(['arbitration', 'arbitration'], suit), 'arbitration not_stated, suit open');
    assert.equal(ends(['petition_register', 'petition_office'], county), 'petition open, people open');
  });

  test('terms: cures, second terms, parts', () => {
    const terms = (...acts) => {
      const later = acts.map(([kind, detail]) => [kind, 'village_committee', 'unknown', detail]);
      const p = planCase(made([['agreement', 'village_committee'], ...later]));
      return p.expect.agreements[0].terms.map((t) => t.state);
    };
    assert.deepEqual(terms(), ['open']);
    assert.deepEqual(terms(['default'], ['perform']), ['performed']);
    assert.deepEqual(terms(['perform'], ['default']), ['performed', 'defaulted']);
    assert.deepEqual(terms(['perform', '付首期']), ['performed', 'open']);
    assert.deepEqual(terms(['perform'], ['other', '余款三个月内付']), ['performed', 'open']);
    assert.deepEqual(terms(['perform'], ['perform'], ['default']), ['performed', 'performed', 'defaulted']);
  });

  test('traffic police invite three working days ahead, or at once and marked short', () => {
    const p = planCase(made([['session', 'police', '2024年3月1日'], ['session', 'police', '2024年3月15日']],
      { category_zh: '交通事故' }));
    const invited = p.items.filter((i) => i.command === 'schedule-session');
    assert.deepEqual(invited.map((i) => [i.at.slice(0, 10), i.args.short]),
      [['2024-03-01', true], ['2024-03-12', false]]);
  });

  test('what was dispatched, returned and dispatched again cannot be returned', () => {
    const back = ['return', 'township_committee'];
    const sent = [['refer', 'integrated_centre'], ['visit', 'township_committee'], back];
    const p = planCase(made([['intake', 'integrated_centre'], ...sent, ...sent]));
    assert.equal(principal(p, 4).command, 'return-referral');
    assert.equal(principal(p, 7).command, 'record-outside-act');
    assert.ok(probes(p, 'P14').some((i) => i.expect.case === 'return_after_designation'));
  });

  test('violence is reported before the first sitting, urgent aid gets its application', () => {
    const twice = [['session', 'village_committee'], ['session', 'village_committee']];
    const p = planCase(made(twice, { risk_notes: '肢体冲突' }));
    assert.equal(commands(p, 1).at(-2), 'report-danger');
    assert.equal(p.items.filter((i) => i.command === 'report-danger').length, 1);
    assert.deepEqual(commands(planCase(made([['intake', 'police'], ['legal_aid_grant', 'legal_aid_centre']])), 2),
      ['aid-apply', 'aid-grant', 'aid-draw']);
  });
});

describe('totality', () => {
  const places = {
    alone: (step) => [step],
    first: (step) => [step, ['session', 'township_committee'], ['agreement', 'township_committee']],
    middle: (step) => [['intake', 'township_committee'], ['session', 'township_committee'], step,
      ['agreement', 'township_committee'], ['perform', 'township_committee']],
    last: (step) => [['intake', 'village_committee'], ['session', 'village_committee'],
      ['agreement', 'village_committee'], step],
  };
  for (const [place, around] of Object.entries(places)) {
    test(`every kind at every body, ${place}`, () => {
      for (const kind of KINDS) {
        for (const org of ORG_KINDS) {
          const steps = around([kind, org]);
          const p = planCase(made(steps));
          const at = `${kind}/${org} ${place}`;
          const n = steps.findIndex(([k, o]) => k === kind && o === org) + 1;
          const told = p.expect.history.length;
          assert.ok(n <= told || principal(p, n), at);
          assert.equal(p.expect.principals.length + told, steps.length, at);
          assert.deepEqual(unlawful(p), [], at);
          assert.ok(p.expect.class, at);
        }
      }
    });
  }

  test('random stories of every kind are lawful', () => {
    let seed = 0x9e3779b9;
    const random = (list) => {
      for (const [shift, left] of [[13, true], [17, false], [5, true]]) {
        seed ^= left ? seed << shift : seed >>> shift;
        seed >>>= 0;
      }
      return list[seed % list.length];
    };
    const whens = ['unknown', '次日', '2024年3月', '2024年5月6日', '三个月后', '2023年'];
    const categories = ['邻里(噪声)', '交通事故', '治安(轻微伤)', '劳动报酬', '涉法涉诉信访', '医疗'];
    for (let i = 0; i < 4000; i += 1) {
      const steps = Array.from({ length: random([2, 3, 5, 8, 11]) },
        () => [random(KINDS), random(ORG_KINDS), random(whens)]);
      const p = planCase(made(steps, { category_zh: random(categories), risk_notes: '打架' }));
      assert.deepEqual(unlawful(p), [], JSON.stringify(steps));
    }
  });
});
