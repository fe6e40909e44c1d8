/*
 * The interface, described: OpenAPI 3.1 made from the tables that run, so it
 * cannot differ from them.
 */
#include "server/queries.h"
#include "server/service.h"

#include "server/base/version.h"
#include "server/http/json_out.h"

#include <string.h>

static void
put_raw(struct hj_out *j, const char *key, const char *json)
{
	hj_out_key(j, key);
	hj_out_raw(j, json, strlen(json));
}

static void
put_responses(struct hj_out *j, const char *good)
{
	hj_out_key(j, "responses");
	hj_out_open(j);
	put_raw(j, good,
	    "{\"description\":\"done\",\"content\":{\"application/json\":"
	    "{\"schema\":{\"type\":\"object\"}}}}");
	put_raw(j, "default", "{\"$ref\":\"#/components/responses/Problem\"}");
	hj_out_close(j);
}

/* The {names} of a pattern, as path parameters. */
static void
put_path_params(struct hj_out *j, const char *pattern)
{
	for (const char *c = strchr(pattern, '{'); c != NULL;
	     c = strchr(c + 1, '{')) {
		struct hj_buf name;

		hj_buf_init(&name, 64);
		hj_buf_put(&name, c + 1, strcspn(c + 1, "}"));
		hj_out_open(j);
		hj_out_put_str(j, "name", hj_buf_text(&name));
		hj_out_put_str(j, "in", "path");
		hj_out_put_bool(j, "required", true);
		put_raw(j, "schema", "{\"type\":\"string\"}");
		hj_out_close(j);
		hj_buf_release(&name);
	}
}

static void
put_method(struct hj_out *j, const struct hj_route *r)
{
	hj_out_key(j, r->method == HJ_POST     ? "post"
		      : r->method == HJ_PUT    ? "put"
		      : r->method == HJ_DELETE ? "delete"
					       : "get");
	hj_out_open(j);
	hj_out_key(j, "parameters");
	hj_out_open_array(j);
	put_path_params(j, r->pattern);
	hj_out_close(j);
	put_responses(j, r->method == HJ_DELETE ? "204" : "200");
	hj_out_close(j);
}

/*
 * The methods of a path that are no query file and no command.  POST
 * /api/v1/disputes is short for the command register, which has its own path.
 */
static void
put_methods(struct hj_out *j, const char *pattern)
{
	for (size_t i = 0; i < hj_n_routes; i++)
		if (strcmp(hj_routes[i].pattern, pattern) == 0 &&
		    hj_routes[i].handler != hj_create_handler)
			put_method(j, &hj_routes[i]);
}

static void
put_query_file(struct hj_out *j, const struct hj_query_file *f)
{
	hj_out_key(j, f->route.pattern);
	hj_out_open(j);
	hj_out_key(j, "get");
	hj_out_open(j);
	hj_out_put_str(j, "operationId", f->stmt.name);
	hj_out_put_str(j, "summary", f->zh);
	hj_out_put_str(j, "description", f->en);
	hj_out_key(j, "parameters");
	hj_out_open_array(j);
	put_path_params(j, f->route.pattern);
	for (int i = 0; i < f->n_params; i++) {
		if (f->param[i].from != HJ_FROM_QUERY)
			continue;
		hj_out_open(j);
		hj_out_put_str(j, "name", f->param[i].name);
		hj_out_put_str(j, "in", "query");
		put_raw(j, "schema",
		    f->param[i].type == HJ_PG_INT4 ||
			    f->param[i].type == HJ_PG_INT8
			? "{\"type\":\"integer\"}"
			: "{\"type\":\"string\"}");
		hj_out_close(j);
	}
	hj_out_close(j);
	put_responses(j, "200");
	hj_out_close(j);
	put_methods(j, f->route.pattern);
	hj_out_close(j);
}

static const char headers[] =
    "{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"required\":true,"
    "\"schema\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}}";
static const char if_match[] =
    "{\"name\":\"If-Match\",\"in\":\"header\",\"required\":true,"
    "\"schema\":{\"type\":\"string\"}}";

/* /api/v1/disputes/{id}/commands/log-session, or without {id} if it makes one.
 */
