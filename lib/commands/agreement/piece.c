/*
 * What an agreement needs to take effect, by its form and channel; see
 * agreement.h.  On which article each piece rests is the guard of its refusal
 * (national-guards.json).
 *
 * People's mediation: all parties, the mediator, the committee's stamp
 * (人民调解法29, F).  Assigned by a court before filing: the parties (特邀24,
 * F). In court and entrusted: the court's letter, served (民诉法100).  Public
 * security and traffic: the parties and the presiding officer; other organs
 * their stamp too.  Arbitration: its letter, stamped and served.  Enforcement:
 * entered in the court's record (执行笔录).  What was agreed by word takes
 * effect when it was agreed (30, F).
 */
#include "lib/commands/agreement/agreement.h"

#include "lib/commands/guard.h"
#include <string.h>

#define PARTIES HJ_PIECE_PARTIES
#define MEDIATOR HJ_PIECE_MEDIATOR
#define STAMP HJ_PIECE_STAMP
#define SERVED HJ_PIECE_SERVED

/* clang-format off */
static const struct hj_effect_row effects[] = {
	/* the first row that fits: form, channel, kind of body, pieces, title */
	{ HJ_AF_WRITTEN, HJ_CH_PEOPLE,         NULL,             PARTIES | MEDIATOR | STAMP,          0 },
	{ HJ_AF_WRITTEN, HJ_CH_ASSIGNED,       NULL,             PARTIES,                             0 },
	{ HJ_AF_WRITTEN, HJ_CH_ENTRUSTED,      NULL,             PARTIES | SERVED,                    HJ_TI_COURT_LETTER },
	{ HJ_AF_WRITTEN, HJ_CH_IN_COURT,       NULL,             PARTIES | SERVED,                    HJ_TI_COURT_LETTER },
	{ HJ_AF_WRITTEN, HJ_CH_ADMINISTRATIVE, "police_station", PARTIES | MEDIATOR,                  0 },
	{ HJ_AF_WRITTEN, HJ_CH_ADMINISTRATIVE, "traffic_police", PARTIES | MEDIATOR,                  0 },
	{ HJ_AF_WRITTEN, HJ_CH_ADMINISTRATIVE, NULL,             PARTIES | MEDIATOR | STAMP,          0 },
	{ HJ_AF_WRITTEN, HJ_CH_ARBITRATION,    NULL,             PARTIES | MEDIATOR | STAMP | SERVED, HJ_TI_ARBITRATION },
	{ HJ_AF_WRITTEN, HJ_CH_ENFORCEMENT,    NULL,             PARTIES | SERVED,                    0 }, /* entered in the record */
	{ HJ_AF_WRITTEN, HJ_CH_PROCURATORIAL,  NULL,             PARTIES | MEDIATOR,                  0 },
	{ HJ_AF_WRITTEN, HJ_CH_PETITION,       NULL,             PARTIES | MEDIATOR,                  0 },
	{ HJ_AF_ORAL,    HJ_ANY_CHANNEL,       NULL,             0,                                   0 },
	{ HJ_AF_PRIVATE, HJ_ANY_CHANNEL,       NULL,             0,                                   0 }, /* a contract */
};
/* clang-format on */

const struct hj_effect_row *
hj_effect_rows(size_t *ret_n)
{
	*ret_n = sizeof(effects) / sizeof(effects[0]);
	return effects;
}

