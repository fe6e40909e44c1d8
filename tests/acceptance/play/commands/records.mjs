// Acts that are written down: visits, surveys, opinions, notes, outside acts.

import { act, money, refuse } from './common.mjs';

function outsideAct(d, item) {
  const { args } = item;
  if (args.creates) {
    if (args.what !== 'title') refuse(`the product cannot be told of an outside ${args.what}`);
    return {
      name: 'record-title', main: ['result_recorded'], text: 'text',
      body: { title: args.kind ?? 'external', number: args.number, amount: money(args.amount ?? null),
        text: args.text },
    };
  }
  return act('record-outside-act', 'outside_act_recorded', () => ({
    by_outside: args.outside_body ?? '外部单位',
    meetings: args.meetings?.count, at_least: args.meetings?.at_least || undefined,
  }))(d, { ...item, args: { ...args, procedure: null } });
}

export const commands = {
  note: act('note', 'noted'),
  'record-visit': act('record-visit', 'visit_recorded'),
  'record-survey': act('record-survey', 'survey_recorded'),
  'record-opinion': act('record-opinion', 'opinion_recorded', () => ({ by_outside: '来源未载', received: true })),
  'record-joint-meeting': act('record-joint-meeting', 'joint_meeting_recorded', (d, { args }) => ({
    bodies: args.bodies.map((b) => d.fixture.name(b)),
  })),
  'record-outside-act': outsideAct,
};
