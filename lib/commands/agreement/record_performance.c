/*
 * Record a performance (履行), in whole or in part, by a party or a third
 * person.
 *
 * The committee follows up and urges performance (人民调解法31, F).  A
 * performance is on a term of an agreement in effect, on a title, on the claim
 * itself where nothing was agreed (自动履行), or on the underlying debt.  Never
 * more than is due; interest on a title and sums that are only known as "at
 * least" or by the month have no such bound here.  It may also be told after
 * the dispute was closed.
 */
#include "lib/commands/agreement/performance.h"

struct record_performance {
	struct hj_frame frame;
	int on; /* enum hj_performance_on */
	int64_t agreement, term;
	int64_t amount; /* fen; absent: all of it, or not stated */
	bool part;
	const char *by_outside; /* who performed, if no party of the dispute */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_performance, agreement, 0, 1, 1000, "协议编号|agreement"),
	HJ_MONEY(record_performance, amount, 0, "数额(分)|amount in fen"),
	HJ_TEXT(record_performance, by_outside, 0, 100, "代为履行人|third person that performed"),
	HJ_WORD(record_performance, on, HJ_REQUIRED, &hj_performance_on_words, "履行什么|what is performed"),
	HJ_BOOL(record_performance, part, 0, "部分履行|only a part"),
	HJ_INT(record_performance, term, 0, 1, 1000, "条款编号|term"),
	HJ_SEALED(record_performance, text, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_performance, rows);

static bool
bounded(int exactness)
{
	return exactness != HJ_EX_AT_LEAST && exactness != HJ_EX_PERIODIC;
}

/* What has been paid on the term with this performance. */
static int64_t
paid_then(const struct hj_term *term, const struct record_performance *c)
{
	if (c->amount != HJ_NONE)
		return term->paid + c->amount;
	/* "All of it", of a sum that is known. */
	if (!c->part && term->amount != HJ_NONE && bounded(term->exactness))
		return term->amount;
	return term->paid;
}

static int
state_then(const struct hj_term *term, const struct record_performance *c,
    int64_t paid)
{
	if (term->amount != HJ_NONE && bounded(term->exactness))
		return paid >= term->amount ? HJ_TS_PERFORMED : HJ_TS_PART;
	return c->part ? HJ_TS_PART : HJ_TS_PERFORMED;
}

static void
on_term(struct hj_turn *t, const struct record_performance *c,
    const struct hj_on *on)
{
	const struct hj_term *term = hj_on_term(t->d, on);
	int64_t paid = paid_then(term, c), amount = c->amount;

	if (term->state == HJ_TS_PERFORMED || term->state == HJ_TS_CARRIED) {
		hj_refuse(t, HJ_NO_TERM, "term");
		return;
	}
	if (term->amount != HJ_NONE && bounded(term->exactness) &&
	    paid > term->amount) {
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
		return;
	}
	if (amount == HJ_NONE && paid > term->paid)
		amount = paid - term->paid;
	hj_perform(t, on, false, amount, paid, state_then(term, c, paid),
	    c->by_outside, c->text);
}

/* The claim or the debt: not above what was stated, if it was stated. */
static void
on_claim(struct hj_turn *t, const struct record_performance *c,
    const struct hj_on *on)
{
	int64_t due = t->d->owed != HJ_NONE ? t->d->owed : t->d->claim;

	if (due != HJ_NONE && c->amount != HJ_NONE &&
	    bounded(t->d->exactness) &&
	    hj_paid_on(t->d, on->on) + c->amount > due) {
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
		return;
	}
	hj_perform(t, on, false, c->amount, HJ_NONE,
	    c->part ? HJ_TS_PART : HJ_TS_PERFORMED, c->by_outside, c->text);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_performance *c = cmd;
	const struct hj_on on = { c->on, c->agreement, c->term };

	if (!hj_on_exists(t, &on))
		return;
	switch ((enum hj_performance_on)c->on) {
	case HJ_PO_TERM:
		on_term(t, c, &on);
		return;
	case HJ_PO_CLAIM:
	case HJ_PO_OBLIGATION:
		on_claim(t, c, &on);
		return;
	case HJ_PO_TITLE:
		hj_perform(t, &on, false, c->amount, HJ_NONE,
		    c->part ? HJ_TS_PART : HJ_TS_PERFORMED, c->by_outside,
		    c->text);
		return;
	}
}

const struct hj_command hj_cmd_record_performance = {
	.name = "record-performance",
	.zh = "记录履行",
	.en = "Record a performance",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
