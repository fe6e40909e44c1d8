/*
 * Record that a notice came back (送达未成): moved away, refused at the door,
 * no such address.
 *
 * The return frees the way to closing, as service does (人民调解法26, F); what
 * waits for a receipt does not run, and the notice goes on to the party's next
 * way, until none is left.
 */
#include "lib/commands/notice/notice.h"

struct record_return {
	struct hj_frame frame;
	struct hj_sealed evidence;
	int means; /* enum hj_means */
	struct hj_no *notices;
	size_t n_notices;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(record_return, evidence, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "退回原因与凭据|why, and the proof"),
	HJ_WORD(record_return, means, HJ_REQUIRED, &hj_means_words, "送达方式|means that was tried"),
	HJ_LIST(record_return, notices, HJ_REQUIRED, &hj_no_fields, 200, "告知书编号|notices"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(record_return, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_return *c = cmd;

	if (!hj_notices_fit(t, c->notices, c->n_notices,
		1u << HJ_NS_OWED | 1u << HJ_NS_RETURNED))
		return;
	for (size_t i = 0; i < c->n_notices; i++) {
		const struct hj_notice *n =
		    hj_notice_at(t->d, c->notices[i].no);

		/* It came back, and no other way was left to try. */
		if (n->state == HJ_NS_RETURNED && n->reach == 0)
			hj_refuse(t, HJ_NO_DUPLICATE, "notices");
	}
	if (t->refused == HJ_NO)
		hj_notices_set(t, &hj_ev_notice_returned,
		    &(struct hj_delivery){ .list = c->notices,
			.n = c->n_notices,
			.state = HJ_NS_RETURNED,
			.means = c->means,
			.evidence = c->evidence });
}

const struct hj_command hj_cmd_record_return = {
	.name = "record-return",
	.zh = "记送达退回",
	.en = "Record that a notice came back",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
