/* Sittings, appointments, records, and acts that are no sittings. */
#include "tests/unit/procedure_fixture.h"

#define CAME                                                                   \
	"\"attendance\":[{\"party\":1,\"presence\":\"came\"},"                 \
	"{\"party\":2,\"presence\":\"came\"}],"                                \
	"\"mode\":\"together\",\"result\":\"continues\""

#define HOUR                                                                   \
	"\"starts\":\"2026-03-02T08:00:00+08:00\","                            \
	"\"ends\":\"2026-03-02T08:50:00+08:00\""

/* ---- sittings ----------------------------------------------------------- */

static void
sitting__before_consent_cites_its_article(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"),
	    HJ_NO_CONSENT);
	assert_string_equal(f.refused_article, "人民调解法17");
}

static void
sitting__needs_acceptance_and_a_mediator(void **state)
{
	(void)state;
	fixture_agreed(&f, VILLAGE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO_PHASE);
	assert_non_null(strstr(f.refused_do, "accept"));
	assert_int_equal(fixture_do(&f, VILLAGE, "accept", "{}"), HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"),
	    HJ_NO_MEDIATOR);
}

static void
sitting__of_who_joined_late_needs_that_partys_consent(void **state)
{
	static const char three[] =
	    "{\"attendance\":[{\"party\":1,\"presence\":\"came\"},"
	    "{\"party\":3,\"presence\":\"came\"}],"
	    "\"mode\":\"together\",\"result\":\"continues\"}";

	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "add-party",
		"{\"party\":{\"kind\":\"natural\",\"side\":\"respondent\","
		"\"name\":\"丙\"}}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", three), HJ_NO_CONSENT);
	/* The others go on meanwhile. */
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-consent",
		"{\"party\":3,\"answer\":\"agrees\",\"manner\":\"oral\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session", three), HJ_NO);
}

static void
sitting__counts_by_who_when_and_which_sides(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "," HOUR "}"),
	    HJ_NO);
	assert_int_equal(f.d->session[0].counts, HJ_CO_YES);
	assert_string_equal(
	    f.d->session[0].mediators[0].text, fixture_person(&f, VILLAGE, 0));
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "," HOUR "}"),
	    HJ_NO);
	assert_int_equal(f.d->session[1].counts, HJ_CO_SAME_SITTING);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO);
	assert_int_equal(f.d->session[2].counts, HJ_CO_NO_TIMES);
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 1, "log-session", "{" CAME "}"), HJ_NO);
	assert_int_equal(f.d->session[3].counts, HJ_CO_NOT_ASSIGNED);
	assert_int_equal(procedure(1)->attempts, 1);
	assert_int_equal(procedure(1)->sessions, 4);
}

static void
sitting__says_who_was_asked_to_join_and_where_it_is_stuck(void **state)
{
	const struct hj_session_logged *b;
	const struct hj_session *s;

	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session",
		"{" CAME "," HOUR ",\"sticking\":[\"amount\",\"apology\"],"
		"\"asked\":500000,\"offered\":200000,\"guests\":"
		"[{\"role\":\"grid\"},{\"role\":\"relative\"}]}"),
	    HJ_NO);
	b = f.event[0].body;
	assert_int_equal(b->n_guests, 2);
	assert_int_equal(b->guests[1].role, HJ_GU_RELATIVE);
	s = &f.d->session[0];
	assert_int_equal(s->counts, HJ_CO_YES);
	assert_int_equal(s->n_sticking, 2);
	assert_int_equal(s->sticking[1].point, HJ_SK_APOLOGY);
	assert_int_equal(s->asked, 500000);
	assert_int_equal(s->offered, 200000);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO);
	assert_int_equal(f.d->session[1].asked, HJ_NONE);
}

static void
sitting__before_acceptance_or_named_twice_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session",
		"{" CAME ",\"starts\":\"2026-03-01T08:00:00+08:00\"}"),
	    HJ_NO_ORDER);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session",
		"{\"attendance\":[{\"party\":1,\"presence\":\"came\"},"
		"{\"party\":1,\"presence\":\"came\"}],"
		"\"mode\":\"together\",\"result\":\"continues\"}"),
	    HJ_NO_DUPLICATE);
}

