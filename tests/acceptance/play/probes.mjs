// Probes: each must be refused with a rule, and must leave no trace.

import { NotKnown } from './commands/index.mjs';
import { refusalLine } from './client.mjs';

const path = (id) => `/api/v1/disputes/${id}`;
const MISSING = '0123456789abcdef0123456789abcdef';

/** Timeline length and ETag, as somebody reads who may. */
async function trace(dispute, reader) {
  const client = dispute.fixture.client(reader);
  const [now, line] = await Promise.all([client.get(path(dispute.id)),
    client.get(`${path(dispute.id)}/timeline?limit=500`)]);
  return { etag: now.etag, length: line.json?.items?.length ?? null, line: line.etag };
}

/** Is `reply` a refusal as `expect` wants it?  The fault in words, or null. */
export function refused(reply, expect) {
  if (reply.status < 300) return 'was accepted';
  if (reply.status >= 500) return refusalLine(reply);
  if (expect.status && !expect.status.includes(reply.status)) {
    return `${refusalLine(reply)}, expected ${expect.status.join(' or ')}`;
  }
  if (!expect.status && reply.status === 400) return `${refusalLine(reply)}: refused by form only`;
  if (!reply.json?.type) return `${reply.status} without problem+json`;
  const named = reply.json.article ?? '';
  const missing = (expect.articles ?? []).filter((a) => !names(named, a));
  return missing.length ? `${refusalLine(reply)}, expected ${missing.join(', ')}` : null;
}

/** "人民调解法8、29" names 人民调解法8 and 人民调解法29; "特邀19;民诉法100" both. */
export function names(text, article) {
  const plain = (t) => t.replace(/[\s〔〕]/g, '').replace('特邀调解规定', '特邀');
  return text.split(/[;；]/).flatMap((part) => {
    const [first, ...more] = part.trim().split('、');
    const law = first.replace(/\d+(?:[(（].[)）])?$/, '');
    return [first, ...more.map((no) => law + no)];
  }).some((one) => plain(one) === plain(article));
}

/** P1: what the neighbour is told of this dispute is what he is told of none. */
async function foreign(dispute, item) {
  const client = dispute.fixture.client(item.actor);
  const faults = [];
  const same = (what, a, b) => {
    const plain = (reply, id) => reply.text.replaceAll(id, 'ID').replace(/"(?:instance|request)":"[^"]*"/g, '');
    if (a.status !== 404) faults.push(`${what}: ${a.status}, expected 404`);
    else if (plain(a, dispute.id) !== plain(b, MISSING) || a.status !== b.status) {
      faults.push(`${what}: not the same answer as for a missing dispute`);
    }
  };
  for (const end of ['', '/timeline']) {
    same(`GET ${end || '/'}`, await client.get(path(dispute.id) + end), await client.get(path(MISSING) + end));
  }
  const body = { text: item.args.text };
  same('note', await client.post(`${path(dispute.id)}/commands/note`, body),
    await client.post(`${path(MISSING)}/commands/note`, body));
  return faults[0] ?? null;
}

/** P2: the same key again. */
async function again(dispute, item) {
  const first = dispute.sent.get(item.expect.repeats);
  if (!first) return `nothing was sent for ${item.expect.repeats}`;
  const client = dispute.fixture.client(first.item.actor);
  const ask = (body) => client.post(first.path, body, { key: first.key, headers: first.headers });
  const same = await ask(first.body);
  if (same.status !== first.reply.status || same.text !== first.reply.text) {
    return `same key and body: ${same.status}, not the first answer`;
  }
  const other = await ask({ ...first.body, occurred_on: '1999-01-01' });
  return item.expect.other_body.status.includes(other.status) ? null
    : `same key, other body: ${refusalLine(other)}`;
}

/** P6: an entry of the timeline is nobody's to change. */
async function untouchable(dispute, item) {
  const entry = dispute.sent.get(item.args.entry)?.reply.json.events[0];
  if (!entry) return `nothing was sent for ${item.args.entry}`;
  const client = dispute.fixture.client(item.actor);
  for (const method of item.args.methods) {
    const reply = await client.send(method, `${path(dispute.id)}/timeline/${entry.seq}`, { body: {} });
    if (!item.expect.status.includes(reply.status)) return `${method}: ${reply.status}`;
  }
  return null;
}

/** The agreement that a probe is about must still have no effect. */
async function stillDraft(dispute, { agreement, state }) {
  await dispute.refresh(dispute.reader);
  const found = dispute.state.agreement?.find((a) => a.no === dispute.agreement(agreement));
  return found?.state === state ? null : `${agreement} is ${found?.state}, expected ${state}`;
}

async function ask(dispute, item) {
  const headers = item.expect.if_match === 'stale' ? { 'If-Match': '"1"' } : {};
  const { reply } = await dispute.send(item, { headers });
  if (reply === null) return 'could not be asked';
  const fault = refused(reply, item.expect);
  if (fault) return fault;
  return item.expect.agreement ? stillDraft(dispute, item.expect) : null;
}

const SPECIAL = { P1: foreign, P2: again, P6: untouchable };

/** Plays a probe; the fault in words, or null. */
export async function probe(dispute, item) {
  const { reader } = dispute; // the same before and after: others see less or more
  const before = await trace(dispute, reader);
  let fault;
  try {
    fault = await (SPECIAL[item.probe] ?? ask)(dispute, item);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    fault = error.message;
  }
  const after = await trace(dispute, reader);
  if (before.etag !== after.etag || before.length !== after.length || before.line !== after.line) {
    return fault ?? 'left a trace';
  }
  return fault;
}
