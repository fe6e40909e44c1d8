/* Rows of a query file as JSON; see encode.h. */
#include "server/encode.h"

#include "lib/base/json.h"
#include "lib/dispute/codec.h"
#include "server/db/row.h"
#include "server/http/json_out.h"

#include <string.h>

/* How a column is sent, by the suffix of its name. */
enum column {
	PLAIN,
	SEALED,
	EVENT,
	STATE,
	JSON,
	KEY,
	NEXT,
};

static const char *const suffixes[] = { "", "#sealed", "#event", "#state",
	"#json", "#key", "#next" };

struct row_encoder {
	struct hj_out *out;
	struct hj_sight *sight;
	struct hj_ring row_ring; /* with the key that came in the row */
	char stream[33];         /* of the row */
	const char *next;
};

static enum column
column_of(const char *name, size_t *ret_len)
{
	const char *hash = strchr(name, '#');

	*ret_len = hash == NULL ? strlen(name) : (size_t)(hash - name);
	for (int i = SEALED; hash != NULL && i <= NEXT; i++)
		if (strcmp(hash, suffixes[i]) == 0)
			return (enum column)i;
	return PLAIN;
}

/* ---- sealed members ---- */

struct open_visit {
	struct hj_sealed_visit v;
	struct hj_sight *sight;
};

/* All but the ends of an identity number. */
static const char *
masked(struct hj_arena *a, const char *text)
{
	size_t n = strlen(text);
	char *copy = hj_strndup(a, text, n);

	for (size_t i = n > 8 ? 4 : 0; i < (n > 8 ? n - 4 : n); i++)
		if (((unsigned char)copy[i] & 0x80) == 0)
			copy[i] = '*';
	return copy;
}

/*
 * An opened member holds the text; one whose key is gone says so, and one that
 * this reader may not open is left out.
 */
static void
open_one(struct hj_sealed_visit *v, const struct hj_field *f,
    const struct hj_fields *owner_fields, void *owner, struct hj_sealed *sealed,
    const char *path)
{
	struct open_visit *o = (struct open_visit *)(void *)v;
	const char *text = hj_open_text(o->sight->ring, sealed->box);
	bool side = strncmp(f->name, "private_", 8) == 0;

	(void)owner_fields;
	(void)owner;
	(void)path;
	sealed->box = NULL;
	if (strcmp(f->name, "secret") == 0 || (side && !o->sight->private))
		return;
	if (text != NULL && strcmp(f->name, "identity") == 0 &&
	    !o->sight->private)
		text = masked(o->sight->a, text);
	sealed->plain = text != NULL ? text : "(已删除)";
}

static void
open_all(struct hj_sight *sight, const struct hj_fields *fields, void *in)
{
	struct open_visit v = { .v = { open_one }, .sight = sight };

	hj_each_sealed(fields, in, &v.v);
}

/* ---- values ---- */

static void
put_hex(struct hj_out *j, const unsigned char *bytes)
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_buf_hex(&b, bytes, 16);
	hj_out_str(j, hj_buf_text(&b));
	hj_buf_release(&b);
}

static void
put_time(struct hj_out *j, int64_t ms)
{
	struct hj_buf b;

	hj_buf_init(&b, 64);
	hj_instant_format(&b, ms);
	hj_out_str(j, hj_buf_text(&b));
	hj_buf_release(&b);
}

static void
put_day(struct hj_out *j, int32_t days)
{
	struct hj_buf b;

	hj_buf_init(&b, 32);
	hj_date_format(&b, hj_date_from_serial(days));
	hj_out_str(j, hj_buf_text(&b));
	hj_buf_release(&b);
}

/* uuid[] as the wire has it: checked by hj_row_peek's caller through ids. */
static void
put_uuids(struct hj_out *j, struct hj_bytes wire)
{
	const unsigned char *p = wire.p;

	hj_out_open_array(j);
	/* 20 bytes of head, then 4 of length and 16 of id for each. */
	for (size_t at = 20; wire.n >= 20 && at + 20 <= wire.n; at += 20)
		put_hex(j, p + at + 4);
	hj_out_close(j);
}

static void
put_plain(struct row_encoder *e, struct hj_row *row, int col)
{
	unsigned char id[16];

	switch (hj_row_type(row, col)) {
	case HJ_PG_BOOL:
		hj_out_bool(e->out, hj_row_bool(row, col));
		return;
	case HJ_PG_INT2:
	case HJ_PG_INT4:
	case HJ_PG_INT8:
		hj_out_int(e->out, hj_row_int(row, col));
		return;
	case HJ_PG_DATE:
		put_day(e->out, hj_row_date(row, col));
		return;
	case HJ_PG_TIMESTAMPTZ:
		put_time(e->out, hj_row_ms(row, col));
		return;
	case HJ_PG_UUID:
		hj_row_uuid(row, col, id);
		put_hex(e->out, id);
		return;
	case HJ_PG_UUIDS:
		put_uuids(e->out, hj_row_peek(row, col));
		return;
	default:
		hj_out_str(e->out, hj_row_text(row, col, e->sight->a, NULL));
	}
}

