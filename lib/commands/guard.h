/*
 * Guards by name: what a command refuses only while a rule set says so.
 *
 * A guard is a row `named` of a rule set (lib/rules/language.h): its name,
 * article, how sure that is, and what it asks for.  Most have the name of the
 * refusal that they make.  Those of statute stand in national-guards.json,
 * which is on everywhere, and their commands refuse in any case: the row is
 * where a refusal has its article from.  Local and unverified ones are sets
 * that a county switches on by name (choose-sets); without one in force the
 * command does not ask.  A name may have several rows, each about procedures
 * of one channel, stage or kind of handling body; what is about none of these
 * holds for the rest, and where no row holds a refusal rests on no law.
 *
 * They bind as they are in force when somebody acts, in old disputes too.
 *
 * To add one: its row, and hj_guard_on() in the command; a name that is no
 * refusal also stands in guard.c.  A row is about the procedures in which its
 * law has force, as tests/unit/force.tsv says; a new law gets its line there.
 */
#ifndef HJ_LIB_COMMANDS_GUARD_H
#define HJ_LIB_COMMANDS_GUARD_H

#include "lib/commands/turn.h"

/*
 * The row `name` about procedure `p` (NULL: about none) of a set in force where
 * the turn's matter is (its county; else that of who acts): the surest, of
 * those the one that says most about `p`; NULL if none is.
 */
const struct hj_rule_guard *hj_guard_in(
    const struct hj_turn *t, const char *name, const struct hj_procedure *p);

/* The same about the turn's procedure, or the one it would open. */
const struct hj_rule_guard *hj_guard(const struct hj_turn *t, const char *name);

/* Is the guard of that refusal in force? */
bool hj_guard_on(const struct hj_turn *t, enum hj_refusal rule);

/* What the guard `name` rests on, for an event; NULL if it is not in force. */
const char *hj_guard_article(const struct hj_turn *t, const char *name);
const char *hj_guard_article_in(
    const struct hj_turn *t, const char *name, const struct hj_procedure *p);

/*
 * The guard `name` as the reason of what it made follow by itself, with how
 * often it happened (`times`); made in the turn's arena.  NULL: it is not in
 * force.
 */
struct hj_reason *hj_guard_because(
    const struct hj_turn *t, const char *name, int64_t times);

/*
 * Is something that was sent back or refused `times` times put to the body
 * above, by a guard in force (sent-back-goes-up)?
 */
bool hj_goes_up(const struct hj_turn *t, int64_t times);

/* Is `item` one that the guard asks to be stated? */
bool hj_guard_asks(const struct hj_rule_guard *guard, const char *item);

/* Does some command ask for a guard of that name? */
bool hj_guard_known(const char *name);

/*
 * The guard of `rule` that holds everywhere; NULL if the refusal rests on no
 * law.
 */
const struct hj_rule_guard *hj_guard_of_law(
    const struct hj_rules *rules, enum hj_refusal rule);

#endif
