/*
 * Opinion, review, re-check; see rung.h.
 *
 * The right to ask for the next one runs from the receipt of the written
 * opinion by the petitioner, never from its issue (35, 36; F): while it is not
 * served no limit runs and nothing is asked for; when the limit is over a
 * request is refused with its article.  An organ that took too long left its
 * overdue entry; what it says stands.
 */
#include "lib/commands/petition/rung.h"
#include "lib/commands/guard.h"

#include <string.h>

/* clang-format off */
static const struct hj_field issue_rows[] = {
	HJ_SEALED(hj_issue, basis, HJ_KEY_TEXT, 4000, "法律、政策依据|basis of law or policy"),
	HJ_TEXT(hj_issue, by_outside, 0, 100, "作出机关(系统外)|organ that gave it, if it is no user"),
	HJ_SEALED(hj_issue, grounds, HJ_KEY_TEXT, 20000, "查明的事实和理由|facts and reasons"),
	HJ_SEALED(hj_issue, opinion, HJ_KEY_TEXT, 20000, "意见|opinion"),
	HJ_WORD(hj_issue, outcome, HJ_REQUIRED, &hj_petition_outcome_words, "对诉求的处理|what it says to the request"),
	HJ_SEALED(hj_issue, request, HJ_KEY_TEXT, 4000, "诉求|request"),
	HJ_INT(hj_issue, review_days, 0, 1, 3650, "可以请求复查、复核的期限(日)|days to ask for the next one"),
	HJ_SEALED(hj_issue, rights, HJ_KEY_TEXT, 2000, "救济权利告知|the right to a review or re-check"),
	HJ_SEALED(hj_issue, text, HJ_KEY_TEXT, 20000, "说明|in words"),
};
const struct hj_fields hj_issue_fields = HJ_COMMAND_FIELDS(hj_issue, issue_rows);

static const struct hj_field ask_rows[] = {
	HJ_INT(hj_ask, party, HJ_REQUIRED, 1, 1000, "请求人|who asks"),
	HJ_SEALED(hj_ask, reason, HJ_KEY_TEXT, 4000, "理由|reason"),
	HJ_SEALED(hj_ask, text, HJ_KEY_TEXT, 20000, "说明|in words"),
	HJ_ID(hj_ask, to, 0, "复查、复核机关|organ that will give it"),
};
const struct hj_fields hj_ask_fields = HJ_COMMAND_FIELDS(hj_ask, ask_rows);

/* What is the same of a rung in other words. */
static const struct rung {
	int asked_at; /* stage in which it is asked for */
	int given;    /* stage that it leads to */
	int pending;  /* stage while it is awaited */
	int notice;
	const char *rests; /* the guard it rests on */
	const struct hj_event_kind *asked, *issued;
} rungs[] = {
	[HJ_RG_OPINION] = { 0, HJ_ST_ANSWERED, HJ_ST_HANDLING, HJ_NK_PETITION_OPINION, "petition-opinion", NULL, &hj_ev_petition_answered },
	[HJ_RG_REVIEW]  = { HJ_ST_ANSWERED, HJ_ST_REVIEWED, HJ_ST_REVIEWING, HJ_NK_PETITION_REVIEW, "petition-review", &hj_ev_petition_review_requested, &hj_ev_petition_reviewed },
	[HJ_RG_RECHECK] = { HJ_ST_REVIEWED, HJ_ST_RECHECKED, HJ_ST_RECHECKING, HJ_NK_PETITION_RECHECK, "petition-recheck", &hj_ev_petition_recheck_requested, &hj_ev_petition_rechecked },
};
/* clang-format on */

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Refuse with the article of `rung`. */
static void
refuse(struct hj_turn *t, enum hj_refusal no, const char *field, int rung)
{
	hj_refuse_as(t, no, field, rungs[rung].rests);
}

/* How long the petitioner has to ask for what comes after `notice`. */
static int64_t
days_to_ask(const struct hj_turn *t, int notice)
{
	const struct hj_rule_set *set = hj_petition_rules(t);

	for (size_t i = 0; set != NULL && i < set->n_clocks; i++)
		if (set->clocks[i].notice == notice)
			return set->clocks[i].length;
	return 0;
}

