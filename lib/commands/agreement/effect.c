/*
 * When a written agreement takes effect, by channel; see agreement.h.
 *
 * People's mediation: all parties, the mediator, the committee's stamp
 * (人民调解法29, F).  Assigned by a court before filing: the parties (特邀24,
 * F). In court and entrusted: the court's letter, served (民诉法100).  Public
 * security and traffic: the parties and the presiding officer; other organs
 * their stamp too.  Arbitration: its letter, stamped and served.  Enforcement:
 * entered in the court's record (执行笔录).
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/clocks.h"
#include "lib/commands/party/agency.h"

#include <string.h>

#define PARTIES HJ_PIECE_PARTIES
#define MEDIATOR HJ_PIECE_MEDIATOR
#define STAMP HJ_PIECE_STAMP
#define SERVED HJ_PIECE_SERVED

/* clang-format off */
static const struct hj_effect_row effects[] = {
	/* the first row that fits: channel, kind of body, pieces, title, article */
	{ HJ_CH_PEOPLE,         NULL,             PARTIES | MEDIATOR | STAMP,          0, "人民调解法29" },
	{ HJ_CH_ASSIGNED,       NULL,             PARTIES,                             0, "特邀24" },
	{ HJ_CH_ENTRUSTED,      NULL,             PARTIES | SERVED,                    HJ_TI_COURT_LETTER, "特邀19;民诉法100" },
	{ HJ_CH_IN_COURT,       NULL,             PARTIES | SERVED,                    HJ_TI_COURT_LETTER, "民诉法100" },
	{ HJ_CH_ADMINISTRATIVE, "police_station", PARTIES | MEDIATOR,                  0, "公安办理行政案件程序规定184" },
	{ HJ_CH_ADMINISTRATIVE, "traffic_police", PARTIES | MEDIATOR,                  0, "道路交通事故处理程序规定93" },
	{ HJ_CH_ADMINISTRATIVE, NULL,             PARTIES | MEDIATOR | STAMP,          0, "" },
	{ HJ_CH_ARBITRATION,    NULL,             PARTIES | MEDIATOR | STAMP | SERVED, HJ_TI_ARBITRATION, "" },
	{ HJ_CH_ENFORCEMENT,    NULL,             PARTIES | SERVED,                    0, "" }, /* entered in the record */
	{ HJ_CH_PROCURATORIAL,  NULL,             PARTIES | MEDIATOR,                  0, "" },
	{ HJ_CH_PETITION,       NULL,             PARTIES | MEDIATOR,                  0, "信访工作条例33" },
};
/* clang-format on */

const struct hj_effect_row *
hj_effect_of(const struct hj_directory *dir, const struct hj_procedure *p)
{
	const struct hj_org *org = hj_org_find(dir, p->body);

	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++) {
		const struct hj_effect_row *row = &effects[i];

		if (row->channel == p->channel &&
		    (row->kind == NULL ||
			(org != NULL &&
			    strcmp(org->kind->name, row->kind) == 0)))
			return row;
	}
	return NULL;
}

bool
hj_party_bound(const struct hj_procedure *p, const struct hj_party *party)
{
	return hj_party_joined(party) &&
	       hj_consent_of(p, party->no) != HJ_AN_REFUSES;
}

/* The last thing `party` did with the paper; NULL if nothing. */
static const struct hj_signature *
signature_of(const struct hj_agreement *a, int64_t party)
{
	for (size_t i = a->n_signature; i-- > 0;)
		if (a->signature[i].party == party)
			return &a->signature[i];
	return NULL;
}

bool
hj_party_signed(const struct hj_agreement *a, int64_t party)
{
	const struct hj_signature *s = signature_of(a, party);

	return s != NULL && s->how != HJ_SG_REFUSED;
}

/* A guarantor binds himself in writing only (民法典685, K). */
static bool
guarantors_signed(const struct hj_agreement *a)
{
	for (size_t i = 0; i < a->n_term; i++)
		if (a->term[i].guarantor != 0 &&
		    !hj_party_signed(a, a->term[i].guarantor))
			return false;
	return true;
}

bool
hj_status_matter(const struct hj_dispute *d, const struct hj_agreement *a)
{
	/* GB/T 31000: marriage and courtship, inheritance. */
	return a->identity_relation ||
	       (d->category_gb != NULL &&
		   (strcmp(d->category_gb, "0101") == 0 ||
		       strcmp(d->category_gb, "0103") == 0));
}

