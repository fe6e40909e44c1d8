/* How a dispute comes in: parties, further reports, the sheet of the spot. */
#include "lib/commands/common.h"
#include "tests/unit/turn_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define SHEET                                                                  \
	"\"parties\":[{\"name\":\"甲\"},{\"name\":\"乙\"}],"                 \
	"\"category_word\":\"宅基地界址\",\"place\":\"999901001001\","    \
	"\"agreed\":\"各退一步\""

static struct fixture f;

static int
set_up(void **state)
{
	(void)state;
	fixture_init(&f, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	fixture_release(&f);
	return 0;
}

/* Registered by `place` from `source`, with two parties. */
static void
registered(enum place place, const char *source)
{
	char json[512];

	snprintf(json, sizeof(json),
	    "{\"source\":\"%s\",\"manner\":\"oral\",\"parties\":["
	    "{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
	    "{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]}",
	    source);
	assert_int_equal(fixture_do(&f, place, "register", json), HJ_NO);
}

/* The kinds of events of the last turn, but for clocks and ladder. */
static void
expect_events(const char *const *kinds, size_t n)
{
	size_t at = 0;

	for (int64_t i = 0; i < f.events; i++) {
		const char *kind = f.event[i].kind->name;

		if (strncmp(kind, "clock_", 6) == 0 ||
		    strcmp(kind, "ladder_moved") == 0)
			continue;
		assert_true(at < n);
		assert_string_equal(kind, kinds[at++]);
	}
	assert_int_equal(at, n);
}

static void
registration__by_screening_has_a_finder_and_by_application_none(void **state)
{
	(void)state;
	registered(VILLAGE, "ex_officio");
	assert_string_equal(f.d->finder, fixture_person(&f, VILLAGE, 0));

	fixture_release(&f);
	fixture_init(&f, NULL);
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-party", json), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party", json), HJ_NO_DUPLICATE);
	assert_string_equal(f.refused_field, "party");
}

static void
party__is_given_its_number(void **state)
{
	(void)state;
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"minor\":true,"
			     "\"agent\":\"其母\"},\"reason\":\"未成年\"}"),
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
	registered(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO);
	assert_true(f.d->party[1].removed);
	assert_int_equal(f.d->n_party, 2);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO_PARTY);
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

static void
correction__to_another_partys_identity_is_refused(void **state)
{
	(void)state;
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "correct-party", json), HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, POLICE, "correct-party", json), HJ_NO_RIGHT);
}

static void
report__is_told_and_opens_nothing(void **state)
{
	(void)state;
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
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
	registered(VILLAGE, "application");
	assert_int_equal(fixture_do(&f, VILLAGE, "add-report", "{\"party\":3}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-report", "{\"procedure\":2}"),
	    HJ_NO_SUCH_ENTITY);
}

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
		TEST(correction__does_not_take_out_who_has_signed),
		TEST(correction__to_another_partys_identity_is_refused),
		TEST(correction__of_nobody_or_by_nobody_is_refused),
		TEST(report__is_told_and_opens_nothing),
		TEST(
		    report__comes_in_at_any_counter_of_the_county_and_none_beyond),
		TEST(report__of_a_party_that_is_not_there_is_refused),
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
