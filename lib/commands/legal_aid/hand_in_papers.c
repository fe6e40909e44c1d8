/*
 * Papers that were asked for are handed in (补交材料).
 *
 * With the last of them the application is complete.  After urgent aid they
 * come later (法律援助法44, F), and the aid goes on meanwhile.
 */
#include "lib/commands/legal_aid/aid.h"

struct hand_in_papers {
	struct hj_frame frame;
	int hardship; /* enum hj_hardship */
	struct hj_paper_kind *papers;
	size_t n_papers;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(hand_in_papers, hardship, 0, &hj_hardship_words, "经济困难如何证明|how hardship is shown"),
	HJ_LIST(hand_in_papers, papers, HJ_REQUIRED, &hj_paper_kind_fields, 10, "补交的材料|papers handed in"),
	HJ_SEALED(hand_in_papers, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hand_in_papers, rows);

/* A list of papers of its own, so that the state's is not changed. */
static void
own_papers(struct hj_turn *t, struct hj_aid *aid)
{
	const struct hj_paper *was = aid->papers;
	size_t n = aid->n_papers;

	aid->papers = NULL;
	aid->n_papers = 0;
	for (size_t i = 0; i < n; i++)
		*HJ_PUSH(t->a, aid->papers, aid->n_papers) = was[i];
}

/* The paper of this kind that is still missing, or NULL. */
static struct hj_paper *
missing(struct hj_aid *aid, int kind)
{
	for (size_t i = 0; i < aid->n_papers; i++)
		if (aid->papers[i].kind == kind && !aid->papers[i].handed)
			return &aid->papers[i];
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hand_in_papers *c = cmd;
	struct hj_aid_set *b = hj_aid_change(t);

	if (b == NULL)
		return;
	own_papers(t, b->aid);
	for (size_t i = 0; i < c->n_papers; i++) {
		struct hj_paper *paper = missing(b->aid, c->papers[i].kind);

		if (paper == NULL) {
			hj_refuse(t, HJ_NO_SUCH_ENTITY, "papers");
			return;
		}
		paper->handed = true;
	}
	if (c->hardship != 0)
		b->aid->hardship = c->hardship;
	b->text = c->text;
	if (hj_papers_missing(b->aid) == 0) {
		b->aid->papers_later = false;
		if (t->p->stage == HJ_ST_AID_SUPPLEMENT)
			b->stage = HJ_ST_AID_APPLIED;
	}
	hj_happens(t, &hj_ev_aid_papers_handed, b);
}

const struct hj_command hj_cmd_hand_in_papers = {
	.name = "hand-in-papers",
	.zh = "补交材料",
	.en = "Hand in papers",
	.fields = &fields,
	.right = HJ_MAY_AID,
	.phases = HJ_PH(OPENED) | HJ_PH(ACCEPTED),
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(AID_SUPPLEMENT) | HJ_ST(AID_GRANTED) |
		  HJ_ST(AID_DRAWING) | HJ_ST(AID_RUNNING),
	.to = HJ_ST(AID_SUPPLEMENT) | HJ_ST(AID_APPLIED) | HJ_ST(AID_GRANTED) |
	      HJ_ST(AID_DRAWING) | HJ_ST(AID_RUNNING),
	.decide = decide,
};
