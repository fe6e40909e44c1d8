/*
 * Every limit of every shipped rule set against limits.tsv: name, length, unit,
 * article and certainty as the law has them, and its last day at one less, at
 * its length and at one more, counted from 2026-02-11 over the make-up day
 * 2026-02-14 by the tests' own calendar (tests/reference/calendar.mjs).  Kinds
 * D and N: the day that is set, at once.  Who may lengthen it and by how much
 * in all (`extends`, `most`; 0: as long as they say) are those of the law, too.
 */
#include "tests/unit/steps_fixture.h"

struct line {
	char id[40], kind[4], article[200], confidence[8], extends[16];
	char due[3][16]; /* n - 1, n, n + 1; hours: how many */
	int64_t n, most;
};

static struct line lines[100];
static size_t n_lines;

static int
read_lines(void **state)
{
	FILE *in = fopen("tests/unit/limits.tsv", "r");
	char text[1024];

	(void)state;
	assert_non_null(in);
	assert_non_null(fgets(text, sizeof(text), in));
	while (fgets(text, sizeof(text), in) != NULL) {
		struct line *l = &lines[n_lines++];
		char *rest = text, *part[11];

		for (int i = 0; i < 11; i++)
			part[i] = strsep(&rest, "\t\n");
		snprintf(l->id, sizeof(l->id), "%s", part[0]);
		l->n = strtoll(part[1], NULL, 10);
		snprintf(l->kind, sizeof(l->kind), "%s", part[2]);
		snprintf(l->article, sizeof(l->article), "%s", part[3]);
		snprintf(l->confidence, sizeof(l->confidence), "%s", part[4]);
		for (int i = 0; i < 3; i++)
			snprintf(l->due[i], 16, "%s", part[5 + i]);
		snprintf(l->extends, sizeof(l->extends), "%s", part[9]);
		l->most = strtoll(part[10], NULL, 10);
	}
	fclose(in);
	return set_up(state);
}

static const struct line *
line_of(const char *name)
{
	for (size_t i = 0; i < n_lines; i++)
		if (strcmp(lines[i].id, name) == 0)
			return &lines[i];
	fail_msg("%s is not in limits.tsv", name);
	return NULL;
}

static int
unit_of(const char *kind)
{
	static const struct {
		char kind;
		int unit;
	} units[] = { { 'C', HJ_UNIT_DAYS }, { 'W', HJ_UNIT_WORKING_DAYS },
		{ 'M', HJ_UNIT_MONTHS }, { 'Y', HJ_UNIT_YEARS },
		{ 'H', HJ_UNIT_HOURS }, { 'D', HJ_UNIT_SAME_DAY },
		{ 'N', HJ_UNIT_AT_ONCE } };

	for (size_t i = 0; i < 7; i++)
		if (units[i].kind == kind[0])
			return units[i].unit;
	return 0;
}

static int
certainty_of(const char *confidence)
{
	return strcmp(confidence, "F") == 0     ? HJ_CERTAINTY_LAW
	       : strcmp(confidence, "F-L") == 0 ? HJ_CERTAINTY_LOCAL
						: HJ_CERTAINTY_UNVERIFIED;
}

static void
check_length(const struct hj_rule_clock *c, const struct line *l, int more)
{
	const struct hj_date day0 = { 20260211 };
	const int64_t start = hj_legal_day_first(day0) + 10 * HJ_HOUR_MS;
	const struct hj_period p = {
		.limit = { .rule = c->name,
		    .article = c->article,
		    .certainty = c->certainty,
		    .n = c->length + more,
		    .unit = c->unit,
		    .against = c->against,
		    .roll = c->roll },
		.start_from = start,
		.start_to = start,
	};
	const char *due = l->due[more + 1];
	struct hj_derivation d;
	struct hj_error err = { 0 };
	struct hj_date expected;

	/*
	 * One less than one is no length at all: such a row is refused.  What
	 * ends on a day that somebody sets, or at once, has none.
	 */
	if (c->length + more == 0 || c->unit == HJ_UNIT_SAME_DAY ||
	    c->unit == HJ_UNIT_AT_ONCE) {
		assert_string_equal(due, "-");
		return;
	}
	if (hj_derive(f.a, &p, &f.calendar,
		hj_calendar_current(&f.calendar, (struct hj_date){ 20260801 }),
		&d, &err) != HJ_OK)
		fail_msg("%s: %s %s", c->name, err.field, err.msg);
	if (c->unit == HJ_UNIT_HOURS) {
		assert_int_equal(
		    d.due_at, start + strtoll(due, NULL, 10) * HJ_HOUR_MS);
		return;
	}
	assert_true(hj_date_parse(due, &expected));
	if (d.due_on.ymd != expected.ymd)
		fail_msg(
		    "%s%+d: %d, expected %s", c->name, more, d.due_on.ymd, due);
	/* It is over with the last moment of that day, not before. */
	assert_int_equal(hj_legal_day(d.due_at - 1).ymd, expected.ymd);
	assert_true(hj_legal_day(d.due_at).ymd > expected.ymd);
}

