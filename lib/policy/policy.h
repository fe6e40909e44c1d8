/*
 * Who may do what: the one table of rights.
 *
 * A row says: this right belongs to these roles when the actor's organisation
 * stands in one of these relations to the dispute.  Whether the command fits
 * the state is another question (the phases in the command's row).  decide, the
 * encoders and the tests all ask here; the database's row-level security
 * repeats the part about foreign disputes as a last net.
 *
 * To add a right: name it in the enum and give it a row.
 */
#ifndef HJ_LIB_POLICY_POLICY_H
#define HJ_LIB_POLICY_POLICY_H

#include "lib/policy/directory.h"

/* How the actor's organisation stands to a dispute or a procedure of it. */
enum hj_relation {
	HJ_REL_HANDLES = 1 << 0, /* it handles the procedure in question */
	HJ_REL_SIGNS = 1 << 1,   /* it concludes agreements in it */
	HJ_REL_PART = 1 << 2,    /* it handles or handled some procedure */
	HJ_REL_OFFERED = 1 << 3, /* a referral to it is open */
	HJ_REL_ABOVE = 1 << 4,   /* it stands above a body that has part */
	HJ_REL_NEW = 1 << 5,     /* there is no dispute yet */
	HJ_REL_NONE = 1 << 6,
	HJ_REL_COUNTY = 1 << 7, /* it is a body of the dispute's county */
	HJ_REL_DOOR = 1 << 8,   /* the same, and a party brought it the slip */
	HJ_REL_PARTY = 1 << 9,  /* no body: a party itself, by its slip */
};

enum hj_right {
	HJ_MAY_REGISTER = 1,
	HJ_MAY_READ,
	HJ_MAY_READ_PRIVATE, /* identity numbers unmasked; talks: encode.c */
	HJ_MAY_INTAKE,       /* parties, consent, acceptance, reports */
	HJ_MAY_ASSIGN,
	HJ_MAY_MEDIATE, /* sittings, drafts, mediator's signature */
	HJ_MAY_RECORD,  /* visits, contacts, notes, performance */
	HJ_MAY_STAMP,
	HJ_MAY_SERVE,
	HJ_MAY_REFER,
	HJ_MAY_ANSWER_OFFER,
	HJ_MAY_END, /* end, close, reopen */
	HJ_MAY_CORRECT,
	HJ_MAY_TRACK, /* suits, arbitrations, enforcement */
	HJ_MAY_RULE,  /* confirmation */
	HJ_MAY_DANGER,
	HJ_MAY_ADMINISTER,
	HJ_MAY_SETTLE,     /* the clocks agent */
	HJ_MAY_COME_IN,    /* a party came to the counter of another body */
	HJ_MAY_CLOSE,      /* who may not is told why by the command */
	HJ_MAY_REOPEN,     /* whose it was, or where a party brings it again */
	HJ_MAY_AUDIT,      /* positions of the log, checkpoints, proofs */
	HJ_MAY_DISPATCH,   /* work orders: send, take back, verify, end */
	HJ_MAY_SUPERVISE,  /* work orders: 督办 */
	HJ_MAY_CALL_BACK,  /* work orders: 回访 */
	HJ_MAY_END_ORDER,  /* who may not is told why by the command */
	HJ_MAY_GROUP,      /* the roll of a group; who sees it has a part */
	HJ_MAY_ROSTER,     /* keep a centre's roster */
	HJ_MAY_AID,        /* decide on legal aid, draw counsel, report */
	HJ_MAY_AID_REVIEW, /* tell what became of an objection */
	HJ_MAY_AID_NOTIFY, /* relay an application, ask for a defender */
	HJ_MAY_PREVENT, /* compacts, assessments, help; whose it is, says decide
			 */
	HJ_MAY_LINK,    /* say what another dispute is to this one */
	HJ_MAY_MERGE,   /* let one go on in another, or take it apart */
	HJ_MAY_REVIEW, /* files of closed procedures; of which body, says decide
			*/
	HJ_MAY_BE_AWAY,  /* say who is away, and who stands in: whose, says
			  * decide
			  */
	HJ_MAY_ADMIT,    /* accounts, sign-ins, keys of machines */
	HJ_MAY_READ_LOG, /* who was shown what */
	HJ_MAY_SPEAK, /* for oneself, by the slip: answer mediation, rate; in a
		       * roll, whose line it opens says decide
		       */
	HJ_MAY_DRAFT_RULES,   /* of a county; whose it is, says decide */
	HJ_MAY_PUBLISH_RULES, /* sign, put in force, withdraw */
	HJ_MAY_MIGRATE_RULES, /* move a dispute to another rule set */
	HJ_MAY_LOOK_UP, /* what is no matter: bodies, staff, codes, one's own */
	HJ_MAY__MAX,
};

struct hj_policy_row {
	const char *name;
	unsigned roles;     /* mask of HJ_RO() */
	unsigned relations; /* mask of enum hj_relation */
	const char *zh;     /* why not, for the refused */
	const char *en;
};

extern const struct hj_policy_row hj_policy[HJ_MAY__MAX];

/* Does the table give `right` to somebody with `roles` in `relations`? */
bool hj_may(enum hj_right right, unsigned roles, unsigned relations);

#endif
