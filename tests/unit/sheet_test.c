/* What is settled on the spot: one sheet, a whole dispute. */
#include "tests/unit/procedure_fixture.h"

#define SHEET                                                                  \
	"\"parties\":[{\"name\":\"甲\"},{\"name\":\"乙\"}],"                 \
	"\"category_word\":\"宅基地界址\",\"place\":\"999901001001\","    \
	"\"agreed\":\"各退一步\""

static void
sheet__of_six_inputs_is_a_whole_dispute(void **state)
{
	static const char *const kinds[] = { "registered", "party_added",
		"party_added", "procedure_opened", "consent_recorded",
		"consent_recorded", "accepted", "mediators_assigned",
		"session_logged", "oral_agreement_recorded",
		"agreement_effective", "procedure_settled", "performed" };

	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true}"),
	    HJ_NO);
	expect_events(kinds, sizeof(kinds) / sizeof(kinds[0]));
	assert_true(f.d->on_the_spot);
	assert_null(f.d->finder);
	assert_int_equal(f.d->source, HJ_SRC_APPLICATION);
	assert_int_equal(f.d->party[0].side, HJ_SIDE_APPLICANT);
	assert_int_equal(f.d->party[1].side, HJ_SIDE_RESPONDENT);
	assert_int_equal(f.d->procedure[0].phase, HJ_PH_SETTLED);
	assert_true(
	    hj_is_mediator(&f.d->procedure[0], fixture_person(&f, VILLAGE, 0)));
	assert_true(f.d->procedure[0].mediator[0].disclosed);
	assert_int_equal(f.d->agreement[0].state, HJ_AS_EFFECTIVE);
	assert_int_equal(f.d->agreement[0].form, HJ_AF_ORAL);
	assert_int_equal(f.d->agreement[0].term[0].kind, HJ_TK_DUTY);
	assert_int_equal(f.d->agreement[0].term[0].state, HJ_TS_PERFORMED);
	assert_int_equal(f.d->n_notice, 0);
}

static void
sheet__counts_like_any_sitting(void **state)
{
	(void)state;
	fixture_release(&f);
	fixture_init(&f, "three-two-one-a");
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true}"),
	    HJ_NO);
	assert_int_equal(f.d->session[0].counts, HJ_CO_YES);
	assert_int_equal(f.d->procedure[0].attempts, 1);
	assert_true(f.d->ladder->done);
	assert_int_equal(f.d->n_referral, 0);
}

static void
sheet__entered_later_without_hours_does_not_count(void **state)
{
	(void)state;
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-settled",
		"{" SHEET ",\"done\":true,\"occurred_on\":\"2026-02-27\"}"),
	    HJ_NO);
	assert_int_equal(f.d->session[0].counts, HJ_CO_NO_TIMES);
	assert_int_equal(f.d->agreement[0].effective_on, 20260227);
}

static void
sheet__with_hours_happened_then(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true,"
			     "\"starts\":\"2026-02-28T09:00:00+08:00\","
			     "\"ends\":\"2026-02-28T10:00:00+08:00\"}"),
	    HJ_NO);
	assert_int_equal(f.d->registered_on, 20260228);
	assert_int_equal(f.d->procedure[0].accepted_on, 20260228);
	assert_int_equal(f.d->session[0].counts, HJ_CO_YES);
	assert_int_equal(f.d->agreement[0].effective_on, 20260228);
	assert_int_equal(f.d->performance[0].day, 20260228);
}

static void
sheet__with_a_day_leaves_the_term_open(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"amount\":50000,\"debtor\":2,"
			     "\"due_on\":\"2026-03-10\"}"),
	    HJ_NO);
	assert_int_equal(f.d->agreement[0].term[0].state, HJ_TS_OPEN);
	assert_int_equal(f.d->agreement[0].term[0].due_on, 20260310);
	assert_int_equal(f.d->agreement[0].term[0].amount, 50000);
	assert_int_equal(f.d->agreement[0].term[0].debtor, 2);
	assert_int_equal(f.d->n_performance, 0);
}

static void
sheet__with_money_paid_at_once_is_paid(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"amount\":50000,\"done\":true}"),
	    HJ_NO);
	assert_int_equal(f.d->agreement[0].term[0].paid, 50000);
	assert_int_equal(f.d->performance[0].amount, 50000);
}

static void
sheet__in_writing_is_signed_and_stamped_at_the_heads_desk(void **state)
{
	static const char *const kinds[] = { "registered", "party_added",
		"party_added", "procedure_opened", "consent_recorded",
		"consent_recorded", "accepted", "mediators_assigned",
		"session_logged", "agreement_drafted", "agreement_signed",
		"agreement_signed", "mediator_signed", "agreement_stamped",
		"agreement_effective", "procedure_settled", "performed" };

	(void)state;
	assert_int_equal(fixture_do_as(&f, VILLAGE, 2, "record-settled",
			     "{" SHEET ",\"done\":true,\"written\":true}"),
	    HJ_NO);
	expect_events(kinds, sizeof(kinds) / sizeof(kinds[0]));
	assert_int_equal(f.d->agreement[0].form, HJ_AF_WRITTEN);
	assert_int_equal(f.d->agreement[0].state, HJ_AS_EFFECTIVE);
	assert_int_equal(f.d->procedure[0].phase, HJ_PH_SETTLED);
}

