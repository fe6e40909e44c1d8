/*
 * Limits whose start nobody knows yet, was not served yet, was entered late, or
 * lies beyond the calendar.
 */
#include "tests/unit/petition_fixture.h"

/* Limits that run from the service of the sheet of rights. */
static const char test_set[] =
    "{\"name\":\"test\",\"title_zh\":\"试\",\"title_en\":\"t\","
    "\"source\":\"s\",\"certainty\":\"F\",\"area\":\"\","
    "\"valid_from\":\"2011-01-01\",\"on_by_default\":true,\"clocks\":["
    "{\"name\":\"T_PARTY\",\"zh\":\"当事人\",\"en\":\"p\",\"of\":\"notice\","
    "\"starts\":\"notice_served\",\"length\":10,\"unit\":\"days\","
    "\"effect\":\"right_lost\",\"article\":\"甲1\",\"roll\":false,"
    "\"against\":\"party\",\"extends\":\"nobody\",\"certainty\":\"law\","
    "\"notice\":\"rights\",\"stops\":[\"notice_withdrawn\"]},"
    "{\"name\":\"T_STATE\",\"zh\":\"机关\",\"en\":\"s\",\"of\":\"notice\","
    "\"starts\":\"notice_served\",\"length\":7,\"unit\":\"working_days\","
    "\"effect\":\"overdue\",\"article\":\"乙1\",\"roll\":false,"
    "\"against\":\"state\",\"extends\":\"nobody\",\"certainty\":\"law\","
    "\"stops\":[\"notice_withdrawn\"],\"notice\":\"rights\"},"
    "{\"name\":\"T_LONG\",\"zh\":\"长\",\"en\":\"l\",\"of\":\"notice\","
    "\"starts\":\"notice_served\",\"length\":60,\"unit\":\"days\","
    "\"effect\":\"overdue\",\"article\":\"丙1\",\"roll\":true,"
    "\"against\":\"state\",\"extends\":\"nobody\",\"certainty\":\"law\","
    "\"stops\":[\"notice_withdrawn\"],\"notice\":\"rights\"}]}";

/* The fixture's county with the set above beside the others. */
static void
with_test_set(void)
{
	const size_t n = f.rules.n;
	struct hj_rule_set *list = hj_alloc(f.a, (n + 1) * sizeof(*list));
	struct hj_error err = { 0 };

	memcpy(list, f.rules.set, n * sizeof(*list));
	if (hj_rule_set_parse(
		f.a, test_set, strlen(test_set), &list[n], &err) != HJ_OK)
		fail_msg("%s: %s", err.field, err.msg);
	list[n].id = fixture_id(&f, 'c', (int)n);
	f.rules = (struct hj_rules){ list, n + 1 };
}

/* What the last turn told of a clock as `kind`. */
static const struct hj_clock_set *
told_as(const char *kind)
{
	for (int64_t i = 0; i < f.events; i++)
		if (strcmp(f.event[i].kind->name, kind) == 0)
			return f.event[i].body;
	fail_msg("no %s", kind);
	return NULL;
}

static void
date__that_nobody_knows_starts_no_limit_until_it_is_found(void **state)
{
	const struct hj_clock_set *b;

	(void)state;
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{\"precision\":\"unknown\"}");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_AWAITING_DATE);
	assert_int_equal(clock_of("RT_MED")->due, 0);
	assert_int_equal(hj_next_due(f.d), 0);
	f.now += 100 * HJ_DAY_MS;
	assert_int_equal(fixture_settle(&f), 0);
	REFUSED(HJ_NO_DATE_MISSING, VILLAGE, 0, "find-date",
	    "{\"clock\":1,\"evidence\":\"登记簿\"}");
	/* An interval: against the state from its last day. */
	DONE(VILLAGE, 0, "find-date",
	    "{\"clock\":1,\"evidence\":\"登记簿\",\"occurred_on\":"
	    "\"2026-06-01\",\"occurred_to\":\"2026-06-03\"}");
	b = told_as("clock_started");
	assert_int_equal(f.d->n_clock, 1);
	assert_int_equal(b->derivation->day0.ymd, 20260603);
	assert_int_equal(clock_of("RT_MED")->due_on, 20260703);
	assert_int_equal(b->derivation->limit->against, HJ_AGAINST_STATE);
	REFUSED(HJ_NO_NOT_AWAITED, VILLAGE, 0, "find-date",
	    "{\"clock\":1,\"evidence\":\"登记簿\",\"occurred_on\":"
	    "\"2026-06-01\"}");
}

