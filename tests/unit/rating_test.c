/* How satisfied a party is: never entered by who handled the matter. */
#include "tests/unit/aid_fixture.h"

#define SAYS_SO "{\"satisfaction\":\"satisfied\"}"
#define PARTY_SAYS_SO                                                          \
	"{\"party\":1,\"manner\":\"phone\",\"satisfaction\":\"satisfied\"}"

static void
order__is_called_back_about_by_another_than_its_handler(void **state)
{
	(void)state;
	DONE(HOTLINE, 0, "register",
	    "{\"source\":\"hotline\",\"manner\":\"phone\",\"parties\":"
	    "[{\"kind\":\"natural\",\"side\":\"applicant\",\"name\":\"甲\"},"
	    "{\"kind\":\"natural\",\"side\":\"respondent\",\"name\":\"乙\"}]}");
	DONE(HOTLINE, 0, "reply-order",
	    "{\"text\":\"已处理\",\"evidence\":\"照片\"}");
	DONE(HOTLINE, 1, "verify-reply", "{\"verdict\":\"passed\"}");
	REFUSED(HJ_NO_RATING, HOTLINE, 0, "call-back", SAYS_SO);
	assert_string_equal(f.refused_field, "satisfaction");
	/* He may call; what the caller says is entered by somebody else. */
	DONE(HOTLINE, 0, "call-back", "{\"unreached\":true}");
	DONE(HOTLINE, 1, "call-back", SAYS_SO);
	assert_int_equal(procedure(1)->stage, HJ_ST_ORDER_ENDED);
}

static void
aid__is_rated_before_another_than_its_counsel(void **state)
{
	(void)state;
	granted();
	assert_int_equal(appoint(0), HJ_NO);
	REFUSED(HJ_NO_RATING, AID, 1, "record-satisfaction", PARTY_SAYS_SO);
	REFUSED(HJ_NO_RATING, AID, 1, "record-follow-up", PARTY_SAYS_SO);
	DONE(AID, 0, "record-satisfaction", PARTY_SAYS_SO);
	DONE(AID, 1, "record-follow-up", "{\"party\":1,\"manner\":\"phone\"}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(order__is_called_back_about_by_another_than_its_handler),
		TOLD(aid__is_rated_before_another_than_its_counsel),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
