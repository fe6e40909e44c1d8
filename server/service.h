/*
 * What the handlers of one worker work with, and the handlers.
 */
#ifndef HJ_SERVER_SERVICE_H
#define HJ_SERVER_SERVICE_H

#include "server/base/config.h"
#include "server/commands.h"
#include "server/db/pg.h"
#include "server/http/http.h"
#include "server/http/req.h"
#include "server/profile.h"
#include "server/world.h"

struct hj_keys;
struct hj_queries;
struct hj_read_log;
struct hj_sign_in;
struct hj_throttle;
struct hj_titles;
struct hj_watch;

/* The parts of one worker; made in server/worker.c, handed to each request. */
struct hj_service {
	const struct hj_config *cfg;
	struct event_base *base;
	struct hj_pg *pg;
	struct hj_road *road;
	struct hj_worlds *worlds;
	struct hj_keys *keys;
	struct hj_queries *queries;
	struct hj_read_log *read_log;
	struct hj_sign_in *sign_in;
	struct hj_throttle *throttle;
	struct hj_titles *titles;
	struct hj_watch *watch;
	struct hj_bell erased; /* keys were destroyed somewhere */
	struct hj_http *http;
	struct hj_router *router;
	struct hj_proxies *proxies;
	struct hj_arena *arena; /* of what lives as long */
	struct hj_board *board; /* figures, shared with the other processes */
	int place;              /* ours on it */
	struct hj_buf openapi;
	unsigned uploads, downloads; /* of files, under way */
	bool replaying;              /* a replay runs beside */
	struct hj_profiles profiles; /* of imports */
	bool draining;
};

/* Flags of a route. */
enum hj_needs {
	HJ_ANYONE = 1 << 0,  /* no sign-in needed */
	HJ_SESSION = 1 << 1, /* a session, no API key; also one that must
			      * choose a password first */
	HJ_WEIGHTY = 1 << 2, /* asks again who one is */
};

/* Every route that is no query file; for the router and OpenAPI. */
extern const struct hj_route hj_routes[];
extern const size_t hj_n_routes;

/* ---- handlers; req->actor is set where the route needs sign-in ---- */

hj_handler_fn hj_query_handler;  /* reads.c: every query file */
hj_handler_fn hj_create_handler; /* writes.c: POST /api/v1/disputes */
hj_handler_fn
    hj_create_named_handler;          /* writes.c: .../{kind}/commands/{name} */
