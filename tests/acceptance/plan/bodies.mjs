// The fixture: the bodies of one county, who may handle what, and who signs.
//
// Every org_kind of a case is a body here; some need a second one beside them
// (a committee seated in a centre, the court's room of invited mediators, the
// traffic police).  A body has three people: a handler, a second handler, and a
// head who assigns and holds the seal.  Each signs in for himself.

import { PUBLIC_SECURITY } from './words.mjs';

/** key: name in plans; kind: word of the product's table of bodies. */
const ROWS = [
  // key                  kind                      org_kind                name
  ['grid', 'grid', 'grid', '清水村第一网格'],
  ['village_committee', 'village_committee', 'village_committee', '清水村人民调解委员会'],
  ['township_committee', 'township_committee', 'township_committee', '清河镇人民调解委员会'],
  ['personal_studio', 'personal_studio', 'personal_studio', '清河镇个人调解工作室'],
  ['police_station', 'police_station', 'police', '清河派出所'],
  ['traffic_police', 'traffic_police', 'police', '清河县交警大队'],
  ['county_committee', 'county_committee', 'county_committee', '清河县人民调解委员会'],
  ['industry_committee', 'industry_committee', 'industry_committee', '清河县行业性专业性人民调解委员会'],
  ['legal_aid_centre', 'legal_aid_centre', 'legal_aid_centre', '清河县法律援助中心'],
  ['legal_aid_committee', 'county_committee', null, '清河县公共法律服务中心人民调解委员会'],
  ['governance_centre', 'governance_centre', 'integrated_centre', '清河县综治中心'],
  ['centre_committee', 'county_committee', null, '清河县综治中心驻中心人民调解委员会'],
  ['organ_market', 'organ_market', 'administrative_organ', '清河县市场监督管理局'],
  ['organ_labour', 'organ_labour', 'administrative_organ', '清河县人力资源和社会保障局'],
  ['organ_health', 'organ_health', 'administrative_organ', '清河县卫生健康局'],
  ['organ_land', 'organ_land', 'administrative_organ', '清河县自然资源局'],
  ['organ_environment', 'organ_environment', 'administrative_organ', '清河县生态环境局'],
  ['organ_general', 'organ_general', 'administrative_organ', '清河县应急管理局'],
  ['court', 'court', 'court', '清河县人民法院'],
  ['court_mediation_room', 'court_mediation_room', null, '清河县人民法院特邀调解室'],
  ['procuratorate', 'procuratorate', 'procuratorate', '清河县人民检察院'],
  ['petition_office', 'petition_office', 'petition_office', '清河县信访局'],
  ['hotline_12345', 'hotline_12345', 'hotline_12345', '清河县12345热线'],
  ['arbitration_commission', 'arbitration_commission', 'arbitration', '清河县仲裁院'],
];

/** In whose house a committee or a room is seated. */
const WITHIN = {
  court_mediation_room: 'court', centre_committee: 'governance_centre',
  legal_aid_committee: 'legal_aid_centre',
};

const bodies = ROWS.map(([key, kind, org_kind, name]) => ({
  key, kind, org_kind, name, county: 'home', people: ['handler', 'second', 'head'],
  seal_of: key === 'personal_studio' ? 'township_committee' : key, within: WITHIN[key] ?? null,
}));
bodies.push({
  key: 'neighbour_township_committee', kind: 'township_committee', org_kind: null,
  name: '白石镇人民调解委员会', county: 'neighbour', people: ['handler', 'second', 'head'],
  seal_of: 'neighbour_township_committee',
});

/** What the player must find or make before the run. */
export const FIXTURE = { counties: ['home', 'neighbour'], bodies };
export const HOME_BODIES = bodies.filter((b) => b.county === 'home').map((b) => b.key);
export const NEIGHBOUR = 'neighbour_township_committee';

const SECTOR_OF = {
  XF: 'market', LD: 'labour', TQNMG: 'labour', YL: 'health', SLTD: 'land', HJWR: 'environment',
};

