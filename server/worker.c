/*
 * One HTTP worker: its parts put together, its loop, its end.
 */
#include "server/worker.h"

#include "server/figures.h"
#include "server/keys.h"
#include "server/pages.h"
#include "server/proxy.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/http/tls.h"
#include "server/queries.h"
#include "server/read_log.h"
#include "server/service.h"
#include "server/signing.h"
#include "server/statements.h"
#include "server/store.h"
#include "server/titles.h"
#include "server/watch.h"

#include <event2/event.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/*
 * How long a request waits for a connection that breaks or is being made.  A
 * wait for an answer is as long as PostgreSQL is given for it.
 */
#define AWAY_MS 1000

/* Without a database the front opens after this long. */
static const struct timeval door_late = { 3, 0 };

static void
on_pg_notice(const char *what, const char *detail)
{
	(void)detail;
	hj_log(HJ_LOG_WARN, "database", HJ_LOG_WORD("what", what));
}

void
hj_worker_pg(struct hj_pg_config *pg, const char *conninfo)
{
	*pg = (struct hj_pg_config){ .conninfo = conninfo,
		.context_texts = 3,
		.on_notice = on_pg_notice };
}

static void
on_http_note(const struct hj_http_note *n)
{
	hj_log(n->status >= 500 ? HJ_LOG_WARN : HJ_LOG_INFO, "http",
	    HJ_LOG_WORD("what", n->what), HJ_LOG_INT("req", (int64_t)n->req),
	    HJ_LOG_WORD("method", hj_method_name(n->method)),
	    HJ_LOG_WORD("route", n->route), HJ_LOG_INT("status", n->status),
	    HJ_LOG_INT("ms", n->ms));
}

/* The loop itself sees that no connection is left. */
static void
on_drained(struct hj_http *h)
{
	(void)h;
}

static void
on_term(evutil_socket_t fd, short what, void *arg)
{
	struct hj_service *s = arg;

	(void)fd;
	(void)what;
	if (s->draining)
		return;
	s->draining = true;
	if (s->http != NULL)
		hj_http_drain(s->http, on_drained);
}

/* What was opened before is not shown after. */
static void
on_erased(struct hj_bell *bell)
{
	hj_titles_clear(HJ_CONTAINER(struct hj_service, erased, bell)->titles);
}

/* Statements and routes; everything that can be wrong shows here. */
static enum hj_err
attach(struct hj_service *s, struct hj_error *err)
{
	enum hj_err code = hj_worlds_attach(s->worlds, s->base, s->pg, err);

	for (size_t i = 0; code == HJ_OK && i < hj_n_worker_stmts; i++)
		code = hj_pg_register(s->pg, hj_worker_stmts[i], 1, err);
	s->erased =
	    (struct hj_bell){ .channel = "hejie_erased", .on_ring = on_erased };
	if (code == HJ_OK)
		code = hj_pg_listen(s->pg, &s->erased, err);
	if (code == HJ_OK &&
	    !hj_profiles_load(s->arena, s->cfg, &s->profiles, err))
		code = HJ_ERR_INPUT;
	if (code == HJ_OK)
		code = hj_watch_attach(s->watch, s->pg, err);
	if (code == HJ_OK)
		code = hj_store_attach(s->pg, err);
	if (code == HJ_OK)
		code = hj_sign_in_attach(s->sign_in, s->pg, err);
	if (code == HJ_OK)
		code = hj_router_add(s->router, hj_routes, hj_n_routes, err);
	if (code == HJ_OK)
		code = hj_queries_attach(s->queries, s->pg, s->router, err);
	if (code == HJ_OK)
		code = hj_pages_attach(s, err);
	if (code == HJ_OK)
		code = hj_html_attach(s, err);
	return code;
}

static void
set_limits(struct hj_http_config *http, const struct hj_config *cfg)
{
	http->limits = hj_http_limits_usual;
	http->limits.head_ms = cfg->header_timeout_ms;
	http->limits.body_ms = cfg->body_timeout_ms;
	http->limits.idle_ms = cfg->idle_timeout_ms;
	http->limits.request_ms = cfg->request_timeout_ms;
	http->limits.drain_ms = cfg->drain_timeout_ms;
	http->limits.connections = (unsigned)cfg->max_connections;
	http->limits.per_address = (unsigned)cfg->max_connections_per_address;
}

static bool
open_front(struct hj_service *s, const struct hj_serving *serving,
    struct ssl_ctx_st *tls, struct hj_error *err)
{
	struct hj_http_config http = { .base = s->base,
		.router = s->router,
		.tls = tls,
		.service = s,
		.on_request = hj_admit,
		.on_note = on_http_note,
		.hosts = s->cfg->allow_hosts,
		.unlimited = hj_proxies_names(s->proxies) };

	set_limits(&http, s->cfg);
	s->http = hj_http_new(&http, err);
	if (s->http == NULL)
		return false;
	if (serving->listen_fd >= 0)
		return hj_http_adopt(s->http, serving->listen_fd, err) == HJ_OK;
	return hj_http_listen(s->http,
		   (const struct sockaddr *)&s->cfg->address.sockaddr,
		   s->cfg->address.length, NULL, err) == HJ_OK;
}

