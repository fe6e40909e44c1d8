/* Steps that several commands share; see common.h. */
#include "lib/commands/common.h"
#include "lib/commands/guard.h"

#include "lib/commands/notice/notice.h"
#include "lib/dispute/petition.h"

#include <string.h>

/*
 * By which procedure the court tries what is mediated: as the referral says; in
 * court, as its suit is tried.
 */
static int
trial_of(const struct hj_dispute *d, const struct hj_procedure *opened)
{
	const struct hj_referral *from = hj_referral_at(d, opened->referral);

	if (from != NULL || opened->channel != HJ_CH_IN_COURT)
		return from == NULL ? 0 : from->trial;
	for (size_t i = d->n_procedure; i-- > 0;)
		if (d->procedure[i].channel == HJ_CH_SUIT)
			return d->procedure[i].trial;
	return 0;
}

static struct hj_procedure *
open_one(struct hj_turn *t, struct hj_procedure opened)
{
	struct hj_procedure_opened *b =
	    HJ_NEW(t->a, struct hj_procedure_opened);

	b->procedure = HJ_NEW(t->a, struct hj_procedure);
	*b->procedure = opened;
	b->procedure->no = HJ_NEXT_NO(t->d->n_procedure);
	b->procedure->phase = HJ_PH_OPENED;
	b->procedure->registrar = t->actor.person;
	b->procedure->opened_on = hj_occurred_on(t);
	b->procedure->trial = trial_of(t->d, &opened);
	return hj_procedure_begins(t, b);
}

struct hj_procedure *
hj_open_procedure(struct hj_turn *t, const char *body, const char *host,
    int channel, int source, int64_t referral)
{
	return open_one(t, (struct hj_procedure){ .channel = channel,
			       .body = body,
			       .host = host,
			       .source = source,
			       .referral = referral });
}

struct hj_procedure *
hj_open_numbered(struct hj_turn *t, const char *body, const char *host,
    int channel, int source, const char *number)
{
	bool order = channel == HJ_CH_HOTLINE || channel == HJ_CH_REPORT;

	return open_one(t, (struct hj_procedure){ .channel = channel,
			       .body = body,
			       .host = host,
			       .source = source,
			       .number = order ? number : NULL });
}

const char *
hj_host(struct hj_turn *t, const char *host)
{
	if (host != NULL &&
	    !hj_org_above(t->world->directory, host, t->actor.org)) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "host");
		return NULL;
	}
	return host;
}

/*
 * Mediation of a loss takes nothing from an organ's duty to punish what is
 * unlawful (公安规定185; 市场监管投诉举报处理暂行办法23: F), and its notices
 * say so.
 */
static const char *
says(const struct hj_dispute *d, int64_t procedure)
{
	const struct hj_procedure *p = hj_procedure_at(d, procedure);

	if (p == NULL || p->channel != HJ_CH_ADMINISTRATIVE)
		return NULL;
	return "调解不免除机关依法查处违法行为的职责 / mediation takes "
	       "nothing from the duty to punish what is unlawful";
}

/* Owe `wanted`, unless the same is owed already. */
static void
owe(struct hj_turn *t, const struct hj_notice *wanted, const char *article)
{
	struct hj_notice_set *b;

	for (size_t i = 0; i < t->d->n_notice; i++) {
		const struct hj_notice *n = &t->d->notice[i];

		if (n->state == HJ_NS_OWED && n->kind == wanted->kind &&
		    n->procedure == wanted->procedure &&
		    n->party == wanted->party && n->clock == wanted->clock)
			return;
	}
	b = HJ_NEW(t->a, struct hj_notice_set);
	b->article = article;
	b->says = says(t->d, wanted->procedure);
	b->rights = hj_notice_rights(t, wanted->kind);
	b->notice = HJ_NEW(t->a, struct hj_notice);
	*b->notice = *wanted;
	b->notice->no = HJ_NEXT_NO(t->d->n_notice);
	b->notice->state = HJ_NS_OWED;
	b->notice->owed_on = hj_occurred_on(t);
	hj_notice_take_way(t, b->notice, 0);
	hj_happens(t, &hj_ev_notice_owed, b);
}

void
hj_owe_notice(struct hj_turn *t, int64_t procedure, int64_t party, int kind,
    const char *article)
{
	const struct hj_notice wanted = {
		.kind = kind,
		.procedure = procedure,
		.party = party,
	};

	owe(t, &wanted, article);
}

void
hj_owe_limit(struct hj_turn *t, const struct hj_clock *c, int64_t party)
{
	const struct hj_notice wanted = {
		.kind = HJ_NK_LIMIT,
		.procedure = c->procedure,
		.party = party,
		.clock = c->no,
	};

	owe(t, &wanted, c->article);
}

const char *
hj_rights_article(const struct hj_turn *t, const struct hj_procedure *p)
{
	return hj_guard_article_in(t, "rights-told", p);
}

