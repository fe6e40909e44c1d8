/*
 * Sealed values, wrapped keys and the keyed index: they come back, nothing
 * changed comes back, and every byte is as seal_vectors.tsv has it.
 */
#include "lib/base/buf.h"
#include "lib/base/tsv.h"
#include "lib/integrity/base64url.h"
#include "lib/integrity/index.h"
#include "lib/integrity/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STREAM "00112233445566778899aabbccddeeff"
#define OTHER "ffeeddccbbaa99887766554433221100"
#define CMD "0123456789abcdef0123456789abcdef"

static struct hj_crypto *c;
static struct hj_arena *a;
static const struct hj_key key = { "this key has thirty-two bytes..." };
static const struct hj_key wrong = { "this key has thirty-two bytes..!" };

static int
set_up(void **state)
{
	(void)state;
	c = hj_crypto_new();
	a = hj_arena_new();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_crypto_free(c);
	hj_arena_free(a);
	return 0;
}

static const char *
sealed(const char *path, const char *plain)
{
	return hj_seal(c, a, &key, STREAM, "text", CMD, path, plain);
}

static void
text__of_any_length_comes_back(void **state)
{
	char *plain = hj_alloc(a, 2000);

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		const char *box = sealed("facts", plain);

		assert_string_equal(hj_open(c, a, &key, STREAM, box), plain);
		plain[n] = (char)(1 + n % 255);
	}
}

static void
box__says_whose_key_opens_it(void **state)
{
	static const char *const subjects[] = { "text", "side.applicant",
		"side.respondent", "0123456789abcdef",
		"a234567890123456789012345678901" };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		char subject[HJ_SUBJECT_ROOM];
		const char *box = hj_seal(
		    c, a, &key, STREAM, subjects[i], CMD, "name", "某甲");

		assert_true(hj_box_subject(box, subject));
		assert_string_equal(subject, subjects[i]);
		assert_memory_equal(box, "1.", 2);
		assert_string_equal(hj_open(c, a, &key, STREAM, box), "某甲");
	}
}

static void
box__is_the_same_for_the_same_command(void **state)
{
	(void)state;
	assert_string_equal(sealed("title", "甲"), sealed("title", "甲"));
	assert_string_not_equal(sealed("title", "甲"), sealed("facts", "甲"));
	assert_string_not_equal(sealed("title", "甲"),
	    hj_seal(c, a, &key, STREAM, "text", OTHER, "title", "甲"));
}

static void
box__opens_by_its_key_and_stream_only(void **state)
{
	const char *box = sealed("title", "甲与乙");

	(void)state;
	assert_null(hj_open(c, a, &wrong, STREAM, box));
	assert_null(hj_open(c, a, &key, OTHER, box));
}

static void
box__with_any_character_changed_does_not_open(void **state)
{
	static const char others[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn"
				     "opqrstuvwxyz0123456789-_.=+/ \n";
	char *box = hj_strdup(a, sealed("title", "甲与乙"));

	(void)state;
	for (size_t i = 0; box[i] != '\0'; i++) {
		char right = box[i];

		for (const char *o = others; *o != '\0'; o++) {
			if (*o == right)
				continue;
			box[i] = *o;
			assert_null(hj_open(c, a, &key, STREAM, box));
		}
		box[i] = right;
	}
	assert_non_null(hj_open(c, a, &key, STREAM, box));
}

static void
box__that_is_cut_or_longer_does_not_open(void **state)
{
	const char *box = sealed("title", "甲与乙");

	(void)state;
	for (size_t n = 0; n < strlen(box); n++)
		assert_null(hj_open(c, a, &key, STREAM, hj_strndup(a, box, n)));
	assert_null(hj_open(c, a, &key, STREAM, hj_concat(a, box, "A", NULL)));
	assert_null(
	    hj_open(c, a, &key, STREAM, hj_concat(a, box, "AAAA", NULL)));
}

static void
what__is_no_box_is_refused(void **state)
{
	static const char *const no[] = { "", "1", "1.", "1.text", "1..AAAA",
		"2.text.AAAA", "1.Text.AAAA", "1.te xt.AAAA", "1.text.",
		"1.a2345678901234567890123456789012.AAAA" };
	char subject[HJ_SUBJECT_ROOM];
	struct hj_key field;

	(void)state;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		assert_null(hj_open(c, a, &key, STREAM, no[i]));
		assert_false(hj_field_key(c, &field, &key, STREAM, no[i]));
	}
	assert_false(hj_box_subject(no[3], subject));
	assert_false(hj_box_subject(no[4], subject));
	assert_false(hj_box_subject(no[9], subject));
}

