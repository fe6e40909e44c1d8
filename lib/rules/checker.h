/*
 * What the parts of the check share: where they are, and how they tell.
 */
#ifndef HJ_LIB_RULES_CHECKER_H
#define HJ_LIB_RULES_CHECKER_H

#include "lib/rules/check.h"

struct hj_checker {
	struct hj_arena *a;
	const struct hj_rule_set *set;
	const struct hj_rule_known *known;
	struct hj_rule_faults faults;
};

/* Tell a fault at `at`/`member` (NULL: at `at`), about `what` (or NULL). */
void hj_fault(struct hj_checker *k, int kind, const char *at,
    const char *member, const char *what);

/* "`list`/`i`" */
const char *hj_place(struct hj_checker *k, const char *list, size_t i);

/* Every name of the list must be ... */
void hj_check_events(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n);
void hj_check_event(
    struct hj_checker *k, const char *at, const char *member, const char *kind);
void hj_check_bodies(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n);
void hj_check_words(struct hj_checker *k, const char *at, const char *member,
    const struct hj_name *list, size_t n, const struct hj_words *words);

/* A text that people read must have something in it. */
void hj_check_text(
    struct hj_checker *k, const char *at, const char *member, const char *text);

/* A length and its unit belong together; `needed`: there must be one. */
void hj_check_length(struct hj_checker *k, const char *at, const char *member,
    int64_t length, int unit, bool needed);

/* Names of a list, given one by one; the second of a pair is the fault. */
void hj_check_twice(struct hj_checker *k, const char *list, size_t i,
    const char *name, const char *earlier);

void hj_check_when(struct hj_checker *k, const char *at,
    const struct hj_rule_test *when, size_t n, size_t facts);
void hj_check_table_named(
    struct hj_checker *k, const char *at, const char *name);
void hj_check_clock_named(
    struct hj_checker *k, const char *at, const char *member, const char *name);
void hj_check_exit(struct hj_checker *k, const char *at,
    const struct hj_rule_exit *x, const struct hj_rule_step *step, size_t n,
    size_t here);

/* Is there such a step in any ladder of the set? */
bool hj_step_exists(const struct hj_rule_set *set, const char *name);

const struct hj_rule_fact *hj_rule_fact_find(
    const struct hj_rule_set *set, const char *name, size_t *ret_at);

/* The parts of a document. */
void hj_check_facts(struct hj_checker *k);
void hj_check_tables(struct hj_checker *k);
void hj_check_cells(
    struct hj_checker *k, const char *at, const struct hj_rule_table *t);
void hj_check_ladders(struct hj_checker *k);
void hj_check_clocks(struct hj_checker *k);
void hj_check_law(
    struct hj_checker *k, const char *at, const struct hj_rule_clock *c);
void hj_check_tasks(struct hj_checker *k);
void hj_check_rest(struct hj_checker *k);

#endif
