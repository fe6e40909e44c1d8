/* Titles that were opened; see titles.h. */
#include "server/titles.h"

#include "lib/integrity/crypto.h"

#include <stdlib.h>
#include <string.h>

#define SETS 512 /* a power of two; at most some 2 MB a worker */
#define WAYS 4   /* places of a set: fifty titles rarely want five of one */

/* One place; a stream has one set of them where its title may be. */
struct title {
	char stream[33];
	char *box;   /* and behind its NUL the text; NULL: nothing is here */
	size_t size; /* of both with their NULs */
};

struct set {
	struct title title[WAYS];
	unsigned next; /* the place that is given away next */
};

struct hj_titles {
	struct set set[SETS];
};

struct hj_titles *
hj_titles_new(void)
{
	struct hj_titles *t = calloc(1, sizeof(*t));

	if (t == NULL)
		abort();
	return t;
}

static void
empty(struct title *title)
{
	if (title->box == NULL)
		return;
	hj_wipe(title->box, title->size);
	free(title->box);
	title->box = NULL;
}

void
hj_titles_clear(struct hj_titles *t)
{
	for (size_t i = 0; i < SETS; i++)
		for (size_t k = 0; k < WAYS; k++)
			empty(&t->set[i].title[k]);
}

void
hj_titles_free(struct hj_titles *t)
{
	if (t == NULL)
		return;
	hj_titles_clear(t);
	free(t);
}

/* Ids are digests or random, so any of their digits spread evenly. */
static size_t
set_of(const char *stream)
{
	size_t n = 0;

	for (int i = 0; i < 8 && stream[i] != '\0'; i++)
		n = n * 31 + (unsigned char)stream[i];
	return n & (SETS - 1);
}

/* The place among those of a set that holds the title of `stream`, or WAYS. */
static size_t
way_of(const struct set *set, const char *stream)
{
	size_t k = 0;

	while (k < WAYS && (set->title[k].box == NULL ||
			       strcmp(set->title[k].stream, stream) != 0))
		k++;
	return k;
}

const char *
hj_titles_find(const struct hj_titles *t, const char *stream, const char *box)
{
	const struct set *set = &t->set[set_of(stream)];
	size_t k = way_of(set, stream);

	if (k == WAYS || strcmp(set->title[k].box, box) != 0)
		return NULL;
	return set->title[k].box + strlen(set->title[k].box) + 1;
}

void
hj_titles_keep(
    struct hj_titles *t, const char *stream, const char *box, const char *text)
{
	struct set *set = &t->set[set_of(stream)];
	size_t n = strlen(box) + 1, m = strlen(text) + 1;
	size_t k = way_of(set, stream);
	struct title *title;

	if (strlen(stream) != sizeof(title->stream) - 1)
		return;
	if (k == WAYS)
		k = set->next++ % WAYS;
	title = &set->title[k];
	empty(title);
	title->box = malloc(n + m);
	if (title->box == NULL)
		abort();
	title->size = n + m;
	memcpy(title->stream, stream, sizeof(title->stream));
	memcpy(title->box, box, n);
	memcpy(title->box + n, text, m);
}

void
hj_titles_forget(struct hj_titles *t, const char *stream)
{
	struct set *set = &t->set[set_of(stream)];
	size_t k = way_of(set, stream);

	if (k < WAYS)
		empty(&set->title[k]);
}
