/* Who watches; see watch.h. */
#include "server/watch.h"

#include "server/admit.h"
#include "server/base/now.h"
#include "server/db/row.h"
#include "server/http/json_out.h"
#include "server/place_id.h"
#include "server/statements.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#define WATCHERS_MOST 256 /* of a worker */
#define PERSON_MOST 8     /* of one person in a worker */
#define LOOK_MOST 200     /* positions at a time */
#define BEHIND_MOST 20000 /* positions; who is further behind reads anew */
#define LOOK_DEADLINE_MS 10000
#define EVENT_MOST ((size_t)512)

/* From the end, wherever that is. */
#define FROM_THE_END (-1)

/* Rings that come as fast as this are one. */
static const struct timeval pause_between = { 0, 500000 };
/* However quiet it is: a session may have come to its end. */
static const struct timeval pause_most = { 30, 0 };

struct hj_watch {
	struct hj_service *s;
	LIST_HEAD(, watcher) watchers;
	unsigned n;
	struct hj_bell log, sessions;
	struct event *tick;
	bool paused; /* a ring now waits for the tick */
};

/* One open answer, in its own arena. */
struct watcher {
	LIST_ENTRY(watcher) link;
	struct hj_watch *w;
	struct hj_arena *a;
	struct hj_stream stream;
	struct hj_actor actor; /* as he came */
	const char *orgs;
	unsigned char hash[HJ_DIGEST_SIZE];
	const char *key_id; /* of a machine, or NULL */
	int64_t at;         /* the next position, or FROM_THE_END */
	int64_t epoch;
	bool told;    /* where it begins */
	bool full;    /* he has not taken all yet */
	bool looking; /* a query is on its way */
	bool again;   /* look once more */
	bool gone;    /* nobody takes it any more */
	struct hj_query query;
	struct hj_step step;
	struct hj_pg_context context;
	struct hj_arena *scratch; /* of one look */
};

/* $1 where he is, $2 how far at once; $3 hash, $4 key id or NULL, $5 idle. */
static const enum hj_pg_type look_types[] = { HJ_PG_INT8, HJ_PG_INT8,
	HJ_PG_BYTEA, HJ_PG_TEXT, HJ_PG_INT8 };
const struct hj_stmt hj_stmt_watch_look = {
	.name = "watch_look",
	.sql =
	    "SELECT CASE WHEN $4 IS NULL"
	    "       THEN EXISTS (SELECT FROM hejie.session_find("
	    "                $3, hejie.moment(), $5) WHERE NOT must_change)"
	    "       ELSE EXISTS (SELECT FROM hejie.api_key_find("
	    "                $4, $3, hejie.moment())) END,"
	    "       n.epoch::bigint, z.size, z.upto, c.kind, c.id, c.seq, "
	    "c.event"
	    "  FROM hejie.nature n"
	    " CROSS JOIN LATERAL ("
	    "       SELECT s.size, CASE WHEN $1 < 0 THEN s.size"
	    "              ELSE least($1 + $2, s.size) END AS upto"
	    "         FROM (SELECT hejie.log_size() AS size OFFSET 0) s) z"
	    "  LEFT JOIN LATERAL ("
	    "       SELECT c.place, h.kind, replace(c.stream::text, '-', '') "
	    "AS id,"
	    "              c.seq, e.kind AS event"
	    "         FROM hejie.changes("
	    "              CASE WHEN $1 < 0 THEN z.upto ELSE $1 END, z.upto) c"
	    "         JOIN hejie.event e ON e.stream = c.stream AND e.seq = "
	    "c.seq"
	    "          AND (NOT c.offered OR e.kind IN ('registered',"
	    "               'party_added', 'party_corrected',"
	    "               'referral_offered'))"
	    "         JOIN hejie.head h ON h.stream = c.stream) c ON true"
	    " ORDER BY c.place",
	.n_params = 5,
	.types = look_types,
};

static void look(struct watcher *x);

/* ---- their beginning and end ---- */

static void
watcher_free(struct watcher *x)
{
	LIST_REMOVE(x, link);
	x->w->n--;
	hj_arena_free(x->scratch);
	hj_arena_free(x->a);
}

/* Nothing more is sent; freed when no look is under way. */
static void
over(struct watcher *x)
{
	x->gone = true;
	if (!x->looking)
		watcher_free(x);
}

/* He may not be told any more. */
static void
end(struct watcher *x)
{
	hj_stream_close(&x->stream);
	over(x);
}

