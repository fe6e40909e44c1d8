/* A front proxy: whose word holds, and which of its words. */
#include "server/http/req.h"
#include "server/proxy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TRUSTED "127.0.0.1 10.1.0.0/16 fd00::/8"

/* Where a request from `peer` with these headers comes from. */
static const char *
from(struct hj_arena *a, const char *peer, const struct hj_pair *headers,
    size_t n, bool *tls)
{
	struct hj_error err = { 0 };
	struct hj_proxies *p = hj_proxies_new(a, TRUSTED, &err);
	struct hj_req req = {
		.peer = peer, .headers = headers, .n_headers = n, .arena = a
	};

	assert_non_null(p);
	hj_proxies_apply(p, &req);
	*tls = req.tls;
	return req.peer;
}

static void
word__holds_of_a_proxy_only(void **state)
{
	static const struct {
		const char *peer;
		const char *list;
		const char *want;
	} rows[] = {
		{ "127.0.0.1", "192.0.2.7", "192.0.2.7" },
		{ "10.1.2.3", "192.0.2.7", "192.0.2.7" },
		{ "10.2.2.3", "192.0.2.7", "10.2.2.3" },
		{ "192.0.2.9", "192.0.2.7", "192.0.2.9" },
		/* What a client wrote before is not believed. */
		{ "127.0.0.1", "198.51.100.1, 192.0.2.7", "192.0.2.7" },
		{ "127.0.0.1", "198.51.100.1,192.0.2.7, 10.1.9.9",
		    "192.0.2.7" },
		{ "fd00::1", "2001:db8::5", "2001:db8::5" },
		{ "127.0.0.1", "192.0.2.7:4711", "192.0.2.7" },
		/* Nothing that could be an address: the proxy itself. */
		{ "127.0.0.1", "unknown", "127.0.0.1" },
		{ "127.0.0.1", "192.0.2.7, ", "127.0.0.1" },
		{ "127.0.0.1", "", "127.0.0.1" },
		{ "127.0.0.1", "10.1.0.5", "127.0.0.1" },
		{ "127.0.0.1", "192.0.2.0/24", "127.0.0.1" },
	};
	struct hj_arena *a = hj_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hj_pair header = { "x-forwarded-for",
			rows[i].list };
		bool tls;

		assert_string_equal(
		    from(a, rows[i].peer, &header, 1, &tls), rows[i].want);
		assert_false(tls);
	}
	hj_arena_free(a);
}

static void
forwarded__is_read_the_same(void **state)
{
	static const char *const rows[][2] = {
		{ "for=192.0.2.7", "192.0.2.7" },
		{ "for=198.51.100.1, proto=https;for=192.0.2.7;by=x",
		    "192.0.2.7" },
		{ "For=\"[2001:db8::5]:4711\"", "2001:db8::5" },
		{ "for=_hidden", "127.0.0.1" },
		{ "proto=https", "127.0.0.1" },
	};
	struct hj_arena *a = hj_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct hj_pair header = { "forwarded", rows[i][0] };
		bool tls;

		assert_string_equal(
		    from(a, "127.0.0.1", &header, 1, &tls), rows[i][1]);
	}
	hj_arena_free(a);
}

static void
tls__is_what_the_proxy_says_last(void **state)
{
	static const struct hj_pair headers[] = {
		{ "x-forwarded-proto", "http" },
		{ "x-forwarded-for", "192.0.2.7" },
		{ "x-forwarded-proto", "https" },
	};
	struct hj_arena *a = hj_arena_new();
	bool tls;

	(void)state;
	(void)from(a, "127.0.0.1", headers, 3, &tls);
	assert_true(tls);
	(void)from(a, "127.0.0.1", headers, 2, &tls);
	assert_false(tls);
	(void)from(a, "192.0.2.9", headers, 3, &tls);
	assert_false(tls);
	hj_arena_free(a);
}

static void
list__that_is_malformed_is_told(void **state)
{
	static const char *const bad[] = { "localhost", "10.0.0.0/33",
		"10.0.0.1,10.0.0.2", "127.0.0.1 x" };
	struct hj_arena *a = hj_arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct hj_error err = { 0 };

		assert_null(hj_proxies_new(a, bad[i], &err));
		assert_string_equal(err.field, "trusted_proxy");
	}
	hj_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(word__holds_of_a_proxy_only),
		cmocka_unit_test(forwarded__is_read_the_same),
		cmocka_unit_test(tls__is_what_the_proxy_says_last),
		cmocka_unit_test(list__that_is_malformed_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
