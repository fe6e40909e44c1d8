/*
 * The interface, described: OpenAPI 3.1 made from the tables that run, so it
 * cannot differ from them.
 */
#include "server/queries.h"
#include "server/route_says.h"

#include "server/base/version.h"
#include "server/http/json_out.h"

#include <string.h>

static const char idempotency_key[] =
    "{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"required\":true,"
    "\"schema\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}}";
static const char if_match[] =
    "{\"name\":\"If-Match\",\"in\":\"header\",\"required\":true,"
    "\"schema\":{\"type\":\"string\"}}";
static const char whole[] =
    "{\"name\":\"whole\",\"in\":\"query\","
    "\"description\":\"1: identity numbers whole, to who handles it and "
    "proved lately who he is\","
    "\"schema\":{\"type\":\"string\",\"enum\":[\"0\",\"1\"]}}";

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
put_query_params(struct hj_out *j, const struct hj_route_says *says)
{
	for (int i = 0; says != NULL && i < HJ_SAYS_NAMES; i++) {
		if (says->names[i] == NULL)
			continue;
		hj_out_open(j);
		hj_out_put_str(j, "name", says->names[i]);
		hj_out_put_str(j, "in", "query");
		put_raw(j, "schema", "{\"type\":\"string\"}");
		hj_out_close(j);
	}
}

/* A parameter of a query file: its type, and the words it may be. */
static void
put_schema(struct hj_out *j, const struct hj_query_param *p)
{
	bool number = p->type == HJ_PG_INT4 || p->type == HJ_PG_INT8;

	hj_out_key(j, "schema");
	hj_out_open(j);
	hj_out_put_str(j, "type", number ? "integer" : "string");
	if (p->words != NULL) {
		hj_out_key(j, "enum");
		hj_out_open_array(j);
		hj_out_str(j, p->usual);
		for (size_t k = 1; k < p->words->n; k++)
			hj_out_str(j, p->words->word[k].name);
		hj_out_close(j);
	}
	hj_out_close(j);
}

/* The members of `fields`, or the bytes of type `media`. */
static void
put_body(struct hj_out *j, const struct hj_fields *fields, const char *media)
{
	struct hj_buf b;

	hj_out_key(j, "requestBody");
	hj_out_open(j);
	hj_out_put_bool(j, "required", fields == NULL || fields->n > 0);
	hj_out_key(j, "content");
	hj_out_open(j);
	hj_out_key(j, media != NULL ? media : HJ_TYPE_JSON);
	hj_out_open(j);
	if (fields != NULL) {
		hj_buf_init(&b, (size_t)1 << 20);
		hj_schema(&b, fields);
		hj_out_key(j, "schema");
		hj_out_raw(j, b.p, b.n);
		hj_buf_release(&b);
	} else {
		put_raw(
		    j, "schema", "{\"type\":\"string\",\"format\":\"binary\"}");
	}
	hj_out_close(j);
	hj_out_close(j);
	hj_out_close(j);
}

/* POST /api/v1/disputes is short for the command that makes one. */
static const struct hj_command *
short_for(const struct hj_route *r)
{
	const struct hj_stream_kind *kind =
	    hj_stream_kind_of_path(strrchr(r->pattern, '/') + 1);
	size_t i = 0;

	if (r->handler != hj_create_handler)
		return NULL;
	while ((kind->commands[i]->flags & HJ_CREATES) == 0)
		i++;
	return kind->commands[i];
}

static void
put_method(struct hj_out *j, const struct hj_route *r)
{
	const struct hj_route_says *says = hj_route_says(r->handler);
	const struct hj_command *command = short_for(r);

	hj_out_key(j, r->method == HJ_POST     ? "post"
		      : r->method == HJ_PUT    ? "put"
		      : r->method == HJ_DELETE ? "delete"
					       : "get");
	hj_out_open(j);
	if (says != NULL) {
		hj_out_put_str(j, "summary", says->zh);
		hj_out_put_str(j, "description", says->en);
	}
	hj_out_key(j, "parameters");
	hj_out_open_array(j);
	put_path_params(j, r->pattern);
	put_query_params(j, says);
	if (command != NULL)
		hj_out_raw(j, idempotency_key, sizeof(idempotency_key) - 1);
	hj_out_close(j);
	if (command != NULL)
		put_body(j, command->fields, NULL);
	else if (says != NULL && (says->body != NULL || says->media != NULL))
		put_body(j, says->body, says->media);
	put_responses(j, r->method == HJ_DELETE ? "204"
			 : command != NULL      ? "201"
						: "200");
	hj_out_close(j);
}

