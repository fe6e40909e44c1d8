/* Links between disputes: words, tables, fold; see link.h. */
#include "lib/dispute/event.h"

#include <string.h>

/* clang-format off */
static const struct hj_word kind_list[] = {
	{ NULL, NULL, NULL },
	{ "same_dispute", "同一纠纷", "the same dispute" },
	{ "same_parties", "同一当事人的另一纠纷", "the same parties, another dispute" },
	{ "same_facts", "同一事实的新理由", "the same facts, new reasons" },
	{ "recurs_after", "再次发生,前一次", "it recurs; the one before" },
	{ "recurred_as", "再次发生,后一次", "it recurs; the one after" },
	{ "parent", "所属的总纠纷", "the larger dispute it is a part of" },
	{ "child", "所含的分纠纷", "a part of it" },
	{ "merged_into", "并入", "merged into" },
	{ "absorbed", "吸收", "absorbed" },
	{ "split_from", "分自", "split from" },
	{ "split_into", "分出", "split into" },
};
const struct hj_words hj_link_kind_words = HJ_WORDS(kind_list);
const struct hj_words hj_plain_link_words = { kind_list, HJ_LK_MERGED_INTO };

static const struct hj_word state_list[] = {
	{ NULL, NULL, NULL },
	{ "standing", "有效", "standing" },
	{ "refused", "对方未接受", "refused by the other side" },
	{ "undone", "已解除", "undone" },
};
const struct hj_words hj_link_state_words = HJ_WORDS(state_list);

static const struct hj_field link_rows[] = {
	HJ_BOOL(hj_link, asked_here, 0, NULL),
	HJ_LIST(hj_link, bodies, 0, &hj_name_fields, 100, NULL),
	HJ_LIST(hj_link, clocks, 0, &hj_no_fields, 1000, NULL),
	HJ_LIST(hj_link, ended, 0, &hj_no_fields, 1000, NULL),
	HJ_WORD(hj_link, kind, HJ_REQUIRED, &hj_link_kind_words, NULL),
	HJ_BOOL(hj_link, ladder, 0, NULL),
	HJ_INT(hj_link, no, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
	HJ_DATE(hj_link, on, 0, NULL),
	HJ_TEXT(hj_link, org, 0, 64, NULL),
	HJ_ID(hj_link, other, HJ_REQUIRED, NULL),
	HJ_BOOL(hj_link, other_closed, 0, NULL),
	HJ_LIST(hj_link, parties, 0, &hj_no_fields, 1000, NULL),
	HJ_BOOL(hj_link, petition_final, 0, NULL),
	HJ_BOOL(hj_link, petition_runs, 0, NULL),
	HJ_INT(hj_link, rests, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_link, state, HJ_REQUIRED, &hj_link_state_words, NULL),
};
const struct hj_fields hj_link_fields = HJ_FIELDS(hj_link, link_rows);

static const struct hj_field link_set_rows[] = {
	HJ_LIST(hj_link_set, history, 0, &hj_history_fields, 100, NULL),
	HJ_OBJECT(hj_link_set, link, HJ_REQUIRED, &hj_link_fields, NULL),
	HJ_SEALED(hj_link_set, reason, 0, 0, NULL),
	HJ_TEXT(hj_link_set, refusal, 0, 100, NULL),
};
const struct hj_fields hj_link_set_fields = HJ_FIELDS(hj_link_set, link_set_rows);
/* clang-format on */

int
hj_link_inverse(int kind)
{
	static const int inverse[] = {
		[HJ_LK_SAME] = HJ_LK_SAME,
		[HJ_LK_SAME_PARTIES] = HJ_LK_SAME_PARTIES,
		[HJ_LK_NEW_REASONS] = HJ_LK_NEW_REASONS,
		[HJ_LK_EARLIER] = HJ_LK_LATER,
		[HJ_LK_LATER] = HJ_LK_EARLIER,
		[HJ_LK_PARENT] = HJ_LK_CHILD,
		[HJ_LK_CHILD] = HJ_LK_PARENT,
		[HJ_LK_MERGED_INTO] = HJ_LK_ABSORBED,
		[HJ_LK_ABSORBED] = HJ_LK_MERGED_INTO,
		[HJ_LK_SPLIT_FROM] = HJ_LK_SPLIT_INTO,
		[HJ_LK_SPLIT_INTO] = HJ_LK_SPLIT_FROM,
	};

	return inverse[kind];
}

struct hj_link *
hj_link_at(const struct hj_dispute *d, int64_t no)
{
	return no < 1 || (size_t)no > d->n_link ? NULL : &d->link[no - 1];
}

struct hj_link *
hj_link_to(const struct hj_dispute *d, int kind, const char *other)
{
	for (size_t i = 0; i < d->n_link; i++)
		if (d->link[i].kind == kind &&
		    d->link[i].state == HJ_LS_STANDING &&
		    strcmp(d->link[i].other, other) == 0)
			return &d->link[i];
	return NULL;
}

bool
hj_link_lets_in(const struct hj_dispute *d, const char *org)
{
	for (size_t i = 0; org != NULL && i < d->n_link; i++)
		for (size_t k = 0; d->link[i].state == HJ_LS_STANDING &&
				   k < d->link[i].n_bodies;
		     k++)
			if (strcmp(d->link[i].bodies[k].text, org) == 0)
				return true;
	return false;
}

void
hj_evolve_link_set(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_link_set *b = ev->body;
	struct hj_link *link = hj_link_at(d, b->link->no);

	if (link == NULL)
		link = HJ_PUSH(d->arena, d->link, d->n_link);
	*link = *b->link;
	if (link->kind == HJ_LK_MERGED_INTO)
		d->merged_into =
		    link->state == HJ_LS_STANDING ? link->other : NULL;
	for (size_t i = 0; i < link->n_parties; i++) {
		struct hj_party *party = hj_party_at(d, link->parties[i].no);

		if (party != NULL)
			party->moved = link->state == HJ_LS_STANDING;
	}
}
