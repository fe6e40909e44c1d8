/* Who may see a stream, and what lists show of it; see project_bodies.h. */
#include "server/project_bodies.h"

#include "lib/dispute/codec.h"

#include <string.h>

/* They see it from its beginning: it is not told since when. */
static void
put(struct hj_arena *a, const char *stream, const char *body,
    struct hj_rows *rows)
{
	struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);

	row->table = "access";
	row->key = hj_concat(a, body, " handler", NULL);
	row->json = hj_concat(a, "{\"body\":\"", body,
	    "\",\"capacity\":\"handler\",\"since\":\"1970-01-01\","
	    "\"stream\":\"",
	    stream, "\"}", NULL);
}

static void
put_listed(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, const char *stream, struct hj_rows *rows)
{
	struct hj_row_text *row = HJ_PUSH(a, rows->row, rows->n);
	struct hj_buf shown, json;

	hj_buf_init(&shown, HJ_SNAPSHOT_MOST);
	hj_emit(&shown, kind->listed, state);
	hj_buf_init(&json, 4 * HJ_SNAPSHOT_MOST);
	hj_buf_puts(&json, "{\"kind\":");
	hj_emit_text(&json, kind->name);
	hj_buf_puts(&json, ",\"shown\":");
	hj_emit_text(&json, hj_buf_text(&shown));
	hj_buf_puts(&json, ",\"stream\":");
	hj_emit_text(&json, stream);
	hj_buf_putc(&json, '}');
	*row = (struct hj_row_text){ .table = "listed",
		.key = "listed",
		.json = hj_strdup(a, hj_buf_text(&json)) };
	hj_buf_release(&json);
	hj_buf_release(&shown);
}

void
hj_project_bodies(struct hj_arena *a, const struct hj_stream_kind *kind,
    const void *state, struct hj_rows *rows)
{
	const unsigned char *base = state;
	const struct hj_field *f =
	    kind->seen_by == NULL ? NULL
				  : hj_field_find(kind->state, kind->seen_by,
					strlen(kind->seen_by));
	const struct hj_name *list;
	const char *stream;
	size_t n;

	if (f == NULL)
		return;
	/* Every state begins with the id of its stream. */
	memcpy(&stream, base, sizeof(stream));
	memcpy(&list, base + f->offset, sizeof(list));
	memcpy(&n, base + f->count, sizeof(n));
	for (size_t i = 0; i < n; i++)
		put(a, stream, list[i].text, rows);
	if (kind->listed != NULL)
		put_listed(a, kind, state, stream, rows);
}
