/*
 * A candidate over what happened: the same set makes no difference, another
 * figure makes exactly its own, and what is told of a timeline is what people
 * did.
 */
#include "lib/rules/replay_line.h"
#include "tests/unit/steps_fixture.h"

#define A "three-two-one-a"

/* The timeline so far, as it is read. */
static struct hj_replay_matter
matter(void)
{
	struct hj_event *ev = hj_alloc(f.a, f.n_told * sizeof(*ev));
	struct hj_error err = { 0 };

	for (size_t i = 0; i < f.n_told; i++)
		assert_int_equal(
		    hj_event_decode(f.a, &hj_dispute_events, f.told[i].text,
			strlen(f.told[i].text), &ev[i], &err),
		    HJ_OK);
	return hj_replay_read(f.a, &f.dir, ev, f.n_told);
}

/* The matter, had it been one of `county`. */
static struct hj_replay_result
replay_in(const char *county, const struct hj_rule_set *candidate,
    const char *instead)
{
	struct hj_replay_matter m = matter();
	const struct hj_replay_ground g = { .known = &f.rules,
		.calendar = &f.calendar,
		.directory = &f.dir,
		.candidate = candidate,
		.instead = instead,
		.until = f.now };

	m.county = county;
	return hj_replay_play(f.a, &g, &m);
}

static struct hj_replay_result
replay(const struct hj_rule_set *candidate, const char *instead)
{
	return replay_in("999901", candidate, instead);
}

static struct hj_rule_set
copy_of(const char *name)
{
	const struct hj_rule_set *set = hj_rule_set_named(&f.rules, name);

	assert_non_null(set);
	return *set;
}

/* A set with another number of attempts at a step of its ladder. */
static struct hj_rule_set
with_attempts(const char *name, size_t step, int64_t attempts)
{
	struct hj_rule_set set = copy_of(name);
	struct hj_rule_step *steps =
	    hj_alloc(f.a, set.n_ladder * sizeof(*steps));

	memcpy(steps, set.ladder, set.n_ladder * sizeof(*steps));
	steps[step].attempts = attempts;
	set.ladder = steps;
	return set;
}

/* Every set that the dispute rests on, in its own place, is the same. */
static void
expect_same(void)
{
	for (size_t i = 0; i < f.d->n_pin; i++) {
		struct hj_rule_set set = copy_of(f.d->pin[i].name);
		struct hj_replay_result r;

		set.area = "";
		r = replay(&set, set.name);
		assert_int_equal(r.verdict, HJ_RV_SAME);
		assert_string_equal(r.was->id, f.d->pin[i].set);
	}
}

static void
expect_parts(const struct hj_replay_result *r, const char *old, const char *new,
    const char *rule)
{
	assert_int_equal(r->verdict, HJ_RV_DIFFERS);
	assert_string_equal(
	    r->old == NULL ? "" : hj_word_name(&hj_did_words, r->old->act),
	    old);
	assert_string_equal(
	    r->new == NULL ? "" : hj_word_name(&hj_did_words, r->new->act),
	    new);
	assert_string_equal(r->new != NULL ? r->new->rule : r->old->rule, rule);
}

static void
sitting_days(enum place place, int64_t no, int n)
{
	for (int i = 0; i < n; i++) {
		f.now += HJ_DAY_MS;
		assert_int_equal(sit(place, no, "not_agreed"), HJ_NO);
	}
}

static void
climb(enum place place)
{
	DONE(place, 0, "accept-referral", "{\"referral\":%d}",
	    (int)f.d->n_referral);
	take_up(place, (int64_t)f.d->n_procedure);
}

static void
to_the_top(void)
{
	on_ladder(A);
	mediating();
	sitting_days(VILLAGE, 1, 3);
	climb(TOWNSHIP);
	sitting_days(TOWNSHIP, 2, 2);
	climb(COUNTY);
	sitting_days(COUNTY, 3, 1);
	assert_true(f.d->ladder->done);
}

static void
same_set__makes_no_difference(void **state)
{
	(void)state;
	to_the_top();
	expect_same();
	assert_int_equal(matter().outcome.end, HJ_RX_OUTLETS);
	assert_int_equal(matter().outcome.step, 3);
}

static void
fewer_attempts__part_at_the_sitting_that_would_have_been_the_last(void **state)
{
	struct hj_rule_set two;
	struct hj_replay_result r;

	(void)state;
	to_the_top();
	two = with_attempts(A, 0, 2);
	r = replay(&two, NULL);
	expect_parts(&r, "", "offer", "/ladder/0");
	/* The second sitting began at seven on the fourth of March. */
	assert_int_equal(hj_legal_day(r.at).ymd, 20260304);
	assert_string_equal(r.new->zh, "乡镇(街道)调解");
}

