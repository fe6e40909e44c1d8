/*
 * Commands one after another from a program that has nothing else to do: a
 * small service without a front, whose loop runs until each is answered.
 */
#ifndef HJ_SERVER_SENDER_H
#define HJ_SERVER_SENDER_H

#include "server/ask.h"
#include "server/base/config.h"
#include "server/commands.h"
#include "server/world.h"

struct hj_sender {
	struct event_base *base;
	struct hj_pg *pg;
	struct hj_road *road;
	struct hj_worlds *worlds;
	struct hj_arena *a; /* of all that is sent */
	struct hj_ask ask;  /* the last one, with its outcome */
	bool waiting;
};

/*
 * Reach the database at `conninfo` and wait until its directory is read.  Keys
 * and arena are borrowed.  False with what is wrong; hj_sender_close() either
 * way.
 */
bool hj_sender_open(struct hj_sender *sender, const struct hj_config *cfg,
    const char *conninfo, struct hj_keys *keys, struct hj_arena *a,
    struct hj_error *err) HJ_CHECK;
void hj_sender_close(struct hj_sender *sender);

/* Run the loop until `over` says so; false if a minute was not enough. */
bool hj_sender_wait(struct hj_sender *sender, bool (*over)(struct hj_sender *));

/*
 * Send sender->ask, as it was filled but for arena, deadline and on_done; false
 * if there is no answer, else look at its outcome and release its answer.
 */
bool hj_sender_send(struct hj_sender *sender);

/*
 * Send `command` to stream `id` of `kind` (NULL: it makes one) as the service
 * itself; false if there is no answer, else look at sender->ask.outcome.
 */
bool hj_sender_tell(struct hj_sender *sender, const struct hj_stream_kind *kind,
    const char *command, const char *id, const char *key,
    const struct hj_buf *body);

#endif
