// Petition: registered, passed on, accepted, answered, reviewed, ended.

import { where } from './common.mjs';

const TOLD = ['notice_owed'];

/** The one who asks: the first petitioner, or anybody in a broken variant. */
const asker = (d, { args }) => d.party(args.by[0] ?? 'party-1');

const procedureOf = (d, item) => (typeof item.args.procedure === 'string' ? where(d, item) : undefined);

function register(d, item) {
  const { args } = item;
  if (args.repeats) {
    return {
      name: 'record-repeat', main: ['petition_repeated'], text: 'text', brings: TOLD,
      body: { text: args.text },
    };
  }
  return {
    name: 'register-petition', main: ['petition_registered'], text: 'text',
    brings: ['procedure_opened', 'petition_classified'],
    body: {
      class: 'appeal', law: args.class === 'law_and_litigation' || undefined, number: args.number,
      rests_on: [{ text: args.rests_on }], text: args.text,
    },
    learn: { procedure: args.procedure?.key },
  };
}

const refer = (d, item) => ({
  name: 'refer-petition', main: ['petition_referred'], brings: ['referral_offered', ...TOLD],
  body: { procedure: procedureOf(d, item), to: d.fixture.org(item.args.to) },
  learn: { referral: item.args.referral },
});

const plain = (name, main, brings = []) => (d, item) => ({
  name, main: [main], text: 'text', brings,
  body: { procedure: procedureOf(d, item), text: item.args.text },
});

/** What the law asks an opinion to state; the source gives its text only. */
const STATED = { request: '信访诉求', grounds: '查明的事实和理由', opinion: '意见见正文', basis: '有关法律、政策' };

/** An organ that is no user of the fixture gave it, if one body stands for two. */
function outsideOrgan(d, item) {
  const no = procedureOf(d, item);
  const p = (d.state.procedure ?? []).find((x) => x.no === no);
  const x = (d.state.petition ?? []).findLast((y) => y.procedure === no);
  const me = d.fixture.org(item.actor.body);
  const same = me === (x?.organ ?? p?.body) || me === x?.reviewer;
  return same ? '上级机关' : undefined;
}

const issue = (name, main, days) => (d, item) => ({
  name, main: [main], text: 'text', brings: TOLD,
  body: {
    procedure: procedureOf(d, item), outcome: 'not_stated', ...STATED, text: item.args.text,
    rights: days ? '收到之日起三十日内可以请求复查、复核' : '不再受理', review_days: days,
    by_outside: name === 'issue-opinion' ? undefined : outsideOrgan(d, item),
  },
});

const ask = (name, main) => (d, item) => {
  const late = item.args.answer?.outcome === 'not_taken';
  return {
    name: late ? 'decline-ask' : name, main: [late ? 'petition_ask_declined' : main], text: 'text',
    brings: late ? TOLD : [],
    body: { procedure: procedureOf(d, item), party: asker(d, item), text: item.args.text },
  };
};

const outsideOpinion = (d, item) => ({
  name: 'record-outside-opinion',
  main: [item.args.rung === 'review' ? 'petition_reviewed' : 'petition_answered'], text: 'text',
  body: {
    procedure: procedureOf(d, item), rung: item.args.rung, outcome: 'not_stated',
    by_outside: item.args.source_note, text: item.args.text,
  },
});

const terminate = (d, item) => ({
  name: 'terminate-petition', main: ['petition_terminated'], text: 'text', match: true, brings: TOLD,
  body: {
    procedure: procedureOf(d, item), checklist: item.args.checklist, text: item.args.text,
    handed_to: d.fixture.org(item.args.handed_to),
  },
});

const end = (d, item) => ({
  name: 'end-petition', main: ['petition_ended'], text: 'text', match: true, brings: TOLD,
  body: { procedure: procedureOf(d, item), end: item.args.ground, text: item.args.text },
});

export const commands = {
  'petition-register': register,
  'petition-refer': refer,
  'petition-receive': plain('receive-petition', 'petition_taken', ['referral_accepted']),
  'petition-accept': plain('accept-petition', 'petition_accepted', TOLD),
  'petition-reply': issue('issue-opinion', 'petition_answered', 30),
  'petition-request-review': ask('request-review', 'petition_review_requested'),
  'petition-review': issue('issue-review', 'petition_reviewed', 30),
  'petition-request-rereview': ask('request-recheck', 'petition_recheck_requested'),
  'petition-rereview': issue('issue-recheck', 'petition_rechecked'),
  'petition-outside-opinion': outsideOpinion,
  'petition-close-handling': plain('close-handling', 'petition_handling_closed'),
  'petition-terminate': terminate,
  'petition-end': end,
};

/** Which notice of the product the plan means by a word. */
export const notices = {
  petition_told: 'petition_told', petition_opinion: 'petition_opinion',
  review_opinion: 'petition_review', rereview_opinion: 'petition_recheck',
};

/** Commands by which a body without a part may come in, with the party's code. */
export const doors = ['petition-register', 'petition-request-review', 'petition-request-rereview'];
