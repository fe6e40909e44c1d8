/* Tab-separated reference data; see tsv.h. */
#include "lib/base/tsv.h"

#include <string.h>

/* Split the next line into `out`; false at the end of the text. */
static bool
split(struct hj_tsv *t, const char **out, size_t *n)
{
	const char *line, *stop, *from;

	do {
		if (t->at >= t->end)
			return false;
		line = t->at;
		stop = memchr(line, '\n', (size_t)(t->end - line));
		if (stop == NULL)
			stop = t->end;
		t->at = stop < t->end ? stop + 1 : stop;
	} while (stop == line || *line == '#');
	from = line;
	*n = 0;
	for (const char *c = line; c <= stop && *n < HJ_TSV_COLUMNS; c++)
		if (c == stop || *c == '\t') {
			out[(*n)++] =
			    hj_strndup(t->a, from, (size_t)(c - from));
			from = c + 1;
		}
	return true;
}

void
hj_tsv_init(struct hj_tsv *t, struct hj_arena *a, const char *text, size_t len)
{
	*t = (struct hj_tsv){ .a = a, .at = text, .end = text + len };
	if (!split(t, t->name, &t->columns))
		t->columns = 0;
}

bool
hj_tsv_next(struct hj_tsv *t)
{
	size_t n;

	if (!split(t, t->cell, &n))
		return false;
	while (n < t->columns)
		t->cell[n++] = "";
	return true;
}

const char *
hj_tsv_get(const struct hj_tsv *t, const char *name)
{
	for (size_t i = 0; i < t->columns; i++)
		if (strcmp(t->name[i], name) == 0)
			return t->cell[i];
	return "";
}

int64_t
hj_tsv_int(const struct hj_tsv *t, const char *name)
{
	const char *c = hj_tsv_get(t, name);
	int64_t value = 0;

	for (; *c >= '0' && *c <= '9' && value < INT64_MAX / 100; c++)
		value = value * 10 + (*c - '0');
	return *c == '\0' ? value : 0;
}
