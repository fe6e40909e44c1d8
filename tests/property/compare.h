/* States and derived rows compared, byte by byte. */
#ifndef HJ_TESTS_PROPERTY_COMPARE_H
#define HJ_TESTS_PROPERTY_COMPARE_H

#include "server/project.h"

#include <string.h>

/* `what` as its table writes it, in `a`. */
static const char *
emitted(struct hj_arena *a, const struct hj_fields *t, const void *what)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, (size_t)1 << 24);
	hj_emit(&b, t, what);
	text = hj_strndup(a, hj_buf_text(&b), b.n);
	hj_buf_release(&b);
	return text;
}

static bool
same_rows(const struct hj_rows *a, const struct hj_rows *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->row[i].table, b->row[i].table) != 0 ||
		    strcmp(a->row[i].key, b->row[i].key) != 0 ||
		    strcmp(a->row[i].json, b->row[i].json) != 0)
			return false;
	return true;
}

#endif
