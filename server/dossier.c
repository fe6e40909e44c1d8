/*
 * The file of a dispute, procedure by procedure:
 *
 *	GET /api/v1/disputes/{id}/dossier
 *
 * Which papers it has, needs and lacks, with the source of each; where what is
 * recorded contradicts itself, and which names are not compared for that; how
 * long it is kept.  Computed from the present state when asked: nothing of it
 * is stored.
 */
#include "server/call.h"
#include "server/dossier_amounts.h"
#include "server/dossier_names.h"
#include "server/http/json_out.h"
#include "server/statements.h"

#include "lib/commands/dossier/papers.h"
#include "lib/dispute/codec.h"

#include <string.h>

static const enum hj_pg_type state_types[] = { HJ_PG_UUID };
const struct hj_stmt hj_stmt_dossier_state = {
	.name = "dossier_state",
	.sql = "SELECT h.snapshot,"
	       " ARRAY(SELECT e.bytes FROM hejie.event e"
	       "  WHERE e.stream = h.stream AND e.kind IN (" HJ_NAMING_EVENTS
	       "  , 'archived') ORDER BY e.seq),"
	       " ARRAY(SELECT k.subject FROM hejie.subject_key k"
	       "  WHERE k.stream = h.stream ORDER BY k.subject),"
	       " ARRAY(SELECT k.wrapped FROM hejie.subject_key k"
	       "  WHERE k.stream = h.stream ORDER BY k.subject)"
	       "  FROM hejie.head h"
	       " WHERE h.stream = $1 AND h.kind = 'dispute'"
	       "   AND EXISTS (SELECT FROM hejie.access a"
	       "        WHERE a.stream = h.stream AND a.until IS NULL"
	       "          AND a.capacity <> 'offered')",
	.n_params = 1,
	.types = state_types,
};

struct look {
	struct hj_call call;
	struct hj_ring ring;
	struct hj_event *event; /* that name people, or put a file away */
	size_t n_event;
};

static void
put_word_of(
    struct hj_out *j, const struct hj_words *words, int value, const char *name)
{
	hj_out_put_str(j, name, hj_word_name(words, value));
	hj_out_put_str(j, "zh", words->word[value].zh);
	hj_out_put_str(j, "en", words->word[value].en);
}

