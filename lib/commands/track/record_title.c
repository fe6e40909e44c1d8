/*
 * Record a title that was made elsewhere (外部执行依据): a notarial document,
 * an administrative decision, another court's judgment.  It can be enforced
 * like one of our own (民诉法247); how it came about is not told here.
 */
#include "lib/commands/common.h"

struct record_title {
	struct hj_frame frame;
	int64_t amount; /* fen, of the title; HJ_NONE */
	const char *number;
	int title; /* enum hj_title_kind */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_MONEY(record_title, amount, 0, "执行依据数额(分)|amount of the title"),
	HJ_TEXT(record_title, number, 0, 100, "文书号|number of the document"),
	HJ_SEALED(record_title, text, HJ_KEY_TEXT, 4000, "说明|in words"),
	HJ_WORD(record_title, title, HJ_REQUIRED, &hj_title_kind_words, "种类|kind"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_title, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_title *c = cmd;
	struct hj_procedure_moved *b;

	/* Our own confirmation is ruled, not told. */
	if (c->title == HJ_TI_CONFIRMED) {
		hj_refuse(t, HJ_NO_TITLE, "title");
		return;
	}
	b = HJ_NEW(t->a, struct hj_procedure_moved);
	*b = (struct hj_procedure_moved){
		.on = hj_occurred_on(t),
		.number = c->number,
		.title = c->title,
		.amount = c->amount != HJ_NONE ? c->amount : 0,
		.text = c->text,
	};
	hj_happens(t, &hj_ev_result_recorded, b);
}

const struct hj_command hj_cmd_record_title = {
	.name = "record-title",
	.zh = "登记外部执行依据",
	.en = "Record a title made elsewhere",
	.fields = &fields,
	.right = HJ_MAY_TRACK,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
