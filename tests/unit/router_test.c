/* Routes: what matches, what is refused, what overlaps. */
#include "server/http/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void
handler(struct hj_req *req)
{
	(void)req;
}

static const struct hj_route table[] = {
	{ HJ_GET, "/", handler, 0, 0 },
	{ HJ_GET, "/api/v1/disputes", handler, 0, 0 },
	{ HJ_POST, "/api/v1/disputes", handler, 1024, 0 },
	{ HJ_GET, "/api/v1/disputes/{id}", handler, 0, 0 },
	{ HJ_GET, "/api/v1/disputes/{id}/timeline", handler, 0, 0 },
	{ HJ_POST, "/api/v1/{kind}/{id}/commands/{name}", handler, 65536, 7 },
	{ HJ_PUT, "/api/v1/disputes/{id}/uploads/{upload}", handler, 1, 0 },
	{ HJ_DELETE, "/api/v1/session", handler, 0, 0 },
};

#define ROUTES (sizeof(table) / sizeof(table[0]))

static struct hj_router *
usual(void)
{
	struct hj_router *r = hj_router_new();
	struct hj_error err;

	assert_int_equal(hj_router_add(r, table, ROUTES, &err), HJ_OK);
	return r;
}

/* "pattern name=value name=value", or "404", or "405 GET, HEAD". */
static const char *
ask(enum hj_method method, const char *path)
{
	static char out[512];
	struct hj_router *r = usual();
	struct hj_match m;
	char allow[HJ_ROUTER_ALLOW_MAX];
	size_t at;

	hj_router_match(r, method, path, &m);
	hj_router_allow(m.allowed, allow);
	if (m.route == NULL) {
		(void)snprintf(out, sizeof(out), "%s%s",
		    m.allowed == 0 ? "404" : "405 ", allow);
	} else {
		at = (size_t)snprintf(out, sizeof(out), "%s", m.route->pattern);
		for (size_t i = 0; i < m.n; i++)
			at += (size_t)snprintf(out + at, sizeof(out) - at,
			    " %.*s=%.*s", (int)m.name[i].n, m.name[i].p,
			    (int)m.value[i].n, m.value[i].p);
	}
	hj_router_free(r);
	return out;
}

static void
match__finds_literals_and_parameters(void **state)
{
	(void)state;
	assert_string_equal(ask(HJ_GET, "/"), "/");
	assert_string_equal(
	    ask(HJ_GET, "/api/v1/disputes"), "/api/v1/disputes");
	assert_string_equal(
	    ask(HJ_POST, "/api/v1/disputes"), "/api/v1/disputes");
	assert_string_equal(ask(HJ_GET, "/api/v1/disputes/7/timeline"),
	    "/api/v1/disputes/{id}/timeline id=7");
	assert_string_equal(
	    ask(HJ_POST, "/api/v1/disputes/7/commands/log-session"),
	    "/api/v1/{kind}/{id}/commands/{name} kind=disputes id=7 "
	    "name=log-session");
	assert_string_equal(
	    ask(HJ_PUT, "/api/v1/disputes/\xe5\x92\x8c/uploads/a b"),
	    "/api/v1/disputes/{id}/uploads/{upload} id=\xe5\x92\x8c "
	    "upload=a b");
}

static void
match__is_exact(void **state)
{
	(void)state;
	assert_string_equal(ask(HJ_GET, "/api/v1/disputes/"), "404");
	assert_string_equal(ask(HJ_GET, "/api/v1/Disputes"), "404");
	assert_string_equal(ask(HJ_GET, "/api/v1/dispute"), "404");
	assert_string_equal(ask(HJ_GET, "/apx/v1/disputes"), "404");
	assert_string_equal(ask(HJ_GET, "/api/v1/disputesx"), "404");
	assert_string_equal(ask(HJ_GET, "//api/v1/disputes"), "404");
	assert_string_equal(ask(HJ_GET, "/api/v1/disputes//timeline"), "404");
	assert_string_equal(ask(HJ_GET, "/api/v1/disputes/7/timeline/"), "404");
	assert_string_equal(
	    ask(HJ_GET, "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"), "404");
	assert_string_equal(ask(HJ_GET, ""), "404");
}

static void
match__tells_the_methods_there_are(void **state)
{
	(void)state;
	assert_string_equal(
	    ask(HJ_DELETE, "/api/v1/disputes"), "405 GET, HEAD, POST");
	assert_string_equal(
	    ask(HJ_METHOD_OTHER, "/api/v1/disputes"), "405 GET, HEAD, POST");
	assert_string_equal(ask(HJ_OPTIONS, "/"), "405 GET, HEAD");
	assert_string_equal(ask(HJ_GET, "/api/v1/session"), "405 DELETE");
	assert_string_equal(ask(HJ_HEAD, "/api/v1/session"), "405 DELETE");
	assert_string_equal(ask(HJ_METHOD_OTHER, "/x"), "404");
}

static void
head__is_answered_by_get(void **state)
{
	(void)state;
	assert_string_equal(
	    ask(HJ_HEAD, "/api/v1/disputes/7"), "/api/v1/disputes/{id} id=7");
}

static void
methods__have_their_names(void **state)
{
	(void)state;
	for (int m = HJ_GET; m < HJ_METHOD_OTHER; m++)
		assert_int_equal(
		    hj_method_of(hj_method_name((enum hj_method)m)), m);
	assert_int_equal(hj_method_of("get"), HJ_METHOD_OTHER);
	assert_int_equal(hj_method_of("TRACE"), HJ_METHOD_OTHER);
	assert_int_equal(hj_method_of(""), HJ_METHOD_OTHER);
}

