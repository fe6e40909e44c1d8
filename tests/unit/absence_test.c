/* Who is away from when to when, and who stands in: what is entered, refused.
 */
#include "tests/unit/people_fixture.h"

#include "lib/commands/people/absence.h"

/* A mediator of the village, beside the three of the fixture. */
static void
begin_mediator(struct stream *s)
{
	begin(s, &hj_person_kind);
	done(s, "appoint",
	    at(s, "{\"name\":\"某甲\",\"org\":\"%s\",\"roles\":[\"mediator\"]}",
		VILLAGE));
}

static const char *
days(struct stream *s, enum place place, int n, const char *from,
    const char *to, int no)
{
	char text[300], number[32] = "";

	if (no != 0)
		snprintf(number, sizeof(number), ",\"no\":%d", no);
	snprintf(text, sizeof(text),
	    "{\"cover\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"%s}",
	    fixture_person(&s->f, place, n), from, to, number);
	return hj_strdup(s->f.a, text);
}

static void
absence__is_entered_changed_and_ended(void **state)
{
	struct stream s;
	const struct hj_staff *p;

	(void)state;
	begin_mediator(&s);
	p = s.state;
	done(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-10", 0));
	assert_int_equal(p->n_absence, 1);
	assert_int_equal(p->absence[0].to, 20260310);
	done(&s, "set-absence",
	    days(&s, VILLAGE, 1, "2026-03-04", "2026-03-12", 1));
	assert_int_equal(p->n_absence, 1);
	assert_int_equal(p->absence[0].from, 20260304);
	assert_string_equal(
	    p->absence[0].cover, fixture_person(&s.f, VILLAGE, 1));

	fixture_at(&s.f, "2026-03-07T09:00:00+08:00");
	done(&s, "come-back", "{\"no\":1}");
	assert_int_equal(p->absence[0].to, 20260306);
	refused(&s, "come-back", "{\"no\":1}", HJ_NO_AWAY_OVER, "no");
	refused(&s, "come-back", "{\"no\":2}", HJ_NO_SUCH_ENTITY, "no");
	comes_back(&s);
	end(&s);
}

/* One that never began leaves its days free. */
static void
absence__taken_back_before_it_begins_meets_no_other(void **state)
{
	struct stream s;
	const struct hj_staff *p;

	(void)state;
	begin_mediator(&s);
	p = s.state;
	done(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-04-05", "2026-04-10", 0));
	done(&s, "come-back", "{\"no\":1}");
	assert_true(p->absence[0].to < p->absence[0].from);
	done(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-02", "2026-04-30", 0));
	assert_int_equal(p->n_absence, 2);
	end(&s);
}

static void
absence__days_that_do_not_fit_are_refused(void **state)
{
	struct stream s;

	(void)state;
	begin_mediator(&s);
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-04", 0), HJ_NO_ORDER,
	    "to");
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-02-05", "2026-03-01", 0),
	    HJ_NO_AWAY_OVER, "to");
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-02", "2026-08-29", 0),
	    HJ_NO_AWAY_LONG, "to");
	done(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-02", "2026-08-28", 0));
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-08-28", "2026-08-30", 0),
	    HJ_NO_AWAY_TWICE, "from");
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-09-28", "2026-09-30", 7),
	    HJ_NO_SUCH_ENTITY, "no");
	done(&s, "leave", "{}");
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-09-28", "2026-09-30", 0), HJ_NO_LEFT,
	    NULL);
	end(&s);
}

static void
cover__is_another_of_the_body_and_there(void **state)
{
	struct hj_absence away = { 1, 20260310, 20260312, NULL };
	struct stream s;

	(void)state;
	begin_mediator(&s);
	refused(&s, "set-absence",
	    days(&s, TOWNSHIP, 0, "2026-03-05", "2026-03-10", 0), HJ_NO_COVER,
	    "cover");
	s.f.person[3 * VILLAGE].roles = HJ_RO(CLERK);
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-10", 0), HJ_NO_COVER,
	    "cover");
	s.f.person[3 * VILLAGE].roles = HJ_RO(MEDIATOR);
	s.f.person[3 * VILLAGE].left = true;
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-10", 0), HJ_NO_COVER,
	    "cover");
	s.f.person[3 * VILLAGE].left = false;

	away.cover = fixture_person(&s.f, VILLAGE, 1);
	s.f.person[3 * VILLAGE].absence = &away;
	s.f.person[3 * VILLAGE].n_absence = 1;
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-10", 0),
	    HJ_NO_COVER_AWAY, "cover");
	done(&s, "set-absence",
	    days(&s, VILLAGE, 0, "2026-03-05", "2026-03-09", 0));
	end(&s);
}

static void
cover__who_stands_in_for_another_is_not_away(void **state)
{
	struct hj_absence away = { 1, 20260310, 20260312, NULL };
	struct stream s;

	(void)state;
	begin_mediator(&s);
	away.cover = fixture_id(&s.f, '9', 9);
	s.f.person[3 * VILLAGE].absence = &away;
	s.f.person[3 * VILLAGE].n_absence = 1;
	refused(&s, "set-absence",
	    days(&s, VILLAGE, 1, "2026-03-12", "2026-03-13", 0),
	    HJ_NO_STANDS_IN, "from");
	done(&s, "set-absence",
	    days(&s, VILLAGE, 1, "2026-03-13", "2026-03-13", 0));
	end(&s);
}

/* ask() asks as somebody of the centre. */
static void
absence__is_said_by_oneself_the_head_or_an_administrator(void **state)
{
	struct stream s;

	(void)state;
	begin(&s, &hj_person_kind);
	done(&s, "appoint",
	    at(&s,
		"{\"name\":\"某甲\",\"org\":\"%s\",\"roles\":[\"mediator\"]}",
		CENTRE));
	s.roles = HJ_RO(MEDIATOR) | HJ_RO(CLERK);
	refused(&s, "set-absence",
	    days(&s, CENTRE, 0, "2026-03-05", "2026-03-10", 0), HJ_NO_RIGHT,
	    NULL);
	s.roles = HJ_RO(HEAD);
	done(&s, "set-absence",
	    days(&s, CENTRE, 0, "2026-03-05", "2026-03-10", 0));
	((struct hj_staff *)s.state)->org = fixture_org(&s.f, VILLAGE);
	refused(&s, "come-back", "{\"no\":1}", HJ_NO_RIGHT, NULL);
	((struct hj_staff *)s.state)->id = fixture_person(&s.f, CENTRE, 0);
	done(&s, "come-back", "{\"no\":1}");
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(absence__is_entered_changed_and_ended),
		cmocka_unit_test(
		    absence__taken_back_before_it_begins_meets_no_other),
		cmocka_unit_test(absence__days_that_do_not_fit_are_refused),
		cmocka_unit_test(cover__is_another_of_the_body_and_there),
		cmocka_unit_test(cover__who_stands_in_for_another_is_not_away),
		cmocka_unit_test(
		    absence__is_said_by_oneself_the_head_or_an_administrator),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
