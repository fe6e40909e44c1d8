// The kinds of steps and of bodies that a case may use, and the reading of a
// case file.  Anything else is an error of the file, never a note.

export const KINDS = [
  'intake', 'accept', 'assign', 'session', 'visit', 'survey', 'expert_opinion',
  'legal_aid_apply', 'legal_aid_grant', 'refer', 'return', 'escalate', 'joint_meeting',
  'agreement', 'oral_agreement', 'fail', 'withdraw', 'confirm_apply', 'confirm_ruling',
  'file_lawsuit', 'arbitration', 'petition_register', 'petition_reply', 'petition_review',
  'petition_rereview', 'petition_terminate', 'perform', 'default', 'enforce', 'follow_up',
  'close', 'other',
];

export const ORG_KINDS = [
  'village_committee', 'township_committee', 'county_committee', 'industry_committee',
  'personal_studio', 'police', 'administrative_organ', 'court', 'procuratorate',
  'petition_office', 'legal_aid_centre', 'grid', 'hotline_12345', 'integrated_centre',
  'arbitration', 'other',
];

const SEEN = ['full', 'two_parts', 'part', 'start_only'];

/** Kinds through which a dispute enters a body's door. */
export const isDoorKind = (kind) =>
  ['intake', 'accept', 'assign', 'file_lawsuit', 'arbitration', 'enforce', 'refer', 'escalate',
    'return'].includes(kind) || /^(petition|legal_aid|confirm)_/.test(kind);

/** Kinds by which a body shows that it handles the matter (routing by neighbours). */
export const HANDLING = new Set(['session', 'agreement', 'accept', 'assign', 'visit', 'survey',
  'joint_meeting', 'expert_opinion', 'intake', 'fail']);

export const isAgreement = (kind) => kind === 'agreement' || kind === 'oral_agreement';

/** A file or a case that cannot be planned: exit 2. */
export class CaseError extends Error {}

/** Throws CaseError unless `c` is a case in the vocabulary above. */
export function checkCase(c) {
  const where = `case ${c?.id ?? '(without id)'}`;
  const need = (ok, what) => {
    if (!ok) throw new CaseError(`${where}: ${what}`);
  };
  need(c !== null && typeof c === 'object' && !Array.isArray(c), 'not an object');
  need(typeof c.id === 'string' && c.id !== '', 'no id');
  need(SEEN.includes(c.source_seen), `unknown source_seen ${c.source_seen}`);
  need(Array.isArray(c.parties) && c.parties.length > 0, 'no parties');
  for (const p of c.parties) {
    need(typeof p?.role === 'string', 'a party without role');
    need(p.kind === 'natural' || p.kind === 'organisation', `unknown kind of party ${p.kind}`);
    need(Number.isInteger(p.count) ? p.count > 0 : p.count === 'unknown' || p.count == null,
      `unknown count of a party ${p.count}`);
  }
  need(Array.isArray(c.steps) && c.steps.length > 0, 'no steps');
  c.steps.forEach((s, i) => {
    need(KINDS.includes(s?.kind), `step ${i + 1}: unknown kind ${s?.kind}`);
    need(ORG_KINDS.includes(s.org_kind), `step ${i + 1}: unknown org_kind ${s.org_kind}`);
    need(typeof s.detail === 'string' && typeof s.when === 'string',
      `step ${i + 1}: detail and when must be texts`);
  });
}

/** The cases of a file of one JSON object a line. */
export function readCases(text) {
  const cases = [];
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '') return;
    let c;
    try {
      c = JSON.parse(line);
    } catch {
      throw new CaseError(`line ${i + 1}: not JSON`);
    }
    checkCase(c);
    cases.push(c);
  });
  if (cases.length === 0) throw new CaseError('no case in the file');
  const seen = new Set();
  for (const { id } of cases) {
    if (seen.has(id)) throw new CaseError(`case ${id} stands twice`);
    seen.add(id);
  }
  return cases;
}