static void
allow__fits_all_methods(void **state)
{
	char allow[HJ_ROUTER_ALLOW_MAX];

	(void)state;
	hj_router_allow((1u << HJ_METHOD_OTHER) - 1, allow);
	assert_string_equal(
	    allow, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

static void
add__refuses_what_is_no_route(void **state)
{
	static const struct hj_route bad[] = {
		{ HJ_GET, "", handler, 0, 0 },
		{ HJ_GET, "a", handler, 0, 0 },
		{ HJ_GET, "/a/{}", handler, 0, 0 },
		{ HJ_GET, "/a/{id", handler, 0, 0 },
		{ HJ_GET, "/a/id}", handler, 0, 0 },
		{ HJ_GET, "/a/x{id}", handler, 0, 0 },
		{ HJ_GET, "/a/{id}x", handler, 0, 0 },
		{ HJ_GET, "/a/{Id}", handler, 0, 0 },
		{ HJ_GET, "/a/{id}/{id}", handler, 0, 0 },
		{ HJ_GET, "/{id}/{id}", handler, 0, 0 },
		{ HJ_GET, "/{a}/{b}/{c}/{d}/{e}/{f}/{g}", handler, 0, 0 },
		{ HJ_GET, "/1/2/3/4/5/6/7/8/9/10/11/12/13", handler, 0, 0 },
		{ HJ_GET, "/a", NULL, 0, 0 },
		{ HJ_HEAD, "/a", handler, 0, 0 },
		{ HJ_METHOD_OTHER, "/a", handler, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct hj_router *r = hj_router_new();
		struct hj_error err = { .code = HJ_OK };

		if (hj_router_add(r, &bad[i], 1, &err) != HJ_ERR_INPUT)
			fail_msg("row %zu was taken", i);
		assert_non_null(strstr(err.msg, bad[i].pattern));
		hj_router_free(r);
	}
}

static void
pattern__may_have_12_segments_and_6_parameters(void **state)
{
	static const struct hj_route large[] = {
		{ HJ_GET, "/1/2/3/4/5/6/{a}/{b}/{c}/{d}/{e}/{f}", handler, 0,
		    0 },
		{ HJ_GET, "/{x}/y", handler, 0, 0 },
	};
	struct hj_router *r = hj_router_new();
	struct hj_match m;
	struct hj_error err;

	(void)state;
	assert_int_equal(hj_router_add(r, large, 2, &err), HJ_OK);
	hj_router_match(r, HJ_GET, "/1/2/3/4/5/6/7/8/9/10/11/12", &m);
	assert_ptr_equal(m.route, large);
	assert_int_equal(m.n, 6);
	assert_memory_equal(m.value[5].p, "12", m.value[5].n);
	hj_router_match(r, HJ_GET, "/z/y", &m);
	assert_ptr_equal(m.route, &large[1]);
	assert_int_equal(m.n, 1);
	assert_memory_equal(m.value[0].p, "z/", 2);
	hj_router_free(r);
	hj_router_free(NULL);
}

/* Do these two, of one method, overlap? */
static bool
overlap(const char *a, const char *b)
{
	const struct hj_route two[] = {
		{ HJ_GET, a, handler, 0, 0 },
		{ HJ_GET, b, handler, 0, 0 },
	};
	struct hj_router *r = hj_router_new();
	const struct hj_route *x = NULL;
	const struct hj_route *y = NULL;
	struct hj_error err;
	bool result;

	assert_int_equal(hj_router_add(r, two, 2, &err), HJ_OK);
	result = hj_router_overlap(r, &x, &y);
	if (result)
		assert_true((x == &two[0] && y == &two[1]) ||
			    (x == &two[1] && y == &two[0]));
	hj_router_free(r);
	return result;
}

static void
overlap__is_found_where_one_path_has_two_patterns(void **state)
{
	(void)state;
	assert_true(overlap("/a", "/a"));
	assert_true(overlap("/a/{id}", "/a/b"));
	assert_true(overlap("/{x}/b", "/a/{y}"));
	assert_true(overlap(
	    "/{kind}/{id}/commands/{name}", "/disputes/{id}/commands/void"));
	assert_true(overlap(
	    "/1/2/3/4/5/6/7/8/9/10/11/{a}", "/1/2/3/4/5/6/7/8/9/10/{b}/12"));
	assert_false(overlap("/a", "/b"));
	assert_false(overlap("/a/{id}", "/a/{id}/b"));
	assert_false(overlap("/a/{id}/c", "/a/{id}/d"));
	assert_false(overlap("/{id}", "/"));
}

static void
overlap__is_not_between_methods(void **state)
{
	struct hj_router *r = usual();
	const struct hj_route *a;
	const struct hj_route *b;

	(void)state;
	assert_false(hj_router_overlap(r, &a, &b));
	hj_router_free(r);
}

static void
routes__are_listed_in_order(void **state)
{
	struct hj_router *r = usual();

	(void)state;
	for (size_t i = 0; i < ROUTES; i++)
		assert_ptr_equal(hj_router_at(r, i), &table[i]);
	assert_null(hj_router_at(r, ROUTES));
	hj_router_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(match__finds_literals_and_parameters),
		cmocka_unit_test(match__is_exact),
		cmocka_unit_test(match__tells_the_methods_there_are),
		cmocka_unit_test(head__is_answered_by_get),
		cmocka_unit_test(methods__have_their_names),
		cmocka_unit_test(allow__fits_all_methods),
		cmocka_unit_test(add__refuses_what_is_no_route),
		cmocka_unit_test(
		    pattern__may_have_12_segments_and_6_parameters),
		cmocka_unit_test(
		    overlap__is_found_where_one_path_has_two_patterns),
		cmocka_unit_test(overlap__is_not_between_methods),
		cmocka_unit_test(routes__are_listed_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
