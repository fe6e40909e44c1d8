/*
 * A dispute as its rule sets see it: the facts that conditions read, where it
 * stands on the ladder, and what the engine says follows (lib/rules/resume.h).
 *
 * Facts that the dispute itself tells are read from its state; the others are
 * those that somebody said (record-fact).  What nobody said is not known.
 */
#ifndef HJ_LIB_COMMANDS_RULED_H
#define HJ_LIB_COMMANDS_RULED_H

#include "lib/commands/turn.h"
#include "lib/rules/resume.h"

/* The dispute under the sets that it keeps. */
struct hj_ruled {
	struct hj_course *course; /* NULL: no set of it asks for one */
	size_t ladder; /* which of them has its ladder; HJ_NO_STRAND: none */
};
#define HJ_NO_STRAND SIZE_MAX

/* As it is now, for its ladder, tasks, guards and conditions. */
struct hj_ruled hj_ruled_now(const struct hj_turn *t);

/* The same as it would be at the instant `at`, had nothing else happened. */
struct hj_ruled hj_ruled_at(const struct hj_turn *t, int64_t at);

/* Await the next day on which the passing of days alone begins something. */
void hj_rule_days(struct hj_turn *t);

/* The place of `set` among those of the course; HJ_NO_STRAND: it is not kept.
 */
size_t hj_ruled_strand(const struct hj_turn *t, const struct hj_rule_set *set);

/* Does a set of the dispute read facts, so that a change may do something? */
bool hj_ruled_reads(const struct hj_turn *t);

/* Do the tests of a rule of `set`, which the dispute keeps, hold now? */
bool hj_ruled_holds(const struct hj_turn *t, const struct hj_rule_set *set,
    const struct hj_rule_test *when, size_t n);

/* The row of `table` of `set` that fits now; NULL: none, or not known. */
const struct hj_rule_row *hj_ruled_row(
    const struct hj_turn *t, const struct hj_rule_set *set, const char *table);

/*
 * Has somebody to say what the fact is, because the dispute does not tell?  Of
 * one that is counted he says how many there were elsewhere and before.
 */
bool hj_fact_is_judged(const struct hj_rule_fact *f);

/* `did` as it is told in an event: rule, article, facts, what lost. */
struct hj_reason *hj_because(struct hj_arena *a, const struct hj_did *did);

/* Put to `r` the facts that `when` and `table` (NULL: none) of `set` read. */
void hj_because_facts(const struct hj_turn *t, struct hj_reason *r,
    const struct hj_rule_set *set, const struct hj_rule_test *when, size_t n,
    const char *table);

/*
 * `ev` happened: tasks that it begins, and what follows of facts that were not
 * so in `before` (its course is NULL: of all).
 */
void hj_rules_react(struct hj_turn *t, const struct hj_event *ev,
    const struct hj_ruled *before);

/* The guard of the dispute's sets that holds and bars this; NULL: none does. */
const struct hj_rule_guard *hj_ruled_guard(const struct hj_turn *t, int bars);

/* Refuse `command` if a guard that holds bars what it does. */
void hj_ruled_bars(struct hj_turn *t, const char *command);

#endif
