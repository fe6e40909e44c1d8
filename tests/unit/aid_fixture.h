/*
 * Legal aid to try commands on: a roster of the centre in the world, an
 * application, and the service that sends a draw's seed.
 */
#ifndef HJ_TESTS_UNIT_AID_FIXTURE_H
#define HJ_TESTS_UNIT_AID_FIXTURE_H

#include "lib/commands/legal_aid/draw.h"
#include "tests/unit/steps_fixture.h"

static struct hj_roster roster;
static const struct hj_roster *rosters[] = { &roster };

/* Counsel `n` of the roster; the first is a person of the centre. */
static inline const char *
counsel_id(int n)
{
	return n == 0 ? fixture_person(&f, AID, 1) : fixture_id(&f, 'f', n);
}

/* The centre has a roster of `n`, all alike. */
static inline void
rostered(size_t n)
{
	roster = (struct hj_roster){ .id = fixture_id(&f, '9', 1),
		.body = fixture_org(&f, AID),
		.county = "999901",
		.counsel = hj_alloc(f.a, (n + 1) * sizeof(struct hj_counsel)),
		.n_counsel = n };
	for (size_t i = 0; i < n; i++)
		roster.counsel[i] =
		    (struct hj_counsel){ .id = counsel_id((int)i),
			    .name = "某律师",
			    .share = 1,
			    .since = 20200101 };
	f.world.roster = rosters;
	f.world.n_roster = 1;
}

static inline struct hj_aid *
aid(int64_t procedure)
{
	struct hj_aid *found = hj_aid_of(f.d, procedure);

	assert_non_null(found);
	return found;
}

/* Registered by the village; party 1 has applied: procedure 2. */
static inline void
applied(const char *more)
{
	rostered(3);
	registered(VILLAGE, "people");
	DONE(AID, 0, "aid-apply", "{\"matter\":\"labour\",\"parties\":[1]%s}",
	    more);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_APPLIED);
}

static inline void
granted(void)
{
	applied(",\"hardship\":\"promised\"");
	DONE(AID, 0, "aid-grant", "{\"procedure\":2}");
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_GRANTED);
}

/* Counsel `n` is appointed because the recipient asks. */
static inline enum hj_refusal
appoint(int n)
{
	return ask(AID, 0, "appoint-counsel",
	    "{\"procedure\":2,\"counsel\":\"%s\",\"ground\":\"asked\","
	    "\"disclosed\":true,\"reason\":\"曾代理\"}",
	    counsel_id(n));
}

static inline void
running(void)
{
	granted();
	assert_int_equal(appoint(1), HJ_NO);
	assert_int_equal(procedure(2)->stage, HJ_ST_AID_RUNNING);
}

/* What the service sends when the checkpoint is there. */
static inline enum hj_refusal
conclude(int draw, const char *seed, struct hj_turn *t)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, "conclude-draw");
	struct hj_error err = { 0 };
	char json[256];
	void *cmd = hj_alloc(f.a, command->fields->size);

	snprintf(json, sizeof(json),
	    "{\"draw\":%d,\"checkpoint_size\":77,\"seed\":\"%s\"}", draw, seed);
	assert_int_equal(hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd,
			     json, strlen(json), &err),
	    HJ_OK);
	*t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = "draw", .roles = 0, .service = true },
		.now = f.now,
		.cmd = fixture_command(&f, ++f.commands),
		.state = f.d,
		.d = f.d,
		.version = f.d->version };
	hj_decide(t, &hj_dispute_kind, command, cmd);
	f.event = t->event;
	f.events = (int64_t)t->n_event;
	fixture_tell(&f);
	return t->refused;
}

static inline const struct hj_clock *
clock_named(const char *rule)
{
	for (size_t i = f.d->n_clock; i-- > 0;)
		if (strcmp(f.d->clock[i].rule, rule) == 0)
			return &f.d->clock[i];
	fail_msg("no clock %s", rule);
	return NULL;
}

/* How many notices of `kind` are in `state`? */
static inline int
notices(int kind, int state)
{
	int n = 0;

	for (size_t i = 0; i < f.d->n_notice; i++)
		n += f.d->notice[i].kind == kind &&
		     f.d->notice[i].state == state;
	return n;
}

#endif
