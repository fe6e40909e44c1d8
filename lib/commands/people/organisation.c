/* Organisations: their state, what can happen to them, their commands. */
#include "lib/commands/people/people.h"
#include "lib/commands/correct/correct.h"

#include <string.h>

/* clang-format off */
static const struct hj_field file_year_rows[] = {
	HJ_INT(hj_file_year, last, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
	HJ_INT(hj_file_year, year, HJ_REQUIRED, 1900, 9999, NULL),
};
static const struct hj_fields file_year_fields = HJ_FIELDS(hj_file_year, file_year_rows);

static const struct hj_field duty_rows[] = {
	HJ_TEXT(hj_body_duty, duty, HJ_REQUIRED, 40, NULL),
	HJ_INT(hj_body_duty, n, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_body_duty, on, HJ_REQUIRED, NULL),
	HJ_TEXT(hj_body_duty, rules, HJ_REQUIRED, 100, NULL),
};
static const struct hj_fields duty_fields = HJ_FIELDS(hj_body_duty, duty_rows);

static const struct hj_field state_rows[] = {
	HJ_BOOL(hj_organisation, closed, 0, NULL),
	HJ_TEXT(hj_organisation, county, 0, 6, NULL),
	HJ_LIST(hj_organisation, duty, 0, &duty_fields, HJ_BODY_DUTIES_MOST, NULL),
	HJ_LIST(hj_organisation, file_year, 0, &file_year_fields, HJ_FILE_YEARS_MOST, NULL),
	HJ_ID(hj_organisation, id, 0, NULL),
	HJ_TEXT(hj_organisation, kind, 0, 40, NULL),
	HJ_INSTANT(hj_organisation, last_at, 0, NULL),
	HJ_TEXT(hj_organisation, mark, 0, 20, NULL),
	HJ_TEXT(hj_organisation, name, 0, 100, NULL),
	HJ_ID(hj_organisation, parent, 0, NULL),
	HJ_TEXT(hj_organisation, phone, 0, 40, NULL),
	HJ_TEXT(hj_organisation, place, 0, 15, NULL),
	HJ_INT(hj_organisation, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_organisation, state_rows);

static const struct hj_field set_rows[] = {
	HJ_TEXT(hj_organisation_set, county, HJ_REQUIRED, 6, NULL),
	HJ_TEXT(hj_organisation_set, kind, HJ_REQUIRED, 40, NULL),
	HJ_TEXT(hj_organisation_set, mark, 0, 20, NULL),
	HJ_TEXT(hj_organisation_set, name, HJ_REQUIRED, 100, NULL),
	HJ_ID(hj_organisation_set, parent, 0, NULL),
	HJ_TEXT(hj_organisation_set, phone, 0, 40, NULL),
	HJ_TEXT(hj_organisation_set, place, 0, 15, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_organisation_set, set_rows);

static const struct hj_field moved_rows[] = {
	HJ_ID(hj_organisation_moved, parent, 0, NULL),
};
static const struct hj_fields moved_fields = HJ_FIELDS(hj_organisation_moved, moved_rows);

static const struct hj_field closed_rows[] = {
	HJ_TEXT(hj_organisation_closed, reason, 0, 200, NULL),
};
static const struct hj_fields closed_fields = HJ_FIELDS(hj_organisation_closed, closed_rows);

static const struct hj_field drawn_rows[] = {
	HJ_ID(hj_file_number_drawn, dispute, HJ_REQUIRED, NULL),
	HJ_INT(hj_file_number_drawn, no, HJ_REQUIRED, 1, HJ_INT_MOST, NULL),
	HJ_TEXT(hj_file_number_drawn, number, HJ_REQUIRED, 100, NULL),
	HJ_INT(hj_file_number_drawn, procedure, HJ_REQUIRED, 1, 1000, NULL),
	HJ_INT(hj_file_number_drawn, year, HJ_REQUIRED, 1900, 9999, NULL),
};
static const struct hj_fields drawn_fields = HJ_FIELDS(hj_file_number_drawn, drawn_rows);
static const struct hj_field done_rows[] = {
	HJ_TEXT(hj_duty_done, article, 0, 2000, NULL),
	HJ_WORD(hj_duty_done, certainty, 0, &hj_certainty_words, NULL),
	HJ_DATE(hj_duty_done, due_on, 0, NULL),
	HJ_OBJECT(hj_duty_done, duty, HJ_REQUIRED, &duty_fields, NULL),
	HJ_TEXT(hj_duty_done, en, 0, 2000, NULL),
	HJ_TEXT(hj_duty_done, set, HJ_REQUIRED, 64, NULL),
	HJ_TEXT(hj_duty_done, zh, 0, 2000, NULL),
};
static const struct hj_fields done_fields = HJ_FIELDS(hj_duty_done, done_rows);
/* clang-format on */

/* Every event moves the stream on. */
static struct hj_organisation *
moved_on(void *state, const struct hj_event *ev)
{
	struct hj_organisation *o = state;

	o->version = ev->seq;
	o->last_at = ev->at;
	return o;
}

static void
evolve_set(void *state, const struct hj_event *ev)
{
	struct hj_organisation *o = moved_on(state, ev);
	const struct hj_organisation_set *b = ev->body;

	o->id = ev->stream;
	o->name = b->name;
	o->kind = b->kind;
	o->county = b->county;
	o->parent = b->parent;
	o->phone = b->phone;
	o->place = b->place;
	o->mark = b->mark;
}

static void
evolve_moved(void *state, const struct hj_event *ev)
{
	const struct hj_organisation_moved *b = ev->body;

	moved_on(state, ev)->parent = b->parent;
}

static void
evolve_closed(void *state, const struct hj_event *ev)
{
	moved_on(state, ev)->closed = true;
}

static void
evolve_drawn(void *state, const struct hj_event *ev)
{
	struct hj_organisation *o = moved_on(state, ev);
	const struct hj_file_number_drawn *b = ev->body;

	for (size_t i = 0; i < o->n_file_year; i++)
		if (o->file_year[i].year == b->year) {
			o->file_year[i].last = b->no;
			return;
		}
	*HJ_PUSH(o->arena, o->file_year, o->n_file_year) =
	    (struct hj_file_year){ b->year, b->no };
}

static void
evolve_done(void *state, const struct hj_event *ev)
{
	struct hj_organisation *o = moved_on(state, ev);
	const struct hj_body_duty *d =
	    ((const struct hj_duty_done *)ev->body)->duty;

	for (size_t i = 0; i < o->n_duty; i++)
		if (strcmp(o->duty[i].rules, d->rules) == 0 &&
		    strcmp(o->duty[i].duty, d->duty) == 0) {
			o->duty[i] = *d;
			return;
		}
	*HJ_PUSH(o->arena, o->duty, o->n_duty) = *d;
}

/* clang-format off */
const struct hj_event_kind hj_ev_organisation_founded = { "organisation_founded", 2, &set_fields, evolve_set, "设立单位", "organisation founded" };
const struct hj_event_kind hj_ev_organisation_renamed = { "organisation_renamed", 2, &set_fields, evolve_set, "单位更名", "organisation renamed" };
const struct hj_event_kind hj_ev_organisation_moved = { "organisation_moved", 1, &moved_fields, evolve_moved, "变更上级单位", "organisation moved" };
const struct hj_event_kind hj_ev_organisation_closed = { "organisation_closed", 1, &closed_fields, evolve_closed, "撤销单位", "organisation closed" };
const struct hj_event_kind hj_ev_file_number_drawn = { "file_number_drawn", 1, &drawn_fields, evolve_drawn, "编立卷号", "file number drawn" };
const struct hj_event_kind hj_ev_duty_done = { "duty_done", 1, &done_fields, evolve_done, "单位职责办结", "a duty of the body was done" };
/* clang-format on */

HJ_VOIDED(voided, hj_organisation, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_organisation_founded,
	&hj_ev_organisation_renamed,
	&hj_ev_organisation_moved,
	&hj_ev_organisation_closed,
	&hj_ev_file_number_drawn,
	&hj_ev_duty_done,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_found_organisation,
	&hj_cmd_rename_organisation,
	&hj_cmd_move_organisation,
	&hj_cmd_close_organisation,
	&hj_cmd_draw_file_number,
	&hj_cmd_report_duty,
	&hj_cmd_void_administered,
	&hj_cmd_amend_administered,
};

/* Set back, the body above must be there, and not below this one. */
static void
may_be(struct hj_turn *t, const void *state)
{
	const struct hj_organisation *o = state;

	if (o->parent == NULL || hj_open_org(t, o->parent, "event") == NULL)
		return;
	if (hj_steps_up(t->world->directory, o->parent, o->id) <= HJ_TREE_DEPTH)
		hj_refuse(t, HJ_NO_TREE, "event");
}

const struct hj_stream_kind hj_organisation_kind = {
	.name = "organisation",
	.path = "organisations",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.may_be = may_be,
	.arena = offsetof(struct hj_organisation, arena),
};

bool
hj_county_ok(const char *county)
{
	return strlen(county) == 6 && strspn(county, "0123456789") == 6;
}

bool
hj_place_ok(const char *place, const char *county)
{
	size_t n = place == NULL ? 0 : strlen(place);

	return place == NULL || ((n == 6 || n == 9 || n == 12 || n == 15) &&
				    strspn(place, "0123456789") == n &&
				    strncmp(place, county, 6) == 0);
}

const struct hj_org *
hj_open_org(struct hj_turn *t, const char *id, const char *field)
{
	const struct hj_org *org = hj_org_find(t->world->directory, id);

	if (org != NULL && !org->closed)
		return org;
	hj_refuse(t, HJ_NO_ORGANISATION, field);
	return NULL;
}

int
hj_steps_up(const struct hj_directory *dir, const char *id, const char *above)
{
	int n = 0;

	while (id != NULL && n <= HJ_TREE_DEPTH) {
		const struct hj_org *org = hj_org_find(dir, id);

		if (above != NULL && strcmp(id, above) == 0)
			return n;
		n++;
		id = org == NULL ? NULL : org->parent;
	}
	return above == NULL ? n : HJ_TREE_DEPTH + 1;
}
