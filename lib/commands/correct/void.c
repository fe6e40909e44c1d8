/*
 * Take an entry back that should not be there (撤销记录).
 *
 * By who entered it, within a day and while what it caused is not accepted yet;
 * otherwise by the head, or by a second person of the body.  The entry stays on
 * the timeline with this beside it.  What it set, and what followed by rule, is
 * set back (back.h); what nobody can take back by rule is listed for decision.
 * A sitting no longer counts and money that was paid was not, whatever came
 * after; any other entry on which later ones rest waits until these are voided.
 * What has effect in law is changed by an opposite act (kinds.c).  A body that
 * refused an offer has no part any more; by the id of that entry it comes back
 * to take it back, until the sender has offered the matter anew.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/correct/back.h"
#include "lib/commands/guard.h"
#include "lib/commands/ladder.h"

#include <string.h>

struct void_entry {
	struct hj_frame frame;
	const char *event; /* id */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(void_entry, event, HJ_REQUIRED, "记录编号|id of the entry"),
	HJ_SEALED(void_entry, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(void_entry, rows);

/* The agreement of which the event tells a piece, or that it took effect; NULL:
 * of none. */
static const struct hj_agreement *
agreement_of(const struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_agreement_signed *piece = ev->body;
	const struct hj_agreement_moved *moved = ev->body;

	if (t->d != NULL && ev->kind == &hj_ev_agreement_effective)
		return hj_agreement_at(t->d, moved->agreement);
	return t->d == NULL || ev->kind->body != &hj_agreement_signed_fields
		   ? NULL
		   : hj_agreement_at(t->d, piece->agreement);
}

/* It stands, by the law of the procedure that `ev` is of. */
static void
refuse_kind(struct hj_turn *t, const struct hj_correction *row,
    const struct hj_event *ev)
{
	const struct hj_agreement *a = agreement_of(t, ev);
	const struct hj_rule_guard *g = NULL;

	hj_refuse(t, HJ_NO_VOID_KIND, "event");
	if (row->basis != NULL)
		g = hj_guard_in(t, row->basis,
		    a == NULL ? NULL : hj_procedure_at(t->d, a->procedure));
	t->refused_do = row->instead;
	if (g != NULL)
		hj_cite(t, g->article, g->certainty);
}

/* Did a body accept what a rule offered because of this entry? */
static bool
accepted(const struct hj_dispute *d, const char *event)
{
	for (size_t i = 0; d != NULL && i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_ACCEPTED &&
		    d->referral[i].cause != NULL &&
		    strcmp(d->referral[i].cause, event) == 0)
			return true;
	return false;
}

static bool
may_void(const struct hj_turn *t, const struct hj_event *ev)
{
	if ((t->actor.roles & HJ_RO(HEAD)) != 0 ||
	    strcmp(ev->actor, t->actor.person) != 0)
		return true;
	return t->now < ev->at + HJ_DAY_MS && !accepted(t->d, ev->id);
}

/* Has the agreement effect, of which the event tells a piece? */
static bool
has_effect(const struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_agreement *a = agreement_of(t, ev);

	return a != NULL &&
	       (a->state == HJ_AS_EFFECTIVE || a->state == HJ_AS_REPLACED);
}

/* What is not taken back, in the entry or because of it. */
static const struct hj_correction *
stands(
    const struct hj_turn *t, const struct hj_past *past, struct hj_entry entry)
{
	const char *stream = t->kind->name;
	const struct hj_correction *row = NULL;

	for (size_t i = entry.first; i <= entry.last && row == NULL; i++)
		row = has_effect(t, &past->ev[i])
			  ? hj_correction_of(
				stream, hj_ev_agreement_effective.name)
			  : hj_correction_of(stream, past->ev[i].kind->name);
	return row;
}

static bool
overlap(const struct hj_session *a, const struct hj_session *b)
{
	return a->starts < b->ends && b->starts < a->ends;
}

/* Is `s` part of another sitting that counts, beside `without`? */
static bool
part_of_another(const struct hj_dispute *d, const struct hj_session *s,
    const struct hj_session *without, const struct hj_event_voided *b)
{
	for (size_t i = 0; i < d->n_session; i++) {
		const struct hj_session *o = &d->session[i];
		bool counts = o->counts == HJ_CO_YES;

		for (size_t k = 0; k < b->n_recount; k++)
			counts = counts || b->recount[k].no == o->no;
		if (o != s && o != without && !o->voided && counts &&
		    o->procedure == s->procedure && overlap(o, s))
			return true;
	}
	return false;
}

/*
 * Did `s` count in the step the ladder stands on?  Of the sittings that count
 * in its procedure, the last so many are the step's.
 */
static bool
in_step(const struct hj_dispute *d, const struct hj_session *s)
{
	int64_t later = 0;

	for (size_t i = 0; i < d->n_session; i++) {
		const struct hj_session *o = &d->session[i];

		later += o->no > s->no && o->procedure == s->procedure &&
			 !o->voided && o->counts == HJ_CO_YES;
	}
	return later < d->ladder->attempts;
}

/* Without it, entries that were part of the same sitting count for it. */
static void
recount(
    struct hj_turn *t, const struct hj_session *gone, struct hj_event_voided *b)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, gone->procedure);
	const struct hj_ladder *l = t->d->ladder;
	int64_t change = gone->counts == HJ_CO_YES ? -1 : 0;

	for (size_t i = 0; i < t->d->n_session; i++) {
		const struct hj_session *s = &t->d->session[i];

		if (s->counts == HJ_CO_SAME_SITTING && !s->voided &&
		    s != gone && s->procedure == gone->procedure &&
		    overlap(s, gone) && !part_of_another(t->d, s, gone, b)) {
			HJ_PUSH(t->a, b->recount, b->n_recount)->no = s->no;
			change++;
		}
	}
	b->session = gone->no;
	b->procedure = gone->procedure;
	b->attempts = p == NULL ? 0 : p->attempts + change;
	if (l != NULL && l->procedure == gone->procedure)
		b->step_attempts =
		    l->attempts + (in_step(t->d, gone) ? change : 0);
}

