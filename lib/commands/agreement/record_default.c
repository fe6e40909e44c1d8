/*
 * Record a default (未履行): a term, a title or the underlying debt was not met
 * when it was due.
 *
 * It ends nothing: the committee urges performance (人民调解法31, F), and each
 * party may go to court over the agreement (32, F).
 */
#include "lib/commands/agreement/performance.h"

struct record_default {
	struct hj_frame frame;
	int on; /* enum hj_performance_on */
	int64_t agreement, term;
	const char *by_outside; /* who told of it, if no user */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_default, agreement, 0, 1, 1000, "协议编号|agreement"),
	HJ_TEXT(record_default, by_outside, 0, 100, "外部单位|outside body that told of it"),
	HJ_WORD(record_default, on, HJ_REQUIRED, &hj_performance_on_words, "什么未履行|what was not performed"),
	HJ_INT(record_default, term, 0, 1, 1000, "条款编号|term"),
	HJ_SEALED(record_default, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_default, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_default *c = cmd;
	struct hj_performing p = { .on = { c->on, c->agreement, c->term },
		.missed = true,
		.amount = HJ_NONE,
		.extra = HJ_NONE,
		.paid = HJ_NONE,
		.state = HJ_TS_DEFAULTED,
		.by_outside = c->by_outside,
		.text = c->text };
	const struct hj_term *term;

	if (!hj_on_exists(t, &p.on))
		return;
	if (c->on == HJ_PO_TERM) {
		term = hj_on_term(t->d, &p.on);
		p.paid = term->paid;
		if (term->state == HJ_TS_PERFORMED ||
		    term->state == HJ_TS_CARRIED || term->every != 0)
			hj_refuse(t, HJ_NO_TERM, "term");
		else if (term->due_on == 0 ? term->after != 0
					   : hj_occurred_on(t) <= term->due_on)
			hj_refuse(t, HJ_NO_NOT_DUE, "term");
	}
	if (t->refused == HJ_NO)
		hj_perform(t, &p);
}

const struct hj_command hj_cmd_record_default = {
	.name = "record-default",
	.zh = "记录未履行",
	.en = "Record a default",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
