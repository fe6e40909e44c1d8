/*
 * The supervisor: what crashes comes back, what is asked to finish may.
 *
 * Each test runs a supervisor in a process of its own.  Its jobs tell what
 * they do by writing reports into a pipe; the test reads them, so nothing here
 * waits for time to pass.  A test that hangs is ended by alarm().
 */
#include "server/base/log.h"
#include "server/base/now.h"
#include "server/base/supervisor.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct hj_supervision quick = {
	.drain_ms = 20000,
	.pause_least_ms = 20,
	.pause_most_ms = 80,
	.settled_ms = 60000,
};

/* What a job tells the test. */
struct report {
	char what; /* b: began, c: crashing, f: finishing, h: hung up on */
	int number;
	pid_t pid;
	int64_t at_ms;
};

static int reports[2];

static void
tell(char what, int number)
{
	struct report r = { what, number, getpid(), hj_mono_ms() };

	if (write(reports[1], &r, sizeof(r)) != (ssize_t)sizeof(r))
		_exit(99);
}

static struct report
hear(void)
{
	struct report r;

	assert_int_equal(read(reports[0], &r, sizeof(r)), sizeof(r));
	return r;
}

static volatile sig_atomic_t asked;

static void
on_term(int sig)
{
	(void)sig;
	asked = 1;
}

/* Wait for SIGTERM without missing one that came before. */
static void
await_term(void)
{
	struct sigaction act = { .sa_handler = on_term };
	sigset_t term;
	sigset_t before;

	(void)sigemptyset(&term);
	(void)sigaddset(&term, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &term, &before);
	(void)sigaction(SIGTERM, &act, NULL);
	tell('b', 0);
	while (!asked)
		(void)sigsuspend(&before);
}

static int
job_polite(void *context, int number)
{
	(void)context;
	await_term();
	tell('f', number);
	return 0;
}

static int
job_deaf(void *context, int number)
{
	(void)context;
	(void)signal(SIGTERM, SIG_IGN);
	tell('b', number);
	while (pause() != 0)
		continue;
	return 0;
}

static int
job_crashing(void *context, int number)
{
	(void)context;
	tell('c', number);
	(void)raise(SIGKILL);
	return 0;
}

static int
job_returning(void *context, int number)
{
	(void)context;
	tell('b', number);
	return 3;
}

static int
job_waiting(void *context, int number)
{
	sigset_t hangup;
	sigset_t before;

	(void)context;
	/* Only while it waits, so that no signal comes just before it does. */
	(void)sigemptyset(&hangup);
	(void)sigaddset(&hangup, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &hangup, &before);
	tell('b', number);
	while (sigsuspend(&before) != 0) {
		hj_log(HJ_LOG_INFO, "hung_up");
		tell('h', number);
	}
	return 0;
}

static int
set_up(void **state)
{
	(void)state;
	(void)alarm(30);
	/* What a dead supervisor leaves behind becomes ours to bury. */
	(void)prctl(PR_SET_CHILD_SUBREAPER, 1);
	return pipe2(reports, O_CLOEXEC);
}

static int
tear_down(void **state)
{
	(void)state;
	(void)alarm(0);
	(void)close(reports[0]);
	(void)close(reports[1]);
	return 0;
}

static pid_t
supervise(const struct hj_job *jobs, size_t n, const struct hj_supervision *how)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
		_exit(hj_supervise(jobs, n, NULL, how));
	}
	return pid;
}

/* The exit status of `pid`. */
static int
end_of(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
stop(pid_t pid)
{
	assert_int_equal(kill(pid, SIGTERM), 0);
	(void)end_of(pid);
}

static void
every_job__runs_as_often_as_its_row_says(void **state)
{
	const struct hj_job jobs[] = {
		{ "three", 3, job_waiting },
		{ "none", 0, job_crashing },
	};
	pid_t pid = supervise(jobs, 2, &quick);
	bool seen[3] = { false, false, false };
	int i;

	(void)state;
	for (i = 0; i < 3; i++) {
		struct report r = hear();

		assert_in_range(r.number, 0, 2);
		seen[r.number] = true;
	}
	assert_true(seen[0] && seen[1] && seen[2]);
	stop(pid);
}

static void
crash__brings_a_new_life_and_leaves_others_alone(void **state)
{
	const struct hj_job jobs[] = {
		{ "polite", 1, job_polite },
		{ "crashing", 1, job_crashing },
	};
	pid_t pid = supervise(jobs, 2, &quick);
	struct report polite = { .pid = 0 };
	int lives = 0;
	int polite_lives = 0;
	struct report r;

	(void)state;
	while (lives < 4 || polite_lives < 1) {
		r = hear();
		lives += r.what == 'c';
		if (r.what == 'b') {
			polite = r;
			polite_lives++;
		}
	}
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(end_of(pid), 0);

	do
		r = hear();
	while (r.what == 'c');
	assert_int_equal(r.what, 'f');
	assert_int_equal(r.pid, polite.pid);
	assert_int_equal(polite_lives, 1);
}

static void
pause__doubles_up_to_its_most(void **state)
{
	static const int64_t least[] = { 20, 40, 80, 80 };
	const struct hj_job jobs[] = { { "crashing", 1, job_crashing } };
	pid_t pid = supervise(jobs, 1, &quick);
	struct report before = hear();
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(least) / sizeof(least[0]); i++) {
		struct report r = hear();

		assert_true(r.at_ms - before.at_ms >= least[i]);
		before = r;
	}
	stop(pid);
}