/* The methods of a path that are no query file. */
static void
put_methods(struct hj_out *j, const char *pattern)
{
	for (size_t i = 0; i < hj_n_routes; i++)
		if (strcmp(hj_routes[i].pattern, pattern) == 0)
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
		put_schema(j, &f->param[i]);
		hj_out_close(j);
	}
	if (f->whole)
		hj_out_raw(j, whole, sizeof(whole) - 1);
	hj_out_close(j);
	put_responses(j, "200");
	hj_out_close(j);
	put_methods(j, f->route.pattern);
	hj_out_close(j);
}

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
	hj_out_raw(j, idempotency_key, sizeof(idempotency_key) - 1);
	if (c->flags & HJ_IF_MATCH)
		hj_out_raw(j, if_match, sizeof(if_match) - 1);
	hj_out_close(j);
	put_body(j, c->fields, NULL);
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

/* The members of bad news; what writes them is hj_problem_write(). */
struct problem {
	const char *article, *certainty, *detail, *field, *next, *rule, *title,
	    *type, *valid_from;
	int64_t status;
	struct hj_name *commands;
	size_t n_commands;
	struct hj_name *disputes;
	size_t n_disputes;
	struct problem_fault *faults;
	size_t n_faults;
};
struct problem_fault {
	const char *at, *kind, *text, *what;
};
/* clang-format off */
static const struct hj_field fault_rows[] = {
	HJ_TEXT(problem_fault, at, HJ_REQUIRED, 400, "位置|place in the rule set, a JSON pointer"),
	HJ_TEXT(problem_fault, kind, HJ_REQUIRED, 40, "种类|its kind"),
	HJ_TEXT(problem_fault, text, HJ_REQUIRED, 200, "哪里不对|what is wrong"),
	HJ_TEXT(problem_fault, what, 0, 2000, "所指内容|what it is about"),
};
static const struct hj_fields fault_fields = HJ_FIELDS(problem_fault, fault_rows);

static const struct hj_field problem_rows[] = {
	HJ_TEXT(problem, article, 0, 200, "所依据的条文|the article it rests on"),
	HJ_TEXT(problem, certainty, 0, 40, "条文的确定程度|how certain the article is"),
	HJ_LIST(problem, commands, 0, &hj_name_fields, 100, "由此往下办的事项|names of the commands by which it goes on"),
	HJ_TEXT(problem, detail, 0, 200, "哪里不对|what is wrong, in the language asked for"),
	HJ_LIST(problem, disputes, 0, &hj_id_fields, 100, "有关的纠纷|disputes that are in the way"),
	HJ_LIST(problem, faults, 0, &fault_fields, HJ_FAULTS_MOST, "规则集的各处错误|every fault of a rule set"),
	HJ_TEXT(problem, field, 0, 200, "所指的项目|the member it concerns"),
	HJ_TEXT(problem, next, 0, 500, "可以怎么办|what to do"),
	HJ_TEXT(problem, rule, 0, 200, "规则|the rule it rests on"),
	HJ_INT(problem, status, HJ_REQUIRED, 400, 599, "状态码|status"),
	HJ_TEXT(problem, title, HJ_REQUIRED, 200, "是什么问题|what it is"),
	HJ_TEXT(problem, type, HJ_REQUIRED, 100, "种类,不会改变|its kind, which never changes"),
	HJ_TEXT(problem, valid_from, 0, 10, "规则自何日起|since when the rule is in force"),
};
/* clang-format on */
static const struct hj_fields problem_fields = HJ_FIELDS(problem, problem_rows);

/* Every stable type of bad news, and the shape they share. */
static void
put_components(struct hj_out *j)
{
	struct hj_buf members;

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
	hj_buf_init(&members, (size_t)1 << 16);
	hj_schema_members(&members, &problem_fields);
	hj_out_raw(j, members.p, members.n);
	hj_buf_release(&members);
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
