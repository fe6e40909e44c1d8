/*
 * What a body owes by the calendar: by which sets, in which period, done, late.
 */
#include "lib/commands/people/body_duty.h"
#include "tests/unit/people_fixture.h"

/* The centre of the county, which has this method. */
static void
centre(struct stream *s, const char *method)
{
	begin(s, &hj_organisation_kind);
	fixture_methods(&s->f);
	s->f.county.ladder = method;
	s->state = hj_state_new(
	    s->f.a, &hj_organisation_kind, fixture_org(&s->f, CENTRE));
	done(s, "found",
	    "{\"name\":\"综治中心\",\"kind\":\"governance_centre\","
	    "\"county\":\"999901\"}");
	s->roles = HJ_RO(HEAD) | HJ_RO(CLERK);
}

/* Its duty of this name today; NULL: it has none. */
static const struct hj_owed_duty *
duty(struct stream *s, const char *name)
{
	struct hj_turn t = {
		.a = s->f.a, .world = &s->f.world, .now = s->f.now
	};
	size_t n;
	const struct hj_owed_duty *d = hj_body_duties(&t, s->state, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(d[i].task->name, name) == 0)
			return &d[i];
	return NULL;
}

static void
quarter__ends_with_its_last_month_and_begins_anew(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	assert_int_equal(duty(&s, "results")->state, HJ_DS_OWED);
	assert_int_equal(duty(&s, "results")->from, 20260101);
	assert_int_equal(duty(&s, "results")->due, 20260331);
	done(&s, "report-duty", "{\"duty\":\"results\",\"n\":12}");
	assert_int_equal(duty(&s, "results")->state, HJ_DS_DONE);
	assert_int_equal(duty(&s, "results")->last->n, 12);
	fixture_at(&s.f, "2026-04-01T09:00:00+08:00");
	assert_int_equal(duty(&s, "results")->state, HJ_DS_OWED);
	assert_int_equal(duty(&s, "results")->due, 20260630);
	comes_back(&s);
	end(&s);
}

static void
report__of_a_former_day_undoes_nothing(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	done(&s, "report-duty", "{\"duty\":\"results\",\"n\":12}");
	done(&s, "report-duty",
	    "{\"duty\":\"results\",\"n\":7,"
	    "\"occurred_on\":\"2025-12-01\"}");
	assert_int_equal(duty(&s, "results")->state, HJ_DS_DONE);
	assert_int_equal(duty(&s, "results")->last->on, 20260302);
	assert_int_equal(duty(&s, "results")->last->n, 12);
	end(&s);
}

static void
event__says_by_what_it_was_owed(void **state)
{
	const struct hj_duty_done *b;
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	done(&s, "report-duty", "{\"duty\":\"results\"}");
	b = s.t.event[0].body;
	assert_string_equal(b->zh, "季度通报");
	assert_string_equal(b->article, "三级调解工作制度");
	assert_int_equal(b->certainty, HJ_CERTAINTY_UNVERIFIED);
	assert_int_equal(b->due_on, 20260331);
	end(&s);
}

static void
duty__is_of_the_kinds_of_bodies_that_are_named(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-huanxian");
	assert_null(duty(&s, "figures"));
	assert_int_equal(duty(&s, "meeting")->state, HJ_DS_OPEN);
	refused(
	    &s, "report-duty", "{\"duty\":\"figures\"}", HJ_NO_NO_TASK, "duty");
	done(&s, "report-duty", "{\"duty\":\"meeting\"}");
	assert_int_equal(duty(&s, "meeting")->state, HJ_DS_DONE);
	end(&s);
}

static void
weekday__is_the_day_of_its_week(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-xiayi");
	/* 2026-03-02 is a Monday; the source does not say who meets. */
	assert_int_equal(duty(&s, "monday")->from, 20260302);
	assert_int_equal(duty(&s, "monday")->due, 20260302);
	done(&s, "report-duty", "{\"duty\":\"monday\"}");
	assert_int_equal(duty(&s, "monday")->state, HJ_DS_DONE);
	fixture_at(&s.f, "2026-03-10T09:00:00+08:00");
	assert_int_equal(duty(&s, "monday")->due, 20260309);
	assert_int_equal(duty(&s, "monday")->state, HJ_DS_OPEN);
	end(&s);
}

