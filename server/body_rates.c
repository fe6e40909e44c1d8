/*
 * The figures that bodies are measured by, as the rule sets in force in their
 * county say: how many entries of the one sort there are for those of the
 * other, or whether each body has so many of them (配额).
 *
 *	GET /api/v1/figures/rates?from=DAY&to=DAY
 *
 * They are of the disputes that the asker's body sees, in all, by the month in
 * which they were recorded, and by body: itself, and for a supervisor those
 * below, each with the disputes that it has or had a procedure of.  Entries
 *that were taken back are counted: they stand on the timeline.
 *queries/entries.sql lists them.
 */
#include "server/body_duties.h"

#include "lib/commands/turn.h"
#include "server/call.h"
#include "server/statements.h"

#include <string.h>

#define ANSWER_MOST ((size_t)16 * 1024 * 1024)
#define FROM_EVER 19490101
#define TO_EVER 99991231

static const enum hj_pg_type count_types[] = { HJ_PG_TEXTS, HJ_PG_TIMESTAMPTZ,
	HJ_PG_TIMESTAMPTZ };
const struct hj_stmt hj_stmt_count_entries = {
	.name = "count_entries",
	.sql = "WITH found AS MATERIALIZED ("
	       "  SELECT e.stream, e.kind,"
	       "         to_char(e.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')"
	       "             AS month"
	       "    FROM hejie.head h"
	       "    JOIN hejie.event e ON e.stream = h.stream"
	       "   WHERE h.kind = 'dispute' AND h.last_at >= $2"
	       "     AND e.kind = ANY ($1)"
	       "     AND e.at >= $2 AND e.at < $3"
	       "     AND EXISTS (SELECT FROM hejie.access a"
	       "                  WHERE a.stream = h.stream AND a.until IS NULL"
	       "                    AND a.capacity <> 'offered'))"
	       " SELECT f.kind, f.month, NULL AS body, count(*)"
	       "   FROM found f GROUP BY 1, 2"
	       " UNION ALL"
	       " SELECT f.kind, NULL, replace(p.body::text, '-', ''), count(*)"
	       "   FROM found f CROSS JOIN LATERAL ("
	       "        SELECT DISTINCT p.body FROM hejie.procedure p"
	       "         WHERE p.stream = f.stream) p"
	       "  GROUP BY 1, 3"
	       "  ORDER BY 2",
	.n_params = 3,
	.types = count_types,
	.slow = true,
};

const struct hj_stmt hj_stmt_moment = {
	.name = "moment",
	.sql = "SELECT hejie.moment()",
	.slow = true,
};

/* So many entries of a kind, in a month or with a body; else NULL. */
struct count {
	const char *kind;
	const char *month; /* "2026-03" */
	const char *body;
	int64_t n;
};

struct rates {
	struct hj_call call;
	struct hj_world_ref *world;
	int32_t from, to;
	int64_t now;
	const struct hj_org **orgs; /* whose disputes the asker sees */
	size_t n_orgs;
	const char *county; /* NULL: the asker has no body */
	const char **kind;  /* of entries that some rate counts */
	size_t n_kind;
	struct count *count; /* months first, rising */
	size_t n_count;
};

static bool
in_force(const struct rates *s, const struct hj_rule_set *set)
{
	const struct hj_turn t = { .world = &s->world->world, .now = s->now };

	return set->n_rates > 0 && s->county != NULL &&
	       hj_set_in_force(&t, set, s->county);
}

static bool
measures(const struct hj_rule_rate *r, const struct hj_org *o)
{
	return r->n_who == 0 || hj_name_in(r->who, r->n_who, o->kind->name);
}