static void
field_key__opens_its_field_and_no_other(void **state)
{
	const char *title = sealed("title", "甲与乙");
	const char *facts = sealed("facts", "经过");
	struct hj_key field;

	(void)state;
	assert_true(hj_field_key(c, &field, &key, STREAM, title));
	assert_string_equal(hj_open_shown(c, a, &field, title), "甲与乙");
	assert_null(hj_open_shown(c, a, &field, facts));
	assert_null(hj_open_shown(c, a, &key, title));
}

static void
wrapped_key__comes_back_in_its_place_only(void **state)
{
	unsigned char wrapped[HJ_WRAPPED_SIZE], again[HJ_WRAPPED_SIZE];
	struct hj_key master, fresh, back = { { 0 } };

	(void)state;
	hj_random(&master, sizeof(master));
	hj_random(&fresh, sizeof(fresh));
	hj_wrap(c, wrapped, &master, 0x01020304, STREAM, "text", &fresh);
	hj_wrap(c, again, &master, 0x01020304, STREAM, "text", &fresh);

	assert_int_equal(hj_wrapped_by(wrapped, sizeof(wrapped)), 0x01020304);
	assert_memory_not_equal(wrapped, again, sizeof(wrapped));
	assert_false(hj_unwrap(c, &back, &master, OTHER, "text", wrapped));
	assert_false(hj_unwrap(c, &back, &master, STREAM, "texts", wrapped));
	assert_false(hj_unwrap(c, &back, &wrong, STREAM, "text", wrapped));
	assert_int_equal(back.bytes[0] | back.bytes[31], 0);
	assert_true(hj_unwrap(c, &back, &master, STREAM, "text", wrapped));
	assert_memory_equal(&back, &fresh, sizeof(back));
}

