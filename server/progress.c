/*
 * How a matter stands, for its party, without an account:
 *
 *	POST /api/v1/progress    {"code", "secret"} -> what concerns that party
 *
 * What is on the slip is digested whole and looked up once: wrong code, wrong
 * secret and a dispute that is not there take the same road and give the same
 * bytes.  Attempts are counted like those at doors.  The party sees as nobody's
 * staff: who is in charge, what comes next, what it agreed to, its own notices;
 * what others said, their numbers and the texts of the file are not in it.  The
 * page of server/html shows the same (own_view.h).
 */
#include "server/admit.h"
#include "server/call.h"
#include "server/door.h"
#include "server/http/json_out.h"
#include "server/own_view.h"
#include "server/sealing.h"
#include "server/statements.h"

#include "lib/base/code.h"
#include "lib/dispute/notice.h"

#include <string.h>

#define ANSWER_MOST ((size_t)256 * 1024)

struct looking {
	struct hj_call call;
	struct hj_shown_slip slip;
	struct hj_actor actor;
	struct hj_ask ask;
};

/* What is being written, and for whom. */
struct sight {
	struct hj_out *j;
	const struct hj_turn *t;
	const struct hj_dispute *d;
	struct hj_ring *ring;
	int64_t party;
	bool zh;
};

/* ---- what the party sees ---- */

static void
put_day(struct sight *s, const char *key, int32_t ymd)
{
	struct hj_buf b;

	if (ymd == 0)
		return;
	hj_buf_init(&b, 32);
	hj_date_format(&b, (struct hj_date){ ymd });
	hj_out_put_str(s->j, key, hj_buf_text(&b));
	hj_buf_release(&b);
}

static void
put_procedures(struct sight *s)
{
	const struct hj_directory *dir = s->t->world->directory;

	hj_out_key(s->j, "procedures");
	hj_out_open_array(s->j);
	for (size_t i = 0; i < s->d->n_procedure; i++) {
		const struct hj_procedure *p = &s->d->procedure[i];
		const struct hj_org *org = hj_org_find(dir, p->body);

		if (!hj_own_procedure(s->d, p, s->party))
			continue;
		hj_out_open(s->j);
		hj_out_put_int(s->j, "no", p->no);
		hj_out_put_str(s->j, "channel",
		    hj_word_name(&hj_channel_words, p->channel));
		hj_out_put_str(
		    s->j, "phase", hj_word_name(&hj_phase_words, p->phase));
		hj_out_put_some(
		    s->j, "ground", hj_word_name(&hj_ground_words, p->ground));
		hj_out_put_some(
		    s->j, "body", org != NULL ? org->name : p->outside);
		hj_out_put_some(s->j, "phone", org == NULL ? NULL : org->phone);
		hj_out_key(s->j, "mediators");
		hj_out_open_array(s->j);
		for (size_t k = 0; k < p->n_mediator; k++) {
			const struct hj_person *m =
			    hj_person_find(dir, p->mediator[k].person);

			if (m != NULL)
				hj_out_str(s->j, m->name);
		}
		hj_out_close(s->j);
		hj_out_close(s->j);
	}
	hj_out_close(s->j);
}

static void
put_appointments(struct sight *s)
{
	hj_out_key(s->j, "appointments");
	hj_out_open_array(s->j);
	for (size_t i = 0; i < s->d->n_appointment; i++) {
		const struct hj_appointment *a = &s->d->appointment[i];
		struct hj_buf b;

		if (!hj_own_appointment(s->t, a))
			continue;
		hj_buf_init(&b, 64);
		hj_instant_format_legal(&b, a->starts);
		hj_out_open(s->j);
		hj_out_put_str(s->j, "starts", hj_buf_text(&b));
		hj_out_put_some(
		    s->j, "place", hj_open_text(s->ring, a->place.box));
		hj_out_close(s->j);
		hj_buf_release(&b);
	}
	hj_out_close(s->j);
}

static void
put_limits(struct sight *s)
{
	hj_out_key(s->j, "limits");
	hj_out_open_array(s->j);
	for (size_t i = 0; i < s->d->n_clock; i++) {
		const struct hj_clock *c = &s->d->clock[i];
		const struct hj_rule_clock *rule =
		    hj_own_limit(s->t, c, s->party);

		if (rule == NULL)
			continue;
		hj_out_open(s->j);
		hj_out_put_str(s->j, "title", s->zh ? rule->zh : rule->en);
		put_day(s, "due_on", c->due_on);
		hj_out_put_str(s->j, "certainty",
		    hj_word_name(&hj_certainty_words, c->certainty));
		hj_out_put_bool(s->j, "provisional", c->provisional);
		hj_out_close(s->j);
	}
	hj_out_close(s->j);
}

static void
put_term(struct sight *s, const struct hj_term *x)
{
	hj_out_open(s->j);
	hj_out_put_some(s->j, "text", hj_open_text(s->ring, x->text.box));
	if (x->amount != HJ_NONE) {
		hj_out_put_int(s->j, "amount", x->amount);
		hj_out_put_int(s->j, "paid", x->paid);
	}
	put_day(s, "due_on", x->due_on);
	hj_out_put_str(
	    s->j, "state", hj_word_name(&hj_term_state_words, x->state));
	hj_out_close(s->j);
}

