/* Who mediates: named when and by whom, refused, replaced. */
#include "tests/unit/procedure_fixture.h"

static void
mediators__are_named_and_mediation_begins(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->n_mediator, 1);
	assert_true(procedure(1)->mediator[0].chief);
	assert_true(procedure(1)->mediator[0].disclosed);
}

static void
mediators__named_before_acceptance_begin_with_it(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_OPENED);
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	assert_int_equal(procedure(1)->accepted_on, 20260302);
}

static void
mediators__with_an_interest_or_silent_about_it_are_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(naming(VILLAGE, 2, "assign-mediators",
			     "{\"mediators\":[{\"person\":\"%s\","
			     "\"disclosed\":true,\"interest\":true}]}",
			     VILLAGE, 0),
	    HJ_NO_DISCLOSURE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators",
		"{\"mediators\":[{\"person\":\"%s\"}]}", VILLAGE, 0),
	    HJ_NO_DISCLOSURE);
}

static void
mediators__of_another_body_or_gone_are_refused(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, TOWNSHIP, 0),
	    HJ_NO_PERSON);
	f.person[3 * VILLAGE + 1].left = true;
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 1),
	    HJ_NO_PERSON);
	assert_int_equal(fixture_do_as(&f, VILLAGE, 2, "assign-mediators",
			     "{\"mediators\":[]}"),
	    HJ_NO_MEDIATOR);
}

static void
mediators__are_never_the_centres_people(void **state)
{
	(void)state;
	registered(CENTRE, "people");
	assert_int_equal(
	    naming(CENTRE, 2, "assign-mediators", NAMED, CENTRE, 0),
	    HJ_NO_SEPARATION);
	assert_int_equal(joining(CENTRE, 1, COUNTY), HJ_NO);
	assert_int_equal(
	    naming(COUNTY, 2, "assign-mediators", NAMED, COUNTY, 0), HJ_NO);
}

static void
mediators__may_be_joined_by_the_grid_worker_below(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, GRID, 0), HJ_NO);
	fixture_release(&f);
	fixture_init(&f, NULL);
	fixture_agreed(&f, POLICE);
	assert_int_equal(naming(POLICE, 2, "assign-mediators", NAMED, GRID, 0),
	    HJ_NO_PERSON);
}

static void
mediators__are_each_named_once_and_have_one_chief(void **state)
{
	char json[512];
	const char *one = fixture_person(&f, VILLAGE, 0);
	const char *two = fixture_person(&f, VILLAGE, 1);

	(void)state;
	fixture_agreed(&f, VILLAGE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true}]}",
	    one, one);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json),
	    HJ_NO_DUPLICATE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":["
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true}]}",
	    one, two);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json),
	    HJ_NO_DUPLICATE);
	snprintf(json, sizeof(json),
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true,\"chief\":true}]}",
	    one, two);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "assign-mediators", json), HJ_NO);
	assert_false(procedure(1)->mediator[0].chief);
	assert_true(procedure(1)->mediator[1].chief);
}

static void
mediators__are_named_by_the_head_unless_there_is_only_one(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	f.person[3 * VILLAGE].roles = HJ_RO(MEDIATOR);
	assert_int_equal(
	    naming(VILLAGE, 0, "assign-mediators", NAMED, VILLAGE, 0),
	    HJ_NO_RIGHT);
	f.person[3 * VILLAGE + 1].left = f.person[3 * VILLAGE + 2].left = true;
	assert_int_equal(
	    naming(VILLAGE, 0, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
}

static void
mediators__are_replaced_with_a_reason_not_named_twice(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(naming(VILLAGE, 2, "replace-mediators",
			     "{\"reason\":\"病假\",\"mediators\":"
			     "[{\"person\":\"%s\",\"disclosed\":true}]}",
			     VILLAGE, 1),
	    HJ_NO_MEDIATOR);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 0), HJ_NO);
	assert_int_equal(
	    naming(VILLAGE, 2, "assign-mediators", NAMED, VILLAGE, 1),
	    HJ_NO_DUPLICATE);
	assert_int_equal(
	    naming(VILLAGE, 2, "replace-mediators",
		"{\"reason\":\"病假\",\"hand_over\":\"材料已交\","
		"\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
		VILLAGE, 1),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "mediators_replaced"), 1);
	assert_true(
	    hj_is_mediator(procedure(1), fixture_person(&f, VILLAGE, 1)));
	assert_false(
	    hj_is_mediator(procedure(1), fixture_person(&f, VILLAGE, 0)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(mediators__are_named_and_mediation_begins),
		TEST(mediators__named_before_acceptance_begin_with_it),
		TEST(
		    mediators__with_an_interest_or_silent_about_it_are_refused),
		TEST(mediators__of_another_body_or_gone_are_refused),
		TEST(mediators__are_never_the_centres_people),
		TEST(mediators__may_be_joined_by_the_grid_worker_below),
		TEST(mediators__are_each_named_once_and_have_one_chief),
		TEST(mediators__are_named_by_the_head_unless_there_is_only_one),
		TEST(mediators__are_replaced_with_a_reason_not_named_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