static void
sheet__in_writing_needs_head_and_a_body_that_concludes(void **state)
{
	static const char json[] = "{" SHEET ",\"done\":true,\"written\":true}";

	(void)state;
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-settled", json), HJ_NO_STAMP);
	assert_int_equal(
	    fixture_do(&f, GRID, "record-settled", json), HJ_NO_CONCLUDE);
}

static void
sheet__of_a_grid_worker_joins_the_village_that_closes_it(void **state)
{
	(void)state;
	assert_int_equal(
	    fixture_do(&f, GRID, "record-settled", "{" SHEET ",\"done\":true}"),
	    HJ_NO);
	assert_int_equal(f.d->source, HJ_SRC_GRID);
	assert_string_equal(f.d->procedure[0].signer, fixture_org(&f, VILLAGE));
	assert_int_equal(
	    fixture_do(&f, GRID, "close", "{}"), HJ_NO_GRID_CLOSES);
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_true(f.d->closed);
}

static void
sheet__is_closed_by_the_one_mediator_of_the_village(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "close", "{}"), HJ_NO);
	assert_true(f.d->closed);
}

static void
sheet__is_of_the_police_where_the_police_settle(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, POLICE, "record-settled",
			     "{" SHEET ",\"done\":true}"),
	    HJ_NO);
	assert_int_equal(f.d->procedure[0].channel, HJ_CH_ADMINISTRATIVE);
	assert_null(f.d->procedure[0].signer);
}

static void
sheet__of_who_may_not_mediate_is_refused(void **state)
{
	static const char json[] = "{" SHEET ",\"done\":true}";

	(void)state;
	assert_int_equal(
	    fixture_do(&f, COURT, "record-settled", json), HJ_NO_BODY_CHANNEL);
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true,\"interest\":true}"),
	    HJ_NO_DISCLOSURE);
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true,\"on_behalf\":"
			     "\"b0000000000000000000000000000020\"}"),
	    HJ_NO_PERSON);
	assert_int_equal(
	    fixture_do(&f, CENTRE, "record-settled", json), HJ_NO_SEPARATION);
}

static void
sheet__of_a_body_that_is_not_known_is_refused(void **state)
{
	(void)state;
	f.person[3 * VILLAGE].org = "a0000000000000000000000000000099";
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true}"),
	    HJ_NO_RIGHT);
}

static void
sheet__must_say_done_or_by_when(void **state)
{
	(void)state;
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-settled", "{" SHEET "}"),
	    HJ_NO_DONE_OR_DUE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-settled",
		"{" SHEET ",\"done\":true,\"due_on\":\"2026-03-10\"}"),
	    HJ_NO_DONE_OR_DUE);
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"due_on\":\"2026-03-01\"}"),
	    HJ_NO_ORDER);
}

static void
sheet__of_one_side_is_refused(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{\"parties\":[{\"name\":\"甲\"},"
			     "{\"name\":\"乙\",\"side\":\"applicant\"}],"
			     "\"category_word\":\"噪声\",\"place\":\"999901\","
			     "\"agreed\":\"不再吵\",\"done\":true}"),
	    HJ_NO_ONE_SIDE);
}

static void
sheet__with_a_debtor_that_is_no_party_is_refused(void **state)
{
	(void)state;
	assert_int_equal(fixture_do(&f, VILLAGE, "record-settled",
			     "{" SHEET ",\"done\":true,\"debtor\":3}"),
	    HJ_NO_PARTY);
}

static void
correction__does_not_take_out_who_has_signed(void **state)
{
	(void)state;
	assert_int_equal(fixture_do_as(&f, VILLAGE, 2, "record-settled",
			     "{" SHEET ",\"done\":true,\"written\":true}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":2},\"reason\":\"误录\","
			     "\"remove\":true}"),
	    HJ_NO_PARTY_BOUND);
	assert_string_equal(f.refused_field, "remove");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sheet__of_six_inputs_is_a_whole_dispute),
		TEST(sheet__counts_like_any_sitting),
		TEST(sheet__entered_later_without_hours_does_not_count),
		TEST(sheet__with_hours_happened_then),
		TEST(sheet__with_a_day_leaves_the_term_open),
		TEST(sheet__with_money_paid_at_once_is_paid),
		TEST(sheet__in_writing_is_signed_and_stamped_at_the_heads_desk),
		TEST(sheet__in_writing_needs_head_and_a_body_that_concludes),
		TEST(sheet__of_a_grid_worker_joins_the_village_that_closes_it),
		TEST(sheet__is_closed_by_the_one_mediator_of_the_village),
		TEST(sheet__is_of_the_police_where_the_police_settle),
		TEST(sheet__of_who_may_not_mediate_is_refused),
		TEST(sheet__of_a_body_that_is_not_known_is_refused),
		TEST(sheet__must_say_done_or_by_when),
		TEST(sheet__of_one_side_is_refused),
		TEST(sheet__with_a_debtor_that_is_no_party_is_refused),
		TEST(correction__does_not_take_out_who_has_signed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
