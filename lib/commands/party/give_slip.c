/*
 * Give a party a slip of its own at the counter, or another for one that was
 * lost (发给或者补发回执).  The former one opens nothing from then on.
 *
 * Who answers mediation without having asked for it can so follow the matter
 * and speak for itself.  Whom an accusation accuses is given none
 * (信访工作条例30, F).
 */
#include "lib/commands/common.h"

struct give_slip {
	struct hj_frame frame;
	struct hj_sealed checked;
	int64_t party;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(give_slip, checked, HJ_REQUIRED | HJ_KEY_TEXT, 200, "怎样核实是本人或者代理人|how the person at the counter was known"),
	HJ_INT(give_slip, party, HJ_REQUIRED, 1, 1000, "当事人编号|number of the party"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(give_slip, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct give_slip *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	struct hj_slip_given *b;

	if (party == NULL || !hj_party_joined(party))
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (party->erased)
		hj_refuse(t, HJ_NO_ERASED, "party");
	else if (!hj_slip_speaks(t->d, c->party))
		hj_refuse(t, HJ_NO_ACCUSED, "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_slip_given);
	*b = (struct hj_slip_given){
		.party = c->party,
		.code = t->d->code,
		.door = t->drawn->door,
		.on = hj_occurred_on(t),
		.ends_first =
		    t->d->door != NULL && hj_first_party(t->d) == c->party,
		.secret = t->drawn->secret,
		.checked = c->checked,
	};
	hj_happens(t, &hj_ev_slip_given, b);
}

const struct hj_command hj_cmd_give_slip = {
	.name = "give-slip",
	.zh = "发给、补发回执",
	.en = "Give a slip, or another for a lost one",
	.fields = &fields,
	.right = HJ_MAY_INTAKE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED | HJ_DRAWS_SLIP,
	.decide = decide,
};
