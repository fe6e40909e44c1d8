/*
 * Commands over HTTP.
 *
 *	POST /api/v1/disputes                       register
 *	POST /api/v1/{kind}/commands/{name}         another that makes a stream
 *	POST /api/v1/{kind}/{id}/commands/{name}    any other
 *	GET  /api/v1/disputes/{id}/commands         what may be asked now, with
 *	     /api/v1/{groups, compacts …}/{id}/commands  forms; ?form=NAME: one
 *	GET  /api/v1/disputes/{id}/counsel          who fits its legal aid
 *	GET  /api/v1/creations/{streams}            how one is made: compacts
 *
 * A handler turns a request into an ask and an outcome into an answer; the
 * road does the rest.  "?dry=1" decides and stores nothing: it tells what
 * would happen.
 */
#include "server/admit.h"
#include "server/answer.h"
#include "server/call.h"
#include "server/counsel_fit.h"
#include "server/door.h"

#include <string.h>

struct write {
	struct hj_req *req; /* held until on_answered */
	struct hj_ask ask;
};

static void on_answered(struct hj_ask *ask);

/* An Idempotency-Key is 1 to 64 printable characters. */
static bool
key_fits(const char *key)
{
	size_t n = strlen(key);

	if (n < 1 || n > 64)
		return false;
	for (; *key != '\0'; key++)
		if (*key < 0x21 || *key > 0x7e)
			return false;
	return true;
}

/* The version in an If-Match of the form "7"; 0 if there is none, -1 if it is
 * something else. */
static int64_t
if_match(const struct hj_req *req)
{
	const char *text = hj_req_header(req, "if-match");
	size_t n = text == NULL ? 0 : strlen(text);
	int64_t version;

	if (text == NULL)
		return 0;
	if (n < 3 || text[0] != '"' || text[n - 1] != '"' ||
	    !hj_text_int(hj_strndup(req->arena, text + 1, n - 2), &version))
		return -1;
	return version > 0 ? version : -1;
}

static void
bad(struct hj_req *req, const char *field, const char *msg)
{
	struct hj_error err;

	hj_fail(&err, HJ_ERR_INPUT, field, msg, NULL);
	hj_reply_error(req, &err);
}

const char *
hj_key_of(struct hj_req *req)
{
	const char *key = hj_req_header(req, "idempotency-key");

	if (key != NULL && key_fits(key))
		return key;
	bad(req, "Idempotency-Key", "required: 1 to 64 printable characters");
	return NULL;
}

static void
ask(struct hj_req *req, const struct hj_stream_kind *kind,
    const struct hj_command *command, const char *stream)
{
	struct write *w = HJ_NEW(req->arena, struct write);
	int64_t version = if_match(req);
	const char *door = NULL;
	const char *key;
	bool dry;

	if (!hj_query_flag(req, "dry", &dry) || !hj_call_json(req))
		return;
	if ((command->flags & HJ_CREATES) == 0 && !hj_door_of(req, &door))
		return;
	key = hj_key_of(req);
	if (key == NULL ||
	    (!dry && command->flags & HJ_ASKS_AGAIN && !hj_admit_sure(req)))
		return;
	if (version < 0) {
		bad(req, "If-Match", "expected a version in quotes");
		return;
	}
	/* Who comes in by a slip or an entry has no sight of the state. */
	if (version == 0 && command->flags & HJ_IF_MATCH && door == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_IF_MATCH_MISSING, NULL);
		return;
	}
	w->req = hj_req_ref(req);
	w->ask = (struct hj_ask){
		.kind = kind,
		.command = command,
		.stream = stream,
		.actor = *req->actor,
		.key = key,
		.if_match = version,
		.body = req->body_n == 0 ? "{}" : req->body,
		.body_n = req->body_n == 0 ? 2 : req->body_n,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.dry = dry,
		.on_done = on_answered,
	};
	w->ask.actor.door = door;
	if (command->flags & HJ_REPLAYS)
		hj_replay_for(req, &w->ask);
	else
		hj_road_send(req->service->road, &w->ask);
}

void
hj_create_handler(struct hj_req *req)
{
	/* The last segment of the route names the kind of stream. */
	const struct hj_stream_kind *kind =
	    hj_stream_kind_of_path(strrchr(req->route->pattern, '/') + 1);
	size_t i = 0;

	while ((kind->commands[i]->flags & HJ_CREATES) == 0)
		i++;
	ask(req, kind, kind->commands[i], NULL);
}

