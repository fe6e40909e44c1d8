// Forms shaped by hand for single commands.
//
// A shape shows some of its command's members in its own order and words; the
// others follow below as every form shows them, so nothing that the table asks
// is lost.  What is filled in goes into `values`, named as in the table; one
// that sends several commands says which.  tests/browser/command.test.mjs
// compares what is shown (data-member) with the tables.
//
// To add one: its file in shapes/, its row here.

import { type Component, defineAsyncComponent } from 'vue'

import type { Whole } from './dispute'
import type { Around, Schema } from './forms'

/** What a shape is given. */
export interface Filling {
  values: Record<string, unknown>
  whole: Whole
  around: Around
  schema: Schema
  name: string // of the command
}

/** A command that the form sends; `key` tells it from the others of the form. */
export interface Sent {
  name: string
  key: string
  body: Record<string, unknown>
}

export interface Shape {
  part: Component // with v-model:files, if it takes pictures
  members: string[] // of the table, which it shows
  steps?: (values: Record<string, unknown>) => Sent[]
  paper?: string // as which its pictures are attached
  files?: boolean // it attaches its pictures, and does nothing else
}

/** Those who sign, then the mediator, then the seal: each a command of its own. */
function signing(values: Record<string, unknown>): Sent[] {
  const { agreement } = values
  const rows = Object.entries((values.signatures ?? {}) as Record<string, { how?: string }>).filter(([, row]) => row.how !== undefined)
  return [
    ...rows.map(([party, row]) => ({ name: 'sign-agreement', key: `party-${party}`, body: { agreement, party: Number(party), ...row } })),
    ...(values.mediator === true ? [{ name: 'mediator-sign', key: 'mediator', body: { agreement } }] : []),
    ...(values.seal === true ? [{ name: 'stamp', key: 'seal', body: { agreement } }] : []),
  ]
}

const part = (load: () => Promise<Component>): Component => defineAsyncComponent(load)
const agreement: Shape = { part: part(() => import('./shapes/AgreementShape.vue')), members: ['terms', 'text'] }
const signatures: Shape = {
  part: part(() => import('./shapes/SigningShape.vue')),
  members: ['agency', 'agreement', 'before', 'final', 'how', 'interpreter', 'language', 'party', 'reader', 'signer', 'text', 'witness'],
  steps: signing,
}
const referral: Shape = { part: part(() => import('./shapes/ReferralShape.vue')), members: ['to', 'outside', 'received', 'reason', 'consents', 'consent_proofs'] }
const opinion: Shape = {
  part: part(() => import('./shapes/OpinionShape.vue')),
  members: ['request', 'grounds', 'outcome', 'opinion', 'basis', 'rights', 'review_days'],
}
const attached: Shape = { part: part(() => import('./shapes/AttachShape.vue')), members: ['upload', 'name'], steps: () => [], files: true }
const served: Shape = { part: part(() => import('./shapes/ProofShape.vue')), members: ['notices', 'means', 'evidence', 'occurred_on'], paper: 'service' }

export const shapes: Record<string, Shape> = {
  attach: attached,
  'draft-agreement': agreement,
  'record-oral-agreement': agreement,
  'record-private-agreement': agreement,
  'sign-agreement': signatures,
  refer: referral,
  'issue-opinion': opinion,
  'issue-review': opinion,
  'issue-recheck': opinion,
  'apply-confirmation': { part: part(() => import('./shapes/ConfirmationShape.vue')), members: ['agreement', 'parties', 'court'] },
  'report-danger': { part: part(() => import('./shapes/DangerShape.vue')), members: ['danger', 'told'] },
  'end-petition': { part: part(() => import('./shapes/EndingShape.vue')), members: ['end', 'text'] },
  'serve-notice': served,
  'record-return': served,
}