static void
pause__is_short_again_after_a_long_life(void **state)
{
	const struct hj_supervision how = {
		.drain_ms = 20000,
		.pause_least_ms = 1,
		.pause_most_ms = INT64_C(1) << 40,
		.settled_ms = 0,
	};
	const struct hj_job jobs[] = { { "crashing", 1, job_crashing } };
	pid_t pid = supervise(jobs, 1, &how);
	int i;

	(void)state;
	/* Were the pause to double, the last would come in four hours. */
	for (i = 0; i < 25; i++)
		(void)hear();
	stop(pid);
}

static void
return__counts_as_an_end_like_any_other(void **state)
{
	const struct hj_job jobs[] = { { "returning", 1, job_returning } };
	pid_t pid = supervise(jobs, 1, &quick);
	struct report first = hear();
	struct report second = hear();

	(void)state;
	assert_int_not_equal(first.pid, second.pid);
	stop(pid);
}

static void
drain__lets_children_finish(void **state)
{
	const struct hj_job jobs[] = { { "polite", 2, job_polite } };
	pid_t pid = supervise(jobs, 1, &quick);

	(void)state;
	assert_int_equal(hear().what, 'b');
	assert_int_equal(hear().what, 'b');
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(hear().what, 'f');
	assert_int_equal(hear().what, 'f');
	assert_int_equal(end_of(pid), 0);
}

static void
drain__kills_who_does_not_listen(void **state)
{
	const struct hj_supervision how = {
		.drain_ms = 50,
		.pause_least_ms = 20,
		.pause_most_ms = 80,
		.settled_ms = 60000,
	};
	const struct hj_job jobs[] = { { "deaf", 1, job_deaf } };
	pid_t pid = supervise(jobs, 1, &how);
	pid_t deaf = hear().pid;

	(void)state;
	assert_int_equal(kill(pid, SIGINT), 0);
	assert_int_equal(end_of(pid), 1);
	assert_int_equal(kill(deaf, 0), -1);
}

static void
drain__starts_nobody_again(void **state)
{
	const struct hj_job jobs[] = {
		{ "polite", 1, job_polite },
		{ "crashing", 1, job_crashing },
	};
	const struct hj_supervision how = {
		.drain_ms = 20000,
		.pause_least_ms = INT64_C(1) << 40,
		.pause_most_ms = INT64_C(1) << 40,
		.settled_ms = 60000,
	};
	pid_t pid = supervise(jobs, 2, &how);

	(void)state;
	(void)hear();
	(void)hear();
	/* The crashed one is due in decades; the drain does not wait for it. */
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(end_of(pid), 0);
}

static void
supervisor_killed__children_are_asked_to_finish(void **state)
{
	const struct hj_job jobs[] = { { "polite", 1, job_polite } };
	pid_t pid = supervise(jobs, 1, &quick);
	struct report r = hear();
	int status;

	(void)state;
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(hear().what, 'f');
	assert_int_equal(end_of(r.pid), 0);
}

static void
hangup__opens_the_log_again_in_every_process(void **state)
{
	const struct hj_job jobs[] = { { "waiting", 1, job_waiting } };
	char folder[] = "/tmp/hejie-supervisor-XXXXXX";
	char path[64];
	char moved[64];
	char text[4096];
	FILE *f;
	size_t n;
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/log", folder);
	(void)snprintf(moved, sizeof(moved), "%s/moved", folder);
	assert_true(hj_log_open(HJ_LOG_INFO, path));
	pid = supervise(jobs, 1, &quick);
	(void)hear();
	assert_int_equal(rename(path, moved), 0);

	assert_int_equal(kill(pid, SIGHUP), 0);
	assert_int_equal(hear().what, 'h');
	stop(pid);

	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	(void)fclose(f);
	assert_non_null(strstr(text, "waiting/0 hung_up"));
	assert_non_null(strstr(text, "main stopped killed=0"));
	assert_true(hj_log_open(HJ_LOG_INFO, NULL));
	assert_int_equal(unlink(path) + unlink(moved) + rmdir(folder), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_job__runs_as_often_as_its_row_says),
		TEST(crash__brings_a_new_life_and_leaves_others_alone),
		TEST(pause__doubles_up_to_its_most),
		TEST(pause__is_short_again_after_a_long_life),
		TEST(return__counts_as_an_end_like_any_other),
		TEST(drain__lets_children_finish),
		TEST(drain__kills_who_does_not_listen),
		TEST(drain__starts_nobody_again),
		TEST(supervisor_killed__children_are_asked_to_finish),
		TEST(hangup__opens_the_log_again_in_every_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
