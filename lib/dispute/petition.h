/*
 * A petition (信访事项): what is known of one beside its procedure.
 *
 * A petition is one procedure.  The body that registered it holds it; the
 * organ that handles it changes (转送, 交办) without a new procedure, and so do
 * those that review and re-check (信访工作条例22、23、35、36; F).
 *
 * What is alleged (facts and reasons, 事实和理由) is numbered through the whole
 * dispute, so that a later petition can say on which of them it rests: after a
 * re-check the same ones are not taken up again (36; F).
 */
#ifndef HJ_LIB_DISPUTE_PETITION_H
#define HJ_LIB_DISPUTE_PETITION_H

#include "lib/dispute/dispute.h"

#define HJ_PETITION_FACTS 100 /* alleged in one dispute, at most */

/* What kind of petition (信访工作条例29-31). */
enum hj_petition_class {
	HJ_PC_SUGGESTION = 1, /* 建议意见, 29 */
	HJ_PC_ACCUSATION,     /* 检举控告, 30: confidential */
	HJ_PC_APPEAL,         /* 申诉求决, 31 */
};
extern const struct hj_words hj_petition_class_words;

/* The six ways of an appeal (31); what each means is data (rules.h). */
enum hj_petition_way {
	HJ_PW_LITIGATION = 1, /* (一) 诉讼、复议、检察、公安 */
	HJ_PW_ARBITRATION,    /* (二) 仲裁 */
	HJ_PW_PARTY_APPEAL,   /* (三) 党员申诉、申请复审 */
	HJ_PW_ADMINISTRATIVE, /* (四) 裁决、确认、许可、处罚 */
	HJ_PW_DUTY,    /* (五) 查处、保护权利: 履行或者答复 */
	HJ_PW_OPINION, /* (六) 信访处理意见 */
};
extern const struct hj_words hj_petition_way_words;

/* How a petition came (17). */
enum hj_petition_form {
	HJ_PF_LETTER = 1,
	HJ_PF_VISIT,
	HJ_PF_PHONE,
	HJ_PF_FAX,
	HJ_PF_ONLINE,
};
extern const struct hj_words hj_petition_form_words;

/* What an opinion says to the request (32). */
enum hj_petition_outcome {
	HJ_OC_SUPPORTED = 1, /* 支持 */
	HJ_OC_EXPLAINED,     /* 解释说明 */
	HJ_OC_REFUSED,       /* 不予支持 */
	HJ_OC_NOT_STATED,    /* told by others, who did not say */
};
extern const struct hj_words hj_petition_outcome_words;

/* Which of the three opinions (32, 35, 36). */
enum hj_petition_rung {
	HJ_RG_OPINION = 1, /* 处理意见 */
	HJ_RG_REVIEW,      /* 复查意见 */
	HJ_RG_RECHECK,     /* 复核意见 */
};
extern const struct hj_words hj_petition_rung_words;

/* How a petition ended. */
enum hj_petition_end {
	HJ_PE_ROUTE = 1, /* T_ROUTE: to the procedure of 31(一)-(四) */
	HJ_PE_DUTY,      /* T_DUTY: performed or answered, 31(五) */
	HJ_PE_OPINION,   /* T_OPINION: no review was asked for in time */
	HJ_PE_SETTLE,    /* T_SETTLE: agreement, 33 */
	HJ_PE_REVIEW,    /* T_REVIEW: no re-check was asked for in time */
	HJ_PE_FINAL,     /* T_FINAL: re-checked, 36 */
	HJ_PE_LEGAL,     /* T_LEGAL: 依法终结, 涉法涉诉 only */
	HJ_PE_DUP,       /* T_DUP: in progress already, 19 */
	HJ_PE_WITHDRAW,  /* T_WITHDRAW */
	HJ_PE_SUGGEST,   /* T_SUGGEST: answered, 29 */
	HJ_PE_UNDERTAKING, /* 息诉承诺: the petitioner gives it up; no 终结 */
	HJ_PE_REPORTED, /* 检举控告: handled by the competent organ, 30 */
};
extern const struct hj_words hj_petition_end_words;

