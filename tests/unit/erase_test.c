/* Erasing the particulars of a party or the texts: what is told, what is
 * refused, what stays possible. */
#include "tests/unit/procedure_fixture.h"

/* What the service sends when it was ordered. */
static enum hj_refusal
erase(const char *json)
{
	const struct hj_command *command =
	    hj_command_find(&hj_dispute_kind, "erase");
	struct hj_error err = { 0 };
	struct hj_turn t;
	void *cmd = hj_alloc(f.a, command->fields->size);

	assert_int_equal(hj_bind(f.a, command->fields, HJ_FORM_COMMAND, cmd,
			     json, strlen(json), &err),
	    HJ_OK);
	t = (struct hj_turn){ .a = f.a,
		.world = &f.world,
		.actor = { .person = "clock", .service = true },
		.now = f.now,
		.cmd = fixture_command(&f, ++f.commands),
		.state = f.d,
		.d = f.d,
		.version = f.d->version };
	hj_decide(&t, &hj_dispute_kind, command, cmd);
	f.event = t.event;
	f.events = (int64_t)t.n_event;
	return t.refused;
}

#define BY "\"ordered_by\":\"00000000000000000000000000000b01\""
#define PARTY "{" BY ",\"party\":1,\"reason\":\"requested\"}"
#define TEXTS "{" BY ",\"reason\":\"retention_over\"}"

static bool
names(const struct hj_erased *b, const char *subject)
{
	for (size_t i = 0; i < b->n_subjects; i++)
		if (strcmp(b->subjects[i].text, subject) == 0)
			return true;
	return false;
}

static void
party__goes_with_its_own_key_and_the_titles(void **state)
{
	const struct hj_erased *b;

	(void)state;
	mediating();
	assert_int_equal(erase(PARTY), HJ_NO);
	assert_int_equal(f.events, 1);
	assert_ptr_equal(f.event[0].kind, &hj_ev_party_erased);
	b = f.event[0].body;
	assert_int_equal(b->n_subjects, 2);
	assert_true(names(b, f.d->party[0].subject));
	assert_true(names(b, "title"));
	assert_true(f.d->party[0].erased);
	assert_null(f.d->party[0].identity_index);
	assert_false(f.d->party[1].erased);
	assert_int_equal(f.d->erasures, 1);
}

static void
texts__go_with_every_key_of_texts_and_no_party(void **state)
{
	const struct hj_erased *b;

	(void)state;
	mediating();
	assert_int_equal(erase(TEXTS), HJ_NO);
	assert_ptr_equal(f.event[0].kind, &hj_ev_texts_erased);
	b = f.event[0].body;
	assert_int_equal(b->n_subjects, 4);
	assert_true(names(b, "text") && names(b, "title") &&
		    names(b, "side.applicant") && names(b, "side.respondent"));
	assert_false(f.d->party[0].erased || f.d->party[1].erased);
}

static void
party__is_erased_once_and_not_corrected_after(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(erase(PARTY), HJ_NO);
	assert_int_equal(erase(PARTY), HJ_NO_ERASED);
	assert_int_equal(fixture_do(&f, VILLAGE, "correct-party",
			     "{\"party\":{\"party\":1,\"name\":\"甲\"},"
			     "\"reason\":\"补录\"}"),
	    HJ_NO_ERASED);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "note", "{\"text\":\"照常\"}"), HJ_NO);
}

static void
party__that_is_not_there_is_refused(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(erase("{" BY ",\"party\":9,\"reason\":\"requested\"}"),
	    HJ_NO_PARTY);
}

static void
erasing__is_the_services_alone(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(
	    fixture_do_as(&f, VILLAGE, 2, "erase", PARTY), HJ_NO_RIGHT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(party__goes_with_its_own_key_and_the_titles),
		TEST(texts__go_with_every_key_of_texts_and_no_party),
		TEST(party__is_erased_once_and_not_corrected_after),
		TEST(party__that_is_not_there_is_refused),
		TEST(erasing__is_the_services_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
