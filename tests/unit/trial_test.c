/*
 * Limits of courts that one another's course moves: the trial limit, periods
 * that were missed; forums beside it that are bodies of their own.
 */
#include "tests/unit/steps_fixture.h"

/* A suit, entrusted to the room, which mediates it as procedure 3. */
static void
entrusted(const char *trial)
{
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"trial\":\"%s\"}", trial);
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	take_up(ROOM, 3);
}

static void
extension__of_entrusted_mediation_is_no_time_of_trial(void **state)
{
	const struct hj_clock *trial;

	(void)state;
	entrusted("ordinary");
	assert_int_equal(clock_of("CT_ENT_O")->due_on, 20260317);
	assert_int_equal(clock_of("CT_TRIAL_O")->due_on, 20260902);
	DONE(ROOM, 0, "extend-term",
	    "{\"procedure\":3,\"n\":10,\"agreed\":[1,2]}");
	/* Ten days, 03-18 to 03-27; 09-12 is a Saturday. */
	trial = clock_of("CT_TRIAL_O");
	assert_int_equal(trial->n_pause, 1);
	assert_int_equal(trial->pause[0].from.ymd, 20260318);
	assert_int_equal(trial->pause[0].to.ymd, 20260327);
	assert_string_equal(trial->pause[0].reason, "mediation");
	assert_string_equal(trial->pause[0].article, "特邀27; 在线24");
	assert_int_equal(trial->due_on, 20260914);
	/* Over on 03-20: three of them are left. */
	fixture_at(&f, "2026-03-20T15:00:00+08:00");
	DONE(ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"no_agreement\"}");
	trial = clock_of("CT_TRIAL_O");
	assert_int_equal(trial->pause[0].to.ymd, 20260320);
	assert_int_equal(trial->due_on, 20260907);
	assert_int_equal(fixture_count(&f, "clock_moved"), 1);
}

static void
extension__that_was_not_used_leaves_the_trial_as_it_was(void **state)
{
	(void)state;
	entrusted("simplified");
	assert_int_equal(clock_of("CT_ENT_S")->due_on, 20260309);
	assert_int_equal(clock_of("CT_TRIAL_S")->due_on, 20260602);
	DONE(ROOM, 0, "extend-term",
	    "{\"procedure\":3,\"n\":7,\"agreed\":[1,2]}");
	assert_int_equal(clock_of("CT_TRIAL_S")->due_on, 20260609);
	fixture_at(&f, "2026-03-05T15:00:00+08:00");
	DONE(ROOM, 0, "end-procedure",
	    "{\"procedure\":3,\"ground\":\"no_agreement\"}");
	assert_int_equal(clock_of("CT_TRIAL_S")->n_pause, 0);
	assert_int_equal(clock_of("CT_TRIAL_S")->due_on, 20260602);
}

static void
trial__is_what_a_claim_that_was_received_is_filed_for(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{\"received\":true}");
	assert_string_equal(
	    hj_word_name(&hj_trial_words, procedure(2)->trial), "ordinary");
	DONE(COURT, 0, "open-suit", "{\"trial\":\"simplified\"}");
	assert_string_equal(
	    hj_word_name(&hj_trial_words, procedure(2)->trial), "simplified");
	assert_int_equal(clock_of("CT_TRIAL_S")->due_on, 20260602);
	assert_null(clock_of("CT_TRIAL_O"));
	/* Whoever joins it joins that trial, and is told if he meant another.
	 */
	REFUSED(HJ_NO_PHASE, COURT, 0, "open-suit", "{\"trial\":\"ordinary\"}");
	DONE(COURT, 0, "open-suit", "{\"trial\":\"simplified\"}");
	/* What is entrusted out of it goes by that. */
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ROOM));
	DONE(ROOM, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(clock_of("CT_ENT_S")->due_on, 20260309);
}

static void
extension__of_the_courts_own_mediation_is_none_either(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(COURT, 0, "open-suit", "{}");
	DONE(COURT, 0, "open-procedure", "{\"channel\":\"in_court\"}");
	assert_null(clock_of("CT_INC_O"));
	agree(COURT, 3);
	assert_int_equal(clock_of("CT_INC_O")->due_on, 20260317);
	DONE(COURT, 0, "extend-term",
	    "{\"procedure\":3,\"n\":10,\"agreed\":[1,2]}");
	assert_int_equal(clock_of("CT_TRIAL_O")->due_on, 20260914);
	assert_string_equal(
	    clock_of("CT_TRIAL_O")->pause[0].article, "民事调解规定4");
}

/* A ruling that confirms was served on party 1, whose fifteen days are over. */
static void
objection_missed(void)
{
	mediating();
	concluded();
	DONE(VILLAGE, 0, "apply-confirmation",
	    "{\"agreement\":1,\"court\":\"%s\",\"parties\":[1,2]}",
	    fixture_org(&f, COURT));
	DONE(COURT, 0, "accept-confirmation", "{}");
	DONE(COURT, 0, "rule-confirmation", "{\"ruling\":\"valid\"}");
	for (size_t i = 0; i < f.d->n_notice; i++)
		if (f.d->notice[i].kind == HJ_NK_RULING)
			DONE(COURT, 0, "serve-notice",
			    "{\"notices\":[%d],\"means\":\"handed\"}",
			    (int)i + 1);
	fixture_at(&f, "2026-03-30T09:00:00+08:00");
	REFUSED(HJ_NO_OBJECTION_LATE, COURT, 0, "file-objection",
	    "{\"procedure\":2,\"party\":1}");
}

