/*
 * Register a dispute, from any source, at any body (登记).
 *
 * The stream begins here.  What happened before comes along as history: it is
 * told and starts nothing, but for the day on which mediation was first asked
 * for, which interrupts limitation (诉讼时效规定12, F).
 */
#include "lib/commands/common.h"
#include "lib/commands/duty.h"
#include "lib/commands/intake/register.h"

#include <string.h>

/* clang-format off */
static const struct hj_field history_rows[] = {
	HJ_BOOL(hj_history, at_least, 0, "至少|at least so many"),
	HJ_TEXT(hj_history, by, HJ_REQUIRED, 100, "何单位|which body"),
	HJ_INT(hj_history, meetings, 0, 0, 1000, "调解次数|meetings"),
	HJ_DATE(hj_history, on, 0, "日期|day"),
	HJ_WORD(hj_history, prec, 0, &hj_prec_words, "精度|precision"),
	HJ_SEALED(hj_history, text, HJ_KEY_TEXT, 4000, "经过|what happened"),
};
static const struct hj_fields history_fields = HJ_FIELDS(hj_history, history_rows);

static const struct hj_field register_rows[] = {
	HJ_MONEY(hj_register, adjudged, 0, "裁判文书确定数额(分)|adjudged before"),
	HJ_TEXT(hj_register, by_outside, 0, 100, "外部来源单位|outside body it came from"),
	HJ_TEXT(hj_register, category_gb, 0, 4, "类别(国标)|category, GB/T 31000"),
	HJ_TEXT(hj_register, category_moj, 0, 8, "类别(司法部)|category, MoJ"),
	HJ_TEXT(hj_register, category_word, 0, 40, "类别(本地用语)|plain word"),
	HJ_WORD(hj_register, channel, 0, &hj_channel_words, "程序种类|channel"),
	HJ_MONEY(hj_register, claim, 0, "请求数额(分)|claim"),
	HJ_MONEY(hj_register, disputed, 0, "争议部分数额(分)|part at issue"),
	HJ_WORD(hj_register, exactness, 0, &hj_exactness_words, "数额精度|how exact"),
	HJ_TEXT(hj_register, external, 0, 100, "外部编号|outside number"),
	HJ_SEALED(hj_register, facts, HJ_KEY_TEXT, 20000, "事实与请求|facts and claims"),
	HJ_LIST(hj_register, history, 0, &history_fields, 100, "此前经过|what happened before"),
	HJ_WORD(hj_register, manner, HJ_REQUIRED, &hj_entered_manner_words, "方式|form"),
	HJ_MONEY(hj_register, owed, 0, "拖欠数额(分)|owed"),
	HJ_LIST(hj_register, parties, HJ_REQUIRED, &hj_party_input_fields, 100, "当事人|parties"),
	HJ_TEXT(hj_register, place, HJ_DIVISION, 15, "发生地区划代码|place"),
	HJ_DATE(hj_register, requested_on, 0, "请求调解日|mediation first asked for"),
	HJ_SEALED(hj_register, risks, HJ_KEY_TEXT, 1000, "风险|risks"),
	HJ_ID(hj_register, room, 0, "设在本单位的调解室|room seated here that handles it"),
	HJ_TEXT(hj_register, second_place, HJ_DIVISION, 15, "另一地|second place"),
	HJ_WORD(hj_register, source, HJ_REQUIRED, &hj_source_words, "来源|source"),
	HJ_SEALED(hj_register, source_text, HJ_KEY_TEXT, 500, "来源说明|source in words"),
	HJ_SEALED(hj_register, text, HJ_KEY_TEXT, 20000, "登记经过|how it came in, in words"),
	HJ_SEALED(hj_register, title, HJ_KEY_TITLE, 100, "题名|title"),
	HJ_BOOL(hj_register, violence, 0, "有激化可能|may turn violent"),
};
const struct hj_fields hj_register_fields = {
	.row = register_rows,
	.n = sizeof(register_rows) / sizeof(register_rows[0]),
	.size = sizeof(struct hj_register),
	.base = &hj_frame_fields,
};
/* clang-format on */

/*
 * The channel that a body opens when none is named: its first that mediates.
 * A forum opens what is brought to it by a command of its own (open-suit ...).
 */
static int
usual_channel(const struct hj_org *org)
{
	static const int order[] = { HJ_CH_PEOPLE, HJ_CH_ADMINISTRATIVE,
		HJ_CH_ASSIGNED, HJ_CH_REPORT, HJ_CH_HOTLINE };

	if (hj_org_handles(org, HJ_CH_REPORT))
		return HJ_CH_REPORT;
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (hj_org_handles(org, order[i]))
			return order[i];
	return 0;
}

/*
 * The sets of limits and the ladder that this dispute keeps: those on by
 * default and valid on that day, and what its county has switched on by name.
 * Guards and duties are not kept: they bind as they are in force.
 */
