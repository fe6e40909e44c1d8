/* Where lives are written to; see sink.h. */
#include "server/county/sink.h"

#include "lib/dispute/codec.h"
#include "server/party_index.h"
#include "server/project.h"
#include "server/project_bodies.h"
#include "server/project_people.h"
#include "server/text_index.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH_MOST ((size_t)512 * 1024 * 1024)
#define POSTGRES_EPOCH_MS INT64_C(946684800000) /* 2000-01-01 */

/* Tables with a COPY of their own. */
enum table {
	EVENT,
	HEAD,
	CODE,
	KEY,
	DUE,
	TABLES,
};

static const char *const copies[TABLES] = {
	[EVENT] = "COPY hejie.event (stream, seq, kind, at, bytes, chain)"
		  " FROM STDIN BINARY",
	[HEAD] = "COPY hejie.head (stream, kind, county, version, hash,"
		 " last_at, fold, snapshot, code, title, closed)"
		 " FROM STDIN BINARY",
	[CODE] = "COPY hejie.dispute_code (code, stream) FROM STDIN BINARY",
	[KEY] = "COPY hejie.subject_key (stream, subject, wrapped)"
		" FROM STDIN BINARY",
	[DUE] = "COPY hejie.due (stream, at) FROM STDIN BINARY",
};

/* Derived rows of one table, as a JSON array without its last bracket. */
struct derived {
	const char *table;
	struct hj_buf rows;
};

#define DERIVED_MOST 32

struct hj_sink {
	PGconn *pq;
	struct hj_buf rows[TABLES];
	struct derived derived[DERIVED_MOST];
	size_t n_derived;
};

static void
give_up(const struct hj_sink *s, const char *what)
{
	(void)fprintf(stderr, "hejie: %s: %s", what, PQerrorMessage(s->pq));
	exit(1);
}

static void
run(struct hj_sink *s, const char *sql)
{
	PGresult *r = PQexec(s->pq, sql);

	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		give_up(s, sql);
	PQclear(r);
}

struct hj_sink *
hj_sink_new(const char *conninfo)
{
	struct hj_sink *s = calloc(1, sizeof(*s));

	if (s == NULL)
		abort();
	s->pq = PQconnectdb(conninfo);
	if (PQstatus(s->pq) != CONNECTION_OK)
		give_up(s, "cannot connect");
	for (int i = 0; i < TABLES; i++)
		hj_buf_init(&s->rows[i], BATCH_MOST);
	/* The last commit, grow's own, waits for the disk and so for these. */
	run(s, "SET synchronous_commit = off");
	run(s, "BEGIN");
	return s;
}

void
hj_sink_free(struct hj_sink *s)
{
	for (int i = 0; i < TABLES; i++)
		hj_buf_release(&s->rows[i]);
	for (size_t i = 0; i < s->n_derived; i++)
		hj_buf_release(&s->derived[i].rows);
	PQfinish(s->pq);
	free(s);
}

/* ---- rows in COPY's binary format ---- */

