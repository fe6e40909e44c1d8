/*
 * Attach what a replay over recorded history found: how many disputes were
 * played, how many go otherwise and by which rule, and the digest of the
 * report.  The service runs the replay; who asks says nothing of it.
 */
#include "lib/commands/ruleset/ruleset.h"

#include <string.h>

struct report_impact {
	struct hj_frame frame;
};

/* clang-format off */
static const struct hj_fields fields = { .size = sizeof(struct report_impact), .base = &hj_frame_fields };
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_ruleset *s = t->state;
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);

	(void)cmd;
	if (!hj_ruleset_body_acts(t))
		return;
	/* It may have been changed while it was played. */
	if (t->impact == NULL || strcmp(t->impact->set, s->digest) != 0) {
		hj_refuse(t, HJ_NO_IMPACT, NULL);
		return;
	}
	b->impact = HJ_NEW(t->a, struct hj_ruleset_impact);
	*b->impact = *t->impact;
	hj_happens(t, &hj_ev_rule_set_impact_reported, b);
}

const struct hj_command hj_cmd_report_impact = {
	.name = "report-impact",
	.zh = "回放并附影响报告",
	.en = "Have it replayed and attach the report",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.flags = HJ_REPLAYS,
	.stages = HJ_RSST(CERTIFIED),
	.to = HJ_RSST(REPORTED),
	.decide = decide,
};
