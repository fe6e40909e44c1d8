/*
 * Steps of the channels as commands: one struct, one way to tell them.
 *
 * A command of this sort embeds nothing of its own: it takes the members it
 * needs from struct hj_step_command, checks what its law asks, and calls
 * hj_step().  Its table names its members; party and text are in all of them.
 */
#ifndef HJ_LIB_COMMANDS_STEP_H
#define HJ_LIB_COMMANDS_STEP_H

#include "lib/commands/common.h"

struct hj_step_command {
	struct hj_frame frame;
	struct hj_sealed text;
	/* members of some of them; see struct hj_channel_step */
	int64_t party;
	int64_t agreement;
	int64_t referral;
	int basis;
	int scope;
	int role;
	int known;
	bool granted;
	bool urgent;
	const char *organisation;
	const char *person;
	const char *by_outside;
	const char *number;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed private_applicant;
	struct hj_sealed private_respondent;
};

/* The text; the base of every step's own table. */
extern const struct hj_fields hj_step_command_fields;

/* The table of a step with members of its own. */
#define HJ_STEP_FIELDS(rows)                                                   \
	{                                                                      \
		.row = (rows), .n = sizeof(rows) / sizeof((rows)[0]),          \
		.size = sizeof(struct hj_step_command),                        \
		.base = &hj_step_command_fields                                \
	}

/* The body of the step that `c` describes, in the turn's procedure. */
struct hj_channel_step *hj_step_body(
    struct hj_turn *t, const struct hj_step_command *c);

/* Tell it as `kind`, if the turn was not refused. */
void hj_step(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind);

/* Are all who take part in `p` and have not refused in the list? */
bool hj_all_named(const struct hj_turn *t, const struct hj_procedure *p,
    const struct hj_no *list, size_t n);

#endif