static void
sitting__that_nobody_held_or_that_ends_before_it_starts_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session",
		"{\"attendance\":[{\"party\":9,\"presence\":\"came\"}],"
		"\"mode\":\"together\",\"result\":\"continues\"}"),
	    HJ_NO_PARTY);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session",
			     "{\"attendance\":[{\"party\":1,"
			     "\"presence\":\"absent_unnoticed\"}],"
			     "\"mode\":\"together\",\"result\":\"continues\"}"),
	    HJ_NO_ATTENDANCE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session",
		"{" CAME ",\"starts\":\"2026-03-02T08:00:00+08:00\","
		"\"ends\":\"2026-03-02T07:00:00+08:00\"}"),
	    HJ_NO_TIMES);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session",
			     "{" CAME ",\"appointment\":1}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
sitting__is_never_logged_by_the_centre(void **state)
{
	(void)state;
	registered(CENTRE, "people");
	assert_int_equal(fixture_do(&f, CENTRE, "log-session", "{" CAME "}"),
	    HJ_NO_SEPARATION);
}

static void
sitting__in_a_forum_needs_no_acceptance(void **state)
{
	(void)state;
	registered(COURT, "suit");
	assert_int_equal(
	    fixture_do(&f, COURT, "log-session", "{" CAME "," HOUR "}"), HJ_NO);
	assert_int_equal(f.d->session[0].counts, HJ_CO_OTHER_CHANNEL);
	assert_int_equal(procedure(1)->attempts, 0);
}

static void
sitting__where_violence_threatens_waits_for_the_report(void **state)
{
	(void)state;
	mediating();
	f.d->violence = true;
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"),
	    HJ_NO_POLICE_REPORT);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "report-danger",
		"{\"danger\":\"violence\",\"told\":\"清河派出所\"}"),
	    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO);
}

/* ---- appointments ------------------------------------------------------- */

#define AT(day) "\"starts\":\"2026-03-" day "T09:00:00+08:00\""

static void
appointment__is_made_moved_and_held(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "schedule-session",
		"{" AT("05") ",\"mode\":\"together\",\"place\":\"村调解室\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "session_scheduled"), 1);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "reschedule-session",
		"{\"appointment\":1," AT("06") ",\"reason\":\"下雨\"}"),
	    HJ_NO);
	assert_string_equal(f.d->appointment[0].place.box, "1.text.村调解室");
	assert_int_equal(f.d->appointment[0].mode, HJ_MO_TOGETHER);
	fixture_at(&f, "2026-03-06T11:00:00+08:00");
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session",
			     "{" CAME ",\"appointment\":1}"),
	    HJ_NO);
	assert_true(f.d->appointment[0].held);
	assert_int_equal(fixture_do(&f, VILLAGE, "log-session",
			     "{" CAME ",\"appointment\":1}"),
	    HJ_NO_APPOINTMENT);
}

static void
appointment__in_the_past_or_twice_at_once_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "schedule-session",
			     "{" AT("02") ",\"mode\":\"together\"}"),
	    HJ_NO_TIMES);
	assert_int_equal(fixture_do(&f, VILLAGE, "schedule-session",
			     "{" AT("05") ",\"mode\":\"together\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "schedule-session",
			     "{" AT("05") ",\"mode\":\"phone\"}"),
	    HJ_NO_DUPLICATE);
}

static void
appointment__that_is_over_is_neither_moved_nor_cancelled(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "schedule-session",
			     "{" AT("05") ",\"mode\":\"together\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, VILLAGE, "cancel-session",
			     "{\"appointment\":1,\"reason\":\"一方出差\"}"),
	    HJ_NO);
	assert_true(f.d->appointment[0].cancelled);
	assert_int_equal(fixture_do(&f, VILLAGE, "cancel-session",
			     "{\"appointment\":1,\"reason\":\"再取消\"}"),
	    HJ_NO_APPOINTMENT);
	assert_int_equal(fixture_do(&f, VILLAGE, "reschedule-session",
			     "{\"appointment\":1," AT("06") "}"),
	    HJ_NO_APPOINTMENT);
	assert_int_equal(fixture_do(&f, VILLAGE, "cancel-session",
			     "{\"appointment\":2,\"reason\":\"无\"}"),
	    HJ_NO_SUCH_ENTITY);
	/* The hour is free again. */
	assert_int_equal(fixture_do(&f, VILLAGE, "schedule-session",
			     "{" AT("05") ",\"mode\":\"together\"}"),
	    HJ_NO);
}

/* ---- records ------------------------------------------------------------ */

