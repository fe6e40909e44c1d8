/* Who is in a stream that is no dispute; see project_people.h. */
#include "server/project_people.h"

#include "lib/commands/compact/compact.h"
#include "lib/commands/help/help.h"

#include <string.h>

/*
 * The token by which a number is looked for (hj_identity_token), from its keyed
 * index: both begin the same digest.
 */
static int64_t
token_of(const char *index)
{
	unsigned char bytes[8];
	uint64_t token = 0;

	if (strlen(index) < 2 * sizeof(bytes) ||
	    !hj_unhex(bytes, index, sizeof(bytes)))
		return 0;
	for (size_t i = 0; i < sizeof(bytes); i++)
		token = token << 8 | bytes[i];
	return (int64_t)token;
}

void
hj_put_person(struct hj_arena *a, struct hj_rows *rows,
    const struct hj_stream_kind *kind, const char *stream, int64_t no,
    const char *index)
{
	struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);
	struct hj_buf key, b;

	hj_buf_init(&key, 32);
	hj_buf_int(&key, no);
	hj_buf_init(&b, 256);
	hj_buf_puts(&b, "{\"kind\":");
	hj_emit_text(&b, kind->name);
	hj_buf_puts(&b, ",\"no\":");
	hj_buf_int(&b, no);
	hj_buf_puts(&b, ",\"stream\":");
	hj_emit_text(&b, stream);
	if (index != NULL) {
		hj_buf_puts(&b, ",\"token\":");
		hj_buf_int(&b, token_of(index));
	}
	hj_buf_putc(&b, '}');
	*row = (struct hj_row_text){ .table = "person_index",
		.key = hj_buf_keep(a, &key),
		.json = hj_buf_keep(a, &b) };
}

static void
put_day(struct hj_buf *b, const char *name, int32_t day)
{
	hj_buf_puts(b, name);
	hj_date_format(b, (struct hj_date){ day });
}

static void
put_absences(struct hj_arena *a, const struct hj_staff *p, struct hj_rows *rows)
{
	for (size_t i = 0; i < p->n_absence; i++) {
		const struct hj_absence *away = &p->absence[i];
		struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);
		struct hj_buf key, b;

		hj_buf_init(&key, 32);
		hj_buf_int(&key, away->no);
		hj_buf_init(&b, 256);
		hj_buf_puts(&b, "{\"cover\":");
		hj_emit_text(&b, away->cover);
		put_day(&b, ",\"first\":\"", away->from);
		put_day(&b, "\",\"last\":\"", away->to);
		hj_buf_puts(&b, "\",\"no\":");
		hj_buf_int(&b, away->no);
		hj_buf_puts(&b, ",\"stream\":");
		hj_emit_text(&b, p->id);
		hj_buf_putc(&b, '}');
		*row = (struct hj_row_text){ .table = "absence",
			.key = hj_buf_keep(a, &key),
			.json = hj_buf_keep(a, &b) };
	}
}

/* The bodies that he left for another. */
static void
put_moves(struct hj_arena *a, const struct hj_staff *p, struct hj_rows *rows)
{
	for (size_t i = 0; i < p->n_moved; i++) {
		const struct hj_moved *moved = &p->moved[i];
		struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);
		struct hj_buf key, b;

		hj_buf_init(&key, 32);
		hj_buf_int(&key, moved->no);
		hj_buf_init(&b, 256);
		hj_buf_puts(&b, "{\"no\":");
		hj_buf_int(&b, moved->no);
		hj_buf_puts(&b, ",\"org\":");
		hj_emit_text(&b, moved->org);
		hj_buf_puts(&b, ",\"stream\":");
		hj_emit_text(&b, p->id);
		put_day(&b, ",\"until\":\"", moved->until);
		hj_buf_puts(&b, "\"}");
		*row = (struct hj_row_text){ .table = "moved",
			.key = hj_buf_keep(a, &key),
			.json = hj_buf_keep(a, &b) };
	}
}

void
hj_project_people(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, struct hj_rows *rows)
{
	const struct hj_compact *c = state;
	const struct hj_help *h = state;

	if (kind == &hj_person_kind) {
		put_absences(a, state, rows);
		put_moves(a, state, rows);
	}
	if (kind == &hj_help_kind && h->owner != NULL)
		hj_put_person(a, rows, kind, h->id, 1, h->identity_index);
	for (size_t i = 0; kind == &hj_compact_kind && i < c->n_party; i++)
		hj_put_person(a, rows, kind, c->id, c->party[i].no,
		    c->party[i].identity_index);
}
