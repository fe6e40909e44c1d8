/*
 * Facts that count days, in a dispute: what happens is decided by the days as
 * they are then, however late anybody looks; and what days alone begin, begins
 * on its day, as in a course that the engine plays.
 */
#include "tests/unit/steps_fixture.h"

#include "lib/commands/clocks.h"
#include "lib/rules/engine.h"
#include "server/base/files.h"

#define DAYS_ALONE "tests/unit/rule_sets/days_alone.json"

/*
 * Reading A under which the village has three days, and ends the matter by an
 * exit of its own: on `on`, if it has stood there as `days` says.
 */
static void
with_exit(int on, struct hj_rule_test days)
{
	struct hj_rule_set *list, *set;
	struct hj_rule_fact *fact;
	struct hj_rule_test *test;
	struct hj_rule_exit *left;
	struct hj_rule_step *step;

	on_ladder("three-two-one-a");
	list = set = hj_alloc(f.a, f.rules.n * sizeof(*list));
	fact = HJ_NEW(f.a, struct hj_rule_fact);
	test = HJ_NEW(f.a, struct hj_rule_test);
	left = HJ_NEW(f.a, struct hj_rule_exit);
	memcpy(list, f.rules.set, f.rules.n * sizeof(*list));
	f.rules.set = list;
	while (strcmp(set->name, "three-two-one-a") != 0)
		set++;
	step = hj_alloc(f.a, set->n_ladder * sizeof(*step));
	memcpy(step, set->ladder, set->n_ladder * sizeof(*step));
	*fact = (struct hj_rule_fact){ .name = "stood",
		.zh = "在本级的天数",
		.en = "days at the step",
		.type = HJ_FT_NUMBER,
		.from = HJ_FF_DAYS_AT_STEP };
	*test = days;
	test->fact = fact->name;
	*left = (struct hj_rule_exit){
		.on = on, .when = test, .n_when = 1, .to = HJ_ET_OUTLETS
	};
	step[0].length = 3;
	step[0].unit = HJ_UNIT_DAYS;
	step[0].time_only_warns = false;
	step[0].exits = left;
	step[0].n_exits = 1;
	set->ladder = step;
	set->facts = fact;
	set->n_facts = 1;
	begun(VILLAGE, "people");
}

static void
fails_after(int days)
{
	with_exit(HJ_EO_NOT_AGREED, (struct hj_rule_test){ .at_least = 2 });
	f.now += days * HJ_DAY_MS;
	for (int i = 0; i < 3; i++) {
		f.now += 2 * HJ_HOUR_MS;
		assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	}
}

static void
exit__is_not_taken_before_its_days(void **state)
{
	(void)state;
	fails_after(1);
	assert_int_equal(f.d->n_referral, 1);
	assert_false(f.d->ladder->done);
}

static void
exit__is_taken_on_its_day(void **state)
{
	(void)state;
	fails_after(2);
	assert_int_equal(f.d->n_referral, 0);
	assert_true(f.d->ladder->done);
}

/* Looked at a month late, the days are those of the instant at which it fell.
 */
static void
expiry__counts_the_days_up_to_itself(void **state)
{
	(void)state;
	with_exit(HJ_EO_TIME_OVER, (struct hj_rule_test){ .at_most = 5 });
	f.now += 30 * HJ_DAY_MS;
	(void)fixture_settle(&f);
	assert_int_equal(f.d->n_referral, 0);
	assert_true(f.d->ladder->done);
}

/* The county's ladder is the made-up one, and a matter begins. */
static void
begun_by_days(void)
{
	struct hj_rule_set *list, *set, made = { 0 };
	struct hj_error err = { 0 };
	size_t len;
	const char *text;

	on_ladder("three-two-one-a");
	text = hj_file_read(f.a, DAYS_ALONE, HJ_RULE_SET_MOST, &len);
	assert_non_null(text);
	assert_int_equal(hj_rule_set_parse(f.a, text, len, &made, &err), HJ_OK);
	list = set = hj_alloc(f.a, f.rules.n * sizeof(*list));
	memcpy(list, f.rules.set, f.rules.n * sizeof(*list));
	f.rules.set = list;
	while (strcmp(set->name, "three-two-one-a") != 0)
		set++;
	made.name = set->name;
	made.id = set->id;
	*set = made;
	registered(VILLAGE, "people");
}

