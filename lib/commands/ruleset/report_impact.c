/*
 * Attach what a replay over recorded history found: how many disputes were
 * played, how many go otherwise, and the digest of the report.
 */
#include "lib/commands/ruleset/ruleset.h"

#include <string.h>

struct report_impact {
	struct hj_frame frame;
	int64_t differences;
	const char *digest;
	int64_t disputes;
	const char *set;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(report_impact, differences, HJ_REQUIRED, 0, HJ_INT_MOST, "其中走向不同的件数|how many of them go otherwise"),
	HJ_TEXT(report_impact, digest, HJ_REQUIRED, 64, "报告摘要(SHA-256)|digest of the report, SHA-256"),
	HJ_INT(report_impact, disputes, HJ_REQUIRED, 0, HJ_INT_MOST, "回放件数|how many disputes were played"),
	HJ_TEXT(report_impact, set, HJ_REQUIRED, 64, "报告所回放的规则集编号|id of the set that was played"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(report_impact, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct report_impact *c = cmd;
	const struct hj_ruleset *s = t->state;
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);
	unsigned char digest[32];

	if (!hj_ruleset_body_acts(t))
		return;
	if (strlen(c->digest) != 2 * sizeof(digest) ||
	    !hj_unhex(digest, c->digest, sizeof(digest)))
		hj_refuse(t, HJ_NO_IMPACT, "digest");
	else if (strcmp(c->set, s->digest) != 0)
		hj_refuse(t, HJ_NO_IMPACT, "set");
	else if (c->differences > c->disputes)
		hj_refuse(t, HJ_NO_IMPACT, "differences");
	if (t->refused != HJ_NO)
		return;
	b->impact = HJ_NEW(t->a, struct hj_ruleset_impact);
	*b->impact = (struct hj_ruleset_impact){
		.digest = c->digest,
		.disputes = c->disputes,
		.differences = c->differences,
	};
	hj_happens(t, &hj_ev_rule_set_impact_reported, b);
}

const struct hj_command hj_cmd_report_impact = {
	.name = "report-impact",
	.zh = "附影响报告",
	.en = "Attach the report of a replay",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.stages = HJ_RSST(CERTIFIED),
	.to = HJ_RSST(REPORTED),
	.decide = decide,
};
