/*
 * How a party rates what was done, by itself, with its slip (凭码评价).  The
 * latest rating stands; who is not satisfied reopens nothing by it.
 */
#include "lib/commands/session/act.h"

struct rate_by_code {
	struct hj_frame frame;
	int satisfaction; /* enum hj_satisfaction */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(rate_by_code, satisfaction, HJ_REQUIRED, &hj_satisfaction_words, "满意度|satisfaction"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(rate_by_code, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct rate_by_code *c = cmd;
	struct hj_act *b = HJ_NEW(t->a, struct hj_act);

	*b = (struct hj_act){
		.procedure = (int64_t)t->d->n_procedure,
		.party = hj_slip_party(t->d, t->actor.door),
		.manner = HJ_MN_BY_CODE,
		.satisfaction = c->satisfaction,
	};
	hj_happens(t,
	    c->satisfaction == HJ_SA_UNSATISFIED ? &hj_ev_dissatisfaction_given
						 : &hj_ev_satisfaction_given,
	    b);
}

const struct hj_command hj_cmd_rate_by_code = {
	.name = "rate-by-code",
	.zh = "当事人凭码评价",
	.en = "Rate by code",
	.fields = &fields,
	.right = HJ_MAY_SPEAK,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
