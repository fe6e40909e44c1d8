/*
 * What bodies owe by the calendar, and the figures they are measured by, as the
 * rule sets in force in their county say.
 *
 *	GET /api/v1/organisations/{id}/duties
 *	GET /api/v1/figures/rates?from=DAY&to=DAY
 *
 * A rate is of the disputes that the asker's body sees: how many entries of the
 * one sort there are for those of the other.  Entries that were taken back are
 * counted: they stand on the timeline.
 */
#include "lib/commands/people/body_duty.h"

#include "lib/rules/sentence.h"
#include "server/ask.h"
#include "server/base/now.h"
#include "server/call.h"
#include "server/commands.h"
#include "server/http/json_out.h"
#include "server/statements.h"

#include <string.h>

#define ANSWER_MOST ((size_t)256 * 1024)

/* What both say of a rule of `set`: where it stands, and how sure it is. */
static void
put_rule(struct hj_out *j, const struct hj_rule_set *set, const char *name,
    const char *label, const char *article, int certainty, enum hj_lang lang)
{
	hj_out_put_str(j, "name", name);
	hj_out_put_str(j, "label", label);
	hj_out_put_str(j, "set", set->id);
	hj_out_put_str(j, "rules", set->name);
	hj_out_put_str(
	    j, "set_title", lang == HJ_LANG_EN ? set->title_en : set->title_zh);
	hj_out_put_some(j, "article", article);
	hj_out_put_str(
	    j, "certainty", hj_rule_certainty_label(certainty, lang));
}

/* ---- duties ---- */

struct duties {
	struct hj_req *req; /* held until on_looked */
	struct hj_ask ask;
};

static void
put_duty(struct hj_out *j, const struct hj_owed_duty *d, enum hj_lang lang)
{
	const struct hj_word *state = &hj_duty_state_words.word[d->state];
	const struct hj_rule_task *t = d->task;

	hj_out_open(j);
	put_rule(j, d->set, t->name, lang == HJ_LANG_EN ? t->en : t->zh,
	    t->article, t->certainty, lang);
	hj_out_put_some(j, "does", hj_word_name(&hj_task_does_words, t->does));
	hj_out_put_str(j, "state", state->name);
	hj_out_put_str(
	    j, "state_label", lang == HJ_LANG_EN ? state->en : state->zh);
	if (t->every > 0) {
		hj_out_put_int(j, "every", t->every);
		hj_out_put_str(
		    j, "unit", hj_word_name(&hj_unit_words, t->every_unit));
	}
	if (d->from != 0)
		hj_out_put_day(j, "from", d->from);
	if (d->due != 0)
		hj_out_put_day(j, "due_on", d->due);
	if (d->last != NULL)
		hj_out_put_day(j, "last_on", d->last->on);
	if (d->last != NULL && d->last->n > 0)
		hj_out_put_int(j, "n", d->last->n);
	hj_out_close(j);
}

/* The organisation was loaded. */
static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	struct duties *s = HJ_CONTAINER(struct duties, ask, ask);
	size_t n;
	const struct hj_owed_duty *d = hj_body_duties(t, t->state, &n);
	struct hj_out j;

	(void)ring;
	hj_buf_release(&ask->answer);
	hj_buf_init(&ask->answer, ANSWER_MOST);
	hj_out_init(&j, &ask->answer);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; i < n; i++)
		put_duty(&j, &d[i], s->req->lang);
	hj_out_close(&j);
	hj_out_close(&j);
}

static void
on_looked(struct hj_ask *ask)
{
	struct duties *s = HJ_CONTAINER(struct duties, ask, ask);

	if (ask->outcome == HJ_DONE && ask->err.code == HJ_OK)
		hj_reply_buf(s->req, 200, HJ_TYPE_JSON, &ask->answer);
	else
		hj_reply_error(s->req, &ask->err);
	hj_buf_release(&ask->answer);
	hj_req_unref(s->req);
}

void
hj_body_duties_handler(struct hj_req *req)
{
	const char *id = hj_req_param(req, "id");
	unsigned char bytes[16];
	struct duties *s;

	if (strlen(id) != 2 * sizeof(bytes) ||
	    !hj_unhex(bytes, id, sizeof(bytes))) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	s = HJ_NEW(req->arena, struct duties);
	s->req = hj_req_ref(req);
	s->ask = (struct hj_ask){
		.kind = &hj_organisation_kind,
		.look = look,
		.stream = id,
		.actor = *req->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.on_done = on_looked,
	};
	hj_road_send(req->service->road, &s->ask);
}

/* ---- rates ---- */

static const enum hj_pg_type count_types[] = { HJ_PG_TEXTS, HJ_PG_TIMESTAMPTZ,
	HJ_PG_TIMESTAMPTZ };
const struct hj_stmt hj_stmt_count_entries = {
	.name = "count_entries",
	.sql = "SELECT e.kind, count(*)"
	       "  FROM hejie.head h"
	       "  JOIN hejie.event e ON e.stream = h.stream"
	       " WHERE h.kind = 'dispute' AND e.kind = ANY ($1)"
	       "   AND e.at >= $2 AND e.at < $3"
	       " GROUP BY 1",
	.n_params = 3,
	.types = count_types,
	.slow = true,
};

