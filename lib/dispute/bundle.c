/* Tables and fold of bundles of paper; see bundle.h. */
#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_field piece_rows[] = {
	HJ_BOOL(hj_bundle_piece, explained, 0, NULL),
	HJ_INT(hj_bundle_piece, lacking, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_bundle_piece, name, 0, 0, NULL),
	HJ_INT(hj_bundle_piece, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_BOOL(hj_bundle_piece, original, 0, NULL),
	HJ_INT(hj_bundle_piece, pages, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_bundle_piece, since, 0, NULL),
	HJ_TEXT(hj_bundle_piece, with, 0, 2000, NULL),
};
static const struct hj_fields piece_fields = HJ_FIELDS(hj_bundle_piece, piece_rows);

static const struct hj_field bundle_rows[] = {
	HJ_INT(hj_bundle, no, 0, 0, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_bundle, owner, 0, 2000, NULL),
	HJ_LIST(hj_bundle, piece, 0, &piece_fields, HJ_PIECES_MOST, NULL),
	HJ_INT(hj_bundle, procedure, 0, 0, HJ_INT_MOST, NULL),
};
const struct hj_fields hj_bundle_fields = HJ_FIELDS(hj_bundle, bundle_rows);

static const struct hj_field bundle_set_rows[] = {
	HJ_OBJECT(hj_bundle_set, bundle, HJ_REQUIRED, &hj_bundle_fields, NULL),
	HJ_SEALED(hj_bundle_set, reason, 0, 0, NULL),
	HJ_TEXT(hj_bundle_set, to, 0, 2000, NULL),
};
const struct hj_fields hj_bundle_set_fields = HJ_FIELDS(hj_bundle_set, bundle_set_rows);
/* clang-format on */

void
hj_evolve_bundle_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_bundle_set *b = ev->body;
	struct hj_bundle *old = hj_bundle_at(d, b->bundle->no);

	if (old == NULL)
		old = HJ_PUSH(d->arena, d->bundle, d->n_bundle);
	*old = *b->bundle;
}
