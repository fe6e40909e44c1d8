/* What the rooms of certify.h share, and nobody else. */
#ifndef HJ_LIB_RULES_CERTIFY_INNER_H
#define HJ_LIB_RULES_CERTIFY_INNER_H

#include "lib/rules/certify.h"
#include "lib/rules/graph.h"

/* One certification. */
struct hj_certifier {
	struct hj_arena *a;
	const struct hj_rule_set *set;
	const struct hj_cert_ground *ground;
	struct hj_certificate *ret;
};

/*
 * certify_wait.c: what bounds the wait at `step` of `course` in `phase`; adds
 * what has to be assumed.
 */
void hj_certify_wait(struct hj_certifier *k, const struct hj_graph *course,
    size_t step, int phase, struct hj_cert_wait *ret);

/*
 * certify_days.c: the latest end on `course`, whose states have these ranks
 * (-1: not reached); replaces k->ret->worst if it takes longer.
 */
void hj_certify_days(
    struct hj_certifier *k, const struct hj_graph *course, const int64_t *rank);

#endif
