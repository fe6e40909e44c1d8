/* Record a visit to a party or to the place (走访). */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_act_command, bodies, 0, &hj_name_fields, 50, "同行单位|who went along"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_visit_recorded);
}

const struct hj_command hj_cmd_record_visit = {
	.name = "record-visit",
	.zh = "记走访",
	.en = "Record a visit",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
