/* Petitions: who may not learn of one, what tells, who has to agree. */
#include "tests/unit/petition_fixture.h"

static void
accusation__never_reaches_whom_it_accuses(void **state)
{
	(void)state;
	petitioners(OFFICE);
	REFUSED(HJ_NO_WAY, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"accused\":\"%s\"}",
	    fixture_org(&f, UPPER));
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, UPPER));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, UPPER));
	/* Nor a body under it. */
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, BUREAU));
	REFUSED(HJ_NO_RIGHT, UPPER, 0, "record-repeat", "{}");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, HIGHEST));
	DONE(HIGHEST, 0, "receive-petition", "{}");
	DONE(HIGHEST, 0, "accept-petition", "{}");
	assert_null(clock_of("XF_HANDLE"));
	DONE(HIGHEST, 0, "end-petition", "{\"end\":\"reported\"}");
	assert_int_equal(petition()->end, HJ_PE_REPORTED);
}

static void
accusation__of_a_body_with_a_part_is_registered_apart(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, ORGAN));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":"
	    "\"0123456789abcdef0123456789abcdef\"}");
}

static void
accused__is_sent_nothing_by_any_way(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, ORGAN));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer",
	    "{\"to\":\"%s\"}", fixture_org(&f, ORGAN));
	assert_int_equal(
	    hj_relations(f.world.directory, f.d, NULL, fixture_org(&f, ORGAN)),
	    HJ_REL_NONE);
}

/* The staff of the office that takes it, one of whom it accuses. */
static void
accused__person_has_no_part_whatever_the_body(void **state)
{
	(void)state;
	petitioners(OFFICE);
	REFUSED(HJ_NO_WAY, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, OFFICE, 1));
	REFUSED(HJ_NO_SUCH_ENTITY, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":"
	    "[\"0123456789abcdef0123456789abcdef\"]}");
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 1, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, OFFICE, 1));
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, OFFICE, 1));
	REFUSED(HJ_NO_RIGHT, OFFICE, 1, "record-repeat", "{}");
	DONE(OFFICE, 0, "accept-petition", "{}");
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, OFFICE, 1));
}

static void
accused__head_is_the_body_and_what_is_below(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition", "{}");
	DONE(OFFICE, 0, "classify-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, UPPER, 2));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, UPPER));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "refer-petition",
	    "{\"to\":\"%s\"}", fixture_org(&f, BUREAU));
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, HIGHEST));
}

static void
accused__one_of_the_staff_does_not_keep_his_body_from_it(void **state)
{
	(void)state;
	petitioners(OFFICE);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, BUREAU, 0));
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	REFUSED(HJ_NO_RIGHT, BUREAU, 0, "receive-petition", "{}");
	DONE(BUREAU, 1, "receive-petition", "{}");
}

/* Who mediated knows it all: it is registered apart. */
static void
accusation__of_who_mediated_is_registered_apart(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	take_up(VILLAGE, 1);
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    procedure(1)->mediator[0].person);
}

/* A roll names the petitioners to every reader of the body. */
static void
accused__people_and_a_roll_exclude_each_other(void **state)
{
	static const char group[] =
	    "{\"source\":\"petition\",\"manner\":\"written\",\"parties\":[{"
	    "\"kind\":\"group\",\"side\":\"equal\",\"name\":\"业主\"}]}";

	(void)state;
	DONE(OFFICE, 0, "register", "%s", group);
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, OFFICE, 1));
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "found-group",
	    "{\"party\":1}");
	tear_down(state);
	set_up(state);
	DONE(OFFICE, 0, "register", "%s", group);
	DONE(OFFICE, 0, "found-group", "{\"party\":1}");
	BY("信访工作条例30", HJ_NO_ACCUSED, OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused_people\":[\"%s\"]}",
	    fixture_person(&f, OFFICE, 1));
}

/* Told to one of two, the other is not told. */
static void
telling__takes_every_petitioner(void **state)
{
	size_t n = 0;

	(void)state;
	taken();
	for (size_t i = 0; i < f.d->n_notice; i++) {
		assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_RUNNING);
		if (f.d->notice[i].kind != HJ_NK_PETITION_TOLD)
			continue;
		DONE(OFFICE, 0, "serve-notice",
		    "{\"means\":\"handed\",\"notices\":[%d]}", (int)i + 1);
		n++;
	}
	assert_int_equal(n, 2);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_MET);
}

