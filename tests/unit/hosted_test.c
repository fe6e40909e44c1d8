/*
 * What is held in the house of another body, who may do what there, and the
 * amounts that a registration and a title tell.
 */
#include "tests/unit/steps_fixture.h"

#define PARTIES                                                                \
	"[{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"     \
	"{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]"

static void
room__handles_what_the_court_registers_for_it(void **state)
{
	(void)state;
	DONE(COURT, 0, "register",
	    "{\"source\":\"court\",\"manner\":\"oral\",\"channel\":"
	    "\"assigned\","
	    "\"room\":\"%s\",\"parties\":" PARTIES "}",
	    fixture_org(&f, ROOM));
	assert_string_equal(procedure(1)->body, fixture_org(&f, ROOM));
	assert_string_equal(procedure(1)->host, fixture_org(&f, COURT));
	take_up(ROOM, 1);
	/* The court may send on what is held in its house. */
	DONE(COURT, 0, "refer", "{\"to\":\"%s\"}", fixture_org(&f, VILLAGE));
	DONE(VILLAGE, 0, "accept-referral", "{\"referral\":1}");
	assert_int_equal(procedure(1)->ground, HJ_GR_HANDED_OVER);
	assert_null(procedure(2)->host);
}

static void
room__must_stand_below_who_registers(void **state)
{
	(void)state;
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\","
	    "\"room\":\"%s\",\"parties\":" PARTIES "}",
	    fixture_org(&f, ROOM));
}

static void
room__begins_by_itself_only_at_its_court(void **state)
{
	(void)state;
	registered(POLICE, "administrative");
	DONE(POLICE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	f.door = FIXTURE_DOOR;
	REFUSED(HJ_NO_CHANNEL, ROOM, 0, "open-procedure",
	    "{\"channel\":\"assigned\"}");
	REFUSED(HJ_NO_SUCH_ENTITY, VILLAGE, 0, "open-procedure",
	    "{\"channel\":\"people\",\"host\":\"%s\"}",
	    fixture_org(&f, POLICE));
	REFUSED(HJ_NO_CHANNEL, VILLAGE, 0, "open-procedure",
	    "{\"channel\":\"assigned\",\"host\":\"%s\"}",
	    fixture_org(&f, TOWNSHIP));
	DONE(ROOM, 0, "open-procedure",
	    "{\"channel\":\"assigned\",\"host\":\"%s\"}",
	    fixture_org(&f, COURT));
	assert_string_equal(procedure(2)->host, fixture_org(&f, COURT));
}

static void
enforcement__sits_before_whoever_has_a_part(void **state)
{
	(void)state;
	mediating();
	DONE(VILLAGE, 0, "record-title", "{\"title\":\"judgment\"}");
	DONE(COURT, 0, "open-enforcement", "{}");
	REFUSED(HJ_NO_RIGHT, TOWNSHIP, 0, "log-session",
	    "{\"procedure\":2,\"result\":\"continues\",\"attendance\":"
	    "[{\"party\":1,\"presence\":\"came\"}]}");
	DONE(VILLAGE, 0, "log-session",
	    "{\"procedure\":2,\"result\":\"continues\",\"attendance\":"
	    "[{\"party\":1,\"presence\":\"came\"}]}");
	assert_int_equal(procedure(2)->sessions, 1);
}

static void
sitting__elsewhere_stays_with_who_handles_it(void **state)
{
	(void)state;
	registered(POLICE, "people");
	DONE(POLICE, 0, "end-procedure", "{\"ground\":\"no_agreement\"}");
	f.door = FIXTURE_DOOR;
	DONE(VILLAGE, 0, "open-procedure", "{\"channel\":\"people\"}");
	take_up(VILLAGE, 2);
	REFUSED(HJ_NO_RIGHT, POLICE, 0, "log-session",
	    "{\"procedure\":2,\"result\":\"continues\",\"attendance\":"
	    "[{\"party\":1,\"presence\":\"came\"}]}");
}

static void
police__need_not_be_told_of_what_they_hold(void **state)
{
	(void)state;
	DONE(POLICE, 0, "register",
	    "{\"source\":\"police\",\"manner\":\"oral\",\"violence\":true,"
	    "\"channel\":\"administrative\",\"parties\":" PARTIES "}");
	take_up(POLICE, 1);
	assert_int_equal(sit(POLICE, 1, "continues"), HJ_NO);
}

static void
committee__tells_the_police_of_violence_first(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"violence\":true,"
	    "\"parties\":" PARTIES "}");
	take_up(VILLAGE, 1);
	assert_int_equal(sit(VILLAGE, 1, "continues"), HJ_NO_POLICE_REPORT);
}

static void
grid_worker__who_is_sent_along_has_a_part(void **state)
{
	(void)state;
	registered(VILLAGE, "people");
	agree(VILLAGE, 1);
	DONE(VILLAGE, 0, "accept", "{}");
	REFUSED(HJ_NO_RIGHT, GRID, 0, "record-survey", "{\"text\":\"看漏水\"}");
	DONE(VILLAGE, 0, "assign-mediators",
	    "{\"mediators\":[{\"person\":\"%s\",\"disclosed\":true},"
	    "{\"person\":\"%s\",\"disclosed\":true}]}",
	    fixture_person(&f, VILLAGE, 0), fixture_person(&f, GRID, 0));
	DONE(GRID, 0, "record-survey", "{\"text\":\"看漏水\"}");
}

static void
settled_dispute__is_taken_up_by_another_body(void **state)
{
	(void)state;
	mediating();
	f.door = FIXTURE_DOOR;
	REFUSED(HJ_NO_NOT_CLOSED, COUNTY, 0, "reopen", "{\"reason\":\"又起\"}");
	concluded();
	f.door = FIXTURE_DOOR;
	DONE(COUNTY, 0, "reopen", "{\"reason\":\"又起\"}");
	assert_int_equal(fixture_count(&f, "dispute_reopened"), 1);
	assert_int_equal(procedure(1)->phase, HJ_PH_SETTLED);
}

static void
amounts__are_told_apart(void **state)
{
	(void)state;
	DONE(VILLAGE, 0, "register",
	    "{\"source\":\"application\",\"manner\":\"oral\",\"claim\":900,"
	    "\"disputed\":100,\"exactness\":\"exact\","
	    "\"parties\":" PARTIES "}");
	assert_int_equal(f.d->claim, 900);
	assert_int_equal(f.d->disputed, 100);
	assert_int_equal(f.d->owed, HJ_NONE);
	assert_int_equal(f.d->adjudged, HJ_NONE);
	DONE(VILLAGE, 0, "record-title",
	    "{\"title\":\"judgment\",\"amount\":800}");
	assert_int_equal(f.d->adjudged, 800);
	DONE(COURT, 0, "open-suit", "{}");
	DONE(COURT, 0, "record-result",
	    "{\"procedure\":2,\"ground\":\"decided\",\"title\":\"judgment\"}");
	assert_int_equal(f.d->adjudged, 800);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(room__handles_what_the_court_registers_for_it),
		TOLD(room__must_stand_below_who_registers),
		TOLD(room__begins_by_itself_only_at_its_court),
		TOLD(enforcement__sits_before_whoever_has_a_part),
		TOLD(sitting__elsewhere_stays_with_who_handles_it),
		TOLD(police__need_not_be_told_of_what_they_hold),
		TOLD(committee__tells_the_police_of_violence_first),
		TOLD(grid_worker__who_is_sent_along_has_a_part),
		TOLD(settled_dispute__is_taken_up_by_another_body),
		TOLD(amounts__are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
