/*
 * Begin a draft with a document that was written elsewhere.
 *
 * A document with a fault is refused whole, with all its faults.
 */
#include "lib/commands/ruleset/ruleset.h"

#include <string.h>

#define TEXT_MOST 60000 /* as people write it, with blanks */

struct enter_rule_set {
	struct hj_frame frame;
	const char *document;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(enter_rule_set, document, HJ_REQUIRED, TEXT_MOST, "规则集文件内容(JSON)|the document, as JSON"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(enter_rule_set, rows);
/* clang-format on */

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct enter_rule_set *c = cmd;
	const struct hj_rule_known known = hj_ruleset_known(t->world);
	const struct hj_rule_set *set;
	struct hj_ruleset_drafted *b;

	if (!hj_ruleset_body_acts(t))
		return;
	t->refused_faults =
	    hj_rule_check(t->a, c->document, strlen(c->document), &known);
	if (t->refused_faults.n > 0) {
		hj_refuse(t, HJ_NO_RULE_FAULTS, "document");
		return;
	}
	set = hj_ruleset_read(t->a, c->document, NULL);
	b = hj_ruleset_drafted_new(t, set);
	if (b == NULL)
		return;
	b->head = HJ_NEW(t->a, struct hj_ruleset_head);
	*b->head = (struct hj_ruleset_head){
		.county = hj_turn_org(t)->county,
		.body = t->actor.org,
		.instead = set->name,
	};
	hj_happens(t, &hj_ev_rule_set_drafted, b);
}

const struct hj_command hj_cmd_enter_rule_set = {
	.name = "enter-rule-set",
	.zh = "录入规则集文件",
	.en = "Enter a rule set that was written elsewhere",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.flags = HJ_CREATES,
	.to = HJ_RSST(DRAFTED),
	.decide = decide,
};
