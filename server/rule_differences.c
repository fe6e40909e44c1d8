/*
 * GET /api/v1/rule-sets/{id}/differences: what a rule set says otherwise than
 * the one it comes from, or than the one that ?from= names.
 *
 *	{"digest": ..., "from": ID, "to": ID, "changed": 1, "added": 0,
 *	 "removed": 0, "items": [{"at": "/ladder/0/attempts", "how": "changed",
 *	 "where": "层级 · 村(社区)调解 · 次数", "was": 3, "is": 2}]}
 *
 * The digest is what a second person's signature holds, if it is against the
 * set that it comes from: of these differences and, once there is a report, of
 * what it found (`impact`).
 */
#include "server/rule_answer.h"

#include "lib/rules/spot.h"
#include "server/http/json_out.h"
#include "server/rules.h"

#include <string.h>

static void
put_value(struct hj_out *j, const char *name, const char *json)
{
	if (json == NULL)
		return;
	hj_out_key(j, name);
	hj_out_raw(j, json, strlen(json));
}

static void
put_difference(struct hj_out *j, const struct hj_rule_difference *d,
    const struct hj_rule_set *from, const struct hj_rule_set *to,
    enum hj_lang lang)
{
	const struct hj_word *how = &hj_difference_how_words.word[d->how];
	struct hj_buf where;

	hj_buf_init(&where, 4096);
	hj_rule_spot_say(
	    &where, d->how == HJ_DF_REMOVED ? from : to, d->at, lang);
	hj_out_open(j);
	hj_out_put_str(j, "at", d->at);
	hj_out_put_str(j, "how", how->name);
	hj_out_put_str(j, "how_label", lang == HJ_LANG_EN ? how->en : how->zh);
	hj_out_put_str(j, "where", hj_buf_text(&where));
	put_value(j, "was", d->was);
	put_value(j, "is", d->is);
	hj_out_close(j);
	hj_buf_release(&where);
}

static void
put_impact(struct hj_out *j, const struct hj_ruleset_impact *impact)
{
	struct hj_buf b;

	hj_buf_init(&b, HJ_RULE_TEXT_MOST);
	hj_emit(&b, &hj_ruleset_impact_fields, impact);
	hj_out_key(j, "impact");
	hj_out_raw(j, b.p, b.n);
	hj_buf_release(&b);
}

/* The set to compare with; NULL: nothing was there before. */
static const struct hj_rule_set *
older(struct hj_req *req, const struct hj_rule_about *x)
{
	const char *from = hj_req_query(req, "from");
	const struct hj_ruleset_head *head =
	    x->draft == NULL ? NULL : x->draft->head;

	if (from != NULL)
		return hj_rule_set_find(x->world->rules, from);
	if (head != NULL && head->base != NULL)
		return hj_ruleset_read(req->arena, head->base, head->origin);
	return NULL;
}

static void
say(struct hj_req *req, const struct hj_rule_about *x, struct hj_buf *b)
{
	const struct hj_rule_set *from = older(req, x);
	struct hj_rule_page page = hj_rule_differ(req->arena, from, x->set);
	struct hj_ruleset_impact *impact =
	    x->draft == NULL ? NULL : x->draft->impact;
	struct hj_out j;

	hj_out_init(&j, b);
	hj_out_open(&j);
	hj_out_put_str(&j, "digest",
	    hj_ruleset_page_digest(req->arena, x->world, &page, impact));
	hj_out_put_some(&j, "from", page.from);
	hj_out_put_some(&j, "to", page.to);
	hj_out_put_int(&j, "changed", page.changed);
	hj_out_put_int(&j, "added", page.added);
	hj_out_put_int(&j, "removed", page.removed);
	if (impact != NULL)
		put_impact(&j, impact);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; i < page.n_differences; i++)
		put_difference(
		    &j, &page.differences[i], from, x->set, req->lang);
	hj_out_close(&j);
	hj_out_close(&j);
}

void
hj_rule_differences_handler(struct hj_req *req)
{
	const char *from = hj_req_query(req, "from");
	struct hj_world_ref *w = hj_world_hold(req->service->worlds);
	bool known = from == NULL ||
		     (w != NULL && hj_rule_set_find(&w->rules, from) != NULL);

	hj_world_drop(w);
	if (known)
		hj_rule_answer(req, say);
	else
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
}
