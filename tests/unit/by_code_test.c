/* What a party says by itself, with its slip, and what that is worth. */
#include "tests/unit/steps_fixture.h"

/* The bearer of `door` asks for `name`. */
static enum hj_refusal
by_slip(const char *door, const char *name, const char *json)
{
	enum hj_refusal no;

	f.door = door;
	f.party = true;
	no = fixture_do(&f, VILLAGE, name, json);
	f.door = NULL;
	f.party = false;
	return no;
}

static enum hj_refusal
answer(const char *json)
{
	return by_slip(FIXTURE_DOOR, "answer-by-code", json);
}

#define YES "{\"agrees\":true,\"procedure\":1}"
#define NO "{\"procedure\":1}"

static void
a_yes__is_on_record_and_no_consent(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(answer(YES), HJ_NO);
	assert_int_equal(fixture_count(&f, "consent_recorded"), 1);
	assert_int_equal(procedure(1)->consent[0].manner, HJ_MN_BY_CODE);
	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	REFUSED(HJ_NO_CONSENT, VILLAGE, 0, "accept", "{}");

	DONE(VILLAGE, 0, "record-consent",
	    "{\"party\":1,\"answer\":\"agrees\",\"manner\":\"phone\"}");
	DONE(VILLAGE, 0, "accept", "{}");
}

static void
a_yes__weakens_no_consent_that_was_given(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(answer(YES), HJ_NO);
	assert_int_equal(f.events, 0);
	DONE(VILLAGE, 0, "accept", "{}");
}

static void
a_refusal__ends_mediation_at_once(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(answer(NO), HJ_NO);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(procedure(1)->ground, HJ_GR_REFUSED);
	assert_int_equal(fixture_count(&f, "notice_owed"), 2);
	assert_int_equal(answer(YES), HJ_NO_PHASE);
}

static void
a_slip__opens_nothing_but_its_own_dispute_and_words(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(by_slip(fixture_id(&f, 'e', 7), "answer-by-code", YES),
	    HJ_NO_RIGHT);
	assert_int_equal(by_slip(NULL, "answer-by-code", YES), HJ_NO_RIGHT);
	assert_int_equal(
	    by_slip(FIXTURE_DOOR, "note", "{\"text\":\"记\"}"), HJ_NO_RIGHT);
	assert_int_equal(by_slip(FIXTURE_DOOR, "open-suit", "{}"), HJ_NO_RIGHT);
	/* Nor does staff speak in its stead, slip or not. */
	f.door = FIXTURE_DOOR;
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "answer-by-code", NO);
	f.door = NULL;
	REFUSED(HJ_NO_RIGHT, VILLAGE, 0, "rate-by-code",
	    "{\"satisfaction\":\"fair\"}");
}

static void
a_slip__speaks_for_who_asked_or_else_for_the_first_of_equals(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 1);
	assert_int_equal(hj_slip_party(f.d, NULL), 0);
	assert_int_equal(hj_slip_party(f.d, fixture_id(&f, 'e', 7)), 0);
	f.d->party[0].side = HJ_SIDE_EQUAL;
	f.d->party[1].side = HJ_SIDE_EQUAL;
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 1);
	f.d->party[0].removed = true;
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 2);
	f.d->party[1].side = HJ_SIDE_RESPONDENT;
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 0);
}

static void
a_rating__is_the_party_s_own_and_reopens_nothing(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(answer(NO), HJ_NO);
	assert_int_equal(by_slip(FIXTURE_DOOR, "rate-by-code",
			     "{\"satisfaction\":\"unsatisfied\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "dissatisfaction_given"), 1);
	assert_string_equal(f.event[0].actor, "party");
	assert_null(f.event[0].body_of);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(a_yes__is_on_record_and_no_consent),
		TOLD(a_yes__weakens_no_consent_that_was_given),
		TOLD(a_refusal__ends_mediation_at_once),
		TOLD(a_slip__opens_nothing_but_its_own_dispute_and_words),
		cmocka_unit_test_setup_teardown(
		    a_slip__speaks_for_who_asked_or_else_for_the_first_of_equals,
		    set_up, tear_down),
		TOLD(a_rating__is_the_party_s_own_and_reopens_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
