/* The tables of commands and of kinds of streams; see command.h. */
#include "lib/commands/command.h"

#include <string.h>

#define HJ_COMMAND(name) extern const struct hj_command hj_cmd_##name;
#include "lib/commands/list.h"
#undef HJ_COMMAND

static const struct hj_command *const dispute_commands[] = {
#define HJ_COMMAND(name) &hj_cmd_##name,
#include "lib/commands/list.h"
#undef HJ_COMMAND
};

const struct hj_stream_kind hj_dispute_kind = {
	.name = "dispute",
	.path = "disputes",
	.state = &hj_dispute_fields,
	.events = &hj_dispute_events,
	.commands = dispute_commands,
	.n_commands = sizeof(dispute_commands) / sizeof(dispute_commands[0]),
	.arena = offsetof(struct hj_dispute, arena),
};

const struct hj_stream_kind *const hj_stream_kinds[] = {
	&hj_dispute_kind,
	&hj_organisation_kind,
	&hj_person_kind,
	&hj_site_kind,
	&hj_calendar_kind,
	&hj_group_kind,
	&hj_roster_kind,
	&hj_compact_kind,
	&hj_assessment_kind,
	&hj_help_kind,
	&hj_review_kind,
	&hj_ruleset_kind,
};
const size_t hj_n_stream_kinds =
    sizeof(hj_stream_kinds) / sizeof(hj_stream_kinds[0]);

const struct hj_stream_kind *
hj_stream_kind_of_path(const char *path)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		if (strcmp(hj_stream_kinds[i]->path, path) == 0)
			return hj_stream_kinds[i];
	return NULL;
}

const struct hj_stream_kind *
hj_stream_kind_named(const char *name)
{
	for (size_t i = 0; i < hj_n_stream_kinds; i++)
		if (strcmp(hj_stream_kinds[i]->name, name) == 0)
			return hj_stream_kinds[i];
	return NULL;
}

const struct hj_command *
hj_command_find(const struct hj_stream_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->n_commands; i++)
		if (strcmp(kind->commands[i]->name, name) == 0)
			return kind->commands[i];
	return NULL;
}

void *
hj_state_new(
    struct hj_arena *a, const struct hj_stream_kind *kind, const char *id)
{
	void *state = hj_alloc(a, kind->state->size);

	/* Every state begins with the id of its stream. */
	hj_fields_clear(kind->state, state);
	memcpy(state, &id, sizeof(id));
	hj_state_grows_in(kind, state, a);
	return state;
}

void
hj_state_grows_in(
    const struct hj_stream_kind *kind, void *state, struct hj_arena *a)
{
	if (kind->arena != 0)
		memcpy((unsigned char *)state + kind->arena, &a, sizeof(a));
}
