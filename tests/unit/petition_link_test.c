/* Petitions about one matter that stands in two disputes (信访工作条例19, 36).
 */
#include "lib/commands/links/links.h"
#include "tests/unit/petition_fixture.h"

#define OTHER "0123456789abcdef0123456789abcdef"

/* Another dispute says what it is to this one, and where its petition stands.
 */
static void
says(const char *command, const char *more)
{
	char json[300];

	snprintf(json, sizeof(json), "{\"other\":\"%s\"%s}", OTHER, more);
	assert_int_equal(fixture_serve(&f, command, json), HJ_NO);
}

static void
noted(const char *kind, const char *more)
{
	char json[300];

	snprintf(json, sizeof(json), ",\"kind\":\"%s\",\"org\":\"%s\"%s", kind,
	    fixture_org(&f, OFFICE), more);
	says("note-link", json);
}

/* Does the last turn tell the other that a petition runs? */
static bool
tells_of_running(void)
{
	bool found = false;

	for (size_t i = 0; i < f.n_follow_up; i++)
		if (strcmp(f.follow_up[i].command, "note-other") == 0 &&
		    strcmp(f.follow_up[i].stream, OTHER) == 0)
			found = strstr(f.follow_up[i].body,
				    "\"petition_runs\":true") != NULL;
	return found;
}

static void
same_dispute__final_elsewhere_asks_for_something_new(void **state)
{
	(void)state;
	petitioners(OFFICE);
	noted("same_dispute", ",\"petition_final\":true");
	BY("信访工作条例36", HJ_NO_SAME_FACTS, OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\"}");
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"appeal\",\"rests_on\":[{\"text\":\"新证据\"}]}");
	assert_true(tells_of_running());
}

static void
same_dispute__at_hand_elsewhere_is_not_taken_up_twice(void **state)
{
	(void)state;
	petitioners(OFFICE);
	noted("same_dispute", ",\"petition_runs\":true");
	BY("信访工作条例19", HJ_NO_PETITION_RUNNING, OFFICE, 0,
	    "register-petition",
	    "{\"class\":\"appeal\",\"rests_on\":[{\"text\":\"新证据\"}]}");
	/* It ended there, with no final answer. */
	says("note-other", "");
	DONE(OFFICE, 0, "register-petition", "{\"class\":\"appeal\"}");
}

static void
undone_link__bars_nothing(void **state)
{
	(void)state;
	petitioners(OFFICE);
	noted("same_dispute", ",\"petition_final\":true");
	says("note-unlink", ",\"kind\":\"same_dispute\"");
	DONE(OFFICE, 0, "register-petition", "{\"class\":\"appeal\"}");
	assert_false(tells_of_running());
}

static void
new_reasons_and_other_matters__bar_nothing(void **state)
{
	static const char *const kinds[] = { "same_facts", "same_parties",
		"recurs_after" };

	(void)state;
	petitioners(OFFICE);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		noted(kinds[i],
		    ",\"petition_final\":true,\"petition_runs\":true");
	DONE(OFFICE, 0, "register-petition", "{\"class\":\"appeal\"}");
}

static void
accusation__is_told_to_no_other_dispute(void **state)
{
	(void)state;
	petitioners(OFFICE);
	noted("same_dispute", "");
	DONE(OFFICE, 0, "register-petition",
	    "{\"class\":\"accusation\",\"accused\":\"%s\"}",
	    fixture_org(&f, UPPER));
	assert_false(tells_of_running());
	assert_false(hj_petition_news(f.d).runs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(same_dispute__final_elsewhere_asks_for_something_new),
		TOLD(same_dispute__at_hand_elsewhere_is_not_taken_up_twice),
		TOLD(undone_link__bars_nothing),
		TOLD(new_reasons_and_other_matters__bar_nothing),
		TOLD(accusation__is_told_to_no_other_dispute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
