/*
 * Sessions, API keys, marks of our own pages.
 */
#include "server/auth/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct hj_crypto *c;
static char token[HJ_TOKEN_ROOM];

static int
set_up(void **state)
{
	(void)state;
	c = hj_crypto_new();
	hj_session_token(token);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_crypto_free(c);
	return 0;
}

/* ---- sessions ---- */

static void
token__is_random_and_only_its_digest_is_kept(void **state)
{
	char other[HJ_TOKEN_ROOM];
	unsigned char hash[HJ_DIGEST_SIZE], again[HJ_DIGEST_SIZE];

	(void)state;
	hj_session_token(other);
	assert_int_equal(strlen(token), 43);
	assert_string_not_equal(token, other);
	assert_true(hj_session_hash(c, hash, token));
	assert_true(hj_session_hash(c, again, token));
	assert_memory_equal(hash, again, sizeof(hash));
	assert_true(hj_session_hash(c, again, other));
	assert_memory_not_equal(hash, again, sizeof(hash));
}

static void
text__that_is_no_token_is_not_looked_up(void **state)
{
	unsigned char hash[HJ_DIGEST_SIZE];
	char text[HJ_TOKEN_ROOM + 1];

	(void)state;
	assert_false(hj_session_hash(c, hash, ""));
	(void)snprintf(text, sizeof(text), "%sA", token);
	assert_false(hj_session_hash(c, hash, text));
	(void)snprintf(text, sizeof(text), "%.42s", token);
	assert_false(hj_session_hash(c, hash, text));
	(void)snprintf(text, sizeof(text), "%.42s=", token);
	assert_false(hj_session_hash(c, hash, text));
	/* Unused bits are not free to choose. */
	(void)snprintf(text, sizeof(text), "%.42s9", token);
	assert_false(hj_session_hash(c, hash, text));
}

static void
use__is_written_down_once_a_minute(void **state)
{
	(void)state;
	assert_false(hj_session_stale(100000, 100000));
	assert_false(hj_session_stale(159999, 100000));
	assert_true(hj_session_stale(160000, 100000));
	assert_false(hj_session_stale(90000, 100000));
}

static void
cookie__is_out_of_reach_of_scripts_and_other_sites(void **state)
{
	char wanted[200];
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 1000);
	hj_cookie_set(&b, token, true);
	(void)snprintf(wanted, sizeof(wanted),
	    "__Host-sid=%s; Path=/; HttpOnly; SameSite=Lax; Secure", token);
	assert_string_equal(hj_buf_text(&b), wanted);
	hj_buf_clear(&b);
	hj_cookie_set(&b, token, false);
	(void)snprintf(wanted, sizeof(wanted),
	    "sid=%s; Path=/; HttpOnly; SameSite=Lax", token);
	assert_string_equal(hj_buf_text(&b), wanted);
	hj_buf_clear(&b);
	hj_cookie_clear(&b, true);
	assert_string_equal(hj_buf_text(&b),
	    "__Host-sid=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
	hj_buf_release(&b);
}

/* Is the token found in a header made of `format` with it put in? */
static bool
found(const char *before, const char *after, bool tls)
{
	char header[400], out[HJ_TOKEN_ROOM];
	bool is;

	(void)snprintf(header, sizeof(header), "%s%s%s", before, token, after);
	is = hj_cookie_find(out, header, tls);
	if (is)
		assert_string_equal(out, token);
	return is;
}

static void
cookie__is_found_by_its_name_only(void **state)
{
	char out[HJ_TOKEN_ROOM], twice[400];

	(void)state;
	assert_true(found("sid=", "", false));
	assert_true(found("a=b; sid=", "; c=d", false));
	assert_true(found("a=b;sid=", ";c=d", false));
	assert_true(found("__Host-sid=", "", true));
	assert_false(found("__Host-sid=", "", false));
	assert_false(found("sid=", "", true));
	assert_false(found("xsid=", "", false));
	assert_false(found("SID=", "", false));
	assert_false(found("sid=\"", "\"", false));
	assert_false(found("sid=", "x", false));
	assert_false(found("sidx=", "", false));
	assert_false(hj_cookie_find(out, NULL, false));
	assert_false(hj_cookie_find(out, "", false));
	assert_false(hj_cookie_find(out, "sid", false));
	assert_false(hj_cookie_find(out, "sid=; ; =", false));
	/* Two of them: somebody planted one, and nobody knows which. */
	(void)snprintf(twice, sizeof(twice), "sid=%s; sid=%s", token, token);
	assert_false(hj_cookie_find(out, twice, false));
}

/* ---- marks ---- */

