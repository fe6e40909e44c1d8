/*
 * The other dispute refused the link: it does not stand, and what a merge
 * ended here is taken up again.
 */
#include "lib/commands/links/links.h"

#include <string.h>

struct refused {
	struct hj_frame frame;
	const char *other;
	const char *refusal;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(refused, other, HJ_REQUIRED, "另一纠纷|the other dispute"),
	HJ_TEXT(refused, refusal, HJ_REQUIRED, 100, "拒绝理由|type of the refusal"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(refused, rows);
/* clang-format on */

/* The newest link to `other` that was asked for here and stands. */
static const struct hj_link *
asked(const struct hj_dispute *d, const char *other)
{
	for (size_t i = d->n_link; i-- > 0;)
		if (d->link[i].asked_here &&
		    d->link[i].state == HJ_LS_STANDING &&
		    strcmp(d->link[i].other, other) == 0)
			return &d->link[i];
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct refused *c = cmd;
	const struct hj_link *link = asked(t->d, c->other);
	struct hj_link_set *b;

	if (link == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "other");
		return;
	}
	b = hj_link_again(t, link);
	b->link->state = HJ_LS_REFUSED;
	b->refusal = c->refusal;
	hj_happens(t, &hj_ev_link_refused, b);
	hj_link_resume(t, b->link);
}

const struct hj_command hj_cmd_note_link_refused = {
	.name = "note-link-refused",
	.zh = "记入关联未成",
	.en = "Take note of a refused link",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