/* Does it state all that the article asks for? */
static void
check_content(struct hj_turn *t, const struct hj_issue *c, int rung)
{
	const struct {
		const char *name;
		const struct hj_sealed *value;
	} parts[] = {
		{ "request", &c->request },
		{ "grounds", &c->grounds },
		{ "opinion", &c->opinion },
		{ "basis", &c->basis },
		{ "rights", &c->rights },
	};
	int64_t days = days_to_ask(t, rungs[rung].notice);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].value->box == NULL)
			refuse(
			    t, HJ_NO_OPINION_INCOMPLETE, parts[i].name, rung);
	/* The next one and its days belong to it; after a re-check none is. */
	if (c->review_days != days)
		refuse(t, HJ_NO_OPINION_INCOMPLETE, "review_days", rung);
}

/* Who may give the opinion of `rung`. */
static void
check_organ(struct hj_turn *t, const struct hj_issue *c, int rung)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);
	const char *chosen = rung == HJ_RG_REVIEW ? x->reviewer : x->rechecker;
	bool below = hj_petition_handles(t) ||
		     (rung == HJ_RG_RECHECK && same(x->reviewer, t->actor.org));

	if (rung == HJ_RG_OPINION)
		return;
	if (below && c->by_outside == NULL)
		refuse(t, HJ_NO_SAME_ORGAN, NULL, rung);
	else if (chosen != NULL && !same(chosen, t->actor.org))
		hj_refuse(t, HJ_NO_RIGHT, "procedure");
}

void
hj_issue_opinion(struct hj_turn *t, const struct hj_issue *c, int rung)
{
	int64_t procedure = t->p->no;
	struct hj_petition_set *b;
	struct hj_petition *x;

	check_organ(t, c, rung);
	check_content(t, c, rung);
	if (rung == HJ_RG_OPINION && t->refused == HJ_NO &&
	    hj_petition_of(t->d, procedure)->way != HJ_PW_OPINION)
		hj_refuse(t, HJ_NO_WAY, NULL);
	if (t->refused != HJ_NO)
		return;
	b = hj_petition_change(t, procedure);
	x = b->petition;
	if (rung == HJ_RG_OPINION)
		x->opinion = c->outcome;
	else if (rung == HJ_RG_REVIEW)
		x->review = c->outcome;
	else
		x->recheck = c->outcome;
	if (rung == HJ_RG_REVIEW && !hj_petition_handles(t))
		x->reviewer = t->actor.org;
	if (rung == HJ_RG_RECHECK && !hj_petition_handles(t))
		x->rechecker = t->actor.org;
	x->received_unknown = false;
	b->stage = rungs[rung].given;
	b->article = hj_guard_article(t, rungs[rung].rests);
	b->named = c->by_outside;
	b->request = c->request;
	b->grounds = c->grounds;
	b->opinion = c->opinion;
	b->basis = c->basis;
	b->rights = c->rights;
	b->text = c->text;
	hj_happens(t, rungs[rung].issued, b);
	hj_owe_petitioners(t, procedure, rungs[rung].notice,
	    hj_guard_article(t, rungs[rung].rests));
}

/* The newest limit of `party` to ask for the opinion of `rung`; or NULL. */
static const struct hj_clock *
limit_of(const struct hj_turn *t, int64_t party, int notice)
{
	for (size_t i = t->d->n_clock; i-- > 0;) {
		const struct hj_clock *c = &t->d->clock[i];
		const struct hj_rule_clock *rule = hj_rule_clock_find(
		    hj_rule_set_find(t->world->rules, c->set), c->rule);

		if (c->procedure == t->p->no && c->party == party &&
		    rule != NULL && rule->notice == notice)
			return c;
	}
	return NULL;
}

/* Has `party` the opinion before `rung` in hand? */
static bool
received(const struct hj_turn *t, int64_t party, int notice)
{
	if (hj_petition_of(t->d, t->p->no)->received_unknown)
		return true;
	for (size_t i = t->d->n_notice; i-- > 0;) {
		const struct hj_notice *n = &t->d->notice[i];

		if (n->procedure == t->p->no && n->kind == notice &&
		    n->party == party)
			return n->state == HJ_NS_SERVED;
	}
	return false;
}

/* Is the party's right to ask over? */
static bool
late(const struct hj_turn *t, int64_t party, int rung)
{
	const struct hj_clock *c = limit_of(t, party, rungs[rung - 1].notice);

	return c != NULL && c->state == HJ_CS_FIRED;
}

/* Was the right given back after it had ended? */
static bool
given_back(const struct hj_turn *t, int64_t party, int rung)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);
	const struct hj_clock *c = limit_of(t, party, rungs[rung - 1].notice);

	return (x->end == HJ_PE_OPINION || x->end == HJ_PE_REVIEW) &&
	       c != NULL && c->state == HJ_CS_SET_ASIDE;
}

