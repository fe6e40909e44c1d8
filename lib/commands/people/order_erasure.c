/*
 * Order that records of a person, or the texts of disputes, are erased
 * (删除个人信息).
 *
 * A person is a set of party records in disputes; whoever orders names them
 * all.  POST /api/v1/erasures finds them by the identity number (server/
 * erasures.c).  Each dispute is told in its own timeline, by a follow-up.
 */
#include "lib/commands/people/people.h"
#include "lib/dispute/erasure.h"

struct order_erasure {
	struct hj_frame frame;
	struct hj_place *places;
	size_t n_places;
	int reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(order_erasure, places, HJ_REQUIRED, &hj_place_fields, HJ_PLACES_MOST, "记录|which records"),
	HJ_WORD(order_erasure, reason, HJ_REQUIRED, &hj_erasure_words, "原因|why"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(order_erasure, rows);
/* clang-format on */

static void
tell(struct hj_turn *t, const struct hj_place *place, int reason)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"ordered_by\":");
	hj_emit_text(&b, t->actor.person);
	if (place->party != 0) {
		hj_buf_puts(&b, ",\"party\":");
		hj_buf_int(&b, place->party);
	}
	hj_buf_puts(&b, ",\"reason\":");
	hj_emit_text(&b, hj_word_name(&hj_erasure_words, reason));
	hj_buf_putc(&b, '}');
	hj_follow_up(
	    t, "dispute", place->dispute, "erase", hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct order_erasure *c = cmd;
	struct hj_erasure_ordered *b = HJ_NEW(t->a, struct hj_erasure_ordered);

	b->places = c->places;
	b->n_places = c->n_places;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_erasure_ordered, b);
	for (size_t i = 0; i < c->n_places; i++)
		tell(t, &c->places[i], c->reason);
}

const struct hj_command hj_cmd_order_erasure = {
	.name = "order-erasure",
	.zh = "决定删除个人信息",
	.en = "Order that records are erased",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