static void
limits__are_as_the_law_has_them(void **state)
{
	size_t n = 0, seen[100] = { 0 };

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++)
		for (size_t k = 0; k < f.rules.set[i].n_clocks; k++) {
			const struct hj_rule_clock *c =
			    &f.rules.set[i].clocks[k];
			const struct line *l;

			/* What a house agrees with itself is no law. */
			if (c->certainty == HJ_CERTAINTY_HOUSE)
				continue;
			l = line_of(c->name);
			print_message("%-12s %3d %-12s %s\n", c->name,
			    (int)c->length,
			    hj_word_name(&hj_unit_words, c->unit), c->article);
			assert_int_equal(c->length, l->n);
			assert_int_equal(c->unit, unit_of(l->kind));
			assert_string_equal(c->article, l->article);
			assert_string_equal(
			    hj_word_name(&hj_extends_words, c->extends),
			    l->extends);
			assert_int_equal(c->extension_most, l->most);
			assert_int_equal(
			    c->certainty, certainty_of(l->confidence));
			for (int more = -1; more <= 1; more++)
				check_length(c, l, more);
			seen[l - lines]++;
			n++;
		}
	for (size_t i = 0; i < n_lines; i++)
		assert_int_equal(seen[i], 1);
	print_message("%d limits\n", (int)n);
}

static void
sets__of_statute_are_on_and_local_ones_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < f.rules.n; i++) {
		const struct hj_rule_set *set = &f.rules.set[i];
		bool national = strncmp(set->name, "national-", 9) == 0;

		if (set->n_clocks > 0)
			assert_int_equal(set->on_by_default, national);
		if (national) {
			assert_string_equal(set->certainty, "F");
			assert_string_equal(set->area, "");
			assert_true(set->valid_from <= 20010101);
		} else if (strncmp(set->name, "local-", 6) == 0) {
			assert_string_not_equal(set->certainty, "F");
			assert_string_not_equal(set->area, "");
		}
	}
}

static void
pauses__have_a_reason_and_an_article(void **state)
{
	static const char *const names[] = { "RT_MEDI", "CT_PRE", "CT_ENT_O",
		"CT_ENT_S", "AM_MED", "AM_MK_DO" };
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < f.rules.n; i++)
		for (size_t k = 0; k < f.rules.set[i].n_clocks; k++) {
			const struct hj_rule_clock *c =
			    &f.rules.set[i].clocks[k];
			bool named = false;

			for (size_t m = 0; m < 6; m++)
				named = named || strcmp(names[m], c->name) == 0;
			if (!hj_name_in(
				c->pauses, c->n_pauses, "appraisal_started"))
				continue;
			assert_true(named);
			assert_string_equal(c->pause_reason, "appraisal");
			assert_non_null(c->pause_article);
			n++;
		}
	assert_int_equal(n, 6);
}

static void
old__disputes_have_limits_too(void **state)
{
	(void)state;
	fixture_at(&f, "2001-05-08T09:00:00+08:00");
	mediating();
	assert_non_null(clock_of("RT_MED"));
	assert_true(clock_of("RT_MED")->provisional);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sets__of_statute_are_on_and_local_ones_off),
		TEST(pauses__have_a_reason_and_an_article),
		TEST(old__disputes_have_limits_too),
		cmocka_unit_test_setup_teardown(
		    limits__are_as_the_law_has_them, read_lines, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
