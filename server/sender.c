/* Commands one after another; see sender.h. */
#include "server/sender.h"

#include "server/base/now.h"

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
answered(struct hj_sender *sender)
{
	return !sender->waiting;
}

bool
hj_sender_tell(struct hj_sender *sender, const struct hj_stream_kind *kind,
    const char *command, const char *id, const char *key,
    const struct hj_buf *body)
{
	sender->waiting = true;
	sender->ask = (struct hj_ask){
		.kind = kind,
		.command = hj_command_find(kind, command),
		.stream = id,
		.actor = { .person = "init", .service = true },
		.key = key,
		.body = body->p,
		.body_n = body->n,
		.deadline_ms = hj_mono_ms() + PATIENCE_MS,
		.arena = sender->a,
		.on_done = on_done,
	};
	hj_road_send(sender->road, &sender->ask);
	if (!hj_sender_wait(sender, answered))
		return false;
	hj_buf_release(&sender->ask.answer);
	return true;
}
