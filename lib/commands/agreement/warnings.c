/* Warnings before an agreement goes to a court; see warnings.h. */
#include "lib/commands/agreement/warnings.h"

#include "lib/commands/clocks.h"

#include <string.h>

/* Days before the end at which to say so. */
#define NEAR 3

struct list {
	struct hj_turn *t;
	struct hj_name *item;
	size_t n;
};

static void
warn(struct list *l, bool so, enum hj_warning warning)
{
	if (so)
		HJ_PUSH(l->t->a, l->item, l->n)->text =
		    hj_word_name(&hj_warning_words, warning);
}

/* Is somebody affected who does not sign? */
static bool
others(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_party; i++)
		if (!d->party[i].removed &&
		    (d->party[i].side == HJ_SIDE_AFFECTED ||
			d->party[i].side == HJ_SIDE_ABSENT))
			return true;
	return false;
}

/* Are the thirty days over, or nearly? */
static bool
late(const struct hj_turn *t, const struct hj_agreement *a)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->subject == a->no && hj_clock_to_confirm(t, c))
			return c->state == HJ_CS_FIRED ||
			       (c->state == HJ_CS_RUNNING && c->due != 0 &&
				   c->due - t->now < NEAR * HJ_DAY_MS);
	}
	return false;
}

static bool
vague_amount(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].kind == HJ_TK_MONEY &&
		    (a->term[i].amount == HJ_NONE ||
			a->term[i].exactness > HJ_EX_EXACT))
			return true;
	return false;
}

static bool
vague_time(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].due_on == 0 && a->term[i].due_when.box == NULL &&
		    a->term[i].state != HJ_TS_PERFORMED)
			return true;
	return false;
}

void
hj_warn_confirmation(struct hj_turn *t, const struct hj_agreement *a,
    struct hj_name **list, size_t *n)
{
	struct list l = { .t = t, .item = *list, .n = *n };

	warn(&l, a->identity_relation, HJ_WA_IDENTITY);
	warn(&l, a->ownership, HJ_WA_OWNERSHIP);
	warn(&l, vague_amount(a), HJ_WA_VAGUE_AMOUNT);
	warn(&l, vague_time(a), HJ_WA_VAGUE_TIME);
	warn(&l, others(t->d), HJ_WA_THIRD_PARTY);
	warn(&l, late(t, a), HJ_WA_LATE);
	*list = l.item;
	*n = l.n;
}
