/*
 * An appraisal begins (鉴定评估): its time does not count.
 *
 * Only where a statute says so: court-linked mediation (在线26), medical
 * disputes (医疗条例38、40), market complaints (投诉举报办法20): F; or where a
 * limit runs from its end (starts_also).  Elsewhere the limit runs on, and
 * record-opinion tells what was asked and answered.
 */
#include "lib/commands/court/court.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, by_outside, HJ_REQUIRED, 200, "鉴定机构|who appraises"),
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
ready(struct hj_turn *t)
{
	if (t->p->appraisal)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
	else if (!hj_appraisal_pauses(t))
		hj_refuse(t, HJ_NO_PAUSE, NULL);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_appraisal_started);
}

const struct hj_command hj_cmd_start_appraisal = {
	.name = "start-appraisal",
	.zh = "开始鉴定评估",
	.en = "An appraisal begins",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PEOPLE) | HJ_CH(ADMINISTRATIVE) | HJ_CH(ASSIGNED) |
		    HJ_CH(ENTRUSTED) | HJ_CH(IN_COURT),
	.ready = ready,
	.decide = decide,
};
