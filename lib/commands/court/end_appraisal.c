/*
 * An appraisal is over: time counts again from the day after (鉴定评估结束).
 */
#include "lib/commands/step.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
ready(struct hj_turn *t)
{
	if (!t->p->appraisal)
		hj_refuse(t, HJ_NO_NO_APPRAISAL, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_appraisal_ended);
}

const struct hj_command hj_cmd_end_appraisal = {
	.name = "end-appraisal",
	.zh = "鉴定评估结束",
	.en = "An appraisal is over",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |
		    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.ready = ready,
	.decide = decide,
};