/* It began one day and ends another, in whatever stage. */
static void
hearing__of_the_handling_ends_another_day(void **state)
{
	(void)state;
	handled();
	REFUSED(HJ_NO_ORDER, BUREAU, 0, "record-petition-hearing",
	    "{\"ended_on\":\"2026-03-02\"}");
	DONE(BUREAU, 0, "record-petition-hearing",
	    "{\"began_on\":\"2026-03-02\"}");
	fixture_at(&f, "2026-03-04T09:00:00+08:00");
	REFUSED(HJ_NO_DUPLICATE, BUREAU, 0, "record-petition-hearing",
	    "{\"began_on\":\"2026-03-03\"}");
	DONE(BUREAU, 0, "record-petition-hearing",
	    "{\"ended_on\":\"2026-03-04\"}");
	/* Its days count: only those of a re-check do not (36). */
	assert_int_equal(clock_of("XF_HANDLE")->n_pause, 0);
	REFUSED(HJ_NO_ORDER, BUREAU, 0, "record-petition-hearing",
	    "{\"ended_on\":\"2026-03-04\"}");
}

/* The right paper meets the duty to tell, no other. */
static void
telling__is_met_by_its_own_notice(void **state)
{
	(void)state;
	taken();
	DONE(BUREAU, 0, "accept-petition", "{}");
	DONE(BUREAU, 2, "extend-handling", "{\"days\":30,\"reason\":\"复杂\"}");
	serve_kind(BUREAU, HJ_NK_PETITION_EXTENDED);
	assert_int_equal(clock_of("XF_TELL_ORGAN")->state, HJ_CS_RUNNING);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_RUNNING);
	serve_kind(BUREAU, HJ_NK_PETITION_TOLD);
	assert_int_equal(clock_of("XF_TELL_ORGAN")->state, HJ_CS_MET);
	assert_int_equal(clock_of("XF_TELL")->state, HJ_CS_MET);
}

static void
settlement__needs_the_petitioners_consent(void **state)
{
	static const char terms[] =
	    "{\"terms\":[{\"kind\":\"duty\",\"text\":\"安置\"}]}";

	(void)state;
	handled();
	BY("信访工作条例33", HJ_NO_CONSENT, BUREAU, 0, "draft-agreement", "%s",
	    terms);
	DONE(BUREAU, 0, "record-consent",
	    "{\"party\":1,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	BY("信访工作条例33", HJ_NO_CONSENT, BUREAU, 0, "draft-agreement", "%s",
	    terms);
	DONE(BUREAU, 0, "record-consent",
	    "{\"party\":2,\"answer\":\"agrees\",\"manner\":\"oral\"}");
	DONE(BUREAU, 0, "draft-agreement", "%s", terms);
}

/* Two organs and one petition: 24; what is grave goes up at once: 25. */
static void
petition__in_dispute_or_danger_cites_its_article(void **state)
{
	(void)state;
	taken();
	DONE(BUREAU, 0, "dispute-competence", "{\"organisation\":\"%s\"}",
	    fixture_org(&f, HEALTH));
	assert_string_equal(
	    ((const struct hj_channel_step *)f.event[0].body)->article,
	    "信访工作条例24");
	DONE(OFFICE, 0, "settle-competence",
	    "{\"granted\":true,\"organisation\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	DONE(OFFICE, 0, "report-danger",
	    "{\"danger\":\"crowd\",\"procedure\":1,\"told\":\"县委、县政府\"}");
	assert_string_equal(
	    ((const struct hj_danger_reported *)f.event[0].body)->article,
	    "信访工作条例25");
}

/* T_SETTLE: the organ that handles it brings the two together itself (33). */
static void
settlement__by_the_handling_organ_alone_ends_the_petition(void **state)
{
	(void)state;
	handled();
	agree(BUREAU, 1);
	REFUSED(HJ_NO_PERSON, BUREAU, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, HEALTH, 0));
	DONE(BUREAU, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, BUREAU, 0));
	assert_int_equal(sit(BUREAU, 1, "agreed"), HJ_NO);
	(void)draft(BUREAU, 1);
	for (int party = 1; party <= 2; party++)
		assert_int_equal(sign(BUREAU, 1, party, "signature"), HJ_NO);
	BY("信访工作条例33", HJ_NO_NOT_EFFECTIVE, BUREAU, 0, "end-petition",
	    "{\"end\":\"settle\"}");
	DONE(BUREAU, 0, "mediator-sign", "{\"agreement\":1}");
	assert_int_equal(agreement(1)->state, HJ_AS_EFFECTIVE);
	/* Parties and who brought them together: no committee's stamp. */
	assert_null(agreement(1)->stamped_by);
	DONE(BUREAU, 0, "end-petition",
	    "{\"end\":\"settle\",\"text\":\"达成协议\"}");
	assert_int_equal(petition()->end, HJ_PE_SETTLE);
	assert_int_equal(procedure(1)->ground, HJ_GR_SETTLED);
	assert_int_equal(clock_of("XF_HANDLE")->state, HJ_CS_STOPPED);
	/* It is watched over until it is performed. */
	DONE(BUREAU, 0, "record-performance",
	    "{\"on\":\"term\",\"agreement\":1,\"term\":1,"
	    "\"amount\":100000}");
	DONE(OFFICE, 0, "close", "{\"procedure\":1}");
	assert_int_equal(procedure(1)->phase, HJ_PH_CLOSED);
	assert_true(f.d->closed);
}

