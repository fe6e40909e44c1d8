/*
 * One sheet for a matter settled on the spot (当场调处): it is registered,
 * heard, agreed and, it may be, performed, in one turn.
 *
 * Six things are asked: two names, what about, where, what was agreed, and
 * whether it is done or by when.  The sheet says the rest by being filled in:
 * both sides agreed to mediation (人民调解法17, F) and were told of their
 * rights, the matter was taken up, who fills it in mediated and has no interest
 * in it. An oral agreement takes effect that day (28, 30, F); a written one at
 * the head's desk, where all sign and the stamp lies (29, F).  What follows is
 * an ordinary dispute: its sitting and its agreement pass the checks of every
 * sitting and agreement, and count like them.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/intake/register.h"
#include "lib/commands/procedure/file_number.h"
#include "lib/commands/procedure/mediators.h"
#include "lib/commands/session/log_session.h"

#include <string.h>

struct record_settled {
	struct hj_frame frame;
	struct hj_sealed agreed;
	int64_t amount; /* fen */
	const char *category_gb;
	const char *category_moj;
	const char *category_word;
	int channel; /* enum hj_channel; absent: the body's own */
	int64_t debtor;
	bool done;
	int32_t due_on;
	int64_t ends; /* instant */
	bool interest;
	struct hj_party_input *parties; /* the first one against the others */
	size_t n_parties;
	const char *place;
	int source; /* enum hj_source */
	struct hj_sealed spot;
	int64_t starts; /* instant */
	struct hj_sealed title;
	bool written;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(record_settled, agreed, HJ_REQUIRED | HJ_KEY_TEXT, 4000, "怎么说好的|what was agreed"),
	HJ_MONEY(record_settled, amount, 0, "赔付数额(分)|amount in fen"),
	HJ_TEXT(record_settled, category_gb, 0, 4, "类别(国标)|category, GB/T 31000"),
	HJ_TEXT(record_settled, category_moj, 0, 8, "类别(司法部)|category, MoJ"),
	HJ_TEXT(record_settled, category_word, HJ_REQUIRED, 40, "什么事|what about"),
	HJ_WORD(record_settled, channel, 0, &hj_channel_words, "程序种类|channel"),
	HJ_INT(record_settled, debtor, 0, 1, 10, "由第几位当事人履行|which of the parties performs"),
	HJ_BOOL(record_settled, done, 0, "当场办了|done at once"),
	HJ_DATE(record_settled, due_on, 0, "何日前办|due by"),
	HJ_INSTANT(record_settled, ends, 0, "结束时间|end"),
	HJ_BOOL(record_settled, interest, 0, "调解人与一方有利害关系|the mediator has an interest"),
	HJ_LIST(record_settled, parties, HJ_REQUIRED, &hj_party_brief_fields, 10, "双方当事人|both sides"),
	HJ_TEXT(record_settled, place, HJ_REQUIRED | HJ_DIVISION, 15, "在哪里(区划代码)|where, division code"),
	HJ_WORD(record_settled, source, 0, &hj_source_words, "来源|source"),
	HJ_SEALED(record_settled, spot, HJ_KEY_TEXT, 200, "具体地点|the spot in words"),
	HJ_INSTANT(record_settled, starts, 0, "开始时间|start"),
	HJ_SEALED(record_settled, title, HJ_KEY_TITLE, 100, "题名|title"),
	HJ_BOOL(record_settled, written, 0, "签了书面协议|a written agreement was signed"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_settled, rows);

/* Who mediated: who fills the sheet in, or the person answerable for it. */
static const char *
mediator(const struct hj_turn *t)
{
	return t->frame->on_behalf != NULL ? t->frame->on_behalf
					   : t->actor.person;
}

/* The channel in which this body settles something on the spot; 0 if none. */
static int
spot_channel(const struct hj_org *org)
{
	static const int order[] = { HJ_CH_PEOPLE, HJ_CH_ADMINISTRATIVE };

	for (size_t i = 0; i < 2; i++)
		if (hj_org_concludes(org, order[i]))
			return order[i];
	for (size_t i = 0; i < 2; i++)
		if (hj_org_handles(org, order[i]))
			return order[i];
	return 0;
}

/* May that person mediate for this body?  A grid worker settles by word. */
static bool
person_fits(const struct hj_turn *t)
{
	const struct hj_person *person =
	    hj_person_find(t->world->directory, mediator(t));

	return person != NULL && !person->left && person->org != NULL &&
	       strcmp(person->org, t->actor.org) == 0 &&
	       (person->roles & (HJ_RO(MEDIATOR) | HJ_RO(HEAD) | HJ_RO(JUDGE) |
				    HJ_RO(GRID)));
}

