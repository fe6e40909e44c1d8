/* The ladder: it asks upward, people answer, and no party is held by it. */
#include "tests/unit/steps_fixture.h"

/* `n` sittings, a day apart, in procedure `no`, without an agreement. */
static void
sittings(enum place place, int64_t no, int n)
{
	for (int i = 0; i < n; i++) {
		f.now += HJ_DAY_MS;
		assert_int_equal(sit(place, no, "not_agreed"), HJ_NO);
	}
}

static const struct hj_referral *
last_referral(void)
{
	assert_true(f.d->n_referral > 0);
	return &f.d->referral[f.d->n_referral - 1];
}

/* What the ladder offered last is for `place`, which takes it up. */
static void
climb(enum place place)
{
	const struct hj_referral *r = last_referral();

	assert_int_equal(r->state, HJ_RS_OFFERED);
	assert_string_equal(r->to, fixture_org(&f, place));
	DONE(place, 0, "accept-referral", "{\"referral\":%d}", (int)r->no);
	take_up(place, (int64_t)f.d->n_procedure);
}

/* On reading A, in the village's hands. */
static void
in_village(void)
{
	on_ladder("three-two-one-a");
	mediating();
	assert_int_equal(f.d->ladder->step, 1);
}

static void
reading_a__is_three_two_one_and_then_the_outlets(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 2);
	assert_int_equal(f.d->n_referral, 0);
	sittings(VILLAGE, 1, 1);
	assert_int_equal(f.d->ladder->attempts, 3);
	assert_int_equal(f.d->ladder->step, 1);
	climb(TOWNSHIP);
	assert_int_equal(f.d->ladder->step, 2);
	assert_int_equal(f.d->ladder->attempts, 0);
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_UP);
	sittings(TOWNSHIP, 2, 1);
	assert_int_equal(f.d->n_referral, 1);
	sittings(TOWNSHIP, 2, 1);
	climb(COUNTY);
	assert_int_equal(f.d->ladder->step, 3);
	sittings(COUNTY, 3, 1);

	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->n_referral, 2);
	assert_int_equal(procedure(3)->ground, HJ_GR_NO_AGREEMENT);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_ladder_moved)
			assert_non_null(strstr(
			    ((const struct hj_ladder_moved *)f.event[i].body)
				->outlets,
			    "诉讼"));
}

static void
last_step__goes_on_if_the_parties_want_to(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	begun(COUNTY, "people");
	assert_int_equal(f.d->ladder->step, 3);
	assert_int_equal(sit(COUNTY, 1, "continues"), HJ_NO);
	assert_true(f.d->ladder->done);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

static void
sitting__that_agrees_or_does_not_count_moves_nothing(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 2);
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "cancelled"), HJ_NO);
	assert_int_equal(f.d->ladder->attempts, 2);
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "agreed"), HJ_NO);
	assert_int_equal(f.d->ladder->attempts, 3);
	assert_int_equal(f.d->n_referral, 0);
	concluded();
	assert_true(f.d->ladder->done);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
}

static void
word__of_mouth_settles_the_step_as_well(void **state)
{
	(void)state;
	in_village();
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_true(f.d->ladder->done);
	assert_int_equal(fixture_count(&f, "ladder_moved"), 1);
	/* What the parties make by themselves does not. */
	tear_down(state);
	set_up(state);
	in_village();
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	DONE(VILLAGE, 0, "record-private-agreement",
	    "{\"replaces\":1,\"terms\":[{\"kind\":\"duty\"}]}");
	assert_false(f.d->ladder->done);
}

static void
step__goes_on_with_another_body_of_its_kinds(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	begun(COUNTY, "people");
	assert_int_equal(f.d->ladder->step, 3);
	DONE(COUNTY, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, CENTRE));
	DONE(CENTRE, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(f.d->ladder->step, 3);
	assert_int_equal(f.d->ladder->procedure, 2);
}

static void
settlement__takes_the_open_escalation_back(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3);
	concluded();
	assert_int_equal(last_referral()->state, HJ_RS_REVOKED);
	assert_true(f.d->ladder->done);
	assert_int_equal(clock_of("LADDER_ACCEPT")->state, HJ_CS_STOPPED);
}

static void
failure__before_the_attempts_hands_up_too(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 1);
	DONE(VILLAGE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	climb(TOWNSHIP);
	assert_int_equal(f.d->ladder->step, 2);
}

static void
refusal__ends_the_ladder_wherever_it_comes(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3);
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":2,\"answer\":\"refuses\",\"manner\":\"oral\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_REFUSED);
	assert_int_equal(last_referral()->state, HJ_RS_REVOKED);
	assert_true(f.d->ladder->done);
}

static void
refusal__in_the_township_ends_it_as_well(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3);
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	DONE(TOWNSHIP, 0, "record-consent",
	    "{\"party\":1,\"answer\":\"refuses\",\"manner\":\"phone\"}");
	assert_int_equal(procedure(2)->ground, HJ_GR_REFUSED);
	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->n_referral, 1);
}

