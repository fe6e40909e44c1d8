/*
 * The rules desk: the sets that are known at a glance, one as people look at
 * it, a document looked at before anything is done with it, and a matter tried
 * day by day.  All are reads: nothing is stored.
 *
 *	GET  /api/v1/rules/shelf
 *	GET  /api/v1/rule-sets/{id}/view?year=2026
 *	POST /api/v1/rules/look    {"document": TEXT, "year": 2026}
 *	POST /api/v1/rules/try     {"set": ID or "document": TEXT,
 *	    "given": ["difficulty is ordinary"], "until": "2026-04-30",
 *	    "when": [{"on": "2026-03-02", "time": "10:30", "what":
 *"registered"}]}
 *
 * `given` and `what` are what stands behind those words in a trace
 * (lib/rules/trace.h).  `year` is the one in which the matters of the
 * certificate begin.
 */
#include "server/call.h"
#include "server/route_says.h"
#include "server/rule_try.h"
#include "server/rule_view.h"

#include <string.h>

#define ANSWER_MOST ((size_t)1024 * 1024)
#define YEAR_LEAST 2000
#define YEAR_MOST 2100

/* ---- the shelf ---- */

static bool
chosen(const struct hj_county_rules *c, const struct hj_rule_set *set)
{
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
	hj_out_put_str(j, "area", set->area);
	hj_out_put_day(j, "valid_from", set->valid_from);
	hj_out_put_day(j, "valid_to", set->valid_to);
	hj_out_put_str(j, "label",
	    hj_rule_certainty_label(hj_rule_set_certainty(set), lang));
	hj_out_put_bool(j, "on_by_default", set->on_by_default);
	hj_out_put_bool(j, "carried", hj_rule_set_carried(set));
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
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; w != NULL && i < w->rules.n; i++)
		put_on_shelf(&j, w, &w->rules.set[i], req->lang);
	hj_out_close(&j);
	hj_out_close(&j);
	hj_world_drop(w);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

/* ---- one set ---- */

static void
reply_view(struct hj_req *req, const struct hj_world_ref *w,
    const struct hj_rule_shown *shown, int64_t year)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_rule_view_put(&j, req->arena, w, shown, year, req->lang);
	hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
}

/* The year asked for, 0 if none; false if it is none, and it is answered. */
static bool
year_asked(struct hj_req *req, int64_t *ret)
{
	const char *text = hj_req_query(req, "year");
	struct hj_error err;

	*ret = 0;
	if (text == NULL ||
	    (hj_text_int(text, ret) && *ret >= YEAR_LEAST && *ret <= YEAR_MOST))
		return true;
	hj_fail(&err, HJ_ERR_INPUT, "year", "number out of range", NULL);
	hj_reply_error(req, &err);
	return false;
}

void
hj_rule_view_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	struct hj_rule_shown shown;
	int64_t year;

	if (!year_asked(req, &year))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w != NULL &&
	    hj_rule_show_known(&shown, req->arena, w, hj_req_param(req, "id")))
		reply_view(req, w, &shown, year);
	else
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
	hj_world_drop(w);
}

/* ---- a document ---- */

struct look_wish {
	const char *document;
	int64_t year;
};
/* clang-format off */
static const struct hj_field look_rows[] = {
	HJ_TEXT(look_wish, document, HJ_REQUIRED, HJ_RULE_SET_MOST, "规则集正文|a rule set written out"),
	HJ_INT(look_wish, year, 0, YEAR_LEAST, YEAR_MOST, "从哪一年开始的纠纷|year in which matters begin"),
};
/* clang-format on */
const struct hj_fields hj_look_wish_fields = HJ_FIELDS(look_wish, look_rows);

void
hj_rule_look_handler(struct hj_req *req)
{
	struct hj_world_ref *w;
	struct hj_rule_shown shown;
	struct look_wish wish;

	if (!hj_call_body(req, &hj_look_wish_fields, &wish))
		return;
	w = hj_world_hold(req->service->worlds);
	if (w != NULL) {
		hj_rule_show_text(&shown, req->arena, w, wish.document,
		    strlen(wish.document));
		reply_view(req, w, &shown, wish.year);
	} else {
		hj_reply_kind(req, HJ_PROBLEM_BUSY, NULL);
	}
	hj_world_drop(w);
}

/* ---- a matter ---- */

/* The set of the wish; HJ_ERR_INPUT with the member if there is none. */
static enum hj_err
set_of(struct hj_req *req, const struct hj_world_ref *w,
    const struct hj_trial_wish *wish, struct hj_rule_shown *shown,
    struct hj_error *err)
{
	if ((wish->document == NULL) == (wish->set == NULL)) {
		hj_fail(err, HJ_ERR_INPUT, "set",
		    "either a set or a document, not both", NULL);
	} else if (wish->set != NULL) {
		if (hj_rule_show_known(shown, req->arena, w, wish->set))
			return HJ_OK;
		hj_fail(err, HJ_ERR_INPUT, "set", "no such rule set", NULL);
	} else {
		hj_rule_show_text(shown, req->arena, w, wish->document,
		    strlen(wish->document));
		if (shown->faults.n == 0)
			return HJ_OK;
		hj_fail(err, HJ_ERR_INPUT, "document",
		    "this rule set has faults", NULL);
	}
	return HJ_ERR_INPUT;
}

static void
try_on(struct hj_req *req, const struct hj_world_ref *w,
    const struct hj_trial_wish *wish)
{
	struct hj_rule_shown shown;
	struct hj_error err;
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	if (set_of(req, w, wish, &shown, &err) == HJ_OK &&
	    hj_rule_try(&j, req->arena, w, &shown.set, wish, req->lang, &err) ==
		HJ_OK) {
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