static void
on_closed(struct hj_stream *stream)
{
	over(HJ_CONTAINER(struct watcher, stream, stream));
}

static void
on_room(struct hj_stream *stream)
{
	struct watcher *x = HJ_CONTAINER(struct watcher, stream, stream);

	x->full = false;
	if (x->again)
		look(x);
}

/* ---- what he is told ---- */

static bool
tell(struct watcher *x, const char *event, const char *data)
{
	char id[HJ_PLACE_ID_ROOM];

	hj_place_id_write(x->w->s->keys, id, x->at, x->epoch);
	x->full = true;
	return hj_stream_event(&x->stream, id, event, data);
}

static bool
tell_change(struct watcher *x, struct hj_row *row)
{
	struct hj_buf b;
	struct hj_out j;
	bool sent;

	hj_buf_init(&b, EVENT_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "kind", hj_row_text(row, 4, x->scratch, NULL));
	hj_out_put_str(&j, "id", hj_row_text(row, 5, x->scratch, NULL));
	hj_out_put_int(&j, "seq", hj_row_int(row, 6));
	hj_out_put_str(&j, "event", hj_row_text(row, 7, x->scratch, NULL));
	hj_out_close(&j);
	sent = !row->bad && !b.failed && tell(x, "change", hj_buf_text(&b));
	hj_buf_release(&b);
	return sent;
}

static bool
let_in(struct watcher *x)
{
	struct hj_row row = hj_row(x->step.result, 0);

	return hj_row_bool(&row, 0) && !row.bad;
}

/*
 * The first row says how far this look went; each row with a stream is one
 * event.  Every id says how far he is when all of this look has come: an event
 * told twice costs less than one left out.
 */
static void
take(struct watcher *x)
{
	const PGresult *result = x->step.result;
	struct hj_row row = hj_row(result, 0);
	int64_t epoch = hj_row_int(&row, 1), size = hj_row_int(&row, 2);
	int64_t upto = hj_row_int(&row, 3), from = x->at;
	bool lost = x->told && (x->epoch != epoch || from > size ||
				   size - from > BEHIND_MOST);
	int n = hj_row_count(result);

	if (!x->told || lost) {
		x->told = true;
		x->epoch = epoch;
		x->at = size;
		(void)tell(x, "here", "{}");
		return;
	}
	for (int i = 0; i < n; i++) {
		row = hj_row(result, i);
		x->at = i + 1 < n ? from : upto;
		if (!hj_row_is_null(&row, 4) && !tell_change(x, &row))
			return;
	}
	x->again = x->again || x->at < size;
}

/* ---- looking ---- */

/* Is he by the directory who he was when he came? */
static bool
same(struct watcher *x)
{
	struct hj_world_ref *w = hj_world_hold(x->w->s->worlds);
	const struct hj_actor *now =
	    w == NULL ? NULL
		      : hj_actor_of(x->scratch, &w->directory, x->actor.person);
	bool same = now != NULL && strcmp(now->org, x->actor.org) == 0 &&
		    now->roles == x->actor.roles &&
		    strcmp(hj_orgs_of(x->scratch, now), x->orgs) == 0;

	hj_world_drop(w);
	return same;
}

static void
on_looked(struct hj_query *q)
{
	struct watcher *x = HJ_CONTAINER(struct watcher, query, q);

	x->looking = false;
	if (x->gone) {
		watcher_free(x);
		return;
	}
	/* Without an answer nothing is told; the next look comes by itself. */
	if (q->err.code == HJ_OK && !let_in(x)) {
		end(x);
		return;
	}
	if (q->err.code == HJ_OK)
		take(x);
	if (x->again && q->err.code == HJ_OK)
		look(x);
}

static void
look(struct watcher *x)
{
	struct hj_params *p = &x->step.params;

	if (x->looking || x->full) {
		x->again = true;
		return;
	}
	x->again = false;
	hj_arena_clear(x->scratch);
	if (!same(x)) {
		end(x);
		return;
	}
	hj_params_init(p, x->scratch);
	hj_param_int8(p, x->told ? x->at : FROM_THE_END);
	hj_param_int8(p, LOOK_MOST);
	hj_param_bytes(p, x->hash, sizeof(x->hash));
	hj_param_text(p, x->key_id);
	hj_param_int8(p, x->w->s->cfg->session_idle_ms);
	x->step.stmt = &hj_stmt_watch_look;
	x->query = (struct hj_query){ .steps = &x->step,
		.n_steps = 1,
		.context = &x->context,
		.deadline_ms = hj_mono_ms() + LOOK_DEADLINE_MS,
		.on_done = on_looked };
	x->looking = true;
	hj_pg_read(x->w->s->pg, &x->query);
}

