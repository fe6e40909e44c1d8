/* Move a planned sitting to another time or place (改期). */
#include "lib/commands/session/appointment.h"

struct reschedule_session {
	struct hj_frame frame;
	int64_t appointment;
	int mode;               /* enum hj_mode; absent: as it was */
	struct hj_sealed place; /* absent: as it was */
	struct hj_sealed reason;
	int64_t starts; /* instant */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(reschedule_session, appointment, HJ_REQUIRED, 1, 10000, "约定编号|appointment"),
	HJ_WORD(reschedule_session, mode, 0, &hj_mode_words, "方式|mode"),
	HJ_SEALED(reschedule_session, place, HJ_KEY_TEXT, 200, "地点|place"),
	HJ_SEALED(reschedule_session, reason, HJ_KEY_TEXT, 1000, "改期原因|reason"),
	HJ_INSTANT(reschedule_session, starts, HJ_REQUIRED, "新的开始时间|new start"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(reschedule_session, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct reschedule_session *c = cmd;

	return hj_procedure_of_appointment(d, c->appointment);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct reschedule_session *c = cmd;
	struct hj_appointment *a = hj_appointment_open(t, c->appointment);

	if (a == NULL || !hj_appointment_fits(t, c->starts))
		return;
	a->starts = c->starts;
	a->short_notice = hj_appointment_short(t, c->starts);
	if (c->place.box != NULL)
		a->place = c->place;
	if (c->mode != 0)
		a->mode = c->mode;
	hj_appointment_set(t, &hj_ev_session_rescheduled, a, c->reason);
}

const struct hj_command hj_cmd_reschedule_session = {
	.name = "reschedule-session",
	.zh = "调解改期",
	.en = "Move a planned sitting",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH_SITS,
	.about = about,
	.ready = hj_some_appointment,
	.decide = decide,
};
