/* What linking, merging and splitting share; see links.h. */
#include "lib/commands/links/links.h"

#include "lib/commands/clocks.h"
#include "lib/commands/common.h"
#include "lib/commands/ladder.h"

#include <string.h>

#define MESSAGE_MOST ((size_t)64 * 1024)

/* note-unlink, note-other */
struct about_other {
	struct hj_frame frame;
	struct hj_name *bodies;
	size_t n_bodies;
	bool closed;
	int kind;
	const char *other;
	bool petition_final;
	bool petition_runs;
};

/* clang-format off */
static const struct hj_field undone_rows[] = {
	HJ_WORD(about_other, kind, HJ_REQUIRED, &hj_link_kind_words, NULL),
	HJ_ID(about_other, other, HJ_REQUIRED, NULL),
};
static const struct hj_fields undone_fields = HJ_COMMAND_FIELDS(about_other, undone_rows);

static const struct hj_field other_rows[] = {
	HJ_LIST(about_other, bodies, 0, &hj_id_fields, 100, NULL),
	HJ_BOOL(about_other, closed, 0, NULL),
	HJ_ID(about_other, other, HJ_REQUIRED, NULL),
	HJ_BOOL(about_other, petition_final, 0, NULL),
	HJ_BOOL(about_other, petition_runs, 0, NULL),
};
static const struct hj_fields other_fields = HJ_COMMAND_FIELDS(about_other, other_rows);
/* clang-format on */

/*
 * Is there such a link, or one that says the contrary: nothing comes before
 * what it comes after, or is a part of its part?
 */
static bool
linked(const struct hj_dispute *d, int kind, const char *other)
{
	return hj_link_to(d, kind, other) != NULL ||
	       (kind < HJ_LK_MERGED_INTO &&
		   hj_link_to(d, hj_link_inverse(kind), other) != NULL);
}

struct hj_link_set *
hj_link_new(struct hj_turn *t, int kind, const char *other)
{
	struct hj_link_set *b = HJ_NEW(t->a, struct hj_link_set);

	if (strcmp(other, t->d->id) == 0)
		hj_refuse(t, HJ_NO_DISPUTE, "other");
	else if (linked(t->d, kind, other))
		hj_refuse(t, HJ_NO_DUPLICATE, "other");
	else if (t->d->n_link >= HJ_LINKS_MOST)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "other");
	if (t->refused != HJ_NO)
		return NULL;
	b->link = HJ_NEW(t->a, struct hj_link);
	*b->link = (struct hj_link){
		.no = HJ_NEXT_NO(t->d->n_link),
		.kind = kind,
		.state = HJ_LS_STANDING,
		.other = other,
		.on = hj_occurred_on(t),
		.org = t->actor.org,
	};
	return b;
}

struct hj_link_set *
hj_link_again(struct hj_turn *t, const struct hj_link *link)
{
	struct hj_link_set *b = HJ_NEW(t->a, struct hj_link_set);

	b->link = HJ_NEW(t->a, struct hj_link);
	*b->link = *link;
	return b;
}

static void
send(struct hj_turn *t, const char *other, const char *command,
    const struct hj_fields *fields, const void *body)
{
	struct hj_buf b;

	hj_buf_init(&b, MESSAGE_MOST);
	hj_emit(&b, fields, body);
	hj_follow_up(t, "dispute", other, command, hj_buf_keep(t->a, &b));
}

struct hj_petition_news
hj_petition_news(const struct hj_dispute *d)
{
	struct hj_petition_news news = { 0 };

	for (size_t i = 0; i < d->n_petition; i++) {
		const struct hj_petition *x = &d->petition[i];

		if (x->accused != NULL || x->n_accused_people > 0)
			continue;
		news.runs = news.runs ||
			    hj_procedure_live(hj_procedure_at(d, x->procedure));
		news.final = news.final || x->end == HJ_PE_FINAL ||
			     x->end == HJ_PE_LEGAL;
	}
	return news;
}

void
hj_link_tell(struct hj_turn *t, const struct hj_link_set *b)
{
	const struct hj_petition_news news = hj_petition_news(t->d);
	struct hj_note_link c = { .closed = t->d->closed,
		.petition_final = news.final,
		.petition_runs = news.runs,
		.history = b->history,
		.n_history = b->n_history,
		.kind = hj_link_inverse(b->link->kind),
		.org = t->actor.org,
		.other = t->d->id };

	if (b->link->kind == HJ_LK_MERGED_INTO)
		hj_link_bodies(t, &c.bodies, &c.n_bodies);
	send(t, b->link->other, "note-link", &hj_note_link_fields, &c);
}

void
hj_link_tell_undone(struct hj_turn *t, const struct hj_link *link)
{
	const struct about_other c = { .kind = hj_link_inverse(link->kind),
		.other = t->d->id };

	send(t, link->other, "note-unlink", &undone_fields, &c);
}

void
hj_link_tell_other(struct hj_turn *t, const char *other)
{
	const struct hj_petition_news news = hj_petition_news(t->d);
	struct about_other c = { .closed = t->d->closed,
		.other = t->d->id,
		.petition_final = news.final,
		.petition_runs = news.runs };

	if (hj_link_to(t->d, HJ_LK_ABSORBED, other) != NULL)
		hj_link_bodies(t, &c.bodies, &c.n_bodies);
	send(t, other, "note-other", &other_fields, &c);
}

void
hj_links_react(struct hj_turn *t, int kind)
{
	for (size_t i = 0; i < t->d->n_link; i++)
		if (t->d->link[i].kind == kind &&
		    t->d->link[i].state == HJ_LS_STANDING)
			hj_link_tell_other(t, t->d->link[i].other);
}

