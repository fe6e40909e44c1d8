// The parties of a dispute: who stands on which side, how many they are, who
// speaks for them.
//
// A record of the case is one of: n persons, n organisations, or one group.
// Every member of a record gets the record's traits; they also stay as text.

import { organisation, person } from './identity.mjs';
import { numberOf, ROLE_APPLICANT, ROLE_NOT_APPLICANT, TRAIT, TRAIT_APPLICANT } from './words.mjs';

/** Sides that are asked, attend and sign. */
const JOINED = new Set(['applicant', 'respondent', 'equal']);
const MOST_SINGLE = 10; // more than this are a group
const REPRESENTATIVES = 2; // at most 5 by law
const ADULT = 40;
const OLD = 75;
const CHILD = 10;

const traitsOf = (record) => (record.traits ?? []).map(String);
const has = (record, pattern) => traitsOf(record).some((t) => pattern.test(t));

/** Years of age that a trait tells, or null; the age at the time of an event is none. */
function ageIn(trait) {
  const hit = /^事故时/.test(trait) ? null : TRAIT.age.exec(trait);
  return hit && numberOf(hit[1]);
}

function isApplicant(record) {
  return ROLE_APPLICANT.test(record.role.replace(ROLE_NOT_APPLICANT, ''))
    || has(record, TRAIT_APPLICANT);
}

/** The side of each record. */
function sidesOf(records) {
  if (records.length === 1) {
    const many = Number.isInteger(records[0].count) && records[0].count > 1;
    return [many ? 'equal' : 'applicant'];
  }
  const named = records.some(isApplicant);
  const sides = records.map((r, i) => {
    if (has(r, TRAIT.affected)) return 'affected';
    if (has(r, TRAIT.absent)) return 'absent';
    if (has(r, TRAIT.assisting)) return 'assisting';
    return (named ? isApplicant(r) : i === 0) ? 'applicant' : 'respondent';
  });
  // A dispute without anybody in it is none: somebody must be asked.
  if (!sides.some((side) => JOINED.has(side))) sides[0] = 'applicant';
  return sides;
}

/** What the closed words say about the people of a record. */
function marksOf(record) {
  const age = traitsOf(record).map(ageIn).find((n) => n !== null) ?? null;
  const needs = traitsOf(record).filter((t) => TRAIT.needs.test(t) || ageIn(t) >= 60);
  return {
    minor: has(record, TRAIT.minor),
    identity_unknown: has(record, TRAIT.identity_unknown),
    needs,
    cross_region: has(record, TRAIT.cross_region),
    successor: has(record, TRAIT.successor),
    legal_aid: has(record, TRAIT.legal_aid),
    age: has(record, TRAIT.minor) ? Math.min(age ?? CHILD, 17) : age ?? (needs.length ? OLD : ADULT),
  };
}

/** Guardian or agent: who acts for the party, with what power. */
function agentOf(record, marks, seed, day) {
  if (marks.minor) {
    return { kind: 'guardian', power: '法定代理', ...person(`${seed}|guardian`, { day, age: ADULT }) };
  }
  if (has(record, TRAIT.agent)) {
    return { kind: 'agent', power: '特别授权', ...person(`${seed}|agent`, { day, age: ADULT }) };
  }
  return null;
}

/**
 * The parties of a case, in order.  `seed` is a digest of its content, `day`
 * the day of registration.
 */
export function readParties(records, seed, day) {
  const sides = sidesOf(records);
  return records.flatMap((record, i) => {
    const count = Number.isInteger(record.count) ? record.count : null;
    const natural = record.kind === 'natural';
    const grouped = count === null || count > MOST_SINGLE || (natural && has(record, TRAIT.group));
    const members = grouped ? 1 : count;
    const marks = marksOf(record);
    const common = {
      record: i + 1, side: sides[i], role: record.role, traits: traitsOf(record),
      joined: JOINED.has(sides[i]),
      minor: marks.minor, identity_unknown: marks.identity_unknown, needs: marks.needs,
      cross_region: marks.cross_region, successor: marks.successor, legal_aid: marks.legal_aid,
    };
    return Array.from({ length: members }, (_, k) => {
      const own = `${seed}|${i}|${k}`;
      const party = { key: `party-${i + 1}${members > 1 ? `.${k + 1}` : ''}`, ...common };
      const someone = (what) => person(`${own}|${what}`, { day, age: ADULT });
      if (grouped) {
        return {
          ...party, kind: 'group', members: record.kind, size: count,
          name: record.role,
          representatives: Array.from({ length: REPRESENTATIVES },
            (__, r) => ({ ...someone(`representative-${r}`), power: '特别授权' })),
          agent: agentOf(record, { ...marks, minor: false }, own, day),
        };
      }
      const agent = agentOf(record, marks, own, day);
      if (natural) {
        return { ...party, kind: 'natural', ...person(own, { day, age: marks.age }), agent };
      }
      return {
        ...party, kind: 'organisation', ...organisation(own), agent,
        legal_representative: someone('legal-representative'),
      };
    });
  });
}

/** Whose hands put the party's name under a paper. */
export function signersOf(party) {
  if (party.agent) return [{ as: party.agent.kind, name: party.agent.name }];
  if (party.kind === 'group') {
    return party.representatives.map((r) => ({ as: 'representative', name: r.name }));
  }
  if (party.kind === 'organisation') {
    return [{ as: 'legal_representative', name: party.legal_representative.name }];
  }
  return [{ as: 'self', name: party.name }];
}
