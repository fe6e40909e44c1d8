/*
 * Choose the plain words in which a county speaks of disputes (本地用语),
 * twelve at most.  No words at all: the county uses the common ones again.
 */
#include "lib/commands/people/people.h"

#include <string.h>

struct choose_words {
	struct hj_frame frame;
	const char *county;
	struct hj_plain_word *words;
	size_t n_words;
};

/* clang-format off */
static const struct hj_field rows[] = {
	HJ_TEXT(choose_words, county, HJ_REQUIRED, 6, "县(市、区)|county"),
	HJ_LIST(choose_words, words, HJ_REQUIRED, &hj_plain_word_fields, HJ_WORDS_MOST, "本地用语|plain words"),
};
static const struct hj_fields fields = HJ_COMMAND_FIELDS(choose_words, rows);
/* clang-format on */

/* Is one word said twice? */
static bool
twice(const struct choose_words *c)
{
	for (size_t i = 0; i < c->n_words; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(c->words[i].word, c->words[k].word) == 0)
				return true;
	return false;
}

static void
decide(struct hj_turn *t, const void *cmd)
{
	const struct choose_words *c = cmd;
	const struct hj_site_county *county =
	    hj_site_county_at(t->state, c->county);
	struct hj_county_set *b;

	if (county == NULL) {
		hj_refuse(t, HJ_NO_COUNTY, "county");
		return;
	}
	if (twice(c)) {
		hj_refuse(t, HJ_NO_DUPLICATE, "words");
		return;
	}
	b = HJ_NEW(t->a, struct hj_county_set);
	b->county = HJ_NEW(t->a, struct hj_site_county);
	*b->county = *county;
	b->county->words = c->words;
	b->county->n_words = c->n_words;
	hj_happens(t, &hj_ev_words_chosen, b);
}

const struct hj_command hj_cmd_choose_words = {
	.name = "choose-words",
	.zh = "设定本地用语",
	.en = "Choose the plain words of a county",
	.fields = &fields,
	.right = HJ_MAY_ADMINISTER,
	.decide = decide,
};