static void
date__found_long_ago_lets_the_limit_fall_at_once_as_overdue(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{\"precision\":\"unknown\"}");
	DONE(VILLAGE, 0, "find-date",
	    "{\"clock\":1,\"evidence\":\"登记簿\",\"occurred_on\":"
	    "\"2025-12-01\"}");
	assert_int_equal(fixture_count(&f, "clock_started"), 1);
	assert_int_equal(fixture_count(&f, "clock_fired"), 1);
	assert_int_equal(told_as("clock_started")->days_late, 57);
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_FIRED);
	/* Nothing is barred by it. */
	assert_int_equal(procedure(1)->phase, HJ_PH_ACCEPTED);
}

static void
date__that_is_awaited_when_the_matter_ends_is_no_longer(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{\"precision\":\"unknown\"}");
	DONE(VILLAGE, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, VILLAGE, 0));
	assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	DONE(VILLAGE, 0, "end-procedure",
	    "{\"ground\":\"no_agreement\",\"reason\":\"未成\"}");
	assert_int_equal(clock_of("RT_MED")->state, HJ_CS_STOPPED);
}

static void
limit__from_receipt_waits_for_the_service(void **state)
{
	(void)state;
	with_test_set();
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{}");
	assert_int_equal(fixture_count(&f, "clock_awaits"), 6);
	assert_int_equal(clock_of("T_PARTY")->state, HJ_CS_AWAITING_SERVICE);
	assert_int_equal(clock_of("T_PARTY")->due, 0);
	f.now += 5 * HJ_DAY_MS;
	/* Served some day in a week: against a party from the first. */
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[1],\"occurred_on\":"
	    "\"2026-03-03\",\"occurred_to\":\"2026-03-06\"}");
	assert_int_equal(fixture_count(&f, "clock_started"), 3);
	assert_int_equal(f.d->n_clock, 7);
	for (size_t i = 0; i < f.d->n_clock; i++) {
		const struct hj_clock *c = &f.d->clock[i];

		if (c->subject != 1 || strcmp(c->rule, "RT_MED") == 0)
			continue;
		assert_int_equal(c->state, HJ_CS_RUNNING);
		assert_int_equal(c->day0,
		    strcmp(c->rule, "T_PARTY") == 0 ? 20260303 : 20260306);
	}
	/* The other party was not served. */
	assert_int_equal(clock_of("T_LONG")->state, HJ_CS_AWAITING_SERVICE);
}

static void
right__that_was_over_when_it_was_entered_can_be_given_back(void **state)
{
	const struct hj_clock *c;

	(void)state;
	with_test_set();
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{\"occurred_on\":\"2026-01-05\"}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[1],\"occurred_on\":"
	    "\"2026-01-05\"}");
	c = &f.d->clock[1];
	assert_string_equal(c->rule, "T_PARTY");
	assert_int_equal(c->state, HJ_CS_FIRED);
	assert_int_equal(c->due_on, 20260115);
	assert_true(c->entered_late);
	REFUSED(HJ_NO_FUTURE, VILLAGE, 0, "set-aside-expiry",
	    "{\"clock\":2,\"met_on\":\"2026-03-09\",\"reason\":\"补录\"}");
	DONE(VILLAGE, 0, "set-aside-expiry",
	    "{\"clock\":2,\"met_on\":\"2026-03-01\",\"reason\":\"补录\"}");
	assert_int_equal(f.d->clock[1].state, HJ_CS_SET_ASIDE);
}

static void
step__entered_late_does_not_send_the_matter_up(void **state)
{
	(void)state;
	on_ladder("four-tiers-seven-days");
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"occurred_on\":"
	    "\"2026-01-05\",\"parties\":[{\"kind\":\"natural\",\"side\":"
	    "\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\",\"side\":"
	    "\"respondent\",\"name\":\"乙\"}]}");
	assert_int_equal(clock_of("LADDER")->state, HJ_CS_FIRED);
	assert_int_equal(clock_of("LADDER")->effect, HJ_EF_OVERDUE);
	assert_int_equal(f.d->n_referral, 0);
}

static void
notice__of_2020_moves_what_runs_and_nothing_else(void **state)
{
	const struct hj_clock_set *b;
	bool named = false;

	(void)state;
	with_test_set();
	fixture_at(&f, "2020-01-23T09:00:00+08:00");
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[1]}");
	assert_int_equal(f.d->clock[2].due_on, 20200207);
	assert_false(f.d->clock[2].provisional);
	fixture_at(&f, "2020-01-28T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(fixture_count(&f, "clock_moved"), 1);
	b = told_as("clock_moved");
	assert_int_equal(b->old_due_on, 20200207);
	assert_int_equal(b->clock->due_on, 20200211);
	assert_int_equal(b->derivation->calendar, f.d->clock[2].calendar);
	for (size_t i = 0; i < b->derivation->n_notices; i++)
		named = named ||
			strstr(b->derivation->notices[i].text, "延长") != NULL;
	assert_true(named);
	fixture_settle(&f);
	assert_int_equal(f.events, 0);
}

