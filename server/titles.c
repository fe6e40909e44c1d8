/* Titles that were opened; see titles.h. */
#include "server/titles.h"

#include "lib/integrity/crypto.h"

#include <stdlib.h>
#include <string.h>

#define PLACES 2048 /* a power of two; at most some 2 MB a worker */

/* One place; a stream has exactly one where its title may be. */
struct title {
	char stream[33];
	char *box;   /* and behind its NUL the text; NULL: nothing is here */
	size_t size; /* of both with their NULs */
};

struct hj_titles {
	struct title title[PLACES];
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
	for (size_t i = 0; i < PLACES; i++)
		empty(&t->title[i]);
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
place(const char *stream)
{
	size_t n = 0;

	for (int i = 0; i < 8; i++)
		n = n * 31 + (unsigned char)stream[i];
	return n & (PLACES - 1);
}

const char *
hj_titles_find(const struct hj_titles *t, const char *stream, const char *box)
{
	const struct title *title = &t->title[place(stream)];

	if (title->box == NULL || strcmp(title->stream, stream) != 0 ||
	    strcmp(title->box, box) != 0)
		return NULL;
	return title->box + strlen(title->box) + 1;
}

void
hj_titles_keep(
    struct hj_titles *t, const char *stream, const char *box, const char *text)
{
	struct title *title = &t->title[place(stream)];
	size_t n = strlen(box) + 1, m = strlen(text) + 1;

	if (strlen(stream) != sizeof(title->stream) - 1)
		return;
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
	struct title *title = &t->title[place(stream)];

	if (strcmp(title->stream, stream) == 0)
		empty(title);
}