void
hj_watch_look(struct hj_watch *w)
{
	struct watcher *x = LIST_FIRST(&w->watchers);

	while (x != NULL) {
		struct watcher *next = LIST_NEXT(x, link);

		look(x);
		x = next;
	}
}

static void
on_tick(evutil_socket_t fd, short what, void *arg)
{
	struct hj_watch *w = arg;

	(void)fd;
	(void)what;
	w->paused = false;
	hj_watch_look(w);
	event_add(w->tick, &pause_most);
}

static void
on_log(struct hj_bell *bell)
{
	struct hj_watch *w = HJ_CONTAINER(struct hj_watch, log, bell);

	if (w->paused)
		return;
	w->paused = true;
	hj_watch_look(w);
	event_add(w->tick, &pause_between);
}

static void
on_sessions(struct hj_bell *bell)
{
	struct hj_watch *w = HJ_CONTAINER(struct hj_watch, sessions, bell);

	hj_admit_forget_all(w->s->sign_in);
	hj_watch_look(w);
}

/* ---- coming in ---- */

static unsigned
watchers_of(const struct hj_watch *w, const char *person)
{
	const struct watcher *x;
	unsigned n = 0;

	LIST_FOREACH(x, &w->watchers, link)
	n += strcmp(x->actor.person, person) == 0;
	return n;
}

static struct watcher *
watcher_new(struct hj_watch *w, struct hj_req *req)
{
	struct hj_arena *a = hj_arena_new();
	struct watcher *x = HJ_NEW(a, struct watcher);
	const char *after = hj_req_header(req, "last-event-id"), *key_id;

	x->w = w;
	x->a = a;
	x->scratch = hj_arena_new();
	x->stream.on_closed = on_closed;
	x->stream.on_room = on_room;
	x->actor = *req->actor;
	x->actor.person = hj_strdup(a, req->actor->person);
	x->actor.org = hj_strdup(a, req->actor->org);
	x->orgs = hj_strdup(a, hj_orgs_of(req->arena, req->actor));
	if (hj_admit_mark(req, x->hash, &key_id) && key_id != NULL)
		x->key_id = hj_strdup(a, key_id);
	x->context.texts[0] = x->actor.person;
	x->context.texts[1] = x->orgs;
	if (after == NULL)
		after = hj_req_query(req, "after");
	x->told = after != NULL &&
		  hj_place_id_read(w->s->keys, after, &x->at, &x->epoch);
	LIST_INSERT_HEAD(&w->watchers, x, link);
	w->n++;
	return x;
}

void
hj_watch_handler(struct hj_req *req)
{
	struct hj_watch *w = req->service->watch;
	struct watcher *x;

	if (w->n >= WATCHERS_MOST ||
	    watchers_of(w, req->actor->person) >= PERSON_MOST) {
		hj_req_add_header(req, "Retry-After", "60");
		hj_reply_kind(req, HJ_PROBLEM_BUSY, "too many watch already");
		return;
	}
	x = watcher_new(w, req);
	if (!hj_stream_begin_events(req, &x->stream))
		over(x);
	else
		look(x);
}

/* ---- the part ---- */

struct hj_watch *
hj_watch_new(struct hj_service *s)
{
	struct hj_watch *w = calloc(1, sizeof(*w));

	if (w == NULL)
		abort();
	w->s = s;
	LIST_INIT(&w->watchers);
	w->tick = evtimer_new(s->base, on_tick, w);
	if (w->tick == NULL)
		abort();
	event_add(w->tick, &pause_most);
	return w;
}

enum hj_err
hj_watch_attach(struct hj_watch *w, struct hj_pg *pg, struct hj_error *err)
{
	enum hj_err code;

	w->log = (struct hj_bell){ .channel = "hejie_log", .on_ring = on_log };
	w->sessions = (struct hj_bell){ .channel = "hejie_sessions",
		.on_ring = on_sessions };
	code = hj_pg_listen(pg, &w->log, err);
	return code == HJ_OK ? hj_pg_listen(pg, &w->sessions, err) : code;
}

void
hj_watch_free(struct hj_watch *w)
{
	if (w == NULL)
		return;
	event_free(w->tick);
	free(w);
}
