/*
 * Open a compact (发起公约): what it is about and between whom.  The text comes
 * later, from a meeting that deliberates.
 */
#include "lib/commands/compact/compact.h"

struct open_compact {
	struct hj_frame frame;
	int between;
	int class;
	int form;
	struct hj_compact_party *parties;
	size_t n_parties;
	struct hj_sealed title;
};

/* clang-format off */
static const struct hj_field party_rows[] = {
	HJ_WORD(hj_compact_party, class, HJ_REQUIRED, &hj_compact_party_words, "类别|class"),
	HJ_INT(hj_compact_party, heads, 0, 1, HJ_VILLAGERS_MOST, "人数|how many people it is"),
	HJ_SEALED(hj_compact_party, identity, HJ_KEY_PARTY, 40, "证件号码|identity or credit code"),
	HJ_SEALED(hj_compact_party, name, HJ_REQUIRED | HJ_KEY_PARTY, 80, "姓名或者名称|name"),
	HJ_ID(hj_compact_party, of, 0, "本站点单位|organisation of this site"),
};
const struct hj_fields hj_compact_party_input_fields = HJ_FIELDS(hj_compact_party, party_rows);

static const struct hj_field rows[] = {
	HJ_WORD(open_compact, between, HJ_REQUIRED, &hj_compact_between_words, "主体|between whom"),
	HJ_WORD(open_compact, class, HJ_REQUIRED, &hj_compact_class_words, "类别|class"),
	HJ_WORD(open_compact, form, HJ_REQUIRED, &hj_compact_form_words, "形式|form"),
	HJ_LIST(open_compact, parties, HJ_REQUIRED, &hj_compact_party_input_fields, HJ_COMPACT_PARTIES_MOST, "签约各方|its parties"),
	HJ_SEALED(open_compact, title, HJ_REQUIRED | HJ_KEY_TITLE, 200, "名称|title"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(open_compact, rows);
/* clang-format on */

/* The parties are those that the kind of compact is between. */
static bool
fits(const struct open_compact *c)
{
	static const unsigned who[] = {
		[HJ_CPB_CADRES] =
		    1u << HJ_CPP_ORGANISATION | 1u << HJ_CPP_CADRE,
		[HJ_CPB_VILLAGERS] =
		    1u << HJ_CPP_ORGANISATION | 1u << HJ_CPP_VILLAGER,
		[HJ_CPB_AMONG] = 1u << HJ_CPP_VILLAGER,
	};
	unsigned are = 0;

	for (size_t i = 0; i < c->n_parties; i++)
		are |= 1u << c->parties[i].class;
	return are == who[c->between] && c->n_parties >= 2;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct open_compact *c = cmd;
	const struct hj_compact *now = t->state;
	const struct hj_org *org = hj_turn_org(t);
	struct hj_compact_set *b;

	if (now->owner != NULL)
		hj_refuse(t, HJ_NO_DUPLICATE, NULL);
	else if (!fits(c))
		hj_refuse(t, HJ_NO_COMPACT_PARTIES, "parties");
	for (size_t i = 0; i < c->n_parties; i++)
		if (c->parties[i].of != NULL &&
		    hj_org_find(t->world->directory, c->parties[i].of) == NULL)
			hj_refuse(t, HJ_NO_ORGANISATION, "parties");
	if (t->refused != HJ_NO)
		return;
	b = HJ_NEW(t->a, struct hj_compact_set);
	b->stage = HJ_CPS_OPENED;
	b->head = HJ_NEW(t->a, struct hj_compact_head);
	*b->head = (struct hj_compact_head){ .owner = org->id,
		.county = org->county,
		.between = c->between,
		.class = c->class,
		.form = c->form,
		.title = c->title };
	for (size_t i = 0; i < c->n_parties; i++) {
		struct hj_compact_party *p =
		    HJ_PUSH(t->a, b->party, b->n_party);

		*p = c->parties[i];
		p->no = (int64_t)i + 1;
	}
	HJ_PUSH(t->a, b->reader, b->n_reader)->text = org->id;
	/* It reviews the text. */
	if (org->parent != NULL)
		HJ_PUSH(t->a, b->reader, b->n_reader)->text = org->parent;
	hj_happens(t, &hj_ev_compact_opened, b);
}

const struct hj_command hj_cmd_open_compact = {
	.name = "open-compact",
	.zh = "发起公约",
	.en = "Open a compact",
	.fields = &fields,
	.right = HJ_MAY_PREVENT,
	.flags = HJ_CREATES,
	.decide = decide,
};
