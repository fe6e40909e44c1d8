/*
 * Strict JSON: the cases of JSONTestSuite, and what we refuse beyond it.
 */
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/tsv.h"
#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#include <cmocka.h>

/*
 * Documents that the suite accepts and we refuse, because two readers could
 * take them differently: repeated members, and U+0000 in a text.
 */
static const char *const refused_by_design[] = {
	"y_object_duplicated_key.json",
	"y_object_duplicated_key_and_value.json",
	"y_object_escaped_null_in_key.json",
	"y_string_null_escape.json",
};

static bool
by_design(const char *name)
{
	for (size_t i = 0;
	     i < sizeof(refused_by_design) / sizeof(refused_by_design[0]); i++)
		if (strcmp(refused_by_design[i], name) == 0)
			return true;
	return false;
}

static void
json__agrees_with_the_suite(void **state)
{
	struct hj_arena *a = hj_arena_new();
	size_t len, cases = 0, exceptions = 0;
	char *text = fixture_file("tests/unit/json_suite.tsv", &len);
	struct hj_tsv t;

	(void)state;
	hj_tsv_init(&t, a, text, len);
	while (hj_tsv_next(&t)) {
		const char *name = hj_tsv_get(&t, "name");
		const char *hex = hj_tsv_get(&t, "hex");
		char expect = hj_tsv_get(&t, "expect")[0];
		size_t n = strlen(hex) / 2;
		unsigned char *unit = hj_alloc(a, n + 1);
		struct hj_error err = { 0 };
		struct hj_buf b;
		bool good;

		assert_true(hj_unhex(unit, hex, n));
		hj_buf_init(&b, 4000000);
		for (int64_t i = 0; i < hj_tsv_int(&t, "times"); i++)
			hj_buf_put(&b, unit, n);
		good =
		    hj_json_check(b.p == NULL ? "" : b.p, b.n, &err) == HJ_OK;
		if (by_design(name)) {
			exceptions++;
			if (good)
				fail_msg("%s was taken", name);
		} else if (expect != 'i' && good != (expect == 'y')) {
			fail_msg("%s: %s", name, good ? "taken" : err.msg);
		}
		hj_buf_release(&b);
		cases++;
	}
	assert_int_equal(cases, 318);
	assert_int_equal(exceptions,
	    sizeof(refused_by_design) / sizeof(refused_by_design[0]));
	free(text);
	hj_arena_free(a);
}

static void
json__refuses_what_readers_take_differently(void **state)
{
	static const char *const bad[] = { "{\"a\":1,\"a\":1}", "\"\\u0000\"",
		"\"\\ud800\"", "\"\\udc00\\ud800\"", "[1] x", "\xef\xbb\xbf[]",
		"\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf5\x80\x80\x80\"",
		"[1,]", "{\"a\":1,}", "01", "- 1", "[1}", "{]" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct hj_error err = { 0 };

		if (hj_json_check(bad[i], strlen(bad[i]), &err) == HJ_OK)
			fail_msg("taken: %s", bad[i]);
	}
}

static void
number__is_whole_and_within_2_to_the_53(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int64_t value;
	} rows[] = {
		{ "0", true, 0 },
		{ "-0", true, 0 },
		{ "9007199254740991", true, INT64_C(9007199254740991) },
		{ "-9007199254740991", true, -INT64_C(9007199254740991) },
		{ "9007199254740992", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "1.0", false, 0 },
		{ "1e3", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct hj_json j;
		int64_t value = 0;

		hj_json_init(&j, rows[i].text, strlen(rows[i].text), 1, 10);
		assert_int_equal(
		    hj_json_int(&j, &value) && hj_json_end(&j), rows[i].good);
		if (rows[i].good)
			assert_int_equal(value, rows[i].value);
	}
}

/* {"0":1,"1":1 ...} with n members, the last of which is named `last`. */
static void
put_members(struct hj_buf *b, int64_t n, int64_t last)
{
	hj_buf_putc(b, '{');
	for (int64_t i = 0; i < n; i++) {
		hj_buf_puts(b, i == 0 ? "\"" : ",\"");
		hj_buf_int(b, i == n - 1 ? last : i);
		hj_buf_puts(b, "\":1");
	}
	hj_buf_putc(b, '}');
}

/* A name met again is found however far apart, in time that grows with the
 * size: comparing each pair of these would take minutes. */
static void
member_named_twice__is_found_among_very_many(void **state)
{
	const int64_t many = 400000;
	const clock_t begun = clock();
	struct hj_error err = { 0 };
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, (size_t)1 << 24);
	put_members(&b, many, many - 1);
	assert_int_equal(hj_json_check(b.p, b.n, &err), HJ_OK);
	hj_buf_clear(&b);
	put_members(&b, many, 0);
	assert_int_equal(hj_json_check(b.p, b.n, &err), HJ_ERR_INPUT);
	hj_buf_clear(&b);
	put_members(&b, many, many - 2);
	assert_int_equal(hj_json_check(b.p, b.n, &err), HJ_ERR_INPUT);
	hj_buf_release(&b);
	assert_true((clock() - begun) / CLOCKS_PER_SEC < 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json__agrees_with_the_suite),
		cmocka_unit_test(json__refuses_what_readers_take_differently),
		cmocka_unit_test(member_named_twice__is_found_among_very_many),
		cmocka_unit_test(number__is_whole_and_within_2_to_the_53),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
