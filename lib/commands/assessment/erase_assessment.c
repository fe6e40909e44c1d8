/* Erase the texts of an assessment (删除个人信息): it has no records of people.
 */
#include "lib/commands/assessment/assessment.h"
#include "lib/commands/erase.h"

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_erase *c = cmd;
	struct hj_erased *b = hj_erased_new(t, c, false, false, HJ_NO_PARTY);

	if (b == NULL)
		return;
	hj_erased_add(t, b, "text");
	hj_erased_add(t, b, "title");
	hj_happens(t, &hj_ev_assessment_erased, b);
}

const struct hj_command hj_cmd_erase_assessment = {
	.name = "erase",
	.zh = "删除个人信息",
	.en = "Erase particulars or texts",
	.fields = &hj_erase_fields,
	.right = HJ_MAY_SETTLE,
	.flags = HJ_INTERNAL | HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