static void
put_agreements(struct sight *s)
{
	hj_out_key(s->j, "agreements");
	hj_out_open_array(s->j);
	for (size_t i = 0; i < s->d->n_agreement; i++) {
		const struct hj_agreement *a = &s->d->agreement[i];

		if (a->effective_on == 0)
			continue;
		hj_out_open(s->j);
		hj_out_put_int(s->j, "no", a->no);
		put_day(s, "effective_on", a->effective_on);
		hj_out_key(s->j, "terms");
		hj_out_open_array(s->j);
		for (size_t k = 0; k < a->n_term; k++)
			if (hj_own_term(&a->term[k], s->party))
				put_term(s, &a->term[k]);
		hj_out_close(s->j);
		hj_out_close(s->j);
	}
	hj_out_close(s->j);
}

static void
put_notices(struct sight *s)
{
	hj_out_key(s->j, "notices");
	hj_out_open_array(s->j);
	for (size_t i = 0; i < s->d->n_notice; i++) {
		const struct hj_notice *n = &s->d->notice[i];
		const struct hj_notice_text *text =
		    hj_notice_text(n->kind, n->owed_on);

		if (!hj_own_notice(n, s->party))
			continue;
		hj_out_open(s->j);
		hj_out_put_str(
		    s->j, "kind", hj_word_name(&hj_notice_kind_words, n->kind));
		hj_out_put_str(s->j, "state",
		    hj_word_name(&hj_notice_state_words, n->state));
		if (text != NULL) {
			hj_out_put_some(
			    s->j, "text", s->zh ? text->zh : text->en);
			hj_out_put_some(s->j, "article",
			    hj_notice_basis(text, hj_notice_channel(s->d, n)));
		}
		hj_out_close(s->j);
	}
	hj_out_close(s->j);
}

static void
look(struct hj_ask *ask, struct hj_turn *t, struct hj_ring *ring)
{
	const struct hj_dispute *d = t->state;
	struct hj_out j;
	struct sight s = { .j = &j,
		.t = t,
		.d = d,
		.ring = ring,
		.party = hj_slip_party(d, ask->actor.door),
		.zh = ask->lang == HJ_LANG_ZH };
	const struct hj_party *party = hj_party_at(d, s.party);

	hj_buf_release(&ask->answer);
	hj_buf_init(&ask->answer, ANSWER_MOST);
	hj_out_init(&j, &ask->answer);
	hj_out_open(&j);
	hj_out_put_str(&j, "code", d->code);
	hj_out_put_bool(&j, "closed", d->closed);
	hj_out_put_some(&j, "party",
	    party == NULL ? NULL : hj_open_text(ring, party->name.box));
	put_procedures(&s);
	put_appointments(&s);
	put_limits(&s);
	put_agreements(&s);
	put_notices(&s);
	hj_out_close(&j);
}

/* ---- the road there ---- */

static void
on_looked(struct hj_ask *ask)
{
	struct looking *l = HJ_CONTAINER(struct looking, ask, ask);

	if (ask->outcome == HJ_DONE)
		hj_reply_buf(l->call.req, 200, HJ_TYPE_JSON, &ask->answer);
	else
		hj_reply_error(l->call.req, &ask->err);
	hj_buf_release(&ask->answer);
	hj_call_end(&l->call);
}

static void
on_found(struct hj_query *q)
{
	struct looking *l = HJ_CONTAINER(struct looking, call.query, q);
	struct hj_req *req = l->call.req;
	struct hj_row row = hj_row(l->call.step.result, 0);
	unsigned char stream[16];
	char id[33];

	if (hj_call_failed(&l->call))
		return;
	if (hj_row_count(l->call.step.result) != 1) {
		hj_door_tried(req, l->slip.code, false);
		hj_call_refuse(&l->call, HJ_PROBLEM_ABSENT, NULL);
		return;
	}
	hj_door_tried(req, l->slip.code, true);
	hj_row_uuid(&row, 0, stream);
	hj_hex_id(stream, id);
	l->ask = (struct hj_ask){ .kind = &hj_dispute_kind,
		.look = look,
		.stream = hj_strdup(req->arena, id),
		.actor = l->actor,
		.deadline_ms = req->deadline_ms,
		.arena = req->arena,
		.lang = req->lang,
		.on_done = on_looked };
	hj_road_send(req->service->road, &l->ask);
}

void
hj_progress_json_handler(struct hj_req *req)
{
	struct looking *l = HJ_NEW(req->arena, struct looking);
	char plain[HJ_CODE_ROOM];
	unsigned char door[16];

	if (!hj_call_body(req, &hj_shown_slip_fields, &l->slip))
		return;
	/* As it is read out: with blanks, in small letters. */
	if (hj_code_read(plain, l->slip.code))
		l->slip.code = hj_strdup(req->arena, plain);
	l->actor =
	    (struct hj_actor){ .person = "party", .roles = HJ_RO(PARTY) };
	if (!hj_door_try(req, l->slip.code, l->slip.secret, &l->actor.door))
		return;
	req->actor = &l->actor;
	hj_call_begin(&l->call, req);
	(void)hj_unhex(door, l->actor.door, 16);
	hj_param_uuid(hj_call_params(&l->call), door);
	hj_call_read_as_asker(&l->call, &hj_stmt_door, on_found);
}
