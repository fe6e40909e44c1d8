/* A dispute tells that a finding was answered or withdrawn. */
#include "lib/commands/review/review.h"

#include <string.h>

struct note_finding {
	struct hj_frame frame;
	const char *dispute;
	int64_t finding;
	int state; /* enum hj_finding_state */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(note_finding, dispute, HJ_REQUIRED, "纠纷|dispute"),
	HJ_INT(note_finding, finding, HJ_REQUIRED, 1, HJ_INT_MOST, "问题编号|finding"),
	HJ_WORD(note_finding, state, HJ_REQUIRED, &hj_finding_state_words, "状态|how it stands"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(note_finding, rows);
/* clang-format on */

static const struct hj_review_finding *
find(const struct hj_review *r, const struct note_finding *c)
{
	for (size_t i = 0; i < r->n_finding; i++)
		if (r->finding[i].no == c->finding &&
		    strcmp(r->finding[i].dispute, c->dispute) == 0)
			return &r->finding[i];
	return NULL;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct note_finding *c = cmd;
	const struct hj_review_finding *f = find(t->state, c);
	struct hj_review_set *b;

	if (f == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "finding");
		return;
	}
	b = HJ_NEW(t->a, struct hj_review_set);
	*HJ_PUSH(t->a, b->finding, b->n_finding) = *f;
	b->finding[0].state = c->state;
	hj_happens(t, &hj_ev_review_finding_moved, b);
}

const struct hj_command hj_cmd_note_finding = {
	.name = "note-finding",
	.zh = "记入问题答复",
	.en = "Note how a finding stands",
	.fields = &fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL,
	.decide = decide,
};
