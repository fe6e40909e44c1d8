/*
 * The latest end that a certificate names is reached: its path is played with
 * the commands, clocks and ladder that serve real disputes.
 */
#include "lib/rules/certify.h"
#include "lib/rules/graph.h"
#include "tests/unit/steps_fixture.h"

static struct hj_certificate certificate;

static void
certify(const char *name)
{
	struct hj_cert_ground ground = { &f.dir, &f.rules, &f.calendar, 2026 };

	on_ladder(name);
	hj_rule_certify(
	    f.a, hj_rule_set_named(&f.rules, name), &ground, &certificate);
	assert_int_not_equal(certificate.grade, HJ_CG_REJECTED);
	assert_non_null(certificate.worst);
}

static void
on_day(int32_t ymd, const char *time)
{
	struct hj_buf b;
	char text[40];

	hj_buf_init(&b, 16);
	hj_date_format(&b, (struct hj_date){ ymd });
	(void)snprintf(
	    text, sizeof(text), "%sT%s:00+08:00", hj_buf_text(&b), time);
	hj_buf_release(&b);
	fixture_at(&f, text);
}

/* The limit that runs last is over on the day that the path says. */
static void
due_on(const char *rule, int32_t day)
{
	assert_non_null(clock_of(rule));
	assert_int_equal(clock_of(rule)->due_on, day);
}

/* Leave the step of `hop`, held by `place`, as the path does. */
static void
leave(enum place place, const struct hj_cert_hop *hop, const char *rule)
{
	int32_t next = hop[1].day;

	if (strcmp(hop->on, "time_over") == 0) {
		on_day(next, "23:59");
		f.now += 60 * 1000;
		fixture_settle(&f);
		return;
	}
	due_on(rule, next);
	on_day(next, "10:00");
	DONE(place, 0, "end-procedure",
	    "{\"procedure\":%d,\"ground\":\"no_agreement\"}",
	    (int)f.d->n_procedure);
}

/* Accept what was offered, on the last day for it; mediate if `rule` asks. */
static void
take(enum place place, const struct hj_cert_hop *hop, const char *rule)
{
	if (hop->day != hop[1].day)
		due_on("LADDER_ACCEPT", hop[1].day);
	on_day(hop[1].day, "10:00");
	DONE(place, 0, "accept-referral", "{\"referral\":%d}",
	    (int)f.d->n_referral);
	if (*rule != '\0')
		take_up(place, (int64_t)f.d->n_procedure);
}

/*
 * Play the path of the certificate of `set`; `place` handles each step, and
 * `rule` is what a step runs under that time does not move.
 */
static void
play(const char *set, const enum place *place, const char *const *rule)
{
	const struct hj_cert_worst *w;

	certify(set);
	w = certificate.worst;
	on_day(w->starts, "10:00");
	registered(place[0], place[0] == GRID ? "report" : "people");
	if (place[0] != GRID)
		take_up(place[0], 1);
	for (size_t i = 0; i + 1 < w->n_path; i++) {
		const struct hj_cert_hop *hop = &w->path[i];
		int64_t step = hop->step - 1;

		assert_false(f.d->ladder->done);
		if (hop->phase == HJ_CP_OFFERED)
			take(place[step], hop, rule[step]);
		else
			leave(place[step], hop, rule[step]);
	}
	assert_true(f.d->ladder->done);
	assert_int_equal(hj_legal_day(f.event[f.events - 1].to).ymd, w->ends);
}

static void
three_two_one__takes_as_long_as_certified(void **state)
{
	static const enum place place[] = { VILLAGE, TOWNSHIP, COUNTY };
	static const char *const rule[] = { "RT_MED", "RT_MED", "RT_MED" };

	(void)state;
	play("three-two-one-a", place, rule);
	assert_int_equal(certificate.grade, HJ_CG_DUTY);
}

static void
longshan__takes_as_long_as_certified(void **state)
{
	static const enum place place[] = { VILLAGE, TOWNSHIP, COUNTY };
	static const char *const rule[] = { "LADDER", "RT_MED", "RT_MED" };

	(void)state;
	play("longshan-three-tiers", place, rule);
}

static void
by_time_alone__it_ends_on_the_day_certified(void **state)
{
	static const enum place tiers[] = { GRID, VILLAGE, TOWNSHIP, CENTRE };
	static const enum place three[] = { VILLAGE, TOWNSHIP, COUNTY };
	static const char *const rule[] = { "", "", "", "" };

	play("four-tiers-seven-days", tiers, rule);
	assert_int_equal(certificate.grade, HJ_CG_TIME);
	assert_int_equal(f.d->n_session, 0);
	tear_down(state);
	set_up(state);
	play("three-two-one-c", three, rule);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(three_two_one__takes_as_long_as_certified),
		TOLD(longshan__takes_as_long_as_certified),
		TOLD(by_time_alone__it_ends_on_the_day_certified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
