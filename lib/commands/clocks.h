/*
 * What the parts of the clocks share: counting, starting, settling.
 *
 * clocks.c matches events against the rules, clock_count.c counts dates,
 * exclude.c lets one limit skip another's extension, settle.c lets fall what is
 * due, ends.c ends what the law ends then, ladder_clock.c has the ladder's own
 * limits.
 */
#ifndef HJ_LIB_COMMANDS_CLOCKS_H
#define HJ_LIB_COMMANDS_CLOCKS_H

#include "lib/commands/turn.h"

struct hj_mark;

/* The ladder's own limits; their rows are steps, not clocks, of the set. */
#define HJ_LADDER_STEP "LADDER"
#define HJ_LADDER_ACCEPT "LADDER_ACCEPT"
#define HJ_LADDER_OVERALL "LADDER_OVERALL"

/* Not of a row either: days that rules alone await; rule_days.c. */
#define HJ_RULE_DAYS "RULE_DAYS"

/*
 * What is owed though no row of tasks says so, because a rule says: the parties
 * are told of a right, reasons are given in writing, an extension is told.
 */
#define HJ_OWED_RIGHT "TELL_RIGHT"
#define HJ_OWED_REASONS "GIVE_REASONS"
#define HJ_OWED_EXTENSION "TELL_EXTENSION"

/* Is `rule` the name of one of the ladder's own limits, or of its days? */
bool hj_clock_of_ladder(const char *rule);

/* The row that `c` came from; NULL if it is not known any more, or a ladder's.
 */
const struct hj_rule_clock *hj_clock_rule(
    const struct hj_turn *t, const struct hj_clock *c);

/* The task of its set that `c` is the time of; NULL: it is none. */
const struct hj_rule_task *hj_clock_task(
    const struct hj_turn *t, const struct hj_clock *c);

/* A copy of `c` in a body of its own, to be changed and told. */
struct hj_clock_set *hj_clock_change(
    struct hj_turn *t, const struct hj_clock *c);

/* `c` runs no more, and was neither met nor missed. */
void hj_clock_stop(struct hj_turn *t, const struct hj_clock *c);

/*
 * Count the dates of body->clock with its pauses and extensions under version
 * `calendar`; false if they cannot be counted.
 */
bool hj_clock_count(
    struct hj_turn *t, struct hj_clock_set *body, int64_t calendar);

/*
 * A limit of `rule` of `set`, as nothing has counted it yet: as long as the
 * table of its lengths tells by now, if it has one.
 */
struct hj_clock hj_clock_uncounted(const struct hj_turn *t,
    const struct hj_rule_set *set, const struct hj_rule_clock *rule,
    const struct hj_mark *m);

/*
 * Start `wanted` (its number is set here, unless it waited under one) at its
 * start_from and start_to, for `reason` if somebody gave one.  If these are not
 * known it only waits for the date. What was entered when it was over already
 * says so and does nothing by itself: an escalation, a lapse or an end becomes
 * an overdue entry.
 */
void hj_clock_start(
    struct hj_turn *t, const struct hj_clock *wanted, struct hj_sealed reason);

/* The same because of a rule, told with what else fitted; NULL: not told. */
void hj_clock_start_because(struct hj_turn *t, const struct hj_clock *wanted,
    struct hj_sealed reason, struct hj_reason *because);

/*
 * `ev` extends, meets or stops a clock: limits in which the days of an
 * extension do not count are counted anew; exclude.c.
 */
void hj_exclude_extension(struct hj_turn *t, const struct hj_event *ev);

/*
 * `ev` says that a service which had been entered did not take place: what
 * runs from it waits for it again.  What has ended meanwhile stays ended; who
 * owns it may set that aside.
 */
void hj_clocks_unserve(struct hj_turn *t, const struct hj_event *ev);

/*
 * The category of the dispute was `former` (MoJ, or NULL) and is another now:
 * limits of the one stop, limits of the other start, for `reason`; restate.c.
 */
void hj_restate_clocks(
    struct hj_turn *t, const char *former, struct hj_sealed reason);

/*
 * The dispute rests on `set` by now: limits of bodies that it has and that are
 * not there start where what they run from occurred, unless they would be over;
 * restate.c.
 */
void hj_restate_set(
    struct hj_turn *t, const struct hj_rule_set *set, struct hj_sealed reason);

/*
 * Limit `clock` is over.  Where the law says that mediation has failed then, or
 * ends (医疗条例38、40; 市场监管投诉举报处理暂行办法21: F), its procedure ends,
 * and the parties are owed the notice of other routes.  What all who are bound
 * have signed by then was agreed in time, and ends nothing; ends.c.
 */
void hj_limit_ends(struct hj_turn *t, int64_t clock);

/* The limit by whose expiry `procedure` ended; NULL: it did not end so. */
const struct hj_clock *hj_ended_by_limit(
    const struct hj_dispute *d, int64_t procedure);

/*
 * The end by `clock` is set aside: the procedure goes on, what it owed the
 * parties for having ended is withdrawn, and what the ladder asked for then is
 * taken back.
 */
void hj_unend(
    struct hj_turn *t, const struct hj_clock *clock, struct hj_sealed reason);

/* Is it owed to be done: a task of its set, or what a rule makes owed? */
bool hj_clock_owed_act(const struct hj_turn *t, const struct hj_clock *c);

/*
 * Refuse to lengthen `c` once more if its rule lets that be done so often only.
 */
void hj_extension_check(struct hj_turn *t, const struct hj_clock *c,
    const struct hj_rule_clock *rule, const char *field);

/* Is it the time within which a court is asked to confirm an agreement? */
bool hj_clock_to_confirm(const struct hj_turn *t, const struct hj_clock *c);

/* Does it run, or wait for its date? */
bool hj_clock_open(const struct hj_clock *c);

/* Was it over when what it asks for was done (clock_done_late)? */
bool hj_clock_done_late(const struct hj_dispute *d, int64_t clock);

/* Does it wait for its date, or for the service of what it runs from? */
bool hj_clock_waits(const struct hj_clock *c);

#endif
