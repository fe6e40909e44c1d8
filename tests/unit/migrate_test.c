/*
 * A dispute is moved to another ladder: by somebody who may, with a reason;
 * what carries over, and what is refused.
 */
#include "tests/unit/migrate_fixture.h"

/* On a ladder `old` of the county, which then takes `new`. */
static void
on_old_ladder(const char *old_village)
{
	on_ladder("old");
	(void)known(LADDER_OF("old", "%s"), old_village);
	mediating();
	assert_int_equal(f.d->ladder->step, 1);
}

/* ---- the ladder ---- */

static void
ladder__goes_on_at_the_step_that_corresponds(void **state)
{
	const struct hj_rules_migrated *b;
	const char *was, *is;

	(void)state;
	on_ladder("three-two-one-a");
	mediating();
	sittings(1);
	was = f.d->ladder->set;
	county_takes("three-two-one-c");
	is = hj_rule_set_named(&f.rules, "three-two-one-c")->id;
	b = moved("three-two-one-c");
	assert_string_equal(b->from, was);
	assert_string_equal(b->to, is);
	assert_int_equal(b->n_steps, 3);
	for (int i = 0; i < 3; i++)
		assert_int_equal(b->steps[i].to, i + 1);
	assert_int_equal(f.event[0].n_rules, 2);
	assert_string_equal(f.event[0].rules[0].text, was);
	assert_string_equal(f.event[0].rules[1].text, is);
	assert_string_equal(f.d->ladder->set, is);
	assert_int_equal(f.d->ladder->step, 1);
	assert_int_equal(f.d->ladder->attempts, 1);
	assert_int_equal(f.d->ladder->procedure, 1);
	/* Three days from the entry into the step, not from the move. */
	assert_int_equal(clock_of("LADDER")->day0, 20260302);
	assert_int_equal(clock_of("LADDER")->due_on, 20260305);
	/* And it goes up by the new rules. */
	fixture_at(&f, "2026-03-06T09:00:00+08:00");
	(void)fixture_settle(&f);
	assert_int_equal(f.d->n_referral, 1);
	assert_int_equal(f.d->referral[0].step, 2);
}

static void
ladder__of_the_county_moves_no_matter_by_itself(void **state)
{
	const char *was;

	(void)state;
	on_ladder("three-two-one-a");
	mediating();
	was = f.d->ladder->set;
	county_takes("three-two-one-c");
	fixture_at(&f, "2026-03-12T10:00:00+08:00");
	DONE(VILLAGE, 2, "correct-category",
	    "{\"category_moj\":\"YL\",\"category_gb\":\"0502\","
	    "\"reason\":\"误\"}");
	sittings(1);
	assert_string_equal(f.d->ladder->set, was);
	assert_null(clock_of("LADDER"));
	for (size_t i = 0; i < f.n_told; i++)
		assert_null(strstr(f.told[i].text, "rules_migrated"));
}

static void
sittings__that_were_held_count_and_may_be_enough(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":2")));
	county_takes("new");
	sittings(1);
	(void)moved("new");
	assert_int_equal(f.d->n_referral, 0);
	sittings(1);
	assert_int_equal(f.d->ladder->attempts, 2);
	assert_int_equal(f.d->n_referral, 1);
}

static void
step__of_which_enough_were_held_is_handed_up_with_the_move(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":2")));
	county_takes("new");
	sittings(2);
	assert_int_equal(f.d->n_referral, 0);
	(void)moved("new");
	assert_int_equal(f.d->n_referral, 1);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, TOWNSHIP));
	assert_string_equal(f.d->referral[0].cause, f.event[0].id);
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(f.d->ladder->step, 2);
}

static void
sitting__that_agreed_hands_nothing_up(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":1")));
	county_takes("new");
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "agreed"), HJ_NO);
	(void)moved("new");
	assert_int_equal(f.d->n_referral, 0);
	(void)concluded();
	assert_true(f.d->ladder->done);
}

static void
step__time_keeps_its_start_and_shows_its_old_end(void **state)
{
	const struct hj_rules_migrated *b;
	const struct hj_clock_set *c;
	size_t n_clock;

	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"length\":5,\"unit\":\"days\""));
	assert_int_equal(clock_of("LADDER")->due_on, 20260307);
	(void)known(
	    LADDER_OF("new", VILLAGE_STEP(",\"length\":10,\"unit\":\"days\"")));
	county_takes("new");
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	n_clock = f.d->n_clock;
	b = moved("new");
	assert_int_equal(b->n_limits, 1);
	assert_int_equal(b->limits[0].fate, HJ_LF_MOVED);
	assert_int_equal(b->limits[0].old_due_on, 20260307);
	assert_int_equal(b->limits[0].due_on, 20260312);
	assert_int_equal(clock_of("LADDER")->due_on, 20260312);
	assert_int_equal(clock_of("LADDER")->day0, 20260302);
	c = told_of(&hj_ev_clock_moved, clock_of("LADDER")->no);
	assert_non_null(c);
	assert_int_equal(c->old_due_on, 20260307);
	assert_non_null(c->derivation);
	assert_string_equal(c->clock->set, b->to);
	assert_string_equal(
	    c->because->facts[1].value_zh, "LADDER 2026-03-07 → 2026-03-12");
	assert_int_equal(f.d->n_clock, n_clock);
}

