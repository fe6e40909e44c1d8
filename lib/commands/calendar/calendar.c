/* The calendar: its state, what can happen to it, its commands. */
#include "lib/commands/calendar/calendar.h"
#include "lib/commands/correct/correct.h"

/* clang-format off */
static const struct hj_field state_rows[] = {
	HJ_ID(hj_site_calendar, id, 0, NULL),
	HJ_INSTANT(hj_site_calendar, last_at, 0, NULL),
	HJ_LIST(hj_site_calendar, list, 0, &hj_calendar_version_fields, HJ_CALENDAR_ENTERED_MOST, NULL),
	HJ_INT(hj_site_calendar, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_site_calendar, state_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_calendar_version_set, version, HJ_REQUIRED, &hj_calendar_version_fields, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_calendar_version_set, set_rows);
/* clang-format on */

static void
evolve_published(void *state, const struct hj_event *ev)
{
	struct hj_site_calendar *c = state;
	const struct hj_calendar_version_set *b = ev->body;

	c->id = ev->stream;
	c->version = ev->seq;
	c->last_at = ev->at;
	*HJ_PUSH(c->arena, c->list, c->n_list) = *b->version;
}

void
hj_calendar_join(struct hj_arena *a, const struct hj_calendar *shipped,
    const struct hj_site_calendar *entered, struct hj_calendar *ret)
{
	struct hj_error err;

	*ret = (struct hj_calendar){ 0 };
	for (size_t i = 0; i < shipped->n; i++)
		*HJ_PUSH(a, ret->version, ret->n) = shipped->version[i];
	for (size_t i = 0; entered != NULL && i < entered->n_list; i++)
		if (hj_calendar_add(a, ret, &entered->list[i], &err) != HJ_OK)
			continue; /* overtaken by a release */
}

/* clang-format off */
const struct hj_event_kind hj_ev_calendar_version_published = { "calendar_version_published", 1, &set_fields, evolve_published, "公布放假安排", "calendar version published" };
/* clang-format on */

HJ_VOIDED(voided, hj_site_calendar, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_calendar_version_published,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_publish_calendar_version,
	&hj_cmd_void_administered,
	&hj_cmd_amend_administered,
};

const struct hj_stream_kind hj_calendar_kind = {
	.name = "calendar",
	.path = "calendars",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.arena = offsetof(struct hj_site_calendar, arena),
	.only = HJ_CALENDAR_STREAM,
};
