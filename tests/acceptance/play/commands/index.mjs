/*
 * The one table from the plan's commands to the product's, put together from
 * one file an area.  An area exports
 *   commands  plan's command -> row
 *   notices   plan's word of a notice -> the product's kind of notice
 *   doors     commands by which a body without a part may come in
 *
 * A row takes the dispute that is played (see dispute.mjs) and an item of the
 * plan, and gives
 *   name      the product's command
 *   body      its members; null and undefined are left out
 *   main      the kind of event that stands for it (the first one that is there)
 *   text      the member of that event that bears the item's text
 *   brings    kinds of further events that the law attaches to it
 *   follows   kinds of events that the service adds by itself, in a turn of its own
 *   next      an item to be played right after it
 *   match     it needs If-Match
 *   learn     what the plan calls the things that it made
 * or throws NotKnown: the product has no such command, and the case is not carried.
 */

import * as agreement from './agreement.mjs';
import * as aid from './aid.mjs';
import * as intake from './intake.mjs';
import * as mediation from './mediation.mjs';
import * as order from './order.mjs';
import * as petition from './petition.mjs';
import * as records from './records.mjs';
import * as referral from './referral.mjs';
import * as track from './track.mjs';
import { refuse } from './common.mjs';

export { NotKnown } from './common.mjs';

const AREAS = [intake, records, mediation, agreement, referral, track, petition, aid, order];

const joined = (member) => Object.assign({}, ...AREAS.map((area) => area[member] ?? {}));

export const DOORS = new Set(AREAS.flatMap((area) => area.doors ?? []));

const COMMANDS = {
  ...joined('commands'),
  'serve-notice': mediation.serveNotice(joined('notices')),
};

const stated = (members) => Object.fromEntries(Object.entries(members)
  .filter(([, v]) => v !== null && v !== undefined));

/** The product's command for an item; the members that are not stated are left out. */
export function commandOf(dispute, item) {
  const row = COMMANDS[item.command];
  if (!row) refuse(`the product has no command for ${item.command}`);
  const command = row(dispute, item);
  if (command.body) {
    command.body = stated(command.body);
    command.body.terms = command.body.terms?.map(stated);
  }
  return command;
}
