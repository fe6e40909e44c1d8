/* How a dispute comes in: parties, what is corrected, further reports. */
#include "tests/unit/procedure_fixture.h"

/* Registered by `place` from `source`, with two parties. */
static void
brought(enum place place, const char *source)
{
	char json[512];

	snprintf(json, sizeof(json),
	    "{\"source\":\"%s\",\"manner\":\"oral\",\"parties\":["
	    "{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
	    "{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]}",
	    source);
	assert_int_equal(fixture_do(&f, place, "register", json), HJ_NO);
}

static void
registration__by_screening_has_a_finder_and_by_application_none(void **state)
{
	(void)state;
	brought(VILLAGE, "ex_officio");
	assert_string_equal(f.d->finder, fixture_person(&f, VILLAGE, 0));

	fixture_release(&f);
	fixture_init(&f, NULL);
	brought(VILLAGE, "application");
	assert_null(f.d->finder);
}

/* A suit is brought by a command of its own, not by its registration. */
static void
registration__at_a_court_opens_nothing_by_itself(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, COURT, "register",
			     "{\"source\":\"court\",\"manner\":\"written\","
			     "\"text\":\"起诉状\",\"by_outside\":\"某站\","
			     "\"parties\":[{\"kind\":\"natural\","
			     "\"side\":\"applicant\",\"name\":\"甲\"}]}"),
	    HJ_NO);
	assert_int_equal(f.d->n_procedure, 0);
	assert_string_equal(f.d->door, FIXTURE_DOOR);
}

static void
party__is_entered_behind_the_others(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-party",
			     "{\"party\":{\"kind\":\"organisation\","
			     "\"side\":\"affected\",\"name\":\"丙公司\"}}"),
	    HJ_NO);
	assert_int_equal(f.d->n_party, 3);
	assert_int_equal(f.d->party[2].no, 3);
	assert_int_equal(fixture_count(&f, "party_added"), 1);
	assert_int_equal(f.d->n_notice, 0);
}

static void
party__is_not_entered_twice(void **state)
{
	static const char json[] =
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\",\"identity\":\"K1\"}}";

	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-party", json), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party", json), HJ_NO_DUPLICATE);
	assert_string_equal(f.refused_field, "party");
}

static void
party__is_given_its_number(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-party",
			     "{\"party\":{\"kind\":\"natural\",\"party\":2,"
			     "\"side\":\"respondent\",\"name\":\"丙\"}}"),
	    HJ_NO_PARTY);
}

static void
party__is_one_of_a_hundred_at_most(void **state)
{
	static const char json[] =
	    "{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
	    "\"name\":\"丙\"}}";

	(void)state;
	brought(VILLAGE, "application");
	for (int i = 2; i < 100; i++)
		assert_int_equal(
		    fixture_do(&f, VILLAGE, "add-party", json), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party", json), HJ_NO_LIMIT_SIZE);
}

static void
party__that_joins_late_is_told_of_its_rights_and_must_agree(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(f.d->n_notice, 2);
	assert_int_equal(fixture_do(&f, VILLAGE, "add-party",
			     "{\"party\":{\"kind\":\"natural\","
			     "\"side\":\"respondent\",\"name\":\"丙\"}}"),
	    HJ_NO);
	assert_int_equal(f.d->n_notice, 3);
	assert_int_equal(f.d->notice[2].party, 3);
	assert_int_equal(f.d->notice[2].kind, HJ_NK_RIGHTS);
	assert_false(hj_all_agree(f.d, &f.d->procedure[0]));
}

static void
correction__changes_only_what_is_said(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":2,\"phone\":\"0730\"},"
			     "\"reason\":\"补电话\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "party_corrected"), 1);
	assert_int_equal(f.d->n_party, 2);
	assert_string_equal(f.d->party[1].name.box, "1.p1-1.乙");
	assert_string_equal(f.d->party[1].subject, "p1-1");
	assert_int_equal(f.d->party[1].side, HJ_SIDE_RESPONDENT);
	assert_true(f.d->party[1].has_phone);
}

static void
correction__makes_known_who_was_unknown(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party",
		"{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"不详\",\"identity_unknown\":true}}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":3,\"traits\":\"戴眼镜\"},"
			     "\"reason\":\"补充\"}"),
	    HJ_NO);
	assert_true(f.d->party[2].identity_unknown);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":3,\"name\":\"丙\"},"
			     "\"reason\":\"查明身份\"}"),
	    HJ_NO);
	assert_false(f.d->party[2].identity_unknown);
}

static void
correction__leaves_a_minor_one_until_it_says_otherwise(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"minor\":true},"
			     "\"reason\":\"未成年\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"phone\":\"0730\"},"
			     "\"reason\":\"补电话\"}"),
	    HJ_NO);
	assert_true(f.d->party[0].minor);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"of_age\":true},"
			     "\"reason\":\"年龄有误\"}"),
	    HJ_NO);
	assert_false(f.d->party[0].minor);
}

