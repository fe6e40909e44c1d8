/*
 * Note that somebody in custody asked for legal aid (在押人员申请), and relay
 * it.
 *
 * The organ that was told relays it to the centre within 24 hours
 * (法律援助法39, F): the hours run from here until the centre enters the
 * application.
 */
#include "lib/commands/legal_aid/aid.h"

struct relay_aid {
	struct hj_frame frame;
	const char *centre;
	struct hj_no *parties;
	size_t n_parties;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_ID(relay_aid, centre, HJ_REQUIRED, "法律援助中心|the centre"),
	HJ_LIST(relay_aid, parties, HJ_REQUIRED, &hj_no_fields, 100, "申请人|who asked"),
	HJ_SEALED(relay_aid, text, HJ_KEY_TEXT, 4000, "情况|in words"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(relay_aid, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct relay_aid *c = cmd;
	struct hj_aid_set *b =
	    hj_aid_relayed(t, c->centre, c->parties, c->n_parties, c->text);

	if (b == NULL)
		return;
	b->stage = HJ_ST_AID_RELAYING;
	hj_happens(t, &hj_ev_aid_asked, b);
}

const struct hj_command hj_cmd_relay_aid = {
	.name = "relay-aid",
	.zh = "转交援助申请",
	.en = "Relay an application from custody",
	.fields = &fields,
	.right = HJ_MAY_AID_NOTIFY,
	.flags = HJ_NO_PROC,
	.channels = HJ_CH(LEGAL_AID),
	.stages = HJ_ST(NONE),
	.to = HJ_ST(AID_RELAYING),
	.decide = decide,
};
