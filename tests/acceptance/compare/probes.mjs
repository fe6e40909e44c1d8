// Probes and broken variants: was it refused as it had to be, by a rule or an
// article, and without a trace?  Judges what play/probes.mjs collected.

import { names } from './articles.mjs';

const PROBLEM = /^application\/problem\+json/;

const line = ({ status, json }) => `${status} rule=${json?.rule ?? 'none'} art=${json?.article ?? 'none'}`
  + `${json?.field ? ` field=${json.field}` : ''}`;

/** The fault of an answer that should refuse as `expect` says, or null. */
function refusalFault(reply, expect) {
  if (reply.status < 300) return 'was accepted';
  if (reply.status >= 500) return line(reply);
  if (expect.status && !expect.status.includes(reply.status)) {
    return `${line(reply)}, expected ${expect.status.join(' or ')}`;
  }
  if (!expect.status && reply.status === 400) return `${line(reply)}: refused by form only`;
  if (!PROBLEM.test(reply.type ?? '') || !reply.json?.type) return `${reply.status} without problem+json`;
  // Who may not see it is told nothing of rules; all others learn why not.
  if (reply.status !== 404 && reply.status !== 412 && !reply.json.rule && !reply.json.article) {
    return `${line(reply)}: refused without rule or article`;
  }
  const missing = (expect.articles ?? []).filter((a) => !names(reply.json.article ?? '', a));
  return missing.length ? `${line(reply)}, expected ${missing.join(', ')}` : null;
}

/** P1: what the neighbour is told of this dispute is what he is told of none. */
function foreignFault({ pairs }) {
  const bare = ({ reply, id }) => reply.text.replaceAll(id, 'ID')
    .replace(/"(?:instance|request)":"[^"]*"/g, '');
  for (const { what, here, nowhere } of pairs) {
    if (here.reply.status !== 404) return `${what}: ${here.reply.status}, expected 404`;
    if (nowhere.reply.status !== 404 || bare(here) !== bare(nowhere)) {
      return `${what}: not the same answer as for a missing dispute`;
    }
  }
  return null;
}

/** P2: the same key again. */
function repeatFault({ first, same, other }, expect) {
  if (same.status !== first.status || same.text !== first.text) {
    return `same key and body: ${same.status}, not the first answer`;
  }
  return expect.other_body.status.includes(other.status) ? null : `same key, other body: ${line(other)}`;
}

/** P6: an entry of the timeline is nobody's to change. */
function entryFault({ methods }, expect) {
  const wrong = methods.find(({ reply }) => !expect.status.includes(reply.status));
  return wrong ? `${wrong.method}: ${wrong.reply.status}` : null;
}

function askFault({ reply, agreement }, expect) {
  const fault = refusalFault(reply, expect);
  if (fault || !expect.agreement) return fault;
  return agreement === expect.state ? null
    : `${expect.agreement} is ${agreement}, expected ${expect.state}`;
}

const SPECIAL = { P1: foreignFault, P2: repeatFault, P6: entryFault };

/** Length and digests before and after must be the same. */
const trace = ({ before, after }) =>
  (JSON.stringify(before) === JSON.stringify(after) ? null : 'left a trace');

/** The fault of one probe, or null: it was refused rightly and left nothing. */
export function probeFault(item, evidence) {
  if (!evidence) return 'was not tried';
  if (evidence.error) return evidence.error;
  return (SPECIAL[item.probe] ?? askFault)(evidence, item.expect) ?? trace(evidence);
}

/** A broken variant: 'refused', or why it is an exception. */
export const variantVerdict = (item, evidence) => (evidence.error
  ?? refusalFault(evidence.reply, item.expect) ?? trace(evidence) ?? 'refused');

/** Every probe of a case with its fault, in order. */
export const probeResults = ({ plan, evidence }) => [...plan.items, ...plan.late]
  .filter((i) => i.kind === 'probe')
  .map((item) => ({ item, fault: probeFault(item, evidence.get(item.key)) }));

/** Faults of the probes, each expected to be refused or, if `accepted`, to pass. */
export function probeFaults(played, expect) {
  const results = new Map(probeResults(played).map((r) => [r.item.key, r]));
  return expect.probes.flatMap(({ key, accepted }) => {
    const { item, fault } = results.get(key);
    const passed = fault === 'was accepted';
    const what = accepted ? (passed ? null : 'was refused, expected to pass') : fault;
    const name = `${item.probe}${item.expect.case ? ` ${item.expect.case}` : ''}`;
    return what ? [`step ${item.step} ${item.command}/${item.actor.body} probe ${name}: ${what}`] : [];
  });
}