void
hj_owe_notices(struct hj_turn *t, const struct hj_procedure *p, int kind,
    const char *article)
{
	int64_t procedure = p->no;

	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_party_joined(&t->d->party[i]))
			hj_owe_notice(
			    t, procedure, t->d->party[i].no, kind, article);
}

/*
 * A procedure that is over makes no offers any more.  What the ladder offers
 * stays open where the matter goes up: it failed here, nobody has refused.
 */
void
hj_revoke_offers(struct hj_turn *t, int64_t procedure, int ground)
{
	bool goes_up =
	    ground == HJ_GR_NO_AGREEMENT || ground == HJ_GR_TERM_OVER;

	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		if (r->from_procedure == procedure &&
		    r->state == HJ_RS_OFFERED && !(goes_up && r->step != 0))
			hj_referral_move(t, r->no, HJ_RS_REVOKED,
			    &hj_ev_referral_revoked, HJ_NO_TEXT);
	}
}

/* Does an end on this ground leave the parties without a forum? */
static bool
owes_routes(int ground)
{
	switch ((enum hj_ground)ground) {
	case HJ_GR_NO_AGREEMENT:
	case HJ_GR_REFUSED:
	case HJ_GR_WITHDRAWN:
	case HJ_GR_TERM_OVER:
	case HJ_GR_UNREACHABLE:
	case HJ_GR_OTHER_FORUM:
	case HJ_GR_RETURNED: /* the sender may go on; they are told */
	case HJ_GR_OTHER:
		return true;
	case HJ_GR_SETTLED:
	case HJ_GR_HANDED_UP:
	case HJ_GR_HANDED_OVER:
	case HJ_GR_DECLINED: /* has a notice of its own */
	case HJ_GR_DECIDED:
	case HJ_GR_NOT_STATED:
	case HJ_GR_ANSWERED:
	case HJ_GR_UNDERTAKING:
	case HJ_GR_COMPLETED:
	case HJ_GR_AID_TERMINATED:
	case HJ_GR_TERMINATED:
		return false;
	}
	return false;
}

/*
 * Before mediation has begun a court's papers go back at once when the other
 * side refuses or cannot be reached (在线15, F); the notices tell the
 * applicant.
 */
static void
return_papers(struct hj_turn *t, int64_t no, bool begun, int ground)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, no);
	const struct hj_referral *r = hj_referral_at(t->d, p->referral);
	struct hj_referral_set *b;

	if (begun || r == NULL || r->state != HJ_RS_ACCEPTED ||
	    (r->kind != HJ_RK_ASSIGN && r->kind != HJ_RK_ENTRUST) ||
	    (ground != HJ_GR_REFUSED && ground != HJ_GR_UNREACHABLE))
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = *r;
	b->referral->state = HJ_RS_RETURNED;
	b->result = HJ_RE_NOT_AGREED;
	b->article = "在线15";
	hj_happens(t, &hj_ev_referral_returned, b);
}

const char *
hj_routes_article(const struct hj_turn *t, const struct hj_procedure *p)
{
	return hj_guard_article_in(t, "notice-owed", p);
}

void
hj_end_procedure(struct hj_turn *t, struct hj_procedure *p, int ground,
    struct hj_sealed reason)
{
	hj_end_procedure_closing(t, p, ground, 0, reason);
}

void
hj_end_procedure_closing(struct hj_turn *t, struct hj_procedure *p, int ground,
    int closing, struct hj_sealed reason)
{
	bool begun = p->phase != HJ_PH_OPENED;
	struct hj_procedure_moved *b = HJ_NEW(t->a, struct hj_procedure_moved);
	bool mediated = hj_channel_mediates(p->channel);
	int64_t no = p->no;

	*b = (struct hj_procedure_moved){
		.procedure = no,
		.phase = HJ_PH_ENDED,
		.ground = ground,
		.closing = closing,
		.on = hj_occurred_on(t),
		.keeps_duties = ground == HJ_GR_HANDED_UP,
		.reason = reason,
	};
	hj_happens(t, &hj_ev_procedure_ended, b);
	if (owes_routes(ground) && mediated)
		hj_owe_notices(t, hj_procedure_at(t->d, no), HJ_NK_ROUTES,
		    hj_routes_article(t, hj_procedure_at(t->d, no)));
	return_papers(t, no, begun, ground);
	if (ground != HJ_GR_HANDED_UP && ground != HJ_GR_HANDED_OVER &&
	    ground != HJ_GR_ANSWERED)
		hj_revoke_offers(t, no, ground);
}

bool
hj_notice_open(const struct hj_dispute *d, int64_t procedure)
{
	for (size_t i = 0; i < d->n_notice; i++)
		if (d->notice[i].state == HJ_NS_OWED &&
		    hj_notice_kind_row(d->notice[i].kind)->waits &&
		    (procedure == 0 || d->notice[i].procedure == procedure))
			return true;
	return false;
}