static void
body__is_behind_from_the_day_after_the_first_period_it_missed(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	/* Whether it did before, nobody knows. */
	assert_int_equal(duty(&s, "results")->since, 0);
	done(&s, "report-duty", "{\"duty\":\"results\"}");
	assert_int_equal(duty(&s, "results")->since, 0);
	fixture_at(&s.f, "2026-06-30T09:00:00+08:00");
	assert_int_equal(duty(&s, "results")->since, 0);
	fixture_at(&s.f, "2026-07-01T09:00:00+08:00");
	assert_int_equal(duty(&s, "results")->since, 20260701);
	assert_int_equal(duty(&s, "results")->missed, 1);
	fixture_at(&s.f, "2027-01-05T09:00:00+08:00");
	assert_int_equal(duty(&s, "results")->since, 20260701);
	assert_int_equal(duty(&s, "results")->missed, 3);
	done(&s, "report-duty", "{\"duty\":\"results\"}");
	assert_int_equal(duty(&s, "results")->since, 0);
	assert_int_equal(duty(&s, "results")->missed, 0);
	end(&s);
}

static void
county_without_the_set__owes_nothing(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "three-two-one-a");
	assert_null(duty(&s, "results"));
	refused(
	    &s, "report-duty", "{\"duty\":\"results\"}", HJ_NO_NO_TASK, "duty");
	end(&s);
}

static void
only_the_body_itself__reports(void **state)
{
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	s.state = hj_state_new(
	    s.f.a, &hj_organisation_kind, fixture_org(&s.f, COUNTY));
	refused(&s, "report-duty", "{\"duty\":\"results\"}", HJ_NO_RIGHT, NULL);
	end(&s);
}

static void
working_days__are_counted_from_the_last_time(void **state)
{
	struct hj_rule_set *list;
	struct hj_rule_task task;
	struct stream s;

	(void)state;
	centre(&s, "method-find-resolve-conclude");
	list = hj_alloc(s.f.a, s.f.rules.n * sizeof(*list));
	memcpy(list, s.f.rules.set, s.f.rules.n * sizeof(*list));
	for (size_t i = 0; i < s.f.rules.n; i++) {
		if (strcmp(list[i].name, "method-find-resolve-conclude") != 0)
			continue;
		task = list[i].tasks[1];
		assert_string_equal(task.name, "results");
		task.every = 3;
		task.every_unit = HJ_UNIT_WORKING_DAYS;
		list[i].tasks = &task;
		list[i].n_tasks = 1;
	}
	s.f.rules.set = list;
	assert_int_equal(duty(&s, "results")->state, HJ_DS_OWED);
	assert_int_equal(duty(&s, "results")->due, 0);
	done(&s, "report-duty", "{\"duty\":\"results\"}");
	assert_int_equal(duty(&s, "results")->due, 20260305);
	fixture_at(&s.f, "2026-03-06T09:00:00+08:00");
	assert_int_equal(duty(&s, "results")->state, HJ_DS_LATE);
	assert_int_equal(duty(&s, "results")->since, 20260306);
	assert_int_equal(duty(&s, "results")->missed, 1);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    quarter__ends_with_its_last_month_and_begins_anew),
		cmocka_unit_test(report__of_a_former_day_undoes_nothing),
		cmocka_unit_test(event__says_by_what_it_was_owed),
		cmocka_unit_test(
		    duty__is_of_the_kinds_of_bodies_that_are_named),
		cmocka_unit_test(weekday__is_the_day_of_its_week),
		cmocka_unit_test(
		    body__is_behind_from_the_day_after_the_first_period_it_missed),
		cmocka_unit_test(county_without_the_set__owes_nothing),
		cmocka_unit_test(only_the_body_itself__reports),
		cmocka_unit_test(working_days__are_counted_from_the_last_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
