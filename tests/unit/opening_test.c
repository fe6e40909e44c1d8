/*
 * Procedures that are opened beside or after others, signers that join, and
 * whose procedure it is.
 */
#include "tests/unit/procedure_fixture.h"

static void
opening__beside_a_running_mediation_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_FORUM);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_DUPLICATE);
}

static void
opening__by_another_body_of_the_county_once_settled_is_done(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, NEIGHBOUR, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(procedure(2)->source, HJ_SRC_EX_OFFICIO);
	assert_string_equal(procedure(2)->body, fixture_org(&f, POLICE));
	assert_int_equal(procedure(2)->again_of, 0);
}

static void
opening__what_a_body_does_not_handle_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"hotline\"}"),
	    HJ_NO_BODY_CHANNEL);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"petition\"}"),
	    HJ_NO_CHANNEL);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"assigned\"}"),
	    HJ_NO_CHANNEL);
}

static void
opening__by_a_body_that_is_not_known_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	f.person[3 * POLICE].org = "a0000000000000000000000000000099";
	f.d->registered_at = f.person[3 * POLICE].org;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_RIGHT);
}

static void
opening__outside_court_beside_a_suit_is_refused(void **state)
{
	(void)state;
	registered(COURT, "suit");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO_FORUM);
	assert_int_equal(fixture_do(&f, COURT, "open-procedure",
			     "{\"channel\":\"in_court\"}"),
	    HJ_NO);
}

static void
opening__after_ones_own_was_over_is_a_reapplication(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":1}"),
	    HJ_NO_NOT_CLOSED);
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":9}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\",\"again_of\":1}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, VILLAGE, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO);
	assert_int_equal(procedure(2)->again_of, 1);
}

static void
opening__on_a_closed_dispute_opens_it(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"ground\":\"no_agreement\"}"),
	    HJ_NO);
	serve_all();
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_true(f.d->closed);
	assert_int_equal(fixture_do(&f, TOWNSHIP, "open-procedure",
			     "{\"channel\":\"people\"}"),
	    HJ_NO);
	assert_false(f.d->closed);
}

static void
signer__joins_where_the_host_does_not_conclude(void **state)
{
	(void)state;
	registered(POLICE, "people");
	assert_int_equal(joining(POLICE, 1, TOWNSHIP), HJ_NO);
	assert_string_equal(procedure(1)->signer, fixture_org(&f, TOWNSHIP));
	assert_int_equal(joining(POLICE, 1, TOWNSHIP), HJ_NO_DUPLICATE);
	/* From now on the committee acts in it as its own. */
	assert_int_equal(fixture_do(&f, TOWNSHIP, "ask-consent", "{}"), HJ_NO);
}

static void
signer__that_does_not_conclude_or_is_elsewhere_is_refused(void **state)
{
	(void)state;
	registered(POLICE, "people");
	assert_int_equal(joining(POLICE, 1, COURT), HJ_NO_CONCLUDE);
	assert_int_equal(joining(POLICE, 1, NEIGHBOUR), HJ_NO_SUCH_ENTITY);
	assert_int_equal(joining(TOWNSHIP, 1, TOWNSHIP), HJ_NO_RIGHT);
}

static void
signer__is_not_changed_under_a_draft(void **state)
{
	(void)state;
	mediating();
	*HJ_PUSH(f.a, f.d->agreement, f.d->n_agreement) = (struct hj_agreement){
		.no = 1, .procedure = 1, .state = HJ_AS_DRAFT
	};
	assert_int_equal(joining(VILLAGE, 1, TOWNSHIP), HJ_NO_NOT_DRAFT);
}

static void
procedure__of_another_body_is_not_acted_in(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "end-procedure",
			     "{\"procedure\":2,\"ground\":\"other\"}"),
	    HJ_NO_RIGHT);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "ask-consent", "{\"procedure\":2}"),
	    HJ_NO_RIGHT);
	assert_string_equal(f.refused_field, "procedure");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(opening__beside_a_running_mediation_is_refused),
		TEST(
		    opening__by_another_body_of_the_county_once_settled_is_done),
		TEST(opening__what_a_body_does_not_handle_is_refused),
		TEST(opening__by_a_body_that_is_not_known_is_refused),
		TEST(opening__outside_court_beside_a_suit_is_refused),
		TEST(opening__after_ones_own_was_over_is_a_reapplication),
		TEST(opening__on_a_closed_dispute_opens_it),
		TEST(signer__joins_where_the_host_does_not_conclude),
		TEST(signer__that_does_not_conclude_or_is_elsewhere_is_refused),
		TEST(signer__is_not_changed_under_a_draft),
		TEST(procedure__of_another_body_is_not_acted_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
