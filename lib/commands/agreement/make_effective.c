/*
 * Ask that a draft take effect, and be told what it lacks (协议生效).
 *
 * The command that brings the last piece makes an agreement take effect by
 * itself.  This one names the missing piece; it succeeds where a draft became
 * complete without a new piece, as when the one party that had not signed left
 * the procedure.
 */
#include "lib/commands/agreement/agreement.h"

struct make_effective {
	struct hj_frame frame;
	int64_t agreement;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(make_effective, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(make_effective, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct make_effective *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct make_effective *c = cmd;
	const struct hj_agreement *a = hj_draft(t, c->agreement);
	enum hj_refusal lacks;

	if (a == NULL)
		return;
	lacks = hj_agreement_lacks(t, a);
	if (lacks != HJ_NO)
		hj_refuse_agreement(t, a, lacks, "agreement");
	else
		hj_agreement_complete(t, c->agreement);
}

const struct hj_command hj_cmd_make_effective = {
	.name = "make-effective",
	.zh = "确认协议生效",
	.en = "Make the agreement take effect",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_IF_MATCH | HJ_ANY_PART,
	.phases = HJ_PH_LIVE | HJ_PH(SETTLED),
	.about = about,
	.stages = HJ_ST_NOT_SUSPENDED,
	.ready = hj_some_draft,
	.decide = decide,
};
