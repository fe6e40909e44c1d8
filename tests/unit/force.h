/*
 * Where statutes have force (force.tsv): in procedures of which channels, at
 * which kinds of bodies; `*` is any.  Of several rows the longest that an
 * article begins with holds: one article of a law may reach farther.
 */
#ifndef HJ_TESTS_UNIT_FORCE_H
#define HJ_TESTS_UNIT_FORCE_H

#include "lib/dispute/word.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORCE_ROWS 60

struct force {
	char article[80], channels[120], kinds[120];
};
static struct force force_row[FORCE_ROWS];
static size_t n_force;

static inline void
force_read(void)
{
	FILE *in = fopen("tests/unit/force.tsv", "r");
	char text[400];

	n_force = 0;
	if (in == NULL || fgets(text, sizeof(text), in) == NULL)
		abort();
	while (n_force < FORCE_ROWS && fgets(text, sizeof(text), in) != NULL) {
		struct force *row = &force_row[n_force++];
		char *rest = text;

		snprintf(row->article, 80, "%s", strsep(&rest, "\t"));
		snprintf(row->channels, 120, "%s", strsep(&rest, "\t"));
		snprintf(row->kinds, 120, "%s", strsep(&rest, "\t"));
	}
	fclose(in);
}

/* Is `word` one of the list; any is for `*`, and NULL in no other. */
static inline bool
force_lists(const char *list, const char *word)
{
	char padded[160], wanted[80];

	if (strcmp(list, "*") == 0)
		return true;
	snprintf(padded, sizeof(padded), " %s ", list);
	snprintf(wanted, sizeof(wanted), " %s ", word == NULL ? "?" : word);
	return strstr(padded, wanted) != NULL;
}

/* Has one article force in `channel` (0: in no procedure), at `kind`? */
static inline bool
force_of(const char *article, int channel, const char *kind)
{
	const struct force *best = NULL;

	for (size_t i = 0; i < n_force; i++) {
		size_t n = strlen(force_row[i].article);

		if (strncmp(force_row[i].article, article, n) == 0 &&
		    (best == NULL || n > strlen(best->article)))
			best = &force_row[i];
	}
	return best != NULL &&
	       force_lists(best->channels,
		   channel == 0 ? NULL
				: hj_word_name(&hj_channel_words, channel)) &&
	       (kind == NULL || force_lists(best->kinds, kind));
}

/*
 * Have all that `articles` names, a ";" between two laws, force there?  `kind`
 * NULL: whatever body handles it.
 */
static inline bool
force_holds(const char *articles, int channel, const char *kind)
{
	char text[400], *rest = text, *one;

	snprintf(text, sizeof(text), "%s", articles);
	while ((one = strsep(&rest, ";")) != NULL) {
		one += strspn(one, " ");
		if (!force_of(one, channel, kind))
			return false;
	}
	return true;
}

#endif
