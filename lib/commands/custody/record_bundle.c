/*
 * Record a bundle of paper (登记卷袋): its pieces, one by one.
 *
 * It belongs to the body that records it, which has all of it at first.
 */
#include "lib/commands/custody/custody.h"

struct piece_input {
	struct hj_sealed name;
	bool original;
	int64_t pages;
};

struct record_bundle {
	struct hj_frame frame;
	struct piece_input *pieces;
	size_t n_pieces;
};

/* clang-format off */
static const struct hj_field piece_rows[] = {
	HJ_SEALED(piece_input, name, HJ_REQUIRED | HJ_KEY_TEXT, 200, "材料名称|what it is"),
	HJ_BOOL(piece_input, original, 0, "原件|an original"),
	HJ_INT(piece_input, pages, HJ_REQUIRED, 1, 100000, "页数|pages"),
};
static const struct hj_fields piece_fields = HJ_FIELDS(piece_input, piece_rows);

static const struct hj_field rows[] = {
	HJ_LIST(record_bundle, pieces, HJ_REQUIRED, &piece_fields, HJ_PIECES_MOST, "各件材料|pieces"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_bundle, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_bundle *c = cmd;
	struct hj_bundle_set *set = HJ_NEW(t->a, struct hj_bundle_set);
	struct hj_bundle *b = HJ_NEW(t->a, struct hj_bundle);

	if (t->d->n_bundle >= HJ_BUNDLES_MOST) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	if (c->n_pieces == 0) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "pieces");
		return;
	}
	*b = (struct hj_bundle){ .no = HJ_NEXT_NO(t->d->n_bundle),
		.procedure = c->frame.procedure,
		.owner = t->actor.org };
	for (size_t i = 0; i < c->n_pieces; i++)
		*HJ_PUSH(t->a, b->piece, b->n_piece) = (struct hj_bundle_piece){
			.no = HJ_NEXT_NO(i),
			.name = c->pieces[i].name,
			.pages = c->pieces[i].pages,
			.original = c->pieces[i].original,
			.with = t->actor.org,
			.since = hj_occurred_on(t),
		};
	set->bundle = b;
	hj_happens(t, &hj_ev_bundle_recorded, set);
}

const struct hj_command hj_cmd_record_bundle = {
	.name = "record-bundle",
	.zh = "登记卷袋",
	.en = "Record a bundle of paper",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
