/*
 * Verify the answer to a work order (核验), by a person who did not give it: it
 * passes, or is to be done again, and why.
 */
#include "lib/commands/dispatch/order.h"
#include "lib/commands/duty.h"

struct verify_reply {
	struct hj_frame frame;
	struct hj_sealed reason;
	int verdict; /* enum hj_verdict */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(verify_reply, reason, HJ_KEY_TEXT, 2000, "核验意见,退回时必填|remarks; why, if it is sent back"),
	HJ_WORD(verify_reply, verdict, HJ_REQUIRED, &hj_verdict_words, "核验结果|verdict"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(verify_reply, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct verify_reply *c = cmd;
	struct hj_order_set *b = hj_order_change(t);
	bool passed = c->verdict == HJ_VE_PASSED;

	if (!hj_duty_bars(t, HJ_DU_VERIFY, 0) && !passed)
		hj_order_needs(t, c->reason, "reason");
	if (t->refused != HJ_NO)
		return;
	b->order->verifier = passed ? t->actor.person : NULL;
	if (passed)
		b->stage = HJ_ST_ORDER_VERIFIED;
	b->verdict = c->verdict;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_order_verified, b);
	if (!passed)
		hj_order_redo(t, c->reason, NULL);
}

const struct hj_command hj_cmd_verify_reply = {
	.name = "verify-reply",
	.zh = "核验答复",
	.en = "Verify the answer",
	.fields = &fields,
	.right = HJ_MAY_DISPATCH,
	.flags = HJ_ANY_PART | HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(HOTLINE) | HJ_CH(REPORT),
	.stages = HJ_ST(ORDER_ANSWERED),
	.to = HJ_ST(ORDER_VERIFIED) | HJ_ST(ORDER_REDO),
	.about = hj_order_about,
	.ready = hj_order_led,
	.decide = decide,
};