static void
wrapped_key__with_any_bit_changed_is_refused(void **state)
{
	unsigned char wrapped[HJ_WRAPPED_SIZE];
	struct hj_key back;

	(void)state;
	hj_wrap(c, wrapped, &key, 7, STREAM, "text", &wrong);
	for (size_t i = 0; i < 8 * sizeof(wrapped); i++) {
		wrapped[i / 8] ^= (unsigned char)(1 << i % 8);
		assert_false(
		    hj_unwrap(c, &back, &key, STREAM, "text", wrapped));
		wrapped[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	assert_true(hj_unwrap(c, &back, &key, STREAM, "text", wrapped));
	assert_int_equal(hj_wrapped_by(wrapped, sizeof(wrapped) - 1), 0);
}

static void
index__is_the_same_however_it_is_written(void **state)
{
	(void)state;
	assert_int_equal(hj_index_number(c, a, &key, "phone", "０1-2 3"),
	    hj_index_number(c, a, &key, "phone", "0123"));
	assert_int_not_equal(hj_index_number(c, a, &key, "phone", "0123"),
	    hj_index_number(c, a, &key, "phone4", "0123"));
	assert_int_not_equal(hj_index_number(c, a, &key, "name", "某甲"),
	    hj_index_number(c, a, &wrong, "name", "某甲"));
	assert_string_equal(hj_index_fold(a, "阿·买　Ａb（c）、。"), "阿买abc");
	assert_int_equal(
	    strlen(hj_index_hex(c, a, &key, "identity", "某甲")), 32);
}

static void
bigrams__of_a_text_hold_those_of_its_parts(void **state)
{
	int64_t *text, *part;
	size_t n = hj_index_bigrams(
	    c, a, &key, "王家与李家因宅基地界址争执，李家不服", &text);
	size_t m = hj_index_bigrams(c, a, &key, "宅基地 界址", &part);

	(void)state;
	assert_int_equal(n, 15);
	assert_int_equal(m, 4);
	for (size_t i = 1; i < n; i++)
		assert_true(text[i - 1] < text[i]);
	for (size_t i = 0, k = 0; i < m; i++, k++) {
		while (k < n && text[k] != part[i])
			k++;
		assert_true(k < n);
	}
}

static void
initials__find_a_name_however_it_is_read(void **state)
{
	static const struct {
		const char *name, *spelt;
		bool found;
	} cases[] = { { "李桂香", "lgx", true }, { "李桂香", "gx", true },
		{ "李桂香", "lg", true }, { "李桂香", "lx", false },
		{ "李桂香", "lgxq", false }, { "李桂香", "l1", false },
		{ "曾解", "zx", true }, { "曾解", "cj", true },
		{ "曾解", "zj", true }, { "曾解", "zc", false },
		{ "A李桂", "al", false }, { "", "lg", false },
		{ "李", "", false } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t *all, *part;
		size_t n = hj_index_initials(c, a, &key, cases[i].name, &all);
		size_t m = hj_index_bigrams(c, a, &key, cases[i].spelt, &part);

		assert_int_equal(hj_index_spelt(cases[i].name, cases[i].spelt),
		    cases[i].found);
		for (size_t k = 0, j = 0; cases[i].found && j < m; j++) {
			while (k < n && all[k] != part[j])
				k++;
			assert_true(k < n);
		}
	}
}

static void
bad_utf8__is_read_within_its_end(void **state)
{
	static const char *const bad[] = { "\xff", "\xc3", "a\xe4\xb8",
		"\xf0\x9f\x98", "\x80\x80", "\xe4z", "\xf7\xbf\xbf\xbf" };
	int64_t *list;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char *text = malloc(strlen(bad[i]) + 1);

		assert_non_null(text);
		memcpy(text, bad[i], strlen(bad[i]) + 1);
		assert_true(strlen(hj_index_fold(a, text)) <= strlen(text));
		assert_true(hj_index_bigrams(c, a, &key, text, &list) <= 2);
		free(text);
	}
}

static void
base64url__has_one_text_for_each_bytes(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 65536; n++) {
		char text[5];
		unsigned char back[2],
		    bytes[2] = { (unsigned char)(n >> 8), (unsigned char)n };

		hj_base64url_write(text, bytes, 2);
		assert_true(hj_base64url_read(back, text, 3));
		assert_memory_equal(back, bytes, 2);
		text[2] = (char)(text[2] + 1);
		assert_false(hj_base64url_read(back, text, 3) &&
			     memcmp(back, bytes, 2) == 0);
	}
	assert_false(hj_base64url_read((char[4]){ 0 }, "A", 1));
	assert_false(hj_base64url_read((char[4]){ 0 }, "AB", 2));
	assert_false(hj_base64url_read((char[4]){ 0 }, "AAA=", 4));
}

static void
random__is_drawn_anew(void **state)
{
	const char *one = hj_random_hex(a, 16), *two = hj_random_hex(a, 16);

	(void)state;
	assert_int_equal(strlen(one), 32);
	assert_string_not_equal(one, two);
	assert_int_equal(strlen(hj_random_hex(a, 8)), 16);
}

static struct hj_key
key_of(const char *hex)
{
	struct hj_key k;

	assert_int_equal(strlen(hex), 64);
	assert_true(hj_unhex(&k, hex, sizeof(k)));
	return k;
}

