/*
 * Passwords: hashed and compared beside the loop, bounded, and which ones
 * people may have.
 */
#include "server/auth/login.h"
#include "server/auth/password.h"
#include "server/db/pg.h" /* HJ_CONTAINER */

#include <event2/event.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define COST 64 /* KiB: quick, for tests only */
#define JOBS 40

struct asked {
	struct hj_password_job job;
	int completed;
	bool submitting; /* the function that submits has not returned yet */
};

static char folder[] = "/tmp/hejie-pass-XXXXXX";
static char path[64];
static struct event_base *base;
static struct hj_keyfile *keys;
static struct hj_passwords *pool;
static int left; /* jobs still to complete */

static void
open_pool(int64_t cost, unsigned queue_most)
{
	const struct hj_passwords_config config = { base, keys, cost,
		queue_most };
	struct hj_error err = { 0 };

	pool = hj_passwords_new(&config, &err);
	assert_non_null(pool);
}

static int
set_up(void **state)
{
	struct hj_error err = { 0 };

	(void)state;
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/key", folder);
	if (hj_keyfile_create(path, &err) != HJ_OK)
		return -1;
	keys = hj_keyfile_load(path, &err);
	base = event_base_new();
	left = 0;
	open_pool(COST, 0);
	return keys == NULL || base == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hj_passwords_free(pool);
	hj_keyfile_free(keys);
	event_base_free(base);
	(void)unlink(path);
	return rmdir(folder);
}

static void
on_done(struct hj_password_job *job)
{
	struct asked *a = HJ_CONTAINER(struct asked, job, job);

	assert_false(a->submitting);
	a->completed++;
	if (--left == 0)
		event_base_loopbreak(base);
}

static void
hash(struct asked *a, const char *password)
{
	a->job.on_done = on_done;
	a->submitting = true;
	left++;
	hj_password_hash(pool, &a->job, password);
	a->submitting = false;
}

static void
verify(struct asked *a, const char *password, const char *phc)
{
	a->job.on_done = on_done;
	a->submitting = true;
	left++;
	hj_password_verify(pool, &a->job, password, phc);
	a->submitting = false;
}

/* Until everything asked for is done, or for ten seconds. */
static void
wait_for_all(void)
{
	const struct timeval most = { 10, 0 };

	assert_int_equal(event_base_loopexit(base, &most), 0);
	(void)event_base_dispatch(base);
	assert_int_equal(left, 0);
}

static void
hashed(char phc[HJ_PHC_ROOM], const char *password)
{
	struct asked a = { .completed = 0 };

	hash(&a, password);
	wait_for_all();
	assert_int_equal(a.job.err.code, HJ_OK);
	memcpy(phc, a.job.phc, HJ_PHC_ROOM);
}

static struct asked
verified(const char *password, const char *phc)
{
	struct asked a = { .completed = 0 };

	verify(&a, password, phc);
	wait_for_all();
	assert_int_equal(a.completed, 1);
	return a;
}

static void
password__verifies_and_no_other_does(void **state)
{
	char phc[HJ_PHC_ROOM];
	struct asked a;
	uint32_t id;
	char begins[64];

	(void)state;
	hashed(phc, "正确的 password 1");
	(void)hj_keyfile_newest(keys, &id);
	(void)snprintf(
	    begins, sizeof(begins), "%08x$argon2id$v=19$m=64,t=2,p=1$", id);
	assert_memory_equal(phc, begins, strlen(begins));

	a = verified("正确的 password 1", phc);
	assert_int_equal(a.job.err.code, HJ_OK);
	assert_true(a.job.right);
	assert_false(a.job.again);
	a = verified("正确的 password 2", phc);
	assert_int_equal(a.job.err.code, HJ_OK);
	assert_false(a.job.right);
	a = verified("", phc);
	assert_false(a.job.right);
}

static void
hash__of_the_same_password_differs(void **state)
{
	char one[HJ_PHC_ROOM], two[HJ_PHC_ROOM];

	(void)state;
	hashed(one, "same");
	hashed(two, "same");
	assert_string_not_equal(one, two);
}

static void
hash__without_the_pepper_is_of_no_use(void **state)
{
	struct hj_error err = { 0 };
	char phc[HJ_PHC_ROOM], forged[HJ_PHC_ROOM];
	struct asked a;
	uint32_t id;

	(void)state;
	hashed(phc, "Secret-word 1");

	/* Another key file: the id in the hash is not there. */
	hj_passwords_free(pool);
	hj_keyfile_free(keys);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(hj_keyfile_create(path, &err), HJ_OK);
	keys = hj_keyfile_load(path, &err);
	open_pool(COST, 0);
	a = verified("Secret-word 1", phc);
	assert_int_equal(a.job.err.code, HJ_ERR_UNKNOWN);
	assert_false(a.job.right);

	/* The hash put under a key that is there. */
	(void)hj_keyfile_newest(keys, &id);
	(void)snprintf(forged, sizeof(forged), "%08x%s", id, phc + 8);
	a = verified("Secret-word 1", forged);
	assert_int_equal(a.job.err.code, HJ_OK);
	assert_false(a.job.right);
}

