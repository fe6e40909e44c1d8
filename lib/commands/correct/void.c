/*
 * Take an entry back that should not be there (撤销记录).
 *
 * By who entered it, within a day and while what it caused is not accepted yet;
 * otherwise by the head, or by a second person of the body.  The entry stays on
 * the timeline with this beside it.  A sitting no longer counts, and what the
 * ladder did because of it is taken back by further events; what nobody can
 * take back by rule is listed for decision.  Acts that a party or a court did
 * are not voided: an opposite act changes them.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/correct/entry.h"
#include "lib/commands/notice/notice.h"

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

static bool
voidable(const struct hj_event_kind *kind)
{
	return kind == &hj_ev_session_logged || kind == &hj_ev_performed ||
	       kind == &hj_ev_defaulted || kind == &hj_ev_notice_served ||
	       kind == &hj_ev_notice_returned || kind->body == &hj_act_fields;
}

/* What is not taken back here is changed by these. */
static const struct {
	const struct hj_event_kind *kind;
	const char *by;
} opposites[] = {
	{ &hj_ev_consent_recorded, "record-consent, reopen" },
	{ &hj_ev_mediators_assigned, "replace-mediators" },
	{ &hj_ev_mediators_replaced, "replace-mediators" },
	{ &hj_ev_accepted, "end-procedure, withdraw" },
	{ &hj_ev_declined, "open-procedure" },
	{ &hj_ev_party_added, "correct-party" },
	{ &hj_ev_procedure_opened, "decline, withdraw, end-procedure" },
	{ &hj_ev_procedure_ended, "reopen" },
	{ &hj_ev_procedure_closed, "reopen" },
	{ &hj_ev_agreement_drafted, "drop-agreement" },
	{ &hj_ev_session_scheduled, "cancel-session, reschedule-session" },
	{ &hj_ev_attached, "detach" },
	{ &hj_ev_referral_offered, "revoke-referral" },
	{ &hj_ev_referral_accepted, "return-referral" },
	{ &hj_ev_agent_appointed, "revoke-agent" },
};

static void
refuse_kind(struct hj_turn *t, const struct hj_event_kind *kind)
{
	hj_refuse(t, HJ_NO_VOID_KIND, "event");
	for (size_t i = 0; i < sizeof(opposites) / sizeof(opposites[0]); i++)
		if (opposites[i].kind == kind)
			t->refused_do = opposites[i].by;
}

/* Did a body accept what a rule offered because of this entry? */
static bool
accepted(const struct hj_dispute *d, const char *event)
{
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].state == HJ_RS_ACCEPTED &&
		    d->referral[i].cause != NULL &&
		    strcmp(d->referral[i].cause, event) == 0)
			return true;
	return false;
}

static bool
may_void(const struct hj_turn *t, const struct hj_entry *entry)
{
	if ((t->actor.roles & HJ_RO(HEAD)) != 0 ||
	    strcmp(entry->by, t->actor.person) != 0)
		return true;
	return t->now < entry->at + HJ_DAY_MS && !accepted(t->d, entry->event);
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

/* A limit that began with this service has to be looked at by somebody. */
static const char *
left_by_notice(const struct hj_turn *t, int64_t notice)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *rule = hj_rule_clock_find(
		    hj_rule_set_find(t->world->rules, c->set), c->rule);

		if (rule != NULL && rule->of == HJ_OF_NOTICE &&
		    c->subject == notice)
			return "自该送达起算的期限由承办单位决定如何处理";
	}
	return NULL;
}

/* Did the ladder end because of this entry? */
static bool
ended_ladder(const struct hj_dispute *d, const char *event)
{
	return d->ladder != NULL && d->ladder->done &&
	       d->ladder->cause != NULL && strcmp(d->ladder->cause, event) == 0;
}

