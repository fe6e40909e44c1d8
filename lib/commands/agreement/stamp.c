/*
 * Stamp the agreement (盖章): by the head of the body that signs, nobody else.
 *
 * In people's mediation the committee's stamp is the last piece
 * (人民调解法29, F); other organs and commissions stamp too.  A mediator's
 * studio has no stamp of its own; its agreements carry that of its committee.
 */
#include "lib/commands/agreement/agreement.h"

#include <string.h>

struct stamp {
	struct hj_frame frame;
	int64_t agreement;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(stamp, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_SEALED(stamp, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(stamp, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct stamp *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

/* Whose stamp it is when `org` puts it. */
static const char *
stamp_of(const struct hj_org *org)
{
	return strcmp(org->kind->name, "personal_studio") == 0 &&
		       org->parent != NULL
		   ? org->parent
		   : org->id;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct stamp *c = cmd;
	const struct hj_agreement *a = hj_draft(t, c->agreement);
	const struct hj_org *org = hj_turn_org(t);
	struct hj_agreement_signed *b;

	if (a == NULL)
		return;
	if (org == NULL || strcmp(hj_signer_of(t->p), org->id) != 0) {
		hj_refuse(t, HJ_NO_CONCLUDE, NULL);
		return;
	}
	if (a->stamped_by != NULL) {
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
		return;
	}
	b = HJ_NEW(t->a, struct hj_agreement_signed);
	*b = (struct hj_agreement_signed){
		.agreement = c->agreement,
		.stamped_by = stamp_of(org),
		.on = hj_occurred_on(t),
		.text = c->text,
	};
	hj_happens(t, &hj_ev_agreement_stamped, b);
	hj_agreement_complete(t, c->agreement);
}

const struct hj_command hj_cmd_stamp = {
	.name = "stamp",
	.zh = "盖章",
	.en = "Stamp the agreement",
	.fields = &fields,
	.right = HJ_MAY_STAMP,
	.flags = HJ_IF_MATCH | HJ_ASKS_AGAIN,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.about = about,
	.stages = HJ_ST_NOT_SUSPENDED,
	.ready = hj_some_draft,
	.decide = decide,
};