void
hj_create_named_handler(struct hj_req *req)
{
	const struct hj_stream_kind *kind =
	    hj_stream_kind_of_path(hj_req_param(req, "kind"));
	const struct hj_command *command =
	    kind == NULL ? NULL
			 : hj_command_find(kind, hj_req_param(req, "name"));

	if (command == NULL || (command->flags & HJ_CREATES) == 0 ||
	    command->flags & HJ_INTERNAL)
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	else
		ask(req, kind, command, NULL);
}

static bool
is_id(const char *id)
{
	unsigned char bytes[16];

	return hj_id_bytes(bytes, id);
}

void
hj_command_handler(struct hj_req *req)
{
	const struct hj_stream_kind *kind =
	    hj_stream_kind_of_path(hj_req_param(req, "kind"));
	const char *id = hj_req_param(req, "id");
	const struct hj_command *command =
	    kind == NULL ? NULL
			 : hj_command_find(kind, hj_req_param(req, "name"));

	if (command == NULL || !is_id(id) ||
	    command->flags & (HJ_CREATES | HJ_INTERNAL))
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	else
		ask(req, kind, command, id);
}

static void
list(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	(void)ring;
	hj_answer_commands(&ask->answer, ask->kind, t, ask->lang, ask->form);
}

/* The kind that the route's path begins with: "/api/v1/disputes/{id}/…". */
static const struct hj_stream_kind *
kind_of_route(const struct hj_req *req)
{
	const char *path = req->route->pattern + sizeof("/api/v1/") - 1;

	return hj_stream_kind_of_path(
	    hj_strndup(req->arena, path, strcspn(path, "/")));
}

/* Answer what `look` sees of the stream that the request names. */
static void
look_at(struct hj_req *req, hj_look_fn *look)
{
	struct write *w = HJ_NEW(req->arena, struct write);
	const char *id = hj_req_param(req, "id");

	if (!is_id(id)) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	w->req = hj_req_ref(req);
	w->ask = (struct hj_ask){
		.kind = kind_of_route(req),
		.look = look,
		.stream = id,
		.actor = *req->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.lang = req->lang,
		.form = hj_req_query(req, "form"),
		.on_done = on_answered,
	};
	hj_road_send(req->service->road, &w->ask);
}

void
hj_commands_handler(struct hj_req *req)
{
	look_at(req, list);
}

void
hj_counsel_handler(struct hj_req *req)
{
	if (hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART))
		look_at(req, hj_look_at_counsel);
	else
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
}

void
hj_creations_handler(struct hj_req *req)
{
	const struct hj_stream_kind *kind =
	    hj_stream_kind_of_path(hj_req_param(req, "streams"));
	struct hj_buf b;

	if (kind == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_buf_init(&b, (size_t)1 << 20);
	hj_answer_creations(&b, kind, req->actor->roles, req->lang);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

void
hj_put_version(struct hj_req *req, int64_t version)
{
	struct hj_buf b;

	hj_buf_init(&b, 32);
	hj_buf_putc(&b, '"');
	hj_buf_int(&b, version);
	hj_buf_putc(&b, '"');
	hj_req_add_header(req, "ETag", hj_buf_text(&b));
	hj_buf_release(&b);
}

static void
on_answered(struct hj_ask *ask)
{
	struct write *w = HJ_CONTAINER(struct write, ask, ask);
	struct hj_req *req = w->req;

	if (ask->actor.door != NULL &&
	    hj_req_header(req, "dispute-entry") == NULL)
		hj_door_tried(req, hj_req_header(req, "dispute-code"),
		    ask->outcome != HJ_FAILED ||
			ask->err.code != HJ_ERR_ABSENT);
	switch (ask->outcome) {
	case HJ_DONE:
		hj_put_version(req, ask->version);
		hj_reply_buf(req,
		    ask->command != NULL && ask->command->flags & HJ_CREATES &&
			    !ask->dry
			? 201
			: 200,
		    HJ_TYPE_JSON, &ask->answer);
		break;
	case HJ_REFUSED:
		hj_reply_refusal(req, ask);
		break;
	case HJ_MISMATCH:
		hj_put_version(req, ask->version);
		hj_reply_kind(req, HJ_PROBLEM_STALE, NULL);
		break;
	case HJ_FAILED:
		hj_reply_error(req, &ask->err);
		break;
	}
	hj_buf_release(&ask->answer);
	hj_req_unref(req);
}
