/*
 * Lead a petition to the lawful way it belongs to (导入其他法定途径):
 * 信访工作条例31(一)-(四), F.  Which way a matter goes is data (rules.h).  The
 * petitioner is told in writing (23, F); the petition ends with end-petition
 * once that is served, and the way out is open before it.
 */
#include "lib/commands/petition/petition.h"

struct route_petition {
	struct hj_frame frame;
	const char *matter;
	struct hj_sealed text;
	const char *toward; /* organ or procedure, in words */
	int way;            /* enum hj_petition_way */
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(route_petition, matter, 0, 40, "信访事项|matter, a word of the list"),
	HJ_SEALED(route_petition, text, HJ_KEY_TEXT, 4000, "途径告知|in words"),
	HJ_TEXT(route_petition, toward, 0, 200, "去向|where it goes"),
	HJ_WORD(route_petition, way, 0, &hj_petition_way_words, "途径|way"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(route_petition, rows);

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct route_petition *c = cmd;
	int64_t procedure = t->p->no;
	const struct hj_rule_way *way;
	struct hj_petition_set *b;
	struct hj_petition *x;

	b = hj_petition_change(t, procedure);
	x = b->petition;
	if (!hj_petition_sort(t, x, c->matter, x->class, x->law, "matter"))
		return;
	if (c->way != 0 && c->matter != NULL && c->way != x->way) {
		hj_refuse(t, HJ_NO_WAY, "way");
		return;
	}
	if (c->way != 0)
		x->way = c->way;
	way = hj_rule_way_find(hj_petition_rules(t), x->class, x->way);
	if (way == NULL || !way->out) {
		hj_refuse(t, HJ_NO_WAY, "way");
		return;
	}
	b->stage = HJ_ST_ROUTED;
	b->article = way->article;
	b->named = c->toward;
	if (b->named == NULL && x->matter != NULL)
		b->named = hj_rule_matter_find(hj_petition_rules(t), x->matter)
			       ->toward;
	b->text = c->text;
	hj_happens(t, &hj_ev_petition_routed, b);
	hj_owe_petitioners(t, procedure, way->notice, "信访工作条例23");
}

const struct hj_command hj_cmd_route_petition = {
	.name = "route-petition",
	.zh = "导入其他法定途径",
	.en = "Lead a petition to another lawful way",
	.fields = &fields,
	.right = HJ_MAY_END,
	.flags = HJ_ABOUT_FRAME,
	.phases = HJ_PH_LIVE,
	.channels = HJ_CH(PETITION),
	.stages = HJ_ST_AT_HAND | HJ_ST(HANDLING),
	.to = HJ_ST(ROUTED),
	.about = hj_petition_about,
	.ready = hj_petition_handled,
	.decide = decide,
};