/* The first and the last instant of the day `n` days from now on. */
static int64_t
day_behind(int64_t n)
{
	return hj_legal_day_first(hj_date_add_days(hj_legal_day(f.now), n));
}

/* When the escalation was offered; 0: it was not. */
static int64_t
offered_at(void)
{
	for (int64_t i = 0; i < f.events; i++)
		if (f.event[i].kind == &hj_ev_referral_offered)
			return f.event[i].to;
	return 0;
}

/* The same matter in a course: when it does `act` first. */
static const struct hj_did *
played(int act, int64_t registered, int64_t until)
{
	const struct hj_rules alone = {
		hj_rule_set_named(&f.rules, "three-two-one-a"), 1
	};
	struct hj_course *c = hj_course_new(f.a, &alone, &f.calendar, &f.dir);
	const struct hj_happening begin = {
		.kind = HJ_HN_EVENT, .at = registered, .name = "registered"
	};
	const struct hj_happening end = { .kind = HJ_HN_TIME, .at = until };
	const struct hj_did *did;
	struct hj_error err = { 0 };
	size_t n;

	assert_int_equal(hj_course_tell(c, &begin, &err), HJ_OK);
	assert_int_equal(hj_course_tell(c, &end, &err), HJ_OK);
	did = hj_course_done(c, &n);
	for (size_t i = 0; i < n; i++)
		if (did[i].act == act)
			return &did[i];
	return NULL;
}

static void
day__moves_the_matter_at_its_first_instant(void **state)
{
	int64_t third;

	(void)state;
	begun_by_days();
	third = day_behind(3);
	assert_int_equal(clock_of(HJ_RULE_DAYS)->due, third);
	f.now = third - 1;
	assert_int_equal(fixture_settle(&f), 0);
	assert_int_equal(f.d->n_referral, 0);
	f.now = third;
	assert_int_equal(fixture_settle(&f), 1);
	assert_int_equal(f.d->n_referral, 1);
	assert_string_equal(f.d->referral[0].to, fixture_org(&f, TOWNSHIP));
	assert_int_equal(offered_at(), third);
}

/* Looked at ten days late, everything has its own day, as in the course. */
static void
days_alone__begin_what_the_engine_says_and_when(void **state)
{
	const struct hj_did *offer, *task;
	int64_t began, fifth;

	(void)state;
	begun_by_days();
	began = f.now;
	fifth = day_behind(5);
	f.now += 15 * HJ_DAY_MS;
	(void)fixture_settle(&f);
	offer = played(HJ_DO_OFFER, began, f.now);
	task = played(HJ_DO_TASK, began, f.now);
	assert_non_null(offer);
	assert_non_null(task);
	assert_int_equal(offered_at(), offer->at);
	assert_int_equal(clock_of("look")->start_to, fifth);
	assert_int_equal(task->at, fifth);
	assert_int_equal(clock_of("look")->due_on, task->due_on.ymd);
	/* Nothing is left that days alone would begin. */
	assert_int_equal(clock_of(HJ_RULE_DAYS)->state, HJ_CS_FIRED);
}

static void
days__of_a_step_end_with_its_ladder(void **state)
{
	(void)state;
	begun_by_days();
	take_up(VILLAGE, 1);
	DONE(VILLAGE, 0, "withdraw", "{\"parties\":[1]}");
	/* The ladder is over, the days in all go on. */
	assert_true(f.d->ladder->done);
	assert_int_equal(clock_of(HJ_RULE_DAYS)->due, day_behind(5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(exit__is_not_taken_before_its_days),
		TOLD(exit__is_taken_on_its_day),
		TOLD(expiry__counts_the_days_up_to_itself),
		TOLD(day__moves_the_matter_at_its_first_instant),
		TOLD(days_alone__begin_what_the_engine_says_and_when),
		TOLD(days__of_a_step_end_with_its_ladder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
