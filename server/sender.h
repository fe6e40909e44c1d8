/*
 * Commands one after another from a program that has nothing else to do: runs
 * the loop until each is answered.
 */
#ifndef HJ_SERVER_SENDER_H
#define HJ_SERVER_SENDER_H

#include "server/ask.h"
#include "server/commands.h"
#include "server/world.h"

struct hj_sender {
	struct event_base *base;
	struct hj_road *road;
	struct hj_worlds *worlds;
	struct hj_arena *a; /* of all that is sent */
	struct hj_ask ask;  /* the last one, with its outcome */
	bool waiting;
};

/* Run the loop until `over` says so; false if a minute was not enough. */
bool hj_sender_wait(struct hj_sender *sender, bool (*over)(struct hj_sender *));

/*
 * Send `command` to stream `id` of `kind` (NULL: it makes one) as the service
 * itself; false if there is no answer, else look at sender->ask.outcome.
 */
bool hj_sender_tell(struct hj_sender *sender, const struct hj_stream_kind *kind,
    const char *command, const char *id, const char *key,
    const struct hj_buf *body);

#endif
