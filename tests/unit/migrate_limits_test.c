/* Limits, facts and tasks of a dispute that is moved to another rule set. */
#include "tests/unit/migrate_fixture.h"

/* On the house's limits `old`; `new` takes their place. */
static const char *
house(const char *old, const char *new)
{
	const char *id;

	on_ladder(NULL);
	(void)known(HEAD_OF("house") "\"clocks\":[%s]}", old);
	fixture_switch_on(&f, "house");
	mediating();
	id = known(HEAD_OF("house-2") "\"clocks\":[%s]}", new);
	county_enacts(id);
	fixture_at(&f, "2026-03-04T09:00:00+08:00");
	return id;
}

#define STATE "\"against\":\"state\",\"certainty\":\"house\",\"unit\":\"days\","
#define LAW "\"against\":\"state\",\"certainty\":\"law\",\"unit\":\"days\","
#define PARTY "\"against\":\"party\",\"certainty\":\"house\",\"unit\":\"days\","

static void
limits__are_counted_anew_end_and_begin(void **state)
{
	const struct hj_rules_migrated *b;
	const char *id;

	(void)state;
	id = house(LIMIT_OF("H_A", STATE "\"length\":5") "," LIMIT_MET(
		       "H_B", "agreement_effective", STATE "\"length\":6"),
	    LIMIT_OF("H_A", STATE "\"length\":8,\"warn\":[7,1]") "," LIMIT_MET(
		"H_C", "visit_recorded",
		STATE "\"length\":9") "," LIMIT_MET("H_D", "survey_recorded",
		STATE "\"length\":1"));
	assert_int_equal(clock_of("H_A")->due_on, 20260307);
	b = moved(id);
	assert_int_equal(b->n_limits, 2);
	assert_int_equal(clock_of("H_A")->due_on, 20260310);
	assert_int_equal(clock_of("H_A")->day0, 20260302);
	/* The warning of the third of March is not told for it. */
	assert_int_equal(clock_of("H_A")->warned, 1);
	assert_int_equal(b->limits[1].fate, HJ_LF_ENDED);
	assert_int_equal(clock_of("H_B")->state, HJ_CS_STOPPED);
	/* From the acceptance; what would be over by now does not begin. */
	assert_int_equal(clock_of("H_C")->day0, 20260302);
	assert_int_equal(clock_of("H_C")->due_on, 20260311);
	assert_null(clock_of("H_D"));
	DONE(VILLAGE, 0, "end-procedure",
	    "{\"ground\":\"no_agreement\",\"reason\":\"分歧\"}");
	assert_int_equal(clock_of("H_A")->state, HJ_CS_MET);
}

static void
limit__of_a_party_is_never_shortened(void **state)
{
	const char *id;

	(void)state;
	id = house(LIMIT_OF("H_P", PARTY "\"length\":30"),
	    LIMIT_OF("H_P", PARTY "\"length\":20"));
	NOT_MOVED(HJ_NO_PARTY_LIMIT, id);
	assert_string_equal(f.refused_article, "约定 1");
	assert_string_equal(f.refused_do, "H_P 2026-04-01 → 2026-03-22");
	id = house(LIMIT_OF("H_P", PARTY "\"length\":30"),
	    LIMIT_OF("H_P", PARTY "\"length\":40") "," LIMIT_MET(
		"H_Q", "agreement_effective", PARTY "\"length\":60"));
	(void)moved(id);
	assert_int_equal(clock_of("H_P")->due_on, 20260411);
	/* What the set adds against a party does not run from the past. */
	assert_null(clock_of("H_Q"));
}

static void
limit__of_law_is_neither_lost_nor_lengthened_by_what_is_none(void **state)
{
	const char *id;

	(void)state;
	id = house(LIMIT_OF("H_L", LAW "\"length\":30"),
	    LIMIT_OF("H_X", STATE "\"length\":30"));
	NOT_MOVED(HJ_NO_LAW_LIMIT, id);
	id = house(LIMIT_OF("H_L", LAW "\"length\":30"),
	    LIMIT_OF("H_L", STATE "\"length\":31"));
	NOT_MOVED(HJ_NO_LAW_LIMIT, id);
	id = house(LIMIT_OF("H_L", LAW "\"length\":30"),
	    LIMIT_OF("H_L", STATE "\"length\":29"));
	(void)moved(id);
	id = house(LIMIT_OF("H_L", LAW "\"length\":30"),
	    LIMIT_OF("H_L", LAW "\"length\":60"));
	(void)moved(id);
	assert_int_equal(clock_of("H_L")->due_on, 20260501);
}

