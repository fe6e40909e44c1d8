/*
 * Where what is recorded of a procedure contradicts itself: dates out of order,
 * people who are not who they should be, signatures that are missing, amounts
 * that do not agree.  Told to whoever looks at the file; nothing is refused for
 * it, because what was entered wrongly is corrected, not hidden.
 */
#ifndef HJ_LIB_COMMANDS_DOSSIER_CONTRADICTION_H
#define HJ_LIB_COMMANDS_DOSSIER_CONTRADICTION_H

#include "lib/dispute/dispute.h"

enum hj_contradiction_kind {
	HJ_CD_ACCEPTED_EARLY = 1, /* accepted before it was opened */
	HJ_CD_ENDED_EARLY,        /* ended before it was accepted */
	HJ_CD_SAT_EARLY,          /* a sitting before acceptance */
	HJ_CD_SAT_BACKWARDS,      /* a sitting that ends before it begins */
	HJ_CD_SAT_LATE,           /* a sitting after the end */
	HJ_CD_SIGNED_EARLY,       /* signed before the procedure was opened */
	HJ_CD_SIGNED_LATE,        /* signed after it took effect */
	HJ_CD_MEDIATOR_LATE,      /* the mediator signed after that */
	HJ_CD_STAMPED_LATE,       /* stamped after that */
	HJ_CD_DUE_EARLY,          /* a term due before it took effect */
	HJ_CD_PERFORMED_EARLY,    /* performed before anything was opened */
	HJ_CD_NOTICE_EARLY,       /* a notice served before it was owed */
	HJ_CD_OTHER_MEDIATOR,     /* signed by somebody who is no mediator */
	HJ_CD_NO_MEDIATOR,        /* a sitting by nobody who is */
	HJ_CD_NO_RECORDER,        /* a sitting without a recorder */
	HJ_CD_NO_RECORD,          /* a sitting without its record */
	HJ_CD_NO_SIGNATURE,       /* a party has not signed */
	HJ_CD_OTHER_SIGNATURE,    /* somebody signed who takes no part */
	HJ_CD_NO_MEDIATOR_SIGNATURE,
	HJ_CD_NO_STAMP,
	HJ_CD_NO_CONSENT,   /* accepted without a party's consent */
	HJ_CD_NO_AMOUNT,    /* a term of money without its amount */
	HJ_CD_PAID_OVER,    /* more was paid than is due */
	HJ_CD_PAID_OTHER,   /* the payments do not add up to what is paid */
	HJ_CD_TITLE_AMOUNT, /* the title says another amount than the terms */
	/* found where names are opened (server/dossier_names.h): */
	HJ_CD_FORMER_NAME, /* a paper says what a party was called before */
	HJ_CD_OTHER_HAND,  /* signed by neither the party nor who acts for it */
	HJ_CD_FORMER_NAME_RECORD, /* a record of a sitting says the former name
				   */
	HJ_CD_OTHER_BODY,         /* an agreement names a body without a part */
	HJ_CD_OTHER_BODY_RECORD,  /* a record of a sitting names one */
	HJ_CD_GUEST_IS_PARTY,     /* who was asked to join is a party */
	HJ_CD_PAYER_IS_PARTY,     /* who pays as a third person is one */
	/* found where texts are opened (server/dossier_amounts.h): */
	HJ_CD_AMOUNT,        /* the words of an agreement name another sum */
	HJ_CD_AMOUNT_RECORD, /* so does the record of how it was reached */
	HJ_CD_AMOUNT_AID,    /* so does the closing report of an aid */
	HJ_CD_CLAIM_AID,     /* the application names another than is claimed */
	HJ_CD_FORMER_NAME_AID, /* one of these says a former name */
};
extern const struct hj_words hj_contradiction_words;

struct hj_contradiction {
	int kind;     /* enum hj_contradiction_kind */
	int64_t no;   /* of the sitting, agreement, aid, notice, party; 0: none
		       */
	int64_t part; /* the term or the party of it; 0: none */
};

/* All of procedure `p`, made in `a`, in order of kind; returns how many. */
size_t hj_contradictions(struct hj_arena *a, const struct hj_dispute *d,
    const struct hj_procedure *p, struct hj_contradiction **ret);

/* Is `a` a paper of the file of `p`: made in it, or what it is to confirm? */
bool hj_agreement_in_file(
    const struct hj_procedure *p, const struct hj_agreement *a);

#endif