static void
pin(struct hj_turn *t, struct hj_registered *b)
{
	const struct hj_rules *rules = t->world->rules;

	for (size_t i = 0; i < rules->n; i++) {
		const struct hj_rule_set *set = &rules->set[i];
		struct hj_pin *p;

		if ((set->n_clocks == 0 && set->n_ladder == 0 &&
			set->n_facts == 0 && set->n_tasks == 0) ||
		    !hj_set_in_force(t, set, b->county))
			continue;
		p = HJ_PUSH(t->a, b->pin, b->n_pin);
		p->set = set->id;
		p->name = set->name;
		if (set->n_ladder > 0)
			b->ladder = set->id;
	}
}

/*
 * The plain word says which category it is, unless somebody does.  With an
 * outside number it is the outside body's own word, and says nothing.
 */
static void
take_codes(
    struct hj_turn *t, const struct hj_register *c, struct hj_registered *b)
{
	const struct hj_plain_word *word;

	if (c->category_word == NULL || c->external != NULL ||
	    c->category_moj != NULL || c->category_gb != NULL)
		return;
	word = hj_plain_word(t->world, b->county, c->category_word);
	if (word == NULL)
		return;
	b->category_moj = word->category_moj;
	b->category_gb = word->category_gb;
}

static struct hj_registered *
registered(struct hj_turn *t, const struct hj_register *c, const char *county)
{
	struct hj_registered *b = HJ_NEW(t->a, struct hj_registered);

	*b = (struct hj_registered){
		.code = t->drawn->code,
		.county = county,
		.place = c->place,
		.second_place = c->second_place,
		.source = c->source,
		.manner = c->manner,
		.source_text = c->source_text,
		.external = c->external,
		.by_outside = c->by_outside,
		.finder = !c->on_the_spot && hj_finder_barred(t, c->source)
			      ? t->actor.person
			      : NULL,
		.registered_on = hj_occurred_on(t),
		.requested_on = c->requested_on,
		.category_moj = c->category_moj,
		.category_gb = c->category_gb,
		.category_word = c->category_word,
		.title = c->title,
		.facts = c->facts,
		.secret = t->drawn->secret,
		.door = t->drawn->door,
		.text = c->text,
		.claim = c->claim,
		.owed = c->owed,
		.disputed = c->disputed,
		.adjudged = c->adjudged,
		.exactness = c->exactness,
		.risks = c->risks,
		.violence = c->violence,
		.on_the_spot = c->on_the_spot,
		.history = c->history,
		.n_history = c->n_history,
	};
	if (b->requested_on == 0 && c->source == HJ_SRC_APPLICATION)
		b->requested_on = b->registered_on;
	take_codes(t, c, b);
	pin(t, b);
	return b;
}

/*
 * Who handles it: the body itself, or the room of mediators seated in its
 * house (法院特邀调解室, 驻中心调委会), which stands below it.
 */
static const struct hj_org *
handler(struct hj_turn *t, const char *room)
{
	const struct hj_org *org = hj_turn_org(t), *found;

	if (room == NULL || org == NULL)
		return org;
	found = hj_org_find(t->world->directory, room);
	if (found == NULL || found->closed ||
	    !hj_org_above(t->world->directory, org->id, found->id)) {
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "room");
		return NULL;
	}
	return found;
}

void
hj_register_decide(struct hj_turn *t, const struct hj_register *c)
{
	const struct hj_org *org = handler(t, c->room);
	int channel;

	if (org == NULL) {
		hj_refuse(t, HJ_NO_RIGHT, NULL);
		return;
	}
	channel = c->channel;
	/* A petition is opened by register-petition, which says what it is. */
	if (channel == 0 && !(c->source == HJ_SRC_PETITION &&
				hj_org_handles(org, HJ_CH_PETITION)))
		channel = usual_channel(org);
	if (channel != 0 && !hj_org_handles(org, channel)) {
		hj_refuse(t, HJ_NO_BODY_CHANNEL, "channel");
		return;
	}
	/* With an outside number the word is the outside body's own. */
	if (c->category_word != NULL && c->external == NULL &&
	    !hj_word_known(t->world, org->county, c->category_word)) {
		hj_refuse(t, HJ_NO_WORD, "category_word");
		return;
	}
	if (c->requested_on > hj_today(t)) {
		hj_refuse(t, HJ_NO_FUTURE, "requested_on");
		return;
	}
	for (size_t i = 0; i < c->n_history; i++)
		if (c->history[i].on > hj_today(t)) {
			hj_refuse(t, HJ_NO_FUTURE, "history");
			return;
		}
	for (size_t i = 0; i < c->n_parties; i++)
		if (!hj_party_fits(t, &c->parties[i], 0))
			return;
	hj_happens(t, &hj_ev_registered, registered(t, c, org->county));
	for (size_t i = 0; i < c->n_parties; i++)
		hj_add_party(t, &c->parties[i]);
	if (channel != 0)
		hj_open_numbered(t, org->id,
		    c->room != NULL ? t->actor.org : NULL, channel, c->source,
		    c->external);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	hj_register_decide(t, cmd);
}

const struct hj_command hj_cmd_register = {
	.name = "register",
	.zh = "登记纠纷",
	.en = "Register a dispute",
	.fields = &hj_register_fields,
	.right = HJ_MAY_REGISTER,
	.flags = HJ_CREATES,
	.decide = decide,
};
