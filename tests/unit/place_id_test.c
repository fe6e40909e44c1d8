/* Positions of the log as readers get them: they come back, are not guessed. */
#include "server/place_id.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char other_key[] = "hejie-keys 1\n00000001 "
				"000102030405060708090a0b0c0d0e0f"
				"101112131415161718191a1b1c1d1eff\n";

static struct hj_keys *
keys_of(const char *text)
{
	char path[] = "/tmp/hejie-place-XXXXXX";
	int fd = mkstemp(path);
	struct hj_error err;
	struct hj_keys *keys;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	(void)close(fd);
	keys = hj_keys_load(path, &err);
	(void)unlink(path);
	assert_non_null(keys);
	return keys;
}

static void
position__comes_back_and_nothing_else_does(void **state)
{
	static const int64_t at[] = { 0, 1, 255, 1000000007, INT64_MAX };
	static const char text[] = "hejie-keys 1\n00000001 "
				   "000102030405060708090a0b0c0d0e0f"
				   "101112131415161718191a1b1c1d1e1f\n";
	struct hj_keys *keys = keys_of(text), *other = keys_of(other_key);
	char id[HJ_PLACE_ID_ROOM], before[HJ_PLACE_ID_ROOM] = "";
	int64_t position, epoch;

	(void)state;
	for (size_t i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		hj_place_id_write(keys, id, at[i], 3);
		assert_int_equal(strlen(id), HJ_PLACE_ID_ROOM - 1);
		assert_string_not_equal(id, before);
		memcpy(before, id, sizeof(id));
		assert_true(hj_place_id_read(keys, id, &position, &epoch));
		assert_true(position == at[i] && epoch == 3);
		assert_false(hj_place_id_read(other, id, &position, &epoch));
		for (size_t k = 0; k < HJ_PLACE_ID_ROOM - 1; k++) {
			id[k] = id[k] == '0' ? '1' : '0';
			assert_false(
			    hj_place_id_read(keys, id, &position, &epoch));
			id[k] = before[k];
		}
	}
	assert_false(hj_place_id_read(keys, "", &position, &epoch));
	assert_false(hj_place_id_read(keys, "0", &position, &epoch));
	hj_keys_free(other);
	hj_keys_free(keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(position__comes_back_and_nothing_else_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
