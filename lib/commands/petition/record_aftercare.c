/*
 * Record what is done after a petition is over (疏导教育、矛盾化解、帮扶救助,
 * 信访工作条例37, F): it opens nothing anew.
 */
#include "lib/commands/petition/petition.h"

struct record_aftercare {
	struct hj_frame frame;
	struct hj_sealed text;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_SEALED(record_aftercare, text, HJ_REQUIRED | HJ_KEY_TEXT, 20000, "疏导、化解、帮扶情况|in words"),
};
/* clang-format on */
static const struct hj_fields fields =
    HJ_COMMAND_FIELDS(record_aftercare, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct record_aftercare *c = cmd;

	hj_petition_tell(
	    t, t->p->no, &hj_ev_petition_aftercare_recorded, c->text);
}

const struct hj_command hj_cmd_record_aftercare = {
	.name = "record-aftercare",
	.zh = "记信访疏导帮扶",
	.en = "Record what is done after a petition",
	.fields = &fields,
	.right = HJ_MAY_RECORD,
	.flags = HJ_WHEN_CLOSED | HJ_ABOUT_FRAME,
	.phases = HJ_PH(ENDED) | HJ_PH(CLOSED),
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_PETITION,
	.about = hj_petition_about,
	.decide = decide,
};