bool
hj_all_agree(const struct hj_dispute *d, const struct hj_procedure *p)
{
	size_t joined = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		if (!hj_party_joined(&d->party[i]))
			continue;
		joined++;
		/* Who refused is out; who is silent is asked. */
		if (hj_consent_of(p, d->party[i].no) != HJ_AN_AGREES &&
		    hj_consent_of(p, d->party[i].no) != HJ_AN_REFUSES)
			return false;
	}
	return joined > 0 && hj_two_sides_left(d, p);
}

bool
hj_is_mediator(const struct hj_procedure *p, const char *person)
{
	for (size_t i = 0; i < p->n_mediator; i++)
		if (strcmp(p->mediator[i].person, person) == 0)
			return true;
	return false;
}

int64_t
hj_settled_by(const struct hj_dispute *d, const struct hj_procedure *p)
{
	int64_t no = 0;

	for (size_t i = 0; i < d->n_agreement; i++)
		if (d->agreement[i].procedure == p->no &&
		    d->agreement[i].form != HJ_AF_PRIVATE &&
		    d->agreement[i].state == HJ_AS_EFFECTIVE)
			no = d->agreement[i].no;
	return no;
}

bool
hj_settled_whole(const struct hj_dispute *d, const struct hj_procedure *p)
{
	return hj_settled_by(d, p) != 0 && !hj_issue_open(d);
}

void
hj_offer(struct hj_turn *t, struct hj_referral *r, const char *explanation,
    struct hj_reason *because)
{
	struct hj_referral_set *b;

	/* By itself nothing goes to whom a petition accuses (30). */
	if (hj_petition_bars(t->d, r->to))
		return;
	b = HJ_NEW(t->a, struct hj_referral_set);
	r->no = HJ_NEXT_NO(t->d->n_referral);
	r->state = HJ_RS_OFFERED;
	r->offered_on = hj_occurred_on(t);
	b->referral = r;
	b->explanation = explanation;
	b->because = because;
	b->article = because->article;
	hj_happens(t, &hj_ev_referral_offered, b);
}

void
hj_referral_move(struct hj_turn *t, int64_t no, int state,
    const struct hj_event_kind *kind, struct hj_sealed reason)
{
	struct hj_referral_set *b = HJ_NEW(t->a, struct hj_referral_set);

	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = *hj_referral_at(t->d, no);
	b->referral->state = state;
	b->reason = reason;
	hj_happens(t, kind, b);
}

/* On what ground the sending procedure ends, 0 if it goes on beside. */
static int
hand_over_ground(const struct hj_referral *r, const struct hj_procedure *from)
{
	/* A court that sends on keeps what it has; so does who is assisted. */
	if (from == NULL || !hj_procedure_live(from) || r->channel == 0 ||
	    from->channel == HJ_CH_IN_COURT)
		return 0;
	if (from->channel != HJ_CH_REPORT &&
	    from->channel != HJ_CH_PROCURATORIAL &&
	    !hj_channel_mediates(from->channel))
		return 0;
	return r->kind == HJ_RK_ESCALATE ? HJ_GR_HANDED_UP : HJ_GR_HANDED_OVER;
}

/* The live procedure of `body` in `channel`; 0 if there is none. */
static int64_t
running(const struct hj_dispute *d, const char *body, int channel)
{
	for (size_t i = 0; i < d->n_procedure; i++) {
		const struct hj_procedure *p = &d->procedure[i];

		if (p->channel == channel && p->body != NULL &&
		    strcmp(p->body, body) == 0 && hj_procedure_live(p))
			return p->no;
	}
	return 0;
}

void
hj_accept_offer(struct hj_turn *t, const struct hj_referral *r,
    const char *host, struct hj_sealed text)
{
	struct hj_referral_set *b = HJ_NEW(t->a, struct hj_referral_set);
	struct hj_procedure *from = hj_procedure_at(t->d, r->from_procedure);
	int ground = hand_over_ground(r, from);
	int source = from == NULL ? 0 : from->source;
	int64_t procedure = running(t->d, r->to, r->channel);
	const struct hj_procedure *opened = NULL;

	b->referral = HJ_NEW(t->a, struct hj_referral);
	*b->referral = *r;
	b->referral->state = HJ_RS_ACCEPTED;
	b->text = text;
	if (procedure == 0 && r->channel != 0)
		opened = hj_open_procedure(t, b->referral->to, host,
		    b->referral->channel, source, b->referral->no);
	b->referral->to_procedure = opened != NULL ? opened->no : procedure;
	hj_happens(t, &hj_ev_referral_accepted, b);
	if (procedure != 0 && procedure == b->referral->from_procedure)
		return;
	if (ground != 0)
		hj_end_procedure(t,
		    hj_procedure_at(t->d, b->referral->from_procedure), ground,
		    HJ_NO_TEXT);
}
