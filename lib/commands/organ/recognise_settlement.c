/*
 * The police recognise what people's mediation settled (认可人民调解协议).
 *
 * The agreement was performed, the parties ask for it together in writing, and
 * the police approve: then there is no penalty (公安规定186, F).
 */
#include "lib/commands/organ/organ.h"

#include <string.h>

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(hj_step_command, agreement, HJ_REQUIRED, 1, 1000, "协议编号|agreement"),
	HJ_LIST(hj_step_command, parties, HJ_REQUIRED, &hj_no_fields, 100, "共同书面申请的当事人|parties that ask in writing"),
};
static const struct hj_fields fields = HJ_STEP_FIELDS(rows);
/* clang-format on */

static void
ready(struct hj_turn *t)
{
	const struct hj_org *org = hj_turn_org(t);

	if (org == NULL || strcmp(org->kind->name, "police_station") != 0)
		hj_refuse_as(t, HJ_NO_RIGHT, NULL, "application-not-joint");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_check_recognition(t, cmd);
	hj_step(t, cmd, &hj_ev_settlement_recognised);
}

const struct hj_command hj_cmd_recognise_settlement = {
	.name = "recognise-settlement",
	.zh = "认可人民调解协议",
	.en = "The police recognise a settlement of people's mediation",
	.fields = &fields,
	.right = HJ_MAY_COME_IN,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.ready = ready,
	.decide = decide,
};
