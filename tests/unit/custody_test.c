/* Bundles of paper: ticked off, short of pages, explained. */
#include "tests/unit/steps_fixture.h"

static void
recorded(void)
{
	mediating();
	DONE(VILLAGE, 0, "record-bundle",
	    "{\"pieces\":[{\"name\":\"申请书\",\"pages\":3,\"original\":true},"
	    "{\"name\":\"借条\",\"pages\":2}]}");
}

static void
refer(enum place to)
{
	DONE(VILLAGE, 0, "refer", "{\"to\":\"%s\",\"reason\":\"移交\"}",
	    fixture_org(&f, to));
}

static const struct hj_bundle_piece *
piece(size_t no)
{
	const struct hj_bundle *b = hj_bundle_at(f.d, 1);

	assert_non_null(b);
	assert_true(no <= b->n_piece);
	return &b->piece[no - 1];
}

static enum hj_refusal
give(enum place from, enum place to, const char *more)
{
	return ask(from, 0, "hand-over-bundle",
	    "{\"bundle\":1,\"to\":\"%s\"%s}", fixture_org(&f, to), more);
}

static void
pieces__are_with_who_recorded_them(void **state)
{
	(void)state;
	recorded();
	assert_int_equal(hj_bundle_at(f.d, 1)->n_piece, 2);
	assert_string_equal(piece(1)->with, fixture_org(&f, VILLAGE));
	assert_true(piece(1)->original);
	assert_int_equal(piece(2)->pages, 2);
	assert_int_equal(ask(VILLAGE, 0, "record-bundle", "{\"pieces\":[]}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
pieces__move_when_ticked_off(void **state)
{
	(void)state;
	recorded();
	assert_int_equal(give(VILLAGE, VILLAGE, ""), HJ_NO_SAME_BODY);
	assert_int_equal(give(VILLAGE, TOWNSHIP, ""), HJ_NO_NO_PART);
	refer(TOWNSHIP);
	assert_int_equal(
	    give(VILLAGE, TOWNSHIP, ",\"pieces\":[{\"piece\":1,\"pages\":4}]"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(
	    give(VILLAGE, TOWNSHIP, ",\"pieces\":[{\"piece\":1,\"pages\":2}]"),
	    HJ_NO);
	assert_string_equal(piece(1)->with, fixture_org(&f, TOWNSHIP));
	assert_int_equal(piece(1)->lacking, 1);
	assert_string_equal(piece(2)->with, fixture_org(&f, VILLAGE));
	/* What is gone cannot be given twice; the rest can. */
	assert_int_equal(give(VILLAGE, TOWNSHIP, ",\"pieces\":[{\"piece\":1}]"),
	    HJ_NO_SUCH_ENTITY);
	assert_int_equal(give(VILLAGE, TOWNSHIP, ""), HJ_NO);
	assert_string_equal(piece(2)->with, fixture_org(&f, TOWNSHIP));
	assert_int_equal(give(VILLAGE, TOWNSHIP, ""), HJ_NO_SUCH_ENTITY);

	/* The owner ticks off what came back. */
	DONE(VILLAGE, 0, "return-bundle",
	    "{\"bundle\":1,\"pieces\":[{\"piece\":1}],\"reason\":\"待补\"}");
	assert_int_equal(piece(1)->lacking, 0);
	assert_false(piece(1)->explained);
	assert_true(piece(2)->explained);
	DONE(VILLAGE, 0, "return-bundle", "{\"bundle\":1}");
	assert_string_equal(piece(2)->with, fixture_org(&f, VILLAGE));
	assert_false(piece(2)->explained);
	assert_int_equal(ask(VILLAGE, 0, "return-bundle", "{\"bundle\":1}"),
	    HJ_NO_SUCH_ENTITY);
}

static void
closing__names_the_piece_that_is_missing(void **state)
{
	(void)state;
	recorded();
	refer(TOWNSHIP);
	assert_int_equal(give(VILLAGE, TOWNSHIP, ""), HJ_NO);
	DONE(TOWNSHIP, 0, "accept-referral", "{\"referral\":1}");
	serve_all();
	/* The giver has nothing of another body. */
	DONE(VILLAGE, 1, "close", "{}");
	DONE(TOWNSHIP, 2, "end-procedure", "{\"ground\":\"unreachable\"}");
	serve_all();
	assert_int_equal(ask(TOWNSHIP, 2, "close", "{}"), HJ_NO_PAPERS_OPEN);
	DONE(TOWNSHIP, 0, "return-bundle",
	    "{\"bundle\":1,\"pieces\":[{\"piece\":1}],\"reason\":\"留存\"}");
	DONE(TOWNSHIP, 2, "close", "{}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TOLD(pieces__are_with_who_recorded_them),
		TOLD(pieces__move_when_ticked_off),
		TOLD(closing__names_the_piece_that_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
