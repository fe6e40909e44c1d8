/*
 * Plan a sitting (约定调解): when, where, how.
 *
 * How long before the parties must be told differs by channel.  The traffic
 * police tell three working days ahead (道交事故处理程序规定85–94, F); less is
 * marked as short notice, and no reason to refuse.
 */
#include "lib/commands/session/appointment.h"

struct schedule_session {
	struct hj_frame frame;
	int mode; /* enum hj_mode */
	struct hj_sealed place;
	int64_t starts; /* instant */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(schedule_session, mode, HJ_REQUIRED, &hj_mode_words, "方式|mode"),
	HJ_SEALED(schedule_session, place, HJ_KEY_TEXT, 200, "地点|place"),
	HJ_INSTANT(schedule_session, starts, HJ_REQUIRED, "开始时间|start"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(schedule_session, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct schedule_session *c = cmd;
	struct hj_appointment *a;

	if (!hj_appointment_fits(t, c->starts))
		return;
	a = HJ_NEW(t->a, struct hj_appointment);
	*a = (struct hj_appointment){
		.no = HJ_NEXT_NO(t->d->n_appointment),
		.procedure = t->p->no,
		.starts = c->starts,
		.place = c->place,
		.mode = c->mode,
		.short_notice = hj_appointment_short(t, c->starts),
	};
	hj_appointment_set(t, &hj_ev_session_scheduled, a, HJ_NO_TEXT);
}

const struct hj_command hj_cmd_schedule_session = {
	.name = "schedule-session",
	.zh = "约定调解",
	.en = "Plan a sitting",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_SITS,
	.decide = decide,
};
