/*
 * Tell the applicant which papers are missing (补充材料通知), once and all at
 * once (法律援助法43, F): a second list is refused.
 *
 * The seven days for deciding go on; the Act does not say that they pause.
 */
#include "lib/commands/legal_aid/aid.h"

struct ask_papers {
	struct hj_frame frame;
	struct hj_paper_kind *papers;
	size_t n_papers;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(ask_papers, papers, HJ_REQUIRED, &hj_paper_kind_fields, 10, "缺少的材料|missing papers"),
	HJ_SEALED(ask_papers, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(ask_papers, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct ask_papers *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	if (b->aid->papers_asked)
		hj_refuse(t, HJ_NO_AID_PAPERS_TWICE, "papers");
	else if (c->n_papers == 0)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "papers");
	for (size_t i = 0; i < c->n_papers; i++) {
		for (size_t k = 0; k < i; k++)
			if (c->papers[k].kind == c->papers[i].kind)
				hj_refuse(t, HJ_NO_DUPLICATE, "papers");
		*HJ_PUSH(t->a, b->aid->papers, b->aid->n_papers) =
		    (struct hj_paper){ c->papers[i].kind, false };
	}
	if (t->refused != HJ_NO)
		return;
	b->aid->papers_asked = true;
	b->stage = HJ_ST_AID_SUPPLEMENT;
	b->text = c->text;
	hj_happens(t, &hj_ev_aid_papers_asked, b);
	hj_aid_notices(t, b->aid, HJ_NK_AID_PAPERS, "法律援助法43");
}

const struct hj_command hj_cmd_ask_papers = {
	.name = "ask-papers",
	.zh = "通知补充材料",
	.en = "Ask for missing papers",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(OPENED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_APPLIED) | HJ_ST(AID_SUPPLEMENT),
	.to = HJ_ST(AID_SUPPLEMENT),
	.decide = decide,
};
