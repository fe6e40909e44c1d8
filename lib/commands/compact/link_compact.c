/*
 * Name a dispute in which the compact is evidence of what was agreed before.
 * The dispute answers (take-compact), if the body that keeps the compact has
 * to do with it.
 */
#include "lib/commands/compact/compact.h"

#include <string.h>

struct link_compact {
	struct hj_frame frame;
	const char *dispute;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(link_compact, dispute, HJ_REQUIRED, "纠纷|dispute"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(link_compact, rows);
/* clang-format on */

static void
tell(struct hj_turn *t, const struct hj_compact *c, const char *dispute)
{
	struct hj_prior_compact prior = {
		.compact = c->id,
		.owner = c->owner,
		.between = c->between,
		.class = c->class,
		.form = c->form,
		.signed_on = c->signed_on,
	};
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"compact\":");
	hj_emit(&b, &hj_prior_compact_fields, &prior);
	hj_buf_putc(&b, '}');
	hj_follow_up(
	    t, "dispute", dispute, "take-compact", hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct link_compact *c = cmd;
	const struct hj_compact *now = t->state;
	struct hj_compact_set *b;

	if (!hj_compact_ours(t))
		return;
	if (now->n_link >= HJ_COMPACT_LIST_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
	for (size_t i = 0; i < now->n_link; i++)
		if (strcmp(now->link[i].dispute, c->dispute) == 0)
			hj_refuse(t, HJ_NO_DUPLICATE, "dispute");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->link = HJ_NEW(t->a, struct hj_compact_link);
	b->link->no = HJ_NEXT_NO(now->n_link);
	b->link->dispute = c->dispute;
	hj_happens(t, &hj_ev_compact_dispute_named, b);
	tell(t, t->state, c->dispute);
}

const struct hj_command hj_cmd_link_compact = {
	.name = "link-dispute",
	.zh = "关联纠纷",
	.en = "Link a dispute",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.stages = HJ_CPST(SIGNED) | HJ_CPST(OVER),
	.decide = decide,
};