static void
record__is_completed_once_and_changes_no_count(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "," HOUR "}"),
	    HJ_NO);
	assert_false(f.d->session[0].recorded);
	assert_int_equal(fixture_do(&f, VILLAGE, "complete-record",
			     "{\"session\":1,\"text\":\"双方陈述\"}"),
	    HJ_NO);
	assert_int_equal(fixture_count(&f, "record_completed"), 1);
	assert_true(f.d->session[0].recorded);
	assert_int_equal(procedure(1)->attempts, 1);
	assert_int_equal(fixture_do(&f, VILLAGE, "complete-record",
			     "{\"session\":1,\"text\":\"再写\"}"),
	    HJ_NO_DUPLICATE);
}

static void
record__of_no_sitting_or_a_voided_one_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "complete-record",
			     "{\"session\":1,\"text\":\"无\"}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-session", "{" CAME "}"), HJ_NO);
	f.d->session[0].voided = true;
	assert_int_equal(fixture_do(&f, VILLAGE, "complete-record",
			     "{\"session\":1,\"text\":\"无\"}"),
	    HJ_NO_SUCH_ENTITY);
}

/* ---- acts --------------------------------------------------------------- */

static void
acts__are_told_each_by_its_own_kind_and_never_count(void **state)
{
	static const char *const acts[][3] = {
		{ "log-coordination", "coordination_logged", "{}" },
		{ "record-visit", "visit_recorded", "{\"party\":1}" },
		{ "record-survey", "survey_recorded",
		    "{\"text\":\"界石移动\",\"by_outside\":\"测绘队\"}" },
		{ "record-opinion", "opinion_recorded",
		    "{\"by_outside\":\"司法鉴定所\",\"received\":true}" },
		{ "record-joint-meeting", "joint_meeting_recorded",
		    "{\"bodies\":[\"自然资源所\"]}" },
		{ "record-contact", "contact_recorded",
		    "{\"party\":2,\"manner\":\"phone\","
		    "\"reached\":\"no_answer\"}" },
		{ "record-follow-up", "follow_up_recorded",
		    "{\"party\":1,\"manner\":\"phone\"}" },
		{ "record-guidance", "guidance_recorded",
		    "{\"by_outside\":\"劳动仲裁院\"}" },
		{ "record-outside-act", "outside_act_recorded",
		    "{\"by_outside\":\"外县法院\",\"meetings\":5,"
		    "\"at_least\":true,\"precision\":\"unknown\"}" },
		{ "note", "noted", "{\"text\":\"记一笔\"}" },
	};

	(void)state;
	mediating();
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		assert_int_equal(
		    fixture_do(&f, VILLAGE, acts[i][0], acts[i][2]), HJ_NO);
		/* Guidance also owes both parties the notice of routes. */
		assert_int_equal(f.events,
		    strcmp(acts[i][0], "record-guidance") == 0 ? 3 : 1);
		assert_string_equal(f.event[0].kind->name, acts[i][1]);
		assert_int_equal(
		    ((const struct hj_act *)f.event[0].body)->procedure, 1);
	}
	assert_int_equal(f.d->n_session, 0);
	assert_int_equal(procedure(1)->sessions, 0);
	assert_int_equal(procedure(1)->attempts, 0);
}

static void
acts__keep_what_they_say(void **state)
{
	const struct hj_act *act;

	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-outside-act",
		"{\"by_outside\":\"外县法院\",\"number\":\"民初3号\","
		"\"meetings\":5,\"at_least\":true,"
		"\"occurred_on\":\"2025-01-01\",\"occurred_to\":\"2025-12-31\","
		"\"precision\":\"year\",\"text\":\"曾调解\"}"),
	    HJ_NO);
	act = f.event[0].body;
	assert_string_equal(act->by_outside, "外县法院");
	assert_string_equal(act->number, "民初3号");
	assert_int_equal(act->meetings, 5);
	assert_true(act->at_least);
	assert_string_equal(act->text.box, "1.text.曾调解");
	assert_int_equal(f.event[0].prec, HJ_PREC_YEAR);
	assert_int_equal(hj_legal_day(f.event[0].from).ymd, 20250101);
	assert_int_equal(hj_legal_day(f.event[0].to).ymd, 20251231);
}

