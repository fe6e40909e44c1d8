/*
 * Somebody steps in for a party (承继): heirs of who died, who follows an
 * organisation, to whom claims went over.
 *
 * Who steps in was entered with add-party, on the same side.  The old party
 * takes part no more: its consents count no longer, and drafts that it has not
 * signed are over; who steps in is asked anew.  What it owes, is owed and
 * claims goes over in parts that add up to the whole, or undivided.  Notices
 * still owed to it are owed to them.  Members of a group: succeed-member.
 */
#include "lib/commands/party/agency.h"
#include "lib/commands/party/pass_on.h"

struct succeed_party {
	struct hj_frame frame;
	int64_t party;
	int cause;  /* enum hj_succession_cause */
	int64_t of; /* the parts add up to it; absent: undivided */
	struct hj_heir *heirs;
	size_t n_heirs;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(succeed_party, cause, HJ_REQUIRED, &hj_succession_cause_words, "事由|why"),
	HJ_LIST(succeed_party, heirs, HJ_REQUIRED, &hj_heir_fields, HJ_HEIRS_MOST, "承继人|who steps in"),
	HJ_INT(succeed_party, of, 0, 1, HJ_PARTS_MOST, "总份数|parts in all"),
	HJ_INT(succeed_party, party, HJ_REQUIRED, 1, 1000, "原当事人|the party that is followed"),
	HJ_SEALED(succeed_party, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "依据|what it rests on"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(succeed_party, rows);

/* Is heir `i` another party of the same side, named once? */
static bool
heir_fits(const struct hj_dispute *d, const struct succeed_party *c, size_t i)
{
	const struct hj_party *old = hj_party_at(d, c->party);
	const struct hj_party *heir = hj_party_at(d, c->heirs[i].party);

	for (size_t k = 0; k < i; k++)
		if (c->heirs[k].party == c->heirs[i].party)
			return false;
	return heir != NULL && heir != old && hj_party_there(heir) &&
	       heir->side == old->side;
}

/* Parts are all there and come to the whole, or there are none. */
static bool
parts_fit(const struct succeed_party *c)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->n_heirs; i++) {
		if ((c->heirs[i].part != 0) != (c->of != 0))
			return false;
		sum += c->heirs[i].part;
	}
	return sum == c->of;
}

static void
check(struct hj_turn *t, const struct succeed_party *c)
{
	const struct hj_party *old = hj_party_at(t->d, c->party);

	if (old == NULL || !hj_party_there(old))
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (old->kind == HJ_PK_GROUP)
		hj_refuse(t, HJ_NO_MEMBER, "party");
	else if (c->n_heirs == 0)
		hj_refuse(t, HJ_NO_PARTY, "heirs");
	for (size_t i = 0; i < c->n_heirs && t->refused == HJ_NO; i++)
		if (!heir_fits(t->d, c, i))
			hj_refuse(t, HJ_NO_PARTY, "heirs");
	if (t->refused == HJ_NO && !parts_fit(c))
		hj_refuse(t, HJ_NO_SHARES, "heirs");
}

/* Drafts that the party should have signed, and has not. */
static void
drop_drafts(struct hj_turn *t, const struct succeed_party *c)
{
	for (size_t i = 0; i < t->d->n_agreement; i++) {
		const struct hj_agreement *a = &t->d->agreement[i];
		struct hj_agreement_moved *b;

		if (a->state != HJ_AS_DRAFT || hj_party_signed(a, c->party))
			continue;
		b = HJ_NEW(t->a, struct hj_agreement_moved);
		*b = (struct hj_agreement_moved){
			.agreement = a->no,
			.state = HJ_AS_DROPPED,
			.on = hj_occurred_on(t),
			.reason = c->reason,
		};
		hj_happens(t, &hj_ev_agreement_dropped, b);
	}
}

/* What is still owed to the party by way of notice is owed to its heirs. */
static void
pass_notices(struct hj_turn *t, const struct succeed_party *c)
{
	size_t n = t->d->n_notice;

	for (size_t i = 0; i < n; i++) {
		const struct hj_notice old = t->d->notice[i];
		struct hj_notice_set *b;

		if (old.party != c->party || old.state != HJ_NS_OWED)
			continue;
		b = HJ_NEW(t->a, struct hj_notice_set);
		b->notice = HJ_NEW(t->a, struct hj_notice);
		*b->notice = old;
		b->notice->state = HJ_NS_REPLACED;
		hj_happens(t, &hj_ev_notice_withdrawn, b);
		for (size_t k = 0; k < c->n_heirs; k++)
			hj_owe_notice(t, old.procedure, c->heirs[k].party,
			    old.kind, NULL);
	}
}

/* Who acted for the party acts no more. */
static void
end_agencies(struct hj_turn *t, const struct succeed_party *c)
{
	for (size_t i = 0; i < t->d->n_agency; i++)
		if (t->d->agency[i].party == c->party &&
		    t->d->agency[i].ended_on == 0)
			hj_end_agency(t, t->d->agency[i].no, c->reason);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct succeed_party *c = cmd;
	struct hj_succession *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_succession);
	*b = (struct hj_succession){
		.party = c->party,
		.cause = c->cause,
		.on = hj_occurred_on(t),
		.of = c->of,
		.heir = c->heirs,
		.n_heir = c->n_heirs,
		.reason = c->reason,
	};
	hj_happens(t, &hj_ev_party_succeeded, b);
	drop_drafts(t, c);
	hj_pass_on(t, b);
	pass_notices(t, c);
	end_agencies(t, c);
}

const struct hj_command hj_cmd_succeed_party = {
	.name = "succeed-party",
	.zh = "当事人承继",
	.en = "Somebody steps in for a party",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH | HJ_WHEN_CLOSED,
	.decide = decide,
};