static void
put_number(struct hj_buf *b, uint64_t value, int bytes)
{
	unsigned char out[8];

	for (int i = 0; i < bytes; i++)
		out[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
	hj_buf_put(b, out, (size_t)bytes);
}

static void
put_row(struct hj_buf *b, unsigned columns)
{
	/* Signature, flags and length of an extension that is not there. */
	if (b->n == 0)
		hj_buf_put(b, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
	put_number(b, columns, 2);
}

static void
put_bytes(struct hj_buf *b, const void *p, size_t n)
{
	put_number(b, n, 4);
	hj_buf_put(b, p, n);
}

static void
put_text(struct hj_buf *b, const char *text)
{
	if (text == NULL)
		put_number(b, UINT32_MAX, 4);
	else
		put_bytes(b, text, strlen(text));
}

static void
put_int(struct hj_buf *b, int64_t value, int bytes)
{
	put_number(b, (uint64_t)bytes, 4);
	put_number(b, (uint64_t)value, bytes);
}

static void
put_instant(struct hj_buf *b, int64_t ms)
{
	put_int(b, (ms - POSTGRES_EPOCH_MS) * 1000, 8);
}

/* ---- a life ---- */

static void
put_events(struct hj_sink *s, const struct hj_life *l)
{
	struct hj_buf *b = &s->rows[EVENT];

	for (size_t i = 0; i < l->n_event; i++) {
		const struct hj_life_event *e = &l->event[i];

		put_row(b, 6);
		put_bytes(b, l->stream_bytes, 16);
		put_int(b, (int64_t)i + 1, 8);
		put_text(b, e->kind);
		put_instant(b, e->at);
		put_bytes(b, e->bytes, e->n);
		put_bytes(b, e->chain, sizeof(e->chain));
	}
}

static void
put_head(struct hj_sink *s, const struct hj_life *l)
{
	const struct hj_dispute *d = l->d;
	struct hj_buf *b = &s->rows[HEAD];
	struct hj_buf snapshot;

	hj_buf_init(&snapshot, HJ_SNAPSHOT_MOST);
	hj_emit(&snapshot, l->kind->state, l->state);
	put_row(b, 11);
	put_bytes(b, l->stream_bytes, 16);
	put_text(b, l->kind->name);
	put_text(b, d == NULL ? NULL : d->county);
	put_int(b, (int64_t)l->n_event, 8);
	put_bytes(b, l->event[l->n_event - 1].chain, HJ_CHAIN_SIZE);
	put_instant(b, l->event[l->n_event - 1].at);
	put_int(b, HJ_FOLD, 4);
	put_bytes(b, hj_buf_text(&snapshot), snapshot.n);
	put_text(b, d == NULL ? NULL : d->code);
	put_text(b, d == NULL ? NULL : d->title.box);
	put_int(b, d != NULL && d->closed, 1);
	hj_buf_release(&snapshot);
}

/* A dispute has a code, and an hour when something falls due. */
static void
put_places(struct hj_sink *s, const struct hj_life *l)
{
	struct hj_buf *b = &s->rows[CODE];

	if (l->d == NULL)
		return;
	put_row(b, 2);
	put_text(b, l->d->code);
	put_bytes(b, l->stream_bytes, 16);
	if (hj_next_due(l->d) == 0)
		return;
	b = &s->rows[DUE];
	put_row(b, 2);
	put_bytes(b, l->stream_bytes, 16);
	put_instant(b, hj_next_due(l->d));
}

static void
put_keys(struct hj_sink *s, const struct hj_life *l)
{
	struct hj_buf *b = &s->rows[KEY];

	for (size_t i = 0; i < l->ring.n; i++) {
		put_row(b, 3);
		put_bytes(b, l->stream_bytes, 16);
		put_text(b, l->ring.key[i].subject);
		put_bytes(b, l->ring.key[i].wrapped, l->ring.key[i].n_wrapped);
	}
}

static struct hj_buf *
derived_of(struct hj_sink *s, const char *table)
{
	struct derived *d;

	for (size_t i = 0; i < s->n_derived; i++)
		if (strcmp(s->derived[i].table, table) == 0)
			return &s->derived[i].rows;
	if (s->n_derived == DERIVED_MOST)
		abort();
	d = &s->derived[s->n_derived++];
	d->table = table;
	hj_buf_init(&d->rows, BATCH_MOST);
	return &d->rows;
}

/* What texts are found by, from the registration, which comes first. */
static void
put_texts(struct hj_ring *ring, const struct hj_life *l, struct hj_rows *rows)
{
	struct hj_event ev;
	struct hj_error err;

	if (hj_event_decode(l->a, hj_dispute_kind.events, l->event[0].bytes,
		l->event[0].n, &ev, &err) != HJ_OK)
		abort();
	hj_text_index_events(ring, l->a, l->d, &ev, 1, rows);
}

static void
put_derived(struct hj_sink *s, const struct hj_life *l)
{
	const struct hj_party_marks none = { 0 };
	struct hj_ring ring = l->ring;
	struct hj_rows rows = { 0 };

	if (l->d != NULL) {
		hj_project(l->a, l->d, &rows);
		hj_party_index(&ring, l->a, l->d, &none, &rows);
		put_texts(&ring, l, &rows);
	} else {
		hj_project_bodies(l->a, l->kind, l->state, &rows);
	}
	hj_project_people(l->a, l->kind, l->state, &rows);
	for (size_t i = 0; i < rows.n; i++) {
		struct hj_buf *b = derived_of(s, rows.row[i].table);

		hj_buf_putc(b, b->n == 0 ? '[' : ',');
		hj_buf_puts(b, rows.row[i].json);
	}
}

void
hj_sink_put(struct hj_sink *s, const struct hj_life *l)
{
	if (l->n_event == 0)
		return;
	put_events(s, l);
	put_head(s, l);
	put_places(s, l);
	put_keys(s, l);
	put_derived(s, l);
}

/* ---- a transaction ---- */

static void
copy(struct hj_sink *s, const char *sql, struct hj_buf *b)
{
	PGresult *r;

	if (b->failed) {
		(void)fprintf(stderr, "hejie: a batch is too large\n");
		exit(1);
	}
	if (b->n == 0)
		return;
	put_number(b, UINT16_MAX, 2); /* the end */
	r = PQexec(s->pq, sql);
	if (PQresultStatus(r) != PGRES_COPY_IN)
		give_up(s, sql);
	PQclear(r);
	if (PQputCopyData(s->pq, b->p, (int)b->n) != 1 ||
	    PQputCopyEnd(s->pq, NULL) != 1)
		give_up(s, sql);
	while ((r = PQgetResult(s->pq)) != NULL) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK)
			give_up(s, sql);
		PQclear(r);
	}
	hj_buf_clear(b);
}

static void
insert(struct hj_sink *s, struct derived *d)
{
	const char *value;
	char sql[256];
	PGresult *r;

	if (d->rows.n == 0)
		return;
	hj_buf_putc(&d->rows, ']');
	value = hj_buf_text(&d->rows);
	snprintf(sql, sizeof(sql),
	    "INSERT INTO hejie.%s SELECT r.* FROM"
	    " jsonb_populate_recordset(NULL::hejie.%s, $1::jsonb) r",
	    d->table, d->table);
	r = PQexecParams(s->pq, sql, 1, NULL, &value, NULL, NULL, 0);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		give_up(s, sql);
	PQclear(r);
	hj_buf_clear(&d->rows);
}

void
hj_sink_flush(struct hj_sink *s)
{
	for (int i = 0; i < TABLES; i++)
		copy(s, copies[i], &s->rows[i]);
	for (size_t i = 0; i < s->n_derived; i++)
		insert(s, &s->derived[i]);
	run(s, "COMMIT");
	run(s, "BEGIN");
}
