/*
 * Processes that do the work, and one that keeps them alive; see supervisor.h.
 *
 * One loop waits for a signal or for the next time something is due; signals
 * are blocked and taken by sigtimedwait(), so there is no handler and no race.
 */
#include "server/base/supervisor.h"

#include "lib/base/arena.h"
#include "server/base/log.h"
#include "server/base/now.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOREVER INT64_MAX

const struct hj_supervision hj_supervision_usual = {
	.drain_ms = 30 * 1000,
	.pause_least_ms = 100,
	.pause_most_ms = 10 * 1000,
	.settled_ms = 30 * 1000,
};

/* One process that should exist. */
struct child {
	const struct hj_job *job;
	int number;
	pid_t pid;          /* 0 while it does not run */
	int64_t started_ms; /* monotonic, of its present or last life */
	int64_t start_ms;   /* when to start it, while it does not run */
	int64_t pause_ms;   /* before the next restart */
};

struct house {
	struct child *children;
	size_t n;
	void *context;
	const struct hj_supervision *how;
	sigset_t watched;
	sigset_t before; /* the signal mask we were called with */
	bool draining;
	int64_t kill_ms; /* while draining: when patience ends */
	bool killed;     /* somebody had to be */
};

static void
on_hangup(int sig)
{
	(void)sig;
	hj_log_reopen();
}

/* Give the child the signals that supervisor.h promises. */
static void
settle_signals(const struct house *h)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction reopen = { .sa_handler = on_hangup,
		.sa_flags = SA_RESTART };

	(void)sigemptyset(&ignore.sa_mask);
	(void)sigemptyset(&reopen.sa_mask);
	(void)sigaction(SIGINT, &ignore, NULL);
	(void)sigaction(SIGPIPE, &ignore, NULL);
	(void)sigaction(SIGHUP, &reopen, NULL);
	(void)sigprocmask(SIG_SETMASK, &h->before, NULL);
}

static void
start(struct house *h, struct child *c)
{
	pid_t parent = getpid();
	pid_t pid = fork();

	c->started_ms = hj_mono_ms();
	if (pid < 0) {
		hj_log(HJ_LOG_ERROR, "fork_failed",
		    HJ_LOG_WORD("job", c->job->name), HJ_LOG_ERRNO(errno));
		c->start_ms = c->started_ms + h->how->pause_most_ms;
		return;
	}
	if (pid > 0) {
		c->pid = pid;
		return;
	}
	/* If the supervisor died before this line, nobody would tell us. */
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	hj_log_as(c->job->name, c->number);
	settle_signals(h);
	exit(c->job->run(h->context, c->number));
}

static void
start_due(struct house *h, int64_t now)
{
	size_t i;

	for (i = 0; i < h->n; i++) {
		struct child *c = &h->children[i];

		if (c->pid == 0 && c->start_ms <= now)
			start(h, c);
	}
}

static size_t
count_running(const struct house *h)
{
	size_t running = 0;
	size_t i;

	for (i = 0; i < h->n; i++)
		running += h->children[i].pid != 0;
	return running;
}

static void
tell_all(const struct house *h, int sig)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (h->children[i].pid != 0)
			(void)kill(h->children[i].pid, sig);
}

/* A child ended; while we are not draining, it will have another life. */
static void
bury(struct house *h, struct child *c, int status)
{
	int64_t now = hj_mono_ms();
	int64_t lived_ms = now - c->started_ms;

	c->pid = 0;
	if (h->draining) {
		hj_log(HJ_LOG_INFO, "child_ended",
		    HJ_LOG_WORD("job", c->job->name),
		    HJ_LOG_INT("number", c->number));
		return;
	}
	if (lived_ms >= h->how->settled_ms)
		c->pause_ms = h->how->pause_least_ms;
	c->start_ms = now + c->pause_ms;
	hj_log(HJ_LOG_ERROR, "child_died", HJ_LOG_WORD("job", c->job->name),
	    HJ_LOG_INT("number", c->number),
	    HJ_LOG_INT("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
	    HJ_LOG_INT("status", WIFEXITED(status) ? WEXITSTATUS(status) : -1),
	    HJ_LOG_INT("lived_ms", lived_ms),
	    HJ_LOG_INT("pause_ms", c->pause_ms));
	c->pause_ms *= 2;
	if (c->pause_ms > h->how->pause_most_ms)
		c->pause_ms = h->how->pause_most_ms;
}

/* SIGCHLD stands for any number of deaths. */
static void
bury_all(struct house *h)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		size_t i;

		for (i = 0; i < h->n; i++)
			if (h->children[i].pid == pid)
				bury(h, &h->children[i], status);
	}
}