/* Did the ladder end because of this entry? */
static bool
ended_ladder(const struct hj_dispute *d, const char *event)
{
	return d->ladder != NULL && d->ladder->done &&
	       d->ladder->cause != NULL && strcmp(d->ladder->cause, event) == 0;
}

/* The ladder goes on where the voided sitting had ended it. */
static void
undo_end(struct hj_turn *t)
{
	struct hj_ladder *l = hj_ladder_copy(t);
	size_t notices = t->d->n_notice;

	l->done = false;
	l->cause = NULL;
	hj_ladder_tell(t, l, "结束分级调解的记录被撤销", HJ_DO_STAY);
	for (size_t i = 0; i < notices; i++)
		if (t->d->notice[i].kind == HJ_NK_ROUTES &&
		    t->d->notice[i].procedure == l->procedure)
			hj_undo_notice(t, (int64_t)i + 1);
}

/* Take back what the ladder did because of the sitting. */
static void
undo_ladder(struct hj_turn *t, const char *event, struct hj_sealed reason)
{
	bool ended = ended_ladder(t->d, event);

	for (size_t i = 0; i < t->d->n_referral; i++)
		if (t->d->referral[i].cause != NULL &&
		    strcmp(t->d->referral[i].cause, event) == 0)
			hj_take_back(t, (int64_t)i + 1, reason);
	if (ended)
		undo_end(t);
}

/* Tell that the entry is voided, to whoever could read it. */
static void
tell(struct hj_turn *t, const struct hj_event *ev, struct hj_event_voided *b)
{
	hj_happens_labelled(t,
	    hj_event_kind_find(t->kind->events, hj_ev_voided.name), b,
	    ev->n_labels > 0 ? ev->labels[0].text : NULL);
}

static void
void_sitting(struct hj_turn *t, const struct hj_event *ev,
    struct hj_event_voided *b, struct hj_sealed reason)
{
	const struct hj_session_logged *logged = ev->body;

	if (ended_ladder(t->d, ev->id))
		b->left = "因此结束的程序是否恢复,由承办单位决定";
	recount(t, hj_session_at(t->d, logged->session->no), b);
	tell(t, ev, b);
	undo_ladder(t, ev->id, reason);
}