/* T_SETTLE: it was led to a committee, which mediated it (33, 37). */
static void
settlement__before_a_committee_ends_the_petition(void **state)
{
	(void)state;
	handled();
	DONE(BUREAU, 0, "refer", "{\"to\":\"%s\",\"channel\":\"people\"}",
	    fixture_org(&f, VILLAGE));
	DONE(VILLAGE, 0, "accept-referral", "{\"referral\":2}");
	take_up(VILLAGE, 2);
	BY("信访工作条例33", HJ_NO_NOT_EFFECTIVE, BUREAU, 0, "end-petition",
	    "{\"end\":\"settle\"}");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"procedure\":2,\"terms\":[{\"kind\":\"money\","
	    "\"amount\":100000,\"debtor\":2,\"text\":\"赔偿\"}]}");
	DONE(BUREAU, 0, "end-petition", "{\"procedure\":1,\"end\":\"settle\"}");
	assert_int_equal(petition()->end, HJ_PE_SETTLE);
	assert_int_equal(clock_of("XF_HANDLE")->state, HJ_CS_STOPPED);
}

/* T_SETTLE: the parties settled by themselves (33); not before it came. */
static void
settlement__of_the_parties_alone_ends_the_petition(void **state)
{
	static const char terms[] =
	    "{\"terms\":[{\"kind\":\"money\",\"amount\":100000,"
	    "\"debtor\":2,\"text\":\"赔偿\"}],\"occurred_on\":\"%s\"}";

	(void)state;
	handled();
	DONE(BUREAU, 0, "record-private-agreement", terms, "2026-01-05");
	BY("信访工作条例33", HJ_NO_NOT_EFFECTIVE, BUREAU, 0, "end-petition",
	    "{\"end\":\"settle\"}");
	DONE(BUREAU, 0, "record-private-agreement", terms, "2026-03-02");
	DONE(BUREAU, 0, "end-petition", "{\"end\":\"settle\"}");
	assert_int_equal(procedure(1)->ground, HJ_GR_SETTLED);
}

static void
supervision__is_not_by_who_handles(void **state)
{
	(void)state;
	appeal();
	REFUSED(HJ_NO_RIGHT, OFFICE, 0, "supervise-petition",
	    "{\"text\":\"督办\"}");
	DONE(OFFICE, 0, "refer-petition", "{\"to\":\"%s\"}",
	    fixture_org(&f, BUREAU));
	DONE(BUREAU, 0, "receive-petition", "{}");
	REFUSED(HJ_NO_RIGHT, BUREAU, 0, "supervise-petition",
	    "{\"text\":\"督办\"}");
	DONE(OFFICE, 0, "supervise-petition", "{\"text\":\"督办\"}");
	assert_int_equal(fixture_count(&f, "petition_supervised"), 1);
	assert_int_equal(stage(), HJ_ST_TAKEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(supervision__is_not_by_who_handles),
		TOLD(accusation__never_reaches_whom_it_accuses),
		TOLD(accusation__of_a_body_with_a_part_is_registered_apart),
		TOLD(accused__is_sent_nothing_by_any_way),
		TOLD(accused__person_has_no_part_whatever_the_body),
		TOLD(accused__head_is_the_body_and_what_is_below),
		TOLD(accused__one_of_the_staff_does_not_keep_his_body_from_it),
		TOLD(accusation__of_who_mediated_is_registered_apart),
		TOLD(accused__people_and_a_roll_exclude_each_other),
		TOLD(telling__takes_every_petitioner),
		TOLD(hearing__of_the_handling_ends_another_day),
		TOLD(telling__is_met_by_its_own_notice),
		TOLD(petition__in_dispute_or_danger_cites_its_article),
		TOLD(settlement__needs_the_petitioners_consent),
		TOLD(settlement__by_the_handling_organ_alone_ends_the_petition),
		TOLD(settlement__before_a_committee_ends_the_petition),
		TOLD(settlement__of_the_parties_alone_ends_the_petition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