static void
put_papers(struct hj_out *j, const struct hj_papers *papers,
    const struct hj_dispute *d, const struct hj_procedure *p)
{
	struct hj_paper_count count = hj_papers_count(papers, d, p);

	hj_out_put_int(j, "have", (int64_t)count.have);
	hj_out_put_int(j, "all", (int64_t)count.all);
	hj_out_key(j, "papers");
	hj_out_open_array(j);
	for (size_t i = 0; i < papers->n; i++) {
		const struct hj_paper_rule *r = &papers->rule[i];
		bool there = hj_paper_there(r, d, p);

		if (!hj_paper_applies(r, d, p))
			continue;
		hj_out_open(j);
		put_word_of(j, &hj_dossier_paper_words, r->paper[0], "paper");
		hj_out_put_str(
		    j, "need", hj_word_name(&hj_paper_need_words, r->need));
		hj_out_put_bool(j, "present", there);
		hj_out_put_bool(j, "missing", !there && r->need == HJ_PN_MUST);
		hj_out_put_some(j, "source", r->source);
		hj_out_put_some(j, "certainty", r->certainty);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static void
put_contradictions(struct hj_out *j, struct look *l,
    const struct hj_world *world, const struct hj_dispute *d,
    const struct hj_procedure *p)
{
	struct hj_contradiction *list;
	size_t n = hj_contradictions(l->ring.a, d, p, &list);

	n = hj_name_contradictions(
	    &l->ring, world->directory, d, p, l->event, l->n_event, &list, n);
	n = hj_amount_contradictions(
	    &l->ring, d, p, l->event, l->n_event, &list, n);

	hj_out_key(j, "contradictions");
	hj_out_open_array(j);
	for (size_t i = 0; i < n; i++) {
		hj_out_open(j);
		put_word_of(
		    j, &hj_contradiction_words, list[i].kind, "finding");
		if (list[i].no != 0)
			hj_out_put_int(j, "no", list[i].no);
		if (list[i].part != 0)
			hj_out_put_int(j, "part", list[i].part);
		hj_out_close(j);
	}
	hj_out_close(j);
}

static const char *
day_text(struct hj_arena *a, int32_t ymd)
{
	struct hj_buf b;

	hj_buf_init(&b, 16);
	hj_date_format(&b, (struct hj_date){ ymd });
	return hj_buf_keep(a, &b);
}

/* The class under which the file of `p` was put away; NULL if its set is gone.
 */
static const struct hj_rule_retention *
class_of(const struct look *l, const struct hj_rules *rules,
    const struct hj_procedure *p)
{
	const struct hj_archived *put = NULL;
	const struct hj_rule_set *set;

	for (size_t i = 0; i < l->n_event; i++) {
		const struct hj_archived *b = l->event[i].body;

		if (l->event[i].kind == &hj_ev_archived &&
		    b->procedure == p->no)
			put = b;
	}
	set = put == NULL ? NULL : hj_rule_set_find(rules, put->set);
	for (size_t i = 0; set != NULL && i < set->n_retentions; i++)
		if (strcmp(set->retentions[i].name, put->retention) == 0 &&
		    (set->retentions[i].channel == 0 ||
			set->retentions[i].channel == p->channel))
			return &set->retentions[i];
	return NULL;
}

static void
put_procedure(struct hj_out *j, struct look *l, const struct hj_world *world,
    const struct hj_dispute *d, const struct hj_procedure *p)
{
	const struct hj_rule_retention *class = class_of(l, world->rules, p);

	hj_out_open(j);
	hj_out_put_int(j, "procedure", p->no);
	hj_out_put_str(
	    j, "channel", hj_word_name(&hj_channel_words, p->channel));
	hj_out_put_bool(j, "archived", p->archived_on != 0);
	hj_out_put_some(j, "retention", p->retention);
	if (p->retention != NULL && class != NULL) {
		hj_out_put_str(j, "retention_zh", class->zh);
		hj_out_put_str(j, "retention_en", class->en);
	}
	if (p->kept_for_ever)
		hj_out_put_bool(j, "kept_for_ever", true);
	if (p->kept_until != 0)
		hj_out_put_str(j, "kept_until",
		    day_text(l->call.req->arena, p->kept_until));
	put_papers(j, world->papers, d, p);
	put_contradictions(j, l, world, d, p);
	hj_out_close(j);
}

static void
put_compared(struct hj_out *j)
{
	hj_out_key(j, "compared");
	hj_out_open(j);
	hj_out_put_str(j, "zh", hj_names_compared.zh);
	hj_out_put_str(j, "en", hj_names_compared.en);
	hj_out_close(j);
}

/* Keys and naming events of the row; false if they cannot be read. */
static bool
take_names(struct look *l, struct hj_row *row)
{
	struct hj_req *req = l->call.req;
	struct hj_arena *a = req->arena;
	const char **bytes, **subjects;
	struct hj_bytes *keys;
	size_t n = hj_row_texts(row, 1, a, &bytes);
	size_t n_subjects = hj_row_texts(row, 2, a, &subjects);
	size_t n_keys = hj_row_bytes_list(row, 3, a, &keys);
	struct hj_error err;

	hj_ring_init(&l->ring, a, req->service->keys, hj_req_param(req, "id"));
	for (size_t i = 0; i < n_subjects && i < n_keys; i++)
		hj_ring_add(&l->ring, subjects[i], keys[i].p, keys[i].n);
	for (size_t i = 0; i < n; i++)
		if (bytes[i] == NULL ||
		    hj_event_decode(a, hj_dispute_kind.events, bytes[i],
			strlen(bytes[i]), HJ_PUSH(a, l->event, l->n_event),
			&err) != HJ_OK)
			return false;
	return !row->bad;
}

static void
on_state(struct hj_query *q)
{
	struct look *l = HJ_CONTAINER(struct look, call.query, q);
	struct hj_req *req = l->call.req;
	struct hj_row row = hj_row(l->call.step.result, 0);
	struct hj_dispute *d = HJ_NEW(req->arena, struct hj_dispute);
	struct hj_world_ref *world;
	struct hj_error err = { 0 };
	const char *text;
	struct hj_buf b;
	struct hj_out j;
	size_t n;

	if (hj_call_failed(&l->call))
		return;
	text = hj_row_text(&row, 0, req->arena, &n);
	world = hj_world_hold(req->service->worlds);
	if (text == NULL || hj_row_count(l->call.step.result) != 1) {
		hj_call_refuse(&l->call, HJ_PROBLEM_ABSENT, NULL);
	} else if (world == NULL) {
		hj_call_refuse(&l->call, HJ_PROBLEM_BUSY, NULL);
	} else if (hj_bind(req->arena, &hj_dispute_fields, HJ_FORM_STORED, d,
		       text, n, &err) != HJ_OK ||
		   !take_names(l, &row)) {
		hj_call_refuse(&l->call, HJ_PROBLEM_UNKNOWN_KIND, NULL);
	} else {
		hj_buf_init(&b, (size_t)1024 * 1024);
		hj_out_init(&j, &b);
		hj_out_open_list(&j);
		for (size_t i = 0; i < d->n_procedure; i++)
			put_procedure(
			    &j, l, &world->world, d, &d->procedure[i]);
		hj_out_close(&j);
		put_compared(&j);
		hj_out_close(&j);
		hj_reply_buf(req, 200, HJ_TYPE_JSON, &b);
		hj_buf_release(&b);
		hj_call_end(&l->call);
	}
	if (world != NULL)
		hj_world_drop(world);
}

void
hj_dossier_handler(struct hj_req *req)
{
	struct look *l = HJ_NEW(req->arena, struct look);
	const char *id = hj_req_param(req, "id");
	unsigned char stream[16];

	if (!hj_may(HJ_MAY_READ, req->actor->roles, HJ_REL_PART)) {
		hj_reply_kind(req, HJ_PROBLEM_FORBIDDEN, NULL);
		return;
	}
	if (!hj_id_bytes(stream, id)) {
		hj_reply_kind(req, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_call_begin(&l->call, req);
	hj_param_uuid(hj_call_params(&l->call), stream);
	hj_call_read_as_asker(&l->call, &hj_stmt_dossier_state, on_state);
}