static bool
check_party(struct hj_turn *t, int64_t no)
{
	const struct hj_party *party = hj_party_at(t->d, no);

	if (party == NULL || !hj_petitioner(party))
		hj_refuse(t, HJ_NO_PARTY, "party");
	return t->refused == HJ_NO;
}

/* Did `org` give an opinion that the one of `rung` is about? */
static bool
gave_last(const struct hj_turn *t, const char *org, int rung)
{
	const struct hj_petition *x = hj_petition_of(t->d, t->p->no);

	return same(x->organ != NULL ? x->organ : t->p->body, org) ||
	       (rung == HJ_RG_RECHECK && same(x->reviewer, org));
}

static void
check_asked(struct hj_turn *t, const struct hj_ask *c, int rung)
{
	const struct hj_org *to = hj_org_find(
	    t->world->directory, c->to != NULL ? c->to : t->actor.org);

	/* The command says itself what the row would. */
	if (hj_petition_of(t->d, t->p->no) == NULL)
		hj_refuse(t, HJ_NO_CHANNEL, "procedure");
	if (t->refused != HJ_NO || !check_party(t, c->party))
		return;
	/* Before the stage: with the right, the petition ended. */
	if (t->p->stage == rungs[rung].asked_at && late(t, c->party, rung))
		refuse(t, HJ_NO_ASK_LATE, NULL, rung);
	else if (t->d->closed)
		hj_refuse(t, HJ_NO_CLOSED, NULL);
	else if (!hj_procedure_live(t->p) && !given_back(t, c->party, rung))
		hj_refuse(t, HJ_NO_PHASE, "procedure");
	else if (t->p->stage < rungs[rung].asked_at)
		refuse(t, HJ_NO_OPINION_UNSERVED, NULL, rung);
	else if (t->p->stage != rungs[rung].asked_at)
		hj_refuse(t, HJ_NO_STAGE, "procedure");
	else if (!received(t, c->party, rungs[rung - 1].notice))
		refuse(t, HJ_NO_OPINION_UNSERVED, NULL, rung);
	else if (to == NULL || !hj_org_handles(to, HJ_CH_PETITION))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "to");
	else if (hj_petition_bars(t->d, to->id))
		hj_refuse(t, HJ_NO_ACCUSED, "to");
	else if (c->to != NULL && gave_last(t, c->to, rung))
		refuse(t, HJ_NO_SAME_ORGAN, "to", rung);
}

void
hj_ask_for(struct hj_turn *t, const struct hj_ask *c, int rung)
{
	const char *to = c->to != NULL ? c->to : t->actor.org;
	struct hj_petition_set *b;
	struct hj_petition *x;

	check_asked(t, c, rung);
	if (t->refused != HJ_NO)
		return;
	b = hj_petition_change(t, t->p->no);
	x = b->petition;
	/* Asked at the desk of the organ that gave the last one: it relays. */
	if (rung == HJ_RG_REVIEW && !gave_last(t, to, rung))
		x->reviewer = to;
	if (rung == HJ_RG_RECHECK && !gave_last(t, to, rung))
		x->rechecker = to;
	x->end = 0;
	if (!hj_procedure_live(t->p))
		b->phase = HJ_PH_ACCEPTED;
	b->stage = rungs[rung].pending;
	b->article = hj_guard_article(t, rungs[rung].rests);
	b->party = c->party;
	b->reason = c->reason;
	b->text = c->text;
	hj_happens(t, rungs[rung].asked, b);
}

void
hj_decline_asked(struct hj_turn *t, const struct hj_ask *c)
{
	int64_t procedure = t->p->no;
	int rung = t->p->stage == HJ_ST_ANSWERED ? HJ_RG_REVIEW : HJ_RG_RECHECK;
	struct hj_petition_set *b;

	if (!check_party(t, c->party))
		return;
	if (!late(t, c->party, rung)) {
		refuse(t, HJ_NO_ASK_IN_TIME, NULL, rung);
		return;
	}
	b = hj_petition_change(t, procedure);
	b->article = hj_guard_article(t, rungs[rung].rests);
	b->party = c->party;
	b->reason = c->reason;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_ask_declined, b);
	hj_owe_notice(t, procedure, c->party, HJ_NK_PETITION_REFUSED,
	    hj_guard_article(t, rungs[rung].rests));
}
