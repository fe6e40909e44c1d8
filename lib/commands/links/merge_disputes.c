/*
 * Let this dispute go on in another (并入): it is the same matter, entered
 * twice.
 *
 * Only what has hardly begun is merged away: procedures that are not accepted
 * yet end "handed over", which owes no notice, since the matter goes on; their
 * limits stop, and run on to the same day if the merge is undone.  What is
 * accepted, owed or offered stays where it is, and the other one is merged into
 * this.  Both timelines stay as they are; who had a part in one sees the other.
 */
#include "lib/commands/links/links.h"

#include "lib/commands/common.h"

struct merge_disputes {
	struct hj_frame frame;
	const char *into;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(merge_disputes, into, HJ_REQUIRED, "并入的纠纷|the dispute that goes on"),
	HJ_SEALED(merge_disputes, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(merge_disputes, rows);

/*
 * Has it hardly begun: a mediation that is not accepted yet, an order that
 * nobody was asked to handle (重复并单)?  Then the matter may go on elsewhere.
 */
static bool
fresh(const struct hj_procedure *p)
{
	return p->phase == HJ_PH_OPENED &&
	       (hj_channel_mediates(p->channel) ||
		   p->stage == HJ_ST_ORDER_RECEIVED);
}

/* Another one goes on here, or a part of this one is elsewhere. */
static bool
is_base(const struct hj_dispute *d)
{
	for (size_t i = 0; i < d->n_link; i++)
		if (d->link[i].state == HJ_LS_STANDING &&
		    (d->link[i].kind == HJ_LK_ABSORBED ||
			(d->link[i].kind == HJ_LK_CHILD &&
			    !d->link[i].other_closed)))
			return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct merge_disputes *c = cmd;
	struct hj_link_set *b = hj_link_new(t, HJ_LK_MERGED_INTO, c->into);
	struct hj_procedure_moved *closed;

	if (b == NULL)
		return;
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_procedure *p = &t->d->procedure[i];

		if (hj_procedure_live(p) && !fresh(p)) {
			hj_refuse(t, HJ_NO_MERGE_RUNNING, NULL);
			return;
		}
	}
	for (size_t i = 0; i < t->d->n_procedure; i++) {
		const struct hj_no no = { t->d->procedure[i].no };

		hj_link_end(t, b->link, &no, 1, c->reason);
	}
	if (!hj_nothing_open(t->d) || is_base(t->d)) {
		hj_refuse(t, HJ_NO_MERGE_RUNNING, NULL);
		return;
	}
	b->link->asked_here = true;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_merged_into, b);
	hj_link_tell(t, b);
	if (t->d->closed)
		return;
	closed = HJ_NEW(t->a, struct hj_procedure_moved);
	closed->on = hj_occurred_on(t);
	hj_happens(t, &hj_ev_dispute_closed, closed);
}

const struct hj_command hj_cmd_merge_disputes = {
	.name = "merge-disputes",
	.zh = "并入另一纠纷",
	.en = "Merge into another dispute",
	.fields = &fields,
	.right = HJ_MAY_MERGE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