static void
horizon__is_pushed_by_a_new_version(void **state)
{
	struct hj_calendar_version v = {
		.number = 501,
		.published = { 20261125 },
		.known_to = { 20271231 },
		.notice = "关于2027年部分节假日安排的通知",
	};
	struct hj_calendar_day new_year = { { 20270101 }, true, "元旦" };
	struct hj_error err = { 0 };

	(void)state;
	with_test_set();
	fixture_at(&f, "2026-11-20T09:00:00+08:00");
	fixture_agreed(&f, VILLAGE);
	DONE(VILLAGE, 0, "accept", "{}");
	DONE(VILLAGE, 0, "serve-notice",
	    "{\"means\":\"handed\",\"notices\":[1]}");
	assert_string_equal(f.d->clock[3].rule, "T_LONG");
	assert_int_equal(f.d->clock[3].due_on, 20270119);
	assert_true(f.d->clock[3].provisional);
	v.known_from = f.calendar.version[f.calendar.n - 1].known_from;
	v.days = &new_year;
	v.n_days = 1;
	assert_int_equal(hj_calendar_add(f.a, &f.calendar, &v, &err), HJ_OK);
	fixture_settle(&f);
	assert_int_equal(f.events, 0); /* not published yet */
	fixture_at(&f, "2026-11-26T09:00:00+08:00");
	fixture_settle(&f);
	assert_int_equal(fixture_count(&f, "clock_moved"), 1);
	assert_int_equal(f.d->clock[3].due_on, 20270119);
	assert_false(f.d->clock[3].provisional);
	assert_int_equal(f.d->clock[3].calendar, 501);
}

/* How often it was told that the newest limit of `rule` was done late. */
static int
done_late(const char *rule)
{
	int n = 0;

	for (size_t i = 0; i < f.d->n_done_late; i++)
		n += f.d->done_late[i].no == clock_of(rule)->no;
	return n;
}

static void
late_act__is_no_late_entry_and_is_told_once(void **state)
{
	int served = 0;

	(void)state;
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	appeal();
	fixture_at(&f, "2026-06-20T09:00:00+08:00");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	assert_int_equal(fixture_count(&f, "late_entry"), 0);
	/* 2026-04-04 is a holiday, the last day is the 7th. */
	assert_int_equal(told_as("clock_done_late")->days_late, 74);
	assert_int_equal(told_as("clock_done_late")->clock->state, HJ_CS_FIRED);
	for (size_t i = 0; i < f.d->n_notice; i++) {
		if (f.d->notice[i].state != HJ_NS_OWED)
			continue;
		f.now += HJ_DAY_MS;
		DONE(OFFICE, 0, "serve-notice",
		    "{\"means\":\"handed\",\"notices\":[%d]}", (int)i + 1);
		assert_int_equal(fixture_count(&f, "late_entry"), 0);
		/* With the last of two petitioners all are told. */
		assert_int_equal(
		    fixture_count(&f, "clock_done_late"), served == 1);
		served++;
	}
	assert_true(served > 1);
	assert_int_equal(done_late("XF_TELL"), 1);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_FIRED);
}

static void
late_entry__of_an_act_in_time_meets_the_limit(void **state)
{
	const struct hj_clock_set *b;

	(void)state;
	fixture_at(&f, "2026-03-20T09:00:00+08:00");
	appeal();
	fixture_at(&f, "2026-06-20T09:00:00+08:00");
	DONE(OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\",\"occurred_on\":\"2026-03-25\"}",
	    fixture_org(&f, BUREAU));
	assert_int_equal(fixture_count(&f, "clock_done_late"), 0);
	b = told_as("late_entry");
	assert_int_equal(b->old_due_on, 20260325);
	assert_int_equal(b->days_late, 87);
	assert_int_equal(hj_clock_at(f.d, b->clock->no)->state, HJ_CS_MET);
	assert_int_equal(f.d->n_done_late, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(date__that_nobody_knows_starts_no_limit_until_it_is_found),
		TOLD(
		    date__found_long_ago_lets_the_limit_fall_at_once_as_overdue),
		TOLD(date__that_is_awaited_when_the_matter_ends_is_no_longer),
		TOLD(late_act__is_no_late_entry_and_is_told_once),
		TOLD(late_entry__of_an_act_in_time_meets_the_limit),
		TOLD(limit__from_receipt_waits_for_the_service),
		TOLD(
		    right__that_was_over_when_it_was_entered_can_be_given_back),
		TOLD(step__entered_late_does_not_send_the_matter_up),
		TOLD(notice__of_2020_moves_what_runs_and_nothing_else),
		TOLD(horizon__is_pushed_by_a_new_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
