/* Slips of parties: given at a counter, replaced when lost, for one's own. */
#include "tests/unit/steps_fixture.h"

#define GIVE(party) "{\"party\":" #party ",\"checked\":\"核对身份证\"}"
#define ANOTHER "0123456789abcdef0123456789abcdef"
#define THIRD "fedcba9876543210fedcba9876543210"

/* Give `party` a slip that opens by `door`. */
static enum hj_refusal
give(const char *door, const char *json)
{
	f.drawn_door = door;
	return fixture_do(&f, VILLAGE, "give-slip", json);
}

/* The bearer of `door` answers mediation. */
static enum hj_refusal
answer(const char *door, const char *json)
{
	enum hj_refusal no;

	f.door = door;
	f.party = true;
	no = fixture_do(&f, VILLAGE, "answer-by-code", json);
	f.door = NULL;
	f.party = false;
	return no;
}

static void
a_respondent__speaks_by_a_slip_of_its_own(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(give(ANOTHER, GIVE(2)), HJ_NO);
	assert_int_equal(fixture_count(&f, "slip_given"), 1);
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 2);
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 1);
	assert_int_equal(answer(ANOTHER, "{\"procedure\":1}"), HJ_NO);
	assert_int_equal(procedure(1)->consent[0].party, 2);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
}

static void
a_lost_slip__opens_nothing_once_another_is_given(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	/* The registration's, which speaks for who asked. */
	assert_int_equal(give(ANOTHER, GIVE(1)), HJ_NO);
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 0);
	assert_false(hj_slip_opens(f.d, FIXTURE_DOOR));
	assert_int_equal(
	    answer(FIXTURE_DOOR, "{\"procedure\":1}"), HJ_NO_RIGHT);
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 1);
	/* And one that was given. */
	assert_int_equal(give(THIRD, GIVE(1)), HJ_NO);
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 0);
	assert_int_equal(hj_slip_party(f.d, THIRD), 1);
	assert_int_equal(f.d->n_slip, 1);
}

static void
another_s_slip__is_not_touched(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(give(ANOTHER, GIVE(2)), HJ_NO);
	assert_int_equal(give(THIRD, GIVE(2)), HJ_NO);
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 1);
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 0);
}

static void
who_has_no_part__gets_none_and_what_he_has_opens_no_more(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(give(ANOTHER, GIVE(9)), HJ_NO_PARTY);
	assert_string_equal(f.refused_field, "party");
	assert_int_equal(give(ANOTHER, GIVE(2)), HJ_NO);
	f.d->party[1].erased = true;
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 0);
	assert_int_equal(give(THIRD, GIVE(2)), HJ_NO_ERASED);
	f.d->party[1].erased = false;
	f.d->party[1].removed = true;
	assert_false(hj_slip_opens(f.d, ANOTHER));
	assert_int_equal(give(THIRD, GIVE(2)), HJ_NO_PARTY);
	f.d->party[1].removed = false;
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "give-slip", GIVE(2));
}

static void
whom_an_accusation_accuses__gets_none(void **state)
{
	struct hj_petition accusation = { .no = 1, .class = HJ_PC_ACCUSATION };

	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(give(ANOTHER, GIVE(2)), HJ_NO);
	f.d->petition = &accusation;
	f.d->n_petition = 1;
	assert_int_equal(hj_slip_party(f.d, ANOTHER), 0);
	assert_int_equal(give(THIRD, GIVE(2)), HJ_NO_ACCUSED);
	assert_string_equal(f.refused_article, "信访工作条例30");
	assert_int_equal(hj_slip_party(f.d, FIXTURE_DOOR), 1);
	f.d->n_petition = 0;
	f.d->petition = NULL;
}

static void
a_given_slip__is_replaced_and_never_taken_back(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(give(ANOTHER, GIVE(2)), HJ_NO);
	REFUSED(HJ_NO_VOID_KIND, VILLAGE, 0, "void",
	    "{\"event\":\"%s\",\"reason\":\"误发\"}",
	    fixture_entry(&f, "slip_given"));
	assert_string_equal(f.refused_do, "give-slip");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(a_respondent__speaks_by_a_slip_of_its_own),
		TOLD(a_lost_slip__opens_nothing_once_another_is_given),
		TOLD(another_s_slip__is_not_touched),
		TOLD(who_has_no_part__gets_none_and_what_he_has_opens_no_more),
		TOLD(whom_an_accusation_accuses__gets_none),
		TOLD(a_given_slip__is_replaced_and_never_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
