/* The kinds of events of a dispute and their bodies, declared. */
#ifndef HJ_LIB_DISPUTE_KINDS_H
#define HJ_LIB_DISPUTE_KINDS_H

#define HJ_BODY(body)                                                          \
	extern const struct hj_fields hj_##body##_fields;                      \
	hj_evolve_fn hj_evolve_##body;
#define HJ_EVENT(name, kv, body, zh, en)                                       \
	extern const struct hj_event_kind hj_ev_##name;
#include "lib/dispute/event_list.h"
#undef HJ_BODY
#undef HJ_EVENT

#endif
