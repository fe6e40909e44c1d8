/* Notices served and returned, and dangers reported. */
#include "tests/unit/procedure_fixture.h"

/* Accepted, so that notices 1 and 2 are owed. */
static void
owing(void)
{
	mediating();
	assert_int_equal(f.d->n_notice, 2);
}

static void
service__by_hand_proves_itself(void **state)
{
	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[1],\"means\":\"handed\"}"),
	    HJ_NO);
	assert_int_equal(f.d->notice[0].state, HJ_NS_SERVED);
	assert_int_equal(f.d->notice[0].means, HJ_ME_HANDED);
	assert_int_equal(f.d->notice[0].done_on, 20260302);
	assert_true(hj_notice_open(f.d, 1));
}

static void
service__of_several_is_one_proof(void **state)
{
	const struct hj_notice_set *one, *two;

	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[1,2],\"means\":\"post\","
			     "\"evidence\":\"EMS 12\"}"),
	    HJ_NO);
	assert_int_equal(f.events, 2);
	one = f.event[0].body;
	two = f.event[1].body;
	assert_string_equal(one->evidence.box, "1.text.EMS 12");
	assert_null(two->evidence.box);
	assert_false(hj_notice_open(f.d, 0));
}

static void
service__by_other_means_needs_its_proof(void **state)
{
	static const char *const means[] = { "post", "left", "announced" };

	(void)state;
	owing();
	for (size_t i = 0; i < 3; i++) {
		char json[128];

		snprintf(json, sizeof(json),
		    "{\"notices\":[1],\"means\":\"%s\"}", means[i]);
		assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice", json),
		    HJ_NO_EVIDENCE);
	}
}

static void
service__by_electronic_means_needs_consent(void **state)
{
	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[1],\"means\":\"electronic\","
			     "\"evidence\":\"短信回执\"}"),
	    HJ_NO_E_SERVICE);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "serve-notice",
		"{\"notices\":[1],\"means\":\"electronic\","
		"\"e_service_agreed\":true,\"evidence\":\"短信回执\"}"),
	    HJ_NO);
}

static void
service__twice_or_of_nothing_is_refused(void **state)
{
	static const char json[] = "{\"notices\":[1],\"means\":\"handed\"}";

	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice", json), HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "serve-notice", json), HJ_NO_DUPLICATE);
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[2,2],\"means\":\"handed\"}"),
	    HJ_NO_DUPLICATE);
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[3],\"means\":\"handed\"}"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[],\"means\":\"handed\"}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
service__before_it_was_owed_is_refused(void **state)
{
	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[1],\"means\":\"handed\","
			     "\"occurred_on\":\"2026-03-01\"}"),
	    HJ_NO_ORDER);
}

static void
service__by_a_body_without_part_is_refused(void **state)
{
	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, POLICE, "serve-notice",
			     "{\"notices\":[1],\"means\":\"handed\"}"),
	    HJ_NO_RIGHT);
}

static void
notice__that_came_back_can_still_be_served(void **state)
{
	static const char json[] =
	    "{\"notices\":[1],\"means\":\"post\",\"evidence\":\"迁移新址\"}";

	(void)state;
	owing();
	assert_int_equal(fixture_do(&f, VILLAGE, "record-return", json), HJ_NO);
	assert_int_equal(fixture_count(&f, "notice_returned"), 1);
	assert_int_equal(f.d->notice[0].state, HJ_NS_RETURNED);
	while (f.d->notice[0].reach != 0)
		assert_int_equal(
		    fixture_do(&f, VILLAGE, "record-return",
			f.d->notice[0].reach == HJ_RC_CALL
			    ? "{\"notices\":[1],\"means\":\"told\","
			      "\"evidence\":\"停机\"}"
			: f.d->notice[0].reach == HJ_RC_POST
			    ? json
			    : "{\"notices\":[1],\"means\":\"handed\","
			      "\"evidence\":\"无人\"}"),
		    HJ_NO);
	assert_int_equal(
	    fixture_do(&f, VILLAGE, "record-return", json), HJ_NO_DUPLICATE);
	assert_int_equal(fixture_do(&f, VILLAGE, "serve-notice",
			     "{\"notices\":[1],\"means\":\"left\","
			     "\"evidence\":\"村干部见证\"}"),
	    HJ_NO);
	assert_int_equal(f.d->notice[0].state, HJ_NS_SERVED);
}

static void
danger__is_told_with_its_articles_and_closes_nothing(void **state)
{
	static const char *const told[][2] = {
		{ "violence", "人民调解法25" },
		{ "crowd", "人民调解法25" },
		{ "domestic", "人民调解法25;反家庭暴力法14" },
		{ "minor", "人民调解法25;未成年人保护法11" },
	};

	(void)state;
	mediating();
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		const struct hj_danger_reported *b;
		char json[128];

		snprintf(json, sizeof(json),
		    "{\"danger\":\"%s\",\"told\":\"派出所\"}", told[i][0]);
		assert_int_equal(
		    fixture_do(&f, VILLAGE, "report-danger", json), HJ_NO);
		assert_int_equal(f.events, 1);
		b = f.event[0].body;
		assert_string_equal(b->article, told[i][1]);
		assert_int_equal(b->told_at, f.now);
	}
	assert_true(f.d->danger);
	assert_true(procedure(1)->reported);
	assert_int_equal(procedure(1)->phase, HJ_PH_MEDIATING);
}

static void
danger__was_not_told_in_the_future_nor_by_who_has_no_part(void **state)
{
	(void)state;
	mediating();
	assert_int_equal(fixture_do(&f, VILLAGE, "report-danger",
			     "{\"danger\":\"threat\",\"told\":\"派出所\","
			     "\"told_at\":\"2026-03-02T10:00:00+08:00\"}"),
	    HJ_NO_FUTURE);
	assert_int_equal(fixture_do(&f, POLICE, "report-danger",
			     "{\"danger\":\"threat\",\"told\":\"所长\"}"),
	    HJ_NO_RIGHT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(service__by_hand_proves_itself),
		TEST(service__of_several_is_one_proof),
		TEST(service__by_other_means_needs_its_proof),
		TEST(service__by_electronic_means_needs_consent),
		TEST(service__twice_or_of_nothing_is_refused),
		TEST(service__before_it_was_owed_is_refused),
		TEST(service__by_a_body_without_part_is_refused),
		TEST(notice__that_came_back_can_still_be_served),
		TEST(danger__is_told_with_its_articles_and_closes_nothing),
		TEST(danger__was_not_told_in_the_future_nor_by_who_has_no_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
