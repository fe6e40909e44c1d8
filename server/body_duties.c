/*
 * What bodies owe by the calendar, as the rule sets in force in their county
 * say.
 *
 *	GET /api/v1/organisations/{id}/duties   of one body
 *	GET /api/v1/figures/duties              of those the asker looks after
 */
#include "server/body_duties.h"

#include "lib/commands/people/body_duty.h"
#include "lib/rules/sentence.h"
#include "server/ask.h"
#include "server/call.h"
#include "server/commands.h"
#include "server/statements.h"

#include <string.h>

#define ANSWER_MOST ((size_t)256 * 1024)
#define ALL_MOST ((size_t)16 * 1024 * 1024)

void
hj_put_body_rule(struct hj_out *j, const struct hj_rule_set *set,
    const char *name, const char *label, const char *article, int certainty,
    enum hj_lang lang)
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

struct duties {
	struct hj_req *req; /* held until on_looked */
	struct hj_ask ask;
};

/* Its members, into an object that is open. */
static void
put_duty(struct hj_out *j, const struct hj_owed_duty *d, enum hj_lang lang)
{
	const struct hj_word *state = &hj_duty_state_words.word[d->state];
	const struct hj_rule_task *t = d->task;

	hj_put_body_rule(j, d->set, t->name, lang == HJ_LANG_EN ? t->en : t->zh,
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
	if (d->since != 0) {
		hj_out_put_day(j, "behind_since", d->since);
		hj_out_put_int(j, "missed", d->missed);
	}
	if (d->last != NULL)
		hj_out_put_day(j, "last_on", d->last->on);
	if (d->last != NULL && d->last->n > 0)
		hj_out_put_int(j, "n", d->last->n);
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
	hj_out_open_list(&j);
	for (size_t i = 0; i < n; i++) {
		hj_out_open(&j);
		put_duty(&j, &d[i], s->req->lang);
		hj_out_close(&j);
	}
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

	if (!hj_id_bytes(bytes, id)) {
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

/* ---- of those that the asker looks after ---- */

static const enum hj_pg_type states_types[] = { HJ_PG_UUIDS };
const struct hj_stmt hj_stmt_organisation_states = {
	.name = "organisation_states",
	.sql = "SELECT snapshot, hejie.moment() FROM hejie.head"
	       " WHERE kind = 'organisation' AND stream = ANY ($1)"
	       " ORDER BY stream",
	.n_params = 1,
	.types = states_types,
	.slow = true,
};

struct looked_after {
	struct hj_call call;
	struct hj_world_ref *world;
};

/* Does the asker's body report for `o` (report_duty.c)? */
static bool
reports_for(const struct hj_req *req, const struct hj_organisation *o)
{
	const char *own = req->actor->org;

	return strcmp(own, o->id) == 0 ||
	       (o->parent != NULL && strcmp(own, o->parent) == 0);
}

/* The duties of one, from its state as it is stored. */
static void
put_body(
    struct looked_after *s, struct hj_out *j, const char *text, int64_t now)
{
	struct hj_req *req = s->call.req;
	struct hj_turn t = {
		.a = req->arena, .world = &s->world->world, .now = now
	};
	struct hj_organisation *o =
	    hj_alloc(req->arena, hj_organisation_kind.state->size);
	const struct hj_owed_duty *d;
	struct hj_error err;
	size_t n;

	if (text == NULL ||
	    hj_bind(req->arena, hj_organisation_kind.state, HJ_FORM_STORED, o,
		text, strlen(text), &err) != HJ_OK)
		return;
	d = hj_body_duties(&t, o, &n);
	for (size_t i = 0; i < n; i++) {
		hj_out_open(j);
		hj_out_put_str(j, "organisation", o->id);
		hj_out_put_str(j, "organisation_name", o->name);
		hj_out_put_bool(j, "own", strcmp(req->actor->org, o->id) == 0);
		hj_out_put_bool(j, "may_report", reports_for(req, o));
		put_duty(j, &d[i], req->lang);
		hj_out_close(j);
	}
}

static void
answer_all(struct looked_after *s, PGresult *result)
{
	struct hj_buf b;
	struct hj_out j;

	hj_buf_init(&b, ALL_MOST);
	hj_out_init(&j, &b);
	hj_out_open_list(&j);
	for (int i = 0; i < hj_row_count(result); i++) {
		struct hj_row row = hj_row(result, i);

		put_body(s, &j, hj_row_text(&row, 0, s->call.req->arena, NULL),
		    hj_row_ms(&row, 1));
	}
	hj_out_close(&j);
	hj_out_close(&j);
	hj_reply_buf(s->call.req, 200, HJ_TYPE_JSON, &b);
	hj_buf_release(&b);
	hj_call_end(&s->call);
}

static void
on_states(struct hj_query *q)
{
	struct looked_after *s =
	    HJ_CONTAINER(struct looked_after, call.query, q);
	struct hj_world_ref *world = s->world;

	if (!hj_call_failed(&s->call))
		answer_all(s, s->call.step.result);
	hj_world_drop(world);
}

void
hj_figures_duties_handler(struct hj_req *req)
{
	struct looked_after *s = HJ_NEW(req->arena, struct looked_after);
	const struct hj_directory *dir;
	const struct hj_org **orgs = NULL;
	const struct hj_org *own;
	struct hj_bytes *ids;
	size_t n = 0;

	hj_call_begin(&s->call, req);
	s->world = hj_world_hold(req->service->worlds);
	dir = &s->world->directory;
	own = hj_org_find(dir, req->actor->org);
	if (own != NULL)
		orgs = hj_orgs_looked_after(req->arena, dir, own, &n);
	ids = hj_alloc(req->arena, (n + 1) * sizeof(*ids));
	for (size_t i = 0; i < n; i++) {
		unsigned char *id = hj_alloc(req->arena, 16);

		if (hj_unhex(id, orgs[i]->id, 16))
			ids[i] = (struct hj_bytes){ id, 16 };
	}
	hj_param_uuids(hj_call_params(&s->call), ids, n);
	hj_call_read_as_asker(
	    &s->call, &hj_stmt_organisation_states, on_states);
}
