/*
 * Mediation that the law ends with its limit: deemed failed (医疗条例38、40),
 * terminated (市场监管投诉举报处理暂行办法21).
 */
#include "tests/unit/steps_fixture.h"

/* A medical dispute, mediated by the village from 2026-03-02 to 2026-04-14. */
static void
medical(void)
{
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"category_moj\":\"YL\",\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\","
	    "\"side\":\"respondent\",\"name\":\"乙\"}]}");
	take_up(VILLAGE, 1);
	assert_int_equal(clock_of("RT_MEDI")->due_on, 20260414);
	assert_int_equal(clock_of("RT_MEDI")->effect, HJ_EF_ENDS);
}

/* The first event of `kind` of the last turn. */
static const struct hj_event *
told_as(const char *kind)
{
	for (int64_t i = 0; i < f.events; i++)
		if (strcmp(f.event[i].kind->name, kind) == 0)
			return &f.event[i];
	fail_msg("no %s", kind);
	return NULL;
}

/* Procedure 1 has ended by limit `rule` as 2026-`day` was over, by `article`.
 */
static void
ended_by(const char *rule, int32_t day, const char *article)
{
	const struct hj_event *fired = told_as("clock_fired"),
			      *ended = told_as("procedure_ended");
	const struct hj_procedure_moved *b = ended->body;
	int owed = 0;

	assert_int_equal(clock_of(rule)->state, HJ_CS_FIRED);
	assert_string_equal(clock_of(rule)->article, article);
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
	assert_int_equal(b->ground, HJ_GR_TERM_OVER);
	assert_int_equal(b->on, day);
	assert_int_equal(fired->to, clock_of(rule)->due - 1);
	assert_int_equal(ended->to, fired->to);
	assert_int_equal(hj_legal_day(ended->to).ymd, day);
	assert_string_equal(ended->actor, "clock");
	assert_string_equal(ended->caused_by, fired->caused_by);
	for (size_t i = 0; i < f.d->n_notice; i++)
		owed += f.d->notice[i].kind == HJ_NK_ROUTES &&
			f.d->notice[i].state == HJ_NS_OWED;
	assert_int_equal(owed, 2);
}

static void
medical__fails_with_its_last_day_and_not_before(void **state)
{
	(void)state;
	medical();
	fixture_at(&f, "2026-04-14T23:59:59+08:00");
	fixture_settle(&f);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	fixture_at(&f, "2026-04-20T09:00:00+08:00");
	assert_int_equal(fixture_settle(&f), 1);
	ended_by("RT_MEDI", 20260414, "医疗条例38");
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_notice_owed)
			assert_string_equal(
			    ((const struct hj_notice_set *)f.event[i].body)
				->article,
			    "人民调解法26");
	assert_int_equal(fixture_settle(&f), 0);
	assert_int_equal(f.events, 0);
	/* A command that comes first lets it fall, too. */
	tear_down(state);
	set_up(state);
	medical();
	fixture_at(&f, "2026-04-15T00:00:00+08:00");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "record-oral-agreement",
	    "{\"text\":\"协议\",\"terms\":[{\"kind\":\"duty\",\"debtor\":2,"
	    "\"text\":\"道歉\"}]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_ENDED);
}

