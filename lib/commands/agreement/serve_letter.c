/*
 * The letter (调解书) reached all parties (送达).
 *
 * A court's or a commission's letter binds once the parties have received it
 * (民诉法100); a court serves it in mediation of its own and in mediation that
 * it entrusted, a commission in its arbitration.  The day told is that of the
 * last receipt.  In an enforcement it tells that the settlement was read to the
 * parties and entered in the record (执行和解).
 */
#include "lib/commands/agreement/agreement.h"

#include <string.h>

struct serve_letter {
	struct hj_frame frame;
	int64_t agreement;
	int means; /* enum hj_means */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(serve_letter, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_WORD(serve_letter, means, HJ_REQUIRED, &hj_means_words, "送达方式|means"),
	HJ_SEALED(serve_letter, text, HJ_KEY_TEXT, 2000, "送达回证|proof"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(serve_letter, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct serve_letter *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

/* Is the letter one of this organisation's? */
static bool
own_letter(const struct hj_org *org, const struct hj_procedure *p)
{
	if (p->channel == HJ_CH_ENTRUSTED)
		return hj_org_handles(org, HJ_CH_IN_COURT);
	return p->body != NULL && strcmp(p->body, org->id) == 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct serve_letter *c = cmd;
	const struct hj_agreement *a = hj_draft(t, c->agreement);
	const struct hj_org *org = hj_turn_org(t);
	struct hj_agreement_signed *b;

	if (a == NULL)
		return;
	if (c->means == HJ_ME_TOLD) {
		hj_refuse(t, HJ_NO_MEANS, "means");
		return;
	}
	if (org == NULL || !own_letter(org, t->p)) {
		hj_refuse(t, HJ_NO_CONCLUDE, NULL);
		return;
	}
	if (a->served) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	*b = (struct hj_agreement_signed){
		.agreement = c->agreement,
		.served = true,
		.means = c->means,
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_agreement_served, b);
	hj_agreement_complete(t, c->agreement);
}

const struct hj_command hj_cmd_serve_letter = {
	.name = "serve-letter",
	.zh = "送达调解书",
	.en = "The letter was served on all parties",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_IF_MATCH | HJ_ANY_PART,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.channels = HJ_CH(IN_COURT) | HJ_CH(ENTRUSTED) | HJ_CH(ARBITRATION) |
		    HJ_CH(ENFORCEMENT),
	.about = about,
	.stages = HJ_ST_NOT_SUSPENDED,
	.ready = hj_some_draft,
	.decide = decide,
};
