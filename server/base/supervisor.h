/*
 * Processes that do the work, and one that keeps them alive.
 *
 * The supervisor forks each job of a table `count` times, starts again what
 * ends, and on SIGTERM or SIGINT asks all to finish.  It holds no database
 * connection, parses nothing and shares nothing with its children but the
 * log; so the death of one child costs its own requests and stops nobody.
 *
 * What a child may rely on, and must do:
 *  - it starts with default signal handling, but ignores SIGINT (a terminal
 *    sends it to everybody; only the supervisor acts on it) and SIGPIPE, and
 *    opens the log again on SIGHUP;
 *  - SIGTERM means: take no new work, finish what is begun, return.  What is
 *    still there when the drain time is over is killed;
 *  - it gets SIGTERM if the supervisor dies;
 *  - returning from the job ends the process with that status.
 *
 * A child that ends unasked is started again after a pause that doubles from
 * pause_least_ms to pause_most_ms, and is back at the least once the child has
 * lived for settled_ms.
 */
#ifndef HJ_SERVER_BASE_SUPERVISOR_H
#define HJ_SERVER_BASE_SUPERVISOR_H

#include <stddef.h>
#include <stdint.h>

/*
 * Work as number `number` (0 … count - 1) of its job; `context` is what
 * hj_supervise() was given.  Returns an exit status, 0 for a finished job.
 */
typedef int hj_job_fn(void *context, int number);

struct hj_job {
	const char *name; /* in log lines and the process list: "http" */
	int count;        /* processes of it; 0 for none */
	hj_job_fn *run;
};

struct hj_supervision {
	int64_t drain_ms;       /* from SIGTERM to SIGKILL */
	int64_t pause_least_ms; /* before the first restart */
	int64_t pause_most_ms;
	int64_t settled_ms; /* a life this long makes a child healthy again */
};

/* What `serve` uses: 30 s, 0.1 s to 10 s, 30 s. */
extern const struct hj_supervision hj_supervision_usual;

/*
 * Run the `n` jobs until SIGTERM or SIGINT, then drain.  Returns 0 if every
 * child ended by itself in the drain time, otherwise 1.  Call it from a process
 * with one thread and no children of its own; open sockets that children should
 * share before.
 */
int hj_supervise(const struct hj_job *jobs, size_t n, void *context,
    const struct hj_supervision *how);

#endif