static void
hash__of_an_older_key_or_cost_is_made_again(void **state)
{
	struct hj_error err = { 0 };
	char phc[HJ_PHC_ROOM];
	struct asked a;

	(void)state;
	hashed(phc, "Secret-word 1");
	hj_passwords_free(pool);
	open_pool(2 * COST, 0);
	a = verified("Secret-word 1", phc);
	assert_true(a.job.right && a.job.again);
	a = verified("wrong", phc);
	assert_false(a.job.right || a.job.again);

	hj_passwords_free(pool);
	hj_keyfile_free(keys);
	assert_int_equal(hj_keyfile_add(path, &err), HJ_OK);
	keys = hj_keyfile_load(path, &err);
	open_pool(COST, 0);
	a = verified("Secret-word 1", phc);
	assert_true(a.job.right && a.job.again);
	hashed(phc, "Secret-word 1");
	a = verified("Secret-word 1", phc);
	assert_true(a.job.right && !a.job.again);
}

static void
nobody__is_compared_with_too(void **state)
{
	struct asked a = verified("Secret-word 1", NULL);

	(void)state;
	assert_int_equal(a.job.err.code, HJ_OK);
	assert_false(a.job.right);
}

static void
stored_hash__that_is_malformed_is_no_match(void **state)
{
	static const char *const no[] = { "", "x", "00000000$argon2id$",
		"0000000g$argon2id$v=19$m=64,t=2,p=1$YWFhYWFhYWE$YWFhYQ" };
	char broken[HJ_PHC_ROOM];
	struct asked a;

	(void)state;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++) {
		a = verified("Secret-word 1", no[i]);
		assert_int_equal(a.job.err.code, HJ_ERR_UNKNOWN);
		assert_false(a.job.right);
	}
	hashed(broken, "Secret-word 1");
	broken[strlen(broken) - 1] = '!';
	a = verified("Secret-word 1", broken);
	assert_int_equal(a.job.err.code, HJ_ERR_UNKNOWN);
	assert_false(a.job.right);
}

static void
jobs__complete_once_each_and_from_the_loop(void **state)
{
	struct asked *list = calloc(JOBS, sizeof(*list));

	(void)state;
	assert_non_null(list);
	for (int i = 0; i < JOBS; i++)
		hash(&list[i], "Secret-word 1");
	for (int i = 0; i < JOBS; i++)
		assert_int_equal(list[i].completed, 0);
	assert_int_equal(hj_passwords_waiting(pool), JOBS);
	wait_for_all();
	for (int i = 0; i < JOBS; i++) {
		assert_int_equal(list[i].completed, 1);
		assert_int_equal(list[i].job.err.code, HJ_OK);
	}
	assert_int_equal(hj_passwords_waiting(pool), 0);
	free(list);
}

static void
queue__refuses_what_is_too_many(void **state)
{
	struct asked *list = calloc(JOBS, sizeof(*list));
	int done = 0, refused = 0;

	(void)state;
	assert_non_null(list);
	hj_passwords_free(pool);
	open_pool(20000, 5);
	for (int i = 0; i < JOBS; i++)
		hash(&list[i], "Secret-word 1");
	wait_for_all();
	for (int i = 0; i < JOBS; i++) {
		assert_int_equal(list[i].completed, 1);
		done += list[i].job.err.code == HJ_OK;
		refused += list[i].job.err.code == HJ_ERR_BUSY;
	}
	assert_int_equal(done + refused, JOBS);
	assert_in_range(done, 5, 9); /* five waiting, two and two at work */
	free(list);
}

static void
stopping__completes_what_is_left(void **state)
{
	struct asked list[6] = { { .completed = 0 } };
	int refused = 0;

	(void)state;
	hj_passwords_free(pool);
	open_pool(20000, 0);
	for (int i = 0; i < 6; i++)
		hash(&list[i], "Secret-word 1");
	hj_passwords_free(pool);
	pool = NULL;
	for (int i = 0; i < 6; i++) {
		assert_int_equal(list[i].completed, 1);
		refused += list[i].job.err.code == HJ_ERR_BUSY;
	}
	assert_in_range(refused, 2, 6);
}

/* One job that is submitted anew from its own completion. */
static struct asked chain;