bool
hj_signed_in_vain(
    const struct hj_dispute *d, const struct hj_agreement *a, int64_t party)
{
	const struct hj_signature *s = signature_of(a, party);

	return s != NULL && s->how == HJ_SG_ELECTRONIC &&
	       hj_status_matter(d, a);
}

/* The category may have been corrected since somebody signed. */
static bool
electronic_in_vain(const struct hj_dispute *d, const struct hj_agreement *a)
{
	for (size_t i = 0; i < d->n_party; i++)
		if (hj_signed_in_vain(d, a, d->party[i].no))
			return true;
	return false;
}

static bool
all_signed(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		if (!hj_party_bound(p, &d->party[i]))
			continue;
		if (!hj_party_signed(a, d->party[i].no))
			return false;
		n++;
	}
	return n > 0;
}

enum hj_refusal
hj_agreement_lacks(const struct hj_turn *t, const struct hj_agreement *a)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);
	const struct hj_agreement *old = hj_agreement_at(
	    t->d, a->replaces != 0 ? a->replaces : a->supplements);
	const struct hj_effect_row *row =
	    p == NULL ? NULL : hj_effect_of(t->world->directory, p);

	if (row == NULL)
		return HJ_NO_CONCLUDE;
	if (!all_signed(t->d, p, a) || !guarantors_signed(a))
		return HJ_NO_SIGNATURES;
	if (electronic_in_vain(t->d, a))
		return HJ_NO_ELECTRONIC;
	if (a->differs)
		return HJ_NO_DIFFERS;
	if ((row->pieces & MEDIATOR) && a->mediator_signed == NULL)
		return HJ_NO_MEDIATOR_SIGN;
	if ((row->pieces & STAMP) && a->stamped_by == NULL)
		return HJ_NO_STAMP;
	if ((row->pieces & SERVED) && !a->served)
		return HJ_NO_SERVED;
	/* Another one took its place meanwhile. */
	if (old != NULL && !hj_builds_on(a, old))
		return HJ_NO_NOT_EFFECTIVE;
	return HJ_NO;
}

void
hj_refuse_agreement(struct hj_turn *t, const struct hj_agreement *a,
    enum hj_refusal rule, const char *field)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);
	const struct hj_effect_row *row =
	    p == NULL ? NULL : hj_effect_of(t->world->directory, p);

	if (t->refused != HJ_NO)
		return;
	hj_refuse(t, rule, field);
	if (row != NULL)
		t->refused_article = row->article;
}

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The day of the last piece that was needed. */
static int32_t
last_day(const struct hj_dispute *d, const struct hj_agreement *a,
    const struct hj_effect_row *row)
{
	const struct hj_procedure *p = hj_procedure_at(d, a->procedure);
	int32_t day = 0;

	for (size_t i = 0; i < d->n_party; i++) {
		const struct hj_signature *s = signature_of(a, d->party[i].no);

		if (s != NULL && hj_party_bound(p, &d->party[i]))
			day = later(day, s->on);
	}
	if (row->pieces & MEDIATOR)
		day = later(day, a->mediator_on);
	if (row->pieces & STAMP)
		day = later(day, a->stamped_on);
	if (row->pieces & SERVED)
		day = later(day, a->served_on);
	return day;
}

/*
 * Only what a lawfully established mediation body concluded can be confirmed
 * (民诉法205, F); a court's or a commission's letter needs no confirmation.
 */
static bool
confirmable(const struct hj_turn *t, const struct hj_procedure *p)
{
	const struct hj_org *signer =
	    hj_org_find(t->world->directory, hj_signer_of(p));

	if (signer == NULL)
		return false;
	if (p->channel == HJ_CH_PEOPLE || p->channel == HJ_CH_ADMINISTRATIVE ||
	    p->channel == HJ_CH_ASSIGNED)
		return hj_org_concludes(signer, p->channel);
	return (p->channel == HJ_CH_PROCURATORIAL ||
		   p->channel == HJ_CH_PETITION) &&
	       p->signer != NULL &&
	       (hj_org_concludes(signer, HJ_CH_PEOPLE) ||
		   hj_org_concludes(signer, HJ_CH_ASSIGNED));
}

/* Is clock `c` about agreement `no`, or a term of it that went on elsewhere? */
static bool
over(const struct hj_turn *t, const struct hj_clock *c,
    const struct hj_agreement *a)
{
	const struct hj_rule_clock *rule = hj_clock_rule(t, c);
	int64_t term = c->subject % HJ_TERMS_MOST;

	if (rule == NULL || !hj_clock_open(c))
		return false;
	if (rule->of == HJ_OF_AGREEMENT)
		return c->subject == a->no && a->state == HJ_AS_REPLACED;
	return rule->of == HJ_OF_TERM && c->subject / HJ_TERMS_MOST == a->no &&
	       a->term[term - 1].state == HJ_TS_CARRIED;
}

