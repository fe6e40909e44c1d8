/*
 * Drop a draft (作废草稿).  What is in effect is not dropped: a new version
 * replaces it, or a court sets it aside.
 */
#include "lib/commands/agreement/agreement.h"

struct drop_agreement {
	struct hj_frame frame;
	int64_t agreement;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(drop_agreement, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_SEALED(drop_agreement, reason, HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(drop_agreement, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct drop_agreement *c = cmd;

	return hj_procedure_of_agreement(d, c->agreement);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct drop_agreement *c = cmd;
	struct hj_agreement_moved *b;

	if (hj_draft(t, c->agreement) == NULL)
		return;
	b = HJ_NEW(t->a, struct hj_agreement_moved);
	*b = (struct hj_agreement_moved){
		.agreement = c->agreement,
		.state = HJ_AS_DROPPED,
		.on = hj_occurred_on(t),
		.reason = c->reason,
	};
	hj_happens(t, &hj_ev_agreement_dropped, b);
}

const struct hj_command hj_cmd_drop_agreement = {
	.name = "drop-agreement",
	.zh = "作废协议草稿",
	.en = "Drop a draft",
	.fields = &fields,
	.right = HJ_MAY_MEDIATE,
	.about = about,
	.ready = hj_some_draft,
	.decide = decide,
};