static void
step__of_another_number_keeps_its_offers_and_limits(void **state)
{
	const struct hj_rules_migrated *b;

	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"length\":2,\"unit\":\"days\""));
	fixture_at(&f, "2026-03-05T09:00:00+08:00");
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	take_up(TOWNSHIP, 2);
	assert_int_equal(f.d->ladder->step, 2);
	(void)known(HEAD_OF(
	    "new") "\"ladder\":[{\"zh\":\"镇办\",\"en\":"
		   "\"town\",\"kinds\":[\"township_committee\"]},{\"zh\":"
		   "\"县\","
		   "\"en\":\"county\",\"kinds\":[\"county_committee\"]}]," OUT);
	county_takes("new");
	assert_int_equal(move_as(VILLAGE, 2, "new"), HJ_NO_RIGHT);
	assert_int_equal(move_as(TOWNSHIP, 2, "new"), HJ_NO);
	b = f.event[0].body;
	assert_int_equal(b->steps[0].to, 0);
	assert_int_equal(b->steps[1].to, 1);
	assert_int_equal(f.d->ladder->step, 1);
	assert_int_equal(f.d->referral[0].step, 1);
	/* The village's limit is no limit of the new first step. */
	assert_int_equal(clock_of("LADDER")->subject, 0);
	assert_null(hj_step_clock(f.d));
}

/* ---- where it cannot be done ---- */

static void
move__without_a_corresponding_step_is_refused(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(HEAD_OF("new") "\"ladder\":[{\"zh\":\"县\",\"en\":\"c\","
				   "\"kinds\":[\"county_committee\"]}]," OUT);
	county_takes("new");
	NOT_MOVED(HJ_NO_NO_STEP, "new");
	assert_string_equal(f.refused_do, "村级");
	assert_int_equal(f.events, 0);
	/* Of the same title, but for other bodies. */
	(void)known(HEAD_OF("other") "\"ladder\":[{\"zh\":\"村级\",\"en\":"
				     "\"c\",\"kinds\":[\"grid\"]}]," OUT);
	county_takes("other");
	NOT_MOVED(HJ_NO_NO_STEP, "other");
}

static void
move__while_a_hand_up_waits_is_refused(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":1"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":2")));
	county_takes("new");
	sittings(1);
	NOT_MOVED(HJ_NO_HAND_UP_OPEN, "new");
}

static void
move__to_a_time_that_is_over_is_refused(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"length\":9,\"unit\":\"days\""));
	(void)known(
	    LADDER_OF("new", VILLAGE_STEP(",\"length\":2,\"unit\":\"days\"")));
	county_takes("new");
	fixture_at(&f, "2026-03-06T09:00:00+08:00");
	NOT_MOVED(HJ_NO_LIMIT_OVER, "new");
	assert_string_equal(f.refused_do, "LADDER 2026-03-11 → 2026-03-04");
	/* The day before its new end it can be. */
	fixture_at(&f, "2026-03-04T09:00:00+08:00");
	(void)moved("new");
}

static void
move__of_a_step_whose_time_is_over_is_refused(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3,\"both\":true,"
				   "\"length\":2,\"unit\":\"days\""));
	(void)known(
	    LADDER_OF("new", VILLAGE_STEP(",\"length\":30,\"unit\":\"days\"")));
	county_takes("new");
	fixture_at(&f, "2026-03-10T09:00:00+08:00");
	(void)fixture_settle(&f);
	assert_int_equal(clock_of("LADDER")->state, HJ_CS_FIRED);
	assert_int_equal(f.d->n_referral, 0);
	NOT_MOVED(HJ_NO_LIMIT_OVER, "new");
}

static void
move__to_a_set_that_is_not_in_force_is_refused(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":2")));
	NOT_MOVED(HJ_NO_NOT_IN_FORCE, "new");
	NOT_MOVED(HJ_NO_SUCH_RULES, "never-heard-of");
	/* It rests on it; and it had nothing in the place of that. */
	NOT_MOVED(HJ_NO_NOT_REPLACED, "old");
	fixture_switch_on(&f, "follow-up-1-3-7");
	NOT_MOVED(HJ_NO_NOT_REPLACED, "follow-up-1-3-7");
}

static void
move__is_for_the_head_of_who_has_it_or_stands_above(void **state)
{
	(void)state;
	on_old_ladder(VILLAGE_STEP(",\"attempts\":3"));
	(void)known(LADDER_OF("new", VILLAGE_STEP(",\"attempts\":2")));
	county_takes("new");
	assert_int_equal(move_as(VILLAGE, 0, "new"), HJ_NO_RIGHT);
	assert_int_equal(move_as(NEIGHBOUR, 2, "new"), HJ_NO_RIGHT);
	assert_int_equal(move_as(TOWNSHIP, 2, "new"), HJ_NO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(ladder__goes_on_at_the_step_that_corresponds),
		TOLD(ladder__of_the_county_moves_no_matter_by_itself),
		TOLD(sittings__that_were_held_count_and_may_be_enough),
		TOLD(
		    step__of_which_enough_were_held_is_handed_up_with_the_move),
		TOLD(sitting__that_agreed_hands_nothing_up),
		TOLD(step__time_keeps_its_start_and_shows_its_old_end),
		TOLD(step__of_another_number_keeps_its_offers_and_limits),
		TOLD(move__without_a_corresponding_step_is_refused),
		TOLD(move__while_a_hand_up_waits_is_refused),
		TOLD(move__to_a_time_that_is_over_is_refused),
		TOLD(move__of_a_step_whose_time_is_over_is_refused),
		TOLD(move__to_a_set_that_is_not_in_force_is_refused),
		TOLD(move__is_for_the_head_of_who_has_it_or_stands_above),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
