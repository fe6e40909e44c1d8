/*
 * Log a first coordination (先行协调): a grid worker or a seat talks to both
 * sides before any mediation.
 *
 * It is no sitting: nobody accepted the matter and no mediator was named, so it
 * never counts as an attempt.
 */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(hj_act_command, bodies, 0, &hj_name_fields, 50, "参加单位|who else took part"),
	HJ_WORD(hj_act_command, manner, 0, &hj_entered_manner_words, "方式|form"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_coordination_logged);
}

const struct hj_command hj_cmd_log_coordination = {
	.name = "log-coordination",
	.zh = "记先行协调",
	.en = "Log a first coordination",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