static void
drain(struct house *h)
{
	if (h->draining)
		return;
	h->draining = true;
	h->kill_ms = hj_mono_ms() + h->how->drain_ms;
	hj_log(HJ_LOG_INFO, "draining",
	    HJ_LOG_INT("children", (int64_t)count_running(h)));
	tell_all(h, SIGTERM);
}

/* When something is to be done even if no signal comes. */
static int64_t
next_due(const struct house *h)
{
	int64_t due = FOREVER;
	size_t i;

	if (h->draining)
		return h->killed ? FOREVER : h->kill_ms;
	for (i = 0; i < h->n; i++) {
		const struct child *c = &h->children[i];

		if (c->pid == 0 && c->start_ms < due)
			due = c->start_ms;
	}
	return due;
}

/* The signal that came, or -1 if `due` came first. */
static int
wait_until(const struct house *h, int64_t due)
{
	int64_t ms = due == FOREVER ? FOREVER : due - hj_mono_ms();
	struct timespec ts;

	if (ms == FOREVER)
		return sigwaitinfo(&h->watched, NULL);
	if (ms < 0)
		ms = 0;
	ts.tv_sec = ms / 1000;
	ts.tv_nsec = ms % 1000 * 1000000;
	return sigtimedwait(&h->watched, NULL, &ts);
}

static void
act(struct house *h, int sig)
{
	switch (sig) {
	case SIGTERM:
	case SIGINT:
		drain(h);
		return;
	case SIGHUP:
		hj_log_reopen();
		tell_all(h, SIGHUP);
		return;
	case SIGCHLD:
		bury_all(h);
		return;
	default: /* the time came, or a debugger woke us */
		return;
	}
}

static void
lose_patience(struct house *h)
{
	h->killed = true;
	hj_log(HJ_LOG_WARN, "drain_late", HJ_LOG_SAY("killing what is left"),
	    HJ_LOG_INT("children", (int64_t)count_running(h)));
	tell_all(h, SIGKILL);
}

/* One line of the table for each process. */
static void
furnish(
    struct house *h, const struct hj_job *jobs, size_t n, struct hj_arena *a)
{
	size_t i;
	int k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < jobs[i].count; k++) {
			struct child *c = HJ_PUSH(a, h->children, h->n);

			c->job = &jobs[i];
			c->number = k;
			c->start_ms = hj_mono_ms();
			c->pause_ms = h->how->pause_least_ms;
		}
	}
}

int
hj_supervise(const struct hj_job *jobs, size_t n, void *context,
    const struct hj_supervision *how)
{
	struct hj_arena *a = hj_arena_new();
	struct house h = { .context = context, .how = how };

	(void)sigemptyset(&h.watched);
	(void)sigaddset(&h.watched, SIGTERM);
	(void)sigaddset(&h.watched, SIGINT);
	(void)sigaddset(&h.watched, SIGHUP);
	(void)sigaddset(&h.watched, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &h.watched, &h.before);
	furnish(&h, jobs, n, a);

	while (!h.draining || count_running(&h) > 0) {
		int64_t now = hj_mono_ms();

		if (!h.draining)
			start_due(&h, now);
		else if (now >= h.kill_ms && !h.killed)
			lose_patience(&h);
		act(&h, wait_until(&h, next_due(&h)));
	}
	hj_log(HJ_LOG_INFO, "stopped", HJ_LOG_INT("killed", h.killed));
	(void)sigprocmask(SIG_SETMASK, &h.before, NULL);
	hj_arena_free(a);
	return h.killed ? 1 : 0;
}
