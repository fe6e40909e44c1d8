/*
 * An assessment of a decision's risk to social stability (社会稳定风险评估): a
 * stream of its own.
 *
 * A body says what is to be decided, asks those whom it touches, lists the
 * points of risk with what is done about each, concludes with a grade and an
 * outcome, files it, and checks later what came of it.  The body above sees it.
 *
 * Which forms of participation there are, whether anybody must have been asked,
 * and which outcome goes with which grade is `assessment` of a rule set
 * (lib/rules/rules.h), unverified and off by default; without one nothing of
 * that is demanded.  An assessment binds nobody who is touched by the decision.
 *
 * Correction: a risk point is entered again under its number; a conclusion is
 * drawn anew until it is filed.
 */
#ifndef HJ_LIB_COMMANDS_ASSESSMENT_ASSESSMENT_H
#define HJ_LIB_COMMANDS_ASSESSMENT_ASSESSMENT_H

#include "lib/commands/common.h"

#define HJ_ASSESSMENT_LIST_MOST 300
#define HJ_PEOPLE_ASKED_MOST 10000000

enum hj_assessment_stage {
	HJ_AS_OPENED = 1,
	HJ_AS_CONCLUDED,
	HJ_AS_FILED,
	HJ_AS_WITHDRAWN,
};
#define HJ_AST(s) (UINT64_C(1) << (HJ_AS_##s))
extern const struct hj_words hj_assessment_stage_words;

/* How those touched by it were asked; the form is a name of the rule set. */
struct hj_participation {
	int64_t no;
	const char *form;
	int64_t people;
	int64_t against;
	int32_t on;
	struct hj_sealed opinions;
};

struct hj_risk_point {
	int64_t no;
	int grade; /* enum hj_risk_grade */
	struct hj_sealed text;
	struct hj_sealed measures;
};

struct hj_assessment_conclusion {
	int grade;   /* enum hj_risk_grade */
	int outcome; /* enum hj_risk_outcome */
	int32_t on;
	const char *set; /* the rule set it was judged by */
	struct hj_sealed opinion;
};

struct hj_assessment_filing {
	const char *number;
	struct hj_sealed with; /* whom it was filed with */
	int32_t on;
};

enum hj_assessment_found {
	HJ_AF_CALM = 1, /* 未引发不稳定 */
	HJ_AF_DISPUTES, /* 引发矛盾纠纷,已处置 */
	HJ_AF_SERIOUS,  /* 引发群体性事件等 */
};
extern const struct hj_words hj_assessment_found_words;

struct hj_assessment_check {
	int64_t no;
	int found; /* enum hj_assessment_found */
	int32_t on;
	struct hj_sealed finding;
};

struct hj_assessment {
	const char *id;
	int64_t version;
	int64_t last_at;
	int stage;         /* enum hj_assessment_stage */
	const char *owner; /* the body that assesses; NULL: not opened yet */
	const char *county;
	const char *matter; /* kind of decision, in a few words */
	struct hj_sealed title;
	struct hj_sealed subject;
	struct hj_name *reader; /* bodies that see it */
	size_t n_reader;
	struct hj_participation *participation;
	size_t n_participation;
	struct hj_risk_point *risk;
	size_t n_risk;
	struct hj_assessment_conclusion *conclusion; /* the last one */
	struct hj_assessment_filing *filing;
	struct hj_assessment_check *check;
	size_t n_check;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

struct hj_assessment_head {
	const char *owner;
	const char *county;
	const char *matter;
	struct hj_sealed title;
	struct hj_sealed subject;
};

/* The body of every event; what is absent stays. */
struct hj_assessment_set {
	int stage;
	struct hj_assessment_head *head;
	struct hj_name *reader;
	size_t n_reader;
	struct hj_participation *participation;
	struct hj_risk_point *risk;
	struct hj_assessment_conclusion *conclusion;
	struct hj_assessment_filing *filing;
	struct hj_assessment_check *check;
	struct hj_sealed reason;
};
extern const struct hj_fields hj_assessment_fields;
extern const struct hj_fields hj_assessment_listed_fields; /* what lists show */
extern const struct hj_fields hj_assessment_set_fields;

#define HJ_ASSESSMENT_EVENT(name)                                              \
	extern const struct hj_event_kind hj_ev_##name;
HJ_ASSESSMENT_EVENT(assessment_opened)
HJ_ASSESSMENT_EVENT(participation_recorded)
HJ_ASSESSMENT_EVENT(risk_point_recorded)
HJ_ASSESSMENT_EVENT(assessment_concluded)
HJ_ASSESSMENT_EVENT(assessment_filed)
HJ_ASSESSMENT_EVENT(assessment_checked)
HJ_ASSESSMENT_EVENT(assessment_withdrawn)
HJ_ASSESSMENT_EVENT(assessment_erased)
#undef HJ_ASSESSMENT_EVENT

extern const struct hj_command hj_cmd_open_assessment;
extern const struct hj_command hj_cmd_record_participation;
extern const struct hj_command hj_cmd_record_risk_point;
extern const struct hj_command hj_cmd_conclude_assessment;
extern const struct hj_command hj_cmd_file_assessment;
extern const struct hj_command hj_cmd_check_assessment;
extern const struct hj_command hj_cmd_withdraw_assessment;
extern const struct hj_command hj_cmd_erase_assessment;

/* The actor's body assesses; else refuses.  Whoever only reads has no part. */
bool hj_assessment_ours(struct hj_turn *t);

/* The set whose `assessment` is in force in its county, or NULL. */
const struct hj_rule_set *hj_assessment_rule(const struct hj_turn *t);

#endif
