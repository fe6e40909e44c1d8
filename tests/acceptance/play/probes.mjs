// Probes and broken variants are tried, and what came of it is kept: answers,
// and what the timeline was before and after.  Whether it was right is not
// judged here (compare/probes.mjs).

import { NotKnown } from './commands/index.mjs';

const path = (id) => `/api/v1/disputes/${id}`;
const MISSING = '0123456789abcdef0123456789abcdef';

/** Timeline length and ETags, as somebody reads who may. */
async function trace(dispute, reader) {
  if (!dispute.id || !reader) return null;
  const client = dispute.fixture.client(reader);
  const [now, line] = await Promise.all([client.get(path(dispute.id)),
    client.get(`${path(dispute.id)}/timeline?limit=500`)]);
  return { etag: now.etag, length: line.json?.items?.length ?? null, line: line.etag };
}

/** P1: the neighbour asks for this dispute and for one that there is not. */
async function foreign(dispute, item) {
  const client = dispute.fixture.client(item.actor);
  const both = async (what, ask) => ({
    what, here: { id: dispute.id, reply: await ask(dispute.id) },
    nowhere: { id: MISSING, reply: await ask(MISSING) },
  });
  const body = { text: item.args.text };
  return { pairs: [
    await both('GET /', (id) => client.get(path(id))),
    await both('GET /timeline', (id) => client.get(`${path(id)}/timeline`)),
    await both('note', (id) => client.post(`${path(id)}/commands/note`, body)),
  ] };
}

/** P2: the same key again, with the same body and with another. */
async function again(dispute, item) {
  const first = dispute.sent.get(item.expect.repeats);
  if (!first) return { error: `nothing was sent for ${item.expect.repeats}` };
  const client = dispute.fixture.client(first.item.actor);
  const ask = (body) => client.post(first.path, body, { key: first.key, headers: first.headers });
  return {
    first: first.reply, same: await ask(first.body),
    other: await ask({ ...first.body, occurred_on: '1999-01-01' }),
  };
}

/** P6: methods that would change an entry of the timeline. */
async function untouchable(dispute, item) {
  const entry = dispute.sent.get(item.args.entry)?.reply.json.events[0];
  if (!entry) return { error: `nothing was sent for ${item.args.entry}` };
  const client = dispute.fixture.client(item.actor);
  const methods = [];
  for (const method of item.args.methods) {
    methods.push({ method, reply: await client.send(method, `${path(dispute.id)}/timeline/${entry.seq}`, { body: {} }) });
  }
  return { methods };
}

/** The item's command, asked as it stands; the state of the agreement it is about. */
async function ask(dispute, item) {
  const headers = item.expect.if_match === 'stale' ? { 'If-Match': '"1"' } : {};
  const { reply } = await dispute.send(item, { headers });
  if (reply === null) return { error: 'could not be asked' };
  let agreement = null;
  if (item.expect.agreement) {
    await dispute.refresh(dispute.reader);
    const no = dispute.agreement(item.expect.agreement);
    agreement = dispute.state.agreement?.find((a) => a.no === no)?.state ?? null;
  }
  return { reply, agreement };
}

const SPECIAL = { P1: foreign, P2: again, P6: untouchable };

/** Tries `item`; {before, after} and what was answered, or {error}. */
export async function probe(dispute, item) {
  const { reader } = dispute; // the same before and after: others see less or more
  const before = await trace(dispute, reader);
  let answered;
  try {
    answered = await (SPECIAL[item.probe] ?? ask)(dispute, item);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    answered = { error: error.message };
  }
  return { ...answered, before, after: await trace(dispute, reader) };
}
