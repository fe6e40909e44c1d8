// The class of state that a story must end in: told by its last decisive step.

import { isAgreement } from './vocabulary.mjs';

/** Steps that stand for "something is going on", if nothing else decides. */
const IN_PROGRESS = new Set(['intake', 'accept', 'assign', 'refer', 'return', 'escalate']);

/** What a mere referral or report does not undo. */
const SETTLED = /^(?:settled|performed|in_default|confirm)/;

/** The class that a step leads to, `was` being the one before; null: it decides nothing. */
function classAfter(story, step, was) {
  const settled = was?.settled ?? null;
  const of = (name, extra = {}) => ({ name, settled, ...extra });
  const settledAs = (name) => ({ name, settled: name });
  const performance = () => story.performances.find((p) => p.step === step.n);
  const { kind, org } = step;
  if (step.barred) return null;
  if (isAgreement(kind)) return settledAs('settled_unperformed');
  if (kind === 'perform') {
    const { on, part } = performance();
    if (on === 'term') return settledAs(part ? 'settled_part_performed' : 'settled_performed');
    return of(on === 'title' ? 'performed_on_title' : 'performed_no_agreement');
  }
  if (kind === 'default') return performance().on === 'term' ? settledAs('in_default') : of('in_default');
  if (step.outside && !['intake', 'file_lawsuit', 'arbitration', 'enforce'].includes(kind)) return null;
  if (IN_PROGRESS.has(kind)) return was && SETTLED.test(was.name) && !step.reopened ? null : of('in_progress');
  switch (kind) {
    case 'confirm_apply': return of('confirmation_pending');
    case 'confirm_ruling': return of('confirmed');
    case 'file_lawsuit': return of('in_litigation');
    case 'arbitration': return of('in_arbitration');
    case 'enforce': return of('in_enforcement');
    case 'fail': return of('failed');
    case 'withdraw': return of(settled ?? 'withdrawn');
    case 'petition_register': return of('petition_open');
    case 'petition_reply': return of('petition_answered');
    case 'petition_review':
    case 'petition_rereview': return of(`petition_${step.petition_outcome}`);
    case 'petition_terminate': return of('petition_terminated');
    case 'legal_aid_apply': return of('aid_applied', { aid: true });
    case 'legal_aid_grant': return of('aid_granted', { aid: true });
    case 'close': return classOfClose(story, step, of, settled);
    default: return null;
  }
}

function classOfClose(story, step, of, settled) {
  switch (step.closes) {
    case 'aid': return of('aid_closed', { aid: true });
    case 'petition': return of(step.petition_outcome === 'ended_by_undertaking'
      ? 'petition_ended_by_undertaking' : `petition_${step.petition_outcome}`);
    case 'forum': return of(step.mediated ? settled ?? 'settled_unperformed' : 'litigation_ended');
    case 'order': return null;
    default: return of(settled ?? 'ended_no_agreement');
  }
}

/** The expected class, or null if the source shows only the beginning. */
export function expectedClass(story, sourceSeen) {
  let now = null;
  for (const step of story.live) {
    const next = classAfter(story, step, now);
    // Legal aid decides only where nothing else does.
    if (next && !(next.aid && now && !now.aid)) now = next;
  }
  if (sourceSeen === 'start_only') return null;
  return now?.name ?? 'in_progress';
}