static void
more_attempts__part_where_it_was_handed_up(void **state)
{
	struct hj_rule_set four;
	struct hj_replay_result r;

	(void)state;
	to_the_top();
	four = with_attempts(A, 0, 4);
	r = replay(&four, NULL);
	expect_parts(&r, "offer", "", "/ladder/0");
	assert_int_equal(hj_legal_day(r.at).ymd, 20260305);
}

static void
what_a_higher_step_says__parts_there(void **state)
{
	struct hj_rule_set one;
	struct hj_replay_result r;

	(void)state;
	to_the_top();
	one = with_attempts(A, 1, 1);
	r = replay(&one, NULL);
	expect_parts(&r, "", "offer", "/ladder/1");
	assert_int_equal(hj_legal_day(r.at).ymd, 20260306);
}

static void
what_never_came_to_pass__is_the_same(void **state)
{
	struct hj_rule_set two;

	(void)state;
	on_ladder(A);
	two = with_attempts(A, 0, 2);
	mediating();
	sitting_days(VILLAGE, 1, 1);
	assert_int_equal(replay(&two, NULL).verdict, HJ_RV_SAME);
	/* One that is cancelled, and one that agrees, are no further ones. */
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "cancelled"), HJ_NO);
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "agreed"), HJ_NO);
	(void)concluded();
	assert_int_equal(replay(&two, NULL).verdict, HJ_RV_SAME);
	assert_int_equal(matter().outcome.end, HJ_RX_SETTLED);
	expect_same();
}

static void
a_matter_of_the_township__knows_no_village(void **state)
{
	struct hj_rule_set other;
	struct hj_replay_result r;

	(void)state;
	on_ladder(A);
	other = with_attempts(A, 0, 1);
	begun(TOWNSHIP, "people");
	sitting_days(TOWNSHIP, 1, 1);
	assert_int_equal(replay(&other, NULL).verdict, HJ_RV_SAME);
	other = with_attempts(A, 1, 1);
	r = replay(&other, NULL);
	expect_parts(&r, "", "offer", "/ladder/1");
	expect_same();
}

static void
a_party_that_refuses__ends_it_under_any_set(void **state)
{
	struct hj_rule_set two;

	(void)state;
	on_ladder(A);
	two = with_attempts(A, 0, 2);
	mediating();
	sitting_days(VILLAGE, 1, 1);
	f.now += HJ_DAY_MS;
	DONE(VILLAGE, 0, "record-consent",
	    "{\"procedure\":1,\"party\":2,\"answer\":\"refuses\","
	    "\"manner\":\"oral\"}");
	assert_int_equal(replay(&two, NULL).verdict, HJ_RV_SAME);
	expect_same();
}

/* Of the term that somebody found to be over, not of a failure. */
static void
an_end_by_time__is_told_as_such(void **state)
{
	struct hj_rule_exit aside = { .on = HJ_EO_NOT_AGREED,
		.to = HJ_ET_ENDS };
	struct hj_rule_set other;
	struct hj_rule_step *steps;
	struct hj_replay_matter m;
	int on = 0;

	(void)state;
	on_ladder(A);
	other = with_attempts(A, 0, 3);
	steps = hj_alloc(f.a, other.n_ladder * sizeof(*steps));
	memcpy(steps, other.ladder, other.n_ladder * sizeof(*steps));
	steps[0].exits = &aside;
	steps[0].n_exits = 1;
	other.ladder = steps;
	mediating();
	sitting_days(VILLAGE, 1, 1);
	f.now += HJ_DAY_MS;
	DONE(VILLAGE, 0, "end-procedure", "{\"ground\":\"term_over\"}");
	m = matter();
	for (size_t i = 0; i < m.n_fact; i++)
		if (m.fact[i].happening.kind == HJ_HN_EXIT) {
			assert_int_equal(on, 0);
			on = m.fact[i].happening.what;
		}
	assert_int_equal(on, HJ_EO_TIME_OVER);
	assert_int_equal(replay(&other, NULL).verdict, HJ_RV_SAME);
	expect_same();
}

static void
what_was_taken_back__is_not_told(void **state)
{
	struct hj_rule_set two;
	struct hj_replay_result r;

	(void)state;
	on_ladder(A);
	two = with_attempts(A, 0, 2);
	mediating();
	sitting_days(VILLAGE, 1, 1);
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(VILLAGE, 1, "not_agreed"), HJ_NO);
	r = replay(&two, NULL);
	expect_parts(&r, "", "offer", "/ladder/0");
	DONE(VILLAGE, 0, "void", "{\"event\":\"%s\",\"reason\":\"误记\"}",
	    fixture_entry(&f, "session_logged"));
	assert_int_equal(replay(&two, NULL).verdict, HJ_RV_SAME);
}