static void
put_command(struct hj_out *j, const struct hj_stream_kind *kind,
    const struct hj_command *c)
{
	struct hj_buf b;

	hj_buf_init(&b, (size_t)1 << 20);
	hj_buf_puts(&b, "/api/v1/");
	hj_buf_puts(&b, kind->path);
	if ((c->flags & HJ_CREATES) == 0)
		hj_buf_puts(&b, "/{id}/commands/");
	else
		hj_buf_puts(&b, "/commands/");
	hj_buf_puts(&b, c->name);
	hj_out_key(j, hj_buf_text(&b));
	hj_out_open(j);
	hj_out_key(j, "post");
	hj_out_open(j);
	/* Several kinds know the same word: dispute_close, organisation_close.
	 */
	hj_buf_clear(&b);
	hj_buf_puts(&b, kind->name);
	hj_buf_putc(&b, '_');
	hj_buf_puts(&b, c->name);
	hj_out_put_str(j, "operationId", hj_buf_text(&b));
	hj_out_put_str(j, "summary", c->zh);
	hj_out_put_str(j, "description", c->en);
	hj_out_key(j, "parameters");
	hj_out_open_array(j);
	if ((c->flags & HJ_CREATES) == 0)
		put_path_params(j, "{id}");
	hj_out_raw(j, headers, sizeof(headers) - 1);
	if (c->flags & HJ_IF_MATCH)
		hj_out_raw(j, if_match, sizeof(if_match) - 1);
	hj_out_close(j);
	hj_buf_clear(&b);
	hj_buf_puts(&b, "{\"required\":true,\"content\":{\"application/json\":"
			"{\"schema\":");
	hj_schema(&b, c->fields);
	hj_buf_puts(&b, "}}}");
	hj_out_key(j, "requestBody");
	hj_out_raw(j, b.p, b.n);
	put_responses(j, c->flags & HJ_CREATES ? "201" : "200");
	hj_out_close(j);
	hj_out_close(j);
	hj_buf_release(&b);
}

/* Is it the path of a query file? */
static bool
is_read(const struct hj_queries *queries, const char *pattern)
{
	const struct hj_query_file *f;

	for (size_t i = 0; (f = hj_queries_at(queries, i)) != NULL; i++)
		if (strcmp(f->route.pattern, pattern) == 0)
			return true;
	return false;
}

/* The i-th route's path, with all its methods, unless it was there before. */
static void
put_path(struct hj_out *j, const struct hj_queries *queries, size_t i)
{
	const char *pattern = hj_routes[i].pattern;

	if (strstr(pattern, "{kind}") != NULL || is_read(queries, pattern))
		return;
	for (size_t k = 0; k < i; k++)
		if (strcmp(hj_routes[k].pattern, pattern) == 0)
			return;
	hj_out_key(j, pattern);
	hj_out_open(j);
	put_methods(j, pattern);
	hj_out_close(j);
}

/* Every stable type of bad news, and the shape they share. */
static void
put_components(struct hj_out *j)
{
	hj_out_key(j, "components");
	hj_out_open(j);
	hj_out_key(j, "responses");
	hj_out_open(j);
	put_raw(j, "Problem",
	    "{\"description\":\"RFC 9457\",\"content\":"
	    "{\"application/problem+json\":{\"schema\":"
	    "{\"$ref\":\"#/components/schemas/Problem\"}}}}");
	hj_out_close(j);
	hj_out_key(j, "schemas");
	hj_out_open(j);
	hj_out_key(j, "Problem");
	hj_out_open(j);
	hj_out_put_str(j, "type", "object");
	hj_out_key(j, "x-types");
	hj_out_open_array(j);
	for (int i = 0; i < HJ_PROBLEM__MAX; i++)
		hj_out_str(j, hj_problems[i].type);
	for (int i = HJ_NO + 1; i < HJ_NO__MAX; i++)
		hj_out_str(j, hj_refusals[i].type);
	hj_out_close(j);
	hj_out_close(j);
	hj_out_close(j);
	put_raw(j, "securitySchemes",
	    "{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":"
	    "\"sid\"},\"key\":{\"type\":\"http\",\"scheme\":\"bearer\"}}");
	hj_out_close(j);
}

void
hj_openapi_make(struct hj_buf *b, const struct hj_queries *queries)
{
	struct hj_out out, *j = &out;
	const struct hj_query_file *f;

	hj_buf_init(b, (size_t)4 << 20);
	hj_out_init(j, b);
	hj_out_open(j);
	hj_out_put_str(j, "openapi", "3.1.0");
	put_raw(j, "info",
	    "{\"title\":\"hejie 和解\",\"version\":\"1\",\"description\":"
	    "\"Dispute mediation: commands and reads\"}");
	put_raw(j, "security", "[{\"session\":[]},{\"key\":[]}]");
	hj_out_key(j, "paths");
	hj_out_open(j);
	for (size_t i = 0; (f = hj_queries_at(queries, i)) != NULL; i++)
		put_query_file(j, f);
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		for (size_t k = 0; k < hj_stream_kinds[i]->n_commands; k++)
			if ((hj_stream_kinds[i]->commands[k]->flags &
				HJ_INTERNAL) == 0)
				put_command(j, hj_stream_kinds[i],
				    hj_stream_kinds[i]->commands[k]);
	for (size_t i = 0; i < hj_n_routes; i++)
		put_path(j, queries, i);
	hj_out_close(j);
	put_components(j);
	hj_out_close(j);
}
