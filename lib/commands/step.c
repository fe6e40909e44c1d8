/* Steps of the channels as commands; see step.h. */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(hj_step_command, text, HJ_KEY_TEXT, 20000, "说明|in words"),
};
const struct hj_fields hj_step_command_fields = HJ_COMMAND_FIELDS(hj_step_command, rows);
/* clang-format on */

struct hj_channel_step *
hj_step_body(struct hj_turn *t, const struct hj_step_command *c)
{
	struct hj_channel_step *b = HJ_NEW(t->a, struct hj_channel_step);

	*b = (struct hj_channel_step){
		.procedure = t->p == NULL ? t->frame->procedure : t->p->no,
		.party = c->party,
		.agreement = c->agreement,
		.referral = c->referral,
		.basis = c->basis,
		.scope = c->scope,
		.role = c->role,
		.known = c->known,
		.granted = c->granted,
		.organisation = c->organisation,
		.person = c->person,
		.by_outside = c->by_outside,
		.number = c->number,
		.parties = c->parties,
		.n_parties = c->n_parties,
		.text = c->text,
		.private_applicant = c->private_applicant,
		.private_respondent = c->private_respondent,
	};
	return b;
}

void
hj_step(struct hj_turn *t, const struct hj_step_command *c,
    const struct hj_event_kind *kind)
{
	if (t->refused == HJ_NO)
		hj_happens(t, kind, hj_step_body(t, c));
}

bool
hj_all_named(const struct hj_turn *t, const struct hj_procedure *p,
    const struct hj_no *list, size_t n)
{
	for (size_t i = 0; i < t->d->n_party; i++) {
		const struct hj_party *party = &t->d->party[i];
		bool named = false;

		if (!hj_party_joined(party) ||
		    hj_consent_of(p, party->no) == HJ_AN_REFUSES)
			continue;
		for (size_t k = 0; k < n; k++)
			named = named || list[k].no == party->no;
		if (!named)
			return false;
	}
	return n > 0;
}
