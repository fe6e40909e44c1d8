/*
 * Answer a finding of a file review (答复评查问题): mended, or disagreed with
 * and why.  Who reviews then leaves it or withdraws it.
 */
#include "lib/commands/review/review.h"

#include <string.h>

struct answer_finding {
	struct hj_frame frame;
	int answer; /* enum hj_finding_state: mended or disagreed */
	int64_t finding;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(answer_finding, answer, HJ_REQUIRED, &hj_finding_state_words, "已整改或者有异议|mended or disagreed"),
	HJ_INT(answer_finding, finding, HJ_REQUIRED, 1, HJ_FINDINGS_MOST, "问题编号|finding"),
	HJ_SEALED(answer_finding, reason, HJ_KEY_TEXT, 2000, "说明|in words"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(answer_finding, rows);
/* clang-format on */

void
hj_finding_tell(struct hj_turn *t, const struct hj_finding *f)
{
	struct hj_buf b;

	hj_buf_init(&b, 1000);
	hj_buf_puts(&b, "{\"dispute\":");
	hj_emit_text(&b, t->d->id);
	hj_buf_puts(&b, ",\"finding\":");
	hj_buf_int(&b, f->no);
	hj_buf_puts(&b, ",\"state\":");
	hj_emit_text(&b, hj_word_name(&hj_finding_state_words, f->state));
	hj_buf_putc(&b, '}');
	hj_follow_up(t, "review", f->review, "note-finding",
	    hj_strdup(t->a, hj_buf_text(&b)));
	hj_buf_release(&b);
}

static void
check(struct hj_turn *t, const struct answer_finding *c)
{
	const struct hj_finding *f = hj_finding_at(t->d, c->finding);
	const struct hj_procedure *p =
	    f == NULL ? NULL : hj_procedure_at(t->d, f->procedure);

	if (p == NULL)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "finding");
	else if (p->body == NULL || strcmp(p->body, t->actor.org) != 0)
		hj_refuse(t, HJ_NO_RIGHT, "finding");
	else if (f->state != HJ_FI_OPEN && f->state != HJ_FI_DISAGREED)
		hj_refuse(t, HJ_NO_DUPLICATE, "finding");
	else if (c->answer != HJ_FI_MENDED && c->answer != HJ_FI_DISAGREED)
		hj_refuse(t, HJ_NO_GROUND, "answer");
	else if (c->answer == HJ_FI_DISAGREED && c->reason.box == NULL)
		hj_refuse(t, HJ_NO_WORDS, "reason");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct answer_finding *c = cmd;
	struct hj_file_review_set *b;

	check(t, c);
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_file_review_set);
	b->reason = c->reason;
	*HJ_PUSH(t->a, b->findings, b->n_findings) =
	    *hj_finding_at(t->d, c->finding);
	b->findings[0].state = c->answer;
	hj_happens(t, &hj_ev_finding_answered, b);
	hj_finding_tell(t, &b->findings[0]);
}

const struct hj_command hj_cmd_answer_finding = {
	.name = "answer-finding",
	.zh = "答复评查问题",
	.en = "Answer a finding",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
