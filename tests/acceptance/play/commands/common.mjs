// What the rows of every area use: references, amounts, recorded acts.

/** The product does not know this yet. */
export class NotKnown extends Error {}

export const refuse = (what) => { throw new NotKnown(what); };

/** Events with which a matter leaves one procedure for another. */
export const LEAVING = ['procedure_ended', 'petition_ended', 'procedure_opened', 'notice_owed', 'referral_revoked'];
export const EFFECT = ['agreement_effective', 'procedure_settled', 'referral_revoked', 'notice_owed'];

export const nos = (d, keys) => keys.map((key) => d.party(key));
export const where = (d, item) => (item.args.procedure === null || item.args.procedure === undefined
  ? undefined : d.procedure(item.args.procedure));
export const money = (fen) => (fen === null ? undefined : fen);

/** The house of another body in which a procedure is held. */
export const houseOf = (d, procedure) => (procedure && procedure.host !== procedure.body
  ? d.fixture.org(procedure.host) : undefined);

/** An act that is written down: visit, survey, opinion, note ... */
export const act = (name, main, more = () => ({})) => (d, item) => ({
  name, main: [main], text: 'text',
  body: {
    procedure: where(d, item), text: item.args.text, by_outside: item.args.outside_body,
    ...more(d, item),
  },
});
