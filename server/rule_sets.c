/*
 * What the service says of rule sets: those it knows, and how one is written.
 * They are public.
 */
#include "server/rule_answer.h"

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
	hj_out_open_list(&j);
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
static void
say_sentences(
    struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	struct hj_out j;

	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", x->set->id);
	hj_out_put_str(&j, "name", x->set->name);
	hj_rule_sentences_put(
	    &j, "items", req->arena, x->set, x->world->directory, req->lang);
	hj_out_close(&j);
}

void
hj_rule_sentences_handler(struct hj_req *req)
{
	hj_rule_answer(req, say_sentences);
}

/* What is wrong with it, each fault with its place. */
static void
say_faults(struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	const struct hj_rule_known known = hj_ruleset_known(x->world);
	const struct hj_rule_faults faults =
	    hj_rule_set_check(req->arena, x->set, &known);
	struct hj_out j;

	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", x->set->id);
	hj_out_key(&j, "items");
	hj_rule_faults_put(&j, &faults, req->lang);
	hj_out_close(&j);
}

void
hj_rule_faults_handler(struct hj_req *req)
{
	hj_rule_answer(req, say_faults);
}

static void
put_raw(struct hj_out *j, const char *name, const struct hj_fields *fields,
    const void *value)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_emit(&b, fields, value);
	hj_out_key(j, name);
	hj_out_raw(j, b.p, b.n);
	hj_buf_release(&b);
}

/* That every matter on it comes to an end, and when at the latest. */
static void
say_certificate(
    struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	const struct hj_certificate *c =
	    hj_ruleset_certificate(req->arena, x->world, x->set);
	struct hj_out j;

	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "digest",
	    hj_ruleset_digest(req->arena, x->world, &hj_certificate_fields, c));
	put_raw(&j, "certificate", &hj_certificate_fields, c);
	hj_out_key(&j, "said");
	hj_certificate_put(&j, c, x->set, req->lang);
	hj_out_close(&j);
}

void
hj_rule_certificate_handler(struct hj_req *req)
{
	hj_rule_answer(req, say_certificate);
}

/* How far a stream has come, without its documents. */
static void
put_draft(struct hj_out *j, const struct hj_ruleset *draft, enum hj_lang lang)
{
	const struct hj_word *stage =
	    &hj_ruleset_stage_words.word[draft->stage];
	struct hj_ruleset_head head = *draft->head;
	struct hj_ruleset state = *draft;

	head.base = NULL;
	state.head = &head;
	state.document = NULL;
	hj_out_put_str(j, "stream", draft->id);
	hj_out_put_int(j, "version", draft->version);
	hj_out_put_str(j, "stage", stage->name);
	hj_out_put_str(
	    j, "stage_label", lang == HJ_LANG_EN ? stage->en : stage->zh);
	put_raw(j, "state", hj_ruleset_kind.state, &state);
}

static void
say_set(struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	struct hj_out j;

	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "id", x->set->id);
	if (x->draft != NULL)
		put_draft(&j, x->draft, req->lang);
	hj_out_put_bool(&j, "published", x->set->published);
	put_raw(&j, "set", &hj_rule_set_fields, x->set);
	hj_out_close(&j);
}

void
hj_rule_set_handler(struct hj_req *req)
{
	hj_rule_answer(req, say_set);
}
