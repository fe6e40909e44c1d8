/*
 * Record that the parties were shown the way to another forum (引导):
 * arbitration, suit, petition, police.  It bars and ends nothing
 * (人民调解法3(三), F).  Who is mediating tells it each party in writing, as at
 * the end (人民调解法26, F): the notice of routes is owed.
 */
#include "lib/commands/common.h"
#include "lib/commands/session/act.h"

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(hj_act_command, by_outside, 0, 200, "引导至何处|where to"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_ACT_FIELDS(rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_procedure *p;

	hj_act_decide(t, cmd, &hj_ev_guidance_recorded);
	if (t->refused != HJ_NO)
		return;
	p = hj_procedure_at(t->d, hj_act_procedure(t));
	if (p != NULL && hj_procedure_live(p) &&
	    (hj_channel_mediates(p->channel) || p->channel == HJ_CH_REPORT))
		hj_owe_notices(t, p, HJ_NK_ROUTES, hj_routes_article(t, p));
}

const struct hj_command hj_cmd_record_guidance = {
	.name = "record-guidance",
	.zh = "记引导",
	.en = "Record guidance to another forum",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_NO_PROC,
	.decide = decide,
};
