/*
 * Tasks of the rules in a dispute: owed from their event on, once, on days or
 * again and again; done, missed, waited for by closing.
 */
#include "tests/unit/steps_fixture.h"

static void
on_method(const char *name)
{
	on_ladder(name);
	fixture_methods(&f);
}

static void
settle_at(const char *instant)
{
	fixture_at(&f, instant);
	(void)fixture_settle(&f);
}

static size_t
owed(const char *task)
{
	size_t n = 0;

	for (size_t i = 0; i < f.d->n_clock; i++)
		n += strcmp(f.d->clock[i].rule, task) == 0 &&
		     (f.d->clock[i].state == HJ_CS_RUNNING ||
			 f.d->clock[i].state == HJ_CS_FIRED);
	return n;
}

static void
finish(const char *task)
{
	DONE(VILLAGE, 0, "complete-task", "{\"clock\":%d}",
	    (int)clock_of(task)->no);
}

static void
task_on_days__is_owed_on_each_of_them(void **state)
{
	static const int32_t days[] = { 20260303, 20260305, 20260309 };
	size_t n = 0;

	(void)state;
	on_method("method-suizhong");
	begun(TOWNSHIP, "people");
	DONE(TOWNSHIP, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	for (size_t i = 0; i < f.d->n_clock; i++)
		if (strcmp(f.d->clock[i].rule, "follow") == 0)
			assert_int_equal(f.d->clock[i].due_on, days[n++]);
	assert_int_equal(n, 3);
}

static void
task__says_why_it_is_owed(void **state)
{
	const struct hj_clock_set *b = NULL;

	(void)state;
	on_method("method-suizhong");
	begun(TOWNSHIP, "people");
	DONE(TOWNSHIP, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_clock_started)
			b = f.event[i].body;
	assert_non_null(b);
	assert_non_null(b->because);
	assert_non_null(strstr(b->because->rule, "/tasks/"));
	assert_non_null(b->because->article);
}

static void
task_that_is_missed__is_owed_until_it_is_done(void **state)
{
	(void)state;
	on_method("method-suizhong");
	begun(TOWNSHIP, "people");
	DONE(TOWNSHIP, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	settle_at("2026-04-01T09:00:00+08:00");
	assert_int_equal(owed("follow"), 3);
	DONE(TOWNSHIP, 0, "complete-task", "{\"clock\":%d,\"text\":\"已回访\"}",
	    (int)clock_of("follow")->no);
	assert_int_equal(owed("follow"), 2);
	REFUSED(HJ_NO_NO_TASK, TOWNSHIP, 0, "complete-task", "{\"clock\":%d}",
	    (int)clock_of("follow")->no);
	REFUSED(
	    HJ_NO_SUCH_ENTITY, TOWNSHIP, 0, "complete-task", "{\"clock\":999}");
}

static void
limit__is_no_task(void **state)
{
	(void)state;
	mediating();
	REFUSED(HJ_NO_NO_TASK, VILLAGE, 0, "complete-task", "{\"clock\":%d}",
	    (int)clock_of("RT_MED")->no);
}

static void
task_that_recurs__is_owed_anew_until_the_dispute_is_closed(void **state)
{
	(void)state;
	on_method("method-sancun");
	begun(VILLAGE, "people");
	for (size_t i = 0; i < f.d->n_pin; i++) {
		const struct hj_rule_set *set =
		    hj_rule_set_find(&f.rules, f.d->pin[i].set);

		for (size_t k = 0; set != NULL && k < set->n_facts; k++)
			if (set->facts[k].type == HJ_FT_WORD &&
			    set->facts[k].by != NULL)
				DONE(VILLAGE, 0, "record-fact",
				    "{\"fact\":\"%s\",\"value\":\"%s\"}",
				    set->facts[k].name,
				    set->facts[k].words[0].name);
	}
	assert_int_equal(owed("key") + owed("general"), 1);
	if (owed("key") == 1) {
		finish("key");
		assert_int_equal(owed("key"), 1);
		assert_int_equal(clock_of("key")->due_on, 20260402);
	} else {
		finish("general");
		assert_int_equal(owed("general"), 1);
		assert_int_equal(clock_of("general")->due_on, 20260602);
	}
	DONE(VILLAGE, 0, "withdraw", "{\"parties\":[1]}");
	serve_all();
	DONE(VILLAGE, 0, "close", "{}");
	assert_true(f.d->closed);
	assert_int_equal(owed("key") + owed("general"), 0);
}

static void
closing__waits_for_the_task_that_goes_before_it(void **state)
{
	(void)state;
	on_method("method-longshan");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	assert_int_equal(owed("visit"), 1);
	DONE(VILLAGE, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1}");
	serve_all();
	REFUSED(HJ_NO_TASK_OWED, VILLAGE, 0, "close", "{}");
	finish("visit");
	DONE(VILLAGE, 0, "close", "{}");
}

static void
special_meeting_of_bodies__is_a_task_of_its_dispute(void **state)
{
	(void)state;
	on_method("method-border");
	begun(VILLAGE, "people");
	assert_null(clock_of("special"));
	assert_null(clock_of("yearly"));
	DONE(VILLAGE, 0, "record-fact",
	    "{\"fact\":\"crosses\",\"value\":\"yes\"}");
	assert_int_equal(owed("special"), 1);
	finish("special");
	assert_int_equal(owed("special"), 0);
	assert_null(clock_of("yearly"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(task_on_days__is_owed_on_each_of_them),
		TOLD(task__says_why_it_is_owed),
		TOLD(task_that_is_missed__is_owed_until_it_is_done),
		TOLD(limit__is_no_task),
		TOLD(
		    task_that_recurs__is_owed_anew_until_the_dispute_is_closed),
		TOLD(closing__waits_for_the_task_that_goes_before_it),
		TOLD(special_meeting_of_bodies__is_a_task_of_its_dispute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