static void
page_of_ours__is_told_from_others(void **state)
{
	char csrf[HJ_TOKEN_ROOM], other[HJ_TOKEN_ROOM];
	struct hj_write_marks good = { "example.cn", "https://example.cn",
		"same-origin", csrf, true };
	struct hj_write_marks m = good;

	(void)state;
	hj_session_csrf(c, csrf, token);
	assert_int_equal(strlen(csrf), 43);
	assert_string_not_equal(csrf, token);
	assert_true(hj_write_marks_fit(c, &m, token));
	m.fetch_site = NULL;
	assert_true(hj_write_marks_fit(c, &m, token));
	m.fetch_site = "none";
	assert_true(hj_write_marks_fit(c, &m, token));
	m.origin = "https://EXAMPLE.cn";
	assert_true(hj_write_marks_fit(c, &m, token));

	static const char *const sites[] = { "cross-site", "same-site", "" };
	static const char *const origins[] = { NULL, "null", "",
		"http://example.cn", "https://example.cn.evil.org",
		"https://evil.org", "https://example.cn:444", "example.cn" };

	for (size_t i = 0; i < 3; i++) {
		m = good;
		m.fetch_site = sites[i];
		assert_false(hj_write_marks_fit(c, &m, token));
		assert_false(hj_sign_in_marks_fit(&m));
	}
	for (size_t i = 0; i < sizeof(origins) / sizeof(origins[0]); i++) {
		m = good;
		m.origin = origins[i];
		assert_false(hj_write_marks_fit(c, &m, token));
		assert_false(hj_sign_in_marks_fit(&m));
	}
	m = good;
	m.host = NULL;
	assert_false(hj_write_marks_fit(c, &m, token));
	m = good;
	m.csrf = NULL;
	assert_true(hj_sign_in_marks_fit(&m));
	assert_false(hj_write_marks_fit(c, &m, token));
	m.csrf = token;
	assert_false(hj_write_marks_fit(c, &m, token));
	hj_session_token(other);
	hj_session_csrf(c, other, other);
	m.csrf = other;
	assert_false(hj_write_marks_fit(c, &m, token));
	m.csrf = "";
	assert_false(hj_write_marks_fit(c, &m, token));
}

static void
csrf__of_what_is_no_token_fits_nothing(void **state)
{
	char one[HJ_TOKEN_ROOM], two[HJ_TOKEN_ROOM];

	(void)state;
	hj_session_csrf(c, one, "");
	hj_session_csrf(c, two, "");
	assert_string_not_equal(one, two);
}

/* ---- API keys ---- */

static void
api_key__is_read_back(void **state)
{
	char key[HJ_API_KEY_ROOM], id[HJ_API_ID_ROOM], read[HJ_API_ID_ROOM];
	unsigned char hash[HJ_DIGEST_SIZE], again[HJ_DIGEST_SIZE];
	char header[HJ_API_KEY_ROOM + 10];

	(void)state;
	hj_api_key_draw(c, key, id, hash);
	assert_int_equal(strlen(key), 4 + 16 + 1 + 43);
	assert_memory_equal(key, "hjk_", 4);
	assert_memory_equal(key + 4, id, 16);
	(void)snprintf(header, sizeof(header), "Bearer %s", key);
	assert_true(hj_api_key_read(c, header, read, again));
	assert_string_equal(read, id);
	assert_memory_equal(hash, again, sizeof(hash));
	(void)snprintf(header, sizeof(header), "bearer %s", key);
	assert_true(hj_api_key_read(c, header, read, again));
}

static void
header__without_an_api_key_is_told(void **state)
{
	static const char *const no[] = { "", "Bearer", "Bearer ", "Bearer x",
		"Bearer hjk_", "Bearer hjk_0123456789abcdef",
		"Bearer hjk_0123456789abcdef_", "Basic aGprOmhqaw==",
		"Bearer hjk_0123456789ABCDEF_"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"Bearer hjk_0123456789abcdef_"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"hjk_0123456789abcdef_"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
	static const char yes[] = "Bearer hjk_0123456789abcdef_"
				  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	char id[HJ_API_ID_ROOM];
	unsigned char hash[HJ_DIGEST_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		assert_false(hj_api_key_read(c, no[i], id, hash));
	assert_false(hj_api_key_read(c, NULL, id, hash));
	assert_true(hj_api_key_read(c, yes, id, hash));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(token__is_random_and_only_its_digest_is_kept),
		cmocka_unit_test(text__that_is_no_token_is_not_looked_up),
		cmocka_unit_test(use__is_written_down_once_a_minute),
		cmocka_unit_test(
		    cookie__is_out_of_reach_of_scripts_and_other_sites),
		cmocka_unit_test(cookie__is_found_by_its_name_only),
		cmocka_unit_test(page_of_ours__is_told_from_others),
		cmocka_unit_test(csrf__of_what_is_no_token_fits_nothing),
		cmocka_unit_test(api_key__is_read_back),
		cmocka_unit_test(header__without_an_api_key_is_told),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
