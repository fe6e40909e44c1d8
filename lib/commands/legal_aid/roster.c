/* Rosters: their state, what can happen to them, their commands. */
#include "lib/commands/legal_aid/roster.h"

#include "lib/commands/correct/correct.h"
#include "lib/commands/people/people.h"

#include <string.h>

static const struct hj_field speciality_rows[] = {
	{ .name = "",
	    .type = HJ_T_WORD,
	    .flags = HJ_REQUIRED,
	    .offset = offsetof(struct hj_speciality, matter),
	    .words = &hj_aid_matter_words },
};
const struct hj_fields hj_speciality_fields =
    HJ_FIELDS(hj_speciality, speciality_rows);

/* clang-format off */
static const struct hj_field counsel_rows[] = {
	HJ_LIST(hj_counsel, areas, 0, &hj_name_fields, 20, NULL),
	HJ_TEXT(hj_counsel, id, HJ_REQUIRED, 32, NULL),
	HJ_DATE(hj_counsel, leave_from, 0, NULL),
	HJ_DATE(hj_counsel, leave_to, 0, NULL),
	HJ_TEXT(hj_counsel, licence, 0, 40, NULL),
	HJ_INT(hj_counsel, load, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_counsel, most, 0, 0, 1000, NULL),
	HJ_TEXT(hj_counsel, name, HJ_REQUIRED, 40, NULL),
	HJ_TEXT(hj_counsel, phone, 0, 40, NULL),
	HJ_TEXT(hj_counsel, practice, 0, 60, NULL),
	HJ_DATE(hj_counsel, practising_since, 0, NULL),
	HJ_INT(hj_counsel, share, HJ_REQUIRED, 1, 100, NULL),
	HJ_DATE(hj_counsel, since, 0, NULL),
	HJ_LIST(hj_counsel, specialities, 0, &hj_speciality_fields, 20, NULL),
	HJ_INT(hj_counsel, turns, 0, 0, HJ_INT_MOST, NULL),
	HJ_DATE(hj_counsel, until, 0, NULL),
};
const struct hj_fields hj_counsel_fields = HJ_FIELDS(hj_counsel, counsel_rows);

