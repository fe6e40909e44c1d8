/*
 * Set aside what an expired limit did (撤销届满后果).
 *
 * A fact entered late undoes nothing by itself.  If by its occurrence the limit
 * had been met, the body whose procedure the clock belongs to may set the
 * expiry aside, with the day and a reason: an escalation is taken back, a
 * lapsed offer opens again, mediation that the law had ended goes on, a lost
 * right is there again.  A right that was over
 * by the time somebody entered what it runs from is given back likewise, with
 * the day on which the party did what it had to.
 */
#include "lib/commands/clocks.h"
#include "lib/commands/correct/past.h"
#include "lib/commands/procedure/consent.h"

struct set_aside_expiry {
	struct hj_frame frame;
	int64_t clock;
	int32_t met_on;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(set_aside_expiry, clock, HJ_REQUIRED, 1, 10000, "期限编号|clock"),
	HJ_DATE(set_aside_expiry, met_on, HJ_REQUIRED, "实际完成日|day on which it was met"),
	HJ_SEALED(set_aside_expiry, reason, HJ_REQUIRED | HJ_KEY_TEXT, 2000, "理由|reason"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(set_aside_expiry, rows);

/* The party could not keep a limit that was over when it was entered. */
static bool
innocent(const struct hj_clock *clock)
{
	return clock->entered_late && clock->effect == HJ_EF_RIGHT_LOST;
}

/* The clock, if it may be set aside; NULL if refused. */
static const struct hj_clock *
fallen(struct hj_turn *t, const struct set_aside_expiry *c)
{
	const struct hj_clock *clock = hj_clock_at(t->d, c->clock);
	const struct hj_procedure *p;

	if (clock == NULL) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "clock");
		return NULL;
	}
	p = hj_procedure_at(t->d, clock->procedure);
	if (p != NULL && !hj_ours(t, p))
		hj_refuse(t, HJ_NO_RIGHT, "clock");
	else if (clock->state != HJ_CS_FIRED ||
		 (c->met_on > clock->due_on && !innocent(clock)))
		hj_refuse(t, HJ_NO_SET_ASIDE, "clock");
	else if (clock->effect == HJ_EF_ENDS && p != NULL &&
		 hj_mediated_elsewhere(t->d, p))
		hj_refuse(t, HJ_NO_FORUM, "clock");
	else if (c->met_on > hj_today(t))
		hj_refuse(t, HJ_NO_FUTURE, "met_on");
	return t->refused == HJ_NO ? clock : NULL;
}

/* The escalations that the step's clock asked for. */
static void
take_back(
    struct hj_turn *t, const struct hj_clock *clock, struct hj_sealed reason)
{
	for (size_t i = 0; i < t->d->n_referral; i++) {
		const struct hj_referral *r = &t->d->referral[i];

		if (r->rule != NULL && r->step > clock->subject &&
		    r->from_procedure == clock->procedure)
			hj_take_back(t, r->no, reason);
	}
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct set_aside_expiry *c = cmd;
	const struct hj_clock *clock = fallen(t, c);
	const struct hj_referral *r;
	struct hj_clock_set *b;

	if (clock == NULL)
		return;
	b = HJ_NEW(t->a, struct hj_clock_set);
	b->clock = HJ_NEW(t->a, struct hj_clock);
	*b->clock = *clock;
	b->clock->state = HJ_CS_SET_ASIDE;
	b->old_due_on = c->met_on;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_expiry_set_aside, b);
	if (b->clock->effect == HJ_EF_ESCALATE) {
		take_back(t, b->clock, c->reason);
	} else if (b->clock->effect == HJ_EF_ENDS) {
		hj_unend(t, b->clock, c->reason);
	} else if (b->clock->effect == HJ_EF_LAPSE) {
		r = hj_referral_at(t->d, b->clock->subject);
		if (r != NULL && r->state == HJ_RS_LAPSED)
			hj_referral_move(t, r->no, HJ_RS_OFFERED,
			    &hj_ev_referral_offered, c->reason);
	}
}

const struct hj_command hj_cmd_set_aside_expiry = {
	.name = "set-aside-expiry",
	.zh = "撤销届满后果",
	.en = "Set an expiry aside",
	.fields = &fields,
	.right = HJ_MAY_CORRECT,
	.flags = HJ_NO_PROC | HJ_IF_MATCH,
	.decide = decide,
};
