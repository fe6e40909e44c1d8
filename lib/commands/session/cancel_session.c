/* Call a planned sitting off (取消约定); its procedure may be over by then. */
#include "lib/commands/session/appointment.h"

struct cancel_session {
	struct hj_frame frame;
	int64_t appointment;
	struct hj_sealed reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(cancel_session, appointment, HJ_REQUIRED, 1, 10000, "约定编号|appointment"),
	HJ_SEALED(cancel_session, reason, HJ_REQUIRED | HJ_KEY_TEXT, 1000, "取消原因|reason"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(cancel_session, rows);

static int64_t
about(const struct hj_dispute *d, const void *cmd)
{
	const struct cancel_session *c = cmd;

	return hj_procedure_of_appointment(d, c->appointment);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct cancel_session *c = cmd;
	struct hj_appointment *a = hj_appointment_open(t, c->appointment);

	if (a == NULL)
		return;
	a->cancelled = true;
	hj_appointment_set(t, &hj_ev_session_cancelled, a, c->reason);
}

const struct hj_command hj_cmd_cancel_session = {
	.name = "cancel-session",
	.zh = "取消约定",
	.en = "Call a planned sitting off",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.channels = HJ_CH_SITS,
	.about = about,
	.ready = hj_some_appointment,
	.decide = decide,
};
