/*
 * The key file: written for its owner only, read with suspicion, added to
 * whole.
 */
#include "server/auth/keyfile.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/hejie-keys-XXXXXX";
static char path[64];
static char beside[64];

static int
set_up(void **state)
{
	(void)state;
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/master.key", folder);
	(void)snprintf(beside, sizeof(beside), "%s/master.key.new", folder);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	(void)unlink(path);
	(void)unlink(beside);
	return rmdir(folder);
}

static void
put(const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	(void)close(fd);
}

static void
get(char *text, size_t room)
{
	int fd = open(path, O_RDONLY);
	ssize_t n;

	assert_true(fd >= 0);
	n = read(fd, text, room - 1);
	assert_true(n > 0);
	text[n] = '\0';
	(void)close(fd);
}

#define KEY_1 "1111111111111111111111111111111111111111111111111111111111111111"
#define KEY_2 "2222222222222222222222222222222222222222222222222222222222222222"

static void
file__is_for_its_owner_only_and_made_once(void **state)
{
	struct hj_error err = { 0 };
	struct hj_keyfile *f;
	struct stat st;
	uint32_t id;

	(void)state;
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	f = hj_keyfile_load(path, &err);
	assert_non_null(f);
	assert_ptr_equal(hj_keyfile_newest(f, &id), hj_keyfile_root(f));
	assert_int_not_equal(id, 0);
	assert_ptr_equal(hj_keyfile_find(f, id), hj_keyfile_root(f));
	assert_null(hj_keyfile_find(f, id + 1));
	hj_keyfile_free(f);

	assert_int_equal(hj_keyfile_create(path, &err), HJ_ERR_INPUT);
	assert_string_equal(err.field, "key_file");
}

static void
keys__of_two_files_differ(void **state)
{
	struct hj_error err = { 0 };
	char one[4096], two[4096];

	(void)state;
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	get(one, sizeof(one));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	get(two, sizeof(two));
	assert_string_not_equal(one, two);
	assert_int_equal(strlen(one), strlen(two));
}

static void
key__that_is_added_is_the_newest_and_the_root_stays(void **state)
{
	struct hj_error err = { 0 };
	struct hj_keyfile *f;
	struct hj_key root;
	uint32_t first, id;
	struct stat st;

	(void)state;
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	f = hj_keyfile_load(path, &err);
	assert_non_null(f);
	root = *hj_keyfile_newest(f, &first);
	hj_keyfile_free(f);
	for (int i = 2; i <= HJ_KEYFILE_KEYS_MOST; i++)
		assert_int_equal(hj_keyfile_add(path, &err), HJ_OK);
	assert_int_equal(hj_keyfile_add(path, &err), HJ_ERR_INPUT);

	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(access(beside, F_OK), -1);
	f = hj_keyfile_load(path, &err);
	assert_non_null(f);
	assert_memory_equal(hj_keyfile_root(f), &root, sizeof(root));
	assert_memory_not_equal(hj_keyfile_newest(f, &id), &root, sizeof(root));
	assert_int_not_equal(id, first);
	assert_ptr_equal(hj_keyfile_find(f, first), hj_keyfile_root(f));
	hj_keyfile_free(f);
}

static void
key__is_not_added_over_somebody_elses_attempt(void **state)
{
	struct hj_error err = { 0 };
	char before[4096], after[4096];
	int fd;

	(void)state;
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	get(before, sizeof(before));
	fd = open(beside, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	(void)close(fd);
	assert_int_equal(hj_keyfile_add(path, &err), HJ_ERR_INPUT);
	get(after, sizeof(after));
	assert_string_equal(before, after);
}

static void
lines__are_read_in_their_order(void **state)
{
	struct hj_error err = { 0 };
	struct hj_keyfile *f;
	uint32_t id;

	(void)state;
	put("# a comment\n\nhejie-keys 1\n# more\n0000000a " KEY_1
	    "\n\nfffffffe " KEY_2);
	f = hj_keyfile_load(path, &err);
	assert_non_null(f);
	assert_int_equal(hj_keyfile_root(f)->bytes[0], 0x11);
	assert_int_equal(hj_keyfile_newest(f, &id)->bytes[31], 0x22);
	assert_true(id == 0xfffffffe);
	assert_ptr_equal(hj_keyfile_find(f, 10), hj_keyfile_root(f));
	hj_keyfile_free(f);
}

static void
file__that_is_malformed_is_refused(void **state)
{
	static const char *const no[] = {
		"",
		"# nothing\n",
		"hejie-keys 1\n",
		"hejie-keys 2\n00000001 " KEY_1 "\n",
		"00000001 " KEY_1 "\n",
		"hejie-keys 1\n00000000 " KEY_1 "\n",
		"hejie-keys 1\n00000001 " KEY_1 "\n00000001 " KEY_2 "\n",
		"hejie-keys 1\n00000001  " KEY_1 "\n",
		"hejie-keys 1\n00000001 " KEY_1 " \n",
		"hejie-keys 1\n0000000G " KEY_1 "\n",
		"hejie-keys 1\n0000000A " KEY_1 "\n",
		"hejie-keys 1\n00000001 111\n",
		"hejie-keys 1\r\n00000001 " KEY_1 "\r\n",
		" hejie-keys 1\n00000001 " KEY_1 "\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		struct hj_error err = { 0 };

		put(no[i]);
		assert_null(hj_keyfile_load(path, &err));
		assert_int_equal(err.code, HJ_ERR_INPUT);
		assert_null(strstr(err.msg, "1111"));
	}
}

static void
file__that_is_not_ours_alone_is_refused(void **state)
{
	struct hj_error err = { 0 };
	struct hj_keyfile *f;

	(void)state;
	assert_null(hj_keyfile_load(path, &err));
	assert_int_equal(err.code, HJ_ERR_ABSENT);
	assert_null(hj_keyfile_load(folder, &err));
	assert_int_equal(err.code, HJ_ERR_INPUT);

	put("hejie-keys 1\n00000001 " KEY_1 "\n");
	for (int bit = 0; bit < 6; bit++) {
		err = (struct hj_error){ 0 };
		assert_int_equal(chmod(path, (mode_t)(0600 | 1 << bit)), 0);
		assert_null(hj_keyfile_load(path, &err));
		assert_int_equal(err.code, HJ_ERR_INPUT);
	}
	assert_int_equal(chmod(path, 0400), 0);
	f = hj_keyfile_load(path, &err);
	assert_non_null(f);
	hj_keyfile_free(f);
}

static void
file__that_is_too_long_is_refused(void **state)
{
	struct hj_error err = { 0 };
	char text[4200];

	(void)state;
	memset(text, '#', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	put(text);
	assert_null(hj_keyfile_load(path, &err));
	assert_int_equal(err.code, HJ_ERR_INPUT);
	hj_keyfile_free(NULL);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(file__is_for_its_owner_only_and_made_once),
		T(keys__of_two_files_differ),
		T(key__that_is_added_is_the_newest_and_the_root_stays),
		T(key__is_not_added_over_somebody_elses_attempt),
		T(lines__are_read_in_their_order),
		T(file__that_is_malformed_is_refused),
		T(file__that_is_not_ours_alone_is_refused),
		T(file__that_is_too_long_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
