/* What the commands of legal aid share; see aid.h. */
#include "lib/commands/legal_aid/aid.h"

#include <string.h>

#define URGENT_DAYS 7 /* 法律援助法44, F */

static const struct hj_field paper_kind_rows[] = {
	{ .name = "",
	    .type = HJ_T_WORD,
	    .flags = HJ_REQUIRED,
	    .offset = offsetof(struct hj_paper_kind, kind),
	    .words = &hj_aid_paper_words },
};
const struct hj_fields hj_paper_kind_fields =
    HJ_FIELDS(hj_paper_kind, paper_kind_rows);

size_t
hj_papers_missing(const struct hj_aid *aid)
{
	size_t n = 0;

	for (size_t i = 0; i < aid->n_papers; i++)
		n += !aid->papers[i].handed;
	return n;
}

struct hj_aid_set *
hj_aid_change(struct hj_turn *t)
{
	const struct hj_aid *aid =
	    t->p == NULL ? NULL : hj_aid_of(t->d, t->p->no);
	struct hj_aid_set *b = HJ_NEW(t->a, struct hj_aid_set);

	if (t->p == NULL)
		hj_refuse(t, HJ_NO_PROCEDURE, "procedure");
	if (aid == NULL) {
		hj_refuse(t, HJ_NO_AID_APPLICATION, NULL);
		return NULL;
	}
	b->aid = HJ_NEW(t->a, struct hj_aid);
	*b->aid = *aid;
	b->on = hj_occurred_on(t);
	return b;
}

bool
hj_recipients_fit(struct hj_turn *t, const struct hj_no *parties, size_t n)
{
	const struct hj_party *first =
	    n == 0 ? NULL : hj_party_at(t->d, parties[0].no);

	if (n == 0)
		hj_refuse(t, HJ_NO_PARTY, "parties");
	for (size_t i = 0; i < n; i++) {
		const struct hj_party *p = hj_party_at(t->d, parties[i].no);

		if (p == NULL || p->removed || p->side == HJ_SIDE_ASSISTING ||
		    p->side == HJ_SIDE_AFFECTED) {
			hj_refuse(t, HJ_NO_PARTY, "parties");
			return false;
		}
		if (p->side != first->side)
			hj_refuse(t, HJ_NO_ONE_SIDE, "parties");
		for (size_t k = 0; k < i; k++)
			if (parties[k].no == parties[i].no)
				hj_refuse(t, HJ_NO_DUPLICATE, "parties");
	}
	return t->refused == HJ_NO;
}

int64_t
hj_aid_procedure(struct hj_turn *t, const char *centre, int source)
{
	const struct hj_procedure *p;

	if (t->p != NULL)
		return t->p->no;
	p = hj_open_procedure(t, centre, NULL, HJ_CH_LEGAL_AID, source, 0);
	return p->no;
}

const struct hj_org *
hj_aid_centre(struct hj_turn *t, const char *id)
{
	const struct hj_org *org =
	    hj_org_find(t->world->directory, id != NULL ? id : t->actor.org);

	hj_would_open(t, HJ_CH_LEGAL_AID, org == NULL ? NULL : org->id);
	if (org == NULL || org->closed)
		hj_refuse(t, HJ_NO_ORGANISATION, "centre");
	else if (!hj_org_handles(org, HJ_CH_LEGAL_AID))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "centre");
	return t->refused == HJ_NO ? org : NULL;
}

struct hj_aid_set *
hj_aid_relayed(struct hj_turn *t, const char *centre, struct hj_no *parties,
    size_t n, struct hj_sealed text)
{
	const struct hj_org *org = hj_aid_centre(t, centre);
	struct hj_aid_set *b;

	if (org == NULL || !hj_recipients_fit(t, parties, n))
		return NULL;
	b = HJ_NEW(t->a, struct hj_aid_set);
	b->aid = HJ_NEW(t->a, struct hj_aid);
	*b->aid = (struct hj_aid){
		.no = HJ_NEXT_NO(t->d->n_aid),
		.procedure = hj_aid_procedure(t, org->id, 0),
		.recipients = parties,
		.n_recipients = n,
		.subsidy = HJ_NONE,
	};
	b->on = hj_occurred_on(t);
	b->text = text;
	return b;
}

void
hj_aid_notices(
    struct hj_turn *t, const struct hj_aid *aid, int kind, const char *article)
{
	for (size_t i = 0; i < aid->n_recipients; i++)
		hj_owe_notice(
		    t, aid->procedure, aid->recipients[i].no, kind, article);
}

bool
hj_limitation_near(struct hj_turn *t, int32_t on)
{
	struct hj_date day = { hj_occurred_on(t) };

	if (on < day.ymd || hj_date_add_days(day, URGENT_DAYS).ymd < on)
		hj_refuse(t, HJ_NO_AID_URGENT, "limitation_on");
	return t->refused == HJ_NO;
}

void
hj_note_urgency(struct hj_turn *t, const struct hj_aid *aid)
{
	struct hj_aid_set *b = HJ_NEW(t->a, struct hj_aid_set);
	struct hj_date begins = hj_date_add_days(
	    (struct hj_date){ aid->limitation_on }, -URGENT_DAYS);

	b->aid = HJ_NEW(t->a, struct hj_aid);
	*b->aid = *aid;
	b->on = begins.ymd;
	t->from = hj_legal_day_first(begins);
	t->to = hj_legal_day_last(begins);
	t->prec = HJ_PREC_DAY;
	hj_happens(t, &hj_ev_aid_urgency_noted, b);
	t->from = t->to = 0;
	t->prec = 0;
}

void
hj_count_counsel(struct hj_turn *t, const struct hj_aid *aid, bool done)
{
	struct hj_buf b;

	if (aid->counsel == NULL || aid->roster == NULL)
		return;
	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"counsel\":");
	hj_emit_text(&b, aid->counsel);
	hj_buf_puts(&b, ",\"dispute\":");
	hj_emit_text(&b, t->d->id);
	if (done)
		hj_buf_puts(&b, ",\"done\":true");
	hj_buf_puts(&b, ",\"procedure\":");
	hj_buf_int(&b, aid->procedure);
	hj_buf_putc(&b, '}');
	hj_follow_up(
	    t, "roster", aid->roster, "count-turn", hj_buf_keep(t->a, &b));
}

void
hj_appoint(struct hj_turn *t, struct hj_aid_set *b, const char *roster,
    const char *id, int how)
{
	b->aid->roster = roster;
	b->aid->counsel = id;
	b->aid->appointment = how;
	b->stage = HJ_ST_AID_RUNNING;
	hj_happens(t, &hj_ev_counsel_appointed, b);
	hj_aid_notices(t, b->aid, HJ_NK_AID_COUNSEL, "法律援助法43");
	hj_count_counsel(t, b->aid, false);
}

void
hj_drop_draw(struct hj_turn *t, struct hj_sealed reason)
{
	int64_t procedure = t->p->no;

	for (size_t i = 0; i < t->d->n_draw; i++) {
		struct hj_draw_set *b;

		if (t->d->draw[i].procedure != procedure ||
		    t->d->draw[i].state != HJ_DR_FROZEN)
			continue;
		b = HJ_NEW(t->a, struct hj_draw_set);
		b->draw = HJ_NEW(t->a, struct hj_draw);
		*b->draw = t->d->draw[i];
		b->draw->state = HJ_DR_DROPPED;
		b->draw->candidate = NULL;
		b->draw->n_candidate = 0;
		b->reason = reason;
		hj_happens(t, &hj_ev_draw_dropped, b);
	}
}
