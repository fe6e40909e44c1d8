/*
 * Record a performance (履行), in whole or in part, by a party or a third
 * person.
 *
 * The committee follows up and urges performance (人民调解法31, F).  A
 * performance is on a term of an agreement in effect, on a title, on the claim
 * itself where nothing was agreed (自动履行), or on the underlying debt.  Never
 * more than is due, nor than a debtor's or creditor's own part; what is paid
 * beside it (interest, late payment) is entered as told and never computed.  A
 * title and sums that are only known as "at least" or by the month have no such
 * bound. It may also be told after the dispute was closed.
 */
#include "lib/commands/agreement/performance.h"

struct record_performance {
	struct hj_frame frame;
	int on; /* enum hj_performance_on */
	int64_t agreement, term;
	int64_t amount;   /* fen; absent: all of it, or not stated */
	int64_t extra;    /* fen paid beside it: interest, late payment */
	int64_t party;    /* who performed; absent: not stated */
	int64_t receiver; /* who got it; absent: not stated */
	bool part;
	const char *by_outside; /* who performed, if no party of the dispute */
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_performance, agreement, 0, 1, 1000, "协议编号|agreement"),
	HJ_MONEY(record_performance, amount, 0, "数额(分)|amount in fen"),
	HJ_TEXT(record_performance, by_outside, 0, 100, "代为履行人|third person that performed"),
	HJ_MONEY(record_performance, extra, 0, "另付利息、违约金等(分)|interest, late payment beside it"),
	HJ_WORD(record_performance, on, HJ_REQUIRED, &hj_performance_on_words, "履行什么|what is performed"),
	HJ_BOOL(record_performance, part, 0, "部分履行|only a part"),
	HJ_INT(record_performance, party, 0, 1, 1000, "履行人|who performed"),
	HJ_INT(record_performance, receiver, 0, 1, 1000, "受领人|who got it"),
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

/* What is left of the payer's, or the receiver's, part. */
struct part {
	bool has; /* the term is in parts on that side */
	int64_t left;
};

/* The part of `party`; refuses about `field` if it has none and should. */
static struct part
part_of(struct hj_turn *t, const struct hj_share *list, size_t n, int liability,
    int64_t party, const char *field)
{
	if (liability != HJ_LB_SEVERAL)
		return (struct part){ false, HJ_NONE };
	for (size_t i = 0; i < n; i++)
		if (list[i].party == party)
			return (struct part){ true, list[i].amount };
	hj_refuse(t, HJ_NO_SHARES, field);
	return (struct part){ false, HJ_NONE };
}

/* Is `amount` more than is left of the part? */
static bool
above(const struct part *p, int64_t amount)
{
	return p->has && amount != HJ_NONE && amount > p->left;
}

/* Was it missed once, and is now done? */
static bool
cured(const struct hj_dispute *d, const struct hj_performing *p)
{
	bool missed = false;

	for (size_t i = 0; i < d->n_performance; i++) {
		const struct hj_performance *was = &d->performance[i];

		missed = missed || (was->agreement == p->on.agreement &&
				       was->term == p->on.term && was->missed &&
				       !was->voided);
	}
	return missed && p->state == HJ_TS_PERFORMED;
}

static void
on_term(struct hj_turn *t, const struct record_performance *c,
    struct hj_performing *p)
{
	const struct hj_term *term = hj_on_term(t->d, &p->on);
	struct part by = part_of(
	    t, term->share, term->n_share, term->liability, c->party, "party");
	struct part to = part_of(t, term->creditors, term->n_creditors,
	    term->entitlement, c->receiver, "receiver");
	struct record_performance told = *c;

	by.left -= by.has ? hj_paid_by(t->d, &p->on, c->party) : 0;
	to.left -= to.has ? hj_paid_to(t->d, &p->on, c->receiver) : 0;
	/* "All of it" is all of the part, the smaller if there are two. */
	if ((by.has || to.has) && c->amount == HJ_NONE && !c->part)
		told.amount = by.has && (!to.has || by.left < to.left)
				  ? by.left
				  : to.left;
	p->paid = paid_then(term, &told);
	p->amount = told.amount;
	if (term->state == HJ_TS_PERFORMED || term->state == HJ_TS_CARRIED ||
	    term->every != 0)
		hj_refuse(t, HJ_NO_TERM, "term");
	else if (term->amount != HJ_NONE && bounded(term->exactness) &&
		 p->paid > term->amount)
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
	else if (above(&by, told.amount) || above(&to, told.amount))
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
	if (p->amount == HJ_NONE && p->paid > term->paid)
		p->amount = p->paid - term->paid;
	p->state = state_then(term, &told, p->paid);
	p->cured = cured(t->d, p);
}

/* The claim or the debt: not above what was stated, if it was stated. */
static void
on_claim(struct hj_turn *t, const struct record_performance *c)
{
	int64_t due = t->d->owed != HJ_NONE ? t->d->owed : t->d->claim;

	if (due != HJ_NONE && c->amount != HJ_NONE &&
	    bounded(t->d->exactness) &&
	    hj_paid_on(t->d, c->on) + c->amount > due)
		hj_refuse(t, HJ_NO_ABOVE_DUE, "amount");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_performance *c = cmd;
	const struct hj_party *party = hj_party_at(t->d, c->party);
	const struct hj_party *to = hj_party_at(t->d, c->receiver);
	struct hj_performing p = { .on = { c->on, c->agreement, c->term },
		.amount = c->amount,
		.extra = c->extra,
		.party = c->party,
		.receiver = c->receiver,
		.paid = HJ_NONE,
		.state = c->part ? HJ_TS_PART : HJ_TS_PERFORMED,
		.by_outside = c->by_outside,
		.text = c->text };

	if (c->party != 0 && (party == NULL || party->removed))
		hj_refuse(t, HJ_NO_PARTY, "party");
	else if (c->receiver != 0 && (to == NULL || to->removed))
		hj_refuse(t, HJ_NO_PARTY, "receiver");
	if (t->refused != HJ_NO || !hj_on_exists(t, &p.on))
		return;
	if (c->on == HJ_PO_TERM)
		on_term(t, c, &p);
	else if (c->on != HJ_PO_TITLE)
		on_claim(t, c);
	if (t->refused == HJ_NO)
		hj_perform(t, &p);
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
