/*
 * Change a draft: values and items by their places, all of them or none.
 *
 * A change makes a draft again of what was checked, certified, reported or
 * signed.  A set that was put in force is not changed any more.
 */
#include "lib/commands/ruleset/ruleset.h"

struct change_rule_set {
	struct hj_frame frame;
	struct hj_rule_edit *edits;
	size_t n_edits;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_LIST(change_rule_set, edits, HJ_REQUIRED, &hj_rule_edit_fields, HJ_RULESET_EDITS_MOST, "逐项修改,按先后|the changes, in order"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(change_rule_set, rows);
/* clang-format on */

/* Do the changes one by one; the first that does not fit is told. */
static bool
change(
    struct hj_turn *t, struct hj_rule_set *set, const struct change_rule_set *c)
{
	for (size_t i = 0; i < c->n_edits; i++) {
		const char *wrong = hj_rule_edit(t->a, set, &c->edits[i]);
		struct hj_rule_faults *faults = &t->refused_faults;

		if (wrong == NULL)
			continue;
		*HJ_PUSH(t->a, faults->item, faults->n) =
		    (struct hj_rule_fault){ c->edits[i].at, HJ_RF_SHAPE,
			    wrong };
		hj_refuse(
		    t, HJ_NO_RULE_FAULTS, hj_rule_place(t->a, "edits", i));
		return false;
	}
	return true;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct change_rule_set *c = cmd;
	const struct hj_ruleset *s = t->state;
	struct hj_ruleset_drafted *b;
	struct hj_rule_set *set;

	if (!hj_ruleset_body_acts(t))
		return;
	if (s->n_author >= HJ_RULESET_AUTHORS_MOST - 2) {
		hj_refuse(t, HJ_NO_LIMIT_SIZE, NULL);
		return;
	}
	set = hj_ruleset_read(t->a, s->document, NULL);
	if (!change(t, set, c))
		return;
	b = hj_ruleset_drafted_new(t, set);
	if (b == NULL)
		return;
	b->edits = c->edits;
	b->n_edits = c->n_edits;
	hj_happens(t, &hj_ev_rule_set_changed, b);
}

const struct hj_command hj_cmd_change_rule_set = {
	.name = "change-rule-set",
	.zh = "修改规则集",
	.en = "Change a rule set",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.flags = HJ_IF_MATCH,
	.stages = HJ_RSST(DRAFTED) | HJ_RSST(CHECKED) | HJ_RSST(CERTIFIED) |
		  HJ_RSST(REPORTED) | HJ_RSST(SIGNED),
	.elsewhere = HJ_NO_PUBLISHED,
	.to = HJ_RSST(DRAFTED),
	.decide = decide,
};
