/*
 * The parties apply for judicial confirmation (申请司法确认).
 *
 * Jointly, within thirty days from the day the agreement took effect, to a
 * court that confirms (人民调解法33; 民诉法205, F); only for the agreement of a
 * lawfully established mediation body, and not about identity relations or
 * ownership (民诉法解释355, F).  The thirty days end a right, so they bar.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/clocks.h"

#include <string.h>

struct apply_confirmation {
	struct hj_frame frame;
	int64_t agreement;
	const char *court; /* organisation; absent: the actor's own */
	const char *number;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(apply_confirmation, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_ID(apply_confirmation, court, 0, "法院|court"),
	HJ_TEXT(apply_confirmation, number, 0, 100, "案号|number"),
	HJ_LIST(apply_confirmation, parties, HJ_REQUIRED, &hj_no_fields, 100, "申请的各方当事人|parties that apply"),
	HJ_SEALED(apply_confirmation, text, HJ_KEY_TEXT, 4000, "申请|application"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(apply_confirmation, rows);

/* Do all whom the agreement binds apply? */
static bool
joint(const struct hj_turn *t, const struct apply_confirmation *c,
    const struct hj_procedure *p)
{
	for (size_t i = 0; i < t->d->n_party; i++) {
		bool applies = false;

		if (!hj_party_bound(p, &t->d->party[i]))
			continue;
		for (size_t k = 0; k < c->n_parties; k++)
			applies =
			    applies || c->parties[k].no == t->d->party[i].no;
		if (!applies)
			return false;
	}
	return c->n_parties > 0;
}

/* Are the thirty days over?  Their clock says so, unless that was set aside. */
static bool
late(const struct hj_turn *t, const struct hj_agreement *a)
{
	for (size_t i = t->d->n_clock; i-- > 0;) {
		const struct hj_clock *c = &t->d->clock[i];

		if (c->subject == a->no && c->effect == HJ_EF_RIGHT_LOST &&
		    hj_clock_to_confirm(t, c))
			return c->state != HJ_CS_SET_ASIDE &&
			       (c->state == HJ_CS_FIRED ||
				   (c->due != 0 && c->due <= t->now));
	}
	return false;
}

/* Is it before a court, or confirmed? */
static bool
pending(const struct hj_dispute *d, const struct hj_agreement *a)
{
	const struct hj_procedure *p = hj_procedure_at(d, a->confirmation);

	return a->confirmed || (p != NULL && hj_procedure_live(p));
}

static void
check_agreement(struct hj_turn *t, const struct apply_confirmation *c,
    const struct hj_agreement *a)
{
	const struct hj_procedure *p = hj_procedure_at(t->d, a->procedure);

	if (a->form == HJ_AF_PRIVATE || p == NULL)
		hj_refuse(t, HJ_NO_CONFIRM_PRIVATE, "agreement");
	else if (a->state != HJ_AS_EFFECTIVE)
		hj_refuse_agreement(t, a, HJ_NO_NOT_EFFECTIVE, "agreement");
	else if (!a->confirmable)
		hj_refuse(t, HJ_NO_CONFIRM_PRIVATE, "agreement");
	else if (a->identity_relation || a->ownership)
		hj_refuse(t, HJ_NO_CONFIRM_MATTER, "agreement");
	else if (pending(t->d, a))
		hj_refuse(t, HJ_NO_CONFIRM_TWICE, "agreement");
	else if (!joint(t, c, p))
		hj_refuse_agreement(t, a, HJ_NO_CONFIRM_JOINT, "parties");
	else if (late(t, a))
		hj_refuse_agreement(t, a, HJ_NO_CONFIRM_LATE, "agreement");
}

static void
check(struct hj_turn *t, const struct apply_confirmation *c)
{
	const struct hj_agreement *a = hj_agreement_at(t->d, c->agreement);
	const struct hj_org *court = hj_org_find(
	    t->world->directory, c->court != NULL ? c->court : t->actor.org);
	unsigned part =
	    hj_relations(t->world->directory, t->d, NULL, t->actor.org) &
	    HJ_REL_PART;

	/* Told by the mediation body, or at the court's own counter. */
	if (court == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "court");
	else if (part == 0 && strcmp(court->id, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, NULL);
	else if (!hj_org_handles(court, HJ_CH_CONFIRMATION))
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "court");
	else if (a == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "agreement");
	else
		check_agreement(t, c, a);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct apply_confirmation *c = cmd;
	struct hj_procedure_opened *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_procedure_opened);
	b->procedure = HJ_NEW(t->a, struct hj_procedure);
	*b->procedure = (struct hj_procedure){
		.no = HJ_NEXT_NO(t->d->n_procedure),
		.channel = HJ_CH_CONFIRMATION,
		.phase = HJ_PH_OPENED,
		.body = c->court != NULL ? c->court : t->actor.org,
		.source = HJ_SRC_APPLICATION,
		.registrar = t->actor.person,
		.opened_on = hj_occurred_on(t),
		.number = c->number,
		.agreement = c->agreement,
	};
	b->applicants = c->parties;
	b->n_applicants = c->n_parties;
	b->text = c->text;
	hj_happens(t, &hj_ev_confirmation_applied, b);
}

const struct hj_command hj_cmd_apply_confirmation = {
	.name = "apply-confirmation",
	.zh = "申请司法确认",
	.en = "Apply for judicial confirmation",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.decide = decide,
};
