/*
 * What commands of petitions share (信访).
 *
 * The body that registered a petition holds it; the organ to which it was
 * passed on handles it.  While no organ has it, who holds it handles it.
 */
#ifndef HJ_LIB_COMMANDS_PETITION_PETITION_H
#define HJ_LIB_COMMANDS_PETITION_PETITION_H

#include "lib/commands/common.h"

/* All that a petition has: a procedure older than its record has none. */
#define HJ_ST_PETITION                                                         \
	(HJ_ST(RECEIVED) | HJ_ST(CLASSIFIED) | HJ_ST(REFERRED) |               \
	    HJ_ST(ASSIGNED) | HJ_ST(TAKEN) | HJ_ST(RETURN_REQUESTED) |         \
	    HJ_ST(HANDLING) | HJ_ST(ROUTED) | HJ_ST(ANSWERED) |                \
	    HJ_ST(REVIEWING) | HJ_ST(REVIEWED) | HJ_ST(RECHECKING) |           \
	    HJ_ST(RECHECKED))

/* Stages in which a petition lies with an organ that may decide about it. */
#define HJ_ST_AT_HAND (HJ_ST(CLASSIFIED) | HJ_ST(TAKEN))

/*
 * The procedure of the petition that is meant when none is named: the live one
 * (there is one at most, 信访工作条例19), else the last.  hj_about_fn.
 */
int64_t hj_petition_about(const struct hj_dispute *d, const void *cmd);

/* The rule set that says what the ways of petitions are; NULL: none does. */
const struct hj_rule_set *hj_petition_rules(const struct hj_turn *t);

/* A copy of the petition of `procedure` in a body of its own, to be told. */
struct hj_petition_set *hj_petition_change(
    struct hj_turn *t, int64_t procedure);

/* Does the actor's organisation hold it, handle it? */
bool hj_petition_holds(const struct hj_turn *t);
bool hj_petition_handles(const struct hj_turn *t);

/* Refuse unless it does.  hj_ready_fn. */
void hj_petition_held(struct hj_turn *t);
void hj_petition_handled(struct hj_turn *t);

/* Every petitioner is owed a notice of `kind` in `procedure`. */
void hj_owe_petitioners(
    struct hj_turn *t, int64_t procedure, int kind, const char *article);

/* What was done about the petition of `procedure` is told, in words. */
void hj_petition_tell(struct hj_turn *t, int64_t procedure,
    const struct hj_event_kind *kind, struct hj_sealed text);

/*
 * The petition of `procedure` ends so (enum hj_petition_end), told as
 * petition_ended; `ground` (enum hj_ground) ends the procedure too, 0 leaves
 * it as it is.
 */
void hj_petition_end(struct hj_turn *t, int64_t procedure, int end, int ground,
    const char *article, struct hj_sealed text);

/*
 * Fill in what a matter of the list tells (class, way, law); what is said
 * otherwise has to agree.  Refuses about `field`.
 */
bool hj_petition_sort(struct hj_turn *t, struct hj_petition *x,
    const char *matter, int class, bool law, const char *field);

/* What a command begins with that may say whom a petition accuses. */
struct hj_accusing {
	struct hj_frame frame;
	int class;           /* enum hj_petition_class; only accusations do */
	const char *accused; /* organ; NULL: none */
	struct hj_name *accused_organs; /* and these */
	size_t n_accused_organs;
	struct hj_name *accused_people; /* of the staff */
	size_t n_accused_people;
};
extern const struct hj_fields hj_accusing_fields;

#define HJ_ACCUSING_FIELDS(s, rows)                                            \
	{                                                                      \
		.row = (rows), .n = sizeof(rows) / sizeof((rows)[0]),          \
		.size = sizeof(struct s), .base = &hj_accusing_fields          \
	}

/*
 * May they be accused here (30)?  The organ has no part in this dispute, the
 * people have not mediated in it and do not ask themselves, and no group has a
 * roll in it.  Refuses about "accused", "accused_people".
 */
bool hj_petition_accusable(struct hj_turn *t, const struct hj_accusing *c);

/*
 * They are accused by `x` from now on, besides those whom it accuses already:
 * who once was is told nothing of it by another entry.  Refuses about
 * "accused_organs", "accused_people" if they become too many.
 */
void hj_petition_accuse(
    struct hj_turn *t, struct hj_petition *x, const struct hj_accusing *c);

#endif
