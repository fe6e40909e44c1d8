/*
 * Who has a rule set replayed over the recorded history of his county.
 *
 *	POST /api/v1/rules/replay {"document": TEXT, "instead": NAME}
 *	POST /api/v1/rule-sets/{id}/commands/report-impact {}
 *
 * The first only looks: the last line of the answer (server/replay_run.h) is
 * {"report": {...}}, the summary of lib/rules/replay_line.h.  Which disputes
 * differ stays there: who drafts rules may not see each of them.
 *
 * The second plays the document of the stream as it is and attaches what was
 * found, so that nobody else says what that was.  Its last line is {"report":
 * {...}, "answer": {...}} or {"problem": {...}}.  What would be refused anyhow
 * is refused at once and plainly, and a key used before gets its first answer.
 */
#include "server/call.h"
#include "server/replay_run.h"
#include "server/route_says.h"

#include "lib/commands/ruleset/ruleset.h"
#include "server/base/now.h"
#include "server/http/json_out.h"
#include "server/rules.h"

#include <string.h>

#define LAST_MOST ((size_t)512 * 1024)
#define COUNTY_LEVEL 3 /* of kinds of bodies; below it stand townships */

static void
put_raw(struct hj_out *j, const char *key, const char *p, size_t n)
{
	hj_out_key(j, key);
	hj_out_raw(j, p, n);
}

/* ---- to look ---- */

struct wish {
	const char *document;
	const char *instead;
};
/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(wish, document, HJ_REQUIRED, HJ_RULE_SET_MOST, "规则集正文|a rule set written out"),
	HJ_TEXT(wish, instead, 0, 64, "替换哪个规则集(名称或者编号)|name or id of the set that it stands in for"),
};
/* clang-format on */
const struct hj_fields hj_replay_wish_fields = HJ_FIELDS(wish, rows);

static void
tell_report(struct hj_replay *r, const char *summary)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, LAST_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	put_raw(&j, "report", summary, strlen(summary));
	hj_out_close(&j);
	hj_buf_putc(&b, '\n');
	(void)hj_replay_say(r, b.p, b.n);
	hj_buf_release(&b);
	hj_replay_end(r);
}

/* The county whose history the asker may have replayed; NULL: none. */
static const char *
county_of(const struct hj_req *req, const struct hj_world *w)
{
	const struct hj_org *org = hj_org_find(w->directory, req->actor->org);

	if (org == NULL ||
	    !hj_may(HJ_MAY_DRAFT_RULES, req->actor->roles, HJ_REL_NEW) ||
	    org->kind->level > COUNTY_LEVEL)
		return NULL;
	return hj_strdup(req->arena, org->county);
}

/* True if the document has faults; the asker is told all of them then. */
static bool
is_broken(
    struct hj_req *req, const struct hj_world *world, const char *document)
{
	const struct hj_rule_known known = hj_ruleset_known(world);
	struct hj_ask said = { .refused = HJ_NO_RULE_FAULTS,
		.field = "document",
		.arena = req->arena,
		.faults = hj_rule_check(
		    req->arena, document, strlen(document), &known) };

	if (said.faults.n > 0)
		hj_reply_refusal(req, &said);
	return said.faults.n > 0;
}

void
hj_replay_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	struct hj_replay *r = HJ_NEW(req->arena, struct hj_replay);
	struct wish wish;

	if (!hj_call_body(req, &hj_replay_wish_fields, &wish))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_BUSY, NULL);
		return;
	}
	r->req = req;
	r->document = wish.document;
	r->instead = wish.instead;
	r->county = county_of(req, &w->world);
	r->on_report = tell_report;
	if (r->county == NULL)
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
	else if (!is_broken(req, &w->world, r->document))
		hj_replay_begin(r);
	hj_world_drop(w);
}

/* ---- to attach what was found ---- */

struct reporting {
	struct hj_ask look;
	struct hj_ask *plain; /* the command, if nothing is played */
	struct hj_ask ask;    /* the command, with what was found */
	struct hj_replay replay;
	bool offered;
	const char *summary;
};

