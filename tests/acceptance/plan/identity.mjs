// Made-up people and organisations, the same ones every time.
//
// Names, numbers and addresses come from a digest of what the case says about
// its parties, never from its id or place in the file.  Telephones begin with
// 1000, which no operator uses; identity numbers have the area code 999999 and
// a right check digit, so that sealing and validation are exercised.

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
const GIVEN = [...'安宁平和顺达文明正义友善康乐勤俭'];

/** FNV-1a over UTF-16 units, 32 bits. */
export function digest(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193) >>> 0;
  }
  return h >>> 0;
}

/** A number below `below` that belongs to `seed` and `what`. */
const pick = (seed, what, below) => digest(`${what}|${seed}`) % below;
const digits = (n, width) => String(n).padStart(width, '0');

/** Check digit of a citizen's identity number (GB 11643). */
function identityCheck(first17) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((s, w, i) => s + w * Number(first17[i]), 0);
  return '10X98765432'[sum % 11];
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Check character of a unified social credit code (GB 32100). */
function creditCheck(first17) {
  let weight = 1;
  let sum = 0;
  for (const c of first17) {
    sum += CREDIT.indexOf(c) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT[(31 - (sum % 31)) % 31];
}

export const telephone = (seed) => `1000${digits(pick(seed, 'telephone', 1e7), 7)}`;
export const address = (seed) => `清河县清水村${pick(seed, 'group', 20) + 1}组${pick(seed, 'house', 200) + 1}号`;

/** Somebody of `age` years on `day`. */
export function person(seed, { day, age }) {
  const year = Number(day.slice(0, 4)) - age - 1; // so that the birthday is past
  const born = `${year}${digits(pick(seed, 'month', 12) + 1, 2)}${digits(pick(seed, 'day', 28) + 1, 2)}`;
  const first17 = `999999${born}${digits(pick(seed, 'order', 999) + 1, 3)}`;
  return {
    name: `${SURNAMES[pick(seed, 'surname', SURNAMES.length)]}试${GIVEN[pick(seed, 'given', GIVEN.length)]}`,
    telephone: telephone(seed),
    address: address(seed),
    identity_number: first17 + identityCheck(first17),
  };
}

export function organisation(seed) {
  const first17 = `91999999${digits(pick(seed, 'order', 1e9), 9)}`;
  return {
    name: `清河试${GIVEN[pick(seed, 'first', 16)]}${GIVEN[pick(seed, 'second', 16)]}单位`,
    telephone: telephone(seed),
    address: address(seed),
    credit_code: first17 + creditCheck(first17),
  };
}

/** A number of a file that a court, commission or office would give. */
export const fileNumber = (seed, word) => `测${word}${digits(pick(seed, word, 1e6), 6)}号`;
