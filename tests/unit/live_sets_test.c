/*
 * Every rule set that ships, in a dispute: a county of its own area chooses it,
 * another may not; its first automatic step is made, with its reason.
 */
#include "tests/unit/steps_fixture.h"

/* The kinds of bodies here, and the channel in which each begins a matter. */
static const struct {
	enum place place;
	const char *channel;
} doors[] = { { VILLAGE, "people" }, { GRID, "report" }, { TOWNSHIP, "people" },
	{ COUNTY, "people" }, { CENTRE, "people" },
	{ POLICE, "administrative" }, { ORGAN, "administrative" },
	{ HEALTH, "administrative" }, { HOTLINE, "hotline" },
	{ ROOM, "assigned" } };

/* The same, brought to a body of a kind that this county has not. */
static bool
brought_to_another(const char *name)
{
	const struct hj_rule_set *set;
	struct hj_org *org;

	on_ladder(name);
	fixture_methods(&f);
	set = hj_rule_set_named(&f.rules, name);
	org = (struct hj_org *)(void *)(uintptr_t)&f.dir.org[COUNTY];
	if (set->ladder[0].n_kinds == 0)
		return false;
	org->kind = hj_body_kind_find(&f.dir, set->ladder[0].kinds[0].text);
	registered(COUNTY, "people");
	return f.d->ladder->step > 0;
}

/* On `name`, brought to whichever body its ladder begins at. */
static bool
brought(const char *name)
{
	for (size_t i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		on_ladder(name);
		fixture_methods(&f);
		registered(doors[i].place, doors[i].channel);
		if (f.d->ladder != NULL && f.d->ladder->step > 0)
			return true;
	}
	return brought_to_another(name);
}

/* The newest move of the ladder in the last turn. */
static const struct hj_ladder_moved *
last_move(void)
{
	for (int64_t i = f.events; i-- > 0;)
		if (f.event[i].kind == &hj_ev_ladder_moved)
			return f.event[i].body;
	return NULL;
}

static void
each_ladder__makes_its_first_step_by_itself_with_its_reason(void **state)
{
	const char *name[200];
	size_t n = 0, made = 0;

	(void)state;
	fixture_methods(&f);
	for (size_t i = 0; i < f.rules.n; i++)
		if (f.rules.set[i].n_ladder > 0)
			name[n++] = strdup(f.rules.set[i].name);
	for (size_t i = 0; i < n; i++) {
		const struct hj_ladder_moved *move;
		const struct hj_rule_set *set;

		if (!brought(name[i]))
			fail_msg("%s begins nowhere", name[i]);
		set = hj_rule_set_named(&f.rules, name[i]);
		move = last_move();
		assert_non_null(move);
		assert_non_null(move->because);
		assert_string_equal(move->because->set, set->id);
		assert_non_null(strstr(move->because->rule, "/ladder"));
		assert_non_null(move->because->zh);
		assert_true(fixture_refolds(&f));
		made++;
		free((void *)(uintptr_t)name[i]);
	}
	print_message("%zu ladders began\n", made);
	assert_int_equal(made, n);
}

/* Sets without a ladder start their limits where their events happen. */
static void
sets_of_limits__start_theirs_by_the_facts(void **state)
{
	(void)state;
	fixture_methods(&f);
	fixture_switch_on(&f, "method-beijing-hotline");
	registered(HOTLINE, "hotline");
	DONE(HOTLINE, 0, "record-fact",
	    "{\"fact\":\"kind\",\"value\":\"utility\"}");
	DONE(HOTLINE, 0, "dispatch-order", "{\"to\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	assert_non_null(clock_of("BJ_DO"));
	assert_int_equal(clock_of("BJ_DO")->length, 24);
	assert_int_equal(clock_of("BJ_DO")->unit, HJ_UNIT_HOURS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_ladder__makes_its_first_step_by_itself_with_its_reason,
		    set_up, tear_down),
		TOLD(sets_of_limits__start_theirs_by_the_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
