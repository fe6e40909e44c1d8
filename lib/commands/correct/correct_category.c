/*
 * Correct the category of a dispute (更正纠纷类别), with a reason.
 *
 * What rests on the category is stated anew: limits of the former sector stop,
 * those of the new one start; an agreement signed electronically that turns out
 * to be about status is named (电子签名法3, F), and so is each open procedure
 * of a body that is there for other categories only.  What to do about these is
 * for people to decide; nothing is ended by it.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/clocks.h"
#include "lib/policy/suggest.h"

#include <string.h>

struct correct_category {
	struct hj_frame frame;
	const char *category_gb;
	const char *category_moj;
	const char *category_word;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(correct_category, category_gb, HJ_REQUIRED, 4, "类别(国标)|category, GB/T 31000"),
	HJ_TEXT(correct_category, category_moj, HJ_REQUIRED, 8, "类别(司法部)|category, MoJ"),
	HJ_TEXT(correct_category, category_word, 0, 40, "类别(本地用语)|plain word"),
	HJ_SEALED(correct_category, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "更正原因|reason"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(correct_category, rows);

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
electronic(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_signature; i++)
		if (a->signature[i].how == HJ_SG_ELECTRONIC)
			return true;
	return false;
}

/* Agreements in effect that were signed in a way that is not enough. */
static void
name_in_vain(struct hj_turn *t, struct hj_category_corrected *b)
{
	if (!hj_status_category(t, b->category_gb, b->category_moj))
		return;
	for (size_t i = 0; i < t->d->n_agreement; i++)
		if (t->d->agreement[i].state == HJ_AS_EFFECTIVE &&
		    electronic(&t->d->agreement[i]))
			HJ_PUSH(t->a, b->in_vain, b->n_in_vain)->no =
			    t->d->agreement[i].no;
}

/* Open procedures of bodies that are there for other categories only. */
static void
name_misplaced(struct hj_turn *t, struct hj_category_corrected *b)
{
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];
		const struct hj_org *org =
		    hj_org_find(t->world->directory, p->body);

		if (hj_procedure_live(p) && org != NULL &&
		    !hj_kind_is_for(org->kind, b->category_moj))
			HJ_PUSH(t->a, b->misplaced, b->n_misplaced)->no = p->no;
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct correct_category *c = cmd;
	const char *former = t->d->category_moj, *former_gb = t->d->category_gb;
	struct hj_category_corrected *b;

	if (c->category_word != NULL &&
	    !hj_word_known(t->world, t->d->county, c->category_word)) {
		hj_refuse(t, HJ_NO_WORD, "category_word");
		return;
	}
	if (same(c->category_moj, former) && same(c->category_gb, former_gb)) {
		hj_refuse(t, HJ_NO_DUPLICATE, "category_moj");
		return;
	}
	b = HJ_NEW(t->a, struct hj_category_corrected);
	*b = (struct hj_category_corrected){
		.category_moj = c->category_moj,
		.category_gb = c->category_gb,
		.category_word = c->category_word,
		.former_moj = former,
		.former_gb = former_gb,
		.reason = c->reason,
	};
	name_in_vain(t, b);
	name_misplaced(t, b);
	hj_happens(t, &hj_ev_category_corrected, b);
	hj_restate_clocks(t, former, c->reason);
}

const struct hj_command hj_cmd_correct_category = {
	.name = "correct-category",
	.zh = "更正纠纷类别",
	.en = "Correct the category of the dispute",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.decide = decide,
};
