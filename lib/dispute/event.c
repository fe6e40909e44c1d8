/*
 * The kinds of events of a dispute, from event_list.h; see event.h.
 */
#include "lib/dispute/event.h"

#include <string.h>

#define HJ_BODY(body)
#define HJ_EVENT(name, kv, body, zh, en)                                       \
	const struct hj_event_kind hj_ev_##name = { #name, kv,                 \
		&hj_##body##_fields, hj_evolve_##body, zh, en };
#include "lib/dispute/event_list.h"
#undef HJ_EVENT

#define HJ_EVENT(name, kv, body, zh, en) &hj_ev_##name,
static const struct hj_event_kind *const all[] = {
#include "lib/dispute/event_list.h"
};
#undef HJ_BODY
#undef HJ_EVENT

const struct hj_event_kinds hj_dispute_events = {
	.kind = all,
	.n = sizeof(all) / sizeof(all[0]),
};

const struct hj_event_kind *
hj_event_kind_find(const struct hj_event_kinds *kinds, const char *name)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (kinds->kind[i]->name[0] == name[0] &&
		    strcmp(kinds->kind[i]->name, name) == 0)
			return kinds->kind[i];
	return NULL;
}

void
hj_fold(void *state, const struct hj_event *ev)
{
	struct hj_stream_state *s = state;

	ev->kind->evolve(state, ev);
	s->version = ev->seq;
	s->last_at = ev->at;
}
