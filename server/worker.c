/*
 * One HTTP worker: its parts put together, its loop, its end.
 */
#include "server/worker.h"

#include "server/figures.h"
#include "server/keys.h"
#include "server/proxy.h"
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/http/tls.h"
#include "server/queries.h"
#include "server/service.h"
#include "server/signing.h"
#include "server/statements.h"
#include "server/store.h"
#include "server/titles.h"

#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

extern const struct hj_stmt *const hj_ring_stmt;
extern const struct hj_stmt *const hj_search_stmt;
extern const struct hj_stmt hj_proof_stmts[3];
extern const struct hj_stmt *const hj_door_stmt;
extern const struct hj_stmt *const hj_erasure_stmt;
extern const struct hj_stmt *const hj_outbox_stmt;
extern const struct hj_stmt *const hj_member_line_stmt;
extern const struct hj_stmt *const hj_download_stmt;
extern const struct hj_stmt *const hj_import_stmts[2];
extern const struct hj_stmt *const hj_import_look_stmts[2];
extern const struct hj_stmt *const hj_dossier_stmt;

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
		.context_texts = 2,
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
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_ring_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_search_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_proof_stmts, 3, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_door_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_erasure_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_outbox_stmt, 1, err);
	s->erased =
	    (struct hj_bell){ .channel = "hejie_erased", .on_ring = on_erased };
	if (code == HJ_OK)
		code = hj_pg_listen(s->pg, &s->erased, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_member_line_stmt, 1, err);
	for (size_t i = 0; code == HJ_OK && i < 2; i++)
		code = hj_pg_register(s->pg, hj_import_stmts[i], 1, err);
	for (size_t i = 0; code == HJ_OK && i < 2; i++)
		code = hj_pg_register(s->pg, hj_import_look_stmts[i], 1, err);
	if (code == HJ_OK &&
	    !hj_profiles_load(s->arena, s->cfg, &s->profiles, err))
		code = HJ_ERR_INPUT;
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_download_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_pg_register(s->pg, hj_dossier_stmt, 1, err);
	if (code == HJ_OK)
		code = hj_store_attach(s->pg, err);
	if (code == HJ_OK)
		code = hj_sign_in_attach(s->sign_in, s->pg, err);
	if (code == HJ_OK)
		code = hj_router_add(s->router, hj_routes, hj_n_routes, err);
	if (code == HJ_OK)
		code = hj_queries_attach(s->queries, s->pg, s->router, err);
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
	s->pg = hj_pg_new(s->base, &pg);
	s->router = hj_router_new();
	s->titles = hj_titles_new();
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
	hj_road_free(s->road);
	hj_worlds_free(s->worlds);
	hj_queries_free(s->queries);
	hj_router_free(s->router);
	hj_titles_free(s->titles);
	hj_keys_free(s->keys);
	hj_buf_release(&s->openapi);
	hj_arena_free(s->arena);
	if (s->base != NULL)
		event_base_free(s->base);
}

int
hj_worker_run(void *context, int number)
{
	const struct hj_serving *serving = context;
	struct hj_service s = { .cfg = serving->cfg,
		.throttle = serving->throttle,
		.board = serving->board,
		.place = number };
	struct ssl_ctx_st *tls = NULL;
	struct hj_error err = { 0 };
	struct event *term;
	bool good = make(&s, &err);

	if (good && *s.cfg->tls_cert != '\0') {
		tls = hj_tls_new(s.cfg->tls_cert, s.cfg->tls_key, &err);
		good = tls != NULL;
	}
	if (!good || !open_front(&s, serving, tls, &err)) {
		hj_log(HJ_LOG_ERROR, "worker_failed", HJ_LOG_REASON(&err));
		release(&s);
		return 1;
	}
	hj_pg_start(s.pg);
	term = evsignal_new(s.base, SIGTERM, on_term, &s);
	event_add(term, NULL);
	hj_board_begin(s.board, number);
	while (!s.draining || hj_http_counts(s.http)->open > 0) {
		if (event_base_loop(s.base, EVLOOP_ONCE) < 0)
			break;
		hj_figures_put(&s);
	}
	event_free(term);
	release(&s);
	hj_tls_free(tls);
	return 0;
}
