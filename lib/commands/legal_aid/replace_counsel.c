/*
 * Take counsel off the matter (更换法律援助人员), on a ground that is recorded:
 * the recipient asks for it (法律援助法55, F), an interest shows, counsel
 * cannot act or neglects the matter (46).  Then counsel is drawn or appointed
 * anew, never the same.
 */
#include "lib/commands/legal_aid/aid.h"

struct replace_counsel {
	struct hj_frame frame;
	int ground; /* enum hj_aid_replacement */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(replace_counsel, ground, HJ_REQUIRED, &hj_aid_replacement_words, "更换事由|ground"),
	HJ_SEALED(replace_counsel, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(replace_counsel, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct replace_counsel *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);
	const struct hj_name *was;
	size_t n;

	if (b == NULL)
		return;
	hj_count_counsel(t, b->aid, true);
	was = b->aid->former;
	n = b->aid->n_former;
	b->aid->former = NULL;
	b->aid->n_former = 0;
	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(t->a, b->aid->former, b->aid->n_former) = was[i];
	HJ_PUSH(t->a, b->aid->former, b->aid->n_former)->text = b->aid->counsel;
	b->aid->counsel = NULL;
	b->aid->appointment = 0;
	b->stage = HJ_ST_AID_GRANTED;
	b->replacement = c->ground;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_counsel_replaced, b);
}

const struct hj_command hj_cmd_replace_counsel = {
	.name = "replace-counsel",
	.zh = "更换律师",
	.en = "Replace counsel",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_RUNNING),
	.to = HJ_ST(AID_GRANTED),
	.decide = decide,
};
