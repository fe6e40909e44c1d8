/*
 * Correct the entry of a party (更正当事人), with a reason.
 *
 * Only what changes is said; the rest stays.  Somebody whose identity was not
 * known is known from the moment a name, a number or a document is entered.
 * Who was entered by mistake is taken out, unless that party has signed.  The
 * former entry stays on the timeline.
 */
#include "lib/commands/common.h"
#include "lib/commands/intake/party.h"

struct correct_party {
	struct hj_frame frame;
	struct hj_party_input *party;
	struct hj_sealed reason;
	bool remove;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_OBJECT(correct_party, party, HJ_REQUIRED, &hj_party_correction_fields, "更正内容|what changes"),
	HJ_SEALED(correct_party, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "更正原因|reason"),
	HJ_BOOL(correct_party, remove, 0, "误录,移除|entered by mistake"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(correct_party, rows);

/* Has the party put its name under an agreement? */
static bool
has_signed(const struct hj_dispute *d, int64_t party)
{
	for (size_t i = 0; i < d->n_agreement; i++)
		for (size_t k = 0; k < d->agreement[i].n_signature; k++)
			if (d->agreement[i].signature[k].party == party)
				return true;
	return false;
}

/* What was said, with the rest filled in from the entry as it stands. */
static struct hj_party_input
completed(const struct hj_party_input *in, const struct hj_party *old)
{
	struct hj_party_input full = *in;

	if (full.kind == 0)
		full.kind = old->kind;
	if (full.side == 0)
		full.side = old->side;
	full.identity_unknown = old->identity_unknown && in->name.box == NULL &&
				in->identity.box == NULL;
	full.minor = in->minor || (old->minor && !in->of_age);
	return full;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct correct_party *c = cmd;
	const struct hj_party *old = hj_party_at(t->d, c->party->party);
	struct hj_party_input full;
	struct hj_party_set *b;

	if (old == NULL || old->removed)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (old->erased)
		hj_refuse(t, HJ_NO_ERASED, "party");
	else if (c->remove && has_signed(t->d, old->no))
		hj_refuse(t, HJ_NO_PARTY_BOUND, "remove");
	if (t->refused != HJ_NO || !hj_party_fits(t, c->party, old->no))
		return;
	full = completed(c->party, old);
	b = HJ_NEW(t->a, struct hj_party_set);
	b->party = hj_party_from_input(t, &full, old, old->no);
	b->party->removed = c->remove;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_party_corrected, b);
}

const struct hj_command hj_cmd_correct_party = {
	.name = "correct-party",
	.zh = "更正当事人",
	.en = "Correct the entry of a party",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.decide = decide,
};
