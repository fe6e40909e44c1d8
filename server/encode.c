/* Rows of a query file as JSON; see encode.h. */
#include "server/encode.h"

#include "lib/base/json.h"
#include "lib/commands/command.h"
#include "lib/dispute/codec.h"
#include "lib/integrity/seal.h"
#include "server/admit.h"
#include "server/db/row.h"
#include "server/dossier_row.h"
#include "server/explanation.h"
#include "server/http/json_out.h"

#include <string.h>

/* How a column is sent, by the suffix of its name. */
enum how {
	PLAIN,
	SEALED,
	EVENT,
	STATE,
	FOLDED,
	JSON,
	WORKDAYS,
	EXPLAINED,
	DOSSIER,
	KEY,
	NEXT,
};

static const char *const suffixes[] = { "", "#sealed", "#event", "#state",
	"#folded", "#json", "#workdays", "#explained", "#dossier", "#key",
	"#next" };

/* A column, looked at once for all rows. */
struct column {
	enum how how;
	unsigned type;   /* as the server says */
	bool id;         /* the stream of its row */
	const char *key; /* the member's name as it is written: "name": */
	size_t n_key;
};

struct row_encoder {
	struct hj_out *out;
	struct hj_sight *sight;
	const struct hj_stream_kind *kind; /* of events and states */
	struct column *column;
	int n_column;
	bool has_key;        /* a key column came before */
	struct hj_bytes key; /* wrapped; of this row */
	char stream[33];     /* of the row */
	const char *next;
};

static void
read_columns(struct row_encoder *e, PGresult *result)
{
	e->n_column = PQnfields(result);
	e->column =
	    hj_alloc(e->sight->a, (size_t)e->n_column * sizeof(*e->column));
	for (int col = 0; col < e->n_column; col++) {
		struct column *c = &e->column[col];
		const char *name = PQfname(result, col);
		const char *hash = strchr(name, '#');

		c->key = hj_concat(e->sight->a, "\"",
		    hj_strndup(e->sight->a, name,
			hash == NULL ? strlen(name) : (size_t)(hash - name)),
		    "\":", NULL);
		c->n_key = strlen(c->key);
		c->type = PQftype(result, col);
		c->id = strcmp(name, "id") == 0 && c->type == HJ_PG_UUID;
		for (int i = SEALED; hash != NULL && i <= NEXT; i++)
			if (strcmp(hash, suffixes[i]) == 0)
				c->how = (enum how)i;
	}
}

/* ---- values ---- */

static void
put_hex(struct hj_out *j, const unsigned char *bytes)
{
	char quoted[35] = "\"";

	hj_hex_id(bytes, quoted + 1);
	quoted[33] = '"';
	hj_out_raw(j, quoted, 34);
}

static void
put_time(struct hj_out *j, int64_t ms)
{
	hj_out_raw(j, "\"", 1);
	hj_instant_format(j->buf, ms);
	hj_buf_putc(j->buf, '"');
}

static void
put_day(struct hj_out *j, int32_t days)
{
	hj_out_raw(j, "\"", 1);
	hj_date_format(j->buf, hj_date_from_serial(days));
	hj_buf_putc(j->buf, '"');
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

	switch (e->column[col].type) {
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
		hj_out_str(e->out, hj_row_lent(row, col));
	}
}

/* A party's text in a list, by its key, which came in the row; not kept. */
static const char *
open_party_text(struct row_encoder *e, const char *box, const char *subject)
{
	struct hj_ring ring;

	if (e->key.p == NULL)
		return NULL;
	hj_ring_init(&ring, e->sight->a, e->sight->keys, e->stream);
	hj_ring_add(&ring, subject, e->key.p, e->key.n);
	return hj_open_text(&ring, box);
}

/* A title in a list, by its key, which came in the row. */
static const char *
open_title(struct row_encoder *e, const char *box)
{
	struct hj_titles *titles = e->sight->titles;
	char subject[HJ_SUBJECT_ROOM];
	struct hj_ring ring;
	const char *text;

	if (box == NULL || !hj_box_subject(box, subject))
		return NULL;
	if (strcmp(subject, HJ_SUBJECT_TITLE) != 0)
		return open_party_text(e, box, subject);
	if (e->key.p == NULL) {
		hj_titles_forget(titles, e->stream);
		return NULL;
	}
	text = hj_titles_find(titles, e->stream, box);
	if (text != NULL)
		return text;
	hj_ring_init(&ring, e->sight->a, e->sight->keys, e->stream);
	hj_ring_add(&ring, HJ_SUBJECT_TITLE, e->key.p, e->key.n);
	text = hj_open_text(&ring, box);
	if (text != NULL)
		hj_titles_keep(titles, e->stream, box, text);
	return text;
}

static void
put_sealed(struct row_encoder *e, struct hj_row *row, int col)
{
	const char *box = hj_row_lent(row, col);
	struct hj_ring *ring = e->sight->ring;
	const char *text = box == NULL    ? NULL
			   : e->has_key   ? open_title(e, box)
			   : ring == NULL ? NULL
					  : hj_open_text(ring, box);

	hj_out_str(e->out, box == NULL    ? NULL
			   : text == NULL ? "(已删除)"
					  : text);
}

static void
put_event(struct row_encoder *e, struct hj_row *row, int col)
{
	struct hj_bytes bytes = hj_row_peek(row, col);

	if (bytes.p == NULL || !hj_sight_event(e->sight, e->kind->events,
				   bytes.p, bytes.n, e->out)) {
		row->bad = true;
		hj_out_str(e->out, NULL);
	}
}