static const char *
numbers(const int64_t *list, size_t n)
{
	struct hj_buf b;
	const char *text;

	hj_buf_init(&b, 65536);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			hj_buf_putc(&b, ' ');
		hj_buf_int(&b, list[i]);
	}
	text = hj_strdup(a, hj_buf_text(&b));
	hj_buf_release(&b);
	return text;
}

/* One row of the file; returns false if it is not of a known kind. */
static bool
try_row(const struct hj_tsv *t)
{
	const char *what = hj_tsv_get(t, "what");
	const char *stream = hj_tsv_get(t, "stream");
	const char *subject = hj_tsv_get(t, "subject");
	const char *label = hj_tsv_get(t, "label");
	const char *text = hj_tsv_get(t, "text");
	const char *result = hj_tsv_get(t, "result");
	struct hj_key k = key_of(hj_tsv_get(t, "key")), back, right;
	unsigned char wrapped[HJ_WRAPPED_SIZE];
	int64_t *list, number;

	if (strcmp(what, "seal") == 0) {
		assert_string_equal(
		    hj_seal(c, a, &k, stream, subject, hj_tsv_get(t, "cmd"),
			hj_tsv_get(t, "path"), text),
		    result);
		assert_string_equal(hj_open(c, a, &k, stream, result), text);
	} else if (strcmp(what, "wrap") == 0) {
		assert_int_equal(strlen(result), 2 * sizeof(wrapped));
		assert_true(hj_unhex(wrapped, result, sizeof(wrapped)));
		right = key_of(text);
		assert_int_equal(hj_wrapped_by(wrapped, sizeof(wrapped)),
		    hj_tsv_int(t, "id"));
		assert_true(hj_unwrap(c, &back, &k, stream, subject, wrapped));
		assert_memory_equal(&back, &right, sizeof(back));
	} else if (strcmp(what, "number") == 0) {
		number = hj_index_number(c, a, &k, label, text);
		assert_string_equal(numbers(&number, 1), result);
	} else if (strcmp(what, "hex") == 0) {
		assert_string_equal(
		    hj_index_hex(c, a, &k, label, text), result);
	} else if (strcmp(what, "bigrams") == 0) {
		size_t n = hj_index_bigrams(c, a, &k, text, &list);

		assert_string_equal(numbers(list, n), result);
	} else {
		return false;
	}
	return true;
}

static void
bytes__are_those_of_the_file(void **state)
{
	FILE *f = fopen("tests/unit/seal_vectors.tsv", "r");
	char text[32768];
	struct hj_tsv t;
	size_t n, rows = 0;

	(void)state;
	assert_non_null(f);
	n = fread(text, 1, sizeof(text), f);
	(void)fclose(f);
	assert_true(n < sizeof(text));
	hj_tsv_init(&t, a, text, n);
	for (; hj_tsv_next(&t); rows++)
		assert_true(try_row(&t));
	assert_int_equal(rows, 25);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text__of_any_length_comes_back),
		cmocka_unit_test(box__says_whose_key_opens_it),
		cmocka_unit_test(box__is_the_same_for_the_same_command),
		cmocka_unit_test(box__opens_by_its_key_and_stream_only),
		cmocka_unit_test(box__with_any_character_changed_does_not_open),
		cmocka_unit_test(box__that_is_cut_or_longer_does_not_open),
		cmocka_unit_test(what__is_no_box_is_refused),
		cmocka_unit_test(field_key__opens_its_field_and_no_other),
		cmocka_unit_test(wrapped_key__comes_back_in_its_place_only),
		cmocka_unit_test(wrapped_key__with_any_bit_changed_is_refused),
		cmocka_unit_test(index__is_the_same_however_it_is_written),
		cmocka_unit_test(bigrams__of_a_text_hold_those_of_its_parts),
		cmocka_unit_test(initials__find_a_name_however_it_is_read),
		cmocka_unit_test(bad_utf8__is_read_within_its_end),
		cmocka_unit_test(base64url__has_one_text_for_each_bytes),
		cmocka_unit_test(random__is_drawn_anew),
		cmocka_unit_test(bytes__are_those_of_the_file),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