hj_handler_fn hj_command_handler;     /* writes.c: .../commands/{name} */
hj_handler_fn hj_commands_handler;    /* writes.c: what may be asked now */
hj_handler_fn hj_creations_handler;   /* writes.c: how one begins */
hj_handler_fn hj_health_handler;      /* about.c */
hj_handler_fn hj_ready_handler;       /* about.c */
hj_handler_fn hj_metrics_handler;     /* about.c */
hj_handler_fn hj_openapi_handler;     /* about.c */
hj_handler_fn hj_body_duties_handler; /* body_duties.c */
hj_handler_fn hj_figures_duties_handler;
hj_handler_fn hj_body_rates_handler; /* body_rates.c */
hj_handler_fn hj_rule_sets_handler;  /* rule_sets.c */
hj_handler_fn hj_rule_schema_handler;
hj_handler_fn hj_rule_set_handler;
hj_handler_fn hj_rule_sentences_handler;
hj_handler_fn hj_rule_shelf_handler; /* rule_desk.c */
hj_handler_fn hj_rule_view_handler;
hj_handler_fn hj_rule_look_handler;
hj_handler_fn hj_rule_try_handler;
hj_handler_fn hj_rule_faults_handler;
hj_handler_fn hj_rule_certificate_handler;
hj_handler_fn hj_rule_differences_handler; /* rule_differences.c */
hj_handler_fn hj_replay_handler;           /* replay_ask.c */
hj_handler_fn hj_batch_handler;            /* service_batch.c */
hj_handler_fn hj_referral_batch_handler;   /* referral_batch.c */
hj_handler_fn hj_rule_moves_handler;       /* rule_moves.c */
hj_handler_fn hj_outbox_replay_handler;    /* outbox.c */
hj_handler_fn hj_horizon_handler;          /* horizon.c */
hj_handler_fn hj_notice_kinds_handler;     /* notices.c */
hj_handler_fn hj_sign_in_handler;          /* sign_in.c */
hj_handler_fn hj_sign_out_handler;         /* sign_in.c */
hj_handler_fn hj_who_handler;              /* sign_in.c */
hj_handler_fn hj_device_bind_handler;      /* device.c */
hj_handler_fn hj_device_unbind_handler;    /* device.c */
hj_handler_fn hj_draft_keep_handler;       /* drafts.c */
hj_handler_fn hj_draft_drop_handler;       /* drafts.c */
hj_handler_fn hj_device_people_handler;    /* device.c */
hj_handler_fn hj_pin_handler;              /* pin.c */
hj_handler_fn hj_proof_handler;            /* pin.c */
hj_handler_fn hj_password_handler;         /* credentials.c */
hj_handler_fn hj_account_handler;          /* credentials.c */
hj_handler_fn hj_slips_handler;            /* html/slips.c */
hj_handler_fn hj_api_key_handler;          /* credentials.c */
hj_handler_fn hj_account_drop_handler;     /* revoke.c */
hj_handler_fn hj_account_sessions_handler; /* revoke.c */
hj_handler_fn hj_api_key_end_handler;      /* revoke.c */
hj_handler_fn hj_session_end_handler;      /* revoke.c */
hj_handler_fn hj_time_handler;             /* simulation.c */
hj_handler_fn hj_search_handler;           /* search.c */
hj_handler_fn hj_suggestions_handler;      /* suggest.c */
hj_handler_fn hj_duplicates_handler;       /* duplicates.c */
hj_handler_fn hj_erasure_handler;          /* erasures.c */
hj_handler_fn hj_inclusion_handler;        /* proofs.c */
hj_handler_fn hj_consistency_handler;      /* proofs.c */
hj_handler_fn hj_door_handler;             /* door.c */
hj_handler_fn hj_member_line_handler;      /* member_line.c */
hj_handler_fn hj_progress_json_handler;    /* progress.c */
hj_handler_fn hj_upload_handler;           /* uploads.c */
hj_handler_fn hj_download_handler;         /* downloads.c */
hj_handler_fn hj_import_handler;           /* imports.c */
hj_handler_fn hj_import_look_handler;      /* import_look.c */
hj_handler_fn hj_import_faults_handler;    /* import_look.c */
hj_handler_fn hj_import_results_handler;   /* import_results.c */
hj_handler_fn hj_dossier_handler;          /* dossier.c */
hj_handler_fn hj_counsel_handler;          /* writes.c */
hj_handler_fn hj_glossary_handler;         /* glossary.c */
hj_handler_fn hj_watch_handler;            /* watch.c */

/* The words of a list of the glossary, or NULL if none has this name. */
const struct hj_words *hj_glossary_words(const char *name);

/*
 * The pages that the service writes itself (html/site.c): read what they look
 * like and give their routes to the router.
 */
enum hj_err hj_html_attach(struct hj_service *s, struct hj_error *err) HJ_CHECK;

/*
 * Send `ask`, whose command has HJ_REPLAYS, for `req`, which is held: at once,
 * if it cannot be done now anyhow.  Else its set is replayed first, the answer
 * goes on as replay_ask.c says, and instead of on_done() `req` is let go.
 */
void hj_replay_for(struct hj_req *req, struct hj_ask *ask);

/*
 * Called for each request instead of its route's handler: finds out who asks,
 * sets req->actor, and goes on to the handler, or answers 401.
 */
hj_handler_fn hj_admit;

/* Make the OpenAPI document from routes, commands, queries and refusals. */
void hj_openapi_make(struct hj_buf *b, const struct hj_queries *queries);

/*
 * The Idempotency-Key of a request (1 to 64 printable characters); NULL if it
 * has none that fits, and it is answered then.
 */
const char *hj_key_of(struct hj_req *req);

/* An ETag of "<version>": what If-Match wants back. */
void hj_put_version(struct hj_req *req, int64_t version);

/* Why `ask` was refused, as bad news; texts are borrowed. */
struct hj_problem hj_problem_of_refusal(const struct hj_ask *ask);

/* The problem that an ask met which is not done, whatever it was. */
struct hj_problem hj_problem_of_ask(const struct hj_ask *ask);

/* Does the route take every name behind the "?"?  Otherwise it is answered
 * with the name. */
bool hj_query_known(struct hj_req *req);

/* A yes or no of the query: 1, 0, true or false, no if it is absent; false if
 * it is something else, and it is answered then. */
bool hj_query_flag(struct hj_req *req, const char *name, bool *ret);

/* A refusal by rule, as the asker should hear it. */
void hj_reply_refusal(struct hj_req *req, const struct hj_ask *ask);

/* Has the asker what has this ETag, as If-None-Match says (RFC 9110 13.1.2)? */
bool hj_etag_known(const struct hj_req *req, const char *etag);

/* An ETag of these bytes: a quoted digest, made in `a`. */
const char *hj_etag(
    struct hj_service *s, struct hj_arena *a, const void *p, size_t n);

#endif
