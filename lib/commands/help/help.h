/*
 * Help to a person (心理、社会帮扶): a stream of its own, apart from any
 * dispute.
 *
 * Who handles a person's matter refers that person, with consent, to a body
 * that helps.  What is said there is never recorded: of a sitting only whether
 * the person came.  It is seen by the body that helps and by the handler who
 * referred, by nobody else of the handler's body; no event of a dispute tells
 * of it, so it can hold up nothing and decide nothing there.
 *
 * Correction: a grade of concern by another; sittings stand.
 */
#ifndef HJ_LIB_COMMANDS_HELP_HELP_H
#define HJ_LIB_COMMANDS_HELP_HELP_H

#include "lib/commands/common.h"

#define HJ_HELP_SITTINGS_MOST 500

enum hj_help_stage {
	HJ_HS_OFFERED = 1,
	HJ_HS_ACCEPTED,
	HJ_HS_DECLINED,
	HJ_HS_ENDED,
};
#define HJ_HST(s) (UINT64_C(1) << (HJ_HS_##s))
extern const struct hj_words hj_help_stage_words;

enum hj_help_kind_word {
	HJ_HK_PSYCHOLOGICAL = 1,
	HJ_HK_SOCIAL,
	HJ_HK_RELIEF, /* 救助 */
};
extern const struct hj_words hj_help_words;

enum hj_help_concern {
	HJ_HC_NONE = 1,
	HJ_HC_SOME,
	HJ_HC_GREAT,
};
extern const struct hj_words hj_help_concern_words;

enum hj_help_ending {
	HJ_HE_DONE = 1,
	HJ_HE_CONSENT_WITHDRAWN,
	HJ_HE_HANDED_ON, /* to other professional help */
	HJ_HE_LOST,      /* 失去联系 */
};
extern const struct hj_words hj_help_ending_words;

struct hj_help_sitting {
	int64_t no;
	int32_t on;
	bool attended;
};

struct hj_help {
	const char *id;
	int64_t version;
	int64_t last_at;
	int stage;           /* enum hj_help_stage */
	const char *owner;   /* the handler's body */
	const char *handler; /* person of staff who referred */
	const char *body;    /* that helps */
	const char *dispute; /* it came up in, or NULL */
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed identity;
	const char *identity_index;
	bool erased; /* the key of what is sealed here is gone */
	struct hj_sealed reason;
	int kind;    /* enum hj_help_kind_word */
	int concern; /* enum hj_help_concern; 0: not graded */
	int manner;  /* enum hj_manner, of the consent */
	int ending;  /* enum hj_help_ending */
	int32_t referred_on;
	struct hj_name
	    *reader; /* bodies: the handler's and the one that helps */
	size_t n_reader;
	struct hj_help_sitting *sitting;
	size_t n_sitting;
	struct hj_arena *arena; /* where lists grow; not part of the state */
};

struct hj_help_head {
	const char *owner;
	const char *body;
	const char *dispute;
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed identity;
	const char *identity_index;
	int kind;
	int manner;
	int32_t referred_on;
};

/* The body of every event; what is absent stays. */
struct hj_help_set {
	int stage;
	struct hj_help_head *head;
	const char *handler;
	struct hj_name *reader;
	size_t n_reader;
	struct hj_help_sitting *sitting;
	int concern;
	int ending;
	struct hj_sealed reason;
};

#define HJ_HELP_EVENT(name) extern const struct hj_event_kind hj_ev_##name;
HJ_HELP_EVENT(help_offered)
HJ_HELP_EVENT(help_accepted)
HJ_HELP_EVENT(help_declined)
HJ_HELP_EVENT(help_sitting_held)
HJ_HELP_EVENT(help_concern_graded)
HJ_HELP_EVENT(help_handed_over)
HJ_HELP_EVENT(help_ended)
HJ_HELP_EVENT(help_erased)
#undef HJ_HELP_EVENT

extern const struct hj_command hj_cmd_refer_to_help;
extern const struct hj_command hj_cmd_accept_help;
extern const struct hj_command hj_cmd_decline_help;
extern const struct hj_command hj_cmd_record_help_sitting;
extern const struct hj_command hj_cmd_grade_concern;
extern const struct hj_command hj_cmd_hand_over_help;
extern const struct hj_command hj_cmd_end_help;
extern const struct hj_command hj_cmd_erase_help;

/* refer-to-help; the server derives the index when it seals the number. */
struct hj_refer_to_help {
	struct hj_frame frame;
	const char *body;
	bool consent;
	const char *dispute;
	int kind;
	int manner;
	struct hj_sealed name;
	struct hj_sealed phone;
	struct hj_sealed identity;
	struct hj_sealed reason;
	const char *identity_index;
};
extern const struct hj_fields hj_refer_to_help_fields;

/* The actor's body helps; or (handler) he is who referred.  Else refuses. */
bool hj_help_body_acts(struct hj_turn *t);
bool hj_help_handler_acts(struct hj_turn *t);

#endif