static void
void_performance(
    struct hj_turn *t, const struct hj_event *ev, struct hj_event_voided *b)
{
	const struct hj_performed *performed = ev->body;

	hj_carry_back(t, &t->d->performance[performed->performance->no - 1], b);
	tell(t, ev, b);
}

static void
void_other(struct hj_turn *t, const struct hj_past *past, struct hj_entry entry,
    struct hj_event_voided *b)
{
	struct hj_back back;

	hj_back_state(t, past, entry, &back, b);
	if (t->refused != HJ_NO)
		return;
	if (t->d != NULL)
		b->left = hj_back_left(t, &back);
	tell(t, &past->ev[entry.first], b);
	if (t->d != NULL)
		hj_back_consequences(t, &back, b->reason);
	if (t->kind->corrected != NULL)
		t->kind->corrected(t);
}

/* Was it a refusal, and did the sender offer the matter anew since? */
static bool
offered_since(const struct hj_turn *t, const struct hj_event *ev)
{
	const struct hj_referral *r;

	if (ev->kind != &hj_ev_referral_refused)
		return false;
	r = ((const struct hj_referral_set *)ev->body)->referral;
	for (size_t i = (size_t)r->no; i < t->d->n_referral; i++) {
		const struct hj_referral *o = &t->d->referral[i];

		if (o->from_procedure == r->from_procedure &&
		    (o->state == HJ_RS_OFFERED || o->state == HJ_RS_ACCEPTED))
			return true;
	}
	return false;
}

/* The entry that begins with event `i`; refuses if it is none or stands. */
static bool
taken_back(struct hj_turn *t, const struct hj_past *past, size_t i,
    struct hj_entry *ret)
{
	const struct hj_correction *row =
	    hj_correction_of(t->kind->name, past->ev[i].kind->name);

	*ret = hj_entry_of(t, past, i);
	if (row == NULL && ret->first == i)
		row = stands(t, past, *ret);
	if (row != NULL)
		refuse_kind(t, row, &past->ev[i]);
	else if (ret->first != i)
		hj_refuse_rests(t, past, i);
	else if (offered_since(t, &past->ev[i]))
		hj_refuse(t, HJ_NO_VOID_RESTS, "event");
	else if (!may_void(t, &past->ev[i]))
		hj_refuse(t, HJ_NO_VOID_RIGHT, "event");
	return t->refused == HJ_NO;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct void_entry *c = cmd;
	const struct hj_event *ev;
	struct hj_event_voided *b;
	struct hj_entry entry;
	struct hj_past past;
	size_t i;

	if (!hj_past_read(t, &past))
		return;
	i = hj_entry_find(t, &past, c->event);
	if (i == past.n || !taken_back(t, &past, i, &entry))
		return;
	ev = &past.ev[i];
	b = HJ_NEW(t->a, struct hj_event_voided);
	b->event = ev->id;
	b->seq = ev->seq;
	b->kind = ev->kind->name;
	b->reason = c->reason;
	if (ev->kind == &hj_ev_session_logged)
		void_sitting(t, ev, b, c->reason);
	else if (ev->kind->body == &hj_performed_fields)
		void_performance(t, ev, b);
	else
		void_other(t, &past, entry, b);
}

/* The same under the right by which a kind of stream is kept. */
#define VOID(name_, right_)                                                    \
	const struct hj_command name_ = {                                      \
		.name = "void",                                                \
		.zh = "撤销记录",                                              \
		.en = "Take an entry back",                                    \
		.fields = &fields,                                             \
		.right = right_,                                               \
		.flags =                                                       \
		    HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED | HJ_READS_PAST, \
		.decide = decide,                                              \
	}

VOID(hj_cmd_void, HJ_MAY_CORRECT);
VOID(hj_cmd_void_administered, HJ_MAY_ADMINISTER);
VOID(hj_cmd_void_group, HJ_MAY_GROUP);
VOID(hj_cmd_void_roster, HJ_MAY_ROSTER);
VOID(hj_cmd_void_prevention, HJ_MAY_PREVENT);
VOID(hj_cmd_void_review, HJ_MAY_REVIEW);
VOID(hj_cmd_void_rules, HJ_MAY_PUBLISH_RULES);
