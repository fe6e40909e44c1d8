/* File numbers of a body: drawn one by one, given to its disputes. */
#include "tests/unit/people_fixture.h"

#define DRAW(procedure, on)                                                    \
	"{\"dispute\":\"dddddddddddddddddddddddddddddddd\","                   \
	"\"procedure\":" procedure ",\"on\":\"" on "\"}"

static const char *
drawn_number(struct stream *s)
{
	const struct hj_file_number_drawn *b = s->t.event[0].body;

	assert_int_equal(s->t.n_event, 1);
	return b->number;
}

static void
file_numbers__have_no_gaps_within_a_year(void **state)
{
	struct stream s;
	char wanted[64];

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	s.service = true;
	for (int i = 1; i <= 12; i++) {
		done(&s, "draw-file-number", DRAW("1", "2026-03-01"));
		(void)snprintf(wanted, sizeof(wanted), "(2026)人调字第%d号", i);
		assert_string_equal(drawn_number(&s), wanted);
		assert_int_equal(s.t.n_follow_up, 1);
	}
	assert_string_equal(s.t.follow_up[0].kind, "dispute");
	assert_string_equal(
	    s.t.follow_up[0].stream, "dddddddddddddddddddddddddddddddd");
	assert_string_equal(s.t.follow_up[0].command, "note-file-number");
	assert_string_equal(s.t.follow_up[0].body,
	    "{\"number\":\"(2026)人调字第12号\",\"procedure\":1}");

	/* Each year counts for itself, and a new word does not begin anew. */
	done(&s, "draw-file-number", DRAW("2", "2025-12-31"));
	assert_string_equal(drawn_number(&s), "(2025)人调字第1号");
	done(&s, "rename", "{\"mark\":\"某调\"}");
	done(&s, "draw-file-number", DRAW("3", "2026-03-02"));
	assert_string_equal(drawn_number(&s), "(2026)某调字第13号");

	/* What was accepted before the body was closed gets its number. */
	done(&s, "close", "{}");
	done(&s, "draw-file-number", DRAW("1", "2025-12-31"));
	assert_string_equal(drawn_number(&s), "(2025)某调字第2号");
	refused(&s, "draw-file-number",
	    "{\"dispute\":\"dddddddddddddddddddddddddddddddd\","
	    "\"on\":\"2026-03-01\"}",
	    HJ_NO_PROCEDURE, "procedure");
	comes_back(&s);
	end(&s);
}

/* A command to the fixture's dispute, by a person of the village or by the
 * service. */
static struct hj_turn
ask_dispute(struct stream *s, const char *name, const char *json, bool service)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, name);
	struct hj_turn t = { .a = s->f.a,
		.world = &s->f.world,
		.actor = { .person = fixture_person(&s->f, VILLAGE, 0),
		    .org = fixture_org(&s->f, VILLAGE),
		    .roles = HJ_RO(MEDIATOR) | HJ_RO(CLERK),
		    .service = service },
		.now = s->f.now,
		.cmd = fixture_id(&s->f, 'e', (int)++s->f.commands),
		.state = s->f.d,
		.d = s->f.d,
		.version = s->f.d->version };

	assert_non_null(command);
	hj_decide(
	    &t, &hj_dispute_kind, command, bound(s, command->fields, json));
	return t;
}

static void
file_number__goes_to_the_body_and_comes_back(void **state)
{
	struct stream s;
	struct hj_turn t;
	struct hj_follow_up asked, told;

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	fixture_agreed(&s.f, VILLAGE);
	t = ask_dispute(&s, "accept", "{}", false);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 1);
	asked = t.follow_up[0];
	assert_string_equal(asked.kind, "organisation");
	assert_string_equal(asked.stream, fixture_org(&s.f, VILLAGE));

	s.service = true;
	done(&s, asked.command, asked.body);
	told = s.t.follow_up[0];
	assert_string_equal(told.kind, "dispute");
	assert_string_equal(told.stream, s.f.d->id);
	assert_null(s.f.d->procedure[0].number);
	t = ask_dispute(&s, told.command, told.body, false);
	assert_int_equal(t.refused, HJ_NO_RIGHT);
	t = ask_dispute(&s, told.command, told.body, true);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 0);
	assert_string_equal(s.f.d->procedure[0].number, "(2026)人调字第1号");
	t = ask_dispute(&s, told.command, told.body, true);
	assert_int_equal(t.refused, HJ_NO_DUPLICATE);
	end(&s);
}

/* Who brings a number along gets no second one. */
static void
file_number__that_is_there_is_not_asked_for(void **state)
{
	struct stream s;
	struct hj_turn t;

	(void)state;
	begin(&s, &hj_organisation_kind);
	fixture_agreed(&s.f, VILLAGE);
	t = ask_dispute(&s, "accept", "{\"number\":\"旧卷7号\"}", false);
	assert_int_equal(t.refused, HJ_NO);
	assert_int_equal(t.n_follow_up, 0);
	assert_string_equal(s.f.d->procedure[0].number, "旧卷7号");
	end(&s);
}

static void
file_numbers__are_given_to_nobody_who_asks_in_person(void **state)
{
	struct stream s;

	(void)state;
	begin(&s, &hj_organisation_kind);
	done(&s, "found", at(&s, VILLAGE_BODY, TOWNSHIP));
	s.roles = ~0u;
	refused(
	    &s, "draw-file-number", DRAW("1", "2026-03-01"), HJ_NO_RIGHT, NULL);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_numbers__have_no_gaps_within_a_year),
		cmocka_unit_test(file_number__goes_to_the_body_and_comes_back),
		cmocka_unit_test(file_number__that_is_there_is_not_asked_for),
		cmocka_unit_test(
		    file_numbers__are_given_to_nobody_who_asks_in_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