static void
correction__takes_out_who_was_entered_by_mistake(void **state)
{
	static const char json[] =
	    "{\"party\":{\"party\":2},\"reason\":\"误录\",\"remove\":true}";

	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO);
	assert_true(f.d->party[1].removed);
	assert_int_equal(f.d->n_party, 2);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO_PARTY);
}

static void
correction__to_another_partys_identity_is_refused(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"identity\":\"K1\"},"
			     "\"reason\":\"补证件\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":2,\"identity\":\"K1\"},"
			     "\"reason\":\"补证件\"}"),
	    HJ_NO_DUPLICATE);
	/* The party's own again is no other. */
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"identity\":\"K1\"},"
			     "\"reason\":\"再核\"}"),
	    HJ_NO);
}

static void
correction__of_nobody_or_by_nobody_is_refused(void **state)
{
	static const char json[] =
	    "{\"party\":{\"party\":3,\"phone\":\"0730\"},\"reason\":\"补\"}";

	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, POLICE, "correct-party", json), HJ_NO_RIGHT);
}

static void
needs__are_of_the_list_and_the_other_one_is_said(void **state)
{
	static const char *const wrong[] = {
		"\"communication\":[\"other\"]",
		"\"communication\":[\"hearing\"],\"needs\":\"大声\"",
		"\"communication\":[\"hearing\",\"hearing\"]",
		"\"needs\":\"大声\"",
		"\"communication\":[\"hearing\"],\"needs_nothing\":true",
		"\"needs\":\"大声\",\"needs_nothing\":true",
	};
	char json[256];

	(void)state;
	brought(VILLAGE, "application");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(json, sizeof(json),
		    "{\"party\":{\"party\":1,%s},\"reason\":\"补\"}", wrong[i]);
		assert_int_equal(fixture_do(&f, VILLAGE, "correct-party", json),
		    HJ_NO_NEEDS);
	}
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"communication\":["
			     "\"hearing\",\"other\"],\"needs\":\"大声\"},"
			     "\"reason\":\"补\"}"),
	    HJ_NO);
	assert_int_equal(f.d->party[0].n_communication, 2);
	assert_int_equal(f.d->party[0].communication[0].need, HJ_ND_HEARING);
	assert_non_null(f.d->party[0].needs.box);
	/* Stated anew it replaces what was there; unsaid it stays. */
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"communication\":["
			     "\"sign_language\"]},\"reason\":\"改\"}"),
	    HJ_NO);
	assert_null(f.d->party[0].needs.box);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"phone\":\"0730\"},"
			     "\"reason\":\"补\"}"),
	    HJ_NO);
	assert_int_equal(f.d->party[0].n_communication, 1);
	/* What was entered wrongly goes again. */
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"needs_nothing\":true},"
			     "\"reason\":\"误录\"}"),
	    HJ_NO);
	assert_int_equal(f.d->party[0].n_communication, 0);
	assert_null(f.d->party[0].needs.box);
}

static void
report__is_told_and_opens_nothing(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-report",
			     "{\"source\":\"hotline\",\"number\":\"热12\","
			     "\"manner\":\"phone\",\"text\":\"又来电\"}"),
	    HJ_NO);
	assert_int_equal(f.events, 1);
	assert_int_equal(fixture_count(&f, "report_added"), 1);
	assert_int_equal(f.d->n_procedure, 1);
}

static void
report__comes_in_at_any_counter_of_the_county_and_none_beyond(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(
	    fixture_do(&f, POLICE, "add-report", "{\"text\":\"来所反映\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, POLICE, "note", "{\"text\":\"记一笔\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(
	    fixture_do(&f, NEIGHBOUR, "add-report", "{\"text\":\"来访\"}"),
	    HJ_NO_RIGHT);
}

static void
report__of_a_party_that_is_not_there_is_refused(void **state)
{
	(void)state;
	brought(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-report", "{\"party\":3}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-report", "{\"procedure\":2}"),
	    HJ_NO_SUCH_ENTITY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(
		    registration__by_screening_has_a_finder_and_by_application_none),
		TEST(registration__at_a_court_opens_nothing_by_itself),
		TEST(party__is_entered_behind_the_others),
		TEST(party__is_not_entered_twice),
		TEST(party__is_given_its_number),
		TEST(party__is_one_of_a_hundred_at_most),
		TEST(
		    party__that_joins_late_is_told_of_its_rights_and_must_agree),
		TEST(correction__changes_only_what_is_said),
		TEST(correction__makes_known_who_was_unknown),
		TEST(correction__leaves_a_minor_one_until_it_says_otherwise),
		TEST(correction__takes_out_who_was_entered_by_mistake),
		TEST(correction__to_another_partys_identity_is_refused),
		TEST(correction__of_nobody_or_by_nobody_is_refused),
		TEST(needs__are_of_the_list_and_the_other_one_is_said),
		TEST(report__is_told_and_opens_nothing),
		TEST(
		    report__comes_in_at_any_counter_of_the_county_and_none_beyond),
		TEST(report__of_a_party_that_is_not_there_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