static void
on_chain(struct hj_password_job *job)
{
	if (++chain.completed == 5) {
		left = 0;
		event_base_loopbreak(base);
		return;
	}
	hj_password_hash(pool, job, "Secret-word 1");
}

static void
job__may_be_submitted_from_its_own_completion(void **state)
{
	(void)state;
	chain = (struct asked){ .job = { .on_done = on_chain } };
	left = 1;
	hj_password_hash(pool, &chain.job, "Secret-word 1");
	wait_for_all();
	assert_int_equal(chain.completed, 5);
}

static void
hash_now__is_the_same_without_a_loop(void **state)
{
	struct hj_crypto *c = hj_crypto_new();
	struct hj_error err = { 0 };
	char phc[HJ_PHC_ROOM];

	(void)state;
	assert_int_equal(
	    hj_password_hash_now(c, keys, COST, "Secret-word 1", phc, &err),
	    HJ_OK);
	assert_true(verified("Secret-word 1", phc).job.right);
	assert_false(verified("Secret-word 1", phc).job.again);
	assert_false(verified("Secret-word 2", phc).job.right);
	hj_crypto_free(c);
}

static void
password__of_somebody_fits_or_not(void **state)
{
	static const struct {
		const char *password;
		bool fits;
	} rows[] = {
		{ "Ab1-xyzw", true },
		{ "Ab1-xyz", false },  /* seven characters */
		{ "abcdefg1", false }, /* two kinds */
		{ "ABCDEFG-", false },
		{ "Abcdefg1", true },
		{ "调解员办公室门牌 3A", true },
		{ "调解员办公室门牌三", false },            /* one kind, nine */
		{ "调解员在乡镇人民调解委员会办公", true }, /* fifteen */
		{ "correct horse battery", true },
		{ "aaaaaaaaaaaaaaaaaaaa", false },
		{ "Password1!", false },
		{ "P@ssw0rd", false },
		{ "Aa123456", false },
		{ "Admin@123", false },
		{ "Admin@1239xK.rt", true }, /* long enough behind it */
		{ "xx-Zhang.San-1", false }, /* the login is in it */
		{ "", false },
	};
	char longest[3 * 128 + 4] = "";
	struct hj_error err;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((hj_password_fits(rows[i].password, "zhang.san", &err) ==
			HJ_OK) != rows[i].fits)
			fail_msg("\"%s\"", rows[i].password);
	for (int i = 0; i < 128; i++)
		memcpy(longest + 3 * i, i % 2 ? "调" : "解", 3);
	assert_int_equal(hj_password_fits(longest, "zhang.san", &err), HJ_OK);
	memcpy(longest + 3 * 128, "A", 2);
	assert_int_equal(
	    hj_password_fits(longest, "zhang.san", &err), HJ_ERR_INPUT);
	assert_string_equal(err.field, "password");
	/* A short login is in many words. */
	assert_int_equal(hj_password_fits("Xali-3579", "li", &err), HJ_OK);
	assert_int_equal(
	    hj_password_fits("Lil-1234", "lil-1", &err), HJ_ERR_INPUT);
}

static void
password__that_is_drawn_fits_and_can_be_read(void **state)
{
	char one[HJ_DRAWN_ROOM], two[HJ_DRAWN_ROOM];
	struct hj_error err;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		hj_password_draw(one);
		assert_int_equal(strlen(one), 16);
		assert_null(strpbrk(one, "0O1lIio"));
		assert_int_equal(
		    hj_password_fits(one, "zhang.san", &err), HJ_OK);
	}
	hj_password_draw(two);
	assert_string_not_equal(one, two);
}

static void
login__has_its_form(void **state)
{
	static const char *const good[] = { "ab", "zhang.san", "a-1_b", "0123",
		"a2345678901234567890123456789012" };
	static const char *const bad[] = { "", "a", ".ab", "-ab", "_ab", "Ab",
		"a b", "a@b", "张三", "a23456789012345678901234567890123",
		"ab\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(hj_login_ok(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(hj_login_ok(bad[i]));
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(password__verifies_and_no_other_does),
		T(hash__of_the_same_password_differs),
		T(hash__without_the_pepper_is_of_no_use),
		T(hash__of_an_older_key_or_cost_is_made_again),
		T(nobody__is_compared_with_too),
		T(stored_hash__that_is_malformed_is_no_match),
		T(jobs__complete_once_each_and_from_the_loop),
		T(queue__refuses_what_is_too_many),
		T(stopping__completes_what_is_left),
		T(job__may_be_submitted_from_its_own_completion),
		T(hash_now__is_the_same_without_a_loop),
		cmocka_unit_test(password__of_somebody_fits_or_not),
		cmocka_unit_test(password__that_is_drawn_fits_and_can_be_read),
		cmocka_unit_test(login__has_its_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
