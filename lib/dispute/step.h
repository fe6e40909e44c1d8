/*
 * Steps that the channels take beside sittings and agreements: the choice of a
 * mediator at court, appraisals, the scope of an organ, undisputed facts, the
 * report of a failure, objections, what somebody got to know.
 *
 * Most are one body, struct hj_channel_step: which step it is says the event's
 * kind, and each kind sets the members that it needs.  Included by event.h.
 */
#ifndef HJ_LIB_DISPUTE_STEP_H
#define HJ_LIB_DISPUTE_STEP_H

#include "lib/dispute/dispute.h"

/* Why the mediation of a traffic accident may begin (道交事故处理程序规定90).
 */
enum hj_basis {
	HJ_BA_FUNERAL = 1, /* 丧葬期限届满 */
	HJ_BA_TREATMENT,   /* 治疗终结 */
	HJ_BA_DISABILITY,  /* 定残 */
	HJ_BA_LOSS,        /* 财产损失确定 */
};
extern const struct hj_words hj_basis_words;

/* Is the matter for this organ (行政调解范围)? */
enum hj_scope {
	HJ_SC_OWN = 1,
	HJ_SC_OTHER_ORGAN,
	HJ_SC_NOT_ADMINISTRATIVE,
};
extern const struct hj_words hj_scope_words;

/* What a mediator may not be later in the same matter (特邀16, F). */
enum hj_case_role {
	HJ_CR_ASSESSOR = 1, /* 陪审员 */
	HJ_CR_AGENT,        /* 诉讼代理人 */
	HJ_CR_WITNESS,      /* 证人 */
	HJ_CR_APPRAISER,    /* 鉴定人 */
	HJ_CR_TRANSLATOR,   /* 翻译 */
};
extern const struct hj_words hj_case_role_words;

/* What somebody got to know, so that a limit runs. */
enum hj_known {
	HJ_KN_RULING = 1, /* a ruling that confirms, by who is not a party */
	HJ_KN_ADMINISTRATIVE, /* an administrative act */
	HJ_KN_CLAIM,          /* that a right was hurt, and by whom */
	HJ_KN_OBSTACLE,       /* what kept a party from acting is gone */
	HJ_KN_DUTY_ASKED,     /* an organ was asked to perform its duty */
	HJ_KN_DUTY_PERFORMED, /* it has performed it, or answered */
};
extern const struct hj_words hj_known_words;

/* What may make a court refuse to confirm (民诉法解释355、358, F). */
enum hj_warning {
	HJ_WA_IDENTITY = 1, /* identity relations */
	HJ_WA_OWNERSHIP,    /* ownership of a thing or of IP is confirmed */
	HJ_WA_VAGUE_AMOUNT, /* a money term without its amount */
	HJ_WA_VAGUE_TIME,   /* a term without day or trigger */
	HJ_WA_THIRD_PARTY,  /* somebody is affected who has not signed */
	HJ_WA_LATE,         /* the thirty days are nearly or wholly over */
};
extern const struct hj_words hj_warning_words;

/* Why court-linked mediation was closed (在线25, F). */
enum hj_closing {
	HJ_CL_AGREED = 1,
	HJ_CL_SETTLED_WITHDRAWN,
	HJ_CL_NOT_IN_TERM,
	HJ_CL_UNWILLING,
	HJ_CL_LARGE_GAP,
	HJ_CL_TERM_OVER,
	HJ_CL_NOT_SIGNED,
	HJ_CL_OTHER,
};
extern const struct hj_words hj_closing_words;

/* Cases that public-security mediation excludes (公安规定178–186, F). */
enum hj_exclusion {
	HJ_XC_HIRED = 1, /* 雇凶伤害他人 */
	HJ_XC_GANG,      /* 结伙斗殴、寻衅滋事 */
	HJ_XC_REPEATED,  /* 多次实施 */
	HJ_XC_REFUSED,   /* 当事人拒绝调解 */
	HJ_XC_AGAIN,     /* 调解中又针对对方实施 */
	HJ_XC_FLED,      /* 调解中逃跑 */
	HJ_XC_OTHER,     /* 其他不宜调解 */
};
extern const struct hj_words hj_exclusion_words;

struct hj_channel_step {
	int64_t procedure;
	int64_t party;
	int64_t agreement;
	int64_t referral;
	int stage; /* enum hj_stage it leads to */
	int basis; /* enum hj_basis */
	int scope; /* enum hj_scope */
	int role;  /* enum hj_case_role */
	int known; /* enum hj_known */
	bool granted;
	const char *organisation;
	const char *person;
	const char *by_outside;
	const char *number;
	const char *article;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_name *warnings; /* words of hj_warning_words */
	size_t n_warnings;
	struct hj_sealed text;
	struct hj_sealed private_applicant;
	struct hj_sealed private_respondent;
};

/* A period that was missed for an obstacle is to be restored (民诉法86, F). */
struct hj_restoration_set {
	int64_t procedure;
	int64_t party;
	int64_t clock; /* that was missed */
	bool granted;
	const char *number;
	struct hj_sealed text;
};

/* Facts that nobody disputes, in writing (无争议事实; 特邀22, 在线18、22: F).
 */
struct hj_facts_confirmed {
	int64_t procedure;
	int64_t no;
	struct hj_signature *signature; /* each party's */
	size_t n_signature;
	struct hj_sealed text;
};

/* What goes to the court when mediation failed (在线21, F). */
struct hj_failure_report {
	int64_t procedure;
	int closing;         /* enum hj_closing */
	struct hj_no *facts; /* undisputed facts, by number */
	size_t n_facts;
	struct hj_sealed basics;    /* 基本情况 */
	struct hj_sealed reason;    /* 未成原因 */
	struct hj_sealed conduct;   /* 导致对方成本增加的行为 */
	struct hj_sealed attention; /* 需要法院注意的事项 */
};

#endif
