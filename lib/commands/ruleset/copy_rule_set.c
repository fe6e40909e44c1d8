/*
 * Begin a draft with a copy of a set that ships or was published.
 *
 * The copy is of the county of the body that makes it, and in force for nobody
 * yet.  It takes the place of what it was copied from.
 */
#include "lib/commands/ruleset/ruleset.h"

#include <string.h>

struct copy_rule_set {
	struct hj_frame frame;
	const char *source;
	const char *title_en;
	const char *title_zh;
	int32_t valid_from;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(copy_rule_set, source, HJ_REQUIRED, 64, "从何规则集复制(名称或者编号)|name or id of the set to copy"),
	HJ_TEXT(copy_rule_set, title_en, 0, 200, "英文题名|title in English"),
	HJ_TEXT(copy_rule_set, title_zh, HJ_REQUIRED, 200, "题名|title"),
	HJ_DATE(copy_rule_set, valid_from, 0, "生效日,空为今日|valid from; today if absent"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(copy_rule_set, rows);
/* clang-format on */

static const struct hj_rule_set *
source_of(const struct hj_turn *t, const char *source)
{
	const struct hj_rule_set *set =
	    hj_rule_set_find(t->world->rules, source);

	return set != NULL ? set : hj_rule_set_named(t->world->rules, source);
}

/* The set, as its county has it from now on. */
static struct hj_rule_set
copy_of(const struct hj_turn *t, const struct hj_rule_set *source,
    const struct copy_rule_set *c)
{
	const char *county = hj_turn_org(t)->county;
	struct hj_rule_set set = *source;

	if (!source->published)
		set.name = hj_concat(t->a, source->name, "-", county, NULL);
	set.title_zh = c->title_zh;
	if (c->title_en != NULL)
		set.title_en = c->title_en;
	set.area = county;
	set.valid_from = c->valid_from == 0 ? hj_today(t) : c->valid_from;
	set.valid_to = 0;
	return set;
}

static struct hj_ruleset_head *
head_of(struct hj_turn *t, const struct hj_rule_set *source)
{
	struct hj_ruleset_head *head = HJ_NEW(t->a, struct hj_ruleset_head);
	struct hj_buf base;

	hj_buf_init(&base, HJ_RULESET_MOST);
	hj_rule_set_emit(&base, source);
	if (base.failed)
		hj_refuse(t, HJ_NO_LIMIT_SIZE, "source");
	*head = (struct hj_ruleset_head){
		.county = hj_turn_org(t)->county,
		.body = t->actor.org,
		.origin = source->id,
		.base = hj_buf_keep(t->a, &base),
		.instead = hj_rule_set_place(source),
	};
	return head;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct copy_rule_set *c = cmd;
	const struct hj_rule_set *source = source_of(t, c->source);
	struct hj_ruleset_drafted *b;
	struct hj_rule_set set;

	if (!hj_ruleset_body_acts(t))
		return;
	if (source == NULL) {
		hj_refuse(t, HJ_NO_SUCH_RULES, "source");
		return;
	}
	set = copy_of(t, source, c);
	b = hj_ruleset_drafted_new(t, &set);
	if (b == NULL)
		return;
	b->head = head_of(t, source);
	hj_happens(t, &hj_ev_rule_set_drafted, b);
}

const struct hj_command hj_cmd_copy_rule_set = {
	.name = "copy-rule-set",
	.zh = "复制规则集",
	.en = "Copy a rule set",
	.fields = &fields,
	.right = HJ_MAY_DRAFT_RULES,
	.flags = HJ_CREATES,
	.to = HJ_RSST(DRAFTED),
	.decide = decide,
};