/* A written agreement on the spot: the body concludes it, its head is there. */
static void
check_written(struct hj_turn *t, const struct hj_org *org, int channel)
{
	if (!hj_org_concludes(org, channel))
		hj_refuse(t, HJ_NO_CONCLUDE, "written");
	else if (!hj_may(HJ_MAY_STAMP, t->actor.roles, HJ_REL_HANDLES))
		hj_refuse(t, HJ_NO_STAMP, "written");
}

static void
check(struct hj_turn *t, const struct record_settled *c,
    const struct hj_org *org, int channel)
{
	hj_would_open(t, channel, t->actor.org);
	if (channel == 0 || !hj_org_handles(org, channel) ||
	    (channel != HJ_CH_PEOPLE && channel != HJ_CH_ADMINISTRATIVE))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "channel");
	else if (!person_fits(t))
		hj_refuse(t, HJ_NO_PERSON, "on_behalf");
	else if (c->interest)
		hj_refuse(t, HJ_NO_DISCLOSURE, "interest");
	else if (c->done == (c->due_on != 0))
		hj_refuse(t, HJ_NO_DONE_OR_DUE, "done");
	else if (c->due_on != 0 && c->due_on < hj_occurred_on(t))
		hj_refuse(t, HJ_NO_ORDER, "due_on");
	else if (c->written)
		check_written(t, org, channel);
}

/* The dispute, its parties, its procedure. */
static void
register_it(struct hj_turn *t, const struct record_settled *c,
    const struct hj_org *org, int channel)
{
	bool grid = strcmp(org->kind->name, "grid") == 0;
	struct hj_party_input *parties =
	    hj_alloc(t->a, c->n_parties * sizeof(*parties));
	struct hj_register r = {
		.frame = c->frame,
		.source = c->source != 0 ? c->source
			  : grid         ? HJ_SRC_GRID
					 : HJ_SRC_APPLICATION,
		.manner = HJ_MN_ORAL,
		.channel = channel,
		.place = c->place,
		.category_moj = c->category_moj,
		.category_gb = c->category_gb,
		.category_word = c->category_word,
		.title = c->title,
		.claim = HJ_NONE,
		.owed = HJ_NONE,
		.disputed = HJ_NONE,
		.adjudged = HJ_NONE,
		.parties = parties,
		.n_parties = c->n_parties,
		.on_the_spot = true,
	};

	for (size_t i = 0; i < c->n_parties; i++) {
		parties[i] = c->parties[i];
		if (parties[i].kind == 0)
			parties[i].kind = HJ_PK_NATURAL;
		if (parties[i].side == 0)
			parties[i].side =
			    i == 0 ? HJ_SIDE_APPLICANT : HJ_SIDE_RESPONDENT;
	}
	hj_register_decide(t, &r);
	t->p = hj_procedure_at(t->d, 1);
	if (t->refused == HJ_NO && !hj_two_sides_left(t->d, t->p))
		hj_refuse(t, HJ_NO_ONE_SIDE, "parties");
}

/* Consent, acceptance, mediator; and who signs, where the host does not. */
static void
take_up(struct hj_turn *t, const struct hj_org *org, int channel)
{
	const struct hj_org *signer =
	    hj_org_signer(t->world->directory, org, channel);
	struct hj_procedure_moved *b = HJ_NEW(t->a, struct hj_procedure_moved);
	struct hj_mediator *m = HJ_NEW(t->a, struct hj_mediator);

	if (signer != NULL && signer != org) {
		struct hj_signer_joined *s =
		    HJ_NEW(t->a, struct hj_signer_joined);

		*s = (struct hj_signer_joined){ t->p->no, signer->id };
		hj_happens(t, &hj_ev_signer_joined, s);
	}
	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_party_joined(&t->d->party[i]))
			hj_answer(t, &hj_ev_consent_recorded, 1,
			    t->d->party[i].no, HJ_AN_AGREES, HJ_MN_ORAL,
			    HJ_NO_TEXT);
	*b = (struct hj_procedure_moved){
		.procedure = 1, .phase = HJ_PH_ACCEPTED, .on = hj_occurred_on(t)
	};
	hj_happens(t, &hj_ev_accepted, b);
	*m = (struct hj_mediator){ mediator(t), true, true, t->actor.org };
	hj_ask_file_number(t, 1, b->on);
	t->p = hj_procedure_at(t->d, 1);
	hj_mediators_set(
	    t, &hj_ev_mediators_assigned, m, 1, HJ_NO_TEXT, HJ_NO_TEXT);
	t->p = hj_procedure_at(t->d, 1);
}

/* When they sat: as said, else the moment of the sheet, if one is known. */
static void
set_times(const struct hj_turn *t, const struct record_settled *c,
    struct hj_log_session *s)
{
	s->starts = c->starts;
	s->ends = c->ends;
	if (c->starts != 0 || c->ends != 0)
		return;
	if (c->frame.occurred_at != 0)
		s->starts = s->ends = c->frame.occurred_at;
	else if (c->frame.occurred_on == 0)
		s->starts = s->ends = t->now;
}