static void
emit_state(struct row_encoder *e, void *state)
{
	hj_sight_open(e->sight, e->kind->state, state);
	hj_out_raw(e->out, "", 0);
	hj_emit(e->out->buf, e->kind->state, state);
}

static void
put_state(struct row_encoder *e, struct hj_row *row, int col)
{
	size_t len;
	const char *text = hj_row_text(row, col, e->sight->a, &len);
	const struct hj_fields *fields = e->kind->state;
	void *state = hj_alloc(e->sight->a, fields->size);
	struct hj_error err = { 0 };

	if (text == NULL || hj_bind(e->sight->a, fields, HJ_FORM_STORED, state,
				text, len, &err) != HJ_OK) {
		row->bad = text != NULL;
		hj_out_str(e->out, NULL);
		return;
	}
	emit_state(e, state);
}

/* The same where no snapshot serves: too large for one, or of another fold. */
static void
put_folded(struct row_encoder *e, struct hj_row *row, int col)
{
	struct hj_arena *a = e->sight->a;
	void *state = hj_state_new(a, e->kind, e->stream);
	const char **bytes;
	size_t n = hj_row_texts(row, col, a, &bytes);
	struct hj_error err = { 0 };

	for (size_t i = 0; i < n && !row->bad; i++) {
		struct hj_event *ev = HJ_NEW(a, struct hj_event);

		if (bytes[i] == NULL ||
		    hj_event_decode(a, e->kind->events, bytes[i],
			strlen(bytes[i]), ev, &err) != HJ_OK)
			row->bad = true;
		else
			hj_fold(state, ev);
	}
	if (row->bad)
		hj_out_str(e->out, NULL);
	else
		emit_state(e, state);
}

/* "2026-04-03/2026-04-07": the first day is not counted, the last one is. */
static void
put_workdays(struct row_encoder *e, struct hj_row *row, int col)
{
	const char *text = hj_row_text(row, col, e->sight->a, NULL);
	const struct hj_calendar *calendar = e->sight->calendar;
	struct hj_date from, to;

	if (strlen(text) != 21 ||
	    !hj_date_parse(hj_strndup(e->sight->a, text, 10), &from) ||
	    !hj_date_parse(text + 11, &to)) {
		row->bad = true;
		hj_out_str(e->out, NULL);
		return;
	}
	hj_out_int(e->out, hj_calendar_work(calendar,
			       hj_calendar_current(calendar, from), from, to));
}

/* What two texts tell: why, or what a file has. */
static void
put_made(struct row_encoder *e, struct hj_row *row, int col)
{
	const struct hj_sight *s = e->sight;
	const char **text;

	if (hj_row_texts(row, col, s->a, &text) != 2 || row->bad ||
	    !(e->column[col].how == DOSSIER
		    ? hj_dossier_row(s->a, text, s->papers, e->out)
		    : hj_explained_row(
			  s->a, text, s->rules, s->lang, e->out))) {
		row->bad = true;
		hj_out_str(e->out, NULL);
	}
}

static void
put_column(struct row_encoder *e, struct hj_row *row, int col)
{
	const struct column *c = &e->column[col];
	const char *text;

	if (c->how == KEY) {
		e->has_key = true;
		e->key = hj_row_peek(row, col);
		return;
	}
	if (c->how == NEXT) {
		e->next = hj_row_lent(row, col);
		return;
	}
	if (hj_row_is_null(row, col))
		return;
	if (c->id) {
		unsigned char id[16];

		hj_row_uuid(row, col, id);
		hj_hex_id(id, e->stream);
	}
	hj_out_raw(e->out, c->key, c->n_key);
	e->out->comma = false; /* its value follows */
	switch (c->how) {
	case SEALED:
		put_sealed(e, row, col);
		return;
	case EVENT:
		put_event(e, row, col);
		return;
	case STATE:
		put_state(e, row, col);
		return;
	case FOLDED:
		put_folded(e, row, col);
		return;
	case JSON:
		text = hj_row_lent(row, col);
		hj_out_raw(e->out, text, text == NULL ? 0 : strlen(text));
		return;
	case WORKDAYS:
		put_workdays(e, row, col);
		return;
	case EXPLAINED:
	case DOSSIER:
		put_made(e, row, col);
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

	hj_out_open(e->out);
	for (int col = 0; col < e->n_column; col++)
		put_column(e, &row, col);
	hj_out_close(e->out);
	return !row.bad;
}

bool
hj_encode(struct hj_buf *b, const struct hj_query_file *file, PGresult *result,
    int64_t limit, struct hj_sight *sight)
{
	struct hj_out out;
	struct row_encoder e = { .out = &out,
		.sight = sight,
		.kind = file->kind != NULL ? file->kind : &hj_dispute_kind };
	int n = hj_row_count(result);
	bool good = true;

	hj_out_init(&out, b);
	read_columns(&e, result);
	if (file->shape == HJ_SHAPE_OBJECT)
		return n == 1 && put_row(&e, result, 0);
	hj_out_open_list(&out);
	for (int i = 0; i < n && good; i++)
		good = put_row(&e, result, i);
	hj_out_close(&out);
	if (file->shape == HJ_SHAPE_PAGE && n == limit)
		hj_out_put_some(&out, "next", e.next);
	hj_out_close(&out);
	return good;
}