static void
put_sealed(struct row_encoder *e, struct hj_row *row, int col)
{
	const char *box = hj_row_text(row, col, e->sight->a, NULL);
	struct hj_ring *ring =
	    e->row_ring.n > 0 ? &e->row_ring : e->sight->ring;
	const char *text = ring == NULL ? NULL : hj_open_text(ring, box);

	hj_out_str(e->out, text == NULL ? "(已删除)" : text);
}

static void
put_event(struct row_encoder *e, struct hj_row *row, int col)
{
	size_t len;
	const char *bytes = hj_row_text(row, col, e->sight->a, &len);
	struct hj_event ev;
	struct hj_error err = { 0 };
	struct hj_buf b;

	if (bytes == NULL || hj_event_decode(e->sight->a, &hj_dispute_events,
				 bytes, len, &ev, &err) != HJ_OK) {
		row->bad = true;
		hj_out_str(e->out, NULL);
		return;
	}
	open_all(e->sight, ev.kind->body, ev.body);
	hj_buf_init(&b, 2 * HJ_EVENT_MOST);
	hj_event_encode(&b, &ev);
	hj_out_raw(e->out, b.p, b.n);
	hj_buf_release(&b);
}

static void
put_state(struct row_encoder *e, struct hj_row *row, int col)
{
	size_t len;
	const char *text = hj_row_text(row, col, e->sight->a, &len);
	struct hj_dispute *d = HJ_NEW(e->sight->a, struct hj_dispute);
	struct hj_error err = { 0 };
	struct hj_buf b;

	if (text == NULL || hj_bind(e->sight->a, &hj_dispute_fields,
				HJ_FORM_STORED, d, text, len, &err) != HJ_OK) {
		row->bad = text != NULL;
		hj_out_str(e->out, NULL);
		return;
	}
	open_all(e->sight, &hj_dispute_fields, d);
	hj_buf_init(&b, 4 * HJ_SNAPSHOT_MOST);
	hj_emit(&b, &hj_dispute_fields, d);
	hj_out_raw(e->out, b.p, b.n);
	hj_buf_release(&b);
}

/* The text key that came in the row opens this row's sealed columns. */
static void
take_key(struct row_encoder *e, struct hj_row *row, int col)
{
	struct hj_bytes key = hj_row_bytes(row, col, e->sight->a);

	hj_ring_init(&e->row_ring, e->sight->a, e->sight->keys,
	    hj_strdup(e->sight->a, e->stream));
	if (key.p != NULL)
		hj_ring_add(&e->row_ring, "text", key.p, key.n);
}

static void
put_column(struct row_encoder *e, struct hj_row *row, int col)
{
	const char *name = PQfname(row->result, col);
	size_t len, json_len;
	enum column how = column_of(name, &len);
	const char *text;

	if (how == KEY) {
		take_key(e, row, col);
		return;
	}
	if (how == NEXT) {
		e->next = hj_row_text(row, col, e->sight->a, NULL);
		return;
	}
	if (hj_row_is_null(row, col))
		return;
	if (strcmp(name, "id") == 0 && hj_row_type(row, col) == HJ_PG_UUID) {
		unsigned char id[16];
		struct hj_buf hex;

		hj_row_uuid(row, col, id);
		hj_buf_init(&hex, 64);
		hj_buf_hex(&hex, id, 16);
		memcpy(e->stream, hj_buf_text(&hex), sizeof(e->stream));
		hj_buf_release(&hex);
	}
	hj_out_key(e->out, hj_strndup(e->sight->a, name, len));
	switch (how) {
	case SEALED:
		put_sealed(e, row, col);
		return;
	case EVENT:
		put_event(e, row, col);
		return;
	case STATE:
		put_state(e, row, col);
		return;
	case JSON:
		text = hj_row_text(row, col, e->sight->a, &json_len);
		hj_out_raw(e->out, text, json_len);
		return;
	case PLAIN:
		put_plain(e, row, col);
		return;
	case KEY:
	case NEXT:
		return;
	}
}

static bool
put_row(struct row_encoder *e, PGresult *result, int at)
{
	struct hj_row row = hj_row(result, at);
	int columns = PQnfields(result);

	e->row_ring = (struct hj_ring){ 0 };
	hj_out_open(e->out);
	for (int col = 0; col < columns; col++)
		put_column(e, &row, col);
	hj_out_close(e->out);
	return !row.bad;
}

bool
hj_encode(struct hj_buf *b, const struct hj_query_file *file, PGresult *result,
    int64_t limit, struct hj_sight *sight)
{
	struct hj_out out;
	struct row_encoder e = { .out = &out, .sight = sight };
	int n = hj_row_count(result);
	bool good = true;

	hj_out_init(&out, b);
	if (file->shape == HJ_SHAPE_OBJECT)
		return n == 1 && put_row(&e, result, 0);
	hj_out_open(&out);
	hj_out_key(&out, "items");
	hj_out_open_array(&out);
	for (int i = 0; i < n && good; i++)
		good = put_row(&e, result, i);
	hj_out_close(&out);
	if (file->shape == HJ_SHAPE_PAGE && n == limit)
		hj_out_put_some(&out, "next", e.next);
	hj_out_close(&out);
	return good;
}