/* The limits of what was replaced run no more. */
static void
stop_clocks(struct hj_turn *t, int64_t agreement)
{
	for (size_t i = 0; i < t->d->n_clock; i++) {
		struct hj_clock_set *b;

		if (!over(t, &t->d->clock[i], hj_agreement_at(t->d, agreement)))
			continue;
		b = hj_clock_change(t, &t->d->clock[i]);
		b->clock->state = HJ_CS_STOPPED;
		hj_happens(t, &hj_ev_clock_stopped, b);
	}
}

/* Agreement `no` is in effect from `on`. */
static void
take_effect(
    struct hj_turn *t, int64_t no, int32_t on, int title, const char *article)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, no);
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);
	struct hj_agreement_moved *b = HJ_NEW(t->a, struct hj_agreement_moved);
	int64_t procedure = a->procedure;

	*b = (struct hj_agreement_moved){
		.agreement = no,
		.state = HJ_AS_EFFECTIVE,
		.on = on,
		.article = article,
		.confirmable = p != NULL && confirmable(t, p),
	};
	hj_carry_over(t, a, b);
	hj_settle_issues(t, a, b);
	hj_happens(t, &hj_ev_agreement_effective, b);
	if (b->replaces != 0 || b->supplements != 0)
		stop_clocks(t, b->replaces != 0 ? b->replaces : b->supplements);
	hj_settle_procedure(t, procedure, title);
	/* What a court sent out before filing comes back to it (特邀24, F). */
	if (hj_procedure_at(t->d, procedure) != NULL &&
	    hj_procedure_at(t->d, procedure)->channel == HJ_CH_ASSIGNED)
		hj_owe_notice(t, procedure, 0, HJ_NK_TO_COURT, "特邀24");
}

void
hj_agreement_complete(struct hj_turn *t, int64_t no)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, no);
	const struct hj_effect_row *row;
	const int64_t from = t->from, to = t->to;
	const int prec = t->prec;
	int32_t on;

	if (t->refused != HJ_NO || hj_agreement_lacks(t, a) != HJ_NO)
		return;
	row = hj_effect_of(
	    t->world->directory, hj_procedure_at(t->d, a->procedure));
	on = last_day(t->d, a, row);
	if (on != hj_occurred_on(t)) {
		/* The last piece that was entered was not the last in time. */
		t->from = hj_legal_day_first((struct hj_date){ on });
		t->to = hj_legal_day_last((struct hj_date){ on });
		t->prec = HJ_PREC_DAY;
	}
	take_effect(t, no, on, row->title, row->article);
	t->from = from;
	t->to = to;
	t->prec = prec;
}

/* A minor settles by the guardian (民法典19、20、23). */
static void
guardians_there(struct hj_turn *t, int64_t procedure)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, procedure);

	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_party_bound(p, &t->d->party[i]))
			hj_needs_guardian(
			    t, t->d->party[i].no, hj_occurred_on(t), "party");
}

void
hj_oral_agreement(
    struct hj_turn *t, int64_t procedure, const struct hj_agreement_input *in)
{
	struct hj_agreement *a =
	    hj_agreement_make(t, in, procedure, HJ_AF_ORAL);
	struct hj_agreement_drafted *b;

	guardians_there(t, procedure);
	if (a == NULL || t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_agreement_drafted);
	a->state = HJ_AS_EFFECTIVE;
	a->effective_on = hj_occurred_on(t);
	b->agreement = a;
	b->text = in->text;
	hj_happens(t, &hj_ev_oral_agreement_recorded, b);
	take_effect(t, a->no, a->effective_on, 0, "人民调解法30");
}

void
hj_private_agreement(struct hj_turn *t, const struct hj_agreement_input *in)
{
	struct hj_agreement *a = hj_agreement_make(t, in, 0, HJ_AF_PRIVATE);
	struct hj_agreement_drafted *b;

	if (a == NULL)
		return;
	b = HJ_NEW(t->a, struct hj_agreement_drafted);
	a->state = HJ_AS_EFFECTIVE;
	a->effective_on = hj_occurred_on(t);
	b->agreement = a;
	b->text = in->text;
	hj_happens(t, &hj_ev_private_agreement_recorded, b);
	if (in->replaces != 0 || in->supplements != 0 || in->n_issues != 0)
		take_effect(t, a->no, a->effective_on, 0, NULL);
}
