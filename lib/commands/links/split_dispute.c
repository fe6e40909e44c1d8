/*
 * Take parties and procedures out into a dispute of their own (分立).
 *
 * The new dispute is registered first, by an ordinary registration, since what
 * is sealed is sealed anew under its keys; then this command names it, the
 * parties that go on there and the procedures that end here.  It gets the
 * history of these and the link; nothing leaves this timeline.
 */
#include "lib/commands/links/links.h"

#include "lib/commands/common.h"

struct split_dispute {
	struct hj_frame frame;
	const char *into;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_no *procedures;
	size_t n_procedures;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(split_dispute, into, HJ_REQUIRED, "已登记的新纠纷|the new dispute, registered already"),
	HJ_LIST(split_dispute, parties, HJ_REQUIRED, &hj_no_fields, 100, "分出的当事人|parties that go on there"),
	HJ_LIST(split_dispute, procedures, 0, &hj_no_fields, 100, "分出的程序|procedures that go on there"),
	HJ_SEALED(split_dispute, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(split_dispute, rows);

static bool
check(struct hj_turn *t, const struct split_dispute *c)
{
	for (size_t i = 0; i < c->n_parties; i++) {
		const struct hj_party *party =
		    hj_party_at(t->d, c->parties[i].no);

		if (party == NULL || party->removed || party->moved)
			hj_refuse(t, HJ_NO_PARTY, "parties");
	}
	for (size_t i = 0; i < c->n_procedures; i++) {
		const struct hj_procedure *p =
		    hj_procedure_at(t->d, c->procedures[i].no);

		if (p == NULL)
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "procedures");
		else if (hj_procedure_live(p) &&
			 !hj_channel_mediates(p->channel))
			hj_refuse(t, HJ_NO_CHANNEL, "procedures");
	}
	return t->refused == HJ_NO;
}

/* What was done so far, as a registration tells it. */
static void
put_history(
    struct hj_turn *t, const struct split_dispute *c, struct hj_link_set *b)
{
	for (size_t i = 0; i < c->n_procedures; i++) {
		const struct hj_procedure *p =
		    hj_procedure_at(t->d, c->procedures[i].no);
		const struct hj_org *org =
		    hj_org_find(t->world->directory, p->body);

		*HJ_PUSH(t->a, b->history, b->n_history) = (struct hj_history){
			.by = org != NULL ? org->name : p->outside,
			.on = p->opened_on,
			.meetings = p->sessions,
		};
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct split_dispute *c = cmd;
	struct hj_link_set *b;

	if (!check(t, c))
		return;
	b = hj_link_new(t, HJ_LK_SPLIT_INTO, c->into);
	if (b == NULL)
		return;
	put_history(t, c, b);
	hj_link_end(t, b->link, c->procedures, c->n_procedures, c->reason);
	b->link->asked_here = true;
	b->link->parties = c->parties;
	b->link->n_parties = c->n_parties;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_dispute_split, b);
	hj_link_tell(t, b);
}

const struct hj_command hj_cmd_split_dispute = {
	.name = "split-dispute",
	.zh = "分立纠纷",
	.en = "Take parties and procedures out",
	.fields = &fields,
	.right = HJ_MAY_MERGE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