static void
limit__of_another_set_stays(void **state)
{
	const char *id = house(LIMIT_OF("H_A", STATE "\"length\":5"),
	    LIMIT_OF("H_A", STATE "\"length\":8"));

	(void)state;
	assert_int_equal(clock_of("RT_MED")->due_on, 20260402);
	(void)moved(id);
	assert_null(told_of(&hj_ev_clock_moved, clock_of("RT_MED")->no));
	assert_int_equal(clock_of("RT_MED")->due_on, 20260402);
}

#define FACT                                                                   \
	"\"facts\":[{\"name\":\"class\",\"zh\":\"类\",\"en\":\"class\","      \
	"\"type\":\"word\",\"by\":\"mediator\",\"words\":["                    \
	"{\"name\":\"hard\",\"zh\":\"难\",\"en\":\"hard\"},"                  \
	"{\"name\":\"easy\",\"zh\":\"易\",\"en\":\"easy\"}]}]"
#define TASK(name)                                                             \
	"\"tasks\":[{\"name\":\"" name "\",\"zh\":\"事\",\"en\":\"task\","    \
	"\"does\":\"visit\",\"of\":\"dispute\",\"length\":3,\"unit\":"         \
	"\"days\","                                                            \
	"\"when\":[{\"fact\":\"class\",\"any_of\":[\"hard\"]}],"               \
	"\"article\":\"约定 2\",\"certainty\":\"house\"}]"

static void
facts__that_were_said_hold_and_tasks_begin_once(void **state)
{
	const char *id;

	(void)state;
	on_ladder(NULL);
	(void)known(HEAD_OF("house") FACT "," TASK("T_A") "}");
	fixture_switch_on(&f, "house");
	mediating();
	DONE(VILLAGE, 0, "record-fact",
	    "{\"fact\":\"class\",\"value\":\"hard\"}");
	assert_int_equal(clock_of("T_A")->due_on, 20260305);
	id = known(HEAD_OF("house-2") FACT "," TASK("T_B") "}");
	county_enacts(id);
	assert_int_equal(moved(id)->n_judged, 1);
	assert_int_equal(clock_of("T_A")->state, HJ_CS_STOPPED);
	assert_int_equal(clock_of("T_B")->state, HJ_CS_RUNNING);
	/* A task of the same name goes on, and is not owed twice. */
	id = known(HEAD_OF("house-3") FACT "," TASK("T_B") "}");
	county_enacts(id);
	(void)moved(id);
	assert_int_equal(f.d->n_clock, clock_of("T_B")->no);
	assert_string_equal(clock_of("T_B")->set, id);
}

#define TABLE                                                                  \
	"\"tables\":[{\"name\":\"days\",\"zh\":\"表\",\"en\":\"table\","      \
	"\"hit\":\"first\",\"rows\":[{\"when\":[{\"fact\":\"class\","          \
	"\"any_of\":[\"hard\"]}],\"length\":12,\"unit\":\"days\"}],"           \
	"\"otherwise\":{\"length\":7,\"unit\":\"days\"}}]"

static void
limit_that_begins__is_as_long_as_its_table_tells(void **state)
{
	const char *id;

	(void)state;
	on_ladder(NULL);
	(void)known(HEAD_OF("house") FACT "}");
	fixture_switch_on(&f, "house");
	mediating();
	DONE(VILLAGE, 0, "record-fact",
	    "{\"fact\":\"class\",\"value\":\"hard\"}");
	id = known(HEAD_OF("house-2") FACT "," TABLE ",\"clocks\":[%s]}",
	    LIMIT_OF("H_T", STATE "\"length\":7,\"lengths\":\"days\""));
	county_enacts(id);
	(void)moved(id);
	assert_int_equal(clock_of("H_T")->day0, 20260302);
	assert_int_equal(clock_of("H_T")->due_on, 20260314);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(limits__are_counted_anew_end_and_begin),
		TOLD(limit__of_a_party_is_never_shortened),
		TOLD(
		    limit__of_law_is_neither_lost_nor_lengthened_by_what_is_none),
		TOLD(limit__of_another_set_stays),
		TOLD(facts__that_were_said_hold_and_tasks_begin_once),
		TOLD(limit_that_begins__is_as_long_as_its_table_tells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
