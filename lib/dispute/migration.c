/* Words, tables and fold of a move to another rule set; see migration.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* The limit of a step of the ladder, by the step's number. */
#define STEP_LIMIT "LADDER"

/* clang-format off */
static const struct hj_word fate_list[] = {
	{ NULL, NULL, NULL },
	{ "moved", "重新计算届满日", "its last day is counted anew" },
	{ "ended", "新规则集无此期限,终止", "the new set has no such limit; it ends" },
	{ "waits", "仍待起算", "it still waits for its start" },
};
const struct hj_words hj_limit_fate_words = HJ_WORDS(fate_list);

static const struct hj_field step_pair_rows[] = {
	HJ_INT(hj_step_pair, from, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_step_pair, to, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields step_pair_fields = HJ_FIELDS(hj_step_pair, step_pair_rows);

static const struct hj_field limit_moved_rows[] = {
	HJ_INT(hj_limit_moved, clock, HJ_REQUIRED, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_limit_moved, due_on, 0, NULL),
	HJ_WORD(hj_limit_moved, fate, HJ_REQUIRED, &hj_limit_fate_words, NULL),
	HJ_DATE(hj_limit_moved, old_due_on, 0, NULL),
	HJ_TEXT(hj_limit_moved, rule, HJ_REQUIRED, 2000, NULL),
};
static const struct hj_fields limit_moved_fields = HJ_FIELDS(hj_limit_moved, limit_moved_rows);

static const struct hj_field rules_migrated_rows[] = {
	HJ_OBJECT(hj_rules_migrated, because, 0, &hj_reason_fields, NULL),
	HJ_TEXT(hj_rules_migrated, from, HJ_REQUIRED, 2000, NULL),
	HJ_TEXT(hj_rules_migrated, from_name, 0, 2000, NULL),
	HJ_LIST(hj_rules_migrated, judged, 0, &hj_judged_fields, 2000, NULL),
	HJ_OBJECT(hj_rules_migrated, ladder, 0, &hj_ladder_fields, NULL),
	HJ_LIST(hj_rules_migrated, limits, 0, &limit_moved_fields, 2000, NULL),
	HJ_SEALED(hj_rules_migrated, reason, 0, 0, NULL),
	HJ_LIST(hj_rules_migrated, steps, 0, &step_pair_fields, 2000, NULL),
	HJ_TEXT(hj_rules_migrated, to, HJ_REQUIRED, 2000, NULL),
	HJ_TEXT(hj_rules_migrated, to_name, 0, 2000, NULL),
};
const struct hj_fields hj_rules_migrated_fields = HJ_FIELDS(hj_rules_migrated, rules_migrated_rows);
/* clang-format on */

static int64_t
step_now(const struct hj_rules_migrated *b, int64_t step)
{
	for (size_t i = 0; i < b->n_steps; i++)
		if (b->steps[i].from == step)
			return b->steps[i].to;
	return 0;
}

/* What names a step of the former ladder names one of the new. */
static void
renumber(struct hj_dispute *d, const struct hj_rules_migrated *b)
{
	for (size_t i = 0; i < d->n_referral; i++) {
		struct hj_referral *r = &d->referral[i];

		if (r->rule != NULL && strcmp(r->rule, b->from_name) == 0)
			r->step = step_now(b, r->step);
	}
	for (size_t i = 0; i < d->n_clock; i++) {
		struct hj_clock *c = &d->clock[i];

		if (strcmp(c->set, b->from) == 0 &&
		    strcmp(c->rule, STEP_LIMIT) == 0)
			c->subject = step_now(b, c->subject);
	}
	for (size_t i = 0; i < d->n_noted; i++)
		d->noted[i].step = step_now(b, d->noted[i].step);
}

/* The list may be the registration's own, which stays as it is. */
static void
pin(struct hj_dispute *d, const struct hj_rules_migrated *b)
{
	const struct hj_pin *old = d->pin;
	size_t n = d->n_pin;

	d->pin = NULL;
	d->n_pin = 0;
	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(d->arena, d->pin, d->n_pin) =
		    strcmp(old[i].set, b->from) == 0
			? (struct hj_pin){ b->to, b->to_name }
			: old[i];
}

void
hj_evolve_rules_migrated(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_rules_migrated *b = ev->body;

	pin(d, b);
	for (size_t i = 0; i < b->n_judged; i++)
		*HJ_PUSH(d->arena, d->judged, d->n_judged) = b->judged[i];
	if (b->ladder == NULL)
		return;
	renumber(d, b);
	d->ladder = HJ_NEW(d->arena, struct hj_ladder);
	*d->ladder = *b->ladder;
}
