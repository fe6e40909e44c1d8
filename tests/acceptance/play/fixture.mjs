// The bodies and people of the plan, found in the demonstration county or made:
// one API key a person, so that time may jump without anybody's session ending.

import { signIn, withKey } from './client.mjs';

const HOME = '999901';
const NEIGHBOUR = '999902';
const ROLES = { handler: ['mediator', 'clerk'], second: ['mediator', 'clerk'], head: ['head', 'mediator'] };
const SITE = ['administrator', 'security', 'auditor']; // who run the site
const ORDER = ['handler', 'second', 'head']; // accounts .a, .b, .c of the demonstration

/** The demonstration's name of a body that is not the only one of its kind there. */
const NAMED = { village_committee: /^青石村/ };

const stateOf = (item) => ({ ...item.state, id: item.id });

/**
 * Makes an organisation or a person; asks again for a while, since each process
 * of the service learns of a new organisation a moment later.
 */
async function make(admin, path, body) {
  let reply;
  for (let i = 0; i < 200; i += 1) {
    reply = await admin.post(path, body);
    if (reply.status === 201) return reply.json.id;
    if (reply.json?.rule !== 'no-such-organisation') break;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error(`${path}: ${reply.status} ${reply.text}`);
}

/** Asks until the process that answers has learned of whom it is about. */
async function untilKnown(ask, what) {
  let reply;
  for (let i = 0; i < 200; i += 1) {
    reply = await ask();
    if (reply.status === 200) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error(`${what}: ${reply.status} ${reply.text}`);
}

/** A key for somebody, of the security administrator; asks again for a while, as above. */
async function keyOf(security, name, person) {
  let reply;
  for (let i = 0; i < 200; i += 1) {
    reply = await security.post('/api/v1/api-keys', { name, person });
    if (reply.json?.key) return reply.json.key;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error(`api key of ${name}: ${reply.status} ${reply.text}`);
}

class Fixture {
  /** `url`: of the service; `secret`: the security administrator's password. */
  constructor(url, secret) {
    this.url = url;
    this.secret = secret;
    this.keys = []; // {client, name, person}: a key lives ten years at most
    this.orgs = new Map(); // body key -> id of the organisation
    this.bodies = new Map(); // id -> body key
    this.people = new Map(); // "body.person" -> {id, client}
    this.names = new Map(); // body key -> name
  }

  org(body) {
    const id = this.orgs.get(body);
    if (!id) throw new Error(`fixture: no body ${body}`);
    return id;
  }

  bodyOf(id) {
    return this.bodies.get(id) ?? null;
  }

  name(body) {
    return this.names.get(body);
  }

  person({ body, person }) {
    const known = this.people.get(`${body}.${person}`);
    if (!known) throw new Error(`fixture: nobody ${body}.${person}`);
    return known;
  }

  client(actor) {
    return this.person(actor).client;
  }

  /** Somebody who asks by a key, also after it is renewed. */
  async keyed(security, name, person) {
    const client = withKey(this.url, await keyOf(security, name, person));
    this.keys.push({ client, name, person });
    return client;
  }

  /** A new key for everybody, at the time that it is now. */
  async renew() {
    const security = await signIn(this.url, 'security', this.secret);
    for (const { client, name, person } of this.keys) {
      client.headers = withKey(this.url, await keyOf(security, name, person)).headers;
    }
  }
}

/** The organisation for a body of the plan: one of the demonstration, or a new one. */
async function placeBody(admin, body, orgs, taken, above) {
  const county = body.county === 'home' ? HOME : NEIGHBOUR;
  const found = orgs.find((o) => o.kind === body.kind && o.county === county && !taken.has(o.id)
    && (NAMED[body.key]?.test(o.name) ?? true));
  if (found && body.org_kind !== null) return found;
  if (found && body.county === 'neighbour') return found;
  const id = await make(admin, '/api/v1/organisations', {
    county, kind: body.kind, name: body.name, mark: body.name.slice(-12, -8) || undefined,
    parent: above ?? orgs.find((o) => o.kind === 'governance_centre').id,
  });
  return { id, name: body.name, made: true };
}

/** The centre's roster: lawyers who are people there, so that one could be named as mediator. */
async function makeRoster(admin, fixture) {
  const head = fixture.client({ body: 'legal_aid_centre', person: 'head' });
  const founded = await head.post('/api/v1/rosters/commands/found-roster', {});
  if (founded.status !== 201) throw new Error(`roster: ${founded.status} ${founded.text}`);
  for (const name of ['援助律师一', '援助律师二', '援助律师三', '援助律师四']) {
    const person = await make(admin, '/api/v1/people', {
      name, org: fixture.org('legal_aid_centre'), roles: ['mediator'],
    });
    await untilKnown(() => head.post(
      `/api/v1/rosters/${founded.json.id}/commands/enter-counsel`, { person }), `counsel ${name}`);
  }
}

/** The home county switches rule sets on by name; nothing else is on but statute. */
async function switchOn(admin, sets) {
  const reply = await admin.post('/api/v1/sites/00000000000000000000000000000001/commands/choose-sets', { county: HOME, sets });
  if (reply.status !== 200) throw new Error(`choose-sets: ${reply.status} ${reply.text}`);
}

/** Finds or makes everything that the plan asks for, and signs everybody in. */
export async function makeFixture(url, signIns, { fixture: wanted, switched_on: sets }) {
  const admin = await signIn(url, 'admin', signIns.get('admin').password);
  const security = await signIn(url, 'security', signIns.get('security').password);
  await switchOn(admin, sets);
  const orgs = (await admin.all('/api/v1/organisations')).map(stateOf);
  const staff = (await admin.all('/api/v1/people')).map(stateOf);
  const fixture = new Fixture(url, signIns.get('security').password);
  const taken = new Set();
  for (const body of wanted.bodies) {
    const org = await placeBody(admin, body, orgs, taken, fixture.orgs.get(body.within));
    taken.add(org.id);
    fixture.orgs.set(body.key, org.id);
    fixture.bodies.set(org.id, body.key);
    fixture.names.set(body.key, org.name);
    const there = staff.filter((p) => p.org === org.id && !p.roles.some((r) => SITE.includes(r)));
    there.sort((a, b) => (a.name < b.name ? -1 : 1));
    // Names end in 甲, 乙, 丙; the third is the head.
    const by = (mark) => there.find((p) => p.name.endsWith(mark));
    const found = [by('甲'), by('乙'), by('丙')];
    for (const [i, person] of ORDER.entries()) {
      const id = found[i]?.id ?? await make(admin, '/api/v1/people', {
        name: `${body.name}${'甲乙丙'[i]}`, org: org.id, roles: ROLES[person],
      });
      fixture.people.set(`${body.key}.${person}`, { id, client: await fixture.keyed(security, `${body.key}.${person}`, id) });
    }
  }
  if (fixture.orgs.has('legal_aid_centre')) await makeRoster(admin, fixture);
  // Time is moved by a key as well: a session would end on the way.
  const me = await admin.get('/api/v1/me');
  fixture.admin = await fixture.keyed(security, 'time', me.json.person);
  return fixture;
}
