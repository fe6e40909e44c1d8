/*
 * Order that records of a person, or texts, are erased (删除个人信息).
 *
 * A person is a set of records in disputes, rolls of groups, compacts, help;
 * whoever orders names them all.  POST /api/v1/erasures finds them by the
 * identity number (server/erasures.c).  Each stream is told in its own
 * timeline, by a follow-up.
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

/* The kind of stream that `place` names, and which; NULL unless it is one. */
static const char *
kind_of(const struct hj_place *place, const char **stream)
{
	const struct {
		const char *kind;
		const char *id;
	} ids[] = {
		{ "dispute", place->dispute },
		{ "group", place->group },
		{ "compact", place->compact },
		{ "help", place->help },
		{ "assessment", place->assessment },
	};
	const char *kind = NULL;

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		if (ids[i].id == NULL)
			continue;
		if (kind != NULL)
			return NULL;
		kind = ids[i].kind;
		*stream = ids[i].id;
	}
	return kind;
}

static void
tell(struct hj_turn *t, const struct hj_place *place, int reason)
{
	const char *stream, *kind = kind_of(place, &stream);
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
	hj_follow_up(t, kind, stream, "erase", hj_buf_keep(t->a, &b));
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct order_erasure *c = cmd;
	struct hj_erasure_ordered *b = HJ_NEW(t->a, struct hj_erasure_ordered);
	const char *stream;

	for (size_t i = 0; i < c->n_places; i++)
		if (kind_of(&c->places[i], &stream) == NULL) {
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "places");
			return;
		}
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
	.flags = HJ_ASKS_AGAIN,
	.decide = decide,
};
