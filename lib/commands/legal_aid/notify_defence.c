/*
 * Notify the centre that somebody must be given a defender (通知辩护).
 *
 * A court, procuratorate or police organ notifies, hardship is not asked, and
 * the centre appoints within three days (法律援助法25, 36, F).  Where life or
 * death is at stake counsel must have practised for three years (26, F).
 */
#include "lib/commands/legal_aid/aid.h"

struct notify_defence {
	struct hj_frame frame;
	const char *centre;
	bool grave;
	const char *number;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(notify_defence, centre, HJ_REQUIRED, "法律援助中心|the centre"),
	HJ_BOOL(notify_defence, grave, 0, "可能判处无期徒刑、死刑,或者死刑复核|life imprisonment or death at stake"),
	HJ_TEXT(notify_defence, number, 0, 100, "通知文号|number of the notice"),
	HJ_LIST(notify_defence, parties, HJ_REQUIRED, &hj_no_fields, 100, "被援助人|for whom"),
	HJ_SEALED(notify_defence, text, HJ_KEY_TEXT, 4000, "情况|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(notify_defence, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct notify_defence *c = cmd;
	struct hj_aid_set *b =
	    hj_aid_relayed(t, c->centre, c->parties, c->n_parties, c->text);

	if (b == NULL)
		return;
	b->aid->form = HJ_FO_DEFENCE;
	b->aid->matter = HJ_MA_CRIMINAL;
	b->aid->grave = c->grave;
	b->stage = HJ_ST_AID_GRANTED;
	b->phase = HJ_PH_ACCEPTED;
	b->number = c->number;
	hj_happens(t, &hj_ev_aid_notified, b);
}

const struct hj_command hj_cmd_notify_defence = {
	.name = "notify-defence",
	.zh = "通知辩护",
	.en = "Ask for a defender",
	.fields = &fields,
	.right = HJ_MAY_AID_NOTIFY,
	.flags = HJ_NO_PROC,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(NONE),
	.to = HJ_ST(AID_GRANTED),
	.decide = decide,
};
