/*
 * The rules desk: the sets that are known at a glance, one as people look at
 * it, a document looked at before anything is done with it, and a matter tried
 * day by day.  All are reads: nothing is stored.
 *
 *	GET  /api/v1/rules/shelf
 *	GET  /api/v1/rule-sets/{id}/view
 *	POST /api/v1/rules/look    {"document": TEXT}
 *	POST /api/v1/rules/try     {"set": ID or "document": TEXT,
 *	    "given": ["difficulty is ordinary"], "until": "2026-04-30",
 *	    "when": [{"on": "2026-03-02", "time": "10:30", "what":
 *"registered"}]}
 *
 * `given` and `what` are what stands behind those words in a trace
 * (lib/rules/trace.h).
 */
#include "server/call.h"
#include "server/route_says.h"
#include "server/rule_answer.h"
#include "server/rule_try.h"
#include "server/rule_view.h"

#include <string.h>

#define ANSWER_MOST ((size_t)1024 * 1024)

/* ---- the shelf ---- */

/* Does the county have it: chosen by name, or published by itself? */
static bool
chosen(const struct hj_county_rules *c, const struct hj_rule_set *set)
{
	for (size_t i = 0; i < c->n_enacted; i++)
		if (strcmp(c->enacted[i].set, set->id) == 0)
			return true;
	return (c->ladder != NULL && strcmp(c->ladder, set->name) == 0) ||
	       hj_name_in(c->sets, c->n_sets, set->name);
}

static void
put_counties(struct hj_out *j, const struct hj_world_ref *w,
    const struct hj_rule_set *set)
{
	hj_out_key(j, "counties");
	hj_out_open_array(j);
	for (size_t i = 0; i < w->world.n_county; i++)
		if (chosen(&w->world.county[i], set))
			hj_out_str(j, w->world.county[i].county);
	hj_out_close(j);
}

static void
put_on_shelf(struct hj_out *j, const struct hj_world_ref *w,
    const struct hj_rule_set *set, enum hj_lang lang)
{
	size_t steps = set->n_ladder;

	for (size_t i = 0; i < set->n_ladders; i++)
		steps += set->ladders[i].n_steps;
	hj_out_open(j);
	hj_out_put_str(j, "id", set->id);
	hj_out_put_str(j, "name", set->name);
	hj_out_put_str(
	    j, "title", lang == HJ_LANG_ZH ? set->title_zh : set->title_en);
	hj_out_put_str(j, "place", hj_rule_set_place(set));
	hj_out_put_str(j, "area", set->area);
	hj_out_put_day(j, "valid_from", set->valid_from);
	hj_out_put_day(j, "valid_to", set->valid_to);
	hj_out_put_str(j, "label",
	    hj_rule_certainty_label(hj_rule_set_certainty(set), lang));
	hj_out_put_bool(j, "on_by_default", set->on_by_default);
	hj_out_put_int(j, "steps", (int64_t)steps);
	hj_out_put_int(j, "clocks", (int64_t)set->n_clocks);
	put_counties(j, w, set);
	hj_out_close(j);
}

void
hj_rule_shelf_handler(struct hj_req *req)
{
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open_list(&j);
	for (size_t i = 0; w != NULL && i < w->rules.n; i++)
		put_on_shelf(&j, w, &w->rules.set[i], req->lang);
	hj_out_close(&j);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

/* ---- one set, or a document ---- */

static void
say_view(struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	const struct hj_rule_known known = hj_ruleset_known(x->world);
	const struct hj_rule_faults faults =
	    hj_rule_set_check(req->arena, x->set, &known);
	struct hj_out j;

	hj_out_init(&j, b);
	hj_rule_view_put(&j, req->arena, x->world, x->set, &faults, req->lang);
}

void
hj_rule_view_handler(struct hj_req *req)
{
	hj_rule_answer(req, say_view);
}

struct look_wish {
	const char *document;
};
/* clang-format off */
static const struct hj_field look_rows[] = {
	HJ_TEXT(look_wish, document, HJ_REQUIRED, HJ_RULE_SET_MOST, "规则集正文|a rule set written out"),
};
/* clang-format on */
const struct hj_fields hj_look_wish_fields = HJ_FIELDS(look_wish, look_rows);

/* What is wrong with `text`; `set` is what it says if its form is right. */
static struct hj_rule_faults
read_text(struct hj_req *req, const struct hj_world *world, const char *text,
    struct hj_rule_set **set)
{
	const struct hj_rule_known known = hj_ruleset_known(world);
	size_t n = strlen(text);

	*set = hj_ruleset_read(req->arena, text, NULL);
	return hj_rule_check(req->arena, text, n, &known);
}

void
hj_rule_look_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	struct hj_rule_faults faults;
	struct hj_rule_set *set;
	struct look_wish wish;
	struct hj_buf b;
	struct hj_out j;

	if (!hj_call_body(req, &hj_look_wish_fields, &wish))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w == NULL) {
		hj_reply_kind(req, HJ_PROBLEM_BUSY, NULL);
		return;
	}
	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	faults = read_text(req, &w->world, wish.document, &set);
	hj_rule_view_put(&j, req->arena, &w->world, set, &faults, req->lang);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_world_drop(w);
}

/* ---- a matter ---- */

/* The set of the wish; NULL with the member if there is none. */
static const struct hj_rule_set *
set_of(struct hj_req *req, const struct hj_world *world,
    const struct hj_trial_wish *wish, struct hj_error *err)
{
	const struct hj_rule_set *known;
	struct hj_rule_set *set;

	if ((wish->document == NULL) == (wish->set == NULL)) {
		hj_fail(err, HJ_ERR_INPUT, "set",
		    "either a set or a document, not both", NULL);
		return NULL;
	}
	if (wish->set != NULL) {
		known = hj_rule_set_find(world->rules, wish->set);
		if (known == NULL)
			hj_fail(
			    err, HJ_ERR_INPUT, "set", "no such rule set", NULL);
		return known;
	}
	if (read_text(req, world, wish->document, &set).n == 0)
		return set;
	hj_fail(
	    err, HJ_ERR_INPUT, "document", "this rule set has faults", NULL);
	return NULL;
}

static void
try_on(struct hj_req *req, const struct hj_world_ref *w,
    const struct hj_trial_wish *wish)
{
	struct hj_error err;
	const struct hj_rule_set *set = set_of(req, &w->world, wish, &err);
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (set != NULL && hj_rule_try(&j, req->arena, w, set, wish, req->lang,
			       &err) == HJ_OK) {
		hj_out_close(&j);
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	} else {
		hj_reply_error(req, &err);
	}
	hj_buf_release(&b);
}

void
hj_rule_try_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	struct hj_trial_wish wish;

	if (!hj_call_body(req, &hj_trial_wish_fields, &wish))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w != NULL)
		try_on(req, w, &wish);
	else
		hj_reply_kind(req, HJ_PROBLEM_BUSY, NULL);
	hj_world_drop(w);
}