struct rates {
	struct hj_call call;
	struct hj_world_ref *world;
	const struct hj_org *org;
	int32_t from, to;
	const char **kind; /* of entries that some rate counts */
	size_t n_kind;
	int64_t *count; /* of each */
};

static bool
in_force(const struct rates *s, const struct hj_rule_set *set)
{
	const struct hj_turn t = { .world = &s->world->world,
		.now = hj_now_ms() };

	return set->n_rates > 0 && s->org != NULL &&
	       hj_set_in_force(&t, set, s->org->county);
}

/* Is the body of the asker measured by it? */
static bool
measures(const struct rates *s, const struct hj_rule_rate *r)
{
	return r->n_who == 0 ||
	       hj_name_in(r->who, r->n_who, s->org->kind->name);
}

static void
add_kinds(struct rates *s, const struct hj_name *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < s->n_kind && strcmp(s->kind[k], list[i].text) != 0)
			k++;
		if (k == s->n_kind)
			*HJ_PUSH(s->call.req->arena, s->kind, s->n_kind) =
			    list[i].text;
	}
}

static int64_t
sum_of(const struct rates *s, const struct hj_name *list, size_t n)
{
	int64_t sum = 0;

	for (size_t k = 0; k < s->n_kind; k++)
		if (hj_name_in(list, n, s->kind[k]))
			sum += s->count[k];
	return sum;
}

static void
put_rate(struct hj_out *j, const struct rates *s, const struct hj_rule_set *set,
    const struct hj_rule_rate *r)
{
	enum hj_lang lang = s->call.req->lang;
	int64_t part = sum_of(s, r->part, r->n_part);
	int64_t whole = sum_of(s, r->whole, r->n_whole);

	hj_out_open(j);
	put_rule(j, set, r->name, lang == HJ_LANG_EN ? r->en : r->zh,
	    r->article, r->certainty, lang);
	hj_out_put_int(j, "part", part);
	hj_out_put_int(j, "whole", whole);
	if (whole > 0)
		hj_out_put_int(j, "percent", part * 100 / whole);
	if (r->percent > 0) {
		hj_out_put_int(j, "at_least", r->percent);
		if (whole > 0)
			hj_out_put_bool(
			    j, "reached", part * 100 >= whole * r->percent);
	}
	hj_out_close(j);
}

static void
answer(struct rates *s)
{
	const struct hj_rules *rules = &s->world->rules;
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ANSWER_MOST);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_key(&j, "items");
	hj_out_open_array(&j);
	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0;
		     in_force(s, &rules->set[i]) && k < rules->set[i].n_rates;
		     k++)
			if (measures(s, &rules->set[i].rates[k]))
				put_rate(&j, s, &rules->set[i],
				    &rules->set[i].rates[k]);
	hj_out_close(&j);
	hj_out_close(&j);
	hj_reply_buf(s->call.req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_world_drop(s->world);
	hj_call_end(&s->call);
}

static void
on_counted(struct hj_query *q)
{
	struct rates *s = HJ_CONTAINER(struct rates, call.query, q);
	PGresult *result = s->call.step.result;

	if (hj_call_failed(&s->call)) {
		hj_world_drop(s->world);
		return;
	}
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);
		const char *kind =
		    hj_row_text(&row, 0, s->call.req->arena, NULL);

		for (size_t k = 0; k < s->n_kind; k++)
			if (strcmp(s->kind[k], kind) == 0)
				s->count[k] = hj_row_int(&row, 1);
	}
	answer(s);
}

/* The day that the query names; false: it is none, and that is answered. */
static bool
read_day(struct hj_req *req, const char *name, int32_t usual, int32_t *ret)
{
	const char *text = hj_req_query(req, name);
	struct hj_date day = { usual };
	struct hj_error err;

	if (text == NULL || hj_date_parse(text, &day)) {
		*ret = day.ymd;
		return true;
	}
	hj_fail(
	    &err, HJ_ERR_INPUT, name, "expected a date as 2026-01-31", NULL);
	hj_reply_error(req, &err);
	return false;
}

void
hj_body_rates_handler(struct hj_req *req)
{
	struct rates *s = HJ_NEW(req->arena, struct rates);
	const struct hj_rules *rules;
	struct hj_params *p;

	if (!read_day(req, "from", 19490101, &s->from) ||
	    !read_day(req, "to", hj_legal_day(hj_now_ms()).ymd, &s->to))
		return;
	hj_call_begin(&s->call, req);
	s->world = hj_world_hold(req->service->worlds);
	s->org = hj_org_find(&s->world->directory, req->actor->org);
	rules = &s->world->rules;
	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0;
		     in_force(s, &rules->set[i]) && k < rules->set[i].n_rates;
		     k++) {
			const struct hj_rule_rate *r = &rules->set[i].rates[k];

			add_kinds(s, r->part, r->n_part);
			add_kinds(s, r->whole, r->n_whole);
		}
	s->count = hj_alloc(req->arena, (s->n_kind + 1) * sizeof(*s->count));
	if (s->n_kind == 0) {
		answer(s);
		return;
	}
	p = hj_call_params(&s->call);
	hj_param_texts(p, s->kind, s->n_kind);
	hj_param_ms(p, hj_legal_day_first((struct hj_date){ s->from }));
	hj_param_ms(p, hj_legal_day_last((struct hj_date){ s->to }) + 1);
	hj_call_read_as_asker(&s->call, &hj_stmt_count_entries, on_counted);
}
