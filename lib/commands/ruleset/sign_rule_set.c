/*
 * A second person signs the page of differences: what is changed, added and
 * removed against the set that it comes from, and how many running disputes
 * keep what they have.
 *
 * Who had a hand in the document does not sign, nor lets himself be typed for.
 */
#include "lib/commands/ruleset/ruleset.h"

struct sign_rule_set {
	struct hj_frame frame;
	int64_t stays;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_INT(sign_rule_set, stays, 0, 0, HJ_INT_MOST, "仍按原规则办理的在办件数|running disputes that keep their rules"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(sign_rule_set, rows);
/* clang-format on */

static bool
wrote(const struct hj_ruleset *s, const char *person)
{
	return person != NULL && hj_name_in(s->author, s->n_author, person);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct sign_rule_set *c = cmd;
	const struct hj_ruleset *s = t->state;
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);
	struct hj_rule_page page;

	if (!hj_ruleset_body_acts(t))
		return;
	if (wrote(s, t->actor.person) || wrote(s, c->frame.on_behalf)) {
		hj_refuse(t, HJ_NO_SECOND_PERSON, NULL);
		return;
	}
	page = hj_ruleset_page(t->a, s);
	b->signature = HJ_NEW(t->a, struct hj_ruleset_signature);
	*b->signature = (struct hj_ruleset_signature){
		.digest = hj_ruleset_digest(
		    t->a, t->world, &hj_rule_page_fields, &page),
		.added = page.added,
		.changed = page.changed,
		.removed = page.removed,
		.stays = c->stays,
	};
	hj_happens(t, &hj_ev_rule_set_signed, b);
}

const struct hj_command hj_cmd_sign_rule_set = {
	.name = "sign-rule-set",
	.zh = "第二人签字",
	.en = "Sign as the second person",
	.fields = &fields,
	.right = HJ_MAY_PUBLISH_RULES,
	.flags = HJ_IF_MATCH,
	.stages = HJ_RSST(REPORTED),
	.to = HJ_RSST(SIGNED),
	.decide = decide,
};
