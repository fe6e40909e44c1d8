/*
 * A group (群体一方): a stream of its own for the members of a party that is
 * many people.
 *
 * Each member has a line: a name under a key of his own, an amount, an answer,
 * a signature, what he was paid.  The dispute is told the totals after every
 * change (count-group).  A member sees his own line with the code of his own
 * that the body hands him, and nobody else's.
 *
 * What a line says about a person (struct hj_member) and where he stands
 * (struct hj_member_mark) are two lists of the same order: marks change often
 * and hold nothing personal.
 *
 * Correction: correct-member; an answer is put right by another answer.
 */
#ifndef HJ_LIB_COMMANDS_GROUP_GROUP_H
#define HJ_LIB_COMMANDS_GROUP_GROUP_H

#include "lib/commands/common.h"

#define HJ_MEMBERS_MOST 20000 /* of a group */
#define HJ_MEMBERS_AT_ONCE 200
#define HJ_REPRESENTATIVES_MOST 5 /* 民诉法解释78: two to five */

enum hj_member_status {
	HJ_MS_MEMBER = 1,
	HJ_MS_DIED,
	HJ_MS_LEFT, /* or entered by mistake */
};
extern const struct hj_words hj_member_status_words;

struct hj_member {
	int64_t no;
	const char *subject; /* whose key seals what is below */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed identity;
	const char *identity_index;
	struct hj_sealed code; /* what opens his line, on his sheet */
	const char *door;      /* keyed digest of the dispute's code and it */
	int64_t heir_of;       /* the member he steps in for */
	bool erased;           /* his key is gone */
};

struct hj_member_mark {
	int64_t no;
	int status;     /* enum hj_member_status */
	int64_t amount; /* fen that he claims */
	int consent;    /* enum hj_answer, to mediation */
	int offer;      /* enum hj_answer, to the offer */
	int manner;     /* enum hj_manner of the last answer */
	int32_t answered_on;
	bool representative;
	int how; /* enum hj_signing */
	int32_t signed_on;
	int64_t paid;      /* fen */
	bool missing;      /* says that it did not arrive */
	int32_t routes_on; /* told the other routes (人民调解法26) */
};

struct hj_group {
	const char *id;
	int64_t version;
	int64_t last_at;
	const char *dispute; /* NULL: not founded yet */
	const char *county;
	const char *code; /* of the dispute */
	int64_t party;
	bool status;          /* about personal status (电子签名法3) */
	struct hj_name *body; /* organisations that see it */
	size_t n_body;
	struct hj_member *member;
	size_t n_member;
	struct hj_member_mark *mark;
	size_t n_mark;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

struct hj_group_opened {
	const char *dispute;
	const char *county;
	const char *code;
	int64_t party;
	const char *org;
	bool status;
};

struct hj_group_admitted {
	const char *org;
};

/* Members entered or put right, with their marks. */
struct hj_members_set {
	struct hj_member *member;
	size_t n_member;
	struct hj_member_mark *mark;
	size_t n_mark;
	struct hj_sealed reason;
};

/* How votes were cast (推选代表人). */
struct hj_votes {
	int manner; /* enum hj_manner */
	int64_t n;
};

/* Where members stand from now on. */
struct hj_members_marked {
	struct hj_member_mark *mark;
	size_t n_mark;
	int64_t amount; /* of a payment; fen */
	struct hj_votes *votes;
	size_t n_votes;
	int means; /* enum hj_means, of a notice */
	int32_t on;
	struct hj_sealed reason;
};

/* A member as commands enter him; the last three are the service's. */
struct hj_member_input {
	int64_t member; /* correct-member: which; 0 for a new one */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed identity;
	int64_t amount; /* fen */
	struct hj_sealed code;
	const char *identity_index;
	const char *door;
};
extern const struct hj_fields hj_member_input_fields;
extern const struct hj_fields hj_member_correction_fields;
extern const struct hj_fields hj_member_heir_fields;

extern const struct hj_stream_kind hj_group_kind;

#define HJ_GROUP_EVENT(name) extern const struct hj_event_kind hj_ev_##name;
HJ_GROUP_EVENT(group_opened)
HJ_GROUP_EVENT(group_admitted)
HJ_GROUP_EVENT(members_added)
HJ_GROUP_EVENT(member_corrected)
HJ_GROUP_EVENT(member_succeeded)
HJ_GROUP_EVENT(answers_recorded)
HJ_GROUP_EVENT(representatives_elected)
HJ_GROUP_EVENT(representative_revoked)
HJ_GROUP_EVENT(members_signed)
HJ_GROUP_EVENT(routes_served)
HJ_GROUP_EVENT(group_paid)
HJ_GROUP_EVENT(receipt_reported)
HJ_GROUP_EVENT(group_erased)
#undef HJ_GROUP_EVENT

extern const struct hj_command hj_cmd_open_group;
extern const struct hj_command hj_cmd_admit_body;
extern const struct hj_command hj_cmd_add_members;
extern const struct hj_command hj_cmd_correct_member;
extern const struct hj_command hj_cmd_succeed_member;
extern const struct hj_command hj_cmd_record_answers;
extern const struct hj_command hj_cmd_elect_representatives;
extern const struct hj_command hj_cmd_revoke_representative;
extern const struct hj_command hj_cmd_sign_members;
extern const struct hj_command hj_cmd_serve_routes;
extern const struct hj_command hj_cmd_record_payment;
extern const struct hj_command hj_cmd_report_receipt;
extern const struct hj_command hj_cmd_receipt_by_code;
extern const struct hj_command hj_cmd_erase_member;

/* The member `no` and where he stands, or NULL. */
const struct hj_member *hj_member_at(const struct hj_group *g, int64_t no);
const struct hj_member_mark *hj_mark_at(const struct hj_group *g, int64_t no);

/*
 * Put a copy of where member `no` stands into `list`, to be changed; NULL and
 * a refusal about `field` if there is no such member or he is none any more.
 * The copy is good until the next one.
 */
struct hj_member_mark *hj_mark_change(struct hj_turn *t,
    struct hj_member_mark **list, size_t *n, int64_t no, const char *field);

/*
 * Put a new member, and where he stands, into `b`; refuses if the same
 * identity stands in the group or in `b`, or there are too many.
 */
void hj_member_add(struct hj_turn *t, struct hj_members_set *b,
    const struct hj_member_input *in, int64_t heir_of);

/* Tell `marked` as `kind`, and the dispute the totals. */
void hj_group_marked(struct hj_turn *t, const struct hj_event_kind *kind,
    struct hj_members_marked *marked);

/* Tell the dispute the totals as of the last event. */
void hj_group_tell(struct hj_turn *t);

#endif
