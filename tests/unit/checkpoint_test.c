/*
 * Checkpoints: golden texts that were made by another program (node's crypto,
 * from the format's description), and every byte of one changed.
 */
#include "lib/integrity/checkpoint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NAME "hejie/log/56475aa75463474c"
#define VERIFIER NAME "+d55e40b4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define BODY NAME "\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\nepoch 1\n"
#define SIGNATURE                                                              \
	"\xe2\x80\x94 " NAME                                                   \
	" 1V5AtFhWD59X3+2zZaiul12wbRjL1GJTKB95j+hcQq3rN6LDIdjSdY764lxlw/"      \
	"TzjeGMdb8LUK+vPa1+ltmNHpqWTAE=\n"
#define EMPTY                                                                  \
	NAME "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"           \
	     "\xe2\x80\x94 " NAME                                              \
	     " 1V5AtBVWre3XFHtvkXBC1B8I3rhx5Y67yPDiAEAEqnNTTWIBG6+rKzZumxhnp2" \
	     "2GdR99EOB1saqhNZTtoUggrdtxmgc=\n"
#define OTHER                                                                  \
	"\xe2\x80\x94 court.example/witness "                                  \
	"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n"

static struct hj_crypto *c;
static struct hj_key key;
static struct hj_verifier v;

static int
set_up(void **state)
{
	(void)state;
	c = hj_crypto_new();
	for (size_t i = 0; i < sizeof(key.bytes); i++)
		key.bytes[i] = (unsigned char)i;
	hj_verifier_of(c, &v, &key);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_crypto_free(c);
	return 0;
}

static bool
opens(const char *text)
{
	struct hj_checkpoint cp;

	return hj_checkpoint_open(&cp, text, strlen(text), &v);
}

static bool
reads(const char *text)
{
	struct hj_checkpoint cp;

	return hj_checkpoint_read(&cp, text, strlen(text));
}

static void
write__gives_the_golden_texts(void **state)
{
	static const char *const golden[] = { BODY "\n" SIGNATURE, EMPTY };
	struct hj_checkpoint cp;
	struct hj_buf b;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_true(
		    hj_checkpoint_open(&cp, golden[i], strlen(golden[i]), &v));
		assert_int_equal(cp.size, i == 0 ? 8 : 0);
		assert_int_equal(cp.epoch, i == 0 ? 1 : 0);
		assert_string_equal(cp.origin, NAME);
		hj_buf_init(&b, HJ_CHECKPOINT_MOST);
		hj_checkpoint_write(&b, &cp, &v, &key);
		assert_string_equal(hj_buf_text(&b), golden[i]);
		hj_buf_release(&b);
	}
}

static void
verifier__is_written_and_read(void **state)
{
	struct hj_verifier other;
	struct hj_buf b;

	(void)state;
	hj_buf_init(&b, 256);
	hj_verifier_write(&b, &v);
	assert_string_equal(hj_buf_text(&b), VERIFIER);
	assert_true(hj_verifier_read(c, &other, VERIFIER));
	assert_string_equal(other.name, v.name);
	assert_memory_equal(other.id, v.id, sizeof(v.id));
	assert_memory_equal(
	    other.public_key, v.public_key, sizeof(v.public_key));
	/* Each changed character is noticed: the key id is over all of it. */
	for (size_t i = 0; i < b.n; i++) {
		char kept = b.p[i];

		b.p[i] = kept == 'A' ? 'B' : 'A';
		assert_false(hj_verifier_read(c, &other, hj_buf_text(&b)));
		b.p[i] = '\0';
		assert_false(hj_verifier_read(c, &other, hj_buf_text(&b)));
		b.p[i] = kept;
	}
	hj_buf_release(&b);
}

static void
every_changed_byte__is_noticed(void **state)
{
	char text[] = BODY "\n" SIGNATURE;
	struct hj_checkpoint cp;

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		for (int bit = 0; bit < 8; bit++) {
			text[i] = (char)(text[i] ^ (1 << bit));
			assert_false(hj_checkpoint_open(
			    &cp, text, sizeof(text) - 1, &v));
			text[i] = (char)(text[i] ^ (1 << bit));
		}
		assert_false(hj_checkpoint_open(&cp, text, i, &v));
	}
	assert_true(opens(text));
}

static void
other_signatures__may_stand_beside_ours(void **state)
{
	(void)state;
	assert_true(opens(BODY "\n" SIGNATURE OTHER));
	assert_true(opens(BODY "\n" OTHER SIGNATURE));
	assert_false(opens(BODY "\n" OTHER));
	assert_true(reads(BODY "\n" OTHER));
}

static void
what_is_written_otherwise__is_no_checkpoint(void **state)
{
#define ROOT "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="
	static const char *const wrong[] = {
		"",
		"\n",
		"\n\n",
		BODY,
		BODY "\n",
		BODY SIGNATURE,
		"\n8\n" ROOT "\n\n" OTHER,
		"a b\n8\n" ROOT "\n\n" OTHER,
		"a+b\n8\n" ROOT "\n\n" OTHER,
		NAME "\n08\n" ROOT "\n\n" OTHER,
		NAME "\n+8\n" ROOT "\n\n" OTHER,
		NAME "\n-8\n" ROOT "\n\n" OTHER,
		NAME "\n8 \n" ROOT "\n\n" OTHER,
		NAME "\n99999999999999999999\n" ROOT "\n\n" OTHER,
		NAME "\n8\n" ROOT "=\n\n" OTHER,
		NAME
		"\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyg=\n\n" OTHER,
		NAME
		"\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\n\n" OTHER,
		NAME "\n8\n" ROOT "\nepoch 0\n\n" OTHER,
		NAME "\n8\n" ROOT "\nepoch 01\n\n" OTHER,
		NAME "\n8\n" ROOT "\nEpoch 1\n\n" OTHER,
		NAME "\n8\n" ROOT "\nepoch 1\nepoch 1\n\n" OTHER,
		NAME "\r\n8\r\n" ROOT "\r\n\r\n" OTHER,
		NAME "\n8\n" ROOT "\n\n\n" OTHER,
		NAME "\n8\n" ROOT "\n\n" OTHER "\n",
		NAME "\n8\n" ROOT "\n\n- court AAAA\n",
		NAME "\n8\n" ROOT "\n\n\xe2\x80\x94 court\n",
	};

	(void)state;
	assert_true(reads(NAME "\n8\n" ROOT "\n\n" OTHER));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (reads(wrong[i]))
			fail_msg("%s", wrong[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(write__gives_the_golden_texts),
		cmocka_unit_test(verifier__is_written_and_read),
		cmocka_unit_test(every_changed_byte__is_noticed),
		cmocka_unit_test(other_signatures__may_stand_beside_ours),
		cmocka_unit_test(what_is_written_otherwise__is_no_checkpoint),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
