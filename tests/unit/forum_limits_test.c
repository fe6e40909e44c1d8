/* Limits of commissions and of reconsideration, and the days to sue after. */
#include "tests/unit/steps_fixture.h"

/* An award in a matter of `category`, in the hands of everybody. */
static void
awarded(const char *category)
{
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"category_moj\":\"%s\",\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\","
	    "\"side\":\"respondent\",\"name\":\"乙\"}]}",
	    category);
	DONE(COMMISSION, 0, "open-arbitration", "{\"received\":true}");
	if (strcmp(category, "SLTD") == 0)
		assert_int_equal(clock_of("TD_ACC")->due_on, 20260309);
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	DONE(COMMISSION, 0, "record-result", "{\"ground\":\"decided\"}");
}

static void
serve_rulings(enum place place)
{
	for (size_t i = 0; i < f.d->n_notice; i++)
		if (f.d->notice[i].kind == HJ_NK_RULING)
			DONE(place, 0, "serve-notice",
			    "{\"notices\":[%d],\"means\":\"handed\"}",
			    (int)i + 1);
}

/* The last notice that was owed, in words of its article; NULL: none. */
static const char *
owed_on(void)
{
	const struct hj_notice_set *b = NULL;

	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_notice_owed)
			b = f.event[i].body;
	assert_non_null(b);
	return b->article;
}

/* Thirty days (农村土地承包经营纠纷调解仲裁法48), not the labour law's. */
static void
award__about_land_gives_thirty_days_to_sue(void **state)
{
	(void)state;
	awarded("SLTD");
	assert_string_equal(owed_on(), "农村土地承包经营纠纷调解仲裁法48");
	assert_int_equal(clock_of("TD_ACC")->state, HJ_CS_MET);
	serve_rulings(COMMISSION);
	assert_null(clock_of("LD_SUE"));
	assert_int_equal(clock_of("TD_SUE")->due_on, 20260401);
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(clock_of("TD_SUE")->state, HJ_CS_MET);
}

static void
award__about_a_contract_is_final(void **state)
{
	(void)state;
	awarded("HT");
	assert_null(owed_on());
	serve_rulings(COMMISSION);
	assert_null(clock_of("LD_SUE"));
	assert_null(clock_of("TD_SUE"));
}

/* Two months (行政诉讼法47); then it is a task to say that one may sue. */
static void
inaction__opens_the_way_to_sue(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"duty_asked\",\"party\":1}");
	assert_int_equal(clock_of("AS_DUTY")->due_on, 20260506);
	fixture_at(&f, "2026-05-07T00:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_of("AS_DUTY")->state, HJ_CS_FIRED);
	assert_int_equal(clock_of("AS_DUTY")->effect, HJ_EF_TASK);
	DONE(VILLAGE, 0, "open-reconsideration", "{\"outside\":\"县政府\"}");
	assert_int_equal(clock_of("AS_DUTY")->state, HJ_CS_FIRED);
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"duty_performed\",\"party\":1,\"procedure\":1}");
	assert_int_equal(clock_of("AS_DUTY")->state, HJ_CS_MET);
	tear_down(state);
	set_up(state);
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"duty_asked\",\"party\":1}");
	fixture_at(&f, "2026-05-07T00:00:00+08:00");
	DONE(COURT, 0, "open-suit", "{}");
	assert_int_equal(clock_of("AS_DUTY")->state, HJ_CS_STOPPED);
}

static void
reconsideration__gives_fifteen_days_to_sue(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "open-reconsideration",
	    "{\"outside\":\"县政府\",\"received\":true}");
	assert_int_equal(clock_of("AR_ACC")->due_on, 20260309);
	DONE(VILLAGE, 0, "open-reconsideration", "{\"outside\":\"县政府\"}");
	assert_int_equal(clock_of("AR_ACC")->state, HJ_CS_MET);
	DONE(VILLAGE, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\"}");
	assert_string_equal(owed_on(), "行政诉讼法45");
	serve_rulings(VILLAGE);
	assert_int_equal(clock_of("AR_SUE")->due_on, 20260317);
}

/* Seven working days are the market's; of others no article says so. */
static void
competence__limit_is_of_market_supervision(void **state)
{
	(void)state;
	registered(LABOUR, "administrative");
	DONE(LABOUR, 0, "dispute-competence", "{\"by_outside\":\"某局\"}");
	assert_null(clock_of("AM_MK_DISP"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(award__about_land_gives_thirty_days_to_sue),
		TOLD(award__about_a_contract_is_final),
		TOLD(inaction__opens_the_way_to_sue),
		TOLD(reconsideration__gives_fifteen_days_to_sue),
		TOLD(competence__limit_is_of_market_supervision),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
