// The closed lists of words that the mapping may read in a text, and numbers.
//
// Nothing else in `detail`, `when`, roles, traits or notes steers the plan: a
// text is content, these words are vocabulary.  A list is a regular expression
// without flags; order inside a list does not matter, except where said.

const DIGIT = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNIT = { 十: 10, 百: 100, 千: 1000 };
const CHINESE = '[〇零一二两三四五六七八九十百千]+';

/** A number in a text, Arabic or Chinese. */
export const NUMBER = `\\d+|${CHINESE}`;

/** The value of a number written in Arabic or Chinese digits; NaN if it is none. */
export function numberOf(text) {
  if (/^\d+$/.test(text)) return Number(text);
  if (!new RegExp(`^(?:${CHINESE})$`).test(text)) return NaN;
  if (!/[十百千]/.test(text)) return Number([...text].map((c) => DIGIT[c]).join('')); // 二〇二一
  let sum = 0;
  let digit = 0;
  for (const c of text) {
    if (c in UNIT) {
      sum += (digit || 1) * UNIT[c];
      digit = 0;
    } else {
      digit = DIGIT[c];
    }
  }
  return sum + digit;
}

/** Text before the first bracket, and text with all brackets dropped. */
export const beforeBracket = (text) => text.split(/[((]/)[0].trim();
export const withoutBrackets = (text) => text.replace(/[((][^()()]*[))]/g, '').trim();

export const HISTORY = /^(?:此前|以前|历年|多年|往年|诉前)/;
export const PART = /部分|首期|首付|一半|分期|余款|尾款|剩余/;
export const LATE = /逾期|超期|超过期限/;
export const PUBLIC_SECURITY = /治安|打架|轻微伤|轻伤|刑事/;
export const LAW_AND_LITIGATION = /涉法涉诉/;

export const SOURCE_EX_OFFICIO = /主动|排查|得知|发现/;
/** First hit wins; no hit is oral. */
export const FORMS = [
  [/网上|平台|线上/, 'online'],
  [/电话|热线/, 'phone'],
  [/邮寄|书/, 'written'],
];

export const RISK_FLAGS = [
  ['violence', /冲突|肢体|推搡|打架|威胁|闹事|哄抢/],
  ['collective', new RegExp(`群体|集体|聚集|批量|(?:${NUMBER})余?人`)],
  ['petition', /上访|信访/],
  ['tension', /情绪|积怨|对立|扬言/],
];

export const ROLE_APPLICANT = /原告|申请人|上诉人/;
/** Taken out of a role before ROLE_APPLICANT is asked: they name the other side. */
export const ROLE_NOT_APPLICANT = /反诉原告|反诉被告|被申请人|被上诉人/g;
export const TRAIT_APPLICANT = /申请人/;
export const TRAIT = {
  affected: /非当事人|案外人|非被告|利害关系人/,
  absent: /未参加/,
  assisting: /协助|负责监督/,
  group: /群体|集体|代表/,
  minor: /^未成年/,
  agent: /监护人代理|父母代理|法定代理人|代理|代签/,
  identity_unknown: /失联|身份不明/,
  needs: new RegExp(`聋哑|听力|手语|失明|残疾|不能|老年|(?:${NUMBER})旬`),
  age: new RegExp(`(${NUMBER})余?岁`),
  cross_region: /外省|外区|外县|外地|跨/,
  successor: /去世|承继/,
  legal_aid: /法律援助对象/,
};

const MEETING = /调解|协调|沟通|协商|劝|座谈|商谈/;
const NOT_A_COUNT = new RegExp(
  `第(?:${NUMBER})[次轮回]|此前已有(?:${NUMBER})次|前(?:${NUMBER})次|首次|初次|再次|二次|一次性`, 'g');
const TOTAL = new RegExp(`(?:累计|共计|总共)(${NUMBER})(余|多)?次`);
const ABOUT = new RegExp(`(${NUMBER})[余多]次`);
const EXACT = new RegExp(`(${NUMBER})[次轮]`);
const SEVERAL = /多次|数次|几次|反复|多轮|屡次/;

/**
 * How many meetings a step's text tells: {count, at_least, total}.  `total`
 * means that the count includes the sittings held before it.
 */
export function meetings(detail) {
  for (const raw of detail.split(/[,,。;;]/)) {
    if (!MEETING.test(raw) && !TOTAL.test(raw)) continue; // "累计十三次" is a clause of its own
    const clause = raw.replace(NOT_A_COUNT, '');
    const total = TOTAL.exec(clause);
    if (total) return { count: numberOf(total[1]), at_least: Boolean(total[2]), total: true };
    const about = ABOUT.exec(clause);
    if (about) return { count: numberOf(about[1]), at_least: true, total: false };
    const exact = EXACT.exec(clause);
    if (exact) return { count: numberOf(exact[1]), at_least: false, total: false };
    if (SEVERAL.test(clause)) return { count: 2, at_least: true, total: false };
  }
  return { count: 1, at_least: false, total: false };
}
