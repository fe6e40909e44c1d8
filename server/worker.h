/* The processes of `hejie serve`: HTTP workers and agents. */
#ifndef HJ_SERVER_WORKER_H
#define HJ_SERVER_WORKER_H

#include "server/base/config.h"

struct hj_board;
struct hj_throttle;

/* What each process is given; all is borrowed for its life. */
struct hj_serving {
	const struct hj_config *cfg;
	int listen_fd; /* >= 0: shared by all workers; else each listens */
	struct hj_throttle *throttle; /* one for all workers */
	struct hj_board *board;       /* figures; one for all processes */
};

/* One HTTP worker: its loop until SIGTERM; returns an exit status. */
int hj_worker_run(void *serving, int number);

/* The agents: limits that fall due, follow-ups, positions in the log. */
int hj_agents_run(void *serving, int number);

/* Build the pool's settings for this process. */
struct hj_pg_config;
void hj_worker_pg(struct hj_pg_config *pg, const char *conninfo);

#endif