static void
time_of_a_step__parts_when_it_begins_to_run(void **state)
{
	struct hj_rule_set one;
	struct hj_rule_step steps[4];
	struct hj_replay_result r;

	(void)state;
	on_ladder("four-tiers-seven-days");
	mediating();
	one = copy_of("four-tiers-seven-days");
	assert_int_equal(one.n_ladder, 4);
	memcpy(steps, one.ladder, sizeof(steps));
	for (int i = 0; i < 4; i++)
		steps[i].length = 1;
	one.area = "";
	one.ladder = steps;
	r = replay(&one, NULL);
	expect_parts(&r, "start", "start", r.new->rule);
	assert_true(r.new->due_on.ymd < r.old->due_on.ymd);
	expect_same();
}

static void
a_limit__parts_at_its_start(void **state)
{
	struct hj_rule_set set;
	struct hj_rule_clock *clocks;
	struct hj_replay_result r;

	(void)state;
	mediating();
	set = copy_of("national-statutory");
	clocks = hj_alloc(f.a, set.n_clocks * sizeof(*clocks));
	memcpy(clocks, set.clocks, set.n_clocks * sizeof(*clocks));
	for (size_t i = 0; i < set.n_clocks; i++)
		if (strcmp(clocks[i].name, "RT_MED") == 0) {
			clocks[i].length = 20;
			clocks[i].unit = HJ_UNIT_DAYS;
		}
	set.clocks = clocks;
	r = replay(&set, NULL);
	expect_parts(&r, "start", "start", r.new->rule);
	assert_string_equal(r.new->zh, "人民调解期限");
	assert_int_equal(r.new->due_on.ymd, 20260323);
	assert_int_equal(r.old->due_on.ymd, 20260402);
	expect_same();
}

static void
a_set_of_elsewhere__is_not_played(void **state)
{
	struct hj_rule_set set;

	(void)state;
	on_ladder(A);
	mediating();
	set = copy_of(A);
	set.area = "4301";
	assert_int_equal(
	    replay_in("540102", &set, NULL).verdict, HJ_RV_ELSEWHERE);
	assert_int_equal(replay_in("430121", &set, NULL).verdict, HJ_RV_SAME);
	/* A demonstration may try the sets of any place. */
	assert_int_equal(replay(&set, NULL).verdict, HJ_RV_SAME);
	set.area = "999902";
	assert_int_equal(replay(&set, NULL).verdict, HJ_RV_ELSEWHERE);
	set.area = "9999";
	assert_int_equal(replay(&set, NULL).verdict, HJ_RV_SAME);
	assert_int_equal(
	    replay(&set, "longshan-three-tiers").verdict, HJ_RV_NOT_CONCERNED);
	set.valid_from = 20990101;
	assert_int_equal(replay(&set, NULL).verdict, HJ_RV_SAME);
}

static void
line__says_where_they_part_and_nothing_behind(void **state)
{
	struct hj_replay_summary sum = { 0 };
	struct hj_replay_matter m;
	struct hj_replay_result r;
	struct hj_replay_line line;
	struct hj_rule_set two;
	struct hj_buf b;

	(void)state;
	to_the_top();
	two = with_attempts(A, 0, 2);
	m = matter();
	r = replay(&two, NULL);
	line = hj_replay_line_of(f.a, &m, &r);
	hj_buf_init(&b, 65536);
	hj_emit(&b, &hj_replay_line_fields, &line);
	assert_non_null(strstr(hj_buf_text(&b), "\"result\":\"differs\""));
	assert_non_null(
	    strstr(hj_buf_text(&b), "\"new_outcome\":{\"end\":\"unknown\"}"));
	assert_non_null(strstr(hj_buf_text(&b),
	    "\"old_outcome\":{\"end\":\"outlets\",\"on\":\"2026-03-08\","
	    "\"step\":3}"));
	hj_buf_release(&b);
	for (int i = 0; i < 3; i++)
		hj_replay_sum(f.a, &sum, &m, &line);
	assert_int_equal(sum.differs, 3);
	assert_int_equal(sum.n_by_rule, 1);
	assert_int_equal(sum.by_rule[0].disputes, 3);
	assert_string_equal(sum.by_rule[0].rule, "/ladder/0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		/* clang-format off */
		TOLD(same_set__makes_no_difference),
		TOLD(fewer_attempts__part_at_the_sitting_that_would_have_been_the_last),
		TOLD(more_attempts__part_where_it_was_handed_up),
		TOLD(what_a_higher_step_says__parts_there),
		TOLD(what_never_came_to_pass__is_the_same),
		TOLD(a_matter_of_the_township__knows_no_village),
		TOLD(a_party_that_refuses__ends_it_under_any_set),
		TOLD(an_end_by_time__is_told_as_such),
		TOLD(what_was_taken_back__is_not_told),
		TOLD(time_of_a_step__parts_when_it_begins_to_run),
		TOLD(a_limit__parts_at_its_start),
		TOLD(a_set_of_elsewhere__is_not_played),
		TOLD(line__says_where_they_part_and_nothing_behind),
		/* clang-format on */
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