static void
medical__goes_on_as_far_as_all_agreed_in_time(void **state)
{
	(void)state;
	medical();
	REFUSED(HJ_NO_EXTENSION, VILLAGE, 0, "extend-term",
	    "{\"agreed\":[1],\"n\":10}");
	DONE(VILLAGE, 0, "extend-term", "{\"agreed\":[1,2],\"n\":10}");
	assert_int_equal(clock_of("RT_MEDI")->due_on, 20260428);
	fixture_at(&f, "2026-04-28T18:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	fixture_at(&f, "2026-04-29T09:00:00+08:00");
	fixture_settle(&f);
	ended_by("RT_MEDI", 20260428, "医疗条例38");
	REFUSED(HJ_NO_PHASE, VILLAGE, 0, "extend-term",
	    "{\"agreed\":[1,2],\"n\":10}");
}

static void
appraisal__does_not_let_it_fail(void **state)
{
	(void)state;
	medical();
	DONE(VILLAGE, 0, "start-appraisal", "{\"by_outside\":\"医学会\"}");
	fixture_at(&f, "2026-06-01T09:00:00+08:00");
	assert_int_equal(fixture_settle(&f), 0);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	DONE(VILLAGE, 0, "end-appraisal", "{}");
	assert_true(clock_of("RT_MEDI")->due_on > 20260601);
}

static void
what__all_signed_in_time_does_not_fail(void **state)
{
	(void)state;
	medical();
	fixture_at(&f, "2026-04-14T16:00:00+08:00");
	assert_int_equal(draft(VILLAGE, 1), 1);
	assert_int_equal(sign(VILLAGE, 1, 1, "signature"), HJ_NO);
	assert_int_equal(sign(VILLAGE, 1, 2, "signature"), HJ_NO);
	fixture_at(&f, "2026-04-15T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(clock_of("RT_MEDI")->state, HJ_CS_FIRED);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":1}");
	DONE(VILLAGE, 2, "stamp", "{\"agreement\":1}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	/* Half of them is not all. */
	tear_down(state);
	set_up(state);
	medical();
	assert_int_equal(draft(VILLAGE, 1), 1);
	assert_int_equal(sign(VILLAGE, 1, 1, "signature"), HJ_NO);
	fixture_at(&f, "2026-04-15T09:00:00+08:00");
	fixture_settle(&f);
	ended_by("RT_MEDI", 20260414, "医疗条例38");
}

static void
end__stays_unless_the_limit_was_met_in_time(void **state)
{
	(void)state;
	medical();
	fixture_at(&f, "2026-04-20T09:00:00+08:00");
	fixture_settle(&f);
	REFUSED(HJ_NO_REOPEN, VILLAGE, 0, "reopen",
	    "{\"procedure\":1,\"reason\":\"再试\"}");
	assert_string_equal(f.refused_article, "医疗条例38");
	REFUSED(HJ_NO_SET_ASIDE, VILLAGE, 0, "set-aside-expiry",
	    "{\"clock\":%d,\"met_on\":\"2026-04-15\",\"reason\":\"漏录\"}",
	    (int)clock_of("RT_MEDI")->no);
	DONE(VILLAGE, 0, "set-aside-expiry",
	    "{\"clock\":%d,\"met_on\":\"2026-04-13\",\"reason\":\"漏录\"}",
	    (int)clock_of("RT_MEDI")->no);
	assert_int_equal(fixture_count(&f, "notice_withdrawn"), 2);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"occurred_on\":\"2026-04-13\",\"text\":\"协议\",\"terms\":["
	    "{\"kind\":\"duty\",\"debtor\":2,\"text\":\"道歉\"}]}");
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
	/* A way out that is not the body's own is open all the while. */
	tear_down(state);
	set_up(state);
	medical();
	fixture_at(&f, "2026-04-20T09:00:00+08:00");
	fixture_settle(&f);
	DONE(COURT, 0, "open-suit", "{}");
}

static void
organs__of_health_and_market_end_by_their_own_articles(void **state)
{
	(void)state;
	begun(HEALTH, "administrative");
	fixture_at(&f, "2026-04-15T09:00:00+08:00");
	fixture_settle(&f);
	ended_by("AM_MED", 20260414, "医疗条例40");
	tear_down(state);
	set_up(state);
	begun(ORGAN, "administrative");
	REFUSED(HJ_NO_EXTENSION, ORGAN, 2, "extend-term", "{\"n\":10}");
	fixture_at(&f, "2026-05-09T09:00:00+08:00");
	fixture_settle(&f);
	ended_by(
	    "AM_MK_DO", 20260508, "市场监管投诉举报处理暂行办法14、20、21");
	/* It is told within seven working days, from the end by law. */
	assert_int_equal(clock_of("AM_MK_TELL")->day0, 20260508);
	assert_int_equal(clock_of("AM_MK_TELL")->due_on, 20260518);
}

static void
what__was_entered_too_late_ends_nothing(void **state)
{
	(void)state;
	registered(HEALTH, "administrative");
	agree(HEALTH, 1);
	fixture_at(&f, "2026-06-01T09:00:00+08:00");
	DONE(HEALTH, 0, "accept", "{\"occurred_on\":\"2026-03-02\"}");
	fixture_settle(&f);
	assert_int_equal(clock_of("AM_MED")->effect, HJ_EF_OVERDUE);
	assert_int_equal(procedure(1)->phase, HJ_PH_ACCEPTED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(medical__fails_with_its_last_day_and_not_before),
		TOLD(medical__goes_on_as_far_as_all_agreed_in_time),
		TOLD(appraisal__does_not_let_it_fail),
		TOLD(what__all_signed_in_time_does_not_fail),
		TOLD(end__stays_unless_the_limit_was_met_in_time),
		TOLD(organs__of_health_and_market_end_by_their_own_articles),
		TOLD(what__was_entered_too_late_ends_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