/* Make the parts; false with the reason. */
static bool
make(struct hj_service *s, struct hj_error *err)
{
	struct hj_pg_config pg;

	s->base = event_base_new();
	if (s->base == NULL)
		abort();
	s->arena = hj_arena_new();
	s->proxies = hj_proxies_new(s->arena, s->cfg->trusted_proxy, err);
	if (s->proxies == NULL)
		return false;
	s->keys = hj_keys_load(s->cfg->key_file, err);
	s->worlds = s->keys == NULL ? NULL : hj_worlds_new(s->cfg, err);
	s->queries = s->worlds == NULL ? NULL : hj_queries_new(s->cfg, err);
	if (s->queries == NULL)
		return false;
	hj_worker_pg(&pg, s->cfg->database);
	pg.away_ms = AWAY_MS;
	s->pg = hj_pg_new(s->base, &pg);
	s->router = hj_router_new();
	s->read_log = hj_read_log_new(s->pg);
	s->titles = hj_titles_new();
	s->watch = hj_watch_new(s);
	s->road = hj_road_new(s->base, s->pg, s->worlds, s->keys);
	s->sign_in = hj_sign_in_new(s, err);
	if (s->sign_in == NULL)
		return false;
	hj_openapi_make(&s->openapi, s->queries);
	return attach(s, err) == HJ_OK;
}

static void
release(struct hj_service *s)
{
	hj_http_free(s->http);
	hj_sign_in_free(s->sign_in);
	hj_pg_free(s->pg);
	hj_watch_free(s->watch);
	hj_road_free(s->road);
	hj_worlds_free(s->worlds);
	hj_queries_free(s->queries);
	hj_router_free(s->router);
	hj_read_log_free(s->read_log);
	hj_titles_free(s->titles);
	hj_keys_free(s->keys);
	hj_buf_release(&s->openapi);
	hj_arena_free(s->arena);
	if (s->base != NULL)
		event_base_free(s->base);
}

/*
 * The front opens when the directory is read, so that nobody is turned away by
 * a worker that has just begun; without a database, after a while all the same:
 * then the answer is why.
 */
struct door {
	struct hj_service *service;
	const struct hj_serving *serving;
	struct ssl_ctx_st *tls;
	struct event *late;
	struct hj_error err;
	bool shut; /* it cannot be opened */
};

static void
open_door(void *arg)
{
	struct door *d = arg;

	if (d->service->http != NULL || d->service->draining || d->shut)
		return;
	d->shut = !open_front(d->service, d->serving, d->tls, &d->err);
	event_del(d->late);
}

/* Who may what may have changed. */
static void
on_directory(void *arg)
{
	struct door *d = arg;

	open_door(d);
	hj_watch_look(d->service->watch);
}

static void
on_late(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	open_door(arg);
}

/* Until it is drained; false with the reason if it never opened. */
static bool
serve(struct door *d)
{
	struct hj_service *s = d->service;
	struct event *term = evsignal_new(s->base, SIGTERM, on_term, s);

	d->late = evtimer_new(s->base, on_late, d);
	if (term == NULL || d->late == NULL)
		abort();
	event_add(term, NULL);
	event_add(d->late, &door_late);
	hj_worlds_on_read(s->worlds, on_directory, d);
	hj_pg_start(s->pg);
	while (!d->shut &&
	       (!s->draining ||
		   (s->http != NULL && hj_http_counts(s->http)->open > 0))) {
		if (event_base_loop(s->base, EVLOOP_ONCE) < 0)
			break;
		if (s->http != NULL)
			hj_figures_put(s);
	}
	event_free(d->late);
	event_free(term);
	return !d->shut;
}

/*
 * A worker that is woken waits its turn instead of pushing PostgreSQL off its
 * processor in the middle of an answer: when all are busy it finds several
 * answers ready at once, and a read costs a twentieth less.  An idle processor
 * takes it at once as before.  Where the kernel says no it goes as usual.
 */
static void
yield_to_postgresql(void)
{
	const struct sched_param none = { .sched_priority = 0 };

	(void)sched_setscheduler(0, SCHED_BATCH, &none);
}

int
hj_worker_run(void *context, int number)
{
	const struct hj_serving *serving = context;
	struct hj_service s = { .cfg = serving->cfg,
		.throttle = serving->throttle,
		.board = serving->board,
		.place = number };
	struct door door = { .service = &s, .serving = serving };
	bool good;

	yield_to_postgresql();
	good = make(&s, &door.err);
	if (good && *s.cfg->tls_cert != '\0') {
		door.tls =
		    hj_tls_new(s.cfg->tls_cert, s.cfg->tls_key, &door.err);
		good = door.tls != NULL;
	}
	if (good) {
		hj_board_begin(s.board, number);
		good = serve(&door);
	}
	if (!good)
		hj_log(HJ_LOG_ERROR, "worker_failed", HJ_LOG_REASON(&door.err));
	release(&s);
	hj_tls_free(door.tls);
	return good ? 0 : 1;
}