static void
sit(struct hj_turn *t, const struct record_settled *c)
{
	struct hj_log_session s = {
		.frame = c->frame,
		.place = c->spot,
		.mode = HJ_MO_TOGETHER,
		.result = HJ_RE_AGREED,
		.asked = HJ_NONE,
		.offered = HJ_NONE,
	};

	set_times(t, c, &s);
	for (size_t i = 0; i < t->d->n_party; i++) {
		struct hj_attendance *a =
		    HJ_PUSH(t->a, s.attendance, s.n_attendance);

		a->party = t->d->party[i].no;
		a->presence = HJ_PR_CAME;
	}
	hj_log_session(t, &s);
}

/* All sign at the head's desk: draft, signatures, mediator, stamp. */
static void
sign_all(struct hj_turn *t, const struct hj_agreement_input *in)
{
	struct hj_agreement *a = hj_agreement_make(t, in, 1, HJ_AF_WRITTEN);
	struct hj_agreement_drafted *drafted;
	struct hj_agreement_signed *b;
	int32_t on = hj_occurred_on(t);

	if (a == NULL)
		return;
	drafted = HJ_NEW(t->a, struct hj_agreement_drafted);
	drafted->agreement = a;
	hj_happens(t, &hj_ev_agreement_drafted, drafted);
	for (size_t i = 0; i < t->d->n_party; i++) {
		b = HJ_NEW(t->a, struct hj_agreement_signed);
		b->agreement = a->no;
		b->on = on;
		b->signature = HJ_NEW(t->a, struct hj_signature);
		*b->signature = (struct hj_signature){
			.party = t->d->party[i].no,
			.how = HJ_SG_SIGNATURE,
			.on = on,
			.before = t->actor.person,
		};
		hj_happens(t, &hj_ev_agreement_signed, b);
	}
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	*b = (struct hj_agreement_signed){
		.agreement = a->no, .mediator = mediator(t), .on = on
	};
	hj_happens(t, &hj_ev_mediator_signed, b);
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	*b = (struct hj_agreement_signed){
		.agreement = a->no, .stamped_by = t->actor.org, .on = on
	};
	hj_happens(t, &hj_ev_agreement_stamped, b);
	hj_agreement_complete(t, a->no);
}

static void
agree(struct hj_turn *t, const struct record_settled *c)
{
	struct hj_term_input term = {
		.kind = c->amount != HJ_NONE ? HJ_TK_MONEY : HJ_TK_DUTY,
		.amount = c->amount,
		.debtor = c->debtor,
		.due_on = c->done ? hj_occurred_on(t) : c->due_on,
		.text = c->agreed,
	};
	struct hj_agreement_input in = {
		.frame = c->frame, .terms = &term, .n_terms = 1
	};

	if (c->written)
		sign_all(t, &in);
	else
		hj_oral_agreement(t, 1, &in);
}

/* Done at once: the only term is performed. */
static void
perform(struct hj_turn *t, const struct record_settled *c)
{
	struct hj_performed *b = HJ_NEW(t->a, struct hj_performed);

	b->performance = HJ_NEW(t->a, struct hj_performance);
	*b->performance = (struct hj_performance){
		.no = HJ_NEXT_NO(t->d->n_performance),
		.on = HJ_PO_TERM,
		.agreement = 1,
		.term = 1,
		.amount = c->amount,
		.day = hj_occurred_on(t),
	};
	b->paid = c->amount;
	b->term_state = HJ_TS_PERFORMED;
	hj_happens(t, &hj_ev_performed, b);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_settled *c = cmd;
	const struct hj_org *org = hj_turn_org(t);
	int channel;

	if (org == NULL) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	channel = c->channel != 0 ? c->channel : spot_channel(org);
	/* Everything on the sheet happened when they sat. */
	if (c->starts != 0 && c->frame.occurred_on == 0 &&
	    c->frame.occurred_at == 0) {
		t->from = c->starts;
		t->to = c->ends != 0 ? c->ends : c->starts;
		t->prec = HJ_PREC_INSTANT;
	}
	check(t, c, org, channel);
	if (t->refused == HJ_NO)
		register_it(t, c, org, channel);
	if (t->refused == HJ_NO)
		take_up(t, org, channel);
	if (t->refused == HJ_NO)
		sit(t, c);
	if (t->refused == HJ_NO)
		agree(t, c);
	if (t->refused == HJ_NO && c->done)
		perform(t, c);
}

const struct hj_command hj_cmd_record_settled = {
	.name = "record-settled",
	.zh = "当场调成了",
	.en = "Record a matter settled on the spot",
	.fields = &fields,
	.right = HJ_MAY_REGISTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
