/*
 * Put a signed set in force in its county, from the beginning of a day.
 *
 * It must be of that county's area, and the day neither over nor outside the
 * days of the set; and it must hold in the world as it is now.
 */
#include "lib/commands/ruleset/ruleset.h"

#include <string.h>

struct put_in_force {
	struct hj_frame frame;
	int32_t from;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_DATE(put_in_force, from, HJ_REQUIRED, "自何日零时起|in force from the beginning of this day"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(put_in_force, rows);
/* clang-format on */

static void
check_day(struct hj_turn *t, const struct hj_rule_set *set, int32_t from)
{
	bool outside = from < set->valid_from ||
		       (set->valid_to != 0 && from > set->valid_to);

	if (from < hj_today(t) || outside)
		hj_refuse(t, HJ_NO_FROM, "from");
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct put_in_force *c = cmd;
	const struct hj_ruleset *s = t->state;
	const struct hj_rule_set *set =
	    hj_ruleset_read(t->a, s->document, s->digest);
	struct hj_ruleset_moved *b = hj_ruleset_moved_new(t);

	if (!hj_ruleset_body_acts(t))
		return;
	if (!hj_rule_set_covers(set, s->head->county)) {
		hj_refuse_area(t, set, NULL);
		return;
	}
	check_day(t, set, c->from);
	if (t->refused == HJ_NO)
		hj_ruleset_must_hold(t, set);
	if (t->refused != HJ_NO)
		return;
	b->from = c->from;
	hj_happens(t, &hj_ev_rule_set_put_in_force, b);
}

const struct hj_command hj_cmd_put_in_force = {
	.name = "put-in-force",
	.zh = "发布",
	.en = "Put in force",
	.fields = &fields,
	.right = HJ_MAY_PUBLISH_RULES,
	.flags = HJ_IF_MATCH,
	.stages = HJ_RSST(SIGNED),
	.to = HJ_RSST(IN_FORCE),
	.decide = decide,
};