/* The clock of party 1's objection. */
static int
missed(void)
{
	for (size_t i = 0; i < f.d->n_clock; i++)
		if (strcmp(f.d->clock[i].rule, "CT_OBJ_P") == 0 &&
		    f.d->clock[i].party == 1)
			return (int)f.d->clock[i].no;
	return 0;
}

static void
period__that_was_missed_is_restored_by_the_court(void **state)
{
	(void)state;
	objection_missed();
	REFUSED(HJ_NO_NO_OBSTACLE, COURT, 0, "apply-restoration",
	    "{\"clock\":%d,\"text\":\"洪水断路\"}", missed());
	DONE(COURT, 0, "record-knowledge",
	    "{\"known\":\"obstacle_removed\",\"party\":1,"
	    "\"procedure\":2,\"occurred_on\":\"2026-03-25\"}");
	/* 04-04 to 04-06 are days off. */
	assert_int_equal(clock_of("CT_POSTP")->due_on, 20260407);
	REFUSED(HJ_NO_NO_OBSTACLE, COURT, 0, "rule-restoration",
	    "{\"clock\":%d,\"granted\":true}", missed());
	DONE(COURT, 0, "apply-restoration",
	    "{\"clock\":%d,\"text\":\"洪水断路\"}", missed());
	assert_int_equal(clock_of("CT_POSTP")->state, HJ_CS_MET);
	DONE(COURT, 0, "rule-restoration",
	    "{\"clock\":%d,\"granted\":true,\"number\":\"1号\"}", missed());
	DONE(COURT, 0, "file-objection", "{\"procedure\":2,\"party\":1}");
}

static void
period__is_asked_for_within_ten_days(void **state)
{
	(void)state;
	objection_missed();
	REFUSED(HJ_NO_SET_ASIDE, COURT, 0, "apply-restoration",
	    "{\"clock\":%d,\"text\":\"洪水\"}",
	    (int)clock_of("CT_CONF_DEC")->no);
	DONE(COURT, 0, "record-knowledge",
	    "{\"known\":\"obstacle_removed\",\"party\":1,"
	    "\"procedure\":2}");
	fixture_at(&f, "2026-04-10T09:00:00+08:00");
	REFUSED(HJ_NO_OBJECTION_LATE, COURT, 0, "apply-restoration",
	    "{\"clock\":%d,\"text\":\"洪水断路\"}", missed());
	assert_string_equal(f.refused_article, "民诉法86");
	REFUSED(HJ_NO_OBJECTION_LATE, COURT, 0, "file-objection",
	    "{\"procedure\":2,\"party\":1}");
}

static void
limitation__of_arbitration_is_the_sectors(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"category_moj\":\"LD\",\"parties\":[{\"kind\":\"natural\","
	    "\"side\":\"applicant\",\"name\":\"甲\"},{\"kind\":\"natural\","
	    "\"side\":\"respondent\",\"name\":\"乙\"}]}");
	DONE(VILLAGE, 0, "record-knowledge",
	    "{\"known\":\"claim\",\"party\":1,"
	    "\"occurred_on\":\"2026-01-06\"}");
	assert_int_equal(clock_of("LD_LIM")->due_on, 20270106);
	assert_int_equal(clock_of("LD_LIM")->effect, HJ_EF_TASK);
	assert_null(clock_of("TD_LIM"));
	/* It is interrupted, as the general one is. */
	DONE(COMMISSION, 0, "open-arbitration", "{}");
	assert_int_equal(clock_of("LD_LIM")->due_on, 20270302);
}

static void
forum__of_acts_and_of_notarial_titles_is_a_body(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	REFUSED(HJ_NO_BODY_CHANNEL, NOTARY, 0, "open-reconsideration", "{}");
	DONE(REVIEWER, 0, "open-reconsideration", "{\"number\":\"复议1号\"}");
	assert_string_equal(procedure(2)->body, fixture_org(&f, REVIEWER));
	assert_int_equal(clock_of("AR_DO")->due_on, 20260506);
	DONE(NOTARY, 0, "open-notarial", "{}");
	assert_string_equal(procedure(3)->body, fixture_org(&f, NOTARY));
	DONE(NOTARY, 0, "record-result",
	    "{\"procedure\":3,\"ground\":\"decided\","
	    "\"title\":\"notarial\"}");
	DONE(COURT, 0, "open-enforcement", "{}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(extension__of_entrusted_mediation_is_no_time_of_trial),
		TOLD(extension__that_was_not_used_leaves_the_trial_as_it_was),
		TOLD(extension__of_the_courts_own_mediation_is_none_either),
		TOLD(trial__is_what_a_claim_that_was_received_is_filed_for),
		TOLD(period__that_was_missed_is_restored_by_the_court),
		TOLD(period__is_asked_for_within_ten_days),
		TOLD(limitation__of_arbitration_is_the_sectors),
		TOLD(forum__of_acts_and_of_notarial_titles_is_a_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