static void
add_body(struct hj_turn *t, const char *body, struct hj_name **list, size_t *n)
{
	if (body == NULL || hj_name_in(*list, *n, body) ||
	    hj_petition_bars(t->d, body))
		return;
	HJ_PUSH(t->a, *list, *n)->text = body;
}

void
hj_link_bodies(struct hj_turn *t, struct hj_name **list, size_t *n)
{
	const struct hj_dispute *d = t->d;

	*list = NULL;
	*n = 0;
	add_body(t, d->registered_at, list, n);
	for (size_t i = 0; i < d->n_procedure; i++) {
		add_body(t, d->procedure[i].body, list, n);
		add_body(t, d->procedure[i].signer, list, n);
	}
}

int64_t
hj_link_rests(const struct hj_dispute *d)
{
	int64_t n = (int64_t)(d->n_party + d->n_procedure + d->n_session +
			      d->n_agreement + d->n_referral + d->n_notice +
			      d->n_performance + d->n_petition + d->n_order);

	for (size_t i = 0; i < d->n_procedure; i++)
		n += (int64_t)d->procedure[i].n_consent +
		     d->procedure[i].phase + d->procedure[i].stage;
	return n;
}

/* Which limits run? */
static bool *
running(struct hj_turn *t)
{
	bool *runs = hj_alloc(t->a, t->d->n_clock + 1);

	for (size_t i = 0; i < t->d->n_clock; i++)
		runs[i] = t->d->clock[i].state == HJ_CS_RUNNING;
	return runs;
}

/* Its step was this procedure: it climbs no further from here. */
static void
end_ladder(struct hj_turn *t, struct hj_link *link, int64_t procedure)
{
	const struct hj_ladder *l = t->d->ladder;

	if (l == NULL || l->done || l->procedure != procedure)
		return;
	link->ladder = true;
	hj_ladder_done(t, &t->event[t->n_event - 1]);
}

void
hj_link_end(struct hj_turn *t, struct hj_link *link, const struct hj_no *nos,
    size_t n, struct hj_sealed reason)
{
	const size_t n_clock = t->d->n_clock;
	const bool *ran = running(t);

	for (size_t i = 0; i < n; i++) {
		struct hj_procedure *p = hj_procedure_at(t->d, nos[i].no);

		if (!hj_procedure_live(p))
			continue;
		*HJ_PUSH(t->a, link->ended, link->n_ended) = nos[i];
		hj_end_procedure(t, p, HJ_GR_HANDED_OVER, reason);
		end_ladder(t, link, nos[i].no);
	}
	for (size_t i = 0; i < n_clock; i++)
		if (ran[i] && t->d->clock[i].state != HJ_CS_RUNNING)
			HJ_PUSH(t->a, link->clocks, link->n_clocks)->no =
			    t->d->clock[i].no;
}

static void
resume_procedure(struct hj_turn *t, int64_t no)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, no);
	struct hj_procedure_moved *b = HJ_NEW(t->a, struct hj_procedure_moved);

	*b = (struct hj_procedure_moved){
		.procedure = p->no,
		.phase = p->n_mediator > 0     ? HJ_PH_MEDIATING
			 : p->accepted_on != 0 ? HJ_PH_ACCEPTED
					       : HJ_PH_OPENED,
		.on = hj_today(t),
	};
	hj_happens(t, &hj_ev_procedure_reopened, b);
}

/* Limits that the link cut short end on the day on which they would have. */
static void
resume_clocks(struct hj_turn *t, const struct hj_link *link)
{
	for (size_t i = 0; i < link->n_clocks; i++) {
		const struct hj_clock *c =
		    hj_clock_at(t->d, link->clocks[i].no);
		struct hj_clock_set *b;

		if (c->state != HJ_CS_MET && c->state != HJ_CS_STOPPED)
			continue;
		b = hj_clock_change(t, c);
		b->old_due_on = c->due_on;
		b->clock->state = HJ_CS_RUNNING;
		hj_happens(t, &hj_ev_clock_moved, b);
	}
}

void
hj_link_resume(struct hj_turn *t, const struct hj_link *link)
{
	struct hj_procedure_moved *b;
	struct hj_ladder *l;

	if (t->d->closed && link->n_ended > 0) {
		b = HJ_NEW(t->a, struct hj_procedure_moved);
		b->on = hj_today(t);
		hj_happens(t, &hj_ev_dispute_reopened, b);
	}
	/* Nothing begins anew: all goes on from where it stood. */
	t->undoing = true;
	for (size_t i = 0; i < link->n_ended; i++)
		resume_procedure(t, link->ended[i].no);
	t->undoing = false;
	if (link->ladder) {
		l = hj_ladder_copy(t);
		l->done = false;
		l->cause = NULL;
		hj_ladder_tell(t, l, "关联已撤销,分级调解继续", HJ_DO_STAY);
	}
	resume_clocks(t, link);
}

bool
hj_links_bar_closing(struct hj_turn *t)
{
	for (size_t i = 0; i < t->d->n_link; i++) {
		const struct hj_link *link = &t->d->link[i];

		if (link->kind != HJ_LK_CHILD || link->other_closed ||
		    link->state != HJ_LS_STANDING)
			continue;
		hj_refuse(t, HJ_NO_OPEN_CHILDREN, NULL);
		HJ_PUSH(t->a, t->refused_for, t->n_refused_for)->text =
		    link->other;
	}
	return t->n_refused_for > 0;
}
