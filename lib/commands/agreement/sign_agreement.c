/*
 * A party signs, or refuses to (当事人签名、盖章、按指印).
 *
 * Every party that takes part signs (人民调解法29, F); a minor by the guardian
 * (民法典19、20、23), a proxy within the days and the power of the mandate.
 * Documents about marriage, adoption, inheritance and other status are not
 * signed electronically (电子签名法3, F).  A refusal is told and completes
 * nothing; who refused may still sign later, unless it is told as final: then
 * the draft is over.
 */
#include "lib/commands/agreement/agreement.h"
#include "lib/commands/party/agency.h"

struct sign_agreement {
	struct hj_frame frame;
	int64_t agency; /* of a proxy; absent: one that will do */
	int64_t agreement;
	int64_t party;
	int how;            /* enum hj_signing */
	const char *before; /* person of staff; absent: who enters it */
	bool final;         /* the refusal ends the draft */
	struct hj_sealed signer;
	struct hj_sealed reader;
	struct hj_sealed language;
	struct hj_sealed interpreter;
	struct hj_sealed witness;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(sign_agreement, agency, 0, 1, HJ_AGENCIES_MOST, "代理编号|agency of a proxy"),
	HJ_INT(sign_agreement, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_ID(sign_agreement, before, 0, "在场见证的工作人员|before whom"),
	HJ_BOOL(sign_agreement, final, 0, "拒签即告作废|the refusal ends the draft"),
	HJ_WORD(sign_agreement, how, HJ_REQUIRED, &hj_signing_words, "方式|how"),
	HJ_SEALED(sign_agreement, interpreter, HJ_KEY_TEXT, 200, "翻译|interpreter"),
	HJ_SEALED(sign_agreement, language, HJ_KEY_TEXT, 200, "所用语言|language"),
	HJ_INT(sign_agreement, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_SEALED(sign_agreement, reader, HJ_KEY_TEXT, 200, "宣读人|who read it out"),
	HJ_SEALED(sign_agreement, signer, HJ_KEY_TEXT, 200, "代签人|whose hand"),
	HJ_SEALED(sign_agreement, text, HJ_KEY_TEXT, 2000, "说明|in words"),
	HJ_SEALED(sign_agreement, witness, HJ_KEY_TEXT, 200, "见证人|witness"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(sign_agreement, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct sign_agreement *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

/* A group signs when each member who said yes has signed for himself. */
static bool
members_missing(const struct hj_dispute *d, int64_t party)
{
	const struct hj_group_count *g = hj_group_of(d, party);

	return g != NULL && (g->yes == 0 || g->signatures < g->yes);
}

/* Did a member sign on line? */
static bool
members_electronic(const struct hj_dispute *d, int64_t party)
{
	const struct hj_group_count *g = hj_group_of(d, party);

	return g != NULL && g->electronic > 0;
}

/* With this refusal the draft is over. */
static void
drop(struct hj_turn *t, const struct sign_agreement *c)
{
	struct hj_agreement_moved *b = HJ_NEW(t->a, struct hj_agreement_moved);

	*b = (struct hj_agreement_moved){
		.agreement = c->agreement,
		.state = HJ_AS_DROPPED,
		.on = hj_occurred_on(t),
		.reason = c->text,
	};
	hj_happens(t, &hj_ev_agreement_dropped, b);
}

static void
check(struct hj_turn *t, const struct sign_agreement *c,
    const struct hj_agreement *a)
{
	const struct hj_party *party = hj_party_at(t->d, c->party);

	if (party == NULL || !hj_party_there(party) || party->moved ||
	    party->side == HJ_SIDE_ABSENT)
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (c->before != NULL &&
		 hj_person_find(t->world->directory, c->before) == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "before");
	else if (c->final && c->how != HJ_SG_REFUSED)
		hj_refuse(t, HJ_NO_DUPLICATE, "final");
	else if (hj_party_signed(a, c->party) &&
		 !hj_signed_in_vain(t, a, c->party))
		hj_refuse(t, HJ_NO_DUPLICATE, "party");
	else if (c->how != HJ_SG_REFUSED && members_missing(t->d, c->party))
		hj_refuse(t, HJ_NO_SIGNATURES, "party");
	else if (c->how == HJ_SG_REFUSED)
		return;
	else if (hj_status_matter(t, a) &&
		 (c->how == HJ_SG_ELECTRONIC ||
		     members_electronic(t->d, c->party)))
		hj_refuse(t, HJ_NO_ELECTRONIC,
		    c->how == HJ_SG_ELECTRONIC ? "how" : "party");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct sign_agreement *c = cmd;
	const struct hj_agreement *a = hj_draft(t, c->agreement);
	const struct hj_agency *agency = NULL;
	struct hj_agreement_signed *b;

	if (a != NULL)
		check(t, c, a);
	if (t->refused == HJ_NO)
		agency = hj_signs_for(
		    t, c->party, c->how, c->agency, hj_occurred_on(t), "party");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	b->agreement = c->agreement;
	b->on = hj_occurred_on(t);
	b->signer = c->signer;
	if (agency != NULL) {
		b->power_from = agency->from;
		b->power_to = agency->until;
	}
	b->reader = c->reader;
	b->language = c->language;
	b->interpreter = c->interpreter;
	b->witness = c->witness;
	b->text = c->text;
	b->signature = HJ_NEW(t->a, struct hj_signature);
	*b->signature = (struct hj_signature){
		.party = c->party,
		.how = c->how,
		.on = b->on,
		.before = c->before != NULL ? c->before : t->actor.person,
		.agency = agency == NULL ? 0 : agency->no,
	};
	hj_happens(t, &hj_ev_agreement_signed, b);
	if (c->final)
		drop(t, c);
	else
		hj_agreement_complete(t, c->agreement);
}

const struct hj_command hj_cmd_sign_agreement = {
	.name = "sign-agreement",
	.zh = "当事人签字",
	.en = "A party signs the agreement",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_IF_MATCH | HJ_ANY_PART,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.about = about,
	.stages = HJ_ST_NOT_SUSPENDED,
	.ready = hj_some_draft,
	.decide = decide,
};