static void
acts__belong_to_the_open_procedure_or_to_the_one_named(void **state)
{
	(void)state;
	mediating();
	procedure(1)->phase = HJ_PH_SETTLED;
	assert_int_equal(fixture_do(&f, POLICE, "open-procedure",
			     "{\"channel\":\"administrative\"}"),
	    HJ_NO);
	assert_int_equal(fixture_do(&f, POLICE, "record-visit", "{}"), HJ_NO);
	assert_int_equal(
	    ((const struct hj_act *)f.event[0].body)->procedure, 2);
	assert_int_equal(
	    fixture_do(&f, POLICE, "record-visit", "{\"procedure\":1}"), HJ_NO);
	assert_int_equal(
	    ((const struct hj_act *)f.event[0].body)->procedure, 1);
	assert_int_equal(
	    fixture_do(&f, POLICE, "record-visit", "{\"procedure\":3}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
acts__lacking_what_they_are_about_are_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-contact",
		"{\"manner\":\"phone\",\"reached\":\"will_come\"}"),
	    HJ_NO_PARTY);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-joint-meeting", "{\"bodies\":[]}"),
	    HJ_NO_ATTENDANCE);
	assert_int_equal(fixture_do(&f, VILLAGE, "record-joint-meeting",
			     "{\"bodies\":[\"甲局\",\"乙局\",\"甲局\"]}"),
	    HJ_NO_DUPLICATE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-visit", "{\"party\":9}"),
	    HJ_NO_PARTY);
}

static void
acts__of_a_body_without_part_are_refused(void **state)
{
	static const char *const acts[][2] = {
		{ "log-coordination", "{}" },
		{ "record-visit", "{}" },
		{ "record-survey", "{}" },
		{ "record-opinion", "{\"by_outside\":\"鉴定所\"}" },
		{ "record-joint-meeting", "{\"bodies\":[\"镇\"]}" },
		{ "record-contact", "{\"party\":1,\"manner\":\"phone\","
				    "\"reached\":\"will_not\"}" },
		{ "record-follow-up", "{}" },
		{ "record-guidance", "{}" },
		{ "record-outside-act", "{\"by_outside\":\"外县\"}" },
		{ "note", "{\"text\":\"记\"}" },
	};

	(void)state;
	mediating();
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		assert_int_equal(fixture_do(&f, POLICE, acts[i][0], acts[i][1]),
		    HJ_NO_RIGHT);
}

static void
acts__after_closing_are_contact_follow_up_note_and_what_others_did(void **state)
{
	static const char *const open[][2] = {
		{ "record-contact", "{\"party\":1,\"manner\":\"phone\","
				    "\"reached\":\"will_think\"}" },
		{ "record-follow-up", "{}" },
		{ "record-outside-act", "{\"by_outside\":\"外县\"}" },
		{ "note", "{\"text\":\"记\"}" },
	};

	(void)state;
	mediating();
	f.d->closed = true;
	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		assert_int_equal(
		    fixture_do(&f, VILLAGE, open[i][0], open[i][1]), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-survey", "{}"), HJ_NO_CLOSED);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "log-coordination", "{}"), HJ_NO_CLOSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sitting__before_consent_cites_its_article),
		TEST(sitting__needs_acceptance_and_a_mediator),
		TEST(sitting__of_who_joined_late_needs_that_partys_consent),
		TEST(sitting__counts_by_who_when_and_which_sides),
		TEST(sitting__says_who_was_asked_to_join_and_where_it_is_stuck),
		TEST(sitting__before_acceptance_or_named_twice_is_refused),
		TEST(
		    sitting__that_nobody_held_or_that_ends_before_it_starts_is_refused),
		TEST(sitting__is_never_logged_by_the_centre),
		TEST(sitting__in_a_forum_needs_no_acceptance),
		TEST(sitting__where_violence_threatens_waits_for_the_report),
		TEST(appointment__is_made_moved_and_held),
		TEST(appointment__in_the_past_or_twice_at_once_is_refused),
		TEST(appointment__that_is_over_is_neither_moved_nor_cancelled),
		TEST(record__is_completed_once_and_changes_no_count),
		TEST(record__of_no_sitting_or_a_voided_one_is_refused),
		TEST(acts__are_told_each_by_its_own_kind_and_never_count),
		TEST(acts__keep_what_they_say),
		TEST(acts__belong_to_the_open_procedure_or_to_the_one_named),
		TEST(acts__lacking_what_they_are_about_are_refused),
		TEST(acts__of_a_body_without_part_are_refused),
		TEST(
		    acts__after_closing_are_contact_follow_up_note_and_what_others_did),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
