/* Note something that has no command of its own (记事). */
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_act_command, by_outside, 0, 200, "何单位|which outside body, if it is about one"),
	HJ_INT(hj_act_command, party, 0, 1, 1000, "当事人编号|party"),
	HJ_SEALED(hj_act_command, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "记录|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(hj_act_command, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_act_decide(t, cmd, &hj_ev_noted);
}

const struct hj_command hj_cmd_note = {
	.name = "note",
	.zh = "记事",
	.en = "Note",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
