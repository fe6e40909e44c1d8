/*
 * Withdraw a set, or give a draft up.  It binds nobody who comes from now on;
 * disputes that run by it go on as they began.
 */
#include "lib/commands/ruleset/ruleset.h"

struct withdraw_rule_set {
	struct hj_frame frame;
	int reason;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_WORD(withdraw_rule_set, reason, HJ_REQUIRED, &hj_ruleset_reason_words, "原因|reason"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(withdraw_rule_set, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct withdraw_rule_set *c = cmd;
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);

	if (!hj_ruleset_body_acts(t))
		return;
	b->reason = c->reason;
	hj_happens(t, &hj_ev_rule_set_withdrawn, b);
}

const struct hj_command hj_cmd_withdraw_rule_set = {
	.name = "withdraw-rule-set",
	.zh = "撤回规则集",
	.en = "Withdraw a rule set",
	.fields = &fields,
	.right = HJ_MAY_PUBLISH_RULES,
	.flags = HJ_IF_MATCH,
	.stages = HJ_RSST(DRAFTED) | HJ_RSST(CHECKED) | HJ_RSST(CERTIFIED) |
		  HJ_RSST(REPORTED) | HJ_RSST(SIGNED) | HJ_RSST(IN_FORCE),
	.to = HJ_RSST(WITHDRAWN),
	.decide = decide,
};
