/*
 * Record that a notice came back (送达未成): moved away, refused at the door,
 * no such address.
 *
 * The return frees the way to closing, as service does (人民调解法26, F); what
 * waits for a receipt does not run, and the notice goes on to the party's next
 * way, until none is left.
 *
 * Who names the attempt speaks of that message alone: it may come back after
 * it was taken as delivered, and what began with its delivery waits again.  An
 * attempt that another followed says nothing new.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/notice/notice.h"

struct record_return {
	struct hj_frame frame;
	int64_t attempt; /* the message that came back; 0: not said */
	struct hj_sealed evidence;
	int means; /* enum hj_means */
	struct hj_no *notices;
	size_t n_notices;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(record_return, attempt, 0, 1, 1000000, "第几次发送|which attempt it is about"),
	HJ_SEALED(record_return, evidence, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "退回原因与凭据|why, and the proof"),
	HJ_WORD(record_return, means, HJ_REQUIRED, &hj_means_words, "送达方式|means that was tried"),
	HJ_LIST(record_return, notices, HJ_REQUIRED, &hj_no_fields, 200, "告知书编号|notices"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_return, rows);

/* May `n` come back, by what is said of it? */
static bool
comes_back(const struct record_return *c, const struct hj_notice *n)
{
	if (c->attempt != 0 && c->attempt != n->attempt)
		return false;
	/* Its delivery was taken for true. */
	if (n->state == HJ_NS_SERVED)
		return c->means == n->means;
	/* It came back, and no other way was left to try. */
	return n->state == HJ_NS_OWED || n->reach != 0;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_return *c = cmd;
	unsigned states = 1u << HJ_NS_OWED | 1u << HJ_NS_RETURNED;
	size_t first = t->n_event, n;
	bool served = false;

	if (c->attempt != 0)
		states |= 1u << HJ_NS_SERVED;
	if (!hj_notices_fit(t, c->notices, c->n_notices, states))
		return;
	for (size_t i = 0; i < c->n_notices; i++) {
		const struct hj_notice *one =
		    hj_notice_at(t->d, c->notices[i].no);

		served = served || one->state == HJ_NS_SERVED;
		if (!comes_back(c, one))
			hj_refuse(t, HJ_NO_DUPLICATE, "notices");
	}
	if (t->refused != HJ_NO)
		return;
	hj_notices_set(t, &hj_ev_notice_returned,
	    &(struct hj_delivery){ .list = c->notices,
		.n = c->n_notices,
		.state = HJ_NS_RETURNED,
		.means = c->means,
		.evidence = c->evidence });
	n = t->n_event;
	for (size_t i = first; served && i < n; i++)
		if (t->event[i].kind == &hj_ev_notice_returned)
			hj_clocks_unserve(t, &t->event[i]);
}

const struct hj_command hj_cmd_record_return = {
	.name = "record-return",
	.zh = "记送达退回",
	.en = "Record that a notice came back",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