const struct hj_effect_row *
hj_effect_of(
    const struct hj_directory *dir, const struct hj_procedure *p, int form)
{
	const struct hj_org *org = p == NULL ? NULL : hj_org_find(dir, p->body);

	for (size_t i = 0; i < sizeof(effects) / sizeof(effects[0]); i++) {
		const struct hj_effect_row *row = &effects[i];

		if (row->form == form &&
		    (row->channel == HJ_ANY_CHANNEL ||
			(p != NULL && row->channel == p->channel)) &&
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

const struct hj_signature *
hj_signature_of(const struct hj_agreement *a, int64_t party)
{
	for (size_t i = a->n_signature; i-- > 0;)
		if (a->signature[i].party == party)
			return &a->signature[i];
	return NULL;
}

bool
hj_party_signed(const struct hj_agreement *a, int64_t party)
{
	const struct hj_signature *s = hj_signature_of(a, party);

	return s != NULL && s->how != HJ_SG_REFUSED;
}

/* A guarantor binds himself in writing only (民法典685, K: a guard). */
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
hj_status_category(const struct hj_turn *t, const char *gb, const char *moj)
{
	const struct hj_rule_guard *g =
	    hj_guard_in(t, hj_refusals[HJ_NO_ELECTRONIC].type, NULL);

	return g != NULL && ((gb != NULL && hj_guard_asks(g, gb)) ||
				(moj != NULL && hj_guard_asks(g, moj)));
}

bool
hj_status_matter(const struct hj_turn *t, const struct hj_agreement *a)
{
	return a->identity_relation ||
	       hj_status_category(t, t->d->category_gb, t->d->category_moj);
}

bool
hj_signed_in_vain(
    const struct hj_turn *t, const struct hj_agreement *a, int64_t party)
{
	const struct hj_signature *s = hj_signature_of(a, party);
	const struct hj_group_count *g = hj_group_of(t->d, party);

	return s != NULL &&
	       (s->how == HJ_SG_ELECTRONIC ||
		   (g != NULL && g->electronic > 0)) &&
	       hj_status_matter(t, a);
}

/* The category may have been corrected since somebody signed. */
static bool
electronic_in_vain(const struct hj_turn *t, const struct hj_agreement *a)
{
	for (size_t i = 0; i < t->d->n_party; i++)
		if (hj_signed_in_vain(t, a, t->d->party[i].no))
			return true;
	return false;
}

bool
hj_all_signed(const struct hj_dispute *d, const struct hj_procedure *p,
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

static bool
copy_agrees(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	(void)d;
	(void)p;
	return !a->differs;
}

static bool
mediator_signed(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	(void)d;
	(void)p;
	return a->mediator_signed != NULL;
}

static bool
stamped(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	(void)d;
	(void)p;
	return a->stamped_by != NULL;
}

static bool
served(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	(void)d;
	(void)p;
	return a->served;
}

/* Or did another one take its place meanwhile? */
static bool
stands_on_its_own(const struct hj_dispute *d, const struct hj_procedure *p,
    const struct hj_agreement *a)
{
	const struct hj_agreement *old =
	    hj_agreement_at(d, a->replaces != 0 ? a->replaces : a->supplements);

	(void)p;
	return old == NULL || hj_builds_on(a, old);
}

/* What is said of a piece that is not there, in the order in which it is. */
static const struct {
	unsigned piece; /* of enum hj_piece; 0: whatever the row asks for */
	enum hj_refusal lacks;
	bool (*there)(const struct hj_dispute *d, const struct hj_procedure *p,
	    const struct hj_agreement *a);
} missing[] = {
	{ PARTIES, HJ_NO_SIGNATURES, hj_all_signed },
	{ PARTIES, HJ_NO_DIFFERS, copy_agrees },
	{ MEDIATOR, HJ_NO_MEDIATOR_SIGN, mediator_signed },
	{ STAMP, HJ_NO_STAMP, stamped },
	{ SERVED, HJ_NO_SERVED, served },
	{ 0, HJ_NO_NOT_EFFECTIVE, stands_on_its_own },
};

enum hj_refusal
hj_agreement_lacks(const struct hj_turn *t, const struct hj_agreement *a)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);
	const struct hj_effect_row *row =
	    hj_effect_of(t->world->directory, p, a->form);

	if (row == NULL)
		return HJ_NO_CONCLUDE;
	if ((row->pieces & PARTIES) != 0 && hj_all_signed(t->d, p, a) &&
	    electronic_in_vain(t, a))
		return HJ_NO_ELECTRONIC;
	for (size_t i = 0; i < sizeof(missing) / sizeof(missing[0]); i++)
		if ((missing[i].piece == 0 ||
			(row->pieces & missing[i].piece) != 0) &&
		    !missing[i].there(t->d, p, a))
			return missing[i].lacks;
	if ((row->pieces & PARTIES) != 0 && !guarantors_signed(a) &&
	    hj_guard_on(t, HJ_NO_GUARANTOR))
		return HJ_NO_GUARANTOR;
	return HJ_NO;
}

void
hj_refuse_agreement(struct hj_turn *t, const struct hj_agreement *a,
    enum hj_refusal rule, const char *field)
{
	hj_refuse_in(t, rule, field, hj_procedure_at(t->d, a->procedure));
}
