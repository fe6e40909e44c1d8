/*
 * A second person signs the page of differences: what is changed, added and
 * removed against the set that it comes from, and what the replay found, with
 * the running disputes that keep what they have.
 *
 * Who had a hand in the document does not sign, nor lets himself be typed for.
 */
#include "lib/commands/ruleset/ruleset.h"

struct sign_rule_set {
	struct hj_frame frame;
};

/* clang-format off */
static const struct hj_fields fields = { .size = sizeof(struct sign_rule_set), .base = &hj_frame_fields };
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
		.digest =
		    hj_ruleset_page_digest(t->a, t->world, &page, s->impact),
		.added = page.added,
		.changed = page.changed,
		.removed = page.removed,
		.stays = s->impact->running,
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