/** The fixture body that an org_kind is in a dispute of this category. */
export function bodyOf(org, category) {
  if (org === 'administrative_organ') return `organ_${SECTOR_OF[category.moj] ?? 'general'}`;
  if (org === 'police') return category.moj === 'DLJT' ? 'traffic_police' : 'police_station';
  if (org === 'integrated_centre') return 'governance_centre';
  if (org === 'arbitration') return 'arbitration_commission';
  return org;
}

/** Sector of an administrative procedure, which decides its limits. */
export function sectorOf(body) {
  if (body === 'traffic_police') return 'traffic';
  if (body === 'police_station') return 'public_security';
  return body.startsWith('organ_') ? body.slice(6) : null;
}

/** The people's committee seated at a body that is never mediator of record. */
export const SEATED = {
  governance_centre: 'centre_committee', legal_aid_centre: 'legal_aid_committee',
};

/** Who signs for a body that cannot conclude people's mediation itself. */
const SIGNER = {
  ...SEATED, police_station: 'township_committee', grid: 'village_committee',
};
export const signerOf = (channel, body) => (channel === 'people' ? SIGNER[body] ?? null : null);

/** Committees to which a court may send mediation (委派, 委托). */
const INVITED = new Set(['village_committee', 'township_committee', 'county_committee',
  'industry_committee', 'personal_studio', ...Object.values(SEATED), 'court_mediation_room']);
export const isInvited = (body) => INVITED.has(body);

/** The body that would take the court's mediation when `body` is named. */
export const invitedAt = (body) => SEATED[body] ?? body;

/** The channel of a body that always, or by the words of the category, has the same one. */
export function ownChannel(body, categoryText) {
  if (body === 'police_station') {
    return PUBLIC_SECURITY.test(categoryText) ? 'administrative' : 'people';
  }
  if (body === 'traffic_police' || body.startsWith('organ_')) return 'administrative';
  return {
    court: 'assigned', procuratorate: 'procuratorial', petition_office: 'petition',
    hotline_12345: 'hotline', arbitration_commission: 'arbitration',
  }[body] ?? 'people';
}

/**
 * What a channel asks for before a sitting or an agreement, and what makes a
 * written agreement effective, piece by piece (the last piece is the effect).
 *   letter       the agreement is a 调解书 and as such an enforceable title
 *   confirmable  it is the agreement of a mediation body (民诉法205)
 *   handed_over  leaves by hand-over when another mediation body begins
 *   ended_by_suit ends when suit or arbitration begins
 */
const MEDIATION = { consent: true, accept: true, mediators: true };
export const CHANNELS = {
  people: { ...MEDIATION, rights: true, effect: ['parties', 'mediator', 'seal'], confirmable: true,
    handed_over: true, ended_by_suit: true, article: '人民调解法29' },
  administrative: { ...MEDIATION, rights: true, effect: ['parties', 'mediator', 'seal'],
    confirmable: true, handed_over: true, ended_by_suit: true, article: null },
  assigned: { ...MEDIATION, rights: true, effect: ['parties'], confirmable: true,
    handed_over: true, ended_by_suit: true, article: '特邀24' },
  entrusted: { ...MEDIATION, rights: true, effect: ['parties', 'letter'], letter: 'court_letter',
    handed_over: true, ended_by_suit: true, article: '特邀19' },
  in_court: { ...MEDIATION, effect: ['parties', 'letter'], letter: 'court_letter',
    article: null },
  procuratorial: { ...MEDIATION, effect: ['parties', 'mediator'], handed_over: true, article: null },
  arbitration: { consent: true, mediators: true, effect: ['parties', 'mediator', 'seal', 'letter'],
    letter: 'arbitration', article: null },
  petition: { consent: true, mediators: true, effect: ['parties', 'mediator'],
    article: '信访工作条例33' },
  enforcement: { effect: ['parties', 'record'], article: null },
  hotline: { effect: [], article: null },
  suit: { effect: [], article: null },
  confirmation: { effect: [], article: null },
  legal_aid: { effect: [], article: null },
};

/** Pieces of effect in this procedure: police sign by the presiding officer alone. */
export function effectOf(procedure) {
  if (procedure.sector === 'traffic' || procedure.sector === 'public_security') {
    return ['parties', 'mediator'];
  }
  return CHANNELS[procedure.channel].effect;
}
