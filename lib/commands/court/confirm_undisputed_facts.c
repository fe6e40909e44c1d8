/*
 * The parties confirm facts that nobody disputes (无争议事实).
 *
 * Jointly, in writing, each for itself (特邀22, 在线18、22: F).  Only what was
 * confirmed so may be used after mediation has failed; the rest stays there.
 */
#include "lib/commands/party/agency.h"
#include "lib/commands/step.h"

struct confirm_facts {
	struct hj_frame frame;
	struct hj_signature *signatures;
	size_t n_signatures;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field signature_rows[] = {
	HJ_INT(hj_signature, agency, 0, 1, HJ_AGENCIES_MOST, "代理编号|agency of a proxy"),
	HJ_WORD(hj_signature, how, HJ_REQUIRED, &hj_signing_words, "签署方式|how"),
	HJ_DATE(hj_signature, on, 0, "签署日期|on"),
	HJ_INT(hj_signature, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
};
static const struct hj_fields signature_fields = HJ_FIELDS(hj_signature, signature_rows);

static const struct hj_field rows[] = {
	HJ_LIST(confirm_facts, signatures, HJ_REQUIRED, &signature_fields, 100, "各方签署|each party's signature"),
	HJ_SEALED(confirm_facts, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "无争议事实|the facts"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(confirm_facts, rows);
/* clang-format on */

/* Everybody who signed, as a list of parties; who refuses signs nothing. */
static bool
all_signed(struct hj_turn *t, const struct confirm_facts *c)
{
	struct hj_no *list =
	    hj_alloc(t->a, (c->n_signatures + 1) * sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < c->n_signatures; i++)
		if (c->signatures[i].how != HJ_SG_REFUSED)
			list[n++].no = c->signatures[i].party;
	return hj_all_named(t, t->p, list, n);
}

/* To admit a fact for somebody takes the power to admit. */
static void
admits(struct hj_turn *t, struct hj_signature *s)
{
	const struct hj_agency *agency =
	    hj_signs_for(t, s->party, s->how, s->agency, s->on, "signatures");

	s->agency = agency == NULL ? 0 : agency->no;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct confirm_facts *c = cmd;
	struct hj_facts_confirmed *b;

	for (size_t i = 0; i < c->n_signatures; i++) {
		struct hj_signature *s = &c->signatures[i];
		const struct hj_party *party = hj_party_at(t->d, s->party);

		if (party == NULL || !hj_party_joined(party))
			hj_refuse(t, HJ_NO_PARTY, "signatures");
		if (s->on == 0)
			s->on = hj_occurred_on(t);
		if (t->refused == HJ_NO)
			admits(t, s);
	}
	if (t->refused == HJ_NO && !all_signed(t, c))
		hj_refuse(t, HJ_NO_FACTS_JOINT, "signatures");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_facts_confirmed);
	*b = (struct hj_facts_confirmed){
		.procedure = t->p->no,
		.no = HJ_NEXT_NO(t->d->n_fact),
		.signature = c->signatures,
		.n_signature = c->n_signatures,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_facts_confirmed, b);
}

const struct hj_command hj_cmd_confirm_undisputed_facts = {
	.name = "confirm-undisputed-facts",
	.zh = "确认无争议事实",
	.en = "Confirm facts that nobody disputes",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.flags = HJ_IF_MATCH,
	.phases = HJ_PH(ACCEPTED) | HJ_PH(MEDIATING) | HJ_PH(ENDED),
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |
		    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.decide = decide,
};