static const struct hj_field state_rows[] = {
	HJ_ID(hj_roster, body, 0, NULL),
	HJ_LIST(hj_roster, counsel, 0, &hj_counsel_fields, HJ_COUNSEL_MOST, NULL),
	HJ_TEXT(hj_roster, county, 0, 6, NULL),
	HJ_ID(hj_roster, id, 0, NULL),
	HJ_INSTANT(hj_roster, last_at, 0, NULL),
	HJ_INT(hj_roster, version, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields state_fields = HJ_FIELDS(hj_roster, state_rows);

static const struct hj_field founded_rows[] = {
	HJ_ID(hj_roster_founded, body, HJ_REQUIRED, NULL),
	HJ_TEXT(hj_roster_founded, county, HJ_REQUIRED, 6, NULL),
};
static const struct hj_fields founded_fields = HJ_FIELDS(hj_roster_founded, founded_rows);

static const struct hj_field set_rows[] = {
	HJ_OBJECT(hj_counsel_set, counsel, HJ_REQUIRED, &hj_counsel_fields, NULL),
	HJ_TEXT(hj_counsel_set, reason, 0, 200, NULL),
};
static const struct hj_fields set_fields = HJ_FIELDS(hj_counsel_set, set_rows);

static const struct hj_field removed_rows[] = {
	HJ_TEXT(hj_counsel_removed, id, HJ_REQUIRED, 32, NULL),
	HJ_TEXT(hj_counsel_removed, reason, 0, 200, NULL),
};
static const struct hj_fields removed_fields = HJ_FIELDS(hj_counsel_removed, removed_rows);

static const struct hj_field turns_rows[] = {
	HJ_TEXT(hj_turns, id, HJ_REQUIRED, 32, NULL),
	HJ_INT(hj_turns, turns, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields turns_fields = HJ_FIELDS(hj_turns, turns_rows);

static const struct hj_field turn_set_rows[] = {
	HJ_ID(hj_turn_set, dispute, HJ_REQUIRED, NULL),
	HJ_TEXT(hj_turn_set, id, HJ_REQUIRED, 32, NULL),
	HJ_LIST(hj_turn_set, lifted, 0, &turns_fields, HJ_COUNSEL_MOST, NULL),
	HJ_INT(hj_turn_set, load, 0, 0, HJ_INT_MOST, NULL),
	HJ_INT(hj_turn_set, procedure, HJ_REQUIRED, 1, 1000, NULL),
	HJ_INT(hj_turn_set, turns, 0, 0, HJ_INT_MOST, NULL),
};
static const struct hj_fields turn_set_fields = HJ_FIELDS(hj_turn_set, turn_set_rows);
/* clang-format on */

static void
evolve_founded(void *state, const struct hj_event *ev)
{
	struct hj_roster *r = state;
	const struct hj_roster_founded *b = ev->body;

	r->id = ev->stream;
	r->body = b->body;
	r->county = b->county;
}

/* In its place by id, or instead of what stands there. */
static void
evolve_counsel(void *state, const struct hj_event *ev)
{
	struct hj_roster *r = state;
	const struct hj_counsel_set *b = ev->body;
	struct hj_counsel *c = hj_counsel_at(r, b->counsel->id);
	size_t i;

	if (c != NULL) {
		*c = *b->counsel;
		return;
	}
	(void)HJ_PUSH(r->arena, r->counsel, r->n_counsel);
	for (i = r->n_counsel - 1;
	     i > 0 && strcmp(r->counsel[i - 1].id, b->counsel->id) > 0; i--)
		r->counsel[i] = r->counsel[i - 1];
	r->counsel[i] = *b->counsel;
}

static void
evolve_removed(void *state, const struct hj_event *ev)
{
	struct hj_roster *r = state;
	const struct hj_counsel_removed *b = ev->body;
	struct hj_counsel *c = hj_counsel_at(r, b->id);

	if (c == NULL)
		return;
	memmove(c, c + 1,
	    (size_t)(r->counsel + r->n_counsel - (c + 1)) * sizeof(*c));
	r->n_counsel--;
}

static void
evolve_turn(void *state, const struct hj_event *ev)
{
	const struct hj_turn_set *b = ev->body;
	struct hj_counsel *c = hj_counsel_at(state, b->id);

	if (c != NULL) {
		c->load = b->load;
		c->turns = b->turns;
	}
	for (size_t i = 0; i < b->n_lifted; i++) {
		c = hj_counsel_at(state, b->lifted[i].id);
		if (c != NULL)
			c->turns = b->lifted[i].turns;
	}
}

/* clang-format off */
const struct hj_event_kind hj_ev_roster_founded = { "roster_founded", 1, &founded_fields, evolve_founded, "设立名册", "roster founded" };
const struct hj_event_kind hj_ev_counsel_entered = { "counsel_entered", 1, &set_fields, evolve_counsel, "律师入册", "counsel entered" };
const struct hj_event_kind hj_ev_counsel_changed = { "counsel_changed", 1, &set_fields, evolve_counsel, "变更律师信息", "counsel changed" };
const struct hj_event_kind hj_ev_leave_set = { "leave_set", 1, &set_fields, evolve_counsel, "律师请假", "leave set" };
const struct hj_event_kind hj_ev_counsel_removed = { "counsel_removed", 1, &removed_fields, evolve_removed, "律师出册", "counsel removed" };
const struct hj_event_kind hj_ev_turn_given = { "turn_given", 1, &turn_set_fields, evolve_turn, "承办一件", "turn given" };
const struct hj_event_kind hj_ev_turn_ended = { "turn_ended", 1, &turn_set_fields, evolve_turn, "办结一件", "matter done" };
/* clang-format on */

HJ_VOIDED(voided, hj_roster, state_fields);

static const struct hj_event_kind *const events[] = {
	&hj_ev_roster_founded,
	&hj_ev_counsel_entered,
	&hj_ev_counsel_changed,
	&hj_ev_leave_set,
	&hj_ev_counsel_removed,
	&hj_ev_turn_given,
	&hj_ev_turn_ended,
	&voided,
	&hj_ev_amended,
};
static const struct hj_event_kinds event_kinds = {
	.kind = events,
	.n = sizeof(events) / sizeof(events[0]),
};

static const struct hj_command *const commands[] = {
	&hj_cmd_found_roster,
	&hj_cmd_enter_counsel,
	&hj_cmd_change_counsel,
	&hj_cmd_set_leave,
	&hj_cmd_remove_counsel,
	&hj_cmd_count_turn,
	&hj_cmd_void_roster,
	&hj_cmd_amend_roster,
};

static void
may_correct(struct hj_turn *t)
{
	(void)hj_roster_ours(t);
}

const struct hj_stream_kind hj_roster_kind = {
	.name = "roster",
	.path = "rosters",
	.state = &state_fields,
	.events = &event_kinds,
	.commands = commands,
	.n_commands = sizeof(commands) / sizeof(commands[0]),
	.may_correct = may_correct,
	.arena = offsetof(struct hj_roster, arena),
};

struct hj_counsel *
hj_counsel_at(const struct hj_roster *r, const char *id)
{
	for (size_t i = 0; i < r->n_counsel; i++)
		if (strcmp(r->counsel[i].id, id) == 0)
			return &r->counsel[i];
	return NULL;
}

const struct hj_roster *
hj_roster_of(const struct hj_world *world, const char *body)
{
	for (size_t i = 0; body != NULL && i < world->n_roster; i++)
		if (world->roster[i]->body != NULL &&
		    strcmp(world->roster[i]->body, body) == 0)
			return world->roster[i];
	return NULL;
}

bool
hj_counsel_on(const struct hj_counsel *c, int32_t day)
{
	return c->since <= day && (c->until == 0 || day <= c->until);
}

bool
hj_counsel_away(const struct hj_counsel *c, int32_t day)
{
	return c->leave_from != 0 && c->leave_from <= day && day <= c->leave_to;
}

int64_t
hj_roster_round(const struct hj_roster *r, int32_t day)
{
	int64_t least = -1;

	for (size_t i = 0; i < r->n_counsel; i++) {
		const struct hj_counsel *c = &r->counsel[i];
		int64_t round = c->turns / c->share;

		if (hj_counsel_on(c, day) && !hj_counsel_away(c, day) &&
		    (least < 0 || round < least))
			least = round;
	}
	return least < 0 ? 0 : least;
}

bool
hj_roster_ours(struct hj_turn *t)
{
	const struct hj_roster *r = t->state;

	if (t->actor.service || (t->actor.roles & HJ_RO(ADMINISTRATOR)) != 0 ||
	    (r->body != NULL && t->actor.org != NULL &&
		strcmp(r->body, t->actor.org) == 0))
		return true;
	hj_refuse(t, HJ_NO_RIGHT, NULL);
	return false;
}

#define TAKE(m)                                                                \
	do {                                                                   \
		if (in->m != 0)                                                \
			c->m = in->m;                                          \
	} while (0)

/* Who stood there twice could come to stand on both sides. */
static bool
licensed_twice(const struct hj_roster *r, const struct hj_counsel *c)
{
	for (size_t i = 0; c->licence != NULL && i < r->n_counsel; i++)
		if (r->counsel[i].licence != NULL &&
		    strcmp(r->counsel[i].licence, c->licence) == 0 &&
		    strcmp(r->counsel[i].id, c->id) != 0)
			return true;
	return false;
}

void
hj_counsel_take(
    struct hj_turn *t, struct hj_counsel *c, const struct hj_counsel_input *in)
{
	for (size_t i = 0; i < in->n_areas; i++)
		if (!hj_county_ok(in->areas[i].text))
			hj_refuse(t, HJ_NO_COUNTY, "areas");
	TAKE(name);
	TAKE(practice);
	TAKE(licence);
	TAKE(phone);
	TAKE(practising_since);
	TAKE(share);
	TAKE(most);
	TAKE(since);
	TAKE(until);
	if (in->n_areas > 0) {
		c->areas = in->areas;
		c->n_areas = in->n_areas;
	}
	if (in->n_specialities > 0) {
		c->specialities = in->specialities;
		c->n_specialities = in->n_specialities;
	}
	if (c->until != 0 && c->until < c->since)
		hj_refuse(t, HJ_NO_ORDER, "until");
	if (licensed_twice(t->state, c))
		hj_refuse(t, HJ_NO_DUPLICATE, "licence");
}
