/* Reads: one .sql file per endpoint; see queries.h. */
#include "server/queries.h"

#include "lib/commands/command.h"
#include "server/service.h"
#include "server/base/files.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MOST 128
#define FILE_MOST ((size_t)64 * 1024)

struct hj_queries {
	struct hj_arena *a;
	struct hj_query_file file[FILES_MOST];
	size_t n;
};

static const struct {
	const char *name;
	enum hj_pg_type type;
} types[] = {
	{ "text", HJ_PG_TEXT },
	{ "uuid", HJ_PG_UUID },
	{ "int4", HJ_PG_INT4 },
	{ "int8", HJ_PG_INT8 },
	{ "date", HJ_PG_DATE },
};

/* The next word of `*at`, in `a`; "" at the end. */
static const char *
word(struct hj_arena *a, const char **at)
{
	const char *from;

	while (**at == ' ')
		(*at)++;
	from = *at;
	while (**at != '\0' && **at != ' ')
		(*at)++;
	return hj_strndup(a, from, (size_t)(*at - from));
}

/* "1..200" */
static bool
read_bounds(struct hj_arena *a, struct hj_query_param *p, const char *text)
{
	const char *dots = strstr(text, "..");

	return dots != NULL &&
	       hj_text_int(
		   hj_strndup(a, text, (size_t)(dots - text)), &p->least) &&
	       hj_text_int(dots + 2, &p->most);
}

static bool
read_param(struct hj_queries *q, struct hj_query_file *f, const char *text)
{
	struct hj_query_param *p = &f->param[f->n_params];
	const char *type, *from, *bounds;
	size_t i = 0;

	if (f->n_params == HJ_QUERY_PARAMS)
		return false;
	p->name = word(q->a, &text);
	type = word(q->a, &text);
	from = word(q->a, &text);
	while (i < sizeof(types) / sizeof(types[0]) &&
	       strcmp(types[i].name, type) != 0)
		i++;
	if (i == sizeof(types) / sizeof(types[0]))
		return false;
	p->type = f->types[f->n_params] = types[i].type;
	p->from = strcmp(from, "path") == 0      ? HJ_FROM_PATH
		  : strcmp(from, "actor") == 0   ? HJ_FROM_ACTOR
		  : strcmp(from, "program") == 0 ? HJ_FROM_PROGRAM
						 : HJ_FROM_QUERY;
	if (p->from == HJ_FROM_QUERY)
		p->usual = word(q->a, &text);
	bounds = word(q->a, &text);
	p->least = INT64_MIN;
	p->most = INT64_MAX;
	if (*bounds != '\0' && p->type == HJ_PG_TEXT) {
		p->words = hj_glossary_words(bounds);
		if (p->words == NULL)
			return false;
	} else if (*bounds != '\0' && !read_bounds(q->a, p, bounds)) {
		return false;
	}
	f->n_params++;
	return true;
}

static bool
read_right(struct hj_query_file *f, const char *name)
{
	for (int r = 1; r < HJ_MAY__MAX; r++)
		if (strcmp(hj_policy[r].name, name) == 0) {
			f->right = (enum hj_right)r;
			return true;
		}
	return false;
}

static bool
read_shape(struct hj_query_file *f, const char *name)
{
	static const char *const names[] = { "object", "list", "page" };

	for (int i = 0; i < 3; i++)
		if (strcmp(names[i], name) == 0) {
			f->shape = (enum hj_query_shape)i;
			return true;
		}
	return false;
}

/* "once", or "once but for" and names of parameters. */
static bool
read_plan(struct hj_queries *q, struct hj_query_file *f, const char *text)
{
	static const char but_for[] = "once but for ";
	const char *name;

	f->once = true;
	if (strcmp(text, "once") == 0)
		return true;
	if (strncmp(text, but_for, strlen(but_for)) != 0)
		return false;
	text += strlen(but_for);
	while (*(name = word(q->a, &text)) != '\0') {
		int i = 0;

		while (i < f->n_params && strcmp(f->param[i].name, name) != 0)
			i++;
		if (i == f->n_params || f->param[i].usual == NULL)
			return false;
		f->but_for |= 1U << i;
	}
	return f->but_for != 0;
}

