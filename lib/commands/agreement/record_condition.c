/*
 * Something came about that a term waited for (约定条件成就, 民法典158, K):
 * from then, or on the day that is told, the term is due.
 */
#include "lib/commands/agreement/performance.h"

struct record_condition {
	struct hj_frame frame;
	int64_t agreement, term;
	int32_t due_on; /* absent: so many days later as the term says */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_condition, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_DATE(record_condition, due_on, 0, "到期日|due on"),
	HJ_INT(record_condition, term, HJ_REQUIRED, 1, 1000, "条款编号|term"),
	HJ_SEALED(record_condition, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_condition, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_condition *c = cmd;
	const struct hj_on on = { HJ_PO_TERM, c->agreement, c->term };
	const struct hj_date today = { hj_occurred_on(t) };
	const struct hj_term *term;

	if (!hj_on_exists(t, &on))
		return;
	term = hj_on_term(t->d, &on);
	if ((term->after != HJ_TG_EVENT && term->due_when.box == NULL) ||
	    term->due_on != 0 || term->state == HJ_TS_PERFORMED ||
	    term->state == HJ_TS_CARRIED) {
		hj_refuse(t, HJ_NO_TERM, "term");
		return;
	}
	hj_term_falls_due(t, c->agreement, c->term,
	    c->due_on != 0 ? c->due_on
			   : hj_date_add_days(today, term->after_days).ymd,
	    c->text);
}

const struct hj_command hj_cmd_record_condition = {
	.name = "record-condition",
	.zh = "登记条件成就",
	.en = "What a term waited for came about",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
