/* Record a meeting of bodies about the matter (会商、联席会议); no sitting. */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_act_command, bodies, HJ_REQUIRED, &hj_name_fields, 50, "参加单位|who took part"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_act_command *c = cmd;

	if (c->n_bodies == 0)
		hj_refuse(t, HJ_NO_ATTENDANCE, "bodies");
	for (size_t i = 1; i < c->n_bodies; i++)
		if (hj_name_in(c->bodies, i, c->bodies[i].text))
			hj_refuse(t, HJ_NO_DUPLICATE, "bodies");
	hj_act_decide(t, c, &hj_ev_joint_meeting_recorded);
}

const struct hj_command hj_cmd_record_joint_meeting = {
	.name = "record-joint-meeting",
	.zh = "记会商",
	.en = "Record a joint meeting",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
