/* The JSON writer: commas, nesting, escapes, and its ceiling. */
#include "lib/base/arena.h"
#include "lib/base/json.h"
#include "server/http/json_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
writer__sets_commas_and_closes_what_is_open(void **state)
{
	struct hj_buf b;
	struct hj_out j;
	struct hj_error err;

	(void)state;
	hj_buf_init(&b, 1000);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	hj_out_put_str(&j, "a", "x");
	hj_out_put_int(&j, "b", INT64_MIN);
	hj_out_put_bool(&j, "c", true);
	hj_out_key(&j, "d");
	hj_out_open_array(&j);
	hj_out_int(&j, 1);
	hj_out_str(&j, NULL);
	hj_out_bool(&j, false);
	hj_out_open(&j);
	hj_out_close(&j);
	hj_out_open_array(&j);
	hj_out_close(&j);
	hj_out_raw(&j, "{\"r\":0}", 7);
	hj_out_close(&j);
	hj_out_put_some(&j, "absent", NULL);
	hj_out_put_some(&j, "empty", "");
	hj_out_put_some(&j, "e", "y");
	hj_out_close(&j);
	assert_string_equal(hj_buf_text(&b),
	    "{\"a\":\"x\",\"b\":-9223372036854775808,\"c\":true,"
	    "\"d\":[1,null,false,{},[],{\"r\":0}],\"e\":\"y\"}");
	hj_buf_clear(&b);

	hj_out_init(&j, &b);
	hj_out_open_array(&j);
	hj_out_str(&j, "a");
	hj_out_str(&j, "b");
	hj_out_close(&j);
	assert_string_equal(hj_buf_text(&b), "[\"a\",\"b\"]");
	assert_int_equal(hj_json_check(b.p, b.n, &err), HJ_OK);
	hj_buf_release(&b);
}

/* Every character that JSON wants escaped comes back as it was. */
static void
strings__survive_a_strict_reader(void **state)
{
	struct hj_arena *a = hj_arena_new();
	char text[200];
	size_t n = 0;
	struct hj_json in;
	struct hj_buf b;
	struct hj_out j;
	const char *back;
	size_t len;

	(void)state;
	for (int c = 1; c < 0x80; c++)
		text[n++] = (char)c;
	memcpy(text + n, "\xe5\x92\x8c\xf0\x9f\x98\x80", 8);
	hj_buf_init(&b, 2000);
	hj_out_init(&j, &b);
	hj_out_str(&j, text);
	hj_json_init(&in, b.p, b.n, 4, 4);
	back = hj_json_string(&in, a, &len);
	assert_non_null(back);
	assert_string_equal(back, text);
	assert_true(hj_json_end(&in));
	hj_buf_release(&b);
	hj_arena_free(a);
}

static void
writer__says_once_that_it_did_not_fit(void **state)
{
	struct hj_buf b;
	struct hj_out j;

	(void)state;
	hj_buf_init(&b, 20);
	hj_out_init(&j, &b);
	hj_out_open(&j);
	for (int i = 0; i < 10; i++)
		hj_out_put_int(&j, "key", i);
	hj_out_close(&j);
	assert_true(b.failed);
	assert_int_equal(b.n, 0);
	hj_buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writer__sets_commas_and_closes_what_is_open),
		cmocka_unit_test(strings__survive_a_strict_reader),
		cmocka_unit_test(writer__says_once_that_it_did_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