/* One "-- name: value" of the head. */
static bool
read_line(struct hj_queries *q, struct hj_query_file *f, const char *name,
    const char *value)
{
	if (strcmp(name, "zh") == 0)
		f->zh = value;
	else if (strcmp(name, "en") == 0)
		f->en = value;
	else if (strcmp(name, "right") == 0)
		return read_right(f, value);
	else if (strcmp(name, "class") == 0)
		f->stmt.slow = strcmp(value, "slow") == 0;
	else if (strcmp(name, "shape") == 0)
		return read_shape(f, value);
	else if (strcmp(name, "log") == 0)
		f->log = value;
	else if (strcmp(name, "plan") == 0)
		return read_plan(q, f, value);
	else if (strcmp(name, "kind") == 0)
		return (f->kind = hj_stream_kind_named(value)) != NULL;
	else if (strcmp(name, "ring") == 0)
		f->ring = 0; /* the first parameter, which must have the name */
	else if (strcmp(name, "merged") == 0)
		f->merged = true;
	else if (strcmp(name, "whole") == 0)
		f->whole = true;
	else if (strcmp(name, "param") == 0)
		return read_param(q, f, value);
	else
		return false;
	return true;
}

static bool
read_head(struct hj_queries *q, struct hj_query_file *f, const char **at)
{
	while (strncmp(*at, "-- ", 3) == 0) {
		const char *line = *at + 3;
		const char *stop = strchr(line, '\n');
		const char *colon;
		char *text;

		if (stop == NULL)
			return false;
		text = hj_strndup(q->a, line, (size_t)(stop - line));
		*at = stop + 1;
		if (strncmp(text, "GET ", 4) == 0) {
			f->route.method = HJ_GET;
			f->route.pattern = text + 4;
			continue;
		}
		colon = strstr(text, ": ");
		if (colon == NULL ||
		    !read_line(q, f,
			hj_strndup(q->a, text, (size_t)(colon - text)),
			colon + 2))
			return false;
	}
	return f->route.pattern != NULL && f->right != 0 && f->zh != NULL &&
	       f->en != NULL;
}

static enum hj_err
read_file(struct hj_queries *q, const char *dir, const char *name,
    struct hj_error *err)
{
	struct hj_query_file *f = &q->file[q->n];
	const char *path = hj_concat(q->a, dir, "/", name, NULL);
	size_t len;
	const char *at = hj_file_read(q->a, path, FILE_MOST, &len);

	*f = (struct hj_query_file){ .ring = -1 };
	if (at == NULL || !read_head(q, f, &at))
		return hj_fail(
		    err, HJ_ERR_INPUT, "queries", "not a query file: ", name);
	f->route.handler = hj_query_handler;
	f->stmt.name = hj_strndup(q->a, name, strlen(name) - 4);
	f->stmt.sql = at;
	f->stmt.n_params = f->n_params;
	f->stmt.types = f->types;
	q->n++;
	return HJ_OK;
}

static int
is_sql(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && strcmp(entry->d_name + n - 4, ".sql") == 0;
}

struct hj_queries *
hj_queries_new(const struct hj_config *cfg, struct hj_error *err)
{
	struct hj_queries *q = calloc(1, sizeof(*q));
	struct dirent **list = NULL;
	const char *dir;
	int n;

	if (q == NULL)
		abort();
	q->a = hj_arena_new();
	dir = hj_share_path(q->a, cfg, "server/queries");
	n = scandir(dir, &list, is_sql, alphasort);
	err->code = HJ_OK;
	if (n <= 0 || n > FILES_MOST)
		hj_fail(err, HJ_ERR_INPUT, "share", "no query files in ", dir);
	for (int i = 0; i < n; i++) {
		if (err->code == HJ_OK)
			(void)read_file(q, dir, list[i]->d_name, err);
		free(list[i]);
	}
	free(list);
	if (err->code != HJ_OK) {
		hj_queries_free(q);
		return NULL;
	}
	return q;
}

void
hj_queries_free(struct hj_queries *q)
{
	if (q == NULL)
		return;
	hj_arena_free(q->a);
	free(q);
}

const struct hj_query_file *
hj_queries_at(const struct hj_queries *q, size_t i)
{
	return i < q->n ? &q->file[i] : NULL;
}

enum hj_err
hj_queries_attach(struct hj_queries *q, struct hj_pg *pg,
    struct hj_router *router, struct hj_error *err)
{
	for (size_t i = 0; i < q->n; i++) {
		enum hj_err code = hj_pg_register(pg, &q->file[i].stmt, 1, err);

		/* One by one: a route is found again in its file's struct. */
		if (code == HJ_OK)
			code = hj_router_add(router, &q->file[i].route, 1, err);
		if (code != HJ_OK)
			return code;
	}
	return HJ_OK;
}
