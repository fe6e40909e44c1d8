/*
 * A compact (三约) and its meetings (三会): a stream of its own.
 *
 * People are asked (民情征询会), the text is deliberated (民主协商会), shown in
 * public, reviewed, signed; every half-year a meeting reviews how it is kept
 * (监督评议会) and votes on its items.  Which of these a county demands, and
 * which share of satisfied votes an item needs, is a rule set's `compact`
 * (lib/rules/rules.h), off by default; without one nothing is demanded and a
 * vote has a rate and no outcome.
 *
 * The body that opened it keeps it.  The body above sees and reviews it; bodies
 * of a dispute to which it is linked read it as evidence.
 *
 * Every event is a struct hj_compact_set: what it says replaces or joins what
 * the state holds.  Correction: a text by a new draft, a meeting's entry by
 * another meeting; votes and signatures stand.
 */
#ifndef HJ_LIB_COMMANDS_COMPACT_COMPACT_H
#define HJ_LIB_COMMANDS_COMPACT_COMPACT_H

#include "lib/commands/common.h"
#include "lib/dispute/compact.h"

#define HJ_COMPACT_PARTIES_MOST 100
#define HJ_COMPACT_LIST_MOST 500
#define HJ_DISPUTE_COMPACTS_MOST 100 /* that one dispute takes up */
#define HJ_VILLAGERS_MOST 1000000    /* heads at a meeting, votes on an item */

enum hj_compact_stage {
	HJ_CPS_OPENED = 1,
	HJ_CPS_DRAFTED,
	HJ_CPS_SHOWN, /* in publicity, or shown already */
	HJ_CPS_SIGNED,
	HJ_CPS_OVER,
};
#define HJ_CPST(s) (UINT64_C(1) << (HJ_CPS_##s))
extern const struct hj_words hj_compact_stage_words;

enum hj_compact_class_of_party {
	HJ_CPP_ORGANISATION = 1, /* 村组织 */
	HJ_CPP_CADRE,
	HJ_CPP_VILLAGER,
};
extern const struct hj_words hj_compact_party_words;

struct hj_compact_party {
	int64_t no;
	int class;      /* enum hj_compact_class_of_party */
	int64_t heads;  /* of a party that is many people */
	const char *of; /* organisation, if it is one of this site */
	struct hj_sealed name;
	struct hj_sealed identity; /* identity or credit code */
	const char *identity_index;
	bool erased; /* the key of what is sealed here is gone */
	int how;     /* enum hj_signing; 0: has not signed */
	int32_t signed_on;
};

enum hj_compact_meeting_kind {
	HJ_CPM_ASK = 1,    /* 民情征询会 */
	HJ_CPM_DELIBERATE, /* 民主协商会 */
	HJ_CPM_REVIEW,     /* 监督评议会 */
};
extern const struct hj_words hj_compact_meeting_words;

enum hj_compact_call {
	HJ_CPL_COMMITTEES = 1, /* 村两委 */
	HJ_CPL_DELEGATES,      /* 代表联名 */
};
extern const struct hj_words hj_compact_call_words;

struct hj_compact_meeting {
	int64_t no;
	int kind;         /* enum hj_compact_meeting_kind */
	int called_by;    /* enum hj_compact_call */
	int64_t entitled; /* who could come */
	int64_t came;
	int64_t vote; /* the returned item on which opinions were gathered */
	int32_t held_on;
	struct hj_sealed outcome;
};

struct hj_compact_draft {
	int64_t no;
	int64_t meeting; /* at which it was drafted */
	int32_t on;
	struct hj_sealed text;
};

enum hj_compact_reviewer {
	HJ_CPR_LEGAL = 1, /* 法律顾问 */
	HJ_CPR_SUPERIOR,
};
extern const struct hj_words hj_compact_reviewer_words;

struct hj_compact_review {
	int64_t no;
	int64_t draft;
	int by;          /* enum hj_compact_reviewer */
	const char *org; /* that entered it */
	bool passed;
	int32_t on;
	struct hj_sealed opinion;
};

/* 公示 of a draft; both days belong to it. */
struct hj_compact_publicity {
	int64_t draft;
	int32_t first;
	int32_t last;
};

struct hj_compact_objection {
	int64_t no;
	int64_t draft;
	int32_t on;
	struct hj_sealed text;
	bool answered;
	bool taken; /* the text is changed by it */
	struct hj_sealed answer;
};

enum hj_compact_kept {
	HJ_CPK_KEPT = 1,
	HJ_CPK_PARTLY,
	HJ_CPK_BROKEN,
};
extern const struct hj_words hj_compact_kept_words;

struct hj_compact_check {
	int64_t no;
	int64_t meeting; /* 0: apart from one */
	int kept;        /* enum hj_compact_kept */
	int32_t on;
	struct hj_sealed finding;
};

/* A vote on an item; what it was judged by stands in it. */
struct hj_compact_vote {
	int64_t no;
	int64_t meeting;
	struct hj_sealed item;
	int64_t satisfied;
	int64_t basic; /* 基本满意 */
	int64_t dissatisfied;
	int64_t rate; /* of ten thousand, rounded down */
	bool basic_counted;
	int64_t at_least; /* of `of` had to be satisfied; 0: no rule */
	int64_t of;
	const char *set; /* the rule set that says so */
	bool returned;   /* below it: further opinions are to be gathered */
	int64_t asked;   /* the meeting that gathered them */
};

