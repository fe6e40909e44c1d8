/* A party comes with its slip; see visit.h. */
#include "server/html/visit.h"

#include "lib/base/code.h"
#include "server/admit.h"
#include "server/base/now.h"
#include "server/door.h"
#include "server/html/note.h"
#include "server/keys.h"
#include "server/statements.h"

#include <string.h>

#define DOOR_MS (30 * INT64_C(60000))
#define AGAIN "/public/progress"

static void on_found(struct hj_query *q);
static void ask(struct hj_visit *v, const struct hj_command *command);
static void on_asked(struct hj_ask *ask);
static void on_looked(struct hj_ask *ask);
static void on_noted(struct hj_query *q);

struct hj_visit *
hj_visit_begin(struct hj_req *req, const char *again)
{
	struct hj_visit *v = HJ_NEW(req->arena, struct hj_visit);
	struct hj_buf *buf = HJ_NEW(req->arena, struct hj_buf);

	hj_buf_init(buf, HJ_PAGE_MOST);
	hj_page_init(&v->page, req, buf);
	if (!hj_page_read(&v->page, again))
		return NULL;
	v->actor =
	    (struct hj_actor){ .person = "party", .roles = HJ_RO(PARTY) };
	v->look = hj_progress_look;
	return v;
}

struct hj_visit *
hj_visit_of(struct hj_ask *asked)
{
	return HJ_CONTAINER(struct hj_visit, ask, asked);
}

/* Digits, whatever stands between them. */
static const char *
digits(struct hj_arena *a, const char *typed)
{
	char *out = hj_alloc(a, strlen(typed) + 1);
	size_t n = 0;

	for (; *typed != '\0'; typed++)
		if (*typed >= '0' && *typed <= '9')
			out[n++] = *typed;
	return out;
}

/* The door of the note or of what was typed; false if it is answered. */
static bool
find_door(struct hj_visit *v)
{
	struct hj_page *p = &v->page;
	struct hj_req *req = p->req;
	const char *code = hj_page_sent(p, "code");
	const char *secret = hj_page_sent(p, "secret");
	char plain[HJ_CODE_ROOM];
	int64_t wait;

	v->actor.door = hj_note_read(req->service->keys, req->arena, "door",
	    hj_page_sent(p, "door"), hj_now_ms(), DOOR_MS);
	if (v->actor.door != NULL)
		return true;
	if (code == NULL || secret == NULL) {
		hj_page_refuse(p, 400, "请填编号和密码,都在回执上。",
		    "Please give the code and the secret; both are on the "
		    "slip.",
		    AGAIN);
		return false;
	}
	v->code =
	    hj_code_read(plain, code) ? hj_strdup(req->arena, plain) : code;
	wait = hj_door_ask(
	    req, v->code, digits(req->arena, secret), &v->actor.door);
	if (wait > 0)
		hj_page_too_often(p, wait, AGAIN);
	return wait == 0;
}

void
hj_visit_go(struct hj_visit *v)
{
	unsigned char door[16];

	if (!find_door(v))
		return;
	v->page.req->actor = &v->actor;
	hj_call_begin(&v->call, v->page.req);
	(void)hj_unhex(door, v->actor.door, 16);
	hj_param_uuid(hj_call_params(&v->call), door);
	hj_call_read_as_asker(&v->call, &hj_stmt_door, on_found);
}

static void
refuse(struct hj_visit *v, int status, const char *zh, const char *en)
{
	v->page.door = NULL;
	hj_page_refuse(&v->page, status, zh, en, AGAIN);
	hj_call_end(&v->call);
}

static void
fail(struct hj_visit *v, const struct hj_error *err)
{
	const struct hj_problem problem = hj_problem_of_error(err);

	refuse(v, problem.status, "现在办不了,请过一会儿再试。",
	    "This does not work now; please try again in a while.");
}

static void
on_found(struct hj_query *q)
{
	struct hj_visit *v = HJ_CONTAINER(struct hj_visit, call.query, q);
	struct hj_req *req = v->call.req;
	struct hj_row row = hj_row(v->call.step.result, 0);
	unsigned char stream[16];
	char id[33];
	bool there;

	if (q->err.code != HJ_OK) {
		fail(v, &q->err);
		return;
	}
	there = hj_row_count(v->call.step.result) == 1;
	if (v->code != NULL)
		hj_door_tried(req, v->code, there);
	if (!there) {
		refuse(v, 404, "编号和密码对不上,请照回执再看一遍。",
		    "Code and secret do not fit; please look at the slip "
		    "again.");
		return;
	}
	hj_row_uuid(&row, 0, stream);
	hj_hex_id(stream, id);
	v->stream = hj_strdup(req->arena, id);
	v->page.room = AGAIN;
	v->page.door = hj_note_write(
	    req->service->keys, req->arena, "door", v->actor.door, hj_now_ms());
	ask(v, v->command == NULL
		   ? NULL
		   : hj_command_find(&hj_dispute_kind, v->command));
}

static void
ask(struct hj_visit *v, const struct hj_command *command)
{
	struct hj_req *req = v->call.req;

	v->ask = (struct hj_ask){ .kind = &hj_dispute_kind,
		.command = command,
		.look = v->look,
		.stream = v->stream,
		.actor = v->actor,
		.key = command == NULL ? NULL : hj_page_nonce(&v->page),
		.body = v->body,
		.body_n = v->body == NULL ? 0 : strlen(v->body),
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = command == NULL ? on_looked : on_asked };
	hj_road_send(req->service->road, &v->ask);
}

static void
on_asked(struct hj_ask *asked)
{
	struct hj_visit *v = hj_visit_of(asked);

	hj_buf_release(&asked->answer);
	if (asked->outcome == HJ_FAILED) {
		fail(v, &asked->err);
		return;
	}
	v->refused = asked->outcome != HJ_DONE;
	if (v->refused) {
		const struct hj_refusal_row *why = &hj_refusals[asked->refused];

		v->done_zh = why->zh;
		v->done_en = why->en;
	}
	ask(v, NULL);
}

static void
on_looked(struct hj_ask *asked)
{
	struct hj_visit *v = hj_visit_of(asked);
	unsigned char stream[16];

	hj_buf_release(&asked->answer);
	if (asked->outcome != HJ_DONE) {
		fail(v, &asked->err);
		return;
	}
	(void)hj_unhex(stream, v->stream, 16);
	hj_call_note(&v->call, stream, "progress", on_noted);
}

static void
on_noted(struct hj_query *q)
{
	struct hj_visit *v = HJ_CONTAINER(struct hj_visit, call.query, q);

	if (q->err.code != HJ_OK) {
		fail(v, &q->err);
		return;
	}
	hj_page_reply(&v->page, v->refused ? 409 : 200);
	hj_call_end(&v->call);
}