/* The notice no longer holds: withdrawn, or corrected if it was served. */
static void
undo_notice(struct hj_turn *t, int64_t no)
{
	const struct hj_notice n = *hj_notice_at(t->d, no);
	struct hj_notice_set *b;

	if (n.state == HJ_NS_SERVED) {
		hj_owe_notice(t, n.procedure, n.party, HJ_NK_CORRECTING, NULL);
	} else if (n.state == HJ_NS_OWED) {
		b = HJ_NEW(t->a, struct hj_notice_set);
		b->notice = HJ_NEW(t->a, struct hj_notice);
		*b->notice = n;
		b->notice->state = HJ_NS_REPLACED;
		hj_happens(t, &hj_ev_notice_withdrawn, b);
	}
}

/* The ladder goes on where the voided sitting had ended it. */
static void
undo_end(struct hj_turn *t)
{
	struct hj_ladder_moved *b = HJ_NEW(t->a, struct hj_ladder_moved);
	size_t notices = t->d->n_notice;

	b->ladder = HJ_NEW(t->a, struct hj_ladder);
	*b->ladder = *t->d->ladder;
	b->ladder->done = false;
	b->ladder->cause = NULL;
	b->explanation = "结束分级调解的记录被撤销";
	hj_happens(t, &hj_ev_ladder_moved, b);
	for (size_t i = 0; i < notices; i++)
		if (t->d->notice[i].kind == HJ_NK_ROUTES &&
		    t->d->notice[i].procedure == b->ladder->procedure)
			undo_notice(t, (int64_t)i + 1);
}

/* What the service was about is owed again. */
static void
undo_service(struct hj_turn *t, int64_t no)
{
	struct hj_notice_set *b = HJ_NEW(t->a, struct hj_notice_set);

	b->notice = HJ_NEW(t->a, struct hj_notice);
	*b->notice = *hj_notice_at(t->d, no);
	b->notice->state = HJ_NS_OWED;
	b->notice->done_on = 0;
	b->notice->means = 0;
	b->rights = hj_notice_rights(t, b->notice->kind);
	hj_notice_take_way(t, b->notice, 0);
	hj_happens(t, &hj_ev_notice_owed, b);
}

/* Take back what rules did because of the entry. */
static void
compensate(struct hj_turn *t, const struct hj_event_kind *kind,
    const struct hj_entry *entry, bool ended, struct hj_sealed reason)
{
	for (size_t i = 0; i < t->d->n_referral; i++)
		if (t->d->referral[i].cause != NULL &&
		    strcmp(t->d->referral[i].cause, entry->event) == 0)
			hj_take_back(t, (int64_t)i + 1, reason);
	if (ended)
		undo_end(t);
	if (kind == &hj_ev_notice_served || kind == &hj_ev_notice_returned)
		undo_service(t, entry->no);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct void_entry *c = cmd;
	const struct hj_event_kind *kind;
	struct hj_event_voided *b;
	struct hj_entry entry;
	bool ended;

	if (!hj_entry_find(t, c->event, &entry))
		return;
	kind = hj_event_kind_find(&hj_dispute_events, entry.kind);
	if (kind == NULL || !voidable(kind)) {
		refuse_kind(t, kind);
		return;
	}
	if (!may_void(t, &entry)) {
		hj_refuse(t, HJ_NO_VOID_RIGHT, "event");
		return;
	}
	b = HJ_NEW(t->a, struct hj_event_voided);
	b->event = entry.event;
	b->seq = entry.seq;
	b->kind = entry.kind;
	b->reason = c->reason;
	ended = ended_ladder(t->d, entry.event);
	if (ended)
		b->left = "因此结束的程序是否恢复,由承办单位决定";
	if (kind == &hj_ev_session_logged)
		recount(t, hj_session_at(t->d, entry.no), b);
	else if (kind == &hj_ev_performed || kind == &hj_ev_defaulted)
		hj_carry_back(t, &t->d->performance[entry.no - 1], b);
	else if (kind == &hj_ev_notice_served)
		b->left = left_by_notice(t, entry.no);
	hj_happens(t, &hj_ev_voided, b);
	compensate(t, kind, &entry, ended, c->reason);
}

const struct hj_command hj_cmd_void = {
	.name = "void",
	.zh = "撤销记录",
	.en = "Take an entry back",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.decide = decide,
};