static void
suit__is_never_blocked_by_the_ladder(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 1);
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)3号\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_OTHER_FORUM);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->n_referral, 0);
	assert_int_equal(procedure(2)->phase, HJ_PH_ACCEPTED);
}

static void
suit__is_not_blocked_while_an_escalation_is_open(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(last_referral()->state, HJ_RS_REVOKED);
	assert_true(f.d->ladder->done);
}

static void
offer__that_nobody_takes_in_time_lapses_to_the_sender(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3); /* Thursday, 2026-03-05 */
	assert_int_equal(clock_of("LADDER_ACCEPT")->due_on, 20260309);
	fixture_at(&f, "2026-03-09T23:59:00+08:00");
	assert_int_equal(fixture_settle(&f), 0);
	fixture_at(&f, "2026-03-10T08:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(fixture_count(&f, "clock_fired"), 1);
	assert_int_equal(fixture_count(&f, "referral_lapsed"), 1);
	assert_int_equal(last_referral()->state, HJ_RS_LAPSED);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	REFUSED(
	    HJ_NO_RIGHT, TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	/* The next sitting asks again. */
	sittings(VILLAGE, 1, 1);
	assert_int_equal(last_referral()->no, 2);
	climb(TOWNSHIP);
	assert_int_equal(clock_of("LADDER_ACCEPT")->state, HJ_CS_MET);
}

static void
escalation__is_set_aside_within_one_working_day(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3); /* Thursday */
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "set-aside-escalation",
	    "{\"referral\":1,\"reason\":\"双方愿再谈\"}");
	REFUSED(
	    HJ_NO_SET_ASIDE, VILLAGE, 0, "revoke-referral", "{\"referral\":1}");
	fixture_at(&f, "2026-03-06T17:00:00+08:00");
	DONE(VILLAGE, 0, "set-aside-escalation",
	    "{\"referral\":1,\"reason\":\"双方愿再谈\"}");
	assert_int_equal(last_referral()->state, HJ_RS_REVOKED);
	assert_int_equal(f.d->ladder->step, 1);
	assert_false(f.d->ladder->done);
	REFUSED(HJ_NO_NOT_OPEN_OFFER, VILLAGE, 0, "set-aside-escalation",
	    "{\"referral\":1,\"reason\":\"双方愿再谈\"}");
	f.now += 3 * HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO); /* Monday */
	assert_int_equal(last_referral()->no, 2);
	fixture_at(&f, "2026-03-11T00:00:00+08:00");
	REFUSED(HJ_NO_SET_ASIDE, VILLAGE, 0, "set-aside-escalation",
	    "{\"referral\":2,\"reason\":\"双方愿再谈\"}");
}

static void
escalation__that_somebody_made_is_not_set_aside(void **state)
{
	(void)state;
	in_village();
	DONE(VILLAGE, 0, "escalate", "{}");
	REFUSED(HJ_NO_SET_ASIDE, VILLAGE, 0, "set-aside-escalation",
	    "{\"referral\":1,\"reason\":\"误报\"}");
}

static void
step__without_a_body_is_passed_over(void **state)
{
	struct hj_org *org;

	(void)state;
	in_village();
	org = (struct hj_org *)(void *)(uintptr_t)&f.dir.org[TOWNSHIP];
	org->closed = true;
	sittings(VILLAGE, 1, 3);
	assert_int_equal(last_referral()->step, 3);
	climb(COUNTY);
	assert_int_equal(f.d->ladder->step, 3);
}

static void
ladder__is_left_if_no_body_is_there_at_all(void **state)
{
	static const enum place above[] = { TOWNSHIP, COUNTY, CENTRE };

	(void)state;
	in_village();
	for (int i = 0; i < 3; i++)
		((struct hj_org *)(void *)(uintptr_t)&f.dir.org[above[i]])
		    ->closed = true;
	sittings(VILLAGE, 1, 3);
	assert_int_equal(f.d->n_referral, 0);
	assert_true(f.d->ladder->done);
	assert_int_equal(procedure(1)->ground, HJ_GR_NO_AGREEMENT);
}

