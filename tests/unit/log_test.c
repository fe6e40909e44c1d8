/*
 * The log: what a line looks like, and what cannot get into one.
 */
#include "lib/base/error.h"
#include "server/base/log.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/hejie-log-XXXXXX";
static char path[64];
static char moved[64];
static char text[8192];

/* A log of its own for each test. */
static int
set_up(void **state)
{
	(void)state;
	memcpy(folder + sizeof(folder) - 7, "XXXXXX", 6);
	if (mkdtemp(folder) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/log", folder);
	(void)snprintf(moved, sizeof(moved), "%s/moved", folder);
	return hj_log_open(HJ_LOG_INFO, path) ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	(void)hj_log_open(HJ_LOG_INFO, NULL);
	(void)unlink(path);
	(void)unlink(moved);
	return rmdir(folder);
}

/* All that stands in the file `name`. */
static const char *
content(const char *name)
{
	FILE *f = fopen(name, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	(void)fclose(f);
	return text;
}

/* The only line of the log, behind its time. */
static const char *
line(void)
{
	const char *s = content(path);

	assert_true(strlen(s) > 25);
	assert_ptr_equal(strchr(s, '\n'), s + strlen(s) - 1);
	assert_int_equal(s[23], 'Z');
	return s + 25;
}

static void
line__holds_level_who_event_and_typed_values(void **state)
{
	(void)state;
	hj_log(HJ_LOG_INFO, "stored", HJ_LOG_ID("req", "7f3a"),
	    HJ_LOG_INT("seq", -12), HJ_LOG_WORD("kind", "session-logged"),
	    HJ_LOG_SAY("as it should"), HJ_LOG_ERRNO(ENOENT));
	assert_string_equal(line(),
	    "info main stored req=7f3a seq=-12 kind=session-logged "
	    "say=\"as it should\" errno=ENOENT\n");
}

static void
line__may_have_no_values(void **state)
{
	(void)state;
	hj_log(HJ_LOG_WARN, "late");
	assert_string_equal(line(), "warn main late\n");
}

static void
line__of_no_importance_is_not_written(void **state)
{
	(void)state;
	hj_log(HJ_LOG_DEBUG, "detail");
	assert_string_equal(content(path), "");
}

static void
value__with_other_bytes_leaves_only_its_length(void **state)
{
	(void)state;
	hj_log(HJ_LOG_INFO, "read", HJ_LOG_ID("a", "张三"),
	    HJ_LOG_WORD("b", "x\n2026 error forged"),
	    HJ_LOG_WORD("c", "\033[2J"), HJ_LOG_ID("d", ""),
	    HJ_LOG_ID("e", NULL), HJ_LOG_WORD("f", "two words"),
	    HJ_LOG_WORD("g", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			     "aaaaaaaaaaaaaaaa"));
	assert_string_equal(
	    line(), "info main read a=?6 b=?19 c=?4 d=- e=- f=?9 g=?65\n");
}

static void
reason__stays_inside_its_quotes(void **state)
{
	struct hj_error err = { .msg = "a \"quoted\"\r\n\033 thing" };

	(void)state;
	hj_log(HJ_LOG_ERROR, "failed", HJ_LOG_REASON(&err));
	assert_string_equal(
	    line(), "error main failed reason=\"a ?quoted???? thing\"\n");
}

static void
line__too_long_is_cut_but_ends(void **state)
{
	static const char many[] =
	    "0123456789012345678901234567890123456789012345678901234567890123";

	(void)state;
	/* 40 values of 67 bytes pass the line's 2048. */
#define FIVE                                                                   \
	HJ_LOG_ID("a", many), HJ_LOG_ID("a", many), HJ_LOG_ID("a", many),      \
	    HJ_LOG_ID("a", many), HJ_LOG_ID("a", many)
	hj_log(HJ_LOG_INFO, "long", FIVE, FIVE, FIVE, FIVE, FIVE, FIVE, FIVE,
	    FIVE);
#undef FIVE
	assert_int_equal(strlen(content(path)), 2048);
	assert_int_equal(text[2047], '\n');
}

static void
logging__keeps_errno(void **state)
{
	(void)state;
	errno = EAGAIN;
	hj_log(HJ_LOG_INFO, "tried");
	assert_int_equal(errno, EAGAIN);
}

static void
reopen__follows_the_name_after_the_file_was_moved(void **state)
{
	(void)state;
	hj_log(HJ_LOG_INFO, "first");
	assert_int_equal(rename(path, moved), 0);
	hj_log(HJ_LOG_INFO, "second");

	hj_log_reopen();
	hj_log(HJ_LOG_INFO, "third");

	assert_string_equal(line(), "info main third\n");
	assert_non_null(strstr(content(moved), "second"));
}

static void
open__of_an_impossible_file_changes_nothing(void **state)
{
	(void)state;
	assert_false(hj_log_open(HJ_LOG_ERROR, "/nonexistent/folder/log"));
	hj_log(HJ_LOG_INFO, "still");
	assert_string_equal(line(), "info main still\n");
}

static void
bug__writes_an_alert_and_aborts(void **state)
{
	pid_t pid = fork();
	int status;

	(void)state;
	if (pid == 0) {
		hj_log_as("http", 2);
		HJ_BUG("no such phase");
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_non_null(strstr(line(), "ALERT http/2 bug file="));
	assert_non_null(strstr(text, "log_test.c line="));
	assert_non_null(strstr(text, "say=\"no such phase\""));
}

static void
level__is_found_by_its_word(void **state)
{
	(void)state;
	assert_int_equal(hj_log_level_of("debug"), HJ_LOG_DEBUG);
	assert_int_equal(hj_log_level_of("loud"), HJ_LOG__MAX);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(line__holds_level_who_event_and_typed_values),
		TEST(line__may_have_no_values),
		TEST(line__of_no_importance_is_not_written),
		TEST(value__with_other_bytes_leaves_only_its_length),
		TEST(reason__stays_inside_its_quotes),
		TEST(line__too_long_is_cut_but_ends),
		TEST(logging__keeps_errno),
		TEST(reopen__follows_the_name_after_the_file_was_moved),
		TEST(open__of_an_impossible_file_changes_nothing),
		TEST(bug__writes_an_alert_and_aborts),
		TEST(level__is_found_by_its_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