/* Is it the command's turn?  Then what there is to play. */
static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct reporting *x = HJ_CONTAINER(struct reporting, look, ask);
	const struct hj_ruleset *s = t->state;
	struct hj_replay *r = &x->replay;
	const char *instead;
	int64_t procedure;

	(void)ring;
	t->kind = ask->kind;
	x->offered =
	    hj_command_offered(t, x->plain->command, &procedure) == HJ_NO &&
	    hj_ruleset_body_acts(t);
	if (!x->offered)
		return;
	r->document = hj_strdup(ask->arena, s->document);
	r->county = hj_strdup(ask->arena, s->head->county);
	instead = hj_ruleset_instead(
	    s, hj_ruleset_read(ask->arena, r->document, NULL));
	if (instead != NULL)
		r->instead = hj_strdup(ask->arena, instead);
}

static void
on_looked(struct hj_ask *look)
{
	struct reporting *x = HJ_CONTAINER(struct reporting, look, look);
	int64_t seen = x->plain->if_match;
	struct hj_req *req = x->replay.req;

	hj_buf_release(&look->answer);
	if (look->outcome != HJ_DONE || !x->offered ||
	    (seen != 0 && seen != look->version)) {
		hj_road_send(req->service->road, x->plain);
		return;
	}
	x->ask = *x->plain;
	x->ask.if_match = look->version;
	hj_replay_begin(&x->replay);
	hj_req_unref(req);
}

/* The problem that the command met. */
static void
put_problem(struct hj_out *j, struct hj_req *req, const struct hj_ask *ask)
{
	struct hj_problem p = hj_problem_of_ask(ask);
	struct hj_buf b;

	hj_buf_init(&b, LAST_MOST);
	hj_problem_write(&p, req->lang, &b);
	put_raw(j, "problem", b.p, b.n);
	hj_buf_release(&b);
}

static void
on_stored(struct hj_ask *ask)
{
	struct reporting *x = HJ_CONTAINER(struct reporting, ask, ask);
	struct hj_replay *r = &x->replay;
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, LAST_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (ask->outcome == HJ_DONE) {
		put_raw(&j, "report", x->summary, strlen(x->summary));
		put_raw(&j, "answer", ask->answer.p, ask->answer.n);
	} else {
		put_problem(&j, r->req, ask);
	}
	hj_out_close(&j);
	hj_buf_putc(&b, '\n');
	(void)hj_replay_say(r, b.p, b.n);
	hj_buf_release(&b);
	hj_buf_release(&ask->answer);
	hj_replay_end(r);
}

/* It was played: now the command can be decided. */
static void
attach(struct hj_replay *r, const char *summary)
{
	struct reporting *x = HJ_CONTAINER(struct reporting, replay, r);
	struct hj_arena *a = r->req->arena;
	struct hj_replay_summary *sum = HJ_NEW(a, struct hj_replay_summary);
	struct hj_ask *ask = &x->ask;
	struct hj_error err;

	x->summary = hj_strdup(a, summary);
	/* Of another build than this one it may not fit: then it is none. */
	if (hj_bind(a, &hj_replay_summary_fields, HJ_FORM_STORED, sum, summary,
		strlen(summary), &err) == HJ_OK)
		ask->impact = hj_ruleset_impact_of(a, sum);
	ask->on_done = on_stored;
	ask->deadline_ms =
	    hj_mono_ms() + r->req->service->cfg->request_timeout_ms;
	hj_road_send(r->req->service->road, ask);
}

/* Do its members fit? */
static bool
fits(struct hj_arena *a, const struct hj_ask *ask)
{
	const struct hj_fields *fields = ask->command->fields;
	struct hj_error err;

	return hj_bind(a, fields, HJ_FORM_COMMAND, hj_alloc(a, fields->size),
		   ask->body, ask->body_n, &err) == HJ_OK;
}

void
hj_replay_for(struct hj_req *req, struct hj_ask *ask)
{
	struct reporting *x = HJ_NEW(req->arena, struct reporting);

	if (!fits(req->arena, ask)) {
		hj_road_send(req->service->road, ask);
		return;
	}
	x->plain = ask;
	x->replay.req = req;
	x->replay.on_report = attach;
	x->look = (struct hj_ask){
		.kind = ask->kind,
		.look = look,
		.stream = ask->stream,
		.actor = ask->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_looked,
	};
	hj_road_send(req->service->road, &x->look);
}
