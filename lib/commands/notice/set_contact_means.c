/*
 * Set how parties are reached (约定联系和送达方式): their ways in order, with
 * language and times.
 *
 * Each party that is named gets the ways said here, in this order, in place of
 * those it had; its consent to e-service stays.  What it is still owed takes
 * the first of them that fits.  A way without a number or address of its own
 * goes by the party's telephone or address.
 */
#include "lib/commands/notice/notice.h"

struct way_input {
	int64_t party;
	int reach; /* enum hj_reach */
	const char *language;
	struct hj_sealed where;
	struct hj_sealed times;
};

struct set_means {
	struct hj_frame frame;
	struct way_input *ways;
	size_t n_ways;
};

/* clang-format off */
static const struct hj_field way_rows[] = {
	HJ_TEXT(way_input, language, 0, 40, "语言|language"),
	HJ_INT(way_input, party, HJ_REQUIRED, 1, 1000, "当事人编号|party"),
	HJ_WORD(way_input, reach, HJ_REQUIRED, &hj_reach_words, "方式|way"),
	HJ_SEALED(way_input, times, HJ_KEY_PARTY, 200, "方便的时间|when"),
	HJ_SEALED(way_input, where, HJ_KEY_PARTY, 200, "号码或者地址|number or address"),
};
static const struct hj_fields way_fields = HJ_FIELDS(way_input, way_rows);

static const struct hj_field rows[] = {
	HJ_LIST(set_means, ways, HJ_REQUIRED, &way_fields, 80, "方式,按先后|ways, in order"),
};
/* clang-format on */
static const struct hj_fields fields = HJ_COMMAND_FIELDS(set_means, rows);

/* Ways that lead somewhere only with an address of their own. */
static bool
needs_address(int reach)
{
	return reach == HJ_RC_MAIL || reach == HJ_RC_E_SERVICE ||
	       reach == HJ_RC_AGENT;
}

static void
check(struct hj_turn *t, const struct set_means *c)
{
	if (c->n_ways == 0)
		hj_refuse(t, HJ_NO_SUCH_ENTITY, "ways");
	for (size_t i = 0; i < c->n_ways; i++) {
		const struct way_input *in = &c->ways[i];
		size_t same = 0;

		hj_contact_party(t, in->party, "ways");
		if (in->reach == HJ_RC_ANNOUNCE)
			hj_refuse(t, HJ_NO_MEANS, "ways");
		if (needs_address(in->reach) && in->where.box == NULL)
			hj_refuse_in(
			    t, HJ_NO_ADDRESS, "ways", hj_court_linked(t->d));
		for (size_t k = 0; k < i; k++) {
			same += c->ways[k].party == in->party;
			if (c->ways[k].party == in->party &&
			    c->ways[k].reach == in->reach)
				hj_refuse(t, HJ_NO_DUPLICATE, "ways");
		}
		if (same >= HJ_WAYS_MOST)
			hj_refuse(t, HJ_NO_LIMIT_SIZE, "ways");
	}
}

/* Tell the ways of the party that line `at` is the first of. */
static void
set(struct hj_turn *t, const struct set_means *c, size_t at)
{
	int64_t party = c->ways[at].party;
	struct hj_contact_set *b = hj_contact_change(t, party);

	b->contact->way = NULL;
	b->contact->n_way = 0;
	for (size_t i = at; i < c->n_ways; i++)
		if (c->ways[i].party == party)
			*HJ_PUSH(t->a, b->contact->way, b->contact->n_way) =
			    (struct hj_way){ c->ways[i].reach,
				    c->ways[i].language, c->ways[i].where,
				    c->ways[i].times };
	hj_happens(t, &hj_ev_means_set, b);
	hj_notices_reroute(t, party);
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct set_means *c = cmd;

	check(t, c);
	for (size_t i = 0; t->refused == HJ_NO && i < c->n_ways; i++) {
		bool first = true;

		for (size_t k = 0; k < i; k++)
			first = first && c->ways[k].party != c->ways[i].party;
		if (first)
			set(t, c, i);
	}
}

const struct hj_command hj_cmd_set_contact_means = {
	.name = "set-contact-means",
	.zh = "约定联系和送达方式",
	.en = "Set how parties are reached",
	.fields = &fields,
	.right = HJ_MAY_SERVE,
	.flags = HJ_NO_PROC | HJ_WHEN_CLOSED,
	.decide = decide,
};
