/*
 * The parties received the finding on a traffic accident (收到事故认定书).
 *
 * Within ten working days they may ask the traffic police together to mediate
 * (道交事故处理程序规定86, F); people's mediation and suit stay open in any
 * case.
 */
#include "lib/commands/organ/organ.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_step_command, number, 0, 100, "文号|number"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
ready(struct hj_turn *t)
{
	if (!hj_is_traffic(t, t->p))
		hj_refuse(t, HJ_NO_CHANNEL, "procedure");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_step(t, cmd, &hj_ev_finding_received);
}

const struct hj_command hj_cmd_record_finding = {
	.name = "record-finding",
	.zh = "收到事故认定书",
	.en = "The finding on an accident was received",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(ADMINISTRATIVE),
	.ready = ready,
	.decide = decide,
};
