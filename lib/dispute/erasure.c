/* Erasing: its words, its body, its fold; see erasure.h. */
#include "lib/dispute/erasure.h"

#include "lib/dispute/event.h"

static const struct hj_word erasure_list[] = {
	{ NULL, NULL, NULL },
	{ "requested", "本人要求", "the person asked for it" },
	{ "retention_over", "保存期限届满", "the time of keeping is over" },
	{ "unlawful", "不应收集", "should not have been collected" },
	{ "ordered", "有关机关要求", "an authority ordered it" },
};
const struct hj_words hj_erasure_words = HJ_WORDS(erasure_list);

/* clang-format off */
static const struct hj_field erased_rows[] = {
	HJ_TEXT(hj_erased, ordered_by, 0, 64, NULL),
	HJ_INT(hj_erased, party, 0, 0, HJ_INT_MOST, NULL),
	HJ_WORD(hj_erased, reason, HJ_REQUIRED, &hj_erasure_words, NULL),
	HJ_LIST(hj_erased, subjects, HJ_REQUIRED, &hj_name_fields, 16, NULL),
};
const struct hj_fields hj_erased_fields = HJ_FIELDS(hj_erased, erased_rows);
/* clang-format on */

/* What was sealed stays in its place, for those who read say that it is gone;
 * nothing leads any more to the same person elsewhere. */
void
hj_evolve_erased(void *state, const struct hj_event *ev)
{
	struct hj_dispute *d = state;
	const struct hj_erased *b = ev->body;
	struct hj_party *party = hj_party_at(d, b->party);

	d->erasures++;
	if (party == NULL)
		return;
	party->erased = true;
	party->identity_index = NULL;
	party->communication = NULL;
	party->n_communication = 0;
}
