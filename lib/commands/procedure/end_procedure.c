/*
 * End a procedure without an agreement (终止调解).
 *
 * Ending is never refused for lack of paper: the same append owes each party
 * the notice of other routes (人民调解法26, F), and what waits for it is
 * closing.  A procedure that is settled is closed, not ended; a
 * ground with a command of its own (decline, accept an offer, return) is told
 * by that command.
 */
#include "lib/commands/procedure/consent.h"

struct end_procedure {
	struct hj_frame frame;
	int closing; /* enum hj_closing, of court-linked mediation */
	int ground;  /* enum hj_ground */
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(end_procedure, closing, 0, &hj_closing_words, "终结事由(在线25)|ground in the words of 在线25"),
	HJ_WORD(end_procedure, ground, HJ_REQUIRED, &hj_ground_words, "结束事由|ground"),
	HJ_SEALED(end_procedure, reason, HJ_KEY_TEXT, 2000, "说明|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(end_procedure, rows);

/* Is the matter in other hands, or offered to them? */
static bool
goes_on(const struct hj_dispute *d, const struct hj_procedure *p)
{
	for (size_t i = 0; i < d->n_procedure; i++)
		if (d->procedure[i].no != p->no &&
		    hj_procedure_live(&d->procedure[i]) &&
		    hj_channel_mediates(d->procedure[i].channel))
			return true;
	for (size_t i = 0; i < d->n_referral; i++)
		if (d->referral[i].from_procedure == p->no &&
		    d->referral[i].state == HJ_RS_OFFERED)
			return true;
	return false;
}

/* Does the ground fit what happened? */
static bool
ground_fits(const struct hj_turn *t, int ground)
{
	switch ((enum hj_ground)ground) {
	case HJ_GR_NO_AGREEMENT:
	case HJ_GR_TERM_OVER:
	case HJ_GR_OTHER_FORUM:
	case HJ_GR_UNREACHABLE:
	case HJ_GR_OTHER:
		return true;
	case HJ_GR_REFUSED:
	case HJ_GR_WITHDRAWN:
		return hj_somebody_refused(t->p);
	case HJ_GR_HANDED_OVER:
		return goes_on(t->d, t->p);
	case HJ_GR_SETTLED:
	case HJ_GR_HANDED_UP:
	case HJ_GR_DECLINED:
	case HJ_GR_DECIDED:
	case HJ_GR_RETURNED:
	case HJ_GR_NOT_STATED:
	case HJ_GR_ANSWERED:
	case HJ_GR_UNDERTAKING:
	case HJ_GR_COMPLETED:
	case HJ_GR_AID_TERMINATED:
	case HJ_GR_TERMINATED:
		return false;
	}
	return false;
}

/* Does the ground of 在线25 say the same, and is it court-linked mediation? */
static bool
closing_fits(const struct hj_turn *t, const struct end_procedure *c)
{
	static const int ground[] = {
		[HJ_CL_AGREED] = -1,
		[HJ_CL_SETTLED_WITHDRAWN] = HJ_GR_WITHDRAWN,
		[HJ_CL_NOT_IN_TERM] = HJ_GR_NO_AGREEMENT,
		[HJ_CL_UNWILLING] = HJ_GR_REFUSED,
		[HJ_CL_LARGE_GAP] = HJ_GR_NO_AGREEMENT,
		[HJ_CL_TERM_OVER] = HJ_GR_TERM_OVER,
		[HJ_CL_NOT_SIGNED] = HJ_GR_NO_AGREEMENT,
		[HJ_CL_OTHER] = HJ_GR_OTHER,
	};

	return c->closing == 0 || ((t->p->channel == HJ_CH_ASSIGNED ||
				       t->p->channel == HJ_CH_ENTRUSTED) &&
				      ground[c->closing] == c->ground);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct end_procedure *c = cmd;

	if (!closing_fits(t, c)) {
		hj_refuse(t, HJ_NO_GROUND, "closing");
		return;
	}
	if (!ground_fits(t, c->ground) &&
	    c->closing != HJ_CL_SETTLED_WITHDRAWN) {
		hj_refuse(t, HJ_NO_GROUND, "ground");
		return;
	}
	hj_end_procedure_closing(t, t->p, c->ground, c->closing, c->reason);
}

const struct hj_command hj_cmd_end_procedure = {
	.name = "end-procedure",
	.zh = "终止调解",
	.en = "End the procedure",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_LEADS_ON | HJ_IF_MATCH,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_ACCEPTED | HJ_CH(REPORT),
	.decide = decide,
};
