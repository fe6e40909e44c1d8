/* Successions: words, tables, fold; see succession.h. */
#include "lib/dispute/succession.h"

#include "lib/dispute/event.h"

/* clang-format off */
static const struct hj_word cause_list[] = {
	{ NULL, NULL, NULL },
	{ "died", "死亡", "died" },
	{ "merged", "合并", "merged" },
	{ "divided", "分立", "divided" },
	{ "dissolved", "终止、注销", "dissolved" },
	{ "transferred", "权利义务转让", "transferred" },
};
const struct hj_words hj_succession_cause_words = HJ_WORDS(cause_list);

static const struct hj_field heir_rows[] = {
	HJ_INT(hj_heir, part, 0, 1, HJ_PARTS_MOST, "份额|part"),
	HJ_INT(hj_heir, party, HJ_REQUIRED, 1, 1000, "承继的当事人|party that steps in"),
};
const struct hj_fields hj_heir_fields = HJ_FIELDS(hj_heir, heir_rows);

static const struct hj_field succession_rows[] = {
	HJ_WORD(hj_succession, cause, 0, &hj_succession_cause_words, NULL),
	HJ_LIST(hj_succession, heir, 0, &hj_heir_fields, HJ_HEIRS_MOST, NULL),
	HJ_INT(hj_succession, of, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_succession, on, 0, NULL),
	HJ_INT(hj_succession, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_SEALED(hj_succession, reason, 0, 0, NULL),
};
const struct hj_fields hj_succession_fields = HJ_FIELDS(hj_succession, succession_rows);
/* clang-format on */

void
hj_evolve_succession(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_succession *b = ev->body;
	struct hj_party *party = hj_party_at(d, b->party);

	if (party != NULL)
		party->succeeded_on = b->on;
}
