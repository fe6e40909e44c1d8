/*
 * A replay beside a worker.
 *
 * Another process plays it, `hejie rules replay` (server/rules_replay.c), as
 * the role hejie_replay, which can write nothing.  The answer goes on
 * meanwhile, a line of JSON each:
 *
 *	{"disputes":500,"of":40000,"differs":3}		how far it is
 *	{"failed":true}					it was broken off
 *
 * and at last what on_report() says.  One replay runs at a time in a database,
 * and no longer than ten minutes; who asks for a second is told so at once.  It
 * ends when the asker leaves, and when the service does.
 */
#ifndef HJ_SERVER_REPLAY_RUN_H
#define HJ_SERVER_REPLAY_RUN_H

#include "server/service.h"

#include <sys/types.h>

struct hj_replay;

/* What the other process says, line by line. */
struct hj_replay_ear {
	struct hj_replay *of;
	struct event *event;
	int fd;
	struct hj_buf line;
	void (*on_line)(struct hj_replay *r, const char *line);
};

/* Make it in the request's arena and fill the first part. */
struct hj_replay {
	struct hj_req *req;
	const char *document; /* a rule set, as JSON */
	const char *instead;  /* whose place it takes; NULL: as replay.h says */
	const char *county;   /* whose history */
	/*
	 * All was played: `summary` is that of lib/rules/replay_line.h.  Say
	 * the last line and end, now or later.
	 */
	void (*on_report)(struct hj_replay *r, const char *summary);

	/* Private. */
	struct hj_stream stream;
	pid_t child;
	struct hj_replay_ear report, progress;
	struct event *timer;
	struct hj_buf last; /* line of the report */
	bool begun, over;   /* the answer; the process */
	bool deaf;          /* whoever asked has left before it began */
};

/* Begin, or answer why not. */
void hj_replay_begin(struct hj_replay *r);

/* Say some bytes; false if nobody listens any more. */
bool hj_replay_say(struct hj_replay *r, const char *p, size_t n);

/* Nothing more is said: `r` is gone with its request. */
void hj_replay_end(struct hj_replay *r);

#endif
