/* What somebody does who stands in for a mediator that is away. */
#include "tests/unit/steps_fixture.h"

#include "lib/commands/people/absence.h"

static struct hj_absence away;

/* The village mediates by its first; from 03-04 to 03-06 the second stands in.
 */
static void
covered(void)
{
	begun(VILLAGE, "people");
	away = (struct hj_absence){ .no = 1,
		.from = 20260304,
		.to = 20260306,
		.cover = fixture_person(&f, VILLAGE, 1) };
	f.person[3 * VILLAGE].absence = &away;
	f.person[3 * VILLAGE].n_absence = 1;
}

/* The second of the village logs a sitting of today. */
static const struct hj_event *
sits(const char *day)
{
	char now[40];

	snprintf(now, sizeof(now), "%sT18:00:00+08:00", day);
	fixture_at(&f, now);
	DONE(VILLAGE, 1, "log-session",
	    "{\"starts\":\"%sT15:00:00+08:00\",\"ends\":\"%sT16:00:00+08:00\","
	    "\"mode\":\"together\",\"result\":\"continues\",\"attendance\":["
	    "{\"party\":1,\"presence\":\"came\"},"
	    "{\"party\":2,\"presence\":\"came\"}]}",
	    day, day);
	return &f.event[0];
}

static void
cover__sits_in_his_own_name_for_the_other_and_it_counts(void **state)
{
	const struct hj_event *ev;
	const struct hj_session *s;

	(void)state;
	covered();
	ev = sits("2026-03-04");
	assert_string_equal(ev->actor, fixture_person(&f, VILLAGE, 1));
	assert_string_equal(ev->on_behalf, fixture_person(&f, VILLAGE, 0));
	s = &f.d->session[0];
	assert_int_equal(s->counts, HJ_CO_YES);
	assert_string_equal(
	    s->mediators[0].text, fixture_person(&f, VILLAGE, 1));
}

static void
cover__is_over_with_its_last_day(void **state)
{
	const struct hj_event *ev;

	(void)state;
	covered();
	ev = sits("2026-03-07");
	assert_null(ev->on_behalf);
	assert_int_equal(f.d->session[0].counts, HJ_CO_NOT_ASSIGNED);
}

static void
cover__does_not_act_once_one_of_the_two_has_left_the_body(void **state)
{
	(void)state;
	covered();
	f.person[3 * VILLAGE].org = fixture_org(&f, TOWNSHIP);
	assert_null(sits("2026-03-05")->on_behalf);
}

static void
who_is_back_acts_for_himself(void **state)
{
	(void)state;
	covered();
	fixture_at(&f, "2026-03-05T10:00:00+08:00");
	DONE(VILLAGE, 0, "note", "{\"text\":\"已通电话\"}");
	assert_null(f.event[0].on_behalf);
	DONE(VILLAGE, 1, "note", "{\"text\":\"已通电话\"}");
	assert_string_equal(
	    f.event[0].on_behalf, fixture_person(&f, VILLAGE, 0));
	DONE(VILLAGE, 1, "note", "{\"text\":\"已通电话\",\"on_behalf\":\"%s\"}",
	    fixture_person(&f, VILLAGE, 2));
	assert_string_equal(
	    f.event[0].on_behalf, fixture_person(&f, VILLAGE, 2));
}

/* 人民调解法29: the mediator signs, not who stands in for him. */
static void
signature__stays_with_the_mediator(void **state)
{
	(void)state;
	covered();
	(void)sits("2026-03-05");
	DONE(VILLAGE, 1, "draft-agreement",
	    "{\"text\":\"搬走\",\"terms\":[{\"kind\":\"duty\",\"debtor\":2,"
	    "\"due_on\":\"2026-04-01\",\"text\":\"搬走\"}]}");
	REFUSED(
	    HJ_NO_MEDIATOR, VILLAGE, 1, "mediator-sign", "{\"agreement\":1}");
	DONE(VILLAGE, 0, "mediator-sign", "{\"agreement\":1}");
}

/* Who stands in for the handler does not ask how content people are. */
static void
duties__bind_who_stands_in_as_they_bind_the_other(void **state)
{
	(void)state;
	covered();
	fixture_at(&f, "2026-03-05T10:00:00+08:00");
	REFUSED(HJ_NO_RATING, VILLAGE, 1, "record-follow-up",
	    "{\"text\":\"回访\",\"satisfaction\":\"satisfied\"}");
	fixture_at(&f, "2026-03-09T10:00:00+08:00");
	DONE(VILLAGE, 1, "record-follow-up",
	    "{\"text\":\"回访\",\"satisfaction\":\"satisfied\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(cover__sits_in_his_own_name_for_the_other_and_it_counts),
		TOLD(cover__is_over_with_its_last_day),
		TOLD(cover__does_not_act_once_one_of_the_two_has_left_the_body),
		TOLD(who_is_back_acts_for_himself),
		TOLD(signature__stays_with_the_mediator),
		TOLD(duties__bind_who_stands_in_as_they_bind_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
