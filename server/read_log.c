/* Entries of the read log, gathered until they are sent; see read_log.h. */
#include "server/read_log.h"

#include "lib/base/buf.h"
#include "server/statements.h"

#include <stdlib.h>
#include <string.h>

#define READERS_MOST 64 /* in one insert */

struct hj_read_log {
	struct hj_pg *pg;
	struct batch *open; /* not sent yet; NULL: none */
};

/* One insert; one element of each list a row. */
struct batch {
	struct hj_read_log *log;
	struct hj_arena *arena; /* holds this struct */
	struct hj_query query;
	struct hj_step step;
	struct hj_query **asked;
	size_t n_asked;
	const char **person, **what;
	struct hj_bytes *org, *stream;
	size_t n_person, n_what, n_org, n_stream;
};

static void on_ready(struct hj_query *q);
static void on_done(struct hj_query *q);

struct hj_read_log *
hj_read_log_new(struct hj_pg *pg)
{
	struct hj_read_log *log = calloc(1, sizeof(*log));

	if (log == NULL)
		abort();
	log->pg = pg;
	return log;
}

void
hj_read_log_free(struct hj_read_log *log)
{
	free(log);
}

/* The batch that still takes entries. */
static struct batch *
open_batch(struct hj_read_log *log, int64_t deadline_ms)
{
	struct hj_arena *a;
	struct batch *b = log->open;

	if (b != NULL && b->n_asked < READERS_MOST)
		return b;
	a = hj_arena_new();
	b = HJ_NEW(a, struct batch);
	b->log = log;
	b->arena = a;
	b->step.stmt = &hj_stmt_note_reads;
	b->query = (struct hj_query){ .steps = &b->step,
		.n_steps = 1,
		.deadline_ms = deadline_ms,
		.on_ready = on_ready,
		.on_done = on_done };
	log->open = b;
	hj_pg_write(log->pg, &b->query);
	return b;
}

void
hj_read_log_enter(struct hj_read_log *log, struct hj_query *q,
    const struct hj_actor *reader, const struct hj_bytes *streams, size_t n,
    const char *what)
{
	struct batch *b = open_batch(log, q->deadline_ms);
	struct hj_arena *a = b->arena;
	const char *person = hj_strdup(a, reader->person);
	const char *kept = hj_strdup(a, what);
	struct hj_bytes org = { NULL, 0 };
	unsigned char id[16];

	if (reader->org != NULL && hj_unhex(id, reader->org, sizeof(id)))
		org = (struct hj_bytes){ hj_strndup(a, (char *)id, 16), 16 };
	for (size_t i = 0; i < n; i++) {
		*HJ_PUSH(a, b->person, b->n_person) = person;
		*HJ_PUSH(a, b->org, b->n_org) = org;
		*HJ_PUSH(a, b->stream, b->n_stream) =
		    (struct hj_bytes){ hj_strndup(a, streams[i].p, 16), 16 };
		*HJ_PUSH(a, b->what, b->n_what) = kept;
	}
	*HJ_PUSH(a, b->asked, b->n_asked) = q;
	/* Who came late is waited for as long as he waits. */
	if (q->deadline_ms > b->query.deadline_ms)
		b->query.deadline_ms = q->deadline_ms;
}

/* It is sent now: nothing more can be added. */
static void
on_ready(struct hj_query *q)
{
	struct batch *b = HJ_CONTAINER(struct batch, query, q);
	struct hj_params *ps = &b->step.params;

	if (b->log->open == b)
		b->log->open = NULL;
	hj_params_init(ps, b->arena);
	hj_param_texts(ps, b->person, b->n_person);
	hj_param_uuids(ps, b->org, b->n_org);
	hj_param_uuids(ps, b->stream, b->n_stream);
	hj_param_texts(ps, b->what, b->n_what);
}

static void
on_done(struct hj_query *q)
{
	struct batch *b = HJ_CONTAINER(struct batch, query, q);

	if (b->log->open == b)
		b->log->open = NULL; /* refused before it was sent */
	for (size_t i = 0; i < b->n_asked; i++) {
		struct hj_query *asked = b->asked[i];

		asked->err = q->err;
		memcpy(asked->sqlstate, q->sqlstate, sizeof(q->sqlstate));
		asked->on_done(asked);
	}
	hj_arena_free(b->arena);
}
