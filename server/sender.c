/* Commands one after another; see sender.h. */
#include "server/sender.h"

#include "server/base/now.h"
#include "server/statements.h"
#include "server/worker.h"

#include <event2/event.h>

#define PATIENCE_MS 60000

static void
on_done(struct hj_ask *ask)
{
	HJ_CONTAINER(struct hj_sender, ask, ask)->waiting = false;
}

bool
hj_sender_wait(struct hj_sender *sender, bool (*over)(struct hj_sender *))
{
	int64_t until = hj_mono_ms() + PATIENCE_MS;

	while (!over(sender)) {
		const struct timeval tick = { 0, 20000 };

		if (hj_mono_ms() > until)
			return false;
		event_base_loopexit(sender->base, &tick);
		event_base_dispatch(sender->base);
	}
	return true;
}

static bool
has_world(struct hj_sender *sender)
{
	struct hj_world_ref *w = hj_world_hold(sender->worlds);

	hj_world_drop(w);
	return w != NULL;
}

bool
hj_sender_open(struct hj_sender *sender, const struct hj_config *cfg,
    const char *conninfo, struct hj_keys *keys, struct hj_arena *a,
    struct hj_error *err)
{
	const struct hj_stmt *const own[] = { &hj_stmt_load, &hj_stmt_events_of,
		&hj_stmt_append, &hj_stmt_strange_divisions };
	struct hj_pg_config pg;

	sender->a = a;
	sender->base = event_base_new();
	sender->worlds = hj_worlds_new(cfg, err);
	if (sender->worlds == NULL)
		return false;
	hj_worker_pg(&pg, conninfo);
	sender->pg = hj_pg_new(sender->base, &pg);
	sender->road =
	    hj_road_new(sender->base, sender->pg, sender->worlds, keys);
	if (hj_worlds_attach(sender->worlds, sender->base, sender->pg, err) !=
	    HJ_OK)
		return false;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (hj_pg_register(sender->pg, own[i], 1, err) != HJ_OK)
			return false;
	hj_pg_start(sender->pg);
	if (hj_sender_wait(sender, has_world))
		return true;
	hj_fail(err, HJ_ERR_DB, "", hj_pg_refusal(sender->pg), NULL);
	return false;
}

void
hj_sender_close(struct hj_sender *sender)
{
	hj_pg_free(sender->pg);
	hj_road_free(sender->road);
	hj_worlds_free(sender->worlds);
	if (sender->base != NULL)
		event_base_free(sender->base);
}

static bool
answered(struct hj_sender *sender)
{
	return !sender->waiting;
}

bool
hj_sender_send(struct hj_sender *sender)
{
	sender->waiting = true;
	sender->ask.deadline_ms = hj_mono_ms() + PATIENCE_MS;
	sender->ask.arena = sender->a;
	sender->ask.on_done = on_done;
	hj_road_send(sender->road, &sender->ask);
	return hj_sender_wait(sender, answered);
}

bool
hj_sender_tell(struct hj_sender *sender, const struct hj_stream_kind *kind,
    const char *command, const char *id, const char *key,
    const struct hj_buf *body)
{
	sender->ask = (struct hj_ask){
		.kind = kind,
		.command = hj_command_find(kind, command),
		.stream = id,
		.actor = { .person = "init", .service = true },
		.key = key,
		.body = body->p,
		.body_n = body->n,
	};
	if (!hj_sender_send(sender))
		return false;
	hj_buf_release(&sender->ask.answer);
	return true;
}
