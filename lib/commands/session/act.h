/*
 * Acts that are written down and change nothing: visits, surveys, opinions,
 * meetings of bodies, contacts, follow-ups, notes, what others did.
 *
 * They are no sittings and no attempts.  One struct, one table
 * and one decide function serve them all; each command adds the members that
 * are its own and has a file of its own.
 */
#ifndef HJ_LIB_COMMANDS_SESSION_ACT_H
#define HJ_LIB_COMMANDS_SESSION_ACT_H

#include "lib/commands/command.h"

struct hj_act_command {
	struct hj_frame frame;
	int64_t party;
	struct hj_sealed text;
	/* members of some of them; see struct hj_act */
	const char *by_outside;
	struct hj_name *bodies;
	size_t n_bodies;
	int source;
	int manner;
	int reached;
	int satisfaction;
	bool received;
	const char *number;
	int64_t meetings;
	bool at_least;
};

/* party and text; the base of every act's own table. */
extern const struct hj_fields hj_act_command_fields;

/* The table of an act with members of its own. */
#define HJ_ACT_FIELDS(rows)                                                    \
	{                                                                      \
		.row = (rows), .n = sizeof(rows) / sizeof((rows)[0]),          \
		.size = sizeof(struct hj_act_command),                         \
		.base = &hj_act_command_fields                                 \
	}

/*
 * Append `kind` for the act `c`.  It belongs to the procedure that the frame
 * names, else to the last open one of the actor's body, else to the last it had
 * or to none.
 */
void hj_act_decide(struct hj_turn *t, const struct hj_act_command *c,
    const struct hj_event_kind *kind);

/*
 * Does somebody act, or is acted for, who handled the dispute: was ever its
 * mediator, found it on patrol, answered its work order, or decided about its
 * petition?  Such a one enters
 * no rating (评价), whatever the form is called; no statute says so, the form
 * of follow-ups (司法部2010文书, F) has it as the party's word.
 */
bool hj_act_by_handler(const struct hj_turn *t);

/* That procedure's number, 0 for none; refuses if the one named is not there.
 */
int64_t hj_act_procedure(struct hj_turn *t);

#endif