static void
longshan__warns_after_three_days_and_asks_after_three_times(void **state)
{
	(void)state;
	on_ladder("longshan-three-tiers");
	mediating(); /* 2026-03-02 */
	assert_int_equal(clock_of("LADDER")->due_on, 20260305);
	sittings(VILLAGE, 1, 2);
	fixture_at(&f, "2026-03-06T08:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_of("LADDER")->state, HJ_CS_FIRED);
	assert_int_equal(f.d->n_referral, 0);
	sittings(VILLAGE, 1, 1);
	climb(TOWNSHIP);
	sittings(TOWNSHIP, 2, 1);
	climb(COUNTY);
	sittings(COUNTY, 3, 1);
	assert_true(f.d->ladder->done);
}

static void
four_tiers__take_seven_working_days_by_time_alone(void **state)
{
	(void)state;
	on_ladder("four-tiers-seven-days");
	registered(GRID, "report"); /* Monday, 2026-03-02 */
	assert_int_equal(f.d->ladder->step, 1);
	fixture_at(&f, "2026-03-03T23:00:00+08:00");
	assert_int_equal(fixture_settle(&f), 0);
	fixture_at(&f, "2026-03-04T00:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(fixture_count(&f, "referral_offered"), 1);
	/* Each body takes it in the evening before its time begins. */
	DONE(VILLAGE, 0, "accept-referral",
	    "{\"referral\":1,\"occurred_on\":\"2026-03-03\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_UP);
	assert_int_equal(clock_of("LADDER")->due_on, 20260305);
	fixture_at(&f, "2026-03-06T00:00:00+08:00");
	DONE(TOWNSHIP, 0, "accept-referral",
	    "{\"referral\":2,\"occurred_on\":\"2026-03-05\"}");
	assert_int_equal(clock_of("LADDER")->due_on, 20260309);
	fixture_at(&f, "2026-03-10T00:00:00+08:00");
	DONE(CENTRE, 0, "accept-referral",
	    "{\"referral\":3,\"occurred_on\":\"2026-03-09\"}");
	assert_int_equal(clock_of("LADDER")->due_on, 20260311);
	assert_int_equal(f.d->ladder->step, 4);
	fixture_at(&f, "2026-03-12T00:00:00+08:00");
	fixture_settle(&f);
	assert_true(f.d->ladder->done);
	assert_int_equal(procedure(4)->ground, HJ_GR_NO_AGREEMENT);
	assert_int_equal(f.d->n_session, 0);
}

static void
return__of_an_escalation_gives_the_step_back(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 3);
	climb(TOWNSHIP);
	DONE(TOWNSHIP, 0, "return-referral",
	    "{\"referral\":1,\"result\":\"not_agreed\","
	    "\"reason\":\"应由村先行\"}");
	assert_int_equal(f.d->ladder->step, 1);
	assert_int_equal(f.d->ladder->procedure, 1);
	assert_int_equal(f.d->ladder->attempts, 3);
	assert_false(f.d->ladder->done);
	/* The village begins again and goes on counting. */
	DONE(VILLAGE, 0, "open-procedure", "{\"channel\":\"people\"}");
	assert_int_equal(f.d->ladder->procedure, 3);
	take_up(VILLAGE, 3);
	sittings(VILLAGE, 3, 1);
	assert_int_equal(f.d->ladder->attempts, 4);
	assert_int_equal(last_referral()->no, 2);
	assert_int_equal(last_referral()->state, HJ_RS_OFFERED);
}

static void
party__that_walks_up_is_on_the_next_step(void **state)
{
	(void)state;
	in_village();
	sittings(VILLAGE, 1, 1);
	DONE(TOWNSHIP, 0, "escalate", "{\"walk_up\":true}");
	assert_int_equal(f.d->ladder->step, 2);
	assert_int_equal(f.d->ladder->procedure, 2);
}

static void
dispatch__downward_enters_the_village_step(void **state)
{
	(void)state;
	on_ladder("three-two-one-a");
	registered(CENTRE, "report");
	assert_int_equal(f.d->ladder->step, 0);
	DONE(CENTRE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, VILLAGE));
	DONE(VILLAGE, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(f.d->ladder->step, 1);
	assert_int_equal(f.d->ladder->procedure, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(reading_a__is_three_two_one_and_then_the_outlets),
		TOLD(last_step__goes_on_if_the_parties_want_to),
		TOLD(sitting__that_agrees_or_does_not_count_moves_nothing),
		TOLD(word__of_mouth_settles_the_step_as_well),
		TOLD(step__goes_on_with_another_body_of_its_kinds),
		TOLD(settlement__takes_the_open_escalation_back),
		TOLD(failure__before_the_attempts_hands_up_too),
		TOLD(refusal__ends_the_ladder_wherever_it_comes),
		TOLD(refusal__in_the_township_ends_it_as_well),
		TOLD(suit__is_never_blocked_by_the_ladder),
		TOLD(suit__is_not_blocked_while_an_escalation_is_open),
		TOLD(offer__that_nobody_takes_in_time_lapses_to_the_sender),
		TOLD(escalation__is_set_aside_within_one_working_day),
		TOLD(escalation__that_somebody_made_is_not_set_aside),
		TOLD(step__without_a_body_is_passed_over),
		TOLD(ladder__is_left_if_no_body_is_there_at_all),
		TOLD(
		    longshan__warns_after_three_days_and_asks_after_three_times),
		TOLD(four_tiers__take_seven_working_days_by_time_alone),
		TOLD(return__of_an_escalation_gives_the_step_back),
		TOLD(party__that_walks_up_is_on_the_next_step),
		TOLD(dispatch__downward_enters_the_village_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
