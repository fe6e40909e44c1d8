/*
 * Guards of the rules that bar what a body does, while their facts hold, and
 * never a party's way out.
 */
#include "tests/unit/steps_fixture.h"

static void
on_method(const char *name)
{
	on_ladder(name);
	fixture_methods(&f);
}

static void
say(enum place place, const char *fact, const char *value)
{
	DONE(place, 0, "record-fact", "{\"fact\":\"%s\",\"value\":\"%s\"}",
	    fact, value);
}

static void
settling__is_barred_while_the_fact_holds(void **state)
{
	(void)state;
	on_method("method-domestic-violence");
	begun(POLICE, "administrative");
	say(POLICE, "violence", "yes");
	REFUSED(HJ_NO_BARRED, POLICE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":2,\"text\":\"x\"}],"
	    "\"text\":\"x\"}");
	assert_string_equal(f.refused_article, "反家庭暴力法(待核)");
	assert_string_equal(f.refused_do, "公安机关");
	REFUSED(HJ_NO_BARRED, POLICE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	say(POLICE, "violence", "no");
	DONE(POLICE, 0, "draft-agreement",
	    "{\"terms\":[{\"kind\":\"duty\",\"debtor\":2,\"text\":\"x\"}],"
	    "\"text\":\"x\"}");
}

static void
mediating__is_barred_and_a_party_may_leave_all_the_same(void **state)
{
	(void)state;
	on_method("method-police");
	begun(POLICE, "administrative");
	say(POLICE, "excluded", "yes");
	f.now += HJ_DAY_MS;
	assert_int_equal(sit(POLICE, 1, "not_agreed"), HJ_NO_BARRED);
	DONE(POLICE, 0, "withdraw", "{\"parties\":[1]}");
	DONE(COURT, 0, "open-suit", "{\"number\":\"(2026)民初1号\"}");
}

static void
accepting__is_barred(void **state)
{
	(void)state;
	on_method("method-peoples");
	registered(VILLAGE, "people");
	say(VILLAGE, "outside", "yes");
	agree(VILLAGE, 1);
	REFUSED(HJ_NO_BARRED, VILLAGE, 0, "accept", "{}");
	say(VILLAGE, "outside", "unknown");
	DONE(VILLAGE, 0, "accept", "{}");
}

static void
closing__is_barred_until_it_is_performed(void **state)
{
	(void)state;
	on_method("method-longshan");
	begun(VILLAGE, "people");
	DONE(VILLAGE, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
	REFUSED(HJ_NO_BARRED, VILLAGE, 0, "close", "{}");
}

static void
guard_of_another_set__bars_nothing(void **state)
{
	(void)state;
	on_method("method-suizhong");
	begun(TOWNSHIP, "people");
	REFUSED(HJ_NO_FACT, TOWNSHIP, 0, "record-fact",
	    "{\"fact\":\"violence\",\"value\":\"yes\"}");
	DONE(TOWNSHIP, 0, "record-oral-agreement",
	    "{\"terms\":[{\"kind\":\"duty\"}]}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(settling__is_barred_while_the_fact_holds),
		TOLD(mediating__is_barred_and_a_party_may_leave_all_the_same),
		TOLD(accepting__is_barred),
		TOLD(closing__is_barred_until_it_is_performed),
		TOLD(guard_of_another_set__bars_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