/* A dispute in which it is evidence; `linked` when that one has said so. */
struct hj_compact_link {
	int64_t no;
	const char *dispute;
	bool linked;
};

enum hj_compact_ending {
	HJ_CPE_PERFORMED = 1,
	HJ_CPE_REPLACED,
	HJ_CPE_REVOKED,
	HJ_CPE_NOT_CONCLUDED,
};
extern const struct hj_words hj_compact_ending_words;

struct hj_compact {
	const char *id;
	int64_t version;
	int64_t last_at;
	int stage;         /* enum hj_compact_stage */
	const char *owner; /* the body that keeps it; NULL: not opened yet */
	const char *county;
	int between; /* enum hj_compact_between */
	int class;   /* enum hj_compact_class */
	int form;    /* enum hj_compact_form */
	struct hj_sealed title;
	struct hj_name *reader; /* bodies that see it */
	size_t n_reader;
	struct hj_compact_party *party;
	size_t n_party;
	struct hj_compact_meeting *meeting;
	size_t n_meeting;
	struct hj_compact_draft *draft; /* the last one */
	struct hj_compact_review *review;
	size_t n_review;
	struct hj_compact_publicity *publicity; /* the last one */
	struct hj_compact_objection *objection;
	size_t n_objection;
	struct hj_compact_check *check;
	size_t n_check;
	struct hj_compact_vote *vote;
	size_t n_vote;
	struct hj_compact_link *link;
	size_t n_link;
	int32_t signed_on;
	int32_t next_on;        /* day by which it is to be reviewed again */
	int ending;             /* enum hj_compact_ending */
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

/* What is fixed when it is opened. */
struct hj_compact_head {
	const char *owner;
	const char *county;
	int between;
	int class;
	int form;
	struct hj_sealed title;
};

/* The body of every event; what is absent stays. */
struct hj_compact_set {
	int stage;
	struct hj_compact_head *head;
	struct hj_compact_party *party;
	size_t n_party;
	struct hj_name *reader;
	size_t n_reader;
	struct hj_compact_meeting *meeting;
	struct hj_compact_draft *draft;
	struct hj_compact_review *review;
	struct hj_compact_publicity *publicity;
	struct hj_compact_objection *objection;
	struct hj_compact_check *check;
	struct hj_compact_vote *vote;
	struct hj_compact_link *link;
	int32_t signed_on;
	int32_t next_on;
	int ending;
	struct hj_sealed reason;
};

#define HJ_COMPACT_EVENT(name) extern const struct hj_event_kind hj_ev_##name;
HJ_COMPACT_EVENT(compact_opened)
HJ_COMPACT_EVENT(compact_meeting_held)
HJ_COMPACT_EVENT(compact_drafted)
HJ_COMPACT_EVENT(compact_reviewed)
HJ_COMPACT_EVENT(compact_shown)
HJ_COMPACT_EVENT(compact_objected)
HJ_COMPACT_EVENT(compact_objection_answered)
HJ_COMPACT_EVENT(compact_party_signed)
HJ_COMPACT_EVENT(compact_concluded)
HJ_COMPACT_EVENT(compact_checked)
HJ_COMPACT_EVENT(compact_voted)
HJ_COMPACT_EVENT(compact_item_returned)
HJ_COMPACT_EVENT(compact_dispute_named)
HJ_COMPACT_EVENT(compact_reader_admitted)
HJ_COMPACT_EVENT(compact_over)
HJ_COMPACT_EVENT(compact_erased)
#undef HJ_COMPACT_EVENT

extern const struct hj_command hj_cmd_open_compact;
extern const struct hj_command hj_cmd_hold_meeting;
extern const struct hj_command hj_cmd_draft_compact;
extern const struct hj_command hj_cmd_review_compact;
extern const struct hj_command hj_cmd_show_compact;
extern const struct hj_command hj_cmd_object_compact;
extern const struct hj_command hj_cmd_answer_compact;
extern const struct hj_command hj_cmd_sign_compact;
extern const struct hj_command hj_cmd_check_compact;
extern const struct hj_command hj_cmd_vote_compact;
extern const struct hj_command hj_cmd_link_compact;
extern const struct hj_command hj_cmd_admit_reader;
extern const struct hj_command hj_cmd_end_compact;
extern const struct hj_command hj_cmd_erase_compact_party;

/* A party as open-compact has it; the server derives the index. */
extern const struct hj_fields hj_compact_party_input_fields;

/*
 * The actor's body keeps the compact, or the service asks; else refuses.
 * Whoever only reads it has no part in it.
 */
bool hj_compact_ours(struct hj_turn *t);

/* Has the party signed?  Who refused has not. */
bool hj_compact_signed(const struct hj_compact_party *party);

/* The set whose `compact` is in force in its county, or NULL. */
const struct hj_rule_set *hj_compact_rule(
    const struct hj_turn *t, const struct hj_compact *c);

/* Meeting `no`, held and of `kind` (0: any), or NULL and a refusal. */
const struct hj_compact_meeting *hj_compact_meeting_at(
    struct hj_turn *t, int64_t no, int kind);

#endif
