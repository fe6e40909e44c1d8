/* The divisions that a command names; see division_named.h. */
#include "server/division_named.h"

#include "server/db/row.h"
#include "server/statements.h"

#include <string.h>

#define NAMED_MOST 4 /* members of one command */

/*
 * A code is its parent's with two or three digits more, so each beginning of it
 * is looked at, from the province down; the body's county is beyond doubt.
 */
static const enum hj_pg_type strange_types[] = { HJ_PG_TEXT, HJ_PG_TEXTS };
const struct hj_stmt hj_stmt_strange_divisions = {
	.name = "strange_divisions",
	.sql =
	    "SELECT u.code FROM unnest($2) u(code)"
	    " WHERE u.code !~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}"
	    "|[0-9]{15})$' OR EXISTS ("
	    "  SELECT FROM (VALUES (2, 0), (4, 2), (6, 4), (9, 6), (12, 9),"
	    "    (15, 12)) l(n, above)"
	    "   WHERE l.n <= length(u.code)"
	    "     AND (l.n > 6 OR left(u.code, 6) <> $1)"
	    "     AND NOT EXISTS (SELECT FROM hejie.division d"
	    "       WHERE d.code = left(u.code, l.n))"
	    "     AND (l.above = 0 OR EXISTS (SELECT FROM hejie.division d"
	    "       WHERE d.parent = left(u.code, l.above))))",
	.n_params = 2,
	.types = strange_types,
};

static const char *
value_of(const struct hj_field *f, const void *cmd)
{
	const char *text;

	if ((f->flags & HJ_DIVISION) == 0)
		return NULL;
	memcpy(&text, (const char *)cmd + f->offset, sizeof(text));
	return text;
}

bool
hj_divisions_ask(struct hj_step *step, struct hj_arena *a,
    const struct hj_fields *fields, const void *cmd, const char *county)
{
	const struct hj_field *said = hj_field_find(fields, "county", 6);
	const char *codes[NAMED_MOST];
	size_t n = 0;

	/* Who founds a body says where. */
	if (said != NULL)
		memcpy(
		    &county, (const char *)cmd + said->offset, sizeof(county));
	for (size_t i = 0; i < fields->n && n < NAMED_MOST; i++)
		if (value_of(&fields->row[i], cmd) != NULL)
			codes[n++] = value_of(&fields->row[i], cmd);
	if (n == 0)
		return false;
	step->stmt = &hj_stmt_strange_divisions;
	hj_params_init(&step->params, a);
	hj_param_text(&step->params, county);
	hj_param_texts(&step->params, codes, n);
	return true;
}

void
hj_divisions_take(struct hj_unfit *unfit, struct hj_arena *a,
    const struct hj_fields *fields, const void *cmd, PGresult *result)
{
	struct hj_row row = hj_row(result, 0);
	const char *strange =
	    hj_row_count(result) == 0 ? NULL : hj_row_text(&row, 0, a, NULL);

	for (size_t i = 0; strange != NULL && i < fields->n; i++) {
		const char *code = value_of(&fields->row[i], cmd);

		if (code == NULL || strcmp(code, strange) != 0)
			continue;
		*unfit =
		    (struct hj_unfit){ HJ_NO_DIVISION, fields->row[i].name };
		return;
	}
}
