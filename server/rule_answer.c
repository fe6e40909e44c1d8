/* Answers about one rule set; see rule_answer.h. */
#include "server/rule_answer.h"

#include "server/rules.h"

struct look {
	struct hj_req *req; /* held until on_looked */
	struct hj_ask ask;
	hj_rule_say_fn *say;
};

/* The stream was loaded: its document is a set like any other. */
static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct look *l = HJ_CONTAINER(struct look, ask, ask);
	const struct hj_ruleset *draft = t->state;
	const struct hj_rule_about about = {
		.world = t->world,
		.set =
		    hj_ruleset_read(ask->arena, draft->document, draft->digest),
		.draft = draft,
	};

	(void)ring;
	hj_buf_release(&ask->answer);
	hj_buf_init(&ask->answer, HJ_RULE_TEXT_MOST);
	if (about.set == NULL)
		hj_fail(&ask->err, HJ_ERR_UNKNOWN, "",
		    "the timeline cannot be folded", NULL);
	else
		l->say(l->req, &about, &ask->answer);
}

static void
on_looked(struct hj_ask *ask)
{
	struct look *l = HJ_CONTAINER(struct look, ask, ask);

	if (ask->outcome == HJ_DONE && ask->err.code == HJ_OK) {
		hj_put_version(l->req, ask->version);
		hj_reply_buf(l->req, 200, HJ_TYPE_JSON, &ask->answer);
	} else {
		hj_reply_error(l->req, &ask->err);
	}
	hj_buf_release(&ask->answer);
	hj_req_unref(l->req);
}

static void
look_at_stream(struct hj_req *req, const char *id, hj_rule_say_fn *say)
{
	struct look *l = HJ_NEW(req->arena, struct look);

	l->req = hj_req_ref(req);
	l->say = say;
	l->ask = (struct hj_ask){
		.kind = &hj_ruleset_kind,
		.look = look,
		.stream = id,
		.actor = *req->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_looked,
	};
	hj_road_send(req->service->road, &l->ask);
}

void
hj_rule_answer(struct hj_req *req, hj_rule_say_fn *say)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	const char *id = hj_req_param(req, "id");
	unsigned char bytes[16];
	struct hj_rule_about about = { 0 };
	struct hj_buf b;

	if (w != NULL) {
		about.world = &w->world;
		about.set = hj_rule_set_find(&w->rules, id);
	}
	if (about.set != NULL) {
		hj_buf_init(&b, HJ_RULE_TEXT_MOST);
		say(req, &about, &b);
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
		hj_buf_release(&b);
	} else if (hj_id_bytes(bytes, id)) {
		look_at_stream(req, id, say);
	} else {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	}
	hj_world_drop(w);
}