/* Is one of those measured by it? */
static bool
concerns(const struct rates *s, const struct hj_rule_rate *r)
{
	for (size_t i = 0; i < s->n_orgs; i++)
		if (measures(r, s->orgs[i]))
			return true;
	return false;
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

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Those of `list` in `month`, or with `body`; in all months if both are NULL.
 */
static int64_t
sum_of(const struct rates *s, const struct hj_name *list, size_t n,
    const char *month, const char *body)
{
	int64_t sum = 0;

	for (size_t i = 0; i < s->n_count; i++) {
		const struct count *c = &s->count[i];
		bool asked = body != NULL    ? same(c->body, body)
			     : month != NULL ? same(c->month, month)
					     : c->month != NULL;

		if (asked && hj_name_in(list, n, c->kind))
			sum += c->n;
	}
	return sum;
}

/* How many whole periods of `r` lie in the days asked for. */
static int64_t
periods_in(const struct rates *s, const struct hj_rule_rate *r)
{
	const struct hj_date from = { s->from }, to = { s->to };
	int64_t days = hj_date_days_between(from, to) + 1, n;
	int64_t months = r->every * hj_unit_months(r->every_unit);

	if (days <= 0 || r->every == 0)
		return 0;
	if (months == 0)
		return r->every_unit == HJ_UNIT_DAYS ? days / r->every : 0;
	/* At least so many, and no more than go by. */
	n = days / (31 * months);
	for (;;) {
		struct hj_date next =
		    hj_date_add_months(from, (n + 1) * months);

		if (next.ymd == 0 || hj_date_days_between(from, next) > days)
			return n;
		n++;
	}
}

/* How many a body should have; 0: no days were asked for, or too few. */
static int64_t
asked_of(const struct rates *s, const struct hj_rule_rate *r)
{
	return s->from == FROM_EVER || s->to == TO_EVER
		   ? 0
		   : periods_in(s, r) * r->quota;
}

static void
put_quota(struct hj_out *j, const struct rates *s, const struct hj_rule_rate *r,
    int64_t part, const char *body)
{
	int64_t due = body == NULL ? 0 : asked_of(s, r);

	if (due == 0)
		return;
	hj_out_put_int(j, "due", due);
	hj_out_put_bool(j, "reached", part >= due);
}

static void
put_share(struct hj_out *j, const struct rates *s, const struct hj_rule_rate *r,
    const char *month, const char *body)
{
	int64_t part = sum_of(s, r->part, r->n_part, month, body);
	int64_t whole = sum_of(s, r->whole, r->n_whole, month, body);

	hj_out_put_int(j, "part", part);
	if (r->quota > 0) {
		put_quota(j, s, r, part, body);
		return;
	}
	hj_out_put_int(j, "whole", whole);
	if (whole > 0)
		hj_out_put_int(j, "percent", part * 100 / whole);
	if (whole > 0 && r->percent > 0)
		hj_out_put_bool(j, "reached", part * 100 >= whole * r->percent);
}

static void
put_months(
    struct hj_out *j, const struct rates *s, const struct hj_rule_rate *r)
{
	const char *last = NULL;

	hj_out_key(j, "months");
	hj_out_open_array(j);
	for (size_t i = 0; i < s->n_count && s->count[i].month != NULL; i++) {
		if (same(s->count[i].month, last))
			continue;
		last = s->count[i].month;
		hj_out_open(j);
		hj_out_put_str(j, "month", last);
		put_share(j, s, r, last, NULL);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_bodies(
    struct hj_out *j, const struct rates *s, const struct hj_rule_rate *r)
{
	hj_out_key(j, "bodies");
	hj_out_open_array(j);
	for (size_t i = 0; i < s->n_orgs; i++) {
		const struct hj_org *o = s->orgs[i];

		if (!measures(r, o))
			continue;
		hj_out_open(j);
		hj_out_put_str(j, "organisation", o->id);
		hj_out_put_str(j, "organisation_name", o->name);
		put_share(j, s, r, NULL, o->id);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_rate(struct hj_out *j, const struct rates *s, const struct hj_rule_set *set,
    const struct hj_rule_rate *r)
{
	enum hj_lang lang = s->call.req->lang;

	hj_out_open(j);
	hj_put_body_rule(j, set, r->name, lang == HJ_LANG_EN ? r->en : r->zh,
	    r->article, r->certainty, lang);
	hj_out_put_texts(j, "part_kinds", r->part, r->n_part);
	hj_out_put_texts(j, "whole_kinds", r->whole, r->n_whole);
	if (r->percent > 0)
		hj_out_put_int(j, "at_least", r->percent);
	if (r->quota > 0) {
		hj_out_put_int(j, "quota", r->quota);
		hj_out_put_int(j, "every", r->every);
		hj_out_put_str(
		    j, "unit", hj_word_name(&hj_unit_words, r->every_unit));
	}
	put_share(j, s, r, NULL, NULL);
	put_months(j, s, r);
	put_bodies(j, s, r);
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
	hj_out_open_list(&j);
	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0;
		     in_force(s, &rules->set[i]) && k < rules->set[i].n_rates;
		     k++)
			if (concerns(s, &rules->set[i].rates[k]))
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
	struct hj_world_ref *world = s->world;
	struct hj_arena *a = s->call.req->arena;
	PGresult *result = s->call.step.result;

	if (hj_call_failed(&s->call)) {
		hj_world_drop(world);
		return;
	}
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		*HJ_PUSH(a, s->count, s->n_count) = (struct count){
			.kind = hj_row_text(&row, 0, a, NULL),
			.month = hj_row_text(&row, 1, a, NULL),
			.body = hj_row_text(&row, 2, a, NULL),
			.n = hj_row_int(&row, 3),
		};
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

/* Does the asker see the disputes of `o`: of its own, of one below? */
static bool
sees(const struct hj_actor *actor, const struct hj_org *o)
{
	return strcmp(actor->org, o->id) == 0 ||
	       (actor->below != NULL && strstr(actor->below, o->id) != NULL);
}

/* Whose disputes the asker sees. */
static void
take_bodies(struct rates *s, const struct hj_org *own)
{
	struct hj_req *req = s->call.req;
	size_t n;
	const struct hj_org **all =
	    hj_orgs_looked_after(req->arena, &s->world->directory, own, &n);

	for (size_t i = 0; i < n; i++)
		if (sees(req->actor, all[i]))
			*HJ_PUSH(req->arena, s->orgs, s->n_orgs) = all[i];
}

/* What is counted of them. */
static void
take_kinds(struct rates *s)
{
	const struct hj_rules *rules = &s->world->rules;

	for (size_t i = 0; i < rules->n; i++)
		for (size_t k = 0;
		     in_force(s, &rules->set[i]) && k < rules->set[i].n_rates;
		     k++) {
			const struct hj_rule_rate *r = &rules->set[i].rates[k];

			add_kinds(s, r->part, r->n_part);
			add_kinds(s, r->whole, r->n_whole);
		}
}

static void
on_moment(struct hj_query *q)
{
	struct rates *s = HJ_CONTAINER(struct rates, call.query, q);
	struct hj_req *req = s->call.req;
	struct hj_world_ref *world = s->world;
	const struct hj_org *own;
	struct hj_row row;
	struct hj_params *p;

	if (hj_call_failed(&s->call)) {
		hj_world_drop(world);
		return;
	}
	row = hj_row(s->call.step.result, 0);
	s->now = hj_row_ms(&row, 0);
	own = hj_org_find(&world->directory, req->actor->org);
	if (own != NULL) {
		s->county = own->county;
		take_bodies(s, own);
		take_kinds(s);
	}
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

void
hj_body_rates_handler(struct hj_req *req)
{
	struct rates *s = HJ_NEW(req->arena, struct rates);

	if (!read_day(req, "from", FROM_EVER, &s->from) ||
	    !read_day(req, "to", TO_EVER, &s->to))
		return;
	hj_call_begin(&s->call, req);
	s->world = hj_world_hold(req->service->worlds);
	(void)hj_call_params(&s->call);
	hj_call_read(&s->call, &hj_stmt_moment, on_moment);
}
