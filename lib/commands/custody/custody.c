/* Custody of paper; see custody.h. */
#include "lib/commands/custody/custody.h"

#include <string.h>

/* clang-format off */
static const struct hj_field tick_rows[] = {
	HJ_INT(hj_tick, pages, 0, 1, 100000, "在的页数,缺省为全部|pages that are there; all if absent"),
	HJ_INT(hj_tick, piece, HJ_REQUIRED, 1, HJ_PIECES_MOST, "件号|piece"),
};
/* clang-format on */
const struct hj_fields hj_tick_fields = HJ_FIELDS(hj_tick, tick_rows);

static struct hj_bundle *
copy_of(struct hj_turn *t, const struct hj_bundle *old)
{
	struct hj_bundle *b = HJ_NEW(t->a, struct hj_bundle);

	*b = *old;
	b->piece = hj_alloc(t->a, old->n_piece * sizeof(*b->piece));
	if (old->n_piece > 0)
		memcpy(b->piece, old->piece, old->n_piece * sizeof(*b->piece));
	return b;
}

/* Is the piece there to be moved by this act? */
static bool
can_move(const struct hj_turn *t, const struct hj_bundle *b,
    const struct hj_bundle_piece *p, bool takes)
{
	return takes ? strcmp(p->with, b->owner) != 0 || p->lacking > 0
		     : strcmp(p->with, t->actor.org) == 0;
}

static void
move(
    struct hj_turn *t, struct hj_bundle_piece *p, const char *to, int64_t pages)
{
	p->lacking = pages == 0 ? 0 : p->pages - pages;
	p->with = to;
	p->since = hj_occurred_on(t);
	p->explained = false;
}

/* Move the pieces that are ticked; false if one cannot be. */
static bool
move_ticked(struct hj_turn *t, const struct hj_custody_command *c,
    struct hj_bundle *b, const char *to, bool takes)
{
	for (size_t i = 0; i < c->n_pieces; i++) {
		const struct hj_tick *tick = &c->pieces[i];
		struct hj_bundle_piece *p = (size_t)tick->piece > b->n_piece
						? NULL
						: &b->piece[tick->piece - 1];

		if (p == NULL || !can_move(t, b, p, takes) ||
		    tick->pages > p->pages)
			return false;
		move(t, p, to, tick->pages);
	}
	return true;
}

void
hj_custody_move(struct hj_turn *t, const struct hj_custody_command *c,
    const struct hj_bundle *old, const char *to, bool takes,
    const struct hj_event_kind *kind)
{
	struct hj_bundle *b = copy_of(t, old);
	struct hj_bundle_set *set = HJ_NEW(t->a, struct hj_bundle_set);
	size_t moved = c->n_pieces;

	if (!move_ticked(t, c, b, to, takes)) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "pieces");
		return;
	}
	for (size_t i = 0; i < b->n_piece; i++) {
		struct hj_bundle_piece *p = &b->piece[i];

		if (strcmp(p->with, to) == 0 || !can_move(t, b, p, takes))
			continue;
		if (c->n_pieces == 0) {
			move(t, p, to, 0);
			moved++;
		} else if (c->reason.box != NULL) {
			p->explained = true;
		}
	}
	if (moved == 0) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "bundle");
		return;
	}
	*set = (struct hj_bundle_set){
		.bundle = b, .to = to, .reason = c->reason
	};
	hj_happens(t, kind, set);
}

/* "bundles/1/pieces/4" */
static const char *
place_of(struct hj_turn *t, const struct hj_bundle *b,
    const struct hj_bundle_piece *p)
{
	struct hj_buf text;

	hj_buf_init(&text, 100);
	hj_buf_puts(&text, "bundles/");
	hj_buf_int(&text, b->no);
	hj_buf_puts(&text, "/pieces/");
	hj_buf_int(&text, p->no);
	return hj_buf_keep(t->a, &text);
}

void
hj_custody_check(struct hj_turn *t, const struct hj_procedure *about)
{
	for (size_t i = 0; i < t->d->n_bundle; i++) {
		const struct hj_bundle *b = &t->d->bundle[i];

		for (size_t k = 0; k < b->n_piece; k++) {
			const struct hj_bundle_piece *p = &b->piece[k];

			if (strcmp(b->owner, t->actor.org) != 0 &&
			    strcmp(p->with, t->actor.org) == 0 && !p->explained)
				hj_refuse_in(t, HJ_NO_PAPERS_OPEN,
				    place_of(t, b, p), about);
		}
	}
}