#define HJ_ACCUSED_MOST 20 /* organs, and people, of one petition */

struct hj_petition {
	int64_t no;
	int64_t procedure;
	int class;          /* enum hj_petition_class */
	int way;            /* enum hj_petition_way, of an appeal */
	int form;           /* enum hj_petition_form */
	int end;            /* enum hj_petition_end */
	const char *matter; /* word of the rule set's list of matters */
	const char *number; /* the petition's number */
	bool law;           /* 涉法涉诉 */
	const char *organ;  /* to which it was passed on; NULL: who holds it */
	int64_t referral;   /* by which it was passed on last */
	bool assigned;      /* 交办: with report-back */
	int32_t report_by;  /* 交办: the day by which to report back */
	const char *reviewer;
	const char *rechecker;
	const char *handed;  /* the local body after a termination */
	const char *accused; /* organ that may never learn who accuses (30) */
	struct hj_name *accused_organs; /* and these */
	size_t n_accused_organs;
	struct hj_name *accused_people; /* of the staff; nor may they */
	size_t n_accused_people;
	int opinion; /* enum hj_petition_outcome, of each rung */
	int review;
	int recheck;
	bool hearing;          /* one began and has not ended */
	bool received_unknown; /* an outside opinion: receipt is not known */
	int64_t visitors;      /* who came in person, at most 5 (20) */
	struct hj_no *fact;    /* on which facts and reasons it rests */
	size_t n_fact;
};
extern const struct hj_fields hj_petition_fields;

/* One fact or reason as it was alleged first. */
struct hj_petition_fact {
	int64_t no;
	struct hj_sealed text;
};

/*
 * What happens to a petition: the whole record as it is from now on, and where
 * its procedure stands.  Members that are absent leave the procedure alone.
 */
struct hj_petition_set {
	struct hj_petition *petition;
	int stage;  /* enum hj_stage */
	int phase;  /* enum hj_phase */
	int ground; /* enum hj_ground, of an end */
	int32_t on;
	const char *article;
	int64_t party;     /* who asked, if one did */
	int64_t days;      /* extension */
	int64_t again_of;  /* the petition it comes back to */
	const char *named; /* handed to, or acting outside body, in words */
	struct hj_petition_fact *facts; /* alleged for the first time */
	size_t n_facts;
	struct hj_name *checklist; /* conditions of a termination, met */
	size_t n_checklist;
	struct hj_sealed request;
	struct hj_sealed grounds; /* facts and reasons found */
	struct hj_sealed opinion;
	struct hj_sealed basis;  /* of law or policy */
	struct hj_sealed rights; /* review or re-check, and its 30 days */
	struct hj_sealed reason;
	struct hj_sealed text;
};

/* Petition `no`; the last one of procedure `procedure`; NULL if none. */
struct hj_petition *hj_petition_at(const struct hj_dispute *d, int64_t no);
struct hj_petition *hj_petition_of(
    const struct hj_dispute *d, int64_t procedure);

/*
 * Does `org` act in the petition of `procedure` (0: of any): handle, review or
 * re-check it, or look after it when it was terminated?  Who only holds it is
 * the procedure's body.
 */
bool hj_petition_with(
    const struct hj_dispute *d, int64_t procedure, const char *org);

/*
 * Was a petition passed on by `r` (转送、交办)?  It opens no procedure, and
 * only commands of petitions answer it.
 */
bool hj_petition_passed(
    const struct hj_dispute *d, const struct hj_referral *r);

/* Is `whom` the accused organ or person of some petition here (检举控告, 30)?
 */
bool hj_petition_bars(const struct hj_dispute *d, const char *whom);

/* The accused organ `i` of `x`, 0 ...; NULL: there are no more. */
const char *hj_petition_accused_organ(const struct hj_petition *x, size_t i);

/* Does some petition here accuse people of the staff? */
bool hj_petition_accuses_people(const struct hj_dispute *d);

/* Is `party` one that brings the petition? */
bool hj_petitioner(const struct hj_party *party);

#endif
