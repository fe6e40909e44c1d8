/*
 * Set aside what the ladder offered by itself (暂不上报), with a reason.
 *
 * The body whose step it is may do so within one working day; the
 * reason stands on both desks.  The matter stays where it is: the next sitting
 * without an agreement, or the end of the procedure, makes the ladder ask
 * again.
 */
#include "lib/commands/referral/referral.h"

struct set_aside_escalation {
	struct hj_frame frame;
	int64_t referral;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(set_aside_escalation, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
	HJ_INT(set_aside_escalation, referral, HJ_REQUIRED, 1, 1000, "移交编号|referral"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(set_aside_escalation, rows);

/* Is the working day after the offer not over yet? */
static bool
in_time(struct hj_turn *t, const struct hj_referral *r)
{
	const struct hj_calendar *cal = t->world->calendar;
	const struct hj_date day = { r->offered_on };
	struct hj_derivation der;
	struct hj_error err;
	const struct hj_period period = {
		.limit = { .rule = "SET_ASIDE",
		    .certainty = HJ_CERTAINTY_HOUSE,
		    .n = 1,
		    .unit = HJ_UNIT_WORKING_DAYS,
		    .against = HJ_AGAINST_STATE },
		.start_from = hj_legal_day_first(day),
		.start_to = hj_legal_day_last(day),
	};

	return hj_derive(t->a, &period, cal,
		   hj_calendar_current(cal, hj_legal_day(t->now)), &der,
		   &err) == HJ_OK &&
	       t->now < der.due_at;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct set_aside_escalation *c = cmd;
	const struct hj_referral *r = hj_offered_by_us(t, c->referral);

	if (r == NULL)
		return;
	if (r->rule == NULL || !in_time(t, r))
		hj_refuse(t, HJ_NO_SET_ASIDE, "referral");
	else
		hj_referral_move(t, c->referral, HJ_RS_REVOKED,
		    &hj_ev_referral_revoked, c->reason);
}

const struct hj_command hj_cmd_set_aside_escalation = {
	.name = "set-aside-escalation",
	.zh = "撤销自动上报",
	.en = "Set an automatic escalation aside",
	.fields = &fields,
	.right = HJ_MAY_REFER,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.ready = hj_some_offer_by_us,
	.decide = decide,
};
