/*
 * void and amend for streams that are no dispute, each under the right by which
 * the stream is kept; and what a timeline of such a stream has for them.
 */
#ifndef HJ_LIB_COMMANDS_CORRECT_CORRECT_H
#define HJ_LIB_COMMANDS_CORRECT_CORRECT_H

#include "lib/commands/command.h"

#define HJ_CORRECTS(right)                                                     \
	extern const struct hj_command hj_cmd_void_##right;                    \
	extern const struct hj_command hj_cmd_amend_##right;
HJ_CORRECTS(administered)
HJ_CORRECTS(group)
HJ_CORRECTS(roster)
HJ_CORRECTS(prevention)
HJ_CORRECTS(review)
HJ_CORRECTS(rules)
#undef HJ_CORRECTS

/*
 * The kind `voided` of a stream whose state is a `struct state`, described by
 * `state_fields`, with lists that grow in its member `arena`; named `name`.
 */
#define HJ_VOIDED(name, state, state_fields)                                   \
	HJ_VOIDED_FIELDS(name##_body, state_fields);                           \
	static void name##_evolve(void *s, const struct hj_event *ev)          \
	{                                                                      \
		hj_set_back(                                                   \
		    ((struct state *)s)->arena, &state_fields, s, ev->body);   \
	}                                                                      \
	static const struct hj_event_kind name = { "voided", 1, &name##_body,  \
		name##_evolve, "撤销记录", "voided" }

#endif
