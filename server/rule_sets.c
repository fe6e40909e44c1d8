/*
 * What the service says of rule sets: those it knows, and how one is written.
 * They are public.
 */
#include "server/service.h"

#include "server/http/json_out.h"
#include "server/rule_view.h"
#include "server/rules.h"

/* The rule sets that are known, whole: they are public. */
void
hj_rule_sets_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_buf b, set;
	struct hj_out j;

	hj_buf_init(&b, (size_t)1 << 20);
	hj_buf_init(&set, HJ_RULE_SET_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; w != NULL && i < w->rules.n; i++) {
		hj_out_open(&j);
		hj_out_put_str(&j, "id", w->rules.set[i].id);
		hj_buf_clear(&set);
		hj_rule_set_emit(&set, &w->rules.set[i]);
		hj_out_key(&j, "set");
		hj_out_raw(&j, set.p, set.n);
		hj_out_close(&j);
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&set);
	hj_buf_release(&b);
}

/* The JSON Schema of a rule set, as `hejie rules schema` prints it. */
void
hj_rule_schema_handler(struct hj_req *req)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_SCHEMA_MOST);
	hj_rule_schema(&b);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

/* A rule set in sentences, each with what it rests on. */
void
hj_rule_sentences_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	const struct hj_rule_set *set =
	    w == NULL ? NULL
		      : hj_rule_set_find(&w->rules, hj_req_param(req, "id"));
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_out_init(&j, &b);
	if (set == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	} else {
		hj_out_open(&j);
		hj_out_put_str(&j, "id", set->id);
		hj_out_put_str(&j, "name", set->name);
		hj_rule_sentences_put(
		    &j, "items", req->arena, set, &w->directory, req->lang);
		hj_out_close(&j);
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	}
	hj_buf_release(&b);
	hj_world_drop(w);
}
