// What a case says about the dispute as a whole: category, source, form,
// amounts, risk.

import { beforeBracket, FORMS, RISK_FLAGS, SOURCE_EX_OFFICIO } from './words.mjs';
import { isAgreement } from './vocabulary.mjs';

/** First row that hits decides; both codes are stored. */
const CATEGORIES = [
  [/医疗|医患/, 'YL', '0502'],
  [/交通事故/, 'DLJT', '0503'],
  [/校园|学校/, 'SHPC', '0501'],
  [/环境/, 'HJWR', '0504'],
  [/物业/, 'WY', '0402'],
  [/赡养|抚养|探望|监护/, 'HYJT', '0102'],
  [/继承|分家/, 'HYJT', '0103'],
  [/婚|彩礼|恋爱/, 'HYJT', '0101'],
  [/家庭/, 'HYJT', '0199'],
  [/工伤|工亡/, 'LD', '0702'],
  [/劳务报酬|农民工工资/, 'TQNMG', '0701'],
  [/劳动|人事争议/, 'LD', '0701'],
  [/人身|务工|生命权|轻伤|轻微伤|伤害/, 'SHPC', '0303'],
  [/征地|征收|征占|征迁|拆迁/, 'ZDCQ', '1102'],
  [/山林|林权/, 'SLTD', '0903'],
  [/海上|船舶|海事/, 'SHPC', '1003'],
  [/农资|产品|养殖/, 'SHPC', '0505'],
  [/旅游/, 'LY', '0601'],
  [/网购|电商|电子商务/, 'DZSW', '0601'],
  [/消费|预付/, 'XF', '0601'],
  [/知识产权|商标|专利/, 'ZSCQ', '1001'],
  [/宅基地/, 'FWZJD', '0902'],
  [/房屋买卖|房屋租赁/, 'FWZJD', '0602'],
  [/^(?:邻里|相邻).*(?:噪声|污染)/, 'LL', '0203'],
  [/^(?:邻里|相邻).*(?:地界|占地|火灾|损害)/, 'LL', '0202'],
  [/^(?:邻里|相邻)/, 'LL', '0201'],
  [/承包|土地|坟山|地界/, 'SLTD', '0901'],
  [/借贷|金融|信用卡/, 'HT', '0804'],
  [/承揽|合同|买卖|定金|工程款/, 'HT', '0699'],
  [/侵权/, 'SHPC', '0599'],
  [/损害|赔偿/, 'SHPC', '0401'],
];

export function readCategory(text) {
  const tries = /^(?:邻里|相邻)/.test(text) ? [text] : [beforeBracket(text), text];
  for (const t of tries) {
    const row = CATEGORIES.find(([words]) => words.test(t));
    if (row) return { moj: row[1], gb: row[2] };
  }
  return { moj: 'QT', gb: '99' };
}

const SOURCE_OF = {
  hotline_12345: 'hotline', grid: 'grid', integrated_centre: 'centre', petition_office: 'petition',
  court: 'court', procuratorate: 'procuratorate', police: 'police', administrative_organ: 'organ',
  legal_aid_centre: 'legal_aid', arbitration: 'arbitration',
};

/** Where the dispute came from and in what form, by its first live step. */
export function readSource(anchor, text) {
  let source = SOURCE_OF[anchor.org];
  if (anchor.kind.startsWith('petition_') && !['hotline', 'grid', 'centre'].includes(source)) {
    source = 'petition';
  }
  source ??= SOURCE_EX_OFFICIO.test(text) ? 'ex_officio' : 'application';
  return { source, manner: FORMS.find(([words]) => words.test(text))?.[1] ?? 'oral' };
}

/** Sources found by a patrol: who found it may not close it (巡办分离). */
export const FOUND = new Set(['ex_officio', 'grid']);

/** Which of the different numbers of a dispute an amount is; first hit wins. */
const BASES = [
  [/disputed_balance/, 'disputed'],
  [/paid_to_other_party|property_share|non_monetary|unspecified|not_stated/, null],
  [/^claimed/, 'claim'],
  [/^owed/, 'owed'],
  [/^agreed_first/, 'agreed_first'],
  [/^agreed/, 'agreed'],
  [/paid|recovered/, 'paid'],
  [/^judgment/, 'title'],
];

function exactness(basis) {
  if (/approx/.test(basis)) return 'about';
  if (/(?:^|_)over(?:_|$)/.test(basis)) return 'at_least'; // not "recovered"
  if (/monthly|per_/.test(basis)) return 'periodic';
  return 'exact';
}

/** {role, fen, exactness}; role null: no amount anywhere. */
export function readAmount(c, steps) {
  const basis = String(c.amount_basis ?? '');
  let role = BASES.find(([words]) => words.test(basis))?.[1] ?? null;
  if (typeof c.amount_cny !== 'number' || role === null) return { role: null, fen: null, exactness: null };
  if (role.startsWith('agreed') && !steps.some((s) => s.live && isAgreement(s.kind))) role = 'owed';
  return { role, fen: Math.round(c.amount_cny * 100), exactness: exactness(basis) };
}

/** Equal shares of `fen`, the rest on the last. */
export function shares(fen, n) {
  const each = Math.floor(fen / n);
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? fen - each * (n - 1) : each));
}

/** Amounts by place: terms of which agreement step, payment of which step. */
export function placeAmounts(amount, steps) {
  const live = steps.filter((s) => s.live);
  const agreements = live.filter((s) => isAgreement(s.kind));
  const performs = live.filter((s) => s.kind === 'perform');
  const place = { agreement: null, paid: new Map() };
  if (amount.role === 'agreed') place.agreement = agreements.at(-1).n;
  if (amount.role === 'agreed_first') place.agreement = agreements[0].n;
  if (amount.role === 'paid') {
    shares(amount.fen, Math.max(performs.length, 1))
      .forEach((fen, i) => performs[i] && place.paid.set(performs[i].n, fen));
  }
  return place;
}

export function readRisk(text) {
  if (typeof text !== 'string' || text === '无' || text === '') return { text: null, flags: [] };
  return { text, flags: RISK_FLAGS.filter(([, words]) => words.test(text)).map(([flag]) => flag) };
}
