/*
 * What the parts of the ladder share: what happened to it (ladder.c), what is
 * made of what the engine says follows (ladder_move.c), and the limits of its
 * steps (ladder_clock.c).
 */
#ifndef HJ_LIB_COMMANDS_LADDER_H
#define HJ_LIB_COMMANDS_LADDER_H

#include "lib/commands/common.h"
#include "lib/commands/ruled.h"

/* Why the engine was asked. */
struct hj_ladder_cause {
	const char *why;           /* in words */
	const struct hj_event *ev; /* what happened */
	int64_t procedure; /* that enters the step; 0: none of its own yet */
	bool ends;         /* the step's procedure, if no step is left */
};

/*
 * Carry out what follows for the ladder of `m`: offers go to bodies of the
 * county (a step for which there is none is passed over), steps are entered
 * and left, and each move is told with its rule.
 */
void hj_ladder_carry_out(struct hj_turn *t, const struct hj_ruled *m,
    const struct hj_ladder_cause *why);

/* The ladder is over by what happened, and no rule says where it goes. */
void hj_ladder_done(struct hj_turn *t, const struct hj_event *ev);

/* The present step begins again, in procedure `p`. */
void hj_ladder_again(struct hj_turn *t, int64_t p, const struct hj_event *ev);

/*
 * Tell `l` as the ladder is from now on, by the step it is at: `act` says what
 * became of it, `why` in words.
 */
void hj_ladder_tell(struct hj_turn *t, struct hj_ladder *l, const char *why,
    enum hj_did_act act);

/* The ladder as it is, to be changed and told. */
struct hj_ladder *hj_ladder_copy(struct hj_turn *t);

/* The steps of the ladder that the dispute is on; NULL: its set is not known.
 */
const struct hj_rule_step *hj_ladder_steps(const struct hj_turn *t, size_t *n);

/* Step `no` of it; NULL if there is none. */
const struct hj_rule_step *hj_ladder_step(const struct hj_turn *t, int64_t no);

/* The channel in which `org` takes up what climbs; 0: in none. */
int hj_climbing_channel(const struct hj_org *org);

/*
 * A body of `kind` in the dispute's county, and able to take up what climbs if
 * it has to: the one above `from`, else the first; NULL: there is none.
 */
const struct hj_org *hj_org_near(
    const struct hj_turn *t, const char *kind, const char *from, bool takes_up);

/*
 * Procedure `p` entered `step`, as `did` says (NULL: by no rule): who must take
 * part beside it is asked to.
 */
void hj_step_invite(struct hj_turn *t, const struct hj_rule_step *step,
    int64_t p, const struct hj_did *did);

/* The limit over all steps of the ladder that the dispute is on; or NULL. */
const struct hj_rule_overall *hj_ladder_overall(const struct hj_turn *t);

/* The clock of the present step; NULL if it has none. */
const struct hj_clock *hj_step_clock(const struct hj_dispute *d);

/* The present step begins with `ev`: its clock starts, if it has one. */
void hj_step_clock_start(struct hj_turn *t, const struct hj_event *ev);

/*
 * The present step, entered under another rule set, goes on: its clock, if it
 * has one by now, starts where the step began, and so does that of all steps.
 */
void hj_step_clock_resume(struct hj_turn *t);

/*
 * `ev` may be what the time of the present step waited for: the event that it
 * runs from, or a fact that its length depends on.
 */
void hj_step_clock_react(struct hj_turn *t, const struct hj_event *ev);

/* The present step is over: its clock, if it runs, is told as `kind`. */
void hj_step_clock_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind);

/* The ladder is over: so are its step's clock and that of all steps. */
void hj_ladder_clocks_end(
    struct hj_turn *t, int state, const struct hj_event_kind *kind);

/*
 * Offers react: a hand-up starts the clock of its acceptance, an answer ends
 * it, and an offer whose time is over lapses.  The sender then still has the
 * matter, and the fired clock is its overdue entry.
 */
void hj_offers_react(struct hj_turn *t, const struct hj_event *ev);

#endif
