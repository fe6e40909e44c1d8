/*
 * Check a draft: refused with all that is wrong with it, each fault with its
 * place, or it is clean and this build carries it out.
 */
#include "lib/commands/ruleset/ruleset.h"

struct check_rule_set {
	struct hj_frame frame;
};

/* clang-format off */
static const struct hj_fields fields = { .size = sizeof(struct check_rule_set), .base = &hj_frame_fields };
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct hj_ruleset *s = t->state;

	(void)cmd;
	if (!hj_ruleset_body_acts(t))
		return;
	hj_ruleset_must_hold(t, hj_ruleset_read(t->a, s->document, s->digest));
	if (t->refused == HJ_NO)
		hj_happens(t, &hj_ev_rule_set_checked, hj_ruleset_moved_new(t));
}

const struct hj_command hj_cmd_check_rule_set = {
	.name = "check-rule-set",
	.zh = "检查规则集",
	.en = "Check a rule set",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.stages = HJ_RSST(DRAFTED),
	.to = HJ_RSST(CHECKED),
	.decide = decide,
};
